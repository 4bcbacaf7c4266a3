// SPDX-License-Identifier: GPL-3.0-or-later
// Small funds and what is made of them by looking through.
#ifndef HOLDTRACE_TEST_LOOK_THROUGH_H
#define HOLDTRACE_TEST_LOOK_THROUGH_H

#include "test_base.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/lookthrough.h"
#include "holdtrace/text.h"

struct row {
    const char *isin, *name, *value; // NULL: absent
    const char *weight, *notional, *currency;
    enum ht_kind kind;
    enum ht_side side;
};

static struct ht_arena *arena;
static struct ht_portfolio looked;

static inline struct ht_amount amount(const char *text) {
    struct ht_decimal number;
    if (!text)
        return ht_amount_unknown();
    assert_true(ht_decimal_parse(text, strlen(text), &number));
    return ht_amount_of(number);
}

static inline struct ht_date day(const char *text) {
    struct ht_date date = {0};
    if (text)
        assert_true(ht_date_parse(text, &date));
    return date;
}

// A fund of COUNT rows, in US dollars where a row says no other currency. ID, NET and DATE may be NULL.
static inline struct ht_portfolio *fund(const char *id, const char *net, const char *date, const struct row *rows,
                                        size_t count) {
    struct ht_portfolio *made = ht_arena_alloc(arena, sizeof *made);
    made->path = ht_arena_format(arena, "%s of %s.csv", id ? id : "scanned", date ? date : "no day");
    made->fund = (struct ht_fund){.id = id, .net_assets = amount(net), .currency = net ? "USD" : NULL};
    made->holdings_date = day(date);
    snprintf(made->sha256, sizeof made->sha256, "%p", (void *)made);
    made->findings = ht_findings_in(arena);
    made->positions = ht_arena_array(arena, count, sizeof *made->positions);
    made->position_count = made->rows.read = made->rows.positions = count;
    for (size_t i = 0; i < count; i++)
        made->positions[i] = (struct ht_position){.line = (long)i + 2,
                                                  .isin = rows[i].isin,
                                                  .name = rows[i].name,
                                                  .value = amount(rows[i].value),
                                                  .weight_file_pct = amount(rows[i].weight),
                                                  .notional = amount(rows[i].notional),
                                                  .currency = rows[i].currency ? rows[i].currency : "USD",
                                                  .kind = rows[i].kind,
                                                  .side = rows[i].side};
    return made;
}

#define FUND(id, net, date, rows) fund(id, net, date, rows, sizeof(rows) / sizeof(rows)[0])

// Looks through SCANNED by FILES, NULL after the last, into `looked`.
static inline void look(const struct ht_portfolio *scanned, const struct ht_portfolio *const *files) {
    struct ht_fund_library *library = ht_fund_library_new(arena, HT_FUND_MAX_AGE_DAYS);
    for (; *files; files++)
        ht_fund_library_add(library, *files, true);
    ht_look_through(library, scanned, NULL, arena, &looked);
}

#define LOOK(...) LOOK_BY(__VA_ARGS__, NULL)
#define LOOK_BY(scanned, ...) look(scanned, (const struct ht_portfolio *const[]){__VA_ARGS__})

static inline const struct ht_position *at(size_t index) {
    assert_true(index < looked.position_count);
    return &looked.positions[index];
}

static inline void assert_amount(struct ht_amount found, const char *expected) {
    char text[HT_DECIMAL_TEXT];
    assert_int_equal(found.known, expected != NULL);
    if (!expected || ht_decimal_cmp(found.number, amount(expected).number) == 0)
        return;
    fail_msg("%s, expected %s", ht_decimal_text(found.number, text), expected);
}

static inline size_t found(enum ht_code code) {
    size_t count = 0;
    for (size_t i = 0; i < looked.findings.count; i++)
        count += looked.findings.items[i].code == code;
    return count;
}

static inline const char *said(enum ht_code code) {
    for (size_t i = 0; i < looked.findings.count; i++)
        if (looked.findings.items[i].code == code)
            return looked.findings.items[i].message;
    fail_msg("%s was not said", ht_code_name(code));
    return "";
}

static inline struct ht_amount sum_of(const struct ht_portfolio *portfolio, bool weights) {
    struct ht_amount sum = ht_amount_unknown();
    for (size_t i = 0; i < portfolio->position_count; i++)
        assert_true(
            ht_amount_add(&sum, weights ? portfolio->positions[i].weight_file_pct : portfolio->positions[i].value));
    return sum;
}

// Value and weight of SCANNED are those of `looked`, to the last digit.
static inline void assert_conserved(const struct ht_portfolio *scanned) {
    for (int weights = 0; weights <= 1; weights++) {
        struct ht_amount before = sum_of(scanned, weights), after = sum_of(&looked, weights);
        assert_int_equal(before.known, after.known);
        assert_true(!before.known || ht_decimal_cmp(before.number, after.number) == 0);
    }
}

static inline int start(void **state) {
    (void)state;
    arena = ht_arena_new();
    looked = (struct ht_portfolio){0};
    return 0;
}

static inline int stop(void **state) {
    (void)state;
    ht_arena_free(arena);
    return 0;
}

#endif
