/* image.c - decoded pixels into the file and onto the page. libharu never sees a PNG (config/logo.h). */
#include "render/pdf/image.h"

#include <math.h>

static const double gap = 16;

/* As large as its room allows, at 0, 0. */
static struct box
size_of(const struct logo *logo)
{
	double scale = fmin((double)LOGO_WIDTH / (double)logo->width, (double)LOGO_HEIGHT / (double)logo->height);

	return (struct box){0, 0, (double)logo->width * scale, (double)logo->height * scale};
}

/* The logo is in the file once, however often it is drawn. */
static HPDF_Image
logo_of(struct document *document, const struct logo *logo)
{
	if (document->logo == NULL && document->failure == 0)
		document->logo = HPDF_LoadRawImageFromMem(document->pdf, logo->pixels, (HPDF_UINT)logo->width,
		    (HPDF_UINT)logo->height, HPDF_CS_DEVICE_RGB, 8);
	return document->logo;
}

static void
draw(struct canvas *canvas, const struct logo *logo, struct box box)
{
	HPDF_Image image = canvas->page != NULL ? logo_of(canvas->document, logo) : NULL;

	if (image != NULL)
		HPDF_Page_DrawImage(canvas->page, image, (HPDF_REAL)box.x,
		    (HPDF_REAL)(canvas->height - box.y - box.height), (HPDF_REAL)box.width, (HPDF_REAL)box.height);
}

void
image_in_band(struct canvas *canvas, const struct theme *theme, double height, double *left, double *right)
{
	struct box box;

	if (theme->logo.pixels == NULL)
		return;
	box = size_of(&theme->logo);
	box.x = theme->logo_right ? *right - box.width : *left;
	box.y = (height - box.height) / 2;
	draw(canvas, &theme->logo, box);
	if (theme->logo_right)
		*right = box.x - gap;
	else
		*left = box.x + box.width + gap;
}
