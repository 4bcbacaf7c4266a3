// SPDX-License-Identifier: GPL-3.0-or-later
// Kept scans as bytes.
#include "parts/kept.h"

static void pack_cell(struct ht_buffer *to, enum ht_cell_type type, const void *cell) {
    switch (type) {
    case HT_CELL_TEXT:
        ht_pack_text(to, *(const char *const *)cell);
        break;
    case HT_CELL_AMOUNT:
        ht_pack_amount(to, *(const struct ht_amount *)cell);
        break;
    case HT_CELL_DATE:
        ht_pack_date(to, *(const struct ht_date *)cell);
        break;
    case HT_CELL_NUMBER:
        ht_pack_number(to, *(const int64_t *)cell);
        break;
    case HT_CELL_FLAG:
        ht_pack_flag(to, *(const bool *)cell);
        break;
    }
}

static void unpack_cell(struct ht_unpack *from, enum ht_cell_type type, void *cell) {
    switch (type) {
    case HT_CELL_TEXT:
        *(const char **)cell = ht_unpack_text(from);
        break;
    case HT_CELL_AMOUNT:
        *(struct ht_amount *)cell = ht_unpack_amount(from);
        break;
    case HT_CELL_DATE:
        *(struct ht_date *)cell = ht_unpack_date(from);
        break;
    case HT_CELL_NUMBER:
        *(int64_t *)cell = ht_unpack_number(from);
        break;
    case HT_CELL_FLAG:
        *(bool *)cell = ht_unpack_flag(from);
        break;
    }
}

static void pack_row(struct ht_buffer *to, const struct ht_cell_column *columns, const void *row) {
    for (const struct ht_cell_column *column = columns; column->name; column++)
        pack_cell(to, column->type, (const char *)row + column->offset);
}

static void unpack_row(struct ht_unpack *from, const struct ht_cell_column *columns, void *row) {
    for (const struct ht_cell_column *column = columns; column->name; column++)
        unpack_cell(from, column->type, (char *)row + column->offset);
}

void ht_kept_pack(struct ht_buffer *to, const struct ht_kept_scan *scan) {
    ht_pack_text(to, scan->path);
    pack_row(to, ht_kept_scan_columns, scan);
    for (int part = 0; part < HT_KEPT_PARTS; part++) {
        const struct ht_kept_table *table = &ht_kept_tables[part];
        const struct ht_kept_rows *rows = &scan->parts[part];
        ht_pack_number(to, (int64_t)rows->count);
        for (size_t i = 0; i < rows->count; i++)
            pack_row(to, table->columns, (const char *)rows->items + i * table->size);
    }
}

void ht_kept_unpack(struct ht_unpack *from, struct ht_arena *arena, struct ht_kept_scan *out) {
    *out = (struct ht_kept_scan){.path = ht_unpack_text(from)};
    unpack_row(from, ht_kept_scan_columns, out);
    for (int part = 0; part < HT_KEPT_PARTS; part++) {
        const struct ht_kept_table *table = &ht_kept_tables[part];
        struct ht_kept_rows *rows = &out->parts[part];
        rows->count = rows->capacity = ht_unpack_count(from);
        rows->items = ht_arena_array(arena, rows->count, table->size);
        for (size_t i = 0; i < rows->count; i++)
            unpack_row(from, table->columns, (char *)rows->items + i * table->size);
    }
}
