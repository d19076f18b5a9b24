/* mapping_check.c - what a source or dialect must say as a whole, once all sections are read. */
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "config/mapping_read.h"

/* Rows that leave without a rule of the mapping. */
static const char *const own_reasons[] = { "undated", "identical", "total" };

static bool
has_reason(const struct mapping *mappings, size_t count, const char *reason)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < mappings[i].drop_count; j++)
			if (strcmp(mappings[i].drops[j].reason, reason) == 0)
				return true;
	return false;
}

/* Adds the reasons of all rules; names has room for them. */
static size_t
add_reasons(const struct mapping *mappings, size_t count, const char **names, size_t used)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < mappings[i].drop_count; j++)
			names[used++] = mappings[i].drops[j].reason;
	return used;
}

static size_t
count_drops(const struct mapping *mappings, size_t count)
{
	size_t drops = 0;

	for (size_t i = 0; i < count; i++)
		drops += mappings[i].drop_count;
	return drops;
}

static int
refuse_reason(const struct mapping_reader *reader, const struct mapping *mapping,
    const char *reason)
{
	const struct mappings *all = reader->mappings;
	size_t		       room = COUNT_OF(own_reasons) +
	    count_drops(all->sources, all->source_count) +
	    count_drops(all->dialects, all->dialect_count);
	const char **names = arena_alloc(reader->arena, room, sizeof *names);
	size_t	     used = COUNT_OF(own_reasons);

	if (names == NULL)
		return error_out_of_memory(reader->error);
	memcpy(names, own_reasons, sizeof own_reasons);
	used = add_reasons(all->sources, all->source_count, names, used);
	used = add_reasons(all->dialects, all->dialect_count, names, used);
	return ini_unknown(reader->ini, "reason in keep_", reason, mapping->line, names, used,
	    reader->error);
}

/* A reason that no rule has would be kept from nothing: it is misspelt. */
static int
check_keep(const struct mapping_reader *reader, const struct mapping *mapping)
{
	const struct mappings *all = reader->mappings;

	for (size_t i = 0; i < mapping->keep_count; i++) {
		const char *reason = mapping->keep[i];
		bool	    known = has_reason(all->sources, all->source_count, reason) ||
		    has_reason(all->dialects, all->dialect_count, reason);

		for (size_t j = 0; j < COUNT_OF(own_reasons); j++)
			known = known || strcmp(own_reasons[j], reason) == 0;
		if (!known)
			return refuse_reason(reader, mapping, reason);
	}
	return 0;
}

static int
check_named_dialect(const struct mapping_reader *reader, const struct mapping *source)
{
	const struct mappings *all = reader->mappings;
	const char	     **ids = arena_alloc(reader->arena, all->dialect_count + 2, sizeof *ids);

	if (ids == NULL)
		return error_out_of_memory(reader->error);
	ids[0] = "auto";
	ids[1] = "none";
	for (size_t i = 0; i < all->dialect_count; i++)
		ids[i + 2] = all->dialects[i].id;
	for (size_t i = 0; i < all->dialect_count + 2; i++)
		if (strcmp(ids[i], source->dialect) == 0)
			return 0;
	return ini_unknown(reader->ini, "dialect", source->dialect, source->line, ids,
	    all->dialect_count + 2, reader->error);
}

int
mapping_check_source(const struct mapping_reader *reader, const struct mapping *source)
{
	if (source->file == NULL)
		return mapping_refuse(reader, source->line,
		    "[source %s] needs file = \"...\", the pattern of the files it is for",
		    source->id);
	if (source->dialect != NULL && check_named_dialect(reader, source) == -1)
		return -1;
	return check_keep(reader, source);
}

int
mapping_check_dialect(const struct mapping_reader *reader, const struct mapping *dialect)
{
	const struct recognition *recognition = &dialect->recognition;

	if (strcmp(dialect->id, "auto") == 0 || strcmp(dialect->id, "none") == 0)
		return mapping_refuse(reader, dialect->line,
		    "[dialect %s]: this word has a meaning of its own as a dialect; take another id",
		    dialect->id);
	if (recognition->any.count != 0 && (size_t)recognition->any_count > recognition->any.count)
		return mapping_refuse(reader, dialect->line,
		    "[dialect %s]: any_count is %d, but any lists only %zu names", dialect->id,
		    recognition->any_count, recognition->any.count);
	if (recognition->any.count == 0 && recognition->any_count != 1)
		return mapping_refuse(reader, dialect->line,
		    "[dialect %s]: any_count without any = \"...\"", dialect->id);
	return check_keep(reader, dialect);
}
