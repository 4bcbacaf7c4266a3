// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between two references, and the reason for which a target is gained or lost.
#include "test_reference_dir.h"

#include "holdtrace/reference_build.h"
#include "holdtrace/reference_diff.h"
#include "holdtrace/text.h"

struct pair {
    struct ht_arena *arena;
    struct dir dirs[2];
    struct ht_reference *refs[2];
    struct ht_ref_diff diff;
};

static const char base_screen[] = "[screen]\nlists = L-ONE, L-TWO\ngrounds = xinjiang_surveillance, military\n";

static struct pair pair_new(void) {
    struct pair pair = {.arena = ht_arena_new()};
    for (size_t i = 0; i < 2; i++) {
        pair.dirs[i] = dir_make();
        dir_write(&pair.dirs[i], "screens/base.ini", base_screen);
    }
    return pair;
}

// Replaces OLD by NEW, once, in the file NAME of the newer reference.
static void change(struct pair *pair, const char *name, const char *old, const char *new) {
    const char *text = NULL;
    for (size_t i = 0; i < sizeof dir_files / sizeof *dir_files; i++)
        if (strcmp(dir_files[i].name, name) == 0)
            text = dir_files[i].text;
    assert_non_null(text);
    const char *at = strstr(text, old);
    assert_non_null(at);
    dir_write(&pair->dirs[1], name,
              ht_arena_format(pair->arena, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old)));
}

static const struct ht_ref_diff *compare(struct pair *pair, const char *day, bool all) {
    struct ht_error err = {HT_OK, ""};
    struct ht_date as_of = {0};
    assert_true(!day || ht_date_parse(day, &as_of));
    for (size_t i = 0; i < 2; i++) {
        struct ht_faults faults = {.arena = pair->arena};
        assert_int_equal(ht_reference_build(pair->dirs[i].path, pair->dirs[i].database, &faults, &err), HT_OK);
        assert_int_equal(ht_reference_open(pair->dirs[i].database, &pair->refs[i], &err), HT_OK);
    }
    struct ht_ref_question question = {pair->refs[0], pair->refs[1], "base", as_of, all};
    if (ht_reference_diff(&question, pair->arena, &pair->diff, &err) != HT_OK)
        fail_msg("%s", err.message);
    return &pair->diff;
}

static void pair_free(struct pair *pair) {
    for (size_t i = 0; i < 2; i++) {
        ht_reference_close(pair->refs[i]);
        dir_remove(&pair->dirs[i]);
    }
    ht_arena_free(pair->arena);
}

// Compares, and holds the only change of a target against what is expected. CHANGE: '+', '-' or '~'.
static void assert_target(struct pair *pair, char mark, const char *id, enum ht_ref_reason reason) {
    const struct ht_ref_diff *diff = compare(pair, "2026-07-01", false);
    assert_int_equal(diff->target_count, 1);
    const struct ht_ref_target_change *target = &diff->targets[0];
    assert_int_equal(!target->before ? '+' : !target->after ? '-' : '~', mark);
    assert_string_equal((target->after ? target->after : target->before)->entity->id, id);
    assert_int_equal(target->why_count, 1);
    assert_string_equal(ht_ref_reason_name(target->why[0].reason), ht_ref_reason_name(reason));
    pair_free(pair);
}

#define HIKVISION "L-ONE,hikvision,Hikvision,xinjiang_surveillance,2019-10-09,,,in_force,official,open\n"

