// SPDX-License-Identifier: GPL-3.0-or-later
// An account as the store keeps it.
#include <stdlib.h>
#include <string.h>

#include "history/identity.h"
#include "holdtrace/history.h"
#include "holdtrace/large.h"
#include "holdtrace/map.h"
#include "holdtrace/names.h"

// --- what the scan was made of

static void add_words(struct ht_buffer *text, const char *label, const char **words, size_t count) {
    ht_buffer_format(text, "%s:", label);
    for (size_t i = 0; i < count; i++)
        ht_buffer_format(text, " %s", words[i]);
    ht_buffer_char(text, '\n');
}

static void add_number(struct ht_buffer *text, struct ht_decimal number) {
    char digits[HT_DECIMAL_TEXT];
    ht_buffer_format(text, "%s\n", ht_decimal_text(number, digits));
}

// All that decides what a screen selects and counts.
static const char *screen_digest(const struct ht_screen *screen, struct ht_arena *arena) {
    struct ht_buffer text = {0};
    char digest[HT_SHA256_TEXT];
    add_words(&text, "lists", screen->lists, screen->list_count);
    add_words(&text, "grounds", screen->grounds, screen->ground_count);
    add_words(&text, "entities", screen->entities, screen->entity_count);
    for (size_t i = 0; i < screen->selection_count; i++) {
        add_words(&text, "lists", screen->selections[i].lists, screen->selections[i].list_count);
        add_words(&text, "grounds", screen->selections[i].grounds, screen->selections[i].ground_count);
    }
    ht_buffer_format(&text, "%u %d\n", screen->counted, screen->max_age_days);
    add_number(&text, screen->owned_pct);
    add_number(&text, screen->minority_pct);
    add_number(&text, screen->stake_pct);
    ht_sha256_of(text.data, text.len, digest);
    ht_buffer_free(&text);
    return ht_arena_string(arena, digest);
}

static void add_input(struct ht_kept_scan *out, const char *what, const char *sha256, struct ht_arena *arena) {
    struct ht_kept_input *input = ht_kept_add(out, HT_KEPT_INPUTS, arena);
    *input = (struct ht_kept_input){what, ht_arena_string(arena, sha256)};
}

static void record_inputs(const struct ht_scan *scan, struct ht_arena *arena, struct ht_kept_scan *out) {
    if (scan->exclusions)
        add_input(out, "exclusions", scan->exclusions->sha256, arena);
    for (size_t i = 0; scan->decisions && i < scan->decisions->file_count; i++)
        add_input(out, "decisions", scan->decisions->files[i]->sha256, arena);
    if (scan->base && scan->base->rates && *scan->base->rates->sha256)
        add_input(out, "rates", scan->base->rates->sha256, arena);
    for (size_t i = 0; i < scan->funds_file_count; i++)
        if (scan->funds_files[i].sha256)
            add_input(out, "look-through", scan->funds_files[i].sha256, arena);
}

static void record_lists(const struct ht_scan *scan, struct ht_arena *arena, struct ht_kept_scan *out) {
    for (size_t i = 0; i < scan->screen->list_count; i++) {
        const struct ht_list *list = ht_reference_list(scan->ref, scan->screen->lists[i]);
        if (!list)
            continue;
        struct ht_kept_list *row = ht_kept_add(out, HT_KEPT_LISTS, arena);
        *row = (struct ht_kept_list){list->id, list->edition, list->retrieved_on, list->entries_held,
                                     list->entries_total};
    }
}

static void record_frame(const struct ht_scan *scan, struct ht_arena *arena, struct ht_kept_scan *out) {
    const struct ht_reference_info *info = ht_reference_info(scan->ref);
    out->schema = "holdtrace.check/1";
    out->reference_sha256 = info->content_sha256;
    out->reference_date = info->data_date;
    out->as_of = scan->as_of;
    out->screen = scan->screen->name;
    out->screen_sha256 = screen_digest(scan->screen, arena);
    out->base_currency = scan->base ? scan->base->currency : NULL;
    record_inputs(scan, arena, out);
    record_lists(scan, arena, out);
}

