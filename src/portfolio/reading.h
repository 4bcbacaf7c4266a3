// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One file being read into portfolios, and the parts that do it. Private to the portfolio stage.
 */
#ifndef HOLDTRACE_READING_H
#define HOLDTRACE_READING_H

#include "holdtrace/arena.h"
#include "holdtrace/map.h"
#include "holdtrace/portfolio.h"
#include "holdtrace/reader.h"

// A line among the rows that holds only TEXT.
struct ht_heading {
    long line;
    const char *text;
};

// A portfolio being filled.
struct ht_filling {
    struct ht_portfolio portfolio;
    size_t index;                          // among the fillings of the file
    size_t first_row, last_row, row_count; // those of the grid that are its; see ht_reading.next_row
    struct ht_position *aside;             // its rows of tables that are not counted
    size_t aside_count, aside_capacity;
    struct ht_tally tally;                   // of its findings
    size_t without_value, weighted;          // positions that have no value; that have a weight
    size_t without_weight;                   // positions whose weight the file leaves out
    size_t without_currency;                 // positions with a value in no known currency
    const char *net_assets_text;             // of its rows, as printed first
    const char *date_text;                   // holdings date of its rows, as printed first
    struct ht_amount sum, section_sum;       // of values, over all rows and since the last line of totals
    struct ht_amount weight, section_weight; // of weights likewise
    struct ht_amount stated_total;           // by a line of totals above the rows
    long stated_total_line;
    long *awaited; // lines of positions that are called totals, and were not the sum of what stood above them
    size_t awaited_count, awaited_capacity;
    struct ht_heading *headings; // that could be headings; counted as skipped
    size_t heading_count, heading_capacity;
    size_t looked_through_capacity;
};

struct ht_reading {
    const char *path;
    const struct ht_grid *grid;
    const struct ht_sheet *sheet;
    const struct ht_read_options *options;
    struct ht_arena *arena;
    const struct ht_table *table;               // the one being read
    const struct ht_table *last_counted;        // of those that are
    long at[HT_FIELD_COUNT];                    // cell index of each field in it; -1: no such column
    enum ht_decimal_mark marks[HT_FIELD_COUNT]; // of the numbers in that column
    int shifts[HT_FIELD_COUNT];                 // power of ten of their unit
    struct ht_filling **fillings;               // at least one
    size_t filling_count, filling_capacity;
    struct ht_map *further;     // all fillings but the first by their fund; NULL while there are none
    struct ht_filling *filling; // of the row being shared out; the one being read
    struct ht_filling *aside;   // takes what is said of rows of tables that are not counted
    size_t *next_row;           // by row of the grid: the next one of the same fund
    bool first_filled;          // among the rows that were shared out the first fund has a position
    bool weights_readable;      // the unit of the weights is known
    bool dated;                 // rows of different dates are different statements
};

// One part of a file, as it was recognised and read.
struct ht_part_reading {
    const struct ht_part *part;
    const char *label; // for messages: "the sheet \"Holdings\"", "part 2"
    struct ht_sheet sheet;
    struct ht_findings findings; // of recognising it
    size_t rows;                 // of its tables that count
    bool chosen;                 // it counts
    bool united;                 // it counts to the fund of the one that was chosen
    bool beside;                 // it is read, and its rows do not count
    struct ht_portfolio *portfolios;
    size_t portfolio_count;
    struct ht_reading *reading; // of its portfolios, which have their facts alone; NULL: they have their positions
};

/*
 * parts.c: recognises the parts of a file and reads those that count into FILE. Every part that a layout knows
 * counts, unless it repeats another one; where no layout knows any, the one part that is surest to be holdings does,
 * with those that are seen to belong to it.
 */
void ht_parts_read(const struct ht_parts *parts, const struct ht_read_options *options, struct ht_arena *arena,
                   struct ht_holdings_file *file);

