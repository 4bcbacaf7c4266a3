// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/front.h"

#include <string.h>

#include "holdtrace/arena.h"

void front_title(struct flow *flow, struct field title) {
    sheet_fill(flow->sheet, (struct box){0, 0, flow->sheet->width, 10}, INK_HEAD);
    flow->y = flow->top + 26;
    flow->tag = "H1";
    flow_text(flow, title, (struct face){25, true, INK_HEAD}, 0, 0);
    flow->tag = NULL;
}

void front_subtitle(struct flow *flow, struct field subtitle) {
    flow_skip(flow, 6);
    flow_text(flow, subtitle, (struct face){11.5, false, INK_QUIET}, 0, 0);
    flow_skip(flow, 22);
}

// The bar goes along with the lines, also where they go on to the next page.
void front_lead(struct flow *flow, struct field lead, enum ink ink) {
    static const struct face FACE = {11, false, INK_TEXT};
    static const double INDENT = 12;
    struct lines lines = type_set(flow->type, lead, FACE, flow->right - flow->left - INDENT);
    flow_need(flow, lines.height < 300 ? lines.height : 40);
    sheet_tag(flow->sheet, "P");
    for (size_t i = 0; i < lines.count; i++) {
        double height = lines_size(&lines, i).height;
        if (flow->y + height > flow->bottom) {
            sheet_untag(flow->sheet, "P");
            flow_next(flow);
            sheet_tag(flow->sheet, "P");
        }
        sheet_fill(flow->sheet, (struct box){flow->left, flow->y, 3, height + 0.2}, ink);
        lines_draw(&lines, i, flow->sheet, flow->left + INDENT, flow->y);
        flow->y += height;
        flow->empty = false;
    }
    sheet_untag(flow->sheet, "P");
    lines_free(&lines);
    flow_skip(flow, 12);
}

enum { FIGURE_PARTS = 3, FIGURES_ABREAST = 4 };

// One part of the COUNT figures from block FIRST on, all in one line of cells.
static void figure_part(struct flow *flow, const struct script *script, size_t first, size_t count, size_t part,
                        struct face face) {
    static const double GAP = 14, PAD = 10;
    double step = (flow->right - flow->left - 2 * PAD + GAP) / (double)count;
    struct cell cells[FIGURES_ABREAST] = {0};
    for (size_t i = 0; i < count; i++) {
        cells[i].x = flow->left + PAD + (double)i * step;
        cells[i].width = step - GAP;
        cells[i].lines = type_set(flow->type, script->blocks[first + i].fields[part], face, cells[i].width);
    }
    flow_cells(flow, cells, count, 0);
}

static double figures_height(struct flow *flow, const struct script *script, size_t first, size_t count,
                             const struct face faces[FIGURE_PARTS]) {
    double width = (flow->right - flow->left - 20 + 14) / (double)count - 14, height = 0;
    for (size_t part = 0; part < FIGURE_PARTS; part++) {
        double most = 0;
        for (size_t i = 0; i < count; i++) {
            struct lines lines = type_set(flow->type, script->blocks[first + i].fields[part], faces[part], width);
            most = lines.height > most ? lines.height : most;
            lines_free(&lines);
        }
        height += most;
    }
    return height;
}

static void figures_abreast(struct flow *flow, const struct script *script, size_t first, size_t count) {
    static const struct face FACES[FIGURE_PARTS] = {
        {8, false, INK_QUIET}, {15, true, INK_HEAD}, {8, false, INK_QUIET}};
    double height = figures_height(flow, script, first, count, FACES) + 20;
    flow_need(flow, height);
    sheet_fill(flow->sheet, (struct box){flow->left, flow->y, flow->right - flow->left, height}, INK_SHADE);
    flow->y += 9;
    for (size_t part = 0; part < FIGURE_PARTS; part++)
        figure_part(flow, script, first, count, part, FACES[part]);
    flow->y += 11;
}

size_t front_figures(struct flow *flow, const struct script *script, size_t first) {
    size_t end = first;
    while (end < script->count && script->blocks[end].word == HT_PDF_FIGURE)
        end++;
    // Five stand as three and two.
    size_t all = end - first, abreast = all > FIGURES_ABREAST ? (all + 1) / 2 : all;
    abreast = abreast > FIGURES_ABREAST ? FIGURES_ABREAST : abreast;
    for (size_t at = first; at < end; at += abreast) {
        figures_abreast(flow, script, at, end - at < abreast ? end - at : abreast);
        flow_skip(flow, 3);
    }
    flow_skip(flow, 11);
    return end;
}

const char *front_place(struct flow *flow, size_t index) {
    return ht_arena_format(flow->sheet->arena, "part%zu", index);
}

static void contents_line(struct flow *flow, const struct script *script, size_t index) {
    const struct block *block = &script->blocks[index];
    bool chapter = block->word == HT_PDF_CHAPTER;
    struct face face = {chapter ? 10.5 : 9.2, chapter, chapter ? INK_HEAD : INK_TEXT};
    double width = flow->right - flow->left, indent = chapter ? 0 : 14;
    const char *page = block->page ? ht_arena_format(flow->sheet->arena, "%zu", block->page) : "";
    struct cell cells[2] = {{.x = flow->left + indent, .width = width - indent - 44},
                            {.x = flow->right - 40, .width = 40, .right = true}};
    flow_skip(flow, chapter ? 7 : 2);
    cells[0].lines = type_set(flow->type, block->fields[chapter ? 1 : 0], face, cells[0].width);
    cells[1].lines = type_set(flow->type, (struct field){page, NULL}, face, -1);
    double height = flow_height(cells, 2);
    flow_need(flow, height + (chapter ? 20 : 0));
    struct box box = {flow->left, flow->y, width, height};
    flow_cells(flow, cells, 2, 0);
    sheet_link(flow->sheet, box, front_place(flow, index));
}

// How high the contents are at most.
static double contents_height(size_t chapters, size_t sections) {
    return 56 + 21 * (double)chapters + 14.2 * (double)sections;
}

// Sections are left out where they would make the contents longer than anybody reads. They begin below the cover's
// last line, unless all but a few would stand on the next page.
void front_contents(struct flow *flow, const struct script *script, struct field title) {
    enum { MOST = 90 };
    static const double FEW = 240;
    size_t chapters = 0, sections = 0;
    for (size_t i = 0; i < script->count; i++) {
        chapters += script->blocks[i].word == HT_PDF_CHAPTER;
        sections += script->blocks[i].word == HT_PDF_SECTION;
    }
    bool whole = chapters + sections <= MOST;
    double height = contents_height(chapters, whole ? sections : 0);
    if (flow->y + (height < FEW ? height : FEW) > flow->bottom)
        flow_next(flow);
    flow_skip(flow, 26);
    flow->tag = "H1";
    flow_text(flow, title, (struct face){16, true, INK_HEAD}, 0, 0);
    flow->tag = "TOCI";
    flow_skip(flow, 8);
    for (size_t i = 0; i < script->count; i++)
        if (script->blocks[i].word == HT_PDF_CHAPTER || (whole && script->blocks[i].word == HT_PDF_SECTION))
            contents_line(flow, script, i);
    flow->tag = NULL;
}
