// SPDX-License-Identifier: GPL-3.0-or-later
// Tables shaded by weight: see html_heat.h.
#include "report/html_heat.h"

#include "report/wording.h"

// More columns than these have their titles upright.
enum { LYING_TITLES = 4, SHADES = 5 };

static void put_title(struct ht_page *page, const struct ht_heat_side *side, size_t index) {
    if (side->funds && side->funds[index])
        ht_page_put(page, "<a href=\"#f%z\">%s</a>", side->funds[index], side->names[index]);
    else
        ht_page_put(page, "<span>%s</span>", side->names[index]);
    if (side->notes)
        ht_page_wrap(page, " <span class=\"what\">", side->notes[index], "</span>");
}

// 5 for half of the largest and more, one less for each halving, 1 at least.
static int shade_of(struct ht_amount weight, struct ht_amount largest) {
    int64_t share = ht_page_share(weight, largest), from = 500000;
    int shade = SHADES;
    for (; shade > 1 && share < from; shade--)
        from /= 2;
    return shade;
}

static void put_cell(struct ht_page *page, const struct ht_cross_cell *cell, struct ht_amount largest, bool plain) {
    if (!cell->held)
        ht_page_put(page, "<td></td>");
    else if (!cell->weight_pct.known)
        ht_page_put(page, "<td class=\"n\"><span class=\"unknown\">not known</span></td>");
    else {
        if (plain)
            ht_page_put(page, "<td class=\"n\">");
        else if (ht_decimal_sign(cell->weight_pct.number) < 0)
            ht_page_put(page, "<td class=\"n short\">");
        else
            ht_page_put(page, "<td class=\"n h%d\">", shade_of(cell->weight_pct, largest));
        ht_page_data(page, cell->weight_pct, ht_word_decimal(page->arena, cell->weight_pct.number));
        ht_page_put(page, "</td>");
    }
}

static bool is_empty(const struct ht_heat *heat, size_t row) {
    for (size_t i = 0; i < heat->columns.count; i++)
        if (heat->cells[row * heat->rows.step + i * heat->columns.step].held)
            return false;
    return true;
}

static void put_row(struct ht_page *page, const struct ht_heat *heat, size_t row) {
    bool plain = heat->rows.plain && heat->rows.plain[row];
    ht_page_put(page, "<tr><th scope=\"row\">");
    put_title(page, &heat->rows, row);
    ht_page_put(page, "</th>");
    for (size_t i = 0; i < heat->columns.count; i++)
        put_cell(page, &heat->cells[row * heat->rows.step + i * heat->columns.step], heat->largest, plain);
    ht_page_put(page, "</tr>\n");
}

void ht_page_heat(struct ht_page *page, const struct ht_heat *heat) {
    ht_page_put(
        page,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n<table class=\"heat %s%s\">\n"
        "<caption><span>%s</span></caption>\n<thead><tr><th scope=\"col\">%s</th>",
        heat->caption, heat->class_name, heat->columns.count > LYING_TITLES ? " upright" : "", heat->caption,
        heat->corner);
    for (size_t i = 0; i < heat->columns.count; i++) {
        ht_page_put(page, "<th scope=\"col\" class=\"n\">");
        put_title(page, &heat->columns, i);
        ht_page_put(page, "</th>");
    }
    ht_page_put(page, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < heat->rows.count; i++)
        if (!is_empty(heat, i))
            put_row(page, heat, i);
    ht_page_put(page, "</tbody>\n");
    ht_page_table_end(page);
    ht_page_put(page, "</div>\n");
}

static bool is_short(const struct ht_cross_cell *cell) {
    return cell->held && cell->weight_pct.known && ht_decimal_sign(cell->weight_pct.number) < 0;
}

void ht_page_heat_scale(struct ht_page *page, const struct ht_cross_cell *cells, size_t count,
                        struct ht_amount largest) {
    static const char *const STEPS[SHADES] = {"below a sixteenth", "a sixteenth", "an eighth", "a quarter",
                                              "half of the largest and more"};
    if (!largest.known)
        return;
    ht_page_put(page, "<p class=\"scale\"><span>The largest weighs %s. Shaded:</span>",
                ht_word_percent(page->arena, largest));
    for (int shade = SHADES; shade > 0; shade--)
        ht_page_put(page, " <span class=\"h%d\">%s</span>", shade, STEPS[shade - 1]);
    for (size_t i = 0; i < count; i++)
        if (is_short(&cells[i])) {
            ht_page_put(page, " <span class=\"short\">held short</span>");
            break;
        }
    ht_page_put(page, "</p>\n");
}
