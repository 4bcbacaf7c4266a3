// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Sheets that are hidden, or in which no header was found, and that hold identifiers of securities all the same, such
 * as further pages of a table whose header is printed once. What their columns are is not known: each row is kept
 * apart from what is counted, with its identifier alone, so that no company in them goes unseen.
 */
#include "holdtrace/identifiers.h"
#include "portfolio/reading.h"

// The first identifier of KIND in ROW, or NULL.
static const char *identifier_in(const struct ht_row *row, enum ht_id_kind kind, struct ht_arena *arena) {
    char normal[HT_ID_TEXT];
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        if (cell.len > 0 && ht_id_parse(kind, cell.data, cell.len, normal))
            return ht_arena_string(arena, normal);
    }
    return NULL;
}

void ht_parts_add_stray(struct ht_portfolio *to, const struct ht_part_reading *reading, struct ht_arena *arena) {
    const struct ht_grid *grid = &reading->part->grid;
    struct ht_position *positions = ht_arena_array(arena, grid->count + 1, sizeof *positions);
    size_t count = 0;
    for (size_t i = 0; i < grid->count; i++) {
        struct ht_position position = {.line = grid->rows[i].line, .kind = HT_KIND_UNKNOWN};
        position.isin = identifier_in(&grid->rows[i], HT_ID_ISIN, arena);
        position.lei = identifier_in(&grid->rows[i], HT_ID_LEI, arena);
        position.table_line = grid->rows[0].line;
        position.table_part = reading->part->name != NULL ? reading->part->name : reading->label;
        if (position.isin != NULL || position.lei != NULL)
            positions[count++] = position;
    }
    if (count == 0)
        return;
    ht_portfolio_keep_apart(to, positions, count, arena);
    ht_find(&to->findings, HT_CODE_UNCOUNTED_SHEET, 0,
            "%s is not read as a table and holds identifiers of securities in %zu rows; they are not counted, but "
            "companies that only they name are possible",
            reading->label, count);
}
