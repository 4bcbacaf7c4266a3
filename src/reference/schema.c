// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The schema. What is common to its tables:
 *
 * - `key` numbers the rows of one table in the sorted order of the source rows. It means nothing outside one build.
 * - Columns carry the names of the CSV columns (files.c), and note takes in the columns that files.c does not know.
 * - Dates are numbers YYYYMMDD, with 00 for a month or day that is not known; NULL when nothing is known.
 * - Percentages, values and shares are the source's own digits as text: they are exact, SQLite's numbers are not.
 * - Words of closed vocabularies are stored as words, so that a reader with the sqlite3 shell understands them.
 */
#include "reference/schema.h"

const char ref_schema_tables[] =
    // Of the build as a whole: content_sha256, data_date (YYYYMMDD), and the numbers of rows.
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;"

    "CREATE TABLE source (key INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT, publisher TEXT, url TEXT,"
    " published_on INT, retrieved_on INT, licence TEXT, redistributable TEXT, file TEXT, sha256 TEXT, note TEXT);"

    "CREATE TABLE entity (key INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, local_name TEXT,"
    " countries TEXT, kind TEXT, lei TEXT, registry_id TEXT, confidence TEXT, source TEXT, note TEXT);"

    // Which tables have rows about an entity: see about.h. `page` counts from 0.
    "CREATE TABLE about (page INTEGER PRIMARY KEY, data BLOB NOT NULL);"

    // Other ids that lead to an entity: those of sources that describe it, too.
    "CREATE TABLE alias (id TEXT PRIMARY KEY, entity INT NOT NULL) WITHOUT ROWID;"

    // Names of names.csv, and main names of other sources. The names of entity and of securities are not repeated
    // here.
    "CREATE TABLE name (key INTEGER PRIMARY KEY, entity INT NOT NULL, name TEXT NOT NULL, kind TEXT, language TEXT,"
    " valid_from INT, valid_to INT, source TEXT, note TEXT);"
    // Ids, LEIs, identifiers of securities, tickers and ht_name_key of names, in blocks: see key_blocks.h. The kind
    // is an enum key_kind, `first` the first key of a block.
    "CREATE TABLE key_block (key INTEGER PRIMARY KEY, kind INT NOT NULL, first TEXT NOT NULL, data BLOB NOT NULL);"
    // Rows come in its order; made later, it would read all of them again. So with that of security_block.
    "CREATE UNIQUE INDEX key_block_first ON key_block (kind, first);"

    // Names by their words, in pages: see name_pages.h.
    "CREATE TABLE name_page (key INTEGER PRIMARY KEY, data BLOB NOT NULL);"

    // Securities, in blocks: see security_blocks.h. `first` is the key of a block's first security, `entity` its
    // issuer.
    "CREATE TABLE security_block (first INTEGER PRIMARY KEY, entity INT NOT NULL, data BLOB NOT NULL);"
    "CREATE INDEX security_block_entity ON security_block (entity);"
    // Texts that stand in millions of rows, as numbers there: sources of a security or exception, reasons of the
    // latter.
    "CREATE TABLE source_set (key INTEGER PRIMARY KEY, source TEXT NOT NULL);"

    "CREATE TABLE stake (key INTEGER PRIMARY KEY, owner INT NOT NULL, owned INT NOT NULL, percent_min TEXT,"
    " percent_max TEXT, kind TEXT, nature TEXT, status TEXT, valid_from INT, valid_to INT, as_of INT,"
    " confidence TEXT, source TEXT, note TEXT);"

    "CREATE TABLE relation (key INTEGER PRIMARY KEY, subject INT NOT NULL, relation TEXT NOT NULL,"
    " object INT NOT NULL, value TEXT, as_of INT, valid_from INT, valid_to INT, confidence TEXT, source TEXT,"
    " note TEXT);"

    // entries_held and retrieved_on are computed when all rows are in.
    "CREATE TABLE list (key INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, authority TEXT,"
    " country TEXT, kind TEXT NOT NULL, effect TEXT, url TEXT, edition TEXT, entries_total INT, source TEXT,"
    " note TEXT, entries_held INT NOT NULL DEFAULT 0, retrieved_on INT);"

    "CREATE TABLE reach (key INTEGER PRIMARY KEY, list INT NOT NULL, rule TEXT NOT NULL, threshold_pct TEXT,"
    " inclusive TEXT, aggregate TEXT, \"cascade\" TEXT, listed_only TEXT, names_only TEXT, valid_from INT,"
    " valid_to INT, citation TEXT, source TEXT, note TEXT);"

    "CREATE TABLE designation (key INTEGER PRIMARY KEY, list INT NOT NULL, entity INT NOT NULL, listed_as TEXT,"
    " ground TEXT, listed_on INT, effective_on INT, divest_by INT, delisted_on INT, status TEXT NOT NULL,"
    " programme TEXT, citation TEXT, confidence TEXT, source TEXT, note TEXT);"

    "CREATE TABLE statement (key INTEGER PRIMARY KEY, entity INT NOT NULL, list INT, status TEXT NOT NULL,"
    " as_of INT, text TEXT NOT NULL, source TEXT, note TEXT);"

    "CREATE TABLE reported_holding (key INTEGER PRIMARY KEY, holder INT NOT NULL, entity INT NOT NULL, value TEXT,"
    " currency TEXT, shares TEXT, as_of INT, source TEXT, note TEXT);"

    "CREATE TABLE lookalike (key INTEGER PRIMARY KEY, entity INT NOT NULL, name TEXT, local_name TEXT, isin TEXT,"
    " ticker TEXT, mic TEXT, why TEXT, source TEXT, note TEXT);"
    "CREATE TABLE lookalike_key (name_key TEXT NOT NULL, lookalike INT NOT NULL,"
    " PRIMARY KEY (name_key, lookalike)) WITHOUT ROWID;"

    // Reviewed links between ids of several sources; decision: same or different.
    "CREATE TABLE link (key INTEGER PRIMARY KEY, entity TEXT NOT NULL, other TEXT NOT NULL, decision TEXT NOT NULL,"
    " reviewed_by TEXT, reviewed_on INT, source TEXT, note TEXT);"
    // Why no parent of an entity is reported: its Nth reason. reason and source: keys of source_set.
    "CREATE TABLE exception (entity INT NOT NULL, n INT NOT NULL, category TEXT NOT NULL, reason INT NOT NULL,"
    " reference TEXT, source INT, note TEXT, PRIMARY KEY (entity, n)) WITHOUT ROWID;"

    // Entities of one name and country that nothing united, each beside the other: perhaps one company.
    "CREATE TABLE twin (entity INT NOT NULL, other INT NOT NULL, PRIMARY KEY (entity, other)) WITHOUT ROWID;"

    // What sources say against each other. kind: lei, parent, name, isin_issuer, stake, designation, registry, twin,
    // union.
    "CREATE TABLE conflict (key INTEGER PRIMARY KEY, entity INT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,"
    " sources TEXT);"
    // Rows of imports that are not here, by file.
    "CREATE TABLE left_out (file TEXT NOT NULL, reason TEXT NOT NULL, rows INT NOT NULL,"
    " PRIMARY KEY (file, reason)) WITHOUT ROWID;"

    // Units of a currency for one euro on a day.
    "CREATE TABLE rate (key INTEGER PRIMARY KEY, currency TEXT NOT NULL, date INT NOT NULL, per_eur TEXT NOT NULL,"
    " source TEXT, note TEXT);"

    // The INI files of screens/, by their name without ".ini".
    "CREATE TABLE screen (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;";

