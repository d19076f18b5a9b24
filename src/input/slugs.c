/* slugs.c - a short hash tells apart what folding made equal. */
#include "input/slugs.h"

#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/findings.h"
#include "base/table.h"
#include "base/text.h"
#include "input/dataset.h"

enum { SLUG_SIZE = 49, HASH_DIGITS = 6, HASH_STEP = 2 };

/* How many partners have this plain slug, counted into table. -1 when out of memory. */
static int
count_slug(struct table *table, const char *slug)
{
	size_t length = strlen(slug);
	long   count = table_get(table, slug, length);

	return table_set(table, slug, length, count == -1 ? 1 : count + 1, NULL);
}

/* A slug that nobody has, made longer until it is so. NULL when out of memory or SHA-256 fails. */
static const char *
hashed_slug(struct arena *arena, const struct table *plain, const char *slug, const char *id)
{
	char  hex[DIGEST_HEX_SIZE];
	char *longer;

	if (digest_bytes(id, strlen(id), hex) == -1)
		return NULL;
	for (int digits = HASH_DIGITS; ; digits += HASH_STEP) {
		longer = arena_printf(arena, "%s-%.*s", slug, digits, hex);
		if (longer == NULL || digits >= DIGEST_HEX_SIZE - 1 || table_get(plain, longer, strlen(longer)) == -1)
			return longer;
	}
}

static int
report_clash(struct findings *findings, const struct partner *partner)
{
	struct finding finding = { .kind = FINDING_SLUG_CLASH, .value = partner->slug, .partner = partner->id };

	return findings_add(findings, &finding);
}

/* Ids are exact: spellings of one name are told, for each would get a report of its own. -1 when out of memory. */
static int
report_similar(struct arena *arena, const struct partner *partners, size_t count, struct findings *findings)
{
	struct table *seen = table_new();
	int	      rc = seen == NULL ? -1 : 0;

	for (size_t i = 0; i < count && rc == 0; i++) {
		const char *folded = text_fold(arena, partners[i].id, strlen(partners[i].id));
		long	    other = -1;

		if (folded == NULL || table_set(seen, folded, strlen(folded), (long)i, &other) == -1)
			rc = -1;
		else if (other != -1)
			rc = findings_add(findings, &(struct finding){
			    .kind = FINDING_SIMILAR_PARTNER, .value = partners[other].id, .partner = partners[i].id });
	}
	table_free(seen);
	return rc;
}

static int
assign(struct arena *arena, struct table *plain, struct partner *partners, size_t count, struct findings *findings)
{
	char slug[SLUG_SIZE];

	for (size_t i = 0; i < count; i++) {
		text_slug(partners[i].id, slug);
		if (count_slug(plain, slug) == -1)
			return -1;
	}
	for (size_t i = 0; i < count; i++) {
		bool shared;

		text_slug(partners[i].id, slug);
		shared = table_get(plain, slug, strlen(slug)) > 1;
		partners[i].slug = shared ? hashed_slug(arena, plain, slug, partners[i].id) : arena_strdup(arena, slug);
		if (partners[i].slug == NULL || (shared && report_clash(findings, &partners[i]) == -1))
			return -1;
		/* Known from here on, so that a hash of another id cannot meet it. */
		if (shared && count_slug(plain, partners[i].slug) == -1)
			return -1;
	}
	return 0;
}

int
slugs_assign(struct arena *arena, struct partner *partners, size_t count, struct findings *findings)
{
	struct table *plain = table_new();
	int	      rc;

	if (plain == NULL)
		return -1;
	rc = assign(arena, plain, partners, count, findings);
	if (rc == 0)
		rc = report_similar(arena, partners, count, findings);
	table_free(plain);
	return rc;
}
