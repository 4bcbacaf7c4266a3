// SPDX-License-Identifier: GPL-3.0-or-later
// The fund as a map: each position a tile as large as its weight, with those of a category lit.
#include "report/html_treemap.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/large.h"
#include "report/html.h"
#include "report/wording.h"

// Tiles beyond these would be too small to be seen; the rest is one tile, which says how many it holds.
enum { TILES_SHOWN = 220, LIT_SHOWN = 400 };

// Between lines of labels, in pixels.
enum { LINE = 15 };

struct drawn {
    const struct ht_line *line; // NULL: the smaller positions together
    int64_t share;              // 10^-9 of all that is drawn
    size_t order;
};

struct map {
    struct drawn *items;
    size_t count, rest, undrawn, lit; // lit: those that are counted as exposed
    struct ht_amount whole, rest_weight;
};

static int by_share(const void *a, const void *b) {
    const struct drawn *x = a, *y = b;
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

static void gather(struct ht_page *page, const struct ht_account *account, struct map *map) {
    map->items = ht_arena_array(page->arena, account->line_count + 1, sizeof *map->items);
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
        map->items[map->count++] = (struct drawn){line, share, i};
        map->lit += ht_category_is_counted(page->scan->screen, line->category);
    }
    if (map->count)
        qsort(map->items, map->count, sizeof *map->items, by_share);
}

