/* mapping_load.c - mappings.ini from first to last: sections declared, read and checked. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "config/mapping_read.h"
#include "config/model.h"
#include "config/scale.h"

enum { ID_MAX_BYTES = 64 };

enum section_kind {
	SECTION_SOURCE, SECTION_DIALECT, SECTION_QUESTION, SECTION_SCALE, SECTION_MEASURE, SECTION_SIDE,
	SECTION_ALIAS, SECTION_KINDS
};

static const char *const kind_names[SECTION_KINDS] = {
	"source", "dialect", "question", "scale", "measure", "side", "alias",
};

struct section {
	enum section_kind kind;
	const char	 *name;		/* "source mta" */
	const char	 *id;		/* "mta" */
	unsigned long	  line;
	size_t		  object;	/* index among those of its kind */
};

static bool
is_id(const char *id)
{
	size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_.-");

	return length != 0 && id[length] == '\0' && length <= ID_MAX_BYTES;
}

/* "kind id" taken apart. */
static int
declare_section(const struct mapping_reader *reader, struct section *section)
{
	size_t	    length = strcspn(section->name, " ");
	const char *kind = arena_strndup(reader->arena, section->name, length);
	size_t	    i = 0;

	if (kind == NULL)
		return error_out_of_memory(reader->error);
	while (i < COUNT_OF(kind_names) && strcmp(kind, kind_names[i]) != 0)
		i++;
	if (i == COUNT_OF(kind_names))
		return ini_unknown(reader->ini, "kind of section", kind, section->line, kind_names,
		    COUNT_OF(kind_names), reader->error);
	section->kind = (enum section_kind)i;
	section->id = section->name + length + (section->name[length] == ' ');
	if (!is_id(section->id))
		return mapping_refuse(reader, section->line,
		    "[%s]: a section is [kind id]; the id consists of a-z 0-9 _ . - and has at most "
		    "%d characters", section->name, ID_MAX_BYTES);
	return 0;
}

/* All sections, and how many there are of each kind. NULL with error. */
static struct section *
declare_sections(const struct mapping_reader *reader, size_t counts[SECTION_KINDS])
{
	size_t		count = ini_section_count(reader->ini);
	struct section *sections = arena_alloc(reader->arena, count, sizeof *sections);

	if (sections == NULL) {
		(void)error_out_of_memory(reader->error);
		return NULL;
	}
	for (size_t i = 0; i < count; i++) {
		struct section *section = &sections[i];

		section->name =
		    arena_strdup(reader->arena, ini_section(reader->ini, i, &section->line));
		if (section->name == NULL) {
			(void)error_out_of_memory(reader->error);
			return NULL;
		}
		if (declare_section(reader, section) == -1)
			return NULL;
		section->object = counts[section->kind]++;
	}
	return sections;
}

static int
allocate(const struct mapping_reader *reader, const size_t counts[SECTION_KINDS])
{
	struct mappings *mappings = reader->mappings;
	struct arena	*arena = reader->arena;

	mappings->source_count = counts[SECTION_SOURCE];
	mappings->dialect_count = counts[SECTION_DIALECT];
	mappings->question_count = counts[SECTION_QUESTION];
	mappings->scale_count = counts[SECTION_SCALE];
	mappings->measure_count = counts[SECTION_MEASURE];
	mappings->alias_count = counts[SECTION_ALIAS];
	mappings->sources = arena_alloc(arena, mappings->source_count, sizeof(struct mapping));
	mappings->dialects = arena_alloc(arena, mappings->dialect_count, sizeof(struct mapping));
	mappings->questions =
	    arena_alloc(arena, mappings->question_count, sizeof(struct mapping_question));
	mappings->scales = arena_alloc(arena, mappings->scale_count, sizeof(struct scale));
	mappings->measures = arena_alloc(arena, mappings->measure_count, sizeof(struct measure));
	mappings->aliases = arena_alloc(arena, mappings->alias_count, sizeof(struct partner_alias));
	if (mappings->sources == NULL || mappings->dialects == NULL || mappings->questions == NULL ||
	    mappings->scales == NULL || mappings->measures == NULL || mappings->aliases == NULL)
		return error_out_of_memory(reader->error);
	return 0;
}

/* A source or dialect with nothing given but its kind of input, on which the fields it may name
 * depend. */
static int
init_mapping(const struct mapping_reader *reader, const struct section *section,
    struct mapping *mapping)
{
	const struct ini_entry *input = ini_find(reader->ini, section->name, "input");

	mapping_init(mapping);
	mapping->id = section->id;
	mapping->line = section->line;
	mapping->is_dialect = section->kind == SECTION_DIALECT;
	return input == NULL ? 0 : mapping_read_entry(reader, mapping, input);
}

