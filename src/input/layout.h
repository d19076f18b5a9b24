/*
 * layout.h - which records of a file are its header, what its columns are called, and which dialect that is: judged from the first records.
 *
 * Pure: looks at records in memory. The same judgement serves reading and `rapport inspect`.
 */
#ifndef INPUT_LAYOUT_H
#define INPUT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "config/mapping.h"
#include "input/csv.h"

struct arena;
struct error;

/* What the header rows say about one column. */
struct layout_column {
	const char *text;	/* cleaned; a question and its sub-item joined by " - "; "" if there is none */
	const char *folded;
	const char *question;	/* cleaned: the forward-filled upper part; text if there is one part */
	const char *sub;	/* cleaned: the lower part; "" if none, or one that says nothing ("Response") */
	const char *code;	/* folded; "" */
	const char *tag;	/* folded: the ImportId; "" */
	const char *written_code;	/* code, or else tag, as in the file; "" */
};

struct layout {
	const struct mapping *mapping;		/* effective: source over dialect; never NULL when layout_detect returned 0 */
	const struct mapping *dialect;		/* NULL: none, or plain column names */
	const char	     *why;		/* the reason in words, never NULL */
	double		      confidence;	/* 0..1 */
	bool		      plain;		/* the columns are named as in inputs.md */
	size_t		      skipped;		/* records above the header */
	size_t		      header_rows;
	size_t		      first_column;	/* the window: columns[0] is this field of a record */
	struct layout_column *columns;
	size_t		      column_count;
};

/*
 * records: the first of the file. plain_names: the required fields of inputs.md for this kind of input (folded), for the rule that a file with all of them is plain; NULL
 * with count 0 if the kind is not known (inspect). source may be NULL. Everything from the arena, nothing points into the records.
 * Order of judgement: what the source fixes; plain names; the first dialect of the mappings that fits; none (one header row).
 * -1 when out of memory; ERROR_CONFIG: the source names a dialect that does not exist; ERROR_INPUT: it skips all rows.
 */
int layout_detect(struct arena *arena, const struct csv_record *records, size_t count, const struct mapping *source, const struct mappings *mappings,
    const char *const *plain_names, size_t plain_count, struct layout *layout, struct error *error);

/* The first column from `from` on that the reference names, -1 if none. A header pattern fits the name, or else the code. Numbers of references ("name#2", index) are counted over the window. */
long layout_find(const struct layout *layout, const struct column_ref *reference, size_t from);
/* The first of the alternatives that is there, -1 if none. */
long layout_find_any(const struct layout *layout, const struct column_list *list);
/* True if any reference of the list names this column. */
bool layout_in_list(const struct layout *layout, const struct column_list *list, size_t column);

#endif
