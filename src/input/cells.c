/* cells.c - the cells of the row at hand as text, numbers, periods, partners; what is wrong with one becomes a finding. */
#include "input/sheet.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/layout.h"

enum { TOKEN_BYTES_MAX = 64 };

static const struct cell no_cell = { "", 0 };

struct cell
cell_trim(const char *text, size_t length)
{
	while (length > 0 && (unsigned char)text[length - 1] <= ' ')
		length--;
	while (length > 0 && (unsigned char)*text <= ' ') {
		text++;
		length--;
	}
	return (struct cell){ text, length };
}

int
cell_digits(struct cell cell)
{
	int value = 0;

	if (cell.length == 0 || cell.length > 4)
		return -1;
	for (size_t i = 0; i < cell.length; i++) {
		if (cell.text[i] < '0' || cell.text[i] > '9')
			return -1;
		value = value * 10 + (cell.text[i] - '0');
	}
	return value;
}

bool
cell_is(struct cell cell, const char *word)
{
	size_t i;

	for (i = 0; i < cell.length && word[i] != '\0'; i++) {
		char byte = cell.text[i];

		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte + ('a' - 'A'));
		if (byte != word[i])
			return false;
	}
	return i == cell.length && word[i] == '\0';
}

/* text_fold's rule for ASCII, without a copy. */
static bool
ascii_means(struct cell cell, const char *folded)
{
	for (size_t i = 0; i < cell.length; i++) {
		char byte = cell.text[i];

		if (byte == ' ' || byte == '_' || byte == '-')
			continue;
		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte + ('a' - 'A'));
		if (byte != *folded++)
			return false;
	}
	return *folded == '\0';
}

/* Printable throughout: what else there is needs Unicode's tables. */
static bool
is_ascii(struct cell cell)
{
	for (size_t i = 0; i < cell.length; i++)
		if ((unsigned char)cell.text[i] < ' ' || (unsigned char)cell.text[i] > '~')
			return false;
	return true;
}

bool
cell_means(struct cell cell, const char *folded, struct arena *scratch)
{
	const char *text;

	if (is_ascii(cell))
		return ascii_means(cell, folded);
	text = text_fold(scratch, cell.text, cell.length);
	return text != NULL && strcmp(text, folded) == 0;
}

/* A number is meant as it is written: "-9" is not "9". */
static bool
is_token(const struct sheet *sheet, struct cell cell, const char *token)
{
	if (*token == '\0' || (*token >= '0' && *token <= '9') || strchr("+-.", *token) != NULL)
		return cell_is(cell, token);
	return cell_means(cell, token, sheet->intake->scratch);
}

static bool
is_letter_or_digit(int byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

void
sheet_know_missing(struct sheet *sheet)
{
	const struct mapping *mapping = sheet->mapping;

	for (int byte = 0; byte <= UCHAR_MAX; byte++) {
		char lower = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);

		sheet->missing_first[byte] = !is_letter_or_digit(byte) && mapping->missing_count > 0;
		for (size_t i = 0; i < mapping->missing_count; i++)
			sheet->missing_first[byte] |= mapping->missing[i][0] == lower;
	}
}

/* False if the first letter or digit alone rules all tokens out, as it does for nearly every cell; a combining accent may follow a letter. */
static bool
may_be_token(const struct sheet *sheet, struct cell cell)
{
	return cell.length <= TOKEN_BYTES_MAX &&
	    (sheet->missing_first[(unsigned char)cell.text[0]] || (cell.length > 1 && (cell.text[1] & 0x80) != 0));
}

/* The same of one token. */
static bool
may_be_this_token(struct cell cell, const char *token)
{
	char first = cell.text[0];

	if (!is_letter_or_digit((unsigned char)first) || (cell.length > 1 && (cell.text[1] & 0x80) != 0))
		return true;
	return *token == (first >= 'A' && first <= 'Z' ? (char)(first + ('a' - 'A')) : first);
}

bool
sheet_is_missing(const struct sheet *sheet, struct cell cell)
{
	const struct mapping *mapping = sheet->mapping;

	if (cell.length == 0)
		return true;
	if (!may_be_token(sheet, cell))
		return false;
	for (size_t i = 0; i < mapping->missing_count; i++)
		if (may_be_this_token(cell, mapping->missing[i]) && is_token(sheet, cell, mapping->missing[i]))
			return true;
	return false;
}

