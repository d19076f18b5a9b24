/* policy.c - the table of the method's constants. */
#include "config/policy.h"

#include <string.h>

#include "base/count.h"
#include "base/error.h"
#include "base/number.h"
#include "config/ini.h"
#include "config/model.h"

#define PLACE(field) offsetof(struct policy, field)

/* Ranges keep out what makes no sense, not what is unwise. */
static const struct key keys[] = {
	{ "policy", "green", KEY_NUMBER, PLACE(green), 0, 100, "80",
	    "a rounded score from here on is green", { NULL } },
	{ "policy", "yellow", KEY_NUMBER, PLACE(yellow), 0, 100, "50",
	    "a rounded score from here on is yellow, below it red", { NULL } },
	{ "policy", "default_tolerance", KEY_NUMBER, PLACE(default_tolerance), 0.01, 100, "10",
	    "percent of the target by which a KPI without limits may miss it before it is red",
	    { NULL } },
	{ "policy", "min_n", KEY_WHOLE, PLACE(min_n), 1, 1000, "5",
	    "fewer respondents on one side of a group: nothing of them is shown or used", { NULL } },
	{ "policy", "min_evidence", KEY_NUMBER, PLACE(min_evidence), 0, 100, "60",
	    "percent of the planned weight that must be present before a group or index is rated",
	    { NULL } },
	{ "policy", "red_groups", KEY_WHOLE, PLACE(red_groups), 0, MODEL_GROUPS_MAX, "2",
	    "so many red groups in the primary lens make its index red; 0: never", { NULL } },
	{ "policy", "plan_periods", KEY_WHOLE, PLACE(plan_periods), 0, 400, "4",
	    "periods for which a KPI stays planned after its last row", { NULL } },
	{ "policy", "survey_max_age", KEY_WHOLE, PLACE(survey_max_age), 0, 400, "2",
	    "reported periods that a survey may be old and still count", { NULL } },
	{ "policy", "survey_green", KEY_NUMBER, PLACE(survey_green), 1, 5, "4",
	    "survey mean on 1 to 5 from which a group is green", { NULL } },
	{ "policy", "survey_yellow", KEY_NUMBER, PLACE(survey_yellow), 1, 5, "3",
	    "survey mean on 1 to 5 from which a group is yellow", { NULL } },
	{ "policy", "trend_points", KEY_NUMBER, PLACE(trend_points), 0, 100, "3",
	    "change in points from which a trend is an arrow", { NULL } },
	{ "policy", "history_periods", KEY_WHOLE, PLACE(history_periods), 1, 40, "8",
	    "periods of history drawn", { NULL } },
	{ "policy", "gap_watch", KEY_NUMBER, PLACE(gap_watch), 0, 4, "0.5",
	    "perception gap on 1 to 5 below which the sides are aligned", { NULL } },
	{ "policy", "gap_misaligned", KEY_NUMBER, PLACE(gap_misaligned), 0, 4, "1",
	    "perception gap on 1 to 5 from which they are misaligned", { NULL } },
	{ "policy", "quadrant", KEY_NUMBER, PLACE(quadrant), 1, 5, "3.5",
	    "mean on 1 to 5 from which a side sees a strength", { NULL } },
	{ "policy", "watermelon_gap", KEY_NUMBER, PLACE(watermelon_gap), 0, 100, "25",
	    "points by which the KPIs stand above the survey in a watermelon", { NULL } },
	{ "policy", "robustness", KEY_NUMBER, PLACE(robustness), 0, 99, "25",
	    "percent by which every weight may vary while a robust colour stays", { NULL } },
	{ "policy", "mandate_flag", KEY_NUMBER, PLACE(mandate_flag), 0, 100, "20",
	    "points between the first two groups of a balance lens beyond which it is flagged",
	    { NULL } },
	{ "policy", "alpha_min_n", KEY_WHOLE, PLACE(alpha_min_n), 2, 100000, "30",
	    "Cronbach's alpha is shown from this many respondents on", { NULL } },
	{ "policy", "alpha_min_questions", KEY_WHOLE, PLACE(alpha_min_questions), 2, 1000, "3",
	    "Cronbach's alpha is shown from this many questions on", { NULL } },
	{ "policy", "top_box", KEY_NUMBER, PLACE(top_box), 1, 5, "4",
	    "answers on 1 to 5 from which they count as favourable", { NULL } },
	{ "policy", "override_reason_length", KEY_WHOLE, PLACE(override_reason_length), 0, 1000, "20",
	    "characters that the reason of an override must have", { NULL } },
	{ "policy", "ranking", KEY_FLAG, PLACE(ranking), 0, 1, "no",
	    "a league table of partners may be drawn", { NULL } },
	{ "policy", "unknown_kpi_group", KEY_TEXT, PLACE(unknown_kpi_group), 0, 0, "health.delivery",
	    "lens.group where a KPI that the model does not know counts if it has a target; "
	    "empty: nowhere", { NULL } },
};

