// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A holdings file to portfolios: the stages of ingest called in order, then row by row to positions.
 */
#include <string.h>

#include "holdtrace/large.h"
#include "holdtrace/reader.h"
#include "portfolio/reading.h"

// What a file is that holds no delimited text, as a finding.
static enum ht_code code_of(enum ht_content content) {
    switch (content) {
    case HT_CONTENT_EMPTY:
        return HT_CODE_EMPTY_FILE;
    case HT_CONTENT_XML:
    case HT_CONTENT_JSON:
    case HT_CONTENT_XLSX:
    case HT_CONTENT_XLSB:
    case HT_CONTENT_ODS:
    case HT_CONTENT_XLS:
    case HT_CONTENT_ENCRYPTED:
    case HT_CONTENT_ZIP:
    case HT_CONTENT_OLE:
    case HT_CONTENT_COMPRESSED:
    case HT_CONTENT_TAR:
    case HT_CONTENT_ARCHIVE:
        return HT_CODE_UNSUPPORTED;
    default:
        return HT_CODE_NOT_HOLDINGS;
    }
}

static void report_content(enum ht_content content, struct ht_findings *findings) {
    enum ht_code code = code_of(content);
    const char *what = ht_content_describe(content);
    if (code == HT_CODE_EMPTY_FILE)
        ht_find(findings, code, 0, "this is %s", what);
    else if (code == HT_CODE_UNSUPPORTED)
        ht_find(findings, code, 0, "this is %s, which this version does not read", what);
    else
        ht_find(findings, code, 0, "this is %s, not a holdings file", what);
}

void ht_enter_table(struct ht_reading *reading, const struct ht_table *table) {
    reading->table = table;
    for (size_t i = 0; i < HT_FIELD_COUNT; i++) {
        reading->at[i] = -1;
        reading->shifts[i] = 0;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        const struct ht_column *column = &table->columns[i];
        if (reading->at[column->field] < 0) {
            reading->at[column->field] = (long)column->index;
            reading->marks[column->field] = column->mark;
            reading->shifts[column->field] = column->shift;
        }
    }
}

static void take_row(struct ht_reading *reading, const struct ht_row *row) {
    struct ht_filling *filling = reading->filling;
    struct ht_portfolio *portfolio = &filling->portfolio;
    struct ht_position *position = &portfolio->positions[portfolio->position_count];
    enum ht_row_result result = ht_read_row(reading, row, position);
    bool kept = result == HT_ROW_POSITION || result == HT_ROW_AWAITED;
    portfolio->rows.positions += kept;
    portfolio->position_count += kept;
    portfolio->rows.skipped += result == HT_ROW_SKIPPED;
    portfolio->rows.ignored += result == HT_ROW_IGNORED;
    if (result == HT_ROW_POSITION)
        ht_totals_add(filling, position);
}

// The rows that FILLING was given, in the order of the file.
static void read_rows(struct ht_reading *reading, struct ht_filling *filling) {
    const struct ht_table *table = reading->sheet->tables;
    reading->filling = filling;
    filling->portfolio.positions =
        ht_arena_array(reading->arena, filling->row_count + 1, sizeof *filling->portfolio.positions);
    for (size_t i = 0, r = filling->first_row; i < filling->row_count; i++, r = reading->next_row[r]) {
        while (!table->counted || r >= table->end_row)
            table++;
        if (reading->table != table)
            ht_enter_table(reading, table);
        take_row(reading, &reading->grid->rows[r]);
        ht_large_rest();
    }
    // What is said of a fund as a whole goes by the columns of the last table of the file.
    if (reading->last_counted != NULL && reading->table != reading->last_counted)
        ht_enter_table(reading, reading->last_counted);
}

bool ht_first_filled(struct ht_reading *reading) {
    if (reading->first_filled)
        return true;
    struct ht_filling first = *reading->fillings[0], *at = reading->filling;
    const struct ht_table *table = reading->table;
    struct ht_arena *usual = reading->arena;
    reading->arena = ht_arena_new();
    first.portfolio.findings = ht_findings_in(reading->arena);
    read_rows(reading, &first);
    ht_arena_free(reading->arena);
    reading->arena = usual;
    reading->filling = at;
    ht_enter_table(reading, table);
    reading->first_filled = first.portfolio.rows.positions > 0;
    return reading->first_filled;
}

