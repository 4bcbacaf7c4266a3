// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The store of scans: one SQLite file that several programs may write to at once. Takes scans in, each once, and
 * answers what the course of a fund was; finds what differs between two scans, and what of it is an event. Prints
 * nothing; never reads a clock.
 */
#ifndef HOLDTRACE_HISTORY_H
#define HOLDTRACE_HISTORY_H

#include "holdtrace/holders.h"
#include "holdtrace/kept_scan.h"
#include "holdtrace/report.h"
#include "holdtrace/scan_diff.h"

// Identities of the positions of a fund, exposed or not, so that what was not held can be told from what was not
// listed: eight bytes each of SHA-256, in ascending order.
struct ht_held {
    const unsigned char *bytes;
    size_t size; // of all
};

// Whether a position of KEY or NAME_KEY (NULL: none) is among HELD.
bool ht_held_has(const struct ht_held *held, const char *key, const char *name_key);

/*
 * What tells the fund of PORTFOLIO in any run: its investor and its id, else its name, else the name of its file;
 * what came by standard input without a name is known by nothing but its bytes. WITH_PATH: by the path of the file as
 * well.
 */
const char *ht_fund_key(const struct ht_portfolio *portfolio, bool with_path, struct ht_arena *arena);

// ACCOUNT of SCAN as it is kept, in ARENA; *HELD are its positions.
void ht_kept_scan_of(const struct ht_scan *scan, const struct ht_account *account, struct ht_arena *arena,
                     struct ht_kept_scan *out, struct ht_held *held);

struct ht_history;

/*
 * Opens the store PATH. With WRITE it is made when it is missing, readable by its owner alone, brought to the format
 * of this version, and locked for others until ht_history_commit or ht_history_close; else it must be there.
 * HT_ERR_NOT_FOUND, HT_ERR_IO, HT_ERR_DATABASE when the file is no store or damaged.
 */
enum ht_status ht_history_open(const char *path, bool write, struct ht_history **out, struct ht_error *err);

// What was not committed is undone. NULL is allowed.
void ht_history_close(struct ht_history *history);

// Makes what was written last; HT_OK when all of it is on the disk.
enum ht_status ht_history_commit(struct ht_history *history, struct ht_error *err);

// HT_OK when every answer so far was whole.
enum ht_status ht_history_status(const struct ht_history *history, struct ht_error *err);

/*
 * Scans are kept by a run that began at BEGAN ("2026-11-27T02:30:00Z", in UTC), and took so many seconds ("12.345").
 * The run is noted with the first scan that was not there before: one that finds nothing new leaves nothing.
 */
void ht_history_begin_run(struct ht_history *history, const char *began);
void ht_history_end_run(struct ht_history *history, const char *took);

/*
 * Keeps SCAN, made by VERSION of the program, unless the same is there already; SCAN->id is set. *BEFORE is the id of
 * the scan of this fund that was met last with the same screen and base currency, 0 when there was none: from now on
 * that is SCAN. With BEFORE NULL it stays what it is.
 */
void ht_history_keep(struct ht_history *history, struct ht_kept_scan *scan, const struct ht_held *held,
                     const char *version, int64_t *before);

enum { HT_KEPT_ALL = (1 << HT_KEPT_PARTS) - 1 };

// The scan ID with its PARTS (bits 1u << enum ht_kept_part), in ARENA; *HELD (may be NULL) are all its positions.
// False when it is not there.
bool ht_history_scan(struct ht_history *history, int64_t id, unsigned parts, struct ht_arena *arena,
                     struct ht_kept_scan *out, struct ht_held *held);

// Scans of one fund with one screen and base currency.
struct ht_series {
    int64_t fund, last;                         // last: the scan met last
    const char *fund_key, *fund_name, *fund_id; // name, id: of the last; NULL when not known
    const char *screen, *base_currency;         // base_currency: NULL when none
    bool missing;                               // told as missing since
    int64_t scans;
};
struct ht_series_list {
    struct ht_series *items;
    size_t count, capacity;
};

// All series, by fund, screen and base currency; SCREEN and BASE_CURRENCY: only those, unless NULL. In ARENA.
struct ht_series_list ht_history_series(struct ht_history *history, const char *screen, const char *base_currency,
                                        struct ht_arena *arena);

/*
 * Those of ALL that TEXT names: by key, name or id of the fund without case; else those whose name, id or key
 * contains it. In ARENA.
 */
struct ht_series_list ht_series_named(const struct ht_series_list *all, const char *text, struct ht_arena *arena);

// Remembers that SERIES is not scanned any more, so that it is told once; keeping a scan of it ends that.
void ht_history_set_missing(struct ht_history *history, const struct ht_series *series);

// Ids of the scans of SERIES in order: by holdings date (unknown first), as-of day, and when they were kept.
struct ht_scan_ids {
    int64_t *items;
    size_t count, capacity;
};
struct ht_scan_ids ht_history_course(struct ht_history *history, const struct ht_series *series,
                                     struct ht_arena *arena);

// Ids of all scans, as they were kept.
struct ht_scan_ids ht_history_all(struct ht_history *history, struct ht_arena *arena);

// What SQLite finds wrong with the file, one fault a line; NULL when nothing is.
const char *ht_history_faults(struct ht_history *history, struct ht_arena *arena);

/*
 * Removes scans, never the last one of a series: those with an as-of day before BEFORE (when known), and of each
 * series all but the KEEP (when above 0) that are last in its course. Returns how many.
 */
size_t ht_history_prune(struct ht_history *history, struct ht_date before, size_t keep, struct ht_arena *arena);

/*
 * What differs between BEFORE and AFTER, two scans of one fund with all their positions; both must outlive *OUT,
 * which lives in ARENA.
 */
void ht_scan_diff_make(const struct ht_kept_scan *before, const struct ht_held *held_before,
                       const struct ht_kept_scan *after, const struct ht_held *held_after, struct ht_arena *arena,
                       struct ht_scan_diff *out);

/*
 * Which funds hold ENTITY or what it owns, by the last scan of each of holdings not after DAY (not known: the last
 * scan), with SCREEN and in BASE_CURRENCY unless NULL. *OUT lives in ARENA.
 */
void ht_history_holders(struct ht_history *history, struct ht_reference *ref, const struct ht_entity *entity,
                        const char *screen, const char *base_currency, struct ht_date day, struct ht_arena *arena,
                        struct ht_holders *out);

// Gives the room of what was removed back to the disk; after ht_history_commit.
enum ht_status ht_history_shrink(struct ht_history *history, struct ht_error *err);

#endif
