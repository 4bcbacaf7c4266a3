// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Lists and their entries, merged: what the curated directory says of a list stays, its edition and number of rows
 * are of whoever read it last. An entry that an import has, too, keeps the curated text and gets the import's source.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "reference/write.h"

static int64_t retrieved(const struct ref_build *build, const char *sources) {
    int64_t latest = 0;
    size_t count = 0;
    const char **ids = ht_text_split(build->arena, sources ? sources : "", '|', &count);
    for (size_t i = 0; i < count; i++) {
        const struct ref_row *row = ht_map_get(build->sources, ids[i]);
        int64_t day = row ? ref_date_number(row->cells[SOURCE_RETRIEVED_ON]) : 0;
        latest = day > latest ? day : latest;
    }
    return latest;
}

// Whether ROW tells less than half of the rows that OTHER tells: no list shrinks like that, so it is of a part, which
// would make what is held of the list look complete.
static bool tells_a_part(const struct ref_row *row, const struct ref_row *other) {
    const char *few = row->cells[LIST_ENTRIES_TOTAL], *many = other->cells[LIST_ENTRIES_TOTAL];
    return few && many && strtoll(few, NULL, 10) < strtoll(many, NULL, 10) / 2;
}

// One list out of all rows with its id; ROWS are in the order of canonical rows.
static void merge_list(const struct ref_build *build, const struct ref_row *first, const char **cells) {
    const struct ref_rows *rows = &build->files[REF_LISTS];
    const struct ref_row *newest = first;
    memcpy(cells, first->cells, LIST_WIDTH * sizeof *cells);
    for (size_t i = 0; i < rows->count; i++) {
        const struct ref_row *row = &rows->items[i];
        if (row == first || strcmp(row->cells[LIST_ID], first->cells[LIST_ID]) != 0)
            continue;
        for (size_t c = LIST_NAME; c < LIST_WIDTH; c++)
            cells[c] = cells[c] ? cells[c] : row->cells[c];
        cells[LIST_SOURCE] = ref_join_sources(build->arena, cells[LIST_SOURCE], row->cells[LIST_SOURCE]);
        bool newer = retrieved(build, row->cells[LIST_SOURCE]) > retrieved(build, newest->cells[LIST_SOURCE]);
        if ((newer && !tells_a_part(row, newest)) || tells_a_part(newest, row))
            newest = row;
    }
    // Of one edition: that of the newest row that tells one.
    if (newest->cells[LIST_EDITION] || newest->cells[LIST_ENTRIES_TOTAL]) {
        cells[LIST_EDITION] = newest->cells[LIST_EDITION];
        cells[LIST_ENTRIES_TOTAL] = newest->cells[LIST_ENTRIES_TOTAL];
    }
}

static int compare_ids(const void *a, const void *b) {
    const struct ref_row *const *x = a, *const *y = b;
    return strcmp((*x)->canonical, (*y)->canonical);
}

// Lists are numbered in the order of their first rows; build->list_keys tells the number of an id.
void write_lists(struct ref_build *build) {
    size_t count = ht_map_count(build->lists);
    struct ref_row **rows = ht_arena_array(build->arena, count, sizeof *rows);
    struct db_stmt *insert = write_prepare(build->db, &ref_files[REF_LISTS]);
    struct db_stmt *update = db_prepare(build->db, "UPDATE list SET retrieved_on = ? WHERE key = ?");
    for (size_t i = 0; i < count; i++)
        rows[i] = ht_map_value_at(build->lists, i);
    if (count)
        qsort(rows, count, sizeof *rows, compare_ids);
    build->list_keys = ht_map_new(build->arena);
    for (size_t i = 0; i < count; i++) {
        const char *cells[LIST_WIDTH];
        int64_t *key = ht_arena_alloc(build->arena, sizeof *key);
        *key = (int64_t)i + 1;
        ht_map_put(build->list_keys, rows[i]->cells[LIST_ID], key);
        merge_list(build, rows[i], cells);
        write_row(build, insert, &ref_files[REF_LISTS], *key, cells);
        int64_t day = retrieved(build, cells[LIST_SOURCE]);
        if (day) {
            db_bind_int(update, 1, day);
            db_bind_int(update, 2, *key);
            db_step(update);
        }
    }
}

struct designation {
    struct ref_row *row;
    int64_t list;
    uint32_t entity;
    bool folded;
};

// By list, entity (its own order is that of ids), curated before others, then as it is written.
static int compare_designations(const void *a, const void *b) {
    const struct designation *x = a, *y = b;
    if (x->list != y->list)
        return x->list < y->list ? -1 : 1;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    if (x->row->from->curated != y->row->from->curated)
        return x->row->from->curated ? -1 : 1;
    int order = strcmp(x->row->canonical, y->row->canonical);
    return order ? order
                 : (x->row->from->number > y->row->from->number) - (x->row->from->number < y->row->from->number);
}

