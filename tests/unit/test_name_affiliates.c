// SPDX-License-Identifier: GPL-3.0-or-later
// Names of companies of one group, short names of exchanges, names in Chinese and in English; what a probability
// means.
#include "test_base.h"

#include <math.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/name_match.h"
#include "holdtrace/names.h"

static struct ht_arena *arena;

static int new_arena(void **state) {
    (void)state;
    arena = ht_arena_new();
    return 0;
}

static int free_arena(void **state) {
    (void)state;
    ht_arena_free(arena);
    return 0;
}

static struct ht_name_match compared_with(const char *printed, const char *name,
                                          const struct ht_word_counts *counts) {
    struct ht_name_match match;
    struct ht_prepared_name a, b;
    struct ht_name_reading as_printed = {.origin = HT_NAME_PRINTED, .latin = true, .counts = counts};
    struct ht_name_reading registered = {.origin = HT_NAME_REGISTERED, .latin = true, .counts = counts};
    ht_name_prepare(arena, printed, &as_printed, &a);
    ht_name_prepare(arena, name, &registered, &b);
    ht_name_compare(&a, &b, NULL, &match);
    return match;
}

static struct ht_name_match compared(const char *printed, const char *name) {
    return compared_with(printed, name, NULL);
}

static double probability(const char *printed, const char *name) {
    return compared(printed, name).probability;
}

static void brackets_tell_a_local_company(void **state) {
    static const struct {
        const char *printed, *name;
        bool there;
    } pairs[] = {
        {"Inspur Electronic Information Industry", "Inspur (Beijing) Electronic Information Industry Co., Ltd.",
         true},
        {"Hoshine Silicon Industry", "Hoshine Silicon Industry (Shanshan) Co., Ltd.", true},
        {"浪潮电子信息产业", "浪潮（北京）电子信息产业有限公司", true},
        // In both, in neither, and behind the name.
        {"Inspur Beijing Electronic", "Inspur (Beijing) Electronic Co., Ltd.", false},
        {"Beijing Inspur Electronic", "Inspur Electronic", false},
        {"Inspur Electronic", "Inspur Electronic (Beijing)", false},
        {"(Beijing) Inspur Electronic", "Inspur Electronic", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].there != (compared(pairs[i].printed, pairs[i].name).feature[HT_NAME_BRACKETED] > 0))
            fail_msg("%s / %s", pairs[i].printed, pairs[i].name);
    assert_true(probability("Hoshine Silicon Industry", "Hoshine Silicon Industry (Shanshan) Co., Ltd.") <
                probability("Hoshine Silicon Industry", "Hoshine Silicon Industry Shanshan Co., Ltd."));
}

static void the_sentence_tells_brackets(void **state) {
    const char *name = "Inspur (Beijing) Electronic Co., Ltd.";
    struct ht_name_reading printed = {.origin = HT_NAME_PRINTED}, registered = {.origin = HT_NAME_REGISTERED};
    struct ht_prepared_name a, b;
    struct ht_name_match match;
    (void)state;
    ht_name_prepare(arena, "Inspur Electronic", &printed, &a);
    ht_name_prepare(arena, name, &registered, &b);
    ht_name_compare(&a, &b, NULL, &match);
    assert_string_equal(
        ht_name_match_sentence(arena, &a, &b, &match, name, NULL, NULL),
        "matched \"Inspur Electronic\" to Inspur (Beijing) Electronic Co., Ltd.: all two words printed "
        "equal, not printed \"beijing\", a word in brackets in one name alone");
}

