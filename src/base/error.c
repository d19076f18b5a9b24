/* error.c - errors filled, printed and turned into exit statuses. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <sysexits.h>

#include "base/count.h"

static const int exit_statuses[] = {
	[ERROR_NONE]	    = EX_OK,
	[ERROR_USAGE]	    = EX_USAGE,
	[ERROR_INPUT]	    = EX_DATAERR,
	[ERROR_NO_INPUT]    = EX_NOINPUT,
	[ERROR_UNAVAILABLE] = EX_UNAVAILABLE,
	[ERROR_INTERNAL]    = EX_SOFTWARE,
	[ERROR_CREATE]	    = EX_CANTCREAT,
	[ERROR_IO]	    = EX_IOERR,
	[ERROR_AGAIN]	    = EX_TEMPFAIL,
	[ERROR_CONFIG]	    = EX_CONFIG,
};

int
error_set(struct error *error, enum error_code code, const char *source, unsigned long line,
    const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)error_set_list(error, code, source, line, format, arguments);
	va_end(arguments);
	return -1;
}

int
error_set_list(struct error *error, enum error_code code, const char *source, unsigned long line,
    const char *format, va_list arguments)
{
	char message[ERROR_MESSAGE_SIZE];

	/* By way of a copy: an argument may be the message that is being replaced. */
	if (vsnprintf(message, sizeof message, format, arguments) < 0)
		message[0] = '\0';
	/* cppcheck-suppress ctuuninitvar ; two addresses are compared, nothing of *error is read */
	if (source != error->source)
		(void)snprintf(error->source, sizeof error->source, "%s", source ? source : "");
	(void)snprintf(error->message, sizeof error->message, "%s", message);
	error->code = code;
	error->line = line;
	return -1;
}

int
error_out_of_memory(struct error *error)
{
	return error_set(error, ERROR_INTERNAL, NULL, 0, "out of memory");
}

const char *
error_text(const struct error *error, char *text, unsigned long size)
{
	if (size == 0)
		return text;
	if (error->source[0] == '\0')
		(void)snprintf(text, size, "%s", error->message);
	else if (error->line == 0)
		(void)snprintf(text, size, "%s: %s", error->source, error->message);
	else
		(void)snprintf(text, size, "%s:%lu: %s", error->source, error->line, error->message);
	return text;
}

int
error_exit_status(enum error_code code)
{
	size_t index = (size_t)code;

	return index < COUNT_OF(exit_statuses) ? exit_statuses[index] : EX_SOFTWARE;
}
