#include "render/xlsx/styles.h"

#include <stdio.h>
#include <string.h>

enum { READ_RIGHT_TO_LEFT = 2 /* of the library */ };

enum alignment { AT_LEFT, AT_RIGHT, AT_CENTRE };

struct look {
	double	       size;		/* points; 0: 10 */
	uint32_t       colour;		/* 0: near black */
	uint32_t       fill;		/* 0: none */
	const char    *number;		/* format code, NULL: general */
	enum alignment alignment;
	bool	       bold;
	bool	       faint;		/* only an example: grey, slanted, on grey */
	bool	       wrap;
	bool	       rule;		/* hairline below */
	bool	       total;		/* line above */
	bool	       boxed;		/* a frame: an input cell */
	bool	       apart;		/* a little room at the left: words often follow numbers */
};

static const struct look looks[STYLES] = {
    [STYLE_TITLE] = { .size = 18, .colour = COLOUR_ACCENT, .bold = true },
    [STYLE_TITLE_LONG] = { .size = 13, .colour = COLOUR_ACCENT, .bold = true, .wrap = true },
    [STYLE_SUBTITLE] = { .colour = COLOUR_MUTED },
    [STYLE_ABOUT] = { .colour = COLOUR_MUTED, .wrap = true },
    [STYLE_SECTION] = { .size = 12, .colour = COLOUR_ACCENT, .bold = true },
    [STYLE_HEADER] =
	{ .apart = true, .colour = 0xffffff, .fill = COLOUR_ACCENT, .bold = true, .wrap = true },
    [STYLE_HEADER_NUMBER] = { .colour = 0xffffff,
	.fill = COLOUR_ACCENT,
	.bold = true,
	.wrap = true,
	.alignment = AT_RIGHT },
    [STYLE_HEADER_CENTRE] = { .colour = 0xffffff,
	.fill = COLOUR_ACCENT,
	.bold = true,
	.wrap = true,
	.alignment = AT_CENTRE },
    [STYLE_TEXT] = { .apart = true, .rule = true },
    [STYLE_STRONG] = { .apart = true, .bold = true, .rule = true },
    [STYLE_MUTED] = { .apart = true, .colour = COLOUR_MUTED, .rule = true },
    [STYLE_WRAP] = { .apart = true, .wrap = true, .rule = true },
    [STYLE_SENTENCE] = { .apart = true, .wrap = true },
    [STYLE_VERDICT] = { .apart = true, .size = 11, .bold = true, .wrap = true },
    [STYLE_COURSE] = { .apart = true, .colour = COLOUR_SECOND, .rule = true },
    [STYLE_LABEL] = { .colour = COLOUR_MUTED },
    [STYLE_CODE] = { .apart = true, .size = 9, .colour = COLOUR_MUTED, .rule = true },
    [STYLE_GENERAL] = { .alignment = AT_RIGHT, .rule = true },
    [STYLE_COUNT] = { .alignment = AT_RIGHT, .rule = true, .number = "#,##0" },
    [STYLE_SCORE] = { .alignment = AT_RIGHT, .bold = true, .rule = true, .number = "0.0" },
    [STYLE_DECIMAL] = { .alignment = AT_RIGHT, .rule = true, .number = "0.0" },
    [STYLE_EXACT] = { .alignment = AT_RIGHT,
	.colour = COLOUR_MUTED,
	.rule = true,
	.number = "0.0000" },
    [STYLE_MEAN] = { .alignment = AT_RIGHT, .rule = true, .number = "0.00" },
    [STYLE_SHARE] = { .alignment = AT_RIGHT, .rule = true, .number = "0%" },
    [STYLE_CHANGE] = { .alignment = AT_RIGHT, .rule = true, .number = "+0.0;-0.0;0.0" },
    [STYLE_INPUT] = { .alignment = AT_RIGHT, .boxed = true, .fill = COLOUR_INPUT, .colour = 0x1f4e9e },
    [STYLE_INPUT_SHARE] = { .alignment = AT_RIGHT,
	.boxed = true,
	.fill = COLOUR_INPUT,
	.colour = 0x1f4e9e,
	.number = "0%" },
    [STYLE_FIELD] = { .apart = true, .rule = true, .number = "@" },
    [STYLE_FIELD_LONG] = { .apart = true, .wrap = true, .rule = true, .number = "@" },
    [STYLE_FIELD_NUMBER] = { .alignment = AT_RIGHT, .rule = true },
    [STYLE_FIELD_DATE] = { .alignment = AT_RIGHT, .rule = true, .number = "yyyy-mm-dd" },
    [STYLE_EXAMPLE] = { .apart = true, .rule = true, .faint = true, .number = "@" },
    [STYLE_EXAMPLE_LONG] = { .apart = true, .wrap = true, .rule = true, .faint = true, .number = "@" },
    [STYLE_EXAMPLE_NUMBER] = { .alignment = AT_RIGHT, .rule = true, .faint = true },
    [STYLE_EXAMPLE_DATE] = { .alignment = AT_RIGHT, .rule = true, .faint = true, .number = "yyyy-mm-dd" },
    [STYLE_YES_NO] = { .alignment = AT_RIGHT, .rule = true },
    [STYLE_ABSENT] = { .alignment = AT_RIGHT, .colour = COLOUR_MUTED, .rule = true },
    [STYLE_BADGE] = { .alignment = AT_CENTRE, .bold = true, .rule = true },
    [STYLE_TOTAL] = { .apart = true, .bold = true, .total = true },
    [STYLE_TOTAL_WRAP] = { .apart = true, .bold = true, .wrap = true, .total = true },
    [STYLE_TOTAL_BADGE] = { .alignment = AT_CENTRE, .bold = true, .total = true },
    [STYLE_TOTAL_SCORE] = { .alignment = AT_RIGHT, .bold = true, .total = true, .number = "0.0" },
    [STYLE_TOTAL_EXACT] = { .alignment = AT_RIGHT, .total = true, .number = "0.0000" },
    [STYLE_TOTAL_SHARE] = { .alignment = AT_RIGHT, .total = true, .number = "0%" },
    [STYLE_TOTAL_CHANGE] = { .alignment = AT_RIGHT, .total = true, .number = "+0.0;-0.0;0.0" },
    [STYLE_TOTAL_GENERAL] = { .alignment = AT_RIGHT, .total = true },
    [STYLE_HERO] =
	{ .apart = true, .size = 28, .colour = COLOUR_ACCENT, .bold = true, .number = "0.0" },
};

