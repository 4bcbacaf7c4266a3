// SPDX-License-Identifier: GPL-3.0-or-later
// Cells of a row by meaning, and what exports print where there is nothing.
#include <string.h>

#include "portfolio/reading.h"

struct ht_slice ht_cell(const struct ht_reading *reading, const struct ht_row *row, enum ht_field field) {
    long index = reading->at[field];
    return index < 0 ? (struct ht_slice){"", 0} : ht_row_cell(row, (size_t)index);
}

bool ht_cell_is_dash(struct ht_slice cell) {
    size_t i = 0;
    while (i < cell.len)
        if (cell.data[i] == '-' || cell.data[i] == ' ')
            i++;
        else if (cell.len - i >= 3 &&
                 (memcmp(cell.data + i, "\xE2\x80\x94", 3) == 0 || memcmp(cell.data + i, "\xE2\x80\x93", 3) == 0))
            i += 3; // em dash, en dash
        else
            return false;
    return true;
}

// "NA" is a ticker (National Bank of Canada) and stays one; elsewhere it means that there is nothing.
static bool says_nothing(struct ht_slice cell, enum ht_field field) {
    static const char *const words[] = {"NA", "N/A", "#N/A", "Unassigned"};
    if (cell.len == 0 || strchr("Nn#Uu", cell.data[0]) == NULL)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ht_slice_same(cell, ht_slice_of(words[i])))
            return field != HT_FIELD_TICKER || i > 0;
    return false;
}

const char *ht_cell_text(const struct ht_reading *reading, const struct ht_row *row, enum ht_field field) {
    struct ht_slice cell = ht_cell(reading, row, field);
    if (ht_cell_is_dash(cell) || says_nothing(cell, field))
        return NULL;
    // A cell without blanks at its end is NUL-terminated where it stands.
    return cell.data[cell.len] == '\0' ? cell.data : ht_arena_copy(reading->arena, cell.data, cell.len);
}

bool ht_reading_is_generic(const struct ht_reading *reading) {
    return reading->sheet->layout != NULL && strcmp(reading->sheet->layout, "generic") == 0;
}
