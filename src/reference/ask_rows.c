// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the database into the structs of reference.h, one function for each. The columns are those of ask.c.
#include <string.h>

#include "holdtrace/arena.h"
#include "reference/ask.h"

const char *read_text(struct ht_reference *ref, struct db_stmt *stmt, int column) {
    return ht_arena_string(ref->arena, db_text(stmt, column));
}

struct ht_date read_date(struct db_stmt *stmt, int column) {
    int64_t number = db_int(stmt, column);
    return (struct ht_date){(int16_t)(number / 10000), (uint8_t)(number / 100 % 100), (uint8_t)(number % 100)};
}

struct ht_amount read_amount(struct ht_reference *ref, struct db_stmt *stmt, int column) {
    const char *text = db_text(stmt, column);
    struct ht_decimal number;
    if (!text)
        return ht_amount_unknown();
    if (ht_decimal_parse(text, strlen(text), &number))
        return ht_amount_of(number);
    db_damaged(ref->db, "a number of the reference database cannot be read");
    return ht_amount_unknown();
}

int read_word(struct ht_reference *ref, struct db_stmt *stmt, int column, const struct ref_words *words, int absent) {
    const char *text = db_text(stmt, column);
    int place = text ? ref_word(words, text) : absent;
    if (place >= 0)
        return place;
    db_damaged(ref->db, "a word of the reference database is not known to this version");
    return 0;
}

static enum ht_confidence read_confidence(struct ht_reference *ref, struct db_stmt *stmt, int column) {
    return (enum ht_confidence)read_word(ref, stmt, column, &ref_confidences, HT_CONFIDENCE_FROM_KNOWLEDGE);
}

static enum ht_tri read_flag(struct ht_reference *ref, struct db_stmt *stmt, int column) {
    if (!db_text(stmt, column))
        return HT_UNKNOWN;
    return read_word(ref, stmt, column, &ref_flags, -1) ? HT_YES : HT_NO;
}

static const struct ht_entity *read_entity(struct ht_reference *ref, struct db_stmt *stmt, int column) {
    const struct ht_entity *entity = ht_reference_entity_at(ref, db_int(stmt, column));
    if (!entity)
        db_damaged(ref->db, "a row of the reference database points to no entity");
    return entity;
}

void read_name(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_name *name = row;
    name->entity = read_entity(ref, stmt, 1);
    name->name = read_text(ref, stmt, 2);
    name->kind = read_text(ref, stmt, 3);
    name->language = read_text(ref, stmt, 4);
    name->source = read_text(ref, stmt, 5);
    name->valid_from = read_date(stmt, 6);
    name->valid_to = read_date(stmt, 7);
}

void read_stake(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_stake *stake = row;
    read_stake_facts(ref, stmt, stake);
    stake->owner = read_entity(ref, stmt, 0);
    stake->owned = read_entity(ref, stmt, 1);
    stake->source = read_text(ref, stmt, 11);
    stake->note = read_text(ref, stmt, 12);
}

void read_stake_facts(struct ht_reference *ref, struct db_stmt *stmt, struct ht_stake *stake) {
    stake->percent_min = read_amount(ref, stmt, 2);
    stake->percent_max = read_amount(ref, stmt, 3);
    stake->kind = (enum ht_stake_kind)read_word(ref, stmt, 4, &ref_stake_kinds, HT_STAKE_UNSTATED);
    stake->nature = (enum ht_stake_nature)read_word(ref, stmt, 5, &ref_stake_natures, HT_STAKE_ORDINARY);
    stake->status = (enum ht_stake_status)read_word(ref, stmt, 6, &ref_stake_statuses, HT_STAKE_CLOSED);
    stake->valid_from = read_date(stmt, 7);
    stake->valid_to = read_date(stmt, 8);
    stake->as_of = read_date(stmt, 9);
    stake->confidence = read_confidence(ref, stmt, 10);
}

void read_relation(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_relation *relation = row;
    relation->subject = read_entity(ref, stmt, 1);
    relation->relation = read_text(ref, stmt, 2);
    relation->object = read_entity(ref, stmt, 3);
    relation->value = read_text(ref, stmt, 4);
    relation->as_of = read_date(stmt, 5);
    relation->valid_from = read_date(stmt, 6);
    relation->valid_to = read_date(stmt, 7);
    relation->confidence = read_confidence(ref, stmt, 8);
    relation->source = read_text(ref, stmt, 9);
    relation->note = read_text(ref, stmt, 10);
}

void read_designation(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_designation *designation = row;
    designation->key = db_int(stmt, 0);
    designation->list = ask_list_at(ref, db_int(stmt, 1));
    designation->entity = read_entity(ref, stmt, 2);
    designation->listed_as = read_text(ref, stmt, 3);
    designation->ground = read_text(ref, stmt, 4);
    designation->programme = read_text(ref, stmt, 5);
    designation->citation = read_text(ref, stmt, 6);
    designation->listed_on = read_date(stmt, 7);
    designation->effective_on = read_date(stmt, 8);
    designation->divest_by = read_date(stmt, 9);
    designation->delisted_on = read_date(stmt, 10);
    designation->status = (enum ht_designation_status)read_word(ref, stmt, 11, &ref_designation_status, -1);
    designation->confidence = read_confidence(ref, stmt, 12);
    designation->source = read_text(ref, stmt, 13);
    designation->note = read_text(ref, stmt, 14);
}

