"""What a PMO changes without a compiler: pages and blocks, colours, fonts, logo, paper; and the preview that shows it."""

import hashlib
import json
import os
import pathlib
import re
import struct
import subprocess
import zlib

import pikepdf
import pytest

from running import PROGRAM, ROOT, publish, published_runs, rapport, snapshot, table, write_portfolio

BAND = bytes.fromhex("12294A")


@pytest.fixture
def config(tmp_path):
    """Settings with a templates directory and a theme, both still empty."""
    path = write_portfolio(tmp_path / "in", ("acme",), {"acme": "Acme"})
    (path.parent / "own").mkdir()
    (path.parent / "theme.ini").write_text("")
    with path.open("a") as file:
        file.write("[templates]\ndirectory = own\ntheme = theme.ini\n")
    return path


def scorecard(config, archive, *more):
    return next(publish(config, "2026-Q3", archive, *more).glob("partners/acme/scorecard-*.pdf"))


def text_of(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()


def refused(config, tmp_path):
    """The one line of a run that must refuse its settings, and publish nothing."""
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "archive")
    assert done.returncode == 78, done.stderr
    assert published_runs(tmp_path / "archive") == []
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth, colour, rows, before=b"", interlaced=0):
    """A PNG of rows that are already packed."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before +
            chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows))) + chunk(b"IEND", b""))


# Two pixels of orange and blue, each as its kind of PNG has it; what the report must hold.
ORANGE, BLUE = bytes.fromhex("F2A93B"), bytes.fromhex("2060C0")
GOOD_LOGOS = {
    "rgb": (png(2, 1, 8, 2, [ORANGE + BLUE]), ORANGE + BLUE),
    "sixteen": (png(2, 1, 16, 2, [bytes(x for byte in ORANGE + BLUE for x in (byte, byte))]), ORANGE + BLUE),
    "alpha": (png(2, 1, 8, 6, [ORANGE + b"\xff" + BLUE + b"\0"]), ORANGE + BAND),
    "palette": (png(2, 1, 1, 3, [b"\x40"], chunk(b"PLTE", ORANGE + BLUE) + chunk(b"tRNS", b"\xff\0")), ORANGE + BAND),
    # Adam7: the first pass holds the first pixel, the second and third none of a row of two, the sixth the other.
    "interlaced": (png(2, 1, 8, 2, [ORANGE, BLUE], interlaced=1), ORANGE + BLUE),
    "grey": (png(2, 1, 8, 0, [b"\x10\xe0"]), b"\x10" * 3 + b"\xe0" * 3),
}
WHOLE = png(64, 64, 8, 2, [bytes((x * 3 + y) % 256 for x in range(64 * 3)) for y in range(64)])
BAD_LOGOS = {
    "truncated": (WHOLE[:len(WHOLE) // 2], "logo cannot be used"),
    "only-header": (WHOLE[:33], "logo cannot be used"),
    "empty": (b"", "logo cannot be used: the file is empty"),
    "photograph": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(100), "PNG"),
    "huge": (png(5000, 1000, 1, 0, [bytes(625)] * 1000), "at most 4 million"),
    "checksum": (WHOLE[:60] + bytes([WHOLE[60] ^ 1]) + WHOLE[61:], "logo cannot be used"),
}


def test_blocks_stand_where_the_template_puts_them(config, tmp_path):
    (config.parent / "own/scorecard.ini").write_text(
        '[page brief]\ntitle = "Résumé – Ё"\nblocks = band, things, kpis\n[page answer]\nblocks = health\n'
        '[block things]\ntitle = "In short"\ncount = 1\n[block kpis]\nrows = 1\n', encoding="utf-8")
    path = scorecard(config, tmp_path / "archive")
    pages = text_of(path).split("\f")[:-1]
    assert len(pages) == 2
    assert pages[0].index("In short") < pages[0].index("Key indicators") < pages[0].index("1 more indicator")
    assert "What it is made of" not in pages[0] and "What it is made of" in pages[1]
    assert "The answer" in pages[1] and "Sign-off" not in "".join(pages)
    with pikepdf.open(path) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Résumé – Ё", "The answer"]


@pytest.mark.parametrize("name, text, expected", [
    ("scorcard.ini", "", "scorecard.ini"),
    ("Board-pack.ini", "", "board-pack.ini"),
    ("theme.in", "", "theme.ini"),
    ("theme.ini", "", "`theme = own/theme.ini` in [templates], which names the theme"),
    ("strings.ed.ini", '[kpis]\nunit = "U"\n', "strings.en.ini of a shipped language, or all texts if it is a language of its own"),
    ("strings_nl.ini", "", "strings.nl.ini"),
    ("strings.ini", "", "strings.LANGUAGE.ini, as strings.en.ini"),
])
def test_a_file_that_nothing_reads_is_told_with_the_name_it_should_have(config, tmp_path, name, text, expected):
    (config.parent / "own" / name).write_text(text)
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "archive")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [f"own/{name}: warning: nothing reads this file of the templates directory; expected {expected} "
                                        "- what it says is not in the reports; rename or delete it"]


def test_other_files_beside_the_templates_are_left_alone(config, tmp_path):
    """Copies of editors, notes, the logo, a language of one's own - and rapport.ini, if the directory is its own."""
    own = config.parent / "own"
    for name in ("README.md", "scorecard.ini~", "scorecard.ini.1", ".scorecard.ini.swp", "#theme.ini#", "colours.ini", "logo.png"):
        (own / name).write_text("")
    (own / "strings.pl.ini").write_bytes((ROOT / "templates/strings.en.ini").read_bytes())
    for directory in ("own", "."):
        text = config.read_text().replace("directory = own\n", f"directory = {directory}\n")
        config.write_text(text)
        done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "archive")
        assert (done.returncode, done.stderr) == (0, "")


