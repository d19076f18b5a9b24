"""How large the workbooks print: from column widths, paper, margins and the pages that a sheet is fitted to, as a spreadsheet program does."""

import re

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from running import SAMPLES, publish

PERIOD = "2026-Q3"
LEAST, PLAIN = 6.5, 10                      # points: as small as plain text may print, and its size in the cells
INCHES = {1: (8.5, 11), 9: (210 / 25.4, 297 / 25.4)}


def width(sheet, column):
    """Points of a column: 7 pixels a character, 5 beside it; 64 where nothing is said."""
    for dimension in sheet.column_dimensions.values():
        if dimension.min is not None and dimension.min <= column <= dimension.max and dimension.width:
            return 0.75 * (7 * (dimension.width - 0.71) + 5)    # the file's width is with its margins: 5 pixels of 7
    return 0.75 * 64


def printed_area(sheet):
    """Older versions of openpyxl have a list of them."""
    return sheet.print_area if isinstance(sheet.print_area, str | None) else "".join(sheet.print_area[:1])


def printed_columns(sheet):
    area = printed_area(sheet)
    return column_index_from_string(re.search(r":\$([A-Z]+)", area)[1]) if area else sheet.max_column


def room(sheet):
    """Points between the margins: across and down."""
    short, long = INCHES[int(sheet.page_setup.paperSize)]
    across, down = (long, short) if sheet.page_setup.orientation == "landscape" else (short, long)
    margins = sheet.page_margins
    return 72 * (across - margins.left - margins.right), 72 * (down - margins.top - margins.bottom)


def repeated(sheet):
    return column_index_from_string(re.search(r":\$?([A-Z]+)", sheet.print_title_cols)[1]) if sheet.print_title_cols else 0


def pages_across(widths, kept, across):
    """Pages when each is filled from the left; the columns kept stand on every one."""
    pages, used, empty = 1, sum(widths[:kept]), True
    for one in widths[kept:]:
        if not empty and used + one > across:
            pages, used = pages + 1, sum(widths[:kept])
        used, empty = used + one, False
    return pages


def scale(sheet):
    """The largest scale, in percent, at which the sheet goes on its pages."""
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    wide = 1 if sheet.page_setup.fitToWidth is None else int(sheet.page_setup.fitToWidth)
    tall = 1 if sheet.page_setup.fitToHeight is None else int(sheet.page_setup.fitToHeight)
    widths = [width(sheet, column) for column in range(1, printed_columns(sheet) + 1)]
    across, down = room(sheet)
    for percent in range(100, 9, -1):
        if pages_across(widths, repeated(sheet), across * 100 / percent) <= wide:
            break
    if tall == 1:
        area = printed_area(sheet)
        last = int(re.search(r"(\d+)$", area)[1]) if area else sheet.max_row
        height = sum(sheet.row_dimensions[row].height or 16 for row in range(1, last + 1))
        percent = min(percent, int(100 * down / height))
    return percent


def sheets(run):
    for path in (*sorted(run.rglob("workbook-*.xlsx")), *run.rglob("portfolio-*.xlsx")):
        for sheet in openpyxl.load_workbook(path):
            yield path.name, sheet


@pytest.mark.parametrize("language, paper", [("en", "a4"), ("de", "letter"), ("fr", "a4"), ("nl", "letter")])
def test_plain_text_can_be_read_on_paper(tmp_path, language, paper):
    run = publish(SAMPLES, PERIOD, tmp_path, "--set", "output.formats=xlsx", "--set", f"output.language={language}", "--set", f"output.paper={paper}")
    found = {(name, sheet.title): PLAIN * scale(sheet) / 100 for name, sheet in sheets(run)}
    assert len(found) > 100
    assert {what: points for what, points in found.items() if points < LEAST} == {}


def test_many_columns_take_several_pages_with_the_first_columns_on_each(tmp_path):
    run = publish(SAMPLES, PERIOD, tmp_path, "--set", "output.formats=xlsx")
    book = openpyxl.load_workbook(run / "partners" / "aurora" / f"workbook-aurora-{PERIOD}.xlsx")
    for title, kept in (("KPIs", 1), ("Survey", 2), ("Scores", 1), ("What-if", 1)):
        assert int(book[title].page_setup.fitToWidth) > 1, title
        assert repeated(book[title]) == kept, title
    scores = openpyxl.load_workbook(run / "board" / f"portfolio-{PERIOD}.xlsx")["Scores"]
    assert int(scores.page_setup.fitToWidth) == 2
    assert repeated(scores) == [cell.value for cell in scores[4]].index("Score")    # a number stands beside what it is about
    kpis = [cell.value for cell in book["KPIs"][4]]
    assert printed_columns(book["KPIs"]) == len(kpis)       # nothing is left off the paper
    assert kpis.index("Score") < kpis.index("Status") < kpis.index("File") < kpis.index("Partnership health")


