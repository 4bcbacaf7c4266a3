// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Whether weights are percents or fractions, where the layout does not say. What stays open stays open, and is
 * reported.
 */
#include <string.h>

#include "holdtrace/map.h"
#include "ingest/recognise.h"

static bool says_percent(const char *header) {
    char key[HT_HEADER_KEY];
    ht_header_key(ht_slice_of(header), key);
    return strchr(key, '%') != NULL || strstr(key, "percent") != NULL || strstr(key, "prozent") != NULL ||
           strstr(key, "pct") != NULL || strstr(key, "procent") != NULL || strstr(key, "pourcent") != NULL;
}

// The sum of the numbers of the weight column as printed; *PERCENT when one of them has a percent sign.
static struct ht_amount raw_sum(const struct ht_recognition *r, const struct ht_table *table, bool *percent) {
    struct ht_amount sum = ht_amount_unknown();
    long column = ht_table_column(table, HT_FIELD_WEIGHT);
    for (size_t i = table->first_row; column >= 0 && i < table->end_row; i++) {
        struct ht_number number;
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], table->columns[column].index);
        if (ht_number_parse(cell.data, cell.len, table->columns[column].mark, &number) == HT_NUMBER_OK) {
            *percent = *percent || number.percent;
            ht_amount_add(&sum, ht_amount_of(number.value));
        }
    }
    return sum;
}

static bool between(struct ht_amount sum, struct ht_decimal low, struct ht_decimal high) {
    return sum.known && ht_decimal_cmp(sum.number, low) >= 0 && ht_decimal_cmp(sum.number, high) <= 0;
}

/*
 * A printed percent sign decides; else the sum: near 1 are fractions, near 100 percents; else the header. A header
 * that says percent over weights that sum to 1 contradicts itself (a workbook's percent cells saved as text): not
 * known.
 */
static enum ht_weight_unit weight_unit(const char *header, struct ht_amount sum, bool percent) {
    const struct ht_decimal low = {95, 2}, high = {105, 2};
    if (percent || between(sum, ht_decimal_int(50), ht_decimal_int(150)))
        return HT_WEIGHT_PERCENT;
    if (between(sum, low, high))
        return says_percent(header) ? HT_WEIGHT_AUTO : HT_WEIGHT_FRACTION;
    return says_percent(header) ? HT_WEIGHT_PERCENT : HT_WEIGHT_AUTO;
}

// The weights of one fund at one date.
struct fund_weights {
    struct ht_amount sum;
    bool percent;
};

static const enum ht_field owner_fields[] = {HT_FIELD_FUND_ID, HT_FIELD_FUND_NAME, HT_FIELD_HOLDINGS_DATE};

static struct ht_slice owner_cell(const struct ht_table *table, const struct ht_row *row, size_t field) {
    long column = ht_table_column(table, owner_fields[field]);
    return column >= 0 ? ht_row_cell(row, table->columns[column].index) : (struct ht_slice){"", 0};
}

static bool same_owner(const struct ht_table *table, const struct ht_row *a, const struct ht_row *b) {
    for (size_t i = 0; i < sizeof owner_fields / sizeof *owner_fields; i++)
        if (!ht_slice_equal(owner_cell(table, a, i), owner_cell(table, b, i)))
            return false;
    return true;
}

// What ROW says of whose weights it has, fund and date, as printed: the weights of OWNERS under that.
static struct fund_weights *weights_of(const struct ht_recognition *r, const struct ht_table *table,
                                       const struct ht_row *row, struct ht_map *owners) {
    struct ht_buffer key = {0};
    for (size_t i = 0; i < sizeof owner_fields / sizeof *owner_fields; i++) {
        struct ht_slice cell = owner_cell(table, row, i);
        ht_buffer_char(&key, '|');
        ht_buffer_add(&key, cell.data, cell.len);
    }
    struct fund_weights *weights = ht_map_get(owners, key.data);
    if (weights == NULL) {
        weights = ht_arena_array(r->arena, 1, sizeof *weights);
        weights->sum = ht_amount_unknown();
        ht_map_put(owners, key.data, weights);
    }
    ht_buffer_free(&key);
    return weights;
}

static bool one_owner(const struct ht_recognition *r, const struct ht_table *table) {
    const struct ht_row *first = &r->grid->rows[table->first_row], *end = &r->grid->rows[table->end_row];
    for (const struct ht_row *row = first + 1; row < end; row++)
        if (!same_owner(table, first, row))
            return false;
    return true;
}

// Of several funds below each other, each has weights of its own: the unit counts on which all agree.
static enum ht_weight_unit unit_of_funds(const struct ht_recognition *r, const struct ht_table *table,
                                         const struct ht_column *column) {
    struct ht_map *owners = ht_map_new(r->arena);
    enum ht_weight_unit unit = HT_WEIGHT_AUTO;
    const struct ht_row *before = NULL; // most rows are of the fund of the row before
    struct fund_weights *weights = NULL;
    for (size_t i = table->first_row; i < table->end_row; i++) {
        const struct ht_row *row = &r->grid->rows[i];
        struct ht_slice cell = ht_row_cell(row, column->index);
        struct ht_number number;
        if (ht_number_parse(cell.data, cell.len, column->mark, &number) != HT_NUMBER_OK)
            continue;
        weights = before != NULL && same_owner(table, before, row) ? weights : weights_of(r, table, row, owners);
        before = row;
        weights->percent = weights->percent || number.percent;
        ht_amount_add(&weights->sum, ht_amount_of(number.value));
    }
    for (size_t i = 0; i < ht_map_count(owners); i++) {
        const struct fund_weights *fund = ht_map_value_at(owners, i);
        enum ht_weight_unit own = weight_unit(column->header, fund->sum, fund->percent);
        if (own == HT_WEIGHT_AUTO || (i > 0 && own != unit))
            return HT_WEIGHT_AUTO;
        unit = own;
    }
    return unit;
}

static void decide_weight_unit(struct ht_recognition *r) {
    for (size_t t = 0; t < r->sheet->table_count; t++) {
        const struct ht_table *table = &r->sheet->tables[t];
        long column = ht_table_column(table, HT_FIELD_WEIGHT);
        if (column < 0 || table->end_row <= table->first_row)
            continue;
        if (r->layout == NULL && !one_owner(r, table)) {
            r->sheet->weight_unit = unit_of_funds(r, table, &table->columns[column]);
            return;
        }
        bool percent = false;
        struct ht_amount sum = raw_sum(r, table, &percent);
        r->sheet->weight_unit = weight_unit(table->columns[column].header, sum, percent);
        return;
    }
}

struct ht_amount ht_units_weight_sum(const struct ht_recognition *r, const struct ht_table *table) {
    bool percent = false;
    struct ht_amount sum = raw_sum(r, table, &percent);
    if (sum.known && !percent && r->sheet->weight_unit == HT_WEIGHT_FRACTION)
        ht_decimal_mul(sum.number, ht_decimal_int(100), &sum.number);
    return sum;
}

void ht_units_decide(struct ht_recognition *r) {
    ht_number_style_decide(r);
    if (r->sheet->weight_unit == HT_WEIGHT_AUTO)
        decide_weight_unit(r);
}
