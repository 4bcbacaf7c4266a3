// SPDX-License-Identifier: GPL-3.0-or-later
// The reader's own list: how lines tie to the reference, what is reported, and rows that only the list knows.
#include "resolve_reference.h"

#include "base/utf8.h"
#include "holdtrace/resolve.h"

struct list {
    struct ht_exclusions exclusions;
    struct ht_findings findings;
};

static enum ht_status read_list(void **state, const char *text, struct list *out, struct ht_error *err) {
    struct small_reference *small = *state;
    char path[256];
    small_write(small, "exclusions.csv", text, path, sizeof path);
    out->findings = ht_findings_in(small->arena);
    return ht_exclusions_read(small->ref, path, small->arena, &out->exclusions, &out->findings, err);
}

static struct list list_of(void **state, const char *text) {
    struct list list;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(read_list(state, text, &list, &err), HT_OK);
    return list;
}

static void assert_item(const struct list *list, size_t index, long line, const char *id, bool tied) {
    assert_true(index < list->exclusions.count);
    assert_int_equal(list->exclusions.items[index].line, line);
    assert_string_equal(list->exclusions.items[index].entity->id, id);
    assert_int_equal(list->exclusions.items[index].tied, tied);
}

static void assert_finding(const struct list *list, size_t index, enum ht_code code, long line) {
    assert_true(index < list->findings.count);
    assert_int_equal(list->findings.items[index].code, code);
    assert_int_equal(list->findings.items[index].line, line);
}

static bool is_utf8(const char *text) {
    while (*text)
        if (ht_utf8_next(&text) == 0xFFFD)
            return false;
    return true;
}

static void lines_tie_by_identifier_then_by_name(void **state) {
    struct list list = list_of(state, "Name,ISIN,Country,Note\n"
                                      "anything,CNE100000PM8,,why\n"
                                      "Zhejiang Dahua Technology,,CN,\n"
                                      "\"Apple, Inc.\",,US,\n");
    assert_int_equal(list.exclusions.count, 3);
    assert_item(&list, 0, 2, "hikvision", true);
    assert_string_equal(list.exclusions.items[0].note, "why");
    assert_item(&list, 1, 3, "dahua", true);
    assert_item(&list, 2, 4, "apple", true);
    assert_int_equal(list.findings.count, 0);
    assert_int_equal(strlen(list.exclusions.sha256), 64);
}

static void a_long_list_of_strangers_is_told_briefly(void **state) {
    char text[4096] = "name\n";
    for (int i = 0; i < 50; i++)
        strcat(text, "Unheard Of Ltd\n");
    struct list list = list_of(state, text);
    assert_int_equal(list.exclusions.count, 50);
    assert_int_equal(list.findings.count, HT_FINDINGS_SHOWN + 1);
    assert_finding(&list, HT_FINDINGS_SHOWN, HT_CODE_EXCLUSION_LOOSE, 0);
    assert_int_equal(list.findings.items[HT_FINDINGS_SHOWN].times, 30);
}

static void a_line_that_ties_to_nothing_is_reported_and_kept(void **state) {
    struct list list = list_of(state, "name,isin,country\n"
                                      "Unheard Of Ltd,,FR\n"
                                      ",DE0007164600,\n");
    assert_item(&list, 0, 2, "exclusion:2", false);
    assert_string_equal(list.exclusions.items[0].entity->name, "Unheard Of Ltd");
    assert_item(&list, 1, 3, "exclusion:3", false);
    assert_string_equal(list.exclusions.items[1].entity->name, "DE0007164600");
    assert_true(list.exclusions.items[0].entity->key < 0);
    assert_true(list.exclusions.items[0].entity->key != list.exclusions.items[1].entity->key);
    assert_finding(&list, 0, HT_CODE_EXCLUSION_LOOSE, 2);
    assert_finding(&list, 1, HT_CODE_EXCLUSION_LOOSE, 3);
    const struct ht_exclusions *exclusions = &list.exclusions;
    assert_ptr_equal(ht_exclusions_by_id(exclusions, HT_ID_ISIN, "DE0007164600"), &exclusions->items[1]);
    assert_null(ht_exclusions_by_id(exclusions, HT_ID_ISIN, "CNE100000PM8"));
    assert_ptr_equal(ht_exclusions_by_name(exclusions, "unheard of", "FR"), &exclusions->items[0]);
    assert_ptr_equal(ht_exclusions_by_name(exclusions, "unheard of", NULL), &exclusions->items[0]);
    assert_null(ht_exclusions_by_name(exclusions, "unheard of", "DE"));
}

