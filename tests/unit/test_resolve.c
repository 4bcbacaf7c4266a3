// SPDX-License-Identifier: GPL-3.0-or-later
// From positions to issuers: what matches, what is only possible, and what must not match.
#include "resolve_reference.h"

#include "holdtrace/resolve.h"

static const struct ht_date in_2019 = {2019, 6, 28}, in_2025 = {2025, 6, 30}, unknown = {0, 0, 0};

static struct ht_resolution resolve(void **state, struct ht_position *positions, size_t count, struct ht_date date) {
    struct small_reference *small = *state;
    struct ht_resolution out;
    struct ht_portfolio *portfolio = ht_arena_alloc(small->arena, sizeof *portfolio);
    *portfolio = (struct ht_portfolio){.positions = positions, .position_count = count, .holdings_date = date};
    portfolio->findings = ht_findings_in(small->arena);
    for (size_t i = 0; i < count; i++) {
        positions[i].line = (long)i + 2;
        positions[i].name_raw_length = positions[i].name ? strlen(positions[i].name) : 0;
    }
    ht_resolve(small->ref, NULL, portfolio, small->arena, &out);
    assert_int_equal(out.count, count);
    return out;
}

static struct ht_resolution last; // of the latest one()

static const struct ht_resolved *one(void **state, struct ht_position position, struct ht_date date) {
    struct small_reference *small = *state;
    struct ht_position *kept = ht_arena_alloc(small->arena, sizeof *kept);
    *kept = position;
    last = resolve(state, kept, 1, date);
    return &last.rows[0];
}

static bool found(enum ht_code code) {
    for (size_t i = 0; i < last.findings.count; i++) {
        if (last.findings.items[i].code == code) {
            assert_int_equal(last.findings.items[i].line, 2);
            return true;
        }
    }
    return false;
}

static void assert_match(const struct ht_resolved *row, const char *issuer, enum ht_method method, const char *on) {
    assert_non_null(row->issuer);
    assert_string_equal(row->issuer->id, issuer);
    assert_int_equal(row->method, method);
    assert_string_equal(row->matched_on, on);
    assert_int_equal(row->candidate_count, 0);
    assert_false(row->conflict);
}

static void assert_possible(const struct ht_resolved *row, const char *candidate) {
    assert_null(row->issuer);
    assert_int_equal(row->method, HT_BY_SIMILAR);
    assert_true(row->candidate_count > 0);
    assert_string_equal(row->candidates[0].entity->id, candidate);
    assert_non_null(row->candidates[0].why);
    assert_false(row->candidates[0].score.known);
}

// Possible by a name that is only like the company's: with a score.
static void assert_similar(const struct ht_resolved *row, const char *candidate) {
    assert_null(row->issuer);
    assert_int_equal(row->method, HT_BY_SIMILAR);
    assert_int_equal(row->candidate_count, 1);
    assert_string_equal(row->candidates[0].entity->id, candidate);
    assert_true(row->candidates[0].score.known);
}

static void assert_nothing(const struct ht_resolved *row) {
    assert_null(row->issuer);
    assert_int_equal(row->method, HT_UNMATCHED);
    assert_int_equal(row->candidate_count, 0);
    assert_null(row->matched_on);
}

static void identifiers_match(void **state) {
    const struct ht_resolved *row = one(state, (struct ht_position){.isin = "CNE100000PM8"}, unknown);
    assert_match(row, "hikvision", HT_BY_ISIN, "isin");
    assert_string_equal(row->matched_value, "CNE100000PM8");
    assert_string_equal(row->security->ticker, "002415");
    assert_int_equal(ht_decimal_cmp(row->score.number, ht_decimal_int(1)), 0);
    assert_match(one(state, (struct ht_position){.cusip = "037833100"}, unknown), "apple", HT_BY_CUSIP, "cusip");
    assert_match(one(state, (struct ht_position){.sedol = "0540528"}, unknown), "hsbc", HT_BY_SEDOL, "sedol");
    assert_match(one(state, (struct ht_position){.figi = "BBG000NZ2MN0"}, unknown), "alibaba", HT_BY_FIGI, "figi");
    row = one(state, (struct ht_position){.lei = "HWUPKR0MPOU8FGXBT394"}, unknown);
    assert_match(row, "apple", HT_BY_LEI, "lei");
    assert_null(row->security);
}

