/* survey.c - a long survey: one row an answer. Respondent tokens are hashed at once and never reach a finding. */
#include "input/survey.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/table.h"
#include "input/intake.h"

enum { ASKED_MAX = 65536 };

const struct sheet_field survey_fields[SURVEY_FIELDS] = {
	[SURVEY_PARTNER] = { "partner", true, SHEET_NO_FIELD },
	[SURVEY_PERIOD] = { "period", true, SURVEY_YEAR },
	[SURVEY_YEAR] = { "year", false, SHEET_NO_FIELD },
	[SURVEY_MONTH] = { "month", false, SHEET_NO_FIELD },
	[SURVEY_QUARTER] = { "quarter", false, SHEET_NO_FIELD },
	[SURVEY_RESPONDENT] = { "respondent", true, SHEET_NO_FIELD },
	[SURVEY_SIDE] = { "side", true, SHEET_NO_FIELD },
	[SURVEY_QUESTION] = { "question", true, SHEET_NO_FIELD },
	[SURVEY_ANSWER] = { "answer", true, SHEET_NO_FIELD },
	[SURVEY_FROM] = { "from", false, SHEET_NO_FIELD },
	[SURVEY_ROLE] = { "role", false, SHEET_NO_FIELD },
	[SURVEY_COMMENT] = { "comment", false, SHEET_NO_FIELD },
};

struct survey_intake *
survey_intake_new(const struct model *model)
{
	struct survey_intake *survey = calloc(1, sizeof *survey);

	if (survey == NULL)
		return NULL;
	survey->bases.size = sizeof(uint32_t);
	survey->rows.size = sizeof(struct source_row);
	survey->asked.size = sizeof(struct asked);
	survey->asked_index = table_new();
	survey->words = table_new();
	if (survey->asked_index == NULL || survey->words == NULL || token_hash_key(&survey->key) == -1 ||
	    answers_init(&survey->answers, model->question_count) == -1) {
		survey_intake_free(survey);
		return NULL;
	}
	return survey;
}

void
survey_intake_free(struct survey_intake *survey)
{
	if (survey == NULL)
		return;
	answers_clear(&survey->answers);
	vector_clear(&survey->bases);
	vector_clear(&survey->rows);
	vector_clear(&survey->asked);
	table_free(survey->asked_index);
	table_free(survey->words);
	free(survey->sought);
	/* The last token stands in a memo. */
	explicit_bzero(survey, sizeof *survey);
	free(survey);
}

static bool
remembers(const struct memo *memo, struct cell cell)
{
	return memo->known && memo->length == cell.length && memcmp(memo->bytes, cell.text, cell.length) == 0;
}

static void
remember(struct memo *memo, struct cell cell)
{
	memo->known = cell.length <= sizeof memo->bytes;
	if (!memo->known)
		return;
	memo->length = cell.length;
	memcpy(memo->bytes, cell.text, cell.length);
}

/* The places of this file begin behind those of the file before. */
static int
begin(struct sheet *sheet, struct error *error)
{
	struct survey_intake *survey = sheet->intake->survey;

	if (answers_keep_places(&survey->answers) == -1)
		return error_out_of_memory(error);
	while (survey->bases.count <= sheet->index) {
		uint32_t *base = vector_push(&survey->bases);

		if (base == NULL)
			return error_out_of_memory(error);
		*base = survey->last_place;
	}
	/* Cells of another file may have meant something else. */
	survey->partner.known = survey->side.known = survey->from.known = survey->token.known = false;
	survey->person = -1;
	return 1;
}

static uint32_t
place_of_row(struct survey_intake *survey, const struct sheet *sheet)
{
	uint32_t      base = ((const uint32_t *)survey->bases.items)[sheet->index];
	unsigned long line = sheet->record.line;

	survey->last_place = line > UINT32_MAX - base ? UINT32_MAX : base + (uint32_t)line;
	return survey->last_place;
}

/* Partner, or who answers; the memo spares the look-up. */
static enum sheet_result
read_partner(struct sheet *sheet, int field, struct memo *memo, uint32_t *partner, struct error *error)
{
	struct cell	  cell = sheet_cell(sheet, field);
	enum sheet_result result;

	if (remembers(memo, cell))
		return SHEET_OK;
	sheet->intake->survey->person = -1;
	memo->known = false;
	result = SHEET_OK;
	if (field == SURVEY_FROM && cell.length == 0)
		*partner = DATASET_NONE;
	else
		result = sheet_partner(sheet, field, partner, error);
	if (result == SHEET_OK)
		remember(memo, cell);
	return result;
}

