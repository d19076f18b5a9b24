/* stop.c - a polite end on SIGINT, SIGTERM and SIGHUP. */
#include "publish/stop.h"

#include <signal.h>
#include <string.h>

#include "base/count.h"
#include "base/error.h"

static const int stop_signals[] = { SIGINT, SIGTERM, SIGHUP };

static volatile sig_atomic_t stop_signal;

static void
remember(int number)
{
	stop_signal = number;
}

static void
set_handlers(void (*handler)(int))
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = handler;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < COUNT_OF(stop_signals); i++) {
		struct sigaction before;

		/* nohup and cron may have them ignored: that stays. */
		if (sigaction(stop_signals[i], NULL, &before) == 0 && before.sa_handler == SIG_IGN)
			continue;
		(void)sigaction(stop_signals[i], &action, NULL);
	}
}

void
stop_catch(void)
{
	set_handlers(remember);
}

void
stop_release(void)
{
	set_handlers(SIG_DFL);
}

int
stop_requested(void)
{
	return stop_signal;
}

int
stop_check(struct error *error)
{
	if (stop_signal == 0)
		return 0;
	return error_set(error, ERROR_AGAIN, NULL, 0, "stopped by signal %d, nothing published",
	    (int)stop_signal);
}

void
stop_raise(void)
{
	if (stop_signal == 0)
		return;
	stop_release();
	(void)raise(stop_signal);
}
