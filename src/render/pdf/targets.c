#include "render/pdf/targets.h"

#include <string.h>

#include "base/arena.h"
#include "render/pdf/typeset.h"

void
targets_begin(struct targets *targets)
{
	targets->next = 0;
}

/* items with room for one more; NULL when out of memory. */
static void *
grown(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
	size_t wanted = *capacity == 0 ? 64 : 2 * *capacity;
	void *more;

	if (count < *capacity)
		return items;
	more = arena_alloc(arena, wanted, size);
	if (more == NULL)
		return NULL;
	if (count > 0)
		memcpy(more, items, count * size);
	*capacity = wanted;
	return more;
}

void
targets_add(struct targets *targets, struct canvas *canvas, const char *title, size_t key, double y)
{
	if (targets->next == targets->count) {
		struct target *items =
		    grown(targets->arena, targets->items, targets->count, &targets->capacity, sizeof *items);

		if (items == NULL) {
			canvas->out_of_memory = true;
			return;
		}
		targets->items = items;
		targets->items[targets->count++] = (struct target){.title = title};
	}
	targets->items[targets->next++] = (struct target){title, key, canvas->page_number, canvas->page, y};
}

static void
add_link(struct targets *targets, struct canvas *canvas, struct box box, size_t key, size_t index)
{
	struct target_link *links;

	if (canvas->page == NULL)
		return;
	links = grown(targets->arena, targets->links, targets->link_count, &targets->link_capacity, sizeof *links);
	if (links == NULL) {
		canvas->out_of_memory = true;
		return;
	}
	targets->links = links;
	targets->links[targets->link_count++] = (struct target_link){canvas->page, box, key, index};
}

void
targets_link(struct targets *targets, struct canvas *canvas, struct box box, size_t index)
{
	add_link(targets, canvas, box, 0, index);
}

void
targets_link_key(struct targets *targets, struct canvas *canvas, struct box box, size_t key)
{
	add_link(targets, canvas, box, key, 0);
}

void
targets_rehearse(const struct targets *targets, struct canvas *canvas)
{
	struct style style = {.size = TYPESET_SMALLEST};

	for (size_t i = 0; targets->listed && i < targets->count; i++)
		if (targets->items[i].key == 0)
			typeset_line(canvas, style, 0, 0, targets->items[i].title);
}

/* Returns NULL after an error. */
static HPDF_Destination
destination(const struct target *target, double height)
{
	HPDF_Destination place = target->page == NULL ? NULL : HPDF_Page_CreateDestination(target->page);

	if (place != NULL)
		HPDF_Destination_SetXYZ(place, 0, (HPDF_REAL)(height - target->y), 1);
	return place;
}

/* Cards hang below the page that they stand on, or below the first one of theirs. */
static void
lay_bookmarks(const struct targets *targets, struct document *document, double height)
{
	HPDF_Outline parent = NULL;

	for (size_t i = 0; i < targets->count && document->failure == 0; i++) {
		const struct target *target = &targets->items[i];
		/* libharu takes a title in an encoding of its own only, and wants one. */
		HPDF_Outline outline = HPDF_CreateOutline(document->pdf, target->key == 0 ? NULL : parent, "-", NULL);
		HPDF_Destination place = destination(target, height);
		HPDF_Binary title = document_text(document, target->title);

		if (outline == NULL || place == NULL || title == NULL)
			return;
		HPDF_Dict_Add(outline, "Title", title);
		HPDF_Outline_SetDestination(outline, place);
		if (target->key == 0)
			parent = outline;
		HPDF_Outline_SetOpened(outline, HPDF_FALSE);
	}
}

static const struct target *
find(const struct targets *targets, const struct target_link *link)
{
	if (link->key == 0)
		return link->index < targets->count ? &targets->items[link->index] : NULL;
	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].key == link->key)
			return &targets->items[i];
	return NULL;
}

static void
lay_link(const struct targets *targets, const struct target_link *link, double height)
{
	const struct target *target = find(targets, link);
	HPDF_Rect rectangle = {(HPDF_REAL)link->box.x, (HPDF_REAL)(height - link->box.y - link->box.height),
	    (HPDF_REAL)(link->box.x + link->box.width), (HPDF_REAL)(height - link->box.y)};
	HPDF_Destination place = target == NULL ? NULL : destination(target, height);
	HPDF_Annotation annotation;

	if (place == NULL)
		return;
	annotation = HPDF_Page_CreateLinkAnnot(link->page, rectangle, place);
	if (annotation == NULL)
		return;
	HPDF_LinkAnnot_SetBorderStyle(annotation, 0, 0, 0);
	/* PDF/A wants annotations that print. */
	HPDF_Dict_AddNumber(annotation, "F", 4);
}

void
targets_finish(const struct targets *targets, struct document *document, double height)
{
	lay_bookmarks(targets, document, height);
	for (size_t i = 0; i < targets->link_count && document->failure == 0; i++)
		lay_link(targets, &targets->links[i], height);
	HPDF_AddPageLabel(document->pdf, 0, HPDF_PAGE_NUM_STYLE_DECIMAL, 1, NULL);
}
