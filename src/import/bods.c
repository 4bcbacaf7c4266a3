// SPDX-License-Identifier: GPL-3.0-or-later
// Statements of beneficial ownership, read three times: see bods.h.
#include "import/bods.h"

#include <string.h>

#include "holdtrace/date.h"
#include "holdtrace/text.h"

enum { INDEX, WRITE, PERSONS };

static bool knows(const struct import_sample *sample) {
    struct ht_slice text = ht_slice_trim(sample->text);
    return text.len && (*text.data == '[' || *text.data == '{') && import_text_has(sample, "\"statementId\"") &&
           import_text_has(sample, "\"recordId\"") && import_text_has(sample, "\"recordType\"");
}

const char *bods_id(struct import *import, const struct bods *bods, const struct bods_record *record,
                    const char *id) {
    const char *lei = bods_lei_of(bods->index, record);
    // Record ids are unique within what one publisher gives out, so that the source's name is part of ours.
    return lei ? import_lei_id(import, lei)
               : import_id(import, ht_arena_format(import->row, "%s-", import->source), id);
}

const char *bods_day(struct import *import, const char *text) {
    struct ht_date date;
    return text && ht_date_parse(text, &date) ? text : import_day(import, text);
}

bool bods_unnamed(const struct ht_json_node *details) {
    const char *entity = import_json_text(import_json_member(details, "entityType"), "type");
    const char *person = import_json_text(details, "personType");
    return ht_text_equal(entity, "anonymousEntity") || ht_text_equal(entity, "unknownEntity") ||
           ht_text_equal(person, "anonymousPerson") || ht_text_equal(person, "unknownPerson");
}

// The LEI among the identifiers of an entity, for the row; NULL without one, or with several.
static const char *find_lei(struct import *import, const struct ht_json_node *details) {
    const struct ht_json_node *identifiers = import_json_member(details, "identifiers");
    const char *found = NULL;
    for (const struct ht_json_node *node = identifiers ? identifiers->first : NULL; node; node = node->next) {
        if (!ht_text_equal(import_json_text(node, "scheme"), "XI-LEI"))
            continue;
        const char *lei = import_identifier(import, HT_ID_LEI, import_json_text(node, "id"));
        if (found && lei && strcmp(found, lei) != 0) {
            import_find(import, HT_CODE_CONFLICT, "one entity has the LEIs %s and %s; none was used", found, lei);
            return NULL;
        }
        found = lei ? lei : found;
    }
    return found;
}

// The kind of a statement's record; 0 for a relationship, -1 for none.
static int kind_of(const struct ht_json_node *statement) {
    const char *type = import_json_text(statement, "recordType");
    if (ht_text_equal(type, "entity"))
        return BODS_ENTITY;
    if (ht_text_equal(type, "person"))
        return BODS_PERSON;
    return ht_text_equal(type, "relationship") ? 0 : -1;
}

static void note_publication(struct import *import, struct bods *bods, const struct ht_json_node *statement) {
    const struct ht_json_node *publication = import_json_member(statement, "publicationDetails");
    const char *name = import_json_text(import_json_member(publication, "publisher"), "name");
    const char *day = import_json_text(publication, "publicationDate");
    struct ht_date date;
    if (name && !bods->publisher)
        bods->publisher = ht_arena_string(import->arena, name);
    bods->several |= name && strcmp(name, bods->publisher) != 0;
    if (day && strlen(day) == 10 && ht_date_parse(day, &date) && strcmp(day, bods->published_on) > 0)
        memcpy(bods->published_on, day, strlen(day) + 1);
}

// First reading: which statement of its record counts.
static void note_statement(struct import *import, struct bods *bods, const struct ht_json_node *statement) {
    const char *id = import_json_text(statement, "recordId"), *day = import_json_text(statement, "statementDate");
    const struct ht_json_node *details = import_json_member(statement, "recordDetails");
    int kind = kind_of(statement);
    if (!id || kind < 0 || !details) {
        bods->foreign += import_json_text(statement, "statementType") && !import_json_text(statement, "recordType");
        import_find(import, HT_CODE_BAD_ROW,
                    "the statement lacks recordId, recordType or recordDetails; it was left out");
        import_skip(import);
        return;
    }
    note_publication(import, bods, statement);
    struct ht_date date = {0};
    if (day)
        ht_date_parse(ht_arena_copy(import->row, day, strlen(day) < 10 ? strlen(day) : 10), &date);
    struct bods_record *record = bods_record_make(&bods->index, id);
    if (record->statement && ht_date_first(date) < record->date)
        return;
    bool closed = ht_text_equal(import_json_text(statement, "recordStatus"), "closed");
    record->statement = bods->statement;
    record->date = ht_date_first(date);
    record->flags = (uint32_t)kind | (closed ? BODS_CLOSED : 0u) | (bods_unnamed(details) ? BODS_UNNAMED : 0u);
    bods_set_lei(bods->index, record, kind == BODS_ENTITY ? find_lei(import, details) : NULL);
}

static void leave_out(struct import *import, struct bods *bods, enum bods_left what) {
    bods->left[what].count++;
    import_skip(import);
}

// The party ID as it may stand in a relationship; NULL when nothing is known of it.
static struct bods_record *party_of(const struct bods *bods, const char *id, uint32_t kinds) {
    struct bods_record *record = bods_record_of(bods->index, id);
    bool usable = record && (record->flags & kinds) && !(record->flags & (BODS_CLOSED | BODS_UNNAMED));
    return usable ? record : NULL;
}

