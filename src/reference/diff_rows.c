// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The tables of the reference as rows of texts: all that the comparison asks of a database. What the build derives
 * (keys, codes out of ISINs, blocks of keys) is left out, as its sources are compared.
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "reference/ask.h"
#include "reference/diff.h"

/*
 * Keys of entities are in the order of their ids (build_keys.c), so that an index on the entity gives the order of
 * ids, and nothing is sorted but the rows of one entity (diff_cursor.c). The few tables that are not about entities
 * are small or have an index by their first columns; SQLite sorts the rest, on disk if need be.
 */
#define OF(table, column) " FROM " table " AS t CROSS JOIN entity AS e ON e.key = t." column
#define BETWEEN(column) " WHERE t." column " BETWEEN ?1 AND ?2 ORDER BY t." column
#define COLUMN(index) (1U << (index))

const struct diff_table diff_tables[] = {
    {.name = "screens",
     .feeding = DIFF_SORTED,
     .sql = "SELECT name, text FROM screen ORDER BY name",
     .columns = {"name", "text"},
     .about = DIFF_ABOUT_OTHER,
     .part = HT_REF_OTHER,
     .identities = {COLUMN(0)}},
    {.name = "lists",
     .feeding = DIFF_SORTED,
     .sql = "SELECT id, name, authority, country, kind, effect, url, edition, entries_total, entries_held,"
            " retrieved_on, source, note FROM list ORDER BY id",
     .columns = {"id", "name", "authority", "country", "kind", "effect", "url", "edition", "entries_total",
                 "entries_held", "retrieved_on", "source", "note"},
     .about = DIFF_ABOUT_LIST,
     .part = HT_REF_LISTS,
     .identities = {COLUMN(0)}},
    {.name = "reach",
     .feeding = DIFF_SORTED,
     .sql = "SELECT l.id, t.rule, t.valid_from, t.valid_to, t.threshold_pct, t.inclusive, t.aggregate, t.\"cascade\","
            " t.listed_only, t.names_only, t.citation, t.source, t.note FROM reach AS t"
            " JOIN list AS l ON l.key = t.list ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13",
     .columns = {"list", "rule", "valid_from", "valid_to", "threshold_pct", "inclusive", "aggregate", "cascade",
                 "listed_only", "names_only", "citation", "source", "note"},
     .about = DIFF_ABOUT_LIST,
     .part = HT_REF_LISTS,
     .identities = {COLUMN(0) | COLUMN(1) | COLUMN(2), COLUMN(0) | COLUMN(1)}},
    {.name = "designations",
     .sql = "SELECT t.entity, e.id, l.id, t.listed_on, t.listed_as, t.ground, t.effective_on, t.divest_by,"
            " t.delisted_on, t.status, t.programme, t.citation, t.confidence, t.source, t.note" OF(
                "designation", "entity") " JOIN list AS l ON l.key = t.list" BETWEEN("entity"),
     .columns = {"entity", "list", "listed_on", "listed_as", "ground", "effective_on", "divest_by", "delisted_on",
                 "status", "programme", "citation", "confidence", "source", "note"},
     .part = HT_REF_LISTINGS,
     .identities = {COLUMN(1) | COLUMN(2) | COLUMN(3), COLUMN(1) | COLUMN(2), COLUMN(1) | COLUMN(3), COLUMN(1)},
     .entities = COLUMN(0)},
    {.name = "statements",
     .sql = "SELECT t.entity, e.id, l.id, t.status, t.as_of, t.text, t.source,"
            " t.note" OF("statement", "entity") " LEFT JOIN list AS l ON l.key = t.list" BETWEEN("entity"),
     .columns = {"entity", "list", "status", "as_of", "text", "source", "note"},
     .part = HT_REF_LISTINGS,
     .identities = {COLUMN(1) | COLUMN(2) | COLUMN(3), COLUMN(2) | COLUMN(3)},
     .entities = COLUMN(0)},
    {.name = "ownership",
     .sql = "SELECT t.owned, e.id, o.id, t.kind, t.as_of, t.valid_from, t.valid_to, t.percent_min, t.percent_max,"
            " t.nature, t.status, t.confidence, t.source,"
            " t.note" OF("stake", "owned") " JOIN entity AS o ON o.key = t.owner" BETWEEN("owned"),
     .columns = {"owned", "owner", "kind", "as_of", "valid_from", "valid_to", "percent_min", "percent_max", "nature",
                 "status", "confidence", "source", "note"},
     .part = HT_REF_OWNERSHIP,
     .identities = {COLUMN(1) | COLUMN(2) | COLUMN(3) | COLUMN(11), COLUMN(1) | COLUMN(2) | COLUMN(11),
                    COLUMN(1) | COLUMN(2), COLUMN(1)},
     .entities = COLUMN(0) | COLUMN(1),
     .other = 1},
    {.name = "exceptions",
     .sql = "SELECT t.entity, e.id, t.category, r.source, t.reference, s.source,"
            " t.note" OF("exception", "entity") " LEFT JOIN source_set AS r ON r.key = t.reason"
                                                " LEFT JOIN source_set AS s ON s.key = t.source" BETWEEN("entity"),
     .columns = {"entity", "category", "reason", "reference", "source", "note"},
     .part = HT_REF_OWNERSHIP,
     .identities = {COLUMN(1) | COLUMN(2), COLUMN(1)},
     .entities = COLUMN(0)},
    {.name = "relations",
     .sql = "SELECT t.subject, e.id, t.relation, o.id, t.as_of, t.valid_from, t.valid_to, t.value, t.confidence,"
            " t.source, t.note" OF("relation", "subject") " JOIN entity AS o ON o.key = t.object" BETWEEN("subject"),
     .columns = {"subject", "relation", "object", "as_of", "valid_from", "valid_to", "value", "confidence", "source",
                 "note"},
     .part = HT_REF_OWNERSHIP,
     .identities = {COLUMN(1) | COLUMN(2) | COLUMN(8), COLUMN(1) | COLUMN(2)},
     .entities = COLUMN(0) | COLUMN(2),
     .other = 2},
    // From the last block that begins with an earlier entity on.
    {.name = "securities",
     .feeding = DIFF_BLOCKS,
     .sql = "SELECT entity, data FROM security_block WHERE first >= coalesce((SELECT max(first) FROM security_block"
            " WHERE entity = (SELECT max(entity) FROM security_block WHERE entity < ?1)), 0) AND entity <= ?2"
            " ORDER BY first",
     .columns = {"entity", "isin", "ticker", "mic", "name", "type", "cusip", "sedol", "figi", "currency", "guarantor",
                 "shares_outstanding", "valid_from", "valid_to", "confidence", "source", "note"},
     .part = HT_REF_SECURITIES,
     .identities = {COLUMN(1) | COLUMN(3), COLUMN(1), COLUMN(2) | COLUMN(3), COLUMN(4)},
     .entities = COLUMN(0) | COLUMN(10)},
    // Rows of united entities are one; what became of the other ids stands among the aliases.
    {.name = "entities",
     .sql = "SELECT t.key, t.id, t.name, t.local_name, t.countries, t.kind, t.lei, t.registry_id, t.confidence,"
            " t.source, t.note FROM entity AS t" BETWEEN("key"),
     .columns = {"id", "name", "local_name", "countries", "kind", "lei", "registry_id", "confidence", "source",
                 "note"},
     .part = HT_REF_NAMES,
     .identities = {COLUMN(0), COLUMN(5), COLUMN(1)}},
    {.name = "aliases",
     .feeding = DIFF_FOUND,
     .columns = {"id", "entity"},
     .part = HT_REF_NAMES,
     .identities = {COLUMN(0)},
     .whose = COLUMN(1)},
    {.name = "names",
     .sql = "SELECT t.entity, e.id, t.name, t.kind, t.language, t.valid_from, t.valid_to, t.source,"
            " t.note" OF("name", "entity") BETWEEN("entity"),
     .columns = {"entity", "name", "kind", "language", "valid_from", "valid_to", "source", "note"},
     .part = HT_REF_NAMES,
     .identities = {COLUMN(1) | COLUMN(2), COLUMN(1)},
     .entities = COLUMN(0)},
    {.name = "lookalikes",
     .sql = "SELECT t.entity, e.id, t.name, t.local_name, t.isin, t.ticker, t.mic, t.why, t.source,"
            " t.note" OF("lookalike", "entity") BETWEEN("entity"),
     .columns = {"entity", "name", "local_name", "isin", "ticker", "mic", "why", "source", "note"},
     .part = HT_REF_NAMES,
     .identities = {COLUMN(1)},
     .entities = COLUMN(0)},
    // The ids as the reviewer wrote them: they need not stand for an entity.
    {.name = "links",
     .feeding = DIFF_SORTED,
     .sql = "SELECT entity, other, decision, reviewed_by, reviewed_on, source, note FROM link"
            " ORDER BY 1, 2, 3, 4, 5, 6, 7",
     .columns = {"entity", "other", "decision", "reviewed_by", "reviewed_on", "source", "note"},
     .part = HT_REF_NAMES,
     .identities = {COLUMN(1)},
     .whose = COLUMN(0) | COLUMN(1)},
    {.name = "conflicts",
     .sql = "SELECT t.entity, e.id, t.kind, t.text, t.sources" OF("conflict", "entity") BETWEEN("entity"),
     .columns = {"entity", "kind", "text", "sources"},
     .part = HT_REF_CONFLICTS,
     .entities = COLUMN(0)},
    {.name = "reported_holdings",
     .sql = "SELECT t.entity, e.id, h.id, t.as_of, t.value, t.currency, t.shares, t.source,"
            " t.note" OF("reported_holding", "entity") " JOIN entity AS h ON h.key = t.holder" BETWEEN("entity"),
     .columns = {"entity", "holder", "as_of", "value", "currency", "shares", "source", "note"},
     .part = HT_REF_OTHER,
     .identities = {COLUMN(1) | COLUMN(2), COLUMN(1)},
     .entities = COLUMN(0) | COLUMN(1)},
    {.name = "rates",
     .feeding = DIFF_SORTED,
     .sql = "SELECT currency, date, per_eur, source, note FROM rate ORDER BY 1, 2, 3, 4, 5",
     .columns = {"currency", "date", "per_eur", "source", "note"},
     .about = DIFF_ABOUT_OTHER,
     .part = HT_REF_OTHER,
     .identities = {COLUMN(1) | COLUMN(3), COLUMN(1)}},
    {.name = "sources",
     .feeding = DIFF_SORTED,
     .sql = "SELECT id, title, publisher, url, published_on, retrieved_on, licence, redistributable, file, sha256,"
            " note FROM source ORDER BY id",
     .columns = {"id", "title", "publisher", "url", "published_on", "retrieved_on", "licence", "redistributable",
                 "file", "sha256", "note"},
     .about = DIFF_ABOUT_OTHER,
     .part = HT_REF_OTHER,
     .identities = {COLUMN(0)}},
    {.name = "left_out",
     .feeding = DIFF_SORTED,
     .sql = "SELECT file, reason, rows FROM left_out ORDER BY 1, 2",
     .columns = {"file", "reason", "rows"},
     .about = DIFF_ABOUT_OTHER,
     .part = HT_REF_OTHER,
     .identities = {COLUMN(0) | COLUMN(1)}},
};

