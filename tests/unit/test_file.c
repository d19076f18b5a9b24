/* test_file.c - whole files in and out, and what goes wrong with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "tempdir.h"

static void
reads_a_file_back_as_written(void **state)
{
	static const char bytes[] = "partner,value\nA\0B,1\n";
	struct arena	 *arena = arena_new();
	char		  directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	struct error	  error;
	struct stat	  status;
	char		 *read;
	size_t		  length;

	(void)state;
	tempdir_make(directory);
	(void)snprintf(path, sizeof path, "%s/file", directory);
	assert_int_equal(file_write(path, bytes, sizeof bytes, &error), 0);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0644);
	assert_int_equal(file_read(arena, path, sizeof bytes, &read, &length, &error), 0);
	assert_int_equal(length, sizeof bytes);
	assert_memory_equal(read, bytes, sizeof bytes);
	assert_int_equal(read[length], '\0');
	tempdir_remove(directory);
	arena_free(arena);
}

static void
says_why_a_file_cannot_be_read(void **state)
{
	struct arena *arena = arena_new();
	char	      directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	struct error  error;
	char	     *bytes;
	size_t	      length;

	(void)state;
	tempdir_make(directory);
	assert_int_equal(file_read(arena, directory, 100, &bytes, &length, &error), -1);
	assert_error("directory", &error, ERROR_INPUT, 0, "is a directory");
	tempdir_write(directory, "large", "0123456789", 10, path);
	assert_int_equal(file_read(arena, path, 9, &bytes, &length, &error), -1);
	assert_error("large", &error, ERROR_INPUT, 0, "has 10 bytes, more than the limit of 9");
	(void)snprintf(path, sizeof path, "%s/none", directory);
	assert_int_equal(file_read(arena, path, 9, &bytes, &length, &error), -1);
	assert_error("missing", &error, ERROR_NO_INPUT, 0, "No such file");
	(void)snprintf(path, sizeof path, "%s/pipe", directory);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(file_read(arena, path, 9, &bytes, &length, &error), -1);
	assert_error("pipe", &error, ERROR_INPUT, 0, "not a regular file");
	tempdir_remove(directory);
	arena_free(arena);
}

static void
never_writes_over_or_through_anything(void **state)
{
	char	     directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE], link[2 * TEMPDIR_SIZE];
	struct error error;

	(void)state;
	tempdir_make(directory);
	tempdir_write(directory, "there", "old", 3, path);
	assert_null(file_create(path, &error));
	assert_int_equal(error.code, ERROR_CREATE);
	(void)snprintf(link, sizeof link, "%s/link", directory);
	assert_int_equal(symlink("elsewhere", link), 0);
	assert_int_equal(file_write(link, "new", 3, &error), -1);
	assert_int_equal(error.code, ERROR_CREATE);
	tempdir_remove(directory);
}

static void
reports_a_full_disk(void **state)
{
	struct error error;
	FILE	    *full = fopen("/dev/full", "w");

	(void)state;
	if (full == NULL)
		skip();
	assert_int_equal(fputs("x", full) == EOF, 0);
	assert_int_equal(file_finish(full, "/dev/full", &error), -1);
	assert_error("full", &error, ERROR_IO, 0, "No space left");
}

static void
hashes_a_file(void **state)
{
	char		   directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE], hex[65];
	unsigned long long bytes;
	struct error	   error;

	(void)state;
	tempdir_make(directory);
	tempdir_write(directory, "abc", "abc", 3, path);
	assert_int_equal(file_digest(path, hex, &bytes, &error), 0);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(bytes, 3);
	tempdir_remove(directory);
}

static void
makes_and_removes_trees_without_following_links(void **state)
{
	char	     directory[TEMPDIR_SIZE], other[TEMPDIR_SIZE];
	char	     path[2 * TEMPDIR_SIZE], kept[2 * TEMPDIR_SIZE], below[3 * TEMPDIR_SIZE];
	struct error error;
	struct stat  status;

	(void)state;
	tempdir_make(directory);
	tempdir_make(other);
	tempdir_write(other, "kept", "x", 1, kept);
	(void)snprintf(path, sizeof path, "%s/a/b/c", directory);
	assert_int_equal(file_make_directories(path, 0755, &error), 0);
	assert_int_equal(file_make_directories(path, 0755, &error), 0);
	assert_int_equal(file_sync_directory(path, &error), 0);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0755);
	(void)snprintf(path, sizeof path, "%s/a/link", directory);
	assert_int_equal(symlink(other, path), 0);
	assert_int_equal(file_remove_tree(directory, &error), 0);
	assert_int_equal(access(directory, F_OK), -1);
	assert_int_equal(access(kept, F_OK), 0);
	assert_int_equal(file_remove_tree(directory, &error), 0);
	(void)snprintf(below, sizeof below, "%s/sub", kept);
	assert_int_equal(file_make_directories(below, 0755, &error), -1);
	assert_int_equal(error.code, ERROR_CREATE);
	tempdir_remove(other);
}

static void
finds_paths_beside_a_file(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(file_beside(arena, "etc/rapport.ini", "kpi.csv"), "etc/kpi.csv");
	assert_string_equal(file_beside(arena, "rapport.ini", "kpi.csv"), "kpi.csv");
	assert_string_equal(file_beside(arena, "etc/rapport.ini", "/data/kpi.csv"), "/data/kpi.csv");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_file_back_as_written),
		cmocka_unit_test(says_why_a_file_cannot_be_read),
		cmocka_unit_test(never_writes_over_or_through_anything),
		cmocka_unit_test(reports_a_full_disk),
		cmocka_unit_test(hashes_a_file),
		cmocka_unit_test(makes_and_removes_trees_without_following_links),
		cmocka_unit_test(finds_paths_beside_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
