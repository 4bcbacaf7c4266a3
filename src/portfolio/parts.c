// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The parts of one file, such as the sheets of a workbook: which of them are holdings, and what is one fund. Sheets
 * show the same positions in several ways (by sector, the top ten, totals, last month's), so what is not known to add
 * up is never added.
 */
#include <string.h>

#include "holdtrace/told.h"
#include "portfolio/reading.h"

// Damage and bounds are told of every part: what was not read of it could be holdings. Other damage only of parts
// that are holdings: a text that is no table is full of stray quotes.
static void add_structural(struct ht_findings *to, const struct ht_findings *from) {
    for (size_t i = 0; i < from->count; i++) {
        const struct ht_finding *finding = &from->items[i];
        if (finding->code == HT_CODE_MALFORMED || finding->code == HT_CODE_BOUND) {
            ht_find(to, finding->code, finding->line, "%s", ht_finding_part(finding));
            to->items[to->count - 1].times = finding->times;
        }
    }
}

static bool is_known(const struct ht_part_reading *reading) {
    return reading->sheet.layout != NULL && strcmp(reading->sheet.layout, "generic") != 0;
}

static size_t counted_rows(const struct ht_sheet *sheet) {
    size_t rows = 0;
    for (size_t i = 0; i < sheet->table_count; i++) {
        const struct ht_table *table = &sheet->tables[i];
        rows += table->counted ? table->end_row - table->first_row : 0;
    }
    return rows;
}

static struct ht_part_reading *recognise(const struct ht_parts *parts, const struct ht_read_options *options,
                                         struct ht_arena *arena, const char *path) {
    struct ht_part_reading *readings = ht_arena_array(arena, parts->count, sizeof *readings);
    for (size_t i = 0; i < parts->count; i++) {
        struct ht_part_reading *reading = &readings[i];
        struct ht_findings recognising = ht_findings_in(arena);
        reading->part = &parts->items[i];
        reading->label = reading->part->name != NULL ? ht_arena_format(arena, "the sheet \"%s\"", reading->part->name)
                                                     : ht_arena_format(arena, "part %zu", i + 1);
        reading->findings = ht_findings_in(arena);
        ht_layout_recognise(options->layouts, &reading->part->grid, path, arena, &reading->sheet, &recognising);
        reading->rows = reading->sheet.layout != NULL ? counted_rows(&reading->sheet) : 0;
        if (reading->sheet.layout != NULL)
            ht_findings_add(&reading->findings, &reading->part->findings);
        else
            add_structural(&reading->findings, &reading->part->findings);
        ht_findings_add(&reading->findings, &recognising);
    }
    return readings;
}

// How sure it is that a part read without a layout is holdings, from what its first table has columns of.
static int sureness(const struct ht_part_reading *reading) {
    const struct ht_table *table = &reading->sheet.tables[0];
    bool identified = false, counted = false;
    for (size_t i = 0; i < table->column_count; i++) {
        enum ht_field field = table->columns[i].field;
        identified |=
            field == HT_FIELD_ISIN || field == HT_FIELD_CUSIP || field == HT_FIELD_SEDOL || field == HT_FIELD_FIGI;
        counted |= field == HT_FIELD_VALUE || field == HT_FIELD_WEIGHT;
    }
    return (reading->rows > 0 ? 4 : 0) + (counted ? 2 : 0) + (identified ? 1 : 0);
}

// The part that is surest among those read without a layout; of two that are equally sure the one with more rows.
static struct ht_part_reading *surest(struct ht_part_reading *readings, size_t count) {
    struct ht_part_reading *best = NULL;
    for (size_t i = 0; i < count; i++) {
        struct ht_part_reading *reading = &readings[i];
        if (reading->sheet.layout == NULL)
            continue;
        int more = best != NULL ? sureness(reading) - sureness(best) : 1;
        if (more > 0 || (more == 0 && reading->rows > best->rows))
            best = reading;
    }
    return best;
}

// Chooses what is read; how many parts that is.
static size_t choose(struct ht_part_reading *readings, size_t count) {
    size_t chosen = 0;
    for (size_t i = 0; i < count; i++) {
        // An empty sheet of a known layout says nothing where another one has rows.
        readings[i].chosen = is_known(&readings[i]) && readings[i].rows > 0;
        chosen += readings[i].chosen;
    }
    for (size_t i = 0; i < count && chosen == 0; i++) {
        readings[i].chosen = is_known(&readings[i]);
        chosen += readings[i].chosen;
    }
    struct ht_part_reading *best = chosen == 0 ? surest(readings, count) : NULL;
    if (best != NULL)
        best->chosen = true;
    return best != NULL ? 1 : chosen;
}

// What is not counted and looks like holdings is read beside the rest; what is damaged of the others is told.
static void leave(struct ht_part_reading *readings, size_t count, struct ht_findings *findings) {
    for (size_t i = 0; i < count; i++) {
        struct ht_part_reading *reading = &readings[i];
        reading->beside = !reading->chosen && reading->rows > 0 && !is_known(reading);
        if (!reading->chosen)
            add_structural(findings, &reading->findings);
    }
}

// Why nothing was read: what is wrong with the one part, or with the first that a reason is known for.
static void tell_none(const struct ht_part_reading *readings, size_t count, struct ht_findings *findings) {
    for (size_t i = 0; i < count; i++) {
        const struct ht_findings *why = &readings[i].findings;
        bool reason = why->count > 0 && why->items[0].code != HT_CODE_UNKNOWN_LAYOUT;
        if (count == 1 || reason) {
            ht_findings_add(findings, why);
            return;
        }
    }
    if (count > 0) {
        ht_find(findings, HT_CODE_UNKNOWN_LAYOUT, 0,
                "in none of the %zu parts of the file could a row be recognised as the header of holdings; the file "
                "was not read",
                count);
    } else if (findings->count == 0) {
        ht_find(findings, HT_CODE_EMPTY_FILE, 0, "there is nothing in this file that could be read");
    }
}

// Says in each finding that has a line on which sheet that line is.
static void name_sheet(struct ht_part_reading *reading, struct ht_arena *arena) {
    for (size_t i = 0; i < reading->portfolio_count; i++) {
        struct ht_findings *findings = &reading->portfolios[i].findings;
        for (size_t k = 0; k < findings->count; k++) {
            struct ht_finding *finding = &findings->items[k];
            if (finding->line <= 0 || reading->part->name == NULL)
                continue;
            struct ht_told told = ht_told_of(
                arena, ht_arena_format(arena, "sheet \"%s\": %s", reading->part->name, ht_finding_part(finding)));
            finding->message = told.text;
            finding->marked = told.marked;
        }
    }
}

static bool same_date(struct ht_date a, struct ht_date b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

// Whether both portfolios are said to be of one fund on one day.
static bool same_fund(const struct ht_portfolio *a, const struct ht_portfolio *b) {
    return (a->fund.name != NULL || a->fund.id != NULL) && ht_text_equal(a->fund.name, b->fund.name) &&
           ht_text_equal(a->fund.id, b->fund.id) && ht_text_equal(a->fund.investor, b->fund.investor) &&
           same_date(a->holdings_date, b->holdings_date);
}

static bool holds(const struct ht_findings *findings, const struct ht_finding *finding) {
    for (size_t i = 0; i < findings->count; i++) {
        const struct ht_finding *other = &findings->items[i];
        if (other->code == finding->code && other->line == finding->line &&
            strcmp(other->message, finding->message) == 0)
            return true;
    }
    return false;
}

static void join(struct ht_position **to, size_t *count, const struct ht_position *from, size_t more,
                 struct ht_arena *arena) {
    struct ht_position *positions = ht_arena_array(arena, *count + more + 1, sizeof *positions);
    for (size_t i = 0; i < *count; i++)
        positions[i] = (*to)[i];
    for (size_t i = 0; i < more; i++)
        positions[*count + i] = from[i];
    *to = positions;
    *count += more;
}

static void append(struct ht_portfolio *to, const struct ht_portfolio *from, struct ht_arena *arena) {
    join(&to->positions, &to->position_count, from->positions, from->position_count, arena);
    join(&to->looked_through, &to->looked_through_count, from->looked_through, from->looked_through_count, arena);
    to->rows.read += from->rows.read;
    to->rows.positions += from->rows.positions;
    to->rows.skipped += from->rows.skipped;
    to->rows.ignored += from->rows.ignored;
    for (size_t i = 0; i < from->findings.count; i++) {
        const struct ht_finding *finding = &from->findings.items[i];
        if (!holds(&to->findings, finding)) { // what is said of the fund is said once
            ht_find(&to->findings, finding->code, finding->line, "%s", ht_finding_part(finding));
            to->findings.items[to->findings.count - 1].times = finding->times;
        }
    }
}

void ht_portfolio_set_aside(struct ht_portfolio *to, const struct ht_part_reading *reading,
                            const struct ht_position *positions, size_t count, struct ht_arena *arena) {
    long header_line = reading->part->grid.rows[reading->sheet.tables[0].header_row].line;
    size_t first = to->looked_through_count;
    join(&to->looked_through, &to->looked_through_count, positions, count, arena);
    for (size_t i = first; i < to->looked_through_count; i++) {
        struct ht_position *position = &to->looked_through[i];
        position->table_line = position->table_line > 0 ? position->table_line : header_line;
    }
}

void ht_portfolio_keep_apart(struct ht_portfolio *to, const struct ht_position *positions, size_t count,
                             struct ht_arena *arena) {
    join(&to->looked_through, &to->looked_through_count, positions, count, arena);
}

// FROM is a sheet that looks through the one of TO or repeats it.
static void put_aside(struct ht_portfolio *to, const struct ht_part_reading *reading, const struct ht_portfolio *from,
                      struct ht_arena *arena) {
    ht_portfolio_set_aside(to, reading, from->positions, from->position_count, arena);
    ht_find(&to->findings, HT_CODE_REPEATED_TABLE, 0,
            "%s is of the same fund and its weights are whole by themselves; its %zu positions are not"
            " counted",
            reading->label, from->position_count);
}

// Adds PORTFOLIO of another part to FILE: to the fund that it belongs to, else on its own. The first EARLIER ones of
// FILE are those of the parts before; those of the same part are different funds.
static void add_portfolio(struct ht_holdings_file *file, size_t earlier, const struct ht_part_reading *reading,
                          const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    for (size_t i = 0; i < earlier; i++) {
        struct ht_portfolio *before = &file->portfolios[i];
        if (before->sheet == portfolio->sheet || !same_fund(before, portfolio))
            continue;
        if (ht_portfolio_whole(before) && ht_portfolio_whole(portfolio))
            put_aside(before, reading, portfolio, arena);
        else
            append(before, portfolio, arena);
        return;
    }
    file->portfolios[file->portfolio_count++] = *portfolio;
}

static void gather(struct ht_part_reading *readings, size_t count, struct ht_arena *arena,
                   struct ht_holdings_file *file) {
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most += readings[i].portfolio_count;
    file->portfolios = ht_arena_array(arena, most + 1, sizeof *file->portfolios);
    for (size_t i = 0; i < count; i++) {
        size_t earlier = file->portfolio_count;
        for (size_t k = 0; readings[i].chosen && k < readings[i].portfolio_count; k++)
            add_portfolio(file, earlier, &readings[i], &readings[i].portfolios[k], arena);
    }
    for (size_t i = 0; i < count; i++)
        if (readings[i].united)
            append(&file->portfolios[0], &readings[i].portfolios[0], arena);
        else if (readings[i].beside)
            ht_parts_add_beside(&file->portfolios[0], &readings[i], arena);
        else if (readings[i].sheet.layout == NULL)
            ht_parts_add_stray(&file->portfolios[0], &readings[i], arena);
    file->is_holdings = true;
}

// Nobody means a hidden sheet to be read; a company in it must not go unseen.
static void add_hidden(struct ht_portfolio *to, const struct ht_part *part, struct ht_arena *arena) {
    const struct ht_part_reading reading = {.part = part,
                                            .label = ht_arena_format(arena, "the hidden sheet \"%s\"", part->name)};
    ht_parts_add_stray(to, &reading, arena);
}

// What the reader and the choice of parts found stands before what each part did.
static void give_to_first(struct ht_part_reading *reading, struct ht_holdings_file *file, struct ht_arena *arena) {
    struct ht_findings own = reading->findings;
    reading->findings = file->findings;
    file->findings = ht_findings_in(arena);
    ht_findings_add(&reading->findings, &own);
}

void ht_parts_read(const struct ht_parts *parts, const struct ht_read_options *options, struct ht_arena *arena,
                   struct ht_holdings_file *file) {
    struct ht_part_reading *readings = recognise(parts, options, arena, file->path);
    size_t chosen = choose(readings, parts->count);
    bool first = true, later = options->later && parts->count == 1 && parts->hidden_count == 0;
    if (chosen == 0) {
        tell_none(readings, parts->count, &file->findings);
        // What was seen of its columns, for inspect and the draft of a layout.
        file->sheet = parts->count > 0 ? readings[0].sheet : file->sheet;
        return;
    }
    if (chosen > 1)
        ht_parts_leave_repeats(readings, parts->count, arena, &file->findings);
    leave(readings, parts->count, &file->findings);
    for (size_t i = 0; i < parts->count; i++) {
        struct ht_part_reading *reading = &readings[i];
        if (!reading->chosen && !reading->beside)
            continue;
        if (first && reading->chosen) {
            file->sheet = reading->sheet;
            give_to_first(reading, file, arena);
            first = false;
        }
        ht_part_read(reading, file, options, later, arena);
        if (parts->count > 1)
            name_sheet(reading, arena);
    }
    ht_parts_place(readings, parts->count, arena);
    gather(readings, parts->count, arena, file);
    file->reading = parts->count == 1 ? readings[0].reading : NULL;
    for (size_t i = 0; i < parts->hidden_count; i++)
        add_hidden(&file->portfolios[0], &parts->hidden[i], arena);
}
