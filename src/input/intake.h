/*
 * intake.h - what the readers of a run share while the files come in. Private to input/.
 */
#ifndef INPUT_INTAKE_H
#define INPUT_INTAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "input/dataset.h"
#include "input/names.h"
#include "input/vector.h"

struct arena;
struct findings;
struct kpi_intake;
struct survey_intake;
struct sheet;
struct sheet_kind;
struct table;

struct intake {
	struct arena		*arena;		/* of the dataset */
	struct arena		*scratch;	/* emptied with each row that used it */
	const struct settings	*settings;
	const struct mappings	*mappings;
	struct model		*model;
	struct dataset		*dataset;
	struct findings		*findings;
	struct names		 names;
	struct kpi_intake	*kpi;
	struct survey_intake	*survey;
	struct vector		 files;		/* struct input_file */
	struct vector		 invites;	/* struct invite */
	struct vector		 overrides;	/* struct colour_override */
	struct vector		 work_items;	/* struct work_item */
	struct table		*seen;		/* key of an invite, override or work item -> its index */
};

/* One per kind of input, in the order of enum input_kind. */
extern const struct sheet_kind kpi_sheet;
extern const struct sheet_kind survey_sheet;
extern const struct sheet_kind partners_sheet;
extern const struct sheet_kind overrides_sheet;
extern const struct sheet_kind invites_sheet;
extern const struct sheet_kind work_items_sheet;

/* Shapes that a bound sheet may turn into; they share the field tables of the long forms. */
extern const struct sheet_kind kpi_wide_sheet;		/* several KPIs or periods a row, or KPIs computed from columns */
extern const struct sheet_kind survey_wide_sheet;	/* a row a respondent */
bool kpi_is_wide(const struct sheet *sheet);
bool survey_is_wide(const struct sheet *sheet);

static inline struct input_file *
intake_file(const struct intake *intake, size_t index)
{
	return (struct input_file *)intake->files.items + index;
}

/* The path as reports print it: relative to the settings file. NULL when out of memory. */
const char *intake_name(const struct intake *intake, const char *path);

/* KPI rows: NULL when out of memory; finish sorts, rejects duplicates, adds unknown KPIs to the model and fills the dataset.
 * order: new index of each provisional partner. */
struct kpi_intake *kpi_intake_new(void);
void kpi_intake_free(struct kpi_intake *kpi);
int kpi_intake_finish(struct intake *intake, const uint32_t *order, struct error *error);

/* Answers, likewise. */
struct survey_intake *survey_intake_new(const struct model *model);
void survey_intake_free(struct survey_intake *survey);
int survey_intake_finish(struct intake *intake, const uint32_t *order, struct error *error);

#endif