static void faults_of_lines_are_findings(void **state) {
    struct list list = list_of(state, "name,isin,country,colour\n"
                                      "Hikvision,CNE100000PM9,CN,red\n"
                                      ",,CN,blue\n"
                                      "Dahua of the Moon,,Moon,\n");
    assert_finding(&list, 0, HT_CODE_EXCLUSION_LOOSE, 1);
    assert_finding(&list, 1, HT_CODE_BAD_IDENTIFIER, 2);
    assert_finding(&list, 2, HT_CODE_EXCLUSION_LOST, 3);
    assert_false(list.exclusions.whole);
    assert_finding(&list, 3, HT_CODE_BAD_CELL, 4);
    assert_item(&list, 0, 2, "hikvision", true);
    assert_int_equal(list.exclusions.count, 2);
}

static void several_companies_are_named_and_none_taken(void **state) {
    struct list list = list_of(state, "name,isin,lei,country\n"
                                      "x,CNE100000PM8,HWUPKR0MPOU8FGXBT394,\n"
                                      "SenseTime Group,,,HK\n"
                                      "Cangzhou Dahua,,,CN\n");
    assert_item(&list, 0, 2, "exclusion:2", false);
    assert_finding(&list, 0, HT_CODE_CONFLICT, 2);
    assert_non_null(strstr(list.findings.items[0].message, "hikvision"));
    assert_non_null(strstr(list.findings.items[0].message, "apple"));
    assert_item(&list, 1, 3, "exclusion:3", false);
    assert_finding(&list, 1, HT_CODE_AMBIGUOUS_NAME, 3);
    assert_non_null(strstr(list.findings.items[2].message, "sensetime_hk"));
    assert_item(&list, 2, 4, "exclusion:4", false);
    assert_null(strstr(list.findings.items[3].message, "dahua ("));
}

static void columns_are_known_by_their_words_below_a_title(void **state) {
    struct list list = list_of(state, "Companies excluded by the fund;;;\n"
                                      "\n"
                                      "Issuer;ISIN code;Country of incorporation;Ausschlussgrund\n"
                                      "Hikvision;-;China;Menschenrechte\n"
                                      "Unheard Of;n/a;NA;\n");
    assert_int_equal(list.exclusions.count, 2);
    assert_item(&list, 0, 4, "hikvision", true);
    assert_string_equal(list.exclusions.items[0].note, "Ausschlussgrund: Menschenrechte");
    assert_item(&list, 1, 5, "exclusion:5", false);
    assert_string_equal(list.exclusions.items[1].country, "NA");
    assert_int_equal(list.findings.count, 1); // the stranger
    assert_int_equal(list.exclusions.line_count, 2);
    assert_int_equal(list.exclusions.tied_lines, 1);
}

static void a_cell_may_hold_several_identifiers(void **state) {
    struct list list = list_of(state, "company,isin\n"
                                      "x,DE0007164600; CNE100000PM8\n"
                                      "y,US5949181045 / US5949181046\n"
                                      "z,CNE100000PM8 US0378331005\n");
    const struct ht_exclusions *exclusions = &list.exclusions;
    assert_int_equal(exclusions->line_count, 3);
    // Each identifier of a line leads to its company.
    assert_string_equal(ht_exclusions_by_id(exclusions, HT_ID_ISIN, "DE0007164600")->entity->id, "hikvision");
    assert_string_equal(ht_exclusions_by_id(exclusions, HT_ID_ISIN, "CNE100000PM8")->entity->id, "hikvision");
    assert_string_equal(ht_exclusions_by_id(exclusions, HT_ID_ISIN, "US5949181045")->entity->id, "exclusion:3");
    assert_finding(&list, 0, HT_CODE_BAD_IDENTIFIER, 3);
    // Two companies in one line are a conflict, and one line that ties to nothing.
    assert_finding(&list, 2, HT_CODE_CONFLICT, 4);
    size_t unmatched = 0;
    for (size_t i = 0; i < exclusions->count; i++)
        unmatched += ht_exclusion_is_unmatched(exclusions, i);
    assert_int_equal(unmatched, 2);
    assert_int_equal(exclusions->tied_lines, 1);
}

