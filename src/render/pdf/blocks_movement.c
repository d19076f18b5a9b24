/* Page 3: which groups moved the score, and all of them on one radar beside the period before. */
#include <math.h>

#include "base/arena.h"
#include "render/pdf/blocks.h"

/* More rows than these are summed in one; more axes than these cannot be told apart. */
enum { STEPS_MAX = 12, AXES_MIN = 3, AXES_MAX = 10 };

static const double step_height = 15, steps_width = 264, radar_radius = 42, radar_height = 130;

/* One row of the movement: what, how much, and where the score stands after it. */
struct step {
	const char *title;
	double points; /* NaN: where the score stood, or stands */
	double after;
};

struct steps {
	struct step items[STEPS_MAX + 4]; /* both ends, the groups beyond, what is left */
	size_t count;
	struct scale_range range;
};

static void
add_step(struct steps *steps, const char *title, double points, double after)
{
	steps->items[steps->count++] = (struct step){title, points, after};
	steps->range.low = fmin(steps->range.low, after);
	steps->range.high = fmax(steps->range.high, after);
}

static bool
moved(const struct group_score *group)
{
	return isfinite(group->movement);
}

/* Every group that is rated in both periods, in model order. Returns the score after them. */
static double
add_groups(struct flow *flow, struct steps *steps, double at)
{
	const struct story *story = flow->story;
	size_t beyond = 0;
	double rest = 0;

	for (size_t i = 0; i < story->lens->group_count; i++) {
		const struct group_score *group = &story->health->groups[i];

		if (!moved(group))
			continue;
		if (steps->count > STEPS_MAX) {
			beyond++;
			rest += group->movement;
			continue;
		}
		at += group->movement;
		add_step(steps, story->lens->groups[i].title, group->movement, at);
	}
	if (beyond > 0)
		add_step(steps,
		    flow_say(flow, "movement.beyond", "count", flow_count(flow, beyond), NULL),
		    rest, at += rest);
	return at;
}

static struct steps
find_steps(struct flow *flow)
{
	const struct lens_score *health = flow->story->health;
	const struct scorecard *card = flow->story->card;
	struct steps steps = {.range = {NAN, NAN}};
	char *before = arena_alloc(flow->arena, PERIOD_SIZE, 1);
	double at, spare;

	if (before == NULL) {
		flow->canvas->out_of_memory = true;
		return steps;
	}
	add_step(&steps, period_name(card->history[card->history_count - 2].period, before), NAN,
	    health->previous);
	at = add_groups(flow, &steps, health->previous);
	if (health->movement_rest != 0)
		add_step(&steps,
		    flow_word(
			flow, health->composition ? "movement.composition" : "movement.rounding"),
		    health->movement_rest, at + health->movement_rest);
	add_step(&steps, flow->story->edition->period, NAN, score_printed(health->index));
	/* Never so fine that a tenth of a point looks like a landslide. */
	spare = fmax(5 - (steps.range.high - steps.range.low), 1) / 2;
	steps.range.low -= spare;
	steps.range.high += spare;
	return steps;
}

static void
draw_step(struct flow *flow, const struct steps *steps, size_t index, double y)
{
	const struct step *step = &steps->items[index];
	const struct palette *palette = flow->canvas->palette;
	struct box box = {flow->left + 118, y + 3, steps_width - 160, step_height - 6};
	bool end = isnan(step->points);
	const char *points = end
	    ? flow_score(flow, step->after)
	    : flow_checked(flow, story_signed(flow->story->edition, step->points, flow->arena));

	typeset_fit(flow->canvas, end ? flow_bold(flow, 8.5) : flow_text(flow, 8.5), flow->left,
	    y + 10.5, 112, step->title);
	typeset_line(flow->canvas, flow_right(end ? flow_bold(flow, 9) : flow_text(flow, 8.5)),
	    flow->left + steps_width, y + 10.5, points);
	if (end)
		chart_step_line(flow->canvas, box, steps->range, step->after, 0, palette->ink, 2.2);
	else
		chart_step(
		    flow->canvas, box, steps->range, step->after - step->points, step->after);
	if (index + 1 < steps->count)
		chart_step_line(flow->canvas, (struct box){box.x, box.y + box.height, box.width, 0},
		    steps->range, step->after, 6, palette->muted, 0.6);
}

/* The groups that have a score now or had one; 0 if they are too few or too many for a radar. */
static size_t
find_axes(const struct story *story, struct radar *radar, const char *names[AXES_MAX],
    double values[2][AXES_MAX], enum rating ratings[AXES_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < story->lens->group_count; i++) {
		const struct group_score *group = &story->health->groups[i];

		if (!isfinite(group->score) && !isfinite(group->previous))
			continue;
		if (count == AXES_MAX)
			return 0;
		names[count] = story->lens->groups[i].title;
		values[0][count] = group->score;
		values[1][count] = group->previous;
		ratings[count++] = group->rating;
	}
	radar->count = count;
	return count >= AXES_MIN ? count : 0;
}

static void
draw_radar(struct flow *flow, double top)
{
	const struct policy *policy = &flow->story->edition->model->policy;
	const char *names[AXES_MAX];
	double values[2][AXES_MAX];
	enum rating ratings[AXES_MAX];
	double left = flow->left + steps_width + 24;
	struct radar radar = {.x = (left + flow->right) / 2,
	    .y = top + 16 + radar_radius,
	    .radius = radar_radius,
	    .names = names,
	    .name_width = (flow->right - left) / 2 - radar_radius - 4,
	    .now = values[0],
	    .before = values[1],
	    .ratings = ratings,
	    .bands = {policy->yellow, policy->green}};

	if (find_axes(flow->story, &radar, names, values, ratings) > 0)
		chart_radar(flow->canvas, &radar);
}

/* Both lines of the radar, the limits of its rings. */
static void
draw_legend(struct flow *flow)
{
	const struct palette *palette = flow->canvas->palette;
	const struct policy *policy = &flow->story->edition->model->policy;
	struct style style = flow_muted(flow, 8);
	double x = flow->left, y = flow->y + 9;

	shape_line(flow->canvas, x, y - 2.8, x + 16, y - 2.8, palette->client, 1.8);
	x +=
	    21 + typeset_line(flow->canvas, style, x + 21, y, flow_word(flow, "movement.now")) + 16;
	canvas_set_dash(flow->canvas, 3, 2);
	shape_line(flow->canvas, x, y - 2.8, x + 16, y - 2.8, palette->peer, 1.1);
	canvas_set_dash(flow->canvas, 0, 0);
	x += 21 + typeset_line(flow->canvas, style, x + 21, y, flow_word(flow, "movement.before")) +
	    16;
	typeset_fit(flow->canvas, style, x, y, flow->right - x,
	    flow_say(flow, "movement.rings", "yellow", flow_amount(flow, policy->yellow), "green",
		flow_amount(flow, policy->green), NULL));
	flow->y += 22;
}

bool
movement_has(const struct flow *flow)
{
	return isfinite(flow->story->health->change) && isfinite(flow->story->health->previous) &&
	    flow->story->card->history_count >= 2;
}

void
block_movement(struct flow *flow)
{
	struct steps steps;
	double height, top;

	if (!movement_has(flow))
		return;
	steps = find_steps(flow);
	height = fmax(step_height * (double)steps.count, radar_height);
	flow_heading(flow, flow_title(flow, "movement.section"), flow->story->change, height + 22);
	top = flow->y;
	for (size_t i = 0; i < steps.count; i++)
		draw_step(flow, &steps, i, top + step_height * (double)i);
	draw_radar(flow, top);
	flow->y = top + height;
	draw_legend(flow);
}
