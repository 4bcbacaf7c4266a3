// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Where the tiles of a treemap lie: squarified (Bruls, Huizing and van Wijk, 2000), in whole numbers, so that every
 * processor draws the same.
 */
#ifndef HOLDTRACE_HTML_TREEMAP_H
#define HOLDTRACE_HTML_TREEMAP_H

#include <stddef.h>
#include <stdint.h>

enum { HT_TREEMAP_WIDTH = 12000, HT_TREEMAP_HEIGHT = 5000 };

struct ht_tile {
    int64_t share;      // of the whole, in any unit: the areas are in this proportion
    int64_t x, y, w, h; // filled in
};

// Lays out COUNT tiles, ordered by share, the largest first, over the left WIDTH of the area.
void ht_treemap_lay(struct ht_tile *tiles, size_t count, int64_t width);

#endif
