// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Standing stakes, majorities and ties. The structures named O1 to O11 are the examples of OFAC FAQ 398 to 402 and
 * of those who test against them; section numbers are not repeated here, each case says what it shows.
 */
#include "small_reference.h"

#include "holdtrace/ownership.h"

static const struct ht_majority_rule OFAC = {{50, 0}, true, true, true};

// Whether ENTITY is among the names of the comma list CONTEXT.
static bool is_named(const void *context, const struct ht_entity *entity) {
    const char *list = context, *found = strstr(list, entity->id);
    size_t len = strlen(entity->id);
    return found && (found == list || found[-1] == ',') && (found[len] == '\0' || found[len] == ',');
}

static struct ht_majority ask(struct small_reference *small, const char *entity, const char *seeds,
                              struct ht_majority_rule rule) {
    return ht_majority_reach(small->ref, small_get(small, entity), small_date("2026-01-01"), rule, is_named, seeds,
                             small->arena);
}

struct example {
    const char *name, *graph, *seeds;
    const char *reached, *not_reached; // comma lists
};

static const struct example OFAC_EXAMPLES[] = {
    {"O1: a chain counts whole stakes", "X 50 A; A 50 B", "X", "A,B", ""},
    {"O2: two reached owners add up", "X 50 A; X 50 B; A 25 C; B 25 C", "X", "A,B,C", ""},
    {"O3: direct and indirect add up", "X 50 A; X 10 B; A 40 B", "X", "A,B", ""},
    {"O4: two blocked persons add up", "X 25 A; Y 25 A", "X,Y", "A", ""},
    {"O5: an owner not reached adds nothing", "X 50 A; X 25 B; A 25 C; B 25 C", "X", "A", "B,C"},
    {"O6: two owners not reached", "X 25 A; X 25 B; A 50 C; B 50 C", "X", "", "A,B,C"},
    {"O7: 45 is below", "X 15 A; Y 15 A; Z 15 A", "X,Y,Z", "", "A"},
    {"O8: an ordinary owner adds nothing", "X 30 A; bank 30 A", "X", "", "A"},
    {"O9: one stake in two sources", "X 30 A; X 30 A", "X", "", "A"},
    {"O10: one owner alone", "X 55 A; Y 20 A", "X,Y", "A", ""},
    {"O11: aggregate within a chain", "W 60 X; X 30 B; Y 20 B; B 50 C", "W,Y", "X,B,C", ""},
    {"half to the last digit", "P 15 A; Q 15 A; R 15 A; S 5 A", "P,Q,R,S", "A", ""},
    {"ten times five", "A0 5 A; A1 5 A; A2 5 A; A3 5 A; A4 5 A; A5 5 A; A6 5 A; A7 5 A; A8 5 A; A9 5 A",
     "A0,A1,A2,A3,A4,A5,A6,A7,A8,A9", "A", ""},
    {"five times nine and five", "B0 9 A; B1 9 A; B2 9 A; B3 9 A; B4 9 A; B5 5 A", "B0,B1,B2,B3,B4,B5", "A", ""},
    {"a hair below half", "X 49.999999999999 A", "X", "", "A"},
    {"a ring is entered from outside", "X 50 A; A 60 B; B 50 A", "X", "A,B", ""},
    {"a ring lifts nobody by itself", "X 10 A; A 60 B; B 40 A", "X", "", "A,B"},
};

static void expect_all(struct small_reference *small, const struct example *example, const char *list,
                       enum ht_tri expected) {
    size_t count;
    const char **ids = ht_text_split(small->arena, list, ',', &count);
    for (size_t i = 0; i < count; i++) {
        enum ht_tri reached = ask(small, ids[i], example->seeds, OFAC).reached;
        if (reached != expected)
            fail_msg("%s: %s is %d, not %d", example->name, ids[i], (int)reached, (int)expected);
    }
}

static void half_owned_by_listed_owners(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof OFAC_EXAMPLES / sizeof *OFAC_EXAMPLES; i++) {
        struct small_reference small = small_new();
        small_graph(&small, OFAC_EXAMPLES[i].graph);
        small_open(&small);
        expect_all(&small, &OFAC_EXAMPLES[i], OFAC_EXAMPLES[i].reached, HT_YES);
        expect_all(&small, &OFAC_EXAMPLES[i], OFAC_EXAMPLES[i].not_reached, HT_NO);
        small_close(&small);
    }
}

