// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks of keys: see key_blocks.h.
#include "reference/key_blocks.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/text.h"
#include "reference/packed.h"

// A block should fit a page of the database with what SQLite adds: a longer one costs a second page for each look-up.
enum { BLOCK_SIZE = 3800, MARK_EVERY = 16, MARK_SIZE = 2 };

struct key_writer {
    struct db_stmt *insert;
    int64_t blocks;
    enum key_kind kind;
    struct ht_buffer first;     // key of the block
    struct ht_buffer last, key; // keys of the entry before, and of the one that is gathered
    struct ht_buffer entries;   // those that are complete
    struct ht_buffer numbers;   // of the one that is gathered
    struct ht_buffer marks;     // where every sixteenth stands in `entries`
    size_t entry_count;         // of the block
    uint64_t count, number;     // of it: how many, and the last one
};

struct key_writer *key_writer_new(struct db *db) {
    struct key_writer *w = ht_heap_alloc(sizeof *w);
    w->insert = db_prepare(db, "INSERT INTO key_block (key, kind, first, data) VALUES (?, ?, ?, ?)");
    return w;
}

static void add_mark(struct ht_buffer *out, size_t offset) {
    const char bytes[MARK_SIZE] = {(char)(offset >> 8), (char)offset};
    ht_buffer_add(out, bytes, sizeof bytes);
}

static size_t mark_at(const unsigned char *marks, size_t i) {
    return (size_t)marks[MARK_SIZE * i] << 8 | marks[MARK_SIZE * i + 1];
}

static void write_block(struct key_writer *w) {
    if (!w->entries.len)
        return;
    struct ht_buffer data = {0};
    packed_add_varint(&data, w->last.len);
    ht_buffer_add(&data, w->last.data, w->last.len);
    size_t start = data.len, marks = w->marks.len / MARK_SIZE;
    ht_buffer_add(&data, w->entries.data, w->entries.len);
    for (size_t i = 0; i < marks; i++)
        add_mark(&data, start + mark_at((const unsigned char *)w->marks.data, i));
    add_mark(&data, marks);
    db_bind_int(w->insert, 1, ++w->blocks);
    db_bind_int(w->insert, 2, (int64_t)w->kind);
    db_bind_text(w->insert, 3, w->first.data);
    db_bind_blob(w->insert, 4, data.data, data.len);
    db_step(w->insert);
    ht_buffer_free(&data);
    ht_buffer_clear(&w->entries);
    ht_buffer_clear(&w->marks);
    w->entry_count = 0;
}

static size_t common_length(const struct ht_buffer *a, const struct ht_buffer *b) {
    size_t n = 0;
    while (n < a->len && n < b->len && a->data[n] == b->data[n])
        n++;
    return n;
}

static void end_entry(struct key_writer *w) {
    if (!w->count)
        return;
    if (w->entries.len + w->key.len + w->numbers.len > BLOCK_SIZE)
        write_block(w);
    bool is_first = w->entries.len == 0;
    // An entry of many numbers may lie beyond what a mark can tell: what follows it is found by going on.
    bool marked = w->entry_count++ % MARK_EVERY == 0 && w->entries.len < UINT16_MAX / 2;
    size_t common = marked ? 0 : common_length(&w->last, &w->key);
    if (marked)
        add_mark(&w->marks, w->entries.len);
    unsigned char lengths[2 * PACKED_VARINT_MAX];
    size_t n = packed_write_varint(lengths, common);
    n += packed_write_varint(lengths + n, w->key.len - common);
    ht_buffer_add(&w->entries, (const char *)lengths, n);
    ht_buffer_add(&w->entries, w->key.data + common, w->key.len - common);
    packed_add_varint(&w->entries, w->count);
    ht_buffer_add(&w->entries, w->numbers.data, w->numbers.len);
    if (is_first) {
        ht_buffer_clear(&w->first);
        ht_buffer_add(&w->first, w->key.data, w->key.len);
    }
    struct ht_buffer swap = w->last;
    w->last = w->key;
    w->key = swap;
    w->count = 0;
    ht_buffer_clear(&w->numbers);
}

