/*
 * spool.h - where libxlsxwriter keeps the parts of a workbook while it puts it together.
 *
 * The library writes every part to a file from lxw_tmpfile() and never looks whether the writes worked. Ours replaces it: parts
 * live in memory, large ones in an unnamed file beside the output, and every failure stays known until the book is closed.
 */
#ifndef RENDER_XLSX_SPOOL_H
#define RENDER_XLSX_SPOOL_H

#include <stddef.h>

enum { SPOOL_DIRECTORY_SIZE = 4096 };

/* One per workbook being written; must outlive it. */
struct spool {
	char   directory[SPOOL_DIRECTORY_SIZE];	/* for parts that outgrow the memory; "" = none may */
	size_t memory;				/* bytes of one part kept in memory */
	size_t parts; /* how many the library asked for: 0 means that ours was not called */
	int    failure;				/* errno of the first failure, 0 = none */
};

enum { SPOOL_MEMORY = 8 * 1024 * 1024 };

/* Directory cut from the path of the output. */
void spool_init(struct spool *spool, const char *path, size_t memory);

/* From here on the calling thread's parts belong to spool; NULL: to none, and lxw_tmpfile fails. */
void spool_use(struct spool *spool);

#endif
