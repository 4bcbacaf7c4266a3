// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/flow.h"

#include "holdtrace/arena.h"
#include "pdf/table.h"

static const struct face RUNNING = {7.6, false, INK_QUIET};

void flow_open(struct flow *flow, struct sheet *sheet, struct type *type) {
    static const double MARGIN = 54, HEAD = 66, FOOT = 62;
    *flow = (struct flow){.sheet = sheet,
                          .type = type,
                          .left = MARGIN,
                          .right = sheet->width - MARGIN,
                          .top = HEAD,
                          .bottom = sheet->height - FOOT,
                          .page = 1,
                          .empty = true};
    flow->y = flow->top;
}

// TEXT at Y; END: it ends at the right margin. A long one is cut by the margin of the other, and said in whole
// elsewhere.
static void put_running(struct flow *flow, const char *text, double y, bool end) {
    double width = (flow->right - flow->left) * (end ? 0.3 : 0.68);
    struct lines lines = type_set(flow->type, (struct field){text, NULL}, RUNNING, width);
    if (lines.count > 0)
        lines_draw(&lines, 0, flow->sheet, end ? flow->right - lines_size(&lines, 0).width : flow->left, y);
    lines_free(&lines);
}

static void end_table(struct flow *flow) {
    if (flow->in_table)
        sheet_untag(flow->sheet, "Table");
    flow->in_table = false;
}

void flow_end_page(struct flow *flow) {
    end_table(flow);
    double foot = flow->bottom + 22, head = flow->top - 30;
    struct ht_arena *arena = flow->sheet->arena;
    sheet_fill(flow->sheet, (struct box){flow->left, foot - 6, flow->right - flow->left, 0.5}, INK_RULE);
    if (flow->maker)
        put_running(flow, flow->maker, foot, false);
    put_running(flow, ht_arena_format(arena, "%zu of %zu", flow->page, flow->pages ? flow->pages : flow->page), foot,
                true);
    if (flow->page > 1 && flow->running) {
        put_running(flow, flow->running, head, false);
        sheet_fill(flow->sheet, (struct box){flow->left, head + 14, flow->right - flow->left, 0.5}, INK_RULE);
    }
    sheet_next(flow->sheet);
}

void flow_next(struct flow *flow) {
    const struct table *table = flow->table;
    if (flow->empty)
        return;
    flow_end_page(flow);
    flow->page++;
    flow->y = flow->top;
    flow->empty = true;
    flow->table = NULL; // its head does not head itself
    if (table)
        table_head(table, flow);
    flow->table = table;
    flow->empty = true;
}

void flow_need(struct flow *flow, double height) {
    if (flow->y + height > flow->bottom)
        flow_next(flow);
}

void flow_skip(struct flow *flow, double height) {
    if (!flow->empty)
        flow->y += height;
}

static double line_height(const struct cell *cells, size_t count, size_t line) {
    double height = 0;
    for (size_t i = 0; i < count; i++)
        if (line < cells[i].lines.count && lines_size(&cells[i].lines, line).height > height)
            height = lines_size(&cells[i].lines, line).height;
    return height;
}

static void draw_line(struct flow *flow, const struct cell *cells, size_t count, size_t line) {
    for (size_t i = 0; i < count; i++) {
        const struct cell *cell = &cells[i];
        if (line >= cell->lines.count)
            continue;
        double x = cell->right ? cell->x + cell->width - lines_size(&cell->lines, line).width : cell->x;
        lines_draw(&cell->lines, line, flow->sheet, x, flow->y);
    }
    flow->y += line_height(cells, count, line);
    flow->empty = false;
}

// Whether a page has to end before LINE of LINES, so that no line stands alone at its end or its beginning.
static bool breaks(const struct flow *flow, double height, size_t line, size_t lines) {
    double rest = flow->bottom - flow->y;
    if (height > rest)
        return true;
    return line > 0 && line + 2 == lines && 2 * height > rest;
}

static size_t most_lines(const struct cell *cells, size_t count) {
    size_t lines = 0;
    for (size_t i = 0; i < count; i++)
        lines = cells[i].lines.count > lines ? cells[i].lines.count : lines;
    return lines;
}

double flow_height(const struct cell *cells, size_t count) {
    size_t lines = most_lines(cells, count);
    double all = 0;
    for (size_t i = 0; i < lines; i++)
        all += line_height(cells, count, i);
    return all;
}

static void free_cells(struct cell *cells, size_t count) {
    for (size_t i = 0; i < count; i++)
        lines_free(&cells[i].lines);
}

void flow_cells(struct flow *flow, struct cell *cells, size_t count, double keep) {
    enum { SHORT = 4 }; // lines that stay together
    const char *tag = flow->tag ? flow->tag : "P";
    size_t lines = most_lines(cells, count);
    end_table(flow);
    if (count > 1 || lines <= SHORT)
        flow_need(flow, flow_height(cells, count) + keep);
    else
        flow_need(flow, 2 * line_height(cells, count, 0));
    sheet_tag(flow->sheet, tag);
    for (size_t i = 0; i < lines; i++) {
        if (breaks(flow, line_height(cells, count, i), i, lines)) {
            sheet_untag(flow->sheet, tag);
            flow_next(flow);
            end_table(flow); // of the head that was set again
            sheet_tag(flow->sheet, tag);
        }
        draw_line(flow, cells, count, i);
    }
    sheet_untag(flow->sheet, tag);
    free_cells(cells, count);
}

static void draw_cells(struct flow *flow, const struct cell *cells, size_t count, const char *tag) {
    double y = flow->y;
    sheet_tag(flow->sheet, "TR");
    for (size_t i = 0; i < count; i++) {
        flow->y = y;
        sheet_tag(flow->sheet, tag);
        for (size_t line = 0; line < cells[i].lines.count; line++)
            draw_line(flow, &cells[i], 1, line);
        sheet_untag(flow->sheet, tag);
    }
    sheet_untag(flow->sheet, "TR");
    flow->y = y + flow_height(cells, count);
}

// A row that is longer than a page is set line by line.
void flow_row(struct flow *flow, struct cell *cells, size_t count, const char *tag, double keep) {
    double height = flow_height(cells, count);
    flow_need(flow, height + keep);
    if (flow->y + height > flow->bottom) {
        flow_cells(flow, cells, count, 0);
        return;
    }
    if (!flow->in_table)
        sheet_tag(flow->sheet, "Table");
    flow->in_table = true;
    draw_cells(flow, cells, count, tag);
    free_cells(cells, count);
}

void flow_text(struct flow *flow, struct field field, struct face face, double indent, double keep) {
    struct cell cell = {.x = flow->left + indent, .width = flow->right - flow->left - indent};
    cell.lines = type_set(flow->type, field, face, cell.width);
    flow_cells(flow, &cell, 1, keep);
}
