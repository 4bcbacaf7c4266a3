// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What differs between two reference databases: first what changes the answers of a screen, then all other rows.
 *
 * Rows have no name that outlives a build, but for those of entities, lists, sources and screens. They are compared
 * by what they say, with ids in place of keys, so that neither the order of rows nor a renumbering is a difference.
 * Where one reference unites what the other keeps apart, their entities are one to the comparison: the union is told
 * as an alias, and rows that only moved with it are no difference.
 * Both databases are read in the order of ids, side by side; what is held in memory grows with the differences and
 * with what belongs to the screen's targets, not with the databases.
 */
#ifndef HOLDTRACE_REFERENCE_DIFF_H
#define HOLDTRACE_REFERENCE_DIFF_H

#include "holdtrace/screen.h"

enum ht_ref_change { HT_REF_ADDED, HT_REF_REMOVED, HT_REF_CHANGED };

const char *ht_ref_change_name(enum ht_ref_change change); // "added", "removed", "changed"

// What an entity has to do with the screen's targets, in either of the two references. Bits.
enum ht_ref_role {
    HT_REF_TARGET = 1,
    HT_REF_OWNED = 2, // a target holds a stake in it, or controls it, through however many others
    HT_REF_OWNER = 4  // it holds a stake in a target, or controls it, likewise
};

// The parts in which differences are told.
enum ht_ref_part {
    HT_REF_SCREEN,     // the definition of the screen asked for
    HT_REF_LISTS,      // editions, totals, and how far lists reach
    HT_REF_LISTINGS,   // designations of, and statements about, the entities that matter to the screen
    HT_REF_OWNERSHIP,  // stakes and control by and in targets, of what they own and in their owners; relations of
                       // targets
    HT_REF_SECURITIES, // of targets, what they own and their owners
    HT_REF_NAMES,      // their names, identifiers and lookalikes, and what other ids lead to them
    HT_REF_CONFLICTS,  // what sources say against each other about them
    HT_REF_OTHER,      // everything else
    HT_REF_PARTS
};

const char *ht_ref_part_name(enum ht_ref_part part); // "screen", "lists", ...

struct ht_ref_cell {
    const char *column;         // as in the CSV file
    const char *before, *after; // NULL: empty, or no such row
};

// One row that only one of the two has, or that reads otherwise in the other.
struct ht_ref_difference {
    const char
        *table;     // the CSV file without its ending: "securities"; "aliases", "conflicts", "left_out": of the build
    const char *id; // of the entity, list, source or screen that the row is about; of united entities the one id
    const char *name; // of that entity or list; NULL for others
    enum ht_ref_change change;
    bool is_whole;  // the row is all that its table says of `id`: no column is needed to tell it from others
    unsigned roles; // enum ht_ref_role of that entity
    const struct ht_ref_cell *cells;
    size_t cell_count;
};

struct ht_ref_differences {
    struct ht_ref_difference *items; // by table, then by id
    size_t count, capacity;
};

// Differences of one table that belong to the part HT_REF_OTHER.
struct ht_ref_count {
    const char *table;
    size_t by_change[HT_REF_CHANGED + 1];
};

// Why an entity is a target in one of the two only, or on another basis.
enum ht_ref_reason {
    HT_REF_LISTING,   // a designation that the other reference does not have
    HT_REF_DELISTING, // a day of removal that was not known before, or that has passed
    HT_REF_STATUS,    // the designation's status is another one
    HT_REF_GROUND,    // the ground is another one
    HT_REF_DAY,       // the same row: the day, or when it was listed, decides
    HT_REF_ROW_GONE,  // the row is no longer there: nobody says that the entity was removed from the list
    HT_REF_NAMED,     // the screen names it
    HT_REF_NOT_NAMED, // the screen does not name it any more
    HT_REF_SELECTION, // the screen takes other lists or grounds
    HT_REF_TRUST,     // the row's confidence is another one
    HT_REF_MERGED,    // the entity goes by another id in the other reference
    HT_REF_REASONS
};

const char *ht_ref_reason_name(enum ht_ref_reason reason); // "listing", "delisting", ...

struct ht_ref_why {
    enum ht_ref_reason reason;
    const struct ht_designation *before, *after; // NULL where there is none
    const char *other;                           // HT_REF_MERGED: the other id
};

struct ht_ref_target_change {
    const struct ht_target *before, *after; // NULL: no target there
    const struct ht_ref_why *why;
    size_t why_count;
};

struct ht_ref_side {
    struct ht_reference *ref;
    struct ht_screen screen;
    struct ht_date as_of;
    struct ht_targets *targets;
};

// One company in the two references: under one id, or under ids that lead to each other. Of united entities each is
// in a pair.
struct ht_ref_pair {
    const struct ht_entity *before, *after; // NULL: that reference does not have it
};

struct ht_ref_diff {
    struct ht_ref_side before, after;
    bool same_content; // the content hashes agree, so that no row was compared
    struct ht_ref_target_change *targets;
    size_t target_count;                           // ordered by id
    struct ht_ref_differences parts[HT_REF_PARTS]; // HT_REF_OTHER: empty unless all were asked for
    const struct ht_ref_count *other;
    size_t other_count;          // of tables
    size_t differences;          // of all rows and targets
    struct ht_ref_pair *related; // the entities with a role in either reference, by id; none with the same content
    size_t related_count;
};

// The two references (BEFORE, AFTER), the screen by name or file, and the days to choose targets on.
struct ht_ref_question {
    struct ht_reference *before, *after;
    const char *screen;
    struct ht_date as_of; // not known: each reference's own data date
    bool all;             // keep every row of HT_REF_OTHER, not only their number
};

/*
 * Compares. Fails when the screen cannot be loaded in one of the two, or a database cannot be read whole. *OUT lives
 * in ARENA and needs both references open.
 */
enum ht_status ht_reference_diff(const struct ht_ref_question *question, struct ht_arena *arena,
                                 struct ht_ref_diff *out, struct ht_error *err);

#endif