const size_t diff_table_count = sizeof diff_tables / sizeof *diff_tables;

// The place of a column of security blocks among the columns of "securities".
static const struct {
    int column;
    size_t place;
} security_texts[] = {
    {SECURITY_ISIN, 1},     {SECURITY_TICKER, 2},  {SECURITY_MIC, 3},   {SECURITY_NAME, 4},
    {SECURITY_TYPE, 5},     {SECURITY_CUSIP, 6},   {SECURITY_SEDOL, 7}, {SECURITY_FIGI, 8},
    {SECURITY_CURRENCY, 9}, {SECURITY_SHARES, 11}, {SECURITY_NOTE, 16},
};

enum { IN_GUARANTOR = 10, IN_VALID_FROM = 12, IN_VALID_TO, IN_CONFIDENCE, IN_SOURCE };

size_t diff_width(const struct diff_table *table) {
    size_t width = 0;
    while (table->columns[width])
        width++;
    return width;
}

struct diff_feed diff_feed_open(struct ht_reference *ref, const struct diff_table *table) {
    static const char by_key[] = "SELECT id FROM entity WHERE key = ?1";
    struct diff_feed feed = {.ref = ref, .table = table, .width = diff_width(table)};
    feed.stmt = db_prepare(ref->db, table->sql);
    if (table->feeding != DIFF_BLOCKS)
        return feed;
    feed.issuer = db_prepare(ref->db, by_key);
    feed.guarantor = db_prepare(ref->db, by_key);
    return feed;
}

