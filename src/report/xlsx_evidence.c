// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet of evidence: one fact a row, each with its source. What a row has no cell for is no part of its fact.
#include <stddef.h>

#include "report/rule_words.h"
#include "report/wording.h"
#include "report/words.h"
#include "report/xlsx.h"

// One fact about a position; what does not belong to it is NULL or 0.
struct fact {
    const char *what;
    const struct ht_entity *company;
    const char *basis, *category;
    struct ht_amount share_pct;
    const char *words, *source;
    const struct ht_exposed_designation *shown;
    const struct ht_statement *statement;
    const struct ht_step *step;
    const char *confidence;
    bool too_old;
};

static const struct ht_sheet_column COLUMNS[] = {
    {"File no.", 8, ht_put_number, 0},
    {"Position", 9, ht_put_place, 0},
    {"Line", 7, ht_put_line, 0},
    {"Name", 36, ht_put_fact, offsetof(struct ht_position, name)},
    {"Fund", 28, ht_put_fund, 0},
    // The rest is written by write_fact, in this order.
    {"Issuer", 30, NULL, 0},
    {"Fact", 16, NULL, 0},
    {"Company", 34, NULL, 0},
    {"Company id", 20, NULL, 0},
    {"Selected by", 12, NULL, 0},
    {"Category", 12, NULL, 0},
    {"Share %", 10, NULL, 0},
    {"In words", 90, NULL, 0},
    {"List", 16, NULL, 0},
    {"Listed as", 34, NULL, 0},
    {"Selects", 8, NULL, 0},
    {"Ground", 20, NULL, 0},
    {"Listed on", 12, NULL, 0},
    {"Effective on", 12, NULL, 0},
    {"Divest by", 12, NULL, 0},
    {"Delisted on", 12, NULL, 0},
    {"Status", 12, NULL, 0},
    {"Effect", 18, NULL, 0},
    {"Citation", 24, NULL, 0},
    {"Reaches the issuer", 9, NULL, 0},
    {"Rule of reach", 20, NULL, 0},
    {"Why", 50, NULL, 0},
    {"Statement", 14, NULL, 0},
    {"Stated on", 12, NULL, 0},
    {"Text of the statement", 60, NULL, 0},
    {"Source of the statement", 18, NULL, 0},
    {"Owner", 34, NULL, 0},
    {"Owner id", 20, NULL, 0},
    {"Link", 14, NULL, 0},
    {"Owned", 34, NULL, 0},
    {"Owned id", 20, NULL, 0},
    {"Percent, least", 10, NULL, 0},
    {"Percent, most", 10, NULL, 0},
    {"As of", 12, NULL, 0},
    {"Too old", 8, NULL, 0},
    {"Note", 40, NULL, 0},
    {"Confidence", 14, NULL, 0},
    {"Source", 24, NULL, 0},
};

enum {
    COUNT = sizeof COLUMNS / sizeof *COLUMNS,
    STILL = 4,
    OF_POSITION = 5,
    LISTING_CELLS = 14,
    LINK_CELLS = 10,
    STATEMENT_CELLS = 4
};

static void text(struct ht_book *book, const char *words) {
    ht_book_text(book, HT_CELL_TEXT, words);
}

static void put_entity(struct ht_book *book, const struct ht_entity *entity) {
    text(book, entity ? entity->name : NULL);
    text(book, entity ? entity->id : NULL);
}

static const char *tri_word(enum ht_tri value) {
    return value == HT_YES ? "yes" : value == HT_NO ? "no" : NULL;
}

static void put_listing(struct ht_book *book, const struct ht_exposed_designation *shown, struct ht_date day) {
    if (!shown) {
        ht_book_empty(book, LISTING_CELLS);
        return;
    }
    const struct ht_designation *entry = shown->designation;
    const struct ht_date dates[] = {entry->listed_on, entry->effective_on, entry->divest_by, entry->delisted_on};
    text(book, entry->list->id);
    text(book, entry->listed_as);
    text(book, shown->selects ? "yes" : "no");
    text(book, entry->ground);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        ht_book_date(book, dates[i]);
    text(book, ht_word_standing(entry, day));
    text(book, entry->list->effect);
    text(book, entry->citation);
    text(book, tri_word(shown->reach.reaches));
    text(book, shown->reach.rule);
    text(book, ht_told_in(book->arena, shown->reach.why));
}

static void put_statement(struct ht_workbook *workbook, const struct ht_statement *statement) {
    struct ht_book *book = &workbook->book;
    if (!statement) {
        ht_book_empty(book, STATEMENT_CELLS);
        return;
    }
    text(book, statement->status);
    ht_book_date(book, statement->as_of);
    text(book, statement->text);
    text(book, statement->source);
    ht_text_cite(&workbook->words, statement->source);
}

