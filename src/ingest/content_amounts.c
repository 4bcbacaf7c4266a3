// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files whose columns no word names: what they hold, where it leaves no doubt. Weights are figures that add up to a
 * whole fund; values are the figures in proportion to them, or the product of two other columns. What is only likely
 * is left alone: then a layout file has to say it.
 */
#include <string.h>

#include "holdtrace/identifiers.h"
#include "holdtrace/map.h"
#include "ingest/recognise.h"

// Fewer rows prove nothing, and more than these prove no more.
enum { ROWS_NEEDED = 5, ROWS_PROBED = 400 };

static bool is_absent(struct ht_slice cell) {
    struct ht_number number;
    return cell.len == 0 || ht_number_parse(cell.data, cell.len, HT_MARK_POINT, &number) == HT_NUMBER_ABSENT;
}

// One column as figures, in the rows where all can be compared.
struct figures {
    size_t index;
    struct ht_amount *items; // by row of the table; unknown where the cell has none
    struct ht_amount sum;
    bool percent; // every figure has a percent sign
};

static size_t row_count(const struct ht_table *table) {
    return table->end_row - table->first_row;
}

// Whether every filled cell of the column is a figure, and there are enough.
static bool read_figures(const struct ht_recognition *r, const struct ht_table *table, size_t index,
                         struct figures *out) {
    size_t rows = row_count(table), seen = 0, percents = 0;
    enum ht_decimal_mark mark = ht_number_style_of(r, table, index);
    *out =
        (struct figures){index, ht_arena_array(r->arena, rows + 1, sizeof *out->items), ht_amount_unknown(), false};
    for (size_t i = 0; i < rows; i++) {
        struct ht_slice cell = ht_row_cell(&r->grid->rows[table->first_row + i], index);
        struct ht_number number;
        out->items[i] = ht_amount_unknown();
        if (is_absent(cell))
            continue;
        if (ht_number_parse(cell.data, cell.len, mark, &number) != HT_NUMBER_OK)
            return false;
        seen++;
        percents += number.percent;
        out->items[i] = ht_amount_of(number.value);
        ht_amount_add(&out->sum, out->items[i]);
    }
    out->percent = percents == seen;
    return seen >= ROWS_NEEDED && seen * 10 >= rows * 9 && (percents == 0 || percents == seen);
}

// The figures of all columns that have no meaning yet.
static size_t all_figures(const struct ht_recognition *r, const struct ht_table *table, struct figures *out) {
    size_t count = 0;
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].field == HT_FIELD_NONE && read_figures(r, table, table->columns[i].index, &out[count]))
            count++;
    return count;
}

static void take(struct ht_table *table, size_t index, enum ht_field field, int certainty) {
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].index == index) {
            table->columns[i].field = field;
            table->columns[i].how = "content";
            table->columns[i].certainty = certainty;
        }
    }
}

static bool between(struct ht_amount sum, struct ht_decimal low, struct ht_decimal high) {
    return sum.known && ht_decimal_cmp(sum.number, low) >= 0 && ht_decimal_cmp(sum.number, high) <= 0;
}

static bool is_whole_fund(const struct figures *f) {
    const struct ht_decimal from = {995, 1}, to = {1005, 1}, from_fraction = {995, 3}, to_fraction = {1005, 3};
    return between(f->sum, from, to) || (!f->percent && between(f->sum, from_fraction, to_fraction));
}

// Whether |A - B| is at most BOUND.
static bool within(struct ht_decimal a, struct ht_decimal b, struct ht_decimal bound) {
    struct ht_decimal difference;
    return ht_decimal_sub(a, b, &difference) &&
           ht_decimal_cmp(ht_decimal_abs(difference), ht_decimal_abs(bound)) <= 0;
}

// Whether the figures of V are in proportion to the weights W, as closely as weights of two decimals tell.
static bool in_proportion(const struct figures *v, const struct figures *w, size_t rows) {
    const struct ht_decimal six_in_ten_thousand = {6, 4};
    struct ht_decimal bound, left, right;
    size_t compared = 0, agree = 0;
    if (!ht_decimal_mul(v->sum.number, w->sum.number, &bound) || !ht_decimal_mul(bound, six_in_ten_thousand, &bound))
        return false;
    for (size_t i = 0; i < rows; i++) {
        if (v->items[i].known && w->items[i].known && ht_decimal_mul(v->items[i].number, w->sum.number, &left) &&
            ht_decimal_mul(w->items[i].number, v->sum.number, &right)) {
            compared++;
            agree += within(left, right, bound);
        }
    }
    return compared >= ROWS_NEEDED && agree * 20 >= compared * 19;
}

// Whether V is A times B in nearly every row.
static bool is_product(const struct figures *v, const struct figures *a, const struct figures *b, size_t rows) {
    const struct ht_decimal one_in_two_hundred = {5, 3};
    size_t compared = 0, agree = 0;
    for (size_t i = 0; i < rows; i++) {
        struct ht_decimal product, bound;
        if (v->items[i].known && a->items[i].known && b->items[i].known && ht_decimal_sign(v->items[i].number) != 0 &&
            ht_decimal_mul(a->items[i].number, b->items[i].number, &product) &&
            ht_decimal_mul(v->items[i].number, one_in_two_hundred, &bound)) {
            compared++;
            agree += within(product, v->items[i].number, bound);
        }
    }
    return compared >= ROWS_NEEDED && agree * 20 >= compared * 19;
}

// Index of the only one of COUNT columns that add up to a whole fund, or COUNT.
static size_t only_weights(const struct figures *all, size_t count) {
    size_t found = count;
    for (size_t i = 0; i < count; i++) {
        if (is_whole_fund(&all[i])) {
            if (found != count)
                return count;
            found = i;
        }
    }
    return found;
}

