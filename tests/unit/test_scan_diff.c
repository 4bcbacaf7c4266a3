// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between two scans is laid to what did it, and only what was otherwise before is an event.
#include "test_base.h"

#include <stdlib.h>

#include "history/identity.h"
#include "holdtrace/events.h"

// Two scans of one fund that hold one direct position of one listed company.
struct pair {
    struct ht_arena *arena;
    struct ht_kept_scan scans[2];
    struct ht_held held[2];
    struct ht_scan_diff diff;
    struct ht_event_list events;
};
enum { BEFORE, AFTER };

static struct ht_amount amount(const char *text) {
    struct ht_decimal number;
    if (!text)
        return ht_amount_unknown();
    assert_true(ht_decimal_parse(text, strlen(text), &number));
    return ht_amount_of(number);
}

static struct ht_date date(const char *text) {
    struct ht_date day;
    assert_true(ht_date_parse(text, &day));
    return day;
}

static struct ht_kept_position *add_position(struct pair *pair, int side, const char *isin, const char *category) {
    struct ht_kept_position *row = ht_kept_add(&pair->scans[side], HT_KEPT_POSITIONS, pair->arena);
    *row = (struct ht_kept_position){.line = 10,
                                     .key = ht_arena_format(pair->arena, "isin:%s", isin),
                                     .category = category,
                                     .counted = strcmp(category, "direct") == 0,
                                     .kind = "equity",
                                     .side = "long",
                                     .name = isin,
                                     .isin = isin,
                                     .currency = "USD",
                                     .quantity = amount("100"),
                                     .value = amount("1000.00"),
                                     .exposure_value = amount("1000.00"),
                                     .weight_pct = amount("1.000000"),
                                     .issuer = "acme"};
    return row;
}

static void add_tie(struct pair *pair, int side, int64_t position) {
    struct ht_kept_tie *row = ht_kept_add(&pair->scans[side], HT_KEPT_TIES, pair->arena);
    *row = (struct ht_kept_tie){position, "acme", "Acme", "listed", "direct", {.known = false}, "|"};
}

static struct ht_kept_listing *add_listing(struct pair *pair, int side, const char *list, const char *listed_on) {
    struct ht_kept_listing *row = ht_kept_add(&pair->scans[side], HT_KEPT_LISTINGS, pair->arena);
    *row = (struct ht_kept_listing){.target = "acme",
                                    .target_name = "Acme",
                                    .list = list,
                                    .status = "in_force",
                                    .listed_on = date(listed_on),
                                    .selects = true};
    return row;
}

// Positions of POSITIONS by their ISINs are what the file of SIDE holds, exposed or not.
static void hold(struct pair *pair, int side, struct ht_position *positions, size_t count) {
    struct ht_portfolio portfolio = {.positions = positions, .position_count = count};
    pair->held[side] = ht_identities_of(&portfolio, pair->arena);
}

static void make_side(struct pair *pair, int side) {
    struct ht_position held = {.isin = "ONE", .name = "ONE"};
    pair->scans[side] = (struct ht_kept_scan){.id = side + 1,
                                              .path = side ? "after.csv" : "before.csv",
                                              .fund_key = "name:Fund",
                                              .fund_name = "Fund",
                                              .sha256 = side ? "b" : "a",
                                              .holdings_date = date(side ? "2026-02-28" : "2026-01-31"),
                                              .rows_positions = 5,
                                              .comparable_pct = amount("96.000000"),
                                              .comparable_by_name_pct = amount("1.000000"),
                                              .counted_long_pct = amount("1.000000"),
                                              .reference_sha256 = "r",
                                              .as_of = date(side ? "2026-03-01" : "2026-02-01"),
                                              .screen = "screen",
                                              .screen_sha256 = "s"};
    add_position(pair, side, "ONE", "direct");
    add_tie(pair, side, 0);
    add_listing(pair, side, "LIST", "2020-01-01");
    hold(pair, side, &held, 1);
}

