// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader's own list: ties its lines to the reference with the methods of the resolver, and finds a line again by
 * identifier or name. exclusion_lines.c reads them.
 */
#include "holdtrace/exclusions.h"

#include <string.h>

#include "holdtrace/exchanges.h"
#include "holdtrace/map.h"
#include "holdtrace/names.h"
#include "resolve/exclusion_lines.h"
#include "resolve/row.h"

struct reading {
    struct run run;
    struct ht_exclusions *out;
    size_t capacity;
    int64_t last_key; // of the entities made for lines
};

// An entity for a line that the reference does not know, called NAME, else by what the line has.
static const struct ht_entity *entity_of_line(struct reading *reading, const struct exclusion_line *line) {
    struct ht_arena *arena = reading->run.arena;
    struct ht_entity *entity = ht_arena_alloc(arena, sizeof *entity);
    entity->key = --reading->last_key;
    entity->id = line->sheet ? ht_arena_format(arena, "exclusion:%s:%ld", line->sheet, line->line)
                             : ht_arena_format(arena, "exclusion:%ld", line->line);
    entity->name = line->name ? line->name : line->id_count ? line->ids[0].value : line->ticker;
    entity->countries = line->country;
    for (size_t i = line->id_count; i-- > 0;)
        if (line->ids[i].kind == HT_ID_LEI)
            entity->lei = line->ids[i].value;
    entity->confidence = HT_CONFIDENCE_SEEN;
    entity->source = ht_arena_format(arena, "%s:%ld", reading->out->path, line->line);
    return entity;
}

static void keep(struct reading *reading, struct ht_exclusion item) {
    struct ht_exclusions *out = reading->out;
    out->items = ht_arena_grow(reading->run.arena, out->items, out->count, &reading->capacity, sizeof *out->items);
    out->items[out->count++] = item;
}

// Says that ITEM ties to nothing, and which companies it could mean.
static void report_loose(struct reading *reading, const struct ht_exclusion *item, const struct row *row) {
    struct ht_arena *arena = reading->run.arena;
    const char *could = "";
    for (size_t i = 0; i < row->candidate_count; i++) {
        could = ht_arena_format(arena, "%s%s %s (%s)", could, i ? "," : "; it could mean",
                                row->candidates[i].entity->id, row->candidates[i].why);
    }
    run_find(&reading->run, row->claim_count > 1 ? HT_CODE_CONFLICT : HT_CODE_EXCLUSION_LOOSE, item->line,
             "%s%s%s ties to no single company of the reference and is compared by itself%s", item->entity->name,
             item->sheet ? " of the sheet " : "", item->sheet ? item->sheet : "", could);
}

// The identifiers number ROUND of each kind in LINE; false when it has no more.
static bool ids_of_round(const struct exclusion_line *line, size_t round, const char *ids[HT_ID_KINDS]) {
    size_t seen[HT_ID_KINDS] = {0};
    bool any = false;
    for (size_t i = 0; i < HT_ID_KINDS; i++)
        ids[i] = NULL;
    for (size_t i = 0; i < line->id_count; i++) {
        if (seen[line->ids[i].kind]++ == round) {
            ids[line->ids[i].kind] = line->ids[i].value;
            any = true;
        }
    }
    return any;
}

// Adds an item for each further identifier of a kind that a line has several of, to the first one's entity.
static void keep_further_ids(struct reading *reading, const struct exclusion_line *line, struct ht_exclusion item) {
    item.name_key = NULL;
    for (size_t round = 1; ids_of_round(line, round, item.ids); round++)
        keep(reading, item);
}

// The identifiers of a line tied by name alone, none of which the reference knows: kept as a line of their own.
static void keep_ids_apart(struct reading *reading, const struct exclusion_line *line, struct ht_exclusion item) {
    struct ht_exclusion tied = item;
    memset(tied.ids, 0, sizeof tied.ids);
    keep(reading, tied);
    if (!line->id_count)
        return;
    const char *company = item.entity->name;
    item.entity = entity_of_line(reading, line);
    item.tied = false;
    item.name_key = NULL;
    item.apart = true;
    keep(reading, item);
    keep_further_ids(reading, line, item);
    run_find(&reading->run, HT_CODE_EXCLUSION_LOOSE, item.line,
             "the name is that of %s, but the identifiers are not in the reference and are compared by themselves",
             company);
}

static void try_ids(struct row *row, const struct exclusion_line *line, struct ht_position *position) {
    const char *ids[HT_ID_KINDS];
    for (size_t round = 0; ids_of_round(line, round, ids); round++) {
        position->isin = ids[HT_ID_ISIN];
        position->cusip = ids[HT_ID_CUSIP];
        position->sedol = ids[HT_ID_SEDOL];
        position->figi = ids[HT_ID_FIGI];
        position->lei = ids[HT_ID_LEI];
        try_isin(row);
        try_cusip(row);
        try_sedol(row);
        try_figi(row);
        try_lei(row);
    }
}