def test_a_placeholder_that_is_gone_is_advice_with_its_line(config, tmp_path):
    (config.parent / "own/strings.en.ini").write_text('[things]\nmoved = "{group} moved most."\n')
    run = publish(config, "2026-Q3", tmp_path / "archive")
    found = [row for row in table(run / "data/findings.csv") if row["kind"] == "lost-placeholder"]
    assert [(row["severity"], row["file"], row["line"], row["value"]) for row in found] == [("advice", "own/strings.en.ini", "2", "{change}")]


def test_the_copies_of_a_starter_folder_are_read_once_the_semicolons_are_away(tmp_path):
    """A newcomer renames, recolours, drops a block and adds a language, as templates.md and the files themselves say."""
    home = tmp_path / "first"
    assert rapport("init", home).returncode == 0
    settings = (home / "rapport.ini").read_text()
    settings = settings.replace("; directory = .", "directory = .").replace("; theme     =", "theme     =")
    (home / "rapport.ini").write_text(settings)
    done = rapport("run", "-p", "2026-Q3", "--partner", "MERIDIAN", cwd=home)
    assert (done.returncode, done.stderr) == (0, "")
    before = text_of(next((home / "archive/latest").resolve().glob("partners/*/scorecard-*.pdf")))
    assert "VENDOR REVIEW" not in before and "The last periods" in before
    words = re.sub(r'(?m)^report +=.*', 'report = "VENDOR REVIEW"', (home / "strings.en.ini").read_text())
    (home / "strings.xy.ini").write_text(words)
    (home / "scorecard.ini").write_text((home / "scorecard.ini").read_text().replace("history, ", ""))
    (home / "theme.ini").write_text((home / "theme.ini").read_text().replace("#12294A", "#0B4F4A"))
    run = publish(home / "rapport.ini", "2026-Q3", home / "archive", "--partner", "MERIDIAN", "--set", "output.language=xy")
    card = next(run.glob("partners/*/scorecard-*.pdf"))
    assert run.name == "2026-Q3-r2"
    assert "VENDOR REVIEW" in text_of(card) and "The last periods" not in text_of(card)
    with pikepdf.open(card) as pdf:
        # 0x0B, 0x4F and 0x4A of 255
        assert re.search(r"\b0\.0431\d* 0\.3098\d* 0\.290\d* rg", pdf.pages[0].Contents.read_bytes().decode("latin-1"))