static void an_lei_of_either_party_is_only_possible(void **state) {
    struct ht_position swap = {.lei = "HWUPKR0MPOU8FGXBT394", .lei_uncertain = true, .kind = HT_KIND_SWAP};
    const struct ht_resolved *row = one(state, swap, unknown);
    assert_null(row->issuer);
    assert_int_equal(row->candidate_count, 1);
    assert_string_equal(row->candidates[0].entity->id, "apple");
    assert_false(row->comparable);
}

static void an_isin_is_read_without_dates(void **state) {
    assert_match(one(state, (struct ht_position){.isin = "KYG8062L1041"}, in_2019), "sensetime_group_inc", HT_BY_ISIN,
                 "isin");
}

static void of_two_counters_the_one_on_the_exchange_is_taken(void **state) {
    const struct ht_resolved *row =
        one(state, (struct ht_position){.isin = "KYG017191142", .ticker = "89988", .mic = "XHKG"}, unknown);
    assert_match(row, "alibaba", HT_BY_ISIN, "isin");
    assert_string_equal(row->security->ticker, "89988");
}

static void a_ticker_matches_on_its_exchange_only(void **state) {
    const struct ht_resolved *row = one(state, (struct ht_position){.ticker = "002415", .mic = "XSHE"}, unknown);
    assert_match(row, "hikvision", HT_BY_TICKER, "ticker+exchange");
    assert_string_equal(row->matched_value, "002415 XSHE");
    assert_nothing(one(state, (struct ht_position){.ticker = "002415", .mic = "XSHG"}, unknown));
    assert_nothing(one(state, (struct ht_position){.ticker = "002415"}, unknown));
}

static void a_ticker_known_from_memory_only_does_not_match(void **state) {
    assert_nothing(one(state, (struct ht_position){.ticker = "300188", .mic = "XSHE"}, in_2025));
}

static void a_ticker_is_read_as_of_the_holdings_date(void **state) {
    struct ht_position wheelock = {.name = "WHEELOCK", .ticker = "00020", .mic = "XHKG", .country = "HK"};
    assert_match(one(state, wheelock, in_2019), "wheelock", HT_BY_TICKER, "ticker+exchange");
    wheelock.name = "SOMETHING"; // between the two owners
    assert_nothing(one(state, wheelock, ht_date_of(2020, 12, 31)));
    assert_true(found(HT_CODE_TICKER_REUSE));
    struct ht_position bare = {.name = "SENSETIME W B", .ticker = "00020", .mic = "XHKG"};
    assert_match(one(state, bare, in_2025), "sensetime_group_inc", HT_BY_TICKER, "ticker+exchange");
    assert_false(found(HT_CODE_TICKER_REUSE));
    assert_false(found(HT_CODE_LOOKALIKE));
}

static void a_reused_ticker_needs_a_date_or_a_name(void **state) {
    struct ht_position position = {.name = "SOMETHING", .ticker = "00020", .mic = "XHKG"};
    assert_possible(one(state, position, unknown), "sensetime_group_inc");
    assert_int_equal(last.rows[0].candidate_count, 2);
    assert_int_equal(last.findings.count, 1);
    assert_true(found(HT_CODE_TICKER_REUSE));
    position.name = "WHEELOCK";
    assert_match(one(state, position, unknown), "wheelock", HT_BY_TICKER, "ticker+exchange");
    assert_false(found(HT_CODE_TICKER_REUSE));
    position.name = "SENSETIME GROUP INC";
    assert_match(one(state, position, unknown), "sensetime_group_inc", HT_BY_TICKER, "ticker+exchange");
    assert_false(found(HT_CODE_TICKER_REUSE));
}

static void a_change_of_unknown_date_is_not_settled_by_the_holdings_date(void **state) {
    assert_possible(one(state, (struct ht_position){.ticker = "HSBA", .mic = "XLON"}, in_2025), "hsbc");
    assert_true(found(HT_CODE_TICKER_REUSE));
}

