/*
 * builtin.h - the shipped templates, which the program carries so that it needs no installed file to draw.
 */
#ifndef CONFIG_BUILTIN_H
#define CONFIG_BUILTIN_H

#include <stddef.h>

/* The bytes of templates/NAME as shipped and their length; NULL if the program carries no such file. */
const char *builtin_template(const char *name, size_t *length);
/* The shipped names, for suggestions; NULL past the end. */
const char *builtin_template_name(size_t index);

#endif
