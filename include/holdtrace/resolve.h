// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Position to instrument to issuer: an ordered table of methods, strongest first. What is certain is a match; what is
 * only similar, or contradicts itself, is a candidate and never counted.
 */
#ifndef HOLDTRACE_RESOLVE_H
#define HOLDTRACE_RESOLVE_H

#include "holdtrace/decisions.h"
#include "holdtrace/exclusions.h"
#include "holdtrace/position.h"
#include "holdtrace/reference.h"

enum ht_method {
    HT_BY_ISIN,
    HT_BY_CUSIP,
    HT_BY_SEDOL,
    HT_BY_FIGI,
    HT_BY_LEI,
    HT_BY_TICKER, // ticker and exchange
    HT_BY_NAME,
    HT_BY_DECISION,
    HT_BY_SIMILAR, // only ever possible
    HT_UNMATCHED,
    HT_METHOD_COUNT
};

const char *
ht_method_name(enum ht_method method); // "isin", ..., "ticker+exchange", "name", "similar"; NULL: unmatched

struct ht_candidate {
    const struct ht_entity *entity;
    struct ht_amount score; // of a similar name: the probability of name_match.h; unknown: no score is claimed
    const char *why;        // a sentence for the reader
};

// What a ledger says of a row and one company.
struct ht_decided {
    const struct ht_entity *entity;
    enum ht_standing_choice choice;
    const struct ht_decision *decision;
    const struct ht_decision *other; // of a conflict between two decisions on one company; else NULL
    const char *what;                // why it decides nothing, for the reader; NULL when it stands
};

struct ht_row_decisions {
    const struct ht_decided *items; // by the ids of the companies
    size_t count;
    const struct ht_decided *accepted; // the one that made the issuer known; NULL when none did
};

struct ht_resolved {
    const struct ht_position *position;
    const struct ht_entity *issuer;     // NULL when not resolved with certainty
    const struct ht_security *security; // NULL when only the issuer is known
    enum ht_method method;
    struct ht_amount score;    // 1 for identifiers and exact names; unknown for the rest
    const char *matched_on;    // what of the row matched: "isin", "name"
    const char *matched_value; // the value of the reference it matched
    // Not resolved, but needing a decision when a candidate has to do with a target. Beside an issuer those records
    // that may be the same company's, which no source says. Of a row of looked_through the
    // issuer, when it is known, is a candidate too: who it is is certain, what it is worth in the fund is not.
    const struct ht_candidate *candidates;
    size_t candidate_count;
    bool conflict; // identifiers of the row contradict each other
    // The untied line of the reader's list that the row fits, also when the reference knows the row as another
    // company
    // (`issuer`), so that neither hides the other. NULL when none.
    const struct ht_exclusion *exclusion;
    // Coverage: the row has a valid identifier of a kind that the reference holds; or could be compared by name
    // alone.
    bool comparable, comparable_by_name;
    const struct ht_row_decisions *decided; // NULL: no decision concerns the row
};

struct ht_resolution {
    const struct ht_portfolio *portfolio;
    struct ht_resolved *rows; // one a position, in the same order
    size_t count;
    struct ht_resolved *looked_through; // one a row of portfolio->looked_through, in the same order
    size_t looked_through_count;
    struct ht_findings findings; // those of the portfolio, and those of resolving after them
};

/*
 * Resolves every position of PORTFOLIO, and every row that it looks through or repeats. Identifiers, tickers and
 * names are read as of the portfolio's holdings date; when that is unknown, a ticker that ever changed hands does not
 * match alone. EXCLUSIONS may be NULL. *OUT lives in ARENA.
 */
void ht_resolve(struct ht_reference *ref, const struct ht_exclusions *exclusions,
                const struct ht_portfolio *portfolio, struct ht_arena *arena, struct ht_resolution *out);

// The same with the DECISIONS of analysts (NULL: none), asked after all else; they must outlive *OUT.
void ht_resolve_decided(struct ht_reference *ref, const struct ht_exclusions *exclusions,
                        const struct ht_decisions *decisions, const struct ht_portfolio *portfolio,
                        struct ht_arena *arena, struct ht_resolution *out);

/*
 * Resolves the text a user types for `explain`: an entity id, any identifier, a ticker ("002415", "002415 CH"), a
 * name or part of one, or what is like a name. Entities found, best first, each with how.
 */
struct ht_lookup {
    const struct ht_entity *entity;
    const char *how; // "id", "isin", "ticker", "name", "part of a name", "similar name", "lookalike"
};
size_t ht_lookup_text(struct ht_reference *ref, const char *query, struct ht_arena *arena,
                      const struct ht_lookup **out);

#endif
