/*
 * verifytext.h - README-VERIFY.txt: how anyone proves a run with stock commands, without this
 * program.
 */
#ifndef PUBLISH_VERIFYTEXT_H
#define PUBLISH_VERIFYTEXT_H

struct error;

/* Writes it into the archive unless it is there already. */
int verifytext_write(const char *archive, struct error *error);

#endif
