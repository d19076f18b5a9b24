/* fuzz_mapping.c - any bytes as mappings.ini: mappings to lay over each other, or one error. */
#include "fuzz.h"

#include "base/arena.h"
#include "base/error.h"
#include "config/mapping.h"

static void
use(struct arena *arena, const struct mappings *mappings)
{
	for (size_t i = 0; i < mappings->dialect_count; i++)
		MUST(mapping_effective(arena, NULL, &mappings->dialects[i]) != NULL);
	for (size_t i = 0; i < mappings->source_count; i++) {
		const struct mapping *source = &mappings->sources[i];
		const struct mapping *dialect = source->dialect == NULL
		    ? NULL
		    : mappings_find_dialect(mappings, source->dialect);
		const struct mapping *effective = mapping_effective(arena, source, dialect);

		MUST(effective != NULL);
		mapping_field(effective, "partner");
		mapping_keeps(effective, "test");
		mapping_pair_find(&effective->directions, "u");
	}
	mappings_find(mappings, INPUT_SURVEY, "surveys/2026h2/answers.csv");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char		path[FUZZ_PATH_SIZE];
	int		file = fuzz_file(data, size, path);
	struct arena   *arena = arena_new();
	struct mappings mappings;
	struct error	error = { ERROR_NONE, "", 0, "" };

	MUST(arena != NULL);
	if (mappings_load(arena, path, &mappings, &error) == 0)
		use(arena, &mappings);
	else
		MUST(error.code == ERROR_CONFIG && error.message[0] != '\0');
	arena_free(arena);
	close(file);
	return 0;
}