// --- the fund

static const char *name_of_file(const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    const char *slash = strrchr(portfolio->path, '/');
    if (strcmp(portfolio->path, "-") == 0)
        return ht_arena_format(arena, "sha256:%s", portfolio->sha256);
    return ht_arena_format(arena, "file:%s%s%s", slash ? slash + 1 : portfolio->path, portfolio->part ? "#" : "",
                           portfolio->part ? portfolio->part : "");
}

const char *ht_fund_key(const struct ht_portfolio *portfolio, bool with_path, struct ht_arena *arena) {
    const struct ht_fund *fund = &portfolio->fund;
    const char *key;
    if (fund->id)
        key = ht_arena_format(arena, "id:%s", fund->id);
    else if (fund->name && !fund->named_by_sheet)
        key = ht_arena_format(arena, "name:%s", fund->name);
    else
        key = name_of_file(portfolio, arena);
    if (fund->investor)
        key = ht_arena_format(arena, "investor:%s %s", fund->investor, key);
    return with_path ? ht_arena_format(arena, "%s path:%s", key, portfolio->path) : key;
}

static struct ht_amount as_printed(struct ht_amount percent) {
    enum { PLACES = 6 };
    if (percent.known && !ht_decimal_round(percent.number, PLACES, &percent.number))
        percent.known = false;
    return percent;
}

static void record_fund(const struct ht_account *account, struct ht_arena *arena, struct ht_kept_scan *out) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    out->path = portfolio->path;
    out->fund_key = ht_fund_key(portfolio, false, arena);
    out->fund_name = portfolio->fund.name;
    out->fund_id = portfolio->fund.id;
    out->investor = portfolio->fund.investor;
    out->sha256 = portfolio->sha256;
    out->part = portfolio->part;
    out->layout = portfolio->layout;
    out->holdings_date = portfolio->holdings_date;
    out->currency = portfolio->fund.currency;
    out->net_assets = portfolio->fund.net_assets;
    out->denominator = account->denominator;
    out->rows_read = (int64_t)portfolio->rows.read;
    out->rows_positions = (int64_t)portfolio->rows.positions;
    out->rows_skipped = (int64_t)portfolio->rows.skipped;
    out->rows_ignored = (int64_t)portfolio->rows.ignored;
    out->weight_file_sum_pct = account->weight_file_sum_pct;
    out->comparable_pct = account->coverage.comparable_pct;
    out->comparable_by_name_pct = account->coverage.comparable_by_name_pct;
    out->resolved_pct = account->coverage.resolved_pct;
    out->ownership_known_pct = account->coverage.ownership_known_pct;
    out->at_least_pct = account->interval.at_least_pct;
    out->at_most_pct = account->interval.at_most_pct;
    out->counted_long_pct = as_printed(account->counted_long_pct);
}

static bool counts(const struct ht_scan *scan, enum ht_category category) {
    return category != HT_NO_CATEGORY && (scan->screen->counted & 1u << category) != 0;
}

static void record_sums(const struct ht_scan *scan, const struct ht_account *account, struct ht_arena *arena,
                        struct ht_kept_scan *out) {
    for (size_t i = 0; i < account->total_count; i++) {
        const struct ht_sum *sum = &account->totals[i];
        struct ht_kept_total *row = ht_kept_add(out, HT_KEPT_TOTALS, arena);
        *row = (struct ht_kept_total){sum->currency, (int64_t)sum->positions, sum->value, sum->long_value,
                                      sum->short_value};
    }
    for (size_t i = 0; i < account->exposure_count; i++) {
        const struct ht_sum *sum = &account->exposure[i].sum;
        enum ht_category category = account->exposure[i].category;
        struct ht_kept_sum *row = ht_kept_add(out, HT_KEPT_SUMS, arena);
        *row = (struct ht_kept_sum){.category = ht_category_name(category),
                                    .currency = sum->currency,
                                    .counted = counts(scan, category),
                                    .positions = (int64_t)sum->positions,
                                    .value = sum->value,
                                    .long_value = sum->long_value,
                                    .short_value = sum->short_value,
                                    .notional = sum->notional,
                                    .weight_pct = sum->weight_pct,
                                    .attributed_value = sum->attributed_value,
                                    .attributed_unknown_value = sum->attributed_unknown_value};
    }
}

