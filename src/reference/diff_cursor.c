// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The rows of a table in one order for both references: entity by entity in the order of the ids they go by, and
 * those of one entity by what they say. What goes by another id than its own is taken out of its place in the
 * database and put where that id stands; only one entity's rows are held.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "reference/diff.h"

int diff_compare(const char *const *a, const char *const *b, size_t width) {
    for (size_t i = 0; i < width; i++) {
        int order = a[i] && b[i] ? strcmp(a[i], b[i]) : (a[i] != NULL) - (b[i] != NULL);
        if (order)
            return order;
    }
    return 0;
}

// What qsort cannot be told otherwise.
static _Thread_local size_t sort_width;

static int by_cells(const void *a, const void *b) {
    const char *const *const *x = a, *const *const *y = b;
    return diff_compare(*x, *y, sort_width);
}

static void clear(struct diff_cursor *cursor) {
    ht_arena_clear(cursor->arena);
    cursor->rows = NULL;
    cursor->row_count = cursor->row_capacity = cursor->row = 0;
}

// Adds the row that FEED stands on, with the ids that its entities go by.
static void add_row(struct diff_cursor *cursor, struct diff_feed *feed) {
    const char **cells = ht_arena_array(cursor->arena, feed->width, sizeof *cells);
    diff_feed_cells(feed, cursor->arena, cells);
    for (size_t i = 0; i < feed->width && cursor->table->entities >> i; i++)
        if (cells[i] && (cursor->table->entities >> i & 1U))
            cells[i] = diff_id(cursor->ids, cells[i]);
    cursor->rows =
        ht_arena_grow(cursor->arena, cursor->rows, cursor->row_count, &cursor->row_capacity, sizeof *cursor->rows);
    cursor->rows[cursor->row_count++] = cells;
}

static void add_rows(struct diff_cursor *cursor, struct diff_feed *feed) {
    int64_t key = feed->key;
    while (feed->any && feed->key == key) {
        add_row(cursor, feed);
        diff_feed_next(feed);
    }
}

// The entities that go by another id come in their own turn.
static void skip_moved(struct diff_cursor *cursor) {
    const int64_t *keys = cursor->ids->keys[cursor->side].items;
    size_t count = cursor->ids->keys[cursor->side].count;
    while (cursor->walk.any) {
        while (cursor->key < count && keys[cursor->key] < cursor->walk.key)
            cursor->key++;
        if (cursor->key == count || keys[cursor->key] != cursor->walk.key)
            return;
        diff_feed_next(&cursor->walk);
    }
}

static bool moved_is_next(struct diff_cursor *cursor) {
    return cursor->moved < cursor->ids->moved_count &&
           (!cursor->walk.any || strcmp(cursor->ids->moved[cursor->moved].id, diff_feed_id(&cursor->walk)) < 0);
}

static void read_moved(struct diff_cursor *cursor) {
    const struct diff_moved *moved = &cursor->ids->moved[cursor->moved++];
    cursor->group = moved->id;
    for (size_t i = 0; i < moved->sides[cursor->side].count; i++) {
        int64_t key = moved->sides[cursor->side].items[i]->key;
        diff_feed_begin(&cursor->one, key, key);
        add_rows(cursor, &cursor->one);
    }
}

// The rows of the next entity that has any; none at the end.
static void read_entity(struct diff_cursor *cursor) {
    do {
        skip_moved(cursor);
        if (moved_is_next(cursor)) {
            read_moved(cursor);
        } else if (cursor->walk.any) {
            cursor->group = ht_arena_string(cursor->arena, diff_feed_id(&cursor->walk));
            add_rows(cursor, &cursor->walk);
        }
    } while (!cursor->row_count && (cursor->walk.any || cursor->moved < cursor->ids->moved_count));
    sort_width = cursor->walk.width;
    if (cursor->row_count > 1)
        qsort(cursor->rows, cursor->row_count, sizeof *cursor->rows, by_cells);
}

static void read_row(struct diff_cursor *cursor) {
    if (!cursor->walk.any)
        return;
    add_row(cursor, &cursor->walk);
    cursor->group = cursor->rows[0][0];
    diff_feed_next(&cursor->walk);
}

static void read_group(struct diff_cursor *cursor) {
    clear(cursor);
    if (cursor->table->feeding == DIFF_SORTED)
        read_row(cursor);
    else
        read_entity(cursor);
}

void diff_cursor_next(struct diff_cursor *cursor) {
    if (++cursor->row >= cursor->row_count)
        read_group(cursor);
    cursor->any = cursor->row < cursor->row_count;
    cursor->cells = cursor->any ? cursor->rows[cursor->row] : NULL;
}

void diff_cursor_open(struct diff_cursor *cursor, struct ht_reference *ref, const struct diff_table *table,
                      const struct diff_ids *ids, int side) {
    *cursor = (struct diff_cursor){.table = table, .ids = ids, .side = side, .arena = ht_arena_new()};
    cursor->walk = diff_feed_open(ref, table);
    diff_feed_begin(&cursor->walk, 1, INT64_MAX);
    if (ids->moved_count && table->feeding != DIFF_SORTED)
        cursor->one = diff_feed_open(ref, table);
    diff_cursor_next(cursor);
}

void diff_cursor_close(struct diff_cursor *cursor) {
    ht_arena_free(cursor->arena);
}
