// SPDX-License-Identifier: GPL-3.0-or-later
// Entities, each read once and kept by its key, so that one company is one pointer.
#include <string.h>

#include "holdtrace/arena.h"
#include "reference/ask_keys.h"

static struct ht_entity *entity_row(struct ht_reference *ref, struct db_stmt *stmt) {
    struct ht_entity *entity = ht_arena_alloc(ref->arena, sizeof *entity);
    entity->key = db_int(stmt, 0);
    entity->id = read_text(ref, stmt, 1);
    entity->name = read_text(ref, stmt, 2);
    entity->local_name = read_text(ref, stmt, 3);
    entity->countries = read_text(ref, stmt, 4);
    entity->kind = read_text(ref, stmt, 5);
    entity->lei = read_text(ref, stmt, 6);
    entity->registry_id = read_text(ref, stmt, 7);
    entity->confidence = (enum ht_confidence)read_word(ref, stmt, 8, &ref_confidences, HT_CONFIDENCE_FROM_KNOWLEDGE);
    entity->source = read_text(ref, stmt, 9);
    entity->note = read_text(ref, stmt, 10);
    return entity;
}

// The row of KEY, by the question for it in one of its tables; NULL when it is not there.
static const struct ht_entity *read_entity(struct ht_reference *ref, enum question question, int64_t key) {
    struct db_stmt *stmt = ask(ref, question);
    db_bind_int(stmt, 1, key);
    if (!db_step(stmt))
        return NULL;
    struct ht_entity *entity = entity_row(ref, stmt);
    db_reset(stmt);
    keyed_put(&ref->entities, ref->arena, key, entity);
    return entity;
}

const struct ht_entity *ht_reference_entity_at(struct ht_reference *ref, int64_t key) {
    const struct ht_entity *entity = keyed_get(&ref->entities, key);
    return entity || key <= 0 ? entity : read_entity(ref, ASK_ENTITY_BY_KEY, key);
}

const struct ht_entity *ask_listed_entity(struct ht_reference *ref, int64_t key) {
    const struct ht_entity *entity = keyed_get(&ref->entities, key);
    entity = entity || key <= 0 ? entity : read_entity(ref, ASK_LISTED_BY_KEY, key);
    return entity ? entity : ht_reference_entity_at(ref, key);
}

static const struct ht_entity *entity_by(struct ht_reference *ref, enum key_kind kind, const char *text) {
    struct key_numbers keys = ask_key(ref, kind, text);
    return keys.count ? ht_reference_entity_at(ref, (int64_t)keys.items[0]) : NULL;
}

const struct ht_entity *ht_reference_entity(struct ht_reference *ref, const char *id) {
    const struct ht_entity *entity = entity_by(ref, KEY_ID, id);
    return entity || strncmp(id, "lei-", 4) != 0 ? entity : entity_by(ref, KEY_LEI, id + 4);
}

const struct ht_entity *ht_reference_entity_by_lei(struct ht_reference *ref, const char *lei) {
    return entity_by(ref, KEY_LEI, lei);
}
