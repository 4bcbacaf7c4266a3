// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a scan makes of one file, apart from all others and complete: what of it stands in the reports, what is added
 * up over files, what tells it from another file of the same fund, and what the store keeps. Scans of many files are
 * made of such parts, by several processes or machines, and put together in the order of the files' paths. Makes
 * them, and turns them into bytes and back; knows nothing of where these lie.
 */
#ifndef HOLDTRACE_SCAN_PART_H
#define HOLDTRACE_SCAN_PART_H

#include "holdtrace/history.h"
#include "holdtrace/pack.h"
#include "holdtrace/portfolio.h"

// What is made of each fund, as bits.
enum ht_part_want {
    HT_PART_JSON = 1u << 0,
    HT_PART_CSV = 1u << 1,
    HT_PART_TEXT = 1u << 2,
    HT_PART_MARKDOWN = 1u << 3,
    HT_PART_STORE = 1u << 4,
    HT_PART_FOR_PEOPLE = HT_PART_TEXT | HT_PART_MARKDOWN,
};

// A fund that was scanned. Slices are absent where they were not wanted.
struct ht_part_fund {
    const char *day_key;    // of the fund on its day: another file with the same is of the same fund; NULL: untold
    struct ht_slice marks;  // what is compared of its positions (ht_marks_same)
    bool exposed, possible; // by the exit rule
    bool covered;           // as much as was demanded
    size_t positions;
    struct ht_category_sum *exposure;
    size_t exposure_count;
    struct ht_findings findings;
    const char *cited;              // ids of the sources that are named, joined by bars; NULL: none
    struct ht_slice json;           // of the array "files", compact
    struct ht_slice csv;            // lines
    struct ht_slice text, markdown; // see text_parts.h
    struct ht_date holdings_date;
    const char *store_key, *store_path_key; // ht_fund_key, without and with the path
    struct ht_slice kept, held;             // ht_part_kept reads them
};

// A file, and how many funds it has, or why it has none.
struct ht_part_file {
    const char *path, *sha256; // sha256 NULL when it could not be opened
    struct ht_origin origin;
    bool is_holdings;
    bool ignored; // no holdings, and nobody said so: no trouble
    struct ht_findings findings;
    size_t fund_count;
};

// Adds FILE, without its funds, or FUND to TO.
void ht_part_pack_file(struct ht_buffer *to, const struct ht_part_file *file);
void ht_part_pack_fund(struct ht_buffer *to, const struct ht_part_fund *fund);

// Read what those wrote. Texts and slices lie in the bytes of FROM, lists in ARENA. False when they are broken.
bool ht_part_unpack_file(struct ht_unpack *from, struct ht_arena *arena, struct ht_part_file *out);
bool ht_part_unpack_fund(struct ht_unpack *from, struct ht_arena *arena, struct ht_part_fund *out);

// FILE as a part. IGNORED: it is no holdings file, and nobody said that it is one.
void ht_part_of_file(const struct ht_holdings_file *file, bool ignored, struct ht_part_file *out);

/*
 * The fund of ACCOUNT as a part, all but exposed, possible and covered, which the exit rule tells. SCAN is what
 * frames it (its accounts are not asked). Everything lives in ARENA.
 */
void ht_part_of_account(const struct ht_scan *scan, const struct ht_account *account, unsigned wants,
                        struct ht_arena *arena, struct ht_part_fund *out);

// The scan of FUND as the store keeps it, under KEY. Lives in ARENA and in FUND's bytes. False when they are broken.
bool ht_part_kept(const struct ht_part_fund *fund, const char *key, struct ht_arena *arena, struct ht_kept_scan *out,
                  struct ht_held *held);

// The file of a fund that is not counted, with FINDINGS; SAME_AS as in struct ht_unread.
struct ht_unread ht_part_unread(const struct ht_part_file *file, struct ht_findings findings, const char *same_as);

#endif
