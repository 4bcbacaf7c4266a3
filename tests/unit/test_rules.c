// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * All rules side by side, on worked structures: those of OFAC's answers (FAQ 398 to 402) and of others who publish
 * examples, thresholds met to the last digit, days on which rules change, stakes that are not known. Each row says
 * for each rule what is expected, who decides, and how deep.
 */
#include "small_reference.h"

#include "holdtrace/rules.h"

static void add_rules(struct small_reference *small) {
    static const char *const lists[] = {"OFAC", "CMIC", "EU", "UK", "BIS"};
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
}

// "yes X Y 1": reached, the deciding owners, the depth; "no"; "? X": not known, who could decide.
static const char *say(struct small_reference *small, const struct ht_majority *answer) {
    static const char *const WORDS[] = {[HT_UNKNOWN] = "?", [HT_NO] = "no", [HT_YES] = "yes"};
    const char *text = WORDS[answer->reached];
    for (size_t i = 0; i < answer->by_count && answer->reached != HT_NO; i++)
        text = ht_arena_format(small->arena, "%s %s", text, answer->by[i]->id);
    return answer->reached == HT_YES ? ht_arena_format(small->arena, "%s %u", text, answer->depth) : text;
}

static struct ht_rule_readings side_by_side(struct small_reference *small, const struct ht_screen *screen,
                                            const char *entity, const char *day) {
    struct ht_targets *targets = small_targets(small, screen, small_date(day));
    return ht_rules_side_by_side(small->ref, targets, screen, small_get(small, entity), small_date(day),
                                 small->arena);
}

static const struct ht_rule_reading *find(struct ht_rule_readings readings, const char *rule) {
    for (size_t i = 0; i < readings.count; i++)
        if (strcmp(readings.items[i].rule, rule) == 0)
            return &readings.items[i];
    fail_msg("there is no reading by %s", rule);
    return NULL;
}

struct example {
    const char *what, *graph, *targets, *entity;
    const char *ofac, *eu_before, *eu, *uk, *majority;
};

