// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The ledger of decisions: what analysts said of possible matches, one decision a line of a CSV file that is only
 * added to (holdtrace-decisions(5)). Reads it, keeps what several files say together, and tells what stands for one
 * row and one company. A decision rests on its evidence: when that changes, it is reopened and decides nothing.
 *
 * Nothing here reads a clock, and nothing here looks for companies: who could be meant is the resolver's to say.
 */
#ifndef HOLDTRACE_DECISIONS_H
#define HOLDTRACE_DECISIONS_H

#include "holdtrace/diag.h"
#include "holdtrace/hash.h"
#include "holdtrace/position.h"
#include "holdtrace/reference.h"
#include "holdtrace/text.h"

enum ht_choice {
    HT_UNDECIDED, // a line of a sheet that nobody has filled in yet
    HT_ACCEPT,    // the row is the company
    HT_REJECT,    // the row is not the company
    HT_LATER      // looked at, and left open
};

const char *ht_choice_name(enum ht_choice choice); // "accept", "reject", "later"; "" for HT_UNDECIDED

// The columns of a ledger in the order in which they are written; a file may have them in any order.
enum ht_decision_column {
    HT_D_DECISION,
    HT_D_NAME, // from here to HT_D_COUNTRY: what a row prints that tells it in any file
    HT_D_ISIN,
    HT_D_CUSIP,
    HT_D_SEDOL,
    HT_D_FIGI,
    HT_D_LEI,
    HT_D_TICKER,
    HT_D_EXCHANGE,
    HT_D_COUNTRY,
    HT_D_ENTITY,      // the id of the company
    HT_D_ENTITY_NAME, // for the reader of the file; decides nothing, like reason to rows
    HT_D_BY,
    HT_D_ON,
    HT_D_WHY,
    HT_D_REASON,   // why the company was a candidate
    HT_D_AT_STAKE, // "EUR 1200.00; USD 3.00"
    HT_D_FUNDS,
    HT_D_ROWS,
    HT_D_EVIDENCE, // SHA-256 of the facts
    HT_D_FACTS,    // in words, so that a change can be told
    HT_D_COLUMNS
};

const char *ht_decision_column_name(enum ht_decision_column column);

struct ht_decision_file;

struct ht_decision {
    enum ht_choice choice;
    struct ht_date on;               // a whole day
    const char *cells[HT_D_COLUMNS]; // NULL when empty
    const struct ht_decision_file *file;
    long line;
};

struct ht_decision_file {
    const char *path;
    char sha256[HT_SHA256_TEXT];
    size_t decided, waiting, lost;   // lines with a decision, without one, and left out
    enum ht_decision_column *layout; // of each column of the file; HT_D_COLUMNS: one that is not read
    size_t width;
    char delimiter;
    bool open_end;      // the last line has no line end
    const char *unread; // headers of columns that are not read, joined by commas; NULL when none
};

struct ht_decision_index;

// What one or several files say together.
struct ht_decisions {
    struct ht_arena *arena;
    const struct ht_decision_file **files;
    size_t file_count, file_capacity;
    const struct ht_decision **items; // in the order read, undecided lines among them
    size_t count, capacity;
    bool whole; // false: a line was left out; the findings say which
    struct ht_decision_index *index;
};

// Nothing decided yet; everything lives in ARENA.
struct ht_decisions *ht_decisions_in(struct ht_arena *arena);

/*
 * Adds the lines of the ledger PATH. A line that breaks the rules is left out with a finding of trouble.
 * HT_ERR_IO when PATH cannot be read, HT_ERR_FORMAT when it has no header of a ledger.
 */
enum ht_status ht_decisions_add(struct ht_decisions *decisions, const char *path, struct ht_findings *findings,
                                struct ht_error *err);

// Adds DECISION, which is not copied; its file may be NULL.
void ht_decisions_put(struct ht_decisions *decisions, const struct ht_decision *decision);

/*
 * What a decision about one row and one company rests on: what the row prints, and what the reference says of the
 * company: its names, countries, LEI, designations, the companies that own it, listed companies that it holds, the
 * designations of both, and the identifiers of the row that are its own. Not the file, the value, the date, the
 * screen, how probable a resemblance is, and no percentage finer than a tenth and a half.
 */
struct ht_evidence {
    const char *facts; // joined by " | "
    char sha256[HT_SHA256_TEXT];
};
struct ht_evidence ht_evidence_of(struct ht_reference *ref, const struct ht_position *position, bool conflict,
                                  const struct ht_entity *entity, struct ht_arena *arena);

// What differs between the facts of two evidences, as words; NULL when nothing does.
const char *ht_evidence_change(const char *before, const char *after, struct ht_arena *arena);

// Fills the cells of *OUT that tell POSITION in any file, with blanks inside made one. Texts live in ARENA.
void ht_decision_describe(const struct ht_position *position, struct ht_arena *arena, struct ht_decision *out);

enum ht_standing_choice {
    HT_STANDS_NOTHING, // nobody decided
    HT_STANDS_ACCEPT,
    HT_STANDS_REJECT,
    HT_STANDS_LATER,
    HT_STANDS_REOPENED,    // decided on other evidence
    HT_STANDS_CONFLICT,    // people decided otherwise on the same evidence
    HT_STANDS_CONTRADICTED // the resolver's: an identifier, a name or a known lookalike says otherwise
};

const char *ht_standing_choice_name(enum ht_standing_choice choice); // "accepted", "rejected", "later", ...

struct ht_stance {
    enum ht_standing_choice choice;
    const struct ht_decision *decision; // that stands or is reopened; NULL for HT_STANDS_NOTHING
    const struct ht_decision *other;    // of HT_STANDS_CONFLICT: one that says otherwise
};

/*
 * What stands for a row, DESCRIBED by ht_decision_describe, and the company ENTITY (an id) on the evidence of digest
 * SHA256. Of each person the latest decision on that evidence counts; when those of several, or several of one day,
 * differ, they are in conflict, whatever their order. Without a decision on that evidence the latest on another is
 * reopened, if its row has the same name or an identifier in common.
 */
struct ht_stance ht_decisions_ask(const struct ht_decisions *decisions, const struct ht_decision *described,
                                  const char *entity, const char *sha256);

// Ids of the companies that decisions about a row so DESCRIBED name, each once; *COUNT of them, in ARENA.
const char **ht_decisions_about(const struct ht_decisions *decisions, const struct ht_decision *described,
                                struct ht_arena *arena, size_t *count);

// "decision of A of 2026-11-02 (accept)"
const char *ht_decision_words(const struct ht_decision *decision, struct ht_arena *arena);

// What a row prints that tells it, for a message: its name, else its first identifier.
const char *ht_decision_subject(const struct ht_decision *decision);

// Writing. A cell that a spreadsheet would take for a formula has an apostrophe in front, which reading takes away.
void ht_decision_write_header(struct ht_buffer *buffer);
void ht_decision_write(struct ht_buffer *buffer, const struct ht_decision *decision);
// The same line in the columns of FILE.
void ht_decision_write_as(struct ht_buffer *buffer, const struct ht_decision_file *file,
                          const struct ht_decision *decision);

/*
 * The union of all lines of DECISIONS into BUFFER, a ledger: the same decision once, undecided lines only where
 * nobody decided on their evidence. With LATEST, of decisions that contradict each other those of the latest day
 * alone. Returns the number of contradictions left, each named in *CONFLICTS, in the arena of DECISIONS.
 */
size_t ht_decisions_merge(const struct ht_decisions *decisions, bool latest, struct ht_buffer *buffer,
                          const char ***conflicts);

#endif
