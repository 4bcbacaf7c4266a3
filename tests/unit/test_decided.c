// SPDX-License-Identifier: GPL-3.0-or-later
// What decisions make of the rows that they are on, and how they are added to a ledger.
#include "decision_ledgers.h"

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

// Who waited for a file that was taken away meanwhile adds to a new one of that name.
static void a_file_that_goes_while_it_is_waited_for_is_made_anew(void **state) {
    char path[256];
    struct ht_append *append;
    struct ht_error err;
    bool empty;
    int code, told[2];
    small_path(*state, "waited.txt", path, sizeof path);
    assert_int_equal(pipe(told), 0);
    pid_t child = fork(); // before the file is open, since a lock goes with what is inherited
    if (child == 0) {
        struct ht_append *own;
        bool added = read(told[0], path + sizeof path - 1, 1) == 1 &&
                     ht_append_open(path, &own, &empty, &err) == HT_OK && empty &&
                     ht_append_write(own, "head\n", 5, &err) == HT_OK;
        if (added)
            ht_append_close(own);
        _exit(!added);
    }
    assert_int_equal(ht_append_open(path, &append, &empty, &err), HT_OK);
    assert_int_equal(write(told[1], "", 1), 1);
    nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL); // time for the child to wait
    ht_append_close(append);
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_int_equal(code, 0);
    assert_int_equal(access(path, F_OK), 0);
    close(told[0]);
    close(told[1]);
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
        cmocka_unit_test(accepting_makes_a_match_and_rejecting_takes_a_candidate_away),
        cmocka_unit_test(a_row_without_a_candidate_can_have_been_accepted),
        cmocka_unit_test(disagreement_decides_nothing),
        cmocka_unit_test(no_decision_overrides_an_identifier_or_a_lookalike),
        cmocka_unit_test(a_contradictory_row_can_be_accepted),
        cmocka_unit_test(lines_are_added_one_at_a_time),
        cmocka_unit_test(a_file_that_goes_while_it_is_waited_for_is_made_anew),
        cmocka_unit_test(nothing_added_leaves_no_file),
    };
    return cmocka_run_group_tests(tests, small_reference_setup, small_reference_teardown);
}