static int setup(void **state) {
    struct pair *pair = calloc(1, sizeof *pair);
    assert_non_null(pair);
    pair->arena = ht_arena_new();
    make_side(pair, BEFORE);
    make_side(pair, AFTER);
    *state = pair;
    return 0;
}

static int teardown(void **state) {
    struct pair *pair = *state;
    ht_arena_free(pair->arena);
    free(pair);
    return 0;
}

static struct ht_kept_position *position(struct pair *pair, int side) {
    return pair->scans[side].parts[HT_KEPT_POSITIONS].items;
}

static void drop(struct pair *pair, int side) {
    pair->scans[side].parts[HT_KEPT_POSITIONS].count = 0;
    pair->scans[side].parts[HT_KEPT_TIES].count = 0;
    pair->scans[side].parts[HT_KEPT_LISTINGS].count = 0;
}

static void compare(struct pair *pair) {
    ht_scan_diff_make(&pair->scans[BEFORE], &pair->held[BEFORE], &pair->scans[AFTER], &pair->held[AFTER], pair->arena,
                      &pair->diff);
}

static void expect_change(struct pair *pair, enum ht_change change, unsigned causes) {
    compare(pair);
    assert_int_equal(pair->diff.change_count, 1);
    assert_int_equal(pair->diff.changes[0].change, change);
    assert_int_equal(pair->diff.changes[0].causes, causes);
    assert_true(ht_scan_differs(&pair->diff));
}

static void nothing_differs_between_the_same(void **state) {
    struct pair *pair = *state;
    compare(pair);
    assert_int_equal(pair->diff.change_count, 0);
    assert_int_equal(pair->diff.listing_count, 0);
    assert_int_equal(pair->diff.unchanged, 1);
    assert_false(ht_scan_differs(&pair->diff));
}

static void a_price_is_told_from_a_holding(void **state) {
    struct pair *pair = *state;
    position(pair, AFTER)->exposure_value = amount("1100.00");
    expect_change(pair, HT_CHANGE_GROWN, HT_CAUSE_PRICE);
    position(pair, AFTER)->exposure_value = amount("500.00");
    position(pair, AFTER)->quantity = amount("50");
    expect_change(pair, HT_CHANGE_SHRUNK, HT_CAUSE_HOLDING);
    // 33 of 100 at 1000.00 are 330.00; a cent more is how values are rounded.
    position(pair, AFTER)->exposure_value = amount("330.01");
    position(pair, AFTER)->quantity = amount("33");
    expect_change(pair, HT_CHANGE_SHRUNK, HT_CAUSE_HOLDING);
    position(pair, AFTER)->quantity = ht_amount_unknown();
    expect_change(pair, HT_CHANGE_SHRUNK, HT_CAUSE_VALUE);
}

static void both_parts_add_up_to_the_change(void **state) {
    struct pair *pair = *state;
    char text[HT_DECIMAL_TEXT];
    position(pair, AFTER)->exposure_value = amount("3000.05");
    position(pair, AFTER)->quantity = amount("200");
    expect_change(pair, HT_CHANGE_GROWN, HT_CAUSE_HOLDING | HT_CAUSE_PRICE);
    assert_string_equal(ht_decimal_text(pair->diff.changes[0].by_holding.number, text), "1000.00");
    assert_string_equal(ht_decimal_text(pair->diff.changes[0].by_price.number, text), "1000.05");
}

static void lots_are_added_up(void **state) {
    struct pair *pair = *state;
    struct ht_kept_position *second = add_position(pair, BEFORE, "ONE", "direct");
    second->quantity = amount("50");
    second->exposure_value = second->value = amount("500.00");
    position(pair, AFTER)->quantity = amount("150");
    position(pair, AFTER)->exposure_value = amount("1500.00");
    compare(pair);
    assert_int_equal(pair->diff.change_count, 0);
}

