/* layout_header.c - how many header rows there are, what each of them says, and the columns' names made from them. */
#include "input/layout_parts.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "input/sheet.h"

enum { ID_DIGITS = 6 };

/* The header's rows, each with what it holds; HEADER_NONE: a row that only repeats another. */
struct header {
	const struct head_row *rows[MAPPING_HEADER_ROWS_MAX];
	enum header_row	       holds[MAPPING_HEADER_ROWS_MAX];
	size_t		       count;
};

/* Parts of one column's name. */
struct parts {
	const char *text;
	const char *sub;
	const char *code;
	const char *tag;
};

static const char import_id[] = "ImportId";

/* A number as only ids are: nobody writes one into a header. */
static bool
is_id(const struct csv_field *field)
{
	struct cell cell = cell_trim(field->text, field->length);
	size_t	    digits = 0;

	while (digits < cell.length && cell.text[digits] >= '0' && cell.text[digits] <= '9')
		digits++;
	return digits == cell.length && digits >= ID_DIGITS;
}

static bool
is_number(const struct csv_field *field)
{
	struct cell cell = cell_trim(field->text, field->length);
	double	    value;

	return cell.length > 0 && number_parse(cell.text, cell.length, false, &value) != NUMBER_BAD;
}

static bool
any_cell(const struct head_row *row, bool (*test)(const struct csv_field *cell))
{
	for (size_t i = 0; i < row->count; i++)
		if (test(&row->cells[i]))
			return true;
	return false;
}

/* Somebody's answers. */
static bool
holds_data(const struct head_row *row)
{
	return any_cell(row, layout_is_date) || any_cell(row, is_id);
}

static bool
is_plain_sub(const struct mapping *mapping, const char *folded)
{
	for (size_t i = 0; i < mapping->plain_sub_count; i++)
		if (column_pattern_fits(mapping->plain_sub[i], folded))
			return true;
	return false;
}

static const char *
folded_at(const struct head_row *row, size_t column)
{
	return column < row->count ? row->folded[column] : "";
}

/* The question row once more: most of its cells say what stands above them. */
static bool
is_repeated(const struct head_row *above, const struct head_row *row)
{
	size_t same = 0;

	for (size_t i = 0; i < row->count; i++)
		same += row->folded[i][0] != '\0' && strcmp(row->folded[i], folded_at(above, i)) == 0;
	return same * 2 > row->filled;
}

static bool
has_plain_sub(const struct mapping *mapping, const struct head_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->folded[i][0] != '\0' && is_plain_sub(mapping, row->folded[i]))
			return true;
	return false;
}

/* Sub-items stand where the row above has gaps: at most of them. */
static bool
fills_gaps(const struct head_row *above, const struct head_row *row)
{
	size_t gaps = 0;
	size_t filled = 0;

	for (size_t i = 0; i < row->count; i++)
		if (*folded_at(above, i) == '\0') {
			gaps++;
			filled += row->folded[i][0] != '\0';
		}
	return gaps > 0 && filled * 2 > gaps;
}

/*
 * formats.md 3: a row of sub-items has a word that says nothing ("Response") or is mostly blank, and holds no date and no id. Where neither
 * the word nor an id is there to tell, a row that begins with an answer or has numbers is taken for somebody's answers.
 */
static bool
is_sub_row(const struct mapping *mapping, const struct head_row *above, const struct head_row *row)
{
	if (holds_data(row))
		return false;
	if (has_plain_sub(mapping, row))
		return true;
	return row->folded[0][0] == '\0' && !any_cell(row, is_number) && (row->filled * 2 <= row->count || fills_gaps(above, row));
}

static bool
has_row(const struct header *header, enum header_row kind)
{
	for (size_t i = 0; i < header->count; i++)
		if (header->holds[i] == kind)
			return true;
	return false;
}

static bool
is_tag_row(const struct head_row *row)
{
	size_t tags = 0;

	for (size_t i = 0; i < row->count; i++)
		tags += strstr(row->cells[i].text, import_id) != NULL;
	return tags > 0 && tags * 2 >= row->filled;
}

/* Bytes of a code at the start of text: a letter, then letters, digits and '_', then any number of "[...]". 0: none. */
static size_t
code_length(const char *text)
{
	static const char word[] = "_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	size_t		  length = strspn(text, word);

	if (length == 0 || *text <= '9')
		return 0;
	while (text[length] == '[') {
		const char *close = strchr(text + length, ']');

		if (close == NULL)
			return 0;
		length = (size_t)(close - text) + 1;
	}
	return length;
}

