/* test_kpi.c - one behaviour of a KPI row a test: states, limits, words, periods, duplicates. */
#include "kpi_fixture.h"

static void
reads_each_state_of_a_value(void **state)
{
	static const struct { const char *cells; enum value_state want; double value; } cases[] = {
		{ "availability,99.7", VALUE_PRESENT, 99.7 },
		{ "availability,99.7 %", VALUE_PRESENT, 99.7 },
		{ "availability,.84", VALUE_PRESENT, 0.84 },
		{ "availability,1e3", VALUE_PRESENT, 1000 },
		{ "availability,\"1,234,567\"", VALUE_PRESENT, 1234567 },
		{ "availability,\"29,115.00\"", VALUE_PRESENT, 29115 },
		{ "availability,", VALUE_BLANK, NAN },
		{ "availability,\"  \"", VALUE_BLANK, NAN },
		{ "availability,na", VALUE_NA, NAN },
		{ "availability,NA", VALUE_NA, NAN },
		{ "availability,Withheld", VALUE_WITHHELD, NAN },
		{ "availability,nan", VALUE_REJECTED, NAN },
		{ "availability,inf", VALUE_REJECTED, NAN },
		{ "availability,0x10", VALUE_REJECTED, NAN },
		{ "availability,1e999", VALUE_REJECTED, NAN },
		{ "availability,\"1,234\"", VALUE_REJECTED, NAN },
		{ "availability,n/a", VALUE_REJECTED, NAN },
		{ "certified,Yes", VALUE_PRESENT, 1 },
		{ "certified,false", VALUE_PRESENT, 0 },
		{ "certified,1", VALUE_PRESENT, 1 },
		{ "certified,perhaps", VALUE_REJECTED, NAN },
		{ "maturity,2", VALUE_PRESENT, 2 },
		{ "maturity,L", VALUE_PRESENT, 2 },
		{ "maturity,3.5", VALUE_REJECTED, NAN },
		{ "maturity,-1", VALUE_REJECTED, NAN },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture	     *fixture = *state;
		const struct kpi_row *row;

		assert_int_equal(0, fixture_read(fixture, INPUT_KPI, arena_printf(fixture->arena, "partner,period,kpi,value\nA,2026-Q3,%s\n", cases[i].cells)));
		row = fixture_row(fixture, 2);
		if (row == NULL || row->state != cases[i].want)
			fail_msg("%s: state %d", cases[i].cells, row == NULL ? -1 : row->state);
		if (!(row->value == cases[i].value) && !(isnan(row->value) && isnan(cases[i].value)))
			fail_msg("%s: value %g", cases[i].cells, row->value);
		assert_int_equal(cases[i].want == VALUE_REJECTED ? 1 : 0, fixture->dataset.files[0].rejected);
		assert_int_equal(1, fixture->dataset.files[0].rows);
	}
}

static void
a_finding_names_place_value_and_what_was_expected(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value,note\nA,2026-Q3,availability,99.7,\"two\nlines\"\nB,2026-Q3,availability,99.x,\n"));
	finding = fixture_finding(fixture, FINDING_BAD_NUMBER);
	assert_string_equal("kpi.csv", finding->file);
	assert_int_equal(4, finding->line);
	assert_int_equal(4, finding->column);
	assert_string_equal("99.x", finding->value);
	assert_non_null(finding->expected);
	assert_int_equal(1, findings_count(fixture->findings));
}

