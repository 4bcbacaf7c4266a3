// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/table.h"

#include <stdlib.h>
#include <string.h>

static const double GAP = 9, LONGEST_WORD = 110, BAR_WIDTH = 62, SPAN_WIDTH = 96, BAR_HEIGHT = 6;
static const struct face HEAD = {7.8, true, INK_QUIET};

static bool is_drawn(const struct column *column) {
    return column->kind == 'b' || column->kind == 's';
}

static struct face head_of(const struct table *table) {
    return (struct face){HEAD.size * table->scale, HEAD.bold, HEAD.ink};
}

static struct face face_of(const struct table *table, enum style style, size_t column) {
    static const enum ink INKS[] = {[STYLE_PLAIN] = INK_TEXT,
                                    [STYLE_BOLD] = INK_TEXT,
                                    [STYLE_COUNTED] = INK_COUNTED,
                                    [STYLE_POSSIBLE] = INK_POSSIBLE};
    bool first = column == 0;
    return (struct face){8.6 * table->scale, first && style != STYLE_PLAIN, first ? INKS[style] : INK_TEXT};
}

static void measure(struct column *column, struct type *type, struct field field, struct face face) {
    struct lines lines = type_set(type, field, face, -1);
    // What is wider by nothing that is seen would still be wrapped.
    double natural = lines.width + 0.5, least = type_longest_word(type, field, face) + 0.5;
    lines_free(&lines);
    column->natural = natural > column->natural ? natural : column->natural;
    // No word takes the others' room; a number is read in one piece.
    least = column->kind == 'r' || least < LONGEST_WORD ? least : LONGEST_WORD;
    column->least = least > column->least ? least : column->least;
}

static void take_columns(struct table *table, const struct block *block) {
    table->count = block->count < TABLE_COLUMNS ? block->count : TABLE_COLUMNS;
    for (size_t i = 0; i < table->count; i++) {
        const char *text = block->fields[i].text;
        table->columns[i].kind = *text ? *text : 'l';
        table->columns[i].title = (struct field){*text ? text + 1 : text, NULL};
        table->titled = table->titled || *table->columns[i].title.text;
    }
}

static void measure_rows(struct table *table, const struct script *script, size_t first, struct type *type) {
    for (size_t i = first + 1; i < script->count; i++) {
        const struct block *block = &script->blocks[i];
        if (block->word != HT_PDF_ROW && block->word != HT_PDF_TEXT && block->word != HT_PDF_CHAIN)
            break;
        if (block->word != HT_PDF_ROW)
            continue;
        enum style style = style_named(block->fields[0].text);
        for (size_t k = 0; k < table->count && k + 1 < block->count; k++)
            if (!is_drawn(&table->columns[k]) && *block->fields[k + 1].text)
                measure(&table->columns[k], type, block->fields[k + 1], face_of(table, style, k));
    }
}

// A title may take two lines or three: it widens no column of figures to its own width.
static void measure_titles(struct table *table, struct type *type) {
    for (size_t i = 0; i < table->count; i++) {
        struct column *column = &table->columns[i];
        if (is_drawn(column)) {
            column->natural = column->least = column->kind == 'b' ? BAR_WIDTH : SPAN_WIDTH;
            continue;
        }
        if (!*column->title.text)
            continue;
        double least = type_longest_word(type, column->title, HEAD) + 0.5;
        column->least = least > column->least ? least : column->least;
        column->natural = least > column->natural ? least : column->natural;
    }
}

// What the columns need so that nothing wraps, so that no amount does, and so that no word or number breaks.
struct needs {
    double natural, amounts, least;
};

static double unwrapped(const struct column *column) {
    return column->kind == 'r' ? column->natural : column->least;
}

static struct needs needs_of(const struct table *table) {
    struct needs needs = {0};
    for (size_t i = 0; i < table->count; i++) {
        needs.natural += table->columns[i].natural;
        needs.amounts += unwrapped(&table->columns[i]);
        needs.least += table->columns[i].least;
    }
    return needs;
}

/*
 * How much smaller the letters are in ROOM points: a little, where that keeps amounts in one piece; more, but still
 * to be read, where words and numbers would break.
 */
static double scale_for(const struct needs *needs, double room) {
    static const double LITTLE = 0.86, LEAST = 0.68;
    double scale = 1;
    if (needs->amounts > room)
        scale = room / needs->amounts > LITTLE ? room / needs->amounts : LITTLE;
    if (needs->least * scale > room)
        scale = room / needs->least > LEAST ? room / needs->least : LEAST;
    return scale;
}

// The width between LOW and HIGH of which the columns together have the width that is at hand.
static double between(double low, double high, double part) {
    return low + (high - low) * (part < 0 ? 0 : part > 1 ? 1 : part);
}

