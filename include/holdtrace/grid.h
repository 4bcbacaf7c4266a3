// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rows and cells as a file holds them, before anything is understood. Every reader ends here.
 */
#ifndef HOLDTRACE_GRID_H
#define HOLDTRACE_GRID_H

#include <stddef.h>
#include <stdint.h>

#include "holdtrace/text.h"

struct ht_row {
    long line;                    // physical line where the row begins, from 1; in a sheet, the number of the row
    size_t width;                 // number of cells
    const struct ht_slice *cells; // NUL-terminated, not trimmed; an absent cell has length 0
};

struct ht_grid {
    struct ht_row *rows; // rows of the file in order; blank lines are left out
    size_t count;
    size_t dropped;  // records that could not be read, each with a finding
    long lines;      // physical lines of the file
    char delimiter;  // of delimited text, else 0
    bool typed;      // from a format that tells numbers from text: its numbers have a decimal point
    uint64_t scaled; // bit N: column N has numbers that the file shows in thousands or more and stores whole
};

// Cell INDEX of ROW trimmed; an empty slice when the row has no such cell.
struct ht_slice ht_row_cell(const struct ht_row *row, size_t index);

// Whether every cell of ROW is blank (commas only, U+00A0).
bool ht_row_blank(const struct ht_row *row);

#endif
