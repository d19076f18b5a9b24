/* runrecord.c - run.json and produced.json. */
#include "publish/runrecord.h"

#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/findings.h"
#include "config/mapping.h"
#include "config/strings.h"
#include "publish/archive.h"
#include "publish/json.h"
#include "publish/languages.h"
#include "publish/paths.h"
#include "publish/reports.h"
#include "score/portfolio.h"
#include "story/story.h"

static const size_t record_cap = 256UL << 20;

/* The name alone: where a file lies on this machine is nobody else's business and would differ
 * between equal runs. */
static const char *
base_name(const char *path)
{
	const char *slash = path != NULL ? strrchr(path, '/') : NULL;

	return slash != NULL ? slash + 1 : path;
}

static void
write_source(struct json *json, const char *key, const char *path, const char *digest)
{
	json_open_object(json, key);
	json_string(json, "name", base_name(path));
	json_string(json, "sha256", digest);
	json_close_object(json);
}

/* own: the user's file, not the shipped one of the same name. */
static void
write_template(struct json *json, const char *key, const char *path, const char *digest, bool own)
{
	json_open_object(json, key);
	json_string(json, "name", base_name(path));
	json_string(json, "sha256", digest);
	json_boolean(json, "own", own);
	json_close_object(json);
}

/* Every language of the reports, and the files that its words come from. */
static void
write_languages(struct json *json, const struct languages *languages)
{
	json_open_array(json, "languages");
	for (size_t i = 0; i < languages->count; i++) {
		const struct strings_file *files;
		size_t			   count = strings_files(languages->items[i], &files);

		json_open_object(json, NULL);
		json_string(json, "name", strings_language(languages->items[i]));
		json_open_array(json, "files");
		for (size_t f = 0; f < count; f++)
			write_template(json, NULL, files[f].path, files[f].digest, files[f].own);
		json_close_array(json);
		json_close_object(json);
	}
	json_close_array(json);
}

static void
write_fonts(struct json *json, const struct run_facts *facts)
{
	json_open_array(json, "fonts");
	for (size_t i = 0; i < facts->font_count; i++)
		write_source(json, NULL, facts->fonts[i].name, facts->fonts[i].digest);
	json_close_array(json);
}

/* The file as sha256sum finds it, and what the command line put over it. */
static void
write_settings(struct json *json, const struct settings *settings)
{
	json_open_object(json, "settings");
	json_string(json, "name", base_name(settings->path));
	json_string(json, "sha256", settings->file_digest);
	json_strings(json, "set", settings->set.pairs, settings->set.count);
	json_close_object(json);
}

static void
write_configuration(struct json *json, const struct run_facts *facts)
{
	const struct edition *edition = facts->edition;

	json_open_object(json, "configuration");
	write_settings(json, edition->settings);
	write_source(json, "model", edition->model->path, edition->model->digest);
	if (edition->settings->mappings != NULL)
		write_source(
		    json, "mappings", edition->settings->mappings, facts->mappings->digest);
	if (edition->settings->theme_file != NULL)
		write_source(
		    json, "theme", edition->settings->theme_file, edition->settings->theme.digest);
	if (edition->settings->theme.logo.pixels != NULL)
		write_source(json, "logo", edition->settings->theme.logo_file, edition->settings->theme.logo.digest);
	write_template(json, "scorecard", edition->settings->scorecard.path, edition->settings->scorecard.digest,
	    edition->settings->scorecard.own);
	write_template(json, "board_pack", edition->settings->board_pack.path, edition->settings->board_pack.digest,
	    edition->settings->board_pack.own);
	json_close_object(json);
}

/* Rows that filters left out, by reason. */
static void
write_drops(struct json *json, const struct input_file *file)
{
	json_open_object(json, "dropped");
	for (size_t i = 0; i < DROP_REASONS_MAX && file->drops[i].reason != NULL; i++)
		json_integer(json, file->drops[i].reason, file->drops[i].rows);
	json_close_object(json);
}

void
runrecord_input(struct json *json, const struct input_file *file)
{
	char separator[2] = { file->separator, '\0' };

	json_string(json, "kind", input_kind_name(file->kind));
	json_string(json, "name", file->name);
	json_integer(json, "bytes", file->bytes);
	json_string(json, "sha256", file->digest);
	json_string(json, "encoding", file->encoding);
	json_string(json, "separator", separator);
	json_string(json, "source", file->source);
	json_string(json, "dialect", file->dialect);
	json_integer(json, "rows", file->rows);
	json_integer(json, "accepted", file->accepted);
	json_integer(json, "rejected", file->rejected);
	write_drops(json, file);
	json_boolean(json, "usable", !file->unusable);
}

static void
write_inputs(struct json *json, const struct dataset *dataset)
{
	json_open_array(json, "inputs");
	for (size_t i = 0; i < dataset->file_count; i++) {
		json_open_object(json, NULL);
		runrecord_input(json, &dataset->files[i]);
		json_close_object(json);
	}
	json_close_array(json);
}

/* Place in the archive: what came before, and what this run replaces. */
static void
write_place(struct json *json, const struct archive *archive)
{
	if (archive->previous[0] == '\0') {
		json_string(json, "previous", NULL);
	} else {
		json_open_object(json, "previous");
		json_string(json, "run", archive->previous);
		json_string(json, "manifest", archive->previous_digest);
		json_close_object(json);
	}
	json_string(json, "supersedes", archive->newest[0] != '\0' ? archive->newest : NULL);
}

