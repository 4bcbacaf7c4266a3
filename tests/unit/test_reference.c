// SPDX-License-Identifier: GPL-3.0-or-later
// Building a reference and asking it.
#include "test_reference_dir.h"

#include "holdtrace/hash.h"
#include "holdtrace/names.h"
#include "holdtrace/reference.h"
#include "holdtrace/reference_build.h"
#include "holdtrace/text.h"

struct state {
    struct ht_arena *arena;
    struct dir dir;
    struct ht_reference *ref;
};

static enum ht_status build(struct state *s, struct ht_faults *faults, struct ht_error *err) {
    *faults = (struct ht_faults){.arena = s->arena};
    return ht_reference_build(s->dir.path, s->dir.database, faults, err);
}

static void open_built(struct state *s) {
    struct ht_faults faults;
    struct ht_error err = {HT_OK, ""};
    enum ht_status status = build(s, &faults, &err);
    for (size_t i = 0; i < faults.count; i++)
        print_message("%s:%ld: %s\n", faults.items[i].file, faults.items[i].line, faults.items[i].message);
    if (status != HT_OK)
        fail_msg("%s", err.message);
    assert_int_equal(ht_reference_open(s->dir.database, &s->ref, &err), HT_OK);
}

static int set_up(void **state) {
    struct state *s = calloc(1, sizeof *s);
    s->arena = ht_arena_new();
    s->dir = dir_make();
    *state = s;
    return 0;
}

static int set_up_open(void **state) {
    set_up(state);
    open_built(*state);
    return 0;
}

static int tear_down(void **state) {
    struct state *s = *state;
    if (s->ref) {
        struct ht_error err = {HT_OK, ""};
        if (ht_reference_status(s->ref, &err) != HT_OK)
            fail_msg("%s", err.message);
    }
    ht_reference_close(s->ref);
    dir_remove(&s->dir);
    ht_arena_free(s->arena);
    free(s);
    return 0;
}

static void assert_date(struct ht_date date, const char *text) {
    char buffer[HT_DATE_TEXT];
    assert_string_equal(ht_date_text(date, buffer), text);
}

static void assert_amount(struct ht_amount amount, const char *text) {
    char buffer[HT_DECIMAL_TEXT];
    assert_true(amount.known);
    assert_string_equal(ht_decimal_text(amount.number, buffer), text);
}

static const struct ht_entity *entity(struct state *s, const char *id) {
    const struct ht_entity *found = ht_reference_entity(s->ref, id);
    assert_non_null(found);
    return found;
}

static void info_says_date_and_counts(void **state) {
    struct state *s = *state;
    const struct ht_reference_info *info = ht_reference_info(s->ref);
    assert_date(info->data_date, "2026-07-15");
    assert_int_equal(strlen(info->content_sha256), 64);
    assert_int_equal(info->entities, 6);
    assert_int_equal(info->securities, 5);
    assert_int_equal(info->stakes, 3);
    assert_int_equal(info->designations, 6);
}

static void entity_has_its_columns(void **state) {
    struct state *s = *state;
    const struct ht_entity *hikvision = entity(s, "hikvision");
    assert_string_equal(hikvision->name, "Hangzhou Hikvision Digital Technology Co., Ltd.");
    assert_string_equal(hikvision->local_name, "杭州海康威视数字技术股份有限公司");
    assert_string_equal(hikvision->countries, "CN");
    assert_null(hikvision->lei);
    assert_int_equal(hikvision->confidence, HT_CONFIDENCE_OFFICIAL);
    assert_string_equal(hikvision->note, "address: Hangzhou"); // a further column
    assert_null(entity(s, "cetc")->note);
    assert_null(ht_reference_entity(s->ref, "hik"));
    assert_null(ht_reference_entity_at(s->ref, 0));
    assert_null(ht_reference_entity_at(s->ref, 1000));
}

static void one_entity_is_one_pointer(void **state) {
    struct state *s = *state;
    const struct ht_entity *apple = entity(s, "apple");
    assert_ptr_equal(ht_reference_entity_at(s->ref, apple->key), apple);
    assert_ptr_equal(ht_reference_entity_by_lei(s->ref, "HWUPKR0MPOU8FGXBT394"), apple);
    assert_null(ht_reference_entity_by_lei(s->ref, "HWUPKR0MPOU8FGXBT395"));
    struct ht_securities found = ht_reference_securities(s->ref, HT_ID_ISIN, "US0378331005");
    assert_int_equal(found.count, 2);
    assert_ptr_equal(found.items[0]->issuer, apple);
    struct ht_securities again = ht_reference_securities_of(s->ref, apple);
    assert_int_equal(again.count, 2);
    assert_ptr_equal(again.items[0], found.items[0]);
}

