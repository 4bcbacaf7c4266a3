// SPDX-License-Identifier: GPL-3.0-or-later
// Links of the graph and their strength: see graph.h.
#include "ownership/graph.h"

#include "holdtrace/told.h"
#include <string.h>

static const char *const link_names[] = {
    [HT_LINK_OWNS] = "owns",
    [HT_LINK_VOTES] = "votes",
    [HT_LINK_CONTROLS] = "controls",
    [HT_LINK_FOUNDED] = "founded",
    [HT_LINK_JOINT_VENTURE] = "joint_venture",
    [HT_LINK_RELATION] = "relation",
};

const char *ht_link_name(enum ht_link link) {
    return link_names[link];
}

struct own_graph own_graph_make(struct ht_reference *ref, const struct ht_targets *targets, struct ht_date as_of,
                                struct ht_arena *arena) {
    return (struct own_graph){.ref = ref,
                              .targets = targets,
                              .as_of = as_of,
                              .arena = arena,
                              .up = ht_map_new(arena),
                              .down = ht_map_new(arena)};
}

static struct ht_stakes remembered(struct own_graph *graph, struct ht_map *map, const struct ht_entity *entity,
                                   bool as_owner) {
    struct ht_stakes *stakes = ht_map_get(map, entity->id);
    if (!stakes) {
        stakes = ht_arena_alloc(graph->arena, sizeof *stakes);
        *stakes = ht_ownership_standing(graph->ref, entity, as_owner, graph->as_of, graph->arena);
        ht_map_put(map, entity->id, stakes);
    }
    return *stakes;
}

struct ht_stakes own_graph_owners(struct own_graph *graph, const struct ht_entity *entity) {
    return remembered(graph, graph->up, entity, false);
}

struct ht_stakes own_graph_holdings(struct own_graph *graph, const struct ht_entity *entity) {
    return remembered(graph, graph->down, entity, true);
}

bool own_same(const struct ht_entity *a, const struct ht_entity *b) {
    return a == b || (a && b && strcmp(a->id, b->id) == 0);
}

bool own_is_target(const struct own_graph *graph, const struct ht_entity *entity) {
    return own_same(graph->anchor, entity) || (graph->targets && ht_targets_find(graph->targets, entity));
}

bool own_may_head(const struct own_graph *graph, const struct ht_entity *entity) {
    return !entity->kind || strcmp(entity->kind, "state_body") != 0 || own_is_target(graph, entity);
}

static bool is_older(int max_age_days, struct ht_date stated, struct ht_date as_of) {
    return max_age_days > 0 && ht_date_known(stated) && ht_date_known(as_of) &&
           ht_date_days(stated, as_of) > max_age_days;
}

bool ht_ownership_too_old(const struct ht_screen *screen, struct ht_date stated, struct ht_date as_of) {
    return is_older(screen->max_age_days, stated, as_of);
}

bool own_is_old(const struct own_graph *graph, struct ht_date stated) {
    return is_older(graph->max_age_days, stated, graph->as_of);
}

bool own_is_stale(const struct own_graph *graph, const struct ht_stake *stake) {
    return own_is_old(graph, ht_date_known(stake->as_of) ? stake->as_of : stake->valid_from);
}

struct ht_decimal own_stake_min(const struct own_graph *graph, const struct ht_stake *stake) {
    if (!stake->percent_min.known || own_is_stale(graph, stake))
        return ht_decimal_int(0);
    return stake->percent_min.number;
}

struct ht_decimal own_stake_max(const struct ht_stake *stake) {
    return stake->percent_max.known ? stake->percent_max.number : ht_decimal_int(100);
}

bool own_is_capital(const struct ht_stake *stake) {
    bool has_percent = stake->percent_min.known || stake->percent_max.known;
    return stake->kind == HT_STAKE_ECONOMIC || (stake->kind == HT_STAKE_UNSTATED && has_percent);
}

bool own_has_link(struct own_graph *graph, const struct ht_entity *owner, const struct ht_entity *owned) {
    struct ht_stakes stakes = own_graph_owners(graph, owned);
    for (size_t i = 0; i < stakes.count; i++)
        if (own_same(stakes.items[i].owner, owner))
            return true;
    return false;
}

struct ht_decimal own_sum(struct ht_decimal a, struct ht_decimal b) {
    struct ht_decimal sum;
    return ht_decimal_add(a, b, &sum) ? sum : ht_decimal_int(INT32_MAX);
}