/* model.md 2 and 6: every way in which limits cannot be, and their neighbours that can. */
static void
rejects_rows_with_impossible_limits(void **state)
{
	static const struct { const char *label; const char *cells; bool sound; } cases[] = {
		{ "own limits", "cost,5,,,10,4", true },
		{ "G = R", "cost,5,,,10,10", false },
		{ "wrong side for higher", "cost,5,,,4,10", false },
		{ "the same side is right for lower", "cost,5,,lower,4,10", true },
		{ "wrong side for lower", "cost,5,,lower,10,4", false },
		{ "target", "cost,5,10,,,", true },
		{ "target 0 without red_at", "cost,5,0,,,", false },
		{ "target 0 with red_at", "cost,5,0,,,-1", true },
		{ "target 0 where the model has limits", "availability,99.7,0,,,", true },
		{ "green_at below the model's red_at", "availability,99.7,,,99,", false },
		{ "direction turned against the model's limits", "availability,99.7,,lower,,", false },
		{ "range", "stock,100,,,95..105,85..115", true },
		{ "green range outside the red one", "stock,100,,,70..130,", false },
		{ "low..high where there is no range", "cost,5,,,1..2,", false },
		{ "limits of a yes/no are not looked at", "certified,yes,,,1,1", true },
		{ "unknown KPI, target 0", "something,5,0,,,", false },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture	     *fixture = *state;
		const struct kpi_row *row;

		assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
		    arena_printf(fixture->arena, "partner,period,kpi,value,target,direction,green_at,red_at\nA,2026-Q3,%s\n", cases[i].cells)));
		row = fixture_row(fixture, 2);
		if (row == NULL || (row->state == VALUE_PRESENT) != cases[i].sound)
			fail_msg("%s: state %d", cases[i].label, row == NULL ? -1 : row->state);
	}
}

static void
an_override_of_the_model_takes_part_in_the_check(void **state)
{
	struct fixture	     *fixture = *state;
	struct limit_override override = { .partner = "A", .limits = { .green = NAN, .red = 90, .green_high = NAN, .red_high = NAN } };

	override.indicator = (size_t)model_find_indicator(&fixture->model, "availability");
	fixture->model.overrides = &override;
	fixture->model.override_count = 1;
	/* 95 is above A's red limit of 90 and below B's of 99.5. */
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value,green_at\nA,2026-Q3,availability,97,95\nB,2026-Q3,availability,97,95\n"));
	assert_int_equal(VALUE_PRESENT, fixture_row(fixture, 2)->state);
	assert_int_equal(VALUE_REJECTED, fixture_row(fixture, 3)->state);
}

static void
weights_are_numbers_from_zero_upwards(void **state)
{
	static const struct { const char *weight; bool sound; } cases[] = {
		{ "0", true }, { "2.5", true }, { "-1", false }, { "nan", false }, { "heavy", false },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture	     *fixture = *state;
		const struct kpi_row *row;

		assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
		    arena_printf(fixture->arena, "partner,period,kpi,value,weight\nA,2026-Q3,availability,99.7,%s\n", cases[i].weight)));
		row = fixture_row(fixture, 2);
		assert_int_equal(cases[i].sound ? VALUE_PRESENT : VALUE_REJECTED, row->state);
		assert_true(cases[i].sound == !isnan(fixture->dataset.terms[row->terms].weight));
	}
	assert_int_equal(3, findings_count_kind(((struct fixture *)*state)->findings, FINDING_BAD_WEIGHT));
}

static void
a_rating_word_stands_for_a_missing_value(void **state)
{
	struct fixture	     *fixture = *state;
	const struct kpi_row *row;

	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value,rating\nA,2026-Q1,availability,,Good\nA,2026-Q2,availability,99.7,red\n"
	    "A,2026-Q3,audit,7,red\nA,2026-Q4,audit,green,\nA,2025,audit,,splendid\nA,2024,audit,,\n"));
	row = fixture_row(fixture, 2);
	assert_int_equal(VALUE_PRESENT, row->state);
	assert_true(isnan(row->value));
	assert_true(fixture->dataset.terms[row->terms].rating_score == 90);
	row = fixture_row(fixture, 3);
	assert_true(row->value == 99.7);
	assert_true(isnan(fixture->dataset.terms[row->terms].rating_score));
	row = fixture_row(fixture, 4);
	assert_true(row->value == 7);
	assert_true(fixture->dataset.terms[row->terms].rating_score == 25);
	row = fixture_row(fixture, 5);
	assert_true(fixture->dataset.terms[row->terms].rating_score == 90);
	assert_int_equal(VALUE_REJECTED, fixture_row(fixture, 6)->state);
	assert_int_equal(VALUE_BLANK, fixture_row(fixture, 7)->state);
}

