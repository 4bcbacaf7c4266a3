// SPDX-License-Identifier: GPL-3.0-or-later
// Name keys, issuer parts of security names as exports print them, and names that were cut.
#include "test_base.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/names.h"

struct pair {
    const char *name;
    const char *expected;
};

static int new_arena(void **state) {
    *state = ht_arena_new();
    return 0;
}

static int free_arena(void **state) {
    ht_arena_free(*state);
    return 0;
}

static const struct pair keys[] = {
    {"Hangzhou Hikvision Digital Technology Co.,Ltd.", "hangzhou hikvision digital technology"},
    {"HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD", "hangzhou hikvision digital technology"},
    {"Iflytek Co.,ltd.", "iflytek"},
    {"ZTE Corporation", "zte"},
    {"The Homs Refinery Company", "homs refinery"},
    {"China Mobile Limited", "china mobile"},
    {"SBI HOLDINGS INC", "sbi holdings"},
    {"Alibaba Group Holding Ltd", "alibaba group holdings"},
    {"ALIBABA GROUP HLDG", "alibaba group holdings"},
    {"SEMICONDUCTOR MFG INTL CORP", "semiconductor manufacturing international"},
    {"Hewlett Packard Enterprise Company", "hewlett packard enterprise"},
    {"AT&T Inc", "at and t"},
    {"McDonald's Corporation", "mcdonalds"},
    {"McDonald\xE2\x80\x99s Corporation", "mcdonalds"},
    {"L'Or\xC3\xA9"
     "al S.A.",
     "loreal"},
    {"A.P. M\xC3\xB8ller - M\xC3\xA6rsk A/S", "ap moller maersk"},
    {"Novo Nordisk A/S", "novo nordisk"},
    {"Enel S.p.A.", "enel"},
    {"Am\xC3\xA9rica M\xC3\xB3vil S.A.B. de C.V.", "america movil"},
    {"Merck KGaA", "merck"},
    {"Beispiel GmbH & Co. KG", "beispiel"},
    {"Deutsche Bank Aktiengesellschaft", "deutsche bank"},
    {"Bayerische Motoren Werke AG", "bayerische motoren werke"},
    {"Sampo Oyj", "sampo"},
    {"Malayan Banking Bhd", "malayan banking"},
    {"PT Bank Central Asia Tbk", "bank central asia"},
    {"Example Company Pty Ltd", "example"},
    {"Gazprom PJSC", "gazprom"},
    {"Open Joint Stock Company Gazprom", "gazprom"},
    {"Limited Liability Company Iskusstvo Krasoty", "iskusstvo krasoty"},
    {"Oy Beispiel Ab", "beispiel"},
    {"GmbH Siemens", "siemens"},
    {"Volkswagen Gesellschaft mit beschr\u00e4nkter Haftung", "volkswagen"},
    {"Открытое акционерное общество Газпром", "газпром"},
    {"Газпром Публичное акционерное общество", "газпром"},
    {"JSC", "jsc"},
    {"Qatar National Bank Q.P.S.C.", "qatar national bank"},
    {"Amazon.com Inc", "amazon com"},
    {"JD.COM INC", "jd com"},
    {"China Electronics Technology Group Corporation", "china electronics technology group"},
    {"\xE6\x9D\xAD\xE5\xB7\x9E\xE6\xB5\xB7\xE5\xBA\xB7\xE5\xA8\x81\xE8\xA7\x86\xE6\x95\xB0\xE5\xAD\x97\xE6\x8A\x80"
     "\xE6\x9C\xAF\xE8\x82\xA1\xE4\xBB\xBD\xE6\x9C\x89\xE9\x99\x90\xE5\x85\xAC\xE5\x8F\xB8",
     "杭州海康威视数字技术"},
    {"中国电子科技集团有限公司", "中国电子科技集团"},
    {"中国电子科技集团公司", "中国电子科技集团"},
    {"重庆太极实业（集团）股份有限公司", "重庆太极实业集团"},
    {"重庆太极实业(集团)股份有限公司", "重庆太极实业集团"},
    {"某某北京分公司", "某某北京分公司"}, // a branch
    {"株式会社東芝", "東芝"},
    {"\xEF\xBC\xA1\xEF\xBC\xA2\xEF\xBC\xA3 Ltd", "abc"}, // full width
    {"ОАО Новороссийский морской торговый порт", "новороссиискии морскои торговыи порт"},
    {"The Limited", "limited"},
    {"AG", "ag"},
    {"", ""},
    {" - ", ""},
    {"\xFF\xFE", ""},
};