def test_the_words_of_the_manual_are_taken(config, tmp_path):
    manual = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
    words = re.search(r"^    ; own/strings\.en\.ini\n((?:    .*\n)+)", manual, re.M)[1]
    (config.parent / "own/strings.en.ini").write_text(re.sub(r"^    ", "", words, flags=re.M), encoding="utf-8")
    assert "VENDOR REVIEW" in text_of(scorecard(config, tmp_path / "archive"))


def test_a_page_of_one_edition_is_not_in_the_other(config, tmp_path):
    (config.parent / "own/scorecard.ini").write_text(
        "[page answer]\nblocks = band, health\n[page method]\nblocks = trail, sign\neditions = internal\n")
    run = publish(config, "2026-Q3", tmp_path / "archive", "--set", "output.editions=internal, partner")
    texts = {path.stem.endswith("-partner"): text_of(path) for path in run.glob("partners/acme/scorecard-*.pdf")}
    assert "Sign-off" in texts[False] and "Sign-off" not in texts[True]
    assert texts[True].count("\f") == 1


@pytest.mark.parametrize("text, says", [
    ("[page answer]\nblocks = band, helth\n", r"scorecard\.ini:2: unknown block 'helth'; did you mean 'health'\?"),
    ("[page answer]\nblocks = band\n[block things]\ncount = 9\n", r"scorecard\.ini:4: .*whole number 0 to 3"),
])
def test_a_template_that_cannot_be_drawn_publishes_nothing(config, tmp_path, text, says):
    (config.parent / "own/scorecard.ini").write_text(text)
    assert re.search(says, refused(config, tmp_path))
    check = rapport("check", "-c", config, "-p", "2026-Q3")
    assert check.returncode == 78 and re.search(says, check.stderr)


@pytest.mark.parametrize("key, value", [("directory", "owm"), ("directory", "theme.ini"), ("theme", "them.ini")])
def test_a_look_that_is_not_there_is_told_with_its_line(config, tmp_path, key, value):
    (config.parent / "theme.ini").write_text("")
    lines = [line for line in config.read_text().splitlines() if not line.startswith(key)]
    lines.insert(lines.index("[templates]") + 1, f"{key} = {value}")
    config.write_text("\n".join(lines) + "\n")
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "archive")
    assert done.returncode == 66
    assert f"rapport.ini:{lines.index('[templates]') + 2}: {key} = {value} in [templates]" in done.stderr
    assert published_runs(tmp_path / "archive") == []


def test_a_board_pack_for_partners_is_refused(config, tmp_path):
    (config.parent / "own/board-pack.ini").write_text("[page cover]\nblocks = cover\neditions = partner\n")
    assert "board-pack.ini:1: page cover: none of its blocks stands in the edition" in refused(config, tmp_path)


