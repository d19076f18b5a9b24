/* test_template.c - pages and blocks of a document, and what is refused before anything is drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "config/model.h"
#include "config/strings.h"
#include "config/template.h"
#include "render/render.h"
#include "tempdir.h"

/* Loads text as scorecard.ini of a directory of its own. */
static int
load(struct arena *arena, const char *text, struct template *template, struct error *error)
{
	char directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	int  rc;

	tempdir_make(directory);
	tempdir_write(directory, "scorecard.ini", text, strlen(text), path);
	rc = template_load(arena, directory, "scorecard.ini", template, error);
	tempdir_remove(directory);
	return rc;
}

static int
load_and_check(struct arena *arena, const char *text, struct error *error)
{
	static struct lens   lenses[] = { { .id = "health", .primary = true }, { .id = "csf" } };
	const struct model   model = { .lenses = lenses, .lens_count = COUNT_OF(lenses) };
	const struct strings *strings;
	struct template	      template;

	if (load(arena, text, &template, error) == -1 || strings_load(arena, NULL, "en", &strings, error) == -1)
		return -1;
	return scorecard_template_check(&template, &model, strings, error);
}

static void
the_shipped_template_has_the_pages_of_the_manual(void **state)
{
	static const char *const pages[] = { "answer", "kpis", "lenses", "method" };
	struct arena	*arena = arena_new();
	struct template	 template;
	struct error	 error = { .code = ERROR_NONE };

	(void)state;
	assert_int_equal(template_load(arena, NULL, "scorecard.ini", &template, &error), 0);
	assert_int_equal(strlen(template.digest), 64);
	assert_true(template.page_count >= 3 && template.page_count <= 4);
	for (size_t i = 0, page = 0; i < template.page_count; i++, page++) {
		if (template.page_count == 3 && page == 2)
			page++;
		assert_string_equal(template.pages[i].name, pages[page]);
		assert_int_equal(template.pages[i].editions, EDITION_ALL);
		assert_null(template.pages[i].title);
	}
	assert_string_equal(template.pages[0].blocks[0].name, "band");
	arena_free(arena);
}

static void
a_page_takes_what_its_blocks_sections_say(void **state)
{
	static const char text[] = "[page one]\ntitle = \"Quick look\"\nblocks = things, kpis ,things\neditions = partner\n"
				   "[block things]\ntitle = \"In short\"\ncount = 1\n";
	struct arena   *arena = arena_new();
	struct template template;
	struct error	error = { .code = ERROR_NONE };

	(void)state;
	if (load(arena, text, &template, &error) == -1)
		fail_msg("line %lu: %s", error.line, error.message);
	assert_int_equal(template.page_count, 1);
	assert_string_equal(template.pages[0].title, "Quick look");
	assert_int_equal(template.pages[0].editions, EDITION_PARTNER);
	assert_int_equal(template.pages[0].block_count, 3);
	for (size_t i = 0; i < 3; i += 2) {
		const struct template_block *block = &template.pages[0].blocks[i];

		assert_string_equal(block->name, "things");
		assert_string_equal(block->title, "In short");
		assert_string_equal(template_parameter(block, "count"), "1");
		assert_int_equal(block->line, 3);
	}
	assert_string_equal(template.pages[0].blocks[1].name, "kpis");
	assert_null(template.pages[0].blocks[1].title);
	assert_null(template_parameter(&template.pages[0].blocks[1], "count"));
	arena_free(arena);
}

static void
a_directory_without_the_file_gets_the_shipped_one(void **state)
{
	char		directory[TEMPDIR_SIZE];
	struct arena   *arena = arena_new();
	struct template own, shipped;
	struct error	error = { .code = ERROR_NONE };

	(void)state;
	tempdir_make(directory);
	assert_int_equal(template_load(arena, directory, "scorecard.ini", &own, &error), 0);
	assert_int_equal(template_load(arena, NULL, "scorecard.ini", &shipped, &error), 0);
	assert_string_equal(own.digest, shipped.digest);
	assert_false(own.own);
	tempdir_remove(directory);
	arena_free(arena);
}

