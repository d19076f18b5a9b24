/* template.c - pages and blocks of a document: the user's file if there is one, else the shipped one. */
#include "config/template.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "config/builtin.h"
#include "config/ini.h"

/* What reading a template needs. */
struct reading {
	struct arena	*arena;
	const struct ini *ini;
	struct template *template;
	struct error	*error;
};

enum { PATH_SIZE = 4096 };

static const char page_kind[] = "page ", block_kind[] = "block ";

/* The name behind the kind, or NULL if the section is of another kind. */
static const char *
section_name(const char *section, const char *kind)
{
	size_t length = strlen(kind);

	return strncmp(section, kind, length) == 0 && section[length] != '\0' ? section + length : NULL;
}

static const char *
copy(const struct reading *reading, const char *text)
{
	const char *copied = arena_strdup(reading->arena, text);

	if (copied == NULL)
		(void)error_out_of_memory(reading->error);
	return copied;
}

/* How many sections of a kind there are; -1 if one is of no kind at all. */
static int
count_sections(const struct reading *reading, size_t *pages, size_t *blocks)
{
	static const char *const kinds[] = { "page NAME", "block NAME" };

	*pages = *blocks = 0;
	for (size_t i = 0; i < ini_section_count(reading->ini); i++) {
		unsigned long line;
		const char   *section = ini_section(reading->ini, i, &line);

		if (section_name(section, page_kind) != NULL)
			++*pages;
		else if (section_name(section, block_kind) != NULL)
			++*blocks;
		else
			return ini_unknown(reading->ini, "section", section, line, kinds, COUNT_OF(kinds), reading->error);
	}
	return 0;
}

/* [block NAME]: a title, and parameters that only the block itself understands. */
static int
read_block(const struct reading *reading, size_t section, const char *name, unsigned long line, struct template_block *block)
{
	size_t count = ini_entry_count(reading->ini);

	*block = (struct template_block){ .name = copy(reading, name), .line = line };
	block->parameters = arena_alloc(reading->arena, count, sizeof *block->parameters);
	if (block->name == NULL)
		return -1;
	if (block->parameters == NULL)
		return error_out_of_memory(reading->error);
	for (size_t i = 0; i < count; i++) {
		const struct ini_entry	  *entry = ini_entry(reading->ini, i);
		struct template_parameter *parameter = &block->parameters[block->parameter_count];
		const char		  *value;

		if (entry->section_index != section)
			continue;
		if ((value = copy(reading, entry->value)) == NULL)
			return -1;
		if (strcmp(entry->key, "title") == 0) {
			block->title = value;
			continue;
		}
		*parameter = (struct template_parameter){ copy(reading, entry->key), value, entry->line };
		if (parameter->name == NULL)
			return -1;
		block->parameter_count++;
	}
	return 0;
}

/* editions = internal, partner */
static int
read_editions(const struct reading *reading, const struct ini_entry *entry, struct template_page *page)
{
	static const char *const words[] = { "internal", "partner" };
	const char		**items;
	size_t			  count;

	if (ini_list(reading->ini, entry, ',', reading->arena, &items, &count, reading->error) == -1)
		return -1;
	page->editions = 0;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(items[i], words[0]) == 0)
			page->editions |= EDITION_INTERNAL;
		else if (strcmp(items[i], words[1]) == 0)
			page->editions |= EDITION_PARTNER;
		else
			return ini_unknown(reading->ini, "edition", items[i], entry->line, words, COUNT_OF(words), reading->error);
	}
	if (count == 0)
		return error_set(reading->error, ERROR_CONFIG, ini_path(reading->ini), entry->line,
		    "editions is empty; expected internal, partner or both");
	return 0;
}

/* blocks = a, b, c: each with what its own section says. */
static int
read_blocks(const struct reading *reading, const struct ini_entry *entry, struct template_page *page)
{
	const struct template *template = reading->template;
	const char	     **names;

	if (ini_list(reading->ini, entry, ',', reading->arena, &names, &page->block_count, reading->error) == -1)
		return -1;
	page->blocks = arena_alloc(reading->arena, page->block_count, sizeof *page->blocks);
	if (page->blocks == NULL)
		return error_out_of_memory(reading->error);
	for (size_t i = 0; i < page->block_count; i++) {
		page->blocks[i] = (struct template_block){ .name = names[i] };
		for (size_t k = 0; k < template->block_count; k++)
			if (strcmp(template->blocks[k].name, names[i]) == 0)
				page->blocks[i] = template->blocks[k];
		page->blocks[i].line = entry->line;
	}
	return 0;
}

