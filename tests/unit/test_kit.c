/* test_kit.c - the blank input files say what the readers read: the same fields, words that are taken, examples that would be rows. */
#include "input_fixture.h"

#include "input/intake.h"
#include "input/kit.h"
#include "input/sheet.h"

static const struct sheet_kind *const readers[INPUT_KINDS] = {
	[INPUT_KPI] = &kpi_sheet,
	[INPUT_SURVEY] = &survey_sheet,
	[INPUT_PARTNERS] = &partners_sheet,
	[INPUT_OVERRIDES] = &overrides_sheet,
	[INPUT_INVITES] = &invites_sheet,
	[INPUT_WORK_ITEMS] = &work_items_sheet,
};

static bool
says_period_otherwise(const char *name)
{
	return strcmp(name, "year") == 0 || strcmp(name, "month") == 0 || strcmp(name, "quarter") == 0;
}

static int
fields_called(const struct kit_file *file, const char *name)
{
	int count = 0;

	for (size_t i = 0; i < file->count; i++)
		count += strcmp(file->fields[i].name, name) == 0;
	return count;
}

static void
every_field_of_a_reader_is_in_its_file_and_no_other(void **state)
{
	(void)state;
	for (enum input_kind kind = 0; kind < INPUT_KINDS; kind++) {
		const struct kit_file *file = kit_file(kind);
		size_t		       otherwise = 0;

		assert_int_equal(kind, file->kind);
		for (int i = 0; i < readers[kind]->field_count; i++) {
			const char *name = readers[kind]->fields[i].name;
			int	    expected = says_period_otherwise(name) ? 0 : 1;

			otherwise += says_period_otherwise(name);
			if (fields_called(file, name) != expected)
				fail_msg("%s: %s", input_kind_name(kind), name);
		}
		assert_int_equal(readers[kind]->field_count, file->count + otherwise);
	}
}

static void
required_is_what_the_reader_requires(void **state)
{
	const char *instead;

	(void)state;
	assert_true(kit_requires(kit_file(INPUT_KPI), "value", &instead));
	assert_string_equal("rating", instead);
	assert_true(kit_requires(kit_file(INPUT_KPI), "period", &instead));
	assert_null(instead);
	assert_false(kit_requires(kit_file(INPUT_KPI), "note", &instead));
	assert_true(kit_requires(kit_file(INPUT_OVERRIDES), "reason", &instead));
	assert_false(kit_requires(kit_file(INPUT_OVERRIDES), "released", &instead));
}

static void
take_lists(struct fixture *fixture, struct kit_list lists[KIT_CHOICES])
{
	assert_int_equal(0, kit_lists(fixture->arena, &fixture->model, NULL, lists, &fixture->error));
}

/* Header and example of a file, of this partner; where field is not NULL, with word in it. */
static const char *
row_of(struct fixture *fixture, const struct kit_file *file, const struct kit_list *lists, const char *partner,
    const struct kit_field *field, const char *word)
{
	const char *header = "", *row = "";

	for (size_t i = 0; i < file->count; i++) {
		const struct kit_field *at = &file->fields[i];
		const char	       *cell = kit_example(at, lists);

		if (strcmp(at->name, "partner") == 0)
			cell = partner;
		if (at == field)
			cell = word;
		header = arena_printf(fixture->arena, "%s%s%s", header, i > 0 ? "," : "", at->name);
		row = arena_printf(fixture->arena, "%s%s\"%s\"", row, i > 0 ? "," : "", cell);
	}
	return arena_printf(fixture->arena, "%s\n%s\n", header, row);
}

static size_t
grave(const struct fixture *fixture)
{
	return findings_count_severity(fixture->findings, SEVERITY_ERROR) + findings_count_severity(fixture->findings, SEVERITY_WARNING);
}

static void
forget(struct fixture *fixture, enum input_kind kind)
{
	fixture->settings.inputs[INPUT_KPI] = NULL;
	fixture->settings.inputs[INPUT_SURVEY] = NULL;
	fixture->settings.inputs[kind] = NULL;
	findings_free(fixture->findings);
	fixture->findings = findings_new();
	assert_non_null(fixture->findings);
}

/* Reads text as the file of this kind, beside another one that has data. */
static int
read_one(struct fixture *fixture, enum input_kind kind, const char *text)
{
	static const char *const others[] = {
		[INPUT_KPI] = "partner,period,kpi,value\nReal,2026-Q3,availability,99.9\n",
		[INPUT_SURVEY] = "partner,period,respondent,side,question,answer\nReal,2026-Q3,r,client,trust,4\n",
	};
	enum input_kind other = kind == INPUT_KPI ? INPUT_SURVEY : INPUT_KPI;

	fixture_write(fixture, "other.csv", others[other]);
	fixture_input(fixture, other, "other.csv");
	return fixture_read(fixture, kind, text);
}

