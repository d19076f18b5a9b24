/*
 * fuzz.h - what the fuzzers share. libFuzzer (or replay.c) calls LLVMFuzzerTestOneInput with
 * bytes; it returns 0, or stops the program where the code under test is wrong.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An assertion that no compiler flag switches off. */
#define MUST(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
			abort(); \
		} \
	} while (0)

/* The options of an input are in its last byte, so that any file is an input as it stands. */
static inline unsigned
fuzz_options(const uint8_t *data, size_t size)
{
	return size == 0 ? 0 : data[size - 1];
}

enum { FUZZ_PATH_SIZE = 64 };

/* A file in memory with these bytes, and its name; the caller closes the descriptor. */
static inline int
fuzz_file(const uint8_t *data, size_t size, char path[FUZZ_PATH_SIZE])
{
	int file = memfd_create("fuzz", MFD_CLOEXEC);

	MUST(file != -1);
	MUST(size == 0 || write(file, data, size) == (ssize_t)size);
	snprintf(path, FUZZ_PATH_SIZE, "/proc/self/fd/%d", file);
	return file;
}

#endif
