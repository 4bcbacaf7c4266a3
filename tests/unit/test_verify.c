// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * `ref verify`: a sound reference has no fault; each case adds rows to it and says which fault must be found, and no
 * other. A new rule is a new row.
 */
#include "test_reference_dir.h"

#include "holdtrace/arena.h"
#include "holdtrace/reference_build.h"

struct fault_case {
    const char *file;    // that gets the lines
    const char *lines;   // added at its end
    const char *at;      // file of the fault; NULL: the same
    long line;           // of the fault
    const char *message; // a part of it; NULL: there must be no fault
    bool publishable;
};

#define SECURITY "securities.csv"
#define STAKE "ownership.csv"
#define DESIGNATION "designations.csv"

static const struct fault_case cases[] = {
    // sources
    {"names.csv", "dahua,Dahua,alias,en,,,nowhere", NULL, 5, "source: \"nowhere\" is no source", false},
    {"names.csv", "dahua,Dahua,alias,en,,,open|nowhere", NULL, 5, "\"nowhere\" is no source", false},
    {"names.csv", "dahua,Dahua,alias,en,,,", NULL, 5, "source is empty", false},
    {"sources.csv", "open,Again,,y", NULL, 5, "the id \"open\" is used before, in line 2", false},
    {"sources.csv", "late,Late,2026-13,y", NULL, 5, "\"2026-13\" is no date", false},
    {"sources.csv", "maybe,Maybe,,perhaps", NULL, 5, "redistributable: \"perhaps\" is not one of the words", false},
    // entities
    {"entities.csv", "apple,Apple,,US,company,,official,open,,", NULL, 8, "used before, in line 5", false},
    {"entities.csv", "x,X,,US,planet,,official,open,,", NULL, 8, "kind: \"planet\"", false},
    {"entities.csv", "x,X,,US|Us,company,,official,open,,", NULL, 8, "countries: \"Us\"", false},
    {"entities.csv", "x,X,,US,company,HWUPKR0MPOU8FGXBT395,official,open,,", NULL, 8, "check digit", false},
    {"entities.csv", "x,X,,US,company,HWUPKR0MPOU8FGXBT394,official,open,,", NULL, 8, "stands at \"apple\" too",
     false},
    {"entities.csv", "x,X,,US,company,,certain,open,,", NULL, 8, "confidence: \"certain\"", false},
    {"entities.csv", "x y,X,,US,company,,official,open,,", NULL, 8, "is no id", false},
    {"entities.csv", "x,,,US,company,,official,open,,", NULL, 8, "name is empty", false},
    {"entities.csv", "x,X,,US,company,,official,open,,,more", NULL, 8, "11 cells, the header 10", false},
    {"entities.csv", "x,X,,CN,company,,official,open,,91330000733796106P", NULL, 0, NULL, false},
    {"entities.csv", "x,X,,CN,company,,official,open,,91330000733796160P", NULL, 8, "no valid credit code", false},
    {"entities.csv", "x,X,,CN,company,,official,open,,330000000012345", NULL, 0, NULL, false},
    {"entities.csv", "x,X,,US,company,,official,open,,123456789012345678", NULL, 0, NULL, false},
    // names
    {"names.csv", "nobody,Nobody,alias,en,,,open", NULL, 5, "\"nobody\" is no entity", false},
    {"names.csv", "dahua,Dahua,nickname,en,,,open", NULL, 5, "kind: \"nickname\"", false},
    {"names.csv", "dahua,Dahua Tech,alias,en,2019,,open", NULL, 5, "overlapping times in line 4", false},
    {"names.csv", "dahua,Dahua Tech,alias,en,2020-07,,open", NULL, 0, NULL, false},
    {"names.csv", "dahua,Dahua,alias,en,2020,2019-12-31,open", NULL, 5, "valid_to lies before valid_from", false},
    {"names.csv", "dahua,Dahua,alias,en,2020,2020-01,open", NULL, 0, NULL, false},
    // securities
    {SECURITY, "dahua,D,equity,CNE100000PM9,,,,,,,official,open", NULL, 7, "check digit", false},
    {SECURITY, "dahua,D,equity,cne100000pm8,,,,,,,official,open", NULL, 7, "normal form", false},
    {SECURITY, "dahua,D,equity,CNE100000PM8,,,,,,,official,open", NULL, 7, "ISIN CNE100000PM8 stands at", false},
    {SECURITY, "dahua,D,equity,,BBG000B9XRY4,,,,,,official,open", NULL, 7, "FIGI BBG000B9XRY4 stands at", false},
    {SECURITY, "dahua,D,equity,,,002415,XSHE,,,,official,open", NULL, 7, "ticker 002415 on XSHE stands at", false},
    {SECURITY, "dahua,D,equity,,,002415,XSHG,,,,official,open", NULL, 0, NULL, false},
    {SECURITY, "apple,D,equity,,,00020,XHKG,,2019-12-31,2019-12-31,official,open", NULL, 7, "at \"cetc\" too", false},
    {SECURITY, "apple,D,equity,,,00020,XHKG,,,2000,official,open", NULL, 0, NULL, false},
    {SECURITY, "apple,A,equity,US0378331005,,APC,XETR,EUR,,,official,open", NULL, 7, "overlapping times in line 4",
     false},
    {SECURITY, "dahua,D,equity,,,1,XS,,,,official,open", NULL, 7, "mic: \"XS\" is no code", false},
    // ownership
    {STAKE, "cetc,dahua,12%,,economic,,,,,,official,open,", NULL, 5, "\"12%\" is no plain number", false},
    {STAKE, "cetc,dahua,,120,economic,,,,,,official,open,", NULL, 5, "not between 0 and 100", false},
    {STAKE, "cetc,dahua,12,10,economic,,,,,,official,open,", NULL, 5, "percent_min is above percent_max", false},
    {STAKE, "dahua,dahua,12,12,economic,,,,,,official,open,", NULL, 5, "the same", false},
    {STAKE, "cetc,dahua,12,12,indirect,,,,,,official,open,", NULL, 5, "kind: \"indirect\"", false},
    {STAKE, "cetc,dahua,12,12,economic,,done,,,,official,open,", NULL, 5, "status: \"done\"", false},
    {STAKE, "apple,cetc,0.01,0.01,economic,,,,,2022,official,open,", NULL, 5, "add up to 100.01 %", false},
    {STAKE, "apple,cetc,0.01,0.01,economic,,planned,,,2022,official,open,", NULL, 0, NULL, false},
    {STAKE, "apple,cetc,0.01,0.01,economic,,,,,2022,from-knowledge,open,", NULL, 0, NULL, false},
    {STAKE, "apple,cetc,0.01,0.01,voting,,,,,2022,official,open,", NULL, 0, NULL, false},
    {STAKE, "apple,cetc,60,60,economic,,,,2020,2019,official,open,", NULL, 0, NULL, false},
    {STAKE, "sasac,cetc,99,99,economic,,,,,2022,official,open,\napple,cetc,1,1,economic,,,,,2023,official,open,",
     NULL, 0, NULL, false},
    {STAKE, "cetc,hikvision,41.60,41.60,voting,,,,,2017,official,open,", NULL, 0, NULL, false},
    {STAKE, "cetc,hikvision,41.60,41.60,voting,ordinary,closed,,,2017,official,open,", NULL, 5, "other percentages",
     false},
    // relations, lists, reach
    {"relations.csv", "apple,friend,dahua,,2020,official,open", NULL, 3, "relation: \"friend\"", false},
    {"relations.csv", "apple,supplier,hikvision,1200000,2020,single-source,open", NULL, 3, "repeats line 2", false},
    {"lists.csv", "L-SIX,Six,,,register,,,open", NULL, 5, "kind: \"register\"", false},
    {"lists.csv", "L-SIX,Six,,,list,,many,open", NULL, 5, "no whole number", false},
    {"reach.csv", "L-ONE,other,,,,,,,2025-09-01,2025-09-15,", NULL, 5, "another rule for overlapping times", false},
    {"reach.csv", "L-SIX,other,,,,,,,,,", NULL, 5, "\"L-SIX\" is no list", false},
    {"reach.csv", "E-ONE,other,,maybe,,,,,,,", NULL, 5, "inclusive: \"maybe\"", false},
    // designations, statements
    {DESIGNATION, "L-SIX,apple,Apple,,,,,in_force,official,open", NULL, 8, "\"L-SIX\" is no list", false},
    {DESIGNATION, "L-ONE,apple,Apple,spying,,,,in_force,official,open", NULL, 8, "ground: \"spying\"", false},
    {DESIGNATION, "L-ONE,apple,Apple,,,,,listed,official,open", NULL, 8, "status: \"listed\"", false},
    {DESIGNATION, "L-ONE,apple,Apple,,2022,,2021,delisted,official,open", NULL, 8, "delisted_on lies before", false},
    {DESIGNATION, "L-ONE,apple,Apple,,2022,,,delisted,official,open", NULL, 8, "delisted_on is empty", false},
    {DESIGNATION, "L-ONE,apple,Apple,,2020,,2021,in_force,official,open", NULL, 8, "there is a delisted_on", false},
    {DESIGNATION, "L-ONE,dahua,Dahua,,2022-03,,,in_force,official,open", NULL, 8, "overlapping times in line 3",
     false},
    {DESIGNATION, "L-ONE,dahua,Dahua,,2022-04,,,in_force,official,open", NULL, 0, NULL, false},
    {"statements.csv", "apple,,cleared,,Text,open", NULL, 4, "status: \"cleared\"", false},
    {"statements.csv", "apple,,denial,,,open", NULL, 4, "text is empty", false},
    {"reported_holdings.csv", "apple,dahua,about 5,USD,,open", NULL, 3, "no plain number", false},
    // lookalikes
    {"lookalikes.csv", "hikvision,Hikvision,,,,why,open", NULL, 3, "is hikvision's own", false},
    {"lookalikes.csv", "apple,APPLE INC.,,,,why,open", NULL, 3, "is apple's own", false},
    {"lookalikes.csv", "apple,Apple Hospitality,US0378331005,,,why,open", NULL, 3, "\"US0378331005\" is apple's own",
     false},
    {"lookalikes.csv", "apple,Hikvision,,,,why,open", NULL, 0, NULL, false},
    {"lookalikes.csv", "apple,Apple Hospitality,,,,,open", NULL, 3, "why is empty", false},
    // CSV itself
    {"names.csv", "dahua,\"Da\"hua,alias,en,,,open", NULL, 5, "", false},
    // what is passed on
    {"names.csv", "dahua,Dahua,alias,en,,,closed", NULL, 0, NULL, false},
    {"names.csv", "dahua,Dahua,alias,en,,,closed", NULL, 5, "none of its sources may be redistributed", true},
    {"names.csv", "dahua,Dahua,alias,en,,,closed|open", NULL, 0, NULL, true},
    // screens
    {"screens/s.ini", "[screen]\nlists = L-ONE\ngrounds = military\n", NULL, 0, NULL, false},
    {"screens/s.ini", "[screen]\nlists = L-SIX\n", NULL, 0, "there is no list \"L-SIX\"", false},
    {"screens/s.ini", "[screen]\nlists = E-ONE\n", NULL, 0, "of kind event", false},
    {"screens/s.ini", "[screen]\nentities = nobody\n", NULL, 0, "there is no entity \"nobody\"", false},
    {"screens/s.ini", "[screen]\nlists = *\n", NULL, 0, NULL, false},
    {"screens/s.ini", "", NULL, 0, "names no list, no entity and no screen", false},
    {"screens/s.ini", "[screen]\nname = s\nlists =\n", NULL, 0, "names no list, no entity and no screen", false},
    {"screens/s.ini", "[screen]\ninclude = s\n", NULL, 0, "the screen and those it includes name no list", false},
    {"screens/s.ini", "[screen]\nname = other\nlists = L-ONE\n", NULL, 0, "calls itself \"other\"", false},
    {"screens/s.ini", "[screen]\ninclude = t\n", NULL, 0, "there is no screen \"t\"", false},
};

