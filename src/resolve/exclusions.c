// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader's own list: reads the CSV, ties its lines to the reference with the methods of the resolver, and finds
 * a line again by identifier or name.
 */
#include "holdtrace/exclusions.h"

#include <string.h>

#include "holdtrace/csv.h"
#include "holdtrace/decode.h"
#include "holdtrace/map.h"
#include "holdtrace/names.h"
#include "holdtrace/source.h"
#include "holdtrace/values.h"
#include "resolve/row.h"

enum column { COLUMN_NAME, COLUMN_COUNTRY, COLUMN_NOTE, COLUMN_ID };

// A column by its header; KIND is meant for COLUMN_ID only.
static const struct header {
    const char *name;
    enum column column;
    enum ht_id_kind kind;
} headers[] = {
    {"name", COLUMN_NAME, HT_ID_KINDS},       {"isin", COLUMN_ID, HT_ID_ISIN},    {"lei", COLUMN_ID, HT_ID_LEI},
    {"figi", COLUMN_ID, HT_ID_FIGI},          {"sedol", COLUMN_ID, HT_ID_SEDOL},  {"cusip", COLUMN_ID, HT_ID_CUSIP},
    {"country", COLUMN_COUNTRY, HT_ID_KINDS}, {"note", COLUMN_NOTE, HT_ID_KINDS},
};

struct reading {
    struct run run;
    struct ht_exclusions *out;
    size_t capacity;
    const struct header **columns; // one a column of the file; NULL: not understood
    size_t column_count;
};

static enum ht_status read_header(struct reading *reading, const struct ht_row *row, struct ht_error *err) {
    bool any = false;
    reading->column_count = row->width;
    reading->columns = ht_arena_array(reading->run.arena, row->width, sizeof *reading->columns);
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        for (size_t k = 0; k < sizeof headers / sizeof *headers; k++) {
            if (ht_slice_same(cell, ht_slice_of(headers[k].name))) {
                reading->columns[i] = &headers[k];
                any = any || headers[k].column == COLUMN_ID || headers[k].column == COLUMN_NAME;
            }
        }
        if (!reading->columns[i] && cell.len) {
            ht_find(reading->run.findings, HT_CODE_EXCLUSION_LOOSE, row->line, "the column %.*s is not read",
                    (int)(cell.len < 60 ? cell.len : 60), cell.data);
        }
    }
    if (!any) {
        return ht_fail(err, HT_ERR_FORMAT, "%s: no column named name, isin, lei, figi, sedol or cusip",
                       reading->out->path);
    }
    return HT_OK;
}

static void read_id(struct reading *reading, struct ht_exclusion *item, enum ht_id_kind kind, struct ht_slice cell) {
    char id[HT_ID_TEXT];
    if (ht_id_parse(kind, cell.data, cell.len, id)) {
        item->ids[kind] = ht_arena_string(reading->run.arena, id);
    } else {
        ht_find(reading->run.findings, HT_CODE_BAD_IDENTIFIER, item->line, "%.*s is no valid %s; it was not used",
                (int)(cell.len < 60 ? cell.len : 60), cell.data, ht_id_name(kind));
    }
}

static void read_cell(struct reading *reading, struct ht_exclusion *item, const struct header *header,
                      struct ht_slice cell) {
    const char *text = ht_arena_copy(reading->run.arena, cell.data, cell.len);
    switch (header->column) {
    case COLUMN_NAME:
        item->name = text;
        break;
    case COLUMN_NOTE:
        item->note = text;
        break;
    case COLUMN_COUNTRY:
        item->country = ht_country_code(text);
        if (!item->country) {
            ht_find(reading->run.findings, HT_CODE_BAD_CELL, item->line, "%.60s is no country; it was left out",
                    text);
        }
        break;
    case COLUMN_ID:
        read_id(reading, item, header->kind, cell);
        break;
    }
}

static bool has_ids(const struct ht_exclusion *item) {
    for (size_t i = 0; i < HT_ID_KINDS; i++)
        if (item->ids[i])
            return true;
    return false;
}

// An entity for a line that the reference does not know.
static const struct ht_entity *entity_of_line(struct reading *reading, const struct ht_exclusion *item,
                                              const char *name) {
    struct ht_arena *arena = reading->run.arena;
    struct ht_entity *entity = ht_arena_alloc(arena, sizeof *entity);
    for (size_t i = 0; i < HT_ID_KINDS && !name; i++)
        name = item->ids[i];
    entity->key = -item->line;
    entity->id = ht_arena_format(arena, "exclusion:%ld", item->line);
    entity->name = name;
    entity->countries = item->country;
    entity->lei = item->ids[HT_ID_LEI];
    entity->confidence = HT_CONFIDENCE_SEEN;
    entity->source = ht_arena_format(arena, "%s:%ld", reading->out->path, item->line);
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
    ht_find(reading->run.findings, row->claim_count > 1 ? HT_CODE_CONFLICT : HT_CODE_EXCLUSION_LOOSE, item->line,
            "%s ties to no single company of the reference and is compared by itself%s", item->entity->name, could);
}

