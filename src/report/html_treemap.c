// SPDX-License-Identifier: GPL-3.0-or-later
// The fund as a map: each position a tile as large as its weight, with those of a category lit.
#include "report/treemap.h"

#include <string.h>

#include "report/html.h"
#include "report/wording.h"

// Between lines of labels, in pixels.
enum { LINE = 15 };

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

static void put_tile(struct ht_page *page, const struct ht_treemap *map, const struct ht_mapped *item) {
    enum { MILLION = 1000000 };
    const struct ht_position *position = item->line ? item->line->resolved->position : NULL;
    const struct ht_tile *tile = &item->tile;
    const char *name = ht_mapped_name(map, item, page->arena);
    struct ht_amount weight = ht_mapped_weight(map, item);
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

static void put_legend(struct ht_page *page, const struct ht_treemap *map) {
    ht_page_put(page,
                "<figcaption><span class=\"key counted\">counted as exposed</span> <span class=\"key tied\">tied, "
                "not counted by this screen</span> <span class=\"key possible\">possible, needs a decision"
                "</span> <span class=\"key none\">no tie found</span>");
    if (map->undrawn)
        ht_page_put(page, " <span>%s without a weight above zero cannot be drawn.</span>",
                    ht_word_count(page->arena, map->undrawn, "position"));
    ht_page_put(page, "</figcaption>");
}

static void put_description(struct ht_page *page, const struct ht_account *account, const struct ht_treemap *map) {
    ht_page_put(page,
                "<title id=\"f%z-map-t\">%t: %t, each as large as its weight</title>"
                "<desc id=\"f%z-map-d\">%t counted as exposed and lit; their names and weights stand in the "
                "table of exposed positions.",
                page->fund, ht_text_fund_title(account),
                ht_word_count(page->arena, account->line_count - map->undrawn, "position"), page->fund,
                ht_word_count(page->arena, map->lit, "position"));
    ht_page_put(page, "</desc>\n");
}

void ht_page_treemap(struct ht_page *page, const struct ht_account *account) {
    struct ht_treemap map = ht_treemap_of(page->scan->screen, account, page->arena);
    if (map.count < 2)
        return;
    ht_page_section(page, "map", "The fund, with exposed positions lit");
    ht_page_put(page,
                "<figure><svg class=\"treemap\" role=\"img\" aria-labelledby=\"f%z-map-t\" "
                "aria-describedby=\"f%z-map-d\">\n",
                page->fund, page->fund);
    put_description(page, account, &map);
    for (size_t i = 0; i < map.count; i++)
        put_tile(page, &map, &map.items[i]);
    ht_page_put(page, "</svg>\n");
    put_legend(page, &map);
    ht_page_put(page, "</figure>\n");
    ht_page_section_end(page);
}