/* Fills keep black text above 4.5:1; tones are for bars. The second row of each is the safe palette. */
static const uint32_t fills[2][RATING_GREEN + 1] = {
	{ 0xe3e6eb, 0xf6c1bd, 0xfbe3a5, 0xbfe5cb },
	{ 0xe3e6eb, 0xf2b79a, 0xf5e6a3, 0xa9d2ef },
};
static const uint32_t tones[2][RATING_GREEN + 1] = {
	{ 0x8a93a1, 0xc62828, 0xec9f17, 0x1f8f52 },
	{ 0x8a93a1, 0xd55e00, 0xe0b000, 0x0072b2 },
};

uint32_t
rating_fill(enum rating rating, bool safe_palette)
{
	return fills[safe_palette][rating];
}

uint32_t
rating_tone(enum rating rating, bool safe_palette)
{
	return tones[safe_palette][rating];
}

bool
style_wraps(enum style style)
{
	return looks[style].wrap;
}

static void
apply(lxw_format *format, const struct look *look)
{
	static const uint8_t alignments[] = {
	    [AT_LEFT] = LXW_ALIGN_LEFT,
	    [AT_RIGHT] = LXW_ALIGN_RIGHT,
	    [AT_CENTRE] = LXW_ALIGN_CENTER,
	};

	format_set_font_size(format, look->size > 0 ? look->size : 10);
	format_set_font_color(format, look->colour != 0 ? look->colour : 0x1b2430);
	format_set_align(format, alignments[look->alignment]);
	format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
	if (look->apart)
		format_set_indent(format, 1);
	if (look->bold)
		format_set_bold(format);
	if (look->faint) {
		format_set_italic(format);
		format_set_font_color(format, COLOUR_MUTED);
		format_set_bg_color(format, 0xf0f2f5);
	}
	if (look->wrap)
		format_set_text_wrap(format);
	if (look->fill != 0)
		format_set_bg_color(format, look->fill);
	if (look->number != NULL)
		format_set_num_format(format, look->number);
	if (look->rule) {
		format_set_bottom(format, LXW_BORDER_THIN);
		format_set_bottom_color(format, COLOUR_RULE);
	}
	if (look->boxed) {
		format_set_border(format, LXW_BORDER_THIN);
		format_set_border_color(format, 0xb9a25a);
		format_set_unlocked(format);
	}
	if (look->total) {
		format_set_top(format, LXW_BORDER_THIN);
		format_set_top_color(format, COLOUR_ACCENT);
	}
}

