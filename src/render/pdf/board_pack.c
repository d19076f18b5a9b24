/* The board pack, landscape: drawn once to learn characters, pages and where things begin, once for good. */
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "config/strings.h"
#include "render/pdf/about.h"
#include "render/pdf/board_blocks.h"
#include "render/render.h"

/* A pack being made. */
struct pack {
	const struct edition *edition;
	const struct board_story *board;
	struct story method; /* what the blocks of method and evidence know a story by */
	struct targets targets;
	struct canvas canvas;
	struct arena *arena;
};

static struct flow
flow_of(struct pack *pack)
{
	struct flow flow = {.canvas = &pack->canvas,
	    .edition = pack->edition,
	    .story = &pack->method,
	    .board = pack->board,
	    .targets = &pack->targets,
	    .arena = pack->arena};
	const char *organisation = pack->edition->settings->organisation;
	const char *name = flow_word(&flow, "board.pack");

	flow.subject = organisation == NULL || *organisation == '\0'
	    ? name
	    : flow_print(&flow, "%s  \xC2\xB7  %s", organisation, name);
	return flow;
}

static void
draw_pack(struct pack *pack)
{
	struct flow flow = flow_of(pack);

	targets_begin(&pack->targets);
	blocks_draw(&flow, &board_blocks, &pack->edition->settings->board_pack);
}

/* What only the second pass knows how to write, is learnt here. */
static void
rehearse(struct pack *pack)
{
	struct canvas *canvas = &pack->canvas;
	struct flow flow = flow_of(pack);
	struct style style = {.size = TYPESET_SMALLEST};

	draw_pack(pack);
	canvas->page_total = canvas->page_number;
	canvas->unprintable_total = canvas->unprintable;
	typeset_line(canvas, style, 0, 0, unprintable_text(&flow, canvas->unprintable_total));
	typeset_line(canvas, style, 0, 0, "0123456789");
	targets_rehearse(&pack->targets, canvas);
	font_use_number(&canvas->use, canvas->fonts);
	canvas->unprintable = 0;
}

static int
write_document(struct pack *pack, struct document *document, const char *path, struct error *error)
{
	struct canvas *canvas = &pack->canvas;
	const char *title = arena_printf(pack->arena, "%s \xE2\x80\x93 %s",
	    strings_text(pack->edition->strings, "board.pack"), pack->edition->period_long);
	struct document_about about;

	if (about_make(pack->edition, "board-pack", title, pack->board->verdict, pack->arena, &about, error) == -1 ||
	    document_init(document, canvas->fonts, &canvas->use, error) == -1)
		return -1;
	canvas->document = document;
	draw_pack(pack);
	targets_finish(&pack->targets, document, canvas->height);
	document->out_of_memory |= canvas->out_of_memory;
	return document_save(document, canvas->fonts, &about, path, error);
}

static int
write_pack(struct pack *pack, const char *path, struct render_notes *notes, struct error *error)
{
	struct document document = {.pdf = NULL};
	struct canvas *canvas = &pack->canvas;
	int rc;

	rehearse(pack);
	if (canvas->out_of_memory)
		rc = error_out_of_memory(error);
	else if (canvas->page_total == 0)
		rc = error_set(
		    error, ERROR_CONFIG, pack->edition->settings->board_pack.path, 0, "no page has anything to show");
	else
		rc = write_document(pack, &document, path, error);
	if (rc == 0) {
		notes->unprintable = canvas->unprintable;
		notes->pages = canvas->page_number;
		notes->faces = font_use_faces(&canvas->use);
	}
	document_free(&document);
	font_use_clear(&canvas->use);
	return rc;
}

int
board_pack_write(const struct pdf_fonts *fonts, const struct edition *edition, const struct portfolio *portfolio,
    const char *path, struct render_notes *notes, struct error *error)
{
	const struct settings *settings = edition->settings;
	const struct palette palette = palette_choose(settings->safe_palette, &settings->theme);
	struct arena *arena = arena_new();
	struct board_story board;
	struct pack pack = {.edition = edition,
	    .board = &board,
	    .targets = {.arena = arena},
	    .canvas = {.fonts = fonts,
		.palette = &palette,
		.width = settings->letter ? 792 : 841.875,
		.height = settings->letter ? 612 : 595.25},
	    .arena = arena};
	int rc;

	if (arena == NULL)
		return error_out_of_memory(error);
	rc = board_story_make(edition, portfolio, arena, &board, error);
	if (rc == 0) {
		pack.method = (struct story){
		    .edition = edition, .lens = board.lens, .rules = board.rules, .rule_count = board.rule_count};
		rc = write_pack(&pack, path, notes, error);
	}
	arena_free(arena);
	return rc;
}

int
board_template_check(
    const struct template *template, const struct model *model, const struct strings *strings, struct error *error)
{
	return blocks_check(&board_blocks, template, model, strings, error);
}

size_t
board_block_names(const char **names, size_t size)
{
	return blocks_names(&board_blocks, names, size);
}

int
board_blocks_print(FILE *stream)
{
	return blocks_print(&board_blocks, stream);
}