struct cell
sheet_raw_cell(const struct sheet *sheet, size_t column)
{
	if (column >= sheet->record.field_count)
		return no_cell;
	return cell_trim(sheet->record.fields[column].text, sheet->record.fields[column].length);
}

struct cell
sheet_column_cell(const struct sheet *sheet, size_t column)
{
	struct cell cell = sheet_raw_cell(sheet, column);

	return sheet_is_missing(sheet, cell) ? no_cell : cell;
}

struct cell
sheet_cell(const struct sheet *sheet, int field)
{
	if (sheet->column[field] != -1)
		return sheet_column_cell(sheet, (size_t)sheet->column[field]);
	return sheet->constant[field].text == NULL ? no_cell : sheet->constant[field];
}

const char *
sheet_cell_text(const struct sheet *sheet, int field)
{
	struct cell cell = sheet_cell(sheet, field);

	return cell.length == 0 ? "" : text_clean(sheet->intake->arena, cell.text, cell.length);
}

const char *
sheet_folded(const struct sheet *sheet, struct cell cell)
{
	return text_fold(sheet->intake->scratch, cell.text, cell.length);
}

/* The id of the partner that the row at hand is about; NULL if it was not read, or cannot be. */
static const char *
row_partner(const struct sheet *sheet)
{
	struct cell cell;

	if (sheet->partner == SHEET_NO_FIELD || sheet->last_partner_field != sheet->partner || sheet->last_partner_length == 0)
		return NULL;
	cell = sheet_cell(sheet, sheet->partner);
	if (cell.length != sheet->last_partner_length || memcmp(cell.text, sheet->last_partner, cell.length) != 0)
		return NULL;
	return ((const struct partner *)sheet->intake->names.partners.items)[sheet->last_partner_value].id;
}

/* column: of the window, -1 for a finding about the row. */
static int
add_finding(const struct sheet *sheet, enum finding_kind kind, long column, struct cell value, const char *expected, struct error *error)
{
	struct finding finding = { .kind = kind, .file = sheet->file->name, .line = sheet->record.line, .expected = expected };
	char	      *copy = arena_strndup(sheet->intake->scratch, value.text, value.length);

	if (copy == NULL)
		return error_out_of_memory(error);
	finding.value = value.length > 0 ? copy : NULL;
	if (finding_is_of_a_row(kind))
		finding.partner = row_partner(sheet);
	if (column != -1)
		finding.column = (unsigned int)((size_t)column + sheet->layout->first_column) + 1;
	return findings_add(sheet->intake->findings, &finding) == -1 ? error_out_of_memory(error) : 0;
}

int
sheet_find(const struct sheet *sheet, enum finding_kind kind, int field, struct cell value, const char *expected, struct error *error)
{
	return add_finding(sheet, kind, field == SHEET_NO_FIELD ? -1 : sheet->column[field], value, expected, error);
}

int
sheet_find_at(const struct sheet *sheet, enum finding_kind kind, size_t column, struct cell value, const char *expected, struct error *error)
{
	return add_finding(sheet, kind, (long)column, value, expected, error);
}

int
sheet_drop(struct sheet *sheet, const char *reason)
{
	struct dropped_rows *drops = sheet->file->drops;
	size_t		     i = 0;

	/* More reasons than a mapping is likely to have share the last place. */
	while (i < DROP_REASONS_MAX - 1 && drops[i].reason != NULL && strcmp(drops[i].reason, reason) != 0)
		i++;
	if (drops[i].reason == NULL)
		drops[i].reason = reason;
	drops[i].rows++;
	sheet->file->dropped++;
	return SHEET_DROPPED;
}

int
sheet_reject(const struct sheet *sheet, enum finding_kind kind, int field, const char *expected, struct error *error)
{
	return sheet_find(sheet, kind, field, sheet_cell(sheet, field), expected, error);
}

/* The finding is added; wrong, unless that fails. */
static enum sheet_result
wrong(const struct sheet *sheet, enum finding_kind kind, int field, const char *expected, struct error *error)
{
	return sheet_reject(sheet, kind, field, expected, error) == -1 ? SHEET_NO_MEMORY : SHEET_WRONG;
}

enum number_result
cell_number(const struct sheet *sheet, struct cell cell, double *value)
{
	if (sheet->decimal_known)
		return number_parse_known(cell.text, cell.length, sheet->decimal_comma, value);
	return number_parse(cell.text, cell.length, sheet->decimal_comma, value);
}

