// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a workbook's cell holds, as text: numbers written plainly and exactly as the file's text says, percentages
 * with their sign, dates as ISO dates. Private to the ingest stage.
 */
#ifndef HOLDTRACE_CELL_VALUE_H
#define HOLDTRACE_CELL_VALUE_H

#include <stdbool.h>
#include <stddef.h>

// How a number is shown, as far as it changes what the number means. A scaled one is shown in thousands or millions
// ("#,##0,") and stored whole; it is read as stored.
enum ht_cell_style { HT_CELL_PLAIN, HT_CELL_PERCENT, HT_CELL_DATE, HT_CELL_SCALED };

// Of a number format: its code ("0.00%", "yyyy-mm-dd", "Short Date"), or its built-in number in xlsx (ECMA-376-1,
// 18.8.30). Times of day, elapsed times and everything else are plain.
enum ht_cell_style ht_cell_style_of(const char *code);
enum ht_cell_style ht_cell_style_builtin(long id);

enum { HT_CELL_TEXT = 160 };

/*
 * The number whose text is LEN bytes at TEXT ("0.1334", "7.05E-4", "2781694.0") as STYLE shows it:
 * - plain: without exponent and without zeros that say nothing ("0.000705", "2781694"). Where the point could be
 *   taken for a mark of thousands, a zero is added ("4.761" is written "4.7610").
 * - percent: the point moved by two and a percent sign ("13.34%"); no digit changes.
 * - date: the day of that serial number, counted from 1900 or, with DATE1904, from 1904 ("2021-08-27"); a time of day
 *   is left out. A number that is no day stays a plain number.
 * False when TEXT is no such number, or too long a one; OUT is then not set.
 */
bool ht_cell_number(const char *text, size_t len, enum ht_cell_style style, bool date1904, char out[HT_CELL_TEXT]);

/*
 * Undoes the escapes of xlsx texts ("_x000D_") in the LEN bytes at TEXT, in place; returns the new length. What
 * stands for NUL becomes a blank. TEXT is written to only when there is an escape.
 */
size_t ht_cell_unescape(char *text, size_t len);

#endif