void diff_feed_begin(struct diff_feed *feed, int64_t first, int64_t last) {
    db_reset(feed->stmt);
    feed->any = true;
    feed->key = 0;
    feed->first = first;
    feed->last = last;
    feed->left = 0;
    if (feed->table->feeding != DIFF_SORTED) {
        db_bind_int(feed->stmt, 1, first);
        db_bind_int(feed->stmt, 2, last);
    }
    diff_feed_next(feed);
}

// The next block; false behind the last one.
static bool next_block(struct diff_feed *feed) {
    size_t size;
    if (!db_step(feed->stmt))
        return false;
    feed->block_entity = (uint64_t)db_int(feed->stmt, 0);
    feed->at = db_blob(feed->stmt, 1, &size);
    feed->end = feed->at ? feed->at + size : NULL;
    feed->left = feed->at ? stored_security_count(&feed->at, feed->end) : 0;
    return true;
}

static bool read_security(struct diff_feed *feed) {
    while (!feed->left)
        if (!next_block(feed))
            return false;
    feed->left--;
    if (stored_security_read(&feed->at, feed->end, feed->block_entity, &feed->security) &&
        feed->security.entity >= (uint64_t)feed->key)
        return true;
    db_damaged(feed->ref->db, "a block of securities of the reference database is damaged");
    return false;
}