static enum sheet_result
read_when(struct sheet *sheet, struct respondent *who, struct error *error)
{
	struct period	  period;
	enum sheet_result result = sheet_period(sheet, SURVEY_PERIOD, SURVEY_YEAR, SURVEY_MONTH, &period, error);

	if (result != SHEET_OK)
		return result;
	if (who->granularity != period.granularity || who->period_index != period.index)
		sheet->intake->survey->person = -1;
	who->granularity = (uint8_t)period.granularity;
	who->period_index = period.index;
	return SHEET_OK;
}

static enum sheet_result
read_side(struct sheet *sheet, struct memo *memo, struct respondent *who, struct error *error)
{
	struct cell	  cell = sheet_cell(sheet, SURVEY_SIDE);
	enum side	  side;
	enum sheet_result result;

	if (remembers(memo, cell))
		return SHEET_OK;
	sheet->intake->survey->person = -1;
	memo->known = false;
	result = sheet_side(sheet, SURVEY_SIDE, &side, error);
	if (result != SHEET_OK)
		return result;
	who->side = (uint8_t)side;
	remember(memo, cell);
	return SHEET_OK;
}

/* The token is never named: the finding shows the row alone. */
static enum sheet_result
read_token(struct sheet *sheet, struct survey_intake *survey, struct error *error)
{
	static const struct cell nothing = { "", 0 };
	struct cell		 cell = sheet_cell(sheet, SURVEY_RESPONDENT);

	if (remembers(&survey->token, cell))
		return SHEET_OK;
	survey->person = -1;
	survey->token.known = false;
	if (cell.length == 0)
		return sheet_find(sheet, FINDING_BAD_WORD, SURVEY_RESPONDENT, nothing, "a token that tells respondents apart", error) == -1 ?
		    SHEET_NO_MEMORY : SHEET_WRONG;
	survey->who_token = token_hash(&survey->key, cell.text, cell.length);
	remember(&survey->token, cell);
	return SHEET_OK;
}

/* Who answers about whom, and when. */
static enum sheet_result
read_who(struct sheet *sheet, struct survey_intake *survey, struct error *error)
{
	enum sheet_result result = read_partner(sheet, SURVEY_PARTNER, &survey->partner, &survey->who.partner, error);

	if (result == SHEET_OK)
		result = read_when(sheet, &survey->who, error);
	if (result == SHEET_OK)
		result = read_side(sheet, &survey->side, &survey->who, error);
	if (result == SHEET_OK)
		result = read_partner(sheet, SURVEY_FROM, &survey->from, &survey->who.from, error);
	if (result == SHEET_OK)
		result = read_token(sheet, survey, error);
	return result;
}

/* A spelling met for the first time; one that the model does not know is reported here, thus once. */
static long
add_asked(struct sheet *sheet, struct survey_intake *survey, struct cell cell, struct error *error)
{
	struct intake *intake = sheet->intake;
	char	      *id = arena_strndup(intake->scratch, cell.text, cell.length);
	struct asked   asked = { .length = cell.length };
	struct asked  *kept;

	if (id == NULL)
		return error_out_of_memory(error);
	asked.question = model_find_question(intake->model, id);
	if (asked.question == -1 && sheet_reject(sheet, FINDING_UNKNOWN_QUESTION, SURVEY_QUESTION, "a question of the model", error) == -1)
		return -1;
	/* Beyond any real survey: further spellings share the last entry's place, and each row of them is reported. */
	if (survey->asked.count == ASKED_MAX)
		survey->asked.count--;
	asked.text = arena_strndup(intake->arena, cell.text, cell.length);
	kept = asked.text == NULL ? NULL : vector_push(&survey->asked);
	if (kept == NULL)
		return error_out_of_memory(error);
	*kept = asked;
	if (survey->asked.count < ASKED_MAX &&
	    table_set(survey->asked_index, cell.text, cell.length, (long)survey->asked.count - 1, NULL) == -1)
		return error_out_of_memory(error);
	return (long)survey->asked.count - 1;
}

/* Questions follow each other in the same order for every respondent: the one that followed last time is tried first. */
static long
find_asked(struct sheet *sheet, struct survey_intake *survey, struct cell cell, struct error *error)
{
	struct asked *items = survey->asked.items;
	size_t	      guess = survey->asked.count == 0 ? 0 : items[survey->last_asked].next;
	long	      found;

	if (survey->asked.count > 0 && items[guess].length == cell.length && memcmp(items[guess].text, cell.text, cell.length) == 0) {
		survey->last_asked = guess;
		return (long)guess;
	}
	found = table_get(survey->asked_index, cell.text, cell.length);
	if (found == -1)
		found = add_asked(sheet, survey, cell, error);
	if (found == -1)
		return -1;
	items = survey->asked.items;
	items[survey->last_asked].next = (size_t)found;
	survey->last_asked = (size_t)found;
	return found;
}

/* The survey file in which a place lies. */
static size_t
file_of_place(const struct intake *intake, uint32_t place)
{
	const uint32_t *bases = intake->survey->bases.items;
	size_t		file = intake->survey->bases.count - 1;

	while (file > 0 && (bases[file] >= place || intake_file(intake, file)->kind != INPUT_SURVEY))
		file--;
	return file;
}