/* White lines between the tiles of a heat map; grey tiles are hatched, so that print tells them too. */
static void
apply_tile(lxw_format *format, enum rating rating, bool safe_palette)
{
	if (rating == RATING_GREY) {
		format_set_pattern(format, LXW_PATTERN_LIGHT_UP);
		format_set_fg_color(format, 0xc4cad3);
		format_set_bg_color(format, 0xf7f8fa);
	} else {
		format_set_bg_color(format, rating_fill(rating, safe_palette));
	}
	format_set_border(format, LXW_BORDER_THIN);
	format_set_border_color(format, 0xffffff);
}

static enum rating
shade_rating(unsigned int shade)
{
	return shade == SHADE_YELLOW_HIGH ? RATING_YELLOW : (enum rating)shade;
}

static lxw_format *
tile(lxw_workbook *workbook, enum style style, bool safe_palette, const char *letters)
{
	static const struct look heat = { .alignment = AT_CENTRE };
	static const struct look word = { .alignment = AT_CENTRE, .bold = true };
	lxw_format		*format = workbook_add_format(workbook);
	char			 code[24];

	if (format == NULL)
		return NULL;
	if (style >= STYLE_RATING) {
		apply(format, &word);
		apply_tile(format, (enum rating)(style - STYLE_RATING), safe_palette);
	} else if (style >= STYLE_HEAT_VALUE) {
		(void)snprintf(code, sizeof code, "General\" %c\"", letters[style - STYLE_HEAT_VALUE]);
		apply(format, &heat);
		format_set_num_format(format, code);
		apply_tile(format, shade_rating(style - STYLE_HEAT_VALUE), safe_palette);
	} else {
		(void)snprintf(code, sizeof code, "0.0\" %c\"", letters[style - STYLE_HEAT]);
		apply(format, &heat);
		format_set_num_format(format, code);
		apply_tile(format, shade_rating(style - STYLE_HEAT), safe_palette);
	}
	return format;
}

/* 1 and 0 as words. Words that a number format cannot hold leave the numbers. */
static void
apply_yes_no(lxw_format *format, const struct style_words *words)
{
	char code[LXW_FORMAT_FIELD_LEN];
	int  length = snprintf(code, sizeof code, "\"%s\";;\"%s\"", words->yes, words->no);

	if (length > 0 && (size_t)length < sizeof code && strchr(words->yes, '"') == NULL &&
	    strchr(words->no, '"') == NULL)
		format_set_num_format(format, code);
}

lxw_format *
style_format(lxw_workbook *workbook, enum style style, bool safe_palette, const struct style_words *words)
{
	lxw_format *format;

	if (style >= STYLE_HEAT)
		return tile(workbook, style, safe_palette, words->letters);
	format = workbook_add_format(workbook);
	if (format == NULL)
		return NULL;
	apply(format, &looks[style]);
	if (style == STYLE_YES_NO)
		apply_yes_no(format, words);
	if (words->right_to_left && looks[style].alignment == AT_LEFT) {
		format_set_align(format, LXW_ALIGN_RIGHT);
		format_set_reading_order(format, READ_RIGHT_TO_LEFT);
	}
	return format;
}

lxw_format *
changed_format(lxw_workbook *workbook)
{
	lxw_format *format = workbook_add_format(workbook);

	if (format == NULL)
		return NULL;
	format_set_bold(format);
	format_set_bg_color(format, COLOUR_INPUT_CHANGED);
	return format;
}

lxw_format *
rating_format(lxw_workbook *workbook, enum rating rating, bool safe_palette)
{
	lxw_format *format = workbook_add_format(workbook);

	if (format == NULL)
		return NULL;
	format_set_bold(format);
	format_set_bg_color(format, rating_fill(rating, safe_palette));
	format_set_font_color(format, 0x1b2430);
	return format;
}
