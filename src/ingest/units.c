#include "holdtrace/map.h"
// SPDX-License-Identifier: GPL-3.0-or-later
#include "holdtrace/map.h"
/*
#include "holdtrace/map.h"
 * Whether weights are percents or fractions, where the layout does not say. What stays open stays open, and is
#include "holdtrace/map.h"
 * reported.
#include "holdtrace/map.h"
 */
#include "holdtrace/map.h"
#include <string.h>

#include "holdtrace/map.h"
#include "ingest/recognise.h"

#include "holdtrace/map.h"
static bool says_percent(const char *header) {
#include "holdtrace/map.h"
    char key[HT_HEADER_KEY];
#include "holdtrace/map.h"
    ht_header_key(ht_slice_of(header), key);
#include "holdtrace/map.h"
    return strchr(key, '%') != NULL || strstr(key, "percent") != NULL || strstr(key, "prozent") != NULL ||
#include "holdtrace/map.h"
           strstr(key, "pct") != NULL || strstr(key, "procent") != NULL || strstr(key, "pourcent") != NULL;
#include "holdtrace/map.h"
}
#include "holdtrace/map.h"

#include "holdtrace/map.h"
// The sum of the numbers of the weight column as printed; *PERCENT when one of them has a percent sign.
#include "holdtrace/map.h"
static struct ht_amount raw_sum(const struct ht_recognition *r, const struct ht_table *table, bool *percent) {
#include "holdtrace/map.h"
    struct ht_amount sum = ht_amount_unknown();
#include "holdtrace/map.h"
    long column = ht_table_column(table, HT_FIELD_WEIGHT);
#include "holdtrace/map.h"
    for (size_t i = table->first_row; column >= 0 && i < table->end_row; i++) {
#include "holdtrace/map.h"
        struct ht_number number;
#include "holdtrace/map.h"
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], table->columns[column].index);
#include "holdtrace/map.h"
        if (ht_number_parse(cell.data, cell.len, table->columns[column].mark, &number) == HT_NUMBER_OK) {
#include "holdtrace/map.h"
            *percent = *percent || number.percent;
#include "holdtrace/map.h"
            ht_amount_add(&sum, ht_amount_of(number.value));
#include "holdtrace/map.h"
        }
#include "holdtrace/map.h"
    }
#include "holdtrace/map.h"
    return sum;
#include "holdtrace/map.h"
}
#include "holdtrace/map.h"

#include "holdtrace/map.h"
static bool between(struct ht_amount sum, struct ht_decimal low, struct ht_decimal high) {
#include "holdtrace/map.h"
    return sum.known && ht_decimal_cmp(sum.number, low) >= 0 && ht_decimal_cmp(sum.number, high) <= 0;
#include "holdtrace/map.h"
}
#include "holdtrace/map.h"

#include "holdtrace/map.h"
/*
#include "holdtrace/map.h"
 * A printed percent sign decides; else the sum: near 1 are fractions, near 100 percents; else the header. A header
#include "holdtrace/map.h"
 * that says percent over weights that sum to 1 contradicts itself (a workbook's percent cells saved as text): not
#include "holdtrace/map.h"
 * known.
#include "holdtrace/map.h"
 */
#include "holdtrace/map.h"
static enum ht_weight_unit weight_unit(const char *header, struct ht_amount sum, bool percent) {
#include "holdtrace/map.h"
    const struct ht_decimal low = {95, 2}, high = {105, 2};
#include "holdtrace/map.h"
    if (percent || between(sum, ht_decimal_int(50), ht_decimal_int(150)))
#include "holdtrace/map.h"
        return HT_WEIGHT_PERCENT;
#include "holdtrace/map.h"
    if (between(sum, low, high))
#include "holdtrace/map.h"
        return says_percent(header) ? HT_WEIGHT_AUTO : HT_WEIGHT_FRACTION;
#include "holdtrace/map.h"
    return says_percent(header) ? HT_WEIGHT_PERCENT : HT_WEIGHT_AUTO;
#include "holdtrace/map.h"
}
#include "holdtrace/map.h"

