// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One table of two references, read side by side: rows that say the same fall out at once, what remains of an entity
 * is paired by what identifies a row, and each difference is filed under the part it belongs to.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "reference/diff.h"

struct held {
    const char **cells;
    bool paired;
};

struct heap {
    struct held *items;
    size_t count, capacity;
};

struct comparing {
    const struct diff_table *table;
    const struct diff_related *related;
    struct ht_ref_diff *out;
    struct ht_ref_count *count;
    struct ht_arena *arena, *scratch; // scratch: the rows of one id
    size_t width;
    bool all;
    struct heap before, after; // rows of `id` without their like on the other side
    const char *id;
};

static void hold(struct comparing *comparing, struct heap *heap, const struct diff_cursor *cursor) {
    struct ht_arena *scratch = comparing->scratch;
    const char **cells = ht_arena_array(scratch, comparing->width, sizeof *cells);
    for (size_t i = 0; i < comparing->width; i++)
        cells[i] = ht_arena_string(scratch, cursor->cells[i]);
    heap->items = ht_arena_grow(scratch, heap->items, heap->count, &heap->capacity, sizeof *heap->items);
    heap->items[heap->count++] = (struct held){cells, false};
    comparing->id = ht_arena_string(scratch, cursor->group);
}

// The roles of the entity that a cell names; a reviewer may have written any of its ids.
static unsigned roles_of_cell(const struct comparing *comparing, const char *cell) {
    const struct ht_entity *entity = NULL;
    if (cell && comparing->table->feeding == DIFF_SORTED && comparing->table->about == DIFF_ABOUT_ENTITY) {
        entity = ht_reference_entity(comparing->out->after.ref, cell);
        entity = entity ? entity : ht_reference_entity(comparing->out->before.ref, cell);
    }
    return diff_roles(comparing->related, entity ? entity->id : cell);
}

static unsigned roles_of_row(const struct comparing *comparing, const char *const *cells) {
    const struct diff_table *table = comparing->table;
    unsigned roles = 0, whose = table->whose ? table->whose : 1;
    if (table->about != DIFF_ABOUT_ENTITY)
        return 0;
    for (size_t i = 0; whose >> i; i++)
        roles |= whose >> i & 1U ? roles_of_cell(comparing, cells[i]) : 0;
    if (!table->other)
        return roles;
    // A stake or relation matters by the side that leads to a target: what another owner of the same company holds
    // besides matters only where that company is a target itself.
    unsigned other = roles_of_cell(comparing, cells[table->other]);
    bool down = (other & (HT_REF_TARGET | HT_REF_OWNED)) != 0;
    bool up = (roles & (HT_REF_TARGET | HT_REF_OWNER)) != 0;
    return down || up ? roles | (down ? HT_REF_OWNED : 0) : 0;
}

// The part a row is told in; what no target has to do with is everything else.
static enum ht_ref_part part_of(const struct comparing *comparing, const char *id, unsigned roles) {
    const struct diff_table *table = comparing->table;
    if (strcmp(table->name, "screens") == 0 && strcmp(id, comparing->out->after.screen.name) == 0)
        return HT_REF_SCREEN;
    return table->about != DIFF_ABOUT_ENTITY || roles ? table->part : HT_REF_OTHER;
}

static const char *name_of(const struct comparing *comparing, const char *id) {
    struct ht_reference *sides[] = {comparing->out->after.ref, comparing->out->before.ref};
    const char *name = NULL;
    for (size_t i = 0; i < 2 && !name; i++) {
        const struct ht_entity *entity =
            comparing->table->about == DIFF_ABOUT_ENTITY ? ht_reference_entity(sides[i], id) : NULL;
        const struct ht_list *list =
            comparing->table->about == DIFF_ABOUT_LIST ? ht_reference_list(sides[i], id) : NULL;
        name = entity ? entity->name : list ? list->name : NULL;
    }
    return name;
}

