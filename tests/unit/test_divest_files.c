// SPDX-License-Identifier: GPL-3.0-or-later
// The reader's own files of volumes and of returns, and sharing money out: nothing lost, nothing made up.
#include "test_base.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "divest/plan.h"
#include "holdtrace/arena.h"

struct file {
    char path[64];
    struct ht_arena *arena;
    struct ht_findings findings;
    struct ht_error err;
};

static struct file file_of(const char *text) {
    struct file file = {.path = "/tmp/holdtrace-test-XXXXXX", .arena = ht_arena_new()};
    int handle = mkstemp(file.path);
    assert_true(handle >= 0);
    assert_int_equal(write(handle, text, strlen(text)), (ssize_t)strlen(text));
    close(handle);
    file.findings = ht_findings_in(file.arena);
    return file;
}

static void end(struct file *file) {
    unlink(file->path);
    ht_arena_free(file->arena);
}

static struct ht_position of_ticker(const char *ticker, const char *mic) {
    return (struct ht_position){.ticker = ticker, .mic = mic};
}

static void volumes_are_found_by_isin_and_ticker(void **state) {
    (void)state;
    struct file file =
        file_of("ticker,adv_shares,isin\n700 HK,100,\nABC,5.5,US0378331005\n,7,\nX,-1,\n700 HK,9,\nDEF,8,bad\n");
    struct ht_volumes *volumes;
    assert_int_equal(ht_volumes_read(file.path, file.arena, &volumes, &file.findings, &file.err), HT_OK);
    assert_int_equal(ht_volumes_count(volumes), 3);
    assert_int_equal(file.findings.count, 3);
    struct ht_position tencent = of_ticker("00700", "XHKG"), elsewhere = of_ticker("00700", "XTAI");
    struct ht_position apple = {.isin = "US0378331005"}, other = of_ticker("DEF", "XNYS"), none = {.name = "Nothing"};
    assert_true(ht_decimal_cmp(ht_volumes_of(volumes, &tencent).number, ht_decimal_int(100)) == 0);
    assert_false(ht_volumes_of(volumes, &elsewhere).known);
    assert_true(ht_decimal_cmp(ht_volumes_of(volumes, &apple).number, (struct ht_decimal){55, 1}) == 0);
    assert_true(ht_decimal_cmp(ht_volumes_of(volumes, &other).number, ht_decimal_int(8)) == 0);
    assert_false(ht_volumes_of(volumes, &none).known);
    end(&file);
}

// DAYS rows of two securities, CELLS over and over.
static struct file two_series(const char *header, const char *const cells[][2], size_t days) {
    char text[8192];
    size_t len = (size_t)snprintf(text, sizeof text, "%s\n", header);
    for (size_t i = 0; i < days; i++)
        len += (size_t)snprintf(text + len, sizeof text - len, "2024-%02zu-%02zu,%s,%s\n", 1 + i / 28, 1 + i % 28,
                                cells[i % 3][0], cells[i % 3][1]);
    return file_of(text);
}

static void prices_that_skip_days_make_one_return(void **state) {
    (void)state;
    // Every sixth day is without the second security.
    char text[8192];
    size_t len = (size_t)snprintf(text, sizeof text, "date,US0378331005,US5949181045\n");
    for (size_t i = 0; i < 60; i++)
        len += (size_t)snprintf(text + len, sizeof text - len,
                                i % 6 == 5 ? "2024-%02zu-%02zu,%zu,\n" : "2024-%02zu-%02zu,%zu,%zu\n", 1 + i / 28,
                                1 + i % 28, 100 + i, 200 + i);
    struct file file = file_of(text);
    struct ht_returns *returns;
    struct ht_returns_sample sample;
    struct ht_position apple = {.isin = "US0378331005"}, microsoft = {.isin = "US5949181045"};
    assert_int_equal(ht_returns_read(file.path, HT_RETURNS_GUESS, file.arena, &returns, &file.findings, &file.err),
                     HT_OK);
    assert_true(ht_returns_are_prices(returns));
    assert_int_equal(ht_returns_days(returns), 60);
    assert_int_equal(file.findings.count, 0);
    long series[] = {ht_returns_find(returns, &apple), ht_returns_find(returns, &microsoft)};
    assert_true(series[0] == 0 && series[1] == 1);
    assert_null(ht_returns_take(returns, series, 2, 0, file.arena, &sample));
    assert_int_equal(sample.count, 49);
    assert_int_equal(sample.days_left_out, 10);
    assert_true(fabs(sample.values[0] - 0.01) < 1e-15);
    // From the fifth day to the seventh in one step.
    assert_true(fabs(sample.values[4 * 2] - (106.0 / 104 - 1)) < 1e-15);
    assert_true(fabs(sample.values[4 * 2 + 1] - (206.0 / 204 - 1)) < 1e-15);
    assert_int_equal(sample.first.day, 1);
    assert_true(fabs(sample.periods - 49 / ((double)ht_date_days(sample.first, sample.last) / 365.25)) < 1e-9);
    assert_null(ht_returns_take(returns, series, 2, 52, file.arena, &sample));
    assert_true(sample.periods == 52);
    end(&file);
}

