// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a company a fund holds: by class, by issuer, on the day, and what keeps it from being known.
#include "small_account.h"

#define N(rows) (sizeof(rows) / sizeof *(rows))

struct held {
    const char *isin, *quantity;
    enum ht_kind kind;
    enum ht_side side;
};

// Ordinary shares of 1,000 until 2023 and 2,000 since; preference shares of 500; a receipt and a bond.
static struct small_reference classes(const char *preference) {
    struct small_reference small = small_new();
    small_entity(&small, "co", "company");
    ht_buffer_clear(&small.files[SMALL_SECURITIES]);
    ht_buffer_string(&small.files[SMALL_SECURITIES],
                     "entity,name,type,isin,shares_outstanding,valid_from,valid_to,confidence,source\n"
                     "co,Ordinary,equity,US0378331005,1000,2020-01-01,2023-12-31,official,s\n"
                     "co,Ordinary,equity,US0378331005,2000,2024-01-01,,official,s\n"
                     "co,Receipt,adr,US5949181045,,,,official,s\n"
                     "co,Bond,bond,XS1567423501,,,,official,s\n");
    ht_buffer_format(&small.files[SMALL_SECURITIES], "co,Preference,equity,DE0007236101,%s,official,s\n", preference);
    small_open(&small);
    return small;
}

static struct ht_account account_of(struct small_reference *small, const struct held *rows, size_t count,
                                    const char *day) {
    struct small_holding *holdings = ht_arena_array(small->arena, count, sizeof *holdings);
    struct small_fund *fund = ht_arena_alloc(small->arena, sizeof *fund);
    for (size_t i = 0; i < count; i++)
        holdings[i] = (struct small_holding){.issuer = "co",
                                             .value = "1",
                                             .currency = "USD",
                                             .kind = rows[i].kind,
                                             .side = rows[i].side,
                                             .isin = rows[i].isin};
    fund->screen = small_screen(small, "co", "");
    small_account(small, fund, holdings, count);
    // Again, now that the rows have quantities and the fund a day.
    for (size_t i = 0; i < count; i++)
        fund->portfolio.positions[i].quantity = small_amount(rows[i].quantity);
    fund->portfolio.holdings_date = day ? small_date(day) : (struct ht_date){0};
    struct ht_date as_of = small_date("2026-01-01");
    struct ht_targets *targets = small_targets(small, &fund->screen, as_of);
    ht_account_make(small->ref, &fund->screen, targets, ht_known_issuers_new(small->arena), &fund->resolution, as_of,
                    small->arena, &fund->account);
    return fund->account;
}

static void expect_share(const struct ht_account *account, size_t index, const char *pct, enum ht_tri reaches) {
    assert_true(index < account->company_share_count);
    expect_amount(account->company_shares[index].pct, pct);
    assert_int_equal(account->company_shares[index].reaches_line, reaches);
    assert_int_equal(account->company_shares[index].why == NULL, pct != NULL);
}

// 7 + 3 of 2,000 are exactly half a percent; with 2 of 500, 12 of 2,500 are 0.48 %.
static void by_class_and_by_issuer(void **state) {
    (void)state;
    struct small_reference small = classes("500,2020-01-01,");
    const struct held rows[] = {
        {"US0378331005", "7", HT_KIND_EQUITY, HT_LONG},   {"DE0007236101", "2", HT_KIND_EQUITY, HT_LONG},
        {"US0378331005", "3", HT_KIND_UNKNOWN, HT_LONG},  {"XS1567423501", "1000", HT_KIND_BOND, HT_LONG},
        {"US0378331005", "-5", HT_KIND_EQUITY, HT_SHORT}, {"US0378331005", "90", HT_KIND_SWAP, HT_LONG}};
    struct ht_account account = account_of(&small, rows, N(rows), "2024-06-30");
    assert_int_equal(account.company_share_count, 3);
    expect_share(&account, 0, "0.500000", HT_YES);
    assert_int_equal(account.company_shares[0].positions, 2);
    expect_amount(account.company_shares[0].quantity, "10");
    expect_amount(account.company_shares[0].outstanding, "2000");
    assert_int_equal(account.company_shares[0].security->valid_from.year, 2024);
    expect_share(&account, 1, "0.400000", HT_NO);
    expect_share(&account, 2, "0.480000", HT_NO);
    assert_null(account.company_shares[2].security);
    expect_amount(account.company_shares[2].outstanding, "2500");
    small_close(&small);
}