static bool is_date(const char *column) {
    static const char *const columns[] = {"valid_from",   "valid_to",    "as_of",        "listed_on",
                                          "effective_on", "delisted_on", "published_on", "divest_by",
                                          "retrieved_on", "reviewed_on", "date"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strcmp(column, columns[i]) == 0)
            return true;
    return false;
}

// A cell as the CSV file has it: days are numbers in the database.
static const char *cell_text(struct ht_arena *arena, const char *column, const char *cell) {
    char text[HT_DATE_TEXT];
    if (!cell || !is_date(column) || strlen(cell) != 8)
        return ht_arena_string(arena, cell);
    int number = (int)strtol(cell, NULL, 10);
    struct ht_date date = {(int16_t)(number / 10000), (uint8_t)(number / 100 % 100), (uint8_t)(number % 100)};
    return ht_arena_string(arena, ht_date_text(date, text));
}

static void file(struct comparing *comparing, const char **before, const char **after) {
    struct ht_arena *arena = comparing->arena;
    const char **some = after ? after : before;
    assert(some);
    unsigned roles = roles_of_row(comparing, some);
    if (before)
        roles |= roles_of_row(comparing, before);
    enum ht_ref_change change = !before ? HT_REF_ADDED : !after ? HT_REF_REMOVED : HT_REF_CHANGED;
    enum ht_ref_part part = part_of(comparing, some[0], roles);
    comparing->out->differences++;
    if (part == HT_REF_OTHER)
        comparing->count->by_change[change]++;
    if (part == HT_REF_OTHER && !comparing->all)
        return;
    struct ht_ref_cell *cells = ht_arena_array(arena, comparing->width, sizeof *cells);
    for (size_t i = 0; i < comparing->width; i++) {
        const char *column = comparing->table->columns[i];
        cells[i] = (struct ht_ref_cell){column, before ? cell_text(arena, column, before[i]) : NULL,
                                        after ? cell_text(arena, column, after[i]) : NULL};
    }
    struct ht_ref_differences *to = &comparing->out->parts[part];
    to->items = ht_arena_grow(arena, to->items, to->count, &to->capacity, sizeof *to->items);
    to->items[to->count++] = (struct ht_ref_difference){
        .table = comparing->table->name,
        .id = cells[0].after ? cells[0].after : cells[0].before,
        .name = name_of(comparing, some[0]),
        .change = change,
        .is_whole = comparing->table->identities[0] == 1,
        .roles = roles,
        .cells = cells,
        .cell_count = comparing->width,
    };
}

// What qsort cannot be told otherwise: the columns to sort by first, and all of the table.
static _Thread_local unsigned sort_first, sort_all;

static int by_identity(const struct held *a, const struct held *b, unsigned columns) {
    for (size_t i = 0; i < DIFF_COLUMNS && columns >> i; i++) {
        if (!(columns >> i & 1U))
            continue;
        int order = a->cells[i] && b->cells[i] ? strcmp(a->cells[i], b->cells[i])
                                               : (a->cells[i] != NULL) - (b->cells[i] != NULL);
        if (order)
            return order;
    }
    return 0;
}

// Rows that are paired already go to the end.
static int by_columns(const void *a, const void *b) {
    const struct held *x = a, *y = b;
    if (x->paired != y->paired)
        return x->paired ? 1 : -1;
    int order = by_identity(x, y, sort_first);
    return order ? order : by_identity(x, y, sort_all);
}

static bool has_all(const struct held *row, unsigned columns) {
    for (size_t i = 0; i < DIFF_COLUMNS && columns >> i; i++)
        if ((columns >> i & 1U) && !row->cells[i])
            return false;
    return true;
}

static void pair_by(struct comparing *comparing, unsigned columns) {
    struct heap *before = &comparing->before, *after = &comparing->after;
    sort_first = columns;
    sort_all = (1U << comparing->width) - 1;
    qsort(before->items, before->count, sizeof *before->items, by_columns);
    qsort(after->items, after->count, sizeof *after->items, by_columns);
    size_t i = 0, k = 0;
    while (i < before->count && k < after->count && !before->items[i].paired && !after->items[k].paired) {
        struct held *a = &before->items[i], *b = &after->items[k];
        int order = by_identity(a, b, columns);
        if (order == 0 && has_all(a, columns)) {
            file(comparing, a->cells, b->cells);
            a->paired = b->paired = true;
        }
        i += order <= 0;
        k += order >= 0;
    }
}