const struct key *
policy_keys(size_t *count)
{
	*count = COUNT_OF(keys);
	return keys;
}

int
policy_set(struct policy *policy, struct arena *arena, const struct ini *ini,
    const struct ini_entry *entry, struct error *error)
{
	const struct key *key = key_find(keys, COUNT_OF(keys), NULL, entry->key);
	const char	 *names[COUNT_OF(keys)];

	if (key == NULL)
		return ini_unknown(ini, "key in [policy]", entry->key, entry->line, names,
		    key_names(keys, COUNT_OF(keys), NULL, names), error);
	return key_read(key, policy, arena, ini, entry, error);
}

bool
policy_row(const struct policy *policy, size_t index, const char **name, double *value,
    const char **meaning)
{
	size_t seen = 0;

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		if (keys[i].type == KEY_TEXT || seen++ != index)
			continue;
		*name = keys[i].name;
		*meaning = keys[i].help;
		memcpy(value, (const char *)policy + keys[i].offset, sizeof *value);
		return true;
	}
	return false;
}

/* What the table says, so that the help cannot promise another default. */
struct policy
policy_default(void)
{
	struct policy policy = { .unknown_kpi_group = NULL };

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		const char *standard = keys[i].standard;
		double	    value = 0;

		if (keys[i].type == KEY_TEXT)
			continue;
		if (keys[i].type != KEY_FLAG)
			(void)number_parse(standard, strlen(standard), false, &value);
		memcpy((char *)&policy + keys[i].offset, &value, sizeof value);
	}
	return policy;
}

/* The line of a policy key, 0 if the file does not give it. */
static unsigned long
policy_line(const struct ini *ini, const char *name)
{
	const struct ini_entry *entry = ini_find(ini, "policy", name);

	return entry == NULL ? 0 : entry->line;
}

static int
check_order(const struct ini *ini, const char *low, double low_value, const char *high,
    double high_value, struct error *error)
{
	unsigned long line = policy_line(ini, low);

	if (low_value < high_value)
		return 0;
	if (line == 0)
		line = policy_line(ini, high);
	return error_set(error, ERROR_CONFIG, ini_path(ini), line,
	    "[policy] %s = %g must be below %s = %g", low, low_value, high, high_value);
}

/* "lens.group" must be there; what nobody asked for may be missing. */
static int
check_unknown_group(struct model *model, const struct ini *ini, struct error *error)
{
	const char *name = model->policy.unknown_kpi_group;
	bool	    asked = name != NULL;
	long	    lens;

	if (asked && *name == '\0')
		return 0;
	if (!asked)
		name = "health.delivery";
	if (model_find_place(model, name, &lens) != -1)
		model->policy.unknown_kpi_group = name;
	else if (!asked)
		model->policy.unknown_kpi_group = "";
	else
		return error_set(error, ERROR_CONFIG, ini_path(ini),
		    policy_line(ini, "unknown_kpi_group"),
		    "[policy] unknown_kpi_group = \"%s\" names no lens.group of the model", name);
	return 0;
}

int
policy_check(struct model *model, const struct ini *ini, struct error *error)
{
	const struct policy *policy = &model->policy;

	if (check_order(ini, "yellow", policy->yellow, "green", policy->green, error) == -1 ||
	    check_order(ini, "survey_yellow", policy->survey_yellow, "survey_green",
		policy->survey_green, error) == -1 ||
	    check_order(ini, "gap_watch", policy->gap_watch, "gap_misaligned",
		policy->gap_misaligned, error) == -1)
		return -1;
	return check_unknown_group(model, ini, error);
}