void key_writer_add(struct key_writer *w, enum key_kind kind, const char *key, size_t len, uint64_t number) {
    if (!w->count || kind != w->kind || len != w->key.len || memcmp(key, w->key.data, len) != 0) {
        end_entry(w);
        if (kind != w->kind)
            write_block(w);
        w->kind = kind;
        ht_buffer_clear(&w->key);
        ht_buffer_add(&w->key, key, len);
        w->number = 0;
    } else if (number == w->number) {
        return;
    }
    packed_add_varint(&w->numbers, number - w->number);
    w->number = number;
    w->count++;
}

void key_writer_end(struct key_writer *w) {
    end_entry(w);
    write_block(w);
    ht_buffer_free(&w->first);
    ht_buffer_free(&w->last);
    ht_buffer_free(&w->entries);
    ht_buffer_free(&w->key);
    ht_buffer_free(&w->numbers);
    ht_buffer_free(&w->marks);
    free(w);
}

void key_cursor_begin(struct key_cursor *cursor, const void *data, size_t size, const char **last, size_t *last_len) {
    cursor->data = cursor->at = data;
    cursor->end = cursor->at + size;
    cursor->len = 0;
    cursor->mark_count = size >= MARK_SIZE ? mark_at(cursor->end - MARK_SIZE, 0) : 0;
    if (size < MARK_SIZE * (cursor->mark_count + 1))
        cursor->mark_count = size = 0; // damaged
    cursor->end = cursor->at + (size ? size - MARK_SIZE * (cursor->mark_count + 1) : 0);
    cursor->marks = cursor->end;
    size_t len = (size_t)packed_varint(&cursor->at, cursor->end);
    if (len > (size_t)(cursor->end - cursor->at))
        len = (size_t)(cursor->end - cursor->at);
    *last = (const char *)cursor->at;
    *last_len = len;
    cursor->at += len;
}

int key_cursor_compare(const struct key_cursor *cursor, const char *key, size_t len) {
    int order = memcmp(cursor->key, key, cursor->len < len ? cursor->len : len);
    return order ? order : (cursor->len > len) - (cursor->len < len);
}

// The entry of mark I; NULL when its key is above KEY, or the block is damaged.
static const unsigned char *marked(const struct key_cursor *cursor, size_t i, const char *key, size_t len) {
    const unsigned char *entry = cursor->data + mark_at(cursor->marks, i), *at = entry + 1; // nothing in common
    if (entry >= cursor->end)
        return NULL;
    uint64_t own = packed_varint(&at, cursor->end);
    if (own > (uint64_t)(cursor->end - at))
        return NULL;
    int order = memcmp(at, key, own < len ? (size_t)own : len);
    return order < 0 || (order == 0 && own <= len) ? entry : NULL;
}

bool key_cursor_seek(struct key_cursor *cursor, const char *key, size_t len) {
    const unsigned char *from = NULL;
    size_t low = 0, high = cursor->mark_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const unsigned char *entry = marked(cursor, middle, key, len);
        from = entry ? entry : from;
        low = entry ? middle + 1 : low;
        high = entry ? high : middle;
    }
    // The current entry may be nearer.
    bool here = cursor->len && key_cursor_compare(cursor, key, len) <= 0 && (!from || from < cursor->at);
    if (!here && from)
        cursor->at = from;
    for (bool more = here || key_cursor_next(cursor); more; more = key_cursor_next(cursor))
        if (key_cursor_compare(cursor, key, len) >= 0)
            return true;
    return false;
}

bool key_cursor_next(struct key_cursor *cursor) {
    if (!cursor->at || cursor->at >= cursor->end)
        return false;
    uint64_t common = packed_varint(&cursor->at, cursor->end), more = packed_varint(&cursor->at, cursor->end);
    // What a damaged file says must not lead out of it.
    if (common > cursor->len || more > (uint64_t)(cursor->end - cursor->at) || common + more > KEY_LENGTH_MAX)
        return false;
    for (uint64_t i = 0; i < more; i++) // a few bytes, for which a call costs more
        cursor->key[common + i] = (char)cursor->at[i];
    cursor->len = (size_t)(common + more);
    cursor->key[cursor->len] = '\0';
    cursor->at += more;
    cursor->count = packed_varint(&cursor->at, cursor->end);
    cursor->numbers = cursor->at;
    for (uint64_t i = 0; i < cursor->count && cursor->at < cursor->end; i++) {
        while (cursor->at < cursor->end && *cursor->at >= 128)
            cursor->at++;
        cursor->at += cursor->at < cursor->end;
    }
    return true;
}
