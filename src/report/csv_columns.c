// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of the csv report, column by column: csv_columns.h.
#include "report/csv_columns.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "report/words.h"

static struct ht_csv_cell data(const char *text) {
    return (struct ht_csv_cell){text, false, HT_CSV_TEXT};
}

static struct ht_csv_cell ours(const char *text) {
    return (struct ht_csv_cell){text, true, HT_CSV_TEXT};
}

static struct ht_csv_cell amount(const struct ht_csv_row *row, struct ht_amount value) {
    char text[HT_DECIMAL_TEXT];
    const char *words = value.known ? ht_arena_string(row->arena, ht_decimal_text(value.number, text)) : NULL;
    return (struct ht_csv_cell){words, true, HT_CSV_NUMBER};
}

static struct ht_csv_cell date(const struct ht_csv_row *row, struct ht_date value) {
    char text[HT_DATE_TEXT];
    const char *words = ht_date_known(value) ? ht_arena_string(row->arena, ht_date_text(value, text)) : NULL;
    return (struct ht_csv_cell){words, true, HT_CSV_DATE};
}

static struct ht_csv_cell cell_path(const struct ht_csv_row *row) {
    return data(row->account->resolution->portfolio->path);
}

static struct ht_csv_cell cell_fund(const struct ht_csv_row *row) {
    return data(row->account->resolution->portfolio->fund.name);
}

static struct ht_csv_cell cell_holdings_date(const struct ht_csv_row *row) {
    return date(row, row->account->resolution->portfolio->holdings_date);
}

static struct ht_csv_cell cell_line(const struct ht_csv_row *row) {
    return ours(ht_arena_format(row->arena, "%ld", row->position->line));
}

static struct ht_csv_cell cell_name(const struct ht_csv_row *row) {
    return data(row->position->name);
}

static struct ht_csv_cell cell_isin(const struct ht_csv_row *row) {
    return data(row->position->isin);
}

static struct ht_csv_cell cell_ticker(const struct ht_csv_row *row) {
    return data(row->position->ticker);
}

static struct ht_csv_cell cell_currency(const struct ht_csv_row *row) {
    return data(row->position->currency);
}

static struct ht_csv_cell cell_value(const struct ht_csv_row *row) {
    return amount(row, row->position->value);
}

static struct ht_csv_cell cell_weight(const struct ht_csv_row *row) {
    return amount(row, row->line->weight_pct);
}

static struct ht_csv_cell cell_category(const struct ht_csv_row *row) {
    return ours(ht_category_name(row->line->category));
}

static struct ht_csv_cell cell_issuer_id(const struct ht_csv_row *row) {
    return data(row->line->resolved->issuer ? row->line->resolved->issuer->id : NULL);
}

static struct ht_csv_cell cell_issuer(const struct ht_csv_row *row) {
    return data(row->line->resolved->issuer ? row->line->resolved->issuer->name : NULL);
}

static struct ht_csv_cell cell_target_id(const struct ht_csv_row *row) {
    return data(row->target ? row->target->tie.target->entity->id : NULL);
}

static struct ht_csv_cell cell_target(const struct ht_csv_row *row) {
    return data(row->target ? row->target->tie.target->entity->name : NULL);
}

static struct ht_csv_cell cell_list(const struct ht_csv_row *row) {
    return data(row->speaker ? row->speaker->designation->list->id : NULL);
}

static struct ht_csv_cell cell_listed_on(const struct ht_csv_row *row) {
    return row->speaker ? date(row, row->speaker->designation->listed_on) : ours(NULL);
}

static struct ht_csv_cell cell_citation(const struct ht_csv_row *row) {
    return data(row->speaker ? row->speaker->designation->citation : NULL);
}

static struct ht_csv_cell cell_share(const struct ht_csv_row *row) {
    return row->target ? amount(row, row->target->tie.share_pct) : ours(NULL);
}

static struct ht_csv_cell cell_attributed(const struct ht_csv_row *row) {
    return amount(row, row->line->attributed_value);
}