static enum own_strength strength_of_share(const struct own_graph *graph, const struct ht_stake *stake) {
    struct ht_decimal half = ht_decimal_int(50);
    if (ht_decimal_cmp(own_stake_max(stake), half) < 0)
        return OWN_WEAK;
    if (stake->kind == HT_STAKE_UNSTATED)
        return stake->percent_max.known ? OWN_OPEN : OWN_WEAK;
    return ht_decimal_cmp(own_stake_min(graph, stake), half) >= 0 ? OWN_STRONG : OWN_OPEN;
}

enum own_strength own_strength_of(const struct own_graph *graph, const struct ht_stake *stake) {
    if (stake->kind != HT_STAKE_CONTROL)
        return strength_of_share(graph, stake);
    // A vendor's actual-controller field names the head of a group, which may be a state: it links only a target.
    if (stake->confidence == HT_CONFIDENCE_VENDOR && (graph->without_vendor || !own_is_target(graph, stake->owner)))
        return OWN_WEAK;
    return own_is_stale(graph, stake) ? OWN_OPEN : OWN_STRONG;
}

static enum ht_link link_of(const struct ht_stake *stake) {
    static const enum ht_link links[] = {[HT_STAKE_ECONOMIC] = HT_LINK_OWNS,
                                         [HT_STAKE_VOTING] = HT_LINK_VOTES,
                                         [HT_STAKE_CONTROL] = HT_LINK_CONTROLS,
                                         [HT_STAKE_UNSTATED] = HT_LINK_OWNS};
    return stake->kind == HT_STAKE_UNSTATED && stake->nature == HT_STAKE_FOUNDER         ? HT_LINK_FOUNDED
           : stake->kind == HT_STAKE_UNSTATED && stake->nature == HT_STAKE_JOINT_VENTURE ? HT_LINK_JOINT_VENTURE
                                                                                         : links[stake->kind];
}

struct ht_step own_step_of(const struct own_graph *graph, const struct ht_stake *stake) {
    return (struct ht_step){.owner = stake->owner,
                            .owned = stake->owned,
                            .link = link_of(stake),
                            .percent_min = stake->percent_min,
                            .percent_max = stake->percent_max,
                            .as_of = ht_date_known(stake->as_of) ? stake->as_of : stake->valid_from,
                            .confidence = stake->confidence,
                            .source = stake->source,
                            .note = stake->note,
                            .too_old = own_is_stale(graph, stake)};
}

const char *own_share_text(struct ht_arena *arena, struct ht_amount min, struct ht_amount max) {
    char low[HT_FIGURE_TEXT], high[HT_FIGURE_TEXT];
    if (min.known && max.known && ht_decimal_cmp(min.number, max.number) == 0)
        return ht_arena_string(arena, ht_told_percent(min.number, low));
    if (min.known && max.known)
        return ht_arena_format(arena, "%s to %s", ht_told_number(min.number, low), ht_told_percent(max.number, high));
    if (min.known)
        return ht_arena_format(arena, "%s or more", ht_told_percent(min.number, low));
    if (max.known)
        return ht_arena_format(arena, "up to %s", ht_told_percent(max.number, high));
    return "an unstated share";
}

const char *own_open_why(const struct own_graph *graph, const struct ht_stake *stake) {
    char day[HT_FIGURE_TEXT];
    struct ht_date stated = ht_date_known(stake->as_of) ? stake->as_of : stake->valid_from;
    const char *share = own_share_text(graph->arena, stake->percent_min, stake->percent_max);
    const char *when = ht_date_known(stated)
                           ? ht_arena_format(graph->arena, " (stated for %s%s)", ht_told_date(stated, day),
                                             own_is_stale(graph, stake) ? ", too long ago for the screen" : "")
                           : "";
    if (stake->kind == HT_STAKE_CONTROL)
        return ht_arena_format(graph->arena, "%s is said to control %s%s", stake->owner->name, stake->owned->name,
                               when);
    bool open_kind = stake->kind == HT_STAKE_UNSTATED && stake->percent_min.known;
    return ht_arena_format(graph->arena, "%s %s %s of %s%s%s", stake->owner->name,
                           stake->kind == HT_STAKE_VOTING ? "votes" : "holds", share, stake->owned->name,
                           open_kind ? ", of a kind that is not stated" : "", when);
}