static void the_number_is_that_of_the_day(void **state) {
    (void)state;
    struct small_reference small = classes("500,2020-01-01,");
    const struct held rows[] = {{"US0378331005", "4.999999", HT_KIND_EQUITY, HT_LONG}};
    struct ht_account account = account_of(&small, rows, 1, "2023-06-30");
    // Printed as 0.500000, and still below the line.
    expect_share(&account, 0, "0.500000", HT_NO);
    expect_amount(account.company_shares[0].outstanding, "1000");
    account = account_of(&small, rows, 1, "2019-06-30");
    expect_share(&account, 0, NULL, HT_UNKNOWN);
    account = account_of(&small, rows, 1, NULL);
    expect_share(&account, 0, NULL, HT_UNKNOWN);
    assert_string_equal(account.company_shares[0].why, "the holdings date is not known");
    small_close(&small);
}

// A class without a number, or with one that has no date, leaves the issuer as a whole unknown.
static void a_whole_needs_every_class(void **state) {
    (void)state;
    static const char *const preferences[] = {",2020-01-01,", "500,,"};
    const struct held rows[] = {{"US0378331005", "40", HT_KIND_EQUITY, HT_LONG}};
    for (size_t i = 0; i < N(preferences); i++) {
        struct small_reference small = classes(preferences[i]);
        struct ht_account account = account_of(&small, rows, 1, "2024-06-30");
        assert_int_equal(account.company_share_count, 2);
        expect_share(&account, 0, "2.000000", HT_YES);
        expect_share(&account, 1, NULL, HT_UNKNOWN);
        assert_non_null(strstr(account.company_shares[1].why, "DE0007236101"));
        small_close(&small);
    }
}

static void what_cannot_be_counted_is_not(void **state) {
    (void)state;
    struct small_reference small = classes("500,2020-01-01,");
    const struct held absent[] = {{"US0378331005", "40", HT_KIND_EQUITY, HT_LONG},
                                  {"US0378331005", NULL, HT_KIND_EQUITY, HT_LONG}};
    struct ht_account account = account_of(&small, absent, 2, "2024-06-30");
    expect_share(&account, 0, NULL, HT_UNKNOWN);
    assert_string_equal(account.company_shares[0].why, "line 2 has no quantity");
    expect_share(&account, 1, NULL, HT_UNKNOWN);
    const struct held receipt[] = {{"US5949181045", "40", HT_KIND_EQUITY, HT_LONG}};
    account = account_of(&small, receipt, 1, "2024-06-30");
    assert_int_equal(account.company_share_count, 2);
    expect_share(&account, 0, NULL, HT_UNKNOWN);
    expect_share(&account, 1, NULL, HT_UNKNOWN);
    const struct held unknown[] = {{NULL, "40", HT_KIND_EQUITY, HT_LONG}};
    account = account_of(&small, unknown, 1, "2024-06-30");
    assert_int_equal(account.company_share_count, 1);
    expect_share(&account, 0, NULL, HT_UNKNOWN);
    small_close(&small);
}

static void without_a_number_nothing_is_said(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_entity(&small, "co", "company");
    small_row(&small, SMALL_SECURITIES, "co,Ordinary,equity,US0378331005,,,,,2020-01-01,,official,s");
    small_open(&small);
    const struct held rows[] = {{"US0378331005", "40", HT_KIND_EQUITY, HT_LONG}};
    assert_int_equal(account_of(&small, rows, 1, "2024-06-30").company_share_count, 0);
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_class_and_by_issuer),           cmocka_unit_test(the_number_is_that_of_the_day),
        cmocka_unit_test(a_whole_needs_every_class),        cmocka_unit_test(what_cannot_be_counted_is_not),
        cmocka_unit_test(without_a_number_nothing_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
