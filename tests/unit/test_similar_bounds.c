// SPDX-License-Identifier: GPL-3.0-or-later
// From which probability on a row is shown that prints an identifier beside a name with a letter wrong.
#include "resolve_reference.h"

#include "holdtrace/resolve.h"

static struct ht_resolved resolve(void **state, const char *name, const char *isin) {
    struct small_reference *small = *state;
    struct ht_resolution out;
    struct ht_position *kept = ht_arena_alloc(small->arena, sizeof *kept);
    struct ht_portfolio *portfolio = ht_arena_alloc(small->arena, sizeof *portfolio);
    *kept = (struct ht_position){.name = name, .isin = isin};
    *portfolio = (struct ht_portfolio){.positions = kept, .position_count = 1};
    portfolio->findings = ht_findings_in(small->arena);
    ht_resolve(small->ref, NULL, portfolio, small->arena, &out);
    return out.rows[0];
}

// Who prints identifiers takes names from a list and does not type them: another spelling is another company's.
static void a_misspelling_beside_an_identifier_asks_for_most(void **state) {
    static const char isin[] = "XS1234567893";
    assert_int_equal(resolve(state, "Hikvison Digital Tech", NULL).candidate_count, 1);
    assert_int_equal(resolve(state, "Hikvison Digital Tech", isin).candidate_count, 0);
    assert_int_equal(resolve(state, "Hikvision Digital Tech", isin).candidate_count, 1);
    assert_int_equal(resolve(state, "Hikvison", isin).candidate_count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_misspelling_beside_an_identifier_asks_for_most)};
    return cmocka_run_group_tests(tests, small_reference_setup, small_reference_teardown);
}
