// SPDX-License-Identifier: GPL-3.0-or-later
// Building a reference out of several directories: which entities are united, and which are refused.
#include "test_merge.h"
static void one_lei_is_one_company(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    entity(s, "imports/a", "lei-" LEI_A ",APPLE INC.," LEI_A ",,a");
    entity(s, "imports/b", "b-17,Apple," LEI_A ",,b");
    build(s);
    assert_true(united(s, "apple", "lei-" LEI_A));
    assert_true(united(s, "apple", "b-17"));
    assert_string_equal(get(s, "b-17")->id, "apple");
    assert_string_equal(get(s, "b-17")->name, "Apple Inc.");
    assert_string_equal(get(s, "apple")->source, "own|a|b");
    assert_ptr_equal(ht_reference_entity_by_lei(s->ref, LEI_A), get(s, "apple"));
    struct ht_aliases aliases = ht_reference_aliases(s->ref, get(s, "apple"));
    assert_int_equal(aliases.count, 2);
    assert_string_equal(aliases.items[0], "b-17");
    assert_string_equal(aliases.items[1], "lei-" LEI_A);
    assert_int_equal(ht_reference_info(s->ref)->entities, 2);
    assert_int_equal(ht_reference_names_of(s->ref, get(s, "apple")).count, 3);
    assert_int_equal(ht_reference_all_conflicts(s->ref).count, 0); // the names are written alike
}

static void an_id_by_lei_stands_for_imports(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,Apple," LEI_A ",,a");
    entity(s, "imports/b", "lei-" LEI_A ",APPLE INC.," LEI_A ",,b");
    build(s);
    assert_string_equal(get(s, "a-1")->id, "lei-" LEI_A);
}

static void an_lei_leads_to_a_curated_company(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    stake(s, "imports/a", "lei-" LEI_A ",acme,60,60,economic,2026,a");
    build(s);
    assert_int_equal(ht_reference_holdings(s->ref, get(s, "apple")).count, 1);
    assert_ptr_equal(ht_reference_entity(s->ref, "lei-" LEI_A), get(s, "apple"));
}

static void two_curated_companies_are_never_united(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    link_row(s, "apple,acme,same,own");
    build(s);
    assert_false(united(s, "apple", "acme"));
    assert_int_equal(conflicts(s, "apple", "union", "a reviewer calls acme and apple the same"), 1);
    assert_int_equal(conflicts(s, "acme", "union", "both are curated"), 1);
}

// An import in the middle does not join them either.
static void nor_by_way_of_an_import(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    entity(s, "imports/a", "a-1,Apple Works," LEI_A ",,a");
    link_row(s, "acme,a-1,same,own");
    build(s);
    assert_false(united(s, "apple", "acme"));
    assert_true(united(s, "acme", "a-1")); // the reviewer's word comes before an LEI
    assert_int_equal(conflicts(s, "apple", "lei", "they were not united"), 1);
}

static void a_registry_number_unites_with_its_registry(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,One,,RA000665:33001,a");
    entity(s, "imports/b", "b-1,One,,RA000665:33001,b");
    entity(s, "imports/a", "a-2,Two,,33002,a");
    entity(s, "imports/b", "b-2,Two,,33002,b");
    entity(s, "imports/a", "a-3,Three,,RA000665:33003,a");
    entity(s, "imports/b", "b-3,Three,,RA000666:33003,b");
    build(s);
    assert_true(united(s, "a-1", "b-1"));
    assert_false(united(s, "a-2", "b-2")); // a bare number
    assert_false(united(s, "a-3", "b-3")); // of another registry
}

static void a_number_of_several_in_one_source_unites_nobody(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,One,,RA000665:33001,a");
    entity(s, "imports/a", "a-2,One,,RA000665:33001,a");
    entity(s, "imports/b", "b-1,One,,RA000665:33001,b");
    build(s);
    assert_false(united(s, "a-1", "a-2"));
    assert_false(united(s, "a-1", "b-1"));
}

