/* board_table.c - the blocks of the board pack, one a row. */
#include "base/count.h"
#include "render/pdf/board_blocks.h"

static bool
has_collaboration(const struct flow *flow)
{
	return flow->board->collaboration >= 0;
}

static bool
has_peers(const struct flow *flow)
{
	return flow->board->peers.from_count > 0;
}

static bool
has_cards(const struct flow *flow)
{
	return flow->board->card_count > 0;
}

static bool
has_ranking(const struct flow *flow)
{
	return flow->board->ranking_count > 0;
}

static const struct block rows[] = {
    {.name = "cover",
	.editions = EDITION_INTERNAL,
	.top = true,
	.draw = block_cover,
	.needs = "",
	.help = "title, the numbers of each colour, completeness"},
    {.name = "contents",
	.editions = EDITION_INTERNAL,
	.draw = block_contents,
	.needs = "",
	.help = "pages with links, and how to read the pack"},
    {.name = "executive",
	.editions = EDITION_INTERNAL,
	.full = true,
	.draw = block_counts,
	.needs = "",
	.help = "colours by period, movers, watermelons, gaps, who asks for a decision"},
    {.name = "heatmap",
	.editions = EDITION_INTERNAL,
	.draw = block_heatmap,
	.needs = "",
	.help = "partners by health, its groups, own performance, collaboration and more lenses",
	.parameters = {{"lenses", PARAMETER_LENSES, 0, 0, "",
	    "lenses after own performance and the first other one; none: those of the model in order"}}},
    {.name = "scatter",
	.editions = EDITION_INTERNAL,
	.has = has_collaboration,
	.full = true,
	.draw = block_scatter,
	.needs = "a second lens",
	.help = "own performance beside collaboration"},
    {.name = "gaps",
	.editions = EDITION_INTERNAL,
	.draw = block_gaps,
	.needs = "",
	.help = "where the two sides see a partnership differently, widest first",
	.parameters = {{"rows", PARAMETER_NUMBER, 1, 500, "60", "gaps; the rest is counted"}}},
    {.name = "distribution",
	.editions = EDITION_INTERNAL,
	.draw = block_distribution,
	.needs = "",
	.help = "every lens and group: how many partners have which colour"},
    {.name = "peers",
	.editions = EDITION_INTERNAL,
	.has = has_peers,
	.draw = block_peers,
	.needs = "answers of partners about partners",
	.help = "matrix of what partners' people say about other partners"},
    {.name = "ranking",
	.editions = EDITION_INTERNAL,
	.has = has_ranking,
	.draw = block_ranking,
	.needs = "ranking = yes in the model",
	.help = "partners by score"},
    {.name = "cards",
	.editions = EDITION_INTERNAL,
	.has = has_cards,
	.draw = block_cards,
	.needs = "a red, watermelon or moving partner",
	.help = "a card for each red, watermelon or moving partner"},
    {.name = "agenda",
	.editions = EDITION_INTERNAL,
	.draw = block_agenda,
	.needs = "",
	.help = "agenda of the joint board: KPIs, successes, bottlenecks, improvement actions"},
    {.name = "quality",
	.editions = EDITION_INTERNAL,
	.draw = block_quality,
	.needs = "",
	.help = "what is missing, suppressed or stood in for, by kind"},
    {.name = "rules",
	.editions = EDITION_INTERNAL,
	.draw = block_rules,
	.needs = "",
	.help = "rules and constants used"},
    {.name = "inputs",
	.editions = EDITION_INTERNAL,
	.draw = block_inputs,
	.needs = "",
	.help = "input files with their SHA-256, run and program",
	.parameters = {{"rows", PARAMETER_NUMBER, 1, 500, "500", "files; the rest is counted"}}},
    {.name = "sign",
	.editions = EDITION_INTERNAL,
	.draw = block_sign,
	.needs = "",
	.help = "lines for prepared, reviewed, approved"},
};

const struct block_table board_blocks = {"board pack", "board-pack.ini", rows, COUNT_OF(rows)};
