// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that a position's category rests on: match, owners, entries of lists, what is said beside them.
#include <string.h>

#include "report/html.h"
#include "report/wording.h"

static void put_amount(struct ht_page *page, const char *term, struct ht_amount amount, const char *currency) {
    if (!amount.known)
        return;
    ht_page_put(page, "<div><dt>%s</dt><dd>", term);
    ht_page_money(page, amount, currency);
    ht_page_put(page, "</dd></div>\n");
}

static void put_number(struct ht_page *page, const char *term, struct ht_amount amount) {
    char text[HT_DECIMAL_TEXT];
    if (amount.known)
        ht_page_term(page, term, ht_decimal_text_grouped(amount.number, text));
}

static void put_identifiers(struct ht_page *page, const struct ht_position *position) {
    const struct {
        const char *term, *value;
    } ids[] = {{"ISIN", position->isin},
               {"CUSIP", position->cusip},
               {"SEDOL", position->sedol},
               {"FIGI", position->figi},
               {"LEI", position->lei},
               {"Ticker", position->ticker},
               {"Exchange", position->exchange ? position->exchange : position->mic},
               {"Country", position->country},
               {"Group", position->group_name},
               {"Underlying", position->underlying_name}};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        ht_page_term(page, ids[i].term, ids[i].value);
}

// What the file says of the position.
static void put_facts(struct ht_page *page, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    ht_page_put(page, "<dl class=\"facts\">\n");
    put_identifiers(page, position);
    if (position->kind != HT_KIND_UNKNOWN)
        ht_page_term(page, "Kind", ht_kind_name(position->kind));
    ht_page_term(page, "Side", ht_side_name(position->side));
    put_number(page, "Quantity", position->quantity);
    put_amount(page, "Notional", position->notional, position->currency);
    if (ht_kind_is_derivative(position->kind))
        put_amount(page, "Exposure value", line->exposure_value, position->currency);
    put_amount(page, "Attributed value", line->attributed_value, position->currency);
    if (position->weight_file_pct.known)
        ht_page_term(page, "Weight in the file", ht_word_percent(page->arena, position->weight_file_pct));
    ht_page_put(page, "</dl>\n");
}

static void put_decision(struct ht_page *page, const struct ht_row_decisions *decided) {
    const struct ht_decision *decision = decided && decided->accepted ? decided->accepted->decision : NULL;
    if (decision)
        ht_page_term(page, "Decided",
                     ht_arena_format(page->arena, "by %s on %s: %s (%s, line %ld)", decision->cells[HT_D_BY],
                                     ht_word_date(page->arena, decision->on), decision->cells[HT_D_WHY],
                                     decision->file->path, decision->line));
}

static void put_match(struct ht_page *page, const struct ht_line *line, bool cited) {
    const struct ht_resolved *resolved = line->resolved;
    const struct ht_position *position = resolved->position;
    const char *method = ht_method_name(resolved->method);
    if (!resolved->issuer || !method)
        return;
    ht_page_put(page, "<dl class=\"match\">\n<div><dt>Issuer</dt><dd>%s",
                ht_word_entity(page->arena, resolved->issuer));
    ht_page_wrap(page, " <span class=\"local\">", resolved->issuer->local_name, "</span>");
    ht_page_put(page, "</dd></div>\n<div><dt>Matched by</dt><dd>%s (%s)%s", method,
                ht_word_matched(page->arena, resolved), ht_word_match_basis(page->arena, resolved));
    if (cited && resolved->issuer->key >= 0 && resolved->method != HT_BY_DECISION)
        ht_page_cite(page, ht_match_basis(resolved).source);
    ht_page_put(page, "</dd></div>\n");
    ht_page_term(page, "Confidence of the evidence", ht_confidence_name(ht_line_confidence(line)));
    put_decision(page, resolved->decided);
    for (size_t i = 0; i < position->repair_count; i++) {
        const struct ht_repair *repair = &position->repairs[i];
        ht_page_term(page, "Repaired",
                     ht_arena_format(page->arena, "%s \"%s\" is read as \"%s\": %s", repair->field, repair->from,
                                     repair->to, repair->why));
    }
    ht_page_put(page, "</dl>\n");
}

static void put_response(struct ht_page *page, const struct ht_statement *response, const char *list) {
    ht_page_put(page, "<p class=\"response\">%s%s%s", list ? list : "", list ? ": " : "",
                ht_word_response(page->arena, response));
    ht_page_cite(page, response->source);
    ht_page_put(page, "</p>\n");
}

// An entry that selects, at length.
static void put_designation(struct ht_page *page, const struct ht_exposed_designation *shown,
                            const struct ht_entity *issuer) {
    const char *reach = ht_word_reach(page->arena, shown, issuer);
    ht_page_put(page, "<li>%s", ht_word_designation(page->arena, shown, page->scan->as_of));
    ht_page_cite(page, shown->designation->source);
    if (reach)
        ht_page_put(page, "<p class=\"reach\">%s</p>", ht_word_stop(page->arena, reach));
    if (shown->response)
        put_response(page, shown->response, NULL);
    ht_page_put(page, "</li>\n");
}