def test_every_own_file_is_in_record_and_report_as_sha256sum_finds_it(config, tmp_path):
    own, home = config.parent / "own", config.parent
    (home / "logo.png").write_bytes(WHOLE)
    (home / "theme.ini").write_text("[logo]\nfile = logo.png\n")
    (own / "scorecard.ini").write_bytes((ROOT / "templates/example/scorecard.ini").read_bytes() + b"[page method]\nblocks = inputs\n")
    (own / "strings.en.ini").write_text('[page]\nreport = "VENDOR REVIEW"\n')
    run = publish(config, "2026-Q3", tmp_path / "archive", "--set", "output.paper=letter")
    digests = {path: subprocess.run(["sha256sum", path], capture_output=True, check=True, text=True).stdout.split()[0]
               for path in (config, home / "theme.ini", home / "logo.png", own / "scorecard.ini", own / "strings.en.ini",
                            ROOT / "templates/strings.en.ini", ROOT / "templates/board-pack.ini")}
    record = json.loads((run / "run.json").read_text())
    said = record["configuration"]
    assert said["settings"] == {"name": "rapport.ini", "sha256": digests[config], "set": ["output.paper=letter"]}
    assert said["theme"] == {"name": "theme.ini", "sha256": digests[home / "theme.ini"]}
    assert said["logo"] == {"name": "logo.png", "sha256": digests[home / "logo.png"]}
    assert said["scorecard"] == {"name": "scorecard.ini", "sha256": digests[own / "scorecard.ini"], "own": True}
    assert said["board_pack"] == {"name": "board-pack.ini", "sha256": digests[ROOT / "templates/board-pack.ini"], "own": False}
    assert record["languages"] == [{"name": "en", "files": [
        {"name": "strings.en.ini", "sha256": digests[ROOT / "templates/strings.en.ini"], "own": False},
        {"name": "strings.en.ini", "sha256": digests[own / "strings.en.ini"], "own": True}]}]
    text = text_of(next(run.glob("partners/acme/scorecard-*.pdf")))
    for what, path in (("Words: strings.en.ini", ROOT / "templates/strings.en.ini"), ("Own words: strings.en.ini", own / "strings.en.ini"),
                       ("Template: scorecard.ini", own / "scorecard.ini"), ("Theme: theme.ini", home / "theme.ini"),
                       ("Logo: logo.png", home / "logo.png"), ("Settings", config)):
        assert re.search(rf"{re.escape(what)} +{digests[path]}$", text, re.M), what


def test_the_record_names_the_fonts_that_the_reports_embed(config, tmp_path):
    """Those of the PDFs, by the name of the font in them; the whole file's digest says why bytes differ on another machine."""
    run = publish(config, "2026-Q3", tmp_path / "archive")
    embedded = set()
    for path in run.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            embedded |= {str(font.BaseFont).rpartition("+")[2] for page in pdf.pages for _, font in page.Resources.Font.items()}
    fonts = json.loads((run / "run.json").read_text())["fonts"]
    assert {font["name"].removesuffix(".ttf") for font in fonts} == {name.lstrip("/") for name in embedded}
    for font in fonts:
        path = next(pathlib.Path("/usr/share/fonts/truetype").rglob(font["name"]))
        assert font["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    run = publish(config, "2026-Q3", tmp_path / "books", "--set", "output.formats=xlsx")
    assert json.loads((run / "run.json").read_text())["fonts"] == []


def test_a_scorecard_of_nothing_is_told_not_published(config, tmp_path):
    (config.parent / "own/scorecard.ini").write_text("[page answer]\nblocks = alerts\n")
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "archive")
    assert done.returncode == 78 and "no page has anything to show of acme" in done.stderr
    assert published_runs(tmp_path / "archive") == []


@pytest.mark.parametrize("kind", GOOD_LOGOS)
def test_every_kind_of_png_becomes_the_same_plain_pixels(config, tmp_path, kind):
    data, pixels = GOOD_LOGOS[kind]
    (config.parent / "logo.png").write_bytes(data)
    (config.parent / "theme.ini").write_text("[logo]\nfile = logo.png\n")
    path = scorecard(config, tmp_path / "archive")
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    with pikepdf.open(path) as document:
        images = [image for page in document.pages for image in page.images.values()]
        assert len(images) == 1
        assert (images[0].ColorSpace, images[0].BitsPerComponent) == ("/DeviceRGB", 8)
        assert "/SMask" not in images[0] and "/Interpolate" not in images[0]
        found = images[0].read_bytes()
    assert all(abs(a - b) <= 1 for a, b in zip(found, pixels, strict=True)), (found.hex(), pixels.hex())