static const struct example EXAMPLES[] = {
    // OFAC's own, and those of the tests that pin them (O1 to O11).
    {"O1, A: exactly half", "X 50 A; A 50 B", "X", "A", "yes X 1", "no", "yes X 1", "no", "no"},
    {"O1, B: the whole stake, not the product", "X 50 A; A 50 B", "X", "B", "yes A 2", "no", "? A", "no", "no"},
    {"O2: 25 and 25 of owners reached", "X 50 A; X 50 B; A 25 C; B 25 C", "X", "C", "yes A B 2", "no", "? A B", "no",
     "no"},
    {"O3: 40 and 10", "X 50 A; X 10 B; A 40 B", "X", "B", "yes A X 1", "no", "? A X", "no", "no"},
    {"O4: two persons", "X 25 A; Y 25 A", "X,Y", "A", "yes X Y 1", "no", "yes X Y 1", "no", "no"},
    {"O5: an owner that is not reached", "X 50 A; X 25 B; A 25 C; B 25 C", "X", "C", "no", "no", "no", "no", "no"},
    {"O6: two owners that are not reached", "X 25 A; X 25 B; A 50 C; B 50 C", "X", "C", "no", "no", "no", "no", "no"},
    {"O7: 45", "X 15 A; Y 15 A; Z 15 A", "X,Y,Z", "A", "no", "no", "no", "no", "no"},
    {"O8: a bank is no blocked person", "X 30 A; bank 30 A", "X", "A", "no", "no", "no", "no", "no"},
    {"O9: one stake told twice", "X 30 A; X 30 A", "X", "A", "no", "no", "no", "no", "no"},
    {"O10: one alone, and another beside it", "X 55 A; Y 20 A", "X,Y", "A", "yes X 1", "yes X 1", "yes X 1",
     "yes X 1", "yes X 1"},
    {"O11: several at each level", "W 60 X; X 30 B; Y 20 B; B 50 C", "W,Y", "C", "yes B 2", "no", "? B", "no", "no"},
    // A company of which less than half is held (ofac.treasury.gov/faqs/398).
    {"49", "X 49 A", "X", "A", "no", "no", "no", "no", "no"},
    // Worked examples of the Affiliates Rule (securepointusa.com, guide to the BIS 50 rule).
    {"25 and 25", "R1 25 T; R2 25 T", "R1,R2", "T", "yes R1 R2 1", "no", "yes R1 R2 1", "no", "no"},
    {"20 and 30", "A 20 T; B 30 T", "A,B", "T", "yes B A 1", "no", "yes B A 1", "no", "no"},
    // Of a public suite on adding stakes up ("fiskr").
    {"25 and 25 again", "A1 25 C; A2 25 C", "A1,A2", "C", "yes A1 A2 1", "no", "yes A1 A2 1", "no", "no"},
    {"60", "D1 60 C", "D1", "C", "yes D1 1", "yes D1 1", "yes D1 1", "yes D1 1", "yes D1 1"},
    {"55 and 20", "H1 55 C; H2 20 C", "H1,H2", "C", "yes H1 1", "yes H1 1", "yes H1 1", "yes H1 1", "yes H1 1"},
    // A chain of majorities (a textbook on consolidation: P controls B with the 60 of A, of which 48 are its own).
    {"80 and 60", "P 80 A; A 60 B", "P", "B", "yes A 2", "? A", "? A", "? A", "yes A 2"},
    // Whoever is owned through others whose share of it is not known (BODS, indirect and mixed ownership).
    {"an unknown link above 60", "B 60 A; P ? B", "P", "A", "? B", "? B", "? B", "? B", "? B"},
    {"an unknown link beside half", "B 50 A; P ? B; P 50 A", "P", "A", "yes P 1", "? B P", "yes P 1", "no", "? B P"},
    {"two unknown links", "C 50 B; D 50 B; P ? C; P ? D", "P", "B", "? C D", "? C D", "? C D", "no", "? C D"},
    // The EU's example of 2024.
    {"30 and 25", "X 30 A; Y 25 A", "X,Y", "A", "yes X Y 1", "? X Y", "yes X Y 1", "no", "no"},
    // Sums that doubles miss by a hair.
    {"three of 15 and one of 5", "P 15 A; Q 15 A; R 15 A; S 5 A", "P,Q,R,S", "A", "yes P Q R S 1", "no",
     "yes P Q R S 1", "no", "no"},
    {"ten of 5", "A0 5 A; A1 5 A; A2 5 A; A3 5 A; A4 5 A; A5 5 A; A6 5 A; A7 5 A; A8 5 A; A9 5 A",
     "A0,A1,A2,A3,A4,A5,A6,A7,A8,A9", "A", "yes A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 1", "no",
     "yes A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 1", "no", "no"},
    {"five of 9 and one of 5", "B0 9 A; B1 9 A; B2 9 A; B3 9 A; B4 9 A; B5 5 A", "B0,B1,B2,B3,B4,B5", "A",
     "yes B0 B1 B2 B3 B4 B5 1", "no", "yes B0 B1 B2 B3 B4 B5 1", "no", "no"},
    {"a hair below half", "X 49.999999999999 A", "X", "A", "no", "no", "no", "no", "no"},
    {"a hair above half", "X 50.000000000001 A", "X", "A", "yes X 1", "yes X 1", "yes X 1", "yes X 1", "yes X 1"},
    // "Controlling Companies": 1 has 80 of 2, 2 has 80 of 3, 3 has 20 of 1.
    {"concom, 1 controls 2", "c1 80 c2; c2 80 c3; c3 20 c1", "c1", "c2", "yes c1 1", "yes c1 1", "yes c1 1",
     "yes c1 1", "yes c1 1"},
    {"concom, 1 controls 3", "c1 80 c2; c2 80 c3; c3 20 c1", "c1", "c3", "yes c2 2", "? c2", "? c2", "? c2",
     "yes c2 2"},
    {"concom, 2 does not control 1", "c1 80 c2; c2 80 c3; c3 20 c1", "c2", "c1", "no", "no", "no", "no", "no"},
    {"concom, nobody controls itself from outside", "c1 80 c2; c2 80 c3; c3 20 c1", "c1", "c1", "no", "no", "no",
     "no", "no"},
    {"what one controls adds up", "X 60 P; X 60 Q; P 30 A; Q 25 A", "X", "A", "yes P Q 2", "? P Q", "? P Q", "no",
     "yes P Q 2"},
    {"two strangers do not control together", "X 30 A; Y 30 A", "X,Y", "A", "yes X Y 1", "? X Y", "yes X Y 1", "no",
     "no"},
    // The fewest owners that decide.
    {"one that joins late decides alone", "X 26 A; Y 24 A; X 100 P; P 100 Q; Q 50 A", "X,Y", "A", "yes Q 3", "? Q X",
     "yes X Y 1", "no", "yes Q X 1"},
    {"not by what it owns itself", "X 26 A; Y 24 A; A 100 Q; Q 50 A", "X,Y", "A", "yes X Y 1", "no", "yes X Y 1",
     "no", "no"},
    {"larger shares, then the id", "R 25 A; Q 25 A; P 25 A; Z 25 A", "P,Q,R,Z", "A", "yes P Q 1", "? P Q R",
     "yes P Q 1", "no", "no"},
    // What is not known is not decided.
    {"10 to 60", "X 10-60 A", "X", "A", "? X", "? X", "? X", "? X", "? X"},
    {"10 to 49", "X 10-49 A", "X", "A", "no", "no", "no", "no", "no"},
    {"50 to 60", "X 50-60 A", "X", "A", "yes X 1", "? X", "yes X 1", "? X", "? X"},
    {"a stake without a percentage", "X ? A", "X", "A", "? X", "? X", "? X", "? X", "? X"},
    {"a range that does not decide", "X 60 A; Y 10-20 A", "X,Y", "A", "yes X 1", "yes X 1", "yes X 1", "yes X 1",
     "yes X 1"},
};