static void cusip_and_sedol_come_from_isins(void **state) {
    struct state *s = *state;
    struct ht_securities cusip = ht_reference_securities(s->ref, HT_ID_CUSIP, "037833100");
    assert_int_equal(cusip.count, 2);
    assert_string_equal(cusip.items[0]->isin, "US0378331005");
    assert_int_equal(ht_reference_securities(s->ref, HT_ID_SEDOL, "037833100").count, 0);
    assert_int_equal(ht_reference_securities(s->ref, HT_ID_FIGI, "BBG000B9XRY4").count, 1);
    assert_int_equal(ht_reference_securities(s->ref, HT_ID_ISIN, "US0378331006").count, 0);
}

static void sedol_of_a_british_isin(void **state) {
    struct state *s = *state;
    dir_add(&s->dir, "securities.csv",
            "glarun,Vodafone,equity,GB00BH4HKS39,BBG000C6K6G9|BBG000BVPV84,,,,,,official,open");
    open_built(s);
    assert_int_equal(ht_reference_securities(s->ref, HT_ID_SEDOL, "BH4HKS3").count, 1);
    // Several FIGIs of one row are each found.
    assert_int_equal(ht_reference_securities(s->ref, HT_ID_FIGI, "BBG000C6K6G9").count, 1);
    assert_int_equal(ht_reference_securities(s->ref, HT_ID_FIGI, "BBG000BVPV84").count, 1);
}

static void a_reused_ticker_gives_all_times(void **state) {
    struct state *s = *state;
    struct ht_securities found = ht_reference_by_ticker(s->ref, "00020", "XHKG");
    assert_int_equal(found.count, 2);
    assert_string_equal(found.items[0]->issuer->id, "cetc");
    assert_date(found.items[0]->valid_to, "2019-12-31");
    assert_string_equal(found.items[1]->issuer->id, "dahua");
    assert_date(found.items[1]->valid_from, "2020-01-01");
    assert_int_equal(ht_reference_by_ticker(s->ref, "00020", "XSHG").count, 0);
}

static size_t count_names(struct state *s, const char *name, bool prefix) {
    return ht_reference_names(s->ref, ht_name_key(s->arena, name), prefix).count;
}

static void names_are_found_by_key(void **state) {
    struct state *s = *state;
    struct ht_names found = ht_reference_names(s->ref, ht_name_key(s->arena, "HIKVISION"), false);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.items[0].entity->id, "hikvision");
    assert_string_equal(found.items[0].kind, "abbreviation");
    assert_int_equal(count_names(s, "Hikvision Digital", false), 0);
    assert_int_equal(count_names(s, "Hangzhou Hikvision Digital Technology", false), 1); // of entities.csv
    assert_int_equal(count_names(s, "杭州海康威视数字技术", false), 1);
    assert_int_equal(count_names(s, "hikvision", true), 2); // and the security's name
    assert_int_equal(count_names(s, "hikvision digital technology class a", false), 1);
    assert_int_equal(count_names(s, "hikvision digital technology", false), 1); // its issuer part
    assert_int_equal(count_names(s, "HANGZHOU HIKVISION DIGITAL A", false), 1); // as an export prints it
    assert_int_equal(ht_reference_names(s->ref, "", true).count, 0);
}

static void names_of_an_entity_are_each_there_once(void **state) {
    struct state *s = *state;
    struct ht_names names = ht_reference_names_of(s->ref, entity(s, "hikvision"));
    assert_int_equal(names.count, 5); // two of names.csv, two of entities.csv, one of securities.csv
    names = ht_reference_names_of(s->ref, entity(s, "dahua"));
    assert_string_equal(names.items[0].name, "Dahua Tech");
    assert_date(names.items[0].valid_from, "2001");
    assert_date(names.items[0].valid_to, "2020-06");
    assert_string_equal(names.items[1].kind, "main");
}

static void stakes_keep_exact_numbers_and_absence(void **state) {
    struct state *s = *state;
    struct ht_stakes owners = ht_reference_owners(s->ref, entity(s, "hikvision"));
    assert_int_equal(owners.count, 2);
    const struct ht_stake *control = &owners.items[0], *voting = &owners.items[1];
    assert_string_equal(voting->owner->id, "cetc");
    assert_int_equal(voting->kind, HT_STAKE_VOTING);
    assert_amount(voting->percent_min, "41.55");
    assert_date(voting->as_of, "2017");
    assert_string_equal(voting->note, "a group's total");
    assert_int_equal(control->kind, HT_STAKE_CONTROL);
    assert_false(control->percent_min.known);
    assert_int_equal(control->nature, HT_STAKE_ORDINARY);
    assert_int_equal(control->status, HT_STAKE_CLOSED);
    struct ht_stakes holdings = ht_reference_holdings(s->ref, entity(s, "cetc"));
    assert_int_equal(holdings.count, 2);
    assert_ptr_equal(holdings.items[0].owned, entity(s, "hikvision"));
    assert_int_equal(ht_reference_owners(s->ref, entity(s, "sasac")).count, 0);
}

