/* mapping_effective.c - what holds for a file: its source over its dialect, and defaults for what
 * neither says. */
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/number.h"
#include "base/text.h"
#include "config/mapping_read.h"

int
mapping_fold_missing(struct arena *arena, const char **tokens, size_t count)
{
	double number;

	for (size_t i = 0; i < count; i++) {
		const char *folded = text_fold(arena, tokens[i], strlen(tokens[i]));

		if (folded == NULL)
			return -1;
		if (*folded != '\0' &&
		    number_parse(tokens[i], strlen(tokens[i]), false, &number) == NUMBER_BAD)
			tokens[i] = folded;
	}
	return 0;
}

/* The list of an export that says nothing else; the empty cell is always one. */
static bool
default_missing(struct arena *arena, struct mapping *mapping)
{
	static const char *const tokens[] = {
		"NA", "N/A", "Not Available", "?", "-", "None", "No answer", "Keine Angabe", "k.A.",
	};

	mapping->missing = arena_alloc(arena, COUNT_OF(tokens), sizeof *mapping->missing);
	if (mapping->missing == NULL)
		return false;
	memcpy(mapping->missing, tokens, sizeof tokens);
	mapping->missing_count = COUNT_OF(tokens);
	return mapping_fold_missing(arena, mapping->missing, mapping->missing_count) == 0;
}

static void
set_default(int *value, int standard)
{
	if (*value == MAPPING_UNSET)
		*value = standard;
}

/* What must mean something stays unset where "not given" means something of its own: rows, unit,
 * duplicates ... */
static void
fill_defaults(struct mapping *mapping)
{
	set_default(&mapping->multi_partner, MULTI_PARTNER_EACH);
	set_default(&mapping->unknown_partner, UNKNOWN_PARTNER_AUTO);
	set_default(&mapping->zero_target_is_none, 0);
	set_default(&mapping->percent_is_fraction, 0);
	set_default(&mapping->separator, 0);
	set_default(&mapping->decimal, DECIMAL_AUTO);
	set_default(&mapping->date_order, DATE_ORDER_AUTO);
	set_default(&mapping->header_codes, 0);
	set_default(&mapping->metadata_count, 0);
	if (mapping->header[0] == HEADER_NONE)
		mapping->header[0] = HEADER_TEXT;
}

const struct mapping *
mapping_effective(struct arena *arena, const struct mapping *source, const struct mapping *dialect)
{
	struct mapping *effective = arena_alloc(arena, 1, sizeof *effective);

	if (effective == NULL)
		return NULL;
	mapping_init(effective);
	effective->id = "";
	if (source != NULL && dialect != NULL) {
		if (!mapping_lay_over(arena, dialect, source, effective))
			return NULL;
		effective->recognition = dialect->recognition;
	} else if (source != NULL || dialect != NULL) {
		*effective = source != NULL ? *source : *dialect;
	}
	if ((source != NULL || dialect != NULL) && !effective->missing_given &&
	    !default_missing(arena, effective))
		return NULL;
	fill_defaults(effective);
	return effective;
}
