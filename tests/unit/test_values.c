// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, dates, currencies and countries: every way of printing them that was met in real exports.
#include "test_base.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/values.h"
#include "identify/countries.h"

struct number_case {
    const char *text;
    enum ht_decimal_mark mark;
    enum ht_number_result result;
    const char *value;
};

static const struct number_case numbers[] = {
    {"25,883,836.92", HT_MARK_POINT, HT_NUMBER_OK, "25883836.92"},
    {"-99,211,485.31", HT_MARK_POINT, HT_NUMBER_OK, "-99211485.31"},
    {"0.00", HT_MARK_POINT, HT_NUMBER_OK, "0.00"},
    {"2.333.143.835,86", HT_MARK_COMMA, HT_NUMBER_OK, "2333143835.86"},
    {"4,86", HT_MARK_COMMA, HT_NUMBER_OK, "4.86"},
    {"714\xE2\x80\x99"
     "117\xE2\x80\x99"
     "545.90",
     HT_MARK_POINT, HT_NUMBER_OK, "714117545.90"},
    {"714'117'546", HT_MARK_POINT, HT_NUMBER_OK, "714117546"},
    {"9,57458E-05", HT_MARK_COMMA, HT_NUMBER_OK, "0.0000957458"},
    {"7,0956E-06", HT_MARK_AUTO, HT_NUMBER_OK, "0.0000070956"},
    {"0,051580471", HT_MARK_AUTO, HT_NUMBER_OK, "0.051580471"},
    {"-7.56e-06", HT_MARK_POINT, HT_NUMBER_OK, "-0.00000756"},
    {"0.00028208780000000004", HT_MARK_POINT, HT_NUMBER_OK, "0.00028208780000000004"},
    {"9.0771106E7", HT_MARK_POINT, HT_NUMBER_OK, "90771106"},
    {"14059769.0000000000", HT_MARK_POINT, HT_NUMBER_OK, "14059769.0000000000"},
    {"$118,321,417,727.43 ", HT_MARK_POINT, HT_NUMBER_OK, "118321417727.43"},
    {"$4.0B", HT_MARK_POINT, HT_NUMBER_OK, "4000000000"},
    {"$14.4M", HT_MARK_POINT, HT_NUMBER_OK, "14400000"},
    {"-$2.5K", HT_MARK_POINT, HT_NUMBER_OK, "-2500"},
    {"$-5", HT_MARK_POINT, HT_NUMBER_OK, "-5"},
    {"$0.01", HT_MARK_POINT, HT_NUMBER_OK, "0.01"},
    {"0.03006%", HT_MARK_POINT, HT_NUMBER_OK, "0.03006"},
    {"<0.01%", HT_MARK_POINT, HT_NUMBER_BELOW, "0.01"},
    {"(1,234.50)", HT_MARK_POINT, HT_NUMBER_OK, "-1234.50"},
    {"12,34,567.00", HT_MARK_POINT, HT_NUMBER_OK, "1234567.00"},
    {"\xE2\x88\x92"
     "3.5",
     HT_MARK_POINT, HT_NUMBER_OK, "-3.5"},
    {"1,234-", HT_MARK_POINT, HT_NUMBER_OK, "-1234"},
    {"+7", HT_MARK_POINT, HT_NUMBER_OK, "7"},
    {".5", HT_MARK_POINT, HT_NUMBER_OK, "0.5"},
    {"4776,98", HT_MARK_AUTO, HT_NUMBER_OK, "4776.98"},
    // Portfolio Performance's cases, by locale.
    {"1 234,56", HT_MARK_COMMA, HT_NUMBER_OK, "1234.56"},
    {"1\xC2\xA0"
     "234,56",
     HT_MARK_AUTO, HT_NUMBER_OK, "1234.56"},
    {"1\xE2\x80\xAF"
     "234.56",
     HT_MARK_AUTO, HT_NUMBER_OK, "1234.56"},
    {"1,234.56", HT_MARK_POINT, HT_NUMBER_OK, "1234.56"},
    {"1 234.56", HT_MARK_POINT, HT_NUMBER_OK, "1234.56"},
    {"0,56", HT_MARK_COMMA, HT_NUMBER_OK, "0.56"},
    {"0.56", HT_MARK_POINT, HT_NUMBER_OK, "0.56"},
    // What can be read two ways is not read without knowing the file's mark.
    {"1,234", HT_MARK_AUTO, HT_NUMBER_INVALID, NULL},
    {"1.234", HT_MARK_AUTO, HT_NUMBER_INVALID, NULL},
    {"1,234", HT_MARK_POINT, HT_NUMBER_OK, "1234"},
    {"1,234", HT_MARK_COMMA, HT_NUMBER_OK, "1.234"},
    {"1,234,567", HT_MARK_AUTO, HT_NUMBER_OK, "1234567"},
    {"1.234.567", HT_MARK_AUTO, HT_NUMBER_OK, "1234567"},
    {"0.234", HT_MARK_AUTO, HT_NUMBER_OK, "0.234"},
    {"1.234,5", HT_MARK_AUTO, HT_NUMBER_OK, "1234.5"},
    {"1,234.5", HT_MARK_AUTO, HT_NUMBER_OK, "1234.5"},
    // Absent.
    {"", HT_MARK_POINT, HT_NUMBER_ABSENT, NULL},
    {" ", HT_MARK_POINT, HT_NUMBER_ABSENT, NULL},
    {"\xC2\xA0", HT_MARK_POINT, HT_NUMBER_ABSENT, NULL},
    {"-", HT_MARK_POINT, HT_NUMBER_ABSENT, NULL},
    {" -- ", HT_MARK_POINT, HT_NUMBER_ABSENT, NULL},
    {"---", HT_MARK_POINT, HT_NUMBER_ABSENT, NULL},
    {"\xE2\x80\x94", HT_MARK_POINT, HT_NUMBER_ABSENT, NULL},
    {"NA", HT_MARK_POINT, HT_NUMBER_ABSENT, NULL},
    {"n/a", HT_MARK_POINT, HT_NUMBER_ABSENT, NULL},
    // No numbers.
    {"0,56", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"4.2", HT_MARK_COMMA, HT_NUMBER_INVALID, NULL},
    {"1,23,4", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"1,,234", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"1.2.3", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"1 234,567.00", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"-(5)", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"(5", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"\xE2\x88\x9E"
     "E+00",
     HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"1e", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"12abc", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"$", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {".", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
    {"Equity", HT_MARK_AUTO, HT_NUMBER_INVALID, NULL},
    {"99999999999999999999999999999999999999999", HT_MARK_POINT, HT_NUMBER_INVALID, NULL},
};

static void numbers_as_printed(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct number_case *c = &numbers[i];
        struct ht_number number;
        char text[HT_DECIMAL_TEXT];
        if (ht_number_parse(c->text, strlen(c->text), c->mark, &number) != c->result)
            fail_msg("\"%s\"", c->text);
        if (c->value != NULL)
            assert_string_equal(ht_decimal_text(number.value, text), c->value);
    }
}

static struct ht_number read_number(const char *text) {
    struct ht_number number;
    assert_int_equal(ht_number_parse(text, strlen(text), HT_MARK_POINT, &number), HT_NUMBER_OK);
    return number;
}

static void signs_of_currency_and_percent(void **state) {
    (void)state;
    assert_string_equal(read_number("US$3,362,450,950.80").currency, "USD");
    assert_string_equal(read_number("A$5").currency, "AUD");
    assert_string_equal(read_number("\xE2\x82\xAC"
                                    "5")
                            .currency,
                        "EUR");
    assert_string_equal(read_number("5 \xC2\xA3").currency, "GBP");
    assert_string_equal(read_number("CHF 1'000.50").currency, "CHF");
    assert_string_equal(read_number("1,000 NOK").currency, "NOK");
    assert_string_equal(read_number("5").currency, "");
    struct ht_number dollar = read_number("$35,531,577.90"); // an Australian fund's
    assert_string_equal(dollar.currency, "");
    assert_true(dollar.dollar);
    assert_false(read_number("US$1").dollar);
    assert_true(read_number("1.58%").percent);
    assert_true(read_number("1.58 %").percent);
    assert_false(read_number("1.58").percent);
}

struct date_case {
    const char *text;
    enum ht_date_order order;
    const char *iso; // NULL: no date
};

static const struct date_case dates[] = {
    {"Mar 10, 2022", HT_ORDER_AUTO, "2022-03-10"},
    {"30/Aug/2021", HT_ORDER_AUTO, "2021-08-30"},
    {"17-Sep-25", HT_ORDER_AUTO, "2025-09-17"},
    {"19/Jun/2026", HT_ORDER_AUTO, "2026-06-19"},
    {"05.Apr.2022", HT_ORDER_AUTO, "2022-04-05"},
    {"01.M\xC3\xA4r.2022", HT_ORDER_AUTO, "2022-03-01"},
    {"19-Mar-2014", HT_ORDER_AUTO, "2014-03-19"},
    {"24-July-2020", HT_ORDER_AUTO, "2020-07-24"},
    {"13/Sept/2013", HT_ORDER_AUTO, "2013-09-13"},
    {"10-Nov-94", HT_ORDER_AUTO, "1994-11-10"},
    {"15-Feb-52", HT_ORDER_AUTO, "2052-02-15"},
    {"Jan 01, 1970", HT_ORDER_AUTO, "1970-01-01"},
    {"30-Aug-2021", HT_ORDER_AUTO, "2021-08-30"},
    {"20260710", HT_ORDER_AUTO, "2026-07-10"},
    {"2024-04-09", HT_ORDER_AUTO, "2024-04-09"},
    {"2024-04-09T00:00:00Z", HT_ORDER_AUTO, "2024-04-09"},
    {"2024-04-09 00:00:00", HT_ORDER_MDY, "2024-04-09"},
    {"2021/08/30", HT_ORDER_AUTO, "2021-08-30"},
    {"07.07.2026", HT_ORDER_AUTO, "2026-07-07"},
    {"05.08.2026", HT_ORDER_AUTO, "2026-08-05"},
    {"05/31/2026", HT_ORDER_AUTO, "2026-05-31"},
    {"01/13/2023", HT_ORDER_MDY, "2023-01-13"},
    {"27/8/2021", HT_ORDER_AUTO, "2021-08-27"},
    {"3/4/2021", HT_ORDER_MDY, "2021-03-04"},
    {"3/4/2021", HT_ORDER_DMY, "2021-04-03"},
    {"3/4/2021", HT_ORDER_AUTO, NULL},
    {"4/4/2021", HT_ORDER_AUTO, "2021-04-04"},
    {"3/4/21", HT_ORDER_MDY, "2021-03-04"},
    {"30/08/21", HT_ORDER_AUTO, NULL},
    {"9. Juli 2026", HT_ORDER_AUTO, "2026-07-09"},
    {"9 juillet 2026", HT_ORDER_AUTO, "2026-07-09"},
    {"9 juin 2026", HT_ORDER_AUTO, "2026-06-09"},
    {"10 de marzo de 2022", HT_ORDER_AUTO, "2022-03-10"},
    {"3 gennaio 2022", HT_ORDER_AUTO, "2022-01-03"},
    {"3 maart 2022", HT_ORDER_AUTO, "2022-03-03"},
    {"1 d\xC3\xA9"
     "cembre 2022",
     HT_ORDER_AUTO, "2022-12-01"},
    {"\xC2\xA0"
     "17-Sep-25 ",
     HT_ORDER_AUTO, "2025-09-17"},
    {"July 2026", HT_ORDER_AUTO, "2026-07"},
    {"2026-07", HT_ORDER_AUTO, "2026-07"},
    {"13/01/2023", HT_ORDER_MDY, NULL},
    {"30-Feb-2021", HT_ORDER_AUTO, NULL},
    {"2023-02-29", HT_ORDER_AUTO, NULL},
    {"-", HT_ORDER_AUTO, NULL},
    {"", HT_ORDER_AUTO, NULL},
    {"2022", HT_ORDER_AUTO, NULL},
    {"44600", HT_ORDER_AUTO, NULL},
    {"17-Foo-25", HT_ORDER_AUTO, NULL},
    {"Sep-25", HT_ORDER_AUTO, NULL},
    {"1,234.56", HT_ORDER_AUTO, NULL},
    {"Marvell Technology 2022", HT_ORDER_AUTO, NULL},
};

static void dates_as_printed(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct ht_date date;
        char text[HT_DATE_TEXT];
        bool read = ht_date_read(dates[i].text, dates[i].order, &date);
        if (read != (dates[i].iso != NULL))
            fail_msg("\"%s\"", dates[i].text);
        if (read)
            assert_string_equal(ht_date_text(date, text), dates[i].iso);
    }
}

