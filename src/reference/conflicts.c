// SPDX-License-Identifier: GPL-3.0-or-later
// Conflicts gathered during a build: see conflicts.h.
#include "reference/conflicts.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"

void ref_conflict_add(struct ref_conflicts *conflicts, struct ht_arena *arena, struct ref_conflict conflict) {
    conflicts->items =
        ht_arena_grow(arena, conflicts->items, conflicts->count, &conflicts->capacity, sizeof *conflicts->items);
    conflicts->items[conflicts->count++] = conflict;
}

const char *ref_conflict_name(enum ref_conflict_kind kind) {
    static const char *const names[CONFLICT_KINDS] = {"lei",         "parent",   "name", "isin_issuer", "stake",
                                                      "designation", "registry", "twin", "union"};
    return names[kind];
}

static int compare(const void *a, const void *b) {
    const struct ref_conflict *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    int order = strcmp(x->text, y->text);
    return order ? order : strcmp(x->sources ? x->sources : "", y->sources ? y->sources : "");
}

void ref_conflicts_sort(struct ref_conflicts *conflicts) {
    size_t kept = 0;
    if (conflicts->count)
        qsort(conflicts->items, conflicts->count, sizeof *conflicts->items, compare);
    for (size_t i = 0; i < conflicts->count; i++)
        if (!kept || compare(&conflicts->items[kept - 1], &conflicts->items[i]) != 0)
            conflicts->items[kept++] = conflicts->items[i];
    conflicts->count = kept;
}
