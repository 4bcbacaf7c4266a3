// SPDX-License-Identifier: GPL-3.0-or-later
// The queue of possible matches: see queue.h.
#include "holdtrace/queue.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/large.h"
#include "holdtrace/map.h"
#include "holdtrace/text.h"

struct queuing {
    struct ht_reference *ref;
    const struct ht_screen *screen;
    const struct ht_targets *targets;
    struct ht_date as_of;
    struct ht_arena *arena;
    struct ht_map *ties;   // by entity id
    struct ht_map *places; // by evidence: struct place
    struct ht_queue *out;
    size_t capacity;
    struct ht_beyond *beyond;
    size_t beyond_capacity;
    const struct ht_account *account;
};

// Where an item is, and the account it was met in last.
struct place {
    size_t index;
    const struct ht_account *account;
};

static const struct ht_ties *ties_of(struct queuing *queuing, const struct ht_entity *entity) {
    struct ht_ties *ties = ht_map_get(queuing->ties, entity->id);
    if (!ties) {
        ties = ht_arena_alloc(queuing->arena, sizeof *ties);
        *ties = ht_ownership_ties(queuing->ref, queuing->targets, queuing->screen, entity, queuing->as_of,
                                  queuing->arena);
        ht_map_put(queuing->ties, entity->id, ties);
    }
    return ties;
}

// The rule by which the accounts made the row possible.
static bool matters(struct queuing *queuing, const struct ht_ties *ties) {
    for (size_t i = 0; i < ties->count; i++)
        if (ties->items[i].category == HT_DIRECT || (queuing->screen->counted >> ties->items[i].category & 1u))
            return true;
    return false;
}

static struct ht_decided decided_of(const struct ht_resolved *resolved, const struct ht_entity *entity) {
    for (size_t i = 0; resolved->decided && i < resolved->decided->count; i++)
        if (strcmp(resolved->decided->items[i].entity->id, entity->id) == 0)
            return resolved->decided->items[i];
    return (struct ht_decided){.entity = entity, .choice = HT_STANDS_NOTHING};
}

// Fills ITEM with the companies that RESOLVED may be and that matter; *KEY tells rows of the same evidence.
static void find_candidates(struct queuing *queuing, const struct ht_resolved *resolved, struct ht_waiting *item,
                            const char **key) {
    struct ht_arena *arena = queuing->arena;
    item->candidates = ht_arena_array(arena, resolved->candidate_count, sizeof *item->candidates);
    *key = "";
    for (size_t i = 0; i < resolved->candidate_count; i++) {
        const struct ht_candidate *candidate = &resolved->candidates[i];
        const struct ht_ties *ties = ties_of(queuing, candidate->entity);
        bool known = resolved->issuer && strcmp(resolved->issuer->id, candidate->entity->id) == 0;
        if (known || !matters(queuing, ties))
            continue;
        struct ht_waiting_candidate *kept = &item->candidates[item->candidate_count++];
        *kept = (struct ht_waiting_candidate){
            .entity = candidate->entity, .why = candidate->why, .score = candidate->score, .ties = *ties};
        kept->evidence =
            ht_evidence_of(queuing->ref, resolved->position, resolved->conflict, candidate->entity, arena);
        kept->decided = decided_of(resolved, candidate->entity);
        *key = ht_arena_format(arena, "%s%s", *key, kept->evidence.sha256);
    }
}

static bool is_before(const char *a, const char *b) {
    return a && (!b || strcmp(a, b) < 0);
}

static void add_value(struct queuing *queuing, struct ht_waiting *item, const char *currency,
                      struct ht_decimal value) {
    size_t at = 0;
    while (at < item->sum_count && is_before(item->sums[at].currency, currency))
        at++;
    if (at == item->sum_count || !ht_text_equal(item->sums[at].currency, currency)) {
        struct ht_at_stake *sums = ht_arena_array(queuing->arena, item->sum_count + 1, sizeof *sums);
        for (size_t i = 0; i < item->sum_count; i++)
            sums[i + (i >= at)] = item->sums[i];
        sums[at] = (struct ht_at_stake){currency, ht_amount_of(ht_decimal_int(0))};
        item->sums = sums;
        item->sum_count++;
    }
    // What was too large once stays unknown.
    if (item->sums[at].value.known && !ht_amount_add(&item->sums[at].value, ht_amount_of(ht_decimal_abs(value))))
        item->sums[at].value = ht_amount_unknown();
}

