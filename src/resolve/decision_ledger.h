// SPDX-License-Identifier: GPL-3.0-or-later
// The words that the files about the ledger share. Private to the stage.
#ifndef RESOLVE_DECISION_LEDGER_H
#define RESOLVE_DECISION_LEDGER_H

#include "holdtrace/decisions.h"

// The column named TEXT; HT_D_COLUMNS when none is.
enum ht_decision_column ledger_column_named(struct ht_slice text);

// The choice that CELL means; false when it means none. "" is HT_UNDECIDED.
bool ledger_choice_named(const char *cell, enum ht_choice *out);

// Whether A and B are one code, but for leading zeros, which spreadsheets take away.
bool ledger_same_code(const char *a, const char *b);

// Whether both describe the same row.
bool ledger_same_row(const struct ht_decision *a, const struct ht_decision *b);

// CELL as its author meant it, without the apostrophe that stands before what would be a formula.
const char *ledger_unguarded(const char *cell);

// Lines that may concern one row, one after another.
struct ledger_link {
    const struct ht_decision *decision;
    struct ledger_link *next; // read before
};

// Decisions on the evidence SHA256 about any company.
const struct ledger_link *ledger_on_evidence(const struct ht_decisions *decisions, const char *sha256);

// What stands of the lines of LINKS that are about ENTITY (NULL: any) and, unless NULL, describe the row ROW.
struct ht_stance ledger_stance(const struct ledger_link *links, const struct ht_decision *row, const char *entity);

#endif