static void names_the_smallest_set_that_decides(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "X 55 A; Y 20 A; X 30 B; Y 20 B; Z 15 B; A 50 C");
    small_open(&small);
    struct ht_majority a = ask(&small, "A", "X,Y,Z", OFAC), b = ask(&small, "B", "X,Y,Z", OFAC);
    struct ht_majority c = ask(&small, "C", "X,Y,Z", OFAC), x = ask(&small, "X", "X,Y,Z", OFAC);
    assert_int_equal(a.by_count, 1);
    assert_string_equal(a.by[0]->id, "X");
    assert_int_equal(b.by_count, 2);
    assert_string_equal(b.by[0]->id, "X");
    assert_string_equal(b.by[1]->id, "Y");
    assert_int_equal(a.depth, 1);
    assert_int_equal(c.depth, 2);
    assert_int_equal(x.reached, HT_YES);
    assert_int_equal(x.depth, 0);
    small_close(&small);
}

static void one_graph_has_an_answer_for_each_rule(void **state) {
    (void)state;
    struct small_reference small = small_new();
    struct ht_majority_rule strict = {{50, 0}, false, true, true}, alone = {{50, 0}, true, false, true},
                            flat = {{50, 0}, true, true, false};
    small_graph(&small, "X 50 A; A 50 B; X 25 C; Y 25 C");
    small_open(&small);
    assert_int_equal(ask(&small, "A", "X,Y", strict).reached, HT_NO);
    assert_int_equal(ask(&small, "C", "X,Y", alone).reached, HT_NO);
    assert_int_equal(ask(&small, "A", "X,Y", flat).reached, HT_YES);
    assert_int_equal(ask(&small, "B", "X,Y", flat).reached, HT_NO);
    small_close(&small);
}

static void what_is_not_known_is_not_decided(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "X 45-55 A; X 10-15 B; A 60 C");
    small_stake(&small, "X", "D", "", "economic", SMALL_PLAIN);
    small_stake(&small, "X", "E", "", "control", SMALL_PLAIN);
    small_stake(&small, "X", "F", "60", "economic", "ordinary,closed,,,,from-knowledge,s");
    small_stake(&small, "X", "G", "60", "economic", "ordinary,planned,,,,official,s");
    small_stake(&small, "X", "H", "60", "economic", "ordinary,pending,,,,official,s");
    small_open(&small);
    static const struct {
        const char *entity;
        enum ht_tri reached;
    } cases[] = {{"A", HT_UNKNOWN}, {"B", HT_NO}, {"C", HT_UNKNOWN}, {"D", HT_UNKNOWN},
                 {"E", HT_UNKNOWN}, {"F", HT_NO}, {"G", HT_NO},      {"H", HT_NO}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (ask(&small, cases[i].entity, "X", OFAC).reached != cases[i].reached)
            fail_msg("%s is not %d", cases[i].entity, (int)cases[i].reached);
    small_close(&small);
}

// A group's votes hold those of its members: 40.91 is 36.48 and a little more, never 77.
static void a_group_total_is_not_added_to_its_members(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "group 100 member; member 36.4808 firm; P 30 other");
    small_stake(&small, "group", "firm", "40.91", "voting", SMALL_PLAIN);
    small_stake(&small, "group", "firm", "", "control", SMALL_PLAIN);
    small_stake(&small, "Q", "other", "30", "voting", SMALL_PLAIN);
    small_open(&small);
    assert_int_equal(ask(&small, "member", "group", OFAC).reached, HT_YES);
    assert_int_equal(ask(&small, "firm", "group", OFAC).reached, HT_NO);
    // Of strangers, votes may be capital too: then 60 are possible.
    assert_int_equal(ask(&small, "other", "P,Q", OFAC).reached, HT_UNKNOWN);
    small_close(&small);
}

static const struct ht_stake *stake_of(struct small_reference *small, const char *owner, const char *owned,
                                       const char *as_of) {
    struct ht_stakes stakes =
        ht_ownership_standing(small->ref, small_get(small, owned), false, small_date(as_of), small->arena);
    const struct ht_stake *found = NULL;
    for (size_t i = 0; i < stakes.count; i++)
        if (strcmp(stakes.items[i].owner->id, owner) == 0) {
            assert_null(found);
            found = &stakes.items[i];
        }
    return found;
}

