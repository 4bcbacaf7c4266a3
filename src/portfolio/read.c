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
    struct ht_position *position = &reading->positions[reading->position_count];
    enum ht_row_result result = ht_read_row(reading, row, position);
    struct ht_filling *filling = ht_filling_so_far(reading);
    struct ht_row_counts *rows = &filling->portfolio.rows;
    bool kept = result == HT_ROW_POSITION || result == HT_ROW_AWAITED;
    rows->positions += kept;
    rows->skipped += result == HT_ROW_SKIPPED;
    rows->ignored += result == HT_ROW_IGNORED;
    if (result == HT_ROW_POSITION)
        ht_totals_add(filling, position);
    if (kept)
        reading->owners[reading->position_count++] = filling->index;
}

static void read_rows(struct ht_reading *reading) {
    const struct ht_sheet *sheet = reading->sheet;
    size_t most = 0;
    for (size_t i = 0; i < sheet->table_count; i++)
        most += sheet->tables[i].counted ? sheet->tables[i].end_row - sheet->tables[i].first_row : 0;
    reading->positions = ht_arena_array(reading->arena, most + 1, sizeof *reading->positions);
    reading->owners = ht_arena_array(reading->arena, most + 1, sizeof *reading->owners);
    for (size_t i = 0; i < sheet->table_count; i++) {
        const struct ht_table *table = &sheet->tables[i];
        if (!table->counted)
            continue;
        ht_enter_table(reading, table);
        for (size_t r = table->first_row; r < table->end_row; r++) {
            take_row(reading, &reading->grid->rows[r]);
            ht_large_rest();
        }
    }
}

// Whether the rows of one fund stand behind those of the one before it, in the order in which the funds were met.
static bool stand_together(const struct ht_reading *reading) {
    for (size_t i = 1; i < reading->position_count; i++)
        if (reading->owners[i] < reading->owners[i - 1])
            return false;
    return true;
}

static void sort_out(struct ht_reading *reading) {
    for (size_t i = 0; i < reading->filling_count; i++) {
        struct ht_portfolio *portfolio = &reading->fillings[i]->portfolio;
        portfolio->positions =
            ht_arena_array(reading->arena, portfolio->rows.positions + 1, sizeof *portfolio->positions);
    }
    for (size_t i = 0; i < reading->position_count; i++) {
        struct ht_portfolio *portfolio = &reading->fillings[reading->owners[i]]->portfolio;
        portfolio->positions[portfolio->position_count++] = reading->positions[i];
        ht_large_rest();
    }
}

// Gives each fund its positions, in the order of the file; without a copy where they stand together, as nearly
// always.
static void share_out(struct ht_reading *reading) {
    if (!stand_together(reading)) {
        sort_out(reading);
        return;
    }
    for (size_t i = 0; i < reading->filling_count; i++)
        reading->fillings[i]->portfolio.positions = reading->positions;
    for (size_t i = 0; i < reading->position_count; i++) {
        struct ht_portfolio *portfolio = &reading->fillings[reading->owners[i]]->portfolio;
        if (portfolio->position_count++ == 0)
            portfolio->positions = reading->positions + i;
    }
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
                  const struct ht_read_options *options, struct ht_arena *arena) {
    struct ht_reading reading = {
        .path = file->path, .grid = &part->part->grid, .sheet = &part->sheet, .arena = arena};
    reading.weights_readable = part->sheet.weight_unit != HT_WEIGHT_AUTO;
    start_first(&reading, file, part);
    reading.dated = ht_dates_are_statements(&reading);
    read_rows(&reading);
    share_out(&reading);
    ht_fillings_finish(&reading, options);
    ht_read_aside(&reading);
    part->portfolio_count = reading.filling_count;
    part->portfolios = ht_arena_array(arena, reading.filling_count, sizeof *part->portfolios);
    for (size_t i = 0; i < reading.filling_count; i++)
        part->portfolios[i] = reading.fillings[i]->portfolio;
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
    how.rows = options->keep_rows ? NULL : ht_arena_new();
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
