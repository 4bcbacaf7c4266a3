// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The name of a row. In most exports it is one column; in some the asset class says which: a deposit is named by its
 * bank, an asset under a mandate by its manager.
 */
#include "portfolio/reading.h"

static bool begins(struct ht_slice cell, const char *with) {
    return with[0] == '\0' || (cell.len > 0 && ht_text_starts(cell.data, with));
}

static const char *text_at(const struct ht_reading *reading, const struct ht_row *row, long column) {
    struct ht_slice cell = ht_row_cell(row, (size_t)column);
    return ht_cell_is_dash(cell) ? NULL : ht_arena_copy(reading->arena, cell.data, cell.len);
}

static const char *name_by_rule(const struct ht_reading *reading, const struct ht_row *row,
                                const struct ht_name_rule *rule, size_t *raw_length) {
    for (size_t i = 0; i < sizeof rule->columns / sizeof *rule->columns && rule->columns[i] >= 0; i++) {
        const char *name = text_at(reading, row, rule->columns[i]);
        if (name != NULL) {
            *raw_length = ht_utf8_length(row->cells[rule->columns[i]].data);
            return name;
        }
    }
    return NULL;
}

const char *ht_read_name(const struct ht_reading *reading, const struct ht_row *row, size_t *raw_length) {
    const struct ht_table *table = reading->table;
    struct ht_slice asset_class = ht_cell(reading, row, HT_FIELD_ASSET_CLASS);
    struct ht_slice management = ht_cell(reading, row, HT_FIELD_MANAGEMENT);
    for (size_t i = 0; i < table->name_rule_count; i++) {
        const struct ht_name_rule *rule = &table->name_rules[i];
        if (begins(asset_class, rule->asset_class) && begins(management, rule->management))
            return name_by_rule(reading, row, rule, raw_length);
    }
    const char *name = ht_cell_text(reading, row, HT_FIELD_NAME);
    long column = reading->at[HT_FIELD_NAME];
    if (name != NULL && (size_t)column < row->width)
        *raw_length = ht_utf8_length(row->cells[column].data);
    return name;
}
