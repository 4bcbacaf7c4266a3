// SPDX-License-Identifier: GPL-3.0-or-later
// Names: rows of the table of names, and those of entities and securities, which are stored with these.
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "reference/ask_keys.h"

bool ask_name_at(struct ht_reference *ref, uint64_t number, struct ht_name *out) {
    int64_t key = (int64_t)(number >> 2);
    const struct ht_security *security = NULL;
    const struct ht_entity *entity = NULL;
    struct db_stmt *stmt;
    memset(out, 0, sizeof *out);
    switch ((enum key_name)(number & 3)) {
    case NAME_ROW:
        stmt = ask(ref, ASK_NAME_BY_KEY);
        db_bind_int(stmt, 1, key);
        bool found = db_step(stmt);
        if (found)
            read_name(ref, stmt, out);
        db_reset(stmt);
        return found && out->entity;
    case NAME_OF_ENTITY:
    case NAME_LOCAL:
        entity = ht_reference_entity_at(ref, key);
        if (entity)
            *out = (struct ht_name){.entity = entity,
                                    .name = number & 1 ? entity->name : entity->local_name,
                                    .kind = number & 1 ? "main" : "local",
                                    .source = entity->source};
        return entity != NULL;
    case NAME_OF_SECURITY:
        security = ask_security_at(ref, key);
        if (security && security->issuer)
            *out = (struct ht_name){.entity = security->issuer,
                                    .name = security->name,
                                    .kind = "security",
                                    .source = security->source,
                                    .valid_from = security->valid_from,
                                    .valid_to = security->valid_to};
        return security && security->issuer;
    }
    return false;
}

// Rows of names before entities, those before securities, each by its key.
static uint64_t rank(uint64_t number) {
    uint64_t class = number & 3;
    return (class == NAME_LOCAL ? (uint64_t)NAME_OF_ENTITY : class) << 62 | number;
}

static int compare(const void *a, const void *b) {
    uint64_t x = rank(*(const uint64_t *)a), y = rank(*(const uint64_t *)b);
    return (x > y) - (x < y);
}

static struct answer read_names(struct ht_reference *ref, struct key_numbers found) {
    uint64_t *numbers = ht_arena_array(ref->arena, found.count, sizeof *numbers);
    struct ht_name *names = ht_arena_array(ref->arena, found.count, sizeof *names);
    size_t count = 0;
    memcpy(numbers, found.items, found.count * sizeof *numbers);
    qsort(numbers, found.count, sizeof *numbers, compare);
    for (size_t i = 0; i < found.count; i++)
        if ((i == 0 || numbers[i] != numbers[i - 1]) && ask_name_at(ref, numbers[i], &names[count]))
            count++;
    return (struct answer){names, count};
}

struct ht_names ht_reference_names(struct ht_reference *ref, const char *key, bool prefix) {
    enum question question = prefix ? ASK_KEY_BLOCKS_AFTER : ASK_KEY_BLOCK;
    if (ht_text_empty(key))
        return (struct ht_names){NULL, 0};
    struct answer *known = ht_map_get(ref->named, ask_named(ref, question, key, ""));
    if (!known) {
        struct key_numbers found = prefix ? ask_key_prefix(ref, KEY_NAME, key) : ask_key(ref, KEY_NAME, key);
        if (!found.count)
            return (struct ht_names){NULL, 0};
        known = ht_arena_alloc(ref->arena, sizeof *known);
        *known = read_names(ref, found);
        ht_map_put(ref->named, ask_named(ref, question, key, ""), known);
    }
    return (struct ht_names){known->items, known->count};
}

struct names {
    struct ht_name *items;
    size_t count, capacity;
};

static void add(struct ht_reference *ref, struct names *names, struct ht_name name) {
    if (!name.name)
        return;
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i].name, name.name) == 0)
            return;
    names->items = ht_arena_grow(ref->arena, names->items, names->count, &names->capacity, sizeof *names->items);
    names->items[names->count++] = name;
}

static struct answer names_of(struct ht_reference *ref, const struct ht_entity *entity) {
    struct db_stmt *stmt = ask(ref, ASK_NAME_ROWS_OF);
    db_bind_int(stmt, 1, entity->key);
    struct answer rows = ask_rows(ref, ASK_NAME_ROWS_OF, stmt);
    struct names names = {.count = rows.count};
    names.items = ht_arena_array(ref->arena, rows.count, sizeof *names.items);
    names.capacity = rows.count;
    if (rows.count)
        memcpy(names.items, rows.items, rows.count * sizeof *names.items);
    add(ref, &names, (struct ht_name){entity, entity->name, "main", NULL, entity->source, {0}, {0}});
    add(ref, &names, (struct ht_name){entity, entity->local_name, "local", NULL, entity->source, {0}, {0}});
    struct ht_securities securities = ht_reference_securities_of(ref, entity);
    for (size_t i = 0; i < securities.count; i++) {
        const struct ht_security *security = securities.items[i];
        add(ref, &names,
            (struct ht_name){entity, security->name, "security", NULL, security->source, security->valid_from,
                             security->valid_to});
    }
    return (struct answer){names.items, names.count};
}

struct ht_names ht_reference_names_of(struct ht_reference *ref, const struct ht_entity *entity) {
    struct answer *known = keyed_get(&ref->answers[ASK_NAME_ROWS_OF], entity->key);
    if (!known) {
        known = ht_arena_alloc(ref->arena, sizeof *known);
        *known = entity->key > 0 ? names_of(ref, entity) : (struct answer){NULL, 0};
        keyed_put(&ref->answers[ASK_NAME_ROWS_OF], ref->arena, entity->key, known);
    }
    return (struct ht_names){known->items, known->count};
}
