// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The CSV files of the reference: their columns and what may stand in them, as one const table. Reading, checking,
 * storing and hashing work from it, so adding a file is a row of ref_files and a table of that shape in schema.c.
 */
#ifndef HOLDTRACE_REFERENCE_FILES_H
#define HOLDTRACE_REFERENCE_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "holdtrace/identifiers.h"
#include "holdtrace/reference_words.h"

// In the order of storing. Names come before entities and securities, which add the names that are not there yet.
enum ref_file_id {
    REF_SOURCES,
    REF_NAMES,
    REF_ENTITIES,
    REF_SECURITIES,
    REF_OWNERSHIP,
    REF_RELATIONS,
    REF_LISTS,
    REF_REACH,
    REF_DESIGNATIONS,
    REF_STATEMENTS,
    REF_REPORTED_HOLDINGS,
    REF_LOOKALIKES,
    REF_LINKS,
    REF_EXCEPTIONS,
    REF_RATES,
    REF_FILE_COUNT
};

enum ref_type {
    REF_TYPE_TEXT,
    REF_TYPE_ID,         // lower-case or upper-case letters, digits, '_', '-', '.'
    REF_TYPE_DATE,       // YYYY, YYYY-MM, YYYY-MM-DD
    REF_TYPE_DECIMAL,    // a plain number, not negative
    REF_TYPE_PERCENT,    // 0 to 100
    REF_TYPE_COUNT,      // a whole number
    REF_TYPE_WORD,       // one of column.words
    REF_TYPE_ENTITY,     // id of an entity
    REF_TYPE_LIST,       // id of a list
    REF_TYPE_SOURCE,     // ids of sources, joined by a bar
    REF_TYPE_IDENTIFIER, // of column.identifier, check digit included; joined by a bar where column.several
    REF_TYPE_CODE        // column.length capital letters or digits; joined by a bar where column.several
};

struct ref_column {
    const char *name;
    enum ref_type type;
    bool required;
    bool several;
    const struct ref_words *words;
    const char *otherwise; // what an empty cell of a vocabulary means; NULL: not known
    enum ht_id_kind identifier;
    unsigned length;
};

struct ref_file {
    const char *name;  // "entities.csv"
    const char *table; // of schema.c; its columns are `key`, then those below
    const struct ref_column *columns;
    size_t width; // the last column is `note`, which also takes in columns that are not known here
    bool has_id;  // the first column must be unique
};

extern const struct ref_file ref_files[REF_FILE_COUNT];

/*
 * Why TEXT, one value, cannot stand in COLUMN, by its form alone: "is no date of the form ..."; NULL when it can.
 * What a value points to (an entity, a list, a source) is not looked at.
 */
const char *ref_cell_fault(const struct ref_column *column, const char *text);

// Whether a cell of COLUMN may hold several values, joined by a bar.
bool ref_column_several(const struct ref_column *column);