/* True if the row has this cell once. */
static bool
is_alone(const struct head_row *row, size_t cell)
{
	for (size_t i = 0; i < row->count; i++)
		if (i != cell && strcmp(row->folded[i], row->folded[cell]) == 0)
			return false;
	return true;
}

/* Codes that somebody wrote between the questions and the answers: no two alike, some of them numbered, and no number or date. */
static bool
is_code_row(const struct head_row *row)
{
	size_t numbered = 0;

	if (holds_data(row) || any_cell(row, is_number))
		return false;
	for (size_t i = 0; i < row->count; i++) {
		struct cell cell = cell_trim(row->cells[i].text, row->cells[i].length);

		if (cell.length == 0)
			continue;
		if (code_length(cell.text) != cell.length || !is_alone(row, i))
			return false;
		numbered += strpbrk(row->folded[i], "0123456789") != NULL;
	}
	return numbered > 1;
}

static bool
lists(const struct mapping *mapping, enum header_row kind)
{
	for (size_t i = 0; i < MAPPING_HEADER_ROWS_MAX; i++)
		if (mapping->header[i] == kind)
			return true;
	return false;
}

/* What the next row holds below a question row; sub-items stand in one row, unless a further one says "Response", too. */
static enum header_row
next_of_questions(const struct mapping *mapping, const struct header *header, const struct head_row *row, bool *more)
{
	*more = true;
	if (is_repeated(header->rows[0], row))
		return HEADER_NONE;
	if (!has_row(header, HEADER_CODE) && is_code_row(row))
		return HEADER_CODE;
	if (has_row(header, HEADER_SUB))
		*more = has_plain_sub(mapping, row) && !holds_data(row);
	else
		*more = is_sub_row(mapping, header->rows[0], row);
	return HEADER_SUB;
}

/* What the next row of the header holds, HEADER_NONE if it only repeats another; *more false: the header is over. */
static enum header_row
next_row(const struct mapping *mapping, const struct header *header, const struct head_row *row, bool *more)
{
	enum header_row listed = mapping->header[header->count];

	*more = true;
	if (lists(mapping, HEADER_TAG) && is_tag_row(row))
		return HEADER_TAG;
	if (lists(mapping, HEADER_SUB))
		return next_of_questions(mapping, header, row, more);
	*more = listed != HEADER_NONE && listed != HEADER_TAG && !holds_data(row);
	return listed;
}

/* As many rows as the mapping says, holding what it lists, sub-items in any further. */
static void
take_fixed(const struct mapping *mapping, const struct head *head, size_t base, struct header *header)
{
	size_t count = (size_t)mapping->header_rows;

	while (header->count < count && header->count < MAPPING_HEADER_ROWS_MAX && base + header->count < head->count) {
		const struct head_row *row = &head->rows[base + header->count];
		enum header_row	       listed = mapping->header[header->count];

		if (is_tag_row(row))
			listed = HEADER_TAG;
		else if (listed == HEADER_NONE)
			listed = header->count == 0 ? HEADER_TEXT : HEADER_SUB;
		header->rows[header->count] = row;
		header->holds[header->count++] = listed;
	}
}

/* A header ends where its row of tags does, or where the data begin. */
static void
find_rows(const struct mapping *mapping, const struct head *head, size_t base, struct header *header)
{
	*header = (struct header){ .count = 0 };
	if (mapping->header_rows != MAPPING_UNSET) {
		take_fixed(mapping, head, base, header);
		return;
	}
	while (header->count < MAPPING_HEADER_ROWS_MAX && base + header->count < head->count) {
		const struct head_row *row = &head->rows[base + header->count];
		bool		       more = true;
		enum header_row	       holds = mapping->header[0] == HEADER_NONE ? HEADER_TEXT : mapping->header[0];

		if (header->count > 0)
			holds = next_row(mapping, header, row, &more);
		if (!more)
			return;
		header->rows[header->count] = row;
		header->holds[header->count++] = holds;
		if (holds == HEADER_TAG)
			return;
	}
}

/* The cell of the first row that holds this, cleaned; "" if there is none, NULL when out of memory. */
static const char *
cell_of(struct arena *arena, const struct header *header, enum header_row kind, size_t column)
{
	for (size_t i = 0; i < header->count; i++)
		if (header->holds[i] == kind)
			return column < header->rows[i]->count ?
			    text_clean(arena, header->rows[i]->cells[column].text, header->rows[i]->cells[column].length) : "";
	return "";
}