static void currencies_are_never_compared_by_value(void **state) {
    struct pair *pair = *state;
    position(pair, AFTER)->currency = "EUR";
    position(pair, AFTER)->exposure_value = amount("900.00");
    compare(pair);
    assert_int_equal(pair->diff.change_count, 0);
    position(pair, AFTER)->weight_pct = amount("1.100000");
    expect_change(pair, HT_CHANGE_GROWN, HT_CAUSE_VALUE);
    assert_false(pair->diff.changes[0].by_price.known);
    position(pair, AFTER)->quantity = amount("110");
    expect_change(pair, HT_CHANGE_GROWN, HT_CAUSE_HOLDING | HT_CAUSE_VALUE);
}

static void what_was_bought_is_told_from_what_was_listed(void **state) {
    struct pair *pair = *state;
    struct ht_position other = {.isin = "TWO", .name = "TWO"};
    drop(pair, BEFORE);
    hold(pair, BEFORE, &other, 1);
    expect_change(pair, HT_CHANGE_NEW, HT_CAUSE_HOLDING);
    assert_int_equal(pair->diff.changes[0].in_other, HT_NO);
    assert_true(pair->diff.listings[0].brought);
    // It was held all the time.
    make_side(pair, BEFORE);
    drop(pair, BEFORE);
    ((struct ht_kept_listing *)pair->scans[AFTER].parts[HT_KEPT_LISTINGS].items)->listed_on = date("2026-02-15");
    expect_change(pair, HT_CHANGE_NEW, HT_CAUSE_LIST);
    assert_int_equal(pair->diff.changes[0].in_other, HT_YES);
    assert_false(pair->diff.listings[0].brought);
}

static void a_name_alone_may_be_another_class(void **state) {
    struct pair *pair = *state;
    struct ht_position class_b = {.isin = "TWO", .name = "ONE"};
    drop(pair, BEFORE);
    hold(pair, BEFORE, &class_b, 1);
    pair->scans[AFTER].as_of = pair->scans[BEFORE].as_of;
    expect_change(pair, HT_CHANGE_NEW, HT_CAUSE_FILE);
    assert_int_equal(pair->diff.changes[0].in_other, HT_UNKNOWN);
    assert_non_null(
        strstr(ht_change_why(&pair->diff, &pair->diff.changes[0], pair->arena), "the holding or the file"));
}

static void a_frame_that_differs_is_told(void **state) {
    struct pair *pair = *state;
    drop(pair, AFTER);
    expect_change(pair, HT_CHANGE_GONE, HT_CAUSE_DAY);
    pair->scans[AFTER].as_of = pair->scans[BEFORE].as_of;
    pair->scans[AFTER].screen_sha256 = "other";
    expect_change(pair, HT_CHANGE_GONE, HT_CAUSE_SCREEN);
    pair->scans[AFTER].screen_sha256 = "s";
    // A removal that the reference of before knew already, and one that it did not.
    ((struct ht_kept_listing *)pair->scans[BEFORE].parts[HT_KEPT_LISTINGS].items)->delisted_on = date("2026-02-15");
    pair->scans[AFTER].as_of = date("2026-03-01");
    expect_change(pair, HT_CHANGE_GONE, HT_CAUSE_LIST);
    ((struct ht_kept_listing *)pair->scans[BEFORE].parts[HT_KEPT_LISTINGS].items)->delisted_on = (struct ht_date){0};
    pair->scans[AFTER].reference_sha256 = "other";
    expect_change(pair, HT_CHANGE_GONE, HT_CAUSE_REFERENCE);
}

static void nothing_is_claimed_where_nothing_tells(void **state) {
    struct pair *pair = *state;
    drop(pair, AFTER);
    pair->scans[AFTER].as_of = pair->scans[BEFORE].as_of;
    pair->scans[AFTER].sha256 = "a";
    expect_change(pair, HT_CHANGE_GONE, HT_CAUSE_UNKNOWN);
    assert_non_null(strstr(ht_change_why(&pair->diff, &pair->diff.changes[0], pair->arena), "nothing that is kept"));
}

