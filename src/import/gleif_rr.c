// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * GLEIF's golden copy of level 2, "who owns whom".
 *
 * What is reported is whose accounts take in whose: that is control, and a percentage beside it is no stake that
 * could be multiplied along a chain. So a direct and an ultimate parent are two links of control, of which neither is
 * computed from the other nor counted in integrated shares; where both are one company of one time, they are one row.
 *
 * A fund's manager owns nothing of it, and a feeder's master is what it holds: those are relations. An international
 * branch is no legal person of its own but a part of the entity named (LEI ROC, "Including data on international/
 * foreign branches in the Global LEI System", 11 July 2016): that entity's in full.
 */
#include "import/gleif_rr.h"

enum left { LEFT_SELF = GLEIF_LEFT, LEFT_NO_LEI, LEFT_OTHER, LEFT_WIDTH };

enum { LEI_ID = 32, DAY = 16, PERCENT = 48, FLAGS = 96 };

// A link of control that waits for its fellow: the other of direct and ultimate, of the same entity.
struct link {
    bool there;
    char owner[LEI_ID], owned[LEI_ID];
    char from[DAY], to[DAY], as_of[DAY];
    char percent[PERCENT], flags[FLAGS];
    const char *confidence;
};

struct context {
    struct import_left left[LEFT_WIDTH + 1];
    struct link direct, ultimate;
};

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID",
                                        "Relationship.RelationshipType", NULL};
    return import_header_has(sample, names) || import_text_has(sample, "http://www.gleif.org/data/schema/rr/");
}

static const char *given(const char *text) {
    return text[0] ? text : NULL;
}

static void write_link(struct import *import, const struct link *link, const char *what) {
    const char *flags = given(link->flags);
    const char *stake[STAKE_WIDTH] = {
        [STAKE_OWNER] = link->owner,
        [STAKE_OWNED] = link->owned,
        [STAKE_PERCENT_MIN] = given(link->percent),
        [STAKE_PERCENT_MAX] = given(link->percent),
        [STAKE_KIND] = "control",
        [STAKE_VALID_FROM] = given(link->from),
        [STAKE_VALID_TO] = given(link->to),
        [STAKE_AS_OF] = given(link->as_of),
        [STAKE_CONFIDENCE] = link->confidence,
        [STAKE_NOTE] = ht_arena_format(import->row, "%s%s%s", what, flags ? "; " : "", flags ? flags : ""),
    };
    (void)import_write(import, REF_OWNERSHIP, stake);
}

// Whether both say the same of the same two, but for a percentage that only one of them states.
static bool are_one(const struct link *a, const struct link *b) {
    return strcmp(a->owner, b->owner) == 0 && strcmp(a->from, b->from) == 0 && strcmp(a->to, b->to) == 0 &&
           strcmp(a->flags, b->flags) == 0 && strcmp(a->confidence, b->confidence) == 0 &&
           (!a->percent[0] || !b->percent[0] || strcmp(a->percent, b->percent) == 0);
}

static void flush(struct import *import, struct context *context) {
    struct link *direct = &context->direct, *ultimate = &context->ultimate;
    if (direct->there && ultimate->there && are_one(direct, ultimate)) {
        if (!direct->percent[0])
            memcpy(direct->percent, ultimate->percent, PERCENT);
        if (strcmp(direct->as_of, ultimate->as_of) < 0)
            memcpy(direct->as_of, ultimate->as_of, DAY);
        write_link(import, direct, "direct and ultimate parent");
    } else {
        if (direct->there)
            write_link(import, direct, "direct parent");
        if (ultimate->there)
            write_link(import, ultimate, "ultimate parent");
    }
    direct->there = ultimate->there = false;
}

static void keep(char *room, size_t size, const char *text) {
    snprintf(room, size, "%s", text ? text : "");
}

// What of one relationship every kind of row needs.
struct tie {
    const char *start, *end; // ids
    struct rr_facts facts;
    const char *confidence;
};

static void take_control(struct import *import, struct context *context, const struct tie *tie, bool is_direct) {
    struct link *slot = is_direct ? &context->direct : &context->ultimate;
    const struct link *other = is_direct ? &context->ultimate : &context->direct;
    if (slot->there || (other->there && strcmp(other->owned, tie->start) != 0))
        flush(import, context);
    slot->there = true;
    keep(slot->owner, LEI_ID, tie->end);
    keep(slot->owned, LEI_ID, tie->start);
    keep(slot->from, DAY, tie->facts.from);
    keep(slot->to, DAY, tie->facts.to);
    keep(slot->as_of, DAY, tie->facts.as_of);
    keep(slot->percent, PERCENT, tie->facts.percent);
    keep(slot->flags, FLAGS, tie->facts.flags);
    slot->confidence = tie->confidence;
}

static void take_branch(struct import *import, const struct tie *tie) {
    const char *stake[STAKE_WIDTH] = {
        [STAKE_OWNER] = tie->end,
        [STAKE_OWNED] = tie->start,
        [STAKE_PERCENT_MIN] = "100",
        [STAKE_PERCENT_MAX] = "100",
        [STAKE_KIND] = "economic",
        [STAKE_VALID_FROM] = tie->facts.from,
        [STAKE_VALID_TO] = tie->facts.to,
        [STAKE_AS_OF] = tie->facts.as_of,
        [STAKE_CONFIDENCE] = tie->confidence,
        [STAKE_NOTE] = ht_arena_format(import->row, "international branch, the same legal person%s%s",
                                       tie->facts.flags ? "; " : "", tie->facts.flags ? tie->facts.flags : ""),
    };
    (void)import_write(import, REF_OWNERSHIP, stake);
}

