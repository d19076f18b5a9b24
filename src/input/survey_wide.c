/* survey_wide.c - a wide survey, a row a respondent: whom it is about, when, which side, who; then an answer a column. */
#include "input/survey_wide.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/table.h"
#include "input/intake.h"
#include "input/layout.h"

/* Without one of these no answer can be placed. */
static const struct {
	int	    field;
	int	    instead;
	const char *keys;
} sources[] = {
	{ SURVEY_PARTNER, SHEET_NO_FIELD, "partner_column, partner_columns, partner or partner_file" },
	{ SURVEY_SIDE, SHEET_NO_FIELD, "side or side_column" },
	{ SURVEY_PERIOD, SURVEY_YEAR, "period or period_column" },
};

static bool
has_source(const struct sheet *sheet, int field)
{
	return field != SHEET_NO_FIELD && (sheet->column[field] != -1 || sheet->constant[field].text != NULL);
}

static const char *
describe_keys(const struct sheet *sheet, const char *keys)
{
	struct arena *scratch = sheet->intake->scratch;

	if (sheet->file->source != NULL)
		return arena_printf(scratch, "%s in [source %s] of the mappings", keys, sheet->file->source);
	return arena_printf(scratch,
	    "%s in a [source ...] of the mappings for this file; `rapport inspect` writes one", keys);
}

/* 1, 0 if one is missing, -1 when out of memory. */
static int
check_sources(const struct sheet *sheet, const struct survey_wide *wide, struct error *error)
{
	int complete = 1;

	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
		const char *name = sheet->kind->fields[sources[i].field].name;
		const char *expected;

		if (has_source(sheet, sources[i].field) || has_source(sheet, sources[i].instead) ||
		    (sources[i].field == SURVEY_PARTNER && wide->partner_column_count > 0))
			continue;
		expected = describe_keys(sheet, sources[i].keys);
		if (expected == NULL)
			return error_out_of_memory(error);
		complete = 0;
		if (sheet_find(sheet, FINDING_MISSING_COLUMN, SHEET_NO_FIELD, cell_trim(name, strlen(name)), expected, error) == -1)
			return -1;
	}
	return complete;
}

/* A survey that asks nothing would be read to its end, and say nothing. 1, 0 if it does, -1 when out of memory. */
static int
check_questions(const struct sheet *sheet, const struct survey_wide *wide, struct error *error)
{
	static const char expected[] =
	    "a column called like a question of the model, or a [question ...] section that names one";

	if (wide->question_count > 0)
		return 1;
	return sheet_find(sheet, FINDING_MISSING_COLUMN, SHEET_NO_FIELD, cell_trim("question", strlen("question")), expected, error);
}

/* Everything of a file from its own arena. NULL when out of memory. */
static struct survey_wide *
new_state(void)
{
	struct survey_wide *wide = calloc(1, sizeof *wide);

	if (wide == NULL)
		return NULL;
	wide->arena = arena_new();
	wide->answers = table_new();
	wide->people.size = sizeof(uint32_t);
	wide->broken = wide->arena == NULL || wide->answers == NULL ||
	    strangers_init(&wide->labels, wide->arena) == -1 || strangers_init(&wide->names, wide->arena) == -1;
	return wide;
}

static void
release(struct sheet *sheet)
{
	struct survey_wide *wide = sheet->state;

	if (wide == NULL)
		return;
	strangers_clear(&wide->labels);
	strangers_clear(&wide->names);
	vector_clear(&wide->partners);
	vector_clear(&wide->people);
	table_free(wide->answers);
	seen_rows_clear(&wide->records);
	arena_free(wide->arena);
	free(wide);
	sheet->state = NULL;
}

static int
begin(struct sheet *sheet, struct error *error)
{
	struct survey_wide *wide = new_state();
	int		    complete;

	sheet->state = wide;
	if (wide == NULL || wide->broken)
		return error_out_of_memory(error);
	if (survey_columns_bind(sheet, wide, error) == -1 || survey_partner_begin(sheet, wide, error) == -1)
		return -1;
	complete = check_sources(sheet, wide, error);
	return complete == 1 ? check_questions(sheet, wide, error) : complete;
}

/* The cells of the row, each ended by a NUL, which no cell holds; NULL when out of memory. */
static char *
join_cells(const struct sheet *sheet, size_t *length)
{
	const struct csv_record *record = &sheet->record;
	char			*joined;

	*length = 0;
	for (size_t i = 0; i < record->field_count; i++)
		*length += record->fields[i].length + 1;
	joined = arena_alloc(sheet->intake->scratch, *length, 1);
	for (size_t i = 0, at = 0; joined != NULL && i < record->field_count; at += record->fields[i++].length + 1)
		memcpy(joined + at, record->fields[i].text, record->fields[i].length);
	return joined;
}

/* 1 if a row without respondent is, cell by cell, one that was there before: sent or exported twice. -1 when out of memory. */
static int
is_identical(const struct sheet *sheet, struct survey_wide *wide)
{
	size_t	    length;
	const char *joined = join_cells(sheet, &length);

	return joined == NULL ? -1 : seen_rows_add(&wide->records, token_hash(&sheet->intake->survey->key, joined, length).low);
}

