// SPDX-License-Identifier: GPL-3.0-or-later
// inspect as JSON: the head of a file object of check, then columns and problems.
#include "holdtrace/inspect.h"
#include "holdtrace/json.h"
#include "holdtrace/sums.h"

static void write_fund(struct ht_json *json, const struct ht_fund *fund) {
    ht_json_object(json, "fund");
    ht_json_string(json, "name", fund->name);
    ht_json_string(json, "id", fund->id);
    ht_json_string(json, "currency", fund->currency);
    ht_json_amount(json, "net_assets", fund->net_assets);
    ht_json_end(json);
}

static void write_rows(struct ht_json *json, const struct ht_row_counts *rows) {
    ht_json_object(json, "rows");
    ht_json_count(json, "read", rows->read);
    ht_json_count(json, "positions", rows->positions);
    ht_json_count(json, "skipped", rows->skipped);
    ht_json_count(json, "ignored", rows->ignored);
    ht_json_end(json);
}

static void write_totals(struct ht_json *json, const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    struct ht_totals totals = ht_portfolio_totals(portfolio, arena);
    ht_json_array(json, "totals");
    for (size_t i = 0; i < totals.count; i++) {
        const struct ht_total *total = &totals.items[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "currency", total->currency);
        ht_json_amount(json, "long", total->long_value);
        ht_json_amount(json, "short", total->short_value);
        ht_json_amount(json, "net", total->net);
        ht_json_amount(json, "weight_file_sum_pct", totals.weight_file_sum_pct);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_columns(struct ht_json *json, const struct ht_sheet *sheet) {
    ht_json_array(json, "columns");
    const struct ht_table *table = sheet->table_count ? &sheet->tables[0] : NULL;
    for (size_t i = 0; table && i < table->column_count; i++) {
        const struct ht_column *column = &table->columns[i];
        ht_json_object(json, NULL);
        ht_json_count(json, "index", column->index);
        ht_json_string(json, "header", column->header);
        ht_json_string(json, "field", column->field ? ht_field_name(column->field) : NULL);
        ht_json_string(json, "how", column->how);
        ht_json_integer(json, "certainty", column->certainty);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_problems(struct ht_json *json, const struct ht_findings *findings) {
    ht_json_array(json, "problems");
    for (size_t i = 0; i < findings->count; i++) {
        const struct ht_finding *finding = &findings->items[i];
        ht_json_object(json, NULL);
        if (finding->line > 0)
            ht_json_integer(json, "line", finding->line);
        else
            ht_json_null(json, "line");
        ht_json_string(json, "severity", ht_severity_name(finding->severity));
        ht_json_string(json, "code", ht_code_name(finding->code));
        ht_json_string(json, "message", finding->message);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_one(const struct ht_holdings_file *file, const struct ht_portfolio *portfolio,
                      const struct ht_findings *findings, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_json json = ht_json_to(buffer, false);
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.inspect/1");
    ht_json_string(&json, "path", file->path);
    ht_json_string(&json, "sha256", *file->sha256 ? file->sha256 : NULL);
    ht_json_string(&json, "layout", portfolio->layout);
    ht_json_string(&json, "encoding", file->encoding);
    ht_json_date(&json, "holdings_date", portfolio->holdings_date);
    write_fund(&json, &portfolio->fund);
    write_rows(&json, &portfolio->rows);
    write_totals(&json, portfolio, arena);
    write_columns(&json, portfolio->sheet != NULL ? portfolio->sheet : &file->sheet);
    write_problems(&json, findings);
    ht_json_end(&json);
    ht_json_finish(&json);
}

void ht_inspect_json(const struct ht_holdings_file *file, struct ht_arena *arena, struct ht_buffer *buffer) {
    static const struct ht_portfolio NOTHING;
    for (size_t i = 0; i < file->portfolio_count; i++)
        write_one(file, &file->portfolios[i], &file->portfolios[i].findings, arena, buffer);
    if (file->portfolio_count == 0)
        write_one(file, &NOTHING, &file->findings, arena, buffer);
}