static void a_decision_moves_a_possible_row(void **state) {
    struct pair *pair = *state;
    position(pair, BEFORE)->category = "possible";
    position(pair, BEFORE)->counted = false;
    struct ht_kept_decision *row = ht_kept_add(&pair->scans[AFTER], HT_KEPT_DECISIONS, pair->arena);
    *row = (struct ht_kept_decision){.key = "isin:ONE", .entity = "acme", .state = "accepted"};
    pair->scans[AFTER].reference_sha256 = "other";
    expect_change(pair, HT_CHANGE_MOVED, HT_CAUSE_DECISION);
}

static void other_codes_for_one_security_are_no_sale(void **state) {
    struct pair *pair = *state;
    position(pair, BEFORE)->isin = NULL;
    position(pair, BEFORE)->key = "sedol:2000019";
    position(pair, BEFORE)->sedol = position(pair, AFTER)->sedol = "2000019";
    compare(pair);
    assert_int_equal(pair->diff.change_count, 0);
    // Two codes that contradict each other are two securities.
    position(pair, BEFORE)->isin = "TWO";
    compare(pair);
    assert_int_equal(pair->diff.change_count, 2);
}

// --- events

static size_t events(struct pair *pair, const char *rules_text, const char *part) {
    struct ht_event_rules rules;
    struct ht_error err;
    assert_int_equal(ht_event_rules_read(rules_text, pair->arena, &rules, &err), HT_OK);
    compare(pair);
    pair->events = (struct ht_event_list){0};
    ht_events_find(&rules, &pair->diff, pair->arena, &pair->events);
    if (pair->events.count && part && !strstr(pair->events.items[0].what.text, part))
        fail_msg("not said: %s, but: %s", part, pair->events.items[0].what.text);
    return pair->events.count;
}

static const char ALL[] =
    "new,grown:0.1,possible,new-list-entry,coverage:95,zero-rows,missing-fund,stale-holdings:30,stale-list:30,due:30";

static void what_was_so_before_is_no_event(void **state) {
    struct pair *pair = *state;
    assert_int_equal(events(pair, ALL, NULL), 0);
    pair->scans[BEFORE].comparable_pct = pair->scans[AFTER].comparable_pct = amount("10.000000");
    pair->scans[BEFORE].rows_positions = pair->scans[AFTER].rows_positions = 0;
    pair->scans[BEFORE].holdings_date = pair->scans[AFTER].holdings_date = date("2020-01-01");
    position(pair, BEFORE)->category = position(pair, AFTER)->category = "possible";
    position(pair, BEFORE)->counted = position(pair, AFTER)->counted = false;
    assert_int_equal(events(pair, ALL, NULL), 0);
}

static void a_weight_grows_by_points(void **state) {
    struct pair *pair = *state;
    pair->scans[AFTER].counted_long_pct = amount("1.099999");
    assert_int_equal(events(pair, "grown:0.1", NULL), 0);
    pair->scans[AFTER].counted_long_pct = amount("1.100000");
    assert_int_equal(events(pair, "grown:0.1", "1.100000 % of the fund, before 1.000000 %"), 1);
    pair->scans[AFTER].counted_long_pct = amount("0.100000");
    assert_int_equal(events(pair, "grown:0", NULL), 0);
    pair->scans[AFTER].counted_long_pct = ht_amount_unknown();
    assert_int_equal(events(pair, "grown:5", "not known"), 1);
    pair->scans[BEFORE].counted_long_pct = ht_amount_unknown();
    assert_int_equal(events(pair, "grown:0", NULL), 0);
}

static void limits_are_events_when_they_are_passed(void **state) {
    struct pair *pair = *state;
    pair->scans[AFTER].comparable_pct = amount("93.999999");
    assert_int_equal(events(pair, "coverage:95", "before 97.000000 %"), 1);
    pair->scans[AFTER].comparable_pct = amount("94.000000");
    assert_int_equal(events(pair, "coverage:95", NULL), 0);
    pair->scans[AFTER].rows_positions = 0;
    assert_int_equal(events(pair, "zero-rows", "before 5"), 1);
    pair->scans[AFTER].holdings_date = date("2026-01-31");
    assert_int_equal(events(pair, "stale-holdings:29", NULL), 0);
    assert_int_equal(events(pair, "stale-holdings:28", "29 days before 2026-03-01"), 1);
    pair->scans[AFTER].holdings_date = (struct ht_date){0};
    assert_int_equal(events(pair, "stale-holdings:9999", "no date any more"), 1);
}

