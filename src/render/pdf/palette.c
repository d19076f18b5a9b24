#include "render/pdf/palette.h"

#define RGB(hex)                                                                                   \
	{                                                                                          \
		(float)((hex) >> 16 & 0xFF) / 255, (float)((hex) >> 8 & 0xFF) / 255,               \
		    (float)((hex)&0xFF) / 255                                                      \
	}

/* Status in order: grey, red, yellow, green. */
static const struct palette standard = {
    .ink = RGB(0x1B2638),
    .muted = RGB(0x5B6675),
    .line = RGB(0xDBE0E7),
    .pale = RGB(0xF4F6F9),
    .band = RGB(0x12294A),
    .on_band = RGB(0xC3D0E2),
    .accent = RGB(0x2A6BAE),
    .paper = RGB(0xFFFFFF),
    .status = {RGB(0x76808E), RGB(0xC62828), RGB(0xED9F17), RGB(0x218C54)},
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
    .ink = RGB(0x1B2638),
    .muted = RGB(0x5B6675),
    .line = RGB(0xDBE0E7),
    .pale = RGB(0xF4F6F9),
    .band = RGB(0x12294A),
    .on_band = RGB(0xC3D0E2),
    .accent = RGB(0x2A6BAE),
    .paper = RGB(0xFFFFFF),
    .status = {RGB(0x76808E), RGB(0xB8430A), RGB(0xF0C53A), RGB(0x0F6FB0)},
    .sign = {RGB(0xFFFFFF), RGB(0xFFFFFF), RGB(0x1B2638), RGB(0xFFFFFF)},
    .tint = {RGB(0xF1F3F5), RGB(0xFBEEE6), RGB(0xFDF7E2), RGB(0xE7F1F8)},
    .likert = {RGB(0xB8430A), RGB(0xEFB08A), RGB(0xD9DEE3), RGB(0x8CB8E0), RGB(0x2161A6)},
    .on_likert = {RGB(0xFFFFFF), RGB(0x1B2638), RGB(0x1B2638), RGB(0x1B2638), RGB(0xFFFFFF)},
    .client = RGB(0x0F6FB0),
    .partner = RGB(0xB8430A),
    .peer = RGB(0x5B6675),
};

static void
take_colour(struct colour *colour, long given)
{
	if (given >= 0)
		*colour = (struct colour)RGB(given);
}

struct palette
palette_choose(bool safe, const struct theme *theme)
{
	struct palette palette = safe ? safe_palette : standard;

	take_colour(&palette.band, theme->band);
	take_colour(&palette.accent, theme->accent);
	return palette;
}
