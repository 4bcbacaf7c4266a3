// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a decision rests on, as facts in words and their digest. Facts that a new edition of the reference changes
 * without changing who a company is or why it matters (the exact percentage of a stake, the date of a filing) are
 * told coarsely or not at all, so that decisions are not reopened for nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/decisions.h"
#include "holdtrace/names.h"

#define SEPARATOR " | "

struct facts {
    struct ht_arena *arena;
    const char **items;
    size_t count, capacity;
};

// Blanks of any kind, and several of them, are one: exports of one list differ in them. A fact has no bar, which
// stands between facts.
static const char *plain(struct ht_arena *arena, const char *text) {
    if (ht_text_empty(text))
        return NULL;
    char *out = ht_arena_string(arena, text), *to = out;
    for (const char *from = text; *from; from++) {
        bool blank = *from == ' ' || (*from >= '\t' && *from <= '\r');
        if (!blank)
            *to++ = *from;
        else if (to > out && to[-1] != ' ')
            *to++ = ' ';
    }
    to -= to > out && to[-1] == ' ';
    *to = '\0';
    return *out ? out : NULL;
}

static void add(struct facts *facts, const char *what, const char *text) {
    const char *value = plain(facts->arena, text);
    if (!value)
        return;
    char *fact = ht_arena_format(facts->arena, "%s: %s", what, value);
    for (char *at = fact; (at = strchr(at, '|')) != NULL; at++)
        *at = '/';
    facts->items = ht_arena_grow(facts->arena, facts->items, facts->count, &facts->capacity, sizeof *facts->items);
    facts->items[facts->count++] = fact;
}

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// Sorts the facts from FROM on and leaves each there once.
static void settle(struct facts *facts, size_t from) {
    size_t kept = from;
    if (facts->count <= from)
        return;
    qsort(facts->items + from, facts->count - from, sizeof *facts->items, by_bytes);
    for (size_t i = from; i < facts->count; i++)
        if (i == from || strcmp(facts->items[i], facts->items[kept - 1]) != 0)
            facts->items[kept++] = facts->items[i];
    facts->count = kept;
}

void ht_decision_describe(const struct ht_position *position, struct ht_arena *arena, struct ht_decision *out) {
    const char *const cells[] = {
        position->name,   position->isin, position->cusip,  position->sedol,
        position->figi,   position->lei,  position->ticker, position->exchange ? position->exchange : position->mic,
        position->country};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        out->cells[HT_D_NAME + i] = plain(arena, cells[i]);
}

static void add_row(struct facts *facts, const struct ht_position *position, bool conflict) {
    struct ht_decision row = {0};
    ht_decision_describe(position, facts->arena, &row);
    for (int column = HT_D_NAME; column <= HT_D_COUNTRY; column++) {
        const char *label = ht_decision_column_name((enum ht_decision_column)column);
        add(facts, ht_arena_format(facts->arena, "row %s", label), row.cells[column]);
    }
    add(facts, "row incorporation", position->incorporation);
    add(facts, "row issuer", position->issuer_name);
    add(facts, "row underlying", position->underlying_name);
    add(facts, "row group", position->group_lei ? position->group_lei : position->group_name);
    if (position->kind == HT_KIND_FUND)
        add(facts, "row kind", "fund");
    if (conflict)
        add(facts, "row identifiers", "contradict each other");
}

// Which identifiers of the row are ENTITY's own.
static void add_shared(struct facts *facts, struct ht_reference *ref, const struct ht_position *position,
                       const struct ht_entity *entity) {
    const struct {
        enum ht_id_kind kind;
        const char *value;
    } own[] = {{HT_ID_ISIN, position->isin},
               {HT_ID_CUSIP, position->cusip},
               {HT_ID_SEDOL, position->sedol},
               {HT_ID_FIGI, position->figi}};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        struct ht_securities found =
            own[i].value ? ht_reference_securities(ref, own[i].kind, own[i].value) : (struct ht_securities){0};
        for (size_t k = 0; k < found.count; k++)
            if (found.items[k]->issuer->key == entity->key)
                add(facts, "its own", ht_id_name(own[i].kind));
    }
    bool ticker = position->ticker && position->mic;
    struct ht_securities found =
        ticker ? ht_reference_by_ticker(ref, position->ticker, position->mic) : (struct ht_securities){0};
    for (size_t k = 0; k < found.count; k++)
        if (found.items[k]->issuer->key == entity->key)
            add(facts, "its own", "ticker");
}

static void add_names(struct facts *facts, struct ht_reference *ref, const struct ht_entity *entity) {
    struct ht_names names = ht_reference_names_of(ref, entity);
    add(facts, "called", entity->name);
    add(facts, "called", entity->local_name);
    for (size_t i = 0; i < names.count; i++)
        if (strcmp(names.items[i].kind, "security") != 0) // a bond's name says nothing new of who issued it
            add(facts, "called", names.items[i].name);
}

