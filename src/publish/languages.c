/* languages.c - the languages that a run speaks. */
#include "publish/languages.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/findings.h"
#include "config/builtin.h"
#include "config/settings.h"
#include "config/strings.h"
#include "config/template.h"
#include "input/dataset.h"

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

/* "en, nl, de, fr": the shipped ones. */
static const char *
shipped_languages(struct arena *arena)
{
	static const char prefix[] = "strings.";
	const char	 *list = "";
	const char	 *name;

	for (size_t i = 0; (name = builtin_template_name(i)) != NULL && list != NULL; i++) {
		if (strncmp(name, prefix, strlen(prefix)) != 0)
			continue;
		name += strlen(prefix);
		list = arena_printf(arena, "%s%s%.*s", list, *list != '\0' ? ", " : "", (int)strcspn(name, "."), name);
	}
	return list;
}

static int
note_unknown(struct arena *arena, const struct partner *partner, struct findings *findings, struct error *error)
{
	const char *shipped = shipped_languages(arena);
	const char *expected = shipped == NULL ? NULL : arena_printf(arena, "%s, or one of [templates] directory", shipped);

	if (expected == NULL || findings_add(findings, &(struct finding){ .kind = FINDING_UNKNOWN_LANGUAGE, .value = partner->language,
		.expected = expected, .partner = partner->id }) == -1)
		return error_out_of_memory(error);
	return 0;
}

/* Index of the language, which is loaded when it is first asked for. */
static int
take_language(struct arena *arena, const char *directory, const char *code, struct languages *languages, size_t *at, struct error *error)
{
	for (*at = 0; *at < languages->count; ++*at)
		if (strcmp(strings_language(languages->items[*at]), code) == 0)
			return 0;
	if (strings_load(arena, directory, code, &languages->items[*at], error) == -1)
		return -1;
	languages->count++;
	return 0;
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
			if (note_unknown(arena, partner, findings, error) == -1)
				return -1;
		} else if (take_language(arena, settings->templates, code, languages, &languages->of_partner[i], error) == -1) {
			return -1;
		}
	}
	return 0;
}
