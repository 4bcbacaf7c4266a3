// SPDX-License-Identifier: GPL-3.0-or-later
// The CSV files of the reference and their columns: see reference_files.h.
#include "holdtrace/reference_files.h"

static const struct ref_column source_columns[SOURCE_WIDTH] = {
    [SOURCE_ID] = {.name = "id", .type = REF_TYPE_ID, .required = true},
    [SOURCE_TITLE] = {.name = "title", .required = true},
    [SOURCE_PUBLISHER] = {.name = "publisher"},
    [SOURCE_URL] = {.name = "url"},
    [SOURCE_PUBLISHED_ON] = {.name = "published_on", .type = REF_TYPE_DATE},
    [SOURCE_RETRIEVED_ON] = {.name = "retrieved_on", .type = REF_TYPE_DATE},
    [SOURCE_LICENCE] = {.name = "licence"},
    [SOURCE_REDISTRIBUTABLE] = {.name = "redistributable",
                                .type = REF_TYPE_WORD,
                                .words = &ref_flags,
                                .otherwise = "n"},
    [SOURCE_FILE] = {.name = "file"},
    [SOURCE_SHA256] = {.name = "sha256"},
    [SOURCE_NOTE] = {.name = "note"},
};

static const struct ref_column entity_columns[ENTITY_WIDTH] = {
    [ENTITY_ID] = {.name = "id", .type = REF_TYPE_ID, .required = true},
    [ENTITY_NAME] = {.name = "name", .required = true},
    [ENTITY_LOCAL_NAME] = {.name = "local_name"},
    [ENTITY_COUNTRIES] = {.name = "countries", .type = REF_TYPE_CODE, .several = true, .length = 2},
    [ENTITY_KIND] = {.name = "kind", .type = REF_TYPE_WORD, .words = &ref_entity_kinds},
    [ENTITY_LEI] = {.name = "lei", .type = REF_TYPE_IDENTIFIER, .identifier = HT_ID_LEI},
    [ENTITY_REGISTRY_ID] = {.name = "registry_id"},
    [ENTITY_CONFIDENCE] = {.name = "confidence",
                           .type = REF_TYPE_WORD,
                           .words = &ref_confidences,
                           .otherwise = "single-source"},
    [ENTITY_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [ENTITY_NOTE] = {.name = "note"},
};

static const struct ref_column name_columns[NAME_WIDTH] = {
    [NAME_ENTITY] = {.name = "entity", .type = REF_TYPE_ENTITY, .required = true},
    [NAME_NAME] = {.name = "name", .required = true},
    [NAME_KIND] = {.name = "kind", .type = REF_TYPE_WORD, .words = &ref_name_kinds, .otherwise = "alias"},
    [NAME_LANGUAGE] = {.name = "language"},
    [NAME_VALID_FROM] = {.name = "valid_from", .type = REF_TYPE_DATE},
    [NAME_VALID_TO] = {.name = "valid_to", .type = REF_TYPE_DATE},
    [NAME_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [NAME_NOTE] = {.name = "note"},
};

static const struct ref_column security_columns[SECURITY_WIDTH] = {
    [SECURITY_ENTITY] = {.name = "entity", .type = REF_TYPE_ENTITY}, // in imports other sources may know it
    [SECURITY_NAME] = {.name = "name"},
    [SECURITY_TYPE] = {.name = "type"},
    [SECURITY_ISIN] = {.name = "isin", .type = REF_TYPE_IDENTIFIER, .identifier = HT_ID_ISIN},
    [SECURITY_CUSIP] = {.name = "cusip", .type = REF_TYPE_IDENTIFIER, .identifier = HT_ID_CUSIP},
    [SECURITY_SEDOL] = {.name = "sedol", .type = REF_TYPE_IDENTIFIER, .identifier = HT_ID_SEDOL},
    [SECURITY_FIGI] = {.name = "figi", .type = REF_TYPE_IDENTIFIER, .identifier = HT_ID_FIGI, .several = true},
    [SECURITY_TICKER] = {.name = "ticker"},
    [SECURITY_MIC] = {.name = "mic", .type = REF_TYPE_CODE, .length = 4},
    [SECURITY_CURRENCY] = {.name = "currency", .type = REF_TYPE_CODE, .length = 3},
    [SECURITY_GUARANTOR] = {.name = "guarantor", .type = REF_TYPE_ENTITY},
    [SECURITY_SHARES] = {.name = "shares_outstanding", .type = REF_TYPE_DECIMAL},
    [SECURITY_VALID_FROM] = {.name = "valid_from", .type = REF_TYPE_DATE},
    [SECURITY_VALID_TO] = {.name = "valid_to", .type = REF_TYPE_DATE},
    [SECURITY_CONFIDENCE] = {.name = "confidence",
                             .type = REF_TYPE_WORD,
                             .words = &ref_confidences,
                             .otherwise = "single-source"},
    [SECURITY_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [SECURITY_NOTE] = {.name = "note"},
};

static const struct ref_column stake_columns[STAKE_WIDTH] = {
    [STAKE_OWNER] = {.name = "owner", .type = REF_TYPE_ENTITY, .required = true},
    [STAKE_OWNED] = {.name = "owned", .type = REF_TYPE_ENTITY, .required = true},
    [STAKE_PERCENT_MIN] = {.name = "percent_min", .type = REF_TYPE_PERCENT},
    [STAKE_PERCENT_MAX] = {.name = "percent_max", .type = REF_TYPE_PERCENT},
    [STAKE_KIND] = {.name = "kind", .type = REF_TYPE_WORD, .words = &ref_stake_kinds},
    [STAKE_NATURE] = {.name = "nature", .type = REF_TYPE_WORD, .words = &ref_stake_natures, .otherwise = "ordinary"},
    [STAKE_STATUS] = {.name = "status", .type = REF_TYPE_WORD, .words = &ref_stake_statuses, .otherwise = "closed"},
    [STAKE_VALID_FROM] = {.name = "valid_from", .type = REF_TYPE_DATE},
    [STAKE_VALID_TO] = {.name = "valid_to", .type = REF_TYPE_DATE},
    [STAKE_AS_OF] = {.name = "as_of", .type = REF_TYPE_DATE},
    [STAKE_CONFIDENCE] = {.name = "confidence",
                          .type = REF_TYPE_WORD,
                          .words = &ref_confidences,
                          .otherwise = "single-source"},
    [STAKE_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [STAKE_NOTE] = {.name = "note"},
};

static const struct ref_column relation_columns[RELATION_WIDTH] = {
    [RELATION_SUBJECT] = {.name = "subject", .type = REF_TYPE_ENTITY, .required = true},
    [RELATION_RELATION] = {.name = "relation", .type = REF_TYPE_WORD, .words = &ref_relations, .required = true},
    [RELATION_OBJECT] = {.name = "object", .type = REF_TYPE_ENTITY, .required = true},
    [RELATION_VALUE] = {.name = "value"},
    [RELATION_AS_OF] = {.name = "as_of", .type = REF_TYPE_DATE},
    [RELATION_VALID_FROM] = {.name = "valid_from", .type = REF_TYPE_DATE},
    [RELATION_VALID_TO] = {.name = "valid_to", .type = REF_TYPE_DATE},
    [RELATION_CONFIDENCE] = {.name = "confidence",
                             .type = REF_TYPE_WORD,
                             .words = &ref_confidences,
                             .otherwise = "single-source"},
    [RELATION_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [RELATION_NOTE] = {.name = "note"},
};

static const struct ref_column list_columns[LIST_WIDTH] = {
    [LIST_ID] = {.name = "id", .type = REF_TYPE_ID, .required = true},
    [LIST_NAME] = {.name = "name", .required = true},
    [LIST_AUTHORITY] = {.name = "authority"},
    [LIST_COUNTRY] = {.name = "country", .type = REF_TYPE_CODE, .length = 2},
    [LIST_KIND] = {.name = "kind", .type = REF_TYPE_WORD, .words = &ref_list_kinds, .required = true},
    [LIST_EFFECT] = {.name = "effect"},
    [LIST_URL] = {.name = "url"},
    [LIST_EDITION] = {.name = "edition"},
    [LIST_ENTRIES_TOTAL] = {.name = "entries_total", .type = REF_TYPE_COUNT},
    [LIST_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE},
    [LIST_NOTE] = {.name = "note"},
};

static const struct ref_column reach_columns[REACH_WIDTH] = {
    [REACH_LIST] = {.name = "list", .type = REF_TYPE_LIST, .required = true},
    [REACH_RULE] = {.name = "rule", .required = true},
    [REACH_THRESHOLD] = {.name = "threshold_pct", .type = REF_TYPE_PERCENT},
    [REACH_INCLUSIVE] = {.name = "inclusive", .type = REF_TYPE_WORD, .words = &ref_flags},
    [REACH_AGGREGATE] = {.name = "aggregate", .type = REF_TYPE_WORD, .words = &ref_flags},
    [REACH_CASCADE] = {.name = "cascade", .type = REF_TYPE_WORD, .words = &ref_flags},
    [REACH_LISTED_ONLY] = {.name = "listed_only", .type = REF_TYPE_WORD, .words = &ref_flags},
    [REACH_NAMES_ONLY] = {.name = "names_only", .type = REF_TYPE_WORD, .words = &ref_flags},
    [REACH_VALID_FROM] = {.name = "valid_from", .type = REF_TYPE_DATE},
    [REACH_VALID_TO] = {.name = "valid_to", .type = REF_TYPE_DATE},
    [REACH_CITATION] = {.name = "citation"},
    [REACH_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE},
    [REACH_NOTE] = {.name = "note"},
};

static const struct ref_column designation_columns[DESIGNATION_WIDTH] = {
    [DESIGNATION_LIST] = {.name = "list", .type = REF_TYPE_LIST, .required = true},
    [DESIGNATION_ENTITY] = {.name = "entity", .type = REF_TYPE_ENTITY, .required = true},
    [DESIGNATION_LISTED_AS] = {.name = "listed_as"},
    [DESIGNATION_GROUND] = {.name = "ground", .type = REF_TYPE_WORD, .words = &ref_grounds},
    [DESIGNATION_LISTED_ON] = {.name = "listed_on", .type = REF_TYPE_DATE},
    [DESIGNATION_EFFECTIVE_ON] = {.name = "effective_on", .type = REF_TYPE_DATE},
    [DESIGNATION_DIVEST_BY] = {.name = "divest_by", .type = REF_TYPE_DATE},
    [DESIGNATION_DELISTED_ON] = {.name = "delisted_on", .type = REF_TYPE_DATE},
    [DESIGNATION_STATUS] = {.name = "status",
                            .type = REF_TYPE_WORD,
                            .words = &ref_designation_status,
                            .required = true},
    [DESIGNATION_PROGRAMME] = {.name = "programme"},
    [DESIGNATION_CITATION] = {.name = "citation"},
    [DESIGNATION_CONFIDENCE] = {.name = "confidence",
                                .type = REF_TYPE_WORD,
                                .words = &ref_confidences,
                                .otherwise = "single-source"},
    [DESIGNATION_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [DESIGNATION_NOTE] = {.name = "note"},
};

static const struct ref_column statement_columns[STATEMENT_WIDTH] = {
    [STATEMENT_ENTITY] = {.name = "entity", .type = REF_TYPE_ENTITY, .required = true},
    [STATEMENT_LIST] = {.name = "list", .type = REF_TYPE_LIST},
    [STATEMENT_STATUS] = {.name = "status", .type = REF_TYPE_WORD, .words = &ref_statement_status, .required = true},
    [STATEMENT_AS_OF] = {.name = "as_of", .type = REF_TYPE_DATE},
    [STATEMENT_TEXT] = {.name = "text", .required = true},
    [STATEMENT_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [STATEMENT_NOTE] = {.name = "note"},
};

static const struct ref_column holding_columns[HOLDING_WIDTH] = {
    [HOLDING_HOLDER] = {.name = "holder", .type = REF_TYPE_ENTITY, .required = true},
    [HOLDING_ENTITY] = {.name = "entity", .type = REF_TYPE_ENTITY, .required = true},
    [HOLDING_VALUE] = {.name = "value", .type = REF_TYPE_DECIMAL},
    [HOLDING_CURRENCY] = {.name = "currency", .type = REF_TYPE_CODE, .length = 3},
    [HOLDING_SHARES] = {.name = "shares", .type = REF_TYPE_DECIMAL},
    [HOLDING_AS_OF] = {.name = "as_of", .type = REF_TYPE_DATE},
    [HOLDING_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [HOLDING_NOTE] = {.name = "note"},
};

static const struct ref_column lookalike_columns[LOOKALIKE_WIDTH] = {
    [LOOKALIKE_ENTITY] = {.name = "entity", .type = REF_TYPE_ENTITY, .required = true},
    [LOOKALIKE_NAME] = {.name = "name", .required = true},
    [LOOKALIKE_LOCAL_NAME] = {.name = "local_name"},
    [LOOKALIKE_ISIN] = {.name = "isin", .type = REF_TYPE_IDENTIFIER, .identifier = HT_ID_ISIN},
    [LOOKALIKE_TICKER] = {.name = "ticker"},
    [LOOKALIKE_MIC] = {.name = "mic", .type = REF_TYPE_CODE, .length = 4},
    [LOOKALIKE_WHY] = {.name = "why", .required = true},
    [LOOKALIKE_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [LOOKALIKE_NOTE] = {.name = "note"},
};

static const struct ref_column link_columns[LINK_WIDTH] = {
    [LINK_ENTITY] = {.name = "entity", .type = REF_TYPE_ID, .required = true},
    [LINK_OTHER] = {.name = "other", .type = REF_TYPE_ID, .required = true},
    [LINK_DECISION] = {.name = "decision", .type = REF_TYPE_WORD, .words = &ref_link_decisions, .required = true},
    [LINK_REVIEWED_BY] = {.name = "reviewed_by"},
    [LINK_REVIEWED_ON] = {.name = "reviewed_on", .type = REF_TYPE_DATE},
    [LINK_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [LINK_NOTE] = {.name = "note"},
};

static const struct ref_column exception_columns[EXCEPTION_WIDTH] = {
    [EXCEPTION_ENTITY] = {.name = "entity", .type = REF_TYPE_ENTITY, .required = true},
    [EXCEPTION_CATEGORY] = {.name = "category",
                            .type = REF_TYPE_WORD,
                            .words = &ref_exception_categories,
                            .required = true},
    [EXCEPTION_REASON] = {.name = "reason", .required = true},
    [EXCEPTION_REFERENCE] = {.name = "reference"},
    [EXCEPTION_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [EXCEPTION_NOTE] = {.name = "note"},
};

static const struct ref_column rate_columns[RATE_WIDTH] = {
    [RATE_CURRENCY] = {.name = "currency", .type = REF_TYPE_CODE, .required = true, .length = 3},
    [RATE_DATE] = {.name = "date", .type = REF_TYPE_DATE, .required = true},
    [RATE_PER_EUR] = {.name = "per_eur", .type = REF_TYPE_DECIMAL, .required = true},
    [RATE_SOURCE] = {.name = "source", .type = REF_TYPE_SOURCE, .required = true},
    [RATE_NOTE] = {.name = "note"},
};

const struct ref_file ref_files[REF_FILE_COUNT] = {
    [REF_SOURCES] = {"sources.csv", "source", source_columns, SOURCE_WIDTH, true},
    [REF_ENTITIES] = {"entities.csv", "entity", entity_columns, ENTITY_WIDTH, true},
    [REF_NAMES] = {"names.csv", "name", name_columns, NAME_WIDTH, false},
    [REF_SECURITIES] = {"securities.csv", "security", security_columns, SECURITY_WIDTH, false},
    [REF_OWNERSHIP] = {"ownership.csv", "stake", stake_columns, STAKE_WIDTH, false},
    [REF_RELATIONS] = {"relations.csv", "relation", relation_columns, RELATION_WIDTH, false},
    [REF_LISTS] = {"lists.csv", "list", list_columns, LIST_WIDTH, true},
    [REF_REACH] = {"reach.csv", "reach", reach_columns, REACH_WIDTH, false},
    [REF_DESIGNATIONS] = {"designations.csv", "designation", designation_columns, DESIGNATION_WIDTH, false},
    [REF_STATEMENTS] = {"statements.csv", "statement", statement_columns, STATEMENT_WIDTH, false},
    [REF_REPORTED_HOLDINGS] = {"reported_holdings.csv", "reported_holding", holding_columns, HOLDING_WIDTH, false},
    [REF_LOOKALIKES] = {"lookalikes.csv", "lookalike", lookalike_columns, LOOKALIKE_WIDTH, false},
    [REF_LINKS] = {"links.csv", "link", link_columns, LINK_WIDTH, false},
    [REF_EXCEPTIONS] = {"exceptions.csv", "exception", exception_columns, EXCEPTION_WIDTH, false},
    [REF_RATES] = {"rates.csv", "rate", rate_columns, RATE_WIDTH, false},
};
