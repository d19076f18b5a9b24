/*
 * kpi_rows.h - KPI rows while they come in: terms shared by rows that say the same, KPIs that the model does not know, duplicates.
 */
#ifndef INPUT_KPI_ROWS_H
#define INPUT_KPI_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "input/dataset.h"
#include "input/vector.h"

struct intake;
struct table;

enum { KPI_ALL = UINT32_MAX };		/* partner of an ALL row until kpi_intake_finish */

/* A KPI that only the data know. */
struct unknown_kpi {
	const char   *id;		/* as first written */
	bool	      scored;		/* a row carries limits, a target or a rating word */
	uint16_t      file;		/* where it was seen first */
	unsigned long line;
	unsigned int  column;
	uint32_t      rows;
};

struct kpi_intake {
	struct vector rows;		/* struct kpi_row; indicators beyond the model's count the unknown ones */
	struct vector terms;		/* struct kpi_terms */
	size_t	      last_terms;	/* index of those of the row before: rows that say the same stand together */
	struct vector unknown;		/* struct unknown_kpi */
	struct table *indicators;	/* raw bytes -> indicator */
	struct table *unknown_ids;	/* folded id -> unknown */
	struct table *term_index;	/* bytes of struct kpi_terms -> index */
	struct table *texts;		/* raw unit or note -> index into text_list */
	struct vector text_list;	/* const char * */
	struct vector duplicates;	/* uint8_t: enum duplicates of each file, by its index */
};

/* What holds for keys given twice in a file: enum duplicates, or MAPPING_UNSET for reject. -1 when out of memory. */
int kpi_set_duplicates(struct kpi_intake *kpi, uint16_t file, int rule);

/* "Nothing given": NaN and NULL. */
struct kpi_terms kpi_terms_none(void);
/* Index of the terms, added if new; -1 when out of memory. */
long kpi_terms_intern(struct kpi_intake *kpi, const struct kpi_terms *terms);
/* One copy of equal texts, cleaned; NULL when out of memory. */
const char *kpi_text_intern(struct intake *intake, const char *text, size_t length);

/* Results beside an indicator. */
enum { KPI_NO_MEMORY = -1, KPI_BLANK = -2, KPI_TOO_LONG = -3, KPI_TOO_MANY = -4 };
/* The indicator that text names: the model's by id or alias, or an unknown one, added if new. */
long kpi_indicator_intern(struct intake *intake, const char *text, size_t length);
/* The unknown KPI behind an indicator, NULL if the model knows it. */
struct unknown_kpi *kpi_unknown(const struct intake *intake, long indicator);

#endif
