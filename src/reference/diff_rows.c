// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The tables of the reference as rows of texts in the order of ids: all SQL of the comparison. What the build derives
 * (keys, codes out of ISINs, names that another file has) is left out, as its sources are compared.
 */
#include <string.h>

#include "reference/ask.h"
#include "reference/diff.h"

/*
 * Tables with a row or more for most entities are walked entity by entity along their index, so that only the rows of
 * one entity are ever sorted; the small ones drive the join themselves and are sorted, on disk if need be.
 */
#define WALK(table, column) " FROM entity AS e INDEXED BY entity_id CROSS JOIN " table " AS t ON t." column " = e.key"
#define SORT(table, column) " FROM " table " AS t CROSS JOIN entity AS e ON e.key = t." column
#define COLUMN(index) (1U << (index))

const struct diff_table diff_tables[] = {
    {.name = "screens",
     .sql = "SELECT name, text FROM screen ORDER BY name",
     .columns = {"name", "text"},
     .about = DIFF_ABOUT_OTHER,
     .part = HT_REF_OTHER,
     .identities = {COLUMN(0)}},
    {.name = "lists",
     .sql = "SELECT id, name, authority, country, kind, effect, url, edition, entries_total, entries_held,"
            " retrieved_on, source, note FROM list ORDER BY id",
     .columns = {"id", "name", "authority", "country", "kind", "effect", "url", "edition", "entries_total",
                 "entries_held", "retrieved_on", "source", "note"},
     .about = DIFF_ABOUT_LIST,
     .part = HT_REF_LISTS,
     .identities = {COLUMN(0)}},
    {.name = "reach",
     .sql = "SELECT l.id, t.rule, t.valid_from, t.valid_to, t.threshold_pct, t.inclusive, t.aggregate, t.\"cascade\","
            " t.listed_only, t.names_only, t.citation, t.source, t.note FROM reach AS t"
            " JOIN list AS l ON l.key = t.list ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13",
     .columns = {"list", "rule", "valid_from", "valid_to", "threshold_pct", "inclusive", "aggregate", "cascade",
                 "listed_only", "names_only", "citation", "source", "note"},
     .about = DIFF_ABOUT_LIST,
     .part = HT_REF_LISTS,
     .identities = {COLUMN(0) | COLUMN(1) | COLUMN(2), COLUMN(0) | COLUMN(1)}},
    {.name = "designations",
     .sql = "SELECT e.id, l.id, t.listed_on, t.listed_as, t.ground, t.effective_on, t.divest_by, t.delisted_on,"
            " t.status, t.programme, t.citation, t.confidence, t.source, t.note" SORT(
                "designation",
                "entity") " JOIN list AS l ON l.key = t.list ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14",
     .columns = {"entity", "list", "listed_on", "listed_as", "ground", "effective_on", "divest_by", "delisted_on",
                 "status", "programme", "citation", "confidence", "source", "note"},
     .part = HT_REF_LISTINGS,
     .identities = {COLUMN(1) | COLUMN(2) | COLUMN(3), COLUMN(1) | COLUMN(2), COLUMN(1) | COLUMN(3), COLUMN(1)}},
    {.name = "statements",
     .sql = "SELECT e.id, l.id, t.status, t.as_of, t.text, t.source, t.note" SORT(
         "statement", "entity") " LEFT JOIN list AS l ON l.key = t.list ORDER BY 1, 2, 3, 4, 5, 6, 7",
     .columns = {"entity", "list", "status", "as_of", "text", "source", "note"},
     .part = HT_REF_LISTINGS,
     .identities = {COLUMN(1) | COLUMN(2) | COLUMN(3), COLUMN(2) | COLUMN(3)}},
    {.name = "ownership",
     .sql = "SELECT e.id, o.id, t.kind, t.as_of, t.valid_from, t.valid_to, t.percent_min, t.percent_max, t.nature,"
            " t.status, t.confidence, t.source, t.note" SORT(
                "stake",
                "owned") " JOIN entity AS o ON o.key = t.owner ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13",
     .columns = {"owned", "owner", "kind", "as_of", "valid_from", "valid_to", "percent_min", "percent_max", "nature",
                 "status", "confidence", "source", "note"},
     .part = HT_REF_OWNERSHIP,
     .identities = {COLUMN(1) | COLUMN(2) | COLUMN(3) | COLUMN(11), COLUMN(1) | COLUMN(2) | COLUMN(11),
                    COLUMN(1) | COLUMN(2), COLUMN(1)},
     .other = 1},
    {.name = "relations",
     .sql = "SELECT e.id, t.relation, o.id, t.as_of, t.valid_from, t.valid_to, t.value, t.confidence, t.source,"
            " t.note" SORT("relation",
                           "subject") " JOIN entity AS o ON o.key = t.object ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
     .columns = {"subject", "relation", "object", "as_of", "valid_from", "valid_to", "value", "confidence", "source",
                 "note"},
     .part = HT_REF_OWNERSHIP,
     .identities = {COLUMN(1) | COLUMN(2) | COLUMN(8), COLUMN(1) | COLUMN(2)},
     .other = 2},
    {.name = "securities",
     .sql = "SELECT e.id, t.isin, t.ticker, t.mic, t.name, t.type, t.cusip, t.sedol, t.figi, t.currency, g.id,"
            " t.shares_outstanding, t.valid_from, t.valid_to, t.confidence, t.source, t.note" WALK(
                "security", "entity") " LEFT JOIN entity AS g ON g.key = t.guarantor"
                                      " ORDER BY e.id, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17",
     .columns = {"entity", "isin", "ticker", "mic", "name", "type", "cusip", "sedol", "figi", "currency", "guarantor",
                 "shares_outstanding", "valid_from", "valid_to", "confidence", "source", "note"},
     .part = HT_REF_SECURITIES,
     .identities = {COLUMN(1) | COLUMN(3), COLUMN(1), COLUMN(2) | COLUMN(3), COLUMN(4)}},
    {.name = "entities",
     .sql = "SELECT id, name, local_name, countries, kind, lei, registry_id, confidence, source, note FROM entity"
            " ORDER BY id",
     .columns = {"id", "name", "local_name", "countries", "kind", "lei", "registry_id", "confidence", "source",
                 "note"},
     .part = HT_REF_NAMES,
     .identities = {COLUMN(0)}},
    {.name = "names",
     .sql = "SELECT e.id, t.name, t.kind, t.language, t.valid_from, t.valid_to, t.source, t.note" WALK(
         "name", "entity") " WHERE t.kind NOT IN ('main', 'security')"
                           " ORDER BY e.id, 2, 3, 4, 5, 6, 7, 8",
     .columns = {"entity", "name", "kind", "language", "valid_from", "valid_to", "source", "note"},
     .part = HT_REF_NAMES,
     .identities = {COLUMN(1) | COLUMN(2), COLUMN(1)}},
    {.name = "lookalikes",
     .sql = "SELECT e.id, t.name, t.local_name, t.isin, t.ticker, t.mic, t.why, t.source,"
            " t.note" SORT("lookalike", "entity") " ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9",
     .columns = {"entity", "name", "local_name", "isin", "ticker", "mic", "why", "source", "note"},
     .part = HT_REF_NAMES,
     .identities = {COLUMN(1)}},
    {.name = "reported_holdings",
     .sql = "SELECT e.id, h.id, t.as_of, t.value, t.currency, t.shares, t.source,"
            " t.note" SORT("reported_holding",
                           "entity") " JOIN entity AS h ON h.key = t.holder ORDER BY 1, 2, 3, 4, 5, 6, 7, 8",
     .columns = {"entity", "holder", "as_of", "value", "currency", "shares", "source", "note"},
     .part = HT_REF_OTHER,
     .identities = {COLUMN(1) | COLUMN(2), COLUMN(1)}},
    {.name = "sources",
     .sql = "SELECT id, title, publisher, url, published_on, retrieved_on, licence, redistributable, note FROM source"
            " ORDER BY id",
     .columns = {"id", "title", "publisher", "url", "published_on", "retrieved_on", "licence", "redistributable",
                 "note"},
     .about = DIFF_ABOUT_OTHER,
     .part = HT_REF_OTHER,
     .identities = {COLUMN(0)}},
};

const size_t diff_table_count = sizeof diff_tables / sizeof *diff_tables;

size_t diff_width(const struct diff_table *table) {
    size_t width = 0;
    while (table->columns[width])
        width++;
    return width;
}

struct diff_cursor diff_cursor_open(struct ht_reference *ref, const struct diff_table *table) {
    struct diff_cursor cursor = {.stmt = db_prepare(ref->db, table->sql), .width = diff_width(table)};
    diff_cursor_next(&cursor);
    return cursor;
}

void diff_cursor_next(struct diff_cursor *cursor) {
    cursor->any = db_step(cursor->stmt);
    for (size_t i = 0; cursor->any && i < cursor->width; i++)
        cursor->cells[i] = db_text(cursor->stmt, (int)i);
}

int diff_compare(const char *const *a, const char *const *b, size_t width) {
    for (size_t i = 0; i < width; i++) {
        int order = a[i] && b[i] ? strcmp(a[i], b[i]) : (a[i] != NULL) - (b[i] != NULL);
        if (order)
            return order;
    }
    return 0;
}
