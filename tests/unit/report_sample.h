// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A scan made by hand for the tests of the reports: one fund with a direct, a controlled, a possible and an
 * unresolved position, one file that could not be read, one that was ignored. The companies and listings are real,
 * the fund and its figures invented.
 */
#ifndef HOLDTRACE_REPORT_SAMPLE_H
#define HOLDTRACE_REPORT_SAMPLE_H

#include "small_reference.h"

#include "holdtrace/report.h"

enum { SAMPLE_LINES = 5 };

struct sample {
    struct small_reference small;
    struct ht_screen screen;
    struct ht_position positions[SAMPLE_LINES];
    struct ht_resolved resolved[SAMPLE_LINES];
    struct ht_line lines[SAMPLE_LINES];
    struct ht_portfolio portfolio;
    struct ht_resolution resolution;
    struct ht_account account;
    struct ht_sum total;
    struct ht_category_sum exposure[3];
    struct ht_entity_sum by_target[2];
    struct ht_exposed_designation entity_list, list_1260h;
    struct ht_exposed_target direct, controller;
    struct ht_step step;
    struct ht_candidate candidate;
    struct ht_repair repair;
    struct ht_unread unread;
    struct ht_scan scan;
};

static inline struct ht_amount sample_amount(const char *text) {
    struct ht_decimal number;
    assert_true(ht_decimal_parse(text, strlen(text), &number));
    return ht_amount_of(number);
}

static inline void sample_reference(struct small_reference *small) {
    *small = small_new();
    small_row(small, SMALL_ENTITIES,
              "hikvision,\"Hangzhou Hikvision Digital Technology Co., Ltd.\",,CN|CN|CN,company,,,"
              "official,s");
    small_row(small, SMALL_ENTITIES, "ezviz,\"Hangzhou EZVIZ Network Co., Ltd.\",,CN,company,,,official,s");
    small_row(small, SMALL_OWNERSHIP, "hikvision,ezviz,48.00,48.00,economic,ordinary,closed,,,2024-12-31,official,s");
    small_row(small, SMALL_LISTS, "US-BIS-EL,Entity List,BIS,US,list,export_licence,,2026-01,3420,");
    small_row(small, SMALL_LISTS, "US-DOD-1260H,Section 1260H List,DoD,US,list,,,,,");
    small_row(small, SMALL_DESIGNATIONS,
              "US-BIS-EL,hikvision,Hikvision,xinjiang_surveillance,2019-10-09,2019-10-09,,,in_force,,84 FR 54002,"
              "official,s");
    small_row(small, SMALL_DESIGNATIONS,
              "US-DOD-1260H,hikvision,Hikvision,military,2020-06-12,,,2026-01-31,disputed,,,official,s");
    small_row(small, SMALL_STATEMENTS, "hikvision,US-BIS-EL,denial,2019-10-08,the company rejects the ground,s");
    small_open(small);
}

static inline void sample_positions(struct sample *s) {
    static const struct {
        long line;
        const char *name, *isin, *value, *weight;
    } ROWS[SAMPLE_LINES] = {
        {12, "HANGZHOU HIKVISION DIGITAL TECHNOLOGY LTD A", "CNE100000PM8", "25883836.92", "2.588384"},
        {13, "=EZVIZ, \"A\"\x1b[31m", NULL, "-1000.50", "-0.000100"},
        {14, "HIKVISON DIGITAL", NULL, "10.00", "0.000001"},
        {15, "UNHEARD OF PLC", "GB00B0000001", "974116163.08", "97.411616"},
        {16, NULL, NULL, NULL, NULL},
    };
    for (size_t i = 0; i < SAMPLE_LINES; i++) {
        s->positions[i] = (struct ht_position){.line = ROWS[i].line,
                                               .kind = i < 4 ? HT_KIND_EQUITY : HT_KIND_UNKNOWN,
                                               .side = i == 1 ? HT_SHORT : HT_LONG,
                                               .name = ROWS[i].name,
                                               .isin = ROWS[i].isin,
                                               .currency = "USD"};
        s->resolved[i] = (struct ht_resolved){.position = &s->positions[i], .method = HT_UNMATCHED};
        s->lines[i] = (struct ht_line){.resolved = &s->resolved[i], .category = HT_NO_CATEGORY};
        if (!ROWS[i].value)
            continue;
        s->positions[i].value = s->lines[i].exposure_value = sample_amount(ROWS[i].value);
        s->lines[i].weight_pct = sample_amount(ROWS[i].weight);
    }
}