static void a_ticker_ties_with_its_exchange(void **state) {
    struct list list = list_of(state, "Company,Ticker,Exchange,Country\n"
                                      ",002415,XSHE,\n"
                                      ",002415,,\n"
                                      "Zhejiang Dahua Technology,002415,XSHE,CN\n");
    assert_item(&list, 0, 2, "hikvision", true);
    assert_item(&list, 1, 3, "exclusion:3", false);
    assert_item(&list, 2, 4, "exclusion:4", false);
    assert_finding(&list, 1, HT_CODE_CONFLICT, 4);
}

static void what_the_list_ended_is_no_target(void **state) {
    struct list list = list_of(state, "Company,ISIN,Decision,Removed on\n"
                                      "Hikvision,CNE100000PM8,Exclusion revoked,\n"
                                      "Apple,US0378331005,Exclusion,2024-05-01\n"
                                      "Unheard Of,,Exclusion,-\n");
    assert_int_equal(list.exclusions.count, 1);
    assert_int_equal(list.exclusions.ended_lines, 2);
    assert_finding(&list, 0, HT_CODE_EXCLUSION_ENDED, 2);
    assert_finding(&list, 1, HT_CODE_EXCLUSION_ENDED, 3);
    assert_string_equal(list.exclusions.items[0].note, "Decision: Exclusion");
    assert_true(list.exclusions.whole);
}

static void a_long_cell_is_quoted_in_whole_characters(void **state) {
    struct list list =
        list_of(state, "name,isin,海康威视海康威视海康威视海康威视海康威视海康威视海康威视海康威视海康威视\n"
                       "x,海康威视海康威视海康威视海康威视海康威视海康威视海康威视海康威视海康威视,\n");
    for (size_t i = 0; i < list.findings.count; i++)
        assert_true(is_utf8(list.findings.items[i].message));
    assert_true(list.findings.count >= 2);
}

static void what_is_no_list_is_refused(void **state) {
    struct list list;
    struct ht_error err;
    assert_int_equal(read_list(state, "colour,remark\nx,y\n", &list, &err), HT_ERR_FORMAT);
    assert_int_equal(read_list(state, "", &list, &err), HT_ERR_FORMAT);
    assert_int_equal(read_list(state, "<!DOCTYPE html><html></html>", &list, &err), HT_ERR_FORMAT);
    struct small_reference *small = *state;
    assert_int_equal(
        ht_exclusions_read(small->ref, "/nowhere/list.csv", small->arena, &list.exclusions, &list.findings, &err),
        HT_ERR_IO);
}

static struct ht_resolved resolve_one(void **state, const struct list *list, struct ht_position position) {
    struct small_reference *small = *state;
    struct ht_resolution out;
    struct ht_portfolio *portfolio = ht_arena_alloc(small->arena, sizeof *portfolio);
    portfolio->findings = ht_findings_in(small->arena);
    portfolio->positions = ht_arena_alloc(small->arena, sizeof position);
    portfolio->positions[0] = position;
    portfolio->position_count = 1;
    ht_resolve(small->ref, &list->exclusions, portfolio, small->arena, &out);
    return out.rows[0];
}

static void rows_are_compared_with_untied_lines(void **state) {
    struct list list = list_of(state, "name,isin,sedol,country\n"
                                      "Unheard Of Ltd,DE0007164600,,FR\n"
                                      ",CNE100000PM8,BD5CNJ1,\n");
    struct ht_resolved row = resolve_one(state, &list, (struct ht_position){.isin = "DE0007164600"});
    assert_string_equal(row.issuer->id, "exclusion:2");
    assert_int_equal(row.method, HT_BY_ISIN);
    assert_ptr_equal(row.exclusion, &list.exclusions.items[0]);
    row = resolve_one(state, &list, (struct ht_position){.name = "UNHEARD OF LTD", .country = "FR"});
    assert_string_equal(row.issuer->id, "exclusion:2");
    assert_int_equal(row.method, HT_BY_NAME);
    row = resolve_one(state, &list, (struct ht_position){.name = "UNHEARD OF LTD", .country = "DE"});
    assert_null(row.issuer);
    // The reader's line ties a SEDOL, which the reference lacks, to a company it knows.
    row = resolve_one(state, &list, (struct ht_position){.sedol = "BD5CNJ1"});
    assert_string_equal(row.issuer->id, "hikvision");
    assert_int_equal(row.method, HT_BY_SEDOL);
    assert_null(row.exclusion);
}