static struct ht_csv_cell cell_method(const struct ht_csv_row *row) {
    return ours(ht_method_name(row->line->resolved->method));
}

static struct ht_csv_cell cell_score(const struct ht_csv_row *row) {
    return amount(row, row->line->resolved->score);
}

static struct ht_csv_cell cell_side(const struct ht_csv_row *row) {
    return ours(ht_side_name(row->position->side));
}

static struct ht_csv_cell cell_exposure_value(const struct ht_csv_row *row) {
    return amount(row, row->line->exposure_value);
}

static struct ht_csv_cell cell_denominator(const struct ht_csv_row *row) {
    return ours(row->line->weight_pct.known ? row->account->denominator : NULL);
}

static struct ht_csv_cell cell_counted(const struct ht_csv_row *row) {
    return ours(ht_category_is_counted(row->screen, row->line->category) ? "yes" : "no");
}

static struct ht_csv_cell cell_basis(const struct ht_csv_row *row) {
    return ours(row->target ? ht_basis_name(row->target->tie.target->basis) : NULL);
}

static struct ht_csv_cell cell_list_status(const struct ht_csv_row *row) {
    return ours(row->speaker ? ht_word_standing(row->speaker->designation, row->as_of) : NULL);
}

static struct ht_csv_cell cell_ground(const struct ht_csv_row *row) {
    return data(row->speaker ? row->speaker->designation->ground : NULL);
}

static struct ht_csv_cell cell_reaches(const struct ht_csv_row *row) {
    static const char *const WORDS[] = {[HT_UNKNOWN] = NULL, [HT_NO] = "no", [HT_YES] = "yes"};
    return ours(row->speaker ? WORDS[row->speaker->reach.reaches] : NULL);
}

static struct ht_csv_cell cell_targets(const struct ht_csv_row *row) {
    return ours(ht_arena_format(row->arena, "%zu", row->line->target_count));
}

static struct ht_csv_cell cell_confidence(const struct ht_csv_row *row) {
    return ours(row->line->resolved->issuer ? ht_confidence_name(ht_line_confidence(row->line)) : NULL);
}

static struct ht_csv_cell cell_candidate_id(const struct ht_csv_row *row) {
    return data(row->candidate ? row->candidate->entity->id : NULL);
}

static struct ht_csv_cell cell_candidate(const struct ht_csv_row *row) {
    return data(row->candidate ? row->candidate->entity->name : NULL);
}

static struct ht_csv_cell cell_candidate_why(const struct ht_csv_row *row) {
    return data(row->candidate ? row->candidate->why : NULL);
}

static struct ht_csv_cell cell_relation(const struct ht_csv_row *row) {
    return data(row->relation ? row->relation->relation : NULL);
}

static struct ht_csv_cell cell_relation_as_of(const struct ht_csv_row *row) {
    return row->relation ? date(row, row->relation->as_of) : ours(NULL);
}

static struct ht_csv_cell cell_relation_source(const struct ht_csv_row *row) {
    return data(row->relation ? row->relation->source : NULL);
}

static struct ht_csv_cell cell_original_currency(const struct ht_csv_row *row) {
    const struct ht_original *original = row->position->original;
    return data(original ? original->currency : NULL);
}

static struct ht_csv_cell cell_original_value(const struct ht_csv_row *row) {
    const struct ht_original *original = row->position->original;
    return amount(row, original ? original->value : ht_amount_unknown());
}

static struct ht_csv_cell cell_rate(const struct ht_csv_row *row) {
    const struct ht_original *original = row->position->original;
    return amount(row, original && original->rate ? original->rate->rate : ht_amount_unknown());
}

static struct ht_csv_cell cell_rate_date(const struct ht_csv_row *row) {
    const struct ht_original *original = row->position->original;
    return original && original->rate ? date(row, original->rate->date) : ours(NULL);
}

static struct ht_csv_cell cell_rate_source(const struct ht_csv_row *row) {
    const struct ht_original *original = row->position->original;
    return data(original && original->rate ? original->rate->source : NULL);
}

