/*
 * mapping_merge.c - a source over its dialect, a dialect over the one it is like.
 *
 * What the upper one gives holds, key by key; lists of pairs, rules, fields and metadata are
 * united, the upper one's winning.
 */
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/number.h"
#include "base/text.h"
#include "config/mapping_read.h"

#define AT(member) offsetof(struct mapping, member)

/* Members of one value: MAPPING_UNSET, NULL or no items if not given. */
enum member_type { MEMBER_INT, MEMBER_TEXT, MEMBER_COLUMNS };

static const struct {
	size_t		 offset;
	enum member_type type;
} members[] = {
	{ AT(input), MEMBER_INT }, { AT(header_rows), MEMBER_INT }, { AT(skip_rows), MEMBER_INT },
	{ AT(header_codes), MEMBER_INT }, { AT(metadata_count), MEMBER_INT },
	{ AT(multi_partner), MEMBER_INT }, { AT(unknown_partner), MEMBER_INT },
	{ AT(zero_target_is_none), MEMBER_INT }, { AT(percent_is_fraction), MEMBER_INT },
	{ AT(separator), MEMBER_INT }, { AT(decimal), MEMBER_INT }, { AT(duplicates), MEMBER_INT },
	{ AT(date_order), MEMBER_INT }, { AT(fiscal_year_start), MEMBER_INT },
	{ AT(period_unit), MEMBER_INT },
	{ AT(title), MEMBER_TEXT }, { AT(file), MEMBER_TEXT }, { AT(dialect), MEMBER_TEXT },
	{ AT(partner_split), MEMBER_TEXT }, { AT(encoding), MEMBER_TEXT },
	{ AT(date_format), MEMBER_TEXT },
	{ AT(partner_columns), MEMBER_COLUMNS },
	{ AT(kpi_columns), MEMBER_COLUMNS }, { AT(period_columns), MEMBER_COLUMNS },
	{ AT(key_column), MEMBER_COLUMNS },
};

/* Fields that say the same thing another way, and the columns that say it, too: only one mapping's
 * may count. */
static const struct {
	const char *field;
	size_t	    columns;
} subjects[] = {
	{ "partner", AT(partner_columns) }, { "kpi", AT(kpi_columns) },
	{ "period", AT(period_columns) }, { "year", AT(period_columns) },
	{ "quarter", AT(period_columns) }, { "month", AT(period_columns) },
};

static const struct column_list *
columns_at(const struct mapping *mapping, size_t offset)
{
	return (const struct column_list *)((const char *)mapping + offset);
}

static void
lay_over_members(const struct mapping *over, struct mapping *result)
{
	for (size_t i = 0; i < COUNT_OF(members); i++) {
		const char *from = (const char *)over + members[i].offset;
		char	   *to = (char *)result + members[i].offset;

		switch (members[i].type) {
		case MEMBER_INT:
			if (*(const int *)from != MAPPING_UNSET)
				*(int *)to = *(const int *)from;
			break;
		case MEMBER_TEXT:
			if (*(const char *const *)from != NULL)
				*(const char **)to = *(const char *const *)from;
			break;
		case MEMBER_COLUMNS:
			if (columns_at(over, members[i].offset)->count != 0)
				*(struct column_list *)to = *columns_at(over, members[i].offset);
			break;
		}
	}
}

/* Members that stand for more than one value. */
static void
lay_over_groups(const struct mapping *over, struct mapping *result)
{
	if (over->header[0] != HEADER_NONE)
		memcpy(result->header, over->header, sizeof result->header);
	if (over->first_column != 0 || over->last_column != MAPPING_COLUMNS_ALL) {
		result->first_column = over->first_column;
		result->last_column = over->last_column;
	}
	if (over->plain_sub_count != 0) {
		result->plain_sub = over->plain_sub;
		result->plain_sub_count = over->plain_sub_count;
	}
	if (over->missing_given) {
		result->missing = over->missing;
		result->missing_count = over->missing_count;
		result->missing_given = true;
	}
}

