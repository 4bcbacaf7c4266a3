// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Every question the reference answers, as SQL, with the struct its rows become: adding one is a line of `questions`.
 * Each finds its rows by an index of schema.c. Statements are prepared on first use and kept.
 */
#include "reference/ask.h"

#include <string.h>

#include "holdtrace/arena.h"

#define ENTITY "SELECT key, id, name, local_name, countries, kind, lei, registry_id, confidence, source, note FROM "
#define NAME "n.entity, n.name, n.kind, n.language, n.source, n.valid_from, n.valid_to"
#define STAKE                                                                                                        \
    "SELECT owner, owned, percent_min, percent_max, kind, nature, status, valid_from, valid_to, as_of, confidence,"  \
    " source, note FROM stake"
#define RELATION "subject, relation, object, value, as_of, valid_from, valid_to, confidence, source, note"
#define DESIGNATION                                                                                                  \
    "SELECT d.key, d.list, d.entity, d.listed_as, d.ground, d.programme, d.citation, d.listed_on, d.effective_on,"   \
    " d.divest_by, d.delisted_on, d.status, d.confidence, d.source, d.note FROM designation AS d"
#define STANDING                                                                                                     \
    "SELECT entity, status, confidence, listed_on, effective_on, delisted_on FROM designation WHERE list = ?1"
#define LOOKALIKE "SELECT k.entity, k.name, k.isin, k.ticker, k.mic, k.why, k.source FROM lookalike AS k"
#define SOURCE                                                                                                       \
    "SELECT id, title, publisher, url, published_on, retrieved_on, licence, redistributable, note, file, sha256"     \
    " FROM source"
#define HOLDING "holder, entity, value, shares, currency, note, as_of, source"

