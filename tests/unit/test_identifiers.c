// SPDX-License-Identifier: GPL-3.0-or-later
// Identifiers: other projects' vectors, the policy on case and separators, generated negatives, repairs.
#include "test_base.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/identifiers.h"
#include "identify/countries.h"

#define PEERS "../shared/peers/identifiers/"

enum { FIELDS = 8, LINE = 1024 };

static bool parses(enum ht_id_kind kind, const char *text, char out[HT_ID_TEXT]) {
    return ht_id_parse(kind, text, strlen(text), out);
}

static void expect(enum ht_id_kind kind, const char *text, const char *normal) {
    char out[HT_ID_TEXT];
    if (normal == NULL) {
        assert_false(parses(kind, text, out));
    } else {
        assert_true(parses(kind, text, out));
        assert_string_equal(out, normal);
    }
}

// Splits a CSV line in place; missing fields are "".
static void split(char *line, char *fields[FIELDS]) {
    static char empty[] = "";
    line[strcspn(line, "\r\n")] = '\0';
    for (size_t i = 0; i < FIELDS; i++) {
        fields[i] = line;
        if (*line == '"') {
            fields[i] = ++line;
            line += strcspn(line, "\"");
            *line++ = '\0';
        }
        line += strcspn(line, ",");
        if (*line == '\0') {
            for (size_t k = i + 1; k < FIELDS; k++)
                fields[k] = empty;
            return;
        }
        *line++ = '\0';
    }
}

// The kind called NAME there, or HT_ID_KINDS.
static enum ht_id_kind kind_named(const char *name) {
    int kind = 0;
    while (kind < HT_ID_KINDS && strcmp(ht_id_name((enum ht_id_kind)kind), name) != 0)
        kind++;
    return strcmp(name, "uscc_cn") == 0 ? HT_ID_USCC : (enum ht_id_kind)kind;
}

struct tally {
    size_t rows, accepted, refused, wrong;
};

// What our rule says to each row of FILE against its label.
static struct tally read_peers(const char *file) {
    struct tally tally = {0};
    char line[LINE];
    char out[HT_ID_TEXT];
    char *fields[FIELDS];
    FILE *in = fopen(file, "r");
    if (in == NULL) {
        print_message("%s is not here\n", file);
        skip();
        return tally;
    }
    while (fgets(line, sizeof line, in) != NULL) {
        split(line, fields);
        enum ht_id_kind kind = kind_named(fields[0]);
        if (kind == HT_ID_KINDS)
            continue;
        bool valid = strcmp(fields[2], "1") == 0;
        bool accepted = parses(kind, fields[1], out);
        tally.rows++;
        tally.accepted += accepted;
        tally.refused += !accepted && valid;
        if (accepted != valid || (accepted && strcmp(out, fields[3]) != 0)) {
            tally.wrong++;
            print_message("%s: %s %s, labelled %s\n", file, fields[0], fields[1], fields[2]);
        }
    }
    fclose(in);
    return tally;
}

static void agrees_with_all_vectors(void **state) {
    (void)state;
    struct tally tally = read_peers(PEERS "vectors.csv");
    assert_int_equal(tally.wrong, 0);
    assert_int_equal(tally.rows, 905);
}

// Lower case and separators are forgiven, so the five rows of strict sources are the only ones we differ from.
static void policy_rows_are_lenient(void **state) {
    (void)state;
    struct tally tally = read_peers(PEERS "policy_case_separator.csv");
    assert_int_equal(tally.wrong, 5);
    assert_int_equal(tally.accepted, tally.rows);
}

// Arithmetic alone: all we refuse is refused for its form, nothing labelled wrong is accepted.
static void check_digit_rows(void **state) {
    (void)state;
    struct tally tally = read_peers(PEERS "checkdigit_only.csv");
    assert_int_equal(tally.wrong, tally.refused);
    assert_in_range(tally.accepted, 80, tally.rows);
}

static void forgives_case_and_separators(void **state) {
    (void)state;
    expect(HT_ID_ISIN, "us0378331005", "US0378331005");
    expect(HT_ID_ISIN, "\t us0378331005 \xC2\xA0", "US0378331005");
    expect(HT_ID_ISIN, "us-5949-1810-45", "US5949181045");
    expect(HT_ID_CUSIP, "037-833-100", "037833100");
    expect(HT_ID_CUSIP, "57056B ZW1", "57056BZW1");
    expect(HT_ID_SEDOL, "b0y bkj7", "B0YBKJ7");
    expect(HT_ID_WKN, "51-40-00", "514000");
    expect(HT_ID_ISIN, "US.0378331005", "US0378331005");
    expect(HT_ID_ISIN, "US--0378331005", NULL); // two separators
    expect(HT_ID_ISIN, "US  0378331005", NULL);
    expect(HT_ID_ISIN, "-US0378331005", NULL);
    expect(HT_ID_ISIN, "US0378331005-", NULL);
    expect(HT_ID_ISIN, "US/0378331005", NULL);
    expect(HT_ID_ISIN, "US0378331005 US0378331005", NULL);
}

static void contested_forms(void **state) {
    (void)state;
    expect(HT_ID_ISIN, "XX0378331005", NULL); // no country
    expect(HT_ID_ISIN, "ZZ0378331005", NULL);
    expect(HT_ID_ISIN, "LI0000000000", NULL); // check digit
    expect(HT_ID_SEDOL, "107MXC1", NULL);     // letters behind an old code's digit
    expect(HT_ID_CUSIP, "38080R103", "38080R103");
    expect(HT_ID_CUSIP, "92940*118", "92940*118");
    expect(HT_ID_LEI, "31570010000000045200", "31570010000000045200"); // check digits 00 and 01 were issued
    expect(HT_ID_LEI, "315700WH3YMKHCVYW201", "315700WH3YMKHCVYW201");
    expect(HT_ID_FIGI, "BSG000BLNR71", NULL);
}