static bool is_product_of_others(const struct figures *all, size_t count, size_t v, size_t rows) {
    for (size_t a = 0; a < count; a++) {
        for (size_t b = a + 1; b < count; b++)
            if (a != v && b != v && is_product(&all[v], &all[a], &all[b], rows))
                return true;
    }
    return false;
}

// Of the columns that pass, the only one, or COUNT.
static size_t only_values(const struct figures *all, size_t count, size_t weights, size_t rows) {
    size_t found = count;
    for (size_t i = 0; i < count; i++) {
        bool value = i != weights && !all[i].percent &&
                     (weights < count ? in_proportion(&all[i], &all[weights], rows)
                                      : is_product_of_others(all, count, i, rows));
        if (value && found != count)
            return count;
        found = value ? i : found;
    }
    return found;
}

enum { FIGURE_COLUMNS = 24, MOST_COLUMNS = 96 };

void ht_content_amounts(const struct ht_recognition *r, struct ht_table *table) {
    struct ht_table probed = *table;
    if (table->column_count > MOST_COLUMNS || row_count(table) < ROWS_NEEDED)
        return;
    struct figures *all = ht_arena_array(r->arena, table->column_count + 1, sizeof *all);
    size_t count = all_figures(r, &probed, all), rows = row_count(table);
    if (count > FIGURE_COLUMNS)
        return;
    bool weighted = ht_table_column(table, HT_FIELD_WEIGHT) >= 0,
         valued = ht_table_column(table, HT_FIELD_VALUE) >= 0;
    size_t weights = weighted ? count : only_weights(all, count);
    size_t values = valued ? count : only_values(all, count, weights, rows);
    if (weights < count)
        take(table, all[weights].index, HT_FIELD_WEIGHT, 90);
    if (values < count)
        take(table, all[values].index, HT_FIELD_VALUE, 90);
}

// Whether nearly all filled cells of the column are what TEST asks for.
static bool column_is(const struct ht_recognition *r, const struct ht_table *table, size_t index,
                      bool (*test)(const char *text)) {
    size_t seen = 0, good = 0;
    for (size_t i = table->first_row; i < table->end_row && seen < ROWS_PROBED; i++) {
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], index);
        if (cell.len > 0) {
            seen++;
            good += test(cell.data[cell.len] == '\0' ? cell.data : ht_arena_copy(r->arena, cell.data, cell.len));
        }
    }
    return seen >= ROWS_NEEDED && good * 20 >= seen * 19;
}

static bool is_currency(const char *text) {
    return ht_currency_known(text);
}

// A word of letters and blanks, longer than codes are.
static bool is_name(const char *text) {
    size_t letters = 0, len = strlen(text);
    struct ht_number number;
    for (size_t i = 0; i < len; i++)
        letters += ht_is_alpha(text[i]) || (unsigned char)text[i] >= 0x80;
    return letters >= 3 && len >= 3 && letters * 2 > len && !ht_currency_known(text) &&
           ht_number_parse(text, len, HT_MARK_POINT, &number) == HT_NUMBER_INVALID;
}

// Whether the texts of the column differ from row to row, as names do and sectors do not.
bool ht_content_differs(const struct ht_recognition *r, const struct ht_table *table, size_t index) {
    struct ht_map *seen = ht_map_new(r->arena);
    size_t rows = 0, distinct = 0;
    for (size_t i = table->first_row; i < table->end_row && rows < ROWS_PROBED; i++, rows++) {
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], index);
        char *text = ht_arena_copy(r->arena, cell.data, cell.len);
        if (ht_map_get(seen, text) == NULL) {
            ht_map_put(seen, text, text);
            distinct++;
        }
    }
    return distinct * 5 >= rows * 4;
}

// The only open column that holds what TEST asks for, or -1.
static long only_column(const struct ht_recognition *r, const struct ht_table *table, bool (*test)(const char *text),
                        bool distinct) {
    long found = -1;
    for (size_t i = 0; i < table->column_count; i++) {
        const struct ht_column *column = &table->columns[i];
        if (column->field == HT_FIELD_NONE && column_is(r, table, column->index, test) &&
            (!distinct || ht_content_differs(r, table, column->index))) {
            if (found >= 0)
                return -1;
            found = (long)column->index;
        }
    }
    return found;
}

static bool is_date(const char *text) {
    struct ht_date date;
    return ht_date_read(text, HT_ORDER_DMY, &date) || ht_date_read(text, HT_ORDER_MDY, &date);
}

static bool all_same(const struct ht_recognition *r, const struct ht_table *table, size_t index) {
    for (size_t i = table->first_row + 1; i < table->end_row; i++)
        if (!ht_slice_equal(ht_row_cell(&r->grid->rows[i], index), ht_row_cell(&r->grid->rows[i - 1], index)))
            return false;
    return true;
}

void ht_content_texts(const struct ht_recognition *r, struct ht_table *table) {
    long currency = only_column(r, table, is_currency, false), date = only_column(r, table, is_date, false), name;
    bool has_currency =
        ht_table_column(table, HT_FIELD_TRADE_CURRENCY) >= 0 || ht_table_column(table, HT_FIELD_VALUE_CURRENCY) >= 0;
    if (currency >= 0 && !has_currency)
        take(table, (size_t)currency, HT_FIELD_TRADE_CURRENCY, 80);
    if (date >= 0 && all_same(r, table, (size_t)date) && ht_table_column(table, HT_FIELD_HOLDINGS_DATE) < 0)
        take(table, (size_t)date, HT_FIELD_HOLDINGS_DATE, 80);
    if (ht_table_column(table, HT_FIELD_NAME) < 0 && (name = only_column(r, table, is_name, true)) >= 0)
        take(table, (size_t)name, HT_FIELD_NAME, 80);
}
