// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the build adds to the source's rows: the names of entities and securities beside those of names.csv, the keys
 * under which names are looked up, CUSIP and SEDOL out of ISINs, and the totals of lists and of the whole.
 */
#include <stdio.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/likeness.h"
#include "holdtrace/names.h"
#include "holdtrace/reference.h"
#include "holdtrace/text.h"
#include "reference/build.h"

struct ref_derived {
    const struct ref_data *data;
    struct db_stmt *name, *name_key, *lookalike_key, *identifier;
    struct ht_map *known; // "ENTITY\x1fNAME" that is in the table of names already
    int64_t last_name;    // key of the name written last
};

static void add_key(struct db_stmt *insert, struct ht_arena *arena, const char *name, int64_t row) {
    const char *key = name ? ht_name_key(arena, name) : "";
    if (!*key)
        return;
    db_bind_text(insert, 1, key);
    db_bind_int(insert, 2, row);
    db_step(insert);
}

// The keys of a printed security name: as it stands, and without share class, par value and the like.
static void add_printed_keys(struct ref_derived *derived, const char *name, int64_t row) {
    add_key(derived->name_key, derived->data->arena, name, row);
    add_key(derived->name_key, derived->data->arena, ht_name_issuer_part(derived->data->arena, name), row);
}

// Whether ENTITY has NAME already; from now on it has.
static bool seen(struct ref_derived *derived, const char *entity, const char *name) {
    const char *both = ht_arena_format(derived->data->arena, "%s\x1f%s", entity, name);
    if (ht_map_get(derived->known, both))
        return true;
    ht_map_put(derived->known, both, derived);
    return false;
}

struct ref_derived *ref_derived_begin(const struct ref_data *data, struct db *db) {
    struct ref_derived *derived = ht_arena_alloc(data->arena, sizeof *derived);
    *derived = (struct ref_derived){
        .data = data,
        .name = db_prepare(db, "INSERT INTO name (key, entity, name, kind, valid_from, valid_to, source)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?)"),
        .name_key = db_prepare(db, "INSERT OR IGNORE INTO name_key (name_key, name) VALUES (?, ?)"),
        .lookalike_key = db_prepare(db, "INSERT OR IGNORE INTO lookalike_key (name_key, lookalike) VALUES (?, ?)"),
        .identifier = db_prepare(db, "INSERT OR IGNORE INTO identifier (kind, value, security) VALUES (?, ?, ?)"),
        .known = ht_map_new(data->arena),
        .last_name = (int64_t)data->files[REF_NAMES].count,
    };
    for (size_t i = 0; i < data->files[REF_NAMES].count; i++) {
        const char *const *cells = data->files[REF_NAMES].items[i].cells;
        seen(derived, cells[NAME_ENTITY], cells[NAME_NAME]);
    }
    return derived;
}

static void derive_name(struct ref_derived *derived, const struct ref_row *row, int64_t key) {
    const char *kind = row->cells[NAME_KIND];
    if (kind && strcmp(kind, "export_label") == 0)
        add_printed_keys(derived, row->cells[NAME_NAME], key);
    else
        add_key(derived->name_key, derived->data->arena, row->cells[NAME_NAME], key);
}

// A name that comes from another file than names.csv, unless it is there too. False when it is.
struct further_name {
    const char *entity, *name, *kind, *valid_from, *valid_to, *source;
};

static bool add_name(struct ref_derived *derived, struct further_name further) {
    if (!further.name || seen(derived, further.entity, further.name))
        return false;
    const struct ref_row *entity = ref_row_by_id(derived->data, REF_ENTITIES, further.entity);
    db_bind_int(derived->name, 1, ++derived->last_name);
    db_bind_int(derived->name, 2, ref_row_key(&derived->data->files[REF_ENTITIES], entity));
    db_bind_text(derived->name, 3, further.name);
    db_bind_text(derived->name, 4, further.kind);
    db_bind_text(derived->name, 5, NULL);
    db_bind_text(derived->name, 6, NULL);
    if (further.valid_from)
        db_bind_int(derived->name, 5, ref_date_number(further.valid_from));
    if (further.valid_to)
        db_bind_int(derived->name, 6, ref_date_number(further.valid_to));
    db_bind_text(derived->name, 7, further.source);
    db_step(derived->name);
    return true;
}

