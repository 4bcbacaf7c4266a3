// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the formats share: which lines a report shows, which designation speaks for a target, what stands on the day.
 */
#ifndef HOLDTRACE_REPORT_PIECES_H
#define HOLDTRACE_REPORT_PIECES_H

#include "holdtrace/report_members.h"

struct ht_report_files {
    const struct ht_report_file *items;
    size_t count;
};

// Accounts and unread files together, by the bytes of their paths; funds of one file keep their order.
struct ht_report_files ht_report_files(const struct ht_scan *scan, struct ht_arena *arena);

const char *ht_report_file_path(const struct ht_report_file *file);
const struct ht_findings *ht_report_file_findings(const struct ht_report_file *file);

// Whether it was not read because the same holdings were given before.
bool ht_unread_is_repeated(const struct ht_unread *unread);

// Whether the line has a category other than possible.
bool ht_line_is_exposed(const struct ht_line *line);

// Lines of an account, in the order in which they are shown.
struct ht_report_lines {
    const struct ht_line **items;
    size_t count;
    size_t left_out; // by ht_report_shown
};

// The positions of ACCOUNT in CATEGORY; after possible ones, the rows of tables that are not counted.
struct ht_report_lines ht_report_lines(const struct ht_account *account, enum ht_category category,
                                       struct ht_arena *arena);

// The same in the order that SCAN asks for, the first of them where it asks for so many.
struct ht_report_lines ht_report_shown(const struct ht_scan *scan, const struct ht_account *account,
                                       enum ht_category category, struct ht_arena *arena);

// Whether the screen counts CATEGORY.
bool ht_category_is_counted(const struct ht_screen *screen, enum ht_category category);

// "counted", "tied" (not counted by SCREEN), "possible" or "none".
const char *ht_line_standing(const struct ht_screen *screen, const struct ht_line *line);

// The designation that speaks for TARGET: the first that selects and is in force, else the first that selects and is
// contested; NULL when the target is not selected by a list.
const struct ht_exposed_designation *ht_target_speaker(const struct ht_exposed_target *target);

// What the match of RESOLVED, which has an issuer, rests on: the row of its security, else of the issuer.
struct ht_match_basis {
    enum ht_confidence confidence;
    const char *source; // ids joined by bars; NULL when not known
    bool single;        // one source alone states it
};
struct ht_match_basis ht_match_basis(const struct ht_resolved *resolved);

// The weakest confidence among the evidence for the line: security or issuer, chain to the first target, its
// designation. Only for lines with an issuer.
enum ht_confidence ht_line_confidence(const struct ht_line *line);

// Sums of exposed lines over all files, by category, then currency (unstated last); *COUNT of them.
const struct ht_category_sum *ht_report_exposure(const struct ht_scan *scan, struct ht_arena *arena, size_t *count);

// The first identifier of POSITION by strength, and its name ("isin", "ticker"); NULL when it has none.
const char *ht_position_identifier(const struct ht_position *position, const char **kind);

// The formats.
void ht_report_json(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer);
void ht_report_jsonl(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer);
void ht_report_csv(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer);
void ht_report_text(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer);
void ht_report_pdf(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer);
void ht_report_xlsx(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer);
void ht_report_markdown(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer);
void ht_report_html(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer);

#endif
