// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Funds of a store that hold a company or what it owns. What it owns is told by the chains that the scans kept, and
 * by the reference: half stakes and control, followed downwards.
 */
#include <stdlib.h>
#include <string.h>

#include "history/rows.h"
#include "holdtrace/map.h"
#include "holdtrace/ownership.h"

struct seeker {
    struct ht_history *history;
    struct ht_arena *arena;
    const char *id;
    struct ht_map *owned; // ids of what the company owns
};

static bool is_half_or_control(const struct ht_stake *stake) {
    return stake->kind == HT_STAKE_CONTROL ||
           (stake->percent_min.known && ht_decimal_cmp(stake->percent_min.number, ht_decimal_int(50)) >= 0);
}

// Everything below ENTITY, itself not among it.
static void find_owned(struct ht_reference *ref, const struct ht_entity *entity, struct ht_date as_of,
                       struct seeker *seeker) {
    struct ht_stakes stakes = ht_ownership_standing(ref, entity, true, as_of, seeker->arena);
    for (size_t i = 0; i < stakes.count; i++) {
        const struct ht_entity *owned = stakes.items[i].owned;
        if (!is_half_or_control(&stakes.items[i]) || strcmp(owned->id, seeker->id) == 0 ||
            ht_map_get(seeker->owned, owned->id))
            continue;
        ht_map_put(seeker->owned, owned->id, seeker);
        find_owned(ref, owned, as_of, seeker);
    }
}

static bool leads_down(const char *category) {
    static const char *const CATEGORIES[] = {"direct", "owned", "controlled"};
    for (size_t i = 0; i < sizeof CATEGORIES / sizeof *CATEGORIES; i++)
        if (strcmp(category, CATEGORIES[i]) == 0)
            return true;
    return false;
}

// Whether a chain of TIE leads from the company down to the position's issuer.
static bool is_in_chain(const struct seeker *seeker, const struct ht_kept_tie *tie) {
    return leads_down(tie->category) &&
           (strcmp(tie->target, seeker->id) == 0 ||
            strstr(tie->path, ht_arena_format(seeker->arena, "|%s|", seeker->id)) != NULL);
}

static bool is_held(const struct seeker *seeker, const struct ht_kept_scan *scan, size_t number,
                    enum ht_holding *holding) {
    const struct ht_kept_position *row = &ht_kept_positions(scan)[number];
    const struct ht_kept_tie *ties = ht_kept_ties(scan);
    bool owned = row->issuer && ht_map_get(seeker->owned, row->issuer), possible = false;
    if (row->issuer && strcmp(row->issuer, seeker->id) == 0) {
        *holding = row->apart ? HT_HOLDING_POSSIBLE : HT_HOLDING_ITSELF;
        return true;
    }
    for (size_t i = 0; i < scan->parts[HT_KEPT_TIES].count; i++) {
        if (ties[i].position != (int64_t)number)
            continue;
        owned |= row->issuer && is_in_chain(seeker, &ties[i]);
        possible |= strcmp(ties[i].target, seeker->id) == 0 && strcmp(ties[i].basis, "candidate") == 0;
    }
    *holding = owned && !row->apart ? HT_HOLDING_OWNED : HT_HOLDING_POSSIBLE;
    return owned || possible;
}

static void add_amount(struct ht_amount *sum, struct ht_amount amount, bool first) {
    if (first)
        *sum = amount;
    else if (!sum->known || !amount.known || !ht_amount_add(sum, amount))
        sum->known = false;
}

static void add_row(struct seeker *seeker, struct ht_holder *holder, enum ht_holding holding,
                    const struct ht_kept_position *position, size_t *counted) {
    holder->rows =
        ht_arena_grow(seeker->arena, holder->rows, holder->row_count, &holder->row_capacity, sizeof *holder->rows);
    holder->rows[holder->row_count++] = (struct ht_holding_row){holding, position};
    if (holding == HT_HOLDING_POSSIBLE)
        return;
    bool same = *counted == 0 || ht_text_equal(holder->currency, position->currency);
    if (*counted == 0)
        holder->currency = position->currency;
    add_amount(&holder->value, same ? position->value : ht_amount_unknown(), *counted == 0);
    add_amount(&holder->weight_pct, position->weight_pct, *counted == 0);
    ++*counted;
}

