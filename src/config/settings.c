/* settings.c - the table of rapport.ini's keys, and what is made of them. */
#include "config/settings.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/digest.h"
#include "base/error.h"
#include "config/ini.h"
#include "config/key.h"
#include "config/model.h"
#include "config/policy.h"
#include "config/strings.h"
#include "config/template.h"

#define PLACE(field) offsetof(struct settings, field)
#define INPUT(kind)  offsetof(struct settings, inputs[kind])

static const struct key keys[] = {
	{ "organisation", "name", KEY_TEXT, PLACE(organisation), 0, 0, "",
	    "printed on every report", { NULL } },
	{ "organisation", "department", KEY_TEXT, PLACE(department), 0, 0, "",
	    "who publishes the reports", { NULL } },
	{ "organisation", "contact", KEY_TEXT, PLACE(contact), 0, 0, "",
	    "whom readers ask, e.g. a mail address", { NULL } },
	{ "organisation", "confidentiality", KEY_TEXT, PLACE(confidentiality), 0, 0, "Internal",
	    "printed in every header", { NULL } },
	{ "organisation", "confidentiality_partner", KEY_TEXT, PLACE(confidentiality_partner), 0, 0, "Confidential",
	    "printed in every header of the partner edition", { NULL } },
	{ "inputs", "kpi", KEY_PATH, INPUT(INPUT_KPI), 0, 0, NULL,
	    "KPI values, one row per partner, period and KPI", { NULL } },
	{ "inputs", "survey", KEY_PATH, INPUT(INPUT_SURVEY), 0, 0, NULL,
	    "survey answers", { NULL } },
	{ "inputs", "partners", KEY_PATH, INPUT(INPUT_PARTNERS), 0, 0, NULL,
	    "names, kinds, owners and status of the partners", { NULL } },
	{ "inputs", "overrides", KEY_PATH, INPUT(INPUT_OVERRIDES), 0, 0, NULL,
	    "colours that a person replaces, with reason and author", { NULL } },
	{ "inputs", "invites", KEY_PATH, INPUT(INPUT_INVITES), 0, 0, NULL,
	    "how many people each side was asked", { NULL } },
	{ "inputs", "work_items", KEY_PATH, INPUT(INPUT_WORK_ITEMS), 0, 0, NULL,
	    "pieces of work: features, defects, risks, debt", { NULL } },
	{ "inputs", "mappings", KEY_PATH, PLACE(mappings), 0, 0, NULL,
	    "how the columns of foreign files are named", { NULL } },
	{ "model", "file", KEY_PATH, PLACE(model_file), 0, 0, NULL,
	    "what is measured and asked, and how it is rated; the shipped model if not given", { NULL } },
	{ "output", "archive", KEY_PATH, PLACE(archive), 0, 0, "archive",
	    "directory that receives the published runs", { NULL } },
	{ "output", "formats", KEY_OTHER, 0, 0, 0, "pdf, xlsx",
	    "which reports are drawn: pdf, xlsx or both", { NULL } },
	{ "output", "editions", KEY_OTHER, 0, 0, 0, "internal",
	    "partner: a second set of reports that can be handed to the partner, in its language", { NULL } },
	{ "output", "language", KEY_TEXT, PLACE(language), 0, 0, "en",
	    "language of the reports: en, nl, de, fr, or one of [templates] directory", { NULL } },
	{ "output", "paper", KEY_CHOICE, PLACE(letter), 0, 0, "a4",
	    "paper of the PDF reports", { "a4", "letter" } },
	{ "output", "palette", KEY_CHOICE, PLACE(safe_palette), 0, 0, "standard",
	    "safe: colours that the colour-blind tell apart", { "standard", "safe" } },
	{ "output", "words", KEY_WORD, PLACE(words), 0, 0, "ryg",
	    "rag: yellow is called amber; uk4: good, approaching target, requires improvement, inadequate", { "ryg", "rag", "uk4" } },
	{ "templates", "directory", KEY_PATH, PLACE(templates), 0, 0, NULL,
	    "your own words and pages: files here go before the shipped templates", { NULL } },
	{ "templates", "theme", KEY_PATH, PLACE(theme_file), 0, 0, NULL,
	    "colours, typeface, paper and logo of the PDF reports, e.g. a copy of templates/theme.ini", { NULL } },
	{ "policy", "fiscal_year_start", KEY_INTEGER, PLACE(fiscal_year_start), 1, 12, "1",
	    "month in which the fiscal year of quarters, halves and years starts", { NULL } },
	{ "limits", "file_bytes", KEY_BYTES, PLACE(file_bytes), 1024, 1e15, "4294967296",
	    "a larger input file is refused", { NULL } },
	{ "limits", "row_bytes", KEY_SIZE, PLACE(row_bytes), 1024, 1e9, "1048576",
	    "a longer row ends the reading of its file", { NULL } },
	{ "limits", "field_bytes", KEY_SIZE, PLACE(field_bytes), 64, 1e9, "65536",
	    "a longer field ends the reading of its file", { NULL } },
	{ "limits", "columns", KEY_SIZE, PLACE(columns), 1, 65535, "4096",
	    "a file with more columns is refused", { NULL } },
};