/* The subject's columns, or NULL for a field that can be said in one way only. */
static const struct column_list *
subject_columns(const struct mapping *mapping, const char *field)
{
	for (size_t i = 0; i < COUNT_OF(subjects); i++)
		if (strcmp(subjects[i].field, field) == 0)
			return columns_at(mapping, subjects[i].columns);
	return NULL;
}

/* True if the mapping says by fields what stands in these columns of it. */
static bool
has_subject(const struct mapping *mapping, const struct column_list *columns)
{
	for (size_t i = 0; i < mapping->field_count; i++)
		if (subject_columns(mapping, mapping->fields[i].field) == columns)
			return true;
	return false;
}

/* True if the mapping says where the field comes from, in whatever way. */
static bool
gives_field(const struct mapping *mapping, const char *field)
{
	const struct column_list *columns = subject_columns(mapping, field);

	if (columns == NULL)
		return mapping_field(mapping, field) != NULL;
	return columns->count != 0 || has_subject(mapping, columns);
}

static bool
lay_over_fields(struct arena *arena, const struct mapping *base, const struct mapping *over,
    struct mapping *result)
{
	size_t count = over->field_count;

	result->fields = arena_alloc(arena, base->field_count + over->field_count + 1,
	    sizeof *result->fields);
	if (result->fields == NULL)
		return false;
	if (count != 0)
		memcpy(result->fields, over->fields, count * sizeof *result->fields);
	for (size_t i = 0; i < base->field_count; i++)
		if (!gives_field(over, base->fields[i].field))
			result->fields[count++] = base->fields[i];
	result->field_count = count;
	for (size_t i = 0; i < COUNT_OF(subjects); i++) {
		const struct column_list *columns = columns_at(over, subjects[i].columns);

		if (columns->count == 0 && has_subject(over, columns))
			*(struct column_list *)((char *)result + subjects[i].columns) = *columns;
	}
	return true;
}

/* Who names one more column that is no question does not unname the others. */
static bool
lay_over_metadata(struct arena *arena, const struct column_list *base,
    const struct column_list *over, struct column_list *result)
{
	struct column_ref *items = arena_alloc(arena, base->count + over->count, sizeof *items);

	if (items == NULL)
		return false;
	if (over->count != 0)
		memcpy(items, over->items, over->count * sizeof *items);
	if (base->count != 0)
		memcpy(items + over->count, base->items, base->count * sizeof *items);
	*result = (struct column_list){ items, over->count + base->count };
	return true;
}

static bool
lay_over_pairs(struct arena *arena, const struct mapping_pairs *base,
    const struct mapping_pairs *over, struct mapping_pairs *result)
{
	size_t		     count = over->count;
	struct mapping_pair *items = arena_alloc(arena, base->count + over->count, sizeof *items);

	if (items == NULL)
		return false;
	if (count != 0)
		memcpy(items, over->items, count * sizeof *items);
	for (size_t i = 0; i < base->count; i++)
		if (mapping_pair_find(over, base->items[i].name) == NULL)
			items[count++] = base->items[i];
	*result = (struct mapping_pairs){ items, count };
	return true;
}

/* In the base's order, which is the order of judgement; a rule of the same reason takes its place. */
static bool
lay_over_drops(struct arena *arena, const struct mapping *base, const struct mapping *over,
    struct mapping *result)
{
	size_t count = base->drop_count;

	result->drops = arena_alloc(arena, count + over->drop_count, sizeof *result->drops);
	if (result->drops == NULL)
		return false;
	if (count != 0)
		memcpy(result->drops, base->drops, count * sizeof *result->drops);
	for (size_t i = 0; i < over->drop_count; i++) {
		size_t at = 0;

		while (at < base->drop_count &&
		    strcmp(base->drops[at].reason, over->drops[i].reason) != 0)
			at++;
		result->drops[at < base->drop_count ? at : count++] = over->drops[i];
	}
	result->drop_count = count;
	return true;
}

