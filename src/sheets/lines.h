// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The lines of book_protocol.h to a book.
 */
#ifndef HOLDTRACE_SHEETS_LINES_H
#define HOLDTRACE_SHEETS_LINES_H

#include <stdio.h>

// Reads FROM to its end and makes the workbook PATH of it. NULL, or what is wrong, a constant text.
const char *lines_to_book(FILE *from, const char *path);

#endif