static bool differ(const struct ref_row *a, const struct ref_row *b, size_t column) {
    return a->cells[column] && b->cells[column] && strcmp(a->cells[column], b->cells[column]) != 0;
}

static void conflict(struct ref_build *build, const struct designation *a, const struct designation *b,
                     const char *what, size_t column) {
    const char *text = ht_arena_format(build->arena, "its entry on %s: %s %s or %s", a->row->cells[DESIGNATION_LIST],
                                       what, a->row->cells[column], b->row->cells[column]);
    ref_conflict_add(&build->conflicts, build->arena,
                     (struct ref_conflict){CONFLICT_DESIGNATION, false, a->entity, text,
                                           ref_join_sources(build->arena, a->row->cells[DESIGNATION_SOURCE],
                                                            b->row->cells[DESIGNATION_SOURCE])});
}

// The entries of one entity on one list, from FIRST to END.
static void fold(struct ref_build *build, struct designation *items, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < i && !items[i].folded; k++) {
            struct ref_row *a = items[k].row, *b = items[i].row;
            if (items[k].folded || a->from == b->from)
                continue;
            if (differ(a, b, DESIGNATION_LISTED_ON)) {
                if (strcmp(a->cells[DESIGNATION_STATUS], b->cells[DESIGNATION_STATUS]) == 0)
                    conflict(build, &items[k], &items[i], "listed on", DESIGNATION_LISTED_ON);
                continue;
            }
            if (differ(a, b, DESIGNATION_STATUS))
                conflict(build, &items[k], &items[i], "its state is", DESIGNATION_STATUS);
            if (differ(a, b, DESIGNATION_DELISTED_ON))
                conflict(build, &items[k], &items[i], "delisted on", DESIGNATION_DELISTED_ON);
            a->cells[DESIGNATION_SOURCE] =
                ref_join_sources(build->arena, a->cells[DESIGNATION_SOURCE], b->cells[DESIGNATION_SOURCE]);
            items[i].folded = true;
        }
}

/*
 * Whether a row counts as an entry of the edition of which entries_total tells the number. What a vendor takes for an
 * entry, under the names it has, may be a parent of one or one that has ended.
 */
static bool is_held(const struct designation *item) {
    const char *confidence = item->row->cells[DESIGNATION_CONFIDENCE];
    return !item->folded && strcmp(item->row->cells[DESIGNATION_STATUS], "in_force") == 0 &&
           !(confidence && (strcmp(confidence, "from-knowledge") == 0 || strcmp(confidence, "vendor") == 0));
}

/*
 * How many entries of one list the rows of one entity are: as many as the source has that has most. Rows of two
 * sources that contradict each other are the same entry.
 */
static int64_t entries_of(const struct designation *items, size_t count) {
    int64_t most = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t same = 0;
        for (size_t k = 0; k < count; k++)
            same += items[k].row->from == items[i].row->from && is_held(&items[k]);
        most = same > most ? same : most;
    }
    return most;
}

static void write_held(struct ref_build *build, const int64_t *held) {
    struct db_stmt *update = db_prepare(build->db, "UPDATE list SET entries_held = ? WHERE key = ?");
    for (size_t list = 1; list <= ht_map_count(build->lists); list++) {
        db_bind_int(update, 1, held[list]);
        db_bind_int(update, 2, (int64_t)list);
        db_step(update);
    }
}

void write_designations(struct ref_build *build) {
    const struct ref_rows *rows = &build->files[REF_DESIGNATIONS];
    struct designation *items = ht_arena_array(build->arena, rows->count, sizeof *items);
    int64_t *held = ht_arena_array(build->arena, ht_map_count(build->lists) + 1, sizeof *held);
    struct db_stmt *insert = write_prepare(build->db, &ref_files[REF_DESIGNATIONS]);
    for (size_t i = 0; i < rows->count; i++) {
        const int64_t *list = ht_map_get(build->list_keys, rows->items[i].cells[DESIGNATION_LIST]);
        items[i] = (struct designation){&rows->items[i], *list,
                                        ref_build_key(build, rows->items[i].cells[DESIGNATION_ENTITY]), false};
    }
    if (rows->count)
        qsort(items, rows->count, sizeof *items, compare_designations);
    for (size_t i = 0, end; i < rows->count; i = end) {
        for (end = i + 1;
             end < rows->count && items[end].list == items[i].list && items[end].entity == items[i].entity;)
            end++;
        fold(build, items + i, end - i);
        held[items[i].list] += entries_of(items + i, end - i);
        for (size_t k = i; k < end; k++)
            if (!items[k].folded)
                write_row(build, insert, &ref_files[REF_DESIGNATIONS], (int64_t)++build->designations,
                          items[k].row->cells);
    }
    write_held(build, held);
}
