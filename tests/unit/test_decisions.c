// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions: what a ledger says, what a decision rests on, what stands when several people decide, and what it makes
// of a row.
#include "decision_ledgers.h"

#define SUM "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881" // of "x"
#define HEADER "decision,name,isin,ticker,exchange,entity,by,on,why,evidence,facts\n"

static enum ht_status read_ledger(void **state, const char *text, struct ht_decisions *out,
                                  struct ht_findings *findings, struct ht_error *err) {
    char path[256];
    small_write(*state, "ledger.csv", text, path, sizeof path);
    *findings = ht_findings_in(arena_of(state));
    return ht_decisions_add(out, path, findings, err);
}

static struct ht_decisions *ledger_of(void **state, const char *text) {
    struct ht_decisions *decisions = ht_decisions_in(arena_of(state));
    struct ht_findings findings;
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(read_ledger(state, text, decisions, &findings, &err), HT_OK);
    assert_int_equal(findings.count, 0);
    return decisions;
}

static void columns_stand_in_any_order_and_further_ones_are_let_be(void **state) {
    struct ht_decisions *decisions = ledger_of(state, "entity;Remark;why;on;by;evidence;decision;name\r\n"
                                                      "zte;mine;seen; 2026-01-05 ;Anna;" SUM ";Accept;'=ZTE\r\n"
                                                      "zte;;;;;" SUM ";;ZTE");
    assert_int_equal(decisions->count, 2);
    const struct ht_decision *first = decisions->items[0];
    assert_int_equal(first->choice, HT_ACCEPT);
    assert_int_equal(first->on.day, 5);
    assert_int_equal(first->line, 2);
    assert_string_equal(first->cells[HT_D_NAME], "=ZTE");
    assert_null(first->cells[HT_D_ISIN]);
    assert_int_equal(decisions->items[1]->choice, HT_UNDECIDED);
    assert_string_equal(decisions->files[0]->unread, "Remark");
    assert_int_equal(decisions->files[0]->delimiter, ';');
    assert_true(decisions->files[0]->open_end);
    assert_int_equal(decisions->files[0]->decided, 1);
    assert_int_equal(decisions->files[0]->waiting, 1);
    assert_true(decisions->whole);
}

static void a_bad_line_costs_that_line(void **state) {
    static const char *const bad[] = {
        "yes,ZTE,,,,zte,Anna,2026-01-05,seen," SUM ",",
        "accept,ZTE,,,,,Anna,2026-01-05,seen," SUM ",",
        "accept,ZTE,,,,zte,,2026-01-05,seen," SUM ",",
        "accept,ZTE,,,,zte,Anna,2026-02-30,seen," SUM ",",
        "accept,ZTE,,,,zte,Anna,2026-01,seen," SUM ",",
        "accept,ZTE,,,,zte,Anna,2026-01-05,," SUM ",",
        "accept,ZTE,,,,zte,Anna,2026-01-05,seen,12ab,",
        "accept,,,,,zte,Anna,2026-01-05,seen," SUM ",",
        "accept,,,,XSHE,zte,Anna,2026-01-05,seen," SUM ",",
        ",ZTE,,,,zte,,,seen," SUM ",",
        ",ZTE,,,,zte,,,,12ab,",
        "accept,ZTE,,,,zte,Anna,2026-01-05,seen," SUM ",,1",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct ht_decisions *decisions = ht_decisions_in(arena_of(state));
        struct ht_findings findings;
        struct ht_error err = {HT_OK, ""};
        const char *text =
            ht_arena_format(arena_of(state), HEADER "%s\naccept,ZTE,,,,zte,Anna,2026-01-05,seen," SUM ",\n", bad[i]);
        assert_int_equal(read_ledger(state, text, decisions, &findings, &err), HT_OK);
        assert_int_equal(decisions->count, 1);
        assert_false(decisions->whole);
        assert_int_equal(findings.count, 1);
        assert_int_equal(findings.items[0].code, HT_CODE_DECISION_LOST);
        assert_int_equal(findings.items[0].line, 2);
    }
}

static void what_is_no_ledger_is_refused(void **state) {
    static const char *const texts[] = {"", "\n", "Name,Market Value\nZTE,1\n", "<html><body>no</body></html>",
                                        "decision,decision,name,entity,by,on,why,evidence\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct ht_decisions *decisions = ht_decisions_in(arena_of(state));
        struct ht_findings findings;
        struct ht_error err = {HT_OK, ""};
        assert_int_equal(read_ledger(state, texts[i], decisions, &findings, &err), HT_ERR_FORMAT);
        assert_int_equal(decisions->file_count, 0);
    }
}

