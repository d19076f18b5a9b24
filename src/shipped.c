/* shipped.c - where the files that come with the program are. */
#include "shipped.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/count.h"
#include "base/error.h"
#include "publish/paths.h"

static bool
holds_data(const char *directory)
{
	char path[PATH_MAX];
	int  length = snprintf(path, sizeof path, "%s/samples/rapport.ini", directory);

	return length > 0 && (size_t)length < sizeof path && access(path, R_OK) == 0;
}

/* Installed, or in a build directory below the source tree. */
int
shipped_directory(char found[PATH_MAX], struct error *error)
{
	static const char *const places[] = {"/../share/rapport", "/..", "/../.."};
	char			 program[PATH_MAX];
	ssize_t			 length = readlink("/proc/self/exe", program, sizeof program - 1);
	char			*slash;

	program[length > 0 ? length : 0] = '\0';
	slash = strrchr(program, '/');
	if (slash != NULL)
		*slash = '\0';
	for (size_t i = 0; slash != NULL && i < COUNT_OF(places); i++) {
		if (path_print(found, error, "%s%s", program, places[i]) == -1)
			return -1;
		if (holds_data(found))
			return 0;
	}
	if (path_print(found, error, "%s", RAPPORT_DATADIR) == -1)
		return -1;
	if (holds_data(found))
		return 0;
	return error_set(error, ERROR_NO_INPUT, found, 0,
	    "the shipped samples are not here; run `make install`");
}