static void expect_share(const struct ht_stake *stake, const char *min, const char *max) {
    char text[HT_DECIMAL_TEXT];
    assert_non_null(stake);
    assert_true(stake->percent_min.known && stake->percent_max.known);
    assert_string_equal(ht_decimal_text(stake->percent_min.number, text), min);
    assert_string_equal(ht_decimal_text(stake->percent_max.number, text), max);
}

static void the_latest_statement_stands(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_stake(&small, "X", "A", "41.55", "economic", "ordinary,closed,,,2017-12-31,official,s");
    small_stake(&small, "X", "A", "38.88", "economic", "ordinary,closed,,,2022,official,s");
    small_stake(&small, "X", "A", "40.91", "economic", "ordinary,closed,,,2023-10-17,official,s");
    small_stake(&small, "X", "J", "49", "economic",
                "joint_venture,closed,2016-05-01,2024-09-03,2024-05-24,official,s");
    small_stake(&small, "X", "J", "19", "economic", "joint_venture,closed,2024-09-04,,2025-11-17,official,s");
    small_stake(&small, "X", "S", "30", "economic", "ordinary,closed,,,2019,official,s");
    small_stake(&small, "X", "S", "3", "economic", "ordinary,closed,2023-07-06,2023-07-20,2023-07-06,official,s");
    small_stake(&small, "X", "T", "30", "economic", "ordinary,closed,,,2020-01-01,official,s");
    small_stake(&small, "X", "T", "34", "economic", "ordinary,closed,,,2020-01-01,single-source,s");
    small_open(&small);
    assert_null(stake_of(&small, "X", "A", "2017-12-30"));
    expect_share(stake_of(&small, "X", "A", "2020-06-01"), "41.55", "41.55");
    expect_share(stake_of(&small, "X", "A", "2022-06-01"), "38.88", "38.88");
    expect_share(stake_of(&small, "X", "A", "2026-01-01"), "40.91", "40.91");
    expect_share(stake_of(&small, "X", "J", "2020-01-01"), "49", "49");
    expect_share(stake_of(&small, "X", "J", "2024-09-03"), "49", "49");
    expect_share(stake_of(&small, "X", "J", "2024-09-04"), "19", "19");
    // What was sold does not come back with an older statement.
    assert_null(stake_of(&small, "X", "S", "2024-01-01"));
    // Sources that differ on one day make a range.
    expect_share(stake_of(&small, "X", "T", "2024-01-01"), "30", "34");
    small_close(&small);
}

// "category target owner>owned owner>owned; ..." of all ties of ISSUER under a screen that names TARGETS.
static const char *ties_with(struct small_reference *small, const char *issuer, const struct ht_screen *screen) {
    struct ht_date as_of = small_date("2026-01-01");
    struct ht_ties ties = ht_ownership_ties(small->ref, small_targets(small, screen, as_of), screen,
                                            small_get(small, issuer), as_of, small->arena);
    struct ht_buffer text = {0};
    for (size_t i = 0; i < ties.count; i++) {
        ht_buffer_format(&text, "%s%s %s", i ? "; " : "", ht_category_name(ties.items[i].category),
                         ties.items[i].target->entity->id);
        for (size_t s = 0; s < ties.items[i].path.count; s++) {
            const struct ht_step *step = &ties.items[i].path.steps[s];
            ht_buffer_format(&text, " %s %s %s", step->owner->id,
                             step->relation ? step->relation : ht_link_name(step->link), step->owned->id);
        }
    }
    for (size_t i = 0; i < ties.doubt_count; i++)
        ht_buffer_format(&text, "%s? %s %s", text.len ? "; " : "", ht_category_name(ties.doubts[i].category),
                         ties.doubts[i].why.text);
    const char *copy = ht_arena_string(small->arena, text.data ? text.data : "");
    ht_buffer_free(&text);
    return copy;
}

static const char *ties_of(struct small_reference *small, const char *issuer, const char *targets) {
    struct ht_screen screen = small_screen(small, targets, "");
    return ties_with(small, issuer, &screen);
}