// The identifiers of a line tied by name alone, none of which the reference knows: kept as a line of their own.
static void keep_ids_apart(struct reading *reading, struct ht_exclusion item) {
    struct ht_exclusion tied = item;
    memset(tied.ids, 0, sizeof tied.ids);
    keep(reading, tied);
    if (!has_ids(&item))
        return;
    const char *company = item.entity->name;
    item.entity = entity_of_line(reading, &item, item.name);
    item.tied = false;
    item.name_key = NULL;
    keep(reading, item);
    ht_find(reading->run.findings, HT_CODE_EXCLUSION_LOOSE, item.line,
            "the name is that of %s, but the identifiers are not in the reference and are compared by themselves",
            company);
}

static void tie(struct reading *reading, struct ht_exclusion item) {
    struct ht_position position = {.line = item.line,
                                   .kind = HT_KIND_UNKNOWN,
                                   .name = item.name,
                                   .isin = item.ids[HT_ID_ISIN],
                                   .cusip = item.ids[HT_ID_CUSIP],
                                   .sedol = item.ids[HT_ID_SEDOL],
                                   .figi = item.ids[HT_ID_FIGI],
                                   .lei = item.ids[HT_ID_LEI],
                                   .country = item.country};
    struct row row = {.run = &reading->run, .position = &position, .names_are_whole = true};
    row_name_keys(&row);
    item.name_key = row.whole_key[0] ? row.whole_key : NULL;
    try_isin(&row);
    try_cusip(&row);
    try_sedol(&row);
    try_figi(&row);
    try_lei(&row);
    bool by_id = row.claim_count > 0, single = true;
    for (size_t i = 0; i < row.claim_count; i++) {
        single = single && same_entity(row.claims[i].entity, row.claims[0].entity);
        row_candidate(&row, row.claims[i].entity, "by its %s", row.claims[i].on);
    }
    if (!by_id)
        try_name(&row);
    item.tied = row.claim_count > 0 && single;
    item.entity = item.tied ? row.claims[0].entity : entity_of_line(reading, &item, item.name);
    if (item.tied && !by_id) {
        keep_ids_apart(reading, item);
        return;
    }
    keep(reading, item);
    if (!item.tied)
        report_loose(reading, &item, &row);
}

static void read_line(struct reading *reading, const struct ht_row *row) {
    struct ht_exclusion item = {.line = row->line};
    for (size_t i = 0; i < reading->column_count; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        if (reading->columns[i] && cell.len)
            read_cell(reading, &item, reading->columns[i], cell);
    }
    if (row->width > reading->column_count) {
        ht_find(reading->run.findings, HT_CODE_RAGGED_ROW, row->line,
                "the line has %zu cells and the header %zu; the rest was not read", row->width,
                reading->column_count);
    }
    if (item.name || has_ids(&item)) {
        tie(reading, item);
    } else if (!ht_row_blank(row)) {
        ht_find(reading->run.findings, HT_CODE_EXCLUSION_LOST, row->line,
                "the line has no name and no valid identifier; it was left out");
    }
}

static enum ht_status read_text(struct reading *reading, const struct ht_source *source, struct ht_error *err) {
    struct ht_text text;
    struct ht_grid grid;
    enum ht_status status = ht_decode(source, NULL, reading->run.arena, &text, reading->run.findings, err);
    if (status == HT_OK)
        status = ht_csv_read(text.utf8, 0, reading->run.arena, &grid, reading->run.findings, err);
    if (status != HT_OK)
        return status;
    if (grid.count == 0)
        return ht_fail(err, HT_ERR_FORMAT, "%s: no header line", reading->out->path);
    status = read_header(reading, &grid.rows[0], err);
    for (size_t i = 1; status == HT_OK && i < grid.count; i++)
        read_line(reading, &grid.rows[i]);
    return status;
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
    struct ht_source *source;
    enum ht_status status = ht_source_open(path, &source, err);
    if (status != HT_OK)
        return status;
    *out = (struct ht_exclusions){.path = ht_arena_string(arena, path)};
    memcpy(out->sha256, source->sha256, sizeof out->sha256);
    struct reading reading = {.run = {.ref = ref, .arena = arena, .scratch = arena, .findings = findings},
                              .out = out};
    if (source->content == HT_CONTENT_TEXT) {
        status = read_text(&reading, source, err);
    } else {
        status = ht_fail(err, HT_ERR_FORMAT, "%s is %s, not a CSV of exclusions", path,
                         ht_content_describe(source->content));
    }
    ht_source_close(source);
    index_lines(out, arena);
    out->whole = !has_trouble(findings);
    if (status == HT_OK && out->count == 0 && out->whole)
        ht_find(findings, HT_CODE_NO_ROWS, 0, "no line follows the header: nobody is excluded");
    return status;
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