static void write_relationship(struct import *import, struct bods *bods, const struct ht_json_node *statement) {
    const struct ht_json_node *details = import_json_member(statement, "recordDetails");
    // A party that is not disclosed is an object with the reason, not an id.
    const char *subject = import_json_text(details, "subject"), *party = import_json_text(details, "interestedParty");
    struct bods_record *owned = party_of(bods, subject, BODS_ENTITY);
    struct bods_record *owner = party_of(bods, party, BODS_ENTITY | BODS_PERSON);
    if (!owned || !owner) {
        leave_out(import, bods, BODS_LEFT_PARTY);
        return;
    }
    const char *owner_id = bods_id(import, bods, owner, party), *owned_id = bods_id(import, bods, owned, subject);
    if (bods_write_interests(import, bods, owner_id, owned_id, statement))
        owner->flags |= BODS_OWNS;
    else
        import_skip(import);
}

// An id for the party ID that no other has; NULL, with a finding, when there is none.
static const char *new_id(struct import *import, const struct bods *bods, const struct bods_record *record,
                          const char *id) {
    const char *own = bods_id(import, bods, record, id);
    if (import_first(import, own))
        return own;
    // Two records of one LEI are one company; the build joins them.
    own = import_id(import, ht_arena_format(import->row, "%s-", import->source), id);
    if (record->lei && import_first(import, own))
        return own;
    import_find(import, HT_CODE_BAD_ROW,
                "the record id \"%s\" differs from another only in marks that ids do not have", id);
    import_skip(import);
    return NULL;
}

static void write_entity(struct import *import, struct bods *bods, const struct bods_record *record, const char *id,
                         const struct ht_json_node *statement) {
    const char *own = new_id(import, bods, record, id);
    if (own && !bods_write_entity(import, own, bods_lei_of(bods->index, record), statement))
        import_skip(import);
}

// Second reading: entities and relationships.
static void write_statement(struct import *import, struct bods *bods, const struct bods_record *record,
                            const char *id, const struct ht_json_node *statement) {
    int kind = kind_of(statement);
    if (record->statement != bods->statement)
        leave_out(import, bods, BODS_LEFT_OLD);
    else if (record->flags & BODS_CLOSED)
        leave_out(import, bods, BODS_LEFT_CLOSED);
    else if (record->flags & BODS_UNNAMED)
        leave_out(import, bods, BODS_LEFT_UNNAMED);
    else if (kind == BODS_ENTITY)
        write_entity(import, bods, record, id, statement);
    else if (kind == 0)
        write_relationship(import, bods, statement);
}

// Third reading: the persons who own.
static void write_person(struct import *import, struct bods *bods, const struct bods_record *record, const char *id,
                         const struct ht_json_node *statement) {
    if (record->statement != bods->statement || (record->flags & (BODS_CLOSED | BODS_UNNAMED)) ||
        kind_of(statement) != BODS_PERSON)
        return;
    if (!(record->flags & BODS_OWNS)) {
        leave_out(import, bods, BODS_LEFT_PERSON);
        return;
    }
    const char *own = new_id(import, bods, record, id);
    if (own && !bods_write_person(import, own, import_json_member(statement, "recordDetails")))
        import_skip(import);
}

static void take(struct import *import, const struct ht_json_node *statement, void *context) {
    struct bods *bods = context;
    bods->statement++;
    if (!statement)
        return;
    if (bods->pass == INDEX) {
        note_statement(import, bods, statement);
        return;
    }
    const char *id = import_json_text(statement, "recordId");
    const struct bods_record *record = bods_record_of(bods->index, id);
    if (!record || kind_of(statement) < 0 || !import_json_member(statement, "recordDetails"))
        return;
    if (bods->pass == WRITE)
        write_statement(import, bods, record, id, statement);
    else
        write_person(import, bods, record, id, statement);
}

static enum ht_status read_all(struct import *import, struct bods *bods, int pass, struct ht_error *err) {
    const struct import_json how = {.having = pass == PERSONS ? "\"person\"" : NULL, .take = take};
    enum ht_status status = HT_OK;
    bods->pass = pass;
    bods->statement = 0;
    import->uncounted = pass != INDEX;
    for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++)
        status = import_json_read(import, i, &how, bods, err);
    return status;
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    struct bods bods = {
        .left = {[BODS_LEFT_OLD] = {"statements that later ones of the same record replace", 0},
                 [BODS_LEFT_CLOSED] = {"closed records", 0},
                 [BODS_LEFT_UNNAMED] = {"anonymous or unknown parties", 0},
                 [BODS_LEFT_PERSON] = {"persons who own nothing here", 0},
                 [BODS_LEFT_PARTY] = {"relationships with a party that is not disclosed, not described or closed", 0},
                 [BODS_LEFT_INTEREST] = {"interests that are neither a share nor control", 0},
                 [BODS_LEFT_FURTHER] = {"further interests of the same kind between the same two parties", 0}},
    };
    enum ht_status status = read_all(import, &bods, INDEX, err);
    if (status == HT_OK && bods.foreign)
        status = ht_fail(err, HT_ERR_FORMAT,
                         "%s: the statements are of a version of the standard before 0.4, which is not read",
                         import->result->files[0].path);
    if (status == HT_OK)
        status = read_all(import, &bods, WRITE, err);
    if (status == HT_OK)
        status = read_all(import, &bods, PERSONS, err);
    if (bods.publisher)
        import_add_note(import, "published by %s%s", bods.publisher, bods.several ? " and others" : "");
    if (*bods.published_on)
        import->published_on = ht_arena_string(import->arena, bods.published_on);
    import_say_left(import, bods.left);
    bods_index_free(bods.index);
    return status;
}

const struct importer importer_bods = {
    .name = "bods",
    .title = "Statements of beneficial ownership (BODS 0.4)",
    .publisher = NULL,
    .url = NULL,
    .licence = NULL,
    .redistributable = false,
    .knows = knows,
    .run = run,
};
