/*
 * board_blocks.h - the panels of the board pack, and what they share. Each draws itself at flow->y from flow->board.
 */
#ifndef RENDER_PDF_BOARD_BLOCKS_H
#define RENDER_PDF_BOARD_BLOCKS_H

#include "render/pdf/blocks.h"
#include "render/pdf/targets.h"
#include "story/board.h"

extern const struct block_table board_blocks;

/* Landscape, in order of the shipped template. */
void block_cover(struct flow *flow);
void block_contents(struct flow *flow);
void block_counts(struct flow *flow);
void block_heatmap(struct flow *flow);
void block_scatter(struct flow *flow);
void block_gaps(struct flow *flow);
void block_distribution(struct flow *flow);
void block_peers(struct flow *flow);
void block_cards(struct flow *flow);
void block_agenda(struct flow *flow);
void block_quality(struct flow *flow);
void block_ranking(struct flow *flow);
void block_board_method(struct flow *flow);

/* The name of a partner of the portfolio; with its id behind it if the fonts lack a character of it. */
const char *board_name(struct flow *flow, size_t at);
/* The letters of the colours, by enum rating. */
void board_letters(const struct flow *flow, char letters[SHADES]);
/* Stands for a partner in links to its card. */
size_t board_key(size_t at);
/* What the marks of the colours mean, one below another from y; returns where the last one ends. */
double board_legend(struct flow *flow, double x, double y, double width);
/* Mark and score of a cell, centred on the line y in the width from x; dash where nothing is planned. */
void board_cell(struct flow *flow, const struct score_cell *cell, struct box box, bool with_change);
/* A paragraph with its dot; returns its height. */
double board_bullet(struct flow *flow, double x, double y, double width, size_t lines_max, const char *text);

#endif