static void relations_are_found_from_either_side(void **state) {
    struct state *s = *state;
    struct ht_relations one = ht_reference_relations(s->ref, entity(s, "apple"));
    struct ht_relations other = ht_reference_relations(s->ref, entity(s, "hikvision"));
    assert_int_equal(one.count, 1);
    assert_int_equal(other.count, 1);
    assert_string_equal(other.items[0].subject->id, "apple");
    assert_string_equal(other.items[0].relation, "supplier");
    assert_string_equal(other.items[0].value, "1200000");
    assert_null(other.items[0].note);
    assert_int_equal(other.items[0].confidence, HT_CONFIDENCE_SINGLE);
}

static void lists_say_how_complete_they_are(void **state) {
    struct state *s = *state;
    struct ht_lists lists = ht_reference_lists(s->ref);
    assert_int_equal(lists.count, 3);
    const struct ht_list *one = ht_reference_list(s->ref, "L-ONE");
    assert_int_equal(one->entries_total, 100);
    assert_int_equal(one->entries_held, 2); // the removed entry is not of the edition
    assert_date(one->retrieved_on, "2026-07-15");
    assert_false(one->is_event);
    const struct ht_list *two = ht_reference_list(s->ref, "L-TWO");
    assert_int_equal(two->entries_total, -1);
    assert_int_equal(two->entries_held, 0); // disputed, and from knowledge
    assert_false(ht_date_known(two->retrieved_on));
    assert_true(ht_reference_list(s->ref, "E-ONE")->is_event);
    assert_null(ht_reference_list(s->ref, "L"));
}

static void designations_of_events_are_apart(void **state) {
    struct state *s = *state;
    assert_int_equal(ht_reference_designations(s->ref, entity(s, "apple")).count, 2);
    struct ht_designations all = ht_reference_all_designations(s->ref);
    assert_int_equal(all.count, 5);
    assert_string_equal(all.items[0].list->id, "L-ONE");
    assert_string_equal(all.items[0].entity->id, "cetc");
    assert_string_equal(all.items[1].entity->id, "dahua");
    assert_string_equal(all.items[4].list->id, "L-TWO");
    assert_int_equal(all.items[4].status, HT_DISPUTED);
    assert_date(all.items[4].delisted_on, "2026-02-17");
}

static void the_rest_is_found_by_entity(void **state) {
    struct state *s = *state;
    struct ht_statements statements = ht_reference_statements(s->ref, entity(s, "hikvision"));
    assert_int_equal(statements.count, 2);
    assert_string_equal(statements.items[0].list, "L-TWO");
    assert_null(statements.items[1].list);
    struct ht_reported_holdings holdings = ht_reference_reported_holdings(s->ref, entity(s, "hikvision"));
    assert_int_equal(holdings.count, 1);
    assert_amount(holdings.items[0].value, "24000000.50");
    assert_false(holdings.items[0].shares.known);
    struct ht_reach_rules reach = ht_reference_reach(s->ref, "L-ONE");
    assert_int_equal(reach.count, 2);
    assert_string_equal(reach.items[0].rule, "names_only");
    assert_int_equal(reach.items[0].names_only, HT_YES);
    assert_int_equal(reach.items[0].cascade, HT_UNKNOWN);
    assert_int_equal(reach.items[1].listed_only, HT_NO);
    assert_amount(reach.items[1].threshold_pct, "50");
    assert_int_equal(ht_reference_reach(s->ref, "E-ONE").count, 0);
    assert_true(ht_reference_source(s->ref, "open")->redistributable);
    assert_false(ht_reference_source(s->ref, "closed")->redistributable);
    assert_null(ht_reference_source(s->ref, "none"));
}