void ht_part_read_fund(struct ht_reading *reading, size_t index, struct ht_arena *arena, struct ht_portfolio *out) {
    const struct ht_filling *named = reading->fillings[index]; // is read as often as it is asked for
    struct ht_filling filling = *named;
    struct ht_arena *usual = reading->arena;
    struct ht_portfolio *portfolio = &filling.portfolio;
    reading->arena = arena;
    portfolio->findings = ht_findings_in(arena);
    ht_findings_add(&portfolio->findings, &named->portfolio.findings);
    read_rows(reading, &filling);
    ht_filling_finish(reading, &filling);
    ht_portfolio_keep_apart(portfolio, named->aside, named->aside_count, arena);
    if (index == 0)
        ht_tell_aside(reading, portfolio);
    *out = *portfolio;
    reading->arena = usual;
    reading->filling = NULL;
}

static void start_first(struct ht_reading *reading, const struct ht_holdings_file *file,
                        const struct ht_part_reading *part) {
    const struct ht_portfolio like = {
        .path = file->path, .layout = part->sheet.layout, .part = part->part->name, .sheet = &part->sheet};
    struct ht_filling *first = ht_filling_add(reading, &like);
    struct ht_portfolio *portfolio = &first->portfolio;
    portfolio->encoding = file->encoding;
    memcpy(portfolio->sha256, file->sha256, sizeof portfolio->sha256);
    portfolio->origin = file->origin;
    portfolio->fund.name = part->sheet.fund_name;
    portfolio->fund.id = part->sheet.fund_id;
    portfolio->rows.ignored = part->sheet.ignored_rows;
    portfolio->rows.skipped = reading->grid->dropped;
    for (size_t i = 0; i < part->findings.count; i++) {
        const struct ht_finding *finding = &part->findings.items[i];
        ht_report(first, finding->code, finding->line, "%s", ht_finding_part(finding));
    }
}

void ht_part_read(struct ht_part_reading *part, const struct ht_holdings_file *file,
                  const struct ht_read_options *options, bool later, struct ht_arena *arena) {
    struct ht_reading *reading = ht_arena_alloc(arena, sizeof *reading);
    *reading = (struct ht_reading){
        .path = file->path, .grid = &part->part->grid, .sheet = &part->sheet, .options = options, .arena = arena};
    reading->weights_readable = part->sheet.weight_unit != HT_WEIGHT_AUTO;
    start_first(reading, file, part);
    reading->dated = ht_dates_are_statements(reading);
    ht_rows_share_out(reading);
    ht_read_aside(reading);
    part->portfolio_count = reading->filling_count;
    part->portfolios = ht_arena_array(arena, reading->filling_count, sizeof *part->portfolios);
    for (size_t i = 0; i < reading->filling_count; i++)
        if (later) {
            part->portfolios[i] = reading->fillings[i]->portfolio;
            part->portfolios[i].rows.read = reading->fillings[i]->row_count;
        } else {
            ht_part_read_fund(reading, i, arena, &part->portfolios[i]);
        }
    part->reading = later ? reading : NULL;
}

void ht_portfolio_read(const struct ht_holdings_file *file, size_t index, struct ht_arena *arena,
                       struct ht_portfolio *out) {
    if (file->reading != NULL)
        ht_part_read_fund(file->reading, index, arena, out);
    else
        *out = file->portfolios[index];
}

static void forget_rows(struct ht_parts *parts) {
    for (size_t i = 0; i < parts->count; i++) {
        parts->items[i].grid.rows = NULL;
        parts->items[i].grid.count = 0;
    }
    for (size_t i = 0; i < parts->hidden_count; i++) {
        parts->hidden[i].grid.rows = NULL;
        parts->hidden[i].grid.count = 0;
    }
}

enum ht_status ht_read_source(const struct ht_source *source, const struct ht_read_options *options,
                              struct ht_arena *arena, struct ht_holdings_file *file, struct ht_error *err) {
    const struct ht_reader *reader = ht_reader_of(source);
    struct ht_reader_options how = {.encoding = options->encoding, .holdings_date = options->holdings_date};
    struct ht_parts parts = {0};
    if (reader == NULL) {
        report_content(source->content, &file->findings);
        return HT_OK;
    }
    how.rows = options->keep_rows || options->later ? NULL : ht_arena_new();
    enum ht_status status = reader->read(source, &how, arena, &parts, &file->findings, err);
    file->encoding = parts.encoding;
    if (status == HT_OK)
        ht_parts_read(&parts, options, arena, file);
    if (how.rows != NULL) {
        forget_rows(&parts);
        ht_arena_free(how.rows);
    }
    return status;
}
