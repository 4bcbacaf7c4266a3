// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The sources that a report has named so far, for the list of them at its end.
 */
#ifndef HOLDTRACE_CITED_H
#define HOLDTRACE_CITED_H

#include "holdtrace/arena.h"
#include "holdtrace/map.h"

struct ht_cited {
    struct ht_arena *arena;
    struct ht_map *ids; // in order of first mention
};

struct ht_cited ht_cited_new(struct ht_arena *arena);

// Notes SOURCES, ids joined by a bar; NULL is none.
void ht_cite(struct ht_cited *cited, const char *sources);

size_t ht_cited_count(const struct ht_cited *cited);
const char *ht_cited_at(const struct ht_cited *cited, size_t index);

#endif
