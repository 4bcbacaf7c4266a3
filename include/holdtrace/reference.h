// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reference database: entities, securities, ownership, lists and designations, each row with its source; asked
 * one entity or identifier at a time, never loaded whole.
 *
 * Every pointer handed out lives until ht_reference_close. Rows of every confidence are handed out; only those for
 * which ht_confidence_counts holds may decide a category, a share or a total.
 */
#ifndef HOLDTRACE_REFERENCE_H
#define HOLDTRACE_REFERENCE_H

#include <stdint.h>

#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "holdtrace/identifiers.h"
#include "holdtrace/rates.h"
#include "holdtrace/status.h"

struct ht_reference;

enum ht_confidence {
    HT_CONFIDENCE_OFFICIAL,      // the authority, exchange or company itself
    HT_CONFIDENCE_SEEN,          // read in a named source
    HT_CONFIDENCE_SINGLE,        // one source only
    HT_CONFIDENCE_VENDOR,        // a data vendor's field
    HT_CONFIDENCE_FROM_KNOWLEDGE // no source read: shown by explain, decides nothing
};

const char *ht_confidence_name(enum ht_confidence confidence); // "official", "seen-in-source", ...
bool ht_confidence_counts(enum ht_confidence confidence);

struct ht_entity {
    int64_t key; // row in this build; never printed
    const char *id, *name;
    const char *local_name, *kind, *lei, *registry_id; // NULL when unknown
    const char *countries;                             // joined by a bar; NULL when unknown
    enum ht_confidence confidence;
    const char *source; // source ids joined by a bar
    const char *note;   // NULL when none
};

struct ht_security {
    int64_t key;
    const struct ht_entity *issuer;
    const struct ht_entity *guarantor;                               // NULL when none
    const char *name, *type, *isin, *figi, *ticker, *mic, *currency; // NULL when unknown; FIGIs joined by a bar
    struct ht_date valid_from, valid_to;
    enum ht_confidence confidence;
    const char *source;
    const char *note;                    // NULL when none
    struct ht_amount shares_outstanding; // from valid_from to valid_to; unknown when not stated
};

enum ht_stake_kind { HT_STAKE_ECONOMIC, HT_STAKE_VOTING, HT_STAKE_CONTROL, HT_STAKE_UNSTATED };
enum ht_stake_status { HT_STAKE_CLOSED, HT_STAKE_PLANNED, HT_STAKE_PENDING };
enum ht_stake_nature { HT_STAKE_ORDINARY, HT_STAKE_JOINT_VENTURE, HT_STAKE_FOUNDER };

// One statement that OWNER holds a stake in, controls, or founded OWNED.
struct ht_stake {
    const struct ht_entity *owner, *owned;
    struct ht_amount percent_min, percent_max; // percent, not fraction
    enum ht_stake_kind kind;
    enum ht_stake_nature nature;
    enum ht_stake_status status;
    struct ht_date valid_from, valid_to, as_of;
    enum ht_confidence confidence;
    const char *source;
    const char *note; // NULL when none
};

struct ht_relation {
    const struct ht_entity *subject, *object;
    const char *relation, *value, *note; // value, note: NULL when none
    struct ht_date as_of, valid_from, valid_to;
    enum ht_confidence confidence;
    const char *source;
};

struct ht_list {
    int64_t key;
    const char *id, *name, *authority;
    const char *country, *effect, *url, *edition, *note; // NULL when unknown
    bool is_event;                                       // decisions and index deletions: shown, never a target
    struct ht_date retrieved_on;                         // latest retrieval of a source of the list
    int64_t entries_held;  // designations of this build with status in_force that are not from knowledge
    int64_t entries_total; // rows of the edition as published; -1 when not known
};

enum ht_tri { HT_UNKNOWN, HT_NO, HT_YES };

// Whether as many entries of LIST are held as its edition has; HT_UNKNOWN when nobody counted those.
enum ht_tri ht_list_complete(const struct ht_list *list);

// How far a list's own text reaches beyond the names on it, from a day to a day.
struct ht_reach_rule {
    const char *list, *rule;
    struct ht_amount threshold_pct;
    enum ht_tri inclusive, aggregate, cascade, listed_only, names_only;
    struct ht_date valid_from, valid_to;
    const char *citation;
    const char *source, *note; // NULL when none
};

enum ht_designation_status { HT_IN_FORCE, HT_DELISTED, HT_WITHDRAWN, HT_DISPUTED };

const char *ht_designation_status_name(enum ht_designation_status status);

struct ht_designation {
    int64_t key;
    const struct ht_list *list;
    const struct ht_entity *entity;
    const char *listed_as, *ground, *programme, *citation; // NULL when unknown
    struct ht_date listed_on, effective_on, divest_by, delisted_on;
    enum ht_designation_status status;
    enum ht_confidence confidence;
    const char *source;
    const char *note;
};

