/* test_logo.c - PNG files of every kind, whole and damaged, on the colour of the band. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <png.h>

#include "base/arena.h"
#include "base/count.h"
#include "base/error.h"
#include "config/logo.h"
#include "tempdir.h"

enum { GROUND = 0x102030, PNG_BYTES_MAX = 1 << 16 };

/* A PNG of these pixels; returns its bytes. */
static size_t
encode(png_uint_32 format, png_uint_32 width, png_uint_32 height, const void *pixels, unsigned char png[PNG_BYTES_MAX])
{
	png_image	 image = { .version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = format };
	png_alloc_size_t length = PNG_BYTES_MAX;

	assert_int_not_equal(png_image_write_to_memory(&image, png, &length, 0, pixels, 0, NULL), 0);
	return length;
}

static int
load(struct arena *arena, const void *png, size_t length, struct logo *logo, struct error *error)
{
	char directory[TEMPDIR_SIZE], path[2 * TEMPDIR_SIZE];
	int  rc;

	tempdir_make(directory);
	tempdir_write(directory, "logo.png", png, length, path);
	rc = logo_load(arena, path, GROUND, logo, error);
	tempdir_remove(directory);
	return rc;
}

/* Opaque, clear and half clear: 0x10 + (0xF0 - 0x10) * 128 / 255 = 0x10 + 112 = 0x80, and so on. */
static void
transparent_pixels_show_the_ground(void **state)
{
	static const unsigned char pixels[] = { 0xF0, 0x20, 0x00, 255, 1, 2, 3, 0, 0xF0, 0x20, 0x30, 128 };
	static const unsigned char wanted[] = { 0xF0, 0x20, 0x00, 0x10, 0x20, 0x30, 0x80, 0x20, 0x30 };
	unsigned char png[PNG_BYTES_MAX];
	struct arena *arena = arena_new();
	struct logo   logo;
	struct error  error = { .code = ERROR_NONE };

	(void)state;
	if (load(arena, png, encode(PNG_FORMAT_RGBA, 3, 1, pixels, png), &logo, &error) == -1)
		fail_msg("%s", error.message);
	assert_true(logo.width == 3 && logo.height == 1);
	assert_memory_equal(logo.pixels, wanted, sizeof wanted);
	assert_int_equal(strlen(logo.digest), 64);
	arena_free(arena);
}

/* Linear light 0.2140 is 0x7F or 0x80 in sRGB: (0x80 / 255 + 0.055) / 1.055 to the power of 2.4 is 0.2159. */
static void
sixteen_bits_and_grey_become_eight_of_each_colour(void **state)
{
	static const png_uint_16   linear[] = { 0, 0, 0, 65535, 65535, 65535, 14147, 14147, 14147 };
	static const unsigned char wanted[] = { 0, 0, 0, 255, 255, 255, 0x80, 0x80, 0x80 };
	static const unsigned char grey[] = { 0, 77, 255 };
	unsigned char png[PNG_BYTES_MAX];
	struct arena *arena = arena_new();
	struct logo   logo;
	struct error  error = { .code = ERROR_NONE };

	(void)state;
	assert_int_equal(load(arena, png, encode(PNG_FORMAT_LINEAR_RGB, 3, 1, linear, png), &logo, &error), 0);
	for (size_t i = 0; i < sizeof wanted; i++)
		if (abs(logo.pixels[i] - wanted[i]) > 1)
			fail_msg("byte %zu is %d, wanted %d", i, logo.pixels[i], wanted[i]);
	assert_int_equal(load(arena, png, encode(PNG_FORMAT_GRAY, 3, 1, grey, png), &logo, &error), 0);
	for (size_t i = 0; i < 9; i++)
		assert_int_equal(logo.pixels[i], grey[i / 3]);
	arena_free(arena);
}

/* 660 x 84 into 330 x 168: twice too wide, so half of both. Columns in turn black and white average to the middle. */
static void
a_large_logo_is_averaged_down_to_what_print_can_show(void **state)
{
	enum { WIDTH = 660, HEIGHT = 84 };
	unsigned char *pixels = malloc(WIDTH * HEIGHT), png[PNG_BYTES_MAX];
	struct arena  *arena = arena_new();
	struct logo    logo;
	struct error   error = { .code = ERROR_NONE };

	(void)state;
	for (size_t i = 0; i < WIDTH * HEIGHT; i++)
		pixels[i] = i % 2 == 0 ? 0 : 255;
	assert_int_equal(load(arena, png, encode(PNG_FORMAT_GRAY, WIDTH, HEIGHT, pixels, png), &logo, &error), 0);
	assert_true(logo.width == 330 && logo.height == 42);
	for (size_t i = 0; i < logo.width * logo.height * 3; i++)
		assert_true(logo.pixels[i] >= 127 && logo.pixels[i] <= 128);
	free(pixels);
	arena_free(arena);
}

/* Whatever is cut off or turned over is refused or read, and the program lives. */
static void
damaged_files_are_refused_not_fatal(void **state)
{
	enum { SIDE = 24 };
	unsigned char pixels[SIDE * SIDE * 4], png[PNG_BYTES_MAX];
	struct arena *arena = arena_new();
	struct logo   logo;
	struct error  error = { .code = ERROR_NONE };
	size_t	      length;

	(void)state;
	for (size_t i = 0; i < sizeof pixels; i++)
		pixels[i] = (unsigned char)(i * 7 % 251);
	length = encode(PNG_FORMAT_RGBA, SIDE, SIDE, pixels, png);
	assert_int_equal(load(arena, png, length, &logo, &error), 0);
	/* The last chunk, IEND, is 12 bytes: all pixels are there before it. */
	for (size_t cut = 0; cut < length - 16; cut++)
		if (load(arena, png, cut, &logo, &error) != -1 || error.code != ERROR_CONFIG || error.message[0] == '\0')
			fail_msg("the first %zu of %zu bytes were taken for a logo", cut, length);
	for (size_t i = 0; i < length; i++) {
		png[i] = (unsigned char)(png[i] ^ 0x41);
		(void)load(arena, png, length, &logo, &error);
		png[i] = (unsigned char)(png[i] ^ 0x41);
		arena_reset(arena);
	}
	arena_free(arena);
}

static void
refuses_what_is_no_png_or_too_large(void **state)
{
	/* 2001 x 2000 pixels by its header; there is nothing behind it. */
	static const unsigned char huge[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
		0, 0, 0x07, 0xD1, 0, 0, 0x07, 0xD0, 8, 2, 0, 0, 0, 0xFA, 0x98, 0x38, 0x10 };
	struct arena *arena = arena_new();
	struct logo   logo;
	struct error  error = { .code = ERROR_NONE };

	(void)state;
	assert_int_equal(load(arena, "\xFF\xD8\xFF\xE0 a photograph", 18, &logo, &error), -1);
	assert_int_equal(error.code, ERROR_CONFIG);
	assert_non_null(strstr(error.message, "PNG"));
	assert_int_equal(load(arena, huge, sizeof huge, &logo, &error), -1);
	assert_int_equal(error.code, ERROR_CONFIG);
	assert_int_equal(logo_load(arena, "nowhere/logo.png", GROUND, &logo, &error), -1);
	assert_int_equal(error.code, ERROR_NO_INPUT);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(transparent_pixels_show_the_ground),
		cmocka_unit_test(sixteen_bits_and_grey_become_eight_of_each_colour),
		cmocka_unit_test(a_large_logo_is_averaged_down_to_what_print_can_show),
		cmocka_unit_test(damaged_files_are_refused_not_fatal),
		cmocka_unit_test(refuses_what_is_no_png_or_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
