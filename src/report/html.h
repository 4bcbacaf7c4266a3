// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The parts of the HTML report: a page that escapes whatever is put on it, tables, drawings, and the sections of a
 * fund. What is said of companies comes from wording.h and text_verdict.c, so that every format says the same.
 */
#ifndef HOLDTRACE_REPORT_HTML_H
#define HOLDTRACE_REPORT_HTML_H

#include "report/text.h"

// A section that was put on the page, for the contents of its fund.
struct ht_page_heading {
    const char *name, *title;
};

enum { HT_PAGE_SECTIONS = 24 };

struct ht_page {
    const struct ht_scan *scan;
    struct ht_arena *arena;
    struct ht_buffer *out;
    struct ht_text_report words; // what the sentences of the text report ask for; nothing is printed on its paper
    const struct ht_report_files *files; // number i of them is told of under the anchor "f" i + 1
    struct ht_map *notes; // ids of cited sources, each with its number, in the order in which they are cited
    size_t fund;          // number of the fund in hand, from 1: part of the names of its anchors
    size_t rows;          // positions with an anchor so far, "p1" and so on
    bool limits_said;     // what the figures cannot tell, which is said once
    struct ht_page_heading sections[HT_PAGE_SECTIONS]; // of the fund in hand
    size_t section_count;
};

// A page of SCAN in BUFFER, on which nothing stands yet; `files` is the caller's to set.
struct ht_page ht_page_of(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer);

// The document down to what stands below its heading: the screen and its day, and REMARK (NULL: nothing more); and
// its end.
void ht_page_open(struct ht_page *page, const char *title, const char *heading, const char *remark);
void ht_page_close(struct ht_page *page);

/*
 * Puts FORMAT on the page, which is markup: %s puts a text, escaped, with control characters and overrides of the
 * writing direction shown as what they are and Chinese, Japanese and Korean marked as such outside of tags; %t the
 * same without such marks, for <title>, <text> and <desc>; %z a size_t, %l a long, %d an int; %% a percent sign.
 */
void ht_page_put(struct ht_page *page, const char *format, ...);

// TEXT as such %s puts it, between OPEN and CLOSE, which are markup; nothing when TEXT is NULL.
void ht_page_wrap(struct ht_page *page, const char *open, const char *text, const char *close);

// A share as a length in an SVG, "12.345%": MILLIONTHS of the whole.
void ht_page_length(struct ht_page *page, const char *attribute, int64_t millionths);

// PART of WHOLE in millionths, for drawing; 0 when either is not known or WHOLE is not above 0.
int64_t ht_page_share(struct ht_amount part, struct ht_amount whole);

// A term with its description, in a <dl>; nothing when TEXT is NULL.
void ht_page_term(struct ht_page *page, const char *term, const char *text);

// <data> with AMOUNT as it is in the JSON report, and TEXT to read.
void ht_page_data(struct ht_page *page, struct ht_amount amount, const char *text);
void ht_page_money(struct ht_page *page, struct ht_amount amount, const char *currency);
void ht_page_percent(struct ht_page *page, struct ht_amount percent);

// "[3]" for each of SOURCES ("a|b"), leading to the list of sources at the end.
void ht_page_cite(struct ht_page *page, const char *sources);

/*
 * Tables. On narrow screens each row becomes a block and each cell carries its column's title; the first cell is the
 * row's header.
 */
struct ht_page_column {
    const char *title;
    bool number; // aligned to the right, in figures of one width
};
void ht_page_table(struct ht_page *page, const char *class_name, const char *caption,
                   const struct ht_page_column *columns, size_t count);
void ht_page_table_end(struct ht_page *page);
// What stands before and after the content of a cell of COLUMN.
void ht_page_cell(struct ht_page *page, const struct ht_page_column *column);
void ht_page_cell_end(struct ht_page *page);
void ht_page_cell_text(struct ht_page *page, const struct ht_page_column *column, const char *text);
void ht_page_percent_cell(struct ht_page *page, const struct ht_page_column *column, struct ht_amount percent);

// A cell with a bar of SHARE millionths of its width; SHORT_SIDE: of what is held short. It says nothing that no cell
// beside it does.
void ht_page_bar(struct ht_page *page, int64_t share, bool short_side);

// A section's heading, after which come its parts; ht_page_section_end closes it. Both texts are constant.
void ht_page_section(struct ht_page *page, const char *name, const char *title);
void ht_page_section_end(struct ht_page *page);

// Details that are folded on a screen and printed in full, under SUMMARY; ht_page_fold_end closes them.
void ht_page_fold(struct ht_page *page, const char *summary);
void ht_page_fold_end(struct ht_page *page);

// The sections put since page->section_count was 0, for their contents; LABEL names these to a reader who listens.
void ht_page_contents(struct ht_page *page, const char *label);