static void put_link(struct ht_book *book, const struct ht_step *step, bool too_old) {
    if (!step) {
        ht_book_empty(book, LINK_CELLS - 2);
        text(book, too_old ? "yes" : NULL);
        ht_book_empty(book, 1);
        return;
    }
    put_entity(book, step->owner);
    text(book, step->link == HT_LINK_RELATION ? step->relation : ht_link_name(step->link));
    put_entity(book, step->owned);
    ht_book_amount(book, HT_CELL_DECIMAL, "Percent, least", step->percent_min);
    ht_book_amount(book, HT_CELL_DECIMAL, "Percent, most", step->percent_max);
    ht_book_date(book, step->as_of);
    text(book, step->too_old ? "yes" : "no");
    text(book, step->note);
}

static void write_fact(struct ht_workbook *workbook, const struct ht_sheet_row *row, const struct fact *fact) {
    const struct ht_entity *issuer = row->line->resolved->issuer;
    struct ht_book *book = &workbook->book;
    ht_sheet_line(workbook, COLUMNS, OF_POSITION, row);
    text(book, issuer ? issuer->name : NULL);
    text(book, fact->what);
    put_entity(book, fact->company);
    text(book, fact->basis);
    text(book, fact->category);
    ht_book_amount(book, HT_CELL_DECIMAL, "Share %", fact->share_pct);
    ht_book_text(book, HT_CELL_LINES, fact->words);
    put_listing(book, fact->shown, workbook->scan->as_of);
    put_statement(workbook, fact->shown ? fact->shown->response : fact->statement);
    put_link(book, fact->step, fact->too_old);
    text(book, fact->confidence);
    text(book, fact->source);
    ht_text_cite(&workbook->words, fact->source);
}

static void write_match(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    const struct ht_resolved *resolved = row->line->resolved;
    if (resolved->method == HT_UNMATCHED || !resolved->issuer)
        return;
    bool sourced = resolved->method != HT_BY_DECISION;
    struct ht_match_basis basis = sourced ? ht_match_basis(resolved) : (struct ht_match_basis){0};
    const char *words =
        ht_arena_format(workbook->arena, "Matched by %s%s.", ht_word_matched(workbook->arena, resolved),
                        sourced ? ht_word_match_basis(workbook->arena, resolved) : "");
    struct fact fact = {
        .what = "match",
        .company = resolved->issuer,
        .words = words,
        .confidence = sourced ? ht_confidence_name(basis.confidence) : NULL,
        .source = basis.source,
    };
    write_fact(workbook, row, &fact);
}

static void write_decisions(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    const struct ht_row_decisions *decided = row->line->resolved->decided;
    for (size_t i = 0; decided && i < decided->count; i++) {
        const struct ht_decided *item = &decided->items[i];
        const struct ht_decision *decision = item->decision;
        const char *words = decision
                                ? ht_arena_format(workbook->arena, "%s (%s, line %ld): %s",
                                                  ht_decision_words(decision, workbook->arena),
                                                  decision->file ? decision->file->path : "no file", decision->line,
                                                  decision->cells[HT_D_WHY] ? decision->cells[HT_D_WHY] : "no reason")
                                : NULL;
        if (item->what)
            words = ht_arena_format(workbook->arena, "%s%s%s", words ? words : "", words ? "; " : "", item->what);
        struct fact fact = {.what = "decision",
                            .company = item->entity,
                            .basis = ht_standing_choice_name(item->choice),
                            .words = words};
        write_fact(workbook, row, &fact);
    }
}

// What the list says, and how far it reaches where it does not name the issuer.
static const char *listing_words(struct ht_workbook *workbook, const struct ht_exposed_designation *shown,
                                 const struct ht_entity *issuer) {
    struct ht_arena *arena = workbook->arena;
    const char *words = ht_word_stop(arena, ht_word_designation(arena, shown, workbook->scan->as_of));
    const char *reach = ht_word_reach(arena, shown, issuer);
    return reach ? ht_arena_format(arena, "%s %s", words, ht_word_stop(arena, reach)) : words;
}

static void write_listings(struct ht_workbook *workbook, const struct ht_sheet_row *row, const char *what,
                           const struct ht_exposed_designation *designations, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct ht_designation *entry = designations[i].designation;
        struct fact fact = {
            .what = what,
            .company = entry->entity,
            .words = listing_words(workbook, &designations[i], row->line->resolved->issuer),
            .shown = &designations[i],
            .confidence = ht_confidence_name(entry->confidence),
            .source = entry->source,
        };
        write_fact(workbook, row, &fact);
    }
}

// Who stands for what the issuer owes, and what every rule says of the issuer.
static void write_guarantor(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    const struct ht_entity *guarantor = ht_line_guarantor(row->line);
    const struct ht_security *security = row->line->resolved->security;
    if (!guarantor)
        return;
    struct fact fact = {
        .what = "guarantor",
        .company = guarantor,
        .words = ht_arena_format(workbook->arena, "Issued by %s, reported as guaranteed by %s%s%s.",
                                 ht_word_entity(workbook->arena, row->line->resolved->issuer),
                                 ht_word_entity(workbook->arena, guarantor), security->note ? "; note: " : "",
                                 security->note ? security->note : ""),
        .confidence = ht_confidence_name(security->confidence),
        .source = security->source,
    };
    write_fact(workbook, row, &fact);
}

