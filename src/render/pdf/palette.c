#include "render/pdf/palette.h"

#define RGB(hex)                                                                                   \
	{                                                                                          \
		(float)((hex) >> 16 & 0xFF) / 255, (float)((hex) >> 8 & 0xFF) / 255,               \
		    (float)((hex)&0xFF) / 255                                                      \
	}

/* Status in order: grey, red, yellow, green. */
static const struct palette standard = {
    .ink = RGB(THEME_INK),
    .muted = RGB(THEME_MUTED),
    .line = RGB(0xDBE0E7),
    .pale = RGB(THEME_PALE),
    .band = RGB(THEME_BAND),
    .on_band = RGB(0xC3D0E2),
    .accent = RGB(0x2A6BAE),
    .paper = RGB(0xFFFFFF),
    .status = {RGB(0x6C7684), RGB(0xC62828), RGB(0xED9F17), RGB(0x1F864F)},
    .sign = {RGB(0xFFFFFF), RGB(0xFFFFFF), RGB(0x1B2638), RGB(0xFFFFFF)},
    .tint = {RGB(0xF1F3F5), RGB(0xFBECEC), RGB(0xFDF4E3), RGB(0xE9F5EE)},
    .likert = {RGB(0xB32626), RGB(0xEB9980), RGB(0xD9DEE3), RGB(0x8CB8E0), RGB(0x2161A6)},
    .on_likert = {RGB(0xFFFFFF), RGB(0x1B2638), RGB(0x1B2638), RGB(0x1B2638), RGB(0xFFFFFF)},
    .client = RGB(0x2A6BAE),
    .partner = RGB(0x7A3E8E),
    .peer = RGB(0x5B6675),
};

/* Orange against blue stays apart for every kind of colour blindness, and in grey. */
static const struct palette safe_palette = {
    .ink = RGB(THEME_INK),
    .muted = RGB(THEME_MUTED),
    .line = RGB(0xDBE0E7),
    .pale = RGB(THEME_PALE),
    .band = RGB(THEME_BAND),
    .on_band = RGB(0xC3D0E2),
    .accent = RGB(0x2A6BAE),
    .paper = RGB(0xFFFFFF),
    .status = {RGB(0x6C7684), RGB(0xB8430A), RGB(0xF0C53A), RGB(0x0F6FB0)},
    .sign = {RGB(0xFFFFFF), RGB(0xFFFFFF), RGB(0x1B2638), RGB(0xFFFFFF)},
    .tint = {RGB(0xF1F3F5), RGB(0xFBEEE6), RGB(0xFDF7E2), RGB(0xE7F1F8)},
    .likert = {RGB(0xB8430A), RGB(0xEFB08A), RGB(0xD9DEE3), RGB(0x8CB8E0), RGB(0x2161A6)},
    .on_likert = {RGB(0xFFFFFF), RGB(0x1B2638), RGB(0x1B2638), RGB(0x1B2638), RGB(0xFFFFFF)},
    .client = RGB(0x0F6FB0),
    .partner = RGB(0xB8430A),
    .peer = RGB(0x5B6675),
};

/* Texts on a colour of the theme's: the light one, unless it cannot be read there. */
static const long light_on_band = 0xC3D0E2;
static const double contrast_needed = 4.5;

static struct colour
colour_of(long given)
{
	return (struct colour)RGB(given);
}

static void
take_colour(struct colour *colour, long given)
{
	if (given >= 0)
		*colour = colour_of(given);
}

/* A tenth of the colour on white. */
static struct colour
tint_of(struct colour colour)
{
	return (struct colour){0.9F + 0.1F * colour.red, 0.9F + 0.1F * colour.green, 0.9F + 0.1F * colour.blue};
}

/* A state in the theme's colour, its mark in white or ink, whichever is read better. */
static void
take_state(struct palette *palette, enum rating rating, long given, long ink)
{
	if (given < 0)
		return;
	palette->status[rating] = colour_of(given);
	palette->sign[rating] =
	    theme_contrast(THEME_WHITE, given) >= theme_contrast(ink, given) ? palette->paper : palette->ink;
	palette->tint[rating] = tint_of(palette->status[rating]);
}

struct palette
palette_choose(bool safe, const struct theme *theme)
{
	struct palette palette = safe ? safe_palette : standard;
	long ink = theme->ink >= 0 ? theme->ink : THEME_INK;

	take_colour(&palette.band, theme->band);
	if (theme->band >= 0 && theme_contrast(light_on_band, theme->band) < contrast_needed)
		palette.on_band = palette.paper;
	take_colour(&palette.accent, theme->accent);
	take_colour(&palette.ink, theme->ink);
	take_colour(&palette.muted, theme->muted);
	take_colour(&palette.line, theme->line);
	take_colour(&palette.pale, theme->pale);
	if (safe)
		return palette;
	take_state(&palette, RATING_GREY, theme->grey, ink);
	take_state(&palette, RATING_RED, theme->red, ink);
	take_state(&palette, RATING_YELLOW, theme->yellow, ink);
	take_state(&palette, RATING_GREEN, theme->green, ink);
	return palette;
}
