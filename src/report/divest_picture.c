// SPDX-License-Identifier: GPL-3.0-or-later
// The alternatives as a picture: one panel a figure, one bar an alternative, each panel to its own scale.
#include <string.h>

#include "report/divest_page.h"
#include "report/wording.h"

// In pixels; a panel is narrow enough for a telephone, so that nothing has to be scaled down until it cannot be read.
enum { WIDTH = 304, HEAD = 24, ROW = 24, BAR = 12, NAMES = 112, NUMBERS = 86, ROOM = WIDTH - NAMES - NUMBERS };

static struct ht_amount plus(struct ht_amount a, struct ht_amount b) {
    struct ht_amount total = a;
    return b.known && total.known && ht_amount_add(&total, b) ? total : a;
}

static struct ht_amount less(struct ht_amount a, struct ht_amount b) {
    return plus(a, b.known ? ht_amount_of(ht_decimal_neg(b.number)) : b);
}

// In pixels; nothing is drawn of what is below zero.
static int length(const struct ht_divest_panel *panel, struct ht_amount amount) {
    enum { MILLION = 1000000 };
    if (!amount.known || ht_decimal_sign(amount.number) < 0)
        return 0;
    return (int)(ht_page_share(amount, panel->largest) * ROOM / MILLION);
}

// The whiskers of a standard error; none on what is not known or zero.
static void put_error(struct ht_page *page, const struct ht_divest_panel *panel, size_t which, int y) {
    struct ht_amount amount = panel->amounts[which], error = panel->errors[which];
    if (!amount.known || !error.known || ht_decimal_sign(error.number) == 0)
        return;
    int from = NAMES + length(panel, less(amount, error)), to = NAMES + length(panel, plus(amount, error));
    ht_page_put(page, "<path d=\"M%d %dH%dM%d %dV%dM%d %dV%d\"/>", from, y, to, from, y - 3, y + 3, to, y - 3, y + 3);
}

static void put_bar(struct ht_page *page, const struct ht_divest_panel *panel, const struct ht_divestment *divestment,
                    size_t which) {
    int y = HEAD + (int)which * ROW + (ROW - BAR) / 2, text = y + BAR - 2;
    int bar = length(panel, panel->amounts[which]);
    ht_page_put(page, "<text x=\"0\" y=\"%d\">%t</text>", text,
                ht_divest_alternative(divestment->alternatives[which].which));
    ht_page_put(page, "<rect class=\"rail\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", NAMES, y, ROOM, BAR);
    if (bar > 0)
        ht_page_put(page, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                    panel->exposed ? "lit" : "fill", NAMES, y, bar, BAR);
    put_error(page, panel, which, y + BAR / 2);
    ht_page_put(page, "<text class=\"of\" x=\"%d\" y=\"%d\">%t</text>\n", WIDTH, text,
                ht_divest_panel_words(page->arena, divestment, panel, which));
}

static void put_panel(struct ht_page *page, const struct ht_divest_panel *panel,
                      const struct ht_divestment *divestment) {
    int height = HEAD + (int)divestment->alternative_count * ROW + 2;
    ht_page_put(
        page, "<svg class=\"panel\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"><title>%t: ", WIDTH,
        height, WIDTH, height, panel->title);
    for (size_t k = 0; k < divestment->alternative_count; k++)
        ht_page_put(page, "%t%t %t", k ? ", " : "", ht_divest_alternative(divestment->alternatives[k].which),
                    ht_divest_panel_words(page->arena, divestment, panel, k));
    ht_page_put(page, "</title><text class=\"head\" x=\"0\" y=\"14\">%t</text>\n", panel->title);
    for (size_t k = 0; k < divestment->alternative_count; k++)
        put_bar(page, panel, divestment, k);
    ht_page_put(page, "</svg>\n");
}

void ht_divest_picture(struct ht_page *page, const struct ht_divestment *divestment) {
    size_t count;
    const struct ht_divest_panel *panels = ht_divest_panels(page->arena, divestment, &count);
    bool errors = false;
    ht_page_put(page, "<figure>\n<div class=\"panels\">\n");
    for (size_t i = 0; i < count; i++) {
        errors = errors || panels[i].has_errors;
        put_panel(page, &panels[i], divestment);
    }
    ht_page_put(page, "</div>\n<figcaption>Each panel to its own scale, in percent of the fund.%s</figcaption>\n",
                errors ? " Thin lines: one standard error of the estimate to either side." : "");
    ht_page_put(page, "</figure>\n");
}
