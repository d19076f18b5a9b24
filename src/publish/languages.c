/* languages.c - the languages that a run speaks. */
#include "publish/languages.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/findings.h"
#include "config/own_files.h"
#include "config/settings.h"
#include "config/strings.h"
#include "config/template.h"
#include "input/dataset.h"
#include "input/paths.h"

enum { CODE_SIZE = 33 };

/* "nl-BE" as "nl-be". False for what is no code of a language: it becomes part of a file's name. */
static bool
fold_code(const char *text, char code[CODE_SIZE])
{
	size_t length = strlen(text);

	if (length == 0 || length >= CODE_SIZE)
		return false;
	for (size_t i = 0; i <= length; i++) {
		char byte = text[i] == '_' ? '-' : text[i];

		if (byte >= 'A' && byte <= 'Z')
			byte = (char)(byte + ('a' - 'A'));
		if (byte != '\0' && byte != '-' && (byte < 'a' || byte > 'z') && (byte < '0' || byte > '9'))
			return false;
		code[i] = byte;
	}
	return true;
}

/* code becomes a language that is there: itself, or without its region. */
static bool
find_language(const char *directory, const char *text, char code[CODE_SIZE])
{
	char *dash;

	if (!fold_code(text, code))
		return false;
	if (strings_known(directory, code))
		return true;
	dash = strchr(code, '-');
	if (dash == NULL)
		return false;
	*dash = '\0';
	return strings_known(directory, code);
}

static int
note_unknown(struct arena *arena, const char *directory, const struct partner *partner, struct findings *findings, struct error *error)
{
	const char *there = own_files_languages(arena, directory);
	const char *expected = there == NULL ? NULL : arena_printf(arena, "%s, or a strings file of its own in [templates] directory", there);

	if (expected == NULL || findings_add(findings, &(struct finding){ .kind = FINDING_UNKNOWN_LANGUAGE, .value = partner->language,
		.expected = expected, .partner = partner->id }) == -1)
		return error_out_of_memory(error);
	return 0;
}

/* Own texts that no longer fill in what the shipped ones do. */
static int
note_losses(struct arena *arena, const struct settings *settings, const struct strings *strings, struct findings *findings, struct error *error)
{
	const struct strings_loss *losses;
	size_t			   count = strings_losses(strings, &losses);

	for (size_t i = 0; i < count; i++) {
		const char *value = arena_printf(arena, "{%s}", losses[i].placeholder);
		const char *expected = arena_printf(arena, "it as in \"%s\"", losses[i].replaced);

		if (value == NULL || expected == NULL || findings_add(findings, &(struct finding){ .kind = FINDING_LOST_PLACEHOLDER,
			.file = paths_relative(settings->path, losses[i].path), .line = losses[i].line, .value = value,
			.expected = expected }) == -1)
			return error_out_of_memory(error);
	}
	return 0;
}

/* Index of the language, which is loaded when it is first asked for. */
static int
take_language(struct arena *arena, const struct settings *settings, const char *code, struct findings *findings,
    struct languages *languages, size_t *at, struct error *error)
{
	for (*at = 0; *at < languages->count; ++*at)
		if (strcmp(strings_language(languages->items[*at]), code) == 0)
			return 0;
	if (strings_load(arena, settings->templates, code, &languages->items[*at], error) == -1)
		return -1;
	languages->count++;
	return note_losses(arena, settings, languages->items[*at], findings, error);
}

int
languages_load(struct arena *arena, const struct settings *settings, const struct strings *own, const struct dataset *dataset,
    const bool *selected, struct findings *findings, struct languages *languages, struct error *error)
{
	size_t partners = (settings->editions & EDITION_PARTNER) != 0 ? dataset->partner_count : 0;
	char   code[CODE_SIZE];

	*languages = (struct languages){ .items = arena_alloc(arena, partners + 1, sizeof *languages->items), .count = 1 };
	if (languages->items == NULL)
		return error_out_of_memory(error);
	languages->items[0] = own;
	if (note_losses(arena, settings, own, findings, error) == -1)
		return -1;
	if (partners == 0)
		return 0;
	languages->of_partner = arena_alloc(arena, partners, sizeof *languages->of_partner);
	if (languages->of_partner == NULL)
		return error_out_of_memory(error);
	for (size_t i = 0; i < partners; i++) {
		const struct partner *partner = &dataset->partners[i];

		if (!selected[i] || *partner->language == '\0')
			continue;
		if (!find_language(settings->templates, partner->language, code)) {
			if (note_unknown(arena, settings->templates, partner, findings, error) == -1)
				return -1;
		} else if (take_language(arena, settings, code, findings, languages, &languages->of_partner[i], error) == -1) {
			return -1;
		}
	}
	return 0;
}