// --- exposed and possible positions

struct recorder {
    const struct ht_scan *scan;
    struct ht_arena *arena;
    struct ht_kept_scan *out;
    struct ht_map *listed; // targets whose listings are there
};

static const char *standing_word(const struct ht_exposed_designation *shown) {
    if (shown->standing == HT_STANDING_IN_FORCE)
        return "in_force";
    if (shown->standing == HT_STANDING_CONTESTED)
        return "disputed";
    return shown->designation->status == HT_IN_FORCE ? "not_yet"
                                                     : ht_designation_status_name(shown->designation->status);
}

static void record_listings(struct recorder *to, const struct ht_exposed_target *target) {
    const struct ht_entity *entity = target->tie.target->entity;
    if (ht_map_get(to->listed, entity->id))
        return;
    ht_map_put(to->listed, entity->id, to);
    for (size_t i = 0; i < target->designation_count; i++) {
        const struct ht_exposed_designation *shown = &target->designations[i];
        const struct ht_designation *from = shown->designation;
        struct ht_kept_listing *row = ht_kept_add(to->out, HT_KEPT_LISTINGS, to->arena);
        *row = (struct ht_kept_listing){.target = entity->id,
                                        .target_name = entity->name,
                                        .list = from->list->id,
                                        .listed_as = from->listed_as,
                                        .ground = from->ground,
                                        .status = standing_word(shown),
                                        .citation = from->citation,
                                        .listed_on = from->listed_on,
                                        .effective_on = from->effective_on,
                                        .divest_by = from->divest_by,
                                        .delisted_on = from->delisted_on,
                                        .selects = shown->selects && shown->standing != HT_NOT_IN_FORCE};
    }
}

static const char *path_text(const struct ht_path *path, struct ht_arena *arena) {
    const char *text = path->count ? ht_arena_format(arena, "|%s|", path->steps[0].owner->id) : "|";
    for (size_t i = 0; i < path->count; i++)
        text = ht_arena_format(arena, "%s%s|", text, path->steps[i].owned->id);
    return text;
}

static void record_ties(struct recorder *to, const struct ht_line *line, int64_t position) {
    for (size_t i = 0; i < line->target_count; i++) {
        const struct ht_tie *tie = &line->targets[i].tie;
        struct ht_kept_tie *row = ht_kept_add(to->out, HT_KEPT_TIES, to->arena);
        *row = (struct ht_kept_tie){position,
                                    tie->target->entity->id,
                                    tie->target->entity->name,
                                    ht_basis_name(tie->target->basis),
                                    ht_category_name(tie->category),
                                    tie->share_pct,
                                    path_text(&tie->path, to->arena)};
        record_listings(to, &line->targets[i]);
    }
    // Whom a possible row may be. A company need not be a target itself to be looked at.
    for (size_t i = 0; line->category == HT_POSSIBLE && i < line->resolved->candidate_count; i++) {
        const struct ht_entity *entity = line->resolved->candidates[i].entity;
        struct ht_kept_tie *row = ht_kept_add(to->out, HT_KEPT_TIES, to->arena);
        *row =
            (struct ht_kept_tie){position, entity->id, entity->name, "candidate", "possible", {.known = false}, "|"};
    }
}

