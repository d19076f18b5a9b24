/* fingerprint.c - one hash over everything that decides what a run says. */
#include "publish/fingerprint.h"

#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "config/mapping.h"
#include "config/model.h"
#include "config/settings.h"
#include "config/strings.h"
#include "input/dataset.h"
#include "publish/languages.h"

/* A labelled text with its NUL, so that no two lists of texts give the same bytes. */
static int
add(struct digest *digest, const char *label, const char *text)
{
	if (digest_update(digest, label, strlen(label) + 1) == -1)
		return -1;
	return digest_update(digest, text, strlen(text) + 1);
}

static int
add_inputs(struct digest *digest, const struct dataset *dataset)
{
	for (size_t i = 0; i < dataset->file_count; i++) {
		const struct input_file *file = &dataset->files[i];

		if (add(digest, "input", input_kind_name(file->kind)) == -1 ||
		    add(digest, "name", file->name) == -1 ||
		    add(digest, "digest", file->digest) == -1)
			return -1;
	}
	return 0;
}

static int
add_editions(struct digest *digest, const struct fingerprint_sources *sources)
{
	bool partner = (sources->settings->editions & EDITION_PARTNER) != 0;

	if (add(digest, "edition", "internal") == -1 || (partner && add(digest, "edition", "partner") == -1))
		return -1;
	for (size_t i = 0; i < sources->languages->count; i++)
		if (add(digest, "words", strings_digest(sources->languages->items[i])) == -1)
			return -1;
	return 0;
}

static int
add_all(struct digest *digest, const struct fingerprint_sources *sources)
{
	if (add(digest, "program", sources->program) == -1 ||
	    add(digest, "period", sources->period) == -1 ||
	    add(digest, "as-of", sources->as_of) == -1 ||
	    add(digest, "settings", sources->settings->digest) == -1 ||
	    add(digest, "model", sources->model->digest) == -1 ||
	    add(digest, "mappings", sources->mappings->digest) == -1 ||
	    add(digest, "theme", sources->settings->theme.digest) == -1 ||
	    add(digest, "logo", sources->settings->theme.logo.digest) == -1 ||
	    add(digest, "template", sources->settings->scorecard.digest) == -1 ||
	    add(digest, "board pack", sources->settings->board_pack.digest) == -1 ||
	    add_editions(digest, sources) == -1)
		return -1;
	for (size_t i = 0; sources->selected != NULL && i < sources->dataset->partner_count; i++)
		if (sources->selected[i] && add(digest, "partner", sources->dataset->partners[i].id) == -1)
			return -1;
	return add_inputs(digest, sources->dataset);
}

int
fingerprint_make(const struct fingerprint_sources *sources, char hex[65], struct error *error)
{
	struct digest *digest = digest_new();

	if (digest == NULL)
		return error_out_of_memory(error);
	if (add_all(digest, sources) == -1) {
		digest_free(digest);
		return error_set(error, ERROR_INTERNAL, NULL, 0, "the inputs cannot be hashed");
	}
	if (digest_finish(digest, hex) == -1)
		return error_set(error, ERROR_INTERNAL, NULL, 0, "the inputs cannot be hashed");
	return 0;
}