/* sheet = new or same */
static int
read_sheet(const struct reading *reading, const struct ini_entry *entry, struct template_page *page)
{
	static const char *const words[] = { "new", "same" };

	page->same_sheet = strcmp(entry->value, words[1]) == 0;
	if (page->same_sheet || strcmp(entry->value, words[0]) == 0)
		return 0;
	return ini_unknown(reading->ini, "sheet", entry->value, entry->line, words, COUNT_OF(words), reading->error);
}

static int
read_page_key(const struct reading *reading, const struct ini_entry *entry, struct template_page *page)
{
	static const char *const keys[] = { "title", "blocks", "editions", "sheet" };

	if (strcmp(entry->key, "title") == 0) {
		page->title = copy(reading, entry->value);
		return page->title == NULL ? -1 : 0;
	}
	if (strcmp(entry->key, "blocks") == 0)
		return read_blocks(reading, entry, page);
	if (strcmp(entry->key, "editions") == 0)
		return read_editions(reading, entry, page);
	if (strcmp(entry->key, "sheet") == 0)
		return read_sheet(reading, entry, page);
	return ini_unknown(reading->ini, "key of a page", entry->key, entry->line, keys, COUNT_OF(keys), reading->error);
}

static int
read_page(const struct reading *reading, size_t section, const char *name, unsigned long line, struct template_page *page)
{
	*page = (struct template_page){ .name = copy(reading, name), .editions = EDITION_ALL, .line = line };
	if (page->name == NULL)
		return -1;
	for (size_t i = 0; i < ini_entry_count(reading->ini); i++) {
		const struct ini_entry *entry = ini_entry(reading->ini, i);

		if (entry->section_index == section && read_page_key(reading, entry, page) == -1)
			return -1;
	}
	if (page->block_count == 0)
		return error_set(reading->error, ERROR_CONFIG, ini_path(reading->ini), line,
		    "page %s has no blocks; name them: blocks = health, things; `rapport help blocks` lists them", name);
	return 0;
}

/* Blocks before pages, for a page takes what their sections say. */
static int
read_sections(const struct reading *reading, bool pages)
{
	struct template *template = reading->template;

	for (size_t i = 0; i < ini_section_count(reading->ini); i++) {
		unsigned long line;
		const char   *section = ini_section(reading->ini, i, &line);
		const char   *name = section_name(section, pages ? page_kind : block_kind);

		if (name == NULL)
			continue;
		if (pages ? read_page(reading, i, name, line, &template->pages[template->page_count++]) == -1
			  : read_block(reading, i, name, line, &template->blocks[template->block_count++]) == -1)
			return -1;
	}
	return 0;
}

static int
read_template(const struct reading *reading)
{
	struct template *template = reading->template;
	size_t		 pages, blocks;

	if (count_sections(reading, &pages, &blocks) == -1)
		return -1;
	if (pages == 0)
		return error_set(reading->error, ERROR_CONFIG, ini_path(reading->ini), 0,
		    "no page; expected sections like [page answer] with blocks = health, things");
	template->path = copy(reading, ini_path(reading->ini));
	template->pages = arena_alloc(reading->arena, pages, sizeof *template->pages);
	template->blocks = arena_alloc(reading->arena, blocks, sizeof *template->blocks);
	if (template->path == NULL)
		return -1;
	if (template->pages == NULL || template->blocks == NULL)
		return error_out_of_memory(reading->error);
	memcpy(template->digest, ini_digest(reading->ini), sizeof template->digest);
	if (read_sections(reading, false) == -1)
		return -1;
	return read_sections(reading, true);
}

static int
load_ini(const char *directory, const char *name, bool *own, struct ini **ini, struct error *error)
{
	char	    path[PATH_SIZE];
	const char *bytes;
	size_t	    length = 0;

	if (directory != NULL) {
		(void)snprintf(path, sizeof path, "%s/%s", directory, name);
		*own = access(path, F_OK) == 0;
		if (*own)
			return ini_load(path, ini, error);
	}
	bytes = builtin_template(name, &length);
	if (bytes == NULL)
		return error_set(error, ERROR_INTERNAL, name, 0, "the program carries no such template");
	return ini_load_bytes(name, bytes, length, ini, error);
}

int
template_load(struct arena *arena, const char *directory, const char *name, struct template *loaded, struct error *error)
{
	struct reading reading = { .arena = arena, .template = loaded, .error = error };
	struct ini    *ini;
	int	       rc;

	*loaded = (struct template){ .page_count = 0 };
	if (load_ini(directory, name, &loaded->own, &ini, error) == -1)
		return -1;
	reading.ini = ini;
	rc = read_template(&reading);
	ini_free(ini);
	return rc;
}

const char *
template_parameter(const struct template_block *block, const char *name)
{
	for (size_t i = 0; i < block->parameter_count; i++)
		if (strcmp(block->parameters[i].name, name) == 0)
			return block->parameters[i].value;
	return NULL;
}
