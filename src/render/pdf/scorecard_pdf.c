/* The partner scorecard as a list of blocks: drawn once to learn characters and pages, once
 * for good. */
#include "base/arena.h"
#include "base/error.h"
#include "render/pdf/about.h"
#include "render/pdf/blocks.h"
#include "render/render.h"

static struct flow
flow_of(struct canvas *canvas, const struct story *story, struct arena *arena)
{
	return (struct flow){.canvas = canvas, .edition = story->edition, .story = story, .arena = arena};
}

static void
draw_blocks(struct canvas *canvas, const struct story *story, struct arena *arena)
{
	struct flow flow = flow_of(canvas, story, arena);

	blocks_draw(&flow, &scorecard_blocks, &story->edition->settings->scorecard);
}

static int
write_document(struct canvas *canvas, struct document *document, const struct story *story,
    struct arena *arena, const char *path, struct error *error)
{
	const char *title = arena_printf(arena, "%s \xE2\x80\x93 %s", story->partner->name, story->edition->period_long);
	struct document_about about;

	if (about_make(story->edition, story->partner->id, title, story->verdict, arena, &about, error) == -1 ||
	    document_init(document, canvas->fonts, &canvas->use, error) == -1)
		return -1;
	canvas->document = document;
	draw_blocks(canvas, story, arena);
	document->out_of_memory |= canvas->out_of_memory;
	return document_save(document, canvas->fonts, &about, path, error);
}

/* The pass that learns: which characters, how many pages, how many characters without a glyph. */
static void
rehearse(struct canvas *canvas, const struct story *story, struct arena *arena)
{
	struct flow flow = flow_of(canvas, story, arena);
	struct style style = {.size = TYPESET_SMALLEST};

	draw_blocks(canvas, story, arena);
	canvas->page_total = canvas->page_number;
	canvas->unprintable_total = canvas->unprintable;
	/* What only the second pass knows how to write. */
	typeset_line(canvas, style, 0, 0, "0123456789");
	typeset_line(canvas, style, 0, 0, unprintable_text(&flow, canvas->unprintable_total));
	font_use_number(&canvas->use, canvas->fonts);
	canvas->unprintable = 0;
}

int
scorecard_pdf_write(const struct pdf_fonts *fonts, const struct story *story, const char *path,
    struct render_notes *notes, struct error *error)
{
	const struct settings *settings = story->edition->settings;
	const struct palette palette = palette_choose(settings->safe_palette, &settings->theme);
	struct document document = {.pdf = NULL};
	struct canvas canvas = {
	    .fonts = fonts,
	    .palette = &palette,
	    .width = settings->letter ? 612 : 595.25,
	    .height = settings->letter ? 792 : 841.875,
	};
	struct arena *arena = arena_new();
	int rc;

	if (arena == NULL)
		return error_out_of_memory(error);
	rehearse(&canvas, story, arena);
	if (canvas.out_of_memory)
		rc = error_out_of_memory(error);
	else if (canvas.page_total == 0)
		rc = error_set(error, ERROR_CONFIG, settings->scorecard.path, 0,
		    "no page has anything to show of %s", story->partner->id);
	else
		rc = write_document(&canvas, &document, story, arena, path, error);
	if (rc == 0) {
		notes->unprintable = canvas.unprintable;
		notes->pages = canvas.page_number;
		notes->faces = font_use_faces(&canvas.use);
	}
	document_free(&document);
	font_use_clear(&canvas.use);
	arena_free(arena);
	return rc;
}

int
scorecard_template_check(const struct template *template, const struct model *model, const struct strings *strings,
    struct error *error)
{
	return blocks_check(&scorecard_blocks, template, model, strings, error);
}

int
scorecard_blocks_print(FILE *stream)
{
	return blocks_print(&scorecard_blocks, stream);
}

size_t
scorecard_block_names(const char **names, size_t size)
{
	return blocks_names(&scorecard_blocks, names, size);
}