static void returns_have_signs_and_percents(void **state) {
    (void)state;
    static const char *const CELLS[][2] = {{"1.5%", "NA"}, {"-0.01", "0"}, {"0.02", "0.5%"}};
    struct file file = two_series("date,US0378331005,US5949181045", CELLS, 48);
    struct ht_returns *returns;
    struct ht_returns_sample sample;
    struct ht_position apple = {.isin = "US0378331005"}, microsoft = {.isin = "US5949181045"};
    assert_int_equal(ht_returns_read(file.path, HT_RETURNS_GUESS, file.arena, &returns, &file.findings, &file.err),
                     HT_OK);
    assert_false(ht_returns_are_prices(returns));
    // On two days in three: without a series.
    assert_int_equal(ht_returns_find(returns, &microsoft), HT_NO_SERIES);
    long series[] = {ht_returns_find(returns, &apple)};
    assert_null(ht_returns_take(returns, series, 1, 0, file.arena, &sample));
    assert_int_equal(sample.count, 48);
    assert_true(sample.values[0] == 1.5 / 100 && sample.values[1] == -0.01);
    end(&file);
}

static void percents_are_no_fractions_and_a_zero_makes_no_returns(void **state) {
    (void)state;
    static const char *const PERCENTS[][2] = {{"1.5", "-0.7"}, {"-2.0", "0.4"}, {"0.3", "0.9"}};
    static const char *const PRICES[][2] = {{"101.5", "20"}, {"102", "21"}, {"103", "22"}};
    struct ht_returns *returns;
    struct file file = two_series("date,US0378331005,US5949181045", PERCENTS, 30);
    assert_int_equal(ht_returns_read(file.path, HT_RETURNS_GUESS, file.arena, &returns, &file.findings, &file.err),
                     HT_ERR_FORMAT);
    assert_non_null(strstr(file.err.message, "percent sign"));
    end(&file);
    file = two_series("date,US0378331005,US5949181045", PRICES, 30);
    FILE *more = fopen(file.path, "a");
    assert_non_null(more);
    fputs("2024-03-01,0,23\n", more);
    assert_int_equal(fclose(more), 0);
    assert_int_equal(ht_returns_read(file.path, HT_RETURNS_GUESS, file.arena, &returns, &file.findings, &file.err),
                     HT_OK);
    assert_true(ht_returns_are_prices(returns));
    assert_int_equal(file.findings.count, 1);
    end(&file);
}

static void faults_of_a_file_are_said(void **state) {
    (void)state;
    struct file file = file_of("date,isin,price\n2024-01-02,US0378331005,1\n2024-01-02,US0378331005,2\n"
                               "2024-13-40,US0378331005,1\n2024-01-03,,1\n2024-01-03,US0378331005,1 200\n"
                               "2024-01-04,US0378331005,0\n2024-01-05,US0378331005,inf\n2024-01-06,US0378331005,3\n");
    struct ht_returns *returns;
    struct ht_returns_sample sample;
    long series[] = {0};
    assert_int_equal(ht_returns_read(file.path, HT_RETURNS_GUESS, file.arena, &returns, &file.findings, &file.err),
                     HT_OK);
    assert_int_equal(file.findings.count, 6);
    const char *why = ht_returns_take(returns, series, 1, 0, file.arena, &sample);
    assert_non_null(why);
    assert_non_null(strstr(why, "too few"));
    end(&file);
    file = file_of("date,US0378331005,US0378331005,???\n2024-01-02,1,2,3\n2024-01-02,1,2,3\n2024-01-03,1,2,3,4\n");
    assert_int_equal(ht_returns_read(file.path, HT_RETURNS_GUESS, file.arena, &returns, &file.findings, &file.err),
                     HT_OK);
    assert_int_equal(ht_returns_series(returns), 1);
    assert_int_equal(file.findings.count, 4);
    end(&file);
    file = file_of("when,what\nnever,nothing\n");
    assert_int_equal(ht_returns_read(file.path, HT_RETURNS_GUESS, file.arena, &returns, &file.findings, &file.err),
                     HT_ERR_FORMAT);
    end(&file);
}

static void shares_add_up_to_the_whole(void **state) {
    (void)state;
    struct ht_arena *arena = ht_arena_new();
    const struct ht_decimal parts[] = {ht_decimal_int(1), ht_decimal_int(1), ht_decimal_int(1), ht_decimal_int(0)};
    struct ht_decimal shares[4];
    assert_true(div_share_out(ht_decimal_int(100), parts, 4, 2, arena, shares));
    assert_true(ht_decimal_cmp(shares[0], (struct ht_decimal){3334, 2}) == 0);
    assert_true(ht_decimal_cmp(shares[1], (struct ht_decimal){3333, 2}) == 0);
    assert_true(ht_decimal_cmp(shares[2], (struct ht_decimal){3333, 2}) == 0);
    assert_true(ht_decimal_cmp(shares[3], ht_decimal_int(0)) == 0);
    // More parts than there are units: the first of them get one each.
    assert_true(div_share_out((struct ht_decimal){2, 2}, parts, 3, 2, arena, shares));
    assert_true(ht_decimal_sign(shares[1]) > 0 && ht_decimal_sign(shares[2]) == 0);
    ht_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(volumes_are_found_by_isin_and_ticker),
        cmocka_unit_test(prices_that_skip_days_make_one_return),
        cmocka_unit_test(returns_have_signs_and_percents),
        cmocka_unit_test(percents_are_no_fractions_and_a_zero_makes_no_returns),
        cmocka_unit_test(faults_of_a_file_are_said),
        cmocka_unit_test(shares_add_up_to_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
