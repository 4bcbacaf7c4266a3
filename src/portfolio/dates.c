// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files that hold the statements of several dates one below the other: the same securities come again under another
 * date. A date that only differs from row to row (of purchase, of a price) does not make a statement.
 */
#include <string.h>

#include "portfolio/reading.h"

struct history {
    struct ht_map *of_security; // fund and security -> the date it was met with first
    struct ht_map *of_date;     // date -> its rows, a size_t
    size_t rows, most, dates, again;
};

static bool count_row(struct ht_reading *reading, const struct ht_row *row, struct history *history) {
    const char *date = ht_cell_text(reading, row, HT_FIELD_HOLDINGS_DATE);
    const char *isin = ht_cell_text(reading, row, HT_FIELD_ISIN), *name = ht_cell_text(reading, row, HT_FIELD_NAME);
    const char *fund = ht_cell_text(reading, row, HT_FIELD_FUND_ID);
    const char *fund_name = ht_cell_text(reading, row, HT_FIELD_FUND_NAME);
    const char *security = isin != NULL ? isin : name;
    struct ht_date parsed;
    if (date == NULL || !ht_date_read(date, reading->sheet->date_order, &parsed))
        return false;
    size_t *rows = ht_map_get(history->of_date, date);
    if (rows == NULL) {
        rows = ht_arena_array(reading->arena, 1, sizeof *rows);
        ht_map_put(history->of_date, date, rows);
        history->dates++;
    }
    (*rows)++;
    history->rows++;
    history->most = *rows > history->most ? *rows : history->most;
    const char *key = ht_arena_format(reading->arena, "%s|%s|%s", fund != NULL ? fund : "",
                                      fund_name != NULL ? fund_name : "", security != NULL ? security : "");
    const char *before = ht_map_get(history->of_security, key);
    if (before == NULL)
        ht_map_put(history->of_security, key, ht_arena_string(reading->arena, date));
    history->again += security != NULL && before != NULL && strcmp(before, date) != 0;
    return true;
}

// Cheap for the usual file, all of whose rows have one date.
static bool one_date(struct ht_reading *reading, const struct ht_table *table) {
    struct ht_slice first = ht_cell(reading, &reading->grid->rows[table->first_row], HT_FIELD_HOLDINGS_DATE);
    for (size_t i = table->first_row; i < table->end_row; i++)
        if (!ht_slice_equal(ht_cell(reading, &reading->grid->rows[i], HT_FIELD_HOLDINGS_DATE), first))
            return false;
    return true;
}

bool ht_dates_are_statements(struct ht_reading *reading) {
    const struct ht_table *table = reading->sheet->table_count > 0 ? &reading->sheet->tables[0] : NULL;
    if (table == NULL || !ht_reading_is_generic(reading) || table->end_row <= table->first_row)
        return false;
    ht_enter_table(reading, table);
    if (reading->at[HT_FIELD_HOLDINGS_DATE] < 0 || one_date(reading, table))
        return false;
    struct history history = {.of_security = ht_map_new(reading->arena), .of_date = ht_map_new(reading->arena)};
    for (size_t i = table->first_row; i < table->end_row; i++) {
        const struct ht_row *row = &reading->grid->rows[i];
        if (ht_table_row_is_data(table, row) && !count_row(reading, row, &history) &&
            ht_cell_text(reading, row, HT_FIELD_ISIN) != NULL)
            return false; // a security without a date belongs to no statement
    }
    return history.dates > 1 && history.again > 0 && history.again * 2 >= history.rows - history.most;
}
