// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges by every name exports print, and tickers with and without their zeros.
#include "test_base.h"

#include <string.h>

#include "holdtrace/exchanges.h"

struct named {
    const char *name;
    const char *mic;
};

static const struct named printed[] = {
    {"Abu Dhabi Securities Exchange", "XADS"},
    {"Asx - All Markets", "XASX"},
    {"Athens Exchange S.A. Cash Market", "XATH"},
    {"Bolsa De Madrid", "XMAD"},
    {"Bolsa De Valores De Colombia", "XBOG"},
    {"Bolsa Mexicana De Valores", "XMEX"},
    {"Borsa Italiana", "XMIL"},
    {"Bse Ltd", "XBOM"},
    {"Budapest Stock Exchange", "XBUD"},
    {"Bursa Malaysia", "XKLS"},
    {"Cboe BZX", "BATS"},
    {"Cboe BZX formerly known as BATS", "BATS"},
    {"Chicago Mercantile Exchange", "XCME"},
    {"Deutsche Boerse Xetra", "XETR"},
    {"Dubai Financial Market", "XDFM"},
    {"Egyptian Exchange", "XCAI"},
    {"Eurex Deutschland", "XEUR"},
    {"Euronext Amsterdam", "XAMS"},
    {"Gretai Securities Market", "ROCO"},
    {"Hong Kong Exchanges And Clearing Ltd", "XHKG"},
    {"Ice Futures U.S.", "IFUS"},
    {"Index And Options Market", "XIOM"},
    {"Indonesia Stock Exchange", "XIDX"},
    {"Irish Stock Exchange - All Market", "XDUB"},
    {"Istanbul Stock Exchange", "XIST"},
    {"Johannesburg Stock Exchange", "XJSE"},
    {"Karachi Stock Exchange (Guarantee) Limited", "XKAR"},
    {"Korea Exchange (Kosdaq)", "XKOS"},
    {"Korea Exchange (Stock Market)", "XKRX"},
    {"Kuwait Stock Exchange", "XKUW"},
    {"London Stock Exchange", "XLON"},
    {"NASDAQ", "XNAS"},
    {"Nasdaq Dubai", "DIFX"},
    {"Nasdaq Omx Helsinki Ltd.", "XHEL"},
    {"Nasdaq Omx Nordic", "XSTO"},
    {"National Stock Exchange Of India", "XNSE"},
    {"New York Stock Exchange Inc.", "XNYS"},
    {"New Zealand Exchange Ltd", "XNZE"},
    {"Nyse Euronext - Euronext Brussels", "XBRU"},
    {"Nyse Euronext - Euronext Lisbon", "XLIS"},
    {"Nyse Euronext - Euronext Paris", "XPAR"},
    {"Nyse Mkt Llc", "XASE"},
    {"Omx Nordic Exchange Copenhagen A/S", "XCSE"},
    {"Osaka Securities Exchange", "XOSE"},
    {"Oslo Bors Asa", "XOSL"},
    {"Philippine Stock Exchange Inc.", "XPHS"},
    {"Prague Stock Exchange", "XPRA"},
    {"Qatar Exchange", "DSMD"},
    {"SIX Swiss Exchange", "XSWX"},
    {"Santiago Stock Exchange", "XSGO"},
    {"Saudi Stock Exchange", "XSAU"},
    {"Shanghai Stock Exchange", "XSHG"},
    {"Shenzhen Stock Exchange", "XSHE"},
    {"Singapore Exchange", "XSES"},
    {"Standard-Classica-Forts", "RTSX"},
    {"Stock Exchange Of Thailand", "XBKK"},
    {"Taiwan Stock Exchange", "XTAI"},
    {"Tel Aviv Stock Exchange", "XTAE"},
    {"Tokyo Stock Exchange", "XTKS"},
    {"Toronto Stock Exchange", "XTSE"},
    {"Warsaw Stock Exchange/Equities/Main Market", "XWAR"},
    {"Wiener Boerse Ag", "XWBO"},
    {"XBSP", "BVMF"},
    {"XNGS", "XNAS"},
    {"XNMS", "XNAS"},
    {"XNYS", "XNYS"},
    {"Xetra", "XETR"},
    {"SZSE", "XSHE"},
    {"sehk", "XHKG"},
    {" London Stock Exchange ", "XLON"},
    {"深圳证券交易所", "XSHE"},
    {"深圳", "XSHE"},
    {"深交所", "XSHE"},
    {"深市", "XSHE"},
    {"深证", "XSHE"},
    {"深圳證券交易所", "XSHE"},
    {"深證", "XSHE"},
    {"sz", "XSHE"},
    {"xsec", "XSHE"},
    {"shenzhen se", "XSHE"},
    {"shenzhen (stock connect)", "XSHE"},
    {"shenzhen stock connect", "XSHE"},
    {"shenzhen-hong kong stock connect", "XSHE"},
    {"上海证券交易所", "XSHG"},
    {"上海", "XSHG"},
    {"上交所", "XSHG"},
    {"上证", "XSHG"},
    {"沪市", "XSHG"},
    {"上海證券交易所", "XSHG"},
    {"上證", "XSHG"},
    {"滬市", "XSHG"},
    {"sh", "XSHG"},
    {"xssc", "XSHG"},
    {"shanghai se", "XSHG"},
    {"shanghai (stock connect)", "XSHG"},
    {"shanghai stock connect", "XSHG"},
    {"shanghai-hong kong stock connect", "XSHG"},
    {"香港交易所", "XHKG"},
    {"港交所", "XHKG"},
    {"香港", "XHKG"},
    {"香港联交所", "XHKG"},
    {"香港聯交所", "XHKG"},
    {"香港联合交易所", "XHKG"},
    {"香港聯合交易所", "XHKG"},
    {"联交所", "XHKG"},
    {"聯交所", "XHKG"},
    {"hk", "XHKG"},
    {"hong kong se", "XHKG"},
    {"hong kong exchange", "XHKG"},
    {"北京证券交易所", "BJSE"},
    {"北京", "BJSE"},
    {"北交所", "BJSE"},
    {"北京證券交易所", "BJSE"},
    {"beijing se", "BJSE"},
};

