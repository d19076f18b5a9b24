/*
 * datafiles.h - the data files of a run: scores.csv, indicators.csv, survey.csv and findings.csv.
 *
 * Stable and tidy: other programs read them. The first three stream: one partner's rows are
 * written while its scorecard is there, and partners come in order, so that nothing is kept.
 */
#ifndef PUBLISH_DATAFILES_H
#define PUBLISH_DATAFILES_H

#include "score/portfolio.h"
#include "score/scorecard.h"

struct datafiles;
struct error;
struct findings;

/* Creates the three files in directory and writes their headers. scoring must outlive the
 * result. Caller closes. */
int datafiles_open(const char *directory, const struct scoring *scoring, struct datafiles **files,
    struct error *error);
/* One partner's rows. What cannot be written is told by datafiles_close; here only memory can fail. */
int datafiles_write(struct datafiles *files, const struct scorecard *card, struct error *error);
/* Finishes the files and frees; 0 only if every byte reached the disk. NULL is fine. */
int datafiles_close(struct datafiles *files, struct error *error);

/* findings.csv, grave ones first, then by kind, file, line and column. */
int findings_csv_write(const char *path, const struct findings *findings, struct error *error);

#endif
