// SPDX-License-Identifier: GPL-3.0-or-later
// The course of a fund's exposure.
#include "holdtrace/course.h"

#include "holdtrace/report.h"
#include "report/course_rows.h"
#include "report/wording.h"

const struct ht_column_spec ht_course_specs[HT_COURSE_CELLS] = {
    {"Holdings of", false}, {"Lists as of", false}, {"Counted", true},           {"Value", true},
    {"Positions", true},    {"Possible", true},     {"Could be compared", true}, {"Reference of", false}};

const char ht_course_title[] = "Course over past scans";

static const struct ht_column_spec FUND_SPECS[] = {{"Fund", false},    {"Screen", false},          {"Scans", true},
                                                   {"Last", false},    {"Counted", true},          {"Value", true},
                                                   {"Possible", true}, {"Could be compared", true}};
enum { FUND_CELLS = sizeof FUND_SPECS / sizeof *FUND_SPECS };

static const char *money(const struct ht_kept_sum *sums, size_t count, struct ht_arena *arena) {
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = ht_arena_format(arena, "%s%s%s", text, i ? " + " : "",
                               ht_word_money(arena, sums[i].value, sums[i].currency));
    return *text ? text : "-";
}

static size_t positions_of(const struct ht_kept_sum *sums, size_t count) {
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        all += (size_t)sums[i].positions;
    return all;
}

// Longs alone; where the fund counts nothing it is nothing.
static const char *counted_words(const struct ht_kept_scan *scan, size_t positions, struct ht_arena *arena) {
    return positions ? ht_word_percent(arena, scan->counted_long_pct) : "none";
}

static size_t possible_of(const struct ht_kept_scan *scan) {
    const struct ht_kept_sum *sums = ht_kept_sums(scan);
    size_t all = 0;
    for (size_t i = 0; i < scan->parts[HT_KEPT_SUMS].count; i++)
        if (strcmp(sums[i].category, "possible") == 0)
            all += (size_t)sums[i].positions;
    return all;
}

void ht_course_row(const struct ht_kept_scan *scan, struct ht_arena *arena, const char *cells[HT_COURSE_CELLS]) {
    struct ht_kept_sum *sums;
    size_t count = ht_kept_counted(scan, arena, &sums), positions = positions_of(sums, count);
    cells[HT_COURSE_HOLDINGS] = ht_word_date(arena, scan->holdings_date);
    cells[HT_COURSE_AS_OF] = ht_word_date(arena, scan->as_of);
    cells[HT_COURSE_COUNTED] = counted_words(scan, positions, arena);
    cells[HT_COURSE_VALUE] = money(sums, count, arena);
    cells[HT_COURSE_POSITIONS] = ht_word_number(arena, (int64_t)positions);
    cells[HT_COURSE_POSSIBLE] = ht_word_number(arena, (int64_t)possible_of(scan));
    cells[HT_COURSE_COMPARABLE] = ht_word_percent(arena, scan->comparable_pct);
    cells[HT_COURSE_REFERENCE] = ht_word_date(arena, scan->reference_date);
}

struct ht_amount ht_course_weight(const struct ht_kept_scan *scan, struct ht_arena *arena) {
    struct ht_kept_sum *sums;
    size_t count = ht_kept_counted(scan, arena, &sums);
    return positions_of(sums, count) ? scan->counted_long_pct : ht_amount_of(ht_decimal_int(0));
}

struct ht_amount ht_course_largest(const struct ht_course *course, struct ht_arena *arena) {
    struct ht_amount largest = ht_amount_unknown();
    for (size_t i = 0; i < course->count; i++) {
        struct ht_amount weight = ht_course_weight(&course->scans[i], arena);
        if (weight.known && (!largest.known || ht_decimal_cmp(weight.number, largest.number) > 0))
            largest = weight;
    }
    return largest;
}

const struct ht_course *ht_course_of(const struct ht_scan *scan, const struct ht_account *account) {
    const struct ht_course *course = scan->courses ? &scan->courses[account - scan->accounts] : NULL;
    return course && course->count > 1 ? course : NULL;
}

const char *ht_course_caption(struct ht_arena *arena, const struct ht_course *course) {
    const struct ht_kept_scan *last = &course->scans[course->count - 1];
    return ht_arena_format(arena, "%s of this fund with screen %s%s%s in the store, this one among them",
                           ht_word_count(arena, course->count, "scan"), last->screen,
                           last->base_currency ? ", in " : "", last->base_currency ? last->base_currency : "");
}

