// SPDX-License-Identifier: GPL-3.0-or-later
// How likely two names are one company's: each feature, what it does to the probability, and the sentence.
#include "test_base.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/csv.h"
#include "holdtrace/name_match.h"
#include "holdtrace/names.h"
#include "holdtrace/text.h"

static const char hikvision[] = "Hangzhou Hikvision Digital Technology Co., Ltd.";
static const char dahua[] = "浙江大华技术股份有限公司";

#define STEMS "../shared/peers/names/stem_normalisation.csv"

static struct ht_arena *arena;

// The whole of the file PATH; empty when it is not there.
static struct ht_slice file_content(const char *path) {
    enum { MOST = 1 << 16 };
    FILE *file = fopen(path, "rb");
    char *text = ht_arena_alloc(arena, MOST);
    size_t size = file != NULL ? fread(text, 1, MOST - 1, file) : 0;
    if (file != NULL)
        fclose(file);
    return (struct ht_slice){text, size};
}

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

static struct ht_prepared_name prepared(const char *name, enum ht_name_origin origin) {
    struct ht_prepared_name out;
    struct ht_name_reading reading = {.origin = origin, .latin = true};
    reading.cut = origin == HT_NAME_PRINTED && ht_name_may_be_cut(name, 0);
    ht_name_prepare(arena, name, &reading, &out);
    return out;
}

static struct ht_name_match compared(const char *printed, const char *name) {
    struct ht_name_match match;
    struct ht_prepared_name a = prepared(printed, HT_NAME_PRINTED), b = prepared(name, HT_NAME_REGISTERED);
    ht_name_compare(&a, &b, NULL, &match);
    return match;
}

static double probability(const char *printed, const char *name) {
    return compared(printed, name).probability;
}

static const struct {
    const char *printed, *name;
    enum ht_name_feature feature;
    bool there;
} features[] = {
    {"HANGZHOU HIKVISION DIGITAL TECHNOL", hikvision, HT_NAME_WHOLE, true},
    {"HIKVISION HANGZHOU DIGITAL TECHNOLOGY", hikvision, HT_NAME_REORDERED, true},
    {"HANGZHOU HIKVISION DIGITAL TECHNOLOGY", hikvision, HT_NAME_REORDERED, false},
    {"Hangzhou Hikvison Digital Technology", hikvision, HT_NAME_SPELLED, true},
    {"Hangzhou Hikvison Digital Technology", hikvision, HT_NAME_WHOLE, false},
    {"Hangzhou Hikvison Digital Technology", hikvision, HT_NAME_MISTYPED, true},
    {"Beta Platforms", "Meta Platforms, Inc.", HT_NAME_MISTYPED_FIRST, true},
    {"Meta Platfarms", "Meta Platforms, Inc.", HT_NAME_MISTYPED_FIRST, false},
    {"Hikvision", hikvision, HT_NAME_ADDED, true},
    {"Hikvision", hikvision, HT_NAME_BOTH_LACK, false},
    {"Hangzhou Lion Digital", hikvision, HT_NAME_BOTH_LACK, true},
    {"Hangzhou Lion Digital", hikvision, HT_NAME_REPLACED, true},
    {"China State Construction Equipment Corp.", "China State Construction Engineering", HT_NAME_BOTH_LACK, true},
    {"Sense Time Group", "SenseTime Group", HT_NAME_JOINED, true},
    {"PricewaterhouseCoopers", "Pricewaterhouse Coopers LLP", HT_NAME_JOINED, true},
    {"Exxon Mobile", "ExxonMobil Corporation", HT_NAME_JOINED, true},
    {"Deutsche Telecom AG", "Deutsche Telekom AG", HT_NAME_SPELLED, true},
    {"SMIC", "Semiconductor Manufacturing International Corporation", HT_NAME_INITIALS, true},
    {"BYD Co Ltd", "比亚迪股份有限公司", HT_NAME_INITIALS, true},
    {"CETC 14th Research Institute", "CETC 38th Research Institute", HT_NAME_NUMBERS, true},
    {"CETC No. 38 Institute", "38th Institute of CETC", HT_NAME_NUMBERS, false},
    {"CETC 38th Institute", "CETC 38th Institute (CETC 38)", HT_NAME_NUMBER_ADDED, false},
    {"Management Company 23", "Management Company", HT_NAME_NUMBER_ADDED, true},
    {"Brigade Forty-Four", "Brigade 44", HT_NAME_WHOLE, true},
    {"Carlyle Partners VII L.P.", "Carlyle Partners VIII L.P.", HT_NAME_SERIES, true},
    {"Carlyle Partners VII L.P.", "Carlyle Partners VIII L.P.", HT_NAME_NUMBERS, false},
    {"360 Security Technology", "Security Technology", HT_NAME_NUMBER_ADDED, false},
    {"Deutsche Bank AG", "Deutsche Bank GmbH", HT_NAME_FORMS, true},
    {"Deutsche Bank AG", "Deutsche Bank Aktiengesellschaft", HT_NAME_FORMS, false},
    {"OAO Gazprom", "Open Joint Stock Company Gazprom", HT_NAME_FORMS, false},
    {"SenseTime Group Inc.", "SenseTime Group Limited", HT_NAME_FORMS_MIXED, true},
    {"HOMS REFINERY CORPORATION", "The Homs Refinery Company", HT_NAME_FORMS_MIXED, false},
    {"Bank of China (Hong Kong) Limited", "Bank of China (Australia) Limited", HT_NAME_PLACES, true},
    {"Banco Santander S.A.", "Banco Santander Mexico S.A.", HT_NAME_COUNTRY, true},
    {"大华股份", "Zhejiang Dahua Technology", HT_NAME_SCRIPT, true},
    {"Zhejiang Dahua Technology", dahua, HT_NAME_TRANSLATED, true},
    {"ОАО Газпром", "Gazprom", HT_NAME_WHOLE, true},
    {"GOLDWIND SCI & TECHN", "Goldwind Science & Technology Co., Ltd.", HT_NAME_WHOLE, true},
    {"INSPUR ELECTRONIC INFORMATION INDU", "Inspur Electronic Information Industry", HT_NAME_WHOLE, true},
    {"IBM Electrs Svcs", "IBM Electronics Services", HT_NAME_WHOLE, true},
    {"Aluminium Corp Mat", "Aluminium Corp Materials", HT_NAME_ABBREVIATED, true},
    {"Leon", "Leonardo", HT_NAME_ABBREVIATED, false},
    {"TACTICAL MISSILES CORPORATION JOINT STOCK COMPAN", "TACTICAL MISSILES CORPORATION JSC", HT_NAME_WHOLE, true},
};

