/* mapping.c - questions asked of loaded mappings. */
#include "config/mapping.h"

#include <fnmatch.h>
#include <string.h>

/* The whole path, or what is left of it behind a '/': "surveys/a*" fits "/data/surveys/a.csv". */
static bool
file_fits(const char *pattern, const char *path)
{
	while (path != NULL) {
		if (fnmatch(pattern, path, FNM_PATHNAME) == 0)
			return true;
		path = strchr(path, '/');
		if (path != NULL)
			path++;
	}
	return false;
}

const struct mapping *
mappings_find(const struct mappings *mappings, enum input_kind input, const char *path)
{
	for (size_t i = 0; i < mappings->source_count; i++) {
		const struct mapping *source = &mappings->sources[i];

		if ((source->input == MAPPING_UNSET || source->input == (int)input) &&
		    file_fits(source->file, path))
			return source;
	}
	return NULL;
}

const struct mapping *
mappings_find_dialect(const struct mappings *mappings, const char *id)
{
	for (size_t i = 0; i < mappings->dialect_count; i++)
		if (strcmp(mappings->dialects[i].id, id) == 0)
			return &mappings->dialects[i];
	return NULL;
}

const struct field_source *
mapping_field(const struct mapping *mapping, const char *folded_name)
{
	for (size_t i = 0; i < mapping->field_count; i++)
		if (strcmp(mapping->fields[i].field, folded_name) == 0)
			return &mapping->fields[i];
	return NULL;
}

bool
mapping_keeps(const struct mapping *mapping, const char *reason)
{
	for (size_t i = 0; i < mapping->keep_count; i++)
		if (strcmp(mapping->keep[i], reason) == 0)
			return true;
	return false;
}

bool
mapping_concerns(const char *source_glob, const struct mapping *mapping)
{
	return fnmatch(source_glob, mapping->id, 0) == 0;
}

const char *
mapping_pair_find(const struct mapping_pairs *pairs, const char *folded)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (strcmp(pairs->items[i].name, folded) == 0)
			return pairs->items[i].value;
	return NULL;
}