static void ties_by_ownership_and_control(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_entity(&small, "state", "state_body");
    small_graph(&small, "group 100 member; member 36.4808 firm; firm 48 child; T 30 joint; U 30 joint; holder 60 T");
    small_graph(&small, "X 55 more; Y 20 more; X 50 even; Y 50 even");
    small_stake(&small, "group", "firm", "", "control", SMALL_PLAIN);
    small_stake(&small, "firm", "child", "", "control", SMALL_PLAIN);
    small_stake(&small, "state", "group", "", "control", SMALL_PLAIN);
    small_stake(&small, "state", "unrelated", "", "control", SMALL_PLAIN);
    small_stake(&small, "T", "voted", "51", "voting", SMALL_PLAIN);
    small_stake(&small, "holder", "state_shop", "", "control", "ordinary,closed,,,,vendor,s");
    small_stake(&small, "T", "vendor_child", "", "control", "ordinary,closed,,,,vendor,s");
    small_open(&small);
    assert_string_equal(ties_of(&small, "firm", "group"), "controlled group group controls firm; "
                                                          "minority group group owns member member owns firm");
    assert_string_equal(ties_of(&small, "child", "group"),
                        "controlled group group controls firm firm controls child; "
                        "minority group group owns member member owns firm firm owns child");
    assert_string_equal(ties_of(&small, "firm", "group,firm"), "direct firm; controlled group group controls firm; "
                                                               "minority group group owns member member owns firm");
    assert_string_equal(ties_of(&small, "member", "group"), "owned group group owns member");
    assert_string_equal(ties_of(&small, "joint", "T,U"), "owned T T owns joint; owned U U owns joint");
    // Y adds to what X owns, and would not be enough without it.
    assert_string_equal(ties_of(&small, "more", "X,Y"), "owned X X owns more; minority Y Y owns more");
    assert_string_equal(ties_of(&small, "even", "X,Y"), "owned X X owns even; owned Y Y owns even");
    assert_string_equal(ties_of(&small, "voted", "T"), "controlled T T votes voted");
    assert_string_equal(ties_of(&small, "holder", "T"), "parent T holder owns T; stake T holder owns T");
    assert_string_equal(ties_of(&small, "group", "child"), "parent child group controls firm firm controls child");
    // A state body that no screen names heads nobody, neither as a parent nor as a way to its other companies.
    assert_string_equal(ties_of(&small, "state", "group"), "");
    assert_string_equal(ties_of(&small, "unrelated", "group"), "");
    assert_string_equal(ties_of(&small, "unrelated", "state"), "controlled state state controls unrelated");
    // A vendor's field links what it names itself, and carries no chain.
    assert_string_equal(ties_of(&small, "vendor_child", "T"), "controlled T T controls vendor_child");
    assert_string_equal(ties_of(&small, "vendor_child", "holder"), "");
    assert_string_equal(ties_of(&small, "holder", "state_shop"), "");
    small_close(&small);
}

// As for EZVIZ: a shareholder's chain is printed before that of who controls him, and a vendor's word is the last.
static void the_best_of_several_chains(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "group 100 a_member; a_member 36.4808 firm; firm 48 child");
    small_stake(&small, "group", "firm", "", "control", SMALL_PLAIN);
    small_stake(&small, "firm", "child", "", "control", SMALL_PLAIN);
    small_stake(&small, "a_member", "child", "", "control", SMALL_PLAIN);
    small_stake(&small, "group", "child", "", "control", "ordinary,closed,,,,vendor,s");
    small_open(&small);
    assert_string_equal(ties_of(&small, "child", "group"),
                        "controlled group group controls firm firm controls child; "
                        "minority group group owns a_member a_member owns firm firm owns child");
    small_close(&small);
}

