// SPDX-License-Identifier: GPL-3.0-or-later
// Entities and securities, each read once and kept by its key, so that one company is one pointer.
#include <stdlib.h>

#include "holdtrace/arena.h"
#include "reference/ask.h"

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

const struct ht_entity *ht_reference_entity_at(struct ht_reference *ref, int64_t key) {
    struct ht_entity *entity = keyed_get(&ref->entities, key);
    if (entity || key <= 0)
        return entity;
    struct db_stmt *stmt = ask(ref, ASK_ENTITY_BY_KEY);
    db_bind_int(stmt, 1, key);
    if (!db_step(stmt))
        return NULL;
    entity = entity_row(ref, stmt);
    db_reset(stmt);
    keyed_put(&ref->entities, ref->arena, key, entity);
    return entity;
}

// The entity whose key is the first answer to QUESTION about TEXT.
static const struct ht_entity *entity_by(struct ht_reference *ref, enum question question, const char *text) {
    struct db_stmt *stmt = ask(ref, question);
    db_bind_text(stmt, 1, text);
    int64_t key = db_step(stmt) ? db_int(stmt, 0) : 0;
    db_reset(stmt);
    return ht_reference_entity_at(ref, key);
}

const struct ht_entity *ht_reference_entity(struct ht_reference *ref, const char *id) {
    return entity_by(ref, ASK_ENTITY_BY_ID, id);
}

const struct ht_entity *ht_reference_entity_by_lei(struct ht_reference *ref, const char *lei) {
    return entity_by(ref, ASK_ENTITY_BY_LEI, lei);
}

static struct ht_security *security_row(struct ht_reference *ref, struct db_stmt *stmt) {
    struct ht_security *security = ht_arena_alloc(ref->arena, sizeof *security);
    security->key = db_int(stmt, 0);
    security->issuer = ht_reference_entity_at(ref, db_int(stmt, 1));
    security->guarantor = ht_reference_entity_at(ref, db_int(stmt, 2));
    security->name = read_text(ref, stmt, 3);
    security->type = read_text(ref, stmt, 4);
    security->isin = read_text(ref, stmt, 5);
    security->figi = read_text(ref, stmt, 6);
    security->ticker = read_text(ref, stmt, 7);
    security->mic = read_text(ref, stmt, 8);
    security->currency = read_text(ref, stmt, 9);
    security->valid_from = read_date(stmt, 10);
    security->valid_to = read_date(stmt, 11);
    security->confidence =
        (enum ht_confidence)read_word(ref, stmt, 12, &ref_confidences, HT_CONFIDENCE_FROM_KNOWLEDGE);
    security->source = read_text(ref, stmt, 13);
    security->note = read_text(ref, stmt, 14);
    if (!security->issuer)
        db_damaged(ref->db, "a security of the reference database has no issuer");
    return security;
}

const struct ht_security *ask_security_at(struct ht_reference *ref, int64_t key) {
    struct ht_security *security = keyed_get(&ref->securities, key);
    if (security || key <= 0)
        return security;
    struct db_stmt *stmt = ask(ref, ASK_SECURITY_BY_KEY);
    db_bind_int(stmt, 1, key);
    if (!db_step(stmt))
        return NULL;
    security = security_row(ref, stmt);
    db_reset(stmt);
    keyed_put(&ref->securities, ref->arena, key, security);
    return security;
}

// Keys to securities. After a failure there are none.
static struct ht_securities securities_at(struct ht_reference *ref, struct answer keys) {
    const struct ht_security **items = ht_arena_array(ref->arena, keys.count, sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < keys.count; i++) {
        const struct ht_security *security = ask_security_at(ref, ((const int64_t *)keys.items)[i]);
        if (security && security->issuer)
            items[count++] = security;
    }
    return (struct ht_securities){items, count};
}

// The answer to a question with two texts, asked once if there is one; what is not found is not remembered.
static struct ht_securities securities_by(struct ht_reference *ref, enum question question, const char *first,
                                          const char *second) {
    struct ht_securities *known = ht_map_get(ref->named, ask_named(ref, question, first, second));
    if (known)
        return *known;
    struct db_stmt *stmt = ask(ref, question);
    db_bind_text(stmt, 1, first);
    db_bind_text(stmt, 2, second);
    struct answer keys = ask_rows(ref, question, stmt);
    if (keys.count == 0)
        return (struct ht_securities){NULL, 0};
    known = ht_arena_alloc(ref->arena, sizeof *known);
    *known = securities_at(ref, keys);
    ht_map_put(ref->named, ask_named(ref, question, first, second), known);
    return *known;
}

struct ht_securities ht_reference_securities(struct ht_reference *ref, enum ht_id_kind kind, const char *value) {
    return securities_by(ref, ASK_SECURITIES_BY_IDENTIFIER, ht_id_name(kind), value);
}

struct ht_securities ht_reference_by_ticker(struct ht_reference *ref, const char *ticker, const char *mic) {
    return securities_by(ref, ASK_SECURITIES_BY_TICKER, ticker, mic);
}

struct ht_securities ht_reference_securities_of(struct ht_reference *ref, const struct ht_entity *entity) {
    return securities_at(ref, ask_about(ref, ASK_SECURITIES_OF, entity->key));
}