static void two_leis_in_one_company_are_told(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,One," LEI_A ",RA000665:33001,a");
    entity(s, "imports/b", "b-1,One," LEI_B ",RA000665:33001,b");
    build(s);
    assert_true(united(s, "a-1", "b-1"));
    assert_int_equal(conflicts(s, "a-1", "lei", "two LEIs: " LEI_A " and " LEI_B), 1);
    assert_ptr_equal(ht_reference_entity_by_lei(s->ref, LEI_A), ht_reference_entity_by_lei(s->ref, LEI_B));
}

static void an_isin_of_two_sources_is_of_one_company(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "lei-" LEI_A ",Acme AG," LEI_A ",,a");
    security(s, "own", "acme,Acme share,equity,US0378331005,,ACM,XNAS,own");
    security(s, "imports/a", "lei-" LEI_A ",,,US0378331005,,,,a");
    build(s);
    assert_true(united(s, "acme", "lei-" LEI_A));
    struct ht_securities found = ht_reference_securities(s->ref, HT_ID_ISIN, "US0378331005");
    assert_int_equal(found.count, 1); // the second row says nothing new
    assert_string_equal(found.items[0]->source, "own|a");
    assert_string_equal(found.items[0]->ticker, "ACM");
}

static void a_receipt_does_not_make_its_bank_the_company(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "lei-" LEI_A ",A Bank," LEI_A ",,a");
    security(s, "own", "acme,Acme ADR,adr,US0378331005,,,,own");
    security(s, "imports/a", "lei-" LEI_A ",,,US0378331005,,,,a");
    build(s);
    assert_false(united(s, "acme", "lei-" LEI_A));
    assert_int_equal(conflicts(s, "acme", "isin_issuer", "US0378331005 is also given to A Bank"), 1);
    assert_int_equal(conflicts(s, "lei-" LEI_A, "isin_issuer", "Acme Works (acme)"), 1);
}

static void an_isin_does_not_unite_two_leis(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    entity(s, "imports/a", "lei-" LEI_B ",Another," LEI_B ",,a");
    security(s, "own", "apple,,equity,US0378331005,,,,own");
    security(s, "imports/a", "lei-" LEI_B ",,,US0378331005,,,,a");
    build(s);
    assert_false(united(s, "apple", "lei-" LEI_B));
    assert_int_equal(conflicts(s, "apple", "isin_issuer", "their LEIs differ"), 2);
}

static void isins_that_lead_to_several_unite_nobody(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,One,,,a");
    entity(s, "imports/a", "a-2,Two,,,a");
    security(s, "own", "acme,,bond,US0378331005,,,,own");
    security(s, "own", "acme,,bond,US5949181045,,,,own");
    security(s, "imports/a", "a-1,,,US0378331005,,,,a");
    security(s, "imports/a", "a-2,,,US5949181045,,,,a");
    build(s);
    assert_false(united(s, "acme", "a-1"));
    assert_false(united(s, "acme", "a-2"));
    assert_int_equal(conflicts(s, "acme", "isin_issuer", "is also given to"), 2);
}

static void a_reviewer_unites_and_divides(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    entity(s, "imports/a", "a-1,Acme,,,a");
    entity(s, "imports/a", "a-2,Apple," LEI_A ",,a");
    link_row(s, "acme,a-1,same,own");
    link_row(s, "apple,a-2,different,own");
    link_row(s, "apple,not-imported,same,own");
    build(s);
    assert_true(united(s, "acme", "a-1"));
    assert_false(united(s, "apple", "a-2"));
    assert_int_equal(ht_reference_conflicts_of(s->ref, get(s, "apple")).count, 0); // settled
}

static void reviewers_who_contradict_each_other_are_told(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,Acme,,,a");
    link_row(s, "acme,a-1,same,own");
    link_row(s, "a-1,acme,different,own");
    build(s);
    assert_false(united(s, "acme", "a-1"));
    assert_int_equal(conflicts(s, "acme", "union", "calls a-1 and acme the same, another calls them different"), 1);
}