const char *
cell_number_wanted(const struct sheet *sheet, struct cell cell)
{
	if (!sheet->decimal_known && !sheet->decimal_comma && memchr(cell.text, ',', cell.length) != NULL)
		return "a number with a decimal point; a file with decimal commas separates its columns by semicolons";
	return "a number";
}

enum sheet_result
sheet_cell_number(const struct sheet *sheet, int field, double *value, struct error *error)
{
	struct cell cell = sheet_cell(sheet, field);

	if (cell.length == 0)
		return SHEET_EMPTY;
	switch (cell_number(sheet, cell, value)) {
	case NUMBER_OK:
		return SHEET_OK;
	case NUMBER_AMBIGUOUS:
		return wrong(sheet, FINDING_AMBIGUOUS_NUMBER, field, "a number without thousands separator", error);
	case NUMBER_BAD:
	default:
		return wrong(sheet, FINDING_BAD_NUMBER, field, cell_number_wanted(sheet, cell), error);
	}
}

/* A partner id or name that was not in the row before. */
static enum sheet_result
find_partner(const struct sheet *sheet, int field, struct cell cell, uint32_t *partner, struct error *error)
{
	struct names *names = &sheet->intake->names;
	bool	      control = names_has_control(names, cell.text, cell.length);
	long	      index;

	/* A column that is called as rapport calls it has ids; what a mapping takes for one has names, however people spelt them. */
	if (mapping_field(sheet->mapping, sheet->kind->fields[field].name) == NULL)
		index = names_intern(names, cell.text, cell.length);
	else
		index = names_match(names, cell.text, cell.length, true);
	if (index == NAME_BLANK)
		return wrong(sheet, FINDING_BLANK_PARTNER, field, "a partner id", error);
	if (index == NAME_TOO_LONG)
		return wrong(sheet, FINDING_LONG_ID, field, "a partner id of at most 64 characters", error);
	if (index < 0) {
		(void)error_out_of_memory(error);
		return SHEET_NO_MEMORY;
	}
	if (control && sheet_find(sheet, FINDING_CONTROL_CHARACTER, field, cell, "an id without control characters", error) == -1)
		return SHEET_NO_MEMORY;
	*partner = (uint32_t)index;
	return SHEET_OK;
}

enum sheet_result
sheet_partner(struct sheet *sheet, int field, uint32_t *partner, struct error *error)
{
	struct cell	  cell = sheet_cell(sheet, field);
	enum sheet_result result;

	if (cell.length != 0 && cell.length == sheet->last_partner_length && field == sheet->last_partner_field &&
	    memcmp(cell.text, sheet->last_partner, cell.length) == 0) {
		*partner = sheet->last_partner_value;
		return SHEET_OK;
	}
	result = find_partner(sheet, field, cell, partner, error);
	if (result == SHEET_OK && cell.length <= sizeof sheet->last_partner) {
		memcpy(sheet->last_partner, cell.text, cell.length);
		sheet->last_partner_length = cell.length;
		sheet->last_partner_field = field;
		sheet->last_partner_value = *partner;
	}
	return result;
}

/* One of the three sides by its own name, -1 if the word is none. */
static int
side_by_name(struct cell cell)
{
	for (enum side i = 0; i < SIDES; i++)
		if (cell_is(cell, side_name(i)))
			return (int)i;
	return -1;
}

/* By a word that the mappings give to a side. */
static int
side_by_word(const struct sheet *sheet, struct cell cell)
{
	const struct mapping_pairs *words = &sheet->intake->mappings->sides;

	for (size_t i = 0; i < words->count; i++)
		if (cell_means(cell, words->items[i].name, sheet->intake->scratch))
			return side_by_name(cell_trim(words->items[i].value, strlen(words->items[i].value)));
	return -1;
}

enum sheet_result
sheet_side(const struct sheet *sheet, int field, enum side *side, struct error *error)
{
	struct cell cell = sheet_cell(sheet, field);
	int	    found = side_by_name(cell);

	if (found == -1)
		found = side_by_word(sheet, cell);
	if (found == -1)
		return wrong(sheet, FINDING_BAD_WORD, field, "client, partner or peer", error);
	*side = (enum side)found;
	return SHEET_OK;
}
