// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader's own list, as delimited text or a workbook: one of their making, or one that a fund publishes, as it
 * was found. What its lines tie to in the reference are targets; a line that ties to nothing is reported, and still
 * compared by its own identifiers and name.
 */
#ifndef HOLDTRACE_EXCLUSIONS_H
#define HOLDTRACE_EXCLUSIONS_H

#include "holdtrace/diag.h"
#include "holdtrace/identifiers.h"
#include "holdtrace/reference.h"

struct ht_exclusion {
    long line;
    const char *sheet;                 // NULL: the file has one table
    const char *name, *country, *note; // NULL when absent
    const char *ids[HT_ID_KINDS];      // valid, normal form; NULL when absent
    const char *name_key;              // NULL when there is no name
    const struct ht_entity *entity;    // what it ties to; an entity made for the line (id "exclusion:LINE") otherwise
    bool tied;                         // the entity is the reference's
    bool apart; // identifiers of a line that is tied by its name: another item stands for the line
    const struct ht_exclusion *same_name; // the next untied line with the same name key
};

struct ht_map;

struct ht_exclusions {
    const char *path;
    struct ht_exclusion *items; // one a line or more: a line may have several identifiers of a kind
    size_t count;
    // Lines that name a company: read; of them tied to the reference, and ended by the list's own word, which are no
    // targets. The rest ties to nothing. Lost lines, which name none, are counted apart.
    size_t line_count, tied_lines, ended_lines, lost_lines;
    char sha256[65];
    bool whole;                                  // false: a line was left out or dropped; the findings say which
    struct ht_map *by_id[HT_ID_KINDS], *by_name; // the first item with each identifier and, untied, each name key
};

/*
 * Reads PATH and ties its lines: by identifiers, else by ticker with exchange and by exact name and country. Columns
 * are known by the header vocabulary of layouts, and those that such lists have besides (criterion, decision, date)
 * make the note. Faulty lines are findings, trouble where a line is lost. A line tied by its name alone keeps
 * identifiers that the reference does not know in an item of their own, untied: whether they are that company's is
 * the reader's word only. *OUT lives in ARENA. HT_ERR_FORMAT when PATH is no such table.
 */
enum ht_status ht_exclusions_read(struct ht_reference *ref, const char *path, struct ht_arena *arena,
                                  struct ht_exclusions *out, struct ht_findings *findings, struct ht_error *err);

// Whether item INDEX stands for a line that ties to nothing in the reference; each such line has one such item.
bool ht_exclusion_is_unmatched(const struct ht_exclusions *list, size_t index);

// The line that an identifier belongs to, tied or not: a line tied by its ISIN may add a SEDOL that the reference
// lacks. NULL when none.
const struct ht_exclusion *ht_exclusions_by_id(const struct ht_exclusions *list, enum ht_id_kind kind,
                                               const char *value);
// The untied line with this name key, whose country, if it has one, is COUNTRY (NULL: unknown); NULL when none.
const struct ht_exclusion *ht_exclusions_by_name(const struct ht_exclusions *list, const char *name_key,
                                                 const char *country);

#endif
