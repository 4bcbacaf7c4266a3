// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The parts of the text report: one fund after another, then what holds for all of them.
 */
#ifndef HOLDTRACE_REPORT_TEXT_H
#define HOLDTRACE_REPORT_TEXT_H

#include "holdtrace/cited.h"
#include "report/cross.h"
#include "report/paper.h"
#include "report/pieces.h"

// Where in the text of a fund its course over earlier scans stands, which is known later than the rest.
struct ht_text_gap {
    size_t at;
    enum ht_block before;
};

struct ht_text_report {
    const struct ht_scan *scan;
    struct ht_arena *arena;
    struct ht_paper paper;
    struct ht_cited cited;      // for the list of sources at the end
    size_t identified;          // targets that an identifier could be compared with
    struct ht_text_gap *course; // is left out, and where it would stand noted here; NULL: it is written
    // Draws a fund behind its sums; NULL: there are words alone.
    void (*pictures)(struct ht_text_report *report, const struct ht_account *account);
    // Draws the chain of owners of a tie to LIT, likewise.
    void (*chain)(struct ht_text_report *report, const struct ht_path *path, const struct ht_entity *lit);
};

// Counted positions of one side: long and short ones are never netted.
struct ht_verdict_side {
    size_t positions;
    struct ht_amount weight_pct; // unknown when any part is
    const char *money;           // sums by currency, "USD 1,200.00 + EUR 3.00"
};

// Counted exposure of one fund, and what else was found.
struct ht_verdict {
    size_t counted, uncounted, possible; // positions; possible ones with those of tables that are not counted
    size_t open;                         // positions that would be counted if a link that the facts leave open held
    bool too_old;                        // such a link is too old for the screen
    size_t disputed; // counted positions whose target is selected only by entries whose removal is disputed
    struct ht_verdict_side long_side, short_side;
    const char *exposure; // both sides in words: "1.2 % of net assets (USD 1,200.00)"
    const char *sentence; // all of it with coverage and lists, as one sentence
    size_t says, said;    // where in it the exposure is told, after the fund's name and before what else there is
};

enum { HT_TEXT_ROW_CELLS = 6 };

// What a report over several files sums up. All files lie in the order of the report.
struct ht_text_totals {
    const char *const *rows; // HT_TEXT_ROW_CELLS a file, one behind the other; nothing for a file alone
    size_t count;            // files, read or not
    size_t funds, unread;
    const struct ht_category_sum *sums;
    size_t sum_count;
    const struct ht_cross_fund *exposed; // funds with counted exposure
    size_t exposed_count;
};

// Makes REPORT one of SCAN on paper of KIND, on which nothing stands yet.
void ht_text_begin(struct ht_text_report *report, const struct ht_scan *scan, const struct ht_paper_kind *kind,
                   struct ht_arena *arena, struct ht_buffer *buffer);

// All of one file, read or not.
void ht_text_file(struct ht_text_report *report, const struct ht_report_file *file);

struct ht_verdict ht_text_verdict(struct ht_text_report *report, const struct ht_account *account);

// Parts of that sentence: the companies behind the counted positions, the heaviest first; how much of each list is
// held.
void ht_text_say_companies(struct ht_text_report *report, const struct ht_account *account, struct ht_buffer *text);
void ht_text_say_lists(struct ht_text_report *report, bool clean, struct ht_buffer *text);

// "Example Fund (sample)", or the path of a file that names no fund.
const char *ht_text_fund_name(const struct ht_account *account);

// The same for a heading: of a file that names no fund, its own name without folders.
const char *ht_text_fund_title(const struct ht_account *account);

// Notes that SOURCES ("a|b") were cited.
void ht_text_cite(struct ht_text_report *report, const char *sources);

void ht_text_fund(struct ht_text_report *report, const struct ht_account *account);
void ht_text_positions(struct ht_text_report *report, const struct ht_account *account);
void ht_text_possible(struct ht_text_report *report, const struct ht_account *account);
// Who accepted the match of a row; which decisions leave a row possible; and the sum of all, with each rejection.
void ht_text_decided_by(struct ht_text_report *report, const struct ht_row_decisions *decided);
void ht_text_undecided(struct ht_text_report *report, const struct ht_resolved *resolved);
void ht_text_decided(struct ht_text_report *report, const struct ht_account *account);
void ht_text_coverage(struct ht_text_report *report, const struct ht_account *account);
// Funds that were looked through: of one position, of one fund, and the files; nothing where that was not asked.
void ht_text_through(struct ht_text_report *report, const struct ht_line *line);
void ht_text_held_funds(struct ht_text_report *report, const struct ht_account *account);
void ht_text_funds_files(struct ht_text_report *report);
void ht_text_problems(struct ht_text_report *report, const struct ht_findings *findings);
void ht_text_origin(struct ht_text_report *report, const struct ht_origin *origin); // a line, if it was packed
// The line of a fund, or of a file that was not read, in the summary.
void ht_text_fund_row(struct ht_text_report *report, const struct ht_account *account,
                      const char *cells[HT_TEXT_ROW_CELLS]);
void ht_text_unread_row(const struct ht_unread *unread, const char *cells[HT_TEXT_ROW_CELLS]);
// What FILES, all of the scan, sum up to.
struct ht_text_totals ht_text_totals(struct ht_text_report *report, const struct ht_report_files *files);
void ht_text_summary(struct ht_text_report *report, const struct ht_text_totals *totals);
// All that follows the files, from the summary to the footer.
void ht_text_end(struct ht_text_report *report, const struct ht_text_totals *totals);
void ht_text_footer(struct ht_text_report *report);
// The weights of a fund, or of the scheme, beside those of the benchmark; nothing without one.
void ht_text_benchmark(struct ht_text_report *report, const struct ht_account *account);
// The scans that the store holds of the fund; nothing where it holds no other.
void ht_text_course(struct ht_text_report *report, const struct ht_account *account);
void ht_text_put_course(struct ht_text_report *report, const struct ht_course *course);
void ht_text_scheme_benchmark(struct ht_text_report *report, const struct ht_scheme *scheme);
// How much of each company the fund holds; nothing where no number of shares is known.
void ht_text_company_shares(struct ht_text_report *report, const struct ht_account *account);
void ht_text_scheme(struct ht_text_report *report, const struct ht_scheme *scheme);
// What each selected company weighs in each of the COUNT FUNDS, of READ; nothing when they are fewer than two.
void ht_text_targets_by_funds(struct ht_text_report *report, const struct ht_cross_fund *funds, size_t count,
                              size_t read);

#endif
