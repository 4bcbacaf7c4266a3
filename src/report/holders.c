// SPDX-License-Identifier: GPL-3.0-or-later
// Who holds a company, or what it owns.
#include "holdtrace/holders.h"

#include "holdtrace/cited.h"
#include "report/paper.h"
#include "report/wording.h"

const char *ht_holding_name(enum ht_holding holding) {
    static const char *const NAMES[] = {"itself", "owned", "possible"};
    return NAMES[holding];
}

// --- text

static void add_holder(struct ht_paper *paper, const struct ht_holder *holder) {
    struct ht_arena *arena = paper->arena;
    const struct ht_kept_scan *scan = holder->scan;
    ht_paper_format(paper, 2, 4, HT_BOLD, "%s: %s, %s", ht_kept_fund_name(scan),
                    ht_word_percent(arena, holder->weight_pct),
                    ht_word_money(arena, holder->value, holder->currency));
    ht_paper_format(paper, 4, 6, HT_PLAIN, "holdings of %s, screen %s as of %s, %s",
                    ht_word_date(arena, scan->holdings_date), scan->screen, ht_word_date(arena, scan->as_of),
                    scan->path);
    for (size_t i = 0; i < holder->row_count; i++) {
        const struct ht_kept_position *row = holder->rows[i].position;
        const char *whose =
            holder->rows[i].holding == HT_HOLDING_OWNED
                ? ht_arena_format(arena, "of %s (%s), which it owns or controls", row->issuer_name, row->issuer)
            : holder->rows[i].holding == HT_HOLDING_POSSIBLE ? "possibly of it, waiting for a decision; in no sum"
                                                             : "of the company itself";
        ht_paper_format(paper, 6, 8, HT_PLAIN, "line %ld, %s: %s; %s, %s", (long)row->line,
                        row->name ? row->name : row->key, whose, ht_word_percent(arena, row->weight_pct),
                        ht_word_money(arena, row->value, row->currency));
    }
}

static void add_reported(struct ht_paper *paper, const struct ht_holders *holders) {
    struct ht_arena *arena = paper->arena;
    if (holders->reported.count == 0)
        return;
    ht_paper_format(paper, 0, 2, HT_BOLD, "Reported by others (history, and no ownership): %s",
                    ht_word_number(arena, (int64_t)holders->reported.count));
    for (size_t i = 0; i < holders->reported.count; i++) {
        const struct ht_reported_holding *row = &holders->reported.items[i];
        ht_paper_format(paper, 2, 4, HT_PLAIN, "%s held %s, as of %s: %s%s%s (source %s)%s%s",
                        ht_word_entity(arena, row->holder), ht_word_entity(arena, row->entity),
                        ht_word_date(arena, row->as_of), ht_word_money(arena, row->value, row->currency),
                        row->shares.known ? ", shares " : "",
                        row->shares.known ? ht_word_grouped(arena, row->shares.number) : "",
                        ht_word_sources(arena, row->source), row->note ? "; " : "", row->note ? row->note : "");
    }
}

void ht_holders_text(const struct ht_holders *holders, size_t width, bool colour, struct ht_arena *arena,
                     struct ht_buffer *buffer) {
    struct ht_paper paper = {.buffer = buffer, .arena = arena, .width = width ? width : 100, .colour = colour};
    ht_paper_reading(&paper);
    ht_paper_format(&paper, 0, 2, HT_BOLD,
                    "%s or what it owns is held, or possibly held, by %s of %s in the store%s%s",
                    ht_word_entity(arena, holders->entity), ht_word_number(arena, (int64_t)holders->count),
                    ht_word_count(arena, holders->funds, "fund"),
                    ht_date_known(holders->day) ? ", by their last scan of holdings up to " : ", by their last scan",
                    ht_date_known(holders->day) ? ht_word_date(arena, holders->day) : "");
    for (size_t i = 0; i < holders->count; i++)
        add_holder(&paper, &holders->items[i]);
    ht_paper_text(
        &paper, 2, 2, HT_PLAIN,
        "A store keeps the exposed and the possible positions of each scan: a company that no screen of its "
        "scans led to may be held and is not found here.");
    add_reported(&paper, holders);
}

// --- JSON

static void write_holder(struct ht_json *json, const struct ht_holder *holder) {
    const struct ht_kept_scan *scan = holder->scan;
    ht_json_object(json, NULL);
    ht_kept_json_fund(json, scan);
    ht_json_string(json, "path", scan->path);
    ht_json_string(json, "digest", scan->digest);
    ht_json_date(json, "holdings_date", scan->holdings_date);
    ht_json_date(json, "as_of", scan->as_of);
    ht_json_string(json, "screen", scan->screen);
    ht_json_string(json, "currency", holder->currency);
    ht_json_amount(json, "value", holder->value);
    ht_json_amount(json, "weight_pct", holder->weight_pct);
    ht_json_array(json, "positions");
    for (size_t i = 0; i < holder->row_count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "holding", ht_holding_name(holder->rows[i].holding));
        ht_kept_json_row(json, ht_kept_tables[HT_KEPT_POSITIONS].columns, holder->rows[i].position);
        ht_json_end(json);
    }
    ht_json_end(json);
    ht_json_end(json);
}

static void write_reported(struct ht_json *json, const struct ht_reported_holding *row) {
    ht_json_object(json, NULL);
    ht_json_entity(json, "holder", row->holder);
    ht_json_entity(json, "entity", row->entity);
    ht_json_amount(json, "value", row->value);
    ht_json_string(json, "currency", row->currency);
    ht_json_amount(json, "shares", row->shares);
    ht_json_date(json, "as_of", row->as_of);
    ht_json_citation(json, "source", row->source);
    ht_json_string(json, "note", row->note);
    ht_json_end(json);
}

void ht_holders_json(const struct ht_holders *holders, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_json json = ht_json_to(buffer, true);
    struct ht_cited cited = ht_cited_new(arena);
    json.cited = &cited;
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.holders/1");
    ht_json_entity(&json, "entity", holders->entity);
    ht_json_date(&json, "as_of", holders->day);
    ht_json_count(&json, "funds", holders->funds);
    ht_json_array(&json, "holders");
    for (size_t i = 0; i < holders->count; i++)
        write_holder(&json, &holders->items[i]);
    ht_json_end(&json);
    ht_json_array(&json, "reported_holdings");
    for (size_t i = 0; i < holders->reported.count; i++)
        write_reported(&json, &holders->reported.items[i]);
    ht_json_end(&json);
    ht_json_sources(&json, holders->ref, &cited);
    ht_json_end(&json);
    ht_json_finish(&json);
}
