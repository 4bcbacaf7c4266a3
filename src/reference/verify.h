// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules of `ref verify` share: the data under check, and comparing rows that have something in common.
#ifndef HOLDTRACE_REFERENCE_VERIFY_PRIVATE_H
#define HOLDTRACE_REFERENCE_VERIFY_PRIVATE_H

#include "holdtrace/date.h"
#include "reference/data.h"

struct verify {
    const struct ref_data *data;
    struct ht_faults *faults;
};

struct verify_groups;

// Puts ROW into the group named by the formatted text. Nothing for a NULL group.
void verify_group(struct verify_groups *groups, const struct ref_row *row, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Asks KEYS for the groups of each row of FILE and calls PAIR for every two rows of one group, the earlier line
 * first.
 */
void verify_pairs(const struct verify *verify, enum ref_file_id file,
                  void (*keys)(struct verify_groups *groups, const struct ref_row *row),
                  void (*pair)(const struct verify *verify, const char *group, const struct ref_row *a,
                               const struct ref_row *b));

// A cell as a date; unknown when it is empty or no date.
struct ht_date verify_date(const char *cell);

// Whether the times FROM..TO of two rows (columns of both) have a day in common.
bool verify_overlap(const struct ref_row *a, const struct ref_row *b, size_t from, size_t to);

// Whether two cells say the same; two empty ones do.
bool verify_same(const char *a, const char *b);

// "" for an empty cell.
const char *verify_text(const char *cell);

// Adds a fault at ROW of FILE.
#define VERIFY_FAULT(verify, file, row, ...)                                                                         \
    ref_fault((verify)->faults, ref_files[file].name, (row)->line, __VA_ARGS__)

// The rules, one file for each kind; verify.c has the table of them.
void verify_identity(const struct verify *verify);
void verify_securities(const struct verify *verify);
void verify_names(const struct verify *verify);
void verify_lookalikes(const struct verify *verify);
void verify_lists(const struct verify *verify);
void verify_stakes(const struct verify *verify);
void verify_shares(const struct verify *verify);
void verify_screens(const struct verify *verify);
void verify_publishable(const struct verify *verify);

#endif
