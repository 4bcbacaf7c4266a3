// SPDX-License-Identifier: GPL-3.0-or-later
// inspect as JSON: the head of a file object of check, then columns and problems.
#include "holdtrace/inspect.h"
#include "holdtrace/json.h"
#include "holdtrace/sums.h"
#include "report/json_file.h"

static void write_totals(struct ht_json *json, const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    struct ht_totals totals = portfolio ? ht_portfolio_totals(portfolio, arena) : (struct ht_totals){0};
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
        ht_json_string(json, "header", column->header && *column->header ? column->header : NULL);
        ht_json_string(json, "field", column->field ? ht_field_name(column->field) : NULL);
        ht_json_string(json, "how", column->how);
        ht_json_integer(json, "certainty", column->certainty);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_one(const struct ht_holdings_file *file, const struct ht_portfolio *portfolio,
                      const struct ht_findings *findings, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_json json = ht_json_to(buffer, false);
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.inspect/1");
    ht_json_file_head(&json, file->path, *file->sha256 ? file->sha256 : NULL, portfolio);
    write_totals(&json, portfolio, arena);
    ht_json_origin(&json, &file->origin);
    write_columns(&json, portfolio != NULL && portfolio->sheet != NULL ? portfolio->sheet : &file->sheet);
    ht_json_problems(&json, findings);
    ht_json_end(&json);
    ht_json_finish(&json);
}

void ht_inspect_json(const struct ht_holdings_file *file, struct ht_arena *arena, struct ht_buffer *buffer) {
    for (size_t i = 0; i < file->portfolio_count; i++)
        write_one(file, &file->portfolios[i], &file->portfolios[i].findings, arena, buffer);
    if (file->portfolio_count == 0)
        write_one(file, NULL, &file->findings, arena, buffer);
}
