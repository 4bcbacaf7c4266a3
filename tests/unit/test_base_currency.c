// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts into one currency: cross rates, the day of the rate, rounding, and what has no rate.
#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/base_currency.h"

static const char HISTORY[] = "tests/data/import/eurofxref-hist.csv";

struct probe {
    struct ht_arena *arena;
    struct ht_rates rates;
    struct ht_findings findings;
    struct ht_base_currency base;
};

static int start(void **state) {
    struct ht_arena *arena = ht_arena_new();
    struct probe *probe = ht_arena_alloc(arena, sizeof *probe);
    struct ht_error err;
    probe->arena = arena;
    probe->findings = ht_findings_in(arena);
    *state = probe;
    return ht_rates_read(HISTORY, arena, &probe->rates, &probe->findings, &err) != HT_OK;
}

static int stop(void **state) {
    ht_arena_free(((struct probe *)*state)->arena);
    return 0;
}

static struct ht_amount amount(const char *text) {
    struct ht_decimal number;
    if (!text)
        return ht_amount_unknown();
    assert_true(ht_decimal_parse(text, strlen(text), &number));
    return ht_amount_of(number);
}

static void expect(struct ht_amount got, const char *text) {
    char buffer[HT_DECIMAL_TEXT];
    if (!text) {
        assert_false(got.known);
        return;
    }
    assert_true(got.known);
    assert_string_equal(ht_decimal_text(got.number, buffer), text);
}

struct row {
    const char *currency, *value, *notional;
};

// The COUNT positions of ROWS, of a fund of DAY, in BASE.
static const struct ht_portfolio *convert(struct probe *probe, const struct row *rows, size_t count, const char *day,
                                          const char *base) {
    struct ht_portfolio *portfolio = ht_arena_alloc(probe->arena, sizeof *portfolio);
    portfolio->positions = ht_arena_array(probe->arena, count, sizeof *portfolio->positions);
    portfolio->position_count = count;
    portfolio->findings = ht_findings_in(probe->arena);
    if (day)
        assert_true(ht_date_parse(day, &portfolio->holdings_date));
    for (size_t i = 0; i < count; i++)
        portfolio->positions[i] = (struct ht_position){.line = (long)i + 2,
                                                       .currency = rows[i].currency,
                                                       .value = amount(rows[i].value),
                                                       .notional = amount(rows[i].notional)};
    probe->base = (struct ht_base_currency){base, &probe->rates};
    return ht_portfolio_convert(portfolio, &probe->base, probe->arena);
}

// Expected values were computed by hand, or with integers in another language.
static void cross_rates_are_rounded_once(void **state) {
    static const struct {
        const char *from, *value, *to, *expected;
    } cases[] = {
        {"USD", "1168.40", "EUR", "1000.0000"}, {"EUR", "1000", "USD", "1168.4000"},
        {"USD", "100", "GBP", "74.5104"},      // 100 x 0.87058 / 1.1684 = 74.51044...
        {"GBP", "74.5104", "USD", "99.9999"},  // back: what was rounded stays rounded
        {"USD", "-100", "CHF", "-79.0996"},    // 79.09962...
        {"USD", "1", "JPY", "159.83"},         // no minor unit: two places. 159.83396...
        {"JPY", "1000000", "USD", "6256.4926"} // 6256.49264...
    };
    struct probe *probe = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct row row = {cases[i].from, cases[i].value, NULL};
        const struct ht_portfolio *out = convert(probe, &row, 1, "2026-04-13", cases[i].to);
        expect(out->positions[0].value, cases[i].expected);
        assert_string_equal(out->positions[0].currency, cases[i].to);
        expect(out->positions[0].original->value, cases[i].value);
        assert_string_equal(out->positions[0].original->currency, cases[i].from);
    }
}

