/* kpi_rows.c - interning, so that a row is 32 bytes however much it says. */
#include "input/kpi_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/names.h"

struct kpi_intake *
kpi_intake_new(void)
{
	struct kpi_intake     *kpi = calloc(1, sizeof *kpi);
	const struct kpi_terms none = kpi_terms_none();

	if (kpi == NULL)
		return NULL;
	kpi->rows.size = sizeof(struct kpi_row);
	kpi->terms.size = sizeof(struct kpi_terms);
	kpi->unknown.size = sizeof(struct unknown_kpi);
	kpi->text_list.size = sizeof(const char *);
	kpi->duplicates.size = sizeof(uint8_t);
	kpi->indicators = table_new();
	kpi->unknown_ids = table_new();
	kpi->term_index = table_new();
	kpi->texts = table_new();
	if (kpi->indicators == NULL || kpi->unknown_ids == NULL || kpi->term_index == NULL || kpi->texts == NULL ||
	    kpi_terms_intern(kpi, &none) == -1) {
		kpi_intake_free(kpi);
		return NULL;
	}
	return kpi;
}

void
kpi_intake_free(struct kpi_intake *kpi)
{
	if (kpi == NULL)
		return;
	vector_clear(&kpi->rows);
	vector_clear(&kpi->terms);
	vector_clear(&kpi->unknown);
	vector_clear(&kpi->text_list);
	vector_clear(&kpi->duplicates);
	table_free(kpi->indicators);
	table_free(kpi->unknown_ids);
	table_free(kpi->term_index);
	table_free(kpi->texts);
	free(kpi);
}

int
kpi_set_duplicates(struct kpi_intake *kpi, uint16_t file, int rule)
{
	while (kpi->duplicates.count <= file)
		if (vector_push(&kpi->duplicates) == NULL)
			return -1;
	((uint8_t *)kpi->duplicates.items)[file] = (uint8_t)(rule == MAPPING_UNSET ? DUPLICATES_REJECT : rule);
	return 0;
}

struct kpi_terms
kpi_terms_none(void)
{
	struct kpi_terms terms;

	/* Compared as bytes: padding counts. */
	memset(&terms, 0, sizeof terms);
	terms.limits.green = terms.limits.red = terms.limits.green_high = terms.limits.red_high = NAN;
	terms.target = terms.weight = terms.rating_score = NAN;
	return terms;
}

/* As kpi_terms_intern, by the table. */
static long
find_terms(struct kpi_intake *kpi, const struct kpi_terms *terms)
{
	long		  index = table_get(kpi->term_index, (const char *)terms, sizeof *terms);
	struct kpi_terms *added;

	if (index != -1)
		return index;
	index = (long)kpi->terms.count;
	added = vector_push(&kpi->terms);
	if (added == NULL || table_set(kpi->term_index, (const char *)terms, sizeof *terms, index, NULL) == -1)
		return -1;
	*added = *terms;
	return index;
}

long
kpi_terms_intern(struct kpi_intake *kpi, const struct kpi_terms *terms)
{
	/* Compared as bytes, as by the table: not given is NaN, which equals nothing. */
	const char *bytes = (const char *)terms;
	const char *items = (const char *)kpi->terms.items;
	long	    index;

	if (kpi->terms.count > 0 && memcmp(items + kpi->last_terms * sizeof *terms, bytes, sizeof *terms) == 0)
		return (long)kpi->last_terms;
	index = find_terms(kpi, terms);
	if (index != -1)
		kpi->last_terms = (size_t)index;
	return index;
}

const char *
kpi_text_intern(struct intake *intake, const char *text, size_t length)
{
	struct kpi_intake *kpi = intake->kpi;
	long		   index = table_get(kpi->texts, text, length);
	const char	 **added;

	if (index != -1)
		return ((const char **)kpi->text_list.items)[index];
	added = vector_push(&kpi->text_list);
	if (added == NULL || table_set(kpi->texts, text, length, (long)kpi->text_list.count - 1, NULL) == -1)
		return NULL;
	*added = text_clean(intake->arena, text, length);
	return *added;
}

/* The KPI under its folded id, so that two spellings are one. */
static long
intern_unknown(struct intake *intake, const char *id)
{
	struct kpi_intake  *kpi = intake->kpi;
	char		   *folded = text_fold(intake->scratch, id, strlen(id));
	struct unknown_kpi *unknown;
	long		    index;

	if (folded == NULL)
		return KPI_NO_MEMORY;
	index = table_get(kpi->unknown_ids, folded, strlen(folded));
	if (index != -1)
		return index;
	index = (long)kpi->unknown.count;
	if (intake->model->indicator_count + kpi->unknown.count >= UINT16_MAX)
		return KPI_TOO_MANY;
	unknown = vector_push(&kpi->unknown);
	if (unknown == NULL || table_set(kpi->unknown_ids, folded, strlen(folded), index, NULL) == -1)
		return KPI_NO_MEMORY;
	unknown->id = arena_strdup(intake->arena, id);
	return unknown->id == NULL ? KPI_NO_MEMORY : index;
}

static bool
is_too_long(const char *id)
{
	const char *end = id + strlen(id);
	int	    count = 0;

	while (id < end && text_next(&id, end) != 0)
		if (++count > NAME_CHARACTERS_MAX)
			return true;
	return false;
}

static long
find_indicator(struct intake *intake, const char *text, size_t length)
{
	char *id;
	long  index;

	if (length > (size_t)NAME_CHARACTERS_MAX * 16)
		return KPI_TOO_LONG;
	id = text_clean(intake->scratch, text, length);
	if (id == NULL)
		return KPI_NO_MEMORY;
	if (*id == '\0')
		return KPI_BLANK;
	index = model_find_indicator(intake->model, id);
	if (index != -1)
		return index;
	if (is_too_long(id))
		return KPI_TOO_LONG;
	index = intern_unknown(intake, id);
	return index < 0 ? index : index + (long)intake->model->indicator_count;
}

long
kpi_indicator_intern(struct intake *intake, const char *text, size_t length)
{
	long index = table_get(intake->kpi->indicators, text, length);

	if (index != -1)
		return index;
	index = find_indicator(intake, text, length);
	if (index >= 0 && table_set(intake->kpi->indicators, text, length, index, NULL) == -1)
		return KPI_NO_MEMORY;
	return index;
}

struct unknown_kpi *
kpi_unknown(const struct intake *intake, long indicator)
{
	long known = (long)intake->model->indicator_count;

	return indicator < known ? NULL : (struct unknown_kpi *)intake->kpi->unknown.items + (indicator - known);
}
