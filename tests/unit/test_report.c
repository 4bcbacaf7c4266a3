// SPDX-License-Identifier: GPL-3.0-or-later
// The reports of a scan made by hand: what each format says, and what it must not say.
#include "report_sample.h"

#include "report/wording.h"
#include "report/words.h"

// The report of SAMPLE in FORMAT; the caller frees the buffer.
static struct ht_buffer report(struct sample *s, const char *format) {
    struct ht_buffer buffer = {0};
    const struct ht_report_format *found = ht_report_format_named(format);
    assert_non_null(found);
    found->write(&s->scan, s->small.arena, &buffer);
    return buffer;
}

// TEXT with each run of blanks and line ends as one blank, so that wrapped sentences can be looked for.
static const char *flowing(struct sample *s, const char *text) {
    char *out = ht_arena_alloc(s->small.arena, strlen(text) + 1), *to = out;
    for (; *text; text++) {
        bool blank = *text == ' ' || *text == '\n';
        if (!blank || (to > out && to[-1] != ' '))
            *to++ = blank ? ' ' : *text;
    }
    return out;
}

static void assert_says(const char *text, const char *sentence) {
    if (!strstr(text, sentence))
        fail_msg("not said: %s\nin: %s", sentence, text);
}

static void assert_silent(const char *text, const char *word) {
    if (strstr(text, word))
        fail_msg("said: %s", word);
}