static void a_short_name_need_not_say_all(void **state) {
    static const struct {
        const char *printed, *name;
        bool there;
    } pairs[] = {
        {"云南白药", "Yunnan Baiyao Group Co., Ltd.", true},
        {"科伦药业", "Sichuan Kelun Pharmaceutical Co Ltd", true},
        {"大华股份", "浙江大华技术股份有限公司", true},
        {"三花智控", "ZHEJIANG SANHUA INTELLIGENT CONTROLS CO.,LTD.", true},
        // Words that several companies have; a word that the company lacks; another reading; a longer word.
        {"中国电子", "China Electronics Technology Group Corporation", false},
        {"中国石油", "China Petroleum & Chemical Corporation", false},
        {"大华银行", "浙江大华技术股份有限公司", false},
        {"大华继显", "浙江大华技术股份有限公司", false},
        {"三环集团", "Wanhua Chemical Group Co., Ltd.", false},
        {"大华银行", "大华股份", false},
        {"大华银行有限公司", "大华股份", false},
        // Not a short name.
        {"杭州海康威视数字", "杭州海康威视数字技术股份有限公司", false},
        {"Dahua", "浙江大华技术股份有限公司", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].there != (compared(pairs[i].printed, pairs[i].name).feature[HT_NAME_SHORT_NAME] > 0))
            fail_msg("%s / %s", pairs[i].printed, pairs[i].name);
}

// A brand that was chosen in English is no reading; the other words of a legal name are translated all the same.
static void a_legal_name_meets_its_translation(void **state) {
    const char *legal = "Hangzhou Hikvision Digital Technology Co., Ltd.";
    (void)state;
    assert_float_equal(probability("海康威视", legal), HT_NAME_NOTHING_SHARED, 0);
    struct ht_name_match match = compared("杭州海康威视数字技术股份有限公司", legal);
    assert_true(match.feature[HT_NAME_READ_OTHERWISE] > 0);
    assert_float_equal(match.feature[HT_NAME_REPLACED], 0, 0);
    assert_true(match.probability > HT_NAME_UNLIKELY && match.probability < HT_NAME_LIKELY);
    assert_true(match.probability > probability("杭州先锋电子技术股份有限公司", legal));
    assert_true(match.probability > probability("Hangzhou Hikmicro Digital Technology Co., Ltd.", legal));
    static const char *const translated[][2] = {
        {"新疆生产建设兵团", "Xinjiang Production and Construction Corps"},
        {"世纪华通集团", "Century Huatong Group Co., Ltd."},
        {"宁波精密轴承激光设备", "Ningbo Precision Bearing Laser Equipment"},
    };
    for (size_t i = 0; i < sizeof translated / sizeof *translated; i++)
        if (compared(translated[i][0], translated[i][1]).feature[HT_NAME_TRANSLATED] == 0)
            fail_msg("%s", translated[i][0]);
    assert_float_equal(compared(translated[0][0], translated[0][1]).feature[HT_NAME_WHOLE], 1, 0);
    // A word has several translations; in English each is a word of its own.
    assert_float_equal(compared("长城汽车", "Great Wall Motor Co Ltd").feature[HT_NAME_WHOLE], 1, 0);
    assert_float_equal(compared("Great Wall Automobile", "Great Wall Motor Co Ltd").feature[HT_NAME_WHOLE], 0, 0);
}

static void readings_are_not_mistyped(void **state) {
    (void)state;
    assert_float_equal(compared("三环集团", "Wanhuan Group").feature[HT_NAME_MISTYPED], 0, 0);
    assert_true(compared("华峰化学", "Huafon Chemical Co., Ltd.").probability > HT_NAME_NOTHING_SHARED);
    assert_true(compared("Harper acd Sons", "Harper and Sons").feature[HT_NAME_SPELLED] > 0);
}