static void a_day_to_divest_by_comes_near(void **state) {
    struct pair *pair = *state;
    struct ht_kept_listing *rows[2] = {pair->scans[0].parts[HT_KEPT_LISTINGS].items,
                                       pair->scans[1].parts[HT_KEPT_LISTINGS].items};
    rows[0]->divest_by = rows[1]->divest_by = date("2026-03-31");
    assert_int_equal(events(pair, "due:29", NULL), 0);
    assert_int_equal(events(pair, "due:30", "30 days from 2026-03-01"), 1);
    assert_int_equal(events(pair, "due:58", NULL), 0);
}

static void a_list_becomes_old(void **state) {
    struct pair *pair = *state;
    for (int side = BEFORE; side <= AFTER; side++) {
        struct ht_kept_list *list = ht_kept_add(&pair->scans[side], HT_KEPT_LISTS, pair->arena);
        *list = (struct ht_kept_list){"LIST", NULL, date("2026-01-01"), 1, 1};
    }
    assert_int_equal(events(pair, "stale-list:31", "59 days before 2026-03-01"), 1);
    assert_int_equal(events(pair, "stale-list:30", NULL), 0);
    assert_int_equal(events(pair, "stale-list:59", NULL), 0);
}

static void a_new_entry_is_told_of_what_is_held(void **state) {
    struct pair *pair = *state;
    struct ht_position other = {.isin = "TWO", .name = "TWO"};
    add_listing(pair, AFTER, "OTHER", "2026-02-20");
    assert_int_equal(events(pair, "new-list-entry", "Acme is on OTHER since 2026-02-20"), 1);
    assert_int_equal(events(pair, "new", NULL), 0);
    // Bought only now, with all that its company is listed on.
    drop(pair, BEFORE);
    hold(pair, BEFORE, &other, 1);
    assert_int_equal(events(pair, "new-list-entry", NULL), 0);
    assert_int_equal(events(pair, "new", "the holding"), 1);
}

static void rules_are_read_whole(void **state) {
    struct pair *pair = *state;
    static const char *const WRONG[] = {
        "",        "old",        "new:1",        "grown",     "grown:-1", "grown:x",
        "due:1.5", "due:999999", "coverage:101", "coverage:", "new;due",  "stale-holdings:1e2"};
    struct ht_event_rules rules;
    struct ht_error err;
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
        if (ht_event_rules_read(WRONG[i], pair->arena, &rules, &err) == HT_OK)
            fail_msg("'%s' was taken", WRONG[i]);
    assert_int_equal(ht_event_rules_read("new, possible", pair->arena, &rules, &err), HT_OK);
    assert_false(ht_event_rules_need_day(&rules));
    assert_int_equal(ht_event_rules_read(ALL, pair->arena, &rules, &err), HT_OK);
    assert_true(ht_event_rules_need_day(&rules));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(nothing_differs_between_the_same),
        TEST(a_price_is_told_from_a_holding),
        TEST(both_parts_add_up_to_the_change),
        TEST(lots_are_added_up),
        TEST(currencies_are_never_compared_by_value),
        TEST(what_was_bought_is_told_from_what_was_listed),
        TEST(a_name_alone_may_be_another_class),
        TEST(a_frame_that_differs_is_told),
        TEST(nothing_is_claimed_where_nothing_tells),
        TEST(a_decision_moves_a_possible_row),
        TEST(other_codes_for_one_security_are_no_sale),
        TEST(what_was_so_before_is_no_event),
        TEST(a_weight_grows_by_points),
        TEST(limits_are_events_when_they_are_passed),
        TEST(a_day_to_divest_by_comes_near),
        TEST(a_list_becomes_old),
        TEST(a_new_entry_is_told_of_what_is_held),
        TEST(rules_are_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