static void derive_entity(struct ref_derived *derived, const struct ref_row *row, int64_t key) {
    (void)key;
    const char *const *cells = row->cells;
    struct further_name name = {cells[ENTITY_ID], cells[ENTITY_NAME], "main", NULL, NULL, cells[ENTITY_SOURCE]};
    if (add_name(derived, name))
        add_key(derived->name_key, derived->data->arena, name.name, derived->last_name);
    name.name = cells[ENTITY_LOCAL_NAME];
    name.kind = "local";
    if (add_name(derived, name))
        add_key(derived->name_key, derived->data->arena, name.name, derived->last_name);
}

static void add_identifier(struct ref_derived *derived, enum ht_id_kind kind, const char *value, int64_t key) {
    if (!value)
        return;
    db_bind_text(derived->identifier, 1, ht_id_name(kind));
    db_bind_text(derived->identifier, 2, value);
    db_bind_int(derived->identifier, 3, key);
    db_step(derived->identifier);
}

static void derive_security(struct ref_derived *derived, const struct ref_row *row, int64_t key) {
    const char *const *cells = row->cells;
    struct further_name name = {cells[SECURITY_ENTITY],     cells[SECURITY_NAME],     "security",
                                cells[SECURITY_VALID_FROM], cells[SECURITY_VALID_TO], cells[SECURITY_SOURCE]};
    if (add_name(derived, name))
        add_printed_keys(derived, name.name, derived->last_name);
    char code[HT_ID_TEXT];
    const char *isin = cells[SECURITY_ISIN];
    add_identifier(derived, HT_ID_ISIN, isin, key);
    add_identifier(derived, HT_ID_CUSIP, cells[SECURITY_CUSIP], key);
    add_identifier(derived, HT_ID_SEDOL, cells[SECURITY_SEDOL], key);
    if (isin && ht_isin_to_cusip(isin, code))
        add_identifier(derived, HT_ID_CUSIP, code, key);
    if (isin && ht_isin_to_sedol(isin, code))
        add_identifier(derived, HT_ID_SEDOL, code, key);
    size_t count = 0;
    const char *figi = cells[SECURITY_FIGI];
    const char **figis = ht_text_split(derived->data->arena, figi ? figi : "", '|', &count);
    for (size_t i = 0; i < count; i++)
        add_identifier(derived, HT_ID_FIGI, figis[i], key);
}

static void derive_lookalike(struct ref_derived *derived, const struct ref_row *row, int64_t key) {
    add_key(derived->lookalike_key, derived->data->arena, row->cells[LOOKALIKE_NAME], key);
    add_key(derived->lookalike_key, derived->data->arena, row->cells[LOOKALIKE_LOCAL_NAME], key);
    add_key(derived->lookalike_key, derived->data->arena,
            ht_name_issuer_part(derived->data->arena, row->cells[LOOKALIKE_NAME]), key);
}

void ref_derive(struct ref_derived *derived, enum ref_file_id file, const struct ref_row *row, int64_t key) {
    static void (*const rules[REF_FILE_COUNT])(struct ref_derived *, const struct ref_row *, int64_t) = {
        [REF_NAMES] = derive_name,
        [REF_ENTITIES] = derive_entity,
        [REF_SECURITIES] = derive_security,
        [REF_LOOKALIKES] = derive_lookalike,
    };
    if (rules[file])
        rules[file](derived, row, key);
}

// The latest retrieved_on of the sources SOURCE names (joined by a bar), or of all when SOURCE is NULL.
static int64_t latest_retrieval(const struct ref_data *data, const char *source) {
    int64_t latest = 0;
    size_t count = 0;
    const char **ids = source ? ht_text_split(data->arena, source, '|', &count) : NULL;
    size_t total = source ? count : data->files[REF_SOURCES].count;
    for (size_t i = 0; i < total; i++) {
        const struct ref_row *row =
            ids ? ref_row_by_id(data, REF_SOURCES, ids[i]) : &data->files[REF_SOURCES].items[i];
        int64_t day = row ? ref_date_number(row->cells[SOURCE_RETRIEVED_ON]) : 0;
        latest = day > latest ? day : latest;
    }
    return latest;
}