static inline void sample_evidence(struct sample *s, const struct ht_targets *targets) {
    const struct ht_entity *hikvision = small_get(&s->small, "hikvision"), *ezviz = small_get(&s->small, "ezviz");
    struct ht_designations rows = ht_reference_designations(s->small.ref, hikvision);
    const struct ht_target *target = ht_targets_find(targets, hikvision);
    assert_int_equal(rows.count, 2);
    assert_non_null(target);
    size_t first = strcmp(rows.items[0].list->id, "US-BIS-EL") == 0 ? 0 : 1;
    s->entity_list =
        (struct ht_exposed_designation){.designation = &rows.items[first],
                                        .standing = HT_STANDING_IN_FORCE,
                                        .selects = true,
                                        .reach = {.reaches = HT_YES, .rule = "names_only", .why.text = "it is named"},
                                        .response = &ht_reference_statements(s->small.ref, hikvision).items[0]};
    s->list_1260h =
        (struct ht_exposed_designation){.designation = &rows.items[1 - first],
                                        .standing = HT_STANDING_CONTESTED,
                                        .reach = {.reaches = HT_UNKNOWN, .why.text = "the rule is not known"}};
    s->step = (struct ht_step){.owner = hikvision,
                               .owned = ezviz,
                               .link = HT_LINK_OWNS,
                               .percent_min = sample_amount("48.00"),
                               .percent_max = sample_amount("48.00"),
                               .as_of = small_date("2024-12-31"),
                               .confidence = HT_CONFIDENCE_SINGLE,
                               .source = "s"};
    s->direct = (struct ht_exposed_target){{target, HT_DIRECT, {NULL, 0}, ht_amount_unknown()}, &s->entity_list, 1};
    s->controller =
        (struct ht_exposed_target){{target, HT_CONTROLLED, {&s->step, 1}, sample_amount("48.00")}, &s->list_1260h, 1};
    s->candidate = (struct ht_candidate){hikvision, sample_amount("0.93"), "the name differs by one letter"};
    s->repair = (struct ht_repair){"ticker", "2415", "002415", "the exchange has six digits"};
    s->lines[0].category = HT_DIRECT;
    s->lines[0].attributed_value = s->positions[0].value;
    s->lines[0].also = 1u << HT_STAKE;
    s->lines[0].targets = &s->direct;
    s->lines[1].category = HT_CONTROLLED;
    s->lines[1].targets = &s->controller;
    s->lines[0].target_count = s->lines[1].target_count = 1;
    s->lines[2].category = HT_POSSIBLE;
    s->positions[0].repairs = &s->repair;
    s->positions[0].repair_count = 1;
    s->resolved[0] = (struct ht_resolved){.position = &s->positions[0],
                                          .issuer = hikvision,
                                          .method = HT_BY_ISIN,
                                          .score = sample_amount("1"),
                                          .matched_on = "isin",
                                          .matched_value = "CNE100000PM8",
                                          .comparable = true};
    s->resolved[1] = (struct ht_resolved){.position = &s->positions[1],
                                          .issuer = ezviz,
                                          .method = HT_BY_NAME,
                                          .score = sample_amount("1"),
                                          .matched_on = "name",
                                          .matched_value = "Hangzhou EZVIZ Network",
                                          .comparable_by_name = true};
    s->resolved[2].candidates = &s->candidate;
    s->resolved[2].candidate_count = 1;
    s->by_target[0] = (struct ht_entity_sum){.entity = hikvision,
                                             .category = HT_DIRECT,
                                             .sum = s->exposure[0].sum,
                                             .distinct_value = s->exposure[0].sum.value};
}

static inline void sample_sums(struct sample *s) {
    struct ht_sum direct = {.currency = "USD",
                            .positions = 1,
                            .value = sample_amount("25883836.92"),
                            .long_value = sample_amount("25883836.92"),
                            .weight_pct = sample_amount("2.588384"),
                            .attributed_value = sample_amount("25883836.92")};
    struct ht_sum controlled = {.currency = "USD",
                                .positions = 1,
                                .value = sample_amount("-1000.50"),
                                .short_value = sample_amount("-1000.50"),
                                .weight_pct = sample_amount("-0.000100"),
                                .attributed_unknown_value = sample_amount("-1000.50")};
    struct ht_sum possible = {.currency = "USD",
                              .positions = 1,
                              .value = sample_amount("10.00"),
                              .long_value = sample_amount("10.00"),
                              .weight_pct = sample_amount("0.000001")};
    s->exposure[0] = (struct ht_category_sum){HT_DIRECT, direct};
    s->exposure[1] = (struct ht_category_sum){HT_CONTROLLED, controlled};
    s->exposure[2] = (struct ht_category_sum){HT_POSSIBLE, possible};
    s->total = (struct ht_sum){.currency = "USD",
                               .positions = SAMPLE_LINES,
                               .value = sample_amount("999999009.50"),
                               .long_value = sample_amount("1000000010.00"),
                               .short_value = sample_amount("-1000.50")};
}