static const char *const sections[] = {
	"organisation", "inputs", "model", "output", "templates", "policy", "limits",
};

/* "pdf, xlsx": at least one of the two words; *bits gets 1 for the first, 2 for the second. */
static int
read_either(const char *const words[2], unsigned int *bits, struct arena *arena, const struct ini *ini,
    const struct ini_entry *entry, struct error *error)
{
	struct ini_entry part = *entry;
	const char     **items;
	size_t		 count, index;

	if (ini_list(ini, entry, ',', arena, &items, &count, error) == -1)
		return -1;
	if (count == 0)
		return ini_word(ini, entry, words, 2, &index, error);
	*bits = 0;
	for (size_t i = 0; i < count; i++) {
		part.value = items[i];
		if (ini_word(ini, &part, words, 2, &index, error) == -1)
			return -1;
		*bits |= 1u << index;
	}
	return 0;
}

static int
read_formats(struct settings *settings, struct arena *arena, const struct ini *ini,
    const struct ini_entry *entry, struct error *error)
{
	static const char *const words[2] = { "pdf", "xlsx" };
	unsigned int		 bits = 0;

	if (read_either(words, &bits, arena, ini, entry, error) == -1)
		return -1;
	settings->pdf = (bits & 1) != 0;
	settings->xlsx = (bits & 2) != 0;
	return 0;
}

static int
read_editions(struct settings *settings, struct arena *arena, const struct ini *ini,
    const struct ini_entry *entry, struct error *error)
{
	static const char *const words[2] = { "internal", "partner" };

	if (read_either(words, &settings->editions, arena, ini, entry, error) == -1)
		return -1;
	if ((settings->editions & EDITION_INTERNAL) == 0)
		return error_set(error, ERROR_CONFIG, settings->path, entry->line,
		    "editions: the internal edition is always made; expected internal, or internal, partner");
	return 0;
}

static int
read_key(const struct key *key, struct settings *settings, struct arena *arena,
    const struct ini *ini, const struct ini_entry *entry, struct error *error)
{
	if (key->type != KEY_OTHER)
		return key_read(key, settings, arena, ini, entry, error);
	if (strcmp(key->name, "editions") == 0)
		return read_editions(settings, arena, ini, entry, error);
	return read_formats(settings, arena, ini, entry, error);
}

/* Defaults go the way of every value, so that the table cannot promise what the program does not
 * do. */
static int
read_defaults(struct settings *settings, struct arena *arena, const struct ini *ini,
    struct error *error)
{
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const struct ini_entry entry = { keys[i].section, keys[i].name, keys[i].standard, 1, 0 };

		if (keys[i].standard != NULL &&
		    read_key(&keys[i], settings, arena, ini, &entry, error) == -1)
			return -1;
	}
	return 0;
}

/* An unknown key, with the names of both tables if it stands in [policy]. */
static int
refuse_key(const struct ini *ini, const struct ini_entry *entry, struct error *error)
{
	const char	 *names[COUNT_OF(keys) + 64];
	size_t		  policy_count;
	const struct key *policy = policy_keys(&policy_count);
	size_t		  count = key_names(keys, COUNT_OF(keys), entry->section, names);

	for (size_t i = 0; i < policy_count && count < COUNT_OF(names); i++)
		if (strcmp(entry->section, policy[i].section) == 0)
			names[count++] = policy[i].name;
	return ini_unknown(ini, "key", entry->key, entry->line, names, count, error);
}