@pytest.mark.parametrize("kind", BAD_LOGOS)
def test_a_logo_that_cannot_be_used_is_told_and_nothing_is_published(config, tmp_path, kind):
    data, says = BAD_LOGOS[kind]
    (config.parent / "logo.png").write_bytes(data)
    (config.parent / "theme.ini").write_text("[logo]\nfile = logo.png\n")
    told = refused(config, tmp_path)
    assert says in told and "logo.png" in told


def test_a_missing_logo_names_its_file(config, tmp_path):
    (config.parent / "theme.ini").write_text("[logo]\nfile = lost.png\n")
    done = rapport("run", "-c", config, "-p", "2026-Q3", "-o", tmp_path / "archive")
    assert done.returncode == 66 and "lost.png" in done.stderr


def test_look_and_language_change_together(config, tmp_path):
    (config.parent / "theme.ini").write_text(
        '[colours]\nband = "#0B4F4A"\naccent = "#F2A93B"\n[fonts]\nfamily = dejavu\n[page]\npaper = letter\nmargin_left = 55\n')
    path = scorecard(config, tmp_path / "archive", "--set", "output.language=fr")
    assert "La réponse" in text_of(path) or "Indicateurs clés" in text_of(path)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode()
    assert "DejaVuSans" in fonts
    with pikepdf.open(path) as document:
        assert {tuple(float(x) for x in page.mediabox) for page in document.pages} == {(0, 0, 612, 792)}
        content = document.pages[0].Contents.read_bytes().decode("latin-1")
        # 0x0B, 0x4F and 0x4A of 255 in PDF's numbers
        assert re.search(r"\b0\.0431\d* 0\.3098\d* 0\.290\d* rg", content)


def test_whatever_changes_the_look_is_another_run(config, tmp_path):
    logo, theme, template = config.parent / "logo.png", config.parent / "theme.ini", config.parent / "own/scorecard.ini"
    logo.write_bytes(GOOD_LOGOS["rgb"][0])
    theme.write_text("[logo]\nfile = logo.png\n")
    archive = tmp_path / "archive"
    publish(config, "2026-Q3", archive)
    publish(config, "2026-Q3", archive)
    assert published_runs(archive) == ["2026-Q3-r1"]
    logo.write_bytes(GOOD_LOGOS["alpha"][0])
    publish(config, "2026-Q3", archive)
    theme.write_text("[logo]\nfile = logo.png\nplace = right\n")
    publish(config, "2026-Q3", archive)
    template.write_text("[page answer]\nblocks = band, health\n")
    publish(config, "2026-Q3", archive)
    assert published_runs(archive) == ["2026-Q3-r1", "2026-Q3-r2", "2026-Q3-r3", "2026-Q3-r4"]


@pytest.mark.parametrize("what, there, absent", [
    ("kpis", "Key indicators", "Sign-off"), ("sign", "Sign-off", "Key indicators"), ("method", "Sign-off", "Key indicators")])
def test_a_preview_is_one_page_and_leaves_nothing_else(config, tmp_path, what, there, absent):
    before = snapshot(tmp_path)
    place = tmp_path / "elsewhere"
    place.mkdir()
    done = rapport("run", "-c", config, "-p", "2026-Q3", "--preview", what, cwd=place)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"preview-{what}.pdf\n", "")
    after = snapshot(tmp_path)
    assert set(after) - set(before) == {"elsewhere", f"elsewhere/preview-{what}.pdf"}
    text = text_of(place / f"preview-{what}.pdf")
    assert there in text and absent not in text
    again = rapport("run", "-c", config, "-p", "2026-Q3", "--preview", what, "-o", tmp_path / "x.pdf", "--partner", "acme")
    assert again.stdout == f"{tmp_path / 'x.pdf'}\n"
    assert (tmp_path / "x.pdf").read_bytes() == (place / f"preview-{what}.pdf").read_bytes()