static size_t count_lines(const char *text) {
    size_t count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

static void formats_are_named(void **state) {
    (void)state;
    static const char *const NAMES[] = {"text", "csv", "json", "jsonl"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        assert_string_equal(ht_report_format_named(NAMES[i])->name, NAMES[i]);
    assert_null(ht_report_format_named("jso"));
    assert_null(ht_report_format_named(""));
}

static void trouble_outranks_exposure_and_exposure_doubt(void **state) {
    (void)state;
    static const struct {
        struct ht_outcome outcome;
        int code;
    } CASES[] = {
        {{true, true, false, true, false}, 2},   {{false, false, true, true, false}, 2},
        {{true, true, false, false, false}, 1},  {{true, false, true, false, false}, 1},
        {{false, true, true, false, false}, 3},  {{false, false, false, false, false}, 3},
        {{false, true, false, false, false}, 3}, {{false, false, true, false, false}, 0},
        {{false, false, true, false, true}, 3},  {{false, false, true, true, true}, 2},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_int_equal(ht_outcome_exit_code(&CASES[i].outcome), CASES[i].code);
}

static void an_unread_file_is_in_the_json_with_every_fact_null(void **state) {
    struct sample *s = *state;
    struct ht_buffer lines = report(s, "jsonl");
    assert_int_equal(count_lines(lines.data), 3);
    static const char FIRST[] =
        "{\"path\":\"funds/a.csv\",\"sha256\":null,\"layout\":null,\"encoding\":null,\"holdings_date\":null,"
        "\"fund\":{\"name\":null,\"id\":null,\"currency\":null,\"net_assets\":null},"
        "\"rows\":{\"read\":null,\"positions\":null,\"skipped\":null,\"ignored\":null},\"totals\":[],"
        "\"container\":null,"
        "\"coverage\":{\"comparable_pct\":null,\"comparable_by_name_pct\":null,\"resolved_pct\":null,"
        "\"ownership_known_pct\":null,\"by_method\":[],\"largest_unresolved\":[]},\"exposure\":[],"
        "\"interval\":{\"at_least_pct\":null,\"at_most_pct\":null,\"expected_pct\":null,\"why\":[],"
        "\"expected_low_pct\":null,\"expected_high_pct\":null,\"expected_of_positions\":0,\"expected_draws\":null,"
        "\"reasons\":[]},"
        "\"by_target\":[],\"by_parent\":[],\"positions\":[],\"possible\":[],"
        "\"problems\":[{\"line\":null,\"severity\":\"trouble\",\"code\":\"not-holdings\","
        "\"message\":\"an HTML page; not read\"}],"
        "\"denominators\":{\"nav_is\":null,\"nav\":null,\"gross\":null,\"long\":null,\"long_without_cash\":null,"
        "\"long_pct\":null,\"short_pct\":null,\"net_pct\":null,\"gross_pct\":null},\"by_issuer\":[],\"by_kind\":[],"
        "\"concentration\":{\"base\":null,\"issuers\":null,\"unresolved_lines\":null,\"hhi\":null,"
        "\"effective_number\":null,\"top_ten_pct\":null}}\n";
    assert_memory_equal(lines.data, FIRST, sizeof FIRST - 1);
    ht_buffer_free(&lines);
}

static void a_position_carries_all_its_evidence(void **state) {
    struct sample *s = *state;
    struct ht_buffer lines = report(s, "jsonl");
    assert_says(
        lines.data,
        "\"positions\":[{\"line\":12,\"kind\":\"equity\",\"side\":\"long\","
        "\"name\":\"HANGZHOU HIKVISION DIGITAL TECHNOLOGY LTD A\",\"isin\":\"CNE100000PM8\",\"cusip\":null,"
        "\"sedol\":null,\"figi\":null,\"lei\":null,\"ticker\":null,\"exchange\":null,\"country\":null,"
        "\"currency\":\"USD\",\"quantity\":null,\"value\":25883836.92,\"notional\":null,"
        "\"exposure_value\":25883836.92,\"weight_pct\":2.588384,\"weight_file_pct\":null,"
        "\"attributed_value\":25883836.92,\"issuer\":{\"id\":\"hikvision\","
        "\"name\":\"Hangzhou Hikvision Digital Technology Co., Ltd.\",\"country\":\"CN\"},"
        "\"category\":\"direct\",\"also\":[\"stake\"],\"confidence\":\"official\","
        "\"repairs\":[{\"field\":\"ticker\",\"from\":\"2415\",\"to\":\"002415\","
        "\"why\":\"the exchange has six digits\"}],\"targets\":[{\"entity\":{\"id\":\"hikvision\","
        "\"name\":\"Hangzhou Hikvision Digital Technology Co., Ltd.\"},\"basis\":\"listed\","
        "\"share_pct\":null,\"path\":[],\"designations\":[{\"list\":\"US-BIS-EL\",\"listed_as\":\"Hikvision\","
        "\"ground\":\"xinjiang_surveillance\",\"listed_on\":\"2019-10-09\",\"effective_on\":\"2019-10-09\","
        "\"divest_by\":null,\"delisted_on\":null,\"status\":\"in_force\",\"effect\":\"export_licence\","
        "\"citation\":\"84 FR 54002\",\"reaches\":true,\"reach_rule\":\"names_only\","
        "\"reach_why\":\"it is named\",\"response\":{\"status\":\"denial\","
        "\"text\":\"the company rejects the "
        "ground\",\"as_of\":\"2019-10-08\",\"source\":\"s\"},\"source\":\"s\"}],\"excluded\":false,\"note\":null}],"
        "\"match\":{\"method\":\"isin\",\"score\":1,\"matched_on\":\"isin\","
        "\"matched_value\":\"CNE100000PM8\",\"confidence\":\"official\",\"source\":\"s\",\"single_source\":true},"
        "\"look_through\":[],\"apart\":[],\"statements\":[],\"doubts\":[]},{\"line\":13,");
    assert_says(lines.data,
                "\"path\":[{\"owner\":{\"id\":\"hikvision\",\"name\":\"Hangzhou Hikvision Digital "
                "Technology Co., Ltd.\"},\"owned\":{\"id\":\"ezviz\",\"name\":\"Hangzhou EZVIZ Network "
                "Co., Ltd.\"},\"link\":\"owns\",\"percent_min\":48.00,\"percent_max\":48.00,"
                "\"as_of\":\"2024-12-31\",\"source\":\"s\",\"confidence\":\"single-source\",\"note\":null,"
                "\"too_old\":false}]");
    // The weakest link of the chain, and a reach that is not known.
    assert_says(lines.data, "\"confidence\":\"single-source\"");
    assert_says(lines.data, "\"status\":\"disputed\",\"effect\":null,\"citation\":null,\"reaches\":null,");
    ht_buffer_free(&lines);
}

static void possible_rows_stand_apart_in_the_json(void **state) {
    struct sample *s = *state;
    struct ht_buffer lines = report(s, "jsonl");
    assert_says(lines.data, "\"possible\":[{\"line\":14,");
    assert_says(lines.data, "\"match\":null,\"look_through\":[],\"apart\":[],\"statements\":[],\"candidates\":[{"
                            "\"entity\":{\"id\":\"hikvision\",\"name\":\"Hangzhou "
                            "Hikvision Digital Technology Co., Ltd.\"},\"score\":0.93,\"why\":\"the name differs by "
                            "one letter\"}],\"doubts\":[]}]");
    assert_silent(lines.data, "{\"category\":\"possible\"");
    assert_says(
        lines.data,
        "\"summary\":{\"files\":2,\"positions\":5,\"exposure\":[{\"category\":\"direct\","
        "\"currency\":\"USD\",\"positions\":1,\"value\":25883836.92},{\"category\":"
        "\"controlled\",\"currency\":\"USD\",\"positions\":1,\"value\":-1000.50}]},\"sources\":[{\"id\":\"s\",");
    ht_buffer_free(&lines);
}

// JSON without the blanks outside strings.
static const char *compact(struct sample *s, const char *text) {
    char *out = ht_arena_alloc(s->small.arena, strlen(text) + 1), *to = out;
    bool quoted = false;
    for (; *text; text++) {
        if (*text == '"' && (text[-1] != '\\' || text[-2] == '\\'))
            quoted = !quoted;
        if (quoted || !strchr(" \n", *text))
            *to++ = *text;
    }
    return out;
}

static void json_and_jsonl_say_the_same(void **state) {
    struct sample *s = *state;
    struct ht_buffer document = report(s, "json"), lines = report(s, "jsonl");
    const char *text = compact(s, document.data);
    const char *head =
        "{\"schema\":\"holdtrace.check/1\",\"version\":\"0.0-test\",\"reference\":{\"content_sha256\":";
    assert_memory_equal(text, head, strlen(head));
    size_t count;
    const char **line = ht_text_split(s->small.arena, lines.data, '\n', &count);
    assert_int_equal(count, 3);
    assert_says(text, ht_arena_format(s->small.arena,
                                      "\"files\":[%s,%s],\"ignored\":[{\"path\":\"funds/readme.txt\","
                                      "\"why\":\"plain text\"}],\"summary\":",
                                      line[0], line[1]));
    assert_says(line[2], "\"outcome\":{\"exposure\":true,\"possible\":true,\"coverage_ok\":true,\"trouble\":true,"
                         "\"nobody_selected\":false,\"lists_complete\":false},"
                         "\"ignored\":");
    ht_buffer_free(&document);
    ht_buffer_free(&lines);
}

static void all_positions_are_given_when_asked_for(void **state) {
    struct sample *s = *state;
    s->scan.all_positions = true;
    struct ht_buffer lines = report(s, "jsonl"), cells = report(s, "csv");
    assert_says(lines.data, "{\"line\":16,\"kind\":null,\"side\":\"long\",\"name\":null,");
    assert_says(lines.data, "\"issuer\":null,\"category\":null,\"also\":[],\"confidence\":null,");
    assert_int_equal(count_lines(cells.data), 1 + SAMPLE_LINES);
    ht_buffer_free(&lines);
    ht_buffer_free(&cells);
}

static void csv_columns_keep_their_order(void **state) {
    struct sample *s = *state;
    struct ht_buffer cells = report(s, "csv");
    static const char COLUMNS[] =
        "path,fund,holdings_date,line,name,isin,ticker,currency,value,weight_pct,category,issuer_id,issuer,"
        "target_id,target,list,listed_on,citation,share_pct,attributed_value,match_method,match_score,";
    assert_memory_equal(cells.data, COLUMNS, sizeof COLUMNS - 1);
    assert_int_equal(count_lines(cells.data), 4);
    assert_says(
        cells.data,
        "\nfunds/b.csv,Example Emerging Markets ETF (sample),2025-09-30,12,HANGZHOU HIKVISION DIGITAL "
        "TECHNOLOGY LTD A,CNE100000PM8,,USD,25883836.92,2.588384,direct,hikvision,\"Hangzhou Hikvision Digital "
        "Technology Co., Ltd.\",hikvision,\"Hangzhou Hikvision Digital Technology Co., Ltd.\",US-BIS-EL,"
        "2019-10-09,84 FR 54002,,25883836.92,isin,1,");
    // A designation that selects nobody speaks for nobody.
    assert_says(cells.data, ",controlled,ezviz,\"Hangzhou EZVIZ Network Co., Ltd.\",hikvision,\"Hangzhou Hikvision "
                            "Digital Technology Co., Ltd.\",,,,48.00,,name,1,short,-1000.50,");
    ht_buffer_free(&cells);
}

static void csv_formulas_are_neutralised_and_numbers_left_alone(void **state) {
    struct sample *s = *state;
    static const char *const NAMES[] = {"=1+1", "+1", "-1", "@A1", "\tX", "\rX"};
    struct ht_buffer cells = report(s, "csv");
    assert_says(cells.data, ",13,\"'=EZVIZ, \"\"A\"\"\xEF\xBF\xBD[31m\",,,USD,-1000.50,-0.000100,");
    ht_buffer_free(&cells);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        s->positions[0].name = NAMES[i];
        cells = report(s, "csv");
        assert_says(cells.data,
                    ht_arena_format(s->small.arena, ",12,\"'%s\",CNE", ht_text_harmless(s->small.arena, NAMES[i])));
        ht_buffer_free(&cells);
    }
}

static void the_verdict_never_stands_without_coverage_and_lists(void **state) {
    struct sample *s = *state;
    static const char *const COVERAGE = "; 1 row could not be read and was not tested; "
                                        "87.300000 % of the value could be compared by identifier (held for 0 of 1 "
                                        "target) and 2.100000 % by name alone; ";
    static const char *const LISTS = "of US-BIS-EL 1 of 3,420 entries; of US-DOD-1260H nothing.";
    struct ht_buffer text = report(s, "text");
    assert_says(
        flowing(s, text.data),
        ht_arena_format(s->small.arena,
                        "Example Emerging Markets ETF (sample), holdings of 2025-09-30: 2 of 5 positions, "
                        "long 2.588384 %% of net assets (USD 25,883,836.92) and short -0.000100 %% of net "
                        "assets (USD -1,000.50), are exposed: Hangzhou Hikvision Digital Technology Co., Ltd. "
                        "(2.588384 %%) and Hangzhou EZVIZ Network Co., Ltd. (-0.000100 %%); 1 possible "
                        "position needs a decision and is not counted%slists held: %s",
                        COVERAGE, LISTS));
    ht_buffer_free(&text);
    for (size_t i = 0; i < SAMPLE_LINES; i++)
        s->lines[i].category = HT_NO_CATEGORY;
    s->account.exposure_count = s->account.by_target_count = 0;
    text = report(s, "text");
    assert_says(flowing(s, text.data),
                ht_arena_format(s->small.arena,
                                ": no exposure found in 5 positions%sthe lists are held in part, and a company that "
                                "only the rest of them names would not be found; held: %s",
                                COVERAGE, LISTS));
    ht_buffer_free(&text);
    s->account.coverage.comparable_pct = ht_amount_unknown();
    text = report(s, "text");
    assert_says(flowing(s, text.data), "; how much of the value could be compared is not known; the lists are ");
    ht_buffer_free(&text);
}

static void listings_are_worded_as_what_they_are(void **state) {
    struct sample *s = *state;
    struct ht_buffer buffer = report(s, "text");
    const char *text = flowing(s, buffer.data);
    assert_says(text, "Hangzhou Hikvision Digital Technology Co., Ltd. is on the Entity List (US-BIS-EL) since "
                      "2019-10-09 (84 FR 54002), ground surveillance in Xinjiang; listed as \"Hikvision\"");
    assert_says(text, "Stated beside it (denial, 2019-10-08): the company rejects the ground (source s).");
    assert_says(text,
                "what follows is said of Hangzhou Hikvision Digital Technology Co., Ltd., not of Hangzhou EZVIZ "
                "Network Co., Ltd.");
    assert_says(text, "owns 48.00 % of Hangzhou EZVIZ Network Co., Ltd. (as of 2024-12-31, source s, confidence "
                      "single-source).");
    assert_says(text, "was put on Section 1260H List (US-DOD-1260H) on 2020-06-12 (source s); its removal on "
                      "2026-01-31 is disputed; ground military");
    assert_says(
        text,
        "Also listed, which selects nobody under this screen: Hangzhou Hikvision Digital Technology Co., Ltd. ");
    assert_says(text, "ground military (whether its rule reaches the issuer is not known");
    assert_says(text, "This report is neither legal nor investment advice.");
    assert_says(text, "warning weight-mismatch, 12 times (lines 20, 21, 22, 23, 24, 25, 26, 27 and more):");
    assert_silent(text, "sanctioned");
    assert_silent(text, "guilty");
    assert_silent(text, "..");
    ht_buffer_free(&buffer);
}

static void listings_of_one_company_are_told_once(void **state) {
    struct sample *s = *state;
    struct ht_exposed_target twice[2] = {s->controller, s->controller};
    twice[1].tie.category = HT_MINORITY;
    s->lines[1].targets = twice;
    s->lines[1].target_count = 2;
    struct ht_buffer buffer = report(s, "text");
    const char *text = flowing(s, buffer.data);
    const char *first = strstr(text, "(US-DOD-1260H) on 2020-06-12");
    const char *again = strstr(text, "Its listings are those above.");
    assert_non_null(first);
    assert_true(again > first);
    assert_null(strstr(first + 1, "(US-DOD-1260H) on 2020-06-12"));
    assert_says(text, " minority: ");
    ht_buffer_free(&buffer);
}

static void a_designation_is_what_it_is_on_the_day(void **state) {
    struct sample *s = *state;
    const struct ht_designation *row = s->list_1260h.designation;
    assert_string_equal(ht_word_standing(row, small_date("2020-06-11")), "not_yet");
    assert_string_equal(ht_word_standing(row, small_date("2026-01-31")), "in_force");
    assert_string_equal(ht_word_standing(row, small_date("2026-02-01")), "disputed");
    struct ht_designation ended = *row;
    ended.status = HT_IN_FORCE;
    assert_string_equal(ht_word_standing(&ended, small_date("2026-02-01")), "delisted");
}

static void relations_are_reported_by_somebody(void **state) {
    struct sample *s = *state;
    struct ht_step step = s->step;
    struct ht_path path = {&step, 1};
    step.link = HT_LINK_RELATION;
    step.relation = "strategic_partner";
    assert_says(ht_word_chain(s->small.arena, s->small.ref, &path),
                "is reported as strategic partner of Hangzhou EZVIZ Network Co., Ltd. by A publisher on 2024-12-31");
    step.link = HT_LINK_OWNS;
    step.percent_max = sample_amount("55");
    assert_says(ht_word_chain(s->small.arena, s->small.ref, &path), " owns 48.00 to 55 % of ");
    step.percent_max = ht_amount_unknown();
    assert_says(ht_word_chain(s->small.arena, s->small.ref, &path), " owns at least 48.00 % of ");
    step.percent_min = ht_amount_unknown();
    assert_says(ht_word_chain(s->small.arena, s->small.ref, &path), " owns a share not known of ");
}

static void text_is_plain_unless_colour_is_asked_for(void **state) {
    struct sample *s = *state;
    struct ht_buffer text = report(s, "text");
    assert_silent(text.data, "\x1b");
    assert_says(text.data, "=EZVIZ, \"A\"\xEF\xBF\xBD[31m (short)");
    ht_buffer_free(&text);
    s->scan.colour = true;
    text = report(s, "text");
    assert_says(text.data, "\x1b[1;31mHANGZHOU HIKVISION");
    ht_buffer_free(&text);
}

static void no_name_is_cut_on_a_narrow_terminal(void **state) {
    struct sample *s = *state;
    s->scan.width = 40;
    s->positions[0].name =
        "AVERYLONGNAMEWITHOUTANYBLANKTHATDOESNOTFITTWENTYCOLUMNS 杭州海康威视数字技术股份有限公司 A";
    struct ht_buffer text = report(s, "text");
    assert_says(text.data, "AVERYLONGNAMEWITHOUTANYBLANKTHATDOESNOTFITTWENTYCOLUMNS");
    assert_says(text.data, "\n  杭州海康威视数字技术股份有限公司 A\n");
    ht_buffer_free(&text);
}

static void no_file_is_no_clean_bill(void **state) {
    struct sample *s = *state;
    s->scan.account_count = s->scan.unread_count = s->scan.ignored_count = 0;
    struct ht_buffer text = report(s, "text"), lines = report(s, "jsonl");
    assert_says(text.data, "No holdings file was read: nothing was tested.");
    assert_says(lines.data,
                "\"ignored\":[],\"summary\":{\"files\":0,\"positions\":0,\"exposure\":[]},\"sources\":[]}");
    ht_buffer_free(&text);
    ht_buffer_free(&lines);
}

static void rows_that_are_looked_through_are_possible_in_every_format(void **state) {
    struct sample *s = *state;
    struct ht_line line = s->lines[0];
    struct ht_resolved resolved = s->resolved[0];
    struct ht_position position = s->positions[0];
    resolved.candidates = &s->candidate;
    resolved.candidate_count = 1;
    resolved.position = &position;
    position.line = 90;
    line = (struct ht_line){.resolved = &resolved,
                            .category = HT_POSSIBLE,
                            .also = 1u << HT_DIRECT,
                            .targets = line.targets,
                            .target_count = line.target_count};
    s->account.looked_through = &line;
    s->account.looked_through_count = 1;
    struct ht_buffer lines = report(s, "jsonl"), csv = report(s, "csv"), text = report(s, "text");
    const char *possible = strstr(lines.data, "\"possible\":[{\"line\":14,");
    assert_non_null(possible);
    assert_says(possible, "{\"line\":90,");
    possible = strstr(possible, "{\"line\":90,");
    assert_says(possible, "\"exposure_value\":null,\"weight_pct\":null,");
    assert_says(possible, "\"category\":\"possible\",\"also\":[\"direct\"]");
    assert_says(possible, "\"match\":{\"method\":\"isin\",\"score\":1,");
    assert_says(possible, "\"candidates\":[{\"entity\":{\"id\":\"hikvision\"");
    assert_int_equal(count_lines(csv.data), 5);
    assert_says(csv.data, ",90,HANGZHOU HIKVISION DIGITAL TECHNOLOGY LTD A,CNE100000PM8,,USD,25883836.92,,possible,");
    const char *said = flowing(s, text.data);
    assert_says(said, "2 possible positions need a decision and are not counted (1 in a table that is not "
                      "counted)");
    assert_says(said, "possible (2 positions): need a decision, not counted");
    assert_says(said, "Not counted: the name differs by one letter. Matched by isin to");
    ht_buffer_free(&lines);
    ht_buffer_free(&csv);
    ht_buffer_free(&text);
}

static int setup(void **state) {
    *state = sample_new();
    return 0;
}

static int teardown(void **state) {
    sample_free(*state);
    return 0;
}

#define SAMPLE_TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_named),
        cmocka_unit_test(trouble_outranks_exposure_and_exposure_doubt),
        SAMPLE_TEST(an_unread_file_is_in_the_json_with_every_fact_null),
        SAMPLE_TEST(a_position_carries_all_its_evidence),
        SAMPLE_TEST(possible_rows_stand_apart_in_the_json),
        SAMPLE_TEST(json_and_jsonl_say_the_same),
        SAMPLE_TEST(all_positions_are_given_when_asked_for),
        SAMPLE_TEST(csv_columns_keep_their_order),
        SAMPLE_TEST(csv_formulas_are_neutralised_and_numbers_left_alone),
        SAMPLE_TEST(the_verdict_never_stands_without_coverage_and_lists),
        SAMPLE_TEST(listings_are_worded_as_what_they_are),
        SAMPLE_TEST(listings_of_one_company_are_told_once),
        SAMPLE_TEST(a_designation_is_what_it_is_on_the_day),
        SAMPLE_TEST(relations_are_reported_by_somebody),
        SAMPLE_TEST(text_is_plain_unless_colour_is_asked_for),
        SAMPLE_TEST(no_name_is_cut_on_a_narrow_terminal),
        SAMPLE_TEST(no_file_is_no_clean_bill),
        SAMPLE_TEST(rows_that_are_looked_through_are_possible_in_every_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
