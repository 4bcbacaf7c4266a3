// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Tiles are drawn beside the parts that are read out loud: what they show stands in the tables. No name is cut, and
 * none is wrapped within a word: where the name does not fit, its code is set, or nothing.
 */
#include "pdf/tiles.h"

#include <stdlib.h>
#include <string.h>

enum { STANDING, X, Y, WIDTH, HEIGHT, NAME, CODE, WEIGHT, FIELDS };

static const double SEAM = 0.8, MARGIN = 3, LETTERS = 7;

struct look {
    const char *standing;
    enum ink ground, edge, letters;
};

static const struct look LOOKS[] = {
    {"counted", INK_COUNTED, INK_COUNTED, INK_PAPER}, {"tied", INK_SHADE, INK_COUNTED, INK_TEXT},
    {"possible", INK_PAPER, INK_POSSIBLE, INK_TEXT},  {"rest", INK_RAIL, INK_RAIL, INK_TEXT},
    {"none", INK_TILE, INK_TILE, INK_TEXT},
};

static struct look look_of(const char *standing) {
    const size_t last = sizeof LOOKS / sizeof *LOOKS - 1;
    for (size_t i = 0; i < last; i++)
        if (strcmp(LOOKS[i].standing, standing) == 0)
            return LOOKS[i];
    return LOOKS[last];
}

static double length(const struct block *block, int field, double whole, double of) {
    return strtod(block->fields[field].text, NULL) / of * whole;
}

// Sets FIELD in BOX from Y on, when it fits there; returns where the next line goes, Y when nothing was set.
static double put(struct flow *flow, struct field field, struct face face, struct box box, double y) {
    double room = box.width - 2 * MARGIN;
    if (!*field.text || room <= 0 || !type_has(flow->type, field.text, face) ||
        type_longest_word(flow->type, field, face) > room)
        return y;
    struct lines lines = type_set(flow->type, field, face, room);
    bool fits = y + lines.height <= box.y + box.height - 1;
    for (size_t i = 0; fits && i < lines.count; i++) {
        lines_draw(&lines, i, flow->sheet, box.x + MARGIN, y);
        y += lines_size(&lines, i).height;
    }
    lines_free(&lines);
    return y;
}

static void put_label(struct flow *flow, const struct block *block, struct box box, enum ink ink) {
    const struct face name = {LETTERS, true, ink}, weight = {LETTERS - 0.6, false, ink};
    double top = box.y + 1.5, y = put(flow, block->fields[NAME], name, box, top);
    if (y <= top)
        y = put(flow, block->fields[CODE], name, box, top);
    if (y > top)
        put(flow, block->fields[WEIGHT], weight, box, y);
}

static void put_tile(struct flow *flow, const struct block *block, double height) {
    double width = flow->right - flow->left;
    struct box box = {flow->left + length(block, X, width, HT_PDF_MAP_WIDTH),
                      flow->y + length(block, Y, height, HT_PDF_MAP_HEIGHT),
                      length(block, WIDTH, width, HT_PDF_MAP_WIDTH) - SEAM,
                      length(block, HEIGHT, height, HT_PDF_MAP_HEIGHT) - SEAM};
    struct look look = look_of(block->fields[STANDING].text);
    if (box.width <= 0 || box.height <= 0) // a hair, so that what is lit is seen however small
        box.width = box.height = SEAM;
    sheet_fill(flow->sheet, box, look.edge);
    if (look.ground != look.edge && box.width > 2 && box.height > 2)
        sheet_fill(flow->sheet, (struct box){box.x + 0.8, box.y + 0.8, box.width - 1.6, box.height - 1.6},
                   look.ground);
    put_label(flow, block, box, look.letters);
}

static double height_of(const struct flow *flow) {
    return (flow->right - flow->left) * HT_PDF_MAP_HEIGHT / HT_PDF_MAP_WIDTH;
}

double tiles_height(const struct flow *flow) {
    return height_of(flow) + 40;
}

size_t tiles_set(struct flow *flow, const struct script *script, size_t first) {
    double height = height_of(flow);
    size_t next = first + 1;
    flow->table = NULL;
    flow_need(flow, tiles_height(flow));
    for (; next < script->count && script->blocks[next].word == HT_PDF_TILE; next++)
        put_tile(flow, &script->blocks[next], height);
    flow->y += height;
    flow->empty = false;
    flow_skip(flow, 4);
    return next;
}