// Puts the smaller positions without a category together.
static void unite(struct map *map) {
    size_t kept = 0, lit = 0;
    int64_t rest = 0;
    for (size_t i = 0; i < map->count; i++) {
        struct drawn item = map->items[i];
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
        map->items[map->count++] = (struct drawn){NULL, rest, SIZE_MAX};
}

// Characters that fit in a line of a tile on a drawing that is PIXELS wide, and lines on one that is as high as
// drawn.
static size_t columns_in(const struct ht_tile *tile, int64_t pixels) {
    enum { MARGIN = 12, CHARACTER = 7 };
    int64_t width = tile->w * pixels / HT_TREEMAP_WIDTH - MARGIN;
    return width > 0 ? (size_t)(width / CHARACTER) : 0;
}

static size_t lines_in(const struct ht_tile *tile, int64_t pixels) {
    enum { MARGIN = 8 };
    int64_t height = tile->h * pixels / HT_TREEMAP_HEIGHT - MARGIN;
    return height > 0 ? (size_t)(height / LINE) : 0;
}

// Whether TEXT can be set in lines of COLUMNS characters, at most LINES of them.
static bool fits(struct ht_page *page, const char *text, size_t columns, size_t lines) {
    for (; *text && lines > 0; lines--)
        if (ht_text_columns(ht_page_next_line(page, &text, columns)) > columns)
            return false;
    return !*text;
}

static int put_lines(struct ht_page *page, const char *class_name, const char *text, size_t columns, int y) {
    for (; *text; y += LINE)
        ht_page_put(page, "<text class=\"%s\" x=\"6\" y=\"%d\">%t</text>", class_name, y,
                    ht_page_next_line(page, &text, columns));
    return y;
}

/*
 * The name and the weight where they fit, else the ticker, else nothing: no name is cut. A narrow screen shows what
 * fits there.
 */
static void put_label(struct ht_page *page, const struct ht_tile *tile, const char *name, const char *code,
                      struct ht_amount weight) {
    enum { WIDE = 670, HIGH = 416, NARROW = 310, LOW = 320, FIRST = 16 };
    size_t columns = columns_in(tile, WIDE), few = columns_in(tile, NARROW);
    size_t lines = lines_in(tile, HIGH), low = lines_in(tile, LOW);
    const char *text = fits(page, name, columns, lines)           ? name
                       : code && fits(page, code, columns, lines) ? code
                                                                  : NULL;
    const char *percent = ht_word_percent(page->arena, weight);
    if (text) {
        int y = put_lines(page, "wide", text, columns, FIRST);
        size_t used = (size_t)((y - FIRST) / LINE);
        if (used < lines && fits(page, percent, columns, 1))
            put_lines(page, "wide sub", percent, columns, y);
    }
    const char *small = fits(page, name, few, low) ? name : code && fits(page, code, few, low) ? code : NULL;
    if (small)
        put_lines(page, "narrow", small, few, FIRST);
}

static void put_tile(struct ht_page *page, const struct map *map, const struct drawn *item,
                     const struct ht_tile *tile) {
    enum { MILLION = 1000000 };
    const struct ht_position *position = item->line ? item->line->resolved->position : NULL;
    const char *rest = ht_arena_format(page->arena, "%s more", ht_word_number(page->arena, (int64_t)map->rest));
    const char *name = !position ? rest : position->name ? position->name : "(no name)";
    struct ht_amount weight = item->line ? item->line->weight_pct : map->rest_weight;
    const char *category = item->line ? ht_category_name(item->line->category) : NULL;
    ht_page_put(page, "<svg class=\"%s\"", item->line ? ht_page_standing(page, item->line) : "rest");
    ht_page_length(page, "x", tile->x * MILLION / HT_TREEMAP_WIDTH);
    ht_page_length(page, "y", tile->y * MILLION / HT_TREEMAP_HEIGHT);
    ht_page_length(page, "width", tile->w * MILLION / HT_TREEMAP_WIDTH);
    ht_page_length(page, "height", tile->h * MILLION / HT_TREEMAP_HEIGHT);
    ht_page_put(page, "><title>%t, %t%t%t</title><rect width=\"100%%\" height=\"100%%\"/>", name,
                ht_word_percent(page->arena, weight), category ? ", " : "", category ? category : "");
    put_label(page, tile, name, position ? position->ticker : NULL, weight);
    ht_page_put(page, "</svg>\n");
}

static void put_legend(struct ht_page *page, const struct map *map) {
    ht_page_put(page,
                "<figcaption><span class=\"key counted\">counted as exposed</span> <span class=\"key tied\">tied, "
                "not counted by this screen</span> <span class=\"key possible\">possible, needs a decision"
                "</span> <span class=\"key none\">no tie found</span>");
    if (map->undrawn)
        ht_page_put(page, " <span>%s without a weight above zero cannot be drawn.</span>",
                    ht_word_count(page->arena, map->undrawn, "position"));
    ht_page_put(page, "</figcaption>");
}

static void put_description(struct ht_page *page, const struct ht_account *account, const struct map *map) {
    ht_page_put(page,
                "<title id=\"f%z-map-t\">%t: %t, each as large as its weight</title>"
                "<desc id=\"f%z-map-d\">%t counted as exposed and lit; their names and weights stand in the "
                "table of exposed positions.",
                page->fund, ht_text_fund_title(account),
                ht_word_count(page->arena, account->line_count - map->undrawn, "position"), page->fund,
                ht_word_count(page->arena, map->lit, "position"));
    ht_page_put(page, "</desc>\n");
}

// The smaller positions together stand apart, as a strip at the right.
static struct ht_tile *lay(struct ht_page *page, const struct map *map) {
    struct ht_tile *tiles = ht_arena_array(page->arena, map->count, sizeof *tiles);
    size_t shown = map->count - (map->rest > 0);
    int64_t all = 0, rest = map->rest ? map->items[shown].share : 0;
    for (size_t i = 0; i < map->count; i++)
        all += tiles[i].share = map->items[i].share;
    int64_t strip = all > 0 ? HT_TREEMAP_WIDTH * rest / all : 0;
    ht_treemap_lay(tiles, shown, HT_TREEMAP_WIDTH - strip);
    if (map->rest)
        tiles[shown] = (struct ht_tile){rest, HT_TREEMAP_WIDTH - strip, 0, strip, HT_TREEMAP_HEIGHT};
    return tiles;
}

void ht_page_treemap(struct ht_page *page, const struct ht_account *account) {
    struct map map = {0};
    gather(page, account, &map);
    unite(&map);
    if (map.count < 2)
        return;
    struct ht_tile *tiles = lay(page, &map);
    ht_page_section(page, "map", "The fund, with exposed positions lit");
    ht_page_put(page,
                "<figure><svg class=\"treemap\" role=\"img\" aria-labelledby=\"f%z-map-t\" "
                "aria-describedby=\"f%z-map-d\">\n",
                page->fund, page->fund);
    put_description(page, account, &map);
    for (size_t i = 0; i < map.count; i++)
        put_tile(page, &map, &map.items[i], &tiles[i]);
    ht_page_put(page, "</svg>\n");
    put_legend(page, &map);
    ht_page_put(page, "</figure>\n");
    ht_page_section_end(page);
}