static bool
is_policy(const struct ini_entry *entry)
{
	return strcmp(entry->section, "policy") == 0 &&
	    key_find(keys, COUNT_OF(keys), "policy", entry->key) == NULL;
}

/* One entry into settings, or into policy if it is the model's. */
static int
read_entry(struct settings *settings, struct policy *policy, struct arena *arena,
    const struct ini *ini, const struct ini_entry *entry, struct error *error)
{
	const struct key *key = key_find(keys, COUNT_OF(keys), entry->section, entry->key);
	const struct key *policy_rows;
	size_t		  policy_count;

	if (key != NULL)
		return read_key(key, settings, arena, ini, entry, error);
	policy_rows = policy_keys(&policy_count);
	if (!is_policy(entry) || key_find(policy_rows, policy_count, NULL, entry->key) == NULL)
		return refuse_key(ini, entry, error);
	return policy_set(policy, arena, ini, entry, error);
}

static int
check_sections(const struct ini *ini, struct error *error)
{
	for (size_t i = 0; i < ini_section_count(ini); i++) {
		unsigned long line;
		const char   *name = ini_section(ini, i, &line);
		bool	      known = false;

		for (size_t j = 0; j < COUNT_OF(sections); j++)
			known |= strcmp(name, sections[j]) == 0;
		if (!known)
			return ini_unknown(ini, "section", name, line, sections, COUNT_OF(sections),
			    error);
	}
	return 0;
}

static int
check_settings(const struct settings *settings, struct error *error)
{
	if (settings->archive == NULL)
		return error_set(error, ERROR_CONFIG, settings->path, 0, "[output] archive cannot be empty");
	if (settings->field_bytes > settings->row_bytes)
		return error_set(error, ERROR_CONFIG, settings->path, 0,
		    "[limits] field_bytes %zu is more than row_bytes %zu", settings->field_bytes,
		    settings->row_bytes);
	return 0;
}

/* A look that is not where it should be is told here: without a word the shipped one would be drawn. */
static int
check_look(const struct settings *settings, const struct ini *ini, struct error *error)
{
	const struct ini_entry *directory = ini_find(ini, "templates", "directory"), *theme = ini_find(ini, "templates", "theme");
	struct stat		status;

	if (directory != NULL && settings->templates != NULL &&
	    (stat(settings->templates, &status) == -1 || !S_ISDIR(status.st_mode)))
		return error_set(error, ERROR_NO_INPUT, settings->path, directory->line,
		    "directory = %s in [templates]: there is no such directory; expected one with scorecard.ini, board-pack.ini or "
		    "strings.LANGUAGE.ini", directory->value);
	if (theme != NULL && settings->theme_file != NULL && stat(settings->theme_file, &status) == -1 && errno == ENOENT)
		return error_set(error, ERROR_NO_INPUT, settings->path, theme->line,
		    "theme = %s in [templates]: there is no such file", theme->value);
	return 0;
}

/* Here, where its line is known. */
static int
check_language(const struct settings *settings, struct arena *arena, const struct ini *ini, struct error *error)
{
	const struct ini_entry *entry = ini_find(ini, "output", "language");
	struct error		cause = { .code = ERROR_NONE };
	const struct strings   *strings;

	if (entry == NULL || strings_known(settings->templates, settings->language))
		return 0;
	(void)strings_load(arena, settings->templates, settings->language, &strings, &cause);
	return error_set(error, cause.code, entry->line != 0 ? settings->path : "--set", entry->line, "%s", cause.message);
}

/* That of the file; with --set, of the file's digest and the pairs, a line each. */
static int
set_digest(struct settings *settings, const struct ini *ini, struct settings_override overrides,
    struct error *error)
{
	struct digest *digest;
	int	       rc;

	memcpy(settings->digest, ini_digest(ini), sizeof settings->digest);
	memcpy(settings->file_digest, ini_digest(ini), sizeof settings->file_digest);
	settings->set = overrides;
	if (overrides.count == 0)
		return 0;
	digest = digest_new();
	if (digest == NULL)
		return error_out_of_memory(error);
	rc = digest_update(digest, settings->digest, strlen(settings->digest));
	for (size_t i = 0; i < overrides.count && rc == 0; i++) {
		rc = digest_update(digest, "\n", 1);
		if (rc == 0)
			rc = digest_update(digest, overrides.pairs[i], strlen(overrides.pairs[i]));
	}
	if (rc == -1)
		digest_free(digest);
	else
		rc = digest_finish(digest, settings->digest);
	if (rc == -1)
		return error_set(error, ERROR_INTERNAL, settings->path, 0, "cannot compute SHA-256");
	return 0;
}

