// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Columns by what they hold. Only identifiers whose check digit leaves no doubt are found this way: nine in ten
 * values must be valid, and enough of them. Amounts and names are never guessed.
 */
#include "holdtrace/identifiers.h"
#include "ingest/recognise.h"

enum { PROBE_ROWS = 400 };

struct detector {
    enum ht_field field;
    enum ht_id_kind kind;
    size_t enough; // values that must be seen: one in ten or eleven random texts has a right check digit
};

static const struct detector detectors[] = {
    {HT_FIELD_ISIN, HT_ID_ISIN, 1},   {HT_FIELD_LEI, HT_ID_LEI, 1},     {HT_FIELD_FIGI, HT_ID_FIGI, 1},
    {HT_FIELD_CUSIP, HT_ID_CUSIP, 5}, {HT_FIELD_SEDOL, HT_ID_SEDOL, 8},
};

static bool absent(struct ht_slice cell) {
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.data[i] != '-' && cell.data[i] != ' ') {
            return ht_slice_same(cell, ht_slice_of("NA")) || ht_slice_same(cell, ht_slice_of("N/A"));
        }
    }
    return true;
}

static bool holds(const struct ht_recognition *r, const struct ht_table *table, size_t index,
                  const struct detector *detector, int *certainty) {
    size_t seen = 0, valid = 0;
    char normal[HT_ID_TEXT];
    for (size_t i = table->first_row; i < table->end_row && seen < PROBE_ROWS; i++) {
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], index);
        if (!absent(cell)) {
            seen++;
            valid += ht_id_parse(detector->kind, cell.data, cell.len, normal);
        }
    }
    if (seen == 0 || valid < detector->enough || valid * 10 < seen * 9) {
        return false;
    }
    *certainty = (int)(valid * 100 / seen);
    return true;
}

void ht_content_columns(const struct ht_recognition *r, struct ht_table *table) {
    for (size_t d = 0; d < sizeof detectors / sizeof *detectors; d++) {
        if (ht_table_column(table, detectors[d].field) >= 0) {
            continue;
        }
        for (size_t i = 0; i < table->column_count; i++) {
            struct ht_column *column = &table->columns[i];
            int certainty = 0;
            bool open = column->field == HT_FIELD_NONE || column->field == HT_FIELD_SECURITY_ID;
            if (open && holds(r, table, column->index, &detectors[d], &certainty)) {
                column->field = detectors[d].field;
                column->how = "content";
                column->certainty = certainty;
                break;
            }
        }
    }
}