static void share_out(struct table *table, double room) {
    struct needs needs = needs_of(table);
    table->scale = scale_for(&needs, room);
    double at_hand = room / table->scale, used = 0;
    for (size_t i = 0; i < table->count; i++) {
        struct column *column = &table->columns[i];
        if (needs.least > at_hand)
            column->width = column->least * at_hand / needs.least;
        else if (needs.amounts > at_hand)
            column->width =
                between(column->least, unwrapped(column), (at_hand - needs.least) / (needs.amounts - needs.least));
        else
            column->width = between(unwrapped(column), column->natural,
                                    (at_hand - needs.amounts) / (needs.natural - needs.amounts + 0.001));
        column->width *= table->scale;
        used += column->width;
    }
    // What is left goes to the first column, so that figures stand at the right margin.
    if (used < room && table->count > 1)
        table->columns[0].width += room - used;
}

struct table table_fit(const struct script *script, size_t first, struct flow *flow) {
    struct table table = {.scale = 1};
    size_t gaps = 0;
    take_columns(&table, &script->blocks[first]);
    measure_rows(&table, script, first, flow->type);
    measure_titles(&table, flow->type);
    for (size_t i = 0; i < table.count; i++)
        gaps += table.columns[i].natural > 0;
    share_out(&table, flow->right - flow->left - (gaps ? (double)(gaps - 1) * GAP : 0));
    double x = flow->left;
    for (size_t i = 0; i < table.count; i++) {
        table.columns[i].x = x;
        x += table.columns[i].width + (table.columns[i].natural > 0 ? GAP : 0);
    }
    return table;
}

void table_head(const struct table *table, struct flow *flow) {
    struct cell cells[TABLE_COLUMNS];
    size_t count = 0;
    if (!table->titled)
        return;
    for (size_t i = 0; i < table->count; i++) {
        const struct column *column = &table->columns[i];
        if (!*column->title.text)
            continue;
        cells[count++] = (struct cell){.lines = type_set(flow->type, column->title, head_of(table), column->width),
                                       .x = column->x,
                                       .width = column->width,
                                       .right = column->kind == 'r'};
    }
    flow_row(flow, cells, count, "TH", 40);
    flow->y += 2;
    sheet_fill(flow->sheet, (struct box){flow->left, flow->y, flow->right - flow->left, 0.8}, INK_QUIET);
    flow->y += 3;
}

// A place on a bar of WIDTH points, read from *TEXT, which is moved behind it; below 0: there is none.
static double take_place(const char **text, double width) {
    char *end;
    *text += strspn(*text, " ");
    long part = strtol(*text, &end, 10);
    if (end == *text) {
        *text += strcspn(*text, " ");
        return -1;
    }
    *text = end;
    return width * (double)(part < 0 ? 0 : part > HT_PDF_BAR_WHOLE ? HT_PDF_BAR_WHOLE : part) / HT_PDF_BAR_WHOLE;
}

static void draw_bar(struct flow *flow, const struct column *column, const char *text, enum style style) {
    struct box box = {column->x, flow->y + 2.5, column->width, BAR_HEIGHT};
    sheet_fill(flow->sheet, box, INK_RAIL);
    double from = column->kind == 's' ? take_place(&text, column->width) : 0;
    double to = take_place(&text, column->width), mark = take_place(&text, column->width);
    if (from >= 0 && to > from)
        sheet_fill(flow->sheet, (struct box){box.x + from, box.y, to - from, box.height},
                   style == STYLE_COUNTED ? INK_COUNTED : INK_BAR);
    if (mark >= 0)
        sheet_fill(flow->sheet, (struct box){box.x + mark - 0.4, box.y - 2, 0.8, box.height + 4}, INK_TEXT);
}

void table_row(const struct table *table, struct flow *flow, const struct block *block, double keep) {
    enum style style = style_named(block->fields[0].text);
    struct cell cells[TABLE_COLUMNS];
    size_t count = 0;
    const struct column *bar = NULL;
    const char *length = "";
    for (size_t i = 0; i < table->count && i + 1 < block->count; i++) {
        const struct column *column = &table->columns[i];
        struct field field = block->fields[i + 1];
        if (is_drawn(column)) {
            bar = column;
            length = field.text;
        } else if (*field.text) {
            cells[count++] =
                (struct cell){.lines = type_set(flow->type, field, face_of(table, style, i), column->width),
                              .x = column->x,
                              .width = column->width,
                              .right = column->kind == 'r'};
        }
    }
    flow_need(flow, flow_height(cells, count) + keep);
    if (bar)
        draw_bar(flow, bar, length, style);
    flow_row(flow, cells, count, "TD", keep);
    flow->y += 2;
    if (keep <= 0)
        sheet_fill(flow->sheet, (struct box){flow->left, flow->y - 1.2, flow->right - flow->left, 0.3}, INK_RULE);
}