// repeats.c: of several chosen parts, those whose rows all stand in another one are not read, and that is said.
void ht_parts_leave_repeats(struct ht_part_reading *readings, size_t count, struct ht_arena *arena,
                            struct ht_findings *findings);

// companions.c: once all are read, whether those beside the one that was chosen belong to it, or are funds
// themselves.
void ht_parts_place(struct ht_part_reading *readings, size_t count, struct ht_arena *arena);
// Keeps the rows of READING, of which nothing is known, apart from those of TO, and says so.
void ht_parts_add_beside(struct ht_portfolio *to, const struct ht_part_reading *reading, struct ht_arena *arena);
// Whether the weights of the file are those of a whole fund.
bool ht_portfolio_whole(const struct ht_portfolio *portfolio);

// parts.c: keeps COUNT positions of READING apart from what is counted in TO: a company that only they name must not
// go unseen.
void ht_portfolio_set_aside(struct ht_portfolio *to, const struct ht_part_reading *reading,
                            const struct ht_position *positions, size_t count, struct ht_arena *arena);

// parts.c: the same for positions that say already where they stand.
void ht_portfolio_keep_apart(struct ht_portfolio *to, const struct ht_position *positions, size_t count,
                             struct ht_arena *arena);

// strays.c: keeps the rows of READING, in which no header was found, apart by their identifiers, and says so.
void ht_parts_add_stray(struct ht_portfolio *to, const struct ht_part_reading *reading, struct ht_arena *arena);

// read.c: reads a part into its portfolios; LATER: shares its rows out among them, and leaves these to be read by
// ht_part_read_fund. OPTIONS stay as long as those are read.
void ht_part_read(struct ht_part_reading *part, const struct ht_holdings_file *file,
                  const struct ht_read_options *options, bool later, struct ht_arena *arena);
// read.c: reads the rows of filling INDEX into ARENA.
void ht_part_read_fund(struct ht_reading *reading, size_t index, struct ht_arena *arena, struct ht_portfolio *out);

// share_out.c: finds the fund of each row of the tables that are counted.
void ht_rows_share_out(struct ht_reading *reading);
// read.c: whether one of the rows that the first filling was given so far is a position.
bool ht_first_filled(struct ht_reading *reading);

// HT_ROW_AWAITED: called a total; whether it is one is seen when all rows are read.
enum ht_row_result { HT_ROW_POSITION, HT_ROW_SKIPPED, HT_ROW_IGNORED, HT_ROW_AWAITED };

// Reads SOURCE, whose path, digest and origin FILE has already. read.c
enum ht_status ht_read_source(const struct ht_source *source, const struct ht_read_options *options,
                              struct ht_arena *arena, struct ht_holdings_file *file, struct ht_error *err);

// Reads ROW of the current table into *OUT; what is wrong goes to the findings of its filling. normalise.c
enum ht_row_result ht_read_row(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out);
// Whether ROW of the current table is one whose cells tell a fund: not blank, a heading, or cut off from its columns.
bool ht_row_names_fund(const struct ht_reading *reading, const struct ht_row *row);

// identify.c: identifiers, ticker and exchange.
void ht_read_identifiers(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out);
void ht_read_ticker(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out);

// minor_units.c: brings amounts whose currency cell names hundredth parts to the currency.
void ht_settle_minor_units(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out);

// derivatives.c: gives a derivative the identity of what it is written on, where the file tells it.
void ht_read_underlying(struct ht_reading *reading, const struct ht_row *row, struct ht_position *out);
// identify.c: the identifier TEXT, whose kind the layout's [identifiers] may tell by KIND_FIELD.
void ht_read_said_identifier(struct ht_reading *reading, const struct ht_row *row, enum ht_field id_field,
                             enum ht_field kind_field, struct ht_position *out);

// row_names.c: the name of a row, from the column that its asset class says.
const char *ht_read_name(const struct ht_reading *reading, const struct ht_row *row, size_t *raw_length);

