// SPDX-License-Identifier: GPL-3.0-or-later
// The evidence of a position on the page: once for an issuer, apart for another guarantor; and the shades of weights.
#include "report_sample.h"

#include "report/html_heat.h"

static struct ht_buffer page(struct sample *s) {
    struct ht_buffer buffer = {0};
    ht_report_format_named("html")->write(&s->scan, s->small.arena, &buffer);
    return buffer;
}

static int setup(void **state) {
    *state = sample_new();
    return 0;
}

static int teardown(void **state) {
    sample_free(*state);
    return 0;
}

static size_t times(const char *text, const char *part) {
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

// The last but one position is of the same issuer as the first, matched by another identifier.
static void hold_again(struct sample *s) {
    s->lines[3].category = HT_DIRECT;
    s->lines[3].targets = &s->direct;
    s->lines[3].target_count = 1;
    s->resolved[3] = s->resolved[0];
    s->resolved[3].position = &s->positions[3];
    s->resolved[3].method = HT_BY_NAME;
    s->resolved[3].matched_value = "Hikvision";
    s->resolved[3].matched_on = "name";
}

static void evidence_is_told_once_for_an_issuer(void **state) {
    struct sample *s = *state;
    struct ht_buffer once = page(s);
    hold_again(s);
    struct ht_buffer twice = page(s);
    static const char EVIDENCE[] = "<details><summary>Evidence", RULE[] = "is on the Entity List";
    assert_int_equal(times(once.data, EVIDENCE), 2); // of a direct and a controlled one
    assert_int_equal(times(twice.data, EVIDENCE), 2);
    assert_int_equal(times(once.data, RULE), times(twice.data, RULE));
    assert_int_equal(times(once.data, "The same issuer as"), 0);
    assert_int_equal(times(twice.data, "The same issuer as <a href=\"#p1\">line 12</a>"), 1);
    // What its own row says stays.
    assert_non_null(strstr(twice.data, "sources there. ISIN GB00B0000001; the rest is as there.<"));
    assert_non_null(strstr(twice.data, "<td>name Hikvision</td>"));
    ht_buffer_free(&once);
    ht_buffer_free(&twice);
}

static void evidence_is_told_apart_for_another_guarantor(void **state) {
    struct sample *s = *state;
    const struct ht_security bond = {.guarantor = small_get(&s->small, "ezviz"), .source = "s"};
    hold_again(s);
    s->resolved[3].security = &bond;
    struct ht_buffer buffer = page(s);
    assert_int_equal(times(buffer.data, "The same issuer as"), 0);
    assert_int_equal(times(buffer.data, "<details><summary>Evidence"), 3);
    assert_non_null(strstr(buffer.data, "reported as guaranteed by Hangzhou EZVIZ Network Co., Ltd. (ezviz)"));
    ht_buffer_free(&buffer);
}

// The class of the only cell of a table, when it weighs WEIGHT and the largest 8 %.
static const char *class_of(struct sample *s, const char *weight) {
    struct ht_buffer buffer = {0};
    struct ht_page page = {.arena = s->small.arena, .out = &buffer, .scan = &s->scan};
    const struct ht_cross_cell cell = {true, weight ? sample_amount(weight) : ht_amount_unknown()};
    const char *name = "x";
    const struct ht_heat heat = {.class_name = "test",
                                 .caption = "Test",
                                 .corner = "Corner",
                                 .rows = {.names = &name, .count = 1, .step = 1},
                                 .columns = {.names = &name, .count = 1, .step = 1},
                                 .cells = &cell,
                                 .largest = sample_amount("8.000000")};
    ht_page_heat(&page, &heat);
    const char *at = strstr(buffer.data, "<td class=\"");
    assert_non_null(at);
    at += strlen("<td class=\"");
    const char *text = ht_arena_copy(s->small.arena, at, strcspn(at, "\""));
    ht_buffer_free(&buffer);
    return text;
}

static void each_shade_weighs_half_of_the_darker_one(void **state) {
    static const struct {
        const char *weight, *shade;
    } cases[] = {{"8.000000", "n h5"}, {"4.000000", "n h5"}, {"3.999900", "n h4"},     {"2.000000", "n h4"},
                 {"1.999900", "n h3"}, {"1.000000", "n h3"}, {"0.999900", "n h2"},     {"0.500000", "n h2"},
                 {"0.499900", "n h1"}, {"0.000000", "n h1"}, {"-8.000000", "n short"}, {NULL, "n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(class_of(*state, cases[i].weight), cases[i].shade);
}

#define SAMPLE_TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        SAMPLE_TEST(evidence_is_told_once_for_an_issuer),
        SAMPLE_TEST(evidence_is_told_apart_for_another_guarantor),
        SAMPLE_TEST(each_shade_weighs_half_of_the_darker_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
