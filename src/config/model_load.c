/*
 * model_load.c - the model file from first to last: sections declared, lenses read, then all else,
 * then checked.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/count.h"
#include "config/model_read.h"
#include "config/policy.h"
#include "config/scale.h"

enum { ID_MAX_BYTES = 64, INDICATORS_MAX = 60000 };

static const char *const kind_names[] = {
	[MODEL_LENS] = "lens",		 [MODEL_GROUP] = "group",   [MODEL_KPI] = "kpi",
	[MODEL_DERIVED] = "derived",	 [MODEL_QUESTION] = "question", [MODEL_SCALE] = "scale",
	[MODEL_RATING] = "rating",	 [MODEL_OVERRIDE] = "override", [MODEL_POLICY] = "policy",
};

static bool
is_id(const char *id)
{
	size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_.-");

	return length != 0 && id[length] == '\0' && length <= ID_MAX_BYTES;
}

/* "kind id" taken apart. */
static int
declare_section(struct model_reader *reader, struct model_section *section)
{
	size_t	    length = strcspn(section->name, " ");
	const char *id = section->name + length + (section->name[length] == ' ');
	char	   *kind = arena_strndup(reader->arena, section->name, length);
	size_t	    i = 0;

	if (kind == NULL)
		return error_out_of_memory(reader->error);
	while (i < COUNT_OF(kind_names) && strcmp(kind, kind_names[i]) != 0)
		i++;
	if (i == COUNT_OF(kind_names))
		return ini_unknown(reader->ini, "kind of section", kind, section->line, kind_names,
		    COUNT_OF(kind_names), reader->error);
	section->kind = (enum model_kind)i;
	section->id = id;
	if (section->kind == MODEL_POLICY && *id != '\0')
		return model_refuse(reader, section, "", "[policy] has no id");
	if (section->kind != MODEL_POLICY && !is_id(id))
		return model_refuse(reader, section, "",
		    "[%s]: a section is [kind id]; the id consists of a-z 0-9 _ . - "
		    "and has at most 64 characters", section->name);
	return 0;
}

/* Kinds, ids, and how many there are of each; KPIs and derived indicators count together. */
static int
declare_sections(struct model_reader *reader, size_t counts[MODEL_KINDS])
{
	reader->section_count = ini_section_count(reader->ini);
	reader->sections = arena_alloc(reader->arena, reader->section_count, sizeof *reader->sections);
	if (reader->sections == NULL)
		return error_out_of_memory(reader->error);
	for (size_t i = 0; i < reader->section_count; i++) {
		struct model_section *section = &reader->sections[i];
		const char	     *name = ini_section(reader->ini, i, &section->line);
		enum model_kind	      counted;

		section->name = arena_strdup(reader->arena, name);
		if (section->name == NULL)
			return error_out_of_memory(reader->error);
		if (declare_section(reader, section) == -1)
			return -1;
		counted = section->kind == MODEL_DERIVED ? MODEL_KPI : section->kind;
		section->object = counts[counted]++;
	}
	return 0;
}

/* The array of one kind; NULL only when out of memory. */
static int
allocate_objects(const struct model_reader *reader, const size_t counts[MODEL_KINDS])
{
	struct model *model = reader->model;

	if (counts[MODEL_LENS] > MODEL_LENSES_MAX || counts[MODEL_KPI] > INDICATORS_MAX)
		return error_set(reader->error, ERROR_CONFIG, model->path, 0,
		    "more than %d lenses or %d KPIs", MODEL_LENSES_MAX, INDICATORS_MAX);
	model->lens_count = counts[MODEL_LENS];
	model->indicator_count = model->indicator_capacity = counts[MODEL_KPI];
	model->question_count = model->question_capacity = counts[MODEL_QUESTION];
	model->scale_count = model->scale_capacity = counts[MODEL_SCALE];
	model->override_count = counts[MODEL_OVERRIDE];
	model->lenses = arena_alloc(model->arena, model->lens_count, sizeof *model->lenses);
	model->indicators =
	    arena_alloc(model->arena, model->indicator_count, sizeof *model->indicators);
	model->questions = arena_alloc(model->arena, model->question_count, sizeof *model->questions);
	model->scales = arena_alloc(model->arena, model->scale_count, sizeof *model->scales);
	model->overrides = arena_alloc(model->arena, model->override_count, sizeof *model->overrides);
	if (model->lenses == NULL || model->indicators == NULL || model->questions == NULL ||
	    model->scales == NULL || model->overrides == NULL)
		return error_out_of_memory(reader->error);
	return 0;
}

short *
model_no_groups(const struct model *model)
{
	short *groups = arena_alloc(model->arena, model->lens_count, sizeof *groups);

	for (size_t i = 0; groups != NULL && i < model->lens_count; i++)
		groups[i] = -1;
	return groups;
}

int
model_init_indicator(const struct model *model, struct indicator *indicator, const char *id)
{
	*indicator = (struct indicator){
		.id = id, .title = id, .unit = "", .owner = "",
		.source = SOURCE_KPI, .direction = DIRECTION_HIGHER,
		.limits = { NAN, NAN, NAN, NAN }, .target = NAN,
		.level_min = LEVEL_DEFAULT_MIN, .level_max = LEVEL_DEFAULT_MAX, .weight = 1,
		.group = model_no_groups(model),
	};
	return indicator->group == NULL ? -1 : 0;
}

