// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks of securities: see security_blocks.h.
#include "reference/security_blocks.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/text.h"
#include "reference/packed.h"

enum { BLOCK_SIZE = 3900 }; // as in key_blocks.c

struct security_writer {
    struct db_stmt *insert;
    struct ht_buffer block, one;
    uint64_t count, first, entity; // first: number of the block's first security, entity: its issuer
    struct ht_buffer data;         // of a block: how many, then they
};

struct security_writer *security_writer_new(struct db *db) {
    struct security_writer *w = ht_heap_alloc(sizeof *w);
    w->insert = db_prepare(db, "INSERT INTO security_block (first, entity, data) VALUES (?, ?, ?)");
    return w;
}

static void write_block(struct security_writer *w) {
    if (!w->block.len)
        return;
    ht_buffer_clear(&w->data);
    packed_add_varint(&w->data, w->count + 1 - w->first);
    ht_buffer_add(&w->data, w->block.data, w->block.len);
    db_bind_int(w->insert, 1, (int64_t)w->first);
    db_bind_int(w->insert, 2, (int64_t)w->entity);
    db_bind_blob(w->insert, 3, w->data.data, w->data.len);
    db_step(w->insert);
    ht_buffer_clear(&w->block);
}

static void add_number(struct ht_buffer *out, size_t column, uint64_t number) {
    if (!number)
        return;
    ht_buffer_char(out, (char)column);
    packed_add_varint(out, number);
}

static void add_cells(struct ht_buffer *out, const struct stored_security *s) {
    for (size_t c = 0; c < SECURITY_WIDTH; c++) {
        if (!s->texts[c].len)
            continue;
        ht_buffer_char(out, (char)c);
        packed_add_varint(out, s->texts[c].len);
        ht_buffer_add(out, s->texts[c].data, s->texts[c].len);
    }
    add_number(out, SECURITY_SOURCE, s->source);
    add_number(out, SECURITY_GUARANTOR, s->guarantor);
    add_number(out, SECURITY_CONFIDENCE, s->confidence);
    add_number(out, SECURITY_VALID_FROM, s->valid_from);
    add_number(out, SECURITY_VALID_TO, s->valid_to);
}

uint64_t security_writer_add(struct security_writer *w, const struct stored_security *security) {
    ht_buffer_clear(&w->one);
    add_cells(&w->one, security);
    if (w->block.len + w->one.len + (size_t)2 * PACKED_VARINT_MAX > BLOCK_SIZE)
        write_block(w);
    w->count++;
    if (!w->block.len) {
        w->first = w->count;
        w->entity = security->entity;
    }
    unsigned char issuer[PACKED_VARINT_MAX];
    size_t len = packed_write_varint(issuer, security->entity - w->entity);
    packed_add_varint(&w->block, len + w->one.len);
    ht_buffer_add(&w->block, (const char *)issuer, len);
    ht_buffer_add(&w->block, w->one.data ? w->one.data : "", w->one.len);
    return w->count;
}

void security_writer_end(struct security_writer *w) {
    write_block(w);
    ht_buffer_free(&w->block);
    ht_buffer_free(&w->one);
    ht_buffer_free(&w->data);
    free(w);
}

// The number of a column that is stored as one, or NULL.
static uint64_t *number_at(struct stored_security *s, unsigned column) {
    switch (column) {
    case SECURITY_SOURCE:
        return &s->source;
    case SECURITY_GUARANTOR:
        return &s->guarantor;
    case SECURITY_CONFIDENCE:
        return &s->confidence;
    case SECURITY_VALID_FROM:
        return &s->valid_from;
    case SECURITY_VALID_TO:
        return &s->valid_to;
    default:
        return NULL;
    }
}

uint64_t stored_security_count(const unsigned char **at, const unsigned char *end) {
    return packed_varint(at, end);
}

bool stored_security_skip(const unsigned char **at, const unsigned char *end) {
    uint64_t len = packed_varint(at, end);
    if (len == 0 || len > (uint64_t)(end - *at))
        return false;
    *at += len;
    return true;
}

uint64_t stored_security_entity(const unsigned char *at, const unsigned char *end, uint64_t block_entity) {
    (void)packed_varint(&at, end);
    return block_entity + packed_varint(&at, end);
}

bool stored_security_read(const unsigned char **at, const unsigned char *end, uint64_t block_entity,
                          struct stored_security *out) {
    uint64_t len = packed_varint(at, end);
    if (len == 0 || len > (uint64_t)(end - *at))
        return false;
    const unsigned char *stop = *at + len, *p = *at;
    *at = stop;
    memset(out, 0, sizeof *out);
    out->entity = block_entity + packed_varint(&p, stop);
    while (p < stop) {
        unsigned column = *p++;
        uint64_t *number = number_at(out, column), value = packed_varint(&p, stop);
        if (number) {
            *number = value;
            continue;
        }
        if (column >= SECURITY_WIDTH || value > (uint64_t)(stop - p))
            return false;
        out->texts[column].data = (const char *)p;
        out->texts[column].len = (size_t)value;
        p += value;
    }
    return true;
}