static void keys_of_names(void **state) {
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_string_equal(ht_name_key(*state, keys[i].name), keys[i].expected);
}

static void different_companies_keep_different_keys(void **state) {
    static const struct pair apart[] = {
        {"Zhejiang Dahua Technology Co.,Ltd.", "Hebei Cangzhou Dahua Co Ltd"},
        {"Zhejiang Dahua Technology Co.,Ltd.", "Cangzhou Dahua Co Ltd"},
        {"Taiji Computer Corporation Limited", "Wuxi Taiji Industry Limited Corporation"},
        {"Alibaba Group Holding Ltd", "Alibaba Health Information Technology Limited"},
        {"China Mobile Limited", "China Mobile Group"},
        {"CETC Digital Technology Co Ltd", "CETC Chips Technology Inc"},
        {"Siemens AG", "Siemens Energy AG"},
        {"浙江大华技术股份有限公司", "沧州大化股份有限公司"},
    };
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        assert_string_not_equal(ht_name_key(*state, apart[i].name), ht_name_key(*state, apart[i].expected));
}

// The legal form is all that tells these two companies apart.
static void legal_forms_can_be_kept(void **state) {
    assert_string_equal(ht_name_key(*state, "SenseTime Group Inc."), ht_name_key(*state, "SenseTime Group Limited"));
    assert_string_equal(ht_name_key_with_form(*state, "SenseTime Group, Inc."), "sensetime group inc");
    assert_string_equal(ht_name_key_with_form(*state, "SENSETIME GROUP LIMITED"), "sensetime group ltd");
    assert_string_equal(ht_name_key_with_form(*state, "The Boeing Company"), "boeing co");
}

static const struct pair issuers[] = {
    {"CHINA MOBILE LTD HKD0.10", "CHINA MOBILE LTD"},
    {"ALIBABA GROUP HLDG.SPN. ADR 1:1", "ALIBABA GROUP HLDG"},
    {"ALIBABA GROUP HOLDING ADR REPRESEN", "ALIBABA GROUP HOLDING"},
    {"ADR ALIBABA GROUP HLDG LTD-SP A", "ALIBABA GROUP HLDG LTD"},
    {"IFLYTEK LTD A", "IFLYTEK LTD"},
    {"CHINA CONSTRUCTION BANK CORP H", "CHINA CONSTRUCTION BANK CORP"},
    {"LEGEND HOLDINGS CORP H RIGHTS", "LEGEND HOLDINGS CORP"},
    {"SBI HOLDINGS INC NPV", "SBI HOLDINGS INC"},
    {"PROVEN GLORY CAPITAL LTD MTN RegS", "PROVEN GLORY CAPITAL LTD"},
    {"PROVEN HONOUR CAPITAL LTD RegS", "PROVEN HONOUR CAPITAL LTD"},
    {"AA BOND CO LTD 6.269% BDS 02/07/2043 GBP100000", "AA BOND CO LTD"},
    {"Alibaba Group Holding 2.125% 2031-02-09", "Alibaba Group Holding"},
    {"Deutsche Bank VAR 260903", "Deutsche Bank"},
    {"Amazon 4,8 341205", "Amazon"},
    {"JD.COM CLASS A INC", "JD.COM INC"},
    {"ALPHABET INC CL C", "ALPHABET INC"},
    {"Alphabet Inc. Class A", "Alphabet Inc."},
    {"HIKVISION 4.5 12/15/27", "HIKVISION"},
    {"THERMO FISH.SCIENTIF.DL 1", "THERMO FISH.SCIENTIF"},
    {"SIEMENS AG.EO 3", "SIEMENS AG"},
    {"3M CO COM", "3M CO"},
    {"Zte Ord Shs A", "Zte"},
    {"SIEMENS N AG", "SIEMENS AG"},
    {"DEUTSCHE BANK AG NA O.N.", "DEUTSCHE BANK AG"},
    {"JPMORGAN CHASE       DL 1", "JPMORGAN CHASE"},
    {"CODAN LTD/AUSTRALIA", "CODAN LTD"},
    {"CIA VALE DO RIO DOCE SH", "CIA VALE DO RIO DOCE"},
    {"HANGZHOU HIKVISION DIGITAL TECHNOLOGY A", "HANGZHOU HIKVISION DIGITAL TECHNOLOGY"},
    {"HANGZHOU HIKVISION DIGITAL A", "HANGZHOU HIKVISION DIGITAL"},
    {"HANGZHOU HIKVISION DIGITAL-A", "HANGZHOU HIKVISION DIGITAL"},
    {"Zhejiang Dahua Technology Co Ltd - A Shares", "Zhejiang Dahua Technology Co Ltd"},
    {"Zhejiang Dahua Technology - A", "Zhejiang Dahua Technology"},
    {"Zhejiang Dahua Technology Co Ltd H Shares", "Zhejiang Dahua Technology Co Ltd"},
    {"Siemens AG Registered", "Siemens AG"},
    {"iFlytek Co., Ltd. (A Shares)", "iFlytek Co., Ltd."},
    {"iFlytek Co., Ltd., Class A (a)(b)", "iFlytek Co., Ltd."},
    {"Tencent Holdings Ltd (Cayman Islands)", "Tencent Holdings Ltd"},
    {"Codan Ltd (Australia)", "Codan Ltd"},
    {"Zhejiang Dahua Technology (China)", "Zhejiang Dahua Technology"},
    {"Apple Inc (1)", "Apple Inc"},
    {"Apple Inc(a,b)", "Apple Inc"},
    {"Apple Inc*", "Apple Inc"},
    {"Apple Inc †‡", "Apple Inc"},
    {"Apple Inc^ [12]", "Apple Inc"},
    {"Apple Inc²", "Apple Inc"},
    {"ZHEJIANG DAHUA TECHNOLOGY CO LTD 'A'CNY1", "ZHEJIANG DAHUA TECHNOLOGY CO LTD"},
    {"ZHEJIANG DAHUA-A", "ZHEJIANG DAHUA"},
    {"CHINA MOBILE LTD 'H'HKD0.10", "CHINA MOBILE LTD"},
    {"IFLYTEK CO LTD COM STK CNY1", "IFLYTEK CO LTD"},
    {"HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD SHS A STOCK CONNECT",
     "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD"},
    {"HANGZHOU HIKVISION DIGITAL-A SHR", "HANGZHOU HIKVISION DIGITAL"},
    {"SENSETIME GROUP INC-B- UNITARY 144A/REG S", "SENSETIME GROUP INC"},
};