static const struct {
    const char *sql;
    size_t size; // of a row's struct; 0 where a file reads the rows by itself
    void (*read)(struct ht_reference *ref, struct db_stmt *stmt, void *row);
} questions[QUESTION_COUNT] = {
    [ASK_META] = {"SELECT name, value FROM meta", 0, NULL},
    [ASK_ABOUT] = {about_find_sql, 0, NULL},
    [ASK_ENTITY_BY_KEY] = {ENTITY "entity WHERE key = ?1", 0, NULL},
    [ASK_LISTED_BY_KEY] = {ENTITY "listed WHERE key = ?1", 0, NULL},
    [ASK_ALIASES] = {"SELECT id FROM alias WHERE entity = ?1 ORDER BY id", sizeof(const char *), read_alias},
    [ASK_TWINS] = {"SELECT other FROM twin WHERE entity = ?1 ORDER BY other", sizeof(const struct ht_entity *),
                   read_twin},
    [ASK_KEY_BLOCK] = {"SELECT data FROM key_block WHERE kind = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1", 0,
                       NULL},
    [ASK_KEY_BLOCK_STARTS] = {"SELECT key, first FROM key_block WHERE kind = ?1 ORDER BY first", 0, NULL},
    [ASK_KEY_BLOCK_AT] = {"SELECT data FROM key_block WHERE key = ?1", 0, NULL},
    [ASK_KEY_BLOCKS_AFTER] = {"SELECT data FROM key_block WHERE kind = ?1 AND first > ?2 ORDER BY first", 0, NULL},
    [ASK_SECURITY_BLOCK] = {"SELECT first, entity, data FROM security_block WHERE first <= ?1 ORDER BY first DESC"
                            " LIMIT 1",
                            0, NULL},
    // Blocks follow their entities: an index of small rows tells, where the table is as large as all securities.
    [ASK_SECURITY_BLOCK_STARTS] = {"SELECT first, entity FROM security_block ORDER BY entity, first", 0, NULL},
    // From the last block that begins with an earlier entity on.
    [ASK_SECURITY_BLOCKS] =
        {"SELECT first, entity, data FROM security_block WHERE first >= coalesce((SELECT max(first)"
         " FROM security_block WHERE entity = (SELECT max(entity) FROM security_block"
         " WHERE entity < ?1)), 0) ORDER BY first",
         0, NULL},
    [ASK_SOURCE_SET] = {"SELECT source FROM source_set WHERE key = ?1", 0, NULL},
    [ASK_NAME_BY_KEY] = {"SELECT n.key, " NAME " FROM name AS n WHERE n.key = ?1", 0, NULL},
    [ASK_NAME_ROWS_OF] = {"SELECT n.key, " NAME " FROM name AS n WHERE n.entity = ?1 ORDER BY n.key",
                          sizeof(struct ht_name), read_name},
    [ASK_NAME_PAGE] = {"SELECT data FROM name_page WHERE key = ?1", 0, NULL},
    [ASK_OWNERS] = {STAKE " WHERE owned = ?1 ORDER BY key", sizeof(struct ht_stake), read_stake},
    [ASK_HOLDINGS] = {STAKE " WHERE owner = ?1 ORDER BY key", sizeof(struct ht_stake), read_stake},
    [ASK_ALL_STAKES] = {STAKE, 0, NULL},
    // UNION drops a relation of an entity to itself that both sides would give.
    [ASK_RELATIONS] = {"SELECT key, " RELATION " FROM relation WHERE subject = ?1 UNION"
                       " SELECT key, " RELATION " FROM relation WHERE object = ?1 ORDER BY 1",
                       sizeof(struct ht_relation), read_relation},
    [ASK_DESIGNATIONS_OF] = {DESIGNATION " WHERE d.entity = ?1 ORDER BY d.key", sizeof(struct ht_designation),
                             read_designation},
    // Keys follow list, then entity.
    [ASK_ALL_DESIGNATIONS] = {DESIGNATION " JOIN list AS l ON l.key = d.list WHERE l.kind <> 'event' ORDER BY d.key",
                              sizeof(struct ht_designation), read_designation},
    [ASK_STANDINGS] = {STANDING, 0, NULL},
    [ASK_STANDINGS_BY_GROUND] = {STANDING " AND ground = ?2", 0, NULL},
    [ASK_STATEMENTS] = {"SELECT s.entity, l.id, s.status, s.text, s.as_of, s.source FROM statement AS s"
                        " LEFT JOIN list AS l ON l.key = s.list WHERE s.entity = ?1 ORDER BY s.key",
                        sizeof(struct ht_statement), read_statement},
    [ASK_REPORTED_HOLDINGS] = {"SELECT key, " HOLDING " FROM reported_holding WHERE entity = ?1 UNION"
                               " SELECT key, " HOLDING " FROM reported_holding WHERE holder = ?1 ORDER BY 1",
                               sizeof(struct ht_reported_holding), read_reported_holding},
    [ASK_LOOKALIKES_OF] = {LOOKALIKE " WHERE k.entity = ?1 ORDER BY k.key", sizeof(struct ht_lookalike),
                           read_lookalike},
    [ASK_LOOKALIKES_BY_ISIN] = {LOOKALIKE " WHERE k.isin = ?1 ORDER BY k.key", sizeof(struct ht_lookalike),
                                read_lookalike},
    [ASK_LOOKALIKES_BY_TICKER] = {LOOKALIKE " WHERE k.ticker = ?1 AND k.mic = ?2 ORDER BY k.key",
                                  sizeof(struct ht_lookalike), read_lookalike},
    [ASK_LOOKALIKES_BY_NAME] = {LOOKALIKE " JOIN lookalike_key AS n ON n.lookalike = k.key WHERE n.name_key = ?1"
                                          " ORDER BY n.lookalike",
                                sizeof(struct ht_lookalike), read_lookalike},
    [ASK_LOOKALIKE_MARKS] = {"SELECT isin FROM lookalike WHERE isin IS NOT NULL UNION ALL"
                             " SELECT ticker FROM lookalike WHERE ticker IS NOT NULL UNION ALL"
                             " SELECT name_key FROM lookalike_key LIMIT ?1",
                             0, NULL},
    [ASK_LISTS] = {"SELECT key, id, name, authority, country, kind, effect, url, edition, entries_total, note,"
                   " entries_held, retrieved_on FROM list ORDER BY key",
                   sizeof(struct ht_list), read_list},
    [ASK_REACH] = {"SELECT l.id, r.rule, r.threshold_pct, r.inclusive, r.aggregate, r.\"cascade\", r.listed_only,"
                   " r.names_only, r.valid_from, r.valid_to, r.citation, r.source, r.note FROM reach AS r"
                   " JOIN list AS l ON l.key = r.list WHERE r.list = ?1 ORDER BY r.valid_from, r.key",
                   sizeof(struct ht_reach_rule), read_reach},
    [ASK_SOURCE] = {SOURCE " WHERE id = ?1", 0, NULL},
    [ASK_SOURCES] = {SOURCE " ORDER BY key", sizeof(struct ht_source_row), read_source},
    [ASK_EXCEPTIONS] = {"SELECT e.entity, e.category, r.source, e.reference, s.source, e.note FROM exception AS e"
                        " JOIN source_set AS r ON r.key = e.reason LEFT JOIN source_set AS s ON s.key = e.source"
                        " WHERE e.entity = ?1 ORDER BY e.n",
                        sizeof(struct ht_exception), read_exception},
    [ASK_CONFLICTS_OF] = {"SELECT entity, kind, text, sources FROM conflict WHERE entity = ?1 ORDER BY key",
                          sizeof(struct ht_conflict), read_conflict},
    [ASK_ALL_CONFLICTS] = {"SELECT entity, kind, text, sources FROM conflict ORDER BY key",
                           sizeof(struct ht_conflict), read_conflict},
    [ASK_LEFT_OUT] = {"SELECT file, reason, rows FROM left_out ORDER BY file, reason", sizeof(struct ht_left_out),
                      read_left_out},
    [ASK_RATE] = {"SELECT date, per_eur, source FROM rate WHERE currency = ?1 AND date <= ?2"
                  " ORDER BY date DESC, key LIMIT 1",
                  0, NULL},
    [ASK_ANY_RATE] = {"SELECT 1 FROM rate LIMIT 1", 0, NULL},
    [ASK_SCREENS] = {"SELECT name, text FROM screen ORDER BY name", sizeof(struct stored_screen), read_screen},
};