/* Whoever has no token is a person of its own: this row of this file. */
static struct token_hash
hash_respondent(const struct sheet *sheet, struct cell token)
{
	const struct token_hash *key = &sheet->intake->survey->key;
	const uint64_t		 row[2] = { sheet->index, sheet->record.line };
	struct token_hash	 rows;

	if (token.length > 0)
		return token_hash(key, token.text, token.length);
	/* Under a key of their own, so that no token can be taken for a row. */
	rows = token_hash(key, "", 0);
	return token_hash(&rows, row, sizeof row);
}

/* When, which side, and for peers from whom; the partner is added for each that the row names. */
static enum sheet_result
read_who(struct sheet *sheet, struct survey_wide *wide, struct respondent *who, struct error *error)
{
	struct period	  period;
	enum side	  side;
	uint32_t	  from;
	enum sheet_result result = sheet_period(sheet, SURVEY_PERIOD, SURVEY_YEAR, SURVEY_MONTH, &period, error);

	if (result == SHEET_OK)
		result = sheet_side(sheet, SURVEY_SIDE, &side, error);
	if (result == SHEET_OK)
		result = survey_partner_from(sheet, wide, &from, error);
	if (result == SHEET_OK)
		*who = (struct respondent){
			.from = from, .side = (uint8_t)side,
			.granularity = (uint8_t)period.granularity, .period_index = period.index,
		};
	return result;
}

/* The row's persons, one for each partner. -1 when out of memory. */
static int
find_people(struct survey_intake *survey, struct survey_wide *wide, const struct token_hash *token, struct respondent *who)
{
	const uint32_t *partners = wide->partners.items;

	wide->people.count = 0;
	for (size_t i = 0; i < wide->partners.count; i++) {
		uint32_t *added = vector_push(&wide->people);
		long	  person;

		who->partner = partners[i];
		person = answers_person(&survey->answers, token, who);
		if (added == NULL || person == -1)
			return -1;
		*added = (uint32_t)person;
	}
	return 0;
}

/* The persons' earlier rows are settled: what is there already is the answer of a long file. */
static int
report_both_shapes(const struct sheet *sheet, size_t column, struct error *error)
{
	return sheet_find_at(sheet, FINDING_DUPLICATE, column, (struct cell){ "", 0 },
	    "one answer to a question; a file with a row an answer has it too", error);
}

/* One answer for everybody of the row. */
static int
keep_answer(const struct sheet *sheet, const struct survey_wide *wide,
    const struct wide_question *question, uint16_t code, struct error *error)
{
	struct answers *answers = &sheet->intake->survey->answers;
	const uint32_t *people = wide->people.items;
	long		slot = answers_slot(answers, question->question);

	if (slot == -1)
		return error_out_of_memory(error);
	for (size_t i = 0; i < wide->people.count; i++) {
		uint16_t *kept = &answers_codes(answers, people[i])[slot];

		if (*kept != ANSWER_NONE && report_both_shapes(sheet, wide->columns[question->first].column, error) == -1)
			return -1;
		*kept = *kept == ANSWER_NONE ? code : (uint16_t)ANSWER_TWICE;
	}
	return 0;
}

static int
read_answers(struct sheet *sheet, struct survey_wide *wide, struct error *error)
{
	for (size_t i = 0; i < wide->question_count; i++) {
		long code = survey_label_read(sheet, wide, i, error);

		if (code == -1)
			return -1;
		if (code != ANSWER_NONE && keep_answer(sheet, wide, &wide->questions[i], (uint16_t)code, error) == -1)
			return -1;
	}
	return 1;
}

/* A row twice is one answer, but only an export of a tool tells rows apart by their time: in a table
 * made by hand equal rows are two people. */
static bool
looks_for_identical(const struct sheet *sheet)
{
	return sheet->layout->dialect != NULL && !mapping_keeps(sheet->mapping, "identical");
}

static int
take_row(struct sheet *sheet, struct error *error)
{
	struct survey_intake *survey = sheet->intake->survey;
	struct survey_wide   *wide = sheet->state;
	struct cell	      token = sheet_cell(sheet, SURVEY_RESPONDENT);
	struct token_hash     hash = hash_respondent(sheet, token);
	struct respondent     who;
	enum sheet_result     result;
	int		      rc = token.length == 0 && looks_for_identical(sheet) ? is_identical(sheet, wide) : 0;

	if (rc == -1)
		return error_out_of_memory(error);
	if (rc == 1)
		return sheet_drop(sheet, "identical");
	rc = survey_partner_read(sheet, wide, error);
	if (rc != 1)
		return rc;
	result = read_who(sheet, wide, &who, error);
	if (result != SHEET_OK)
		return result == SHEET_NO_MEMORY ? -1 : 0;
	if (find_people(survey, wide, &hash, &who) == -1)
		return error_out_of_memory(error);
	rc = survey_rows_settle(sheet, wide->people.items, wide->people.count, error);
	return rc == 1 ? read_answers(sheet, wide, error) : rc;
}

static int
finish(struct sheet *sheet, struct error *error)
{
	const struct survey_wide *wide = sheet->state;

	return survey_label_finish(sheet, wide, error) == -1 || survey_partner_finish(sheet, wide, error) == -1 ? -1 : 0;
}

static int
discard(struct sheet *sheet, struct error *error)
{
	(void)error;
	survey_rows_discard(sheet->intake->survey, sheet->index);
	return 0;
}

const struct sheet_kind survey_wide_sheet = {
	.fields = survey_fields, .field_count = SURVEY_FIELDS,
	.begin = begin, .take_row = take_row, .finish = finish, .discard = discard, .release = release,
};
