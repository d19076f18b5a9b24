/*
 * stop.h - a polite end on SIGINT, SIGTERM and SIGHUP: a flag that long work looks at between
 * partners.
 *
 * The flag is the program's one mutable global: a signal handler can reach nothing else. Whoever
 * sees it cleans up and returns; the command then raises the signal again, so that the parent
 * process sees how it ended.
 */
#ifndef PUBLISH_STOP_H
#define PUBLISH_STOP_H

struct error;

/* From here on the signals set the flag. Blocking calls are interrupted, not restarted. */
void stop_catch(void);
/* In a forked worker: the signals kill again, as the parent cleans up. */
void stop_release(void);
/* The signal that came, 0 if none. */
int stop_requested(void);
/* -1 with an error if a signal came. */
int stop_check(struct error *error);
/* Ends the process by the signal that came; returns if none did. */
void stop_raise(void);

#endif