static void an_uncertain_ticker_needs_a_name(void **state) {
    struct ht_position position = {.name = "X", .ticker = "002236", .mic = "XSHE", .ticker_uncertain = true};
    assert_possible(one(state, position, in_2025), "dahua");
    assert_false(one(state, position, in_2025)->comparable);
    position.name = "ZHEJIANG DAHUA TECHNOLOGY CO LTD";
    assert_match(one(state, position, in_2025), "dahua", HT_BY_TICKER, "ticker+exchange");
}

static void identifiers_that_name_two_issuers_are_a_conflict(void **state) {
    const struct ht_resolved *row =
        one(state, (struct ht_position){.isin = "CNE100000PM8", .ticker = "002236", .mic = "XSHE"}, in_2025);
    assert_possible(row, "hikvision");
    assert_int_equal(row->candidate_count, 2);
    assert_string_equal(row->candidates[1].entity->id, "dahua");
    assert_true(row->conflict);
    assert_true(found(HT_CODE_CONFLICT));
}

static void an_unknown_isin_contradicts_a_ticker(void **state) {
    struct ht_position position = {.isin = "DE0007164600", .ticker = "002415", .mic = "XSHE"};
    assert_possible(one(state, position, in_2025), "hikvision");
    assert_true(found(HT_CODE_CONFLICT));
    position.isin = NULL;
    position.cusip = "594918104";
    position.ticker = "AAPL";
    position.mic = "XNAS";
    assert_possible(one(state, position, in_2025), "apple");
    assert_true(found(HT_CODE_CONFLICT));
}

// The shares of Hikvision have an ISIN of China: another one of China, or one of a country that is none of its own,
// may be a typing error in either cell. A bond has an ISIN that is not known here without contradicting anything.
static void an_unknown_isin_under_a_known_name(void **state) {
    static const char *const CONTRADICTING[] = {"US5949181045", "DE0007164600", "CNE100000B81"};
    struct ht_position position = {.name = "Hangzhou Hikvision Digital Technology Co Ltd", .country = "CN"};
    for (size_t i = 0; i < sizeof CONTRADICTING / sizeof *CONTRADICTING; i++) {
        position.isin = CONTRADICTING[i];
        const struct ht_resolved *row = one(state, position, in_2025);
        assert_possible(row, "hikvision");
        assert_true(row->conflict);
        assert_true(found(HT_CODE_CONFLICT));
    }
    position.isin = "XS1234567890";
    assert_match(one(state, position, in_2025), "hikvision", HT_BY_NAME, "name");
    position.isin = "CND10000KQ39";
    position.kind = HT_KIND_BOND;
    assert_match(one(state, position, in_2025), "hikvision", HT_BY_NAME, "name");
}

// "CoStar Group Inc" of the United States is not "Costar Group Co., Ltd." of Shenzhen.
static void a_name_without_a_country_needs_its_legal_form(void **state) {
    const char *other = "Hangzhou Hikvision Digital Technology Inc",
               *same = "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD";
    assert_possible(one(state, (struct ht_position){.name = other}, in_2025), "hikvision");
    assert_match(one(state, (struct ht_position){.name = same}, in_2025), "hikvision", HT_BY_NAME, "name");
    assert_match(one(state, (struct ht_position){.name = other, .country = "CN"}, in_2025), "hikvision", HT_BY_NAME,
                 "name");
    assert_possible(one(state, (struct ht_position){.name = same, .ticker = "CSGP"}, in_2025), "hikvision");
    assert_possible(one(state, (struct ht_position){.name = same, .cusip = "22160N109"}, in_2025), "hikvision");
    assert_true(found(HT_CODE_CONFLICT));
}

static void a_name_needs_the_right_country(void **state) {
    struct ht_position position = {.name = "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD", .country = "IN"};
    assert_possible(one(state, position, in_2025), "hikvision");
    position.incorporation = "CN";
    assert_match(one(state, position, in_2025), "hikvision", HT_BY_NAME, "name");
    position.country = position.incorporation = NULL;
    assert_match(one(state, position, in_2025), "hikvision", HT_BY_NAME, "name");
    position.name = "HANGZHOU HIKVISION DIGITAL TECHNOLOGIES";
    position.country = "CN";
    assert_similar(one(state, position, in_2025), "hikvision");
}

