// SPDX-License-Identifier: GPL-3.0-or-later
// Which file tells what a row holds; and whatever funds hold each other, that value is conserved and order is
// nothing.
#include "look_through.h"

#include <stdio.h>

#include "holdtrace/identifiers.h"

static const struct row one_share[] = {{.isin = "US0378331005", .value = "1"}};

// The one file of a fund: what it says of the fund, and the file's name.
struct shelf {
    const char *id, *name, *path;
};

static struct ht_portfolio *shelved(const struct shelf *shelf) {
    struct ht_portfolio *made = FUND(shelf->id, NULL, NULL, one_share);
    made->fund.name = shelf->name;
    made->path = shelf->path ? shelf->path : "some.csv";
    return made;
}

static void a_row_is_known_by_what_it_says(void **state) {
    (void)state;
    static const struct {
        struct shelf shelf;
        struct ht_position row;
        const char *method; // NULL: not this fund
    } cases[] = {
        {{.id = "IE00B4L5Y983"}, {.isin = "IE00B4L5Y983"}, "isin"},
        {{.id = "IE00B4L5Y983"}, {.isin = "IE00B4L5Y983", .kind = HT_KIND_BOND}, "isin"},
        {{.id = "IE00B4L5Y983"}, {.sedol = "B4L5Y98"}, "sedol"},
        {{.id = "B4L5Y98"}, {.isin = "IE00B4L5Y983"}, "sedol"},
        {{.id = "US4642872000"}, {.cusip = "464287200"}, "cusip"},
        {{.id = "464287200"}, {.isin = "US4642872000"}, "cusip"},
        {{.id = "464287200"}, {.isin = "US4642872000", .cusip = "46434V613"}, NULL},
        {{.id = "IVV"}, {.ticker = "IVV", .kind = HT_KIND_FUND}, "ticker"},
        {{.id = "IVV"}, {.ticker = "IVV", .kind = HT_KIND_EQUITY}, NULL},
        {{.id = "IVV"}, {.ticker = "IVV", .kind = HT_KIND_EQUITY, .sector = "ETFs"}, "ticker"},
        {{.id = "IVV"}, {.ticker = "IVV", .kind = HT_KIND_FUND, .ticker_uncertain = true}, NULL},
        {{.id = "2800 HK"}, {.ticker = "02800", .mic = "XHKG", .kind = HT_KIND_FUND}, "ticker+exchange"},
        {{.id = "2800 HK"}, {.ticker = "02800", .mic = "XTKS", .kind = HT_KIND_FUND}, NULL},
        {{.name = "Example Core UCITS ETF"}, {.name = "EXAMPLE CORE UCITS ETF", .kind = HT_KIND_FUND}, "name"},
        {{.name = "Example Core UCITS ETF"}, {.name = "EXAMPLE CORE UCITS ET", .kind = HT_KIND_FUND}, NULL},
        {{.name = "Example Core UCITS ETF"}, {.name = "EXAMPLE CORE UCITS ETF", .kind = HT_KIND_EQUITY}, NULL},
        {{.id = "IE00B4L5Y983", .name = "Example"},
         {.isin = "IE00B9346255", .name = "Example", .kind = HT_KIND_FUND},
         NULL},
        {{.id = "IE00B4L5Y983", .name = "Example"}, {.name = "Example", .kind = HT_KIND_FUND}, "name"},
        {{.path = "funds/IE00B4L5Y983_2024.csv"}, {.isin = "IE00B4L5Y983"}, "isin"},
        {{.path = "funds/IVV_holdings.csv"}, {.ticker = "IVV", .kind = HT_KIND_FUND}, "ticker"},
        {{.path = "funds/IVV_prices.csv"}, {.ticker = "IVV", .kind = HT_KIND_FUND}, NULL},
        {{.id = "OTHER", .path = "funds/IVV_holdings.csv"}, {.ticker = "IVV", .kind = HT_KIND_FUND}, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_position row = cases[i].row;
        row.value = amount("10");
        row.line = 2;
        struct ht_portfolio scanned = {.path = "fund.csv", .positions = &row, .position_count = 1};
        LOOK(&scanned, shelved(&cases[i].shelf));
        const struct ht_held_fund *held = looked.look_through->count ? looked.look_through->funds[0] : NULL;
        if (cases[i].method)
            assert_string_equal(held && !held->why ? ht_fund_method_name(held->method) : "", cases[i].method);
        else
            assert_true(!held || held->why);
        if (cases[i].method)
            assert_int_equal(held->by_file_name, cases[i].shelf.path != NULL);
    }
}

static const char *taken(void) {
    const struct ht_held_fund *held = looked.look_through->funds[0];
    return held->why ? NULL : held->constituents->portfolio->path;
}

// Of several dates the latest that is not after the holdings.
static void the_latest_file_that_is_not_after_the_holdings_is_taken(void **state) {
    (void)state;
    static const char id[] = "IE00B4L5Y983";
    static const struct {
        const char *held_on, *files[3], *taken; // taken: NULL for none
        const char *says;
    } cases[] = {
        {"2024-04-15",
         {"2024-03-31", "2024-04-30", "2024-02-29"},
         "2024-03-31",
         "the latest that is not after 2024-04-15"},
        {"2024-04-30", {"2024-03-31", "2024-04-30", NULL}, "2024-04-30", "3 files"},
        {"2024-01-31", {"2024-03-31", "2024-04-30", "2024-02-29"}, "2024-02-29", "all are later"},
        {NULL, {"2024-03-31", "2024-04-30", NULL}, "2024-04-30", "the date of the holdings is not known"},
        {"2024-04-30", {NULL, NULL, NULL}, "no day", "none of them is dated"},
    };
    const struct row held[] = {{.isin = id, .value = "10"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LOOK(FUND(NULL, NULL, cases[i].held_on, held), FUND(id, NULL, cases[i].files[0], one_share),
             FUND(id, NULL, cases[i].files[1], one_share), FUND(id, NULL, cases[i].files[2], one_share));
        assert_string_equal(taken(), ht_arena_format(arena, "%s of %s.csv", id, cases[i].taken));
        assert_non_null(strstr(said(HT_CODE_SEVERAL_CONSTITUENTS), cases[i].says));
    }
}

static void files_that_contradict_each_other_decide_nothing(void **state) {
    (void)state;
    static const char id[] = "IE00B4L5Y983";
    const struct row held[] = {{.isin = id, .value = "10"}};
    const struct row other_share[] = {{.isin = "US5949181045", .value = "1"}};
    struct ht_portfolio *scanned = FUND(NULL, NULL, "2024-04-30", held);
    LOOK(scanned, FUND(id, NULL, "2024-03-31", one_share), FUND(id, NULL, "2024-03-31", other_share));
    assert_null(taken());
    assert_non_null(strstr(at(0)->opaque, "contradict each other"));
    LOOK(scanned, FUND(id, NULL, "2024-03-31", one_share), FUND(id, NULL, "2024-02-29", other_share));
    assert_string_equal(taken(), "IE00B4L5Y983 of 2024-03-31.csv");
    // Two funds with one name.
    struct ht_portfolio *a = FUND("IE00B4L5Y983", NULL, "2024-03-31", one_share);
    struct ht_portfolio *b = FUND("IE00B9346255", NULL, "2024-02-29", one_share);
    a->fund.name = b->fund.name = "Example Fund";
    const struct row named[] = {{.name = "EXAMPLE FUND", .value = "10", .kind = HT_KIND_FUND}};
    LOOK(FUND(NULL, NULL, "2024-04-30", named), a, b);
    assert_null(taken());
    assert_non_null(strstr(at(0)->opaque, "different funds"));
}

static void an_old_file_is_used_and_said(void **state) {
    (void)state;
    static const char id[] = "IE00B4L5Y983";
    static const struct {
        const char *held_on, *file, *says; // NULL: nothing
    } cases[] = {
        {"2024-04-30", "2023-05-01", NULL},
        {"2024-04-30", "2023-04-29", "367 days before the holdings of 2024-04-30"},
        {"2022-04-30", "2023-05-02", "367 days after the holdings of 2022-04-30"},
        {"2024-04-30", NULL, "does not tell the date"},
        {NULL, "2019-01-01", NULL},
    };
    const struct row held[] = {{.isin = id, .value = "10"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LOOK(FUND(NULL, NULL, cases[i].held_on, held), FUND(id, NULL, cases[i].file, one_share));
        assert_non_null(taken());
        assert_int_equal(found(HT_CODE_STALE_CONSTITUENTS), cases[i].says != NULL);
        if (cases[i].says)
            assert_non_null(strstr(said(HT_CODE_STALE_CONSTITUENTS), cases[i].says));
    }
}

// --- random funds

static uint64_t seed;

static uint64_t next(uint64_t below) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % below;
}

enum { FUNDS = 7, ROWS = 9 };

static const char *fund_isin(uint64_t number) {
    char body[12], isin[HT_ID_TEXT];
    snprintf(body, sizeof body, "LU%09u", (unsigned)number + 100);
    assert_true(ht_isin_of(body, isin));
    return ht_arena_string(arena, isin);
}

static const char *random_number(bool negative) {
    return ht_arena_format(arena, "%s%u.%0*u", negative && next(5) == 0 ? "-" : "", (unsigned)next(1000000000),
                           1 + (int)next(6), (unsigned)next(10));
}

// Rows of shares and of funds, any fund in any other and in itself.
static struct ht_portfolio *random_fund(const char *id, bool net) {
    struct row rows[ROWS];
    size_t count = 1 + next(ROWS);
    bool values = next(4) > 0;
    for (size_t i = 0; i < count; i++) {
        bool is_fund = next(3) == 0;
        const char *value = values || next(9) == 0 ? random_number(true) : NULL;
        rows[i] = (struct row){.isin = is_fund ? fund_isin(next(FUNDS + 2)) : "US0378331005",
                               .name = ht_arena_format(arena, "%s row %zu", id, i),
                               .value = value,
                               .weight = !value || next(3) == 0 ? random_number(false) : NULL,
                               .side = value && value[0] == '-' ? HT_SHORT : HT_LONG,
                               .kind = is_fund ? HT_KIND_FUND : HT_KIND_EQUITY};
    }
    return fund(id, net ? random_number(false) : NULL, "2024-03-31", rows, count);
}

static void add_position(struct ht_buffer *text, const struct ht_position *position) {
    char value[HT_DECIMAL_TEXT], weight[HT_DECIMAL_TEXT];
    ht_buffer_format(text, "%ld %s %s %s %d %s", position->line, position->name,
                     position->value.known ? ht_decimal_text(position->value.number, value) : "-",
                     position->weight_file_pct.known ? ht_decimal_text(position->weight_file_pct.number, weight)
                                                     : "-",
                     (int)position->side, position->opaque ? position->opaque : "");
    for (const struct ht_through *step = position->through; step; step = step->outer)
        ht_buffer_format(text, " < %s %ld %s", step->fund->isin, step->line,
                         step->share.known ? ht_decimal_text(step->share.number, value) : "-");
    ht_buffer_char(text, '\n');
}

// All of `looked` as text.
static const char *told(void) {
    struct ht_buffer text = {0};
    for (size_t i = 0; i < looked.position_count; i++)
        add_position(&text, &looked.positions[i]);
    for (size_t i = 0; i < looked.findings.count; i++)
        ht_buffer_format(&text, "%s %s\n", ht_code_name(looked.findings.items[i].code),
                         looked.findings.items[i].message);
    const char *copy = ht_arena_copy(arena, text.data ? text.data : "", text.len);
    ht_buffer_free(&text);
    return copy;
}

static void value_is_conserved_and_order_is_nothing(void **state) {
    (void)state;
    size_t circles = 0, rests = 0, deep = 0;
    stop(NULL);
    for (unsigned round = 1; round <= 400; round++) {
        const struct ht_portfolio *files[FUNDS + 1] = {NULL};
        seed = UINT64_C(88172645463325252) * round;
        start(NULL);
        for (uint64_t i = 0; i < FUNDS; i++)
            files[i] = random_fund(fund_isin(i), next(2) == 0);
        const struct ht_portfolio *scanned = random_fund("scanned", false);
        look(scanned, files);
        assert_conserved(scanned);
        const char *first = told();
        circles += found(HT_CODE_FUND_CYCLE);
        for (size_t i = 0; i < looked.position_count; i++) {
            rests += looked.positions[i].through && looked.positions[i].through->line == 0;
            deep += looked.positions[i].through && looked.positions[i].through->outer;
        }
        for (size_t i = FUNDS - 1; i > 0; i--) {
            size_t k = (size_t)next(i + 1);
            const struct ht_portfolio *other = files[i];
            files[i] = files[k];
            files[k] = other;
        }
        look(scanned, files);
        assert_string_equal(told(), first);
        stop(NULL);
    }
    // What was to be met was met.
    assert_true(circles > 100 && rests > 100 && deep > 1000);
    start(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_row_is_known_by_what_it_says),
        TEST(the_latest_file_that_is_not_after_the_holdings_is_taken),
        TEST(files_that_contradict_each_other_decide_nothing),
        TEST(an_old_file_is_used_and_said),
        TEST(value_is_conserved_and_order_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
