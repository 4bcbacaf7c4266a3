// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One row on its way through the methods: what is asked, what each method claims, and what is only a candidate.
 * Private to the stage.
 */
#ifndef RESOLVE_ROW_H
#define RESOLVE_ROW_H

#include "holdtrace/resolve.h"

// What stays the same for all rows of one portfolio.
struct run {
    struct ht_reference *ref;
    const struct ht_exclusions *exclusions; // NULL when the reader gave none
    struct ht_arena *arena;
    struct ht_arena *scratch; // keys of names, which nobody needs when the row is done
    struct ht_date date;      // of the holdings
    struct ht_findings *findings;
    struct ht_tally tally; // of what the resolver adds to them
};

// Adds a finding, unless there were many of its code: every row keeps its own status. row.c
void run_find(struct run *run, enum ht_code code, long line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// One method's statement that the row is ENTITY's.
struct claim {
    enum ht_method method;
    const struct ht_entity *entity;
    const struct ht_security *security; // NULL: only the issuer
    const char *on;                     // "isin", "name (cut)"
    const char *value;                  // of the reference
    bool exact;                         // false: a cut name
};

// What of a row a lookalike has.
enum { LOOKALIKE_ISIN = 1, LOOKALIKE_NAME = 2, LOOKALIKE_TICKER = 4 };

struct resembled {
    const struct ht_lookalike *lookalike;
    unsigned has; // of LOOKALIKE_...
};

struct row {
    struct run *run;
    const struct ht_position *position;
    struct claim *claims; // in the order of the methods
    size_t claim_count, claim_capacity;
    struct ht_candidate *candidates; // one an entity, in the order found
    size_t candidate_count, candidate_capacity;
    bool conflict;
    bool names_are_whole; // the name comes from a list of companies, never cut at a column's width

    // Asked for at most once, when a method needs them.
    bool has_keys, has_names, has_lookalikes;
    const char *whole_key;  // of the name as printed; "" when there is none
    const char *issuer_key; // of its issuer part; the same pointer as whole_key when nothing was taken away
    struct ht_names names;  // of the reference, that have one of the keys
    struct resembled *lookalikes;
    size_t lookalike_count, lookalike_capacity;
};

// Methods by which a kind of position may be found, besides identifiers of the security and the LEI.
struct kind_rule {
    bool ticker, name;
    bool name_is_candidate; // an exact name is not enough
};
struct kind_rule kind_rule_of(enum ht_kind kind);

void row_claim(struct row *row, struct claim claim);

// Adds ENTITY with a sentence, unless it is a candidate already.
void row_candidate(struct row *row, const struct ht_entity *entity, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool row_is_candidate(const struct row *row, const struct ht_entity *entity);

void row_name_keys(struct row *row);
// Names of the reference equal to the row's: those of the whole printed name, else those of its issuer part.
struct ht_names row_names(struct row *row);
// Whether one of them is a name of ENTITY.
bool row_bears_name_of(struct row *row, const struct ht_entity *entity);

// Whether the row prints NAME, as a whole or as its issuer part, legal form and all.
bool row_prints(const struct row *row, const char *name);

// How the row's country of risk or of incorporation stands to ENTITY's countries.
enum country_fit {
    COUNTRY_UNKNOWN, // the row or the entity has none
    COUNTRY_AGREES,
    COUNTRY_CONTRADICTS
};
enum country_fit row_country_fit(const struct ht_position *position, const struct ht_entity *entity);
// "CN", or "CN and KY"
const char *row_countries_text(const struct row *row);

// Which of these make the row one of the lookalikes of ENTITY; 0 when it is none.
unsigned row_lookalike(struct row *row, const struct ht_entity *entity);
// Notes that an unresolved row is a known lookalike.
void row_note_lookalikes(struct row *row);

bool same_entity(const struct ht_entity *a, const struct ht_entity *b);
// Whether one of the bar-joined codes LIST is CODE.
bool bar_list_has(const char *list, const char *code);

// The methods: each adds claims or candidates to ROW, or nothing.
void try_isin(struct row *row);
void try_cusip(struct row *row);
void try_sedol(struct row *row);
void try_figi(struct row *row);
void try_lei(struct row *row);
void try_ticker(struct row *row);
void try_name(struct row *row);
void try_similar(struct row *row);

// Whether the row's ISIN, or a CUSIP of the US or Canada, that the reference does not know, speaks against ENTITY;
// and whether its ticker does.
bool isin_contradicts(const struct row *row, const struct ht_entity *entity);
bool ticker_contradicts(const struct row *row, const struct ht_entity *entity);

// Whether the row carries an identifier by which the reference would know a target's security. resolve.c
bool row_is_comparable(const struct ht_position *position);
// Makes candidates of the other records that may be those of the company claimed first, which no source says: what is
// known of them must not go unsaid. resolve.c
void row_note_twins(struct row *row);

// Whether the row's name could be looked up with hope: it has a key, and a country where the name alone is too short.
bool name_is_usable(struct row *row);
// Whether KEY is one short word, such as many companies bear.
bool name_is_short(const char *key);

// Makes those of the COUNT rows of one table whose ISIN stands under three or more names possible only.
void doubt_shared_isins(struct run *run, struct ht_resolved *resolved, size_t count);

// Settles what DECISIONS (NULL: none) say of the COUNT rows of one table.
void decide_rows(struct run *run, const struct ht_decisions *decisions, struct ht_resolved *rows, size_t count);

// Makes candidates of what is known of the COUNT rows of tables that are not counted.
void set_aside(struct run *run, struct ht_resolved *resolved, size_t count);

#endif
