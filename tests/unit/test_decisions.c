// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions: what a ledger says, what a decision rests on, what stands when several people decide, and what it makes
// of a row.
#include "resolve_reference.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include "holdtrace/append.h"
#include "holdtrace/resolve.h"

#define SUM "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881" // of "x"
#define HEADER "decision,name,isin,ticker,exchange,entity,by,on,why,evidence,facts\n"

static struct ht_arena *arena_of(void **state) {
    return ((struct small_reference *)*state)->arena;
}

static struct ht_reference *ref_of(void **state) {
    return ((struct small_reference *)*state)->ref;
}

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

static struct ht_evidence evidence(void **state, struct ht_position position, const char *id) {
    const struct ht_entity *entity = ht_reference_entity(ref_of(state), id);
    assert_non_null(entity);
    return ht_evidence_of(ref_of(state), &position, false, entity, arena_of(state));
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

static struct ht_resolution resolve(void **state, const struct ht_decisions *decisions, struct ht_position *positions,
                                    size_t count) {
    struct ht_portfolio *portfolio = ht_arena_alloc(arena_of(state), sizeof *portfolio);
    struct ht_resolution out;
    *portfolio = (struct ht_portfolio){.path = "fund.csv",
                                       .holdings_date = ht_date_of(2025, 6, 30),
                                       .positions = positions,
                                       .position_count = count,
                                       .findings = ht_findings_in(arena_of(state))};
    ht_resolve_decided(ref_of(state), NULL, decisions, portfolio, arena_of(state), &out);
    return out;
}

// Adds a decision on POSITION as the company ID.
static void decide(void **state, struct ht_decisions *decisions, enum ht_choice choice, const char *by,
                   const struct ht_position *position, const char *id) {
    struct ht_arena *arena = arena_of(state);
    struct ht_decision *line = ht_arena_alloc(arena, sizeof *line);
    struct ht_evidence now = evidence(state, *position, id);
    ht_decision_describe(position, arena, line);
    line->choice = choice;
    line->on = ht_date_of(2026, 1, 5);
    line->cells[HT_D_DECISION] = ht_choice_name(choice);
    line->cells[HT_D_ENTITY] = id;
    line->cells[HT_D_BY] = by;
    line->cells[HT_D_ON] = "2026-01-05";
    line->cells[HT_D_WHY] = "seen";
    line->cells[HT_D_EVIDENCE] = ht_arena_string(arena, now.sha256);
    line->cells[HT_D_FACTS] = now.facts;
    ht_decisions_put(decisions, line);
}

static void accepting_makes_a_match_and_rejecting_takes_a_candidate_away(void **state) {
    struct ht_position zte = {.name = "ZTE", .line = 2};
    struct ht_resolution out = resolve(state, NULL, &zte, 1);
    assert_int_equal(out.rows[0].candidate_count, 1);
    assert_null(out.rows[0].decided);
    struct ht_decisions *decisions = ht_decisions_in(arena_of(state));
    decide(state, decisions, HT_ACCEPT, "Anna", &zte, "zte");
    out = resolve(state, decisions, &zte, 1);
    assert_string_equal(out.rows[0].issuer->id, "zte");
    assert_int_equal(out.rows[0].method, HT_BY_DECISION);
    assert_int_equal(out.rows[0].candidate_count, 0);
    assert_true(out.rows[0].comparable_by_name);
    assert_string_equal(out.rows[0].decided->accepted->decision->cells[HT_D_BY], "Anna");
    assert_int_equal(out.findings.count, 0);
    decisions = ht_decisions_in(arena_of(state));
    decide(state, decisions, HT_REJECT, "Anna", &zte, "zte");
    out = resolve(state, decisions, &zte, 1);
    assert_null(out.rows[0].issuer);
    assert_int_equal(out.rows[0].method, HT_UNMATCHED);
    assert_int_equal(out.rows[0].candidate_count, 0);
    assert_int_equal(out.rows[0].decided->items[0].choice, HT_STANDS_REJECT);
    assert_null(out.rows[0].decided->accepted);
}

static void a_row_without_a_candidate_can_have_been_accepted(void **state) {
    struct ht_position odd = {.name = "Zhong Xing Communications", .line = 2};
    assert_int_equal(resolve(state, NULL, &odd, 1).rows[0].candidate_count, 0);
    struct ht_decisions *decisions = ht_decisions_in(arena_of(state));
    decide(state, decisions, HT_ACCEPT, "Anna", &odd, "zte");
    assert_string_equal(resolve(state, decisions, &odd, 1).rows[0].issuer->id, "zte");
    // Reopened, the row is possible, though nothing else makes it so.
    odd.country = "CN";
    struct ht_resolution out = resolve(state, decisions, &odd, 1);
    assert_null(out.rows[0].issuer);
    assert_int_equal(out.rows[0].candidate_count, 1);
    assert_int_equal(out.rows[0].method, HT_BY_SIMILAR);
    assert_int_equal(out.findings.items[0].code, HT_CODE_DECISION_REOPENED);
    assert_non_null(strstr(out.findings.items[0].message, "new: row country: CN"));
}

static void disagreement_decides_nothing(void **state) {
    struct ht_position zte = {.name = "ZTE", .line = 2};
    struct ht_decisions *decisions = ht_decisions_in(arena_of(state));
    decide(state, decisions, HT_ACCEPT, "Anna", &zte, "zte");
    decide(state, decisions, HT_REJECT, "Ben", &zte, "zte");
    struct ht_resolution out = resolve(state, decisions, &zte, 1);
    assert_null(out.rows[0].issuer);
    assert_int_equal(out.rows[0].candidate_count, 1);
    assert_int_equal(out.findings.items[0].code, HT_CODE_DECISION_CONFLICT);
    // Accepted as two companies: neither.
    decisions = ht_decisions_in(arena_of(state));
    decide(state, decisions, HT_ACCEPT, "Anna", &zte, "zte");
    decide(state, decisions, HT_ACCEPT, "Anna", &zte, "dahua");
    out = resolve(state, decisions, &zte, 1);
    assert_null(out.rows[0].issuer);
    assert_int_equal(out.rows[0].candidate_count, 2);
    assert_int_equal(out.findings.count, 2);
    assert_int_equal(out.rows[0].decided->items[0].choice, HT_STANDS_CONFLICT);
}

static void no_decision_overrides_an_identifier_or_a_lookalike(void **state) {
    struct ht_position rows[] = {{.name = "ZTE", .isin = "CNE100000PM8", .line = 2},
                                 {.name = "Cangzhou Dahua Co.,Ltd", .line = 3},
                                 {.name = "ZTE", .isin = "CNE1000004Y2", .line = 4}};
    struct ht_decisions *decisions = ht_decisions_in(arena_of(state));
    decide(state, decisions, HT_ACCEPT, "Anna", &rows[0], "zte");
    decide(state, decisions, HT_ACCEPT, "Anna", &rows[1], "dahua");
    decide(state, decisions, HT_REJECT, "Anna", &rows[2], "zte");
    struct ht_resolution out = resolve(state, decisions, rows, 3);
    assert_string_equal(out.rows[0].issuer->id, "hikvision");
    assert_int_equal(out.rows[0].method, HT_BY_ISIN);
    assert_null(out.rows[1].issuer);
    assert_string_equal(out.rows[2].issuer->id, "zte");
    size_t contradicted = 0;
    for (size_t i = 0; i < out.findings.count; i++)
        contradicted += out.findings.items[i].code == HT_CODE_DECISION_CONTRADICTED;
    assert_int_equal(contradicted, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(out.rows[i].decided->items[0].choice, HT_STANDS_CONTRADICTED);
}

// Identifiers that contradict each other are no match: a decision that knew of it settles whose the row is.
static void a_contradictory_row_can_be_accepted(void **state) {
    struct ht_position mixed = {
        .name = "Zhejiang Dahua", .isin = "CNE100000PM8", .ticker = "002236", .mic = "XSHE", .line = 2};
    struct ht_decisions *decisions = ht_decisions_in(arena_of(state));
    assert_true(resolve(state, NULL, &mixed, 1).rows[0].conflict);
    decide(state, decisions, HT_ACCEPT, "Anna", &mixed, "dahua");
    struct ht_resolution out = resolve(state, decisions, &mixed, 1);
    assert_null(out.rows[0].issuer);
    assert_int_equal(out.rows[0].decided->items[0].choice, HT_STANDS_REOPENED);
    struct ht_decision told = *decisions->items[0];
    const struct ht_entity *dahua = ht_reference_entity(ref_of(state), "dahua");
    struct ht_evidence now = ht_evidence_of(ref_of(state), &mixed, true, dahua, arena_of(state));
    told.cells[HT_D_EVIDENCE] = now.sha256;
    decisions = ht_decisions_in(arena_of(state));
    ht_decisions_put(decisions, &told);
    out = resolve(state, decisions, &mixed, 1);
    assert_string_equal(out.rows[0].issuer->id, "dahua");
    assert_int_equal(out.findings.count, 2);
    assert_int_equal(out.findings.items[1].code, HT_CODE_CONFLICT);
    assert_non_null(strstr(out.findings.items[1].message, "counts as"));
}

// Each of two processes adds lines to a file that is not there yet; none is lost or broken, and one is the first.
static void lines_are_added_one_at_a_time(void **state) {
    enum { EACH = 40 };
    char path[256];
    struct ht_error err;
    small_path(*state, "added.txt", path, sizeof path);
    pid_t children[2];
    for (int c = 0; c < 2; c++) {
        children[c] = fork();
        if (children[c] != 0)
            continue;
        int failed = 0;
        for (int i = 0; i < EACH; i++) {
            struct ht_append *append;
            bool empty;
            failed += ht_append_open(path, &append, &empty, &err) != HT_OK;
            failed += ht_append_write(append, empty ? "head\n" : "line\n", 5, &err) != HT_OK;
            ht_append_close(append);
        }
        _exit(failed != 0);
    }
    for (int c = 0; c < 2; c++) {
        int code;
        assert_int_equal(waitpid(children[c], &code, 0), children[c]);
        assert_int_equal(code, 0);
    }
    FILE *file = fopen(path, "r");
    char line[16];
    size_t heads = 0, lines = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        heads += strcmp(line, "head\n") == 0;
        lines += strcmp(line, "line\n") == 0;
    }
    fclose(file);
    assert_int_equal(heads, 1);
    assert_int_equal(lines, 2 * EACH - 1);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
}

static void nothing_added_leaves_no_file(void **state) {
    char path[256];
    struct ht_append *append;
    struct ht_error err;
    bool empty;
    small_path(*state, "unused.txt", path, sizeof path);
    assert_int_equal(ht_append_open(path, &append, &empty, &err), HT_OK);
    assert_true(empty);
    ht_append_close(append);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(ht_append_open("/nowhere/at/all", &append, &empty, &err), HT_ERR_IO);
    ht_append_close(NULL);
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
        cmocka_unit_test(accepting_makes_a_match_and_rejecting_takes_a_candidate_away),
        cmocka_unit_test(a_row_without_a_candidate_can_have_been_accepted),
        cmocka_unit_test(disagreement_decides_nothing),
        cmocka_unit_test(no_decision_overrides_an_identifier_or_a_lookalike),
        cmocka_unit_test(a_contradictory_row_can_be_accepted),
        cmocka_unit_test(lines_are_added_one_at_a_time),
        cmocka_unit_test(nothing_added_leaves_no_file),
    };
    return cmocka_run_group_tests(tests, small_reference_setup, small_reference_teardown);
}
