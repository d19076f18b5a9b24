/* survey_rows.c - the second row of a respondent: it replaces the first, or falls beside it, or neither counts. */
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "input/intake.h"
#include "input/survey_wide.h"

static const char duplicate_id[] = "duplicate-id";

static struct source_row *
row_of(const struct survey_intake *survey, uint32_t person)
{
	return (struct source_row *)survey->rows.items + person;
}

/* Room for this person's row. -1 when out of memory. */
static int
reach(struct survey_intake *survey, uint32_t person)
{
	while (survey->rows.count <= person) {
		struct source_row *row = vector_push(&survey->rows);

		if (row == NULL)
			return -1;
		row->next = (uint32_t)survey->rows.count - 1;
	}
	return 0;
}

static bool
has_row(const struct survey_intake *survey, uint32_t person)
{
	return person < survey->rows.count && row_of(survey, person)->line != 0;
}

static void
forget_answers(struct answers *answers, uint32_t person)
{
	memset(answers_codes(answers, person), 0, answers->stride * sizeof(uint16_t));
}

/* An earlier row does not count: for nobody it was about. twice: later rows of them do not either. */
static void
forget_row(struct survey_intake *survey, uint32_t person, bool twice)
{
	uint32_t at = person;

	do {
		struct source_row *row = row_of(survey, at);
		uint32_t	   next = row->next;

		forget_answers(&survey->answers, at);
		row->twice = twice;
		if (!twice)
			*row = (struct source_row){ .next = at };
		at = next;
	} while (at != person);
}

/* The people of the row at hand, as a ring. */
static int
mark(struct sheet *sheet, const uint32_t *people, size_t count, struct error *error)
{
	struct survey_intake *survey = sheet->intake->survey;

	for (size_t i = 0; i < count; i++)
		if (reach(survey, people[i]) == -1)
			return error_out_of_memory(error);
	for (size_t i = 0; i < count; i++)
		*row_of(survey, people[i]) = (struct source_row){
			.next = people[(i + 1) % count], .line = (uint32_t)sheet->record.line, .file = sheet->index,
		};
	return 1;
}

/* The earlier row is left out after all. It may be one of another file. */
static void
drop_earlier(struct sheet *sheet, uint16_t file)
{
	struct sheet earlier = *sheet;

	earlier.file = intake_file(sheet->intake, file);
	(void)sheet_drop(&earlier, duplicate_id);
}

static int
reject_both(struct sheet *sheet, uint32_t person, struct error *error)
{
	static const struct cell   nothing = { "", 0 };
	struct survey_intake	  *survey = sheet->intake->survey;
	const struct source_row	  *row = row_of(survey, person);
	const struct input_file	  *file = intake_file(sheet->intake, row->file);
	const char		  *expected = arena_printf(sheet->intake->scratch,
	      "one row a respondent; the same one also stands in %s, line %lu", file->name, (unsigned long)row->line);

	if (expected == NULL || sheet_find(sheet, FINDING_DUPLICATE, SURVEY_RESPONDENT, nothing, expected, error) == -1)
		return error_out_of_memory(error);
	if (!row->twice) {
		intake_file(sheet->intake, row->file)->rejected++;
		forget_row(survey, person, true);
	}
	return 0;
}

/* Unset: the last row, for a tool gives a respondent who answers again the same id. */
static int
rule_of(const struct sheet *sheet)
{
	return sheet->mapping->duplicates == MAPPING_UNSET ? DUPLICATES_LAST : sheet->mapping->duplicates;
}

int
survey_rows_settle(struct sheet *sheet, const uint32_t *people, size_t count, struct error *error)
{
	struct survey_intake *survey = sheet->intake->survey;
	int		      rule = rule_of(sheet);

	for (size_t i = 0; i < count; i++) {
		if (!has_row(survey, people[i]))
			continue;
		if (rule == DUPLICATES_REJECT)
			return reject_both(sheet, people[i], error);
		if (rule == DUPLICATES_FIRST)
			return sheet_drop(sheet, duplicate_id);
		if (!row_of(survey, people[i])->twice)
			drop_earlier(sheet, row_of(survey, people[i])->file);
		forget_row(survey, people[i], false);
	}
	return mark(sheet, people, count, error);
}

void
survey_rows_discard(struct survey_intake *survey, uint16_t file)
{
	for (uint32_t i = 0; i < survey->rows.count; i++)
		if (has_row(survey, i) && row_of(survey, i)->file == file) {
			forget_answers(&survey->answers, i);
			*row_of(survey, i) = (struct source_row){ .next = i };
		}
}