// The entries of ENTITY on lists, events apart, as facts called WHAT; whether there are any.
static bool add_designations(struct facts *facts, struct ht_reference *ref, const struct ht_entity *entity,
                             const char *what) {
    struct ht_designations rows = ht_reference_designations(ref, entity);
    bool any = false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct ht_designation *row = &rows.items[i];
        char day[HT_DATE_TEXT], end[HT_DATE_TEXT];
        if (row->list->is_event)
            continue;
        any = true;
        const char *gone = ht_date_known(row->delisted_on)
                               ? ht_arena_format(facts->arena, " to %s", ht_date_text(row->delisted_on, end))
                               : "";
        add(facts, what,
            ht_arena_format(facts->arena, "%s since %s%s, %s", row->list->id, ht_date_text(row->listed_on, day), gone,
                            ht_designation_status_name(row->status)));
    }
    return any;
}

// How large STAKE is, as coarsely as any rule asks.
static const char *size_of(const struct ht_stake *stake) {
    if (stake->kind == HT_STAKE_CONTROL)
        return "control";
    if (!stake->percent_min.known)
        return "share not stated";
    if (ht_decimal_cmp(stake->percent_min.number, ht_decimal_int(50)) >= 0)
        return "half or more";
    return ht_decimal_cmp(stake->percent_min.number, ht_decimal_int(10)) >= 0 ? "a tenth or more"
                                                                              : "less than a tenth";
}

static bool is_current(const struct ht_stake *stake) {
    return stake->status == HT_STAKE_CLOSED && !ht_date_known(stake->valid_to) &&
           ht_confidence_counts(stake->confidence);
}

static void add_stake(struct facts *facts, const char *what, const struct ht_entity *other,
                      const struct ht_stake *stake) {
    add(facts, what, ht_arena_format(facts->arena, "%s, %s", other->id, size_of(stake)));
}

// Those who own ENTITY, and what it holds that is on a list, with the lists of both: one of them may make it matter.
static void add_stakes(struct facts *facts, struct ht_reference *ref, const struct ht_entity *entity) {
    struct ht_stakes owners = ht_reference_owners(ref, entity), held = ht_reference_holdings(ref, entity);
    for (size_t i = 0; i < owners.count; i++) {
        const struct ht_entity *owner = owners.items[i].owner;
        if (!is_current(&owners.items[i]))
            continue;
        add_stake(facts, "owned by", owner, &owners.items[i]);
        add_designations(facts, ref, owner, ht_arena_format(facts->arena, "owner %s listed", owner->id));
    }
    for (size_t i = 0; i < held.count; i++) {
        const struct ht_entity *owned = held.items[i].owned;
        if (is_current(&held.items[i]) &&
            add_designations(facts, ref, owned, ht_arena_format(facts->arena, "held %s listed", owned->id)))
            add_stake(facts, "holds", owned, &held.items[i]);
    }
}

struct ht_evidence ht_evidence_of(struct ht_reference *ref, const struct ht_position *position, bool conflict,
                                  const struct ht_entity *entity, struct ht_arena *arena) {
    struct facts facts = {.arena = arena};
    struct ht_evidence out;
    struct ht_buffer text = {0};
    add_row(&facts, position, conflict);
    add(&facts, "entity", entity->id);
    size_t from = facts.count;
    add(&facts, "country", entity->countries);
    add(&facts, "lei", entity->lei);
    add(&facts, "called", entity->name);
    if (entity->key > 0) { // else the reader's own line, of which no more is known
        add_names(&facts, ref, entity);
        add_shared(&facts, ref, position, entity);
        add_designations(&facts, ref, entity, "listed");
        add_stakes(&facts, ref, entity);
    }
    settle(&facts, from);
    for (size_t i = 0; i < facts.count; i++)
        ht_buffer_format(&text, "%s%s", i ? SEPARATOR : "", facts.items[i]);
    out.facts = ht_arena_copy(arena, text.data, text.len);
    ht_sha256_of(text.data, text.len, out.sha256);
    ht_buffer_free(&text);
    return out;
}

// The facts of TEXT, each ended.
static struct facts split(const char *text, struct ht_arena *arena) {
    struct facts facts = {.arena = arena};
    for (const char *at = text; at;) {
        const char *end = strstr(at, SEPARATOR);
        facts.items = ht_arena_grow(arena, facts.items, facts.count, &facts.capacity, sizeof *facts.items);
        facts.items[facts.count++] = ht_arena_copy(arena, at, end ? (size_t)(end - at) : strlen(at));
        at = end ? end + sizeof SEPARATOR - 1 : NULL;
    }
    return facts;
}

// Adds to WORDS those of FACTS that are not among OTHERS, after LABEL.
static const char *only_in(const struct facts *facts, const struct facts *others, const char *label,
                           const char *words) {
    bool first = true;
    for (size_t i = 0; i < facts->count; i++) {
        bool both = false;
        for (size_t k = 0; k < others->count && !both; k++)
            both = strcmp(facts->items[i], others->items[k]) == 0;
        if (both)
            continue;
        words = ht_arena_format(facts->arena, "%s%s%s%s", words, first && *words ? "; " : "", first ? label : ", ",
                                facts->items[i]);
        first = false;
    }
    return words;
}

const char *ht_evidence_change(const char *before, const char *after, struct ht_arena *arena) {
    struct facts old = split(before, arena), new = split(after, arena);
    const char *words = only_in(&new, &old, "new: ", "");
    words = only_in(&old, &new, "no longer: ", words);
    return *words ? words : NULL;
}
