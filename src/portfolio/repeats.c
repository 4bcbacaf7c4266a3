// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Parts of a file that repeat another one: the top ten beside the full list, the same list under another name. A row
 * repeats one of another part when all its cells are the same.
 */
#include <string.h>

#include "holdtrace/map.h"
#include "portfolio/reading.h"

// The cells of ROW as one text.
static const char *key_of(const struct ht_row *row, struct ht_buffer *buffer) {
    ht_buffer_clear(buffer);
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        ht_buffer_add(buffer, cell.data, cell.len);
        ht_buffer_char(buffer, '\x1F');
    }
    return buffer->data != NULL ? buffer->data : "";
}

static void add_rows(const struct ht_part_reading *reading, struct ht_map *rows, struct ht_buffer *buffer) {
    static char present;
    for (size_t t = 0; t < reading->sheet.table_count; t++) {
        const struct ht_table *table = &reading->sheet.tables[t];
        for (size_t i = table->first_row; table->counted && i < table->end_row; i++)
            ht_map_put(rows, key_of(&reading->part->grid.rows[i], buffer), &present);
    }
}

static bool all_rows_in(const struct ht_part_reading *reading, const struct ht_map *rows, struct ht_buffer *buffer) {
    for (size_t t = 0; t < reading->sheet.table_count; t++) {
        const struct ht_table *table = &reading->sheet.tables[t];
        for (size_t i = table->first_row; table->counted && i < table->end_row; i++)
            if (ht_map_get(rows, key_of(&reading->part->grid.rows[i], buffer)) == NULL)
                return false;
    }
    return true;
}

static bool differ(const char *a, const char *b) {
    return a != NULL && b != NULL && strcmp(a, b) != 0;
}

// Whether A and B could show one fund on one day: what they say of it does not differ.
static bool could_be_same(const struct ht_sheet *a, const struct ht_sheet *b) {
    return strcmp(a->layout, b->layout) == 0 && !differ(a->fund_name, b->fund_name) && !differ(a->as_of, b->as_of);
}

// Leaves out the parts that repeat WHOLE: smaller ones, and later ones of the same size.
static void leave_repeats_of(const struct ht_part_reading *whole, struct ht_part_reading *readings, size_t count,
                             const struct ht_map *rows, struct ht_buffer *buffer, struct ht_findings *findings) {
    for (size_t i = 0; i < count; i++) {
        struct ht_part_reading *other = &readings[i];
        bool could = other->chosen && other != whole && could_be_same(&other->sheet, &whole->sheet) &&
                     (other->rows < whole->rows || (other->rows == whole->rows && other > whole));
        if (could && all_rows_in(other, rows, buffer)) {
            other->chosen = false;
            ht_find(findings, HT_CODE_REPEATED_TABLE, 0, "all %zu rows of %s stand in %s too; they are counted once",
                    other->rows, other->label, whole->label);
        }
    }
}

void ht_parts_leave_repeats(struct ht_part_reading *readings, size_t count, struct ht_arena *arena,
                            struct ht_findings *findings) {
    struct ht_buffer buffer = {0};
    for (size_t i = 0; i < count; i++) {
        if (readings[i].chosen) {
            struct ht_map *rows = ht_map_new(arena);
            add_rows(&readings[i], rows, &buffer);
            leave_repeats_of(&readings[i], readings, count, rows, &buffer, findings);
        }
    }
    ht_buffer_free(&buffer);
}
