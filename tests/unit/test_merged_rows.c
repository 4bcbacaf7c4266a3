// SPDX-License-Identifier: GPL-3.0-or-later
// Building a reference out of several directories: what becomes of their rows, and what is told of it.
#include "test_merge.h"

static void a_list_keeps_its_text_and_takes_the_newest_edition(void **state) {
    struct state *s = *state;
    lists_of(s);
    add(s, "imports/a/lists.csv", "id,name,kind,edition,entries_total,source", "L,Other name,list,2026,12,a");
    build(s);
    const struct ht_list *list = ht_reference_list(s->ref, "L");
    char day[HT_DATE_TEXT];
    assert_string_equal(list->name, "A list");
    assert_string_equal(list->effect, "export_ban");
    assert_string_equal(list->edition, "2026");
    assert_int_equal(list->entries_total, 12);
    assert_string_equal(ht_date_text(list->retrieved_on, day), "2026-02-01");
    assert_int_equal(ht_reference_lists(s->ref).count, 1);
}

static void entries_that_differ_are_told(void **state) {
    struct state *s = *state;
    lists_of(s);
    designation(s, "own", "L,acme,Acme,2020-01-01,in_force,,own");
    designation(s, "imports/a", "L,acme,Acme,2021-01-01,in_force,,a");
    build(s);
    assert_int_equal(ht_reference_designations(s->ref, get(s, "acme")).count, 2);
    assert_int_equal(conflicts(s, "acme", "designation", "listed on 2020-01-01 or 2021-01-01"), 1);
}

static void stakes_that_agree_are_there_once(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,Owner,,,a");
    stake(s, "imports/a", "a-1,acme,30,30,economic,,a");
    stake(s, "imports/b", "a-1,acme,30.0,30.00,economic,,b");
    stake(s, "imports/b", "a-1,acme,30,30,voting,,b");
    build(s);
    struct ht_stakes owners = ht_reference_owners(s->ref, get(s, "acme"));
    assert_int_equal(owners.count, 2);
    assert_string_equal(owners.items[0].source, "a|b");
    assert_int_equal(ht_reference_all_conflicts(s->ref).count, 0);
}

static void stakes_that_differ_are_both_there(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,Owner,,,a");
    stake(s, "imports/a", "a-1,acme,30,30,economic,2025,a");
    stake(s, "imports/b", "a-1,acme,35,35,economic,2025,b");
    stake(s, "imports/b", "a-1,acme,40,40,economic,2026,b");
    build(s);
    assert_int_equal(ht_reference_owners(s->ref, get(s, "acme")).count, 3);
    assert_int_equal(conflicts(s, "acme", "stake", "30 % or 35 %"), 1); // 2026 is another day
}

static void two_majorities_at_one_time_are_told(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,First,,,a");
    entity(s, "imports/a", "a-2,Second,,,a");
    stake(s, "imports/a", "a-1,acme,60,60,economic,,a");
    stake(s, "imports/b", "a-2,acme,70,70,economic,,b");
    build(s);
    assert_int_equal(conflicts(s, "acme", "parent", "First (a-1) with 60 %, Second (a-2) with 70 %"), 1);
}

static void cycles_and_stakes_in_oneself_are_kept(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,First,,,a");
    stake(s, "imports/a", "a-1,acme,60,60,economic,,a");
    stake(s, "imports/a", "acme,a-1,60,60,economic,,a");
    stake(s, "imports/a", "a-1,a-1,5,5,economic,,a");
    build(s);
    assert_int_equal(ht_reference_owners(s->ref, get(s, "a-1")).count, 2);
    assert_int_equal(ht_reference_info(s->ref)->stakes, 3);
}

static void other_main_names_are_told(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    entity(s, "imports/a", "lei-" LEI_A ",Pear Corporation," LEI_A ",,a");
    add(s, "own/names.csv", "entity,name,kind,source", "apple,Apfel GmbH,alias,own");
    entity(s, "imports/b", "b-1,APFEL," LEI_A ",,b");
    build(s);
    assert_int_equal(conflicts(s, "apple", "name", "\"Apple Inc.\" (apple) and \"Pear Corporation\""), 1);
    assert_int_equal(ht_reference_names(s->ref, "pear", false).count, 1);
}