static void facts_of_other_evidence_are_not_believed(void **state) {
    struct ht_decisions *decisions = ht_decisions_in(arena_of(state));
    struct ht_findings findings;
    struct ht_error err = {HT_OK, ""};
    const char *text = HEADER "accept,ZTE,,,,zte,Anna,2026-01-05,seen," SUM ",x\n"
                              "accept,ZTE,,,,zte,Anna,2026-01-05,seen," SUM ",y\n";
    assert_int_equal(read_ledger(state, text, decisions, &findings, &err), HT_OK);
    assert_string_equal(decisions->items[0]->cells[HT_D_FACTS], "x");
    assert_null(decisions->items[1]->cells[HT_D_FACTS]);
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].code, HT_CODE_DECISION_FACTS);
    assert_true(decisions->whole);
}

static void evidence_is_of_facts_alone(void **state) {
    struct ht_evidence one = evidence(state, (struct ht_position){.name = "ZTE"}, "zte");
    char digest[HT_SHA256_TEXT];
    assert_string_equal(one.facts,
                        "row name: ZTE | entity: zte | called: ZTE | called: ZTE Corporation | country: CN");
    ht_sha256_of(one.facts, strlen(one.facts), digest);
    assert_string_equal(one.sha256, digest);
    struct ht_position other = {.name = " ZTE\n",
                                .line = 7,
                                .currency = "EUR",
                                .quantity = ht_amount_of(ht_decimal_int(3)),
                                .value = ht_amount_of(ht_decimal_int(5)),
                                .side = HT_SHORT,
                                .kind = HT_KIND_EQUITY};
    assert_string_equal(evidence(state, other, "zte").sha256, one.sha256);
}

static void evidence_changes_with_what_the_row_prints(void **state) {
    const struct ht_position rows[] = {{.name = "ZTE"},
                                       {.name = "ZTE A"},
                                       {.name = "ZTE", .isin = "DE0007164600"},
                                       {.name = "ZTE", .ticker = "1", .mic = "XSHE"},
                                       {.name = "ZTE", .country = "CN"},
                                       {.name = "ZTE", .incorporation = "CN"},
                                       {.name = "ZTE", .issuer_name = "ZTE"},
                                       {.name = "ZTE", .group_lei = "HWUPKR0MPOU8FGXBT394"}};
    enum { COUNT = sizeof rows / sizeof *rows };
    struct ht_evidence seen[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        seen[i] = evidence(state, rows[i], "zte");
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(seen[i].sha256, seen[k].sha256);
    }
    assert_string_not_equal(evidence(state, rows[0], "dahua").sha256, seen[0].sha256);
    const struct ht_entity *zte = ht_reference_entity(ref_of(state), "zte");
    assert_string_not_equal(ht_evidence_of(ref_of(state), &rows[0], true, zte, arena_of(state)).sha256,
                            seen[0].sha256);
    assert_non_null(
        strstr(evidence(state, (struct ht_position){.isin = "CNE1000004Y2"}, "zte").facts, "its own: isin"));
}

static void changes_are_told_in_words(void **state) {
    struct ht_arena *arena = arena_of(state);
    assert_null(ht_evidence_change("a: 1 | b: 2", "a: 1 | b: 2", arena));
    assert_string_equal(ht_evidence_change("a: 1 | b: 2", "a: 1 | b: 2 | c: 3 | d: 4", arena), "new: c: 3, d: 4");
    assert_string_equal(ht_evidence_change("a: 1 | b: 2", "b: 2 | c: 3", arena), "new: c: 3; no longer: a: 1");
    assert_string_equal(ht_evidence_change("a: 1 | b: 2", "b: 2", arena), "no longer: a: 1");
}

// A ledger of lines "choice by day" on SUM about ZTE, separated by semicolons.
static struct ht_stance stance_of(void **state, const char *lines, const char *sha256) {
    struct ht_arena *arena = arena_of(state);
    const char *text = HEADER;
    size_t count, words;
    const char **items = ht_text_split(arena, lines, ';', &count);
    for (size_t i = 0; i < count; i++) {
        const char **word = ht_text_split(arena, items[i], ' ', &words);
        text =
            ht_arena_format(arena, "%s%s,ZTE,,,,zte,%s,2026-01-%s,seen," SUM ",\n", text, word[0], word[1], word[2]);
    }
    struct ht_decision row = {.cells = {[HT_D_NAME] = "ZTE"}};
    return ht_decisions_ask(ledger_of(state, text), &row, "zte", sha256);
}