static struct ht_csv_cell cell_guarantor_id(const struct ht_csv_row *row) {
    const struct ht_entity *guarantor = ht_line_guarantor(row->line);
    return data(guarantor ? guarantor->id : NULL);
}

static struct ht_csv_cell cell_guarantor(const struct ht_csv_row *row) {
    const struct ht_entity *guarantor = ht_line_guarantor(row->line);
    return data(guarantor ? guarantor->name : NULL);
}

// The mandates that hold the row, or their managers in the same order, joined by bars; NULL when there is none.
static const char *mandates_of(const struct ht_csv_row *row, bool managers) {
    const char *names = NULL;
    bool any = false;
    for (size_t i = 0; i < row->scheme->part_count; i++) {
        const struct ht_scheme_part *part = &row->scheme->parts[i];
        const char *name = managers ? part->row->manager : part->row->mandate;
        if (part->account != row->account)
            continue;
        any = any || name;
        name = name ? name : "";
        names = names ? ht_arena_format(row->arena, "%s|%s", names, name) : name;
    }
    return any ? names : NULL;
}

static struct ht_csv_cell cell_mandate(const struct ht_csv_row *row) {
    return data(mandates_of(row, false));
}

static struct ht_csv_cell cell_manager(const struct ht_csv_row *row) {
    return data(mandates_of(row, true));
}

static struct ht_csv_cell cell_scheme_weight(const struct ht_csv_row *row) {
    return amount(row, ht_scheme_weight(row->scheme, row->account, row->line));
}

// "A:12 > B:3": the funds with the line of each one's file, none for what is left of it.
static const char *way(const struct ht_csv_row *row, const struct ht_through *step) {
    if (!step)
        return NULL;
    const char *before = way(row, step->outer), *fund = step->fund->name ? step->fund->name : step->fund->isin;
    const char *words =
        ht_arena_format(row->arena, "%s%s%s", before ? before : "", before ? " > " : "", fund ? fund : "");
    return step->line ? ht_arena_format(row->arena, "%s:%ld", words, step->line) : words;
}

static struct ht_csv_cell cell_through(const struct ht_csv_row *row) {
    return data(way(row, row->position->through));
}

static struct ht_csv_cell cell_decision(const struct ht_csv_row *row) {
    return ours(row->decided ? ht_standing_choice_name(row->decided->choice) : NULL);
}

static struct ht_csv_cell cell_decided_by(const struct ht_csv_row *row) {
    return data(row->decided ? row->decided->decision->cells[HT_D_BY] : NULL);
}

static struct ht_csv_cell cell_decided_on(const struct ht_csv_row *row) {
    return row->decided ? date(row, row->decided->decision->on) : ours(NULL);
}

// Its reason; of a decision that does not stand, with whom it contradicts or what reopened it.
static struct ht_csv_cell cell_decision_why(const struct ht_csv_row *row) {
    const char *why = row->decided ? row->decided->decision->cells[HT_D_WHY] : NULL;
    const char *what = row->decided ? row->decided->what : NULL;
    return data(why && what ? ht_arena_format(row->arena, "%s; %s", why, what) : what ? what : why);
}

static const struct ht_csv_column COLUMNS[] = {
    {"path", cell_path},
    {"fund", cell_fund},
    {"holdings_date", cell_holdings_date},
    {"line", cell_line},
    {"name", cell_name},
    {"isin", cell_isin},
    {"ticker", cell_ticker},
    {"currency", cell_currency},
    {"value", cell_value},
    {"weight_pct", cell_weight},
    {"category", cell_category},
    {"issuer_id", cell_issuer_id},
    {"issuer", cell_issuer},
    {"target_id", cell_target_id},
    {"target", cell_target},
    {"list", cell_list},
    {"listed_on", cell_listed_on},
    {"citation", cell_citation},
    {"share_pct", cell_share},
    {"attributed_value", cell_attributed},
    {"match_method", cell_method},
    {"match_score", cell_score},
    {"side", cell_side},
    {"exposure_value", cell_exposure_value},
    {"denominator", cell_denominator},
    {"counted", cell_counted},
    {"basis", cell_basis},
    {"list_status", cell_list_status},
    {"ground", cell_ground},
    {"reaches", cell_reaches},
    {"targets", cell_targets},
    {"confidence", cell_confidence},
    {"candidate_id", cell_candidate_id},
    {"candidate", cell_candidate},
    {"candidate_why", cell_candidate_why},
    {"relation", cell_relation},
    {"relation_as_of", cell_relation_as_of},
    {"relation_source", cell_relation_source},
    {"guarantor_id", cell_guarantor_id},
    {"guarantor", cell_guarantor},
    {"decision", cell_decision},
    {"decided_by", cell_decided_by},
    {"decided_on", cell_decided_on},
    {"decision_why", cell_decision_why},
};