static void securities_find_their_issuers(void **state) {
    struct state *s = *state;
    security(s, "own", "acme,Acme share,equity,US0378331005,BBG000B9XRY4,,,own");
    security(s, "imports/a", ",,,US0378331005,BBG000B9XRY4,ACM,XNAS,a");
    security(s, "imports/a", ",Acme bond,,,BBG000B9XRY4,ACB,XNYS,a");
    security(s, "imports/b", ",Nobody's,,US5949181045,,,,b");
    build(s);
    assert_int_equal(ht_reference_by_ticker(s->ref, "ACM", "XNAS").count, 1);
    assert_ptr_equal(ht_reference_by_ticker(s->ref, "ACM", "XNAS").items[0]->issuer, get(s, "acme"));
    assert_ptr_equal(ht_reference_by_ticker(s->ref, "ACB", "XNYS").items[0]->issuer, get(s, "acme"));
    assert_int_equal(ht_reference_securities(s->ref, HT_ID_ISIN, "US5949181045").count, 0);
    assert_int_equal(s->notes.count, 1);
    assert_string_equal(s->notes.items[0].file, "b/securities.csv");
    assert_string_equal(s->notes.items[0].message, "1 row left out, securities whose issuer no source names");
}

static void what_points_nowhere_is_left_out_and_counted(void **state) {
    struct state *s = *state;
    for (int i = 0; i < 3; i++)
        security(s, "imports/a", "lei-" LEI_B ",,,US0378331005,,,,a");
    stake(s, "imports/b", "acme,b-nobody,60,60,economic,,b");
    build(s);
    struct ht_left_outs left_out = ht_reference_left_out(s->ref);
    assert_int_equal(left_out.count, 2);
    assert_string_equal(left_out.items[0].file, "a/securities.csv");
    assert_int_equal(left_out.items[0].rows, 3);
    assert_string_equal(left_out.items[1].reason, "naming entities that no source describes");
    stake(s, "own", "acme,nobody,60,60,economic,,own"); // in the curated directory it is a fault
    struct ht_error err;
    assert_int_equal(build_only(s, &err), HT_ERR_FORMAT);
    assert_int_equal(s->faults.count, 1);
    assert_string_equal(s->faults.items[0].file, "ownership.csv");
    assert_int_equal(s->faults.items[0].line, 2);
    assert_non_null(strstr(s->faults.items[0].directory, "/own"));
}

static void reasons_for_no_parent_are_kept(void **state) {
    struct state *s = *state;
    add(s, "imports/a/exceptions.csv", "entity,category,reason,reference,source",
        "acme,direct_parent,NATURAL_PERSONS,,a\nacme,ultimate_parent,NON_CONSOLIDATING,https://example.org/,a");
    build(s);
    struct ht_exceptions found = ht_reference_exceptions(s->ref, get(s, "acme"));
    assert_int_equal(found.count, 2);
    assert_string_equal(found.items[0].reason, "NATURAL_PERSONS");
    assert_null(found.items[0].reference);
    assert_string_equal(found.items[0].source, "a");
    assert_string_equal(found.items[1].category, "ultimate_parent");
}

static void an_import_keeps_its_digest(void **state) {
    struct state *s = *state;
    build(s);
    assert_string_equal(ht_reference_source(s->ref, "a")->sha256, "00aa");
    assert_string_equal(ht_reference_source(s->ref, "a")->file, "a.csv");
    assert_null(ht_reference_source(s->ref, "own")->sha256);
    assert_int_equal(ht_reference_sources(s->ref).count, 3);
}

// Which of two rows is meant cannot be known; that one was passed over is said.
static void ids_and_screens_that_come_twice_are_told(void **state) {
    struct state *s = *state;
    add(s, "imports/a/lists.csv", "id,name,kind,source", "L,One,list,a\nL,Another,list,a");
    assert_int_equal(mkdir(path_of(s, "own/screens"), 0700), 0);
    assert_int_equal(mkdir(path_of(s, "imports/a/screens"), 0700), 0);
    put(s, "own/screens/x.ini", "[screen]\nlists = L\n");
    put(s, "imports/a/screens/x.ini", "[screen]\nlists = *\n");
    build(s);
    assert_int_equal(s->notes.count, 2);
    assert_string_equal(s->notes.items[0].file, "a/lists.csv");
    assert_string_equal(s->notes.items[1].file, "a/screens/x.ini");
    assert_string_equal(ht_reference_screen_text(s->ref, "x"), "[screen]\nlists = L\n");
}