static void ties_of_one_step(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "T 6 low; T 6 mid; U 4 mid; T 8-12 range; ten 10 T; nine 9.99 T; V 49 jv");
    small_stake(&small, "ranged", "T", "8-12", "economic", SMALL_PLAIN);
    small_stake(&small, "lab_founder", "T", "", "", "founder,closed,2017,,2017,official,s");
    small_stake(&small, "partner", "T", "5", "economic", "joint_venture,closed,,,,official,s");
    small_stake(&small, "fellow", "shared", "40", "economic", "joint_venture,closed,,,,official,s");
    small_stake(&small, "T", "shared", "60", "economic", "joint_venture,closed,,,,official,s");
    small_entity(&small, "seller", "company");
    small_row(&small, SMALL_RELATIONS, "seller,supplier,T,chips,2024,2020,,official,s,");
    small_row(&small, SMALL_RELATIONS, "T,research_partner,seller,,2024,2020,,official,s,");
    small_row(&small, SMALL_RELATIONS, "seller,other,U,,2024,2020,,official,s,");
    small_row(&small, SMALL_RELATIONS, "seller,supplier,V,,2019,2018,2020,official,s,");
    small_row(&small, SMALL_RELATIONS, "seller,customer,jv,,2024,,,from-knowledge,s,");
    small_open(&small);
    assert_string_equal(ties_of(&small, "low", "T"), "");
    assert_string_equal(ties_of(&small, "mid", "T,U"), "minority T T owns mid; minority U U owns mid");
    assert_string_equal(ties_of(&small, "range", "T"), "? minority T holds 8 to 12 % of range");
    assert_string_equal(ties_of(&small, "ten", "T"), "stake T ten owns T");
    assert_string_equal(ties_of(&small, "nine", "T"), "");
    assert_string_equal(ties_of(&small, "ranged", "T"), "? stake ranged holds 8 to 12 % of T");
    assert_string_equal(ties_of(&small, "lab_founder", "T"), "stake T lab_founder founded T");
    assert_string_equal(ties_of(&small, "partner", "T"), "stake T partner joint_venture T");
    assert_string_equal(ties_of(&small, "fellow", "T"), "stake T fellow joint_venture shared T joint_venture shared");
    assert_string_equal(ties_of(&small, "seller", "T,U,V,jv"),
                        "linked T T research_partner seller; linked T seller supplier T");
    small_close(&small);
}

static void stakes_too_old_for_the_screen_are_open(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_stake(&small, "T", "A", "60", "economic", "ordinary,closed,,,2015-01-01,official,s");
    small_stake(&small, "T", "B", "60", "economic", "ordinary,closed,,,2025-12-01,official,s");
    small_open(&small);
    struct ht_screen screen = small_screen(&small, "T", "");
    screen.max_age_days = 365;
    assert_string_equal(ties_with(&small, "B", &screen), "owned T T owns B");
    const char *old = ties_with(&small, "A", &screen);
    assert_int_equal(strncmp(old, "? owned T holds 60 % of A (stated for 2015-01-01, too long ago", 62), 0);
    screen.max_age_days = 0;
    assert_string_equal(ties_with(&small, "A", &screen), "owned T T owns A");
    small_close(&small);
}

static const char *head(struct small_reference *small, const char *issuer, const char *targets) {
    struct ht_screen screen = small_screen(small, targets, "");
    struct ht_date as_of = small_date("2026-01-01");
    return ht_ownership_head(small->ref, small_targets(small, &screen, as_of), &screen, small_get(small, issuer),
                             as_of, small->arena)
        ->id;
}

static void the_head_of_a_group(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_entity(&small, "state", "state_body");
    small_graph(&small, "top 100 member; member 60 firm; firm 40 minor; ring_b 60 ring_a; ring_a 60 ring_b");
    small_stake(&small, "state", "top", "", "control", SMALL_PLAIN);
    small_open(&small);
    assert_string_equal(head(&small, "firm", "member"), "top");
    assert_string_equal(head(&small, "firm", "state"), "state");
    assert_string_equal(head(&small, "minor", "member"), "minor");
    assert_string_equal(head(&small, "ring_a", "member"), "ring_a");
    assert_string_equal(head(&small, "ring_b", "member"), "ring_a");
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_owned_by_listed_owners),
        cmocka_unit_test(names_the_smallest_set_that_decides),
        cmocka_unit_test(one_graph_has_an_answer_for_each_rule),
        cmocka_unit_test(what_is_not_known_is_not_decided),
        cmocka_unit_test(a_group_total_is_not_added_to_its_members),
        cmocka_unit_test(the_latest_statement_stands),
        cmocka_unit_test(ties_by_ownership_and_control),
        cmocka_unit_test(the_best_of_several_chains),
        cmocka_unit_test(ties_of_one_step),
        cmocka_unit_test(stakes_too_old_for_the_screen_are_open),
        cmocka_unit_test(the_head_of_a_group),
    };
    return cmocka_run_group_tests_name("ownership", tests, NULL, NULL);
}
