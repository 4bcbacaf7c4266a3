// SPDX-License-Identifier: GPL-3.0-or-later
// inspect for a reader.
#include "holdtrace/arena.h"
#include "holdtrace/inspect.h"
#include "holdtrace/sums.h"

static const char *or_dash(const char *text) {
    return ht_text_empty(text) ? "-" : text;
}

// Adds TEXT and blanks up to WIDTH columns; a longer text is never cut.
static void add_padded(struct ht_buffer *buffer, struct ht_arena *arena, const char *text, size_t width) {
    const char *shown = ht_text_harmless(arena, text);
    ht_buffer_string(buffer, shown);
    for (size_t columns = ht_text_columns(shown); columns < width; columns++)
        ht_buffer_char(buffer, ' ');
}

static void add_fact(struct ht_buffer *buffer, struct ht_arena *arena, const char *label, const char *text) {
    ht_buffer_format(buffer, "  %-15s ", label);
    ht_buffer_string(buffer, ht_text_harmless(arena, or_dash(text)));
    ht_buffer_char(buffer, '\n');
}

static const char *amount_text(struct ht_arena *arena, struct ht_amount amount) {
    char text[HT_DECIMAL_TEXT];
    return amount.known ? ht_arena_string(arena, ht_decimal_text_grouped(amount.number, text)) : "not stated";
}

static void add_columns(struct ht_buffer *buffer, struct ht_arena *arena, const struct ht_sheet *sheet) {
    for (size_t t = 0; t < sheet->table_count; t++) {
        const struct ht_table *table = &sheet->tables[t];
        size_t width = 6;
        for (size_t i = 0; i < table->column_count; i++) {
            size_t columns = ht_text_columns(table->columns[i].header);
            width = columns > width ? columns : width;
        }
        ht_buffer_format(buffer, "  table %zu: %zu data rows%s\n", t + 1, table->end_row - table->first_row,
                         table->counted ? "" : ", not counted: it repeats or looks through another");
        ht_buffer_format(buffer, "    %-3s ", "no");
        add_padded(buffer, arena, "header", width);
        ht_buffer_format(buffer, "  %-16s %-8s certainty\n", "meaning", "how");
        for (size_t i = 0; i < table->column_count; i++) {
            const struct ht_column *column = &table->columns[i];
            ht_buffer_format(buffer, "    %-3zu ", column->index);
            add_padded(buffer, arena, or_dash(column->header), width);
            ht_buffer_format(buffer, "  %-16s %-8s %d\n", column->field ? ht_field_name(column->field) : "-",
                             column->how, column->certainty);
        }
    }
}

static void add_totals(struct ht_buffer *buffer, struct ht_arena *arena, const struct ht_portfolio *portfolio) {
    struct ht_totals totals = ht_portfolio_totals(portfolio, arena);
    for (size_t i = 0; i < totals.count; i++) {
        const struct ht_total *total = &totals.items[i];
        ht_buffer_format(buffer, "  total in %-6s  %zu positions, long %s, short %s, net %s\n",
                         total->currency ? total->currency : "?", total->positions,
                         amount_text(arena, total->long_value), amount_text(arena, total->short_value),
                         amount_text(arena, total->net));
    }
    if (totals.weight_file_sum_pct.known)
        add_fact(buffer, arena, "weights sum to",
                 ht_arena_format(arena, "%s %%", amount_text(arena, totals.weight_file_sum_pct)));
}

static void add_problems(struct ht_buffer *buffer, struct ht_arena *arena, const struct ht_findings *findings) {
    if (findings->count)
        ht_buffer_string(buffer, "  problems\n");
    for (size_t i = 0; i < findings->count; i++) {
        const struct ht_finding *finding = &findings->items[i];
        const char *place = finding->line ? ht_arena_format(arena, "line %ld", finding->line) : "file";
        ht_buffer_format(buffer, "    %-10s %-8s %s: ", place, ht_severity_name(finding->severity),
                         ht_code_name(finding->code));
        ht_buffer_string(buffer, ht_text_harmless(arena, finding->message));
        ht_buffer_char(buffer, '\n');
    }
}

static void add_portfolio(struct ht_buffer *buffer, struct ht_arena *arena, const struct ht_portfolio *portfolio) {
    char date[HT_DATE_TEXT];
    const struct ht_row_counts *rows = &portfolio->rows;
    add_fact(buffer, arena, "fund", portfolio->fund.name ? portfolio->fund.name : portfolio->fund.id);
    ht_date_text(portfolio->holdings_date, date);
    add_fact(buffer, arena, "holdings date",
             ht_date_known(portfolio->holdings_date)
                 ? ht_arena_format(arena, "%s (%s)", date, or_dash(portfolio->holdings_date_basis))
                 : NULL);
    add_fact(buffer, arena, "currency", portfolio->fund.currency);
    add_fact(buffer, arena, "net assets", amount_text(arena, portfolio->fund.net_assets));
    ht_buffer_format(buffer, "  %-15s %zu read: %zu positions, %zu skipped, %zu ignored\n", "rows", rows->read,
                     rows->positions, rows->skipped, rows->ignored);
    add_totals(buffer, arena, portfolio);
    add_problems(buffer, arena, &portfolio->findings);
}

// What was recognised of a part; once for all funds in it.
static void add_sheet(struct ht_buffer *buffer, struct ht_arena *arena, const struct ht_holdings_file *file,
                      const char *part, const struct ht_sheet *sheet) {
    if (part != NULL)
        add_fact(buffer, arena, "part", part);
    add_fact(buffer, arena, "layout", sheet->layout);
    add_fact(buffer, arena, "encoding", file->encoding);
    add_columns(buffer, arena, sheet);
}

void ht_inspect_text(const struct ht_holdings_file *file, struct ht_arena *arena, struct ht_buffer *buffer) {
    ht_buffer_format(buffer, "%s\n", ht_text_harmless(arena, file->path));
    add_fact(buffer, arena, "sha256", file->sha256);
    if (file->origin.path)
        add_fact(buffer, arena, "unpacked from",
                 ht_arena_format(arena, "%s, sha256 %s", file->origin.path, file->origin.sha256));
    if (file->portfolio_count == 0)
        add_sheet(buffer, arena, file, NULL, &file->sheet);
    for (size_t i = 0; i < file->portfolio_count; i++) {
        const struct ht_portfolio *portfolio = &file->portfolios[i];
        if (i == 0 || portfolio->sheet != file->portfolios[i - 1].sheet)
            add_sheet(buffer, arena, file, portfolio->part, portfolio->sheet);
        add_portfolio(buffer, arena, portfolio);
    }
    if (file->portfolio_count == 0)
        add_problems(buffer, arena, &file->findings);
    ht_buffer_char(buffer, '\n');
}