/* QID7 of {"ImportId":"QID7"}, or with single quotes as Python writes it. */
static const char *
unwrap_tag(struct arena *arena, const char *cell)
{
	const char *start = strstr(cell, import_id);
	const char *end;
	char	    quote[2] = "";

	if (start == NULL)
		return cell;
	start = strchr(start, ':');
	start = start == NULL ? NULL : strpbrk(start, "\"'");
	if (start == NULL)
		return "";
	quote[0] = *start++;
	end = strpbrk(start, quote);
	return end == NULL ? "" : arena_strndup(arena, start, (size_t)(end - start));
}

/* "code. text" and "code[sub]" of LimeSurvey, into parts. */
static int
split_code(struct arena *arena, struct parts *parts)
{
	size_t	    length = code_length(parts->text);
	const char *bracket;

	if (length == 0)
		return 0;
	if (parts->text[length] == '.' && (parts->text[length + 1] == ' ' || parts->text[length + 1] == '\0')) {
		parts->code = arena_strndup(arena, parts->text, length);
		parts->text = parts->text + length + 1 + strspn(parts->text + length + 1, " ");
		return parts->code == NULL ? -1 : 0;
	}
	if (parts->text[length] != '\0')
		return 0;
	bracket = strchr(parts->text, '[');
	parts->code = parts->text;
	if (bracket == NULL)
		return 0;
	parts->sub = arena_strndup(arena, bracket + 1, strlen(bracket + 1) - 1);
	parts->text = arena_strndup(arena, parts->text, (size_t)(bracket - parts->text));
	return parts->sub == NULL || parts->text == NULL ? -1 : 0;
}

static const char *
fold(struct arena *arena, const char *text)
{
	return *text == '\0' ? "" : text_fold(arena, text, strlen(text));
}

/* The column's name from its parts. -1 when out of memory. */
static int
name_column(struct arena *arena, const struct mapping *mapping, const struct parts *parts, struct layout_column *column)
{
	const char *sub = fold(arena, parts->sub);
	const char *question = fold(arena, parts->text);

	if (sub == NULL || question == NULL)
		return -1;
	column->question = parts->text;
	column->sub = is_plain_sub(mapping, sub) || strcmp(sub, question) == 0 ? "" : parts->sub;
	if (*column->question == '\0')
		column->question = *column->sub == '\0' ? parts->code : column->sub;
	column->text = column->question;
	if (*column->sub != '\0' && column->question != column->sub)
		column->text = arena_printf(arena, "%s - %s", column->question, column->sub);
	column->written_code = *parts->code == '\0' ? parts->tag : parts->code;
	column->code = fold(arena, parts->code);
	column->tag = fold(arena, parts->tag);
	if (column->text == NULL || column->code == NULL || column->tag == NULL)
		return -1;
	column->folded = fold(arena, column->text);
	return column->folded == NULL ? -1 : 0;
}

/* A question stands over the first of its columns: the others, which have a sub-item, take it over. */
static int
read_column(struct arena *arena, const struct header *header, const struct mapping *mapping, size_t index, const char **question,
    struct layout_column *column)
{
	struct parts parts = {
		.text = cell_of(arena, header, HEADER_TEXT, index), .sub = cell_of(arena, header, HEADER_SUB, index),
		.code = cell_of(arena, header, HEADER_CODE, index), .tag = cell_of(arena, header, HEADER_TAG, index),
	};

	if (parts.text == NULL || parts.sub == NULL || parts.code == NULL || parts.tag == NULL)
		return -1;
	parts.tag = unwrap_tag(arena, parts.tag);
	if (parts.tag == NULL)
		return -1;
	if (*parts.text != '\0')
		*question = parts.text;
	else if (*parts.sub != '\0')
		parts.text = *question;
	if (mapping->header_codes == 1 && split_code(arena, &parts) == -1)
		return -1;
	return name_column(arena, mapping, &parts, column);
}

/* Records from the first header row to the last; blank ones between them belong to it. */
static size_t
records_of(const struct header *header)
{
	return header->count == 0 ? 0 : header->rows[header->count - 1]->index - header->rows[0]->index + 1;
}

int
layout_read_header(struct arena *arena, const struct head *head, size_t base, struct layout *layout)
{
	struct header header;
	const char   *question = "";

	find_rows(layout->mapping, head, base, &header);
	layout->header_rows = records_of(&header);
	layout->column_count = header.count == 0 && base < head->count ? head->rows[base].count : 0;
	for (size_t i = 0; i < header.count; i++)
		if (header.rows[i]->count > layout->column_count)
			layout->column_count = header.rows[i]->count;
	layout->columns = arena_alloc(arena, layout->column_count, sizeof *layout->columns);
	if (layout->columns == NULL)
		return -1;
	for (size_t i = 0; i < layout->column_count; i++)
		if (read_column(arena, &header, layout->mapping, i, &question, &layout->columns[i]) == -1)
			return -1;
	return 0;
}