static void each_reason_of_a_target_is_told(void **state) {
    (void)state;
    static const struct {
        const char *old, *new;
        char mark;
        const char *id;
        enum ht_ref_reason reason;
    } cases[] = {
        {HIKVISION, "", '-', "hikvision", HT_REF_ROW_GONE},
        {HIKVISION, HIKVISION "L-ONE,sasac,SASAC,military,2020-01-01,,,in_force,official,open\n", '+', "sasac",
         HT_REF_LISTING},
        {"2019-10-09,,,in_force", "2019-10-09,,2026-06-30,delisted", '-', "hikvision", HT_REF_DELISTING},
        {"2022-03-31,delisted", ",in_force", '+', "dahua", HT_REF_DELISTING},
        {"2019-10-09,,,in_force", "2019-10-09,,2026-06-30,disputed", '~', "hikvision", HT_REF_DELISTING},
        {"2019-10-09,,,in_force", "2019-10-09,,,withdrawn", '-', "hikvision", HT_REF_STATUS},
        {"Hikvision,xinjiang_surveillance", "Hikvision,forced_labour", '-', "hikvision", HT_REF_GROUND},
        {"2019-10-09,,,in_force", "2026-12-01,,,in_force", '-', "hikvision", HT_REF_DAY},
        {"from-knowledge", "single-source", '+', "apple", HT_REF_TRUST},
        {"L-TWO,apple,Apple,military,2021,,,in_force,from-knowledge,open\n",
         "L-TWO,apple,Apple,military,2021,,,in_force,from-knowledge,open\n"
         "L-TWO,hikvision,Hikvision,military,2021,,,in_force,official,open\n",
         '~', "hikvision", HT_REF_LISTING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pair pair = pair_new();
        change(&pair, "designations.csv", cases[i].old, cases[i].new);
        assert_target(&pair, cases[i].mark, cases[i].id, cases[i].reason);
    }
}

static void a_changed_screen_is_the_reason(void **state) {
    (void)state;
    struct pair pair = pair_new();
    dir_write(&pair.dirs[1], "screens/base.ini",
              "[screen]\nlists = L-ONE, L-TWO\ngrounds = xinjiang_surveillance, "
              "military\nentities = sasac\n");
    assert_target(&pair, '+', "sasac", HT_REF_NAMED);
    pair = pair_new();
    dir_write(&pair.dirs[0], "screens/base.ini",
              "[screen]\nlists = L-ONE, L-TWO\ngrounds = xinjiang_surveillance, "
              "military\nentities = sasac\n");
    assert_target(&pair, '-', "sasac", HT_REF_NOT_NAMED);
    pair = pair_new();
    dir_write(&pair.dirs[1], "screens/base.ini", "[screen]\nlists = L-ONE\n");
    assert_target(&pair, '-', "glarun", HT_REF_SELECTION);
}

static const struct ht_ref_difference *only(const struct ht_ref_diff *diff, enum ht_ref_part part) {
    assert_int_equal(diff->parts[part].count, 1);
    return &diff->parts[part].items[0];
}

static void assert_cell(const struct ht_ref_difference *row, const char *column, const char *before,
                        const char *after) {
    for (size_t i = 0; i < row->cell_count; i++) {
        if (strcmp(row->cells[i].column, column) != 0)
            continue;
        assert_true(ht_text_equal(row->cells[i].before, before));
        assert_true(ht_text_equal(row->cells[i].after, after));
        return;
    }
    fail_msg("there is no column %s", column);
}

static void a_row_is_told_where_it_matters(void **state) {
    (void)state;
    struct pair pair = pair_new();
    change(&pair, "securities.csv", "002415,XSHE,CNY,,,", "002415,XSHE,CNY,,2026-05-31,");
    change(&pair, "ownership.csv", "sasac,cetc,100,100", "sasac,cetc,90,90");
    change(&pair, "reported_holdings.csv", "24000000.50", "24000000.51");
    change(&pair, "names.csv", "Dahua Tech,alias,en,2001,2020-06", "Dahua Tech,alias,en,2001,2020-07");
    const struct ht_ref_diff *diff = compare(&pair, NULL, true);
    assert_int_equal(diff->target_count, 0);
    assert_int_equal(diff->differences, 4);
    const struct ht_ref_difference *row = only(diff, HT_REF_SECURITIES);
    assert_string_equal(row->id, "hikvision");
    assert_int_equal(row->change, HT_REF_CHANGED);
    assert_true(row->roles & HT_REF_TARGET);
    assert_cell(row, "valid_to", NULL, "2026-05-31");
    assert_cell(row, "ticker", "002415", "002415");
    row = only(diff, HT_REF_OWNERSHIP);
    assert_string_equal(row->id, "cetc");
    assert_cell(row, "percent_min", "100", "90");
    // Dahua is no target any more and belongs to none.
    assert_int_equal(diff->parts[HT_REF_NAMES].count, 0);
    assert_int_equal(diff->parts[HT_REF_OTHER].count, 2);
    for (size_t i = 0; i < diff->other_count; i++)
        if (strcmp(diff->other[i].table, "names") == 0)
            assert_int_equal(diff->other[i].by_change[HT_REF_CHANGED], 1);
    pair_free(&pair);
}

// A company of many securities: rows with the same marks stay pairs whatever else is there.
static void many_rows_of_one_company_are_paired(void **state) {
    (void)state;
    struct pair pair = pair_new();
    for (size_t side = 0; side < 2; side++)
        for (int i = 0; i < 500; i++)
            if (side == 0 || i % 50 != 7)
                dir_add(&pair.dirs[side], "securities.csv",
                        ht_arena_format(pair.arena, "hikvision,Paper %d,bond,,,T%d,XHKG,HKD,%s,,official,open", i, i,
                                        side && i % 100 == 3 ? "2024-01-01" : ""));
    const struct ht_ref_diff *diff = compare(&pair, NULL, false);
    size_t by_change[HT_REF_CHANGED + 1] = {0};
    for (size_t i = 0; i < diff->parts[HT_REF_SECURITIES].count; i++)
        by_change[diff->parts[HT_REF_SECURITIES].items[i].change]++;
    assert_int_equal(by_change[HT_REF_ADDED], 0);
    assert_int_equal(by_change[HT_REF_REMOVED], 10);
    assert_int_equal(by_change[HT_REF_CHANGED], 5);
    pair_free(&pair);
}

static void the_same_rows_are_no_difference(void **state) {
    (void)state;
    struct pair pair = pair_new();
    const struct ht_ref_diff *diff = compare(&pair, NULL, true);
    assert_true(diff->same_content);
    assert_int_equal(diff->differences, 0);
    pair_free(&pair);
    // The rows are compared one by one too when the hashes differ for a reason that changes nothing else.
    pair = pair_new();
    dir_add(&pair.dirs[1], "sources.csv", "unused,Nobody cites it,2020-01-01,y");
    diff = compare(&pair, NULL, true);
    assert_false(diff->same_content);
    assert_int_equal(diff->differences, 1);
    assert_string_equal(only(diff, HT_REF_OTHER)->table, "sources");
    pair_free(&pair);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_reason_of_a_target_is_told), cmocka_unit_test(a_changed_screen_is_the_reason),
        cmocka_unit_test(a_row_is_told_where_it_matters),  cmocka_unit_test(many_rows_of_one_company_are_paired),
        cmocka_unit_test(the_same_rows_are_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