// What must be there for a question about an entity to have an answer; 0: nothing tells.
static const enum about needed[QUESTION_COUNT] = {
    [ASK_TWINS] = ABOUT_TWINS,
    [ASK_OWNERS] = ABOUT_OWNERS,
    [ASK_HOLDINGS] = ABOUT_HOLDINGS,
    [ASK_RELATIONS] = ABOUT_RELATIONS,
    [ASK_DESIGNATIONS_OF] = ABOUT_DESIGNATIONS,
    [ASK_STATEMENTS] = ABOUT_STATEMENTS,
    [ASK_LOOKALIKES_OF] = ABOUT_LOOKALIKES,
};

struct db_stmt *ask(struct ht_reference *ref, enum question question) {
    if (!ref->statements[question])
        ref->statements[question] = db_prepare(ref->db, questions[question].sql);
    return ref->statements[question];
}

struct answer ask_rows(struct ht_reference *ref, enum question question, struct db_stmt *stmt) {
    size_t size = questions[question].size, count = 0, capacity = 0;
    char *items = NULL;
    while (db_step(stmt)) {
        // Nearly all answers have one row, and a run keeps as many of them as its files have companies.
        items = count ? ht_arena_grow(ref->arena, items, count, &capacity, size) : ht_arena_alloc(ref->arena, size);
        capacity = count ? capacity : 1;
        void *row = items + count * size;
        memset(row, 0, size);
        questions[question].read(ref, stmt, row);
        count++;
    }
    return (struct answer){items, count};
}

static bool may_be_told(struct ht_reference *ref, enum question question, int64_t key) {
    enum about what = needed[question];
    return !what ||
           about_may_have(&ref->about, ask(ref, ASK_ABOUT), (size_t)ref->info.entities, key, what, ref->arena);
}

struct answer ask_about(struct ht_reference *ref, enum question question, int64_t key) {
    if (!may_be_told(ref, question, key))
        return (struct answer){NULL, 0};
    struct answer *known = keyed_get(&ref->answers[question], key);
    if (known)
        return *known;
    struct db_stmt *stmt = ask(ref, question);
    db_bind_int(stmt, 1, key);
    struct answer *answer = ht_arena_alloc(ref->arena, sizeof *answer);
    *answer = ask_rows(ref, question, stmt);
    keyed_put(&ref->answers[question], ref->arena, key, answer);
    return *answer;
}

const char *ask_named(struct ht_reference *ref, enum question question, const char *first, const char *second) {
    ht_buffer_clear(&ref->scratch);
    ht_buffer_char(&ref->scratch, (char)(question + 1));
    ht_buffer_string(&ref->scratch, first);
    ht_buffer_char(&ref->scratch, '\x1f');
    ht_buffer_string(&ref->scratch, second);
    return ref->scratch.data;
}

struct answer ask_about_texts(struct ht_reference *ref, enum question question, const char *first,
                              const char *second) {
    const char *other = second ? second : "";
    struct answer *known = ht_map_get(ref->named, ask_named(ref, question, first, other));
    if (known)
        return *known;
    struct db_stmt *stmt = ask(ref, question);
    db_bind_text(stmt, 1, first);
    if (second)
        db_bind_text(stmt, 2, second);
    struct answer answer = ask_rows(ref, question, stmt);
    if (answer.count) {
        known = ht_arena_alloc(ref->arena, sizeof *known);
        *known = answer;
        ht_map_put(ref->named, ask_named(ref, question, first, other), known);
    }
    return answer;
}
