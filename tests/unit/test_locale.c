// SPDX-License-Identifier: GPL-3.0-or-later
// Figures in the styles of countries: each row of the table is what ICU writes, whose data are CLDR's.
#include "test_base.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "holdtrace/arena.h"
#include "holdtrace/locale.h"
#include "holdtrace/told.h"

enum { UNITS = 128 };

static const char *const NAMES[] = {"de", "fr", "nl", "sv", "es", "zh"};
static const char *const NUMBERS[] = {"0",     "7",         "999",      "1234", "9999",
                                      "12345", "1234567.5", "-1234.56", "-0.5", "-98765.4321"};

#define N(rows) (sizeof(rows) / sizeof *(rows))

static struct ht_decimal number(const char *text) {
    struct ht_decimal value;
    assert_true(ht_decimal_parse(text, strlen(text), &value));
    return value;
}

static const struct ht_locale *style(const char *name) {
    const struct ht_locale *locale = ht_locale_named(name);
    assert_non_null(locale);
    return locale;
}

static void expect(const UChar *units, const char *ours) {
    char theirs[HT_FIGURE_TEXT];
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(theirs, sizeof theirs, NULL, units, -1, &status);
    assert_true(U_SUCCESS(status));
    assert_string_equal(ours, theirs);
}

// TEXT as ICU writes it in KIND.
static void format(const char *name, UNumberFormatStyle kind, const char *text, UChar units[UNITS]) {
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format = unum_open(kind, NULL, 0, name, NULL, &status);
    assert_true(U_SUCCESS(status));
    unum_setAttribute(format, UNUM_MAX_FRACTION_DIGITS, 6);
    unum_setAttribute(format, UNUM_MINIMUM_GROUPING_DIGITS, UNUM_MINIMUM_GROUPING_DIGITS_AUTO);
    unum_formatDecimal(format, text, (int32_t)strlen(text), units, UNITS, NULL, &status);
    assert_true(U_SUCCESS(status));
    unum_close(format);
}

static void numbers_are_those_of_icu(void **state) {
    (void)state;
    char ours[HT_FIGURE_TEXT];
    UChar units[UNITS];
    for (size_t n = 0; n < N(NUMBERS); n++) {
        for (size_t i = 0; i < N(NAMES); i++) {
            format(NAMES[i], UNUM_DECIMAL, NUMBERS[n], units);
            expect(units, ht_locale_grouped(style(NAMES[i]), number(NUMBERS[n]), ours));
        }
        format("en", UNUM_DECIMAL, NUMBERS[n], units);
        expect(units, ht_locale_grouped(NULL, number(NUMBERS[n]), ours));
    }
}

static void percentages_are_those_of_icu(void **state) {
    (void)state;
    static const char *const SHARES[][2] = {
        {"0.125", "12.5"}, {"0", "0"}, {"-0.0031", "-0.31"}, {"1", "100"}, {"123.45", "12345"}};
    char ours[HT_FIGURE_TEXT];
    UChar units[UNITS];
    for (size_t i = 0; i < N(NAMES); i++)
        for (size_t n = 0; n < N(SHARES); n++) {
            format(NAMES[i], UNUM_PERCENT, SHARES[n][0], units);
            expect(units, ht_locale_percent(style(NAMES[i]), number(SHARES[n][1]), ours));
        }
    assert_string_equal(ht_locale_percent(NULL, number("12.5"), ours), "12.5 %");
}

static void days_are_those_of_icu(void **state) {
    (void)state;
    static const int DAYS[][3] = {{2026, 11, 26}, {2024, 5, 6}, {1999, 12, 31}};
    static const UChar SKELETON[] = {'y', 'M', 'M', 'd', 'd', 0}, GMT[] = {'G', 'M', 'T', 0};
    for (size_t i = 0; i < N(NAMES); i++) {
        UErrorCode status = U_ZERO_ERROR;
        UChar pattern[UNITS], units[UNITS];
        UDateTimePatternGenerator *generator = udatpg_open(NAMES[i], &status);
        int32_t length = udatpg_getBestPattern(generator, SKELETON, 5, pattern, UNITS, &status);
        UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, NAMES[i], GMT, -1, pattern, length, &status);
        UCalendar *calendar = ucal_open(GMT, -1, NAMES[i], UCAL_GREGORIAN, &status);
        assert_true(U_SUCCESS(status));
        for (size_t n = 0; n < N(DAYS); n++) {
            char ours[HT_FIGURE_TEXT];
            ucal_setDateTime(calendar, DAYS[n][0], DAYS[n][1] - 1, DAYS[n][2], 12, 0, 0, &status);
            udat_format(format, ucal_getMillis(calendar, &status), units, UNITS, NULL, &status);
            assert_true(U_SUCCESS(status));
            expect(units, ht_locale_date(style(NAMES[i]), ht_date_of(DAYS[n][0], DAYS[n][1], DAYS[n][2]), ours));
        }
        ucal_close(calendar);
        udat_close(format);
        udatpg_close(generator);
    }
}