static void
good_templates_pass(void **state)
{
	static const char *const texts[] = {
		"[page answer]\nblocks = band, health\n",
		"[page answer]\nblocks = health\n[block tiles]\nlenses = csf\n",
		"[page mine]\ntitle = \"Mine\"\nblocks = kpis\n[block kpis]\nrows = 500\ntitle = \"K\"\n",
		"[page answer]\nblocks = tiles\n[block tiles]\nlenses = csf, health csf\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct arena *arena = arena_new();
		struct error  error = { .code = ERROR_NONE };

		if (load_and_check(arena, texts[i], &error) == -1)
			fail_msg("case %zu: line %lu: %s", i, error.line, error.message);
		arena_free(arena);
	}
}

static void
refuses_what_it_cannot_draw_and_says_where(void **state)
{
	static const struct { const char *text; unsigned long line; const char *says; } cases[] = {
		{ "[pages answer]\nblocks = band\n", 1, "unknown section 'pages answer'" },
		{ "[page answer]\nblock = band\n", 2, "did you mean 'blocks'" },
		{ "[page answer]\ntitle = \"x\"\n", 1, "has no blocks" },
		{ "[block things]\ncount = 1\n", 0, "no page" },
		{ "[page answer]\nblocks = band\neditions = internal, partners\n", 3, "did you mean 'partner'" },
		{ "[page answer]\nblocks = band\neditions = \"\"\n", 3, "editions" },
		{ "[page answer]\nblocks = band, helth\n", 2, "unknown block 'helth'; did you mean 'health'" },
		{ "[page answer]\nblocks = band, rainbow\n", 2, "`rapport help blocks`" },
		{ "[page answer]\nblocks = band\n\n[block thing]\ncount = 1\n", 4, "did you mean 'things'" },
		{ "[page answer]\nblocks = band\n[block things]\ncounts = 1\n", 4, "did you mean 'count'" },
		{ "[page answer]\nblocks = band\n[block band]\nheight = 1\n", 4, "block band has no 'height'" },
		{ "[page answer]\nblocks = things\n[block things]\ncount = 4\n", 4, "whole number 0 to 3" },
		{ "[page answer]\nblocks = things\n[block things]\ncount = 1.5\n", 4, "whole number 0 to 3" },
		{ "[page answer]\nblocks = things\n[block things]\ncount = two\n", 4, "whole number 0 to 3" },
		{ "[page answer]\nblocks = tiles\n[block tiles]\nlenses = cfs\n", 4, "did you mean 'csf'" },
		{ "[page mine]\nblocks = kpis\n", 1, "page mine has no title" },
		{ "[page answer]\nblocks = health, band\n", 2, "write it first" },
		{ "[page answr]\nblocks = band\n", 1, "did you mean 'answer'" },
		{ "[page answer]\nblocks = band\neditions = partner\n", 1, "kept from the internal edition" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena *arena = arena_new();
		struct error  error = { .code = ERROR_NONE };

		if (load_and_check(arena, cases[i].text, &error) != -1 || strstr(error.message, cases[i].says) == NULL)
			fail_msg("case %zu: \"%s\", wanted \"%s\"", i, error.message, cases[i].says);
		assert_int_equal(error.code, ERROR_CONFIG);
		if (error.line != cases[i].line)
			fail_msg("case %zu: line %lu, wanted %lu", i, error.line, cases[i].line);
		assert_non_null(strstr(error.source, "scorecard.ini"));
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_template_has_the_pages_of_the_manual),
		cmocka_unit_test(a_page_takes_what_its_blocks_sections_say),
		cmocka_unit_test(a_directory_without_the_file_gets_the_shipped_one),
		cmocka_unit_test(good_templates_pass),
		cmocka_unit_test(refuses_what_it_cannot_draw_and_says_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