def test_no_page_shows_a_piece_of_a_subtitle(tmp_path):
    """On sheets of several pages side by side it stands in the columns of every page, or in cells of the first that are not repeated."""
    run = publish(SAMPLES, PERIOD, tmp_path, "--set", "output.formats=xlsx", "--set", "output.language=fr")
    beside = below = 0
    for name, sheet in sheets(run):
        kept = repeated(sheet)
        if kept == 0:
            continue
        merged = [area for area in sheet.merged_cells.ranges if area.min_row <= 2]
        assert len(merged) == 1, (name, sheet.title)
        area = merged[0]
        assert sheet.cell(area.min_row, area.min_col).alignment.wrap_text
        if area.min_row == 2:
            assert (area.min_col, area.max_col) == (1, kept), (name, sheet.title)
            below += 1
        else:
            wide = room(sheet)[0] * 100 / scale(sheet)
            assert area.min_col == kept + 1 and sheet.cell(2, 1).value is None, (name, sheet.title)
            assert sum(width(sheet, column) for column in range(1, area.max_col + 1)) <= wide, (name, sheet.title)
            beside += 1
        assert len(sheet["A1"].value) * 1.5 <= sheet.column_dimensions["A"].width or kept > 1, (name, sheet.title)
    assert beside > 20 and below > 5


def tops(sheet):
    """Rows (from 1) with which a page begins, by our breaks."""
    return sorted(row.id + 1 for row in sheet.row_breaks.brk)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(tmp_path, paper):
    """On every page that a break of ours ends, a heading of a section has its header and a row more below it; and the pages hold their rows."""
    run = publish(SAMPLES, PERIOD, tmp_path, "--set", "output.formats=xlsx", "--set", f"output.paper={paper}")
    headings = 0
    for name, sheet in sheets(run):
        if sheet.title not in ("Method", "Scores", "Data quality") or name.startswith("portfolio") and sheet.title != "Method":
            continue
        sections = [row[0].row for row in sheet.iter_rows(max_col=1) if row[0].font.sz == 12 and row[0].font.b]
        headings += len(sections)
        tall = room(sheet)[1] * 100 / scale(sheet)
        starts = [1, *tops(sheet), sheet.max_row + 1]
        for first, end in zip(starts, starts[1:]):
            assert sum(sheet.row_dimensions[row].height or 16 for row in range(first, end)) <= tall, (name, sheet.title, first)
            assert not [row for row in sections if first <= row < end and end - row < 3 and end <= sheet.max_row], (name, sheet.title, first)
    assert headings > 100


def test_a_chart_is_not_cut(tmp_path):
    """The charts of Gaps and Summary begin a page, or the page that they are on has room for them."""
    run = publish(SAMPLES, PERIOD, tmp_path, "--set", "output.formats=xlsx", "--set", "output.paper=letter")
    charts = 0
    for name, sheet in sheets(run):
        if sheet.title not in ("Gaps", "Summary"):
            continue
        tall = room(sheet)[1] * 100 / scale(sheet)
        for chart in sheet._charts:
            top = chart.anchor._from.row + 1
            starts = [1, *[row for row in tops(sheet) if row <= top]]
            above = sum(sheet.row_dimensions[row].height or 16 for row in range(starts[-1], top))
            assert above + 16 * (chart.anchor.to.row + 1 - top) <= tall, (name, sheet.title)
            charts += 1
    assert charts > 30


def test_pages_of_what_if_begin_with_a_lens_or_with_the_kpis(tmp_path):
    """An empty row stands before each; the last page is that of the KPIs, and their header is repeated."""
    run = publish(SAMPLES, PERIOD, tmp_path, "--set", "output.formats=xlsx")
    breaks = 0
    for name, sheet in sheets(run):
        if sheet.title != "What-if":
            continue
        assert tops(sheet), name
        for row in tops(sheet):
            assert sheet.cell(row - 1, 1).value is None and sheet.cell(row, 1).value is not None, (name, row)
            breaks += 1
        assert sheet.print_title_rows == f"${tops(sheet)[-1]}:${tops(sheet)[-1]}"
        assert sheet.cell(tops(sheet)[-1], 1).value == "KPI"
        assert {sheet.cell(row, 1).value for row in tops(sheet)[:-1]} <= {"Group"}      # a lens begins with its header
    assert breaks > 8