// What is not known of a day is not written, and nothing is written of an unknown one.
static void days_are_written_as_far_as_they_are_known(void **state) {
    (void)state;
    static const char *const MONTHS[] = {"08.2021", "08/2021", "08-2021", "2021-08", "08/2021", "2021/08"};
    char text[HT_FIGURE_TEXT];
    for (size_t i = 0; i < N(NAMES); i++) {
        assert_string_equal(ht_locale_date(style(NAMES[i]), ht_date_of(2021, 8, 0), text), MONTHS[i]);
        assert_string_equal(ht_locale_date(style(NAMES[i]), ht_date_of(2021, 0, 0), text), "2021");
        assert_string_equal(ht_locale_date(style(NAMES[i]), (struct ht_date){0}, text), "");
    }
    assert_string_equal(ht_locale_date(NULL, ht_date_of(2021, 8, 0), text), "2021-08");
}

// No digit is lost or added, however many there are; groups begin before the point alone.
static void digits_are_kept(void **state) {
    (void)state;
    char text[HT_FIGURE_TEXT];
    struct ht_decimal longest = number("-12345678901234567890123456.789012");
    assert_string_equal(ht_locale_grouped(style("de"), longest, text), "-12.345.678.901.234.567.890.123.456,789012");
    assert_string_equal(ht_locale_number(style("de"), longest, text), "-12345678901234567890123456,789012");
    assert_string_equal(ht_locale_grouped(style("fr"), number("1000.00"), text), "1\xE2\x80\xAF"
                                                                                 "000,00");
    assert_string_equal(ht_locale_percent(style("nl"), number("0.424178"), text), "0,424178%");
    assert_string_equal(ht_locale_grouped(style("es"), number("9999.50"), text), "9999,50");
}

// The start of a text is a day when the style writes it so and nothing goes on with it.
static void days_are_found(void **state) {
    (void)state;
    struct ht_date date;
    assert_int_equal(ht_locale_date_at(style("de"), "26.11.2026, and", &date), 10);
    assert_true(date.year == 2026 && date.month == 11 && date.day == 26);
    assert_int_equal(ht_locale_date_at(style("fr"), "26.11.2026", &date), 0);
    assert_int_equal(ht_locale_date_at(NULL, "2026-11 to", &date), 7);
    assert_int_equal(ht_locale_date_at(NULL, "2026-11-26x", &date), 0);
    assert_int_equal(ht_locale_date_at(style("de"), "99.99.2026", &date), 0);
}

// A sentence made once is the same text for programs, and has its figures in the reader's style for people.
static void what_was_told_is_told_in_the_readers_style(void **state) {
    (void)state;
    char first[HT_FIGURE_TEXT], second[HT_FIGURE_TEXT], third[HT_FIGURE_TEXT];
    struct ht_arena *arena = ht_arena_new();
    const char *marked =
        ht_arena_format(arena, "%s of EUR %s on %s (FR Doc 2025-00070, 3.5)", ht_told_percent(number("12.50"), first),
                        ht_told_number(number("1.5"), second), ht_told_date(ht_date_of(2024, 5, 6), third));
    struct ht_told told = ht_told_of(arena, marked);
    assert_string_equal(told.text, "12.50 % of EUR 1.5 on 2024-05-06 (FR Doc 2025-00070, 3.5)");
    assert_string_equal(ht_told_in(arena, told), told.text);
    ht_arena_set_locale(arena, style("de"));
    assert_string_equal(ht_told_in(arena, told), "12,50\xC2\xA0% of EUR 1,5 on 06.05.2024 (FR Doc 2025-00070, 3.5)");
    // As a part of another sentence its figures stay figures.
    struct ht_told longer = ht_told_of(arena, ht_arena_format(arena, "because %s", ht_told_part(told)));
    assert_string_equal(ht_told_in(arena, longer),
                        "because 12,50\xC2\xA0% of EUR 1,5 on 06.05.2024 (FR Doc 2025-00070, 3.5)");
    // What comes out of a file and looks like a mark encloses no figure.
    struct ht_told odd = ht_told_of(arena, "a\002nx\003b\002p");
    assert_string_equal(ht_told_in(arena, odd), "a\002nx\003b\002p");
    assert_null(ht_told_of(arena, NULL).text);
    ht_arena_free(arena);
}

static void only_known_styles_have_a_name(void **state) {
    (void)state;
    assert_null(ht_locale_named("DE"));
    assert_null(ht_locale_named("it"));
    assert_null(ht_locale_named(""));
    assert_true(ht_locale_is_english(ht_locale_named("en")) && ht_locale_is_english(NULL));
    assert_null(ht_locale_reading(NULL));
    for (size_t i = 0; i < N(NAMES); i++) {
        assert_non_null(ht_locale_reading(style(NAMES[i])));
        assert_non_null(strstr(ht_locale_names, NAMES[i]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_icu),
        cmocka_unit_test(percentages_are_those_of_icu),
        cmocka_unit_test(days_are_those_of_icu),
        cmocka_unit_test(days_are_written_as_far_as_they_are_known),
        cmocka_unit_test(digits_are_kept),
        cmocka_unit_test(days_are_found),
        cmocka_unit_test(what_was_told_is_told_in_the_readers_style),
        cmocka_unit_test(only_known_styles_have_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
