/* builtin.c - templates that the linker put into the program (Makefile: templates.o). */
#include "config/builtin.h"

#include <string.h>

#include "base/count.h"

/* The linker makes these names from the files'. */
/* NOLINTBEGIN(bugprone-reserved-identifier) */
#define EMBEDDED(symbol) \
	extern const char _binary_templates_##symbol##_ini_start[]; \
	extern const char _binary_templates_##symbol##_ini_end[]

EMBEDDED(strings_en);
EMBEDDED(strings_nl);
EMBEDDED(strings_de);
EMBEDDED(strings_fr);
EMBEDDED(scorecard);
EMBEDDED(board_pack);
/* NOLINTEND(bugprone-reserved-identifier) */

#define ROW(name, symbol) \
	{ name, _binary_templates_##symbol##_ini_start, _binary_templates_##symbol##_ini_end }

static const struct {
	const char *name;
	const char *start;
	const char *end;
} templates[] = {
	ROW("strings.en.ini", strings_en),
	ROW("strings.nl.ini", strings_nl),
	ROW("strings.de.ini", strings_de),
	ROW("strings.fr.ini", strings_fr),
	ROW("scorecard.ini", scorecard),
	ROW("board-pack.ini", board_pack),
};

const char *
builtin_template(const char *name, size_t *length)
{
	for (size_t i = 0; i < COUNT_OF(templates); i++)
		if (strcmp(name, templates[i].name) == 0) {
			*length = (size_t)(templates[i].end - templates[i].start);
			return templates[i].start;
		}
	return NULL;
}

const char *
builtin_template_name(size_t index)
{
	return index < COUNT_OF(templates) ? templates[index].name : NULL;
}
