/* theme.c - theme.ini read by its table of keys, and its colours held against what text needs. */
#include "config/theme.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "config/ini.h"
#include "config/key.h"

#define PLACE(member) offsetof(struct theme, member)

static const struct key keys[] = {
	{ "colours", "band", KEY_COLOUR, PLACE(band), 0, 0, NULL, "head of the first page; white text stands on it", { NULL } },
	{ "colours", "accent", KEY_COLOUR, PLACE(accent), 0, 0, NULL, "line under the head", { NULL } },
	{ "colours", "ink", KEY_COLOUR, PLACE(ink), 0, 0, NULL, "text", { NULL } },
	{ "colours", "muted", KEY_COLOUR, PLACE(muted), 0, 0, NULL, "secondary text", { NULL } },
	{ "colours", "line", KEY_COLOUR, PLACE(line), 0, 0, NULL, "hairlines, empty bars", { NULL } },
	{ "colours", "pale", KEY_COLOUR, PLACE(pale), 0, 0, NULL, "bands of rows, boxes", { NULL } },
	{ "colours", "green", KEY_COLOUR, PLACE(green), 0, 0, NULL, "state green, with palette = default", { NULL } },
	{ "colours", "yellow", KEY_COLOUR, PLACE(yellow), 0, 0, NULL, "state yellow, with palette = default", { NULL } },
	{ "colours", "red", KEY_COLOUR, PLACE(red), 0, 0, NULL, "state red, with palette = default", { NULL } },
	{ "colours", "grey", KEY_COLOUR, PLACE(grey), 0, 0, NULL, "not rated, with palette = default", { NULL } },
	{ "fonts", "family", KEY_WORD, PLACE(font), 0, 0, "noto-sans", "typeface; what it lacks comes from Noto Sans",
	    { "noto-sans", "dejavu", "liberation" } },
	{ "page", "paper", KEY_WORD, PLACE(paper), 0, 0, NULL, "goes before [output] paper", { "a4", "letter" } },
	{ "page", "margin_left", KEY_OTHER, PLACE(margin_left), 0, 0, "40", "points, or with mm", { NULL } },
	{ "page", "margin_right", KEY_OTHER, PLACE(margin_right), 0, 0, "40", "points, or with mm", { NULL } },
	{ "logo", "file", KEY_PATH, PLACE(logo_file), 0, 0, NULL, "PNG beside this file", { NULL } },
	{ "logo", "place", KEY_CHOICE, PLACE(logo_right), 0, 0, "left", "end of the band", { "left", "right" } },
};

static const double contrast_needed = 4.5, margin_least = 20, margin_most = 60, margin_standard = 40;
static const double points_a_mm = 72 / 25.4, table_width = 515, a4_width = 595.25, letter_width = 612;