struct ht_statement {
    const struct ht_entity *entity;
    const char *list, *status, *text; // list: NULL when it concerns no list
    struct ht_date as_of;
    const char *source;
};

struct ht_reported_holding {
    const struct ht_entity *holder, *entity;
    struct ht_amount value, shares;
    const char *currency, *note;
    struct ht_date as_of;
    const char *source;
};

// A name or code that resembles ENTITY and is another company's.
struct ht_lookalike {
    const struct ht_entity *entity;
    const char *name, *isin, *ticker, *mic, *why, *source; // isin, ticker, mic: NULL when unknown
};

struct ht_name {
    const struct ht_entity *entity;
    // kind: legal, former, alias, abbreviation, local, export_label; main: the entity's own name, where no other row
    // has it; security: the printed name of one of its securities.
    const char *name, *kind, *language, *source; // language: NULL when unknown
    struct ht_date valid_from, valid_to;
};

struct ht_source_row {
    const char *id, *title, *publisher, *url, *licence, *note;
    const char *file, *sha256; // of an import: its file's name and digest; NULL when none
    struct ht_date published_on, retrieved_on;
    bool redistributable;
};

// Why no parent of ENTITY is reported.
struct ht_exception {
    const struct ht_entity *entity;
    const char *category, *reason;         // category: direct_parent or ultimate_parent
    const char *reference, *source, *note; // NULL when none
};

// Something that sources say against each other about ENTITY.
struct ht_conflict {
    const struct ht_entity *entity;
    const char *kind; // lei, parent, name, isin_issuer, stake, designation, registry, union
    const char *text;
    const char *sources; // ids joined by a bar; NULL when none is told
};

// Rows of an import that are not in the reference.
struct ht_left_out {
    const char *file;   // "isin-lei/securities.csv"
    const char *reason; // "naming entities that no source describes"
    int64_t rows;
};

struct ht_reference_info {
    const char *path;
    const char *content_sha256; // over the sorted source rows
    struct ht_date data_date;   // the latest retrieved_on
    int64_t entities, securities, designations, stakes, conflicts;
};

// Answers: pointers into an array owned by the reference.
struct ht_securities {
    const struct ht_security *const *items;
    size_t count;
};
struct ht_names {
    const struct ht_name *items;
    size_t count;
};
struct ht_stakes {
    const struct ht_stake *items;
    size_t count;
};
struct ht_relations {
    const struct ht_relation *items;
    size_t count;
};
struct ht_designations {
    const struct ht_designation *items;
    size_t count;
};
struct ht_statements {
    const struct ht_statement *items;
    size_t count;
};
struct ht_reported_holdings {
    const struct ht_reported_holding *items;
    size_t count;
};
struct ht_lookalikes {
    const struct ht_lookalike *items;
    size_t count;
};
struct ht_exceptions {
    const struct ht_exception *items;
    size_t count;
};
struct ht_conflicts {
    const struct ht_conflict *items;
    size_t count;
};
struct ht_aliases {
    const char *const *items;
    size_t count;
};
struct ht_twins {
    const struct ht_entity *const *items;
    size_t count;
};
struct ht_left_outs {
    const struct ht_left_out *items;
    size_t count;
};
struct ht_source_rows {
    const struct ht_source_row *items;
    size_t count;
};
struct ht_lists {
    const struct ht_list *const *items;
    size_t count;
};
struct ht_reach_rules {
    const struct ht_reach_rule *items;
    size_t count;
};

/*
 * Opens the reference database PATH for reading. HT_ERR_NOT_FOUND when there is none, HT_ERR_DATABASE when the file
 * is not one of this version.
 */
enum ht_status ht_reference_open(const char *path, struct ht_reference **out, struct ht_error *err);

// The format of the reference database PATH, whatever version wrote it; 0 when it is none or cannot be read.
int ht_reference_format(const char *path);
void ht_reference_close(struct ht_reference *ref);

/*
 * A question that SQLite could not answer (a damaged file, a failed disk) makes the answer empty and is remembered:
 * ask once after a scan, before anything is reported. HT_OK when every answer was whole.
 */
enum ht_status ht_reference_status(const struct ht_reference *ref, struct ht_error *err);

const struct ht_reference_info *ht_reference_info(const struct ht_reference *ref);

// By id ("hikvision"), also one that was united with another, and "lei-" before an LEI; NULL when there is none.
const struct ht_entity *ht_reference_entity(struct ht_reference *ref, const char *id);
// By key.
const struct ht_entity *ht_reference_entity_at(struct ht_reference *ref, int64_t key);
// By LEI.
const struct ht_entity *ht_reference_entity_by_lei(struct ht_reference *ref, const char *lei);

