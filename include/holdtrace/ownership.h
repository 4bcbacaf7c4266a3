// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Who owns and controls whom on a day: chains from targets to an issuer and back, and what each list's own rule says.
 *
 * Only closed stakes whose confidence counts are used. For one owner, owned and kind the latest statement not after
 * the day stands; two sources of one stake count once. Shares are exact decimals in percent. Shares over all paths,
 * rings of owners included, are those of integrated.h.
 */
#ifndef HOLDTRACE_OWNERSHIP_H
#define HOLDTRACE_OWNERSHIP_H

#include "holdtrace/integrated.h"
#include "holdtrace/told.h"

enum ht_link {
    HT_LINK_OWNS,
    HT_LINK_VOTES,
    HT_LINK_CONTROLS,
    HT_LINK_FOUNDED,
    HT_LINK_JOINT_VENTURE,
    HT_LINK_RELATION
};

const char *ht_link_name(enum ht_link link); // "owns", "votes", "controls", "founded", "joint_venture"

// One step of a chain, owner to owned. For a relation, subject to object, and `relation` names it.
struct ht_step {
    const struct ht_entity *owner, *owned;
    enum ht_link link;
    const char *relation; // HT_LINK_RELATION only
    struct ht_amount percent_min, percent_max;
    struct ht_date as_of;
    enum ht_confidence confidence;
    const char *source;
    const char *note; // what the source leaves open; NULL when none
    bool too_old;     // stated longer ago than the screen's max_age_days
};

struct ht_path {
    const struct ht_step *steps; // in order from the owner's end; empty for a direct target
    size_t count;
};

// Why an issuer has to do with a target.
struct ht_tie {
    const struct ht_target *target;
    enum ht_category category;
    struct ht_path path;
    struct ht_amount share_pct; // the target's integrated share of the issuer as it is printed: 100 for direct; for
                                // owned, controlled and minority unknown unless it is one number; else unknown
};

// A tie that the facts leave open: a stake of "10 to 15 %", one without a percentage, one too old for the screen.
struct ht_doubt {
    const struct ht_target *target;
    enum ht_category category; // what it would be
    struct ht_told why;        // a sentence
    bool too_old;              // the link that is open was stated longer ago than the screen's max_age_days
    // From 0 to 1: the share of the stated range that reaches the threshold, for a direct stake of the target with a
    // range; else unknown.
    struct ht_amount chance;
};

struct ht_ties {
    struct ht_tie *items; // ordered by category, then the shortest path, the basis and the target's id
    size_t count;
    struct ht_doubt *doubts; // ordered alike; never of a target and category that is among items
    size_t doubt_count;
    // What all targets own of the issuer, integrated, stakes in targets left out so that nested ones count once; that
    // of an issuer that is a target itself is what the others own of it. 0 to 0 and not stated: no stake is known.
    struct ht_share share;
};

/*
 * All ties between ISSUER and the targets of SCREEN as of AS_OF, lists and ownership. The first item's category is
 * the issuer's. Deterministic. Lives in ARENA.
 */
struct ht_ties ht_ownership_ties(struct ht_reference *ref, const struct ht_targets *targets,
                                 const struct ht_screen *screen, const struct ht_entity *issuer, struct ht_date as_of,
                                 struct ht_arena *arena);

/*
 * The head of the group that ISSUER belongs to: the topmost entity from which a chain of control links and half
 * stakes leads to it, and ISSUER itself when there is none. A state body that is no target heads nothing.
 */
const struct ht_entity *ht_ownership_head(struct ht_reference *ref, const struct ht_targets *targets,
                                          const struct ht_screen *screen, const struct ht_entity *issuer,
                                          struct ht_date as_of, struct ht_arena *arena);

/*
 * The least set closed under "owners in the set hold THRESHOLD or more of it" (strictly more when not INCLUSIVE): the
 * OFAC 50 Percent Rule and its kin (OFAC FAQ 398-402). Answers for one entity; with AGGREGATE stakes of several
 * members add up, with CASCADE members need not be listed themselves. SEED says which entities are in from the start.
 */
struct ht_majority_rule {
    struct ht_decimal threshold_pct;
    bool inclusive, aggregate, cascade;
};
struct ht_majority {
    enum ht_tri reached; // HT_UNKNOWN when a stake without a percentage, or a range, could decide it
    // Deciding owners: of the direct owners that count, without what ENTITY itself owns, the fewest that make the
    // threshold, larger shares first, then by id. Of an answer not known, those that could decide.
    const struct ht_entity **by;
    size_t by_count;
    unsigned depth; // links from the nearest seed through deciding owners; 0 for a seed, and unless reached
};
struct ht_majority ht_majority_reach(struct ht_reference *ref, const struct ht_entity *entity, struct ht_date as_of,
                                     struct ht_majority_rule rule,
                                     bool (*seed)(const void *context, const struct ht_entity *entity),
                                     const void *context, struct ht_arena *arena);

// Whether one list's designation of TARGET reaches ISSUER by that list's own rule on AS_OF, and why.
struct ht_rule_reading;
struct ht_reach {
    enum ht_tri reaches;                  // HT_UNKNOWN: the rule, or a share it needs, is not known
    const char *rule;                     // name of the rule in force; NULL when no rule is known
    struct ht_told why;                   // a sentence
    struct ht_majority majority;          // who reaches it, and how deep, by a rule with a threshold; else empty
    const struct ht_rule_reading *others; // the list's rules of other days that say otherwise: rules.h
    size_t other_count;
};
// SCREEN says how rules are read; NULL: as the reference has them.
struct ht_reach ht_reach_of(struct ht_reference *ref, const struct ht_designation *designation,
                            const struct ht_screen *screen, const struct ht_entity *issuer, struct ht_date as_of,
                            struct ht_arena *arena);

// Whether what was stated on STATED is older on AS_OF than SCREEN lets links be; a day that is not known is not.
bool ht_ownership_too_old(const struct ht_screen *screen, struct ht_date stated, struct ht_date as_of);

// The stakes in (or of) ENTITY that stand on AS_OF after the rules above; for explain.
struct ht_stakes ht_ownership_standing(struct ht_reference *ref, const struct ht_entity *entity, bool as_owner,
                                       struct ht_date as_of, struct ht_arena *arena);

#endif
