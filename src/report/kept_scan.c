// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a kept scan, and all of it as JSON.
#include "holdtrace/kept_scan.h"

#define TEXT(type, member)                                                                                           \
    { #member, HT_CELL_TEXT, offsetof(struct type, member) }
#define AMOUNT(type, member)                                                                                         \
    { #member, HT_CELL_AMOUNT, offsetof(struct type, member) }
#define DATE(type, member)                                                                                           \
    { #member, HT_CELL_DATE, offsetof(struct type, member) }
#define NUMBER(type, member)                                                                                         \
    { #member, HT_CELL_NUMBER, offsetof(struct type, member) }
#define FLAG(type, member)                                                                                           \
    { #member, HT_CELL_FLAG, offsetof(struct type, member) }

// What is added here is in the digest: a scan that was kept without it is another one.
const struct ht_cell_column ht_kept_scan_columns[] = {TEXT(ht_kept_scan, schema),
                                                      TEXT(ht_kept_scan, fund_key),
                                                      TEXT(ht_kept_scan, fund_name),
                                                      TEXT(ht_kept_scan, fund_id),
                                                      TEXT(ht_kept_scan, investor),
                                                      TEXT(ht_kept_scan, sha256),
                                                      TEXT(ht_kept_scan, part),
                                                      TEXT(ht_kept_scan, layout),
                                                      DATE(ht_kept_scan, holdings_date),
                                                      TEXT(ht_kept_scan, currency),
                                                      TEXT(ht_kept_scan, denominator),
                                                      AMOUNT(ht_kept_scan, net_assets),
                                                      NUMBER(ht_kept_scan, rows_read),
                                                      NUMBER(ht_kept_scan, rows_positions),
                                                      NUMBER(ht_kept_scan, rows_skipped),
                                                      NUMBER(ht_kept_scan, rows_ignored),
                                                      AMOUNT(ht_kept_scan, weight_file_sum_pct),
                                                      AMOUNT(ht_kept_scan, comparable_pct),
                                                      AMOUNT(ht_kept_scan, comparable_by_name_pct),
                                                      AMOUNT(ht_kept_scan, resolved_pct),
                                                      AMOUNT(ht_kept_scan, ownership_known_pct),
                                                      AMOUNT(ht_kept_scan, at_least_pct),
                                                      AMOUNT(ht_kept_scan, at_most_pct),
                                                      AMOUNT(ht_kept_scan, counted_long_pct),
                                                      TEXT(ht_kept_scan, reference_sha256),
                                                      DATE(ht_kept_scan, reference_date),
                                                      DATE(ht_kept_scan, as_of),
                                                      TEXT(ht_kept_scan, screen),
                                                      TEXT(ht_kept_scan, screen_sha256),
                                                      TEXT(ht_kept_scan, base_currency),
                                                      TEXT(ht_kept_scan, holdings),
                                                      {0}};

static const struct ht_cell_column INPUTS[] = {TEXT(ht_kept_input, what), TEXT(ht_kept_input, sha256), {0}};

static const struct ht_cell_column LISTS[] = {
    TEXT(ht_kept_list, list),           TEXT(ht_kept_list, edition),         DATE(ht_kept_list, retrieved_on),
    NUMBER(ht_kept_list, entries_held), NUMBER(ht_kept_list, entries_total), {0}};

static const struct ht_cell_column TOTALS[] = {TEXT(ht_kept_total, currency),      NUMBER(ht_kept_total, positions),
                                               AMOUNT(ht_kept_total, value),       AMOUNT(ht_kept_total, long_value),
                                               AMOUNT(ht_kept_total, short_value), {0}};

static const struct ht_cell_column SUMS[] = {TEXT(ht_kept_sum, category),
                                             TEXT(ht_kept_sum, currency),
                                             FLAG(ht_kept_sum, counted),
                                             NUMBER(ht_kept_sum, positions),
                                             AMOUNT(ht_kept_sum, value),
                                             AMOUNT(ht_kept_sum, long_value),
                                             AMOUNT(ht_kept_sum, short_value),
                                             AMOUNT(ht_kept_sum, notional),
                                             AMOUNT(ht_kept_sum, weight_pct),
                                             AMOUNT(ht_kept_sum, attributed_value),
                                             AMOUNT(ht_kept_sum, attributed_unknown_value),
                                             {0}};

static const struct ht_cell_column POSITIONS[] = {NUMBER(ht_kept_position, line),
                                                  TEXT(ht_kept_position, key),
                                                  TEXT(ht_kept_position, category),
                                                  FLAG(ht_kept_position, counted),
                                                  FLAG(ht_kept_position, apart),
                                                  TEXT(ht_kept_position, kind),
                                                  TEXT(ht_kept_position, side),
                                                  TEXT(ht_kept_position, name),
                                                  TEXT(ht_kept_position, isin),
                                                  TEXT(ht_kept_position, cusip),
                                                  TEXT(ht_kept_position, sedol),
                                                  TEXT(ht_kept_position, figi),
                                                  TEXT(ht_kept_position, lei),
                                                  TEXT(ht_kept_position, ticker),
                                                  TEXT(ht_kept_position, exchange),
                                                  TEXT(ht_kept_position, currency),
                                                  AMOUNT(ht_kept_position, quantity),
                                                  AMOUNT(ht_kept_position, value),
                                                  AMOUNT(ht_kept_position, notional),
                                                  AMOUNT(ht_kept_position, exposure_value),
                                                  AMOUNT(ht_kept_position, weight_pct),
                                                  AMOUNT(ht_kept_position, attributed_value),
                                                  TEXT(ht_kept_position, issuer),
                                                  TEXT(ht_kept_position, issuer_name),
                                                  TEXT(ht_kept_position, method),
                                                  TEXT(ht_kept_position, through),
                                                  {0}};

static const struct ht_cell_column TIES[] = {NUMBER(ht_kept_tie, position),  TEXT(ht_kept_tie, target),
                                             TEXT(ht_kept_tie, target_name), TEXT(ht_kept_tie, basis),
                                             TEXT(ht_kept_tie, category),    AMOUNT(ht_kept_tie, share_pct),
                                             TEXT(ht_kept_tie, path),        {0}};

static const struct ht_cell_column LISTINGS[] = {TEXT(ht_kept_listing, target),
                                                 TEXT(ht_kept_listing, target_name),
                                                 TEXT(ht_kept_listing, list),
                                                 TEXT(ht_kept_listing, listed_as),
                                                 TEXT(ht_kept_listing, ground),
                                                 TEXT(ht_kept_listing, status),
                                                 TEXT(ht_kept_listing, citation),
                                                 DATE(ht_kept_listing, listed_on),
                                                 DATE(ht_kept_listing, effective_on),
                                                 DATE(ht_kept_listing, divest_by),
                                                 DATE(ht_kept_listing, delisted_on),
                                                 FLAG(ht_kept_listing, selects),
                                                 {0}};

static const struct ht_cell_column DECISIONS[] = {
    TEXT(ht_kept_decision, key),        TEXT(ht_kept_decision, name),
    TEXT(ht_kept_decision, entity),     TEXT(ht_kept_decision, state),
    TEXT(ht_kept_decision, decided_by), DATE(ht_kept_decision, decided_on),
    TEXT(ht_kept_decision, evidence),   {0}};

const struct ht_kept_table ht_kept_tables[HT_KEPT_PARTS] = {
    [HT_KEPT_INPUTS] = {"input", "inputs", sizeof(struct ht_kept_input), INPUTS},
    [HT_KEPT_LISTS] = {"list", "lists", sizeof(struct ht_kept_list), LISTS},
    [HT_KEPT_TOTALS] = {"total", "totals", sizeof(struct ht_kept_total), TOTALS},
    [HT_KEPT_SUMS] = {"exposure", "exposure", sizeof(struct ht_kept_sum), SUMS},
    [HT_KEPT_POSITIONS] = {"position", "positions", sizeof(struct ht_kept_position), POSITIONS},
    [HT_KEPT_TIES] = {"tie", "ties", sizeof(struct ht_kept_tie), TIES},
    [HT_KEPT_LISTINGS] = {"listing", "listings", sizeof(struct ht_kept_listing), LISTINGS},
    [HT_KEPT_DECISIONS] = {"decision", "decisions", sizeof(struct ht_kept_decision), DECISIONS},
};

void *ht_kept_add(struct ht_kept_scan *scan, enum ht_kept_part part, struct ht_arena *arena) {
    struct ht_kept_rows *rows = &scan->parts[part];
    size_t size = ht_kept_tables[part].size;
    rows->items = ht_arena_grow(arena, rows->items, rows->count, &rows->capacity, size);
    void *row = (char *)rows->items + rows->count++ * size;
    memset(row, 0, size);
    return row;
}

static void write_cell(struct ht_json *json, const struct ht_cell_column *column, const char *cell) {
    int64_t number;
    switch (column->type) {
    case HT_CELL_TEXT:
        ht_json_string(json, column->name, *(const char *const *)(const void *)cell);
        break;
    case HT_CELL_AMOUNT:
        ht_json_amount(json, column->name, *(const struct ht_amount *)(const void *)cell);
        break;
    case HT_CELL_DATE:
        ht_json_date(json, column->name, *(const struct ht_date *)(const void *)cell);
        break;
    case HT_CELL_NUMBER:
        number = *(const int64_t *)(const void *)cell;
        if (number < 0)
            ht_json_null(json, column->name);
        else
            ht_json_integer(json, column->name, number);
        break;
    case HT_CELL_FLAG:
        ht_json_bool(json, column->name, *(const bool *)cell);
        break;
    }
}

void ht_kept_json_row(struct ht_json *json, const struct ht_cell_column *columns, const void *row) {
    for (const struct ht_cell_column *column = columns; column->name; column++)
        write_cell(json, column, (const char *)row + column->offset);
}

static void write_part(struct ht_json *json, const struct ht_kept_table *table, const struct ht_kept_rows *rows) {
    ht_json_array(json, table->array);
    for (size_t i = 0; i < rows->count; i++) {
        ht_json_object(json, NULL);
        ht_kept_json_row(json, table->columns, (const char *)rows->items + i * table->size);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_parts(struct ht_json *json, const struct ht_kept_scan *scan) {
    for (int part = 0; part < HT_KEPT_PARTS; part++)
        write_part(json, &ht_kept_tables[part], &scan->parts[part]);
}

void ht_kept_json(struct ht_json *json, const char *key, const struct ht_kept_scan *scan) {
    ht_json_object(json, key);
    ht_kept_json_row(json, ht_kept_scan_columns, scan);
    write_parts(json, scan);
    ht_json_end(json);
}

const char *ht_kept_fund_name(const struct ht_kept_scan *scan) {
    return scan->fund_name ? scan->fund_name : scan->fund_id ? scan->fund_id : scan->fund_key;
}

void ht_kept_json_fund(struct ht_json *json, const struct ht_kept_scan *scan) {
    ht_json_object(json, "fund");
    ht_json_string(json, "key", scan->fund_key);
    ht_json_string(json, "name", scan->fund_name);
    ht_json_string(json, "id", scan->fund_id);
    ht_json_string(json, "investor", scan->investor);
    ht_json_end(json);
}

void ht_kept_json_summary(struct ht_json *json, const char *key, const struct ht_kept_scan *scan) {
    ht_json_object(json, key);
    ht_json_string(json, "digest", scan->digest);
    ht_json_string(json, "path", scan->path);
    ht_json_string(json, "sha256", scan->sha256);
    ht_json_date(json, "holdings_date", scan->holdings_date);
    ht_json_date(json, "as_of", scan->as_of);
    ht_json_string(json, "reference_sha256", scan->reference_sha256);
    ht_json_date(json, "reference_date", scan->reference_date);
    ht_json_string(json, "currency", scan->currency);
    ht_json_amount(json, "net_assets", scan->net_assets);
    ht_json_string(json, "denominator", scan->denominator);
    ht_json_amount(json, "counted_long_pct", scan->counted_long_pct);
    ht_json_amount(json, "at_least_pct", scan->at_least_pct);
    ht_json_amount(json, "at_most_pct", scan->at_most_pct);
    ht_json_amount(json, "comparable_pct", scan->comparable_pct);
    ht_json_amount(json, "comparable_by_name_pct", scan->comparable_by_name_pct);
    ht_json_integer(json, "rows_skipped", scan->rows_skipped);
    write_part(json, &ht_kept_tables[HT_KEPT_SUMS], &scan->parts[HT_KEPT_SUMS]);
    ht_json_end(json);
}

static void add(struct ht_amount *sum, struct ht_amount amount) {
    if (!sum->known || !amount.known || !ht_amount_add(sum, amount))
        sum->known = false;
}

static struct ht_kept_sum *sum_in(struct ht_kept_sum *sums, size_t count, const char *currency) {
    for (size_t i = 0; i < count; i++)
        if (ht_text_equal(sums[i].currency, currency))
            return &sums[i];
    return NULL;
}

size_t ht_kept_counted(const struct ht_kept_scan *scan, struct ht_arena *arena, struct ht_kept_sum **out) {
    const struct ht_kept_sum *rows = ht_kept_sums(scan);
    size_t count = 0, all = scan->parts[HT_KEPT_SUMS].count;
    *out = ht_arena_array(arena, all, sizeof **out);
    for (size_t i = 0; i < all; i++) {
        struct ht_kept_sum *sum = sum_in(*out, count, rows[i].currency);
        if (!rows[i].counted)
            continue;
        if (!sum) {
            (*out)[count] = rows[i];
            (*out)[count++].category = NULL;
            continue;
        }
        sum->positions += rows[i].positions;
        add(&sum->value, rows[i].value);
        add(&sum->long_value, rows[i].long_value);
        add(&sum->short_value, rows[i].short_value);
        add(&sum->notional, rows[i].notional);
        add(&sum->weight_pct, rows[i].weight_pct);
        add(&sum->attributed_value, rows[i].attributed_value);
        add(&sum->attributed_unknown_value, rows[i].attributed_unknown_value);
    }
    return count;
}

void ht_kept_digest(const struct ht_kept_scan *scan, char text[HT_SHA256_TEXT]) {
    struct ht_buffer buffer = {0};
    struct ht_json json = ht_json_to(&buffer, false);
    ht_kept_json(&json, NULL, scan);
    ht_sha256_of(buffer.data, buffer.len, text);
    ht_buffer_free(&buffer);
}

void ht_kept_body_digest(const struct ht_kept_scan *scan, char text[HT_SHA256_TEXT]) {
    struct ht_buffer buffer = {0};
    struct ht_json json = ht_json_to(&buffer, false);
    ht_json_object(&json, NULL);
    write_parts(&json, scan);
    ht_json_end(&json);
    ht_sha256_of(buffer.data, buffer.len, text);
    ht_buffer_free(&buffer);
}
