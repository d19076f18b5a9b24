/*
 * method.h - the sheets that both workbooks end with: how the numbers came about, and from which files.
 */
#ifndef RENDER_XLSX_METHOD_H
#define RENDER_XLSX_METHOD_H

#include "base/findings.h"
#include "render/xlsx/sheet.h"

/* Rules (may be none), the policy's constants, lenses with their groups and weights. Defines the name policy_<key> for each constant. */
void method_fill(struct sheet *sheet, const char *const *rules, size_t rule_count, const char *footer);

/* How grave a finding is, as a word. */
void sheet_severity(struct sheet *sheet, uint32_t row, uint16_t column, enum severity severity);

/* Every input file with size, rows and SHA-256, the run and the program. */
void inputs_fill(struct sheet *sheet, const char *footer);

#endif