def test_a_preview_of_the_board_pack_is_landscape(config, tmp_path):
    (config.parent / "logo.png").write_bytes(GOOD_LOGOS["rgb"][0])
    (config.parent / "theme.ini").write_text("[logo]\nfile = logo.png\n")
    done = rapport("run", "-c", config, "-p", "2026-Q3", "--preview", "cover", "-o", tmp_path / "x.pdf")
    assert done.returncode == 0, done.stderr
    with pikepdf.open(tmp_path / "x.pdf") as document:
        assert len(document.pages) == 1 and len(document.pages[0].images) == 1
        assert [float(x) for x in document.pages[0].mediabox] == [0, 0, 841.875, 595.25]
    assert "Board pack" in text_of(tmp_path / "x.pdf")


@pytest.mark.parametrize("place, says", [("in/rapport.ini", "is no PDF"), ("in", "is a directory"), ("pipe", "is not a file")])
def test_a_preview_replaces_nothing_but_a_pdf(config, tmp_path, place, says):
    os.mkfifo(tmp_path / "pipe")
    before = config.read_bytes()
    done = rapport("run", "-c", config, "-p", "2026-Q3", "--preview", "kpis", "-o", tmp_path / place)
    assert done.returncode == 73 and says in done.stderr
    assert config.read_bytes() == before and (tmp_path / "pipe").is_fifo()
    for _ in range(2):
        assert rapport("run", "-c", config, "-p", "2026-Q3", "--preview", "kpis", "-o", tmp_path / "x.pdf").returncode == 0


def test_a_long_name_of_the_report_leaves_period_and_secrecy_readable(config, tmp_path):
    (config.parent / "own/strings.en.ini").write_text('[page]\nreport = "' + "Very long word " * 30 + '"\n')
    drawn = scorecard(config, tmp_path / "archive", "--set", "organisation.confidentiality=For board members")
    page = subprocess.run(["pdftotext", "-bbox", "-l", "1", drawn, "-"],
                          capture_output=True, check=True).stdout.decode()
    words = [(float(x), float(end), text) for x, y, end, text in re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>', page) if float(y) < 25]
    words.sort()
    line = " ".join(text for *_, text in words)
    assert "\u2026" in line and "Q3 2026" in line and line.endswith("For board members")
    assert all(before[1] <= after[0] + 0.5 for before, after in zip(words, words[1:]))


def test_a_preview_of_nothing_known_suggests(config, tmp_path):
    done = rapport("run", "-c", config, "-p", "2026-Q3", "--preview", "kpi", "-o", tmp_path / "x.pdf")
    assert done.returncode == 64 and "did you mean 'kpis'?" in done.stderr
    done = rapport("run", "-c", config, "-p", "2026-Q3", "--preview", "alerts", "-o", tmp_path / "x.pdf")
    assert done.returncode == 78 and "no page has anything to show of acme" in done.stderr
    assert not list(tmp_path.glob("x.pdf*"))


def test_the_manual_names_every_block_and_parameter():
    """[(block, its parameters)] of the scorecard and of the board pack, as the program and as the manual's two tables have them."""
    listed = subprocess.run([PROGRAM, "help", "blocks"], capture_output=True, check=True, text=True).stdout
    program, manual = [], []
    for line in listed.splitlines():
        if block := re.match(r"  ([a-z_]+) +\S", line):
            program.append((block[1], []))
        elif parameter := re.match(r" {10,}([a-z_]+) = ", line):
            program[-1][1].append(parameter[1])
    for row in re.findall(r"^\| `([a-z_]+)` \|[^|]*\|([^|]*)\|$", (ROOT / "docs/templates.md").read_text(encoding="utf-8"), re.M):
        manual.append((row[0], re.findall(r"`([a-z_]+)`: ", row[1])))
    assert len(program) >= 15
    assert manual == program