static void lookalikes_by_any_mark(void **state) {
    struct state *s = *state;
    const char *key = ht_name_key(s->arena, "CANGZHOU DAHUA CO LTD");
    assert_int_equal(ht_reference_lookalikes(s->ref, "CNE000001204", NULL, NULL, NULL).count, 1);
    assert_int_equal(ht_reference_lookalikes(s->ref, NULL, "600230", "XSHG", NULL).count, 1);
    assert_int_equal(ht_reference_lookalikes(s->ref, NULL, "600230", "XSHE", NULL).count, 0);
    assert_int_equal(ht_reference_lookalikes(s->ref, NULL, NULL, NULL, key).count, 1);
    assert_int_equal(ht_reference_lookalikes(s->ref, "CNE000001204", "600230", "XSHG", key).count, 1);
    assert_int_equal(ht_reference_lookalikes(s->ref, NULL, NULL, NULL, NULL).count, 0);
    assert_int_equal(ht_reference_lookalikes_of(s->ref, entity(s, "dahua")).count, 1);
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

// Rows in another order, columns in another order, a byte order mark, CRLF: the same content, the same bytes.
// So many that their marks are not held.
static void lookalikes_are_found_among_thousands(void **state) {
    struct state *s = *state;
    struct ht_buffer lines = {0};
    for (int i = 0; i < 1500; i++)
        ht_buffer_format(&lines, "%sdahua,Example %d Co,,T%d,XSHG,another,open", i ? "\n" : "", i, i);
    dir_add(&s->dir, "lookalikes.csv", lines.data);
    ht_buffer_free(&lines);
    open_built(s);
    assert_int_equal(ht_reference_lookalikes(s->ref, NULL, "T1499", "XSHG", NULL).count, 1);
    assert_int_equal(ht_reference_lookalikes(s->ref, NULL, "T1500", "XSHG", NULL).count, 0);
    assert_int_equal(ht_reference_lookalikes(s->ref, "CNE000001204", "600230", "XSHG", NULL).count, 1);
    assert_int_equal(ht_reference_lookalikes(s->ref, NULL, NULL, NULL, "example 7").count, 1);
}

static void order_and_form_change_nothing(void **state) {
    struct state *s = *state;
    struct ht_faults faults;
    char before[HT_SHA256_TEXT], after[HT_SHA256_TEXT], other[HT_SHA256_TEXT];
    assert_int_equal(build(s, &faults, NULL), HT_OK);
    read_whole(s->dir.database, before);
    dir_write(&s->dir, "names.csv",
              "\xef\xbb\xbfkind,entity,source,name,language,valid_from,valid_to\r\n"
              "alias,dahua,open,Dahua Tech,en,2001,2020-06\r\n"
              "abbreviation,hikvision,open,Hikvision,en,,\r\n"
              "\r\n"
              "export_label,hikvision,open,\"HANGZHOU HIKVISION DIGITAL A\",,,\r\n");
    assert_int_equal(build(s, &faults, NULL), HT_OK);
    read_whole(s->dir.database, after);
    assert_string_equal(after, before);
    dir_add(&s->dir, "names.csv", "alias,dahua,open,Dahua Technology,en,,");
    assert_int_equal(build(s, &faults, NULL), HT_OK);
    read_whole(s->dir.database, other);
    assert_string_not_equal(other, before);
}

// Builds again, and says whether the content hash is another one than before.
static bool hash_changed(struct state *s) {
    char before[HT_SHA256_TEXT];
    memcpy(before, ht_reference_info(s->ref)->content_sha256, sizeof before);
    ht_reference_close(s->ref);
    s->ref = NULL;
    open_built(s);
    return strcmp(ht_reference_info(s->ref)->content_sha256, before) != 0;
}

static void the_hash_is_over_rows_and_screens(void **state) {
    struct state *s = *state;
    assert_false(hash_changed(s));
    dir_write(&s->dir, "relations.csv",
              "object,subject,relation,as_of,source,value,confidence,remark\n"
              "hikvision,apple,supplier,2020,open,1200000,single-source,\n");
    assert_false(hash_changed(s)); // the same row; an empty column says nothing
    dir_write(&s->dir, "relations.csv",
              "object,subject,relation,as_of,source,value,confidence,remark\n"
              "hikvision,apple,supplier,2020,open,1200000,single-source,new\n");
    assert_true(hash_changed(s));
    dir_write(&s->dir, "screens/one.ini", "[screen]\nname = one\n");
    assert_true(hash_changed(s));
}

static void a_relation_to_itself_is_there_once(void **state) {
    struct state *s = *state;
    dir_add(&s->dir, "relations.csv", "dahua,other,dahua,,2020,official,open");
    open_built(s);
    assert_int_equal(ht_reference_relations(s->ref, entity(s, "dahua")).count, 1);
}

static void a_built_file_is_for_all_to_read(void **state) {
    struct state *s = *state;
    struct stat info;
    assert_int_equal(stat(s->dir.database, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0644);
}

// With a fault nothing is written, and the old database stays.
static void a_fault_leaves_the_old_database(void **state) {
    struct state *s = *state;
    struct ht_faults faults;
    struct ht_error err;
    char before[HT_SHA256_TEXT], after[HT_SHA256_TEXT];
    assert_int_equal(build(s, &faults, NULL), HT_OK);
    read_whole(s->dir.database, before);
    dir_add(&s->dir, "ownership.csv", "cetc,nobody,50,50,economic,ordinary,closed,,,2021,official,open,");
    assert_int_equal(build(s, &faults, &err), HT_ERR_FORMAT);
    assert_int_equal(faults.count, 1);
    assert_string_equal(faults.items[0].file, "ownership.csv");
    assert_int_equal(faults.items[0].line, 5);
    read_whole(s->dir.database, after);
    assert_string_equal(after, before);
}

static void what_is_no_reference_is_refused(void **state) {
    struct state *s = *state;
    struct ht_reference *ref = NULL;
    struct ht_error err;
    char path[128];
    assert_int_equal(ht_reference_open("/nonexistent/reference.db", &ref, &err), HT_ERR_NOT_FOUND);
    snprintf(path, sizeof path, "%s/lists.csv", s->dir.path);
    assert_int_equal(ht_reference_open(path, &ref, &err), HT_ERR_DATABASE);
    dir_write(&s->dir, "empty.db", "");
    snprintf(path, sizeof path, "%s/empty.db", s->dir.path);
    assert_int_equal(ht_reference_open(path, &ref, &err), HT_ERR_DATABASE);
    assert_int_equal(ht_reference_open(s->dir.path, &ref, &err), HT_ERR_DATABASE);
    assert_null(ref);
}

static void an_empty_directory_is_said(void **state) {
    struct state *s = *state;
    struct ht_faults faults = {.arena = s->arena};
    struct ht_error err;
    char path[128];
    snprintf(path, sizeof path, "%s/screens", s->dir.path);
    assert_int_equal(ht_reference_build(path, s->dir.database, &faults, &err), HT_ERR_NOT_FOUND);
    assert_int_equal(ht_reference_build("/nonexistent", s->dir.database, &faults, &err), HT_ERR_NOT_FOUND);
    assert_int_equal(ht_reference_build(s->dir.path, "/nonexistent/out.db", &faults, &err), HT_ERR_IO);
}

// A file cut or overwritten behind our back makes answers empty, and that is remembered.
static void damage_is_remembered(void **state) {
    struct state *s = *state;
    struct ht_error err;
    open_built(s);
    assert_int_equal(truncate(s->dir.database, 8192), 0);
    assert_int_equal(ht_reference_designations(s->ref, &(struct ht_entity){.key = 1}).count, 0);
    assert_int_equal(ht_reference_status(s->ref, &err), HT_ERR_DATABASE);
    assert_non_null(strstr(err.message, "out.db"));
    ht_reference_close(s->ref);
    s->ref = NULL;
}

static void paths_may_hold_marks_of_a_uri(void **state) {
    struct state *s = *state;
    snprintf(s->dir.database, sizeof s->dir.database, "%s/a?b#c%%20.db", s->dir.path);
    open_built(s);
    assert_int_equal(ht_reference_info(s->ref)->entities, 6);
}

#define OPENED(test) cmocka_unit_test_setup_teardown(test, set_up_open, tear_down)
#define CLOSED(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        OPENED(info_says_date_and_counts),
        OPENED(entity_has_its_columns),
        OPENED(one_entity_is_one_pointer),
        OPENED(cusip_and_sedol_come_from_isins),
        CLOSED(sedol_of_a_british_isin),
        OPENED(a_reused_ticker_gives_all_times),
        OPENED(names_are_found_by_key),
        OPENED(names_of_an_entity_are_each_there_once),
        OPENED(stakes_keep_exact_numbers_and_absence),
        OPENED(relations_are_found_from_either_side),
        OPENED(lists_say_how_complete_they_are),
        OPENED(designations_of_events_are_apart),
        OPENED(the_rest_is_found_by_entity),
        OPENED(lookalikes_by_any_mark),
        CLOSED(lookalikes_are_found_among_thousands),
        CLOSED(order_and_form_change_nothing),
        OPENED(the_hash_is_over_rows_and_screens),
        CLOSED(a_relation_to_itself_is_there_once),
        OPENED(a_built_file_is_for_all_to_read),
        CLOSED(a_fault_leaves_the_old_database),
        CLOSED(what_is_no_reference_is_refused),
        CLOSED(an_empty_directory_is_said),
        CLOSED(damage_is_remembered),
        CLOSED(paths_may_hold_marks_of_a_uri),
    };
    return cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}