static void print_faults(const struct fault_case *c, const struct ht_faults *faults) {
    print_message("%s: %s\n", c->file, c->lines);
    for (size_t i = 0; i < faults->count; i++)
        print_message("    %s:%ld: %s\n", faults->items[i].file, faults->items[i].line, faults->items[i].message);
}

static bool as_expected(const struct fault_case *c, const struct ht_faults *faults) {
    if (!c->message)
        return faults->count == 0;
    return faults->count == 1 && strcmp(faults->items[0].file, c->at ? c->at : c->file) == 0 &&
           faults->items[0].line == c->line && strstr(faults->items[0].message, c->message) != NULL;
}

static void each_fault_is_found_alone(void **state) {
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct dir dir = dir_make();
        struct ht_arena *arena = ht_arena_new();
        struct ht_faults faults = {.arena = arena};
        struct ht_error err = {HT_OK, ""};
        dir_add(&dir, cases[i].file, cases[i].lines);
        assert_int_equal(ht_reference_verify(dir.path, cases[i].publishable, &faults, &err), HT_OK);
        if (!as_expected(&cases[i], &faults)) {
            print_faults(&cases[i], &faults);
            wrong++;
        }
        ht_arena_free(arena);
        dir_remove(&dir);
    }
    assert_int_equal(wrong, 0);
}

