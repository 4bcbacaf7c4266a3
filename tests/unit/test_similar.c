// SPDX-License-Identifier: GPL-3.0-or-later
// Names that are only like one of the reference: which rows become possible by them, and which stay silent.
#include "resolve_reference.h"

#include "holdtrace/names.h"
#include "holdtrace/resolve.h"

static struct ht_resolved resolve(void **state, struct ht_position position) {
    struct small_reference *small = *state;
    struct ht_resolution out;
    struct ht_position *kept = ht_arena_alloc(small->arena, sizeof *kept);
    struct ht_portfolio *portfolio = ht_arena_alloc(small->arena, sizeof *portfolio);
    *kept = position;
    *portfolio = (struct ht_portfolio){.positions = kept, .position_count = 1};
    portfolio->findings = ht_findings_in(small->arena);
    ht_resolve(small->ref, NULL, portfolio, small->arena, &out);
    return out.rows[0];
}

static void assert_similar(void **state, struct ht_position position, const char *entity) {
    struct ht_resolved row = resolve(state, position);
    assert_null(row.issuer);
    assert_int_equal(row.method, HT_BY_SIMILAR);
    assert_true(row.candidate_count >= 1);
    assert_string_equal(row.candidates[0].entity->id, entity);
    assert_true(row.candidates[0].score.known);
    assert_true(ht_decimal_cmp(row.candidates[0].score.number, ht_decimal_int(1)) < 0);
    assert_non_null(strstr(row.candidates[0].why, "matched \""));
    assert_non_null(strstr(row.candidates[0].why, row.candidates[0].entity->name));
}

static void assert_silent(void **state, struct ht_position position) {
    struct ht_resolved row = resolve(state, position);
    assert_int_equal(row.method, HT_UNMATCHED);
    assert_int_equal(row.candidate_count, 0);
}

static void a_careless_spelling_is_possible(void **state) {
    static const char *const printed[] = {"Hangzhou Hikvision Dig.",
                                          "Hikvision Digital Technology",
                                          "HANGZHOU HIKVISION DIGITAL-A",
                                          "Hangzhou Hikvision Digital Technlogy Co",
                                          "Hangzhou Hikvision Digital (a)(b)",
                                          "Hikvison Digital Technology Co., Ltd.",
                                          "HIK VISION",
                                          "Hikvision Private Notes",
                                          "Hangzhou Hikvision Digital Technologies"};
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        assert_similar(state, (struct ht_position){.name = printed[i], .country = "CN"}, "hikvision");
        assert_similar(state, (struct ht_position){.name = printed[i]}, "hikvision");
    }
    assert_similar(state, (struct ht_position){.name = "Zhejiang Dahua Tech", .isin = "XS1234567893"}, "dahua");
    assert_similar(
        state, (struct ht_position){.name = "Call", .underlying_name = "Zhejiang Dahua Tech", .kind = HT_KIND_OPTION},
        "dahua");
}

static void what_an_identifier_tells_apart_is_silent(void **state) {
    const char *name = "Zhejiang Dahua Tech";
    assert_silent(state, (struct ht_position){.name = name, .country = "CN", .isin = "US0378331112"});
    assert_silent(state, (struct ht_position){.name = name, .country = "CN", .ticker = "600230", .mic = "XSHG"});
    assert_silent(state, (struct ht_position){.name = name, .country = "CN", .kind = HT_KIND_FUND});
    assert_silent(state, (struct ht_position){.name = name, .country = "CN", .kind = HT_KIND_CASH});
}

static struct ht_decimal score(void **state, struct ht_position position) {
    struct ht_resolved row = resolve(state, position);
    assert_true(row.candidate_count > 0 && row.candidates[0].score.known);
    return row.candidates[0].score.number;
}

static void a_country_speaks_for_and_against(void **state) {
    const char *name = "Zhejiang Dahua Tech";
    struct ht_decimal alone = score(state, (struct ht_position){.name = name});
    struct ht_decimal agrees = score(state, (struct ht_position){.name = name, .country = "CN"});
    struct ht_decimal contradicts = score(state, (struct ht_position){.name = name, .country = "US"});
    assert_true(ht_decimal_cmp(agrees, alone) > 0);
    assert_true(ht_decimal_cmp(contradicts, alone) < 0);
    struct ht_resolved row = resolve(state, (struct ht_position){.name = name, .country = "US"});
    assert_non_null(strstr(row.candidates[0].why, "country US contradicts it"));
}