static void an_entry_of_a_list_is_one_company(void **state) {
    struct state *s = *state;
    lists_of(s);
    entity(s, "imports/a", "a-1,ACME WORKS CO. LTD.,,,a");
    entity(s, "imports/a", "a-2,Other,,,a");
    designation(s, "own", "L,acme,\"Acme Works Co., Ltd.\",2020-01-01,in_force,Read whole,own");
    designation(s, "imports/a", "L,a-1,ACME WORKS CO LTD,,in_force,,a");
    designation(s, "imports/a", "L,a-2,Something else,,in_force,,a");
    build(s);
    assert_true(united(s, "acme", "a-1"));
    assert_false(united(s, "acme", "a-2"));
    struct ht_designations own = ht_reference_designations(s->ref, get(s, "acme"));
    assert_int_equal(own.count, 1);
    assert_string_equal(own.items[0].source, "own|a");
    assert_string_equal(own.items[0].citation, "Read whole");
    assert_int_equal(ht_reference_list(s->ref, "L")->entries_held, 2);
}

// Rows that contradict each other are one entry all the same; two rows of one source are two.
static void entries_are_counted_once(void **state) {
    struct state *s = *state;
    lists_of(s);
    entity(s, "imports/a", "a-1,ACME WORKS CO. LTD.,,,a");
    designation(s, "own", "L,acme,\"Acme Works Co., Ltd.\",2020-01-01,in_force,,own");
    designation(s, "imports/a", "L,a-1,ACME WORKS CO LTD,2021-05-05,in_force,,a");
    designation(s, "imports/a", "L,a-1,ACME SECOND NAME,2021-05-05,in_force,,a");
    build(s);
    assert_true(united(s, "acme", "a-1"));
    assert_int_equal(ht_reference_designations(s->ref, get(s, "acme")).count, 3);
    assert_int_equal(ht_reference_list(s->ref, "L")->entries_held, 2);
}

static void an_entry_of_two_companies_unites_nobody(void **state) {
    struct state *s = *state;
    lists_of(s);
    entity(s, "own", "acme_two,Acme Works,,,own");
    entity(s, "imports/a", "a-1,Acme Works,,,a");
    designation(s, "own", "L,acme,Acme Works,2020-01-01,in_force,,own");
    designation(s, "own", "L,acme_two,Acme Works,2020-01-01,in_force,,own");
    designation(s, "imports/a", "L,a-1,Acme Works,2020-01-01,in_force,,a");
    build(s);
    assert_false(united(s, "acme", "a-1"));
    assert_false(united(s, "acme_two", "a-1"));
}

static void names_alone_unite_nobody(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,Acme Works,,,a");
    build(s);
    assert_false(united(s, "acme", "a-1"));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(one_lei_is_one_company),
        TEST(an_id_by_lei_stands_for_imports),
        TEST(an_lei_leads_to_a_curated_company),
        TEST(two_curated_companies_are_never_united),
        TEST(nor_by_way_of_an_import),
        TEST(a_registry_number_unites_with_its_registry),
        TEST(a_number_of_several_in_one_source_unites_nobody),
        TEST(two_leis_in_one_company_are_told),
        TEST(an_isin_of_two_sources_is_of_one_company),
        TEST(a_receipt_does_not_make_its_bank_the_company),
        TEST(an_isin_does_not_unite_two_leis),
        TEST(isins_that_lead_to_several_unite_nobody),
        TEST(a_reviewer_unites_and_divides),
        TEST(reviewers_who_contradict_each_other_are_told),
        TEST(an_entry_of_a_list_is_one_company),
        TEST(entries_are_counted_once),
        TEST(an_entry_of_two_companies_unites_nobody),
        TEST(names_alone_unite_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