static void list_totals(const struct ref_data *data, struct db *db) {
    // An entry that was removed is no entry of the edition of which entries_total counts the rows.
    db_exec(db, "UPDATE list SET entries_held = c.n FROM (SELECT list, count(*) AS n FROM designation"
                " WHERE status = 'in_force' AND confidence <> 'from-knowledge' GROUP BY list) AS c"
                " WHERE c.list = list.key");
    struct db_stmt *update = db_prepare(db, "UPDATE list SET retrieved_on = ? WHERE key = ?");
    const struct ref_rows *lists = &data->files[REF_LISTS];
    for (size_t i = 0; i < lists->count; i++) {
        const char *source = lists->items[i].cells[LIST_SOURCE];
        int64_t day = source ? latest_retrieval(data, source) : 0;
        if (!day)
            continue;
        db_bind_int(update, 1, day);
        db_bind_int(update, 2, (int64_t)i + 1);
        db_step(update);
    }
}

static void store_likeness(struct db_stmt *insert, char letter, struct ht_buffer *lines) {
    const char text[] = {letter, '\0'};
    if (lines->len == 0)
        return;
    db_bind_text(insert, 1, text);
    db_bind_text(insert, 2, lines->data);
    db_step(insert);
    ht_buffer_clear(lines);
}

/*
 * Keys that a careless spelling can be meant for, by first letter: read in a few pieces, they cost a run less than an
 * index that is asked for every row. Names are also told without the place before them, as people often leave it out.
 */
static void derive_likeness(const struct ref_data *data, struct db *db) {
    struct db_stmt *keys =
        db_prepare(db, "SELECT DISTINCT k.name_key, n.entity FROM name_key AS k JOIN name AS n ON n.key = k.name"
                       " JOIN entity AS e ON e.key = n.entity WHERE e.confidence <> 'from-knowledge' ORDER BY 1, 2");
    struct db_stmt *insert = db_prepare(db, "INSERT INTO likeness (letter, names) VALUES (?, ?)");
    struct ht_buffer lines['z' - 'a' + 1] = {{0}}, chinese = {0};
    while (db_step(keys)) {
        const char *key = ht_arena_string(data->arena, db_text(keys, 0)), *short_key = ht_name_without_place(key);
        if (ht_name_is_chinese(key))
            ht_buffer_format(&chinese, "%s\t%lld\n", key, (long long)db_int(keys, 1));
        for (const char *at = key; at; at = at == key ? short_key : NULL)
            if (at[0] >= 'a' && at[0] <= 'z' && ht_name_can_be_resembled(at))
                ht_buffer_format(&lines[at[0] - 'a'], "%s\t%lld\n", at, (long long)db_int(keys, 1));
    }
    store_likeness(insert, HT_LIKELY_CHINESE, &chinese);
    ht_buffer_free(&chinese);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        store_likeness(insert, (char)('a' + (int)i), &lines[i]);
        ht_buffer_free(&lines[i]);
    }
}

void ref_derive_totals(const struct ref_data *data, struct db *db) {
    list_totals(data, db);
    derive_likeness(data, db);
    char sha256[HT_SHA256_TEXT];
    ref_data_hash(data, sha256);
    struct db_stmt *insert = db_prepare(db, "INSERT INTO meta (name, value) VALUES (?, ?)");
    db_bind_text(insert, 1, "content_sha256");
    db_bind_text(insert, 2, sha256);
    db_step(insert);
    const struct {
        const char *name;
        int64_t value;
    } numbers[] = {
        {"data_date", latest_retrieval(data, NULL)},
        {"entities", (int64_t)data->files[REF_ENTITIES].count},
        {"securities", (int64_t)data->files[REF_SECURITIES].count},
        {"stakes", (int64_t)data->files[REF_OWNERSHIP].count},
        {"designations", (int64_t)data->files[REF_DESIGNATIONS].count},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        db_bind_text(insert, 1, numbers[i].name);
        db_bind_int(insert, 2, numbers[i].value);
        db_step(insert);
    }
}
