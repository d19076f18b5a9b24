/* model_check.c - what a section must say as a whole, once all of them are read. */
#include <math.h>
#include <string.h>

#include "config/model_read.h"
#include "config/scale.h"

static bool
is_given(const struct model_reader *reader, const struct model_section *section, const char *key)
{
	return ini_find(reader->ini, section->name, key) != NULL;
}

/* The first of the keys that the section has, or NULL. */
static const char *
first_given(const struct model_reader *reader, const struct model_section *section,
    const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_given(reader, section, keys[i]))
			return keys[i];
	return NULL;
}

static int
check_range(const struct model_reader *reader, const struct model_section *section,
    const struct limits *limits)
{
	static const char *const single[] = { "green_at", "red_at" };
	const char		*key = first_given(reader, section, single, 2);

	if (key != NULL)
		return model_refuse(reader, section, key,
		    "[%s] %s: direction range takes green_low, green_high, red_low and red_high",
		    section->name, key);
	if (isnan(limits->red) || isnan(limits->green) || isnan(limits->green_high) ||
	    isnan(limits->red_high))
		return model_refuse(reader, section, "direction",
		    "[%s]: direction range needs green_low, green_high, red_low and red_high",
		    section->name);
	if (!(limits->red < limits->green && limits->green <= limits->green_high &&
		limits->green_high < limits->red_high))
		return model_refuse(reader, section, "green_low",
		    "[%s]: limits must stand in the order red_low %g < green_low %g <= "
		    "green_high %g < red_high %g", section->name, limits->red, limits->green,
		    limits->green_high, limits->red_high);
	return 0;
}

/* green_at and red_at of a direction that has one of each. */
static int
check_pair(const struct model_reader *reader, const struct model_section *section,
    enum direction direction, const struct limits *limits)
{
	double green = limits->green;
	double red = limits->red;

	if (isnan(green) || isnan(red))
		return 0;
	if (green == red)
		return model_refuse(reader, section, "green_at",
		    "[%s]: green_at and red_at are both %g; between them lies yellow", section->name,
		    green);
	if ((green > red) != (direction == DIRECTION_HIGHER))
		return model_refuse(reader, section, "green_at",
		    "[%s]: green_at %g and red_at %g contradict direction %s", section->name, green,
		    red, direction_name(direction));
	return 0;
}

/* The limit that is not given follows from the target: it must fit the other one. */
static int
check_target(const struct model_reader *reader, const struct model_section *section,
    const struct indicator *indicator, const struct limits *limits)
{
	double target = indicator->target;
	double sign = indicator->direction == DIRECTION_LOWER ? -1 : 1;
	double tolerance = fabs(target) * reader->model->policy.default_tolerance / 100;
	double green = isnan(limits->green) ? target : limits->green;
	double red = isnan(limits->red) ? target - sign * tolerance : limits->red;

	if (isnan(target) || sign * (green - red) > 0)
		return 0;
	return model_refuse(reader, section, isnan(limits->green) ? "red_at" : "green_at",
	    "[%s]: with target %g, green is %g and red %g, which contradicts direction %s",
	    section->name, target, green, red, direction_name(indicator->direction));
}

int
model_check_limits(const struct model_reader *reader, const struct model_section *section,
    const struct indicator *indicator, const struct limits *limits)
{
	enum direction		 direction = indicator->direction;
	static const char *const ends[] = { "green_low", "green_high", "red_low", "red_high" };
	static const char *const all[] = { "green_at", "red_at", "target" };
	const char		*key;

	if (direction == DIRECTION_RANGE)
		return check_range(reader, section, limits);
	key = first_given(reader, section, ends, 4);
	if (key != NULL)
		return model_refuse(reader, section, key, "[%s] %s is for direction range, not %s",
		    section->name, key, direction_name(direction));
	if (direction == DIRECTION_HIGHER || direction == DIRECTION_LOWER) {
		if (check_pair(reader, section, direction, limits) == -1)
			return -1;
		return check_target(reader, section, indicator, limits);
	}
	key = first_given(reader, section, all, direction == DIRECTION_TRACK ? 2 : 3);
	if (key != NULL)
		return model_refuse(reader, section, key, "[%s] %s has no meaning for direction %s",
		    section->name, key, direction_name(direction));
	return 0;
}