static void
a_rating_that_does_not_apply_or_is_kept_back_is_no_word(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value,rating\nA,2026-Q1,audit,,NA\nA,2026-Q2,audit,,Withheld\nA,2026-Q3,audit,NA,good\n"
	    "A,2026-Q1,availability,,na\nA,2026-Q2,availability,99.7,NA\n"));
	assert_int_equal(VALUE_NA, fixture_row(fixture, 2)->state);
	assert_int_equal(VALUE_WITHHELD, fixture_row(fixture, 3)->state);
	assert_int_equal(VALUE_NA, fixture_row(fixture, 4)->state);
	assert_int_equal(VALUE_NA, fixture_row(fixture, 5)->state);
	assert_int_equal(VALUE_PRESENT, fixture_row(fixture, 6)->state);
	assert_int_equal(0, findings_count(fixture->findings));
}

/* 2026-Q3 is the third of 4 * 2026; months count from 12 * 2026. */
static void
reads_periods_dates_and_months(void **state)
{
	static const struct { const char *cell; int granularity; int index; } cases[] = {
		{ "2026-Q3", PERIOD_QUARTER, 2026 * 4 + 2 }, { "2026-07", PERIOD_MONTH, 2026 * 12 + 6 },
		{ "2026-H2", PERIOD_HALF, 2026 * 2 + 1 },    { "2026", PERIOD_YEAR, 2026 },
		{ "2026-07-15", PERIOD_MONTH, 2026 * 12 + 6 }, { "May 2022", PERIOD_MONTH, 2022 * 12 + 4 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture	     *fixture = *state;
		const struct kpi_row *row;

		assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
		    arena_printf(fixture->arena, "Partner; PERIOD ;K_P-I;Value\nA;%s;availability;99,7\n", cases[i].cell)));
		row = fixture_row(fixture, 2);
		assert_int_equal(cases[i].granularity, row->granularity);
		assert_int_equal(cases[i].index, row->period_index);
		assert_true(row->value == 99.7);
	}
}

static void
rows_without_a_key_are_left_out(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value\nA,2026-Q3,availability,1\n,2026-Q3,availability,1\nA,2026-Q5,availability,1\nA,2026-Q3,,1\n"
	    "A,2026-Q2,availability,1,extra\nA,2026-Q1,availability\nA,2026-Q4,availability,2,,\n,,,\n"));
	assert_int_equal(2, fixture->dataset.kpi_row_count);
	assert_int_equal(7, fixture->dataset.files[0].rows);
	assert_int_equal(5, fixture->dataset.files[0].rejected);
	assert_int_equal(2, fixture->dataset.files[0].accepted);
	assert_int_equal(3, fixture_finding(fixture, FINDING_BLANK_PARTNER)->line);
	assert_int_equal(4, fixture_finding(fixture, FINDING_BAD_PERIOD)->line);
	assert_int_equal(5, fixture_finding(fixture, FINDING_BAD_WORD)->line);
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_ROW_FIELDS));
}

static void
a_key_given_twice_counts_for_nothing_and_names_both_lines(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value\nA,2026-Q3,availability,1\nA,2026-Q3,response,2\nA,2026-Q3,Up-Time,3\nA,2026-07,availability,4\n"));
	finding = fixture_finding(fixture, FINDING_DUPLICATE);
	assert_int_equal(4, finding->line);
	assert_non_null(strstr(finding->expected, "line 2"));
	assert_int_equal(3, fixture->dataset.kpi_row_count);
	assert_int_equal(VALUE_REJECTED, fixture_row(fixture, 2)->state);
	assert_true(isnan(fixture_row(fixture, 2)->value));
	assert_int_equal(VALUE_PRESENT, fixture_row(fixture, 5)->state);
	assert_int_equal(2, fixture->dataset.files[0].rejected);
}

