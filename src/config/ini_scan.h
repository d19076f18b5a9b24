/*
 * ini_scan.h - the byte-exact reading of an INI file, line by line, that iniparser's own reading is held against.
 */
#ifndef CONFIG_INI_SCAN_H
#define CONFIG_INI_SCAN_H

#include <stddef.h>

#include "config/ini.h"

struct table;

struct ini_heading {
	const char   *name;
	unsigned long line;
};

struct ini {
	struct arena	   *arena;
	const char	   *path;
	char		    digest[65];
	struct ini_heading *sections;
	size_t		    section_count;
	size_t		    section_capacity;
	struct ini_entry   *entries;
	size_t		    entry_count;
	size_t		    entry_capacity;
	struct table	   *names;	/* "section" to its index, "section\nkey" to its index */
};

/* Fills sections and entries from the bytes; ini has path, arena and names. -1 with file:line and
 * what to do. */
int ini_scan(struct ini *ini, const char *bytes, size_t length, struct error *error);

/* Adds one; a second one of the same name is an error that names the first. */
int ini_add_section(struct ini *ini, const char *name, size_t length, unsigned long line, struct error *error);
/* To the last section. */
int ini_add_entry(struct ini *ini, const char *key, size_t key_length, const char *value, size_t value_length,
    unsigned long line, struct error *error);

/* Index of the entry, or -1. */
long ini_entry_index(const struct ini *ini, const char *section, const char *key);

#endif
