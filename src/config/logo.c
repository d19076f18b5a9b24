/* logo.c - PNG to plain pixels; the only file that sees libpng. */
#include "config/logo.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"

/* Sharp enough for a printer: dots a point, and so pixels of the largest logo. */
enum { DOTS = 3, FILE_BYTES_MAX = 4 << 20, PIXELS_MAX = 4000000, CHANNELS = 4 };

/* Pixels as libpng gives them: red, green, blue, opacity. */
struct raster {
	unsigned char *bytes;
	size_t	       width;
	size_t	       height;
};

static int
refuse(const char *path, const char *reason, struct error *error)
{
	return error_set(error, ERROR_CONFIG, path, 0, "the logo cannot be used: %s; save it again as PNG", reason);
}

/* Caller frees raster->bytes. */
static int
decode(const char *path, const char *bytes, size_t length, struct raster *raster, struct error *error)
{
	png_image image = { .version = PNG_IMAGE_VERSION };

	if (png_image_begin_read_from_memory(&image, bytes, length) == 0)
		return refuse(path, image.message, error);
	if ((unsigned long long)image.width * image.height > PIXELS_MAX) {
		png_image_free(&image);
		return error_set(error, ERROR_CONFIG, path, 0,
		    "the logo has %lu x %lu pixels; at most 4 million are read, and 330 x 168 are enough for print",
		    (unsigned long)image.width, (unsigned long)image.height);
	}
	/* 16 bits a channel are linear light to libpng unless it is told what everybody means. */
	image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
	image.format = PNG_FORMAT_RGBA;
	*raster = (struct raster){ malloc(PNG_IMAGE_SIZE(image)), image.width, image.height };
	if (raster->bytes == NULL) {
		png_image_free(&image);
		return error_out_of_memory(error);
	}
	if (png_image_finish_read(&image, NULL, raster->bytes, 0, NULL) != 0 && !PNG_IMAGE_FAILED(image))
		return 0;
	free(raster->bytes);
	raster->bytes = NULL;
	return refuse(path, image.message, error);
}

/* What is transparent shows the ground. */
static void
flatten(const struct raster *raster, long ground)
{
	for (size_t i = 0; i < raster->width * raster->height; i++) {
		unsigned char *pixel = raster->bytes + i * CHANNELS;
		unsigned int   opacity = pixel[3];

		for (unsigned int channel = 0; channel < 3; channel++) {
			unsigned int below = (unsigned int)(ground >> (16 - 8 * channel)) & 0xFF;

			pixel[channel] = (unsigned char)((pixel[channel] * opacity + below * (255 - opacity) + 127) / 255);
		}
	}
}

/* The mean of the source pixels that a pixel of the logo covers. */
static void
average(const struct raster *raster, const struct logo *logo, size_t x, size_t y, unsigned char *pixel)
{
	size_t left = x * raster->width / logo->width, right = (x + 1) * raster->width / logo->width;
	size_t top = y * raster->height / logo->height, bottom = (y + 1) * raster->height / logo->height;
	size_t sums[3] = { 0 }, count = (right - left) * (bottom - top);

	for (size_t row = top; row < bottom; row++)
		for (size_t column = left; column < right; column++)
			for (size_t channel = 0; channel < 3; channel++)
				sums[channel] += raster->bytes[(row * raster->width + column) * CHANNELS + channel];
	for (size_t channel = 0; channel < 3; channel++)
		pixel[channel] = (unsigned char)((sums[channel] + count / 2) / count);
}

/* Into the arena, made smaller if it has more pixels than its room can show. */
static int
shrink(struct arena *arena, const struct raster *raster, struct logo *logo, struct error *error)
{
	double		across = (double)(LOGO_WIDTH * DOTS) / (double)raster->width;
	double		down = (double)(LOGO_HEIGHT * DOTS) / (double)raster->height;
	double		scale = across < down ? across : down;
	unsigned char  *pixels;

	scale = scale < 1 ? scale : 1;
	logo->width = (size_t)((double)raster->width * scale + 0.5);
	logo->height = (size_t)((double)raster->height * scale + 0.5);
	logo->width += logo->width == 0;
	logo->height += logo->height == 0;
	pixels = arena_alloc(arena, logo->width * logo->height, 3);
	if (pixels == NULL)
		return error_out_of_memory(error);
	for (size_t y = 0; y < logo->height; y++)
		for (size_t x = 0; x < logo->width; x++)
			average(raster, logo, x, y, pixels + (y * logo->width + x) * 3);
	logo->pixels = pixels;
	return 0;
}

int
logo_load(struct arena *arena, const char *path, long ground, struct logo *logo, struct error *error)
{
	struct raster raster = { NULL, 0, 0 };
	char	     *bytes;
	size_t	      length;
	int	      rc;

	*logo = (struct logo){ .pixels = NULL };
	if (file_read(arena, path, FILE_BYTES_MAX, &bytes, &length, error) == -1)
		return -1;
	if (digest_bytes(bytes, length, logo->digest) == -1)
		return error_set(error, ERROR_INTERNAL, path, 0, "cannot compute SHA-256");
	if (length == 0)
		return refuse(path, "the file is empty", error);
	if (decode(path, bytes, length, &raster, error) == -1)
		return -1;
	flatten(&raster, ground);
	rc = shrink(arena, &raster, logo, error);
	free(raster.bytes);
	return rc;
}
