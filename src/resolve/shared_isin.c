// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One ISIN under three or more different names in one file (each fund that was looked through has its own): a column
 * that was filled down or shifted. Nothing tells which of the names is right, so these rows are possible only.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/lookthrough.h"
#include "resolve/row.h"

enum { MANY_NAMES = 3 };

/*
 * A row and what it is sorted by beside it: in a long file the rows themselves lie far apart, and most are never
 * needed. They are needed where one ISIN stands with several names, which the hashes of the names tell.
 */
struct bearer {
    char isin[16]; // 12 characters
    uint64_t name; // hash; 0: none
    unsigned file; // the one it stands in
    struct ht_resolved *row;
};

struct bearers {
    struct bearer *items;
    size_t count, capacity;
};

// By ISIN and file, then in the order of the file.
static int by_isin(const void *a, const void *b) {
    const struct bearer *x = a, *y = b;
    int order = strcmp(x->isin, y->isin);
    order = order ? order : (x->file > y->file) - (x->file < y->file);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

// Whether the COUNT rows bear three different names, by the key of their issuer part.
static bool has_many_names(struct run *run, const struct bearer *bearers, size_t count) {
    const char *keys[MANY_NAMES];
    size_t distinct = 0;
    for (size_t i = 0; i < count && distinct < MANY_NAMES; i++) {
        struct row row = {.run = run, .position = bearers[i].row->position};
        row_name_keys(&row);
        bool seen = !row.issuer_key[0];
        for (size_t k = 0; k < distinct && !seen; k++)
            seen = strcmp(keys[k], row.issuer_key) == 0;
        if (!seen)
            keys[distinct++] = row.issuer_key;
    }
    return distinct == MANY_NAMES;
}

static void doubt_row(struct run *run, struct ht_resolved *resolved) {
    struct row row = {.run = run, .position = resolved->position};
    const char *isin = resolved->position->isin;
    if (resolved->issuer) {
        row_candidate(&row, resolved->issuer,
                      "%s %s is %s's, but ISIN %s stands under three or more names in this file",
                      resolved->matched_on, resolved->matched_value, resolved->issuer->name, isin);
        // Other records that may be the issuer's stay what they were.
        for (size_t i = 0; i < resolved->candidate_count; i++)
            row_candidate(&row, resolved->candidates[i].entity, "%s", resolved->candidates[i].why);
        *resolved = (struct ht_resolved){.position = resolved->position,
                                         .method = HT_BY_SIMILAR,
                                         .score = ht_amount_unknown(),
                                         .candidates = row.candidates,
                                         .candidate_count = row.candidate_count,
                                         .exclusion = resolved->exclusion,
                                         .comparable = resolved->comparable,
                                         .comparable_by_name = resolved->comparable_by_name};
    }
    if (!resolved->conflict) {
        run_find(run, HT_CODE_CONFLICT, resolved->position->line,
                 "ISIN %s stands under three or more names in this file; the row is not matched", isin);
    }
    resolved->conflict = true;
}

static void doubt_group(struct run *run, const struct bearer *bearers, size_t count) {
    if (count < MANY_NAMES || !has_many_names(run, bearers, count))
        return;
    run_find(run, HT_CODE_SHARED_ISIN, bearers[0].row->position->line,
             "ISIN %s stands under three or more names in %zu rows", bearers[0].isin, count);
    for (size_t i = 0; i < count; i++)
        doubt_row(run, bearers[i].row);
}

static uint64_t hash_of(const char *text) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211); // FNV-1a
    return hash ^ hash >> 32;
}

// For each of SLOTS, a power of two, how many rows have an ISIN that belongs there, up to MANY_NAMES.
static unsigned char *count_isins(const struct ht_resolved *resolved, size_t resolved_count, size_t slots,
                                  struct ht_arena *scratch) {
    unsigned char *seen = ht_arena_alloc(scratch, slots);
    for (size_t i = 0; i < resolved_count; i++) {
        const char *isin = resolved[i].position->isin;
        unsigned char *slot = isin ? &seen[hash_of(isin) & (slots - 1)] : NULL;
        if (slot && *slot < MANY_NAMES)
            ++*slot;
        ht_large_rest();
    }
    return seen;
}

