// SPDX-License-Identifier: GPL-3.0-or-later
// Each list reaches by its own rule, as dated data: one graph, different answers; and the same list on other days.
#include "small_reference.h"

#include "holdtrace/ownership.h"

static void add_lists(struct small_reference *small) {
    static const char *const lists[] = {"OFAC", "CMIC", "EU", "UK", "BIS", "FCC", "CA"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        small_row(small, SMALL_LISTS,
                  ht_arena_format(small->arena, "%s,%s,An authority,US,list,,,,,", lists[i], lists[i]));
    small_row(small, SMALL_REACH, "OFAC,ofac_50_percent,50,y,y,y,n,n,2014-08,,FAQ 401");
    small_row(small, SMALL_REACH, "CMIC,cmic_listed_only,,,,,y,n,2021-06-03,,FAQ 857");
    small_row(small, SMALL_REACH, "EU,eu_more_than_50,50,n,,,n,n,,2024-07-02,Best Practices");
    small_row(small, SMALL_REACH, "EU,eu_50_or_more,50,y,y,,n,n,2024-07-03,,Best Practices of 2024-07-03");
    small_row(small, SMALL_REACH, "UK,uk_more_than_50,50,n,n,,n,n,,,OFSI guidance");
    small_row(small, SMALL_REACH, "BIS,names_only,,,,,n,y,,2025-09-28,guidance");
    small_row(small, SMALL_REACH, "BIS,bis_affiliates_50,50,y,y,y,n,n,2025-09-29,2025-11-09,interim final rule");
    small_row(small, SMALL_REACH, "BIS,names_only,,,,,n,y,2025-11-10,2026-11-09,suspension");
    small_row(small, SMALL_REACH, "BIS,unknown,,,,,,,2026-11-10,,not found");
    small_row(small, SMALL_REACH, "FCC,named_with_subsidiaries_and_affiliates,,,,,n,n,2021-03-12,,Covered List");
}

static void add_designation(struct small_reference *small, const char *list, const char *entity) {
    small_entity(small, entity, "company");
    small_row(small, SMALL_DESIGNATIONS,
              ht_arena_format(small->arena, "%s,%s,%s,,2014-08-15,,,,in_force,,a citation,official,s", list, entity,
                              entity));
}

// What ENTITY's designation on LIST says of ISSUER on DAY.
static struct ht_reach reach(struct small_reference *small, const char *list, const char *entity, const char *issuer,
                             const char *day) {
    struct ht_designations all = ht_reference_designations(small->ref, small_get(small, entity));
    for (size_t i = 0; i < all.count; i++)
        if (strcmp(all.items[i].list->id, list) == 0)
            return ht_reach_of(small->ref, &all.items[i], NULL, small_get(small, issuer), small_date(day),
                               small->arena);
    fail_msg("%s is not on %s", entity, list);
    return (struct ht_reach){0};
}

static void exactly_half_by_list_and_date(void **state) {
    (void)state;
    struct small_reference small = small_new();
    add_lists(&small);
    static const char *const lists[] = {"OFAC", "EU", "UK"};
    for (size_t i = 0; i < 3; i++)
        add_designation(&small, lists[i], "X");
    small_graph(&small, "X 50 A; X 50.01 B");
    small_open(&small);
    static const struct {
        const char *list, *day;
        enum ht_tri half, above;
    } cases[] = {{"OFAC", "2024-01-01", HT_YES, HT_YES},
                 {"EU", "2024-07-02", HT_NO, HT_YES},
                 {"EU", "2024-07-03", HT_YES, HT_YES},
                 {"UK", "2024-01-01", HT_NO, HT_YES},
                 {"UK", "2025-01-01", HT_NO, HT_YES}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_reach half = reach(&small, cases[i].list, "X", "A", cases[i].day);
        struct ht_reach above = reach(&small, cases[i].list, "X", "B", cases[i].day);
        if (half.reaches != cases[i].half || above.reaches != cases[i].above)
            fail_msg("%s on %s: %d, %d (%s)", cases[i].list, cases[i].day, (int)half.reaches, (int)above.reaches,
                     half.why.text);
    }
    assert_string_equal(reach(&small, "EU", "X", "A", "2024-07-02").rule, "eu_more_than_50");
    assert_string_equal(reach(&small, "EU", "X", "A", "2024-07-03").rule, "eu_50_or_more");
    small_close(&small);
}

static void stakes_of_several_listed_owners(void **state) {
    (void)state;
    struct small_reference small = small_new();
    add_lists(&small);
    static const char *const lists[] = {"OFAC", "EU", "UK"}, *const owners[] = {"X", "Y"};
    for (size_t i = 0; i < 6; i++)
        add_designation(&small, lists[i / 2], owners[i % 2]);
    small_graph(&small, "X 30 A; Y 25 A; X 60 B; Y 0 B; bank 70 C; X 30 C");
    small_open(&small);
    assert_int_equal(reach(&small, "OFAC", "X", "A", "2025-01-01").reaches, HT_YES);
    assert_int_equal(reach(&small, "OFAC", "Y", "A", "2025-01-01").reaches, HT_YES);
    assert_int_equal(reach(&small, "EU", "X", "A", "2025-01-01").reaches, HT_YES);
    // How the EU added stakes before is not known, so that 30 and 25 leave it open.
    assert_int_equal(reach(&small, "EU", "X", "A", "2024-01-01").reaches, HT_UNKNOWN);
    assert_int_equal(reach(&small, "UK", "X", "A", "2025-01-01").reaches, HT_NO);
    // Y holds nothing of B: it is X's listing that reaches it.
    assert_int_equal(reach(&small, "OFAC", "X", "B", "2025-01-01").reaches, HT_YES);
    assert_int_equal(reach(&small, "OFAC", "Y", "B", "2025-01-01").reaches, HT_NO);
    assert_int_equal(reach(&small, "OFAC", "X", "C", "2025-01-01").reaches, HT_NO);
    small_close(&small);
}

static void the_purchase_ban_reaches_the_listed_alone(void **state) {
    (void)state;
    struct small_reference small = small_new();
    add_lists(&small);
    add_designation(&small, "OFAC", "X");
    add_designation(&small, "CMIC", "X");
    add_designation(&small, "CMIC", "L");
    small_graph(&small, "X 50 A; A 50 B; X 100 L");
    small_open(&small);
    static const struct {
        const char *issuer;
        enum ht_tri ofac, cmic;
    } cases[] = {{"X", HT_YES, HT_YES}, {"A", HT_YES, HT_NO}, {"B", HT_YES, HT_NO}, {"L", HT_YES, HT_YES}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(reach(&small, "OFAC", "X", cases[i].issuer, "2025-01-01").reaches, cases[i].ofac);
        assert_int_equal(reach(&small, "CMIC", "X", cases[i].issuer, "2025-01-01").reaches, cases[i].cmic);
    }
    assert_string_equal(reach(&small, "CMIC", "X", "A", "2025-01-01").why.text,
                        "CMIC reaches a subsidiary only if it is itself listed; A is not");
    small_close(&small);
}

// Majority, control and the economic share, side by side, as for CETC and Hikvision.
static void control_below_half(void **state) {
    (void)state;
    struct small_reference small = small_new();
    add_lists(&small);
    add_designation(&small, "OFAC", "CETC");
    add_designation(&small, "BIS", "CETC");
    add_designation(&small, "FCC", "CETC");
    add_designation(&small, "CA", "CETC");
    small_graph(&small, "CETC 100 CETHIK; CETHIK 36.4808 Hikvision; Hikvision 48 EZVIZ");
    small_stake(&small, "CETC", "Hikvision", "40.91", "voting", SMALL_PLAIN);
    small_stake(&small, "CETC", "Hikvision", "", "control", SMALL_PLAIN);
    small_stake(&small, "CETHIK", "EZVIZ", "", "control", SMALL_PLAIN);
    small_open(&small);
    struct ht_reach ofac = reach(&small, "OFAC", "CETC", "Hikvision", "2026-01-01");
    assert_int_equal(ofac.reaches, HT_NO);
    assert_string_equal(ofac.rule, "ofac_50_percent");
    assert_string_equal(ofac.why.text, "CETC controls Hikvision below 50 %: no 50 % rule reaches it, control does");
    assert_int_equal(reach(&small, "OFAC", "CETC", "CETHIK", "2026-01-01").reaches, HT_YES);
    // EZVIZ is controlled through Hikvision, whose share is stated: below half, not unknown.
    assert_int_equal(reach(&small, "OFAC", "CETC", "EZVIZ", "2026-01-01").reaches, HT_NO);
    assert_int_equal(reach(&small, "FCC", "CETC", "Hikvision", "2026-01-01").reaches, HT_YES);
    struct ht_reach unknown = reach(&small, "CA", "CETC", "Hikvision", "2026-01-01");
    assert_int_equal(unknown.reaches, HT_UNKNOWN);
    assert_null(unknown.rule);
    small_close(&small);
}

static void a_rule_that_came_and_was_suspended(void **state) {
    (void)state;
    struct small_reference small = small_new();
    add_lists(&small);
    add_designation(&small, "BIS", "X");
    small_graph(&small, "X 50 A; O 60 X");
    small_open(&small);
    static const struct {
        const char *day;
        enum ht_tri reaches;
        const char *rule;
    } cases[] = {{"2025-09-28", HT_NO, "names_only"},
                 {"2025-09-29", HT_YES, "bis_affiliates_50"},
                 {"2025-11-09", HT_YES, "bis_affiliates_50"},
                 {"2025-11-10", HT_NO, "names_only"},
                 {"2026-11-10", HT_UNKNOWN, NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_reach found = reach(&small, "BIS", "X", "A", cases[i].day);
        assert_int_equal(found.reaches, cases[i].reaches);
        assert_true(found.rule ? cases[i].rule && strcmp(found.rule, cases[i].rule) == 0 : !cases[i].rule);
        assert_non_null(found.why.text);
    }
    // No rule reaches upwards.
    assert_int_equal(reach(&small, "BIS", "X", "O", "2025-10-01").reaches, HT_NO);
    assert_int_equal(reach(&small, "BIS", "X", "X", "2026-11-10").reaches, HT_YES);
    assert_int_equal(reach(&small, "BIS", "X", "X", "2010-01-01").reaches, HT_NO);
    small_close(&small);
}

// "id basis; ..." of what a screen of LIST selects on DAY.
static const char *targets_on(struct small_reference *small, const char *list, const char *day) {
    struct ht_screen screen = small_screen(small, "", list);
    struct ht_targets *targets = small_targets(small, &screen, small_date(day));
    const char *text = "";
    for (size_t i = 0; i < ht_targets_count(targets); i++)
        text = ht_arena_format(small->arena, "%s%s%s %s", text, i ? "; " : "", ht_targets_at(targets, i)->entity->id,
                               ht_basis_name(ht_targets_at(targets, i)->basis));
    return text;
}

// The section 1260H list as it stood: additions, a contested removal, a company listed again under its new name.
static void four_days_four_answers(void **state) {
    (void)state;
    static const char *const rows[] = {
        "MIL,hikvision,Hikvision,military,2021-06-03,,,,in_force,,a release,official,s",
        "MIL,dahua,Dahua,military,2022-10-05,,,,in_force,,a release,official,s",
        "MIL,sun_create,Anhui Sun Create,military,2025-01-07,,,2026-02-17,disputed,,a notice,official,s",
        "MIL,westone,Chengdu Westone,military,2025-01-07,,,,in_force,,a notice,official,s",
        "MIL,westone,CETC Cyberspace Security,military,2026-06-08,,,,in_force,,a later notice,official,s",
        "MIL,cetc_14,14th Research Institute,military,2026-06-08,,,,in_force,,a later notice,official,s",
    };
    static const char *const ids[] = {"hikvision", "dahua", "sun_create", "westone", "cetc_14"};
    struct small_reference small = small_new();
    small_row(&small, SMALL_LISTS, "MIL,A list,An authority,US,list,,,,,");
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        small_entity(&small, ids[i], "company");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        small_row(&small, SMALL_DESIGNATIONS, rows[i]);
    small_open(&small);
    assert_string_equal(targets_on(&small, "MIL", "2024-12-31"), "dahua listed; hikvision listed");
    assert_string_equal(targets_on(&small, "MIL", "2025-06-30"),
                        "dahua listed; hikvision listed; sun_create listed; westone listed");
    assert_string_equal(targets_on(&small, "MIL", "2026-03-01"),
                        "dahua listed; hikvision listed; sun_create disputed; westone listed");
    assert_string_equal(targets_on(&small, "MIL", "2026-07-01"),
                        "cetc_14 listed; dahua listed; hikvision listed; sun_create disputed; westone listed");
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exactly_half_by_list_and_date),
        cmocka_unit_test(stakes_of_several_listed_owners),
        cmocka_unit_test(the_purchase_ban_reaches_the_listed_alone),
        cmocka_unit_test(control_below_half),
        cmocka_unit_test(a_rule_that_came_and_was_suspended),
        cmocka_unit_test(four_days_four_answers),
    };
    return cmocka_run_group_tests_name("reach", tests, NULL, NULL);
}