static void placeholders_are_no_identifiers(void **state) {
    (void)state;
    expect(HT_ID_CUSIP, "000000000", NULL);
    expect(HT_ID_SEDOL, "0000000", NULL);
    expect(HT_ID_WKN, "000000", NULL);
    expect(HT_ID_CUSIP, "N/A", NULL);
    expect(HT_ID_ISIN, "-", NULL);
    expect(HT_ID_CUSIP,
           "\xE2\x88\x9E"
           "E+00",
           NULL); // what a spreadsheet made of 46120E602
    expect(HT_ID_SEDOL, "BYR 914", NULL);
}

static void every_single_changed_digit_fails(void **state) {
    (void)state;
    static const struct {
        enum ht_id_kind kind;
        const char *text;
    } valid[] = {{HT_ID_ISIN, "CNE100000PM8"}, {HT_ID_ISIN, "KYG8062L1041"},
                 {HT_ID_ISIN, "XS1107316041"}, {HT_ID_LEI, "529900T8BM49AURSDO55"},
                 {HT_ID_CUSIP, "037833100"},   {HT_ID_CUSIP, "46120E602"},
                 {HT_ID_SEDOL, "BD5CPQ2"},     {HT_ID_SEDOL, "6144690"},
                 {HT_ID_FIGI, "BBG000Q845K5"}, {HT_ID_USCC, "91330000733796106P"}};
    size_t changed = 0;
    for (size_t i = 0; i < sizeof valid / sizeof *valid; i++) {
        char text[HT_ID_TEXT];
        char out[HT_ID_TEXT];
        expect(valid[i].kind, valid[i].text, valid[i].text);
        strcpy(text, valid[i].text);
        for (size_t at = 0; text[at] != '\0'; at++) {
            char right = text[at];
            for (char c = '0'; right >= '0' && right <= '9' && c <= '9'; c++) {
                text[at] = c;
                assert_true(parses(valid[i].kind, text, out) == (c == right));
                changed += c != right;
            }
            text[at] = right;
        }
    }
    assert_in_range(changed, 600, 1000);
}

static void every_length_but_one_fails(void **state) {
    (void)state;
    static const char digits[] = "1111111111111111111111";
    for (int kind = 0; kind < HT_ID_KINDS; kind++) {
        size_t fitting = 0;
        for (size_t len = 0; len < sizeof digits; len++)
            fitting += ht_id_looks_like((enum ht_id_kind)kind, digits, len);
        assert_int_equal(fitting, 1);
    }
}

static void form_without_check_digit(void **state) {
    (void)state;
    assert_true(ht_id_looks_like(HT_ID_ISIN, "US0378331004", 12));
    assert_false(ht_id_looks_like(HT_ID_SEDOL, "B0AKT02", 7)); // a vowel
    assert_false(ht_id_looks_like(HT_ID_ISIN, "US037833100", 11));
}

static void codes_inside_an_isin(void **state) {
    (void)state;
    char out[HT_ID_TEXT];
    assert_true(ht_isin_to_cusip("US0378331005", out));
    assert_string_equal(out, "037833100");
    assert_false(ht_isin_to_cusip("CNE100000PM8", out));
    assert_false(ht_isin_to_cusip("US0378331004", out)); // not valid itself
    assert_true(ht_isin_to_sedol("GB00BF8Q6K64", out));
    assert_string_equal(out, "BF8Q6K6");
    assert_false(ht_isin_to_sedol("US0378331005", out));
}

static void repairs_only_what_is_certain(void **state) {
    (void)state;
    char out[HT_ID_TEXT];
    assert_true(ht_cusip_repair("37833100", "US0378331005", out)); // the zero, not a check digit
    assert_string_equal(out, "037833100");
    assert_true(ht_cusip_repair("03783310", NULL, out)); // eight characters of a State Street file
    assert_string_equal(out, "037833100");
    assert_true(ht_cusip_repair("84670702", "US0846707026", out));
    assert_string_equal(out, "084670702");
    assert_false(ht_cusip_repair("37833100", NULL, out)); // zero lost or check digit missing: both fit
    assert_false(ht_cusip_repair("37833100", "US5949181045", out));
    assert_false(ht_cusip_repair("7833100", NULL, out));
    assert_false(ht_cusip_repair("037833100", "US0378331005", out)); // nothing is missing
    assert_false(ht_cusip_repair("", NULL, out));
}

static void country_codes_of_isins(void **state) {
    (void)state;
    assert_true(ht_country_is_alpha2("CN"));
    assert_true(ht_country_is_alpha2("KY"));
    assert_false(ht_country_is_alpha2("AB"));
    assert_false(ht_country_is_alpha2("cn"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_all_vectors),
        cmocka_unit_test(policy_rows_are_lenient),
        cmocka_unit_test(check_digit_rows),
        cmocka_unit_test(forgives_case_and_separators),
        cmocka_unit_test(contested_forms),
        cmocka_unit_test(placeholders_are_no_identifiers),
        cmocka_unit_test(every_single_changed_digit_fails),
        cmocka_unit_test(every_length_but_one_fails),
        cmocka_unit_test(form_without_check_digit),
        cmocka_unit_test(codes_inside_an_isin),
        cmocka_unit_test(repairs_only_what_is_certain),
        cmocka_unit_test(country_codes_of_isins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
