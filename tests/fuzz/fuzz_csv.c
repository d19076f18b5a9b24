/* fuzz_csv.c - any bytes as CSV: records within their limits, or a refusal that names its cause. */
#include "fuzz.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "input/records.h"

static const struct csv_limits limits = { 1 << 20, 4096, 256, 32 };

static void
check_record(const struct csv_record *record, unsigned long line)
{
	size_t bytes = 0;

	MUST(record->line > line);
	MUST(record->field_count >= 1 && record->field_count <= limits.columns);
	for (size_t i = 0; i < record->field_count; i++) {
		MUST(record->fields[i].length <= limits.field_bytes);
		MUST(strlen(record->fields[i].text) == record->fields[i].length);
		MUST(text_valid_utf8(record->fields[i].text, record->fields[i].length));
		bytes += record->fields[i].length;
	}
	/* A broken byte becomes three. */
	MUST(bytes <= 3 * limits.row_bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char separators[] = { '\0', ',', ';', '\t', '|', '\0', '\0', '\0' };
	char		  separator = separators[fuzz_options(data, size) % sizeof separators];
	char		  path[FUZZ_PATH_SIZE];
	int		  file = fuzz_file(data, size, path);
	struct records	 *records;
	struct csv_record record;
	struct error	  error = { ERROR_NONE, "", 0, "" };
	unsigned long	  line = 0;
	int		  more = records_open(path, NULL, separator, &limits, &records, &error);

	if (more == 0) {
		while ((more = records_next(records, &record, &error)) == 1) {
			check_record(&record, line);
			line = record.line;
		}
		MUST(more == -1 || csv_bytes(records_csv(records)) == size);
		MUST(more == -1 || strlen(csv_digest(records_csv(records))) == 64);
		records_close(records);
	}
	close(file);
	MUST((more == -1) == (error.code != ERROR_NONE));
	MUST(more == 0 || (error.code == ERROR_INPUT && error.message[0] != '\0'));
	return 0;
}
