// SPDX-License-Identifier: GPL-3.0-or-later
// Who decides, from stakes of the reference: which of them vote, and power beside the economic share.
#include "small_reference.h"

#include "holdtrace/deciders.h"

// "A 66.666667/32.5; ...; nobody 10": power and economic share of each, "?" for one that is not known.
static const char *deciders(struct small_reference *small, const char *entity) {
    struct ht_deciders found;
    char power[HT_DECIMAL_TEXT], economic[HT_DECIMAL_TEXT];
    const char *text = "";
    if (!ht_deciders_of(small->ref, small_get(small, entity), small_date("2026-01-01"), small->arena, &found))
        return "none";
    assert_null(found.why_not);
    assert_true(found.exact);
    for (size_t i = 0; i < found.count; i++) {
        const struct ht_decider *one = &found.items[i];
        assert_false(one->error_pct.known);
        text = ht_arena_format(small->arena, "%s%s %s/%s; ", text, one->entity->id,
                               ht_decimal_text(one->power_pct.number, power),
                               one->economic_pct.known ? ht_decimal_text(one->economic_pct.number, economic) : "?");
    }
    return ht_arena_format(small->arena, "%snobody %s", text, ht_decimal_text(found.dispersed_pct.number, power));
}

// C has two thirds of F's capital, and A two thirds of the say.
static void power_is_not_the_economic_share(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "A 50 D; B 50 D; A 10 E; C 45 E; D 45 E; C 40 F; E 60 F");
    small_open(&small);
    assert_string_equal(deciders(&small, "F"), "A 66.666667/19.500000; C 16.666667/67.000000; B 16.666667/13.500000; "
                                               "E 0.000000/60.000000; nobody 0.000000");
    assert_string_equal(deciders(&small, "D"), "A 50.000000/50.000000; B 50.000000/50.000000; nobody 0.000000");
    assert_string_equal(deciders(&small, "A"), "none");
    small_close(&small);
}

static void what_votes(void **state) {
    (void)state;
    static const struct {
        const char *entity, *found;
    } cases[] = {
        // A group's total of votes is counted beyond the capital of its member, with which it votes.
        {"Hik", "CETC 68.687251/36.480800; Weixun 2.186421/4.820000; CETHIK 0.000000/36.480800; nobody 29.126328"},
        // One holder alone is nothing to weigh.
        {"Eze", "none"},
        // Planned stakes and those from knowledge do not vote; a range votes with its least.
        {"R", "P 25.000000/?; Q 25.000000/?; nobody 50.000000"},
        // A holder of which no share is known votes with its only controller.
        {"V", "H 100.000000/?; W 0.000000/30.000000; X 0.000000/30.000000; nobody 0.000000"},
    };
    struct small_reference small = small_new();
    small_graph(&small, "CETC 100 CETHIK; CETHIK 36.4808 Hik; Weixun 4.82 Hik; Hik 48 Eze; P 25-30 R; Q 25 R; "
                        "W 30 V; X 30 V");
    small_stake(&small, "CETC", "Hik", "40.91", "voting", SMALL_PLAIN);
    small_stake(&small, "S", "R", "40", "economic", "ordinary,planned,,,,official,s");
    small_stake(&small, "T", "R", "40", "economic", "ordinary,closed,,,,from-knowledge,s");
    small_stake(&small, "H", "W", "", "control", SMALL_PLAIN);
    small_stake(&small, "H", "X", "", "control", SMALL_PLAIN);
    small_open(&small);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(deciders(&small, cases[i].entity), cases[i].found);
    small_close(&small);
}

// A ring has no economic share along finite chains, and its power is simulated, the same each time.
static void a_ring_is_simulated(void **state) {
    (void)state;
    struct small_reference small = small_new();
    small_graph(&small, "X 60 A; Z 20 A; B 20 A; A 50 B; Y 50 B");
    small_open(&small);
    struct ht_deciders first, again;
    const struct ht_entity *entity = small_get(&small, "B");
    assert_true(ht_deciders_of(small.ref, entity, small_date("2026-01-01"), small.arena, &first));
    assert_true(ht_deciders_of(small.ref, entity, small_date("2026-01-01"), small.arena, &again));
    assert_false(first.exact);
    assert_int_equal(first.draws, 20000);
    assert_int_equal(first.holders, 2);
    for (size_t i = 0; i < first.count; i++) {
        assert_true(first.items[i].error_pct.known);
        assert_false(first.items[i].economic_pct.known);
        assert_int_equal(ht_decimal_cmp(first.items[i].power_pct.number, again.items[i].power_pct.number), 0);
    }
    // X decides A; half of B each for it and Y, within four standard errors (0.354 points).
    assert_true(ht_decimal_cmp(first.items[0].power_pct.number, (struct ht_decimal){515, 1}) < 0);
    assert_true(ht_decimal_cmp(first.items[1].power_pct.number, (struct ht_decimal){485, 1}) > 0);
    small_close(&small);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(power_is_not_the_economic_share),
        cmocka_unit_test(what_votes),
        cmocka_unit_test(a_ring_is_simulated),
    };
    return cmocka_run_group_tests_name("deciders", tests, NULL, NULL);
}
