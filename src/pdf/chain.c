// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes of one height, the owner's at the left, as wide as the page gives them; what a link says stands over its
// arrow.
#include "pdf/chain.h"

#include <string.h>

enum { MOST = 5, FIELDS = 3 }; // boxes; fields of a box but the first, which has no link

static const double INDENT = 14, LINK = 74, WIDEST = 150, MARGIN = 4, AFTER = 4;

struct chain {
    struct lines names[MOST], links[MOST];
    bool lit[MOST];
    size_t count;
    double width, height; // of a box
};

// Fields: name, whether it is lit; then link, name, whether it is lit.
static void take(struct flow *flow, const struct block *block, struct chain *chain) {
    static const struct face name = {7.4, true, INK_TEXT}, lit = {7.4, true, INK_PAPER},
                             link = {6.6, false, INK_QUIET};
    chain->count = (block->count + 1) / FIELDS;
    chain->width = (flow->right - flow->left - INDENT - (double)(chain->count - 1) * LINK) / (double)chain->count;
    chain->width = chain->width > WIDEST ? WIDEST : chain->width;
    for (size_t i = 0; i < chain->count; i++) {
        const struct field *fields = &block->fields[i * FIELDS];
        chain->lit[i] = strcmp(fields[1].text, "lit") == 0;
        chain->names[i] = type_set(flow->type, fields[0], chain->lit[i] ? lit : name, chain->width - 2 * MARGIN);
        if (i > 0)
            chain->links[i] = type_set(flow->type, fields[-1], link, LINK - 8);
        double height = chain->names[i].height + 2 * MARGIN;
        double least = i > 0 ? 2 * chain->links[i].height + 4 : 0; // the arrow stands in the middle, below its words
        height = height > least ? height : least;
        chain->height = height > chain->height ? height : chain->height;
    }
}

static void put_lines(struct flow *flow, const struct lines *lines, double x, double y) {
    for (size_t i = 0; i < lines->count; i++) {
        lines_draw(lines, i, flow->sheet, x, y);
        y += lines_size(lines, i).height;
    }
}

static void put_box(struct flow *flow, const struct chain *chain, size_t i, double x) {
    struct box box = {x, flow->y, chain->width, chain->height};
    sheet_fill(flow->sheet, box, chain->lit[i] ? INK_COUNTED : INK_RULE);
    if (!chain->lit[i])
        sheet_fill(flow->sheet, (struct box){box.x + 0.6, box.y + 0.6, box.width - 1.2, box.height - 1.2}, INK_SHADE);
    put_lines(flow, &chain->names[i], x + MARGIN, flow->y + (chain->height - chain->names[i].height) / 2);
}

static void put_link(struct flow *flow, const struct chain *chain, size_t i, double x) {
    double middle = flow->y + chain->height / 2;
    put_lines(flow, &chain->links[i], x + 4, middle - chain->links[i].height - 1.5);
    sheet_fill(flow->sheet, (struct box){x + 3, middle - 0.4, LINK - 9, 0.8}, INK_QUIET);
    sheet_arrow(flow->sheet, x + LINK - 2, middle, INK_QUIET);
}

void chain_set(struct flow *flow, const struct block *block) {
    struct chain chain = {.count = 0};
    size_t boxes = (block->count + 1) / FIELDS;
    if (boxes < 2 || boxes > MOST || block->count != boxes * FIELDS - 1)
        return;
    take(flow, block, &chain);
    flow_need(flow, chain.height + AFTER);
    for (size_t i = 0; i < chain.count; i++) {
        double x = flow->left + INDENT + (double)i * (chain.width + LINK);
        put_box(flow, &chain, i, x);
        if (i > 0)
            put_link(flow, &chain, i, x - LINK);
    }
    for (size_t i = 0; i < chain.count; i++) {
        lines_free(&chain.names[i]);
        if (i > 0)
            lines_free(&chain.links[i]);
    }
    flow->y += chain.height;
    flow->empty = false;
    flow_skip(flow, AFTER);
}