static int
init_section(const struct mapping_reader *reader, const struct section *section)
{
	struct mappings *mappings = reader->mappings;
	const char	*side;

	switch (section->kind) {
	case SECTION_SOURCE:
		return init_mapping(reader, section, &mappings->sources[section->object]);
	case SECTION_DIALECT:
		return init_mapping(reader, section, &mappings->dialects[section->object]);
	case SECTION_QUESTION:
		mapping_init_question(&mappings->questions[section->object], section->id);
		mappings->questions[section->object].line = section->line;
		break;
	case SECTION_SCALE:
		scale_init(&mappings->scales[section->object], section->id);
		break;
	case SECTION_MEASURE:
		mapping_init_measure(&mappings->measures[section->object], section->id);
		mappings->measures[section->object].line = section->line;
		break;
	case SECTION_SIDE:
		return mapping_find_side(reader, section->id, section->line, &side);
	case SECTION_ALIAS:
	case SECTION_KINDS:
		break;
	}
	return 0;
}

static int
read_entry(const struct mapping_reader *reader, const struct section *section,
    const struct ini_entry *entry)
{
	struct mappings *mappings = reader->mappings;
	size_t		 object = section->object;
	const char	*side;

	switch (section->kind) {
	case SECTION_SOURCE:
		return mapping_read_entry(reader, &mappings->sources[object], entry);
	case SECTION_DIALECT:
		return mapping_read_entry(reader, &mappings->dialects[object], entry);
	case SECTION_QUESTION:
		return mapping_read_question(reader, &mappings->questions[object], entry);
	case SECTION_SCALE:
		return scale_read(
		    &mappings->scales[object], reader->arena, reader->ini, entry, reader->error);
	case SECTION_MEASURE:
		return mapping_read_measure(reader, &mappings->measures[object], entry);
	case SECTION_SIDE:
		if (mapping_find_side(reader, section->id, section->line, &side) == -1)
			return -1;
		return mapping_read_side(reader, side, entry);
	case SECTION_ALIAS:
	case SECTION_KINDS:
		break;
	}
	return mapping_read_alias(reader, &mappings->aliases[object], entry);
}

static int
check_section(const struct mapping_reader *reader, const struct section *section)
{
	struct mappings *mappings = reader->mappings;
	size_t		 object = section->object;

	switch (section->kind) {
	case SECTION_SOURCE:
		return mapping_check_source(reader, &mappings->sources[object]);
	case SECTION_DIALECT:
		return mapping_check_dialect(reader, &mappings->dialects[object]);
	case SECTION_QUESTION:
		return mapping_check_question(reader, &mappings->questions[object]);
	case SECTION_SCALE:
		return scale_check(&mappings->scales[object], reader->ini, section->name,
		    section->line, reader->error);
	case SECTION_MEASURE:
		return mapping_check_measure(reader, &mappings->measures[object]);
	case SECTION_ALIAS:
		return mapping_check_alias(
		    reader, &mappings->aliases[object], section->name, section->line);
	case SECTION_SIDE:
	case SECTION_KINDS:
		break;
	}
	return 0;
}

static int
read_mappings(const struct mapping_reader *reader)
{
	size_t		counts[SECTION_KINDS] = { 0 };
	struct section *sections = declare_sections(reader, counts);

	if (sections == NULL || allocate(reader, counts) == -1)
		return -1;
	for (size_t i = 0; i < ini_section_count(reader->ini); i++)
		if (init_section(reader, &sections[i]) == -1)
			return -1;
	for (size_t i = 0; i < ini_entry_count(reader->ini); i++) {
		const struct ini_entry *entry = ini_entry(reader->ini, i);

		if (read_entry(reader, &sections[entry->section_index], entry) == -1)
			return -1;
	}
	for (size_t i = 0; i < ini_section_count(reader->ini); i++)
		if (check_section(reader, &sections[i]) == -1)
			return -1;
	return mappings_resolve_like(reader);
}

int
mappings_load(struct arena *arena, const char *path, struct mappings *mappings, struct error *error)
{
	struct mapping_reader reader = { .arena = arena, .mappings = mappings, .error = error };
	struct ini	     *ini;
	int		      rc;

	*mappings = (struct mappings){ .path = NULL };
	if (path == NULL)
		return 0;
	if (ini_load(path, &ini, error) == -1)
		return -1;
	reader.ini = ini;
	(void)snprintf(mappings->digest, sizeof mappings->digest, "%s", ini_digest(ini));
	mappings->path = arena_strdup(arena, path);
	rc = mappings->path == NULL ? error_out_of_memory(error) : read_mappings(&reader);
	ini_free(ini);
	return rc;
}
