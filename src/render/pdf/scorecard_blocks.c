/* scorecard_blocks.c - the blocks of the partner scorecard, one a row. */
#include "base/count.h"
#include "render/pdf/blocks.h"

static bool
has_history(const struct flow *flow)
{
	return flow->story->card->history_count > 1;
}

static bool
has_alerts(const struct flow *flow)
{
	return flow->story->alert_count > 0;
}

static bool
has_questions(const struct flow *flow)
{
	return flow->story->card->has_survey && flow->story->card->question_count > 0;
}

static bool
has_trail(const struct flow *flow)
{
	return flow->story->trail_count > 0;
}

static const struct block rows[] = {
	{ .name = "band", .editions = EDITION_ALL, .top = true, .draw = block_band, .needs = "",
	    .help = "head of the first page: partner, period, verdict, logo" },
	{ .name = "health", .editions = EDITION_ALL, .draw = block_health, .needs = "",
	    .help = "dial of the health score, and what it is made of" },
	{ .name = "tiles", .editions = EDITION_ALL, .draw = block_tiles, .needs = "",
	    .help = "own performance, collaboration and two more lenses",
	    .parameters = { { "lenses", PARAMETER_LENSES, 0, 0, "",
		"lenses after own performance and the first other one; none: those of the model in order" } } },
	{ .name = "history", .editions = EDITION_ALL, .has = has_history, .draw = block_history, .needs = "two periods or more",
	    .help = "the health score over the last periods",
	    .parameters = { { "periods", PARAMETER_NUMBER, 2, 12, "8", "columns, as far as the model's history_periods goes" } } },
	{ .name = "things", .editions = EDITION_ALL, .draw = block_things, .needs = "",
	    .help = "the verdict, and the things to know in sentences",
	    .parameters = { { "count", PARAMETER_NUMBER, 0, 3, "3", "sentences after the verdict" } } },
	{ .name = "alerts", .editions = EDITION_ALL, .has = has_alerts, .draw = block_alerts, .needs = "a cap or an override",
	    .help = "caps and overrides that changed the colour" },
	{ .name = "completeness", .editions = EDITION_ALL, .draw = block_completeness, .needs = "",
	    .help = "at the foot: how much came in, and what the marks mean" },
	{ .name = "kpis", .editions = EDITION_ALL, .draw = block_kpis, .needs = "",
	    .help = "table of the key indicators, worst and most changed first",
	    .parameters = { { "rows", PARAMETER_NUMBER, 1, 500, "500", "indicators; the rest is counted" } } },
	{ .name = "voice", .editions = EDITION_ALL, .draw = block_voice, .needs = "",
	    .help = "two-sided survey, group by group" },
	{ .name = "questions", .editions = EDITION_ALL, .has = has_questions, .draw = block_questions, .needs = "survey answers",
	    .help = "answers question by question",
	    .parameters = { { "rows", PARAMETER_NUMBER, 1, 500, "500", "questions; the rest is counted" } } },
	{ .name = "movement", .editions = EDITION_ALL, .has = movement_has, .draw = block_movement,
	    .needs = "a health score now and in the period before", .help = "which groups moved the health score, and a radar of all of them" },
	{ .name = "lenses", .editions = EDITION_ALL, .has = lenses_has, .draw = block_lenses, .needs = "a second lens",
	    .help = "every other lens with its groups; own performance against collaboration" },
	{ .name = "trail", .editions = EDITION_ALL, .has = has_trail, .draw = block_trail, .needs = "",
	    .help = "how the headline number came about" },
	{ .name = "omissions", .editions = EDITION_ALL, .draw = block_omissions, .needs = "",
	    .help = "what is missing, suppressed or rejected",
	    .parameters = { { "rows", PARAMETER_NUMBER, 1, 500, "40", "items; the rest is counted" } } },
	{ .name = "rules", .editions = EDITION_ALL, .draw = block_rules, .needs = "",
	    .help = "rules and constants used" },
	{ .name = "inputs", .editions = EDITION_ALL, .draw = block_inputs, .needs = "",
	    .help = "input files with their SHA-256, run and program",
	    .parameters = { { "rows", PARAMETER_NUMBER, 1, 500, "500", "files; the rest is counted" } } },
	{ .name = "sign", .editions = EDITION_ALL, .draw = block_sign, .needs = "",
	    .help = "lines for prepared, reviewed, approved" },
};

const struct block_table scorecard_blocks = { "scorecard", "scorecard.ini", rows, COUNT_OF(rows) };