static int
check_indicator(const struct model_reader *reader, const struct model_section *section)
{
	const struct indicator *indicator = &reader->model->indicators[section->object];
	const char	       *level = is_given(reader, section, "level_min") ? "level_min" : "level_max";

	if (indicator->direction == DIRECTION_LEVEL && !(indicator->level_min < indicator->level_max))
		return model_refuse(reader, section, "level_max",
		    "[%s]: direction level needs level_min and level_max, level_min below level_max",
		    section->name);
	if (indicator->direction != DIRECTION_LEVEL && is_given(reader, section, level))
		return model_refuse(reader, section, level, "[%s] %s is for direction level, not %s",
		    section->name, level, direction_name(indicator->direction));
	/* R = G -/+ 10 % of |target| would be G itself. */
	if (indicator->target == 0 && isnan(indicator->limits.red) &&
	    (indicator->direction == DIRECTION_HIGHER || indicator->direction == DIRECTION_LOWER))
		return model_refuse(reader, section, "target",
		    "[%s]: a target of 0 needs red_at, for 10 %% of it are nothing", section->name);
	return model_check_limits(reader, section, indicator, &indicator->limits);
}

static int
check_lens(const struct model_reader *reader, const struct model_section *section)
{
	const struct lens *lens = &reader->model->lenses[section->object];

	if (lens->group_count == 0)
		return model_refuse(reader, section, "groups", "[%s] needs groups = ...",
		    section->name);
	if (lens->sides == 0)
		return model_refuse(reader, section, "sides",
		    "[%s] sides: name at least one of client, partner, peer", section->name);
	if (lens->balance && lens->group_count < 2)
		return model_refuse(reader, section, "balance",
		    "[%s]: a balance needs two groups", section->name);
	for (size_t i = 0; i < lens->group_count; i++)
		if (lens->groups[i].title == NULL)
			return model_refuse(reader, section, "groups",
			    "[%s] names group '%s', but there is no section [group %s.%s]",
			    section->name, lens->groups[i].id, lens->id, lens->groups[i].id);
	return 0;
}

static int
check_question(const struct model_reader *reader, const struct model_section *section)
{
	struct question *question = &reader->model->questions[section->object];
	bool		 bare = is_given(reader, section, "scale_min") ||
	    is_given(reader, section, "scale_max");

	if (question->scale != -1 && bare)
		return model_refuse(reader, section, "scale",
		    "[%s]: give either scale or scale_min and scale_max", section->name);
	if (question->scale != -1) {
		question->scale_min = reader->model->scales[question->scale].min;
		question->scale_max = reader->model->scales[question->scale].max;
	} else if (!(question->scale_min < question->scale_max))
		return model_refuse(reader, section, "scale_max",
		    "[%s] needs scale = ..., or scale_min below scale_max", section->name);
	return 0;
}

int
model_check_section(const struct model_reader *reader, const struct model_section *section)
{
	switch (section->kind) {
	case MODEL_LENS:
		return check_lens(reader, section);
	case MODEL_KPI:
	case MODEL_DERIVED:
		return check_indicator(reader, section);
	case MODEL_QUESTION:
		return check_question(reader, section);
	case MODEL_SCALE:
		return scale_check(&reader->model->scales[section->object], reader->ini, section->name,
		    section->line, reader->error);
	case MODEL_RATING:
		return model_finish_rating(reader, section);
	case MODEL_OVERRIDE:
		return model_finish_override(reader, section);
	case MODEL_GROUP:
	case MODEL_POLICY:
	case MODEL_KINDS:
		break;
	}
	return 0;
}