static int by_holding(const void *left, const void *right) {
    const struct ht_holding_row *a = left, *b = right;
    if (a->holding != b->holding)
        return (int)a->holding - (int)b->holding;
    return (a->position->line > b->position->line) - (a->position->line < b->position->line);
}

// The last scan of SERIES whose holdings are not after DAY; 0 when there is none.
static int64_t last_until(struct seeker *seeker, const struct ht_series *series, struct ht_date day) {
    struct ht_scan_ids ids = ht_history_course(seeker->history, series, seeker->arena);
    for (size_t i = ids.count; i > 0; i--) {
        struct ht_kept_scan scan;
        if (!ht_date_known(day))
            return ids.items[i - 1];
        if (ht_history_scan(seeker->history, ids.items[i - 1], 0, seeker->arena, &scan, NULL) &&
            ht_date_known(scan.holdings_date) && ht_date_last(scan.holdings_date) <= ht_date_last(day))
            return ids.items[i - 1];
    }
    return 0;
}

// Whether a scan of SERIES was there to look at; *OUT has no rows when it holds nothing of the company.
static bool seek(struct seeker *seeker, const struct ht_series *series, struct ht_date day, struct ht_holder *out) {
    struct ht_kept_scan *scan = ht_arena_alloc(seeker->arena, sizeof *scan);
    size_t counted = 0;
    enum ht_holding holding;
    int64_t id = last_until(seeker, series, day);
    *out = (struct ht_holder){.scan = scan};
    if (!id || !ht_history_scan(seeker->history, id, 1u << HT_KEPT_POSITIONS | 1u << HT_KEPT_TIES, seeker->arena,
                                scan, NULL))
        return false;
    for (size_t i = 0; i < scan->parts[HT_KEPT_POSITIONS].count; i++)
        if (is_held(seeker, scan, i, &holding))
            add_row(seeker, out, holding, &ht_kept_positions(scan)[i], &counted);
    if (out->row_count)
        qsort(out->rows, out->row_count, sizeof *out->rows, by_holding);
    return true;
}

static int by_weight(const void *left, const void *right) {
    const struct ht_holder *a = left, *b = right;
    int order = (int)b->weight_pct.known - (int)a->weight_pct.known;
    if (order == 0 && a->weight_pct.known)
        order = ht_decimal_cmp(b->weight_pct.number, a->weight_pct.number);
    return order ? order : strcmp(a->scan->fund_key, b->scan->fund_key);
}

void ht_history_holders(struct ht_history *history, struct ht_reference *ref, const struct ht_entity *entity,
                        const char *screen, const char *base_currency, struct ht_date day, struct ht_arena *arena,
                        struct ht_holders *out) {
    struct seeker seeker = {history, arena, entity->id, ht_map_new(arena)};
    struct ht_series_list all = ht_history_series(history, screen, base_currency, arena);
    struct ht_holder *items = ht_arena_array(arena, all.count, sizeof *items);
    int64_t looked_at = 0, held_by = 0;
    *out = (struct ht_holders){.ref = ref, .entity = entity, .day = day, .items = items};
    find_owned(ref, entity, ht_date_known(day) ? day : ht_reference_info(ref)->data_date, &seeker);
    out->reported = ht_reference_reported_holdings(ref, entity);
    // The series of a fund follow each other; the first that holds anything speaks for it.
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].fund == held_by || !seek(&seeker, &all.items[i], day, &items[out->count]))
            continue;
        out->funds += all.items[i].fund != looked_at;
        looked_at = all.items[i].fund;
        if (items[out->count].row_count == 0)
            continue;
        held_by = all.items[i].fund;
        out->count++;
    }
    if (out->count)
        qsort(items, out->count, sizeof *items, by_weight);
}
