/* paths.c - file names put together without ever being cut. */
#include "publish/paths.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/error.h"

int
path_print(char path[PATH_MAX], struct error *error, const char *format, ...)
{
	va_list arguments;
	int	length;

	va_start(arguments, format);
	length = vsnprintf(path, PATH_MAX, format, arguments);
	va_end(arguments);
	if (length < 0 || length >= PATH_MAX)
		return error_set(error, ERROR_CREATE, path, 0, "path too long");
	return 0;
}