static void add_graph(struct small_reference *small, const char *graph) {
    size_t count;
    const char **links = ht_text_split(small->arena, graph, ';', &count);
    for (size_t i = 0; i < count; i++) {
        size_t words;
        const char **word = ht_text_split(small->arena, links[i], ' ', &words);
        assert_int_equal(words, 3);
        small_stake(small, word[0], word[2], word[1][0] == '?' ? "" : word[1], "economic", SMALL_PLAIN);
    }
}

static void each_rule_on_each_example(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        const struct example *example = &EXAMPLES[i];
        struct small_reference small = small_new();
        add_rules(&small);
        add_graph(&small, example->graph);
        small_open(&small);
        struct ht_screen screen = small_screen(&small, example->targets, "");
        struct ht_rule_readings found = side_by_side(&small, &screen, example->entity, "2026-01-01");
        const struct {
            const char *rule, *wanted;
        } cases[] = {{"ofac_50_percent", example->ofac},      {"bis_affiliates_50", example->ofac},
                     {"eu_more_than_50", example->eu_before}, {"eu_50_or_more", example->eu},
                     {"uk_more_than_50", example->uk},        {"majority", example->majority}};
        for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
            const char *said = say(&small, &find(found, cases[k].rule)->answer);
            if (strcmp(said, cases[k].wanted) != 0)
                fail_msg("%s: %s is \"%s\", not \"%s\"", example->what, cases[k].rule, said, cases[k].wanted);
        }
        small_close(&small);
    }
}

// What the entry of OWNER on LIST makes of ENTITY.
static struct ht_reach reach(struct small_reference *small, const struct ht_screen *screen, const char *list,
                             const char *owner, const char *entity, const char *day) {
    struct ht_designations all = ht_reference_designations(small->ref, small_get(small, owner));
    for (size_t i = 0; i < all.count; i++)
        if (strcmp(all.items[i].list->id, list) == 0)
            return ht_reach_of(small->ref, &all.items[i], screen, small_get(small, entity), small_date(day),
                               small->arena);
    fail_msg("%s is not on %s", owner, list);
    return (struct ht_reach){0};
}

static void designate(struct small_reference *small, const char *list, const char *entity) {
    small_entity(small, entity, "company");
    small_row(small, SMALL_DESIGNATIONS,
              ht_arena_format(small->arena, "%s,%s,%s,,2014-08-15,,,,in_force,,a citation,official,s", list, entity,
                              entity));
}

// By the purchase ban X and Y alone are reached, whatever they own.
static void the_purchase_ban_on_the_same_structures(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        const struct example *example = &EXAMPLES[i];
        struct small_reference small = small_new();
        size_t count;
        add_rules(&small);
        add_graph(&small, example->graph);
        const char **owners = ht_text_split(small.arena, example->targets, ',', &count);
        for (size_t k = 0; k < count; k++)
            designate(&small, "CMIC", owners[k]);
        small_open(&small);
        for (size_t k = 0; k < count; k++) {
            bool itself = strcmp(owners[k], example->entity) == 0;
            assert_int_equal(reach(&small, NULL, "CMIC", owners[k], owners[k], "2026-01-01").reaches, HT_YES);
            assert_int_equal(reach(&small, NULL, "CMIC", owners[k], example->entity, "2026-01-01").reaches,
                             itself ? HT_YES : HT_NO);
        }
        small_close(&small);
    }
}