static inline void sample_account(struct sample *s) {
    static const struct ht_reason reasons[] = {
        {"possible", 1, {true, {1000000, 6}}, {"1 position needs a decision", NULL}}};
    static const struct ht_line *unresolved[1];
    struct ht_account *account = &s->account;
    unresolved[0] = &s->lines[3];
    s->portfolio = (struct ht_portfolio){.path = "funds/b.csv",
                                         .layout = "generic",
                                         .encoding = "UTF-8",
                                         .holdings_date = small_date("2025-09-30"),
                                         .fund = {.name = "Example Emerging Markets ETF (sample)", .currency = "USD"},
                                         .rows = {8, SAMPLE_LINES, 1, 2},
                                         .positions = s->positions,
                                         .position_count = SAMPLE_LINES};
    s->portfolio.fund.net_assets = sample_amount("1000000000");
    memset(s->portfolio.sha256, 'a', HT_SHA256_TEXT - 1);
    s->resolution = (struct ht_resolution){.portfolio = &s->portfolio, .rows = s->resolved, .count = SAMPLE_LINES};
    *account = (struct ht_account){.resolution = &s->resolution,
                                   .lines = s->lines,
                                   .line_count = SAMPLE_LINES,
                                   .denominator = "nav",
                                   .totals = &s->total,
                                   .total_count = 1,
                                   .exposure = s->exposure,
                                   .exposure_count = 3,
                                   .by_target = s->by_target,
                                   .by_target_count = 1,
                                   .exposed = true,
                                   .possible = true,
                                   .findings = ht_findings_in(s->small.arena)};
    account->coverage.comparable_pct = sample_amount("87.300000");
    account->coverage.comparable_by_name_pct = sample_amount("2.100000");
    account->coverage.resolved_pct = sample_amount("2.588484");
    account->coverage.base = "value";
    account->coverage.by_method[HT_BY_ISIN] =
        (struct ht_method_sum){HT_BY_ISIN, 1, sample_amount("25883836.92"), sample_amount("2.588384")};
    account->coverage.largest_unresolved = unresolved;
    account->coverage.largest_unresolved_count = 1;
    account->interval.at_least_pct = sample_amount("2.588284");
    account->interval.at_most_pct = sample_amount("2.588285");
    account->interval.reasons = reasons;
    account->interval.reason_count = 1;
    for (long line = 20; line < 32; line++)
        ht_find(&account->findings, HT_CODE_WEIGHT_MISMATCH, line, "weight %ld.5 in the file; kept", line);
    ht_find(&account->findings, HT_CODE_BAD_ROW, 17, "three cells of nine; skipped");
}

static inline struct sample *sample_new(void) {
    static const struct ht_ignored ignored[] = {{"funds/readme.txt", "plain text"}};
    struct sample *s = calloc(1, sizeof *s);
    assert_non_null(s);
    sample_reference(&s->small);
    s->screen = small_screen(&s->small, "", "US-BIS-EL,US-DOD-1260H");
    struct ht_targets *targets = small_targets(&s->small, &s->screen, small_date("2026-02-28"));
    sample_sums(s);
    sample_positions(s);
    sample_evidence(s, targets);
    sample_account(s);
    s->unread = (struct ht_unread){.path = "funds/a.csv", .findings = ht_findings_in(s->small.arena)};
    ht_find(&s->unread.findings, HT_CODE_NOT_HOLDINGS, 0, "an HTML page; not read");
    s->scan = (struct ht_scan){.version = "0.0-test",
                               .ref = s->small.ref,
                               .screen = &s->screen,
                               .targets = targets,
                               .as_of = small_date("2026-02-28"),
                               .as_of_basis = "option",
                               .accounts = &s->account,
                               .account_count = 1,
                               .unread = &s->unread,
                               .unread_count = 1,
                               .ignored = ignored,
                               .ignored_count = 1,
                               .outcome = {.exposure = true, .possible = true, .coverage_ok = true, .trouble = true}};
    return s;
}

static inline void sample_free(struct sample *s) {
    small_close(&s->small);
    free(s);
}

#endif