static void write_rules(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    const char *words = ht_word_rules_in_short(workbook->arena, &row->line->rules);
    struct fact fact = {.what = "rules", .company = row->line->resolved->issuer, .words = words};
    if (words)
        write_fact(workbook, row, &fact);
}

static void write_path(struct ht_workbook *workbook, const struct ht_sheet_row *row, const struct ht_path *path,
                       const struct ht_entity *target) {
    for (size_t i = 0; i < path->count; i++) {
        const struct ht_path one = {&path->steps[i], 1};
        struct fact fact = {
            .what = "link",
            .company = target,
            .words = ht_word_stop(workbook->arena, ht_word_chain(workbook->arena, workbook->scan->ref, &one)),
            .step = &path->steps[i],
            .confidence = ht_confidence_name(path->steps[i].confidence),
            .source = path->steps[i].source,
        };
        write_fact(workbook, row, &fact);
    }
}

static void write_target(struct ht_workbook *workbook, const struct ht_sheet_row *row,
                         const struct ht_exposed_target *target) {
    const struct ht_tie *tie = &target->tie;
    struct fact fact = {
        .what = "selected company",
        .company = tie->target->entity,
        .basis = ht_basis_name(tie->target->basis),
        .category = ht_category_name(tie->category),
        .share_pct = tie->share_pct,
        .words = ht_word_stop(workbook->arena, ht_word_target(workbook->arena, target, row->line->resolved->issuer)),
    };
    write_fact(workbook, row, &fact);
    write_path(workbook, row, &tie->path, tie->target->entity);
    write_listings(workbook, row, "listing", target->designations, target->designation_count);
}

static void write_beside(struct ht_workbook *workbook, const struct ht_sheet_row *row) {
    const struct ht_line *line = row->line;
    for (size_t i = 0; i < line->apart_count; i++) {
        const struct ht_apart *apart = &line->apart[i];
        struct fact fact = {
            .what = "not to be confused", .company = apart->entity, .words = apart->why, .source = apart->source};
        write_fact(workbook, row, &fact);
        write_listings(workbook, row, "listing of another", apart->designations, apart->designation_count);
    }
    for (size_t i = 0; i < line->statement_count; i++) {
        const struct ht_statement *statement = line->statements[i];
        struct fact fact = {.what = "statement",
                            .company = statement->entity,
                            .words = ht_word_statement(workbook->arena, statement),
                            .statement = statement};
        write_fact(workbook, row, &fact);
    }
    for (size_t i = 0; i < line->doubt_count; i++) {
        const struct ht_doubt *doubt = &line->doubts[i];
        struct fact fact = {.what = "left open",
                            .company = doubt->target->entity,
                            .category = ht_category_name(doubt->category),
                            .words = ht_told_in(workbook->arena, doubt->why),
                            .too_old = doubt->too_old};
        write_fact(workbook, row, &fact);
    }
    for (size_t i = 0; i < row->position->repair_count; i++) {
        const struct ht_repair *repair = &row->position->repairs[i];
        struct fact fact = {.what = "repair",
                            .words = ht_arena_format(workbook->arena, "%s: \"%s\" was read as \"%s\": %s",
                                                     repair->field, repair->from, repair->to, repair->why)};
        write_fact(workbook, row, &fact);
    }
}

static void write_line(struct ht_workbook *workbook, const struct ht_sheet_row *fund, const struct ht_line *line) {
    struct ht_sheet_row row = ht_sheet_row_at(fund, line);
    write_match(workbook, &row);
    write_decisions(workbook, &row);
    for (size_t i = 0; i < line->target_count; i++)
        write_target(workbook, &row, &line->targets[i]);
    write_guarantor(workbook, &row);
    write_rules(workbook, &row);
    write_beside(workbook, &row);
}

void ht_sheet_evidence(struct ht_workbook *workbook) {
    ht_sheet_begin(workbook, "Evidence", COLUMNS, COUNT);
    ht_sheet_table(workbook, COLUMNS, COUNT, STILL);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row fund = ht_sheet_row_of(workbook, i);
        const struct ht_account *account = fund.account;
        for (size_t k = 0; account && k < account->line_count; k++) {
            const struct ht_line *line = &account->lines[k];
            if (ht_line_is_exposed(line) || line->category == HT_POSSIBLE || workbook->scan->all_positions)
                write_line(workbook, &fund, line);
        }
        for (size_t k = 0; account && k < account->looked_through_count; k++)
            write_line(workbook, &fund, &account->looked_through[k]);
    }
}
