/* flow_block.c - what the template says of the block being drawn: its title, its parameters. */
#include <stdlib.h>

#include "render/pdf/blocks.h"

const char *
flow_title(const struct flow *flow, const char *key)
{
	return flow->block != NULL && flow->block->title != NULL ? flow->block->title : flow_word(flow, key);
}

/* The template's value, which blocks_check has found good, or the standard. */
static const char *
parameter_value(const struct flow *flow, const char *name)
{
	const char			*value = flow->block != NULL ? template_parameter(flow->block, name) : NULL;
	const struct block_parameter	*row;

	if (value != NULL || flow->row == NULL)
		return value != NULL ? value : "";
	row = block_parameter(flow->row, name);
	return row != NULL ? row->standard : "";
}

size_t
flow_parameter_number(const struct flow *flow, const char *name)
{
	return (size_t)strtoul(parameter_value(flow, name), NULL, 10);
}

size_t
flow_parameter_lenses(const struct flow *flow, const char *name, size_t *lenses, size_t size)
{
	const char *list = parameter_value(flow, name);
	char	    id[BLOCK_ID_SIZE];
	size_t	    count = 0;

	while (count < size && block_next_id(&list, id)) {
		long lens = block_lens(flow->edition->model, id);

		if (lens >= 0)
			lenses[count++] = (size_t)lens;
	}
	return count;
}

size_t
flow_rows(const struct flow *flow, size_t count)
{
	size_t allowed = flow_parameter_number(flow, "rows");

	return count < allowed ? count : allowed;
}

void
flow_more(struct flow *flow, const char *key, size_t left_out)
{
	if (left_out == 0)
		return;
	flow_need(flow, 16);
	typeset_line(flow->canvas, flow_text(flow, 8.5), flow->left, flow->y + 11,
	    flow_say(flow, key, "count", flow_count(flow, left_out), NULL));
	flow->y += 16;
}
