// SPDX-License-Identifier: GPL-3.0-or-later
// Which names are one issuer's, and the fold of an issuer.
#include <string.h>

#include "fit_names.h"

size_t issuer_root(const struct tool *tool, size_t issuer) {
    while (tool->parent[issuer] != issuer)
        issuer = tool->parent[issuer];
    return issuer;
}

size_t issuer_of(struct tool *tool, const char *key) {
    size_t *known = ht_map_get(tool->issuers, key);
    if (known == NULL) {
        known = ht_arena_alloc(tool->arena, sizeof *known);
        *known = tool->issuer_count;
        tool->parent = ht_arena_grow(tool->arena, tool->parent, tool->issuer_count, &tool->issuer_capacity,
                                     sizeof *tool->parent);
        tool->parent[tool->issuer_count] = tool->issuer_count;
        tool->issuer_count++;
        ht_map_put(tool->issuers, key, known);
    }
    return *known;
}

// The root is the one with the smallest name, so that it does not depend on the order of the pairs.
void issuers_join(struct tool *tool, size_t a, size_t b) {
    a = issuer_root(tool, a);
    b = issuer_root(tool, b);
    bool smaller = strcmp(ht_map_key_at(tool->issuers, a), ht_map_key_at(tool->issuers, b)) < 0;
    if (a != b)
        tool->parent[smaller ? b : a] = smaller ? a : b;
}

unsigned fold_of(const struct tool *tool, size_t issuer) {
    uint32_t hash = UINT32_C(2166136261);
    for (const char *c = ht_map_key_at(tool->issuers, issuer_root(tool, issuer)); *c != '\0'; c++)
        hash = (hash ^ (unsigned char)*c) * UINT32_C(16777619);
    return (hash >> 8) % FOLDS;
}

bool touches(const struct tool *tool, const struct labelled *pair, unsigned folds) {
    return folds != 0 &&
           ((folds >> fold_of(tool, pair->issuer) | folds >> fold_of(tool, pair->other_issuer)) & 1U) != 0;
}
