// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One ISIN under three or more different names in one file: a column that was filled down or shifted. Nothing tells
 * which of the names is right, so these rows are possible only.
 */
#include <stdlib.h>
#include <string.h>

#include "resolve/row.h"

enum { MANY_NAMES = 3 };

static int by_isin(const void *a, const void *b) {
    const struct ht_resolved *x = *(struct ht_resolved *const *)a, *y = *(struct ht_resolved *const *)b;
    int order = strcmp(x->position->isin, y->position->isin);
    return order ? order : (x > y) - (x < y);
}

// Whether the COUNT rows bear three different names, by the key of their issuer part.
static bool has_many_names(struct run *run, struct ht_resolved *const *rows, size_t count) {
    const char *keys[MANY_NAMES];
    size_t distinct = 0;
    for (size_t i = 0; i < count && distinct < MANY_NAMES; i++) {
        struct row row = {.run = run, .position = rows[i]->position};
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
        ht_find(run->findings, HT_CODE_CONFLICT, resolved->position->line,
                "ISIN %s stands under three or more names in this file; the row is not matched", isin);
    }
    resolved->conflict = true;
}

static void doubt_group(struct run *run, struct ht_resolved *const *rows, size_t count) {
    if (count < MANY_NAMES || !has_many_names(run, rows, count))
        return;
    ht_find(run->findings, HT_CODE_SHARED_ISIN, rows[0]->position->line,
            "ISIN %s stands under three or more names in %zu rows", rows[0]->position->isin, count);
    for (size_t i = 0; i < count; i++)
        doubt_row(run, rows[i]);
}

void doubt_shared_isins(struct run *run, struct ht_resolved *resolved, size_t resolved_count) {
    struct ht_resolved **rows = ht_arena_array(run->arena, resolved_count, sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < resolved_count; i++)
        if (resolved[i].position->isin)
            rows[count++] = &resolved[i];
    if (count < MANY_NAMES)
        return;
    qsort(rows, count, sizeof *rows, by_isin);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && strcmp(rows[from]->position->isin, rows[to]->position->isin) == 0; to++) {
        }
        doubt_group(run, &rows[from], to - from);
        ht_arena_clear(run->scratch);
    }
}
