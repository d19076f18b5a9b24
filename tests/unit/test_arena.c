/* test_arena.c - memory that is freed all at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static void
gives_zeroed_aligned_memory_of_any_size(void **state)
{
	static const size_t sizes[] = { 1, 3, 16, 17, 1000, 8 * 1024, 100000, 3 * 1024 * 1024, 5 };
	struct arena	   *arena = arena_new();

	(void)state;
	assert_non_null(arena);
	for (size_t round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
			unsigned char *bytes = arena_alloc(arena, sizes[i], 1);

			assert_non_null(bytes);
			assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
			for (size_t j = 0; j < sizes[i]; j++)
				assert_true(bytes[j] == 0);
			/* Dirty for the next round: reset must not let it shine through. */
			memset(bytes, 0xa5, sizes[i]);
		}
		arena_reset(arena);
	}
	arena_free(arena);
}

static void
refuses_what_no_machine_has(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_non_null(arena);
	assert_null(arena_alloc(arena, SIZE_MAX, 2));
	assert_null(arena_alloc(arena, SIZE_MAX / 2 + 1, 2));
	assert_null(arena_alloc(arena, 1, SIZE_MAX));
	assert_null(arena_strndup(arena, "", SIZE_MAX));
	assert_string_equal(arena_strdup(arena, "still works"), "still works");
	arena_free(arena);
	arena_free(NULL);
}

static void
gives_distinct_pointers_for_nothing(void **state)
{
	struct arena *arena = arena_new();
	void	     *first;

	(void)state;
	assert_non_null(arena);
	first = arena_alloc(arena, 0, 8);
	assert_non_null(first);
	assert_ptr_not_equal(first, arena_alloc(arena, 8, 0));
	arena_free(arena);
}

static void
copies_and_prints_text(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_non_null(arena);
	assert_string_equal(arena_strndup(arena, "partner", 4), "part");
	assert_string_equal(arena_printf(arena, "%s-%d", "run", 7), "run-7");
	assert_int_equal(strlen(arena_printf(arena, "%20000s", "")), 20000);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_zeroed_aligned_memory_of_any_size),
		cmocka_unit_test(refuses_what_no_machine_has),
		cmocka_unit_test(gives_distinct_pointers_for_nothing),
		cmocka_unit_test(copies_and_prints_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
