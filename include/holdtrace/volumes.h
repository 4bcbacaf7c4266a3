// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How many shares of a security are traded on an average day, as the reader's own file says. Where the number comes
 * from, and how many days it averages, only the reader knows.
 */
#ifndef HOLDTRACE_VOLUMES_H
#define HOLDTRACE_VOLUMES_H

#include "holdtrace/diag.h"
#include "holdtrace/position.h"
#include "holdtrace/status.h"

struct ht_volumes;

/*
 * Reads PATH: delimited text with a header, a column `isin` or `ticker` (or both), and `adv_shares`, above zero. A
 * row without a usable code or number is a finding and left out; so is a second row of one code. HT_ERR_FORMAT when
 * the columns are not there or no row is left. *OUT lives in ARENA.
 */
enum ht_status ht_volumes_read(const char *path, struct ht_arena *arena, struct ht_volumes **out,
                               struct ht_findings *findings, struct ht_error *err);

const char *ht_volumes_path(const struct ht_volumes *volumes);
const char *ht_volumes_sha256(const struct ht_volumes *volumes);
size_t ht_volumes_count(const struct ht_volumes *volumes);

// Shares traded in POSITION's security on an average day: by its ISIN, else by its ticker; unknown when not told.
struct ht_amount ht_volumes_of(const struct ht_volumes *volumes, const struct ht_position *position);

#endif
