// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A screen: what a reader chose to look for, and the targets it selects on a day.
 */
#ifndef HOLDTRACE_SCREEN_H
#define HOLDTRACE_SCREEN_H

#include "holdtrace/category.h"
#include "holdtrace/diag.h"
#include "holdtrace/reference.h"

// Designations of any of LISTS on any of GROUNDS; no grounds: any ground.
struct ht_selection {
    const char **lists;
    size_t list_count;
    const char **grounds;
    size_t ground_count;
};

// How the reader takes the rule of LIST on days for which the reference does not know it: by RULE, a line of
// reach.csv.
struct ht_assumed_rule {
    const char *list, *rule;
};

struct ht_screen {
    const char *name, *title;
    // Of the screen and all that it includes; to be printed, the selections decide.
    const char **lists; // list ids
    size_t list_count;
    const char **grounds; // empty: any ground
    size_t ground_count;
    const char **entities; // entity ids named by the screen
    size_t entity_count;
    // One for each screen that names lists. Kept apart: the lists of one do not go with the grounds of another. When
    // there is none, lists and grounds above are taken as one.
    const struct ht_selection *selections;
    size_t selection_count;
    unsigned counted; // bits 1u << enum ht_category
    struct ht_decimal owned_pct, minority_pct, stake_pct;
    int max_age_days; // 0: no limit
    // How the rules of lists are read: see rules.h.
    bool joint_arrangement; // listed owners act jointly: rules that add stakes only then add them
    const struct ht_assumed_rule *assumed_rules;
    size_t assumed_rule_count;
};

/*
 * The screen NAME of the reference, or the INI file NAME when it names a file (has a '/' or ends in ".ini").
 * `include` is followed, each screen once; thresholds, `counted` and rules are those of NAME itself. A screen without
 * lists takes in no list; the list "*" is every one of kind list. HT_ERR_NOT_FOUND with the names there are;
 * HT_ERR_FORMAT with the line, or when neither the screen nor what it includes names a list or an entity. *OUT lives
 * in ARENA.
 */
enum ht_status ht_screen_load(struct ht_reference *ref, const char *name, struct ht_arena *arena,
                              struct ht_screen *out, struct ht_error *err);

// Whether lists and grounds of SCREEN, or of one it includes, take DESIGNATION, whatever the day and its status.
bool ht_screen_takes(const struct ht_screen *screen, const struct ht_designation *designation);

enum ht_basis {
    HT_BASIS_LISTED,   // a designation in force that fits lists and grounds
    HT_BASIS_DISPUTED, // a designation whose removal is contested
    HT_BASIS_SCREEN,   // named by the screen although no list may name it
    HT_BASIS_EXCLUSION // tied to by a line of the reader's own exclusions file
};

const char *ht_basis_name(enum ht_basis basis); // "listed", "disputed", "named_by_screen", "exclusion"

struct ht_target {
    const struct ht_entity *entity;
    enum ht_basis basis; // the first that holds, in the order above
    bool excluded;       // a line of the reader's own list ties to it, whatever the basis
    const char *note;    // that line's own note; NULL when none
};

struct ht_targets;

/*
 * The targets SCREEN selects on AS_OF, ordered by id: entities with a designation in force or contested, and those
 * named. Lists of kind event and rows of confidence from-knowledge select nobody. *OUT lives in ARENA.
 */
enum ht_status ht_targets_select(struct ht_reference *ref, const struct ht_screen *screen, struct ht_date as_of,
                                 struct ht_arena *arena, struct ht_targets **out, struct ht_error *err);

// Adds ENTITY as a target; NOTE may be NULL. One that is a target already keeps its basis, and is marked as excluded.
void ht_targets_add(struct ht_targets *targets, const struct ht_entity *entity, enum ht_basis basis,
                    const char *note);

// The target that ENTITY is, or NULL.
const struct ht_target *ht_targets_find(const struct ht_targets *targets, const struct ht_entity *entity);
// Whether TARGETS has any that its screen selects, not the reader's own list alone.
bool ht_targets_of_screen(const struct ht_targets *targets);
size_t ht_targets_count(const struct ht_targets *targets);
// How many of them have an LEI or a security here, by which a holding could be compared with them; the others are met
// by their names alone.
size_t ht_targets_identified(struct ht_reference *ref, const struct ht_targets *targets);
const struct ht_target *ht_targets_at(const struct ht_targets *targets, size_t index);

/*
 * Whether DESIGNATION is in force on DAY, contested, or neither: a disputed one is in force to its delisted_on and
 * contested after, and selects nobody when it has no such date. The day of removal itself is still in force. One
 * whose listed_on and effective_on are not known stands from the day on which its list was read. Dates only: whether
 * the list is an event and the row may decide is for the caller to ask.
 */
enum ht_standing { HT_NOT_IN_FORCE, HT_STANDING_IN_FORCE, HT_STANDING_CONTESTED };
enum ht_standing ht_designation_standing(const struct ht_designation *designation, struct ht_date day);

#endif
