/*
 * logo.h - a PNG of the user's, decoded into plain pixels before anything is drawn.
 *
 * libharu kills the process on a damaged PNG and draws 16-bit ones wrongly, so it never sees the file: libpng decodes it here, into
 * RGB of 8 bits on the ground's colour, no larger than a printer can show.
 */
#ifndef CONFIG_LOGO_H
#define CONFIG_LOGO_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

/* The room that a logo gets, points. */
enum { LOGO_WIDTH = 110, LOGO_HEIGHT = 56 };

struct logo {
	char		     digest[65];	/* SHA-256 of the file's bytes, "" if there is none */
	const unsigned char *pixels;		/* rows from the top, three bytes a pixel; NULL: no logo */
	size_t		     width;		/* pixels */
	size_t		     height;
};

/* ground: 0xRRGGBB below what is transparent. Pixels from the arena. ERROR_NO_INPUT or ERROR_CONFIG with what is wrong with the file:
 * not a PNG, damaged, more than 4 megapixels or 4 MiB. */
int logo_load(struct arena *arena, const char *path, long ground, struct logo *logo, struct error *error);

#endif