static const struct {
    const char *day;
    enum ht_tri eu_before, eu, bis;
} DAYS[] = {{"2024-07-02", HT_YES, HT_NO, HT_NO},  {"2024-07-03", HT_NO, HT_YES, HT_NO},
            {"2025-09-28", HT_NO, HT_YES, HT_NO},  {"2025-09-29", HT_NO, HT_YES, HT_YES},
            {"2025-11-09", HT_NO, HT_YES, HT_YES}, {"2025-11-10", HT_NO, HT_YES, HT_NO},
            {"2026-11-09", HT_NO, HT_YES, HT_NO},  {"2026-11-10", HT_NO, HT_YES, HT_UNKNOWN}};

static void rules_are_in_force_on_their_days(void **state) {
    (void)state;
    struct small_reference small = small_new();
    add_rules(&small);
    small_graph(&small, "X 50 A");
    small_open(&small);
    struct ht_screen screen = small_screen(&small, "X", "");
    for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++) {
        struct ht_rule_readings found = side_by_side(&small, &screen, "A", DAYS[i].day);
        assert_int_equal(find(found, "eu_more_than_50")->in_force, DAYS[i].eu_before);
        assert_int_equal(find(found, "eu_50_or_more")->in_force, DAYS[i].eu);
        assert_int_equal(find(found, "bis_affiliates_50")->in_force, DAYS[i].bis);
        assert_int_equal(find(found, "ofac_50_percent")->in_force, HT_YES);
        assert_int_equal(find(found, "majority")->in_force, HT_YES);
        // Each name once, and none of the rules without a threshold.
        assert_int_equal(found.count, 5 + 3);
    }
    small_close(&small);
}

// The rule of the day is the answer; that of another day stands beside it where it says otherwise.
static void rules_of_other_days_stand_beside(void **state) {
    (void)state;
    struct small_reference small = small_new();
    add_rules(&small);
    designate(&small, "EU", "X");
    designate(&small, "BIS", "X");
    small_graph(&small, "X 50 A; X 60 B");
    small_open(&small);
    struct ht_reach before = reach(&small, NULL, "EU", "X", "A", "2024-07-02");
    assert_int_equal(before.reaches, HT_NO);
    assert_int_equal(before.other_count, 1);
    assert_string_equal(before.others[0].rule, "eu_50_or_more");
    assert_string_equal(say(&small, &before.others[0].answer), "yes X 1");
    struct ht_reach after = reach(&small, NULL, "EU", "X", "A", "2024-07-03");
    assert_int_equal(after.reaches, HT_YES);
    assert_string_equal(say(&small, &after.majority), "yes X 1");
    assert_int_equal(after.other_count, 1);
    assert_string_equal(say(&small, &after.others[0].answer), "no");
    assert_int_equal(reach(&small, NULL, "EU", "X", "B", "2024-07-03").other_count, 0);
    struct ht_reach suspended = reach(&small, NULL, "BIS", "X", "A", "2026-11-09");
    assert_int_equal(suspended.reaches, HT_NO);
    assert_int_equal(suspended.other_count, 1);
    assert_string_equal(suspended.others[0].rule, "bis_affiliates_50");
    small_close(&small);
}

// A rule whose state nobody has told is not known, unless the reader says what to take it for; and that is said.
static void a_rule_not_known_can_be_assumed(void **state) {
    (void)state;
    static const struct ht_assumed_rule back = {"BIS", "bis_affiliates_50"}, gone = {"BIS", "names_only"};
    struct small_reference small = small_new();
    add_rules(&small);
    designate(&small, "BIS", "X");
    small_graph(&small, "X 50 A");
    small_open(&small);
    struct ht_screen screen = small_screen(&small, "X", "");
    assert_int_equal(reach(&small, &screen, "BIS", "X", "A", "2026-11-10").reaches, HT_UNKNOWN);
    screen.assumed_rules = &back;
    screen.assumed_rule_count = 1;
    struct ht_reach reached = reach(&small, &screen, "BIS", "X", "A", "2026-11-10");
    assert_int_equal(reached.reaches, HT_YES);
    assert_string_equal(reached.rule, "bis_affiliates_50");
    assert_non_null(strstr(reached.why.text, "the screen takes it to be bis_affiliates_50"));
    assert_int_equal(find(side_by_side(&small, &screen, "A", "2026-11-10"), "bis_affiliates_50")->in_force, HT_YES);
    // What the reference knows is not for the screen to say.
    struct ht_reach known = reach(&small, &screen, "BIS", "X", "A", "2026-11-09");
    assert_int_equal(known.reaches, HT_NO);
    assert_string_equal(known.rule, "names_only");
    assert_null(strstr(known.why.text, "the screen takes"));
    screen.assumed_rules = &gone;
    assert_int_equal(reach(&small, &screen, "BIS", "X", "A", "2026-11-10").reaches, HT_NO);
    small_close(&small);
}

