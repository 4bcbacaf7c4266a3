// SPDX-License-Identifier: GPL-3.0-or-later
// Records to rows of a grid: records.h.
#include "ingest/records.h"

#include <assert.h>
#include <string.h>

void ht_records_open(struct ht_records *records, struct ht_arena *arena, const char *const *headers, size_t count) {
    assert(count <= HT_RECORD_WIDTH);
    *records = (struct ht_records){.arena = arena, .headers = headers, .width = count};
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

void ht_records_set(struct ht_records *records, size_t column, struct ht_slice value) {
    value = ht_slice_trim(value);
    records->cells[column].at = records->text.len;
    records->cells[column].len = value.len;
    if (value.len > 0) {
        ht_buffer_add(&records->text, value.data, value.len);
        ht_buffer_char(&records->text, '\0');
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
        bool filled = records->cells[i].len > 0;
        cells[i] =
            filled ? (struct ht_slice){text + records->cells[i].at, records->cells[i].len} : (struct ht_slice){"", 0};
    }
    add_row(records->arena, &records->rows, (struct ht_row){line, records->width, cells});
    ht_records_drop(records);
}

void ht_records_drop(struct ht_records *records) {
    memset(records->cells, 0, sizeof records->cells);
    ht_buffer_clear(&records->text);
}

void ht_records_grid(const struct ht_records *records, struct ht_grid *out) {
    size_t count = records->facts.count + 1 + records->rows.count;
    struct ht_slice *headers = ht_arena_array(records->arena, records->width, sizeof *headers);
    *out = (struct ht_grid){.rows = ht_arena_array(records->arena, count, sizeof *out->rows), .count = count};
    for (size_t i = 0; i < records->width; i++) {
        headers[i] = ht_slice_of(records->headers[i]);
    }
    if (records->facts.count > 0) {
        memcpy(out->rows, records->facts.items, records->facts.count * sizeof *out->rows);
    }
    out->rows[records->facts.count] = (struct ht_row){0, records->width, headers};
    if (records->rows.count > 0) {
        memcpy(out->rows + records->facts.count + 1, records->rows.items, records->rows.count * sizeof *out->rows);
    }
}