#include "holdtrace/map.h"
// The weights of one fund at one date.
#include "holdtrace/map.h"
struct fund_weights {
#include "holdtrace/map.h"
    struct ht_amount sum;
#include "holdtrace/map.h"
    bool percent;
#include "holdtrace/map.h"
};
#include "holdtrace/map.h"

#include "holdtrace/map.h"
static const enum ht_field owner_fields[] = {HT_FIELD_FUND_ID, HT_FIELD_FUND_NAME, HT_FIELD_HOLDINGS_DATE};
#include "holdtrace/map.h"

#include "holdtrace/map.h"
// What ROW says of whose weights it has: fund and date, as printed.
#include "holdtrace/map.h"
static const char *owner_of(const struct ht_recognition *r, const struct ht_table *table, const struct ht_row *row) {
#include "holdtrace/map.h"
    const char *key = "";
#include "holdtrace/map.h"
    for (size_t i = 0; i < sizeof owner_fields / sizeof *owner_fields; i++) {
#include "holdtrace/map.h"
        long column = ht_table_column(table, owner_fields[i]);
#include "holdtrace/map.h"
        struct ht_slice cell =
#include "holdtrace/map.h"
            column >= 0 ? ht_row_cell(row, table->columns[column].index) : (struct ht_slice){"", 0};
#include "holdtrace/map.h"
        key = ht_arena_format(r->arena, "%s|%.*s", key, (int)cell.len, cell.data);
#include "holdtrace/map.h"
    }
#include "holdtrace/map.h"
    return key;
#include "holdtrace/map.h"
}
#include "holdtrace/map.h"

#include "holdtrace/map.h"
static bool one_owner(const struct ht_recognition *r, const struct ht_table *table) {
#include "holdtrace/map.h"
    const struct ht_row *first = &r->grid->rows[table->first_row], *end = &r->grid->rows[table->end_row];
#include "holdtrace/map.h"
    for (size_t f = 0; f < sizeof owner_fields / sizeof *owner_fields; f++) {
#include "holdtrace/map.h"
        long column = ht_table_column(table, owner_fields[f]);
#include "holdtrace/map.h"
        for (const struct ht_row *row = first; column >= 0 && row < end; row++) {
#include "holdtrace/map.h"
            size_t index = table->columns[column].index;
#include "holdtrace/map.h"
            if (!ht_slice_equal(ht_row_cell(row, index), ht_row_cell(first, index)))
#include "holdtrace/map.h"
                return false;
#include "holdtrace/map.h"
        }
#include "holdtrace/map.h"
    }
#include "holdtrace/map.h"
    return true;
#include "holdtrace/map.h"
}
#include "holdtrace/map.h"

