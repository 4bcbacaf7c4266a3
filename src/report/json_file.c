// SPDX-License-Identifier: GPL-3.0-or-later
// A file as JSON.
#include "report/json_file.h"

// PORTFOLIO is NULL for a file that could not be read: then every fact is null.
static void write_fund(struct ht_json *json, const struct ht_portfolio *portfolio) {
    const struct ht_fund none = {0};
    const struct ht_fund *fund = portfolio ? &portfolio->fund : &none;
    ht_json_object(json, "fund");
    ht_json_string(json, "name", fund->name);
    ht_json_string(json, "id", fund->id);
    ht_json_string(json, "currency", fund->currency);
    ht_json_amount(json, "net_assets", fund->net_assets);
    ht_json_end(json);
    ht_json_object(json, "rows");
    static const char *const NAMES[] = {"read", "positions", "skipped", "ignored"};
    const struct ht_row_counts none_read = {0};
    const struct ht_row_counts *rows = portfolio ? &portfolio->rows : &none_read;
    const size_t counts[] = {rows->read, rows->positions, rows->skipped, rows->ignored};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (portfolio)
            ht_json_count(json, NAMES[i], counts[i]);
        else
            ht_json_null(json, NAMES[i]);
    ht_json_end(json);
}

void ht_json_file_head(struct ht_json *json, const char *path, const char *sha256,
                       const struct ht_portfolio *portfolio) {
    ht_json_string(json, "path", path);
    ht_json_string(json, "sha256", sha256);
    ht_json_string(json, "layout", portfolio ? portfolio->layout : NULL);
    ht_json_string(json, "encoding", portfolio ? portfolio->encoding : NULL);
    ht_json_date(json, "holdings_date", portfolio ? portfolio->holdings_date : (struct ht_date){0});
    write_fund(json, portfolio);
}

void ht_json_origin(struct ht_json *json, const struct ht_origin *origin) {
    if (!origin->path) {
        ht_json_null(json, "container");
        return;
    }
    ht_json_object(json, "container");
    ht_json_string(json, "path", origin->path);
    ht_json_string(json, "sha256", origin->sha256);
    ht_json_end(json);
}

void ht_json_problems(struct ht_json *json, const struct ht_findings *findings) {
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
