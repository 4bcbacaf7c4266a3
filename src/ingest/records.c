// SPDX-License-Identifier: GPL-3.0-or-later
// Records to rows of a grid: records.h.
#include "ingest/records.h"

#include <assert.h>
#include <string.h>

static void give_place(struct ht_records *records, size_t column) {
    records->columns[records->width] = column;
    records->slots[column] = ++records->width;
}

void ht_records_open(struct ht_records *records, struct ht_arena *arena, const char *const *headers, size_t count,
                     size_t core) {
    assert(core <= count && count <= HT_RECORD_WIDTH);
    *records = (struct ht_records){.arena = arena, .headers = headers, .count = count};
    for (size_t column = 0; column < core; column++)
        give_place(records, column);
}

void ht_records_close(struct ht_records *records) {
    ht_buffer_free(&records->text);
}

static void add_row(struct ht_arena *arena, struct ht_record_rows *rows, struct ht_row row) {
    rows->items = ht_arena_grow(arena, rows->items, rows->count, &rows->capacity, sizeof *rows->items);
    rows->items[rows->count++] = row;
}

void ht_records_fact(struct ht_records *records, long line, const char *label, struct ht_slice value) {
    value = ht_slice_trim(value);
    if (value.len > 0) {
        struct ht_slice *cells = ht_arena_array(records->arena, 2, sizeof *cells);
        cells[0] = ht_slice_of(label);
        cells[1] = (struct ht_slice){ht_arena_copy(records->arena, value.data, value.len), value.len};
        add_row(records->arena, &records->facts, (struct ht_row){line, 2, cells});
    }
}

// Whether C is a character that no trimming takes away.
static bool solid(char c) {
    return c > ' ' && c < 0x7F;
}

void ht_records_set(struct ht_records *records, size_t column, struct ht_slice value) {
    if (value.len > 0 && !(solid(value.data[0]) && solid(value.data[value.len - 1])))
        value = ht_slice_trim(value);
    records->cells[column].at = records->text.len;
    records->cells[column].len = value.len;
    if (value.len > 0) {
        bool ended = value.data[value.len] == '\0'; // as nearly all are: then one copy takes both
        ht_buffer_add(&records->text, value.data, value.len + ended);
        if (!ended)
            ht_buffer_char(&records->text, '\0');
        if (column < records->count && records->slots[column] == 0)
            give_place(records, column);
    }
}

void ht_records_set_text(struct ht_records *records, size_t column, const char *value) {
    ht_records_set(records, column, ht_slice_of(value));
}

const char *ht_records_get(const struct ht_records *records, size_t column) {
    return records->cells[column].len > 0 ? records->text.data + records->cells[column].at : "";
}

void ht_records_end(struct ht_records *records, long line) {
    struct ht_slice *cells = ht_arena_array(records->arena, records->width, sizeof *cells);
    const char *text =
        records->text.len > 0 ? ht_arena_copy(records->arena, records->text.data, records->text.len) : "";
    for (size_t i = 0; i < records->width; i++) {
        size_t column = records->columns[i], len = records->cells[column].len;
        cells[i] = len > 0 ? (struct ht_slice){text + records->cells[column].at, len} : (struct ht_slice){"", 0};
    }
    add_row(records->arena, &records->rows, (struct ht_row){line, records->width, cells});
    ht_records_drop(records);
}

void ht_records_drop(struct ht_records *records) {
    memset(records->cells, 0, sizeof records->cells);
    ht_buffer_clear(&records->text);
}

void ht_records_change(struct ht_records *records, size_t row, size_t column, struct ht_slice value) {
    union {
        const struct ht_slice *read;
        struct ht_slice *own;
    } cells = {.read = records->rows.items[row].cells};
    cells.own[column] = value;
}

// Rows that were written before a column was first filled get a blank cell for it.
static void widen(struct ht_records *records, struct ht_row *row) {
    if (row->width < records->width) {
        struct ht_slice *cells = ht_arena_array(records->arena, records->width, sizeof *cells);
        memcpy(cells, row->cells, row->width * sizeof *cells);
        for (size_t i = row->width; i < records->width; i++)
            cells[i] = (struct ht_slice){"", 0};
        row->cells = cells;
        row->width = records->width;
    }
}

void ht_records_grid(struct ht_records *records, struct ht_grid *out) {
    size_t count = records->facts.count + 1 + records->rows.count;
    struct ht_slice *headers = ht_arena_array(records->arena, records->width, sizeof *headers);
    *out = (struct ht_grid){.rows = ht_arena_array(records->arena, count, sizeof *out->rows), .count = count};
    for (size_t i = 0; i < records->width; i++)
        headers[i] = ht_slice_of(records->headers[records->columns[i]]);
    for (size_t i = 0; i < records->facts.count; i++)
        out->rows[i] = records->facts.items[i];
    out->rows[records->facts.count] = (struct ht_row){0, records->width, headers};
    for (size_t i = 0; i < records->rows.count; i++) {
        widen(records, &records->rows.items[i]);
        out->rows[records->facts.count + 1 + i] = records->rows.items[i];
    }
}
