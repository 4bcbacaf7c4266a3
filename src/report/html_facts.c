// SPDX-License-Identifier: GPL-3.0-or-later
// What the file says of a position and how it was matched, as terms, or in one paragraph where evidence stands
// elsewhere.
#include "report/conversion_words.h"
#include "report/html.h"
#include "report/shares_words.h"
#include "report/wording.h"

struct fact {
    const char *term, *text;
    struct ht_amount amount; // a sum of money, where TEXT is NULL
};

struct facts {
    struct fact items[32];
    size_t count;
};

// Nothing when TEXT is NULL.
static void add(struct facts *facts, const char *term, const char *text) {
    if (text && facts->count < sizeof facts->items / sizeof *facts->items)
        facts->items[facts->count++] = (struct fact){.term = term, .text = text};
}

static void add_amount(struct facts *facts, const char *term, struct ht_amount amount) {
    if (amount.known && facts->count < sizeof facts->items / sizeof *facts->items)
        facts->items[facts->count++] = (struct fact){.term = term, .amount = amount};
}

static void add_identifiers(struct facts *facts, const struct ht_position *position) {
    add(facts, "ISIN", position->isin);
    add(facts, "CUSIP", position->cusip);
    add(facts, "SEDOL", position->sedol);
    add(facts, "FIGI", position->figi);
    add(facts, "LEI", position->lei);
    add(facts, "Ticker", position->ticker);
    add(facts, "Exchange", position->exchange ? position->exchange : position->mic);
    add(facts, "Country", position->country);
    add(facts, "Group", position->group_name);
    add(facts, "Underlying", position->underlying_name);
}

static void add_figures(struct ht_page *page, struct facts *facts, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    if (position->kind != HT_KIND_UNKNOWN)
        add(facts, "Kind", ht_kind_name(position->kind));
    add(facts, "Side", ht_side_name(position->side));
    if (position->quantity.known)
        add(facts, "Quantity", ht_word_quantity(page->arena, position->quantity));
    add_amount(facts, "Notional", position->notional);
    if (ht_kind_is_derivative(position->kind))
        add_amount(facts, "Exposure value", line->exposure_value);
    add_amount(facts, "Attributed value", line->attributed_value);
    if (position->weight_file_pct.known)
        add(facts, "Weight in the file", ht_word_percent(page->arena, position->weight_file_pct));
    add(facts, "As printed", ht_word_printed(page->arena, position));
}

static void put_value(struct ht_page *page, const struct fact *fact, const char *currency) {
    if (fact->text)
        ht_page_put(page, "%s", fact->text);
    else
        ht_page_money(page, fact->amount, currency);
}

static void add_decision(struct ht_page *page, struct facts *facts, const struct ht_row_decisions *decided) {
    const struct ht_decision *decision = decided && decided->accepted ? decided->accepted->decision : NULL;
    if (decision)
        add(facts, "Decided",
            ht_arena_format(page->arena, "by %s on %s: %s (%s, line %ld)", decision->cells[HT_D_BY],
                            ht_word_date(page->arena, decision->on), decision->cells[HT_D_WHY], decision->file->path,
                            decision->line));
}

// How sure the match is, who decided it, what was repaired for it.
static void add_doubts(struct ht_page *page, struct facts *facts, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    add(facts, "Confidence of the evidence", ht_confidence_name(ht_line_confidence(line)));
    add_decision(page, facts, line->resolved->decided);
    for (size_t i = 0; i < position->repair_count; i++) {
        const struct ht_repair *repair = &position->repairs[i];
        add(facts, "Repaired",
            ht_arena_format(page->arena, "%s \"%s\" is read as \"%s\": %s", repair->field, repair->from, repair->to,
                            repair->why));
    }
}

static void put_match(struct ht_page *page, const struct ht_line *line) {
    const struct ht_resolved *resolved = line->resolved;
    const char *method = ht_method_name(resolved->method);
    struct facts facts = {.count = 0};
    if (!resolved->issuer || !method)
        return;
    ht_page_put(page, "<dl class=\"match\">\n<div><dt>Issuer</dt><dd>%s",
                ht_word_entity(page->arena, resolved->issuer));
    ht_page_wrap(page, " <span class=\"local\">", resolved->issuer->local_name, "</span>");
    ht_page_put(page, "</dd></div>\n<div><dt>Matched by</dt><dd>%s (%s)%s", method,
                ht_word_matched(page->arena, resolved), ht_word_match_basis(page->arena, resolved));
    if (resolved->issuer->key >= 0 && resolved->method != HT_BY_DECISION)
        ht_page_cite(page, ht_match_basis(resolved).source);
    ht_page_put(page, "</dd></div>\n");
    add_doubts(page, &facts, line);
    for (size_t i = 0; i < facts.count; i++)
        ht_page_term(page, facts.items[i].term, facts.items[i].text);
    ht_page_put(page, "</dl>\n");
}

void ht_page_facts(struct ht_page *page, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    struct facts facts = {.count = 0};
    add_identifiers(&facts, position);
    add_figures(page, &facts, line);
    ht_page_put(page, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < facts.count; i++) {
        ht_page_put(page, "<div><dt>%s</dt><dd>", facts.items[i].term);
        put_value(page, &facts.items[i], position->currency);
        ht_page_put(page, "</dd></div>\n");
    }
    ht_page_put(page, "</dl>\n");
    put_match(page, line);
}

static bool is_equal(const struct fact *a, const struct fact *b) {
    if (!ht_text_equal(a->term, b->term))
        return false;
    if (a->text || b->text)
        return ht_text_equal(a->text, b->text);
    return ht_decimal_cmp(a->amount.number, b->amount.number) == 0;
}

static bool has(const struct facts *facts, const struct fact *wanted) {
    for (size_t i = 0; i < facts->count; i++)
        if (is_equal(&facts->items[i], wanted))
            return true;
    return false;
}

// All that evidence tells of a row itself; the identifier that matched stands in its row.
static void gather(struct ht_page *page, const struct ht_line *line, struct facts *facts) {
    const struct ht_resolved *resolved = line->resolved;
    const char *method = resolved->issuer ? ht_method_name(resolved->method) : NULL;
    add_identifiers(facts, resolved->position);
    add_figures(page, facts, line);
    if (!method)
        return;
    if (!ht_text_starts(ht_word_matched(page->arena, resolved), method))
        add(facts, "Matched by", method);
    add_doubts(page, facts, line);
}

// What stands in the row of LINE: the identifier that matched, its side, and sums that are its value.
static bool is_in_row(const struct ht_line *line, const struct fact *fact) {
    struct ht_amount value = line->resolved->position->value;
    if (fact->text)
        return ht_text_equal(fact->term, "Side") || ht_text_equal(fact->text, line->resolved->matched_value);
    return value.known && ht_decimal_cmp(fact->amount.number, value.number) == 0;
}

void ht_page_facts_in_short(struct ht_page *page, const struct ht_line *line, const struct ht_line *before) {
    struct facts facts = {.count = 0}, told = {.count = 0};
    size_t said = 0, left = 0;
    gather(page, line, &facts);
    gather(page, before, &told);
    for (size_t i = 0; i < facts.count; i++) {
        const struct fact *fact = &facts.items[i];
        if (is_in_row(line, fact))
            continue;
        if (has(&told, fact)) {
            left++;
            continue;
        }
        ht_page_put(page, "%s %s ", said++ ? ";" : "", fact->term);
        put_value(page, fact, line->resolved->position->currency);
    }
    ht_page_put(page, "%s", said && left ? "; the rest is as there." : said ? "." : left ? " So is the rest." : "");
}