static void add_row(struct queuing *queuing, struct ht_waiting *item, const struct ht_line *line) {
    const struct ht_position *position = line->resolved->position;
    struct ht_amount value = line->exposure_value.known ? line->exposure_value : position->value;
    item->rows++;
    queuing->out->rows++;
    if (value.known) {
        add_value(queuing, item, position->currency, value.number);
        return;
    }
    struct ht_amount weight = line->weight_pct.known ? line->weight_pct : position->weight_file_pct;
    if (weight.known)
        weight.number = ht_decimal_abs(weight.number);
    bool known = item->unvalued++ == 0 || item->weight_pct.known;
    if (!known || !weight.known || !ht_amount_add(&item->weight_pct, weight))
        item->weight_pct = ht_amount_unknown();
}

static struct place *place_of(struct queuing *queuing, const struct ht_resolved *resolved, struct ht_waiting *item,
                              const char *key) {
    struct ht_queue *out = queuing->out;
    struct place *place = ht_map_get(queuing->places, key);
    if (place)
        return place;
    place = ht_arena_alloc(queuing->arena, sizeof *place);
    place->index = out->count;
    ht_map_put(queuing->places, key, place);
    ht_decision_describe(resolved->position, queuing->arena, &item->described);
    item->path = queuing->account->resolution->portfolio->path;
    item->line = resolved->position->line;
    out->items = ht_arena_grow(queuing->arena, out->items, out->count, &queuing->capacity, sizeof *out->items);
    out->items[out->count++] = *item;
    return place;
}

static void add_beyond(struct queuing *queuing, const struct ht_resolved *resolved) {
    struct ht_queue *out = queuing->out;
    queuing->beyond = ht_arena_grow(queuing->arena, queuing->beyond, out->beyond_count, &queuing->beyond_capacity,
                                    sizeof *queuing->beyond);
    queuing->beyond[out->beyond_count++] = (struct ht_beyond){
        .path = queuing->account->resolution->portfolio->path,
        .name = resolved->position->name,
        .entity = resolved->issuer,
        .why = resolved->candidate_count ? resolved->candidates[0].why : NULL,
        .line = resolved->position->line,
    };
    out->beyond = queuing->beyond;
}

static bool take(struct queuing *queuing, const struct ht_line *line) {
    struct ht_waiting item = {0};
    const char *key;
    ht_large_rest();
    if (line->category != HT_POSSIBLE)
        return false;
    find_candidates(queuing, line->resolved, &item, &key);
    if (item.candidate_count == 0) {
        add_beyond(queuing, line->resolved);
        return false;
    }
    struct place *place = place_of(queuing, line->resolved, &item, key);
    struct ht_waiting *kept = &queuing->out->items[place->index];
    kept->funds += place->account != queuing->account;
    place->account = queuing->account;
    add_row(queuing, kept, line);
    return true;
}

static int by_worth(struct ht_amount a, struct ht_amount b) {
    if (!a.known || !b.known)
        return (int)b.known - (int)a.known;
    return ht_decimal_cmp(b.number, a.number);
}

static int by_stake(const void *a, const void *b) {
    const struct ht_waiting *x = a, *y = b;
    int order = (y->sum_count > 0) - (x->sum_count > 0);
    if (!order && x->sum_count) {
        const char *left = x->sums[0].currency, *right = y->sums[0].currency;
        order = ht_text_equal(left, right) ? by_worth(x->sums[0].value, y->sums[0].value)
                : is_before(left, right)   ? -1
                                           : 1;
    }
    order = order ? order : by_worth(x->weight_pct, y->weight_pct);
    order = order ? order : strcmp(ht_decision_subject(&x->described), ht_decision_subject(&y->described));
    return order ? order : strcmp(x->candidates[0].evidence.sha256, y->candidates[0].evidence.sha256);
}

void ht_queue_make(struct ht_reference *ref, const struct ht_screen *screen, const struct ht_targets *targets,
                   struct ht_date as_of, const struct ht_account *accounts, size_t count, struct ht_arena *arena,
                   struct ht_queue *out) {
    struct queuing queuing = {.ref = ref,
                              .screen = screen,
                              .targets = targets,
                              .as_of = as_of,
                              .arena = arena,
                              .ties = ht_map_new(arena),
                              .places = ht_map_new(arena),
                              .out = out};
    *out = (struct ht_queue){0};
    for (size_t i = 0; i < count; i++) {
        bool any = false;
        queuing.account = &accounts[i];
        for (size_t k = 0; k < accounts[i].line_count; k++)
            any |= take(&queuing, &accounts[i].lines[k]);
        for (size_t k = 0; k < accounts[i].looked_through_count; k++)
            any |= take(&queuing, &accounts[i].looked_through[k]);
        out->funds += any;
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_stake);
}
