// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A workbook as lines of text, which the helper holdtrace-xlsx reads from its standard input to the end before it
 * writes the file to its standard output. What stands in the sheets is decided by who writes the lines; the helper
 * knows how to make a file of it. Fields are separated by tabs, which no text holds; nor does any hold a line feed.
 *
 *   holdtrace-xlsx 1        the first line, with the version of the protocol
 *   rows      N             rows of the largest sheet
 *   created   YYYY-MM-DD    the day that the file says it was made on
 *   title     TEXT          of the document
 *   tab       NAME          a sheet; all are named, in the order of their tabs, before the first is filled
 *   sheet     NAME EXACT    what follows belongs to it; EXACT 1: it has a column behind the others for exact amounts
 *   widths    N N ...       of its columns, in characters
 *   freeze    ROWS COLUMNS  these stay in sight
 *   filter                  the last row begun is the head of a table, to be filtered; it goes to the sheet's end
 *   row       CELL CELL ... the next row
 *   end                     the last line
 *
 * An amount is a number that is not looked at as binary until here: digits, point, sign. A cell is empty, or a letter
 * and its content:
 *   t title   h head of a column   b bold text   s text   w text of several lines   j text across the sheet
 *   m amount of money   q quantity   p percentage of six decimals   g other decimal   c count   l number of a line
 *   d date YYYY-MM-DD
 *   =  then one of m q p g c, the value, another "=", and the formula that has this value
 *   x  exact amounts of this row, for the column of the sheet that holds them
 */
#ifndef HOLDTRACE_BOOK_PROTOCOL_H
#define HOLDTRACE_BOOK_PROTOCOL_H

#define HT_BOOK_PROGRAM "holdtrace-xlsx"
#define HT_BOOK_VERSION "1"

// Limits of the file format (ECMA-376 and its users): characters of a cell in UTF-16, rows of a sheet, significant
// digits of a number that survive being a double.
enum { HT_BOOK_CELL_MOST = 32767, HT_BOOK_ROWS_MOST = 1048576, HT_BOOK_DIGITS = 15 };

#endif