// Places of columns, by file.
enum {
    SOURCE_ID,
    SOURCE_TITLE,
    SOURCE_PUBLISHER,
    SOURCE_URL,
    SOURCE_PUBLISHED_ON,
    SOURCE_RETRIEVED_ON,
    SOURCE_LICENCE,
    SOURCE_REDISTRIBUTABLE,
    SOURCE_FILE,   // name of the imported file
    SOURCE_SHA256, // its digest
    SOURCE_NOTE,
    SOURCE_WIDTH
};
enum {
    ENTITY_ID,
    ENTITY_NAME,
    ENTITY_LOCAL_NAME,
    ENTITY_COUNTRIES,
    ENTITY_KIND,
    ENTITY_LEI,
    ENTITY_REGISTRY_ID,
    ENTITY_CONFIDENCE,
    ENTITY_SOURCE,
    ENTITY_NOTE,
    ENTITY_WIDTH
};
enum {
    NAME_ENTITY,
    NAME_NAME,
    NAME_KIND,
    NAME_LANGUAGE,
    NAME_VALID_FROM,
    NAME_VALID_TO,
    NAME_SOURCE,
    NAME_NOTE,
    NAME_WIDTH
};
enum {
    SECURITY_ENTITY,
    SECURITY_NAME,
    SECURITY_TYPE,
    SECURITY_ISIN,
    SECURITY_CUSIP,
    SECURITY_SEDOL,
    SECURITY_FIGI,
    SECURITY_TICKER,
    SECURITY_MIC,
    SECURITY_CURRENCY,
    SECURITY_GUARANTOR,
    SECURITY_SHARES,
    SECURITY_VALID_FROM,
    SECURITY_VALID_TO,
    SECURITY_CONFIDENCE,
    SECURITY_SOURCE,
    SECURITY_NOTE,
    SECURITY_WIDTH
};
enum {
    STAKE_OWNER,
    STAKE_OWNED,
    STAKE_PERCENT_MIN,
    STAKE_PERCENT_MAX,
    STAKE_KIND,
    STAKE_NATURE,
    STAKE_STATUS,
    STAKE_VALID_FROM,
    STAKE_VALID_TO,
    STAKE_AS_OF,
    STAKE_CONFIDENCE,
    STAKE_SOURCE,
    STAKE_NOTE,
    STAKE_WIDTH
};
enum {
    RELATION_SUBJECT,
    RELATION_RELATION,
    RELATION_OBJECT,
    RELATION_VALUE,
    RELATION_AS_OF,
    RELATION_VALID_FROM,
    RELATION_VALID_TO,
    RELATION_CONFIDENCE,
    RELATION_SOURCE,
    RELATION_NOTE,
    RELATION_WIDTH
};
enum {
    LIST_ID,
    LIST_NAME,
    LIST_AUTHORITY,
    LIST_COUNTRY,
    LIST_KIND,
    LIST_EFFECT,
    LIST_URL,
    LIST_EDITION,
    LIST_ENTRIES_TOTAL,
    LIST_SOURCE,
    LIST_NOTE,
    LIST_WIDTH
};
enum {
    REACH_LIST,
    REACH_RULE,
    REACH_THRESHOLD,
    REACH_INCLUSIVE,
    REACH_AGGREGATE,
    REACH_CASCADE,
    REACH_LISTED_ONLY,
    REACH_NAMES_ONLY,
    REACH_VALID_FROM,
    REACH_VALID_TO,
    REACH_CITATION,
    REACH_SOURCE,
    REACH_NOTE,
    REACH_WIDTH
};
enum {
    DESIGNATION_LIST,
    DESIGNATION_ENTITY,
    DESIGNATION_LISTED_AS,
    DESIGNATION_GROUND,
    DESIGNATION_LISTED_ON,
    DESIGNATION_EFFECTIVE_ON,
    DESIGNATION_DIVEST_BY,
    DESIGNATION_DELISTED_ON,
    DESIGNATION_STATUS,
    DESIGNATION_PROGRAMME,
    DESIGNATION_CITATION,
    DESIGNATION_CONFIDENCE,
    DESIGNATION_SOURCE,
    DESIGNATION_NOTE,
    DESIGNATION_WIDTH
};
enum {
    STATEMENT_ENTITY,
    STATEMENT_LIST,
    STATEMENT_STATUS,
    STATEMENT_AS_OF,
    STATEMENT_TEXT,
    STATEMENT_SOURCE,
    STATEMENT_NOTE,
    STATEMENT_WIDTH
};
enum {
    HOLDING_HOLDER,
    HOLDING_ENTITY,
    HOLDING_VALUE,
    HOLDING_CURRENCY,
    HOLDING_SHARES,
    HOLDING_AS_OF,
    HOLDING_SOURCE,
    HOLDING_NOTE,
    HOLDING_WIDTH
};
enum {
    LOOKALIKE_ENTITY,
    LOOKALIKE_NAME,
    LOOKALIKE_LOCAL_NAME,
    LOOKALIKE_ISIN,
    LOOKALIKE_TICKER,
    LOOKALIKE_MIC,
    LOOKALIKE_WHY,
    LOOKALIKE_SOURCE,
    LOOKALIKE_NOTE,
    LOOKALIKE_WIDTH
};

// Reviewed links: two ids, perhaps of two sources, that are one company, or are not.
enum {
    LINK_ENTITY,
    LINK_OTHER,
    LINK_DECISION,
    LINK_REVIEWED_BY,
    LINK_REVIEWED_ON,
    LINK_SOURCE,
    LINK_NOTE,
    LINK_WIDTH
};
// Why an entity reports no parent.
enum {
    EXCEPTION_ENTITY,
    EXCEPTION_CATEGORY,
    EXCEPTION_REASON,
    EXCEPTION_REFERENCE,
    EXCEPTION_SOURCE,
    EXCEPTION_NOTE,
    EXCEPTION_WIDTH
};
// Reference rates: units of a currency for one euro on a day.
enum { RATE_CURRENCY, RATE_DATE, RATE_PER_EUR, RATE_SOURCE, RATE_NOTE, RATE_WIDTH };

#endif