void ht_course_text(const struct ht_course *course, size_t width, bool colour, struct ht_arena *arena,
                    struct ht_buffer *buffer) {
    struct ht_paper paper = {.buffer = buffer, .arena = arena, .width = width ? width : 100, .colour = colour};
    ht_paper_reading(&paper);
    const struct ht_kept_scan *last = &course->scans[course->count - 1];
    const char **cells = ht_arena_array(arena, course->count * HT_COURSE_CELLS, sizeof *cells);
    struct ht_columns columns = ht_columns_of(ht_course_specs, HT_COURSE_CELLS, 2, true);
    ht_paper_format(&paper, 0, 2, HT_BOLD, "%s, screen %s%s%s: %s", ht_kept_fund_name(last), last->screen,
                    last->base_currency ? ", in " : "", last->base_currency ? last->base_currency : "",
                    ht_word_count(arena, course->count, "scan"));
    for (size_t i = 0; i < course->count; i++)
        ht_course_row(&course->scans[i], arena, cells + i * HT_COURSE_CELLS);
    ht_columns_table(&columns, &paper, cells, course->count);
    ht_paper_text(&paper, 2, 2, HT_PLAIN,
                  "Counted: the weight of counted long positions. What could not be compared is in none of these "
                  "numbers.");
}

static void fund_row(const struct ht_course *funds, size_t index, struct ht_arena *arena, const char **cells) {
    const struct ht_kept_scan *scan = &funds->scans[index];
    struct ht_kept_sum *sums;
    size_t count = ht_kept_counted(scan, arena, &sums), positions = positions_of(sums, count);
    cells[0] = ht_kept_fund_name(scan);
    cells[1] =
        scan->base_currency ? ht_arena_format(arena, "%s in %s", scan->screen, scan->base_currency) : scan->screen;
    cells[2] = ht_word_number(arena, funds->numbers[index]);
    cells[3] = ht_word_date(arena, scan->holdings_date);
    cells[4] = counted_words(scan, positions, arena);
    cells[5] = money(sums, count, arena);
    cells[6] = ht_word_number(arena, (int64_t)possible_of(scan));
    cells[7] = ht_word_percent(arena, scan->comparable_pct);
}

void ht_course_funds_text(const struct ht_course *funds, size_t width, bool colour, struct ht_arena *arena,
                          struct ht_buffer *buffer) {
    struct ht_paper paper = {.buffer = buffer, .arena = arena, .width = width ? width : 100, .colour = colour};
    ht_paper_reading(&paper);
    const char **cells = ht_arena_array(arena, funds->count * FUND_CELLS, sizeof *cells);
    struct ht_columns columns = ht_columns_of(FUND_SPECS, FUND_CELLS, 2, true);
    if (funds->count == 0) {
        ht_paper_text(&paper, 0, 2, HT_PLAIN, "The store holds no scan.");
        return;
    }
    for (size_t i = 0; i < funds->count; i++)
        fund_row(funds, i, arena, cells + i * FUND_CELLS);
    ht_columns_table(&columns, &paper, cells, funds->count);
}

void ht_course_json(const struct ht_course *course, struct ht_buffer *buffer) {
    struct ht_json json = ht_json_to(buffer, true);
    const struct ht_kept_scan *last = &course->scans[course->count - 1];
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.history/1");
    ht_kept_json_fund(&json, last);
    ht_json_string(&json, "screen", last->screen);
    ht_json_string(&json, "base_currency", last->base_currency);
    ht_json_array(&json, "scans");
    for (size_t i = 0; i < course->count; i++)
        ht_kept_json_summary(&json, NULL, &course->scans[i]);
    ht_json_end(&json);
    ht_json_end(&json);
    ht_json_finish(&json);
}

void ht_course_funds_json(const struct ht_course *funds, struct ht_buffer *buffer) {
    struct ht_json json = ht_json_to(buffer, true);
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.history/1");
    ht_json_array(&json, "funds");
    for (size_t i = 0; i < funds->count; i++) {
        ht_json_object(&json, NULL);
        ht_kept_json_fund(&json, &funds->scans[i]);
        ht_json_string(&json, "screen", funds->scans[i].screen);
        ht_json_string(&json, "base_currency", funds->scans[i].base_currency);
        ht_json_integer(&json, "scans", funds->numbers[i]);
        ht_kept_json_summary(&json, "last", &funds->scans[i]);
        ht_json_end(&json);
    }
    ht_json_end(&json);
    ht_json_end(&json);
    ht_json_finish(&json);
}