// What heads a fund or a scheme: SENTENCE from SAYS on, of which what stands before SAID is the exposure itself.
void ht_page_sentence(struct ht_page *page, const char *sentence, size_t says, size_t said, bool found);

// One of the figures below it, in a <dl class="figures">; BESIDE may be NULL.
void ht_page_figure(struct ht_page *page, const char *name, const char *figure, const char *beside);

// The larger of two weights by their sizes, for bars; unknown when none is known.
struct ht_amount ht_page_larger(struct ht_amount largest, struct ht_amount weight);

// A cell with a bar of WEIGHT beside the LARGEST of its table.
void ht_page_weight_bar(struct ht_page *page, struct ht_amount weight, struct ht_amount largest);

// A cell with AMOUNT, or a dash where there is none (not ANY), as against "not known".
void ht_page_side(struct ht_page *page, const struct ht_page_column *column, bool any, struct ht_amount amount,
                  const char *currency);

// "#f3": what leads to a fund of this page; 0 when it is not on it.
size_t ht_page_fund_number(const struct ht_page *page, const struct ht_account *account);

// "counted", "tied" (a category that the screen does not count), "possible" or "none": the class of a line.
const char *ht_page_standing(const struct ht_page *page, const struct ht_line *line);

// Sections of a fund, in html_fund.c's table; each writes nothing when it has nothing to say.
void ht_page_categories(struct ht_page *page, const struct ht_account *account);
void ht_page_companies(struct ht_page *page, const struct ht_account *account);
void ht_page_shares(struct ht_page *page, const struct ht_account *account);
void ht_page_company_shares(struct ht_page *page, const struct ht_account *account);
void ht_page_benchmark(struct ht_page *page, const struct ht_account *account);
void ht_page_held_funds(struct ht_page *page, const struct ht_account *account);
void ht_page_treemap(struct ht_page *page, const struct ht_account *account);
void ht_page_timeline(struct ht_page *page, const struct ht_account *account);
// The scans that the store holds of the fund; nothing where it holds no other.
void ht_page_course(struct ht_page *page, const struct ht_account *account);
void ht_page_positions(struct ht_page *page, const struct ht_account *account);
void ht_page_possible(struct ht_page *page, const struct ht_account *account);
void ht_page_others(struct ht_page *page, const struct ht_account *account);
void ht_page_coverage(struct ht_page *page, const struct ht_account *account);
void ht_page_decided(struct ht_page *page, const struct ht_account *account);
void ht_page_problems(struct ht_page *page, const struct ht_account *account);
void ht_page_file(struct ht_page *page, const struct ht_account *account);

void ht_page_fund(struct ht_page *page, const struct ht_account *account);
// Its name and day, below which its parts stand; and its end.
void ht_page_fund_begin(struct ht_page *page, const struct ht_account *account);
void ht_page_fund_end(struct ht_page *page);
void ht_page_unread(struct ht_page *page, const struct ht_unread *unread);

// The next line of *TEXT, in the arena: as many words as COLUMNS hold, one at least. *TEXT is moved behind it.
const char *ht_page_next_line(struct ht_page *page, const char **text, size_t columns);

// Parts of these: what the file says of a line, and how it was matched, and the same in one paragraph; what its
// issuer is tied to, by what evidence; every rule side by side.
void ht_page_facts(struct ht_page *page, const struct ht_line *line);
void ht_page_facts_in_short(struct ht_page *page, const struct ht_line *line, const struct ht_line *before);
void ht_page_rules(struct ht_page *page, const struct ht_line *line);
void ht_page_evidence(struct ht_page *page, const struct ht_line *line);
void ht_page_chain(struct ht_page *page, const struct ht_path *path, const struct ht_entity *lit);
void ht_page_findings(struct ht_page *page, const struct ht_findings *findings);
void ht_page_limits(struct ht_page *page);

// The whole scheme, which stands first: its verdict, its mandates, who holds what.
void ht_page_scheme(struct ht_page *page, const struct ht_scheme *scheme);
// Its weights beside those of the benchmark.
void ht_page_scheme_benchmark(struct ht_page *page, const struct ht_scheme *scheme);

// The files to look through funds by, which are part of how the report was made.
void ht_page_funds_files(struct ht_page *page);

// What holds for all funds: the overview above them, with the selected companies by fund, and what follows them.
// What begins an overview, which several funds have; whether there is one. That no file was read is said here.
bool ht_page_overview_begin(struct ht_page *page, const struct ht_report_files *files);
void ht_page_overview(struct ht_page *page, const struct ht_report_files *files);
void ht_page_targets_by_funds(struct ht_page *page);
void ht_page_method(struct ht_page *page);
// The same in two parts: the terms that any report has, among which others may stand, and what follows them.
void ht_page_method_begin(struct ht_page *page);
void ht_page_method_end(struct ht_page *page);

#endif
