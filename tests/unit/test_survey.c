/* test_survey.c - long surveys: who answered what, on which scale, and that nobody is named. */
#include "input_fixture.h"

#include "input/token_hash.h"

#define HEADER "partner,period,respondent,side,question,answer,from,role,comment\n"

/* The answer of respondent number index to a question, NaN if none. */
static double
answer(const struct fixture *fixture, size_t index, const char *question)
{
	const struct dataset *dataset = &fixture->dataset;

	assert_true(index < dataset->respondent_count);
	for (size_t slot = 0; slot < dataset->question_slots; slot++)
		if ((long)dataset->slot_question[slot] == model_find_question(&fixture->model, question))
			return dataset_answer(dataset, &dataset->respondents[index], slot);
	return NAN;
}

static void
reads_an_answer_as_number_word_or_prefix(void **state)
{
	static const struct { const char *cells; double want; bool finding; } cases[] = {
		{ "trust,1", 1, false },
		{ "trust,5", 5, false },
		{ "trust,3.0", 3, false },
		{ "trust,2.5", 2.5, false },
		{ "trust,Strongly  Agree", 5, false },
		{ "trust,neither agree nor disagree", 3, false },
		{ "trust,5: strongly agree", 5, false },
		{ "trust,4 - Very impressive", 4, false },
		{ "recommend,10 (Always)", 10, false },
		{ "recommend,0", 0, false },
		{ "Vertrauen,4", 4, false },
		{ "trust,", NAN, false },
		{ "trust,NA", NAN, false },
		{ "trust,withheld", NAN, false },
		{ "trust,0", NAN, true },
		{ "trust,6", NAN, true },
		{ "recommend,11", NAN, true },
		{ "trust,splendid", NAN, true },
		{ "trust,4-5", NAN, true },
		{ "trust,nan", NAN, true },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture *fixture = *state;
		size_t		before = findings_count(fixture->findings);
		double		got = NAN;

		/* A second respondent keeps the dataset from being empty. */
		assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
		    arena_printf(fixture->arena, HEADER "A,2026-Q3,r1,client,%s,,,\nB,2026-Q3,r2,client,open,1,,,\n", cases[i].cells)));
		if (fixture->dataset.respondent_count == 2)
			got = answer(fixture, 0, strncmp(cases[i].cells, "recommend", 9) == 0 ? "recommend" : "trust");
		if (!(got == cases[i].want) && !(isnan(got) && isnan(cases[i].want)))
			fail_msg("%s: got %g", cases[i].cells, got);
		if (findings_count(fixture->findings) - before != (cases[i].finding ? 1 : 0))
			fail_msg("%s: finding expected: %d", cases[i].cells, cases[i].finding);
	}
}

/* A respondent is partner, period, side, from and token together; rows may come in any order. */
static void
tells_respondents_apart(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
	    HEADER "A,2026-Q3,r1,client,trust,1,,,\nA,2026-Q3,r2,client,trust,2,,,\nA,2026-Q3,r1,client,open,3,,,\n"
	    "A,2026-Q3,r1,partner,trust,4,,,\nB,2026-Q3,r1,client,trust,5,,,\nA,2026-Q2,r1,client,trust,5,,,\n"
	    "A,2026-Q3,r1,peer,trust,2,B,,\nA,2026-Q3,r1,peer,trust,3,C,,\nA,2026-Q3,r2,client,open,4,,,\n"));
	assert_int_equal(0, findings_count(fixture->findings));
	assert_int_equal(7, fixture->dataset.respondent_count);
	assert_int_equal(3, fixture->dataset.partner_count);
	/* Partner A: Q2, then Q3 client twice, partner, peer from B, peer from C. */
	assert_int_equal(6, fixture->dataset.partners[0].respondent_count);
	assert_int_equal(2026 * 4 + 1, fixture->dataset.respondents[0].period_index);
	assert_int_equal(SIDE_CLIENT, fixture->dataset.respondents[2].side);
	assert_int_equal(SIDE_PARTNER, fixture->dataset.respondents[3].side);
	assert_int_equal(1, fixture->dataset.respondents[4].from);
	assert_int_equal(2, fixture->dataset.respondents[5].from);
	assert_int_equal(DATASET_NONE, fixture->dataset.respondents[0].from);
	assert_true(answer(fixture, 1, "trust") == 1 && answer(fixture, 1, "open") == 3);
	assert_true(answer(fixture, 2, "trust") == 2 && answer(fixture, 2, "open") == 4);
	assert_true(isnan(answer(fixture, 0, "open")));
}