static const char *through_text(const struct ht_through *through, struct ht_arena *arena) {
    const char *text = NULL;
    for (; through; through = through->outer) {
        const char *name = through->fund->name ? through->fund->name : through->fund->isin;
        text = ht_arena_format(arena, "%s%s%s", name ? name : "?", text ? " > " : "", text ? text : "");
    }
    return text;
}

static void record_position(struct recorder *to, const struct ht_line *line, bool apart) {
    const struct ht_position *from = line->resolved->position;
    const struct ht_entity *issuer = line->resolved->issuer;
    int64_t number = (int64_t)to->out->parts[HT_KEPT_POSITIONS].count;
    struct ht_kept_position *row = ht_kept_add(to->out, HT_KEPT_POSITIONS, to->arena);
    *row = (struct ht_kept_position){.line = from->line,
                                     .key = ht_identity_of(from, to->arena),
                                     .category = ht_category_name(line->category),
                                     .counted = !apart && counts(to->scan, line->category),
                                     .apart = apart,
                                     .kind = from->kind == HT_KIND_UNKNOWN ? NULL : ht_kind_name(from->kind),
                                     .side = ht_side_name(from->side),
                                     .name = from->name,
                                     .isin = from->isin,
                                     .cusip = from->cusip,
                                     .sedol = from->sedol,
                                     .figi = from->figi,
                                     .lei = from->lei,
                                     .ticker = from->ticker,
                                     .exchange = from->exchange ? from->exchange : from->mic,
                                     .currency = from->currency,
                                     .quantity = from->quantity,
                                     .value = from->value,
                                     .notional = from->notional,
                                     .exposure_value = line->exposure_value,
                                     .weight_pct = line->weight_pct,
                                     .attributed_value = line->attributed_value,
                                     .issuer = issuer ? issuer->id : NULL,
                                     .issuer_name = issuer ? issuer->name : NULL,
                                     .method = ht_method_name(line->resolved->method),
                                     .through = through_text(from->through, to->arena)};
    record_ties(to, line, number);
}

static void record_decided(struct recorder *to, const struct ht_resolved *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct ht_row_decisions *decided = rows[i].decided;
        for (size_t k = 0; decided && k < decided->count; k++) {
            const struct ht_decided *item = &decided->items[k];
            const struct ht_decision *decision = item->decision;
            struct ht_kept_decision *row = ht_kept_add(to->out, HT_KEPT_DECISIONS, to->arena);
            *row = (struct ht_kept_decision){.key = ht_identity_of(rows[i].position, to->arena),
                                             .name = rows[i].position->name,
                                             .entity = item->entity ? item->entity->id : NULL,
                                             .state = ht_standing_choice_name(item->choice),
                                             .decided_by = decision ? decision->cells[HT_D_BY] : NULL,
                                             .evidence = decision ? decision->cells[HT_D_EVIDENCE] : NULL,
                                             .decided_on = decision ? decision->on : (struct ht_date){0}};
        }
    }
}

void ht_kept_scan_of(const struct ht_scan *scan, const struct ht_account *account, struct ht_arena *arena,
                     struct ht_kept_scan *out, struct ht_held *held) {
    struct recorder to = {scan, arena, out, ht_map_new(arena)};
    *out = (struct ht_kept_scan){0};
    record_frame(scan, arena, out);
    record_fund(account, arena, out);
    record_sums(scan, account, arena, out);
    for (size_t i = 0; i < account->line_count; i++) {
        ht_large_rest();
        if (account->lines[i].category != HT_NO_CATEGORY)
            record_position(&to, &account->lines[i], false);
    }
    for (size_t i = 0; i < account->looked_through_count; i++)
        record_position(&to, &account->looked_through[i], true);
    record_decided(&to, account->resolution->rows, account->resolution->count);
    record_decided(&to, account->resolution->looked_through, account->resolution->looked_through_count);
    *held = ht_identities_of(account->resolution->portfolio, arena);
    char digest[HT_SHA256_TEXT];
    ht_sha256_of(held->bytes, held->size, digest);
    out->holdings = ht_arena_string(arena, digest);
}