const char ref_schema_indexes[] =
    "CREATE UNIQUE INDEX source_id ON source (id);"
    "CREATE INDEX alias_entity ON alias (entity);"
    "CREATE INDEX conflict_entity ON conflict (entity);"
    "CREATE INDEX name_entity ON name (entity);"
    "CREATE INDEX stake_owner ON stake (owner);"
    "CREATE INDEX stake_owned ON stake (owned);"
    "CREATE INDEX relation_subject ON relation (subject);"
    "CREATE INDEX relation_object ON relation (object);"
    "CREATE UNIQUE INDEX list_id ON list (id);"
    "CREATE INDEX reach_list ON reach (list);"
    "CREATE INDEX designation_entity ON designation (entity);"
    // Holds all that the choice of targets asks, so that it reads no row of the table itself.
    "CREATE INDEX designation_target ON designation (list, ground, entity, status, confidence, listed_on,"
    " effective_on, delisted_on);"
    "CREATE INDEX statement_entity ON statement (entity);"
    "CREATE INDEX reported_holding_entity ON reported_holding (entity);"
    "CREATE INDEX reported_holding_holder ON reported_holding (holder);"
    "CREATE INDEX rate_day ON rate (currency, date);"
    "CREATE INDEX lookalike_entity ON lookalike (entity);"
    "CREATE INDEX lookalike_isin ON lookalike (isin) WHERE isin IS NOT NULL;"
    "CREATE INDEX lookalike_ticker ON lookalike (ticker, mic) WHERE ticker IS NOT NULL;";

// Of companies that a list names, their row of entity once more: a screen asks for all of them, which lie far apart
// in a large reference and side by side here.
const char ref_schema_listed[] =
    "CREATE TABLE listed (key INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, local_name TEXT,"
    " countries TEXT, kind TEXT, lei TEXT, registry_id TEXT, confidence TEXT, source TEXT, note TEXT);"
    "INSERT INTO listed SELECT * FROM entity WHERE key IN (SELECT entity FROM designation) ORDER BY key;";
