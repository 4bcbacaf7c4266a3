// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The fund as a map: each position a tile as large as its weight. Where the tiles lie: squarified (Bruls, Huizing and
 * van Wijk, 2000), in whole numbers, so that every processor draws the same.
 */
#ifndef HOLDTRACE_REPORT_TREEMAP_H
#define HOLDTRACE_REPORT_TREEMAP_H

#include <stddef.h>
#include <stdint.h>

#include "holdtrace/exposure.h"

enum { HT_TREEMAP_WIDTH = 12000, HT_TREEMAP_HEIGHT = 5000 };

struct ht_tile {
    int64_t share;      // of the whole, in any unit: the areas are in this proportion
    int64_t x, y, w, h; // filled in
};

// Lays out COUNT tiles, ordered by share, the largest first, over the left WIDTH of the area.
void ht_treemap_lay(struct ht_tile *tiles, size_t count, int64_t width);

struct ht_mapped {
    const struct ht_line *line; // NULL: the smaller positions together
    int64_t share;              // 10^-9 of all that is drawn
    size_t order;
    struct ht_tile tile;
};

struct ht_treemap {
    struct ht_mapped *items;             // the largest first
    size_t count, rest;                  // rest: how many the last tile holds, when it holds several
    size_t undrawn;                      // positions without a weight above zero
    size_t lit;                          // positions that SCREEN counts as exposed
    struct ht_amount whole, rest_weight; // percent
};

// The map of ACCOUNT, in ARENA. With fewer than two tiles there is nothing to see.
struct ht_treemap ht_treemap_of(const struct ht_screen *screen, const struct ht_account *account,
                                struct ht_arena *arena);

// What a tile is called: the position's name, or "12 more". In ARENA.
const char *ht_mapped_name(const struct ht_treemap *map, const struct ht_mapped *item, struct ht_arena *arena);
struct ht_amount ht_mapped_weight(const struct ht_treemap *map, const struct ht_mapped *item);

#endif