static void names_of_exports(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        const struct ht_exchange *exchange = ht_exchange_named(printed[i].name);
        assert_non_null(exchange);
        assert_string_equal(exchange->mic, printed[i].mic);
        assert_ptr_equal(exchange, ht_exchange_by_mic(printed[i].mic));
        assert_int_equal(strlen(exchange->country), 2);
    }
}

static void what_is_no_exchange(void **state) {
    (void)state;
    static const char *const none[] = {"", "-", "OTC", "NO MARKET (E.G. UNLISTED)", "Shenzhen Stock Exchang", "TSE"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_null(ht_exchange_named(none[i]));
    assert_null(ht_exchange_named(NULL));
    assert_null(ht_exchange_by_mic("XXXX"));
    assert_null(ht_exchange_by_mic(NULL));
}

static void expect_mic(const struct ht_exchange *exchange, const char *mic) {
    if (mic == NULL) {
        assert_null(exchange);
    } else {
        assert_non_null(exchange);
        assert_string_equal(exchange->mic, mic);
    }
}

static void bloomberg_codes(void **state) {
    (void)state;
    static const struct named codes[] = {
        {"C1", "XSHG"}, {"C2", "XSHE"}, {"HK", "XHKG"}, {"UN", "XNYS"}, {"UW", "XNAS"}, {"UQ", "XNAS"},
        {"UR", "XNAS"}, {"UA", "XASE"}, {"UP", "ARCX"}, {"LN", "XLON"}, {"GY", "XETR"}, {"GR", "XETR"},
        {"FP", "XPAR"}, {"JP", "XTKS"}, {"JT", "XTKS"}, {"AU", "XASX"}, {"AT", "XASX"}, {"KS", "XKRX"},
        {"KP", "XKRX"}, {"KQ", "XKOS"}, {"TT", "XTAI"}, {"SP", "XSES"}, {"IB", "XBOM"}, {"IS", "XNSE"},
        {"SS", "XSTO"}, {"US", NULL},   {"CH", NULL},   {"B", NULL},
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        expect_mic(ht_exchange_bloomberg(codes[i].name, "BHP"), codes[i].mic);
    expect_mic(ht_exchange_bloomberg("CH", "002415"), "XSHE");
    expect_mic(ht_exchange_bloomberg("CH", "300750"), "XSHE");
    expect_mic(ht_exchange_bloomberg("CH", "200596"), "XSHE");
    expect_mic(ht_exchange_bloomberg("CH", "600519"), "XSHG");
    expect_mic(ht_exchange_bloomberg("CH", "688475"), "XSHG");
    expect_mic(ht_exchange_bloomberg("CH", "900901"), "XSHG");
    expect_mic(ht_exchange_bloomberg("CH", "920002"), "BJSE");
    expect_mic(ht_exchange_bloomberg("CH", "830799"), "BJSE");
    expect_mic(ht_exchange_bloomberg("CH", "2415"), NULL);
}

static void reuters_suffixes(void **state) {
    (void)state;
    static const struct named suffixes[] = {
        {"SZ", "XSHE"}, {"SS", "XSHG"}, {"SH", "XSHG"}, {"HK", "XHKG"}, {"L", "XLON"},  {"DE", "XETR"},
        {"PA", "XPAR"}, {"T", "XTKS"},  {"KS", "XKRX"}, {"KQ", "XKOS"}, {"TW", "XTAI"}, {"TWO", "ROCO"},
        {"AX", "XASX"}, {"A", NULL},    {"B", NULL},    {"", NULL},
    };
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        expect_mic(ht_exchange_reuters(suffixes[i].name), suffixes[i].mic);
}

struct ticker_case {
    const char *text, *exchange, *country;
    const char *code, *mic;
    bool repaired, uncertain;
};

static const struct ticker_case tickers[] = {
    {"002415 CH", NULL, NULL, "002415", "XSHE", false, false},
    {"002415 C2", NULL, NULL, "002415", "XSHE", false, false},
    {"002415 CH Equity", NULL, NULL, "002415", "XSHE", false, false},
    {"2415 C2", NULL, NULL, "002415", "XSHE", true, false},
    {"002415.SZ", NULL, NULL, "002415", "XSHE", false, false},
    {"688475.SS", NULL, NULL, "688475", "XSHG", false, false},
    {"SZSE:002415", NULL, NULL, "002415", "XSHE", false, false},
    {"700", "Hong Kong Exchanges And Clearing Ltd", NULL, "00700", "XHKG", false, false},
    {"0700.HK", NULL, NULL, "00700", "XHKG", false, false},
    {"20 HK", NULL, NULL, "00020", "XHKG", false, false},
    {"2236", "Shenzhen Stock Exchange", "CN", "002236", "XSHE", true, false},
    {"2230", "Shenzhen Stock Exchange", NULL, "002230", "XSHE", true, false},
    {"63", "Shenzhen Stock Exchange", NULL, "000063", "XSHE", true, false},
    {"300750", "Shenzhen Stock Exchange", NULL, "300750", "XSHE", false, false},
    {"2230", "Saudi Stock Exchange", "SA", "2230", "XSAU", false, false},
    {"2236", "Shanghai Stock Exchange", "CN", "2236", "XSHG", false, false}, // no such codes there
    {"5930", "Korea Exchange (Stock Market)", NULL, "005930", "XKRX", true, false},
    {"2330", "Taiwan Stock Exchange", NULL, "2330", "XTAI", false, false},
    {"2236", NULL, "CN", "002236", "XSHE", true, true},
    {"2236", NULL, NULL, "2236", NULL, false, false},
    {"9988", NULL, "CN", "9988", NULL, false, false},
    {"002236", NULL, "CN", "002236", "XSHE", false, false},
    {"005930", NULL, NULL, "005930", NULL, false, false},
    {"NVDA ", NULL, NULL, "NVDA", NULL, false, false},
    {"NVDA US", NULL, NULL, "NVDA", NULL, false, false},
    {"msft uw", NULL, NULL, "MSFT", "XNAS", false, false},
    {"BHP AT", NULL, NULL, "BHP", "XASX", false, false},
    {"ATCO B", "Nasdaq Omx Nordic", NULL, "ATCO B", "XSTO", false, false},
    {"NDA FI", "Nasdaq Omx Helsinki Ltd.", NULL, "NDA FI", "XHEL", false, false},
    {"NDA SE", "Nasdaq Omx Nordic", NULL, "NDA SE", "XSTO", false, false},
    {"MCDOWELL.N", "National Stock Exchange Of India", NULL, "MCDOWELL.N", "XNSE", false, false},
    {"BT.A", "London Stock Exchange", NULL, "BT.A", "XLON", false, false},
    {"BP.", "London Stock Exchange", NULL, "BP.", "XLON", false, false},
    {"BRK.B", NULL, NULL, "BRK.B", NULL, false, false},
    {"2415.0", "Shenzhen Stock Exchange", NULL, "002415", "XSHE", true, false},
    {"2.415E+03", "Shenzhen Stock Exchange", NULL, "002415", "XSHE", true, false},
    {"'002415", "Shenzhen Stock Exchange", NULL, "002415", "XSHE", false, false},
    {"=\"002415\"", "Shenzhen Stock Exchange", NULL, "002415", "XSHE", false, false},
    {"SZ002415", "Shenzhen Stock Exchange", NULL, "002415", "XSHE", false, false},
    {"sz002415", NULL, NULL, "002415", "XSHE", false, false},
    {"SH002415", NULL, NULL, "SH002415", NULL, false, false}, // no code of Shanghai
    {"002415.XSHE", "Shenzhen Stock Exchange", NULL, "002415", "XSHE", false, false},
    {"002415-CN", "Shenzhen Stock Exchange", NULL, "002415", "XSHE", false, false},
    {"20-HK", NULL, NULL, "00020", "XHKG", false, false},
    {"20.0", "HKEX", NULL, "00020", "XHKG", false, false},
    {"2330.0", "Taiwan Stock Exchange", NULL, "2330", "XTAI", false, false},
    {"2415 CH Equity", NULL, NULL, "002415", "XSHE", true, true},
    {"2415", "China", NULL, "002415", "XSHE", true, true},
    {"002415", "CN", NULL, "002415", "XSHE", false, false},
    {"600519", "China", NULL, "600519", "XSHG", false, false},
    {"600519", "CH", NULL, "600519", "XSHG", false, true}, // or a Valor number
    {"9988", "China", NULL, "9988", NULL, false, false},
    {"NESN", "CH", NULL, "NESN", NULL, false, false},
    {"BF-B", "NYSE", NULL, "BF-B", "XNYS", false, false},
};

struct form_case {
    const char *text, *exchange;
    bool cleaned, formed;
};

static void forms_of_codes(void **state) {
    (void)state;
    static const struct form_case cases[] = {
        {"2415.0", "SZSE", true, true},      {"'002415", "SZSE", true, true},    {"002415", "SZSE", false, true},
        {"2.4E+03", "SZSE", false, false},   {"2.42E+03", "SZSE", false, false}, {"2415.5", "SZSE", false, false},
        {"GARBAGE!!", "SZSE", false, false}, {"GARBAGE", "HKEX", false, false},  {"2236", "SSE", false, false},
        {"SH002415", "SZSE", false, false},  {"BRK.B", "NYSE", false, true},     {"GARBAGE!!", NULL, false, false},
        {"00104K", "KOSPI", false, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_ticker ticker;
        assert_true(ht_ticker_parse(cases[i].text, cases[i].exchange, NULL, &ticker));
        assert_int_equal(ticker.cleaned, cases[i].cleaned);
        assert_int_equal(ticker.formed, cases[i].formed);
    }
}

static void tickers_as_printed(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof tickers / sizeof *tickers; i++) {
        const struct ticker_case *c = &tickers[i];
        struct ht_ticker ticker;
        assert_true(ht_ticker_parse(c->text, c->exchange, c->country, &ticker));
        assert_string_equal(ticker.code, c->code);
        expect_mic(ticker.exchange, c->mic);
        assert_int_equal(ticker.repaired, c->repaired);
        assert_int_equal(ticker.certain, !c->uncertain);
    }
}

static void what_is_no_ticker(void **state) {
    (void)state;
    static const char *const none[] = {"", " ", "-", "--", "\xC2\xA0", "A TICKER THAT IS FAR TOO LONG TO BE ONE"};
    struct ht_ticker ticker;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(ht_ticker_parse(none[i], "NASDAQ", NULL, &ticker));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_exports),  cmocka_unit_test(what_is_no_exchange),
        cmocka_unit_test(bloomberg_codes),   cmocka_unit_test(reuters_suffixes),
        cmocka_unit_test(forms_of_codes),    cmocka_unit_test(tickers_as_printed),
        cmocka_unit_test(what_is_no_ticker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