static void an_abbreviation_needs_a_country(void **state) {
    struct ht_position position = {.name = "ZTE"};
    const struct ht_resolved *row = one(state, position, in_2025);
    assert_possible(row, "zte");
    assert_false(row->comparable_by_name);
    position.country = "CN";
    assert_match(one(state, position, in_2025), "zte", HT_BY_NAME, "name");
}

static void a_former_name_tells_the_company_in_its_time(void **state) {
    struct ht_position position = {.name = "XIAMEN MEIYA PICO INFORMATION", .country = "CN"};
    assert_match(one(state, position, in_2019), "meiya", HT_BY_NAME, "name");
    assert_possible(one(state, position, in_2025), "meiya");
    position.name = "MEIYA PICO";
    assert_match(one(state, position, in_2025), "meiya", HT_BY_NAME, "name");
}

static void a_lookalike_is_never_the_company_it_resembles(void **state) {
    assert_nothing(one(state, (struct ht_position){.name = "CANGZHOU DAHUA CO LTD", .country = "CN"}, in_2025));
    assert_true(found(HT_CODE_LOOKALIKE));
    struct ht_position position = {
        .name = "ZHEJIANG DAHUA TECHNOLOGY CO LTD", .isin = "CNE000001204", .country = "CN"};
    assert_nothing(one(state, position, in_2025));
    assert_true(found(HT_CODE_LOOKALIKE));
    position.isin = NULL;
    position.ticker = "600230";
    position.mic = "XSHG";
    assert_nothing(one(state, position, in_2025));
}

static void a_name_of_two_companies_is_ambiguous(void **state) {
    struct ht_position position = {.name = "SENSETIME GROUP", .country = "HK"};
    const struct ht_resolved *row = one(state, position, in_2025);
    assert_null(row->issuer);
    assert_int_equal(row->candidate_count, 2);
    assert_true(found(HT_CODE_AMBIGUOUS_NAME));
    position.name = "SENSETIME GROUP LIMITED"; // printed letter by letter
    assert_match(one(state, position, in_2025), "sensetime_hk", HT_BY_NAME, "name");
    position.name = "SENSETIME GROUP";
    position.country = "CN"; // contradicts one of the two
    assert_match(one(state, position, in_2025), "sensetime_group_inc", HT_BY_NAME, "name");
}

static void a_cut_name_needs_its_country(void **state) {
    struct ht_position position = {.name = "HANGZHOU HIKVISION DIGITAL TEC", .country = "CN"};
    const struct ht_resolved *row = one(state, position, in_2025);
    assert_match(row, "hikvision", HT_BY_NAME, "name (cut)");
    assert_false(row->score.known);
    position.country = NULL;
    assert_possible(one(state, position, in_2025), "hikvision");
    position.name = "HANGZHOU HIKVISION DIGITAL TE"; // no export cuts there
    position.country = "CN";
    assert_similar(one(state, position, in_2025), "hikvision");
    position.name = "ZHEJIANG DAHUA TECHNOLOGY CO L"; // cut within the legal form
    assert_match(one(state, position, in_2025), "dahua", HT_BY_NAME, "name (cut)");
}

static void the_kind_says_which_methods_apply(void **state) {
    const char *name = "Hangzhou Hikvision Digital Technology";
    struct ht_position position = {.name = name, .ticker = "002415", .mic = "XSHE", .country = "CN"};
    position.kind = HT_KIND_CASH;
    assert_nothing(one(state, position, in_2025));
    assert_false(last.rows[0].comparable || last.rows[0].comparable_by_name);
    position.kind = HT_KIND_FORWARD;
    assert_nothing(one(state, position, in_2025));
    position.kind = HT_KIND_SWAP;
    assert_match(one(state, position, in_2025), "hikvision", HT_BY_NAME, "name");
    position.ticker = NULL;
    position.kind = HT_KIND_FUND;
    assert_possible(one(state, position, in_2025), "hikvision");
    position.kind = HT_KIND_CASH;
    position.isin = "CNE100000PM8";
    assert_match(one(state, position, in_2025), "hikvision", HT_BY_ISIN, "isin");
}