// Under a joint arrangement the UK's rule adds stakes up; that of more than half stays.
static void a_joint_arrangement_adds_up(void **state) {
    (void)state;
    struct small_reference small = small_new();
    add_rules(&small);
    static const char *const owners[] = {"X", "Y"};
    for (size_t i = 0; i < 2; i++)
        designate(&small, "UK", owners[i]);
    small_graph(&small, "X 30 A; Y 25 A; X 25 B; Y 25 B");
    small_open(&small);
    struct ht_screen screen = small_screen(&small, "X,Y", "");
    assert_int_equal(reach(&small, &screen, "UK", "X", "A", "2026-01-01").reaches, HT_NO);
    screen.joint_arrangement = true;
    assert_int_equal(reach(&small, &screen, "UK", "X", "A", "2026-01-01").reaches, HT_YES);
    assert_int_equal(reach(&small, &screen, "UK", "X", "B", "2026-01-01").reaches, HT_NO);
    const struct ht_rule_reading *uk = find(side_by_side(&small, &screen, "A", "2026-01-01"), "uk_more_than_50");
    assert_string_equal(say(&small, &uk->answer), "yes X Y 1");
    small_close(&small);
}

// CETC and Hikvision: no rule of half reaches it, control does, and the purchase ban names it itself.
static void control_below_half(void **state) {
    (void)state;
    static const struct {
        const char *entity, *rule, *said;
    } cases[] = {{"Hikvision", "ofac_50_percent", "no"},
                 {"Hikvision", "eu_50_or_more", "no"},
                 {"Hikvision", "uk_more_than_50", "no"},
                 {"Hikvision", "bis_affiliates_50", "no"},
                 {"Hikvision", "majority", "no"},
                 {"Hikvision", "control", "yes CETC 1"},
                 {"Hikvision", "largest_known_holder", "yes CETC 1"},
                 {"EZVIZ", "ofac_50_percent", "no"},
                 {"EZVIZ", "control", "yes CETHIK 2"},
                 {"EZVIZ", "largest_known_holder", "yes Hikvision 2"},
                 {"CETHIK", "ofac_50_percent", "yes CETC 1"},
                 {"CETHIK", "control", "yes CETC 1"},
                 {"CETC", "control", "no"},
                 {"CETC", "largest_known_holder", "no"},
                 {"Lone", "control", "no"},
                 {"Maybe", "control", "? CETC"},
                 {"Maybe", "largest_known_holder", "yes CETC 1"},
                 {"Range", "largest_known_holder", "? Other"}};
    struct small_reference small = small_new();
    add_rules(&small);
    designate(&small, "CMIC", "Hikvision");
    designate(&small, "CMIC", "CETC");
    small_graph(&small, "CETC 100 CETHIK; CETHIK 36.4808 Hikvision; Hikvision 48 EZVIZ; CETC 40-60 Maybe; "
                        "CETC 10-60 Range; Other 30 Range");
    small_stake(&small, "CETC", "Hikvision", "40.91", "voting", SMALL_PLAIN);
    small_stake(&small, "CETC", "Hikvision", "", "control", SMALL_PLAIN);
    small_stake(&small, "CETHIK", "EZVIZ", "", "control", SMALL_PLAIN);
    small_entity(&small, "Lone", "company");
    small_open(&small);
    struct ht_screen screen = small_screen(&small, "CETC", "");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_rule_readings found = side_by_side(&small, &screen, cases[i].entity, "2026-01-01");
        const char *said = say(&small, &find(found, cases[i].rule)->answer);
        if (strcmp(said, cases[i].said) != 0)
            fail_msg("%s by %s is \"%s\", not \"%s\"", cases[i].entity, cases[i].rule, said, cases[i].said);
    }
    assert_string_equal(reach(&small, &screen, "CMIC", "CETC", "Hikvision", "2026-01-01").why.text,
                        "Hikvision is itself on CMIC, by an entry of its own");
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_on_each_example),
        cmocka_unit_test(the_purchase_ban_on_the_same_structures),
        cmocka_unit_test(rules_are_in_force_on_their_days),
        cmocka_unit_test(rules_of_other_days_stand_beside),
        cmocka_unit_test(a_rule_not_known_can_be_assumed),
        cmocka_unit_test(a_joint_arrangement_adds_up),
        cmocka_unit_test(control_below_half),
    };
    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