static bool read_issuer(struct diff_feed *feed) {
    feed->key = (int64_t)feed->security.entity;
    db_reset(feed->issuer);
    db_bind_int(feed->issuer, 1, feed->key);
    if (db_step(feed->issuer))
        return true;
    db_damaged(feed->ref->db, "a security of the reference database has no issuer");
    return false;
}

static bool next_security(struct diff_feed *feed) {
    do
        if (!read_security(feed))
            return false;
    while (feed->security.entity < (uint64_t)feed->first);
    if (feed->security.entity > (uint64_t)feed->last)
        return false;
    return feed->key == (int64_t)feed->security.entity || read_issuer(feed);
}

void diff_feed_next(struct diff_feed *feed) {
    if (!feed->any)
        return;
    if (feed->table->feeding == DIFF_BLOCKS) {
        feed->any = next_security(feed);
        return;
    }
    feed->any = db_step(feed->stmt);
    if (feed->any && feed->table->feeding == DIFF_BY_ENTITY)
        feed->key = db_int(feed->stmt, 0);
}

const char *diff_feed_id(struct diff_feed *feed) {
    const char *id = feed->table->feeding == DIFF_BLOCKS
                         ? db_text(feed->issuer, 0)
                         : db_text(feed->stmt, feed->table->feeding == DIFF_BY_ENTITY);
    return id ? id : "";
}

static const char *number_text(struct ht_arena *arena, uint64_t number) {
    return number ? ht_arena_format(arena, "%lu", (unsigned long)number) : NULL;
}

static const char *guarantor_id(struct diff_feed *feed, struct ht_arena *arena, uint64_t key) {
    const char *id = NULL;
    db_bind_int(feed->guarantor, 1, (int64_t)key);
    if (db_step(feed->guarantor))
        id = ht_arena_string(arena, db_text(feed->guarantor, 0));
    else
        db_damaged(feed->ref->db, "a guarantor of the reference database is no entity");
    db_reset(feed->guarantor);
    return id;
}

static void security_cells(struct diff_feed *feed, struct ht_arena *arena, const char **cells) {
    const struct stored_security *row = &feed->security;
    memset(cells, 0, feed->width * sizeof *cells);
    cells[0] = ht_arena_string(arena, diff_feed_id(feed));
    for (size_t i = 0; i < sizeof security_texts / sizeof *security_texts; i++) {
        int column = security_texts[i].column;
        if (row->texts[column].len)
            cells[security_texts[i].place] = ht_arena_copy(arena, row->texts[column].data, row->texts[column].len);
    }
    if (row->guarantor)
        cells[IN_GUARANTOR] = guarantor_id(feed, arena, row->guarantor);
    cells[IN_VALID_FROM] = number_text(arena, row->valid_from);
    cells[IN_VALID_TO] = number_text(arena, row->valid_to);
    if (row->confidence && row->confidence <= ref_confidences.count)
        cells[IN_CONFIDENCE] = ref_confidences.items[row->confidence - 1];
    cells[IN_SOURCE] = ask_source_set(feed->ref, (int64_t)row->source);
}

void diff_feed_cells(struct diff_feed *feed, struct ht_arena *arena, const char **cells) {
    if (feed->table->feeding == DIFF_BLOCKS) {
        security_cells(feed, arena, cells);
        return;
    }
    int first = feed->table->feeding == DIFF_BY_ENTITY;
    for (size_t i = 0; i < feed->width; i++)
        cells[i] = ht_arena_string(arena, db_text(feed->stmt, (int)i + first));
}

static struct diff_walk walk(struct ht_reference *ref, const char *sql) {
    struct diff_walk walk = {.stmt = db_prepare(ref->db, sql)};
    diff_walk_next(&walk);
    return walk;
}

struct diff_walk diff_walk_entities(struct ht_reference *ref) {
    return walk(ref, "SELECT id, id FROM entity ORDER BY key");
}

struct diff_walk diff_walk_aliases(struct ht_reference *ref) {
    return walk(ref, "SELECT a.id, e.id FROM alias AS a CROSS JOIN entity AS e ON e.key = a.entity ORDER BY a.id");
}

void diff_walk_next(struct diff_walk *walk) {
    walk->any = db_step(walk->stmt);
    walk->id = walk->any ? db_text(walk->stmt, 0) : NULL;
    walk->head = walk->any ? db_text(walk->stmt, 1) : NULL;
}
