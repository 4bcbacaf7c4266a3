// SPDX-License-Identifier: GPL-3.0-or-later
// A chain of owners as a small diagram, from the owner's end down.
#include <string.h>

#include "report/html.h"
#include "report/wording.h"

// In pixels; narrow enough for a telephone, so that nothing has to be scaled down until it cannot be read.
enum { WIDTH = 272, LINE_HEIGHT = 17, PADDING = 8, GAP = 40, LONGEST_LINE = 36 };

static int lines_of(struct ht_page *page, const char *text) {
    int count = 0;
    for (; *text; count++)
        ht_page_next_line(page, &text, LONGEST_LINE);
    return count;
}

static int box_height(struct ht_page *page, const struct ht_entity *entity) {
    return lines_of(page, entity->name) * LINE_HEIGHT + 2 * PADDING;
}

// Draws the box of ENTITY with its upper end at Y; returns its lower end.
static int put_box(struct ht_page *page, const struct ht_entity *entity, const struct ht_entity *lit, int y) {
    int height = box_height(page, entity), line = y + PADDING + LINE_HEIGHT - 4;
    ht_page_put(page, "<rect class=\"%s\" x=\"1\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>",
                strcmp(entity->id, lit->id) == 0 ? "lit" : "box", y, WIDTH - 2, height);
    for (const char *text = entity->name; *text; line += LINE_HEIGHT)
        ht_page_put(page, "<text x=\"12\" y=\"%d\">%t</text>", line, ht_page_next_line(page, &text, LONGEST_LINE));
    return y + height;
}

static int put_arrow(struct ht_page *page, const struct ht_step *step, int y) {
    ht_page_put(page, "<path d=\"M20 %dV%d\"/><path class=\"head\" d=\"M15 %dL20 %dL25 %dz\"/>", y + 2, y + GAP - 8,
                y + GAP - 9, y + GAP - 2, y + GAP - 9);
    ht_page_put(page, "<text class=\"link\" x=\"34\" y=\"%d\">%t</text>\n", y + GAP / 2 + 4,
                ht_word_link(page->arena, step));
    return y + GAP;
}

void ht_page_chain(struct ht_page *page, const struct ht_path *path, const struct ht_entity *lit) {
    int height = 2, y = 1;
    if (path->count == 0)
        return;
    height += box_height(page, path->steps[0].owner);
    for (size_t i = 0; i < path->count; i++)
        height += GAP + box_height(page, path->steps[i].owned);
    ht_page_put(page,
                "<svg class=\"chain\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"><title>%t to %t"
                "</title><desc>The chain that is told in words beside this drawing.</desc>\n",
                WIDTH, height, WIDTH, height, path->steps[0].owner->name, path->steps[path->count - 1].owned->name);
    y = put_box(page, path->steps[0].owner, lit, y);
    for (size_t i = 0; i < path->count; i++) {
        y = put_arrow(page, &path->steps[i], y);
        y = put_box(page, path->steps[i].owned, lit, y);
    }
    ht_page_put(page, "</svg>\n");
}