static void halves_go_to_the_even_digit(void **state) {
    (void)state;
    static const struct {
        const char *a, *by, *over, *expected;
    } cases[] = {{"0.00005", "1", "1", "0.0000"},
                 {"0.00015", "1", "1", "0.0002"},
                 {"-0.00015", "1", "1", "-0.0002"},
                 {"1", "1", "3", "0.3333"},
                 {"2", "1", "3", "0.6667"},
                 {"1", "1", "-3", "-0.3333"},
                 {"12345678901234567890", "1.1", "2.2", "6172839450617283945.0000"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_decimal out;
        assert_true(ht_decimal_convert(amount(cases[i].a).number, amount(cases[i].by).number,
                                       amount(cases[i].over).number, 4, &out));
        expect(ht_amount_of(out), cases[i].expected);
    }
    struct ht_decimal out = ht_decimal_int(7);
    assert_false(ht_decimal_convert(ht_decimal_int(1), ht_decimal_int(1), ht_decimal_int(0), 4, &out));
    assert_false(ht_decimal_convert(amount("99999999999999999999999999999999").number, amount("99999999").number,
                                    ht_decimal_int(1), 4, &out));
    assert_int_equal(out.units, 7);
}

static void the_last_day_before_is_taken(void **state) {
    static const struct {
        const char *day, *expected, *rate_day; // NULL: none
    } cases[] = {
        {"2026-04-13", "1000.0000", "2026-04-13"},
        {"2026-04-12", "997.6945", "2026-04-10"},
        {"2026-04-10", "997.6945", "2026-04-10"},
        {"2026-04-23", "1000.0000", "2026-04-13"},
        {"2026-04-24", NULL, NULL}, // eleven days
        {"2026-04-09", NULL, NULL},
        {"1998-12-31", NULL, NULL},
        {"2026-04", NULL, NULL},
        {NULL, NULL, NULL},
    };
    struct probe *probe = *state;
    char text[HT_DATE_TEXT];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct row row = {"USD", "1168.40", NULL};
        const struct ht_portfolio *out = convert(probe, &row, 1, cases[i].day, "EUR");
        if (cases[i].expected) {
            expect(out->positions[0].value, cases[i].expected);
            assert_string_equal(ht_date_text(out->positions[0].original->rate->date, text), cases[i].rate_day);
            assert_int_equal(out->findings.count, 0);
        } else {
            expect(out->positions[0].value, "1168.40");
            assert_string_equal(out->positions[0].currency, "USD");
            assert_null(out->positions[0].original);
            assert_int_equal(out->findings.count, 1);
            assert_int_equal(out->findings.items[0].code, HT_CODE_NO_RATE);
        }
    }
}

static void what_has_no_rate_stays_apart(void **state) {
    static const struct row rows[] = {{"USD", "100", "2000"}, {"TWD", "5", NULL},  {NULL, "7", NULL},
                                      {"EUR", "1.5", NULL},   {"TWD", "0", NULL},  {"RUB", "9", NULL},
                                      {"TWD", "6", NULL},     {"USD", NULL, NULL}, {NULL, NULL, NULL}};
    struct probe *probe = *state;
    const struct ht_portfolio *out = convert(probe, rows, sizeof rows / sizeof *rows, "2026-04-13", "EUR");
    static const char *const currencies[] = {"EUR", "TWD", NULL, "EUR", "EUR", "RUB", "TWD", "EUR", NULL};
    static const char *const values[] = {"85.5871", "5", "7", "1.5", "0", "9", "6", NULL, NULL};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct ht_position *position = &out->positions[i];
        expect(position->value, values[i]);
        assert_true(currencies[i] ? strcmp(position->currency, currencies[i]) == 0 : !position->currency);
    }
    expect(out->positions[0].notional, "1711.7426");
    expect(out->positions[0].original->notional, "2000");
    assert_null(out->positions[3].original); // its digits are the file's
    // Each currency once, with its rows and the first of their lines; the unknown one last.
    assert_int_equal(out->conversion->left_count, 3);
    assert_string_equal(out->conversion->left[0].currency, "RUB");
    assert_string_equal(out->conversion->left[1].currency, "TWD");
    assert_int_equal(out->conversion->left[1].positions, 2);
    assert_int_equal(out->conversion->left[1].line, 3);
    assert_null(out->conversion->left[2].currency);
    assert_int_equal(out->findings.count, 3);
    assert_int_equal(out->conversion->rate_count, 1);
    assert_int_equal(out->conversion->rates[0]->positions, 1);
    expect(out->conversion->rates[0]->rate, "0.855871276960");
}

