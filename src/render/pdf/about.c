#include "render/pdf/about.h"

#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/period.h"
#include "config/strings.h"

static int
identify(const struct edition *edition, const char *name, char identity[DIGEST_HEX_SIZE])
{
	struct digest *digest = digest_new();
	const char *parts[] = {edition->data_hash, edition->name, name};

	if (digest == NULL)
		return -1;
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (digest_update(digest, parts[i], strlen(parts[i]) + 1) == -1) {
			digest_free(digest);
			return -1;
		}
	return digest_finish(digest, identity);
}

int
about_make(const struct edition *edition, const char *name, const char *title, const char *subject, struct arena *arena,
    struct document_about *about, struct error *error)
{
	const char *organisation = edition->settings->organisation;
	char *identity = arena_alloc(arena, DIGEST_HEX_SIZE, 1);
	struct date date = {1970, 1, 1};

	if (!date_parse(edition->as_of, strlen(edition->as_of), &date))
		return error_set(error, ERROR_INTERNAL, NULL, 0, "\"%s\" is not a date", edition->as_of);
	if (identity == NULL || title == NULL || subject == NULL)
		return error_out_of_memory(error);
	if (identify(edition, name, identity) == -1)
		return error_set(error, ERROR_INTERNAL, NULL, 0, "cannot compute a SHA-256");
	*about = (struct document_about){
	    .title = title,
	    .author = organisation != NULL && *organisation != '\0' ? organisation : edition->program,
	    .subject = subject,
	    .creator = edition->program,
	    .language = strings_language(edition->strings),
	    .year = date.year,
	    .month = date.month,
	    .day = date.day,
	    .identity = identity,
	};
	return 0;
}