static const struct ht_csv_column CONVERTED[] = {
    {"original_currency", cell_original_currency},
    {"original_value", cell_original_value},
    {"rate", cell_rate},
    {"rate_date", cell_rate_date},
    {"rate_source", cell_rate_source},
};

static const struct ht_csv_column SCHEME_COLUMNS[] = {
    {"mandate", cell_mandate},
    {"manager", cell_manager},
    {"scheme_weight_pct", cell_scheme_weight},
};

static const struct ht_csv_column THROUGH[] = {{"look_through", cell_through}};

static bool is_converted(const struct ht_scan *scan) {
    return scan->base != NULL;
}

static bool has_scheme(const struct ht_scan *scan) {
    return scan->scheme != NULL;
}

static bool looks_through(const struct ht_scan *scan) {
    return scan->funds != NULL;
}

const struct ht_csv_group ht_csv_groups[] = {
    {COLUMNS, sizeof COLUMNS / sizeof *COLUMNS, NULL},
    {CONVERTED, sizeof CONVERTED / sizeof *CONVERTED, is_converted},
    {SCHEME_COLUMNS, sizeof SCHEME_COLUMNS / sizeof *SCHEME_COLUMNS, has_scheme},
    {THROUGH, sizeof THROUGH / sizeof *THROUGH, looks_through},
};

const size_t ht_csv_group_count = sizeof ht_csv_groups / sizeof *ht_csv_groups;

bool ht_csv_applies(const struct ht_scan *scan, size_t group) {
    return !ht_csv_groups[group].applies || ht_csv_groups[group].applies(scan);
}

// What analysts decided of RESOLVED that a reader of its line has to know.
static const struct ht_decided *decided_of(const struct ht_resolved *resolved, const struct ht_candidate *candidate) {
    const struct ht_row_decisions *all = resolved->decided;
    if (!all || all->accepted)
        return all ? all->accepted : NULL;
    for (size_t i = 0; candidate && i < all->count; i++)
        if (strcmp(all->items[i].entity->id, candidate->entity->id) == 0)
            return &all->items[i];
    return all->count ? &all->items[0] : NULL;
}

struct ht_csv_row ht_csv_row_of(const struct ht_scan *scan, const struct ht_account *account,
                                const struct ht_line *line, struct ht_arena *arena) {
    const struct ht_resolved *resolved = line->resolved;
    const struct ht_exposed_target *target = line->target_count > 0 ? &line->targets[0] : NULL;
    bool possible = line->category == HT_POSSIBLE && resolved->candidate_count > 0;
    const struct ht_candidate *candidate = possible ? &resolved->candidates[0] : NULL;
    return (struct ht_csv_row){
        .account = account,
        .scheme = scan->scheme,
        .screen = scan->screen,
        .line = line,
        .position = resolved->position,
        .target = target,
        // The list columns would read as if the customer or supplier of a listed company were listed itself.
        .speaker = target && line->category != HT_LINKED ? ht_target_speaker(target) : NULL,
        .relation = target && line->category == HT_LINKED && target->tie.path.count ? target->tie.path.steps : NULL,
        .candidate = candidate,
        .decided = decided_of(resolved, candidate),
        .as_of = scan->as_of,
        .arena = arena,
    };
}