static void the_input_is_left_alone(void **state) {
    struct probe *probe = *state;
    struct ht_position position = {.line = 2, .currency = "USD", .value = amount("1168.40")};
    const struct ht_portfolio in = {.positions = &position,
                                    .position_count = 1,
                                    .looked_through = &position,
                                    .looked_through_count = 1,
                                    .holdings_date = {2026, 4, 13},
                                    .fund = {.currency = "USD", .net_assets = amount("11684")},
                                    .findings = ht_findings_in(probe->arena)};
    probe->base = (struct ht_base_currency){"EUR", &probe->rates};
    const struct ht_portfolio *out = ht_portfolio_convert(&in, &probe->base, probe->arena);
    assert_string_equal(position.currency, "USD");
    expect(position.value, "1168.40");
    expect(in.fund.net_assets, "11684");
    expect(out->positions[0].value, "1000.0000");
    expect(out->looked_through[0].value, "1000.0000");
    expect(out->fund.net_assets, "10000.0000");
    expect(out->fund.original->value, "11684");
    assert_string_equal(out->fund.currency, "EUR");

    // Without rates only what is in the base already can be said in it.
    probe->base = (struct ht_base_currency){"USD", NULL};
    out = ht_portfolio_convert(&in, &probe->base, probe->arena);
    expect(out->positions[0].value, "1168.40");
    assert_int_equal(out->findings.count, 0);
    probe->base.currency = "EUR";
    out = ht_portfolio_convert(&in, &probe->base, probe->arena);
    assert_string_equal(out->positions[0].currency, "USD");
    assert_int_equal(out->findings.count, 2); // the rows, and the net assets
}

static void each_form_of_the_file_gives_the_same(void **state) {
    static const char *const files[] = {"tests/data/import/eurofxref-hist.zip", "tests/data/import/eurofxref.csv",
                                        "tests/data/import/eurofxref.xml"};
    struct probe *probe = *state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct ht_rates rates;
        struct ht_rate rate;
        struct ht_error err;
        assert_int_equal(ht_rates_read(files[i], probe->arena, &rates, &probe->findings, &err), HT_OK);
        assert_true(rates.find(rates.context, "JPY", ht_date_of(2026, 4, 14), &rate));
        expect(ht_amount_of(rate.per_eur), "186.75");
        assert_false(rates.find(rates.context, "XXX", ht_date_of(2026, 4, 14), &rate));
        assert_int_equal(strlen(rates.sha256), 64);
    }
    assert_int_equal(probe->findings.count, 0);
}

static void a_damaged_row_is_told(void **state) {
    struct probe *probe = *state;
    char path[] = "/tmp/holdtrace-rates-XXXXXX";
    int file = mkstemp(path);
    static const char TEXT[] = "Date,USD,JPY\n2026-04-13,1.1684,x\n2026-04-10,1.2\n2026-04-13,9,9\n";
    assert_int_equal(write(file, TEXT, sizeof TEXT - 1), sizeof TEXT - 1);
    close(file);
    struct ht_rates rates;
    struct ht_rate rate;
    struct ht_error err;
    assert_int_equal(ht_rates_read(path, probe->arena, &rates, &probe->findings, &err), HT_OK);
    unlink(path);
    assert_int_equal(probe->findings.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(probe->findings.items[i].line, (long)i + 2);
    assert_true(rates.find(rates.context, "USD", ht_date_of(2026, 4, 13), &rate));
    expect(ht_amount_of(rate.per_eur), "1.1684");
    assert_false(rates.find(rates.context, "JPY", ht_date_of(2026, 4, 13), &rate));
    assert_int_equal(ht_rates_read("tests/data/import/bods.json", probe->arena, &rates, &probe->findings, &err),
                     HT_ERR_FORMAT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cross_rates_are_rounded_once, start, stop),
        cmocka_unit_test_setup_teardown(halves_go_to_the_even_digit, start, stop),
        cmocka_unit_test_setup_teardown(the_last_day_before_is_taken, start, stop),
        cmocka_unit_test_setup_teardown(what_has_no_rate_stays_apart, start, stop),
        cmocka_unit_test_setup_teardown(the_input_is_left_alone, start, stop),
        cmocka_unit_test_setup_teardown(each_form_of_the_file_gives_the_same, start, stop),
        cmocka_unit_test_setup_teardown(a_damaged_row_is_told, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
