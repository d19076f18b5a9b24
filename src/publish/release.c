/* release.c - the facts of a run without what is internal. */
#include "publish/release.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "publish/edition.h"
#include "publish/languages.h"
#include "story/story.h"

struct release {
	const struct dataset   *full;
	const struct languages *languages;
	size_t			shown;		/* the partner with a name */
	struct settings		settings;
	struct model		model;
	struct dataset		dataset;
	struct scoring		scoring;
	struct edition	       *editions;	/* one a language */
};

/* A copy to change; NULL when out of memory. */
static void *
copy(struct arena *arena, const void *items, size_t count, size_t size)
{
	void *made = arena_alloc(arena, count, size);

	if (made != NULL && count > 0)
		memcpy(made, items, count * size);
	return made;
}

/* What scoring needs of a partner, and nothing that could be printed. */
static struct partner
nameless(const struct partner *partner)
{
	return (struct partner){ .id = "", .name = "", .slug = "", .kind = "", .tier = "", .network = "", .owner_client = "",
		.owner_partner = "", .contract_start = "", .contract_end = "", .review_date = "", .language = "",
		.listed = partner->listed, .active = partner->active, .kpi_first = partner->kpi_first, .kpi_count = partner->kpi_count,
		.respondent_first = partner->respondent_first, .respondent_count = partner->respondent_count };
}

static void
show(struct release *release, size_t partner)
{
	release->dataset.partners[release->shown] = nameless(&release->full->partners[release->shown]);
	release->dataset.partners[partner] = release->full->partners[partner];
	release->dataset.partners[partner].owner_client = "";
	release->shown = partner;
}

static int
release_partners(struct release *release, struct arena *arena)
{
	size_t count = release->full->partner_count;

	release->dataset.partners = arena_alloc(arena, count, sizeof *release->dataset.partners);
	if (release->dataset.partners == NULL)
		return -1;
	for (size_t i = 0; i < count; i++)
		release->dataset.partners[i] = nameless(&release->full->partners[i]);
	return 0;
}

/* Files by their kind alone: a name may be another partner's. */
static int
release_files(struct release *release, struct arena *arena)
{
	struct input_file *files = copy(arena, release->full->files, release->full->file_count, sizeof *files);

	if (files == NULL)
		return -1;
	for (size_t i = 0; i < release->full->file_count; i++)
		files[i].name = files[i].path = input_kind_name(files[i].kind);
	release->dataset.files = files;
	return 0;
}

static int
release_notes(struct release *release, struct arena *arena)
{
	struct kpi_terms *terms = copy(arena, release->full->terms, release->full->terms_count, sizeof *terms);

	if (terms == NULL)
		return -1;
	for (size_t i = 0; i < release->full->terms_count; i++)
		terms[i].note = NULL;
	release->dataset.terms = terms;
	return 0;
}

static int
release_overrides(struct release *release, struct arena *arena)
{
	struct colour_override *kept = arena_alloc(arena, release->full->override_count, sizeof *kept);
	size_t			count = 0;

	if (kept == NULL)
		return -1;
	for (size_t i = 0; i < release->full->override_count; i++)
		if (release->full->overrides[i].released)
			kept[count++] = release->full->overrides[i];
	release->dataset.overrides = kept;
	release->dataset.override_count = count;
	return 0;
}

static int
release_owners(struct release *release, struct arena *arena)
{
	struct indicator *indicators = copy(arena, release->model.indicators, release->model.indicator_count, sizeof *indicators);

	if (indicators == NULL)
		return -1;
	for (size_t i = 0; i < release->model.indicator_count; i++)
		indicators[i].owner = "";
	release->model.indicators = indicators;
	return 0;
}

/* The internal edition's, in every language and over the released facts. */
static int
make_editions(struct release *release, const struct edition *internal, struct arena *arena)
{
	const struct scoring *scoring = &release->scoring;

	release->editions = arena_alloc(arena, release->languages->count, sizeof *release->editions);
	if (release->editions == NULL)
		return -1;
	for (size_t i = 0; i < release->languages->count; i++) {
		struct edition *edition = &release->editions[i];

		*edition = *internal;
		edition->name = "partner";
		edition->for_partner = true;
		edition->settings = &release->settings;
		edition->model = &release->model;
		edition->dataset = &release->dataset;
		edition->scoring = scoring;
		edition->strings = release->languages->items[i];
		edition->period_long = edition_period_long(arena, edition->strings, scoring->period, scoring->fiscal_start);
		if (edition->period_long == NULL)
			return -1;
	}
	return 0;
}

int
release_make(const struct edition *internal, const struct languages *languages, struct arena *arena, struct release **made,
    struct error *error)
{
	struct release *release = arena_alloc(arena, 1, sizeof *release);

	if (release == NULL)
		return error_out_of_memory(error);
	*release = (struct release){ .full = internal->dataset, .languages = languages, .settings = *internal->settings,
		.model = *internal->model, .dataset = *internal->dataset, .scoring = *internal->scoring };
	release->settings.confidentiality = release->settings.confidentiality_partner;
	release->scoring.model = &release->model;
	release->scoring.dataset = &release->dataset;
	if (release_partners(release, arena) == -1 || release_files(release, arena) == -1 || release_notes(release, arena) == -1 ||
	    release_overrides(release, arena) == -1 || release_owners(release, arena) == -1 ||
	    make_editions(release, internal, arena) == -1)
		return error_out_of_memory(error);
	*made = release;
	return 0;
}

const struct edition *
release_edition(struct release *release, size_t partner)
{
	show(release, partner);
	return &release->editions[release->languages->of_partner[partner]];
}

void
release_card(struct scorecard *card)
{
	for (size_t i = 0; i < card->reading_count; i++)
		card->readings[i].row = NULL;
}
