// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which decimal mark the numbers of a column have. It is decided for each column over the whole file: by the cells
 * that can be read one way only; where a column has none ("1,200" everywhere), by the other columns, then by the
 * layout or the language of the header, and that is said. A column that is written in two styles is not read at all.
 */
#include <string.h>

#include "ingest/header_unit.h"
#include "ingest/recognise.h"

// So many times as many cells must speak for one mark as for the other; the few others then are damaged cells.
enum { MAJORITY = 4 };

// What the cells of one column speak for.
struct evidence {
    size_t point, comma;     // cells that can be read with this mark alone
    size_t open;             // with either
    struct ht_slice example; // of an open cell
};

static bool is_number(enum ht_field field) {
    switch (field) {
    case HT_FIELD_VALUE:
    case HT_FIELD_VALUE_OTHER:
    case HT_FIELD_NOTIONAL:
    case HT_FIELD_WEIGHT:
    case HT_FIELD_WEIGHT_NOTIONAL:
    case HT_FIELD_QUANTITY:
    case HT_FIELD_PRICE:
    case HT_FIELD_FX_RATE:
        return true;
    default:
        return false;
    }
}

static bool reads_as(struct ht_slice cell, enum ht_decimal_mark mark, struct ht_decimal *value) {
    struct ht_number number;
    enum ht_number_result result = ht_number_parse(cell.data, cell.len, mark, &number);
    *value = number.value;
    return result == HT_NUMBER_OK || result == HT_NUMBER_BELOW;
}

// A cell with more than digits and marks: by reading it in every way.
static void weigh_by_reading(struct ht_slice cell, struct evidence *evidence) {
    struct ht_decimal as_point, as_comma, as_auto;
    bool point = reads_as(cell, HT_MARK_POINT, &as_point), comma = reads_as(cell, HT_MARK_COMMA, &as_comma);
    bool same = point && comma && ht_decimal_cmp(as_point, as_comma) == 0;
    if (point && comma && !same && reads_as(cell, HT_MARK_AUTO, &as_auto)) {
        point = ht_decimal_cmp(as_auto, as_point) == 0;
        comma = !point;
    }
    if (same || (!point && !comma))
        return;
    evidence->point += point && !comma;
    evidence->comma += comma && !point;
    evidence->open += point && comma;
    if (point && comma && evidence->example.len == 0)
        evidence->example = cell;
}

// A cell of digits and marks alone: how often each mark stands in it, and where the last one does.
struct plain {
    size_t points, commas, last;
};

// False for a cell that has anything else.
static bool is_plain(struct ht_slice cell, struct plain *out) {
    *out = (struct plain){0, 0, 0};
    bool plain = true;
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.data[i];
        if (c == '.' || c == ',') {
            out->points += c == '.';
            out->commas += c == ',';
            out->last = i;
        } else {
            plain = plain && ht_is_digit(c);
        }
    }
    return plain;
}

static void weigh_cell(struct ht_slice cell, struct evidence *evidence) {
    struct plain plain;
    bool simple = is_plain(cell, &plain);
    if (plain.points + plain.commas == 0)
        return;
    bool point_last = cell.data[plain.last] == '.';
    size_t of_last = point_last ? plain.points : plain.commas, behind = cell.len - plain.last - 1;
    if (!simple || of_last > 1) {
        weigh_by_reading(cell, evidence);
    } else if (plain.points + plain.commas == 1 && behind == 3 && plain.last >= 1 && plain.last <= 3 &&
               cell.data[0] != '0') {
        evidence->open++;
        evidence->example = evidence->example.len == 0 ? cell : evidence->example;
    } else {
        evidence->point += point_last;
        evidence->comma += !point_last;
    }
}

// No weight reaches 1,000 percent: a mark before three digits is a decimal mark in such a column.
static void settle_weights(const struct ht_column *column, struct evidence *evidence) {
    bool weight = column->field == HT_FIELD_WEIGHT || column->field == HT_FIELD_WEIGHT_NOTIONAL;
    if (weight && evidence->open > 0) {
        bool comma = memchr(evidence->example.data, ',', evidence->example.len) != NULL;
        evidence->point += comma ? 0 : evidence->open;
        evidence->comma += comma ? evidence->open : 0;
        evidence->open = 0;
    }
}

// Weighs COUNT columns of TABLE, row by row: the cells of a row lie side by side in memory, those of a column do not.
static void weigh_columns(const struct ht_recognition *r, const struct ht_table *table,
                          const struct ht_column *const *columns, size_t count, struct evidence *evidence) {
    for (size_t i = table->first_row; i < table->end_row && count > 0; i++)
        for (size_t c = 0; c < count; c++)
            weigh_cell(ht_row_cell(&r->grid->rows[i], columns[c]->index), &evidence[c]);
    for (size_t c = 0; c < count; c++)
        settle_weights(columns[c], &evidence[c]);
}

static bool contradictory(const struct evidence *e) {
    size_t less = e->point < e->comma ? e->point : e->comma, more = e->point + e->comma - less;
    return less > 0 && more < MAJORITY * less;
}

static enum ht_decimal_mark own_mark(const struct evidence *e) {
    if (e->point == 0 && e->comma == 0)
        return HT_MARK_AUTO;
    return e->point > e->comma ? HT_MARK_POINT : HT_MARK_COMMA;
}