static void countries_as_printed(void **state) {
    (void)state;
    static const struct {
        const char *name, *code;
    } countries[] = {
        {"Korea (South)", "KR"},
        {"South Korea", "KR"},
        {"Vereinigte Staaten", "US"},
        {"USA", "US"},
        {"CN", "CN"},
        {"China", "CN"},
        {"Russian Federation", "RU"},
        {"Vereinigtes K\xC3\xB6nigreich", "GB"},
        {"Gro\xC3\x9F"
         "britannien",
         "GB"},
        {"\xC3\x96sterreich", "AT"},
        {"D\xC3\xA4nemark", "DK"},
        {"Hongkong", "HK"},
        {"Cayman Islands", "KY"},
        {"Marshall Island ", "MH"},
        {"Gurensey", "GG"},
        {"Guernsey C. I.", "GG"},
        {"Jersey C.I.", "JE"},
        {"Dutch Antilles", "AN"},
        {"Lichtenstein", "LI"},
        {"Curacao", "CW"},
        {"Taiwan", "TW"},
        {"European Union", "EU"},
        {"PR", "PR"},
        {"KOR", "KR"},
        {"Czech Republic", "CZ"},
        {"united kingdom", "GB"},
    };
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
        const char *code = ht_country_code(countries[i].name);
        assert_non_null(code);
        assert_string_equal(code, countries[i].code);
    }
    static const char *const none[] = {"", "-", "Supranational", "International Organisations", "ZZ", "cn", "Korea"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_null(ht_country_code(none[i]));
}