static void neither_the_reference_nor_the_list_hides_the_other(void **state) {
    struct list list = list_of(state, "name\nUnheard Of Ltd\n");
    struct ht_resolved row =
        resolve_one(state, &list, (struct ht_position){.isin = "CNE100000PM8", .name = "Unheard Of Ltd"});
    assert_string_equal(row.issuer->id, "hikvision");
    assert_ptr_equal(row.exclusion, &list.exclusions.items[0]);
}

static void unknown_identifiers_of_a_line_tied_by_name_stand_apart(void **state) {
    struct list list = list_of(state, "name,isin,country\nHikvision,DE0007164600,CN\n");
    assert_int_equal(list.exclusions.count, 2);
    assert_item(&list, 0, 2, "hikvision", true);
    assert_item(&list, 1, 2, "exclusion:2", false);
    assert_finding(&list, 0, HT_CODE_EXCLUSION_LOOSE, 2);
    struct ht_resolved row = resolve_one(state, &list, (struct ht_position){.isin = "DE0007164600"});
    assert_string_equal(row.issuer->id, "exclusion:2");
    row = resolve_one(state, &list, (struct ht_position){.isin = "CNE100000PM8"});
    assert_string_equal(row.issuer->id, "hikvision");
}

static void of_lines_alike_the_first_that_fits_is_found(void **state) {
    struct list list = list_of(state, "name,isin,country\n"
                                      "Unheard Of Ltd,DE0007164600,FR\n"
                                      "Unheard Of,,DE\n"
                                      "Unheard Of Limited,DE0007164600,\n");
    const struct ht_exclusions *exclusions = &list.exclusions;
    assert_ptr_equal(ht_exclusions_by_id(exclusions, HT_ID_ISIN, "DE0007164600"), &exclusions->items[0]);
    assert_ptr_equal(ht_exclusions_by_name(exclusions, "unheard of", "FR"), &exclusions->items[0]);
    assert_ptr_equal(ht_exclusions_by_name(exclusions, "unheard of", "DE"), &exclusions->items[1]);
    assert_ptr_equal(ht_exclusions_by_name(exclusions, "unheard of", "IT"), &exclusions->items[2]);
    assert_ptr_equal(ht_exclusions_by_name(exclusions, "unheard of", NULL), &exclusions->items[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_tie_by_identifier_then_by_name),
        cmocka_unit_test(a_line_that_ties_to_nothing_is_reported_and_kept),
        cmocka_unit_test(a_long_list_of_strangers_is_told_briefly),
        cmocka_unit_test(faults_of_lines_are_findings),
        cmocka_unit_test(several_companies_are_named_and_none_taken),
        cmocka_unit_test(columns_are_known_by_their_words_below_a_title),
        cmocka_unit_test(a_cell_may_hold_several_identifiers),
        cmocka_unit_test(a_ticker_ties_with_its_exchange),
        cmocka_unit_test(what_the_list_ended_is_no_target),
        cmocka_unit_test(a_long_cell_is_quoted_in_whole_characters),
        cmocka_unit_test(what_is_no_list_is_refused),
        cmocka_unit_test(rows_are_compared_with_untied_lines),
        cmocka_unit_test(neither_the_reference_nor_the_list_hides_the_other),
        cmocka_unit_test(unknown_identifiers_of_a_line_tied_by_name_stand_apart),
        cmocka_unit_test(of_lines_alike_the_first_that_fits_is_found),
    };
    return cmocka_run_group_tests(tests, small_reference_setup, small_reference_teardown);
}
