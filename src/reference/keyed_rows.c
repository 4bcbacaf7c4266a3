// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a large file, sorted by the keys of their entities.
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reference/write.h"

enum { SORT_MEMORY = 48 * 1024 * 1024, TAIL = 6 };

struct keyed_rows {
    struct ref_build *build;
    enum ref_file_id file;
    struct sorter *sorter;
    struct ht_buffer record; // a copy of the one that stands next
    bool waiting;            // whether it does
    struct ht_buffer handed; // of the row that was handed out last
};

// While spools are read, which hands on no other context.
static _Thread_local struct keyed_rows *filling;

static void add(struct ref_build *build, const struct ref_spooled *row, unsigned char *packed) {
    uint32_t a = row->a, b = row->b;
    if (filling->file == REF_SECURITIES && a == TEXTS_NONE) {
        a = build->homes[row->b];
        b = TEXTS_NONE;
        if (a == TEXTS_NONE) {
            ref_leave_out(build, row->collection, REF_SECURITIES, LEFT_OUT_ISSUER, 0, NULL);
            return;
        }
    }
    uint32_t other = b == TEXTS_NONE ? 0 : build->key_of[b];
    struct ht_buffer *record = &filling->record;
    ht_buffer_clear(record);
    packed_add_u32(record, build->key_of[a]);
    // Stakes are sorted by the owned, too; a guarantor says nothing of order.
    if (filling->file == REF_OWNERSHIP)
        packed_add_u32(record, other);
    ht_buffer_add(record, (const char *)packed, row->len);
    packed_add_u32(record, other);
    ht_buffer_char(record, (char)(row->collection >> 8));
    ht_buffer_char(record, (char)row->collection);
    sorter_add(filling->sorter, record->data, record->len);
}

static void fetch(struct keyed_rows *rows) {
    size_t len;
    const unsigned char *record = sorter_next(rows->sorter, &len);
    rows->waiting = record != NULL;
    ht_buffer_clear(&rows->record);
    if (record)
        ht_buffer_add(&rows->record, (const char *)record, len);
}

struct keyed_rows *keyed_rows_of(struct ref_build *build, enum ref_file_id file) {
    struct keyed_rows *rows = ht_heap_alloc(sizeof *rows);
    *rows = (struct keyed_rows){.build = build, .file = file, .sorter = sorter_new(build->output, SORT_MEMORY)};
    filling = rows;
    ref_spool_read(build, file, add);
    filling = NULL;
    scratch_close(&build->spools[file].file);
    fetch(rows);
    return rows;
}

void keyed_rows_free(struct keyed_rows *rows) {
    if (!rows)
        return;
    sorter_free(rows->sorter);
    ht_buffer_free(&rows->record);
    ht_buffer_free(&rows->handed);
    free(rows);
}

bool keyed_rows_peek(struct keyed_rows *rows, uint32_t *entity) {
    if (rows->waiting)
        *entity = packed_u32((const unsigned char *)rows->record.data);
    return rows->waiting;
}

bool keyed_rows_next(struct keyed_rows *rows, uint32_t entity, struct keyed_row *out) {
    uint32_t next;
    if (!keyed_rows_peek(rows, &next) || next != entity)
        return false;
    struct ht_buffer swap = rows->handed;
    rows->handed = rows->record;
    rows->record = swap;
    unsigned char *bytes = (unsigned char *)rows->handed.data, *tail = bytes + rows->handed.len - TAIL;
    size_t head = rows->file == REF_OWNERSHIP ? 8 : 4;
    out->other = packed_u32(tail);
    out->from = &rows->build->collections[tail[4] << 8 | tail[5]];
    out->packed = bytes + head;
    out->packed_len = (size_t)(tail - bytes) - head;
    packed_cells(&ref_files[rows->file], bytes + head, (size_t)(tail - bytes) - head, out->cells);
    fetch(rows);
    return true;
}

enum ht_status keyed_rows_status(struct keyed_rows *rows, struct ht_error *err) {
    return sorter_status(rows->sorter, err);
}