/* Relative luminance of one channel (WCAG 2.1). */
static double
channel(long colour, int shift)
{
	double share = (double)(colour >> shift & 0xFF) / 255;

	return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double
luminance(long colour)
{
	return 0.2126 * channel(colour, 16) + 0.7152 * channel(colour, 8) + 0.0722 * channel(colour, 0);
}

double
theme_contrast(long one, long other)
{
	double a = luminance(one), b = luminance(other);

	return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

/* As it is told: never rounded up to what was needed. */
static double
told(double contrast)
{
	return fmin(contrast, contrast_needed - 0.06);
}

/* "40" or "14mm": points. */
static int
read_margin(const struct key *key, struct theme *theme, const struct ini *ini, const struct ini_entry *entry, struct error *error)
{
	char  *end;
	double points = strtod(entry->value, &end);
	bool   digit = entry->value[0] >= '0' && entry->value[0] <= '9';

	end += strspn(end, " ");
	if (strcmp(end, "mm") == 0)
		points *= points_a_mm;
	else if (*end != '\0' && strcmp(end, "pt") != 0)
		digit = false;
	if (!digit || !(points >= margin_least && points <= margin_most))
		return error_set(error, ERROR_CONFIG, ini_path(ini), entry->line,
		    "%s = %s; expected points (20 to 60) or millimetres (7.1mm to 21.1mm)", key->name, entry->value);
	memcpy((char *)theme + key->offset, &points, sizeof points);
	theme->margin_line = entry->line;
	return 0;
}

static int
read_key(struct arena *arena, const struct ini *ini, const struct ini_entry *entry, struct theme *theme, struct error *error)
{
	const struct key *key = key_find(keys, COUNT_OF(keys), entry->section, entry->key);
	const char	 *names[COUNT_OF(keys)];
	char		  what[64];

	if (key != NULL && key->type == KEY_OTHER)
		return read_margin(key, theme, ini, entry, error);
	if (key != NULL)
		return key_read(key, theme, arena, ini, entry, error);
	(void)snprintf(what, sizeof what, "key in [%.40s]", entry->section);
	return ini_unknown(ini, what, entry->key, entry->line, names,
	    key_names(keys, COUNT_OF(keys), entry->section, names), error);
}

static int
read_keys(struct arena *arena, const struct ini *ini, struct theme *theme, struct error *error)
{
	static const char *const sections[] = { "colours", "fonts", "page", "logo" };

	for (size_t i = 0; i < ini_section_count(ini); i++) {
		unsigned long line;
		const char   *section = ini_section(ini, i, &line);
		bool	      known = false;

		for (size_t k = 0; k < COUNT_OF(sections); k++)
			known = known || strcmp(section, sections[k]) == 0;
		if (!known)
			return ini_unknown(ini, "section", section, line, sections, COUNT_OF(sections), error);
	}
	for (size_t i = 0; i < ini_entry_count(ini); i++)
		if (read_key(arena, ini, ini_entry(ini, i), theme, error) == -1)
			return -1;
	return 0;
}

/* A colour of the theme, or what stands for it. */
struct tone {
	const char *name;		/* as the file has it; NULL: white */
	size_t	    offset;
	long	    standard;
};

static const struct tone white = { NULL, 0, THEME_WHITE }, band = { "band", PLACE(band), THEME_BAND },
	ink = { "ink", PLACE(ink), THEME_INK }, muted = { "muted", PLACE(muted), THEME_MUTED },
	pale = { "pale", PLACE(pale), THEME_PALE };

static long
tone_colour(const struct theme *theme, const struct tone *tone)
{
	long given = -1;

	if (tone->name != NULL)
		memcpy(&given, (const char *)theme + tone->offset, sizeof given);
	return given >= 0 ? given : tone->standard;
}

static unsigned long
tone_line(const struct ini *ini, const struct tone *tone)
{
	const struct ini_entry *entry = tone->name != NULL ? ini_find(ini, "colours", tone->name) : NULL;

	return entry != NULL ? entry->line : 0;
}

static const char *
tone_name(const struct tone *tone)
{
	return tone->name != NULL ? tone->name : "white";
}

static int
check_texts(const struct ini *ini, const struct theme *theme, struct error *error)
{
	static const struct { const struct tone *text, *ground; const char *advice; } pairs[] = {
		{ &white, &band, "a darker band" },
		{ &ink, &white, "a darker ink" },
		{ &ink, &pale, "a darker ink or a lighter pale" },
		{ &muted, &white, "a darker muted" },
		{ &muted, &pale, "a darker muted or a lighter pale" },
	};

	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		const struct tone *text = pairs[i].text, *ground = pairs[i].ground;
		double		   contrast = theme_contrast(tone_colour(theme, text), tone_colour(theme, ground));

		if (contrast < contrast_needed)
			return error_set(error, ERROR_CONFIG, ini_path(ini),
			    tone_line(ini, text) != 0 ? tone_line(ini, text) : tone_line(ini, ground),
			    "%s text on %s has a contrast of %.1f, %.1f is needed to read it; take %s",
			    tone_name(text), tone_name(ground), told(contrast), contrast_needed, pairs[i].advice);
	}
	return 0;
}

/* The word of a state stands on its colour, in white or in ink. */
static int
check_states(const struct ini *ini, const struct theme *theme, struct error *error)
{
	static const struct tone states[] = {
		{ "green", PLACE(green), -1 },
		{ "yellow", PLACE(yellow), -1 },
		{ "red", PLACE(red), -1 },
		{ "grey", PLACE(grey), -1 },
	};

	for (size_t i = 0; i < COUNT_OF(states); i++) {
		long   colour = tone_colour(theme, &states[i]);
		double contrast;

		if (colour < 0)
			continue;
		contrast = fmax(theme_contrast(THEME_WHITE, colour), theme_contrast(tone_colour(theme, &ink), colour));
		if (contrast < contrast_needed)
			return error_set(error, ERROR_CONFIG, ini_path(ini), tone_line(ini, &states[i]),
			    "neither white nor ink text can be read on %s: a contrast of %.1f at best, %.1f is needed; take a "
			    "darker or a lighter one", states[i].name, told(contrast), contrast_needed);
	}
	return 0;
}

/* What is wrong with the logo, told where the theme names it. */
static int
read_logo(struct arena *arena, const struct ini *ini, struct theme *theme, struct error *error)
{
	const struct ini_entry *entry = ini_find(ini, "logo", "file");
	struct error		cause = { .code = ERROR_NONE };

	if (theme->logo_file == NULL ||
	    logo_load(arena, theme->logo_file, tone_colour(theme, &band), &theme->logo, &cause) == 0)
		return 0;
	return error_set(error, cause.code, ini_path(ini), entry != NULL ? entry->line : 0, "file = %s: %s",
	    theme->logo_file, cause.message);
}

static int
read_theme(struct arena *arena, const struct ini *ini, struct theme *theme, struct error *error)
{
	if (read_keys(arena, ini, theme, error) == -1 || check_texts(ini, theme, error) == -1 ||
	    check_states(ini, theme, error) == -1)
		return -1;
	return read_logo(arena, ini, theme, error);
}

int
theme_load(struct arena *arena, const char *path, struct theme *theme, struct error *error)
{
	struct ini *ini;
	int	    rc;

	*theme = (struct theme)THEME_NONE;
	if (path == NULL)
		return 0;
	if (ini_load(path, &ini, error) == -1)
		return -1;
	rc = read_theme(arena, ini, theme, error);
	(void)snprintf(theme->digest, sizeof theme->digest, "%s", ini_digest(ini));
	ini_free(ini);
	return rc;
}

int
theme_check_paper(const struct theme *theme, const char *path, bool letter, struct error *error)
{
	double left = theme->margin_left > 0 ? theme->margin_left : margin_standard;
	double right = theme->margin_right > 0 ? theme->margin_right : margin_standard;
	double room = (letter ? letter_width : a4_width) - table_width;

	if (left + right <= room + 0.5)
		return 0;
	return error_set(error, ERROR_CONFIG, path != NULL ? path : "theme.ini", theme->margin_line,
	    "margins of %.0f and %.0f points leave no room for the tables; together they can be %.0f points (%.0f mm) on %s",
	    left, right, room, room / points_a_mm, letter ? "Letter" : "A4");
}
