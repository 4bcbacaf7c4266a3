// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Findings: what is wrong, doubtful or repaired in the user's data, each with its place and a stable code.
 *
 * A finding never stops a scan. Codes are part of the program's interface (JSON `problems[].code`): a code keeps its
 * name and meaning. A new code is one line in finding_codes.h.
 */
#ifndef HOLDTRACE_DIAG_H
#define HOLDTRACE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

struct ht_arena;

enum ht_severity {
    HT_NOTE,    // said for the record; nothing was lost
    HT_WARNING, // a figure may mislead a reader who does not know this
    HT_TROUBLE  // something named on the command line could not be read whole: exit 2
};

enum ht_code {
#define HT_CODE(symbol, name, severity, meaning) HT_CODE_##symbol,
#include "holdtrace/finding_codes.h"
#undef HT_CODE
    HT_CODE_COUNT
};

struct ht_finding {
    enum ht_code code;
    enum ht_severity severity;
    long line;           // line in the file, counted from 1; 0: the file as a whole
    const char *message; // what is wrong; what was done
    const char *marked;  // the same for reports to people, see told.h; NULL when it has no figures
    size_t times;        // how many like it this one stands for: 1, but for the line that sums up the rest
};

struct ht_findings {
    struct ht_arena *arena; // owns items and messages
    struct ht_finding *items;
    size_t count;
    size_t capacity;
};

struct ht_findings ht_findings_in(struct ht_arena *arena);

// Adds a finding with the severity of its code. What the message quotes ("...") is cut when it is very long.
void ht_find(struct ht_findings *findings, enum ht_code code, long line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// The message of FINDING as a part of another, and with its figures in the style of ARENA.
const char *ht_finding_part(const struct ht_finding *finding);
const char *ht_finding_words(struct ht_arena *arena, const struct ht_finding *finding);

// Whether one of FINDINGS is trouble.
bool ht_findings_trouble(const struct ht_findings *findings);

// Adds copies of all of FROM, in their order.
void ht_findings_add(struct ht_findings *to, const struct ht_findings *from);

// Findings of one code that are given line by line; what comes after is counted and said in one line.
enum { HT_FINDINGS_SHOWN = 20 };

// How many findings of each code there were, shown or not.
struct ht_tally {
    size_t seen[HT_CODE_COUNT];
};

// Counts one more finding of CODE; whether it is still to be shown.
bool ht_tally_shows(struct ht_tally *tally, enum ht_code code);

// Adds to FINDINGS a line for each code of which there were more than are shown.
void ht_tally_rest(const struct ht_tally *tally, struct ht_findings *findings);

// The stable name ("identifier-conflict") and the one-line meaning of a code.
const char *ht_code_name(enum ht_code code);
const char *ht_code_meaning(enum ht_code code);

// "note", "warning" or "trouble".
const char *ht_severity_name(enum ht_severity severity);

#endif