static void take_relation(struct import *import, const struct tie *tie, const char *word) {
    const char *relation[RELATION_WIDTH] = {
        [RELATION_SUBJECT] = tie->start,
        [RELATION_RELATION] = word,
        [RELATION_OBJECT] = tie->end,
        [RELATION_AS_OF] = tie->facts.as_of,
        [RELATION_VALID_FROM] = tie->facts.from,
        [RELATION_VALID_TO] = tie->facts.to,
        [RELATION_CONFIDENCE] = tie->confidence,
        [RELATION_NOTE] = tie->facts.flags,
    };
    (void)import_write(import, REF_RELATIONS, relation);
}

static const char *relation_of(const char *type) {
    static const char *const relations[][2] = {
        {"IS_FUND-MANAGED_BY", "managed_by"}, {"IS_SUBFUND_OF", "subfund_of"}, {"IS_FEEDER_TO", "feeder_to"}};
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
        if (gleif_is(type, relations[i][0]))
            return relations[i][1];
    return NULL;
}

static bool is_known(const char *type) {
    return gleif_is(type, "IS_DIRECTLY_CONSOLIDATED_BY") || gleif_is(type, "IS_ULTIMATELY_CONSOLIDATED_BY") ||
           gleif_is(type, "IS_INTERNATIONAL_BRANCH_OF") || relation_of(type);
}

static void take_known(struct import *import, const char *const *cells, const char *start, const char *end,
                       struct context *context) {
    const struct tie tie = {import_lei_id(import, start), import_lei_id(import, end), rr_facts_of(import, cells),
                            gleif_confidence(cells[RR_VALIDATION])};
    const char *type = cells[RR_TYPE];
    if (relation_of(type))
        take_relation(import, &tie, relation_of(type));
    else if (strcmp(type, "IS_INTERNATIONAL_BRANCH_OF") == 0)
        take_branch(import, &tie);
    else
        take_control(import, context, &tie, strcmp(type, "IS_DIRECTLY_CONSOLIDATED_BY") == 0);
}

static bool is_lei_type(const char *type) {
    return !type || strcmp(type, "LEI") == 0;
}

static void take(struct import *import, const char *const *cells, void *data) {
    struct context *context = data;
    enum gleif_left why;
    if (!cells[RR_START] || !cells[RR_END] || !cells[RR_TYPE]) {
        import_find(import, HT_CODE_BAD_ROW, "the relationship lacks a node or its type; the row was left out");
        import_skip(import);
        return;
    }
    size_t left = LEFT_WIDTH;
    if (!gleif_stands(cells[RR_REGISTRATION], cells[RR_DELETED], &why))
        left = why;
    else if (!is_known(cells[RR_TYPE]))
        left = LEFT_OTHER;
    else if (!is_lei_type(cells[RR_START_TYPE]) || !is_lei_type(cells[RR_END_TYPE]))
        left = LEFT_NO_LEI;
    else if (strcmp(cells[RR_START], cells[RR_END]) == 0)
        left = LEFT_SELF;
    const char *start = NULL, *end = NULL;
    if (left == LEFT_WIDTH) {
        start = import_identifier(import, HT_ID_LEI, cells[RR_START]);
        end = import_identifier(import, HT_ID_LEI, cells[RR_END]);
    } else {
        context->left[left].count++;
    }
    if (start && end)
        take_known(import, cells, start, end, context);
    else
        import_skip(import);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    struct context context = {.left = {
                                  [GLEIF_ANNULLED] = {"annulled records", 0},
                                  [GLEIF_DUPLICATE] = {"records of a relationship that is there twice", 0},
                                  [GLEIF_MOVED] = {"records that went to another registrar", 0},
                                  [GLEIF_PENDING] = {"records that were not completed", 0},
                                  [GLEIF_DELETED] = {"rows that a delta takes back", 0},
                                  [LEFT_SELF] = {"relationships of an entity with itself", 0},
                                  [LEFT_NO_LEI] = {"relationships whose ends are not both LEIs", 0},
                                  [LEFT_OTHER] = {"relationships of a type that is not known", 0},
                              }};
    struct import_xml_table xml = rr_xml;
    xml.take = take;
    const struct gleif_format format = {rr_columns, RR_WIDTH, &xml, take};
    enum ht_status status = gleif_read(import, &format, &context, err);
    if (status == HT_OK)
        flush(import, &context);
    import_say_left(import, context.left);
    return status;
}

const struct importer importer_gleif_rr = {
    .name = "gleif-rr",
    .title = "GLEIF golden copy, level 2: parents, fund managers, branches",
    .publisher = GLEIF_PUBLISHER,
    .url = "https://www.gleif.org/en/lei-data/gleif-golden-copy",
    .licence = GLEIF_LICENCE,
    .redistributable = true,
    .knows = knows,
    .run = run,
};
