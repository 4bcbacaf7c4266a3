// SPDX-License-Identifier: GPL-3.0-or-later
// Targets' shares over all chains where they meet a screen: minority ties, and the value that is the targets' own.
#include "small_account.h"

#define N(array) (sizeof(array) / sizeof *(array))

// "category target chain" of the minority ties and doubts of ISSUER; shares of all ties behind their category.
static const char *ties_of(struct small_reference *small, const char *issuer, const char *targets) {
    struct ht_screen screen = small_screen(small, targets, "");
    struct ht_date day = small_date("2026-01-01");
    struct ht_ties ties = ht_ownership_ties(small->ref, small_targets(small, &screen, day), &screen,
                                            small_get(small, issuer), day, small->arena);
    const char *text = "";
    for (size_t i = 0; i < ties.count; i++) {
        const struct ht_tie *tie = &ties.items[i];
        char share[HT_DECIMAL_TEXT];
        text = ht_arena_format(small->arena, "%s%s%s %s %s", text, i ? "; " : "", ht_category_name(tie->category),
                               tie->target->entity->id,
                               tie->share_pct.known ? ht_decimal_text(tie->share_pct.number, share) : "?");
        for (size_t s = 0; s < tie->path.count; s++)
            text = ht_arena_format(small->arena, "%s %s", text, tie->path.steps[s].owned->id);
    }
    for (size_t i = 0; i < ties.doubt_count; i++)
        text = ht_arena_format(small->arena, "%s%s%s? %s", text, *text ? "; " : "",
                               ht_category_name(ties.doubts[i].category), ties.doubts[i].why.text);
    return text;
}

static void minority_by_all_chains(void **state) {
    (void)state;
    struct small_reference small = small_new();
    // A tenth exactly, and a little less; over two chains, which each are too little; round a ring.
    small_graph(&small,
                "T 20 A; A 50 tenth; A 49.99 less; T 50 B; T 50 C; B 10 both; C 10 both; T 4 R; S 10 R; R 50 S");
    // Ranges, and a share that nobody states.
    small_graph(&small, "T 15-25 D; D 50 open; T 25-30 E; E 50 sure; F 40 unstated; T 100 G; G 5 direct; T 8 direct");
    small_stake(&small, "T", "F", "", "economic", SMALL_PLAIN);
    small_open(&small);
    assert_string_equal(ties_of(&small, "tenth", "T"), "minority T 10 A tenth");
    assert_string_equal(ties_of(&small, "less", "T"), "");
    assert_string_equal(ties_of(&small, "both", "T"), "minority T 10 B both");
    // R: .04 / (1 - .05); S half of that.
    assert_string_equal(ties_of(&small, "R", "T"), "");
    assert_string_equal(ties_of(&small, "open", "T"), "minority? T holds 15 to 25 % of D");
    assert_string_equal(ties_of(&small, "sure", "T"), "minority T ? E sure");
    assert_string_equal(ties_of(&small, "unstated", "T"), "minority? T holds an unstated share of F");
    // The stake that hands down the most is the chain; the share is that of both.
    assert_string_equal(ties_of(&small, "direct", "T"), "minority T 13 direct");
    small_close(&small);
}

// .15 + .15 + .15 + .05 and ten times .05 are one half, where doubles make less of them.
static void sums_reach_a_threshold_exactly(void **state) {
    (void)state;
    static const char *const graphs[] = {
        "T 15 a; U 15 a; V 15 a; W 5 a",
        "T 100 b; b 15 a; U 100 c; c 15 a; V 15 a; W 5 a",
        "T 9 a; U 9 a; V 9 a; W 9 a; X 9 a; Y 5 a",
        "T 5 a; U 5 a; V 5 a; W 5 a; X 5 a; Y 5 a; Z 5 a; Q 5 a; R 5 a; S 5 a",
    };
    for (size_t i = 0; i < N(graphs); i++) {
        struct small_reference small = small_new();
        small_graph(&small, graphs[i]);
        for (const char *id = "QRSTUVWXYZ"; *id; id++)
            small_entity(&small, ht_arena_format(small.arena, "%c", *id), "company");
        small_open(&small);
        struct ht_screen screen = small_screen(&small, "Q,R,S,T,U,V,W,X,Y,Z", "");
        struct ht_date day = small_date("2026-01-01");
        screen.minority_pct = ht_decimal_int(50);
        screen.owned_pct = ht_decimal_int(100);
        struct ht_ties ties = ht_ownership_ties(small.ref, small_targets(&small, &screen, day), &screen,
                                                small_get(&small, "a"), day, small.arena);
        assert_true(ties.share.stated);
        assert_int_equal(ht_decimal_cmp(ties.share.least, ht_decimal_int(50)), 0);
        assert_true(ties.count >= 4);
        for (size_t k = 0; k < ties.count; k++)
            assert_int_equal(ties.items[k].category, HT_MINORITY);
        small_close(&small);
    }
}