static void add(struct bearers *bearers, struct bearer bearer, struct ht_arena *scratch) {
    bearers->items = ht_arena_grow(scratch, bearers->items, bearers->count, &bearers->capacity, sizeof bearer);
    bearers->items[bearers->count++] = bearer;
}

// The rows whose ISIN stands in three or more, and a few whose ISIN only falls together with another.
static struct bearers find_repeated(struct ht_resolved *resolved, size_t resolved_count, struct ht_arena *scratch) {
    enum { MOST_SLOTS = 4 * 1024 * 1024 };
    size_t slots = 64;
    struct bearers bearers = {0};
    while (slots < resolved_count * 4 && slots < MOST_SLOTS)
        slots *= 2;
    const unsigned char *seen = count_isins(resolved, resolved_count, slots, scratch);
    for (size_t i = 0; i < resolved_count; i++) {
        const struct ht_position *position = resolved[i].position;
        ht_large_rest();
        if (!position->isin || seen[hash_of(position->isin) & (slots - 1)] < MANY_NAMES)
            continue;
        struct bearer bearer = {.row = &resolved[i],
                                .name = position->name ? hash_of(position->name) : 0,
                                .file = position->through ? position->through->file : 0};
        snprintf(bearer.isin, sizeof bearer.isin, "%s", position->isin);
        add(&bearers, bearer, scratch);
    }
    return bearers;
}

static bool may_have_many_names(const struct bearer *bearers, size_t count) {
    uint64_t names[MANY_NAMES];
    size_t distinct = 0;
    for (size_t i = 0; i < count && distinct < MANY_NAMES; i++) {
        bool seen = bearers[i].name == 0;
        for (size_t k = 0; k < distinct && !seen; k++)
            seen = names[k] == bearers[i].name;
        if (!seen)
            names[distinct++] = bearers[i].name;
    }
    return distinct == MANY_NAMES;
}

static size_t group_end(const struct bearers *bearers, size_t from) {
    size_t to = from + 1;
    while (to < bearers->count && strcmp(bearers->items[from].isin, bearers->items[to].isin) == 0 &&
           bearers->items[from].file == bearers->items[to].file)
        to++;
    return to;
}

static void sort(struct bearers *bearers) {
    if (bearers->count > 0)
        qsort(bearers->items, bearers->count, sizeof *bearers->items, by_isin);
}

// Adds to OUT those of ALL, in the part PART of PARTS of them, whose ISIN may have many names.
static void add_doubtful(const struct bearers *all, size_t part, size_t parts, struct ht_arena *scratch,
                         struct bearers *out) {
    struct ht_arena *arena = ht_arena_new();
    struct bearers some = {0};
    for (size_t i = 0; i < all->count; i++)
        if (parts == 1 || hash_of(all->items[i].isin) % parts == part)
            add(&some, all->items[i], arena);
    sort(&some);
    for (size_t from = 0, to; from < some.count; from = to) {
        to = group_end(&some, from);
        if (may_have_many_names(&some.items[from], to - from))
            for (size_t i = from; i < to; i++)
                add(out, some.items[i], scratch);
    }
    ht_arena_free(arena);
}

void doubt_shared_isins(struct run *run, struct ht_resolved *resolved, size_t resolved_count) {
    enum { AT_ONCE = 100000 };
    if (resolved_count < MANY_NAMES)
        return;
    struct ht_arena *scratch = ht_arena_new();
    struct bearers all = find_repeated(resolved, resolved_count, scratch), doubtful = {0};
    size_t parts = all.count / AT_ONCE + 1;
    for (size_t part = 0; part < parts && all.count > 0; part++)
        add_doubtful(&all, part, parts, scratch, &doubtful);
    sort(&doubtful);
    for (size_t from = 0, to; from < doubtful.count; from = to) {
        to = group_end(&doubtful, from);
        doubt_group(run, &doubtful.items[from], to - from);
        ht_arena_clear(run->scratch);
    }
    ht_arena_free(scratch);
}
