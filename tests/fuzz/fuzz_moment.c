/* fuzz_moment.c - any bytes as a date with a time: a real day and a time of it, or none. */
#include "fuzz.h"

#include "base/count.h"
#include "input/moment.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const formats[] = {
	    NULL, NULL, NULL, NULL, "%d/%m/%Y %H:%M", "%B %Y", "%s"};
	static const enum date_order orders[] = {
	    DATE_ORDER_AUTO, DATE_ORDER_DMY, DATE_ORDER_MDY, DATE_ORDER_YMD};
	const char *text = (const char *)data;
	unsigned options = fuzz_options(data, size);
	const char *format = formats[options / 4 % COUNT_OF(formats)];
	struct moment moment;
	int	      month = month_by_name(text, size);

	MUST(month >= 0 && month <= 12);
	moment_order(text, size);
	if (moment_parse(text, size, orders[options % 4], format, &moment) == MOMENT_OK) {
		MUST(date_is_real(moment.date));
		MUST(moment.second >= 0 && moment.second <= 24 * 60 * 60);
		MUST(moment_days(&moment, &moment) == 0);
	}
	return 0;
}