// What is not known beside the name decides from which score on a row is shown.
static void an_unknown_identifier_asks_for_more(void **state) {
    struct ht_position position = {.name = "Dahua Digital"};
    assert_similar(state, position, "dahua");
    position.country = "CN"; // which so many have that it does not make up for the name
    assert_silent(state, position);
    position.isin = "XS1234567893";
    assert_silent(state, position);
    position.name = "Dahua Technology";
    assert_similar(state, position, "dahua");
}

// Cut, reordered, in other letters: what is a lookalike's is not the company's.
static void lookalikes_are_no_candidates(void **state) {
    static const char *const printed[] = {"Cangzhou Dahua Co.,Ltd", "CANGZHOU DAHUA", "Dahua Cangzhou Co",
                                          "Cangzhou Dahua Corp", "cangzhou dahua co"};
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++)
        assert_silent(state, (struct ht_position){.name = printed[i]});
}

static void names_that_only_sound_alike_stay_silent(void **state) {
    static const char *const printed[] = {
        "Cangzhou Dahua Co.,Ltd", "Cangzhou Dahua",      "Hebei Cangzhou Dahua Co Ltd", "Hangzhou Dahua",
        "Beidahuang Agriculture", "Zhejiang Technology", "Xiamen Meiya Optoelectronic"};
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++)
        assert_silent(state, (struct ht_position){.name = printed[i], .country = "CN"});
}

static void chinese_short_names(void **state) {
    (void)state;
    assert_true(ht_name_is_chinese("海康威视"));
    assert_true(ht_name_is_chinese("万科A"));
    assert_false(ht_name_is_chinese("A"));
    assert_false(ht_name_is_chinese("トヨタ自動車"));
    assert_false(ht_name_is_chinese("삼성전자"));
    assert_false(ht_name_is_chinese("日本たばこ"));
    assert_true(ht_name_is_chinese_short("大华股份", "浙江大华技术股份有限公司"));
    assert_true(ht_name_is_chinese_short("海康威视", "杭州海康威视数字技术股份有限公司"));
    assert_false(ht_name_is_chinese_short("大化股份", "浙江大华技术股份有限公司"));
    assert_false(ht_name_is_chinese_short("股份大华", "浙江大华技术股份有限公司"));
    assert_false(ht_name_is_chinese_short("大华", "浙江大华技术股份有限公司"));
}

static void traditional_characters_are_read(void **state) {
    struct small_reference *small = *state;
    assert_string_equal(ht_name_simplified(small->arena, "海康威視"), "海康威视");
    assert_string_equal(ht_name_simplified(small->arena, "科大訊飛"), "科大讯飞");
    assert_string_equal(ht_name_simplified(small->arena, "大化"), "大化");
    struct ht_resolved row = resolve(state, (struct ht_position){.name = "海康威視"});
    assert_null(row.issuer);
    assert_int_equal(row.candidate_count, 1);
    assert_string_equal(row.candidates[0].entity->id, "hikvision");
}

static void a_part_of_a_chinese_name_is_possible(void **state) {
    struct ht_resolved row = resolve(state, (struct ht_position){.name = "海康威视"});
    assert_null(row.issuer);
    assert_int_equal(row.candidate_count, 1);
    assert_string_equal(row.candidates[0].entity->id, "hikvision");
    assert_silent(state, (struct ht_position){.name = "海康"});
    assert_silent(state, (struct ht_position){.name = "沧州大化"});
}

static void a_code_without_its_exchange_needs_the_chinese_name(void **state) {
    struct ht_position position = {.name = "大华股份", .ticker = "002236", .mic = "XSHE", .ticker_uncertain = true};
    struct ht_resolved row = resolve(state, position);
    assert_non_null(row.issuer);
    assert_string_equal(row.issuer->id, "dahua");
    assert_int_equal(row.method, HT_BY_TICKER);
    position.name = "沧州大化";
    row = resolve(state, position);
    assert_null(row.issuer);
    assert_int_equal(row.candidate_count, 1);
    position.name = NULL;
    assert_null(resolve(state, position).issuer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_careless_spelling_is_possible),
        cmocka_unit_test(what_an_identifier_tells_apart_is_silent),
        cmocka_unit_test(a_country_speaks_for_and_against),
        cmocka_unit_test(an_unknown_identifier_asks_for_more),
        cmocka_unit_test(lookalikes_are_no_candidates),
        cmocka_unit_test(chinese_short_names),
        cmocka_unit_test(traditional_characters_are_read),
        cmocka_unit_test(a_part_of_a_chinese_name_is_possible),
        cmocka_unit_test(a_code_without_its_exchange_needs_the_chinese_name),
        cmocka_unit_test(names_that_only_sound_alike_stay_silent),
    };
    return cmocka_run_group_tests(tests, small_reference_setup, small_reference_teardown);
}