static void features_are_told(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        struct ht_name_match match = compared(features[i].printed, features[i].name);
        if ((match.feature[features[i].feature] > 0) != features[i].there)
            fail_msg("%s / %s: feature %d is %f", features[i].printed, features[i].name, (int)features[i].feature,
                     (double)match.feature[features[i].feature]);
    }
}

// The first pair must be more likely than the second.
static void likelier_pairs_are_likelier(void **state) {
    static const char *const orders[][4] = {
        {hikvision, hikvision, "Hangzhou Hikvision Digital", hikvision},
        {"Hikvison", "Hikvision", "Hikma", "Hikvision"},
        {"IFLYTECK", "iFLYTEK", "IFLYTECK", "Infineon Technologies"},
        {"HIK VISION", "Hikvision", "HIK VISION", "Hik Capital"},
        {"China Mobile", "China Mobile Limited", "China Mobile", "China Mobile Games & Entertainment Group Ltd"},
        {"Siemens AG", "Siemens Aktiengesellschaft", "Siemens Energy AG", "Siemens Aktiengesellschaft"},
        {"CETC 38 Institute", "CETC 38th Institute", "CETC 14 Institute", "CETC 38th Institute"},
        {"Deutsche Bank AG", "Deutsche Bank Aktiengesellschaft", "Deutsche Bank GmbH",
         "Deutsche Bank Aktiengesellschaft"},
        {"大华股份", dahua, "沧州大化", dahua},
        {"商汤-W", "商汤集团股份有限公司", "商汤-W", "招商银行股份有限公司"},
        {"CHINA TELECOM", "China Telecom Corporation Limited", "CHINA TELECOM",
         "China Telecommunications Corporation"},
        {"大华股份", "大华股份有限公司", "大华股份", "Dahua"},
        {"ZTE CORP H", "ZTE Corporation", "ZTO EXPRESS", "ZTE Corporation"},
        {"Tencent", "Tencent Holdings Limited", "Tencent Music Entertainment", "Tencent Holdings Limited"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (probability(orders[i][0], orders[i][1]) <= probability(orders[i][2], orders[i][3]))
            fail_msg("%s / %s: %f, %s / %s: %f", orders[i][0], orders[i][1], probability(orders[i][0], orders[i][1]),
                     orders[i][2], orders[i][3], probability(orders[i][2], orders[i][3]));
}

static void other_companies_are_not_likely(void **state) {
    static const char *const apart[][2] = {
        {"Cangzhou Dahua Co.,Ltd", "Zhejiang Dahua Technology Co., Ltd."},
        {"CH BEIDAHUANG", "Zhejiang Dahua Technology Co., Ltd."},
        {"Leonardo S.p.A.", "Leon Technology Co., Ltd."},
        {"Hikma Pharmaceuticals", "Hikvision"},
        {"China Mobile Games & Entertainment Group Ltd", "China Mobile Limited"},
        {"CHINA EASTERN AIRLINES", "Eastern Communications Co., Ltd."},
        {"沧州大化股份有限公司", "浙江大华技术股份有限公司"},
        {"Saudi Arabian Gas Company", "Saudi Arabian Oil Company"},
        {"Bank of Ningbo Co Ltd", "Bank of Nanjing Co Ltd"},
        {"UBS AG P-NOTE ON HIKMA", "Hikvision"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if (probability(apart[i][0], apart[i][1]) >= HT_NAME_LIKELY)
            fail_msg("%s / %s: %f", apart[i][0], apart[i][1], probability(apart[i][0], apart[i][1]));
}

static void careless_names_are_worth_a_look(void **state) {
    static const char *const careless[][2] = {
        {"IFLYTECK", "iFLYTEK"},
        {"HIK VISION", "Hikvision"},
        {"HIKVISION 4.5 12/15/27", "Hikvision"},
        {"Hikvision Private Notes", "Hikvision"},
        {"UBS AG P-NOTE ON HIKVISION 2027", "Hikvision"},
        {"MACQUARIE BANK WTS HIKVISION", "Hikvision"},
        {"商汤-W", "商汤集团股份有限公司"},
        {"大华股份", dahua},
        {"大华股份", "Zhejiang Dahua Technology Co., Ltd."},
        {"海康威視", "杭州海康威视数字技术股份有限公司"},
        {"THERMO FISH.SCIENTIF.DL 1", "Thermo Fisher Scientific Inc."},
        {"SENSETIME-W", "SenseTime Group Inc."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof careless / sizeof *careless; i++)
        if (probability(careless[i][0], careless[i][1]) < 3 * HT_NAME_UNLIKELY)
            fail_msg("%s / %s: %f", careless[i][0], careless[i][1], probability(careless[i][0], careless[i][1]));
}

static void case_and_accents_change_nothing(void **state) {
    static const char *const same[][2] = {
        {"Société Générale S.A.", "SOCIETE GENERALE SA"},
        {"hangzhou hikvision digital technology co., ltd.", "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD."},
        {"Łoś Spółka z o.o.", "LOS SPOLKA Z O.O."},
        {"A.P. Møller - Mærsk A/S", "A.P. MOLLER - MAERSK A/S"},
        {"海康威視", "海康威视"},
        {"ＺＴＥ Corporation", "zte corporation"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct ht_name_match a = compared(same[i][0], hikvision), b = compared(same[i][1], hikvision);
        assert_memory_equal(a.feature, b.feature, sizeof a.feature);
        assert_float_equal(compared(same[i][0], same[i][1]).feature[HT_NAME_WHOLE], 1, 0);
    }
}

// Names made of words that are like one another, so that there are several ways to pair them.
static const char *made_name(unsigned seed) {
    static const char *const words[] = {"hikvision", "hikvison", "hik",     "vision",  "china",  "group", "digital",
                                        "digit",     "dig",      "14th",    "xiv",     "Ltd",    "(UK)",  "dahua",
                                        "大华",      "大化",     "technol", "techno.", "and",    "B.Y.D", "比亚迪",
                                        "fund",      "Газпром",  "beijing", "北京",    "energy", "new",   "the"};
    struct ht_buffer name = {0};
    for (unsigned count = 1 + seed % 6; count > 0; count--) {
        seed = seed * 1103515245U + 12345U;
        ht_buffer_string(&name, words[(seed >> 16) % (sizeof words / sizeof *words)]);
        ht_buffer_char(&name, ' ');
    }
    const char *out = ht_arena_copy(arena, name.data, name.len);
    ht_buffer_free(&name);
    return out;
}

static void it_is_the_same_both_ways(void **state) {
    enum { PAIRS = 3000 };
    (void)state;
    for (unsigned n = 0; n < PAIRS; n++) {
        struct ht_name_match there, back;
        struct ht_prepared_name a = prepared(made_name(2 * n), HT_NAME_REGISTERED);
        struct ht_prepared_name b = prepared(made_name(7 * n + 3), HT_NAME_REGISTERED);
        ht_name_compare(&a, &b, NULL, &there);
        ht_name_compare(&b, &a, NULL, &back);
        if (memcmp(there.feature, back.feature, sizeof there.feature) != 0)
            fail_msg("%s / %s: %f, back %f", a.name, b.name, there.probability, back.probability);
        assert_true(there.probability > 0 && there.probability < 1);
        assert_true(there.likeness >= 0 && there.likeness <= 1);
    }
}

static void facts_beside_the_name_count(void **state) {
    float none[HT_NAME_FEATURE_COUNT] = {0};
    struct ht_name_context agrees = {.country = HT_AGREES}, against = {.country = HT_CONTRADICTS};
    struct ht_name_context all = {HT_AGREES, HT_AGREES, HT_AGREES, HT_AGREES};
    (void)state;
    double nothing = ht_name_probability(none, NULL);
    assert_true(ht_name_probability(none, &agrees) > nothing);
    assert_true(ht_name_probability(none, &against) < nothing);
    assert_true(ht_name_probability(none, &all) > ht_name_probability(none, &agrees));
    assert_float_equal(ht_name_probability(none, &(struct ht_name_context){0}), nothing, 0);
}

// "technology" is in half of a hundred names, no other word in any.
static uint32_t count_of(const void *user, const char *word, size_t len) {
    (void)user;
    return len == 10 && memcmp(word, "technology", 10) == 0 ? 50 : 0;
}

static void rare_words_weigh_more(void **state) {
    struct ht_word_counts counts = {count_of, NULL, 100};
    struct ht_name_reading reading = {.origin = HT_NAME_REGISTERED, .counts = &counts};
    struct ht_prepared_name name;
    (void)state;
    ht_name_prepare(arena, "Zhejiang Dahua Technology of 14", &reading, &name);
    assert_int_equal(name.count, 5);
    assert_true(name.words[1].weight > name.words[0].weight); // a place
    assert_true(name.words[0].weight > name.words[2].weight);
    assert_true(name.words[2].weight > name.words[3].weight);
    assert_int_equal(name.words[2].names, 50);
    assert_int_equal(name.words[4].number, 14);
}

// Scores do not pile up: names that are the same in all words still have an order.
static void the_best_have_an_order(void **state) {
    (void)state;
    struct ht_name_match same = compared(hikvision, hikvision);
    struct ht_name_match nearly = compared("Hangzhou Hikvision Digital Technology", hikvision);
    struct ht_name_match shorter = compared("Hikvision", "Hikvision");
    assert_true(same.probability < 1 && same.probability > shorter.probability);
    assert_float_equal(same.probability, nearly.probability, 0);
    assert_true(ht_name_match_order(&same, &nearly) < 0 && ht_name_match_order(&nearly, &same) > 0);
    assert_true(ht_name_match_order(&same, &shorter) < 0);
    assert_int_equal(ht_name_match_order(&same, &same), 0);
}

static void names_without_words_are_like_none(void **state) {
    static const char *const empty[] = {"", " - ", "\xFF\xFE", "Ltd"};
    (void)state;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        assert_float_equal(probability(empty[i], hikvision), HT_NAME_NOTHING_SHARED, 0);
        assert_float_equal(probability(hikvision, empty[i]), HT_NAME_NOTHING_SHARED, 0);
    }
    const char *longest = "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p";
    assert_int_equal(prepared(longest, HT_NAME_REGISTERED).count, HT_NAME_WORDS);
    assert_true(compared(longest, longest).probability < 1);
}

// Without reading, Chinese names compare with Chinese ones alone, and nothing is loaded.
static void other_scripts_are_read_when_asked(void **state) {
    struct ht_name_reading reading = {.origin = HT_NAME_REGISTERED};
    struct ht_prepared_name chinese, english;
    struct ht_name_match match;
    (void)state;
    ht_name_prepare(arena, dahua, &reading, &chinese);
    ht_name_prepare(arena, "Dahua", &reading, &english);
    assert_string_equal(chinese.words[1].text, "大华");
    ht_name_compare(&chinese, &english, NULL, &match);
    assert_float_equal(match.probability, HT_NAME_NOTHING_SHARED, 0);
    assert_string_equal(prepared(dahua, HT_NAME_REGISTERED).words[1].text, "dahua");
}

static const char *sentence(const char *printed, const char *name, const struct ht_name_context *context,
                            const char *country, const struct ht_name_runner_up *next) {
    struct ht_name_match match;
    struct ht_prepared_name a = prepared(printed, HT_NAME_PRINTED), b = prepared(name, HT_NAME_REGISTERED);
    ht_name_compare(&a, &b, context, &match);
    return ht_name_match_sentence(arena, &a, &b, &match, name, country, next);
}

static void the_reason_is_a_sentence(void **state) {
    struct ht_name_context agrees = {.country = HT_AGREES}, against = {.country = HT_CONTRADICTS};
    struct ht_name_runner_up next = {"Hangzhou Hikmicro", 0.31};
    (void)state;
    assert_string_equal(
        sentence("HANGZHOU HIKVISION DIGITAL TECHNOL", hikvision, &agrees, "China", &next),
        "matched \"HANGZHOU HIKVISION DIGITAL TECHNOL\" to Hangzhou Hikvision Digital Technology Co., Ltd.: first "
        "three words equal, \"technol\" cut at the export's 34 characters; country China agrees; next best Hangzhou "
        "Hikmicro, 0.31");
    assert_string_equal(
        sentence("IFLYTECK", "iFLYTEK", &against, NULL, NULL),
        "matched \"IFLYTECK\" to iFLYTEK: \"iflyteck\" spelled for \"iflytek\"; country contradicts it");
    assert_string_equal(sentence("HIK VISION", "Hikvision", NULL, NULL, NULL),
                        "matched \"HIK VISION\" to Hikvision: words joined or divided otherwise (\"hik\", "
                        "\"hikvision\")");
    assert_string_equal(sentence("CETC 14th Institute", "CETC 38th Institute", NULL, NULL, NULL),
                        "matched \"CETC 14th Institute\" to CETC 38th Institute: two of three words equal, printed "
                        "besides \"14th\", not printed \"38th\", numbers differ");
    assert_string_equal(sentence("UBS WARRANT HIKVISION", "Hikvision", NULL, NULL, NULL),
                        "matched \"UBS WARRANT HIKVISION\" to Hikvision: one of two words equal, an instrument on "
                        "another company's shares, whose issuer may be printed too");
}

// A reading is for comparing; what is quoted is what stands there.
static void readings_are_not_shown(void **state) {
    (void)state;
    const char *text = sentence("比亚迪", "BYD Co Ltd", NULL, NULL, NULL);
    assert_non_null(strstr(text, "比亚迪"));
    assert_null(strstr(text, "biyadi"));
}

/*
 * Other projects' names and what they take for the name without its legal form: of those that only take the form
 * away, ours must be the same company with the same words.
 */
static void stems_of_other_projects_are_whole(void **state) {
    enum { LEAST = 75 };
    static const char *const aims[] = {"basename", "remove_org_types", "remove_types", "RemoveCompanyTitles"};
    struct ht_grid grid;
    struct ht_error err;
    struct ht_findings findings = ht_findings_in(arena);
    size_t tried = 0, whole = 0;
    (void)state;
    if (ht_csv_read(file_content(STEMS), ',', arena, &grid, &findings, &err) != HT_OK || grid.count == 0) {
        print_message("skipped: " STEMS " is not there\n");
        skip();
    }
    for (size_t i = 1; i < grid.count; i++) {
        struct ht_slice name = ht_row_cell(&grid.rows[i], 0), stem = ht_row_cell(&grid.rows[i], 1);
        bool ours = false;
        for (size_t k = 0; k < sizeof aims / sizeof *aims; k++)
            ours = ours || ht_text_starts(ht_row_cell(&grid.rows[i], 3).data, aims[k]);
        if (!ours || stem.len == 0)
            continue;
        tried++;
        whole += compared(name.data, stem.data).feature[HT_NAME_WHOLE] > 0;
    }
    print_message("%zu of %zu stems\n", whole, tried);
    assert_true(whole >= LEAST);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stems_of_other_projects_are_whole),
        cmocka_unit_test(features_are_told),
        cmocka_unit_test(likelier_pairs_are_likelier),
        cmocka_unit_test(other_companies_are_not_likely),
        cmocka_unit_test(careless_names_are_worth_a_look),
        cmocka_unit_test(case_and_accents_change_nothing),
        cmocka_unit_test(it_is_the_same_both_ways),
        cmocka_unit_test(facts_beside_the_name_count),
        cmocka_unit_test(rare_words_weigh_more),
        cmocka_unit_test(the_best_have_an_order),
        cmocka_unit_test(names_without_words_are_like_none),
        cmocka_unit_test(other_scripts_are_read_when_asked),
        cmocka_unit_test(the_reason_is_a_sentence),
        cmocka_unit_test(readings_are_not_shown),
    };
    return cmocka_run_group_tests(tests, new_arena, free_arena);
}
