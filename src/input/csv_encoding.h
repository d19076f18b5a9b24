/*
 * csv_encoding.h - in which encoding a file is written, judged by all of its bytes (formats.md 1).
 *
 * Real files turn from ASCII to Windows-1252 deep inside, so a file longer than its first block is
 * gone through once before it is read.
 */
#ifndef INPUT_CSV_ENCODING_H
#define INPUT_CSV_ENCODING_H

#include <stddef.h>

struct error;

enum { ENCODING_NAME_SIZE = 40, ENCODING_WHY_SIZE = 120 };

struct csv_encoding {
	char   name[ENCODING_NAME_SIZE];	/* for iconv; "UTF-8" needs no conversion */
	char   label[ENCODING_NAME_SIZE];	/* for people: "UTF-8 with BOM", "Windows-1252" */
	char   why[ENCODING_WHY_SIZE];		/* a sentence for people, without its point */
	double confidence;			/* 0..1 */
	size_t mark_bytes;			/* of the byte order mark, which is no text */
};

/* The bytes to judge: the beginning is in memory already, the rest is read from the file
 * without moving its offset. */
struct csv_bytes_source {
	int		   file;
	const char	  *path;	/* for messages */
	unsigned long long size;	/* of the file */
	const char	  *head;
	size_t		   head_bytes;
	size_t		   block_bytes;	/* how much is read at a time */
};

/*
 * A byte order mark decides; without one the name that a mapping fixed (NULL or "auto": none);
 * else UTF-8 if the bytes are, also if fewer of them are broken than there are characters beyond
 * ASCII; else Windows-1252. ERROR_CONFIG for a name that csv_decode cannot read, ERROR_INPUT if
 * the first block cannot be in the one that was fixed, ERROR_IO.
 */
int csv_encoding_decide(const struct csv_bytes_source *source, const char *fixed,
    struct csv_encoding *encoding, struct error *error);

#endif