// The mark of the language of the headers, when they agree on one.
static enum ht_decimal_mark language_mark(const struct ht_recognition *r) {
    const struct ht_table *table = &r->sheet->tables[0];
    bool point = false, comma = false;
    for (size_t i = 0; i < table->column_count; i++) {
        struct ht_slice header = ht_slice_of(table->columns[i].header);
        const struct ht_word *word = ht_header_word(r->layouts->vocabulary, header).word;
        point = point || (word != NULL && word->mark == HT_MARK_POINT);
        comma = comma || (word != NULL && word->mark == HT_MARK_COMMA);
    }
    // English headers between semicolons come from programs set up in countries of the decimal comma.
    point = point && r->grid->delimiter != ';';
    return point == comma ? HT_MARK_AUTO : comma ? HT_MARK_COMMA : HT_MARK_POINT;
}

// What decides where a column does not: the layout; numbers of structured files have points; the language.
static enum ht_decimal_mark usual_mark(const struct ht_recognition *r) {
    if (r->grid->typed)
        return HT_MARK_POINT;
    if (r->layout != NULL && r->layout->mark != HT_MARK_AUTO)
        return r->layout->mark;
    return r->grid->delimiter == '\0' ? HT_MARK_POINT : language_mark(r);
}

static const char *mark_name(enum ht_decimal_mark mark) {
    return mark == HT_MARK_POINT ? "point" : "comma";
}

static void report(const struct ht_recognition *r, const struct ht_column *column, const struct evidence *evidence,
                   const char *by) {
    const char *header =
        column->header[0] != '\0' ? column->header : ht_arena_format(r->arena, "no. %zu", column->index);
    struct ht_slice cell = evidence->example;
    if (column->mark == HT_MARK_AUTO) {
        ht_find(r->findings, HT_CODE_AMBIGUOUS_NUMBER, 0,
                "whether \"%.*s\" in the column \"%s\" has a decimal comma or point cannot be told; such cells were "
                "not read",
                (int)cell.len, cell.data, header);
    } else {
        ht_find(r->findings, HT_CODE_AMBIGUOUS_NUMBER, 0,
                "numbers such as \"%.*s\" in the column \"%s\" can be read in two ways; they were read with a "
                "decimal %s, by %s",
                (int)cell.len, cell.data, header, mark_name(column->mark), by);
    }
}

static void give_up(const struct ht_recognition *r, struct ht_column *column, const struct evidence *evidence) {
    ht_find(r->findings, HT_CODE_TWO_STYLES, 0,
            "the column \"%s\" has %zu numbers with a decimal point and %zu with a decimal comma; it was not read",
            column->header, evidence->point, evidence->comma);
    column->field = HT_FIELD_NONE;
    column->how = "none";
    column->certainty = 0;
}

struct columns {
    struct ht_column **items;
    struct evidence *evidence;
    size_t count;
};

static void decide_open(const struct ht_recognition *r, struct ht_column *column, const struct evidence *evidence,
                        enum ht_decimal_mark others, enum ht_decimal_mark usual) {
    bool by_layout = !r->grid->typed && r->layout != NULL && r->layout->mark != HT_MARK_AUTO;
    // A sheet holds typed numbers, with points, beside text that may have commas: which this column is cannot be
    // told.
    bool typed = r->grid->typed || r->grid->delimiter == '\0';
    column->mark = others == HT_MARK_AUTO ? usual : typed && !by_layout && others != usual ? HT_MARK_AUTO : others;
    bool expected = column->mark == usual && (by_layout || typed);
    if (evidence->open > 0 && !expected)
        report(r, column, evidence, others != HT_MARK_AUTO ? "the other columns" : "the language of the header");
}

static struct columns weigh_all(const struct ht_recognition *r) {
    struct columns all = {NULL, NULL, 0};
    size_t most = 0;
    for (size_t t = 0; t < r->sheet->table_count; t++)
        most += r->sheet->tables[t].column_count;
    all.items = ht_arena_array(r->arena, most + 1, sizeof *all.items);
    all.evidence = ht_arena_array(r->arena, most + 1, sizeof *all.evidence);
    for (size_t t = 0; t < r->sheet->table_count; t++) {
        const struct ht_table *table = &r->sheet->tables[t];
        size_t first = all.count;
        for (size_t c = 0; c < table->column_count; c++)
            if (is_number(table->columns[c].field))
                all.items[all.count++] = &table->columns[c];
        weigh_columns(r, table, (const struct ht_column *const *)all.items + first, all.count - first,
                      all.evidence + first);
    }
    return all;
}

enum ht_decimal_mark ht_number_style_of(const struct ht_recognition *r, const struct ht_table *table, size_t index) {
    const struct ht_column column = {.index = index}, *columns[] = {&column};
    struct evidence evidence = {0, 0, 0, {"", 0}};
    weigh_columns(r, table, columns, 1, &evidence);
    return contradictory(&evidence) ? HT_MARK_AUTO : own_mark(&evidence);
}

void ht_number_style_decide(struct ht_recognition *r) {
    struct columns all = weigh_all(r);
    bool point = false, comma = false;
    for (size_t i = 0; i < all.count; i++) {
        if (contradictory(&all.evidence[i])) {
            give_up(r, all.items[i], &all.evidence[i]);
        } else {
            all.items[i]->mark = own_mark(&all.evidence[i]);
            point = point || all.items[i]->mark == HT_MARK_POINT;
            comma = comma || all.items[i]->mark == HT_MARK_COMMA;
        }
    }
    enum ht_decimal_mark others = point == comma ? HT_MARK_AUTO : comma ? HT_MARK_COMMA : HT_MARK_POINT;
    enum ht_decimal_mark usual = usual_mark(r);
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i]->mark == HT_MARK_AUTO && all.items[i]->field != HT_FIELD_NONE)
            decide_open(r, all.items[i], &all.evidence[i], others, usual);
    r->sheet->mark = others != HT_MARK_AUTO ? others : usual;
}