static size_t count_faults(const char *path, bool publishable) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_faults faults = {.arena = arena};
    struct ht_error err = {HT_OK, ""};
    assert_int_equal(ht_reference_verify(path, publishable, &faults, &err), HT_OK);
    for (size_t i = 0; i < faults.count && i < 20; i++)
        print_message("%s:%ld: %s\n", faults.items[i].file, faults.items[i].line, faults.items[i].message);
    size_t count = faults.count;
    ht_arena_free(arena);
    return count;
}

static void a_sound_reference_has_none(void **state) {
    (void)state;
    struct dir dir = dir_make();
    assert_int_equal(count_faults(dir.path, true), 0);
    dir_remove(&dir);
}

static void a_list_with_entries_needs_a_reach(void **state) {
    (void)state;
    struct dir dir = dir_make();
    struct ht_arena *arena = ht_arena_new();
    struct ht_faults faults = {.arena = arena};
    dir_write(&dir, "reach.csv", "list,rule\nL-TWO,unknown\n");
    assert_int_equal(ht_reference_verify(dir.path, false, &faults, NULL), HT_OK);
    assert_int_equal(faults.count, 1);
    assert_string_equal(faults.items[0].file, "lists.csv");
    assert_non_null(strstr(faults.items[0].message, "the list L-ONE has entries and no line in reach.csv"));
    ht_arena_free(arena);
    dir_remove(&dir);
}