static bool
lay_over_keep(struct arena *arena, const struct mapping *base, const struct mapping *over,
    struct mapping *result)
{
	size_t count = base->keep_count + over->keep_count;

	result->keep = arena_alloc(arena, count, sizeof *result->keep);
	if (result->keep == NULL)
		return false;
	if (base->keep_count != 0)
		memcpy(result->keep, base->keep, base->keep_count * sizeof *result->keep);
	if (over->keep_count != 0)
		memcpy(result->keep + base->keep_count, over->keep,
		    over->keep_count * sizeof *result->keep);
	result->keep_count = count;
	return true;
}

bool
mapping_lay_over(struct arena *arena, const struct mapping *base, const struct mapping *over,
    struct mapping *result)
{
	*result = *base;
	result->id = over->id;
	result->line = over->line;
	result->is_dialect = over->is_dialect;
	result->like = over->like;
	result->recognition = over->recognition;
	lay_over_members(over, result);
	lay_over_groups(over, result);
	return lay_over_fields(arena, base, over, result) &&
	    lay_over_metadata(arena, &base->metadata, &over->metadata, &result->metadata) &&
	    lay_over_pairs(arena, &base->directions, &over->directions, &result->directions) &&
	    lay_over_pairs(arena, &base->words, &over->words, &result->words) &&
	    lay_over_pairs(arena, &base->statuses, &over->statuses, &result->statuses) &&
	    lay_over_pairs(arena, &base->types, &over->types, &result->types) &&
	    lay_over_drops(arena, base, over, result) && lay_over_keep(arena, base, over, result);
}

static int
find_parent(const struct mapping_reader *reader, const struct mapping *dialect,
    const struct mapping **parent)
{
	const struct mappings *mappings = reader->mappings;
	const char	     **ids;

	*parent = mappings_find_dialect(mappings, dialect->like);
	if (*parent != NULL)
		return 0;
	ids = arena_alloc(reader->arena, mappings->dialect_count, sizeof *ids);
	if (ids == NULL)
		return error_out_of_memory(reader->error);
	for (size_t i = 0; i < mappings->dialect_count; i++)
		ids[i] = mappings->dialects[i].id;
	return ini_unknown(reader->ini, "dialect", dialect->like, dialect->line, ids,
	    mappings->dialect_count, reader->error);
}

/* Resolves the dialects whose parent is resolved; *progress is set if there was one. */
static int
resolve_pass(const struct mapping_reader *reader, bool *resolved, bool *progress)
{
	struct mappings *mappings = reader->mappings;

	*progress = false;
	for (size_t i = 0; i < mappings->dialect_count; i++) {
		struct mapping	      *dialect = &mappings->dialects[i];
		const struct mapping  *parent;
		struct mapping	       result;

		if (resolved[i])
			continue;
		if (dialect->like != NULL) {
			if (find_parent(reader, dialect, &parent) == -1)
				return -1;
			if (!resolved[parent - mappings->dialects])
				continue;
			if (!mapping_lay_over(reader->arena, parent, dialect, &result))
				return error_out_of_memory(reader->error);
			*dialect = result;
		}
		resolved[i] = *progress = true;
	}
	return 0;
}

int
mappings_resolve_like(const struct mapping_reader *reader)
{
	const struct mappings *mappings = reader->mappings;
	bool *resolved = arena_alloc(reader->arena, mappings->dialect_count, sizeof *resolved);
	bool  progress = true;

	if (resolved == NULL)
		return error_out_of_memory(reader->error);
	while (progress)
		if (resolve_pass(reader, resolved, &progress) == -1)
			return -1;
	for (size_t i = 0; i < mappings->dialect_count; i++)
		if (!resolved[i])
			return mapping_refuse(reader, mappings->dialects[i].line,
			    "[dialect %s] is like '%s', which in the end is like [dialect %s] again",
			    mappings->dialects[i].id, mappings->dialects[i].like,
			    mappings->dialects[i].id);
	return 0;
}
