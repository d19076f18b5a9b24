/*
 * image.h - the logo on a page.
 */
#ifndef RENDER_PDF_IMAGE_H
#define RENDER_PDF_IMAGE_H

#include "config/theme.h"
#include "render/pdf/shape.h"

/* Draws the theme's logo, if it has one, at its end of a band of this height at the top of the page. *left and *right, the edges of the
 * band's text, become what it leaves for that. */
void image_in_band(struct canvas *canvas, const struct theme *theme, double height, double *left, double *right);

#endif
