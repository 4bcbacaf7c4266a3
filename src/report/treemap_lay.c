// SPDX-License-Identifier: GPL-3.0-or-later
// The layout of a treemap.
#include "holdtrace/decimal.h"
#include "report/treemap.h"

// The part of the area that is still free, and the shares still to be laid out there.
struct free_area {
    int64_t x, y, w, h;
    int64_t share;
};

/*
 * How far the worst tile of a row departs from a square, as a fraction: SUM of shares from LEAST to MOST along a
 * side. Areas are shares times AREA over TOTAL; the fraction is max(side^2 most / sum^2, sum^2 / (side^2 least)).
 */
struct shape {
    ht_int128 above, below;
};

static bool is_worse(struct shape a, struct shape b) {
    return a.above * b.below > b.above * a.below;
}

static struct shape worst(const struct free_area *area, int64_t sum, int64_t least, int64_t most) {
    int64_t side = area->w < area->h ? area->w : area->h;
    // In units of area: w x h is at most 6e7, so that products of four of these stay below 10^33.
    ht_int128 all = (ht_int128)area->w * area->h;
    int64_t s = (int64_t)(all * sum / area->share), l = (int64_t)(all * least / area->share),
            m = (int64_t)(all * most / area->share);
    s = s > 0 ? s : 1;
    l = l > 0 ? l : 1;
    struct shape wide = {(ht_int128)side * side * m, (ht_int128)s * s};
    struct shape high = {(ht_int128)s * s, (ht_int128)side * side * l};
    return is_worse(wide, high) ? wide : high;
}

// Lays COUNT tiles, which have SUM, in one row along the shorter side, and takes the row from AREA.
static void place_row(struct free_area *area, struct ht_tile *tiles, size_t count, int64_t sum) {
    bool upright = area->w >= area->h; // a column at the left
    int64_t side = upright ? area->h : area->w, other = upright ? area->w : area->h, done = 0, from = 0;
    int64_t depth = (int64_t)((ht_int128)other * sum / area->share);
    if (sum == area->share)
        depth = other;
    for (size_t i = 0; i < count; i++) {
        done += tiles[i].share;
        int64_t to = (int64_t)((ht_int128)side * done / sum);
        tiles[i].x = area->x + (upright ? 0 : from);
        tiles[i].y = area->y + (upright ? from : 0);
        tiles[i].w = upright ? depth : to - from;
        tiles[i].h = upright ? to - from : depth;
        from = to;
    }
    area->x += upright ? depth : 0;
    area->y += upright ? 0 : depth;
    area->w -= upright ? depth : 0;
    area->h -= upright ? 0 : depth;
    area->share -= sum;
}

void ht_treemap_lay(struct ht_tile *tiles, size_t count, int64_t width) {
    struct free_area area = {0, 0, width, HT_TREEMAP_HEIGHT, 0};
    for (size_t i = 0; i < count; i++)
        area.share += tiles[i].share;
    size_t first = 0;
    while (first < count && area.share > 0) {
        int64_t sum = tiles[first].share;
        size_t next = first + 1;
        struct shape shape = worst(&area, sum, sum, sum);
        for (; next < count; next++) {
            int64_t more = sum + tiles[next].share;
            struct shape longer = worst(&area, more, tiles[next].share, tiles[first].share);
            if (is_worse(longer, shape))
                break;
            shape = longer;
            sum = more;
        }
        place_row(&area, tiles + first, next - first, sum);
        first = next;
    }
}
