// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The columns of the csv report: one table of groups, in a fixed order; new columns only go to the end of a group.
 */
#ifndef HOLDTRACE_REPORT_CSV_COLUMNS_H
#define HOLDTRACE_REPORT_CSV_COLUMNS_H

#include "report/pieces.h"

// What one line is made from.
struct ht_csv_row {
    const struct ht_account *account;
    const struct ht_scheme *scheme; // NULL: none
    const struct ht_screen *screen;
    const struct ht_line *line;
    const struct ht_position *position;
    const struct ht_exposed_target *target; // the first; NULL when there is none
    const struct ht_exposed_designation
        *speaker;                         // NULL when no list selects the target, or a relation alone ties to it
    const struct ht_step *relation;       // of a linked position
    const struct ht_candidate *candidate; // of a possible position; NULL when there is none
    const struct ht_decided *decided; // that made the issuer known, else of the candidate; NULL when there is none
    struct ht_date as_of;
    struct ht_arena *arena;
};

// What a cell's text is: for those who can do more with a number or a date than print it.
enum ht_csv_kind { HT_CSV_TEXT, HT_CSV_NUMBER, HT_CSV_DATE };

// A cell's text, NULL when absent; *OURS is set where we wrote it ourselves and no spreadsheet can be fooled.
struct ht_csv_cell {
    const char *text;
    bool ours;
    enum ht_csv_kind kind;
};

struct ht_csv_column {
    const char *name;
    struct ht_csv_cell (*cell)(const struct ht_csv_row *row);
};

struct ht_csv_group {
    const struct ht_csv_column *columns;
    size_t count;
    bool (*applies)(const struct ht_scan *scan); // NULL: always
};

// Those that every report has, and behind them those of what a run was asked for.
extern const struct ht_csv_group ht_csv_groups[];
extern const size_t ht_csv_group_count;

// Whether the columns of GROUP stand in the report of SCAN.
bool ht_csv_applies(const struct ht_scan *scan, size_t group);

struct ht_csv_row ht_csv_row_of(const struct ht_scan *scan, const struct ht_account *account,
                                const struct ht_line *line, struct ht_arena *arena);

#endif