// What an export prints of a share beside the name is no word of the company.
static void remarks_on_shares_are_no_words(void **state) {
    static const struct {
        const char *printed, *name;
        bool whole;
    } pairs[] = {
        {"SIMON PROPERTY GROUP REIT INC", "Simon Property Group, Inc.", true},
        {"BANCO BRADESCO PREF SA", "Banco Bradesco S.A.", true},
        {"Petroleo Brasileiro SA Pfd", "Petroleo Brasileiro S.A.", true},
        {"INTERACTIVE BROKERS GROUP INC CLAS", "Interactive Brokers Group, Inc.", true},
        {"COGNIZANT TECHNOLOGY SOLUTIONS COR", "Cognizant Technology Solutions Corporation", true},
        // A trust that is called so.
        {"Keppel REIT", "Keppel Ltd.", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct ht_prepared_name a, b;
        struct ht_name_match match;
        struct ht_name_reading printed = {.origin = HT_NAME_PRINTED, .cut = ht_name_may_be_cut(pairs[i].printed, 0)};
        struct ht_name_reading registered = {.origin = HT_NAME_REGISTERED};
        ht_name_prepare(arena, pairs[i].printed, &printed, &a);
        ht_name_prepare(arena, pairs[i].name, &registered, &b);
        ht_name_compare(&a, &b, NULL, &match);
        if (pairs[i].whole != (match.feature[HT_NAME_WHOLE] > 0))
            fail_msg("%s / %s", pairs[i].printed, pairs[i].name);
    }
}

// Two words that the reference has are two words, however like they are.
static uint32_t both_known(const void *user, const char *word, size_t len) {
    (void)user;
    return (len == 6 && memcmp(word, "suncor", len) == 0) || (len == 7 && memcmp(word, "suncoke", len) == 0);
}

static void two_known_words_are_no_misspelling(void **state) {
    struct ht_word_counts counts = {both_known, NULL, 1000};
    (void)state;
    struct ht_name_match known = compared_with("SUNCOR ENERGY", "SunCoke Energy", &counts);
    struct ht_name_match careless = compared_with("SUNCORE ENERGY", "SunCoke Energy", &counts);
    assert_float_equal(known.feature[HT_NAME_SPELLED], 0, 0);
    assert_float_equal(careless.feature[HT_NAME_SPELLED], 1, 0);
    assert_true(known.probability < careless.probability / 2);
}

// What is said rises with what the features say, and ends nowhere: no two scores of a kind become equal.
static void calibration_keeps_the_order(void **state) {
    float features[HT_NAME_FEATURE_COUNT] = {0};
    struct ht_name_context agrees = {.country = HT_AGREES};
    double before = 0;
    (void)state;
    features[HT_NAME_WHOLE] = 1;
    features[HT_NAME_FIRST] = 1;
    for (int i = 0; i <= 40; i++) {
        features[HT_NAME_SHARED] = (float)i / 20 - 1;
        double now = ht_name_probability(features, NULL), with = ht_name_probability(features, &agrees);
        assert_true(now > before && now > 0 && now < 1 && with > now && with < 1);
        before = now;
    }
}

// A fact beside the name multiplies the odds by the same, whatever the name says.
static double odds(double p) {
    p = (p - 0.001) / 0.998; // without the bounds
    return p / (1 - p);
}

static void a_fact_multiplies_the_odds(void **state) {
    float much[HT_NAME_FEATURE_COUNT] = {0}, little[HT_NAME_FEATURE_COUNT] = {0};
    struct ht_name_context agrees = {.country = HT_AGREES};
    (void)state;
    much[HT_NAME_WHOLE] = 1;
    double by_much = odds(ht_name_probability(much, &agrees)) / odds(ht_name_probability(much, NULL));
    double by_little = odds(ht_name_probability(little, &agrees)) / odds(ht_name_probability(little, NULL));
    assert_true(by_much > 1);
    assert_float_equal(by_much, by_little, 1e-6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brackets_tell_a_local_company),      cmocka_unit_test(the_sentence_tells_brackets),
        cmocka_unit_test(a_short_name_need_not_say_all),      cmocka_unit_test(a_legal_name_meets_its_translation),
        cmocka_unit_test(readings_are_not_mistyped),          cmocka_unit_test(remarks_on_shares_are_no_words),
        cmocka_unit_test(two_known_words_are_no_misspelling), cmocka_unit_test(calibration_keeps_the_order),
        cmocka_unit_test(a_fact_multiplies_the_odds),
    };
    return cmocka_run_group_tests(tests, new_arena, free_arena);
}
