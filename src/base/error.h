/*
 * error.h - what stops an operation, and the exit status it leads to.
 *
 * A fallible function returns 0 or -1 and fills a caller-owned struct error, its last argument,
 * never NULL. Something wrong in the user's data is no error but a finding (findings.h).
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>

enum error_code {
	ERROR_NONE,
	ERROR_USAGE,		/* exit 64 */
	ERROR_INPUT,		/* 65: input unusable, nothing published */
	ERROR_NO_INPUT,		/* 66 */
	ERROR_UNAVAILABLE,	/* 69 */
	ERROR_INTERNAL,		/* 70: also out of memory */
	ERROR_CREATE,		/* 73: the target cannot be written */
	ERROR_IO,		/* 74: a write or read failed */
	ERROR_AGAIN,		/* 75: lock held, try later */
	ERROR_CONFIG		/* 78 */
};

enum { ERROR_SOURCE_SIZE = 1024, ERROR_MESSAGE_SIZE = 640 };

struct error {
	enum error_code code;
	char		source[ERROR_SOURCE_SIZE];	/* file or object, "" if none */
	unsigned long	line;				/* 1-based, 0 if none */
	char		message[ERROR_MESSAGE_SIZE];
};

/* Fills error and returns -1, so that failing is one line. source may be NULL. Texts too long are cut. */
int error_set(struct error *error, enum error_code code, const char *source, unsigned long line,
    const char *format, ...) __attribute__((format(printf, 5, 6)));

int error_set_list(struct error *error, enum error_code code, const char *source, unsigned long line,
    const char *format, va_list arguments) __attribute__((format(printf, 5, 0)));

/* The same for the one failure that has nothing to say but itself. */
int error_out_of_memory(struct error *error);

/* "source:line: message" (parts that exist) into text; returns text. */
const char *error_text(const struct error *error, char *text, unsigned long size);

/* The exit status of operations: sysexits.h values. */
int error_exit_status(enum error_code code);

#endif