// Whether ROW is of an entity that is part of another one now: its alias says so.
static bool is_united(const struct comparing *comparing, const struct held *row) {
    return strcmp(comparing->table->name, "entities") == 0 && diff_moved_of(comparing->related->ids, row->cells[0]) &&
           ht_reference_entity(comparing->out->after.ref, row->cells[0]);
}

static void file_rest(struct comparing *comparing, const struct heap *heap, bool before) {
    for (size_t i = 0; i < heap->count; i++)
        if (!heap->items[i].paired && !(before && is_united(comparing, &heap->items[i])))
            file(comparing, before ? heap->items[i].cells : NULL, before ? NULL : heap->items[i].cells);
}

// All rows of one id are known: tells what became of those that are held.
static void flush(struct comparing *comparing) {
    for (size_t i = 0; i < DIFF_IDENTITIES && comparing->table->identities[i]; i++)
        if (comparing->before.count && comparing->after.count)
            pair_by(comparing, comparing->table->identities[i]);
    file_rest(comparing, &comparing->before, true);
    file_rest(comparing, &comparing->after, false);
    comparing->before = comparing->after = (struct heap){0};
    comparing->id = NULL;
    ht_arena_clear(comparing->scratch);
}

static int which_first(const struct diff_cursor *a, const struct diff_cursor *b, size_t width) {
    if (!a->any || !b->any)
        return a->any ? -1 : 1;
    int order = strcmp(a->group, b->group);
    return order ? order : diff_compare(a->cells, b->cells, width);
}

static void compare_rows(struct comparing *comparing) {
    const struct diff_ids *ids = comparing->related->ids;
    struct diff_cursor a, b;
    diff_cursor_open(&a, comparing->out->before.ref, comparing->table, ids, DIFF_BEFORE);
    diff_cursor_open(&b, comparing->out->after.ref, comparing->table, ids, DIFF_AFTER);
    while (a.any || b.any) {
        int order = which_first(&a, &b, comparing->width);
        const struct diff_cursor *first = order <= 0 ? &a : &b;
        if (comparing->id && strcmp(comparing->id, first->group) != 0)
            flush(comparing);
        if (order < 0)
            hold(comparing, &comparing->before, &a);
        if (order > 0)
            hold(comparing, &comparing->after, &b);
        if (order <= 0)
            diff_cursor_next(&a);
        if (order >= 0)
            diff_cursor_next(&b);
    }
    flush(comparing);
    diff_cursor_close(&a);
    diff_cursor_close(&b);
}

// Ids that lead to another entity than before were found already.
static void file_led(struct comparing *comparing) {
    const struct diff_ids *ids = comparing->related->ids;
    for (size_t i = 0; i < ids->led_count; i++) {
        const struct diff_led *led = &ids->led[i];
        const char *before[DIFF_COLUMNS] = {led->id, led->heads[DIFF_BEFORE]};
        const char *after[DIFF_COLUMNS] = {led->id, led->heads[DIFF_AFTER]};
        file(comparing, before[1] ? before : NULL, after[1] ? after : NULL);
    }
}

void diff_table_rows(const struct diff_table *table, const struct diff_related *related, bool all,
                     struct ht_ref_diff *out, struct ht_ref_count *count, struct ht_arena *arena) {
    struct comparing comparing = {.table = table,
                                  .related = related,
                                  .out = out,
                                  .count = count,
                                  .arena = arena,
                                  .scratch = ht_arena_new(),
                                  .width = diff_width(table),
                                  .all = all};
    count->table = table->name;
    if (table->feeding == DIFF_FOUND)
        file_led(&comparing);
    else
        compare_rows(&comparing);
    ht_arena_free(comparing.scratch);
}
