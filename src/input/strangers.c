/* strangers.c - see strangers.h. */
#include "input/strangers.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "base/text.h"
#include "input/intake.h"
#include "input/layout.h"

enum { SHOWN_BYTES = 80 };

int
strangers_init(struct strangers *strangers, struct arena *arena)
{
	*strangers = (struct strangers){ .arena = arena, .items = { .size = sizeof(struct stranger) }, .index = table_new() };
	return strangers->index == NULL ? -1 : 0;
}

void
strangers_clear(struct strangers *strangers)
{
	vector_clear(&strangers->items);
	table_free(strangers->index);
	strangers->index = NULL;
}

static const char *
describe(const struct strangers *strangers, struct cell text)
{
	if (text.length == 0)
		return arena_strdup(strangers->arena, "further texts");
	if (text.length > SHOWN_BYTES)
		return arena_printf(strangers->arena, "a text of %zu bytes", text.length);
	return text_clean(strangers->arena, text.text, text.length);
}

/* A stranger met for the first time. */
static long
add(struct strangers *strangers, const struct sheet *sheet, const struct stranger *what, struct cell text,
    const char *key, size_t length)
{
	const char	*shown = describe(strangers, text);
	struct stranger *added = shown == NULL ? NULL : vector_push(&strangers->items);

	if (added == NULL || table_set(strangers->index, key, length, (long)strangers->items.count - 1, NULL) == -1)
		return -1;
	*added = *what;
	added->line = sheet->record.line;
	added->rows = 1;
	added->text = shown;
	return (long)strangers->items.count - 1;
}

long
strangers_count(struct strangers *strangers, const struct sheet *sheet, const struct stranger *what, struct cell text)
{
	const char *folded = text.length > SHOWN_BYTES ? "\n" : sheet_folded(sheet, text);
	char	   *key = folded == NULL ? NULL : arena_alloc(sheet->intake->scratch, sizeof what->owner + strlen(folded), 1);
	size_t	    length = sizeof what->owner;
	long	    index;

	if (key == NULL)
		return -1;
	memcpy(key, &what->owner, sizeof what->owner);
	memcpy(key + length, folded, strlen(folded));
	length += strlen(folded);
	index = table_get(strangers->index, key, length);
	if (index == -1)
		return add(strangers, sheet, what, text, key, length);
	((struct stranger *)strangers->items.items)[index].rows++;
	return index;
}

int
strangers_report(const struct strangers *strangers, size_t index, const struct sheet *sheet, const char *expected)
{
	const struct stranger *stranger = (const struct stranger *)strangers->items.items + index;
	const struct finding   finding = {
		.kind = stranger->kind, .file = sheet->file->name, .line = stranger->line,
		.column = (unsigned int)(sheet->layout->first_column + stranger->column) + 1,
		.value = stranger->text, .expected = expected, .rows = stranger->rows,
	};

	return findings_add(sheet->intake->findings, &finding);
}
