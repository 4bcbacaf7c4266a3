// SPDX-License-Identifier: GPL-3.0-or-later
// Majorities by owned company: see majorities.h. Of millions of stakes only few companies have two owners to be read.
#include "reference/majorities.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "reference/ask.h"

// A stake of one kind, an index of kinds.
struct majority {
    uint32_t owned, owner, key;
    unsigned kind;
};

struct majorities {
    struct majority *items;
    size_t count, capacity;
};

static const char *const kinds[] = {"economic", "voting"};
enum { KINDS = sizeof kinds / sizeof *kinds };

// A majority as it was read back.
struct stated {
    uint32_t owned, owner;
    struct ht_date from, to;
    const char *percent, *source;
};

struct majorities *majorities_new(void) {
    return ht_heap_alloc(sizeof(struct majorities));
}

// What is written of the cell.
static const char *word(const char *const *cells, size_t column) {
    const char *otherwise = ref_files[REF_OWNERSHIP].columns[column].otherwise;
    return cells[column] ? cells[column] : otherwise ? otherwise : "";
}

static bool above_half(const char *percent) {
    struct ht_decimal number;
    return ht_decimal_parse(percent, strlen(percent), &number) && ht_decimal_cmp(number, ht_decimal_int(50)) > 0;
}

void majorities_add(struct majorities *all, uint32_t key, uint32_t owner, uint32_t owned, const char *const *cells) {
    unsigned kind = 0;
    while (kind < KINDS && strcmp(word(cells, STAKE_KIND), kinds[kind]) != 0)
        kind++;
    const char *confidence = word(cells, STAKE_CONFIDENCE);
    if (kind == KINDS || strcmp(word(cells, STAKE_STATUS), "closed") != 0 || !*confidence ||
        strcmp(confidence, "from-knowledge") == 0 || !above_half(word(cells, STAKE_PERCENT_MIN)))
        return;
    if (all->count == all->capacity) {
        all->capacity = all->capacity * 2 + 64;
        all->items = ht_heap_resize(all->items, all->capacity * sizeof *all->items);
    }
    all->items[all->count++] = (struct majority){owned, owner, key, kind};
}

static int compare(const void *a, const void *b) {
    const struct majority *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->owned != y->owned)
        return x->owned < y->owned ? -1 : 1;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    return (x->key > y->key) - (x->key < y->key);
}

// False where the database failed, which is told at its end.
static bool read_back(struct ref_build *build, struct db_stmt *stmt, const struct majority *majority,
                      struct stated *out) {
    db_bind_int(stmt, 1, majority->key);
    if (!db_step(stmt))
        return false;
    *out = (struct stated){
        .owned = majority->owned,
        .owner = majority->owner,
        .from = read_date(stmt, 0),
        .to = read_date(stmt, 1),
        .percent = ht_arena_string(build->arena, db_text(stmt, 2)),
        .source = ht_arena_string(build->arena, db_text(stmt, 3)),
    };
    db_reset(stmt);
    return true;
}

static void compare_stated(struct ref_build *build, const struct stated *a, const struct stated *b) {
    if (a->owner == b->owner || ht_date_first(a->from) > ht_date_last(b->to) ||
        ht_date_first(b->from) > ht_date_last(a->to))
        return;
    const char *text =
        ht_arena_format(build->arena, "two majority owners at one time: %s (%s) with %s %%, %s (%s) with %s %%",
                        ref_build_name(build, a->owner), ref_build_id(build, a->owner), a->percent,
                        ref_build_name(build, b->owner), ref_build_id(build, b->owner), b->percent);
    ref_conflict_add(&build->conflicts, build->arena,
                     (struct ref_conflict){CONFLICT_PARENT, false, a->owned, text,
                                           ref_join_sources(build->arena, a->source, b->source)});
}

// COUNT majorities in one company, ordered by owner.
static void compare_owners(struct ref_build *build, struct db_stmt *stmt, const struct majority *items,
                           size_t count) {
    if (items[0].owner == items[count - 1].owner)
        return;
    struct stated *stated = ht_heap_alloc(count * sizeof *stated);
    for (size_t i = 0; i < count && read_back(build, stmt, &items[i], &stated[i]); i++)
        for (size_t k = 0; k < i; k++)
            compare_stated(build, &stated[k], &stated[i]);
    free(stated);
}

void majorities_end(struct majorities *all, struct ref_build *build) {
    static const char sql[] = "SELECT valid_from, valid_to, percent_min, source FROM stake WHERE key = ?1";
    struct db_stmt *stmt = db_prepare(build->db, sql);
    if (all->count)
        qsort(all->items, all->count, sizeof *all->items, compare);
    for (size_t i = 0, next; i < all->count; i = next) {
        const struct majority *first = &all->items[i];
        for (next = i + 1;
             next < all->count && all->items[next].kind == first->kind && all->items[next].owned == first->owned;)
            next++;
        compare_owners(build, stmt, first, next - i);
    }
    free(all->items);
    free(all);
}
