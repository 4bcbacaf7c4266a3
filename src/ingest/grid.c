// SPDX-License-Identifier: GPL-3.0-or-later
// Access to rows and cells: grid.h.
#include "holdtrace/grid.h"

struct ht_slice ht_row_cell(const struct ht_row *row, size_t index) {
    if (index >= row->width) {
        return (struct ht_slice){"", 0};
    }
    return ht_slice_trim(row->cells[index]);
}

bool ht_row_blank(const struct ht_row *row) {
    for (size_t i = 0; i < row->width; i++) {
        if (ht_row_cell(row, i).len > 0) {
            return false;
        }
    }
    return true;
}