// The entries that select nobody, in one paragraph.
static void put_beside(struct ht_page *page, const struct ht_exposed_designation *designations, size_t count,
                       const struct ht_entity *issuer) {
    const char *beside = ht_word_beside(page->arena, designations, count, issuer, page->scan->as_of);
    if (!beside)
        return;
    ht_page_put(page, "<li class=\"beside\">%s", beside);
    for (size_t i = 0; i < count; i++)
        if (!designations[i].selects)
            ht_page_cite(page, designations[i].designation->source);
    for (size_t i = 0; i < count; i++)
        if (!designations[i].selects && designations[i].response)
            put_response(page, designations[i].response, designations[i].designation->list->id);
    ht_page_put(page, "</li>\n");
}

static void put_designations(struct ht_page *page, const struct ht_exposed_designation *designations, size_t count,
                             const struct ht_entity *issuer) {
    if (count == 0)
        return;
    ht_page_put(page, "<ul class=\"lists\">\n");
    for (size_t i = 0; i < count; i++)
        if (designations[i].selects)
            put_designation(page, &designations[i], issuer);
    put_beside(page, designations, count, issuer);
    ht_page_put(page, "</ul>\n");
}

static void put_chain(struct ht_page *page, const struct ht_exposed_target *target) {
    const struct ht_path *path = &target->tie.path;
    const char *chain = ht_word_chain(page->arena, page->scan->ref, path);
    ht_page_chain(page, path, target->tie.target->entity);
    if (!chain)
        return;
    ht_page_put(page, "<p class=\"owners\">%s", chain);
    for (size_t i = 0; i < path->count; i++)
        ht_page_cite(page, path->steps[i].source);
    ht_page_put(page, "</p>\n");
    if (target->tie.share_pct.known)
        ht_page_put(page, "<p>Stated share: %s.</p>\n", ht_word_percent(page->arena, target->tie.share_pct));
}

// Whether an earlier tie of LINE leads to the same company, whose listings then stand there.
static bool is_listed_above(const struct ht_line *line, size_t index) {
    for (size_t i = 0; i < index; i++)
        if (line->targets[i].tie.target == line->targets[index].tie.target)
            return true;
    return false;
}

static void put_target(struct ht_page *page, const struct ht_line *line, size_t index) {
    const struct ht_exposed_target *target = &line->targets[index];
    ht_page_put(page, "<div class=\"tie\">\n<p class=\"target\"><b class=\"tag\">%s</b> %s</p>\n",
                ht_category_name(target->tie.category), ht_word_target(page->arena, target, line->resolved->issuer));
    put_chain(page, target);
    if (target->designation_count > 0 && is_listed_above(line, index))
        ht_page_put(page, "<p>Its listings are those above.</p>\n");
    else
        put_designations(page, target->designations, target->designation_count, line->resolved->issuer);
    ht_page_put(page, "</div>\n");
}

// Listed companies that the issuer is not.
static void put_apart(struct ht_page *page, const struct ht_line *line) {
    for (size_t i = 0; i < line->apart_count; i++) {
        const struct ht_apart *apart = &line->apart[i];
        ht_page_put(page, "<div class=\"tie apart\">\n<p class=\"target\">Not to be taken for %s: %s.",
                    ht_word_entity(page->arena, apart->entity), apart->why);
        ht_page_cite(page, apart->source);
        ht_page_put(page, "</p>\n");
        put_designations(page, apart->designations, apart->designation_count, line->resolved->issuer);
        ht_page_put(page, "</div>\n");
    }
}

static void put_further(struct ht_page *page, const struct ht_line *line) {
    const char *names[HT_CATEGORY_COUNT];
    size_t count = 0;
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        if (line->also & 1u << category)
            names[count++] = ht_category_name((enum ht_category)category);
    if (count && line->category != HT_POSSIBLE)
        ht_page_put(page, "<p>Further reasons: %s.</p>\n", ht_word_and(page->arena, names, count));
    for (size_t i = 0; i < line->doubt_count; i++) {
        const char *words = ht_word_doubt(page->arena, line->doubts, line->doubt_count, i);
        if (words && line->doubts[i].too_old)
            ht_page_put(page, "<p>%s</p>\n", words);
    }
    for (size_t i = 0; i < line->statement_count; i++) {
        ht_page_put(page, "<p class=\"response\">%s", ht_word_statement(page->arena, line->statements[i]));
        ht_page_cite(page, line->statements[i]->source);
        ht_page_put(page, "</p>\n");
    }
}

void ht_page_facts(struct ht_page *page, const struct ht_line *line, bool cited) {
    put_facts(page, line);
    put_match(page, line, cited);
}

void ht_page_evidence(struct ht_page *page, const struct ht_line *line) {
    for (size_t i = 0; i < line->target_count; i++)
        put_target(page, line, i);
    put_further(page, line);
    put_apart(page, line);
}