static void
two_answers_of_one_respondent_to_a_question_count_for_nothing(void **state)
{
	struct fixture	     *fixture = *state;
	const struct finding *finding;

	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
	    HEADER "A,2026-Q3,secret1,client,trust,1,,,\nA,2026-Q3,secret2,client,trust,2,,,\nA,2026-Q3,secret1,client,trust,5,,,\n"
	    "A,2026-Q3,secret1,client,open,,,,\nA,2026-Q3,secret1,client,open,3,,,\n"));
	finding = fixture_finding(fixture, FINDING_DUPLICATE);
	assert_int_equal(4, finding->line);
	assert_non_null(strstr(finding->expected, "survey.csv, line 2"));
	assert_int_equal(2, fixture->dataset.respondent_count);
	assert_int_equal(2, fixture->dataset.files[0].rejected);
	for (size_t i = 0; i < 2; i++)
		if (!isnan(answer(fixture, i, "open")))
			assert_true(isnan(answer(fixture, i, "trust")));
}

static void
a_mapping_may_keep_the_last_answer(void **state)
{
	struct fixture *fixture = *state;

	fixture_map(fixture, "[source x]\ninput = survey\nfile = \"survey*\"\nanswer_column = \"answer\"\nduplicates = last\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
	    HEADER "A,2026-Q3,r1,client,trust,1,,,\nA,2026-Q3,r1,client,trust,5,,,\n"));
	assert_true(answer(fixture, 0, "trust") == 5);
	assert_int_equal(1, fixture->dataset.files[0].rejected);
}

static void
duplicates_are_found_across_files(void **state)
{
	struct fixture *fixture = *state;

	fixture_write(fixture, "survey-1.csv", HEADER "A,2026-Q3,r1,client,trust,1,,,\nA,2026-Q3,r1,client,open,2,,,\n");
	fixture_write(fixture, "survey-2.csv", HEADER "A,2026-Q3,r9,client,trust,4,,,\nA,2026-Q3,r1,client,open,3,,,\n");
	fixture_input(fixture, INPUT_SURVEY, "survey-*.csv");
	assert_int_equal(0, fixture_load(fixture));
	assert_string_equal("survey-2.csv", fixture_finding(fixture, FINDING_DUPLICATE)->file);
	assert_int_equal(3, fixture_finding(fixture, FINDING_DUPLICATE)->line);
	assert_non_null(strstr(fixture_finding(fixture, FINDING_DUPLICATE)->expected, "survey-1.csv, line 3"));
	assert_int_equal(1, fixture->dataset.files[0].rejected);
	assert_int_equal(1, fixture->dataset.files[1].rejected);
}

static void
no_finding_carries_a_respondent_token(void **state)
{
	struct fixture *fixture = *state;
	char		text[2048];

	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
	    HEADER "A,2026-Q3,secret,client,trust,9,,,hush\nA,2026-Q3,secret,client,nothing,1,,,hush\nA,2026-Q9,secret,client,trust,1,,,hush\n"
	    "A,2026-Q3,secret,nobody,trust,1,,,hush\n,2026-Q3,secret,client,trust,1,,,hush\nA,2026-Q3,secret,client,open,1,,,hush\n"
	    "A,2026-Q3,secret,client,open,1,,,hush\nA,2026-Q3,,client,open,1,,,hush\nA,2026-Q3,secret,client\nA,2026-Q3,b,client,open,1,,,\n"));
	assert_int_equal(8, findings_count(fixture->findings));
	for (size_t i = 0; i < findings_count(fixture->findings); i++) {
		finding_text(findings_at(fixture->findings, i), text, sizeof text);
		if (strstr(text, "secret") != NULL || strstr(text, "hush") != NULL)
			fail_msg("%s", text);
	}
}

static void
an_unknown_question_is_named_once(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY,
	    HEADER "A,2026-Q3,r1,client,mood,1,,,\nA,2026-Q3,r2,client,mood,1,,,\nA,2026-Q3,r1,client,trust,1,,,\n"));
	assert_string_equal("mood", fixture_finding(fixture, FINDING_UNKNOWN_QUESTION)->value);
	assert_int_equal(1, fixture->dataset.respondent_count);
	assert_int_equal(1, fixture->dataset.question_slots);
	assert_int_equal(2, fixture->dataset.files[0].rejected);
}