static void what_stands_does_not_depend_on_the_order(void **state) {
    static const struct {
        const char *lines, *turned;
        enum ht_standing_choice stands;
    } cases[] = {
        {"accept Anna 05", "accept Anna 05", HT_STANDS_ACCEPT},
        {"accept Anna 05;reject Anna 06", "reject Anna 06;accept Anna 05", HT_STANDS_REJECT},
        {"accept Anna 05;later Anna 06", "later Anna 06;accept Anna 05", HT_STANDS_LATER},
        {"accept Anna 05;accept Ben 06", "accept Ben 06;accept Anna 05", HT_STANDS_ACCEPT},
        {"accept Anna 05;reject Ben 06", "reject Ben 06;accept Anna 05", HT_STANDS_CONFLICT},
        {"accept Anna 05;later Ben 06", "later Ben 06;accept Anna 05", HT_STANDS_CONFLICT},
        {"accept Anna 05;reject Anna 05", "reject Anna 05;accept Anna 05", HT_STANDS_CONFLICT},
        {"accept Anna 05;reject Ben 06;accept Ben 07", "accept Ben 07;reject Ben 06;accept Anna 05",
         HT_STANDS_ACCEPT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ht_stance one = stance_of(state, cases[i].lines, SUM), two = stance_of(state, cases[i].turned, SUM);
        assert_int_equal(one.choice, cases[i].stands);
        assert_int_equal(two.choice, cases[i].stands);
        assert_string_equal(one.decision->cells[HT_D_BY], two.decision->cells[HT_D_BY]);
        assert_int_equal(one.decision->choice, two.decision->choice);
        assert_int_equal(one.other != NULL, cases[i].stands == HT_STANDS_CONFLICT);
    }
}

static void other_evidence_reopens(void **state) {
    const char *other = "0000000000000000000000000000000000000000000000000000000000000000";
    assert_int_equal(stance_of(state, "accept Anna 05", other).choice, HT_STANDS_REOPENED);
    assert_int_equal(stance_of(state, "accept Anna 05;later Anna 06", other).choice, HT_STANDS_LATER);
    struct ht_decisions *decisions =
        ledger_of(state, HEADER "accept,A name,DE0007164600,2415,XSHE,zte,Anna,2026-01-05,seen," SUM ",\n");
    struct ht_decision row = {.cells = {[HT_D_NAME] = "Another name", [HT_D_ISIN] = "DE0007164600"}};
    assert_int_equal(ht_decisions_ask(decisions, &row, "zte", other).choice, HT_STANDS_REOPENED);
    assert_int_equal(ht_decisions_ask(decisions, &row, "dahua", other).choice, HT_STANDS_NOTHING);
    row.cells[HT_D_ISIN] = "DE0007164601";
    assert_int_equal(ht_decisions_ask(decisions, &row, "zte", other).choice, HT_STANDS_NOTHING);
    // A ticker tells a row only beside its exchange, with or without its zeros.
    row = (struct ht_decision){.cells = {[HT_D_TICKER] = "002415"}};
    assert_int_equal(ht_decisions_ask(decisions, &row, "zte", other).choice, HT_STANDS_NOTHING);
    row.cells[HT_D_EXCHANGE] = "XSHE";
    assert_int_equal(ht_decisions_ask(decisions, &row, "zte", other).choice, HT_STANDS_REOPENED);
}

static void cells_that_are_not_those_of_the_evidence_do_not_count(void **state) {
    struct ht_decisions *decisions =
        ledger_of(state, HEADER "accept,ZTE,,2415,XSHE,zte,Anna,2026-01-05,seen," SUM ",\n");
    struct ht_decision row = {.cells = {[HT_D_NAME] = "ZTE", [HT_D_TICKER] = "002415", [HT_D_EXCHANGE] = "XSHE"}};
    assert_int_equal(ht_decisions_ask(decisions, &row, "zte", SUM).choice, HT_STANDS_ACCEPT);
    row.cells[HT_D_TICKER] = "002416";
    assert_int_equal(ht_decisions_ask(decisions, &row, "zte", SUM).choice, HT_STANDS_REOPENED);
}

static void lines_are_written_so_that_they_read_back(void **state) {
    struct ht_buffer buffer = {0};
    struct ht_decision line = {.cells = {[HT_D_DECISION] = "reject",
                                         [HT_D_NAME] = "-Z \"T\", E",
                                         [HT_D_TICKER] = "'=1",
                                         [HT_D_ENTITY] = "zte",
                                         [HT_D_BY] = "@Anna",
                                         [HT_D_ON] = "2026-01-05",
                                         [HT_D_WHY] = " seen; twice ",
                                         [HT_D_EVIDENCE] = SUM,
                                         [HT_D_FACTS] = "x"}};
    ht_decision_write_header(&buffer);
    ht_decision_write(&buffer, &line);
    struct ht_decisions *decisions = ledger_of(state, buffer.data);
    assert_int_equal(decisions->count, 1);
    for (int column = 0; column < HT_D_COLUMNS; column++) {
        const char *cell = decisions->items[0]->cells[column];
        if (column == HT_D_WHY)
            assert_string_equal(cell, "seen; twice");
        else if (line.cells[column])
            assert_string_equal(cell, line.cells[column]);
        else
            assert_null(cell);
    }
    // In the columns and with the delimiter of another file.
    struct ht_decisions *others =
        ledger_of(state, "why;entity;decision;name;by;on;evidence;mine\n;zte;;ZTE;;;" SUM ";1");
    ht_buffer_clear(&buffer);
    ht_decision_write_as(&buffer, others->files[0], &line);
    assert_string_equal(buffer.data,
                        "\n\" seen; twice \";zte;reject;\"'-Z \"\"T\"\", E\";\"'@Anna\";2026-01-05;" SUM ";\n");
    ht_buffer_free(&buffer);
}

static size_t merged(void **state, const char *text, bool latest, struct ht_decisions **out) {
    struct ht_buffer buffer = {0};
    const char **conflicts;
    size_t count = ht_decisions_merge(ledger_of(state, text), latest, &buffer, &conflicts);
    *out = ledger_of(state, buffer.data);
    ht_buffer_free(&buffer);
    return count;
}

static void a_union_has_each_decision_once_and_keeps_conflicts(void **state) {
    static const char text[] = HEADER "accept,ZTE,,,,zte,Anna,2026-01-05,seen," SUM ",\n"
                                      "accept,ZTE,,,,zte,Anna,2026-01-05,seen," SUM ",\n"
                                      ",ZTE,,,,zte,,,," SUM ",\n"
                                      ",Other,,,,zte,,,," SUM ",\n"
                                      ",Other,,,,zte,,,," SUM ",\n"
                                      "reject,ZTE,,,,zte,Ben,2026-01-06,seen," SUM ",\n";
    struct ht_decisions *both;
    assert_int_equal(merged(state, text, false, &both), 1);
    assert_int_equal(both->count, 3);
    assert_int_equal(both->items[0]->choice, HT_ACCEPT);
    assert_int_equal(both->items[1]->choice, HT_UNDECIDED);
    assert_int_equal(both->items[2]->choice, HT_REJECT);
    assert_int_equal(merged(state, text, true, &both), 0);
    assert_int_equal(both->count, 2);
    assert_string_equal(both->items[1]->cells[HT_D_BY], "Ben");
    // Of one day the latest cannot be told.
    assert_int_equal(merged(state,
                            HEADER "accept,ZTE,,,,zte,Anna,2026-01-05,seen," SUM ",\n"
                                   "reject,ZTE,,,,zte,Ben,2026-01-05,seen," SUM ",\n",
                            true, &both),
                     1);
    assert_int_equal(both->count, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_in_any_order_and_further_ones_are_let_be),
        cmocka_unit_test(a_bad_line_costs_that_line),
        cmocka_unit_test(what_is_no_ledger_is_refused),
        cmocka_unit_test(facts_of_other_evidence_are_not_believed),
        cmocka_unit_test(evidence_is_of_facts_alone),
        cmocka_unit_test(evidence_changes_with_what_the_row_prints),
        cmocka_unit_test(changes_are_told_in_words),
        cmocka_unit_test(what_stands_does_not_depend_on_the_order),
        cmocka_unit_test(other_evidence_reopens),
        cmocka_unit_test(cells_that_are_not_those_of_the_evidence_do_not_count),
        cmocka_unit_test(lines_are_written_so_that_they_read_back),
        cmocka_unit_test(a_union_has_each_decision_once_and_keeps_conflicts),
    };
    return cmocka_run_group_tests(tests, small_reference_setup, small_reference_teardown);
}