static void
a_mapping_may_keep_the_first_or_the_last(void **state)
{
	struct fixture *fixture = *state;
	const char     *rows = "partner,period,kpi,value\nA,2026-Q3,availability,1\nA,2026-Q3,availability,2\nA,2026-Q3,availability,3\n";

	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nvalue_column = \"value\"\nduplicates = last\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, rows));
	assert_int_equal(1, fixture->dataset.kpi_row_count);
	assert_true(fixture->dataset.kpi_rows[0].value == 3);
	fixture_map(fixture, "[source x]\ninput = kpi\nfile = \"kpi*\"\nvalue_column = \"value\"\nduplicates = first\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, rows));
	assert_true(fixture->dataset.kpi_rows[0].value == 1);
	assert_int_equal(2, fixture->dataset.files[0].rejected);
}

static void
an_unknown_kpi_joins_the_model_once(void **state)
{
	struct fixture *fixture = *state;
	size_t		known = fixture->model.indicator_count;

	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value,target\nA,2026-Q3,Zeta,1,\nA,2026-Q2,zeta,2,10\nB,2026-Q3,alpha,3,\n"));
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_UNKNOWN_KPI));
	assert_int_equal(known + 2, fixture->model.indicator_count);
	assert_string_equal("Zeta", fixture->model.indicators[known].id);
	assert_true(fixture->model.indicators[known].unknown);
	assert_int_equal(known, fixture_row(fixture, 2)->indicator);
	assert_int_equal(known, fixture_row(fixture, 3)->indicator);
	assert_int_equal(known + 1, fixture_row(fixture, 4)->indicator);
	assert_true(fixture->model.indicators[known].group[0] >= 0);
	assert_true(fixture->model.indicators[known + 1].group[0] < 0);
}

static void
rows_are_sorted_and_all_rows_stand_last(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, fixture_read(fixture, INPUT_KPI,
	    "partner,period,kpi,value\nALL,2026-Q3,cost,1\nB,2026-Q3,cost,2\nA,2026-Q3,cost,3\nA,2026-Q3,availability,4\n"
	    "A,2026-09,cost,5\nA,2026-Q2,cost,6\n"));
	assert_int_equal(2, fixture->dataset.partner_count);
	assert_int_equal(5, fixture->dataset.all_first);
	assert_int_equal(2, fixture->dataset.kpi_rows[5].partner);
	/* A: availability, then cost of Q2, of September (ends with Q3, finer), of Q3. */
	assert_int_equal(5, fixture->dataset.kpi_rows[0].line);
	assert_int_equal(7, fixture->dataset.kpi_rows[1].line);
	assert_int_equal(6, fixture->dataset.kpi_rows[2].line);
	assert_int_equal(4, fixture->dataset.kpi_rows[3].line);
	assert_int_equal(0, fixture->dataset.partners[0].kpi_first);
	assert_int_equal(4, fixture->dataset.partners[0].kpi_count);
	assert_int_equal(4, fixture->dataset.partners[1].kpi_first);
	assert_int_equal(1, fixture->dataset.partners[1].kpi_count);
}

/* The key of row i of many: a walk through all of partner x KPI x month in steps that know no order, or one step at a time. */
static void
print_row(FILE *out, size_t i, size_t step, size_t count)
{
	static const char *const kpis[] = { "availability", "response", "Zeta", "alpha" };
	size_t			 key = i * step % count;

	fprintf(out, "%s,%zu-%02zu,%s,%zu\n", key % 3 == 2 ? "ALL" : key % 3 == 1 ? "B" : "A", 9999 - key / 12 / 12,
	    12 - key / 12 % 12, kpis[key / 3 % 4], key);
}