// By ticker and name together, so that a ticker that passed to another company contradicts the name.
static void try_words(struct row *row, const struct exclusion_line *line, struct ht_position *position) {
    struct ht_ticker ticker;
    if (line->ticker && ht_ticker_parse(line->ticker, line->exchange, line->country, &ticker) && ticker.formed &&
        ticker.exchange) {
        position->ticker = ht_arena_string(row->run->arena, ticker.code);
        position->mic = ticker.exchange->mic;
        position->ticker_uncertain = !ticker.certain;
        try_ticker(row);
    }
    try_name(row);
}

static bool is_single(const struct row *row) {
    bool single = row->claim_count > 0;
    for (size_t i = 0; i < row->claim_count; i++)
        single = single && same_entity(row->claims[i].entity, row->claims[0].entity);
    return single;
}

static void tie(struct reading *reading, const struct exclusion_line *line) {
    struct ht_exclusion item = {
        .line = line->line, .sheet = line->sheet, .name = line->name, .country = line->country, .note = line->note};
    struct ht_position position = {
        .line = line->line, .kind = HT_KIND_UNKNOWN, .name = line->name, .country = line->country};
    struct row row = {.run = &reading->run, .position = &position, .names_are_whole = true};
    row_name_keys(&row);
    item.name_key = row.whole_key[0] ? row.whole_key : NULL;
    try_ids(&row, line, &position);
    bool by_id = row.claim_count > 0;
    if (!by_id)
        try_words(&row, line, &position);
    for (size_t i = 0; i < row.claim_count && !is_single(&row); i++)
        row_candidate(&row, row.claims[i].entity, "by its %s", row.claims[i].on);
    item.tied = is_single(&row);
    item.entity = item.tied ? row.claims[0].entity : entity_of_line(reading, line);
    ids_of_round(line, 0, item.ids);
    reading->out->tied_lines += item.tied;
    if (item.tied && !by_id) {
        keep_ids_apart(reading, line, item);
        return;
    }
    keep(reading, item);
    keep_further_ids(reading, line, item);
    if (!item.tied)
        report_loose(reading, &item, &row);
}

static void take_line(void *user, const struct exclusion_line *line) {
    struct reading *reading = user;
    reading->out->line_count++;
    if (!line->ended) {
        tie(reading, line);
        return;
    }
    reading->out->ended_lines++;
    run_find(&reading->run, HT_CODE_EXCLUSION_ENDED, line->line,
             "%s is no longer excluded by the list's own word (%s) and is no target",
             line->name ? line->name : "the company", line->note);
}

static bool has_trouble(const struct ht_findings *findings) {
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == HT_TROUBLE)
            return true;
    return false;
}

// From the last line to the first, so that of two with the same identifier or name the first is found.
static void index_lines(struct ht_exclusions *list, struct ht_arena *arena) {
    list->by_name = ht_map_new(arena);
    for (size_t kind = 0; kind < HT_ID_KINDS; kind++)
        list->by_id[kind] = ht_map_new(arena);
    for (size_t i = list->count; i-- > 0;) {
        struct ht_exclusion *item = &list->items[i];
        for (size_t kind = 0; kind < HT_ID_KINDS; kind++)
            if (item->ids[kind])
                ht_map_put(list->by_id[kind], item->ids[kind], item);
        if (!item->tied && item->name_key) {
            item->same_name = ht_map_get(list->by_name, item->name_key);
            ht_map_put(list->by_name, item->name_key, item);
        }
    }
}

enum ht_status ht_exclusions_read(struct ht_reference *ref, const char *path, struct ht_arena *arena,
                                  struct ht_exclusions *out, struct ht_findings *findings, struct ht_error *err) {
    *out = (struct ht_exclusions){.path = ht_arena_string(arena, path)};
    struct reading reading = {.run = {.ref = ref, .arena = arena, .scratch = arena, .findings = findings},
                              .out = out};
    struct exclusion_taker taker = {take_line, &reading};
    enum ht_status status = exclusion_lines_read(&reading.run, path, taker, out->sha256, &out->lost_lines, err);
    ht_tally_rest(&reading.run.tally, findings);
    index_lines(out, arena);
    out->whole = !has_trouble(findings);
    if (status == HT_OK && out->line_count == 0 && out->whole)
        ht_find(findings, HT_CODE_NO_ROWS, 0, "no line follows the header: nobody is excluded");
    return status;
}

bool ht_exclusion_is_unmatched(const struct ht_exclusions *list, size_t index) {
    const struct ht_exclusion *item = &list->items[index];
    // Further identifiers of a line follow its first item and have its entity.
    return !item->tied && !item->apart && (index == 0 || item[-1].entity != item->entity);
}

const struct ht_exclusion *ht_exclusions_by_id(const struct ht_exclusions *list, enum ht_id_kind kind,
                                               const char *value) {
    return ht_map_get(list->by_id[kind], value);
}

const struct ht_exclusion *ht_exclusions_by_name(const struct ht_exclusions *list, const char *name_key,
                                                 const char *country) {
    const struct ht_exclusion *item = ht_map_get(list->by_name, name_key);
    while (item && item->country && country && strcmp(item->country, country) != 0)
        item = item->same_name;
    return item;
}