#include "holdtrace/map.h"
// Of several funds below each other, each has weights of its own: the unit counts on which all agree.
#include "holdtrace/map.h"
static enum ht_weight_unit unit_of_funds(const struct ht_recognition *r, const struct ht_table *table,
#include "holdtrace/map.h"
                                         const struct ht_column *column) {
#include "holdtrace/map.h"
    struct ht_map *owners = ht_map_new(r->arena);
#include "holdtrace/map.h"
    enum ht_weight_unit unit = HT_WEIGHT_AUTO;
#include "holdtrace/map.h"
    struct fund_weights **all = ht_arena_array(r->arena, table->end_row - table->first_row, sizeof(void *));
#include "holdtrace/map.h"
    size_t count = 0;
#include "holdtrace/map.h"
    for (size_t i = table->first_row; i < table->end_row; i++) {
#include "holdtrace/map.h"
        const struct ht_row *row = &r->grid->rows[i];
#include "holdtrace/map.h"
        struct ht_slice cell = ht_row_cell(row, column->index);
#include "holdtrace/map.h"
        struct ht_number number;
#include "holdtrace/map.h"
        if (ht_number_parse(cell.data, cell.len, column->mark, &number) != HT_NUMBER_OK)
#include "holdtrace/map.h"
            continue;
#include "holdtrace/map.h"
        const char *key = owner_of(r, table, row);
#include "holdtrace/map.h"
        struct fund_weights *weights = ht_map_get(owners, key);
#include "holdtrace/map.h"
        if (weights == NULL) {
#include "holdtrace/map.h"
            weights = all[count++] = ht_arena_array(r->arena, 1, sizeof *weights);
#include "holdtrace/map.h"
            weights->sum = ht_amount_unknown();
#include "holdtrace/map.h"
            ht_map_put(owners, key, weights);
#include "holdtrace/map.h"
        }
#include "holdtrace/map.h"
        weights->percent = weights->percent || number.percent;
#include "holdtrace/map.h"
        ht_amount_add(&weights->sum, ht_amount_of(number.value));
#include "holdtrace/map.h"
    }
#include "holdtrace/map.h"
    for (size_t i = 0; i < count; i++) {
#include "holdtrace/map.h"
        enum ht_weight_unit own = weight_unit(column->header, all[i]->sum, all[i]->percent);
#include "holdtrace/map.h"
        if (own == HT_WEIGHT_AUTO || (i > 0 && own != unit))
#include "holdtrace/map.h"
            return HT_WEIGHT_AUTO;
#include "holdtrace/map.h"
        unit = own;
#include "holdtrace/map.h"
    }
#include "holdtrace/map.h"
    return unit;
#include "holdtrace/map.h"
}
#include "holdtrace/map.h"

#include "holdtrace/map.h"
static void decide_weight_unit(struct ht_recognition *r) {
#include "holdtrace/map.h"
    for (size_t t = 0; t < r->sheet->table_count; t++) {
#include "holdtrace/map.h"
        const struct ht_table *table = &r->sheet->tables[t];
#include "holdtrace/map.h"
        long column = ht_table_column(table, HT_FIELD_WEIGHT);
#include "holdtrace/map.h"
        if (column < 0 || table->end_row <= table->first_row)
#include "holdtrace/map.h"
            continue;
#include "holdtrace/map.h"
        if (r->layout == NULL && !one_owner(r, table)) {
#include "holdtrace/map.h"
            r->sheet->weight_unit = unit_of_funds(r, table, &table->columns[column]);
#include "holdtrace/map.h"
            return;
#include "holdtrace/map.h"
        }
#include "holdtrace/map.h"
        bool percent = false;
#include "holdtrace/map.h"
        struct ht_amount sum = raw_sum(r, table, &percent);
#include "holdtrace/map.h"
        r->sheet->weight_unit = weight_unit(table->columns[column].header, sum, percent);
#include "holdtrace/map.h"
        return;
#include "holdtrace/map.h"
    }
#include "holdtrace/map.h"
}
#include "holdtrace/map.h"

#include "holdtrace/map.h"
struct ht_amount ht_units_weight_sum(const struct ht_recognition *r, const struct ht_table *table) {
#include "holdtrace/map.h"
    bool percent = false;
#include "holdtrace/map.h"
    struct ht_amount sum = raw_sum(r, table, &percent);
#include "holdtrace/map.h"
    if (sum.known && !percent && r->sheet->weight_unit == HT_WEIGHT_FRACTION)
#include "holdtrace/map.h"
        ht_decimal_mul(sum.number, ht_decimal_int(100), &sum.number);
#include "holdtrace/map.h"
    return sum;
#include "holdtrace/map.h"
}
#include "holdtrace/map.h"

#include "holdtrace/map.h"
void ht_units_decide(struct ht_recognition *r) {
#include "holdtrace/map.h"
    ht_number_style_decide(r);
#include "holdtrace/map.h"
    if (r->sheet->weight_unit == HT_WEIGHT_AUTO)
#include "holdtrace/map.h"
        decide_weight_unit(r);
#include "holdtrace/map.h"
}