// kinds.c
enum ht_kind ht_read_kind(const struct ht_reading *reading, const struct ht_row *row, const char *name);

// totals.c: whether ROW is a line of totals by the layout's words; if so it is checked and said. HT_ROW_POSITION when
// it is none.
enum ht_row_result ht_read_layout_totals(struct ht_reading *reading, const struct ht_row *row);
bool ht_row_is_layout_total(const struct ht_reading *reading, const struct ht_row *row);
// Whether the row just read is a line of totals. HT_ROW_POSITION when it is none.
enum ht_row_result ht_read_totals(struct ht_reading *reading, const struct ht_row *row,
                                  const struct ht_position *position);
// Whether weights that sum to WEIGHT, in percent, are those of a whole fund: 95 to 105, for rounding, fees and cash
// that an export leaves out.
bool ht_weight_is_whole(struct ht_amount weight);
// Adds POSITION to the sums that lines of totals are held against; and what is to be said when all rows are read.
void ht_totals_add(struct ht_filling *filling, const struct ht_position *position);
void ht_totals_finish(struct ht_filling *filling);
// Whether P has an identifier; a word for totals is no ticker.
bool ht_position_identified(const struct ht_position *p);
// Whether NAME, which may be NULL, begins as lines of totals do ("Total equities").
bool ht_name_begins_total(const char *name);

// subtotals.c: takes lines of totals that no word tells out of the positions of FILLING, when all rows are read.
void ht_subtotals_settle(struct ht_reading *reading, struct ht_filling *filling);

// doubles.c: says when rows of FILLING seem to be counted more than once.
void ht_doubles_report(struct ht_filling *filling);

// dates.c: whether the dates of the rows tell statements apart. Enters the first table.
bool ht_dates_are_statements(struct ht_reading *reading);

// funds.c: a new filling, with the facts of LIKE and no rows.
struct ht_filling *ht_filling_add(struct ht_reading *reading, const struct ht_portfolio *like);
// The filling that ROW belongs to; a new one when it names another fund.
struct ht_filling *ht_filling_of(struct ht_reading *reading, const struct ht_row *row);
// The filling of the row being shared out or, before one named a fund, the first.
struct ht_filling *ht_filling_so_far(const struct ht_reading *reading);
// The filling of the fund that ROW names; the first when it names none of them. Adds and notes nothing.
struct ht_filling *ht_filling_named(const struct ht_reading *reading, const struct ht_row *row);
// Notes what ROW says of the filling being read.
void ht_filling_note(struct ht_reading *reading, const struct ht_row *row);
// Once all rows of FILLING are read.
void ht_filling_finish(struct ht_reading *reading, struct ht_filling *filling);

// cells.c: the cell of FIELD, trimmed and NUL-terminated; NULL when there is none, or only a mark of absence.
const char *ht_cell_text(const struct ht_reading *reading, const struct ht_row *row, enum ht_field field);
struct ht_slice ht_cell(const struct ht_reading *reading, const struct ht_row *row, enum ht_field field);
// Dashes, or nothing.
bool ht_cell_is_dash(struct ht_slice cell);

// aside.c: reads the rows of the tables that are not counted.
void ht_read_aside(struct ht_reading *reading);
// aside.c: says in the findings of PORTFOLIO, the first of the file, what was wrong with them.
void ht_tell_aside(const struct ht_reading *reading, struct ht_portfolio *portfolio);

// read.c: makes TABLE the one being read.
void ht_enter_table(struct ht_reading *reading, const struct ht_table *table);

// cells.c: whether no layout says what the columns mean.
bool ht_reading_is_generic(const struct ht_reading *reading);

// report.c: a finding, unless there were many of its code; and the lines that sum up what was left out.
void ht_report(struct ht_filling *filling, enum ht_code code, long line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void ht_report_rest(struct ht_filling *filling);

#endif
