#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/findings.h"
#include "publish/partner_findings.h"

/* Those of the others, and of none, stand in between. */
static const struct finding added[] = {
	{ .kind = FINDING_SLUG_CLASH, .partner = "corp" },
	{ .kind = FINDING_BAD_WEIGHT, .file = "kpi.csv", .line = 9, .partner = "bolt" },
	{ .kind = FINDING_MISSING_COLUMN, .file = "kpi.csv" },
	{ .kind = FINDING_NO_DATA, .partner = "acme" },
	{ .kind = FINDING_BAD_NUMBER, .file = "kpi.csv", .line = 7, .column = 4, .partner = "bolt" },
	{ .kind = FINDING_RENDER_FAILED, .partner = "bolt" },
	{ .kind = FINDING_BAD_NUMBER, .file = "kpi.csv", .line = 7, .column = 2, .partner = "bolt" },
	{ .kind = FINDING_NO_DATA, .partner = "bolt" },
};

static void
gives_each_partner_its_own_grave_ones_first(void **state)
{
	static const struct {
		enum finding_kind kind;
		unsigned int	  column;
	} wanted[] = {
		{ FINDING_RENDER_FAILED, 0 },	/* the one error, then warnings by line and column, then what is only told */
		{ FINDING_BAD_NUMBER, 2 },
		{ FINDING_BAD_NUMBER, 4 },
		{ FINDING_BAD_WEIGHT, 0 },
		{ FINDING_NO_DATA, 0 },
	};
	struct arena		*arena = arena_new();
	struct findings		*findings = findings_new();
	struct partner_findings	 made;
	const struct finding	*found;
	size_t			 count;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(added); i++)
		assert_int_equal(0, findings_add(findings, &added[i]));
	assert_int_equal(0, partner_findings_make(&made, findings, arena));
	assert_int_equal(COUNT_OF(added) - 1, made.count);
	found = partner_findings_of(&made, "bolt", &count);
	assert_int_equal(COUNT_OF(wanted), count);
	for (size_t i = 0; i < COUNT_OF(wanted); i++) {
		assert_string_equal("bolt", found[i].partner);
		assert_int_equal(wanted[i].kind, found[i].kind);
		assert_int_equal(wanted[i].column, found[i].column);
	}
	(void)partner_findings_of(&made, "acme", &count);
	assert_int_equal(1, count);
	(void)partner_findings_of(&made, "bol", &count);
	assert_int_equal(0, count);
	(void)partner_findings_of(&made, "zeta", &count);
	assert_int_equal(0, count);
	findings_free(findings);
	arena_free(arena);
}

static void
none_at_all_are_none_for_anybody(void **state)
{
	struct arena	       *arena = arena_new();
	struct findings	       *findings = findings_new();
	struct partner_findings made;
	size_t			count = 1;

	(void)state;
	assert_int_equal(0, partner_findings_make(&made, findings, arena));
	(void)partner_findings_of(&made, "acme", &count);
	assert_int_equal(0, count);
	findings_free(findings);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(gives_each_partner_its_own_grave_ones_first),
	    cmocka_unit_test(none_at_all_are_none_for_anybody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