static void
write_partners(struct json *json, const struct run_facts *facts)
{
	const struct portfolio *portfolio = facts->portfolio;
	size_t			ratings[RATING_GREEN + 1] = { 0 };
	size_t			without_data = 0;

	for (size_t i = 0; i < portfolio->partner_count; i++) {
		const struct partner_summary *summary = &portfolio->partners[i];

		ratings[summary->lens[facts->edition->model->primary].rating]++;
		without_data += !summary->has_data;
	}
	json_open_object(json, "partners");
	json_integer(json, "reported", portfolio->partner_count);
	json_integer(json, "without_data", without_data);
	for (int rating = RATING_GREEN; rating >= RATING_GREY; rating--)
		json_integer(json, rating_name((enum rating)rating), ratings[rating]);
	json_close_object(json);
}

static void
write_findings(struct json *json, const struct findings *findings)
{
	json_open_object(json, "findings");
	for (int severity = SEVERITY_ERROR; severity <= SEVERITY_INFO; severity++)
		json_integer(json, severity_name((enum severity)severity),
		    findings_count_severity(findings, (enum severity)severity));
	json_open_object(json, "kinds");
	for (int kind = 0; kind < FINDING_KINDS; kind++)
		if (findings_count_kind(findings, (enum finding_kind)kind) > 0)
			json_integer(json, finding_kind_name((enum finding_kind)kind),
			    findings_count_kind(findings, (enum finding_kind)kind));
	json_close_object(json);
	json_close_object(json);
}

static void
write_record(struct json *json, const struct run_facts *facts)
{
	static const char *const editions[] = { "internal", "partner" };
	const struct edition	*edition = facts->edition;
	bool			 partner = (edition->settings->editions & EDITION_PARTNER) != 0;

	json_open_object(json, NULL);
	json_string(json, "run", edition->run_id);
	json_string(json, "program", edition->program);
	json_string(json, "period", edition->period);
	json_string(json, "as_of", edition->as_of);
	json_strings(json, "editions", editions, partner ? 2 : 1);
	json_string(json, "version", edition->version);
	json_string(json, "fingerprint", edition->data_hash);
	json_strings(json, "failed", facts->failed, facts->failed_count);
	if (facts->archive != NULL)
		write_place(json, facts->archive);
	write_configuration(json, facts);
	write_languages(json, facts->languages);
	write_fonts(json, facts);
	write_inputs(json, edition->dataset);
	write_partners(json, facts);
	json_integer(json, "pages", facts->pages);
	write_findings(json, facts->findings);
	json_close_object(json);
}

int
runrecord_write(const char *path, const struct run_facts *facts, struct error *error)
{
	FILE	   *stream = file_create(path, error);
	struct json json;

	if (stream == NULL)
		return -1;
	json_init(&json, stream);
	write_record(&json, facts);
	return file_finish(stream, path, error);
}

int
produced_write(const char *path, unsigned jobs, double seconds, struct error *error)
{
	FILE		    *stream = file_create(path, error);
	const struct passwd *user = getpwuid(geteuid());
	struct utsname	     host;
	char		     now[CLOCK_SIZE];
	struct json	     json;

	if (stream == NULL)
		return -1;
	json_init(&json, stream);
	json_open_object(&json, NULL);
	json_string(&json, "at", clock_now(now));
	json_string(&json, "user", user != NULL ? user->pw_name : NULL);
	json_integer(&json, "uid", geteuid());
	json_string(&json, "host", uname(&host) == 0 ? host.nodename : NULL);
	json_string(&json, "system", uname(&host) == 0 ? host.release : NULL);
	json_integer(&json, "jobs", jobs);
	json_number(&json, "seconds", (double)(long)(seconds * 1000 + 0.5) / 1000);
	json_close_object(&json);
	return file_finish(stream, path, error);
}

/*
 * A line of ours, found by what stands at its beginning: a text in JSON holds no line end, so
 * that nothing else can look like it. NULL if there is none.
 */
static const char *
find_line(const char *text, const char *beginning)
{
	const char *found = strstr(text, beginning);

	return found != NULL ? found + strlen(beginning) : NULL;
}

static void
read_fields(const char *text, char fingerprint[65], unsigned *failed)
{
	const char *hash = find_line(text, "\n  \"fingerprint\": \"");
	const char *list = find_line(text, "\n  \"failed\": [");

	if (hash != NULL && strspn(hash, "0123456789abcdef") == 64) {
		memcpy(fingerprint, hash, 64);
		fingerprint[64] = '\0';
	}
	for (; list != NULL && *list != ']' && *list != '\0'; list++)
		*failed += *list == '"';
	*failed /= 2;			/* a slug has no quotes of its own */
}

int
runrecord_read(
    const char *runs, const char *run, char fingerprint[65], unsigned *failed, struct error *error)
{
	char	      path[PATH_MAX];
	struct arena *arena;
	char	     *text;
	size_t	      length;
	int	      rc;

	fingerprint[0] = '\0';
	*failed = 0;
	if (path_print(path, error, "%s/%s/run.json", runs, run) == -1)
		return -1;
	arena = arena_new();
	if (arena == NULL)
		return error_out_of_memory(error);
	rc = file_read_if_there(arena, path, record_cap, &text, &length, error);
	if (rc == 0 && text != NULL)
		read_fields(text, fingerprint, failed);
	arena_free(arena);
	return rc;
}