static void one_isin_under_three_names_is_doubted(void **state) {
    struct ht_position rows[] = {{.name = "HIKVISION", .isin = "CNE100000PM8"},
                                 {.name = "NESTLE SA", .isin = "CNE100000PM8"},
                                 {.name = "APPLE INC", .isin = "US0378331005"},
                                 {.name = "TOTAL SE", .isin = "CNE100000PM8"}};
    struct ht_resolution out = resolve(state, rows, 4, in_2025);
    assert_match(&out.rows[2], "apple", HT_BY_ISIN, "isin");
    for (size_t i = 0; i < 4; i++) {
        if (i != 2) {
            assert_possible(&out.rows[i], "hikvision");
            assert_true(out.rows[i].conflict);
            assert_true(out.rows[i].comparable);
        }
    }
    assert_int_equal(out.findings.count, 4);
    assert_int_equal(out.findings.items[0].code, HT_CODE_SHARED_ISIN);
    rows[3].name = "Nestlé S.A.";
    assert_match(&resolve(state, rows, 4, in_2025).rows[0], "hikvision", HT_BY_ISIN, "isin");
}

static void a_row_that_is_looked_through_is_a_candidate(void **state) {
    struct small_reference *small = *state;
    struct ht_position rows[] = {
        {.line = 30, .table_line = 27, .isin = "CNE100000PM8", .name = "HIKVISION", .country = "CN"},
        {.line = 31, .table_line = 27, .isin = "CNE100000PM8", .sedol = "0540528", .name = "MIXED"},
        {.line = 32, .table_line = 27, .isin = "DE0007164600", .name = "SAP SE"}};
    struct ht_portfolio portfolio = {.looked_through = rows, .looked_through_count = 3, .holdings_date = in_2025};
    portfolio.findings = ht_findings_in(small->arena);
    struct ht_resolution out;
    ht_resolve(small->ref, NULL, &portfolio, small->arena, &out);
    assert_int_equal(out.count, 0);
    assert_int_equal(out.looked_through_count, 3);
    const struct ht_resolved *row = out.looked_through;
    assert_string_equal(row[0].issuer->id, "hikvision");
    assert_int_equal(row[0].method, HT_BY_ISIN);
    assert_string_equal(row[0].matched_value, "CNE100000PM8");
    assert_int_equal(row[0].candidate_count, 1);
    assert_ptr_equal(row[0].candidates[0].entity, row[0].issuer);
    assert_false(row[0].candidates[0].score.known);
    assert_non_null(strstr(row[0].candidates[0].why, "above it (line 27); what it is worth is not counted"));
    assert_possible(&row[1], "hikvision");
    assert_non_null(strstr(row[1].candidates[0].why, "another identifier of the row is another company's; the row "));
    assert_non_null(strstr(row[1].candidates[0].why, "(line 27)"));
    assert_nothing(&row[2]);
}

static void coverage_counts_what_could_be_compared(void **state) {
    assert_true(one(state, (struct ht_position){.isin = "DE0007164600"}, unknown)->comparable);
    assert_true(one(state, (struct ht_position){.cusip = "594918104"}, unknown)->comparable);
    assert_false(one(state, (struct ht_position){.cusip = "G0176J109"}, unknown)->comparable);
    assert_false(one(state, (struct ht_position){.sedol = "4846288"}, unknown)->comparable);
    assert_true(one(state, (struct ht_position){.sedol = "0540528"}, unknown)->comparable);
    assert_false(one(state, (struct ht_position){.ticker = "SAP"}, unknown)->comparable);
    const struct ht_resolved *row = one(state, (struct ht_position){.name = "Nestle", .sedol = "4846288"}, unknown);
    assert_true(!row->comparable && row->comparable_by_name);
    row = one(state, (struct ht_position){.name = "Nestle", .isin = "DE0007164600"}, unknown);
    assert_true(row->comparable && !row->comparable_by_name);
}