/* What is read must not depend on the order of rows, odd values included. */
static void
the_order_of_rows_does_not_matter(void **state)
{
	static const char *const rows[] = {
		"A,2026-Q3,r1,client,trust,2.5,,,\n", "A,2026-Q3,r1,client,open,4,,,\n", "A,2026-Q3,r2,client,open,1.25,,,\n",
		"B,2026-Q3,r3,partner,recommend,7,,,\n", "A,2026-Q3,r4,client,trust,2.5,,,\n",
	};
	struct fixture *fixture = *state;
	struct dataset	first;
	const char     *forward = HEADER;
	const char     *backward = HEADER;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		forward = arena_printf(fixture->arena, "%s%s", forward, rows[i]);
		backward = arena_printf(fixture->arena, "%s%s", backward, rows[COUNT_OF(rows) - 1 - i]);
	}
	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY, forward));
	first = fixture->dataset;
	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY, backward));
	assert_int_equal(4, first.respondent_count);
	assert_int_equal(first.respondent_count, fixture->dataset.respondent_count);
	assert_int_equal(2, first.odd_value_count);
	assert_memory_equal(first.odd_values, fixture->dataset.odd_values, 2 * sizeof(double));
	assert_memory_equal(first.slot_question, fixture->dataset.slot_question, first.question_slots * sizeof(size_t));
	assert_memory_equal(first.answers, fixture->dataset.answers, first.respondent_count * first.question_slots * sizeof(uint16_t));
	for (size_t i = 0; i < first.respondent_count; i++)
		assert_int_equal(first.respondents[i].partner, fixture->dataset.respondents[i].partner);
}

/* More people than a block holds, and questions that come up when several blocks are there; each answer is the respondent's number modulo the scale. */
static void
grows_with_people_and_questions(void **state)
{
	struct fixture *fixture = *state;
	enum { PEOPLE = 17000, QUESTIONS = 9 };
	char *text = malloc(PEOPLE * QUESTIONS * 40 + 100);
	char *at = text;
	char *model = malloc(QUESTIONS * 80 + sizeof fixture_model);
	char *end = model;

	assert_non_null(text);
	assert_non_null(model);
	end += sprintf(end, "%s", fixture_model);
	for (int q = 0; q < QUESTIONS; q++)
		end += sprintf(end, "[question q%02d]\ntext = Q\nscale = agree5\nhealth = trust\n", q);
	fixture_write(fixture, "model.ini", model);
	assert_int_equal(0, model_load(fixture->arena, fixture_path(fixture, "model.ini"), &fixture->model, &fixture->error));
	at += sprintf(at, "partner,period,respondent,side,question,answer\n");
	for (int q = 0; q < QUESTIONS; q++)
		for (int p = 0; p < PEOPLE; p++)
			at += sprintf(at, "P%05d,2026-Q3,t,client,q%02d,%d\n", p, q, (p + q) % 5 + 1);
	at += sprintf(at, "P00001,2026-Q3,t,client,q08,1\nP00001,2026-Q3,t,client,q00,1\n");
	assert_int_equal(0, fixture_read(fixture, INPUT_SURVEY, text));
	/* The header is line 1, thus P00001's answer to question 8 stands in line 8 * PEOPLE + 3. */
	assert_int_equal(2, findings_count_kind(fixture->findings, FINDING_DUPLICATE));
	assert_non_null(strstr(findings_at(fixture->findings, 0)->expected, "line 136003"));
	assert_non_null(strstr(findings_at(fixture->findings, 1)->expected, "line 3"));
	assert_int_equal(PEOPLE, fixture->dataset.respondent_count);
	assert_int_equal(QUESTIONS, fixture->dataset.question_slots);
	for (size_t p = 0; p < PEOPLE; p++)
		for (size_t q = 0; q < QUESTIONS; q++)
			assert_true((p == 1 && (q == 0 || q == 8)) ||
			    dataset_answer(&fixture->dataset, &fixture->dataset.respondents[p], q) == (double)((p + q) % 5 + 1));
	free(text);
	free(model);
}

/* Vectors of the reference implementation (also `openssl mac SIPHASH`): key 00..0f, messages empty, 00, and 00..0e. */
static void
the_token_hash_is_siphash(void **state)
{
	const struct token_hash key = { 0x0706050403020100u, 0x0f0e0d0c0b0a0908u };
	unsigned char		message[15];
	struct token_hash	hash = token_hash(&key, "", 0);

	(void)state;
	for (unsigned char i = 0; i < sizeof message; i++)
		message[i] = i;
	assert_true(hash.low == 0xe6a825ba047f81a3u && hash.high == 0x930255c71472f66du);
	hash = token_hash(&key, message, 1);
	assert_true(hash.low == 0x44af996bd8c187dau && hash.high == 0x45fc229b11597634u);
	hash = token_hash(&key, message, sizeof message);
	assert_true(hash.low == 0x11a8b03399e99354u && hash.high == 0xd9c3cf970fec087eu);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_an_answer_as_number_word_or_prefix),
		TEST(tells_respondents_apart),
		TEST(two_answers_of_one_respondent_to_a_question_count_for_nothing),
		TEST(a_mapping_may_keep_the_last_answer),
		TEST(duplicates_are_found_across_files),
		TEST(no_finding_carries_a_respondent_token),
		TEST(an_unknown_question_is_named_once),
		TEST(the_order_of_rows_does_not_matter),
		TEST(grows_with_people_and_questions),
		cmocka_unit_test(the_token_hash_is_siphash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