// In a ring, too, a tenth is a tenth: .09 / (1 - .1).
static void a_ring_reaches_a_threshold(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "T 9 R; S 20 R; R 50 S; T 8.99 P; Q 20 P; P 50 Q");
    small_open(&small);
    assert_string_equal(ties_of(&small, "R", "T"), "minority T 10 R");
    assert_string_equal(ties_of(&small, "P", "T"), "");
    small_close(&small);
}

// Stakes of more than the whole, as of several days, make a ring without a solution: who is in it is told.
static void a_ring_without_a_solution_is_told(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "T 1 A; B 100 A; A 100 B; A 30 firm");
    small_open(&small);
    assert_string_equal(ties_of(&small, "firm", "T"),
                        "minority? A and B own shares in each other: by what is stated nothing of them is left to "
                        "others, so that no share over them can be stated");
    small_close(&small);
}

// Over each other: T owns U, and both own the issuer. The total counts what is U's once; T's own share goes through
// U.
static void nested_targets_count_once(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "T 80 U; U 60 firm; T 10 firm");
    small_open(&small);
    assert_string_equal(ties_of(&small, "firm", "T,U"), "owned U 60 firm; owned T 58 U firm");
    struct small_holding rows[] = {{.issuer = "firm", .value = "100", .currency = "USD"}};
    struct small_fund fund = {.screen = small_screen(&small, "T,U", "")};
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.lines[0].attributed_value, "70");
    fund.screen = small_screen(&small, "T", "");
    small_account(&small, &fund, rows, N(rows));
    expect_amount(fund.account.lines[0].attributed_value, "58");
    small_close(&small);
}

static void value_times_share(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "T 36.4808 A; A 48 B; T 50-60 C; T 12.345 D; W 66 W2; T 100 E; X 20 Y; T 60 X");
    small_stake(&small, "T", "A", "", "control", SMALL_PLAIN);
    small_stake(&small, "A", "B", "", "control", SMALL_PLAIN);
    small_stake(&small, "T", "V", "", "control", SMALL_PLAIN);
    small_stake(&small, "P", "T", "60", "economic", SMALL_PLAIN);
    small_row(&small, SMALL_SECURITIES, "W,Bond,bond,XS0000000009,,,USD,A,,,official,s");
    small_open(&small);
    struct small_holding rows[] = {
        {.issuer = "B", .value = "1234.56", .currency = "USD"}, // 17.510784 %: 216.181135...
        {.issuer = "B", .value = "1234.56", .currency = "JPY"}, // two digits
        {.issuer = "B", .value = "-1234.56", .currency = "USD", .side = HT_SHORT},
        {.issuer = "D", .value = "0.1", .currency = "USD"},                        // 0.012345: half to even
        {.issuer = "C", .value = "100", .currency = "USD"},                        // a range
        {.issuer = "V", .value = "100", .currency = "USD"},                        // control alone
        {.issuer = "P", .value = "100", .currency = "USD"},                        // a parent
        {.issuer = "E", .value = "100.10", .currency = "USD"},                     // wholly
        {.issuer = "W", .isin = "XS0000000009", .value = "50", .currency = "USD"}, // by its guarantor
        {.issuer = "Y", .value = "100", .currency = "USD"},                        // a minority of 12 %
        {.issuer = "A", .weight = "1"},                                            // no value
    };
    static const char *const expected[] = {"216.1811", "216.18", "-216.1811", "0.0123", NULL, NULL,
                                           NULL,       "100.10", "18.2404",   "12",     NULL};
    struct small_fund fund = {.screen = small_screen(&small, "T", "")};
    small_account(&small, &fund, rows, N(rows));
    for (size_t i = 0; i < N(rows); i++) {
        const struct ht_line *line = &fund.account.lines[i];
        char text[HT_DECIMAL_TEXT];
        if (line->attributed_value.known != (expected[i] != NULL) ||
            (expected[i] && strcmp(ht_decimal_text(line->attributed_value.number, text), expected[i]) != 0))
            fail_msg("row %zu: %s", i, line->attributed_value.known ? text : "not known");
    }
    const struct ht_sum *owned = &fund.account.exposure[0].sum;
    assert_int_equal(fund.account.exposure[0].category, HT_OWNED);
    expect_amount(owned->attributed_value, "100.10");
    expect_amount(owned->attributed_unknown_value, "100");
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minority_by_all_chains),     cmocka_unit_test(sums_reach_a_threshold_exactly),
        cmocka_unit_test(a_ring_reaches_a_threshold), cmocka_unit_test(a_ring_without_a_solution_is_told),
        cmocka_unit_test(nested_targets_count_once),  cmocka_unit_test(value_times_share),
    };
    return cmocka_run_group_tests_name("attributed value", tests, NULL, NULL);
}
