/* The partner scorecard as a list of blocks: drawn once to learn characters and pages, once
 * for good. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/digest.h"
#include "base/error.h"
#include "render/pdf/blocks.h"
#include "render/render.h"

/* A block opens a page if it names a section that the block before does not have. */
struct block {
	const char *name;
	enum label section;
	void (*draw)(struct flow *flow);
};

static const struct block blocks[] = {
    {"band", LABEL_ANSWER, block_band},
    {"health", LABEL_ANSWER, block_health},
    {"tiles", LABEL_ANSWER, block_tiles},
    {"history", LABEL_ANSWER, block_history},
    {"things", LABEL_ANSWER, block_things},
    {"alerts", LABEL_ANSWER, block_alerts},
    {"completeness", LABEL_ANSWER, block_completeness},
    {"kpis", LABEL_KPIS, block_kpis},
    {"voice", LABEL_KPIS, block_voice},
    {"questions", LABEL_KPIS, block_questions},
    {"trail", LABEL_METHOD, block_trail},
    {"omissions", LABEL_METHOD, block_omissions},
    {"rules", LABEL_METHOD, block_rules},
    {"inputs", LABEL_METHOD, block_inputs},
    {"sign", LABEL_METHOD, block_sign},
};

static void
draw_blocks(struct canvas *canvas, const struct story *story, struct arena *arena)
{
	struct flow flow = {.canvas = canvas, .story = story, .arena = arena};

	canvas->page_number = 0;
	for (size_t i = 0; i < COUNT_OF(blocks); i++) {
		if (i == 0 || blocks[i].section != blocks[i - 1].section) {
			const char *section = label(blocks[i].section);

			flow_page(&flow, section, i > 0);
			if (canvas->page != NULL)
				document_bookmark(
				    canvas->document, canvas->page, section, canvas->height);
		}
		blocks[i].draw(&flow);
	}
}

/* The same run gives every partner's file another identity. */
static int
identify(const struct story *story, char identity[DIGEST_HEX_SIZE])
{
	struct digest *digest = digest_new();
	const char *parts[] = {story->edition->data_hash, story->edition->name, story->partner->id};

	if (digest == NULL)
		return -1;
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (digest_update(digest, parts[i], strlen(parts[i]) + 1) == -1) {
			digest_free(digest);
			return -1;
		}
	return digest_finish(digest, identity);
}

static int
describe(const struct story *story, struct arena *arena, struct document_about *about,
    struct error *error)
{
	const struct edition *edition = story->edition;
	const char *organisation = edition->settings->organisation;
	char *identity = arena_alloc(arena, DIGEST_HEX_SIZE, 1);
	struct date date = {1970, 1, 1};

	if (!date_parse(edition->as_of, strlen(edition->as_of), &date))
		return error_set(
		    error, ERROR_INTERNAL, NULL, 0, "\"%s\" is not a date", edition->as_of);
	if (identity == NULL)
		return error_out_of_memory(error);
	if (identify(story, identity) == -1)
		return error_set(error, ERROR_INTERNAL, NULL, 0, "cannot compute a SHA-256");
	*about = (struct document_about){
	    .title = arena_printf(
		arena, "%s \xE2\x80\x93 %s", story->partner->name, edition->period_long),
	    .author =
		organisation != NULL && *organisation != '\0' ? organisation : edition->program,
	    .subject = story->verdict,
	    .creator = edition->program,
	    .language = "en",
	    .year = date.year,
	    .month = date.month,
	    .day = date.day,
	    .identity = identity,
	};
	return about->title == NULL ? error_out_of_memory(error) : 0;
}

static int
write_document(struct canvas *canvas, struct document *document, const struct story *story,
    struct arena *arena, const char *path, struct error *error)
{
	struct document_about about;

	if (describe(story, arena, &about, error) == -1 ||
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
	struct flow flow = {.canvas = canvas, .story = story, .arena = arena};
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
	else
		rc = write_document(&canvas, &document, story, arena, path, error);
	if (rc == 0) {
		notes->unprintable = canvas.unprintable;
		notes->pages = canvas.page_number;
	}
	document_free(&document);
	font_use_clear(&canvas.use);
	arena_free(arena);
	return rc;
}