/* The file with the pairs of --set laid over it; caller frees with ini_free. */
static int
load_ini(const char *path, struct settings_override overrides, struct ini **ini, struct error *error)
{
	if (access(path, F_OK) == -1 && errno == ENOENT)
		return error_set(error, ERROR_NO_INPUT, path, 0,
		    "is not there; name the settings with -c, or begin with `rapport init DIR`");
	if (ini_load(path, ini, error) == -1)
		return -1;
	for (size_t i = 0; i < overrides.count; i++) {
		if (ini_override(*ini, overrides.pairs[i], error) == -1) {
			ini_free(*ini);
			*ini = NULL;
			return -1;
		}
	}
	return 0;
}

static int
read_settings(struct arena *arena, const struct ini *ini, struct settings_override overrides,
    struct settings *settings, struct error *error)
{
	struct policy scratch = policy_default();

	settings->path = arena_strdup(arena, ini_path(ini));
	if (settings->path == NULL)
		return error_out_of_memory(error);
	if (check_sections(ini, error) == -1 || read_defaults(settings, arena, ini, error) == -1)
		return -1;
	for (size_t i = 0; i < ini_entry_count(ini); i++)
		if (read_entry(settings, &scratch, arena, ini, ini_entry(ini, i), error) == -1)
			return -1;
	if (check_settings(settings, error) == -1 || check_look(settings, ini, error) == -1 ||
	    check_language(settings, arena, ini, error) == -1)
		return -1;
	return set_digest(settings, ini, overrides, error);
}

int
settings_load(struct arena *arena, const char *path, struct settings_override overrides,
    struct settings *settings, struct error *error)
{
	struct ini *ini;
	int	    rc;

	*settings = (struct settings){ .path = NULL };
	if (load_ini(path, overrides, &ini, error) == -1)
		return -1;
	rc = read_settings(arena, ini, overrides, settings, error);
	ini_free(ini);
	return rc;
}

int
settings_check_inputs(const struct settings *settings, struct error *error)
{
	if (settings->inputs[INPUT_KPI] != NULL || settings->inputs[INPUT_SURVEY] != NULL)
		return 0;
	return error_set(error, ERROR_CONFIG, settings->path, 0,
	    "[inputs] names neither a kpi nor a survey file; write one: kpi = FILE.csv, or survey = FILE.csv");
}

int
settings_apply_policy(const char *path, struct settings_override overrides, struct model *model,
    struct error *error)
{
	struct ini *ini;
	int	    rc = 0;

	if (load_ini(path, overrides, &ini, error) == -1)
		return -1;
	for (size_t i = 0; i < ini_entry_count(ini) && rc == 0; i++)
		if (is_policy(ini_entry(ini, i)))
			rc = policy_set(&model->policy, model->arena, ini, ini_entry(ini, i), error);
	if (rc == 0)
		rc = policy_check(model, ini, error);
	ini_free(ini);
	return rc;
}

static void
print_section(FILE *stream, const struct key *rows, size_t count, const char *section)
{
	char type[KEY_TYPE_SIZE];

	for (size_t i = 0; i < count; i++) {
		const struct key *key = &rows[i];

		if (strcmp(key->section, section) == 0)
			(void)fprintf(stream, "  ; %s (%s)\n  %s = %s\n", key->help,
			    key_type_text(key, type), key->name, key->standard ? key->standard : "");
	}
}

int
settings_print_keys(FILE *stream)
{
	size_t		  policy_count;
	const struct key *policy = policy_keys(&policy_count);

	for (size_t i = 0; i < COUNT_OF(sections); i++) {
		(void)fprintf(stream, "%s[%s]\n", i == 0 ? "" : "\n", sections[i]);
		print_section(stream, keys, COUNT_OF(keys), sections[i]);
		print_section(stream, policy, policy_count, sections[i]);
	}
	return ferror(stream) ? -1 : 0;
}

const char *
input_kind_name(enum input_kind kind)
{
	static const char *const names[INPUT_KINDS] = {
		"kpi", "survey", "partners", "overrides", "invites", "work_items",
	};

	return names[kind];
}
