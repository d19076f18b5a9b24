/* records.c - the first records copied, the others passed through. */
#include "input/records.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/error.h"
#include "input/sheet.h"

struct records {
	struct csv_reader *csv;
	struct arena	  *arena;	/* what the copies consist of */
	struct csv_record  head[RECORDS_HEAD];
	size_t		   count;
	size_t		   next;	/* of the head */
	int		   ended;	/* csv_next: 1 so far, 0 or -1 for good */
	struct error	   broken;	/* if that was -1 */
};

/* NULL when out of memory. */
static const struct csv_field *
copy_fields(struct arena *arena, const struct csv_record *record)
{
	struct csv_field *fields = arena_alloc(arena, record->field_count, sizeof *fields);

	for (size_t i = 0; fields != NULL && i < record->field_count; i++) {
		fields[i].length = record->fields[i].length;
		fields[i].text = arena_strndup(arena, record->fields[i].text, fields[i].length);
		if (fields[i].text == NULL)
			return NULL;
	}
	return fields;
}

static int
read_ahead(struct records *records, struct error *error)
{
	struct csv_record record;

	while (records->count < RECORDS_HEAD &&
	    (records->ended = csv_next(records->csv, &record, &records->broken)) == 1) {
		record.fields = copy_fields(records->arena, &record);
		if (record.fields == NULL)
			return error_out_of_memory(error);
		records->head[records->count++] = record;
	}
	return 0;
}

int
records_open(const char *path, const char *encoding, char separator,
    const struct csv_limits *limits, struct records **records, struct error *error)
{
	struct records *opened = calloc(1, sizeof *opened);

	*records = NULL;
	if (opened == NULL)
		return error_out_of_memory(error);
	opened->arena = arena_new();
	if (opened->arena == NULL) {
		records_close(opened);
		return error_out_of_memory(error);
	}
	if (csv_open(path, encoding, separator, limits, &opened->csv, error) == -1 ||
	    read_ahead(opened, error) == -1) {
		records_close(opened);
		return -1;
	}
	*records = opened;
	return 0;
}

void
records_close(struct records *records)
{
	if (records == NULL)
		return;
	csv_close(records->csv);
	arena_free(records->arena);
	free(records);
}

const struct csv_record *
records_head(const struct records *records, size_t *count)
{
	*count = records->count;
	return records->head;
}

void
records_skip(struct records *records, size_t n)
{
	size_t left = records->count - records->next;

	records->next += n < left ? n : left;
}

int
records_next(struct records *records, struct csv_record *record, struct error *error)
{
	if (records->next < records->count) {
		*record = records->head[records->next++];
		return 1;
	}
	if (records->ended == 1)
		records->ended = csv_next(records->csv, record, &records->broken);
	if (records->ended == -1)
		*error = records->broken;
	return records->ended;
}

const struct csv_reader *
records_csv(const struct records *records)
{
	return records->csv;
}

void
record_cut(struct csv_record *record, size_t first, size_t last)
{
	size_t start = first < record->field_count ? first : record->field_count;
	size_t width = last - first + 1;

	record->fields += start;
	record->field_count -= start;
	if (record->field_count > width)
		record->field_count = width;
}

static bool
is_blank_from(const struct csv_record *record, size_t first)
{
	for (size_t i = first; i < record->field_count; i++)
		if (cell_trim(record->fields[i].text, record->fields[i].length).length > 0)
			return false;
	return true;
}

bool
record_is_blank(const struct csv_record *record)
{
	return is_blank_from(record, 0);
}

bool
record_fits(const struct csv_record *record, size_t width)
{
	return record->field_count >= width && is_blank_from(record, width);
}