// Securities with identifier VALUE (normal form) of KIND: ISIN, FIGI, CUSIP and SEDOL (derived from ISINs).
struct ht_securities ht_reference_securities(struct ht_reference *ref, enum ht_id_kind kind, const char *value);

// An ISIN in normal form.
struct ht_isin {
    char text[16];
};

/*
 * Says that many ISINs will be asked for: what they lead to is read in the order in which it lies in the database,
 * and remembered. Answers are the same without; among millions of companies each takes a third of the time with it.
 * ISINS, the caller's, are sorted, and not needed afterwards.
 */
void ht_reference_expect_isins(struct ht_reference *ref, struct ht_isin *isins, size_t count);

// Securities with TICKER on the exchange MIC, of all times.
struct ht_securities ht_reference_by_ticker(struct ht_reference *ref, const char *ticker, const char *mic);
struct ht_securities ht_reference_securities_of(struct ht_reference *ref, const struct ht_entity *entity);
// Whether there is any of them.
bool ht_reference_has_security(struct ht_reference *ref, const struct ht_entity *entity);

// Names (of entities and securities) whose ht_name_key is KEY; with PREFIX, whose key begins with KEY. Export labels
// and security names are also found by the key of their ht_name_issuer_part.
struct ht_names ht_reference_names(struct ht_reference *ref, const char *key, bool prefix);
struct ht_names ht_reference_names_of(struct ht_reference *ref, const struct ht_entity *entity);

// Stakes in ENTITY, and stakes ENTITY holds, of all dates, kinds and states.
struct ht_stakes ht_reference_owners(struct ht_reference *ref, const struct ht_entity *entity);
struct ht_stakes ht_reference_holdings(struct ht_reference *ref, const struct ht_entity *entity);

/*
 * Every stake of the reference, one after the other, for what would otherwise ask about hundreds of thousands of
 * entities. OWNER and OWNED are keys; the stake's own pointers are NULL, and it is good until the next.
 */
void ht_reference_each_stake(struct ht_reference *ref,
                             void (*visit)(void *context, int64_t owner, int64_t owned, const struct ht_stake *stake),
                             void *context);

struct ht_relations ht_reference_relations(struct ht_reference *ref, const struct ht_entity *entity); // either side
struct ht_designations ht_reference_designations(struct ht_reference *ref, const struct ht_entity *entity);
// Every designation of every list that is not of kind event; ordered by list and entity.
struct ht_designations ht_reference_all_designations(struct ht_reference *ref);
struct ht_statements ht_reference_statements(struct ht_reference *ref, const struct ht_entity *entity);
struct ht_reported_holdings ht_reference_reported_holdings(struct ht_reference *ref, const struct ht_entity *entity);
struct ht_lookalikes ht_reference_lookalikes_of(struct ht_reference *ref, const struct ht_entity *entity);
// Lookalikes that have this ISIN, this ticker on this exchange, or this name key; each may be NULL.
struct ht_lookalikes ht_reference_lookalikes(struct ht_reference *ref, const char *isin, const char *ticker,
                                             const char *mic, const char *name_key);

struct ht_exceptions ht_reference_exceptions(struct ht_reference *ref, const struct ht_entity *entity);
struct ht_conflicts ht_reference_conflicts_of(struct ht_reference *ref, const struct ht_entity *entity);
// Ids of sources that describe ENTITY, too, other than its own; sorted.
struct ht_aliases ht_reference_aliases(struct ht_reference *ref, const struct ht_entity *entity);
// Entities that bear a name of ENTITY in its country, that nothing united with it, and that no reviewed link told
// apart, where one of the two is curated or on a list: perhaps the same company.
struct ht_twins ht_reference_twins(struct ht_reference *ref, const struct ht_entity *entity);

// All of the reference; read anew at each call.
struct ht_conflicts ht_reference_all_conflicts(struct ht_reference *ref); // by kind, then entity
struct ht_left_outs ht_reference_left_out(struct ht_reference *ref);
struct ht_source_rows ht_reference_sources(struct ht_reference *ref);

struct ht_lists ht_reference_lists(struct ht_reference *ref);
const struct ht_list *ht_reference_list(struct ht_reference *ref, const char *id);
struct ht_reach_rules ht_reference_reach(struct ht_reference *ref, const char *list);
const struct ht_source_row *ht_reference_source(struct ht_reference *ref, const char *id);

// Sets *OUT to the exchange rates of the reference (rates.csv), which lives as long as the reference; false when it
// has none.
bool ht_reference_rates(struct ht_reference *ref, struct ht_rates *out);

// Names and INI texts of the screens in the database.
size_t ht_reference_screen_count(struct ht_reference *ref);
const char *ht_reference_screen_name(struct ht_reference *ref, size_t index);
const char *ht_reference_screen_text(struct ht_reference *ref, const char *name); // NULL when there is none

#endif
