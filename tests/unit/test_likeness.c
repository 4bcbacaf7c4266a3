// SPDX-License-Identifier: GPL-3.0-or-later
// Careless spellings of names: what is told as possible, and what stays silent.
#include "resolve_reference.h"

#include "holdtrace/likeness.h"
#include "holdtrace/names.h"
#include "holdtrace/resolve.h"

static const char hikvision[] = "hangzhou hikvision digital technology";

static void words_cut_short_are_told(void **state) {
    static const char *const cut[] = {"hangzhou hikvision dig", "hangzhou hikvision",
                                      "hangzhou hikvision digital tech", "han hikvision digital",
                                      "hangzhou hikv dig tech"};
    (void)state;
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++)
        assert_int_equal(ht_name_likeness(cut[i], hikvision), HT_CUT_SHORT);
    assert_int_equal(ht_name_likeness("zhejiang dahua tech", "zhejiang dahua technology"), HT_CUT_SHORT);
    assert_int_equal(ht_name_likeness("hikvision digital", ht_name_without_place(hikvision)), HT_CUT_SHORT);
}

static void typing_errors_are_told(void **state) {
    static const char *const typed[] = {
        "hangzhou hikvision digital technlogy",   // left out
        "hangzhou hikvision digital technollogy", // put in
        "hangzhou hikvision digital techmology",  // changed
        "hangzhou hikvision digital technoolgy",  // exchanged
        "hangzhou hikvison digitl technology",    // two in a long name
    };
    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        assert_int_equal(ht_name_likeness(typed[i], hikvision), HT_MISTYPED);
    assert_int_equal(ht_name_likeness("zijin minng group", "zijin mining group"), HT_MISTYPED);
}

static void words_joined_or_divided_are_told(void **state) {
    (void)state;
    assert_int_equal(ht_name_likeness("sense time group", "sensetime group"), HT_MISTYPED);
    assert_int_equal(ht_name_likeness("hang zhou hikvision digital technology", hikvision), HT_MISTYPED);
    assert_int_equal(ht_name_likeness("zhejiangdahua technology", "zhejiang dahua technology"), HT_MISTYPED);
    assert_int_equal(ht_name_likeness("china mobilecommunications group", "china mobile communications group"),
                     HT_UNLIKE);
    assert_int_equal(ht_name_likeness("da hua tech", "dahua tech"), HT_UNLIKE);
}

static void other_names_are_unlike(void **state) {
    static const char *const apart[][2] = {
        {"hangzhou", "hangzhou hikvision digital technology"},            // one word
        {"hangzhou hik", "hangzhou hikvision digital technology"},        // too little of it
        {"hangzhou hi digital", "hangzhou hikvision digital technology"}, // two letters
        {"hangzhou digital", "hangzhou hikvision digital technology"},    // a word is left out
        {"hangzhou hikvision pharma", "hangzhou hikvision digital technology"},
        {"hangzhou hikvision digital technology group", "hangzhou hikvision digital technology"},
        {"china mobile communications", "china mobile communications group"}, // common words only
        {"cangzhou dahua", "zhejiang dahua technology"},
        {"zijin minng grop", "zijin mining group"},                           // two errors in a short name
        {"zhejiang jahua technology", "zhejiang dahua technology"},           // a first letter
        {"cetc 32 research institute one", "cetc 38 research institute one"}, // figures
        {"jangzhou hikvision digital technology", "hangzhou hikvision digital technology"},
        {"keda xinjiang technology", "kedu xinjiang technology"}, // a short word
        {"hikvision hangzhou", "hangzhou hikvision"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        assert_int_equal(ht_name_likeness(apart[i][0], apart[i][1]), HT_UNLIKE);
}

static void some_names_cannot_be_resembled(void **state) {
    (void)state;
    assert_true(ht_name_can_be_resembled(hikvision));
    assert_false(ht_name_can_be_resembled("hikvision"));
    assert_false(ht_name_can_be_resembled("dahua tech"));
    assert_false(ht_name_can_be_resembled("china electronics technology"));
    assert_false(ht_name_can_be_resembled("杭州海康威视 数字技术 hikvision"));
    assert_string_equal(ht_name_without_place(hikvision), "hikvision digital technology");
    assert_null(ht_name_without_place("hikvision digital technology"));
    assert_null(ht_name_without_place("hangzhou"));
}

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
    assert_int_equal(row.candidate_count, 1);
    assert_string_equal(row.candidates[0].entity->id, entity);
    assert_false(row.candidates[0].score.known);
    assert_non_null(strstr(row.candidates[0].why, "may be a"));
}

static void assert_silent(void **state, struct ht_position position) {
    struct ht_resolved row = resolve(state, position);
    assert_int_equal(row.method, HT_UNMATCHED);
    assert_int_equal(row.candidate_count, 0);
}

static void a_careless_spelling_is_possible(void **state) {
    static const char *const printed[] = {
        "Hangzhou Hikvision Dig.",           "Hikvision Digital Technology",
        "HANGZHOU HIKVISION DIGITAL-A",      "Hangzhou Hikvision Digital Technlogy Co",
        "Hangzhou Hikvision Digital (a)(b)", "Hikvison Digital Technology Co., Ltd."};
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        assert_similar(state, (struct ht_position){.name = printed[i], .country = "CN"}, "hikvision");
        assert_similar(state, (struct ht_position){.name = printed[i]}, "hikvision");
    }
    assert_similar(state, (struct ht_position){.name = "Zhejiang Dahua Tech", .isin = "XS1234567893"}, "dahua");
    assert_similar(
        state, (struct ht_position){.name = "Call", .underlying_name = "Zhejiang Dahua Tech", .kind = HT_KIND_OPTION},
        "dahua");
}

static void what_speaks_against_it_silences_it(void **state) {
    const char *name = "Zhejiang Dahua Tech";
    assert_silent(state, (struct ht_position){.name = name, .country = "US"});
    assert_silent(state, (struct ht_position){.name = name, .country = "CN", .isin = "US0378331112"});
    assert_silent(state, (struct ht_position){.name = name, .country = "CN", .ticker = "600230", .mic = "XSHG"});
    assert_silent(state, (struct ht_position){.name = name, .country = "CN", .kind = HT_KIND_FUND});
    assert_silent(state, (struct ht_position){.name = name, .country = "CN", .kind = HT_KIND_CASH});
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
    assert_silent(state, (struct ht_position){.name = "海康威视", .country = "US"});
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
        cmocka_unit_test(words_cut_short_are_told),
        cmocka_unit_test(typing_errors_are_told),
        cmocka_unit_test(words_joined_or_divided_are_told),
        cmocka_unit_test(other_names_are_unlike),
        cmocka_unit_test(some_names_cannot_be_resembled),
        cmocka_unit_test(a_careless_spelling_is_possible),
        cmocka_unit_test(what_speaks_against_it_silences_it),
        cmocka_unit_test(chinese_short_names),
        cmocka_unit_test(traditional_characters_are_read),
        cmocka_unit_test(a_part_of_a_chinese_name_is_possible),
        cmocka_unit_test(a_code_without_its_exchange_needs_the_chinese_name),
        cmocka_unit_test(names_that_only_sound_alike_stay_silent),
    };
    return cmocka_run_group_tests(tests, small_reference_setup, small_reference_teardown);
}