/* Each row says its own key in its value. Every value once, and keys that only rise, is the right order. */
static void
assert_all_sorted(const struct fixture *fixture, size_t count)
{
	const struct dataset *dataset = &fixture->dataset;
	double		      sum = 0;

	assert_int_equal(count, dataset->kpi_row_count);
	for (size_t i = 0; i < count; i++) {
		const struct kpi_row *row = &dataset->kpi_rows[i];
		const struct kpi_row *before = i == 0 ? NULL : row - 1;
		int		      key = (int)row->value;

		sum += row->value;
		assert_int_equal(row->period_index, (9999 - key / 12 / 12) * 12 + 11 - key / 12 % 12);
		assert_int_equal(row->partner, key % 3);
		if (before == NULL || before->partner < row->partner)
			continue;
		assert_int_equal(before->partner, row->partner);
		assert_true(before->indicator < row->indicator ||
		    (before->indicator == row->indicator && before->period_index < row->period_index));
	}
	assert_true(sum == (double)count * (double)(count - 1) / 2);
}

static void
many_rows_are_sorted_in_whatever_order_they_come(void **state)
{
	/* More than are given back at a time; prime to both steps. */
	enum { ROWS = 90000 };
	static const size_t steps[] = { 1, ROWS - 1, 7919 };
	struct fixture	   *fixture = *state;

	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		char  *text = NULL;
		size_t length;
		FILE  *out = open_memstream(&text, &length);

		assert_non_null(out);
		fputs("partner,period,kpi,value\n", out);
		for (size_t row = 0; row < ROWS; row++)
			print_row(out, row, steps[i], ROWS);
		assert_int_equal(0, fclose(out));
		assert_int_equal(0, fixture_read(fixture, INPUT_KPI, text));
		assert_all_sorted(fixture, ROWS);
		free(text);
	}
}

static void
a_missing_column_ends_the_file_and_an_unknown_one_is_named(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(-1, fixture_read(fixture, INPUT_KPI, "partner,period,value\nA,2026-Q3,1\n"));
	assert_int_equal(ERROR_INPUT, fixture->error.code);
	assert_string_equal("kpi", fixture_finding(fixture, FINDING_MISSING_COLUMN)->value);
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,value,colour of eyes\nA,2026-Q3,cost,1,blue\n"));
	assert_string_equal("colour of eyes", fixture_finding(fixture, FINDING_IGNORED_COLUMN)->value);
	assert_int_equal(5, fixture_finding(fixture, FINDING_IGNORED_COLUMN)->column);
}

static void
a_misspelt_column_is_named_with_the_right_word(void **state)
{
	struct fixture *fixture = *state;

	/* `valeu` is one swap from `value`, which the file lacks; `kpis` one letter from `kpi`, which it has. */
	assert_int_equal(0, fixture_read(fixture, INPUT_KPI, "partner,period,kpi,valeu,rating,kpis\nA,2026-Q3,cost,1,,x\n"));
	assert_string_equal("valeu", fixture_finding(fixture, FINDING_MISSPELT_COLUMN)->value);
	assert_string_equal("value", fixture_finding(fixture, FINDING_MISSPELT_COLUMN)->expected);
	assert_int_equal(4, fixture_finding(fixture, FINDING_MISSPELT_COLUMN)->column);
	assert_string_equal("kpis", fixture_finding(fixture, FINDING_IGNORED_COLUMN)->value);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_each_state_of_a_value),
		TEST(a_finding_names_place_value_and_what_was_expected),
		TEST(rejects_rows_with_impossible_limits),
		TEST(an_override_of_the_model_takes_part_in_the_check),
		TEST(weights_are_numbers_from_zero_upwards),
		TEST(a_rating_word_stands_for_a_missing_value),
		TEST(a_rating_that_does_not_apply_or_is_kept_back_is_no_word),
		TEST(reads_periods_dates_and_months),
		TEST(rows_without_a_key_are_left_out),
		TEST(a_key_given_twice_counts_for_nothing_and_names_both_lines),
		TEST(a_mapping_may_keep_the_first_or_the_last),
		TEST(an_unknown_kpi_joins_the_model_once),
		TEST(rows_are_sorted_and_all_rows_stand_last),
		TEST(many_rows_are_sorted_in_whatever_order_they_come),
		TEST(a_missing_column_ends_the_file_and_an_unknown_one_is_named),
		TEST(a_misspelt_column_is_named_with_the_right_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