static const char *lookup(void **state, const char *query) {
    struct small_reference *small = *state;
    const struct ht_lookup *items;
    size_t count = ht_lookup_text(small->ref, query, small->arena, &items);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = ht_arena_format(small->arena, "%s%s%s (%s)", text, i ? ", " : "", items[i].entity->id, items[i].how);
    return text;
}

static void what_a_user_types_is_found(void **state) {
    assert_string_equal(lookup(state, " Hikvision "), "hikvision (id)");
    assert_string_equal(lookup(state, "cne100000pm8"), "hikvision (isin)");
    assert_string_equal(lookup(state, "KYG0171 91142"), "alibaba (isin)");
    assert_string_equal(lookup(state, "037833100"), "apple (cusip)");
    assert_string_equal(lookup(state, "HWUPKR0MPOU8FGXBT394"), "apple (lei)");
    assert_string_equal(lookup(state, "002415"), "hikvision (ticker)");
    assert_string_equal(lookup(state, "002415 CH"), "hikvision (ticker)");
    assert_string_equal(lookup(state, "002415.SZ"), "hikvision (ticker)");
    assert_string_equal(lookup(state, "20 HK"), "sensetime_group_inc (ticker), wheelock (ticker)");
    assert_string_equal(lookup(state, "0020.HK"), "sensetime_group_inc (ticker), wheelock (ticker)");
    assert_string_equal(lookup(state, "00020"), "sensetime_group_inc (ticker), wheelock (ticker)");
    assert_string_equal(lookup(state, "aapl"), "apple (ticker)");
    assert_string_equal(lookup(state, "Meiya Pico"), "meiya (name)");
    assert_string_equal(lookup(state, "SenseTime Group"), "sensetime_group_inc (name), sensetime_hk (name)");
    assert_string_equal(lookup(state, "Cangzhou Dahua"), "dahua (lookalike)");
    assert_string_equal(lookup(state, "hangzhou hik"), "hikvision (part of a name)");
    assert_string_equal(lookup(state, "sense"),
                        "sensetime_group_inc (part of a name), sensetime_hk (part of a name)");
    assert_string_equal(lookup(state, "海康威视"), "hikvision (similar name)");
    assert_string_equal(lookup(state, "no such company"), "");
    assert_string_equal(lookup(state, "  "), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identifiers_match),
        cmocka_unit_test(an_lei_of_either_party_is_only_possible),
        cmocka_unit_test(an_isin_is_read_without_dates),
        cmocka_unit_test(of_two_counters_the_one_on_the_exchange_is_taken),
        cmocka_unit_test(a_ticker_matches_on_its_exchange_only),
        cmocka_unit_test(a_ticker_known_from_memory_only_does_not_match),
        cmocka_unit_test(a_ticker_is_read_as_of_the_holdings_date),
        cmocka_unit_test(a_reused_ticker_needs_a_date_or_a_name),
        cmocka_unit_test(a_change_of_unknown_date_is_not_settled_by_the_holdings_date),
        cmocka_unit_test(an_uncertain_ticker_needs_a_name),
        cmocka_unit_test(identifiers_that_name_two_issuers_are_a_conflict),
        cmocka_unit_test(an_unknown_isin_contradicts_a_ticker),
        cmocka_unit_test(an_unknown_isin_under_a_known_name),
        cmocka_unit_test(a_name_without_a_country_needs_its_legal_form),
        cmocka_unit_test(a_name_needs_the_right_country),
        cmocka_unit_test(an_abbreviation_needs_a_country),
        cmocka_unit_test(a_former_name_tells_the_company_in_its_time),
        cmocka_unit_test(a_lookalike_is_never_the_company_it_resembles),
        cmocka_unit_test(a_name_of_two_companies_is_ambiguous),
        cmocka_unit_test(a_cut_name_needs_its_country),
        cmocka_unit_test(the_kind_says_which_methods_apply),
        cmocka_unit_test(one_isin_under_three_names_is_doubted),
        cmocka_unit_test(a_row_that_is_looked_through_is_a_candidate),
        cmocka_unit_test(coverage_counts_what_could_be_compared),
        cmocka_unit_test(what_a_user_types_is_found),
    };
    return cmocka_run_group_tests(tests, small_reference_setup, small_reference_teardown);
}
