/*
 * board.h - what the board pack says about all partners together: counts, movers, watermelons, gaps, who needs a decision.
 *
 * The one place that decides content and wording of the portfolio's reports; the renderer only draws it. Orders are by colour and
 * name, lists of movers by change: no league table, unless policy.ranking asks for one.
 */
#ifndef STORY_BOARD_H
#define STORY_BOARD_H

#include "score/portfolio.h"
#include "story/story.h"

enum { BOARD_COUNT_PERIODS = 5, BOARD_LIST_MAX = 8, BOARD_TOPIC_MAX = 6, BOARD_CARDS_MAX = 48, BOARD_PEERS_MAX = 24 };

/* Up to here the pack shows every partner; beyond it red ones, yellow ones and movers (the workbook has all). */
enum { BOARD_ALL_MAX = 60 };

/* How many partners had which colour in a period. */
struct board_count {
	struct period period;
	size_t	      count[SHADES];
};

/* A partner worth naming, and why. */
struct board_mention {
	size_t	    at;			/* in portfolio->partners */
	enum rating rating;
	double	    change;		/* printed, NaN; of a gap: its size */
	const char *text;		/* a sentence without the partner's name */
};

struct board_list {
	struct board_mention *items;	/* at most BOARD_LIST_MAX */
	size_t		      count;
	size_t		      total;	/* that there are */
};

/* A perception gap that is not aligned. */
struct board_gap {
	size_t at;			/* in portfolio->partners */
	size_t group;			/* of the primary lens */
};

/* One point of the joint board's agenda. */
struct board_topic {
	const char  *title;
	const char **items;
	size_t	     count;
};

/* Answers of one partner's people about another. */
struct peer_cell {
	size_t n;			/* people, 0 unless published */
	double mean;			/* 1..5, NaN unless published */
	bool   heard;			/* someone answered */
};

struct board_peers {
	size_t		 *from;		/* in the dataset */
	size_t		  from_count;	/* 0: nobody answered about another partner */
	size_t		 *to;
	size_t		  to_count;
	struct peer_cell *cells;	/* [from * to_count + to] */
	size_t		  left_out;	/* people whose row or column is beyond BOARD_PEERS_MAX */
};

struct board_story {
	const struct edition   *edition;
	const struct portfolio *portfolio;
	const struct lens      *lens;		/* primary */
	long			collaboration;	/* the lens beside own performance: the first that is not primary, -1 */
	const char	       *verdict;	/* "Of 42 partners: 30 green, 8 yellow, 3 red, 1 not rated." */
	const char	       *movement;	/* "Since 2026-Q2: 2 rose and 1 fell by 3 points or more." */
	struct board_count	counts[BOARD_COUNT_PERIODS];	/* oldest first, the reported period last */
	size_t			count_periods;
	struct board_list	up;		/* largest rises first */
	struct board_list	down;
	struct board_list	watermelons;
	struct board_list	red;
	struct board_gap       *gaps;		/* misaligned and watch, widest first */
	size_t			gap_count;
	size_t			misaligned;
	size_t			gap_partners;	/* that have any */
	size_t		       *order;		/* partners shown, by colour and name: indexes into portfolio->partners */
	size_t			order_count;
	const char	       *scope;		/* which partners are shown and where the rest is; "" if all are */
	size_t		       *cards;		/* red, watermelon, largest movers; by colour and name */
	size_t			card_count;
	size_t			card_total;
	const char	      **reasons;	/* per portfolio partner that has a card: why; else NULL */
	const char	      **asks;		/* the same: what would help, "" if the data do not say */
	struct board_topic	agenda[4];	/* KPIs, successes, bottlenecks, improvement actions */
	const char	       *completeness;
	struct omission	       *omissions;	/* data quality: by kind with counts */
	size_t			omission_count;
	struct board_peers	peers;
	size_t		       *ranking;	/* by score, best first; NULL unless policy.ranking */
	size_t			ranking_count;
	const char	      **rules;
	size_t			rule_count;
};

/* Everything from the arena; portfolio and edition must outlive it. Only memory can fail. */
int board_story_make(const struct edition *edition, const struct portfolio *portfolio, struct arena *arena,
    struct board_story *story, struct error *error);

/* A stored number as printed: floats carry one or two decimals, not more. */
double board_score(float printed);
double board_points(float hundredths);
/* Green outside, red inside: a group of the primary lens, or a critical indicator. */
bool board_is_watermelon(const struct board_story *story, size_t at);
const char *board_partner_name(const struct board_story *story, size_t at);

#endif