static void issuers_of_securities(void **state) {
    for (size_t i = 0; i < sizeof issuers / sizeof *issuers; i++)
        assert_string_equal(ht_name_issuer_part(*state, issuers[i].name), issuers[i].expected);
}

static void names_that_stay_whole(void **state) {
    static const char *const whole[] = {"TENCENT HOLDINGS LTD",
                                        "JD.COM INC",
                                        "ADR",
                                        "Meituan",
                                        "360 Security",
                                        "Vitamin A",
                                        "MSCI INC",
                                        "Berkshire H",
                                        "3M CO",
                                        "20 MICRONS LTD",
                                        "ALPHABET INC",
                                        "Plan B Corp",
                                        "Plan-B",
                                        "Dahua Technology (UK)",
                                        "China Unicom (Hong Kong) Limited",
                                        "Fund (2030)",
                                        "(a)",
                                        "*",
                                        "",
                                        "Class A"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        assert_ptr_equal(ht_name_issuer_part(*state, whole[i]), whole[i]);
}

static void names_at_known_lengths_may_be_cut(void **state) {
    (void)state;
    assert_true(ht_name_may_be_cut("HANGZHOU HIKVISION DIGITAL TECHNOL", 34));
    assert_true(ht_name_may_be_cut("Alibaba Health Information Tec", 30));
    assert_true(ht_name_may_be_cut("XINJIANG GOLDWIND SCIENCE AND", 30)); // cut at a blank
    assert_false(ht_name_may_be_cut("TENCENT HOLDINGS LTD", 20));
    assert_false(ht_name_may_be_cut("HANGZHOU HIKVISION DIGITAL TECHNOLO", 35));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_names),           cmocka_unit_test(different_companies_keep_different_keys),
        cmocka_unit_test(legal_forms_can_be_kept), cmocka_unit_test(issuers_of_securities),
        cmocka_unit_test(names_that_stay_whole),   cmocka_unit_test(names_at_known_lengths_may_be_cut),
    };
    return cmocka_run_group_tests(tests, new_arena, free_arena);
}
