// SPDX-License-Identifier: GPL-3.0-or-later
// What of a fund is drawn on its map, and where: treemap.h.
#include "report/treemap.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/large.h"
#include "report/pieces.h"
#include "report/wording.h"

// Tiles beyond these would be too small to be seen; the rest is one tile, which says how many it holds.
enum { TILES_SHOWN = 220, LIT_SHOWN = 400 };

static int by_share(const void *a, const void *b) {
    const struct ht_mapped *x = a, *y = b;
    if (x->share != y->share)
        return x->share > y->share ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static bool has_area(const struct ht_line *line) {
    return line->weight_pct.known && ht_decimal_sign(line->weight_pct.number) > 0;
}

// What has any weight is drawn, however small.
static int64_t share_of(const struct ht_line *line, struct ht_amount whole) {
    enum { PLACES = 7 };
    struct ht_decimal percent;
    if (!whole.known || !ht_decimal_percent(line->weight_pct.number, whole.number, PLACES, &percent))
        return 0;
    return percent.units > 0 ? (int64_t)percent.units : 1;
}

static void gather(const struct ht_screen *screen, const struct ht_account *account, struct ht_arena *arena,
                   struct ht_treemap *map) {
    map->items = ht_arena_array(arena, account->line_count + 1, sizeof *map->items);
    for (size_t i = 0; i < account->line_count; i++) {
        ht_large_rest();
        if (has_area(&account->lines[i]) && !ht_amount_add(&map->whole, account->lines[i].weight_pct))
            map->whole = ht_amount_unknown();
    }
    for (size_t i = 0; i < account->line_count; i++) {
        const struct ht_line *line = &account->lines[i];
        int64_t share = has_area(line) ? share_of(line, map->whole) : 0;
        ht_large_rest();
        if (share == 0) {
            map->undrawn++;
            continue;
        }
        map->items[map->count++] = (struct ht_mapped){.line = line, .share = share, .order = i};
        map->lit += ht_category_is_counted(screen, line->category);
    }
    if (map->count)
        qsort(map->items, map->count, sizeof *map->items, by_share);
}

// Puts the smaller positions together; of those with a category only what is beyond LIT_SHOWN.
static void unite(struct ht_treemap *map) {
    size_t kept = 0, lit = 0;
    int64_t rest = 0;
    for (size_t i = 0; i < map->count; i++) {
        struct ht_mapped item = map->items[i];
        bool is_lit = item.line->category != HT_NO_CATEGORY;
        if (i < TILES_SHOWN || (is_lit && lit < LIT_SHOWN)) {
            map->items[kept++] = item;
            lit += is_lit;
            continue;
        }
        map->rest++;
        rest += item.share;
        if (!ht_amount_add(&map->rest_weight, item.line->weight_pct))
            map->rest_weight = ht_amount_unknown();
    }
    map->count = kept;
    if (map->rest)
        map->items[map->count++] = (struct ht_mapped){.share = rest, .order = SIZE_MAX};
}

// The smaller positions together stand apart, as a strip at the right.
static void lay(struct ht_treemap *map, struct ht_arena *arena) {
    struct ht_tile *tiles = ht_arena_array(arena, map->count, sizeof *tiles);
    size_t shown = map->count - (map->rest > 0);
    int64_t all = 0, rest = map->rest ? map->items[shown].share : 0;
    for (size_t i = 0; i < map->count; i++)
        all += tiles[i].share = map->items[i].share;
    int64_t strip = all > 0 ? HT_TREEMAP_WIDTH * rest / all : 0;
    ht_treemap_lay(tiles, shown, HT_TREEMAP_WIDTH - strip);
    if (map->rest)
        tiles[shown] = (struct ht_tile){rest, HT_TREEMAP_WIDTH - strip, 0, strip, HT_TREEMAP_HEIGHT};
    for (size_t i = 0; i < map->count; i++)
        map->items[i].tile = tiles[i];
}

struct ht_treemap ht_treemap_of(const struct ht_screen *screen, const struct ht_account *account,
                                struct ht_arena *arena) {
    struct ht_treemap map = {0};
    gather(screen, account, arena, &map);
    unite(&map);
    lay(&map, arena);
    return map;
}

const char *ht_mapped_name(const struct ht_treemap *map, const struct ht_mapped *item, struct ht_arena *arena) {
    if (!item->line)
        return ht_arena_format(arena, "%s more", ht_word_number(arena, (int64_t)map->rest));
    const char *name = item->line->resolved->position->name;
    return name ? name : "(no name)";
}

struct ht_amount ht_mapped_weight(const struct ht_treemap *map, const struct ht_mapped *item) {
    return item->line ? item->line->weight_pct : map->rest_weight;
}