static const struct input_file *
file_of(const struct fixture *fixture, enum input_kind kind)
{
	for (size_t i = 0; i < fixture->dataset.file_count; i++)
		if (fixture->dataset.files[i].kind == kind)
			return &fixture->dataset.files[i];
	fail_msg("%s was not read", input_kind_name(kind));
	return NULL;
}

static void
each_example_would_be_a_row(void **state)
{
	struct fixture *fixture = *state;
	struct kit_list lists[KIT_CHOICES];

	take_lists(fixture, lists);
	for (enum input_kind kind = 0; kind < INPUT_KINDS; kind++) {
		assert_int_equal(0, read_one(fixture, kind, row_of(fixture, kit_file(kind), lists, "Real", NULL, NULL)));
		if (file_of(fixture, kind)->accepted != 1 || findings_count_severity(fixture->findings, SEVERITY_ERROR) > 0)
			fail_msg("%s is not taken", input_kind_name(kind));
		forget(fixture, kind);
	}
}

static void
an_example_left_in_is_no_row(void **state)
{
	struct fixture *fixture = *state;
	struct kit_list lists[KIT_CHOICES];

	take_lists(fixture, lists);
	for (enum input_kind kind = 0; kind < INPUT_KINDS; kind++) {
		const struct input_file *file;

		assert_int_equal(0, read_one(fixture, kind,
		    row_of(fixture, kit_file(kind), lists, KIT_EXAMPLE_PARTNER, NULL, NULL)));
		file = file_of(fixture, kind);
		assert_int_equal(1, file->rows);
		assert_int_equal(1, file->dropped);
		assert_int_equal(0, file->accepted);
		assert_string_equal("example", file->drops[0].reason);
		assert_int_equal(-1, dataset_find_partner(&fixture->dataset, KIT_EXAMPLE_PARTNER));
		assert_int_equal(0, grave(fixture));
		forget(fixture, kind);
	}
}

/* Findings about the cell of a field. */
static size_t
about_cell(const struct fixture *fixture, const struct kit_file *file, const struct kit_field *field)
{
	size_t count = 0;

	for (size_t i = 0; i < findings_count(fixture->findings); i++) {
		const struct finding *finding = findings_at(fixture->findings, i);

		count += finding->column == (unsigned long)(field - file->fields) + 1 && finding->line == 2 &&
		    finding->kind != FINDING_UNKNOWN_PARTNER;
	}
	return count;
}

static void
check_words(struct fixture *fixture, const struct kit_file *file, const struct kit_field *field, const struct kit_list *lists)
{
	const struct kit_list *list = &lists[field->choice];

	for (size_t i = 0; i < list->count; i++) {
		assert_int_equal(0, read_one(fixture, file->kind, row_of(fixture, file, lists, "Real", field, list->words[i])));
		if (about_cell(fixture, file, field) > 0)
			fail_msg("%s: %s is offered and not taken", field->name, list->words[i]);
		forget(fixture, file->kind);
	}
	if (!kit_is_closed(field->choice))
		return;
	assert_int_equal(0, read_one(fixture, file->kind, row_of(fixture, file, lists, "Real", field, "nonsense")));
	if (about_cell(fixture, file, field) == 0)
		fail_msg("%s: takes any word, but its list is closed", field->name);
	forget(fixture, file->kind);
}

static void
every_word_offered_is_taken_and_closed_lists_are_closed(void **state)
{
	struct fixture *fixture = *state;
	struct kit_list lists[KIT_CHOICES];

	take_lists(fixture, lists);
	for (enum input_kind kind = 0; kind < INPUT_KINDS; kind++)
		for (size_t i = 0; i < kit_file(kind)->count; i++)
			if (lists[kit_file(kind)->fields[i].choice].count > 0)
				check_words(fixture, kit_file(kind), &kit_file(kind)->fields[i], lists);
}

static void
lists_are_the_models(void **state)
{
	struct fixture *fixture = *state;
	struct kit_list lists[KIT_CHOICES];

	take_lists(fixture, lists);
	assert_int_equal(7, lists[KIT_KPIS].count);
	assert_string_equal("availability", lists[KIT_KPIS].words[0]);
	assert_string_equal("Availability", lists[KIT_KPIS].meanings[0]);
	assert_int_equal(3, lists[KIT_QUESTIONS].count);
	assert_int_equal(3, lists[KIT_TARGETS].count);
	assert_string_equal("health.delivery", lists[KIT_TARGETS].words[1]);
	assert_int_equal(DIRECTIONS, lists[KIT_DIRECTIONS].count);
	assert_int_equal(SIDES, lists[KIT_SIDES].count);
	assert_int_equal(0, lists[KIT_PARTNERS].count);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_of_a_reader_is_in_its_file_and_no_other),
		cmocka_unit_test(required_is_what_the_reader_requires),
		cmocka_unit_test_setup_teardown(each_example_would_be_a_row, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_example_left_in_is_no_row, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(every_word_offered_is_taken_and_closed_lists_are_closed, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(lists_are_the_models, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
