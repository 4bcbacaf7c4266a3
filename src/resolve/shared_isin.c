// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One ISIN under three or more different names in one file: a column that was filled down or shifted. Nothing tells
 * which of the names is right, so these rows are possible only.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "resolve/row.h"

enum { MANY_NAMES = 3 };

// A row and its ISIN beside it: to sort them is not to go back and forth in the rows themselves.
struct bearer {
    char isin[HT_ID_TEXT];
    struct ht_resolved *row;
};

// By ISIN, then in the order of the file.
static int by_isin(const void *a, const void *b) {
    const struct bearer *x = a, *y = b;
    int order = strcmp(x->isin, y->isin);
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

static size_t slot_of(const char *isin, size_t slots) {
    uint32_t hash = UINT32_C(2166136261);
    for (; *isin; isin++)
        hash = (hash ^ (unsigned char)*isin) * UINT32_C(16777619); // FNV-1a
    return (hash ^ hash >> 15) & (slots - 1);
}

// For each slot, how many rows have an ISIN that belongs there, up to MANY_NAMES.
static unsigned char *count_isins(struct run *run, const struct ht_resolved *resolved, size_t resolved_count,
                                  size_t slots) {
    unsigned char *seen = ht_arena_alloc(run->scratch, slots);
    for (size_t i = 0; i < resolved_count; i++) {
        const char *isin = resolved[i].position->isin;
        ht_large_rest();
        if (isin && seen[slot_of(isin, slots)] < MANY_NAMES)
            seen[slot_of(isin, slots)]++;
    }
    return seen;
}

// The rows whose ISIN may stand in three or more. In a long file that is hardly any: only those are sorted.
static struct bearer *find_repeated(struct run *run, struct ht_resolved *resolved, size_t resolved_count,
                                    size_t *count) {
    enum { MOST_SLOTS = 4 * 1024 * 1024 };
    size_t slots = 64, capacity = 0;
    while (slots < resolved_count * 4 && slots < MOST_SLOTS)
        slots *= 2;
    const unsigned char *seen = count_isins(run, resolved, resolved_count, slots);
    struct bearer *bearers = NULL;
    for (size_t i = 0; i < resolved_count; i++) {
        const char *isin = resolved[i].position->isin;
        ht_large_rest();
        if (!isin || seen[slot_of(isin, slots)] < MANY_NAMES)
            continue;
        bearers = ht_arena_grow(run->arena, bearers, *count, &capacity, sizeof *bearers);
        snprintf(bearers[*count].isin, sizeof bearers[*count].isin, "%s", isin);
        bearers[(*count)++].row = &resolved[i];
    }
    ht_arena_clear(run->scratch);
    return bearers;
}

void doubt_shared_isins(struct run *run, struct ht_resolved *resolved, size_t resolved_count) {
    size_t count = 0;
    struct bearer *bearers =
        resolved_count < MANY_NAMES ? NULL : find_repeated(run, resolved, resolved_count, &count);
    if (count > 0)
        qsort(bearers, count, sizeof *bearers, by_isin);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && strcmp(bearers[from].isin, bearers[to].isin) == 0; to++) {
        }
        doubt_group(run, &bearers[from], to - from);
        ht_arena_clear(run->scratch);
    }
}