/* Where the respondent's other answer stands. One without a place is of a wide file. */
static char *
describe_earlier(const struct intake *intake, uint32_t place)
{
	const struct survey_intake *survey = intake->survey;
	const struct source_row	   *rows = survey->rows.items;
	size_t			    file = place == 0 ? rows[survey->person].file : file_of_place(intake, place);
	unsigned long		    line = place == 0 ? rows[survey->person].line : place - ((const uint32_t *)survey->bases.items)[file];

	return arena_printf(intake->scratch, "one answer to a question; it is also answered in %s, line %lu",
	    intake_file(intake, file)->name, line);
}

/* The same respondent and question again. 1 if this row counts, 0 if not, -1 when out of memory. */
static int
settle_twice(const struct sheet *sheet, uint16_t *kept, uint32_t earlier, uint16_t code, struct error *error)
{
	int   rule = sheet->mapping->duplicates;	/* unset: reject */
	char *expected = describe_earlier(sheet->intake, earlier);

	if (expected == NULL)
		return error_out_of_memory(error);
	if (sheet_reject(sheet, FINDING_DUPLICATE, SURVEY_QUESTION, expected, error) == -1)
		return -1;
	if (rule == DUPLICATES_FIRST)
		return 0;
	if (*kept != ANSWER_TWICE && *kept != ANSWER_INVALID && earlier != 0)
		intake_file(sheet->intake, file_of_place(sheet->intake, earlier))->rejected++;
	*kept = rule == DUPLICATES_LAST ? code : (uint16_t)ANSWER_TWICE;
	return rule == DUPLICATES_LAST;
}

/* 1 kept, 0 rejected, -1 when out of memory. */
static int
keep_answer(struct sheet *sheet, size_t question, uint16_t code, struct error *error)
{
	struct survey_intake *survey = sheet->intake->survey;
	struct answers	     *answers = &survey->answers;
	uint32_t	      place = place_of_row(survey, sheet);
	long		      slot = answers_slot(answers, question);
	uint16_t	     *kept;
	int		      rc = 1;

	if (survey->person == -1)
		survey->person = answers_person(answers, &survey->who_token, &survey->who);
	if (slot == -1 || survey->person == -1)
		return error_out_of_memory(error);
	kept = answers_codes(answers, (size_t)survey->person) + slot;
	if (*kept == ANSWER_NONE)
		*kept = code;
	else
		rc = settle_twice(sheet, kept, answers_place(answers, (size_t)survey->person, (size_t)slot), code, error);
	if (rc == 1 && answers_set_place(answers, (size_t)survey->person, (size_t)slot, place) == -1)
		return error_out_of_memory(error);
	return rc == 1 && code == ANSWER_INVALID ? 0 : rc;
}

static int
take_row(struct sheet *sheet, struct error *error)
{
	struct survey_intake *survey = sheet->intake->survey;
	enum sheet_result     result;
	struct cell	      cell = sheet_cell(sheet, SURVEY_QUESTION);
	long		      asked;
	long		      question;
	long		      code;

	result = read_who(sheet, survey, error);
	if (result != SHEET_OK)
		return result == SHEET_NO_MEMORY ? -1 : 0;
	if (cell.length == 0)
		return sheet_reject(sheet, FINDING_BAD_WORD, SURVEY_QUESTION, "the id of a question", error);
	asked = find_asked(sheet, survey, cell, error);
	if (asked == -1)
		return -1;
	question = ((const struct asked *)survey->asked.items)[asked].question;
	if (question == -1)
		return 0;
	code = survey_answer(sheet, (size_t)question, sheet_cell(sheet, SURVEY_ANSWER), error);
	if (code == -1)
		return -1;
	return code == ANSWER_NONE ? 1 : keep_answer(sheet, (size_t)question, (uint16_t)code, error);
}

/* Answers of the last file have the highest places. */
static int
discard(struct sheet *sheet, struct error *error)
{
	struct survey_intake *survey = sheet->intake->survey;
	struct answers	     *answers = &survey->answers;
	uint32_t	      base;

	(void)error;
	if (survey->bases.count <= sheet->index)
		return 0;
	base = ((const uint32_t *)survey->bases.items)[sheet->index];
	for (size_t i = 0; i < answers->person_count; i++)
		for (size_t slot = 0; slot < answers->slot_count; slot++)
			if (answers_place(answers, i, slot) > base) {
				answers_codes(answers, i)[slot] = ANSWER_NONE;
				(void)answers_set_place(answers, i, slot, 0);
			}
	return 0;
}

const struct sheet_kind survey_sheet = {
	.fields = survey_fields, .field_count = SURVEY_FIELDS, .begin = begin, .take_row = take_row, .discard = discard,
};
