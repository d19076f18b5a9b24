/*
 * strays.h - files of [templates] directory that nothing reads, though somebody may well think so.
 */
#ifndef STRAYS_H
#define STRAYS_H

struct arena;
struct error;
struct findings;
struct settings;

/* A finding for each that is called nearly like a template, for a theme that no setting names, and for a strings file that is neither a
 * shipped language's nor complete. Other files are left alone. ERROR_NO_INPUT if the directory cannot be read. */
int strays_note(struct arena *arena, const struct settings *settings, struct findings *findings, struct error *error);

#endif
