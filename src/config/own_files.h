/*
 * own_files.h - the files that stand in [templates] directory.
 */
#ifndef CONFIG_OWN_FILES_H
#define CONFIG_OWN_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

/* Names of the directory's files, sorted, without hidden ones; from the arena. ERROR_NO_INPUT if it cannot be read. directory NULL: none. */
int own_files_list(struct arena *arena, const char *directory, const char ***names, size_t *count, struct error *error);

/* "pl" of "strings.pl.ini" into code; false if the name is no such name. */
enum { LANGUAGE_CODE_SIZE = 33 };
bool own_files_language(const char *name, char code[LANGUAGE_CODE_SIZE]);

/* "en, nl, de, fr, pl": the shipped languages, then those of the directory; from the arena, NULL when out of memory. */
const char *own_files_languages(struct arena *arena, const char *directory);

#endif