static void read_whole(const char *path, char sha256[HT_SHA256_TEXT]) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    static unsigned char bytes[1 << 20];
    size_t len = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_true(len > 0 && len < sizeof bytes);
    ht_sha256_of(bytes, len, sha256);
}

// The rows of much of what is united above, each file forwards or backwards.
static void write_all(struct state *s, bool backwards) {
    static const struct file rows[] = {
        {"imports/a/entities.csv", "a-1,Acme,,RA000665:1,a"},
        {"imports/a/entities.csv", "lei-" LEI_A ",Apple," LEI_A ",,a"},
        {"imports/a/entities.csv", "a-3,Three,,,a"},
        {"imports/b/entities.csv", "b-1,ACME WORKS,,RA000665:1,b"},
        {"imports/b/entities.csv", "b-2,Pear," LEI_A ",,b"},
        {"imports/b/entities.csv", "b-3,Drei,,,b"},
        {"imports/a/securities.csv", "a-3,,,US0378331005,,,,a"},
        {"imports/a/securities.csv", ",,,US5949181045,,,,a"},
        {"imports/b/securities.csv", "b-3,Three,bond,US0378331005,,,,b"},
        {"imports/b/securities.csv", "b-2,Pear,equity,US5949181045,,,,b"},
        {"imports/a/ownership.csv", "a-1,a-3,60,60,economic,,a"},
        {"imports/a/ownership.csv", "a-3,a-1,20,20,economic,,a"},
        {"imports/b/ownership.csv", "b-1,b-3,60,60,economic,,b"},
        {"imports/b/ownership.csv", "b-2,b-3,55,55,economic,,b"},
    };
    static const struct {
        const char *name, *header;
    } headers[] = {{"entities.csv", "id,name,lei,registry_id,source"},
                   {"securities.csv", "entity,name,type,isin,figi,ticker,mic,source"},
                   {"ownership.csv", "owner,owned,percent_min,percent_max,kind,as_of,source"}};
    size_t count = sizeof rows / sizeof *rows;
    for (size_t i = 0; i < count; i++)
        unlink(path_of(s, rows[i].name));
    for (size_t i = 0; i < count; i++) {
        const struct file *row = &rows[backwards ? count - 1 - i : i];
        for (size_t k = 0; k < sizeof headers / sizeof *headers; k++)
            if (strstr(row->name, headers[k].name))
                add(s, row->name, headers[k].header, row->text);
    }
}

static void the_order_of_rows_and_directories_changes_nothing(void **state) {
    struct state *s = *state;
    char first[HT_SHA256_TEXT], second[HT_SHA256_TEXT];
    static const char *const orders[][3] = {{"own", "imports/a", "imports/b"}, {"own", "imports/b", "imports/a"}};
    for (int i = 0; i < 4; i++) {
        write_all(s, i % 2 == 1);
        const char *from[3];
        for (size_t k = 0; k < 3; k++)
            from[k] = path_of(s, orders[i / 2][k]);
        s->faults = (struct ht_faults){.arena = s->arena};
        assert_int_equal(ht_reference_build_from(from, 3, path_of(s, "out.db"), &s->faults, NULL, NULL), HT_OK);
        read_whole(path_of(s, "out.db"), i == 0 ? first : second);
        if (i > 0)
            assert_string_equal(first, second);
    }
    struct ht_error err;
    assert_int_equal(ht_reference_open(path_of(s, "out.db"), &s->ref, &err), HT_OK);
    assert_true(united(s, "a-1", "b-1"));
    assert_true(united(s, "a-3", "b-3"));
    assert_int_equal(ht_reference_by_ticker(s->ref, "x", "y").count, 0);
    assert_int_equal(conflicts(s, "a-3", "parent", "with 55 %"), 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_list_keeps_its_text_and_takes_the_newest_edition),
        TEST(entries_that_differ_are_told),
        TEST(stakes_that_agree_are_there_once),
        TEST(stakes_that_differ_are_both_there),
        TEST(two_majorities_at_one_time_are_told),
        TEST(cycles_and_stakes_in_oneself_are_kept),
        TEST(other_main_names_are_told),
        TEST(securities_find_their_issuers),
        TEST(what_points_nowhere_is_left_out_and_counted),
        TEST(reasons_for_no_parent_are_kept),
        TEST(an_import_keeps_its_digest),
        TEST(ids_and_screens_that_come_twice_are_told),
        TEST(the_order_of_rows_and_directories_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
