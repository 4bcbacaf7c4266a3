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

    // Names of names.csv, then those of entities.csv and securities.csv that names.csv does not repeat.
    "CREATE TABLE name (key INTEGER PRIMARY KEY, entity INT NOT NULL, name TEXT NOT NULL, kind TEXT, language TEXT,"
    " valid_from INT, valid_to INT, source TEXT, note TEXT);"
    // ht_name_key of a name; printed security names also by the key of their issuer part.
    "CREATE TABLE name_key (name_key TEXT NOT NULL, name INT NOT NULL, PRIMARY KEY (name_key, name)) WITHOUT ROWID;"

    // Keys that a careless spelling could be meant for, each with its entity, as lines "KEY\tENTITY" by first letter;
    // under "{" those in Chinese.
    "CREATE TABLE likeness (letter TEXT PRIMARY KEY, names TEXT NOT NULL) WITHOUT ROWID;"

    "CREATE TABLE security (key INTEGER PRIMARY KEY, entity INT NOT NULL, name TEXT, type TEXT, isin TEXT,"
    " cusip TEXT, sedol TEXT, figi TEXT, ticker TEXT, mic TEXT, currency TEXT, guarantor INT,"
    " shares_outstanding TEXT, valid_from INT, valid_to INT, confidence TEXT, source TEXT, note TEXT);"
    // Every identifier of a security, the derived CUSIP and SEDOL among them. kind: the name of enum ht_id_kind.
    "CREATE TABLE identifier (kind TEXT NOT NULL, value TEXT NOT NULL, security INT NOT NULL,"
    " PRIMARY KEY (kind, value, security)) WITHOUT ROWID;"

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
    // Why no parent of an entity is reported.
    "CREATE TABLE exception (key INTEGER PRIMARY KEY, entity INT NOT NULL, category TEXT NOT NULL,"
    " reason TEXT NOT NULL, reference TEXT, source TEXT, note TEXT);"

    // The INI files of screens/, by their name without ".ini".
    "CREATE TABLE screen (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;";

const char ref_schema_indexes[] =
    "CREATE UNIQUE INDEX source_id ON source (id);"
    "CREATE UNIQUE INDEX entity_id ON entity (id);"
    "CREATE INDEX entity_lei ON entity (lei) WHERE lei IS NOT NULL;"
    "CREATE INDEX name_entity ON name (entity);"
    "CREATE INDEX security_entity ON security (entity);"
    "CREATE INDEX security_ticker ON security (ticker, mic) WHERE ticker IS NOT NULL;"
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
    "CREATE INDEX exception_entity ON exception (entity);"
    "CREATE INDEX lookalike_entity ON lookalike (entity);"
    "CREATE INDEX lookalike_isin ON lookalike (isin) WHERE isin IS NOT NULL;"
    "CREATE INDEX lookalike_ticker ON lookalike (ticker, mic) WHERE ticker IS NOT NULL;";
