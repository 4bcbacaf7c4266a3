// SPDX-License-Identifier: GPL-3.0-or-later
// Decimal marks: decided for each column over the whole file.
#include "test_reading.h"

#include <json-c/json.h>

static void a_number_that_can_be_read_in_two_ways_is_decided_by_the_rest_of_the_file(void **state) {
    (void)state;
    // Nothing in "1,200" says what it is; the prices do.
    read_text("Security;ISIN code;Value (USD);Price\n"
              "Apple;US0378331005;1,200;10.55\nMicrosoft;US5949181045;3,400;20.10\n");
    assert_amount(at_line(2)->value, "1200");
    assert_int_equal(found(HT_CODE_AMBIGUOUS_NUMBER), 1);
    read_text("Security;ISIN code;Value (USD);Price\n"
              "Apple;US0378331005;1,200;10,55\nMicrosoft;US5949181045;3,400;20,10\n");
    assert_amount(at_line(2)->value, "1.200");
    assert_int_equal(found(HT_CODE_AMBIGUOUS_NUMBER), 1);
    // The language of the headers, where the figures say nothing.
    read_text("Wertpapier;ISIN;Kurswert EUR\nSiemens;DE0007236101;1.200\nSAP;DE0007164600;3.400\n");
    assert_amount(at_line(2)->value, "1200");
    assert_int_equal(found(HT_CODE_AMBIGUOUS_NUMBER), 1);
    // Nothing at all: no value is guessed.
    read_text("Security;ISIN code;Value (USD)\nApple;US0378331005;1,200\nMicrosoft;US5949181045;3,400\n");
    assert_int_equal(portfolio->position_count, 0);
    assert_int_equal(found(HT_CODE_AMBIGUOUS_NUMBER), 1);
    assert_int_equal(found(HT_CODE_BAD_NUMBER), 2);
}

static void each_column_has_its_own_decimal_mark(void **state) {
    (void)state;
    read_text("Security;ISIN code;Value (USD);Weight %\n"
              "Apple;US0378331005;1,200.50;60,25\nMicrosoft;US5949181045;3,400.00;39,75\n");
    assert_amount(at_line(2)->value, "1200.50");
    assert_amount(at_line(2)->weight_file_pct, "60.25");
    // No weight reaches a thousand percent.
    read_text("Security;ISIN code;Weight %\nApple;US0378331005;60,250\nMicrosoft;US5949181045;39,750\n");
    assert_amount(at_line(2)->weight_file_pct, "60.250");
    assert_int_equal(found(HT_CODE_AMBIGUOUS_NUMBER), 0);
    // A layout says what is usual; a file that was saved anew in another country says what it is.
    read_text("Ticker;Holding name;% of market value;Sector;Region;Market value;Shares\n"
              "NVDA;NVIDIA Corp;60,5%;Technology;US;US$3.362,80;15.920\nAAPL;Apple "
              "Inc;39,5%;Technology;US;US$1.000,00;9.798\n");
    assert_amount(at_line(2)->value, "3362.80");
    assert_amount(at_line(2)->quantity, "15920");
    assert_int_equal(found(HT_CODE_AMBIGUOUS_NUMBER), 1);
}

static void a_column_in_two_styles_is_not_read(void **state) {
    (void)state;
    read_text("Security;ISIN code;Value (USD);Weight %\n"
              "Apple;US0378331005;1,200.50;60\nMicrosoft;US5949181045;3.400,50;40\n");
    assert_int_equal(found(HT_CODE_TWO_STYLES), 1);
    assert_amount(at_line(2)->value, NULL);
    assert_amount(at_line(3)->value, NULL);
    // One cell among many is a damaged cell.
    read_text("Security;ISIN code;Value (USD)\nA;;1.50\nB;;2.50\nC;;3.50\nD;;4.50\nE;;5,50\n");
    assert_int_equal(portfolio->position_count, 4);
    assert_int_equal(line_found(HT_CODE_BAD_NUMBER), 6);
}

static const char *member(struct json_object *object, const char *outer, const char *inner) {
    struct json_object *a = NULL, *b = NULL;
    bool there =
        json_object_object_get_ex(object, outer, &a) && (inner == NULL || json_object_object_get_ex(a, inner, &b));
    return there ? json_object_get_string(inner != NULL ? b : a) : "";
}

// Numbers as other projects' tests print and read them.
static void number_formats_of_other_projects(void **state) {
    (void)state;
    struct json_object *cases = json_object_from_file("../shared/peers/portfolio/dev/cases.json"), *list = cases;
    if (cases == NULL) {
        print_message("skipped: ../shared/peers/portfolio/dev is not there\n");
        skip();
    }
    if (json_object_is_type(cases, json_type_object))
        assert_true(json_object_object_get_ex(cases, "cases", &list));
    size_t tried = 0;
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        struct json_object *test = json_object_array_get_idx(list, i);
        struct ht_number number;
        if (strcmp(member(test, "kind", NULL), "number format") != 0)
            continue;
        const char *text = member(test, "input", "text");
        assert_int_equal(ht_number_parse(text, strlen(text), HT_MARK_AUTO, &number), HT_NUMBER_OK);
        assert_amount(ht_amount_of(number.value), member(test, "expected", "value"));
        tried++;
    }
    json_object_put(cases);
    assert_true(tried >= 8);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_number_that_can_be_read_in_two_ways_is_decided_by_the_rest_of_the_file),
        TEST(each_column_has_its_own_decimal_mark),
        TEST(a_column_in_two_styles_is_not_read),
        TEST(number_formats_of_other_projects),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
