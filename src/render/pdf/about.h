/*
 * about.h - what a report's file says about itself: title, author, date of the data, identity.
 */
#ifndef RENDER_PDF_ABOUT_H
#define RENDER_PDF_ABOUT_H

#include "render/pdf/document.h"
#include "story/story.h"

struct arena;

/* name tells the reports of a run apart: the same run gives each of their files another identity. title and subject are UTF-8 and
 * must outlive about; the rest is from the arena. ERROR_INTERNAL if as_of is no date. */
int about_make(const struct edition *edition, const char *name, const char *title, const char *subject,
    struct arena *arena, struct document_about *about, struct error *error);

#endif
