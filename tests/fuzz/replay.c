/* replay.c - stands in for libFuzzer: every file of the directories named, nothing new. */
#include "fuzz.h"

#include <dirent.h>
#include <sys/stat.h>

/* In memory of its exact size, so that a byte read beyond it is seen. */
static void
replay(const char *path, size_t size)
{
	FILE	*file = fopen(path, "rb");
	uint8_t *data = malloc(size > 0 ? size : 1);

	MUST(file != NULL && data != NULL);
	MUST(fread(data, 1, size, file) == size);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
	MUST(fclose(file) == 0);
}

static unsigned long
replay_directory(const char *name)
{
	DIR	      *directory = opendir(name);
	struct dirent *entry;
	struct stat    status;
	char	       path[4096];
	unsigned long  inputs = 0;

	MUST(directory != NULL);
	while ((entry = readdir(directory)) != NULL) {
		snprintf(path, sizeof path, "%s/%s", name, entry->d_name);
		if (stat(path, &status) == -1 || !S_ISREG(status.st_mode))
			continue;
		replay(path, (size_t)status.st_size);
		inputs++;
	}
	closedir(directory);
	return inputs;
}

/* libFuzzer's options are passed over; the closing line is as its own. */
int
main(int count, char **arguments)
{
	unsigned long inputs = 0;

	for (int i = 1; i < count; i++)
		if (arguments[i][0] != '-')
			inputs += replay_directory(arguments[i]);
	fprintf(stderr, "stat::number_of_executed_units: %lu\n", inputs);
	return 0;
}