void read_statement(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_statement *statement = row;
    statement->entity = read_entity(ref, stmt, 0);
    statement->list = read_text(ref, stmt, 1);
    statement->status = read_text(ref, stmt, 2);
    statement->text = read_text(ref, stmt, 3);
    statement->as_of = read_date(stmt, 4);
    statement->source = read_text(ref, stmt, 5);
}

void read_reported_holding(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_reported_holding *holding = row;
    holding->holder = read_entity(ref, stmt, 1);
    holding->entity = read_entity(ref, stmt, 2);
    holding->value = read_amount(ref, stmt, 3);
    holding->shares = read_amount(ref, stmt, 4);
    holding->currency = read_text(ref, stmt, 5);
    holding->note = read_text(ref, stmt, 6);
    holding->as_of = read_date(stmt, 7);
    holding->source = read_text(ref, stmt, 8);
}

void read_lookalike(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_lookalike *lookalike = row;
    lookalike->entity = read_entity(ref, stmt, 0);
    lookalike->name = read_text(ref, stmt, 1);
    lookalike->isin = read_text(ref, stmt, 2);
    lookalike->ticker = read_text(ref, stmt, 3);
    lookalike->mic = read_text(ref, stmt, 4);
    lookalike->why = read_text(ref, stmt, 5);
    lookalike->source = read_text(ref, stmt, 6);
}

void read_reach(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_reach_rule *rule = row;
    rule->list = read_text(ref, stmt, 0);
    rule->rule = read_text(ref, stmt, 1);
    rule->threshold_pct = read_amount(ref, stmt, 2);
    rule->inclusive = read_flag(ref, stmt, 3);
    rule->aggregate = read_flag(ref, stmt, 4);
    rule->cascade = read_flag(ref, stmt, 5);
    rule->listed_only = read_flag(ref, stmt, 6);
    rule->names_only = read_flag(ref, stmt, 7);
    rule->valid_from = read_date(stmt, 8);
    rule->valid_to = read_date(stmt, 9);
    rule->citation = read_text(ref, stmt, 10);
    rule->source = read_text(ref, stmt, 11);
    rule->note = read_text(ref, stmt, 12);
}

void read_list(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_list *list = row;
    list->key = db_int(stmt, 0);
    list->id = read_text(ref, stmt, 1);
    list->name = read_text(ref, stmt, 2);
    list->authority = read_text(ref, stmt, 3);
    list->country = read_text(ref, stmt, 4);
    list->is_event = read_word(ref, stmt, 5, &ref_list_kinds, -1) == 1;
    list->effect = read_text(ref, stmt, 6);
    list->url = read_text(ref, stmt, 7);
    list->edition = read_text(ref, stmt, 8);
    list->entries_total = db_text(stmt, 9) ? db_int(stmt, 9) : -1;
    list->note = read_text(ref, stmt, 10);
    list->entries_held = db_int(stmt, 11);
    list->retrieved_on = read_date(stmt, 12);
}

void read_screen(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct stored_screen *screen = row;
    screen->name = read_text(ref, stmt, 0);
    screen->text = read_text(ref, stmt, 1);
}

void read_alias(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    *(const char **)row = read_text(ref, stmt, 0);
}

void read_twin(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    *(const struct ht_entity **)row = read_entity(ref, stmt, 0);
}

void read_exception(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_exception *exception = row;
    exception->entity = read_entity(ref, stmt, 0);
    exception->category = read_text(ref, stmt, 1);
    exception->reason = read_text(ref, stmt, 2);
    exception->reference = read_text(ref, stmt, 3);
    exception->source = read_text(ref, stmt, 4);
    exception->note = read_text(ref, stmt, 5);
}

void read_conflict(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_conflict *conflict = row;
    conflict->entity = read_entity(ref, stmt, 0);
    conflict->kind = read_text(ref, stmt, 1);
    conflict->text = read_text(ref, stmt, 2);
    conflict->sources = read_text(ref, stmt, 3);
}

void read_left_out(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_left_out *out = row;
    out->file = read_text(ref, stmt, 0);
    out->reason = read_text(ref, stmt, 1);
    out->rows = db_int(stmt, 2);
}

void read_source(struct ht_reference *ref, struct db_stmt *stmt, void *row) {
    struct ht_source_row *source = row;
    source->id = read_text(ref, stmt, 0);
    source->title = read_text(ref, stmt, 1);
    source->publisher = read_text(ref, stmt, 2);
    source->url = read_text(ref, stmt, 3);
    source->published_on = read_date(stmt, 4);
    source->retrieved_on = read_date(stmt, 5);
    source->licence = read_text(ref, stmt, 6);
    source->redistributable = read_word(ref, stmt, 7, &ref_flags, 0) == 1;
    source->note = read_text(ref, stmt, 8);
    source->file = read_text(ref, stmt, 9);
    source->sha256 = read_text(ref, stmt, 10);
}
