#include "config/theme.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "config/ini.h"
#include "config/key.h"

static const struct key keys[] = {
	{ "colours", "band", KEY_COLOUR, offsetof(struct theme, band), 0, 0, NULL,
	    "head of the first page; white text stands on it", { NULL } },
	{ "colours", "accent", KEY_COLOUR, offsetof(struct theme, accent), 0, 0, NULL,
	    "line under the head", { NULL } },
};

/* Relative luminance of one channel (WCAG 2.1). */
static double
channel(long colour, int shift)
{
	double share = (double)(colour >> shift & 0xFF) / 255;

	return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

/* Contrast of white text on the colour: 1 to 21 (WCAG 2.1). */
static double
contrast_with_white(long colour)
{
	return 1.05 / (0.2126 * channel(colour, 16) + 0.7152 * channel(colour, 8) + 0.0722 * channel(colour, 0) + 0.05);
}

static int
read_key(const struct ini *ini, const struct ini_entry *entry, struct theme *theme, struct error *error)
{
	const struct key *key = key_find(keys, COUNT_OF(keys), entry->section, entry->key);
	const char	 *names[COUNT_OF(keys)];

	if (key != NULL)
		return key_read(key, theme, NULL, ini, entry, error);
	return ini_unknown(ini, "key in [colours]", entry->key, entry->line, names,
	    key_names(keys, COUNT_OF(keys), entry->section, names), error);
}

static int
read_theme(const struct ini *ini, struct theme *theme, struct error *error)
{
	static const char *const sections[] = { "colours" };

	for (size_t i = 0; i < ini_section_count(ini); i++) {
		unsigned long line;
		const char   *section = ini_section(ini, i, &line);

		if (strcmp(section, sections[0]) != 0)
			return ini_unknown(ini, "section", section, line, sections, COUNT_OF(sections), error);
	}
	for (size_t i = 0; i < ini_entry_count(ini); i++)
		if (read_key(ini, ini_entry(ini, i), theme, error) == -1)
			return -1;
	if (theme->band >= 0 && contrast_with_white(theme->band) < 4.5)
		return error_set(error, ERROR_CONFIG, ini_path(ini), ini_find(ini, "colours", "band")->line,
		    "band is too light: white text on it has a contrast of %.1f, 4.5 is needed; take a darker colour",
		    contrast_with_white(theme->band));
	return 0;
}

int
theme_load(const char *path, struct theme *theme, struct error *error)
{
	struct ini *ini;
	int	    rc;

	*theme = (struct theme){ .band = -1, .accent = -1 };
	if (path == NULL)
		return 0;
	if (ini_load(path, &ini, error) == -1)
		return -1;
	rc = read_theme(ini, theme, error);
	(void)snprintf(theme->digest, sizeof theme->digest, "%s", ini_digest(ini));
	ini_free(ini);
	return rc;
}