static void every_country_name_is_found(void **state) {
    (void)state;
    for (size_t i = 0; i < ht_country_names_count; i++) {
        assert_true(i == 0 || strcmp(ht_country_names[i - 1].name, ht_country_names[i].name) < 0);
        assert_string_equal(ht_country_code(ht_country_names[i].name), ht_country_names[i].code);
    }
}

static void currencies(void **state) {
    (void)state;
    assert_true(ht_currency_known("USD"));
    assert_true(ht_currency_known("ZWG"));
    assert_true(ht_currency_known("TND"));
    assert_false(ht_currency_known("usd"));
    assert_false(ht_currency_known("US"));
    assert_false(ht_currency_known("USD "));
    assert_false(ht_currency_known("ABC"));
    assert_false(ht_currency_known(""));
    assert_false(ht_currency_known(NULL));
    assert_int_equal(ht_currency_digits("USD"), 2);
    assert_int_equal(ht_currency_digits("JPY"), 0);
    assert_int_equal(ht_currency_digits("KRW"), 0);
    assert_int_equal(ht_currency_digits("KWD"), 3);
    assert_int_equal(ht_currency_digits("CLF"), 4);
}

// A sign in front sends a number the long way, on which nothing is taken for granted: both ways say the same.
static void plain_numbers_are_read_as_others(void **state) {
    static const char *const FORMS[] = {"7",
                                        "0",
                                        "007",
                                        "12.5",
                                        "0.00",
                                        "28863.92",
                                        "1234567.891",
                                        "1.234",
                                        "12,5",
                                        "1,234",
                                        "123456789012345678",
                                        "12345678901234567.8",
                                        "1234567890123456789",
                                        "12345678901234567890.12",
                                        "1.2.3",
                                        "1,2,3",
                                        "12.",
                                        "1-2",
                                        "1 2",
                                        "5x"};
    static const enum ht_decimal_mark MARKS[] = {HT_MARK_AUTO, HT_MARK_POINT, HT_MARK_COMMA};
    (void)state;
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        for (size_t m = 0; m < sizeof MARKS / sizeof *MARKS; m++)
            for (int negative = 0; negative <= 1; negative++) {
                char plain[40], other[40];
                struct ht_number a = {0}, b = {0};
                snprintf(plain, sizeof plain, "%s%s", negative ? "-" : "", FORMS[i]);
                snprintf(other, sizeof other, negative ? "(%s)" : "+%s", FORMS[i]);
                enum ht_number_result x = ht_number_parse(plain, strlen(plain), MARKS[m], &a);
                enum ht_number_result y = ht_number_parse(other, strlen(other), MARKS[m], &b);
                assert_int_equal(x, y);
                if (x == HT_NUMBER_OK) {
                    assert_true(a.value.units == b.value.units && a.value.scale == b.value.scale);
                    assert_true(a.percent == b.percent && strcmp(a.currency, b.currency) == 0);
                }
            }
}

// Each code of two letters that is one says itself.
static void country_codes_say_themselves(void **state) {
    size_t count = 0;
    (void)state;
    for (char a = 'A'; a <= 'Z'; a++)
        for (char b = 'A'; b <= 'Z'; b++) {
            const char text[] = {a, b, '\0'};
            if (!ht_country_is_alpha2(text))
                continue;
            const char *code = ht_country_code(text);
            assert_non_null(code);
            assert_string_equal(code, text);
            count++;
        }
    assert_true(count > 240);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_numbers_are_read_as_others),
        cmocka_unit_test(country_codes_say_themselves),
        cmocka_unit_test(numbers_as_printed),
        cmocka_unit_test(signs_of_currency_and_percent),
        cmocka_unit_test(dates_as_printed),
        cmocka_unit_test(countries_as_printed),
        cmocka_unit_test(every_country_name_is_found),
        cmocka_unit_test(currencies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
