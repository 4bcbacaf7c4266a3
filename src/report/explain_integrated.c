// SPDX-License-Identifier: GPL-3.0-or-later
// Integrated ownership for explain: explain_integrated.h.
#include "report/explain_integrated.h"

#include "report/json_position.h"
#include "report/wording.h"

static void write_shares(struct ht_json *json, const char *key, const char *entity, const struct ht_integrated *all) {
    ht_json_array(json, key);
    for (size_t i = 0; i < all->count; i++) {
        ht_json_object(json, NULL);
        ht_json_entity(json, entity, all->items[i].entity);
        ht_json_amount(json, "percent_min", ht_share_min(&all->items[i].share));
        ht_json_amount(json, "percent_max", ht_share_max(&all->items[i].share));
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_rings(struct ht_json *json, const struct ht_integrated *all) {
    for (size_t i = 0; i < all->ring_count; i++) {
        ht_json_object(json, NULL);
        ht_json_array(json, "members");
        for (size_t k = 0; k < all->rings[i].count; k++)
            ht_json_entity(json, NULL, all->rings[i].members[k]);
        ht_json_end(json);
        ht_json_string(json, "unsolved", all->rings[i].unsolved);
        ht_json_end(json);
    }
}

void ht_json_integrated(struct ht_json *json, const struct ht_explanation *explanation) {
    write_shares(json, "integrated", "owner", &explanation->owners);
    if (explanation->holdings.count)
        write_shares(json, "integrated_holdings", "owned", &explanation->holdings);
    if (explanation->owners.ring_count + explanation->holdings.ring_count == 0)
        return;
    ht_json_array(json, "rings");
    write_rings(json, &explanation->owners);
    write_rings(json, &explanation->holdings);
    ht_json_end(json);
}

// "36.4808 %", "10 to 15 %", "5 % or more", "up to 40 %", "a share not known".
static const char *share_words(struct ht_arena *arena, const struct ht_share *share) {
    struct ht_amount min = ht_share_min(share), max = ht_share_max(share);
    if (share->stated)
        return ht_word_percent(arena, min);
    if (min.known && max.known)
        return ht_arena_format(arena, "%s to %s", ht_word_decimal(arena, min.number), ht_word_percent(arena, max));
    if (min.known)
        return ht_arena_format(arena, "%s or more", ht_word_percent(arena, min));
    return max.known ? ht_arena_format(arena, "up to %s", ht_word_percent(arena, max)) : "a share not known";
}

static void add_shares(struct ht_paper *paper, const char *title, const struct ht_integrated *all) {
    if (all->count)
        ht_paper_text(paper, 2, 2, HT_BOLD, title);
    for (size_t i = 0; i < all->count; i++)
        ht_paper_format(paper, 4, 6, HT_PLAIN, "%s: %s", ht_word_entity(paper->arena, all->items[i].entity),
                        share_words(paper->arena, &all->items[i].share));
}

// The members by name, of a long ring the first ones; JSON has them all.
static const char *members_text(struct ht_arena *arena, const struct ht_ring *ring) {
    enum { TOLD = 20 };
    size_t told = ring->count > TOLD ? TOLD : ring->count;
    const char **words = ht_arena_array(arena, told + 1, sizeof *words);
    for (size_t i = 0; i < told; i++)
        words[i] = ht_word_entity(arena, ring->members[i]);
    if (ring->count > told)
        words[told++] = ht_arena_format(arena, "%s more", ht_word_number(arena, (int64_t)(ring->count - TOLD)));
    return ht_word_and(arena, words, told);
}

static void add_rings(struct ht_paper *paper, const struct ht_integrated *all) {
    for (size_t i = 0; i < all->ring_count; i++) {
        const struct ht_ring *ring = &all->rings[i];
        const char *members = members_text(paper->arena, ring);
        const char *who = ring->count == 1 ? "holds shares in itself" : "own shares in each other";
        if (ring->unsolved)
            ht_paper_format(paper, 4, 6, HT_PLAIN, "%s %s: %s", members, who, ring->unsolved);
        else
            ht_paper_format(paper, 4, 6, HT_PLAIN,
                            "%s %s; what comes back to an owner that way is taken out of its"
                            " share",
                            members, who);
    }
}

void ht_paper_integrated(struct ht_paper *paper, const struct ht_explanation *explanation) {
    add_shares(paper, "Owners over all chains of stakes (integrated ownership)", &explanation->owners);
    add_rings(paper, &explanation->owners);
    add_shares(paper, "What it owns over all chains of stakes", &explanation->holdings);
    add_rings(paper, &explanation->holdings);
}
