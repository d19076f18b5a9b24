/*
 * scale.h - [scale id]: the ends of a scale of answers and the words on it, the same in model.ini and in mappings.ini.
 *
 *   min = 1, max = 5, label 5 = "strongly agree|agree strongly"
 */
#ifndef CONFIG_SCALE_H
#define CONFIG_SCALE_H

struct arena;
struct error;
struct ini;
struct ini_entry;
struct scale;

/* A scale with nothing given: both ends NaN. */
void scale_init(struct scale *scale, const char *id);
/* One entry of its section, from the arena. -1 ERROR_CONFIG: an unknown key, a label that is no number, a word that has its place already. */
int scale_read(struct scale *scale, struct arena *arena, const struct ini *ini, const struct ini_entry *entry, struct error *error);
/* The whole section, of this name and line: min below max, every label between them. -1 ERROR_CONFIG. */
int scale_check(const struct scale *scale, const struct ini *ini, const char *section, unsigned long line, struct error *error);
/* The place of a folded word, NaN if the scale does not have it. */
double scale_find(const struct scale *scale, const char *folded_word);

#endif