static int
init_question(const struct model *model, struct question *question, const char *id)
{
	*question = (struct question){
		.id = id, .text = id, .scale_min = NAN, .scale_max = NAN, .scale = -1, .weight = 1,
		.group = model_no_groups(model),
	};
	return question->group == NULL ? -1 : 0;
}

/* The object of a section with all defaults. */
static int
init_object(const struct model_reader *reader, const struct model_section *section)
{
	struct model *model = reader->model;
	size_t	      object = section->object;
	int	      rc = 0;

	switch (section->kind) {
	case MODEL_LENS:
		model->lenses[object] = (struct lens){ .id = section->id, .title = section->id,
			.help = "", .sides = 1u << SIDE_CLIENT | 1u << SIDE_PARTNER };
		break;
	case MODEL_KPI:
	case MODEL_DERIVED:
		rc = model_init_indicator(model, &model->indicators[object], section->id);
		if (section->kind == MODEL_DERIVED)
			model->indicators[object].source = SOURCE_DERIVED;
		break;
	case MODEL_QUESTION:
		rc = init_question(model, &model->questions[object], section->id);
		break;
	case MODEL_SCALE:
		scale_init(&model->scales[object], section->id);
		break;
	case MODEL_OVERRIDE:
		model->overrides[object].limits = (struct limits){ NAN, NAN, NAN, NAN };
		break;
	case MODEL_GROUP:
	case MODEL_RATING:
	case MODEL_POLICY:
	case MODEL_KINDS:
		break;
	}
	return rc == -1 ? error_out_of_memory(reader->error) : 0;
}

/* [group lens.group]: the lens must be there and list the group. */
static int
place_group(const struct model_reader *reader, struct model_section *section)
{
	struct model *model = reader->model;
	const char   *names[MODEL_LENSES_MAX];
	long	      lens;
	long	      group = model_find_place(model, section->id, &lens);

	if (group == -1) {
		/* Not a place as a whole: is it the lens that is unknown, or the group in it? */
		for (size_t i = 0; i < model->lens_count; i++) {
			size_t length = strlen(model->lenses[i].id);

			names[i] = model->lenses[i].id;
			if (strncmp(section->id, names[i], length) == 0 && section->id[length] == '.')
				return model_refuse(reader, section, "",
				    "[%s]: lens '%s' does not list '%s' in its groups", section->name,
				    names[i], section->id + length + 1);
		}
		return ini_unknown(reader->ini, "lens of group", section->id, section->line, names,
		    model->lens_count, reader->error);
	}
	section->lens = (size_t)lens;
	section->object = (size_t)group;
	model->lenses[lens].groups[group].title = model->lenses[lens].groups[group].id;
	return 0;
}

/* Entries of lenses only, or of all other sections. */
static int
read_entries(const struct model_reader *reader, bool lenses)
{
	for (size_t i = 0; i < ini_entry_count(reader->ini); i++) {
		const struct ini_entry	   *entry = ini_entry(reader->ini, i);
		const struct model_section *section = &reader->sections[entry->section_index];

		if ((section->kind == MODEL_LENS) == lenses &&
		    model_read_entry(reader, section, entry) == -1)
			return -1;
	}
	return 0;
}

static int
find_primary(const struct model_reader *reader)
{
	struct model *model = reader->model;
	size_t	      count = 0;

	for (size_t i = 0; i < model->lens_count; i++) {
		if (model->lenses[i].primary) {
			model->primary = i;
			count++;
		}
	}
	if (count != 1)
		return error_set(reader->error, ERROR_CONFIG, model->path, 0,
		    "%zu lenses say primary = yes; exactly one must", count);
	return 0;
}

static int
read_objects(struct model_reader *reader)
{
	for (size_t i = 0; i < reader->section_count; i++)
		if (init_object(reader, &reader->sections[i]) == -1)
			return -1;
	if (read_entries(reader, true) == -1)
		return -1;
	for (size_t i = 0; i < reader->section_count; i++)
		if (reader->sections[i].kind == MODEL_GROUP &&
		    place_group(reader, &reader->sections[i]) == -1)
			return -1;
	if (read_entries(reader, false) == -1 || model_index_names(reader) == -1)
		return -1;
	for (size_t i = 0; i < reader->section_count; i++)
		if (model_check_section(reader, &reader->sections[i]) == -1)
			return -1;
	return 0;
}

static int
read_model(struct model_reader *reader)
{
	struct model *model = reader->model;
	size_t	      counts[MODEL_KINDS] = { 0 };

	model->path = arena_strdup(reader->arena, ini_path(reader->ini));
	if (model->path == NULL)
		return error_out_of_memory(reader->error);
	(void)snprintf(model->digest, sizeof model->digest, "%s", ini_digest(reader->ini));
	model->policy = policy_default();
	if (declare_sections(reader, counts) == -1 || allocate_objects(reader, counts) == -1 ||
	    read_objects(reader) == -1 || model_default_ratings(reader) == -1 ||
	    find_primary(reader) == -1)
		return -1;
	return policy_check(model, reader->ini, reader->error);
}

int
model_load(struct arena *arena, const char *path, struct model *model, struct error *error)
{
	struct model_reader reader = { .model = model, .arena = arena, .error = error };
	int		    rc;

	*model = (struct model){ .arena = arena };
	if (ini_load(path, &reader.ini, error) == -1)
		return -1;
	rc = read_model(&reader);
	ini_free(reader.ini);
	return rc;
}
