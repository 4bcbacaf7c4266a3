// SPDX-License-Identifier: GPL-3.0-or-later
// Names that are near a printed one: gathered by their words (near_gather.c), weighed by the model of names.
#include "holdtrace/near_names.h"

#include <stdlib.h>
#include <string.h>

#include "reference/near_index.h"

enum { MOST_WEIGHED = 48, MOST_KEPT = 10, FORGET_AT = 8192 };

// Below, not even a row's country could make it worth a look.
static const double least_probability = 0.05;
// What a lead must have of the weight of all words of the printed name, when it shares common words alone, and when
// not; and of the score of the best lead.
static const float common_part = 0.7F, least_part = 0.25F, part_of_best = 0.5F;

static int best_lead_first(const void *a, const void *b) {
    const struct near_lead *x = a, *y = b;
    if (x->score < y->score || x->score > y->score)
        return x->score > y->score ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

// The leads that are worth weighing, best first, in the scratch arena.
static struct near_lead *best_leads(struct near_memory *memory, size_t *count) {
    struct near_lead *leads = ht_arena_array(memory->scratch, memory->touched_count + 1, sizeof *leads);
    float best = 0;
    for (size_t i = 0; i < memory->touched_count; i++) {
        const struct near_lead *lead = &memory->leads[memory->touched[i]];
        best = lead->score > best ? lead->score : best;
    }
    *count = 0;
    for (size_t i = 0; i < memory->touched_count; i++) {
        struct near_lead lead = memory->leads[memory->touched[i]];
        if (lead.score >= memory->whole * (lead.telling ? least_part : common_part) &&
            lead.score >= best * part_of_best)
            leads[(*count)++] = lead;
    }
    qsort(leads, *count, sizeof *leads, best_lead_first);
    *count = *count < MOST_WEIGHED ? *count : MOST_WEIGHED;
    return leads;
}

// A name of a security, or as exports print it, has what they add.
static enum ht_name_origin origin_of(const struct ht_name *name) {
    bool printed = name->kind && (strcmp(name->kind, "security") == 0 || strcmp(name->kind, "export_label") == 0);
    return printed ? HT_NAME_PRINTED : HT_NAME_REGISTERED;
}

static struct near_prepared *prepare(struct near_memory *memory, const struct ht_name *name) {
    struct near_prepared *out = ht_arena_alloc(memory->arena, sizeof *out);
    struct ht_name_reading reading = {.origin = origin_of(name), .counts = &memory->counts};
    out->name = name;
    ht_name_prepare(memory->arena, name->name, &reading, &out->prepared);
    memory->kept++;
    return out;
}

// The name of NUMBER in the index of watched names; NULL when there is none.
static const struct near_prepared *prepared_at(struct ht_reference *ref, uint64_t number) {
    struct near_memory *memory = near_memory(ref);
    struct near_prepared *known = keyed_get(&memory->prepared, (int64_t)number);
    if (known)
        return known;
    struct ht_name *name = ht_arena_alloc(memory->arena, sizeof *name);
    if (!ask_name_at(ref, number, name) || !name->name)
        return NULL;
    known = prepare(memory, name);
    keyed_put(&memory->prepared, memory->arena, (int64_t)number, known);
    return known;
}

struct found {
    struct ht_near_name *items;
    size_t count, capacity;
};

static int best_first(const void *a, const void *b) {
    const struct ht_near_name *x = a, *y = b;
    int order = ht_name_match_order(&x->match, &y->match);
    if (order == 0)
        order = strcmp(x->name->entity->id, y->name->entity->id);
    return order ? order : strcmp(x->name->name, y->name->name);
}

// Weighs NAME, and keeps it when it is the best of its entity.
static void weigh(struct near_memory *memory, struct found *found, const struct ht_prepared_name *printed,
                  const struct near_prepared *name) {
    struct ht_near_name item = {.name = name->name, .prepared = &name->prepared};
    ht_name_compare(printed, &name->prepared, NULL, &item.match);
    if (item.match.probability < least_probability)
        return;
    for (size_t i = 0; i < found->count; i++) {
        if (found->items[i].name->entity->key != item.name->entity->key)
            continue;
        if (best_first(&item, &found->items[i]) < 0)
            found->items[i] = item;
        return;
    }
    found->items = ht_arena_grow(memory->scratch, found->items, found->count, &found->capacity, sizeof *found->items);
    found->items[found->count++] = item;
}

static void weigh_entity(struct ht_reference *ref, struct found *found, const struct ht_prepared_name *printed,
                         int64_t key) {
    const struct ht_entity *entity = ht_reference_entity_at(ref, key);
    struct ht_names names = entity ? ht_reference_names_of(ref, entity) : (struct ht_names){NULL, 0};
    for (size_t i = 0; i < names.count; i++)
        weigh(near_memory(ref), found, printed, prepare(near_memory(ref), &names.items[i]));
}

// What is searched for: NAME as printed, and KEY of its issuer part.
static struct ht_near_names search(struct ht_reference *ref, const char *name, const char *key, bool cut,
                                   enum ht_near_scope scope) {
    struct near_memory *memory = near_memory(ref);
    struct ht_name_reading reading = {.origin = HT_NAME_PRINTED, .cut = cut, .counts = &memory->counts};
    enum name_index index = scope == HT_NEAR_WATCHED ? NAMES_WATCHED : NAMES_ALL;
    struct found found = {0};
    size_t count;
    if (!near_may_lead(ref, index, key))
        return (struct ht_near_names){0};
    struct ht_prepared_name *printed = ht_arena_alloc(memory->arena, sizeof *printed);
    ht_name_prepare(memory->arena, ht_arena_string(memory->arena, name), &reading, printed);
    memory->kept++;
    near_gather(ref, index, printed, key);
    struct near_lead *leads = best_leads(memory, &count);
    for (size_t i = 0; i < count; i++) {
        const struct near_prepared *other = scope == HT_NEAR_WATCHED ? prepared_at(ref, leads[i].number) : NULL;
        if (other)
            weigh(memory, &found, printed, other);
        if (scope == HT_NEAR_ALL)
            weigh_entity(ref, &found, printed, (int64_t)leads[i].number);
    }
    if (!found.count)
        return (struct ht_near_names){0};
    qsort(found.items, found.count, sizeof *found.items, best_first);
    return (struct ht_near_names){printed, found.items, found.count < MOST_KEPT ? found.count : MOST_KEPT};
}

static struct ht_near_names kept(struct near_memory *memory, struct ht_near_names answer) {
    struct ht_near_name *items = ht_arena_array(memory->arena, answer.count, sizeof *items);
    if (answer.count)
        memcpy(items, answer.items, answer.count * sizeof *items);
    memory->kept += answer.count;
    return (struct ht_near_names){answer.printed, items, answer.count};
}

static void forget(struct near_memory *memory) {
    ht_arena_clear(memory->arena);
    memory->prepared = (struct keyed){0};
    memory->answers = ht_map_new(memory->arena);
    memory->kept = 0;
}

struct ht_near_names ht_reference_near_names(struct ht_reference *ref, const char *name, const char *key, bool cut,
                                             enum ht_near_scope scope) {
    struct near_memory *memory = near_memory(ref);
    if (memory->kept > FORGET_AT)
        forget(memory);
    struct ht_buffer *question = &memory->question;
    ht_buffer_clear(question);
    ht_buffer_char(question, (char)('0' + 2 * (int)scope + cut));
    ht_buffer_string(question, name);
    struct ht_near_names *known = ht_map_get(memory->answers, question->data);
    if (known)
        return *known;
    known = ht_arena_alloc(memory->arena, sizeof *known);
    ht_map_put(memory->answers, question->data, known);
    ht_arena_clear(memory->scratch);
    memory->kept++;
    *known = kept(memory, search(ref, name, key, cut, scope));
    return *known;
}
