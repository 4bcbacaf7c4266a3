// SPDX-License-Identifier: GPL-3.0-or-later
// Look-ups in blocks of keys: see ask_keys.h.
#include "reference/ask_keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reference/packed.h"

static void add_number(struct ht_reference *ref, uint64_t number) {
    if (ref->number_count == ref->number_room) {
        ref->number_room = ref->number_room * 2 + 64;
        ref->numbers = ht_heap_resize(ref->numbers, ref->number_room * sizeof *ref->numbers);
    }
    ref->numbers[ref->number_count++] = number;
}

static void take_numbers(struct ht_reference *ref, const struct key_cursor *cursor) {
    const unsigned char *at = cursor->numbers;
    uint64_t number = 0;
    for (uint64_t i = 0; i < cursor->count && at < cursor->end; i++) {
        number += packed_varint(&at, cursor->end);
        add_number(ref, number);
    }
}

// Takes DATA, which stays where it is, as the block at hand.
static void use_block(struct key_page *page, const void *data, size_t size) {
    page->data = data;
    page->size = size;
    key_cursor_begin(&page->cursor, data, size, &page->last, &page->last_len);
}

// Takes a copy of the block that STMT stands on as the one at hand for its kind.
static void keep_block(struct key_page *page, struct db_stmt *stmt) {
    size_t size;
    const void *data = db_blob(stmt, 0, &size);
    if (size > page->room) {
        page->room = size + 1024;
        page->copy = ht_heap_resize(page->copy, page->room);
    }
    if (size)
        memcpy(page->copy, data, size);
    use_block(page, page->copy, size);
}

static void fill_shelf(struct ht_reference *ref, struct shelf *shelf, enum key_kind kind) {
    db_expect_many(ref->db);
    ref->asked_keys = ref->asked_keys ? ref->asked_keys : asked_keys_new();
    struct db_stmt *stmt = ask(ref, ASK_KEY_BLOCK_STARTS);
    db_bind_int(stmt, 1, (int64_t)kind);
    while (db_step(stmt))
        shelf_add(shelf, db_int(stmt, 0), 0, db_text(stmt, 1));
}

static void take_from_shelf(struct ht_reference *ref, struct key_page *page, const char *key) {
    struct shelved *block = shelf_by_text(&page->shelf, key);
    page->size = 0;
    if (!block)
        return;
    if (!block->data) {
        struct db_stmt *stmt = ask(ref, ASK_KEY_BLOCK_AT);
        db_bind_int(stmt, 1, block->key);
        if (db_step(stmt)) {
            size_t size;
            const void *data = db_blob(stmt, 0, &size);
            shelf_keep(&page->shelf, block, data, size);
        }
        db_reset(stmt);
    }
    if (block->data)
        use_block(page, block->data, block->size);
}

static void take_alone(struct ht_reference *ref, struct key_page *page, enum key_kind kind, const char *key) {
    struct db_stmt *stmt = ask(ref, ASK_KEY_BLOCK);
    db_bind_int(stmt, 1, (int64_t)kind);
    db_bind_text(stmt, 2, key);
    page->size = 0;
    if (db_step(stmt))
        keep_block(page, stmt);
    db_reset(stmt);
}

// Whether KEY, if it is anywhere, is in the block at hand.
static bool at_hand(const struct key_page *page, const char *key, size_t len) {
    if (!page->size)
        return false;
    int order = memcmp(page->last, key, page->last_len < len ? page->last_len : len);
    if (order < 0 || (order == 0 && page->last_len < len))
        return false;
    order = memcmp(page->first, key, page->first_len < len ? page->first_len : len);
    return order < 0 || (order == 0 && page->first_len <= len);
}

static bool fetch(struct ht_reference *ref, struct key_page *page, enum key_kind kind, const char *key) {
    if (!page->shelf.count && shelf_is_due(&page->shelf))
        fill_shelf(ref, &page->shelf, kind);
    if (page->shelf.count)
        take_from_shelf(ref, page, key);
    else
        take_alone(ref, page, kind, key);
    if (!page->size || !key_cursor_next(&page->cursor)) {
        page->size = 0;
        return false;
    }
    page->first_len = page->cursor.len;
    memcpy(page->first, page->cursor.key, page->first_len);
    return true;
}

static void look_up(struct ht_reference *ref, enum key_kind kind, const char *key, size_t len) {
    struct key_page *page = &ref->pages[kind];
    ref->number_count = 0;
    if ((at_hand(page, key, len) || fetch(ref, page, kind, key)) && key_cursor_seek(&page->cursor, key, len) &&
        key_cursor_compare(&page->cursor, key, len) == 0)
        take_numbers(ref, &page->cursor);
}

// The same, in a run that asks for many.
static void recall(struct ht_reference *ref, enum key_kind kind, const char *key, size_t len) {
    union asked_answer found;
    if (!asked_keys_know(ref->asked_keys, (int)kind, key, len, &found)) {
        look_up(ref, kind, key, len);
        found.number = ref->number_count ? ref->numbers[0] : 0;
        if (ref->number_count <= 1)
            asked_keys_note(ref->asked_keys, (int)kind, key, len, found);
        return;
    }
    ref->number_count = 0;
    if (found.number)
        add_number(ref, found.number);
}

struct key_numbers ask_key(struct ht_reference *ref, enum key_kind kind, const char *key) {
    char cut[KEY_LENGTH_MAX + 1];
    size_t len = strlen(key);
    if (len > KEY_LENGTH_MAX) {
        len = KEY_LENGTH_MAX;
        memcpy(cut, key, len);
        cut[len] = '\0';
        key = cut;
    }
    if (ref->asked_keys)
        recall(ref, kind, key, len);
    else
        look_up(ref, kind, key, len);
    return (struct key_numbers){ref->numbers, ref->number_count};
}

// Takes what begins with PREFIX in the block that STMT stands on; false when keys behind it were met.
static bool take_prefix(struct ht_reference *ref, struct db_stmt *stmt, const char *prefix, size_t len) {
    struct key_cursor cursor;
    const char *last;
    size_t size, last_len;
    const void *data = db_blob(stmt, 0, &size);
    key_cursor_begin(&cursor, data, size, &last, &last_len);
    for (bool more = key_cursor_seek(&cursor, prefix, len); more; more = key_cursor_next(&cursor)) {
        if (strncmp(cursor.key, prefix, len) != 0)
            return false;
        take_numbers(ref, &cursor);
    }
    return true;
}

struct key_numbers ask_key_prefix(struct ht_reference *ref, enum key_kind kind, const char *prefix) {
    size_t len = strlen(prefix);
    ref->number_count = 0;
    struct db_stmt *stmt = ask(ref, ASK_KEY_BLOCK);
    db_bind_int(stmt, 1, (int64_t)kind);
    db_bind_text(stmt, 2, prefix);
    bool on = !db_step(stmt) || take_prefix(ref, stmt, prefix, len);
    db_reset(stmt);
    stmt = ask(ref, ASK_KEY_BLOCKS_AFTER);
    db_bind_int(stmt, 1, (int64_t)kind);
    db_bind_text(stmt, 2, prefix);
    while (on && db_step(stmt))
        on = take_prefix(ref, stmt, prefix, len);
    db_reset(stmt);
    return (struct key_numbers){ref->numbers, ref->number_count};
}
