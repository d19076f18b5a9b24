/* blocks.c - a template held against the table of blocks, and its pages drawn. */
#include "render/pdf/blocks.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "base/text.h"
#include "config/model.h"
#include "config/strings.h"
#include "render/pdf/targets.h"

enum { NAMES_MAX = 128, KEY_SIZE = 128, SHIPPED_PAGES_MAX = 32 };

const struct block *
block_find(const struct block_table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (strcmp(table->rows[i].name, name) == 0)
			return &table->rows[i];
	return NULL;
}

const struct block_parameter *
block_parameter(const struct block *block, const char *name)
{
	for (const struct block_parameter *row = block->parameters; row->name != NULL; row++)
		if (strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

size_t
blocks_names(const struct block_table *table, const char **names, size_t size)
{
	size_t count = 0;

	for (; count < table->count && count < size; count++)
		names[count] = table->rows[count].name;
	return count;
}

/* What holding a template against its table needs. */
struct check {
	const struct block_table *table;
	const struct template	 *template;
	const struct model	 *model;
	const struct strings	 *strings;
	struct error		 *error;
};

static int
unknown_block(const struct check *check, const char *name, unsigned long line)
{
	const char *names[NAMES_MAX];
	const char *nearest = text_nearest(name, names, blocks_names(check->table, names, NAMES_MAX));

	if (nearest != NULL)
		return error_set(check->error, ERROR_CONFIG, check->template->path, line,
		    "unknown block '%s'; did you mean '%s'?", name, nearest);
	return error_set(check->error, ERROR_CONFIG, check->template->path, line,
	    "unknown block '%s'; `rapport help blocks` lists those of the %s", name, check->table->document);
}

static int
unknown_parameter(const struct check *check, const struct block *block, const struct template_parameter *parameter)
{
	const char *names[BLOCK_PARAMETERS_MAX + 1] = { "title" };
	const char *nearest;
	size_t	    count = 1;

	for (const struct block_parameter *row = block->parameters; row->name != NULL; row++)
		names[count++] = row->name;
	nearest = text_nearest(parameter->name, names, count);
	if (nearest != NULL)
		return error_set(check->error, ERROR_CONFIG, check->template->path, parameter->line,
		    "block %s has no '%s'; did you mean '%s'?", block->name, parameter->name, nearest);
	return error_set(check->error, ERROR_CONFIG, check->template->path, parameter->line,
	    "block %s has no '%s'; `rapport help blocks` says what it takes", block->name, parameter->name);
}

static int
check_number(const struct check *check, const struct block *block, const struct block_parameter *row,
    const struct template_parameter *parameter)
{
	char *end;
	long  number;

	errno = 0;
	number = strtol(parameter->value, &end, 10);
	if (errno == 0 && end != parameter->value && *end == '\0' && number >= row->minimum && number <= row->maximum)
		return 0;
	return error_set(check->error, ERROR_CONFIG, check->template->path, parameter->line,
	    "block %s: %s = %s; expected a whole number %ld to %ld", block->name, row->name, parameter->value,
	    row->minimum, row->maximum);
}

long
block_lens(const struct model *model, const char *id)
{
	for (size_t i = 0; i < model->lens_count; i++)
		if (strcmp(model->lenses[i].id, id) == 0)
			return (long)i;
	return -1;
}

bool
block_next_id(const char **list, char id[BLOCK_ID_SIZE])
{
	size_t length;

	*list += strspn(*list, ", \t");
	length = strcspn(*list, ", \t");
	if (length == 0)
		return false;
	(void)snprintf(id, BLOCK_ID_SIZE, "%.*s", (int)length, *list);
	*list += length;
	return true;
}

/* The shipped templates name lenses of the shipped model; one that another model lacks is left out. */
static int
check_lenses(const struct check *check, const struct block *block, const struct block_parameter *row,
    const struct template_parameter *parameter)
{
	const char *list = parameter->value, *names[NAMES_MAX], *nearest;
	char	    id[BLOCK_ID_SIZE];
	size_t	    count = 0;

	for (; count < check->model->lens_count && count < NAMES_MAX; count++)
		names[count] = check->model->lenses[count].id;
	while (block_next_id(&list, id)) {
		if (block_lens(check->model, id) >= 0 || !check->template->own)
			continue;
		nearest = text_nearest(id, names, count);
		return error_set(check->error, ERROR_CONFIG, check->template->path, parameter->line,
		    "block %s: %s names '%s', which is no lens of the model%s%s%s", block->name, row->name, id,
		    nearest != NULL ? "; did you mean '" : "", nearest != NULL ? nearest : "", nearest != NULL ? "'?" : "");
	}
	return 0;
}

/* A [block] section: the block is known, and so is each of its keys. */
static int
check_section(const struct check *check, const struct template_block *section)
{
	const struct block *block = block_find(check->table, section->name);

	if (block == NULL)
		return unknown_block(check, section->name, section->line);
	for (size_t i = 0; i < section->parameter_count; i++) {
		const struct template_parameter *parameter = &section->parameters[i];
		const struct block_parameter	*row = block_parameter(block, parameter->name);

		if (row == NULL)
			return unknown_parameter(check, block, parameter);
		if ((row->type == PARAMETER_NUMBER ? check_number : check_lenses)(check, block, row, parameter) == -1)
			return -1;
	}
	return 0;
}

static const char *
page_title(const struct template_page *page, const struct strings *strings, char key[KEY_SIZE])
{
	if (page->title != NULL)
		return page->title;
	(void)snprintf(key, KEY_SIZE, "page_title.%s", page->name);
	return strings_text(strings, key);
}

/* A page that the program has no title for: a name of the user's own, or a slip. */
static int
untitled_page(const struct check *check, const struct template_page *page)
{
	const char     *titled[SHIPPED_PAGES_MAX];
	struct template shipped;
	struct arena   *arena = arena_new();
	const char     *nearest;
	size_t		count = 0;
	int		rc;

	if (arena == NULL)
		return error_out_of_memory(check->error);
	rc = template_load(arena, NULL, check->table->shipped, &shipped, check->error);
	for (size_t i = 0; rc == 0 && i < shipped.page_count && count < SHIPPED_PAGES_MAX; i++)
		titled[count++] = shipped.pages[i].name;
	nearest = text_nearest(page->name, titled, count);
	if (rc == 0)
		rc = error_set(check->error, ERROR_CONFIG, check->template->path, page->line,
		    "page %s has no title, and is none that the program has one for; write title = \"...\"%s%s%s", page->name,
		    nearest != NULL ? ", or did you mean '" : "", nearest != NULL ? nearest : "", nearest != NULL ? "'?" : "");
	arena_free(arena);
	return rc;
}

/* The editions in which the page has a block that may stand there. */
static unsigned int
page_editions(const struct check *check, const struct template_page *page)
{
	unsigned int editions = 0;

	for (size_t i = 0; i < page->block_count; i++)
		editions |= block_find(check->table, page->blocks[i].name)->editions;
	return editions & page->editions;
}

/* A page that is in no edition, or an internal report without any page, could never be drawn. */
static int
check_editions(const struct check *check)
{
	const struct template *template = check->template;
	unsigned int	       all = 0;

	for (size_t i = 0; i < template->page_count; i++) {
		unsigned int editions = page_editions(check, &template->pages[i]);

		if (editions == 0)
			return error_set(check->error, ERROR_CONFIG, template->path, template->pages[i].line,
			    "page %s: none of its blocks stands in the edition that editions names; the %s has them in the internal one",
			    template->pages[i].name, check->table->document);
		all |= editions;
	}
	if ((all & EDITION_INTERNAL) != 0)
		return 0;
	return error_set(check->error, ERROR_CONFIG, template->path, template->pages[0].line,
	    "every page is kept from the internal edition, which is always made; give it one: editions = internal, partner");
}

static int
check_page(const struct check *check, const struct template_page *page)
{
	char key[KEY_SIZE];

	/* A text that is not there comes back as its key. */
	if (page_title(page, check->strings, key) == key)
		return untitled_page(check, page);
	for (size_t i = 0; i < page->block_count; i++) {
		const struct block *block = block_find(check->table, page->blocks[i].name);

		if (block == NULL)
			return unknown_block(check, page->blocks[i].name, page->blocks[i].line);
		if (block->top && i > 0)
			return error_set(check->error, ERROR_CONFIG, check->template->path, page->blocks[i].line,
			    "block %s is the head of a page; write it first", block->name);
	}
	return 0;
}

int
blocks_check(const struct block_table *table, const struct template *template, const struct model *model,
    const struct strings *strings, struct error *error)
{
	const struct check check = { table, template, model, strings, error };

	for (size_t i = 0; i < template->block_count; i++)
		if (check_section(&check, &template->blocks[i]) == -1)
			return -1;
	for (size_t i = 0; i < template->page_count; i++)
		if (check_page(&check, &template->pages[i]) == -1)
			return -1;
	return check_editions(&check);
}

/* True if the block stands in this edition and has something to show. */
static bool
is_drawn(const struct flow *flow, const struct block *block, unsigned int edition)
{
	return block != NULL && (block->editions & edition) != 0 && (block->has == NULL || block->has(flow));
}

/* The page's sheet and section; block is the first on it. */
static void
begin_page(struct flow *flow, const struct template_page *page, const struct block *block, const char *title)
{
	flow->beginning = title;
	if (page->same_sheet && !block->top && !block->full && flow->canvas->page_number > 0)
		flow->section = title;
	else
		flow_page(flow, title, !block->top);
}

static void
draw_page(struct flow *flow, const struct block_table *table, const struct template_page *page, unsigned int edition)
{
	char	    key[KEY_SIZE];
	const char *title = NULL;
	double	    top;

	for (size_t i = 0; i < page->block_count; i++) {
		const struct block *block = block_find(table, page->blocks[i].name);

		if (!is_drawn(flow, block, edition))
			continue;
		flow->row = block;
		flow->block = &page->blocks[i];
		if (title == NULL) {
			title = flow_print(flow, "%s", page_title(page, flow->edition->strings, key));
			begin_page(flow, page, block, title);
		}
		top = flow->y;
		block->draw(flow);
		flow_begin(flow, top);
	}
}

void
blocks_draw(struct flow *flow, const struct block_table *table, const struct template *template)
{
	unsigned int edition = flow->edition->for_partner ? EDITION_PARTNER : EDITION_INTERNAL;

	flow->canvas->page_number = 0;
	for (size_t i = 0; i < template->page_count; i++)
		if ((template->pages[i].editions & edition) != 0)
			draw_page(flow, table, &template->pages[i], edition);
}

/* "(needs survey answers; internal edition only)" */
static void
print_limits(const struct block *block, bool all_internal, FILE *stream)
{
	bool only = !all_internal && block->editions != EDITION_ALL;

	if (*block->needs == '\0' && !only)
		return;
	(void)fprintf(stream, " (%s%s%s%s)", *block->needs != '\0' ? "needs " : "", block->needs,
	    *block->needs != '\0' && only ? "; " : "",
	    !only ? "" : block->editions == EDITION_INTERNAL ? "internal edition only" : "partner edition only");
}

static void
print_block(const struct block *block, bool all_internal, FILE *stream)
{
	(void)fprintf(stream, "  %-14s %s", block->name, block->help);
	print_limits(block, all_internal, stream);
	(void)fputc('\n', stream);
	for (const struct block_parameter *row = block->parameters; row->name != NULL; row++) {
		(void)fprintf(stream, "  %14s   %s = ", "", row->name);
		if (row->type == PARAMETER_NUMBER)
			(void)fprintf(stream, "%ld to %ld, default %s", row->minimum, row->maximum, row->standard);
		else
			(void)fputs("ids of lenses", stream);
		(void)fprintf(stream, ": %s\n", row->help);
	}
}

int
blocks_print(const struct block_table *table, FILE *stream)
{
	bool all_internal = true;

	for (size_t i = 0; i < table->count; i++)
		all_internal = all_internal && table->rows[i].editions == EDITION_INTERNAL;
	(void)fprintf(stream, "Blocks of the %s%s:\n\n", table->document, all_internal ? " (internal edition only)" : "");
	for (size_t i = 0; i < table->count; i++)
		print_block(&table->rows[i], all_internal, stream);
	return ferror(stream) ? -1 : 0;
}
