// SPDX-License-Identifier: GPL-3.0-or-later
// Access to rows and cells: grid.h.
#include "holdtrace/grid.h"

// Whether C is a character that no trimming takes away, so that most cells need no closer look.
static bool solid(char c) {
    return c > ' ' && c < 0x7F;
}

struct ht_slice ht_row_cell(const struct ht_row *row, size_t index) {
    if (index >= row->width)
        return (struct ht_slice){"", 0};
    struct ht_slice cell = row->cells[index];
    if (cell.len > 0 && solid(cell.data[0]) && solid(cell.data[cell.len - 1]))
        return cell;
    return ht_slice_trim(cell);
}

bool ht_row_blank(const struct ht_row *row) {
    for (size_t i = 0; i < row->width; i++)
        if (ht_row_cell(row, i).len > 0)
            return false;
    return true;
}
