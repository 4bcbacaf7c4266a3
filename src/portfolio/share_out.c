// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which row is whose, before any is read as a position: so that a run may read the funds of a file one at a time, or
 * only some of them. A row that names no fund, such as a total or one that cannot be read, belongs where the row
 * before it does.
 */
#include "holdtrace/large.h"
#include "portfolio/reading.h"

static void give(struct ht_reading *reading, size_t r) {
    struct ht_filling *filling = ht_filling_so_far(reading);
    if (filling->row_count++ == 0)
        filling->first_row = r;
    else
        reading->next_row[filling->last_row] = r;
    filling->last_row = r;
}

static bool has_column(const struct ht_table *table, enum ht_field field) {
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].field == field)
            return true;
    return false;
}

// Whether rows may name funds. Those of most files do not: then all are of the one that the file is of.
static bool may_name_funds(const struct ht_reading *reading) {
    static const enum ht_field FIELDS[] = {HT_FIELD_FUND_ID, HT_FIELD_FUND_NAME, HT_FIELD_INVESTOR};
    bool may = reading->dated;
    for (size_t i = 0; i < reading->sheet->table_count && !may; i++)
        for (size_t k = 0; k < sizeof FIELDS / sizeof *FIELDS && !may; k++)
            may = has_column(&reading->sheet->tables[i], FIELDS[k]);
    return may;
}

void ht_rows_share_out(struct ht_reading *reading) {
    const struct ht_sheet *sheet = reading->sheet;
    bool named = may_name_funds(reading);
    reading->next_row = ht_arena_array(reading->arena, reading->grid->count + 1, sizeof *reading->next_row);
    for (size_t i = 0; i < sheet->table_count; i++) {
        const struct ht_table *table = &sheet->tables[i];
        if (!table->counted)
            continue;
        reading->last_counted = table;
        ht_enter_table(reading, table);
        for (size_t r = table->first_row; r < table->end_row; r++) {
            const struct ht_row *row = &reading->grid->rows[r];
            if (named && ht_row_names_fund(reading, row))
                reading->filling = ht_filling_of(reading, row);
            give(reading, r);
            ht_large_rest();
        }
    }
    reading->filling = NULL;
}