static void our_own_reference_has_none(void **state) {
    (void)state;
    if (access("reference/entities.csv", R_OK) != 0) {
        print_message("skipped: run from the project's root\n");
        skip();
    }
    assert_int_equal(count_faults("reference", false), 0);
}

// What is shipped must hold no licensed number, whatever else keeps it from being publishable.
static void our_own_reference_ships_no_licensed_number(void **state) {
    (void)state;
    if (access("reference/entities.csv", R_OK) != 0) {
        print_message("skipped: run from the project's root\n");
        skip();
    }
    struct ht_faults faults = {.arena = ht_arena_new()};
    assert_int_equal(ht_reference_verify("reference", true, &faults, NULL), HT_OK);
    for (size_t i = 0; i < faults.count; i++)
        if (strstr(faults.items[i].message, "is licensed"))
            fail_msg("%s:%ld: %s", faults.items[i].file, faults.items[i].line, faults.items[i].message);
    ht_arena_free(faults.arena);
}

// Numbers of CUSIP and SEDOL may stand in a reader's own reference, and not in one that is passed on.
static void licensed_numbers_are_not_passed_on(void **state) {
    (void)state;
    struct dir dir = dir_make();
    dir_write(&dir, "securities.csv", "entity,cusip,sedol,source\napple,037833100,2046251,open\n");
    assert_int_equal(count_faults(dir.path, false), 0);
    assert_int_equal(count_faults(dir.path, true), 2);
    dir_write(&dir, "securities.csv", "entity,cusip,sedol,source\napple,037833101,2046252,open\n");
    assert_int_equal(count_faults(dir.path, false), 2);
    dir_remove(&dir);
}

static void a_missing_column_is_said_once(void **state) {
    (void)state;
    struct dir dir = dir_make();
    dir_write(&dir, "reported_holdings.csv", "holder,value,value,source\n");
    assert_int_equal(count_faults(dir.path, false), 2); // entity is missing, value is there twice
    dir_write(&dir, "reported_holdings.csv", "");
    assert_int_equal(count_faults(dir.path, false), 1);
    dir_remove(&dir);
}

static void a_directory_that_is_none(void **state) {
    (void)state;
    struct ht_faults faults = {.arena = ht_arena_new()};
    struct ht_error err;
    assert_int_equal(ht_reference_verify("/nonexistent", false, &faults, &err), HT_ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "/nonexistent"));
    ht_arena_free(faults.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_reference_has_none),
        cmocka_unit_test(each_fault_is_found_alone),
        cmocka_unit_test(a_list_with_entries_needs_a_reach),
        cmocka_unit_test(our_own_reference_has_none),
        cmocka_unit_test(our_own_reference_ships_no_licensed_number),
        cmocka_unit_test(licensed_numbers_are_not_passed_on),
        cmocka_unit_test(a_missing_column_is_said_once),
        cmocka_unit_test(a_directory_that_is_none),
    };
    return cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
