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

// Adds LINE to the file NAME of an import of one side, which begins with HEADER.
static void import(struct pair *pair, size_t side, const char *name, const char *header, const char *line) {
    const struct dir *dir = &pair->dirs[side];
    (void)mkdir(ht_arena_format(pair->arena, "%s/import", dir->path), 0700);
    const char *path = ht_arena_format(pair->arena, "%s/import/%s", dir->path, name);
    bool fresh = access(path, F_OK) != 0;
    FILE *file = fopen(path, "a");
    assert_non_null(file);
    assert_true(fprintf(file, "%s%s%s\n", fresh ? header : "", fresh ? "\n" : "", line) > 0);
    assert_int_equal(fclose(file), 0);
}

static void build(struct pair *pair, size_t side) {
    struct ht_error err = {HT_OK, ""};
    struct ht_faults faults = {.arena = pair->arena};
    const char *path = pair->dirs[side].path;
    const char *from[] = {path, ht_arena_format(pair->arena, "%s/import", path)};
    size_t count = access(from[1], F_OK) == 0 ? 2 : 1;
    if (ht_reference_build_from(from, count, pair->dirs[side].database, &faults, NULL, &err) != HT_OK)
        fail_msg("%s", faults.count ? faults.items[0].message : err.message);
}

static const struct ht_ref_diff *compare(struct pair *pair, const char *day, bool all) {
    struct ht_error err = {HT_OK, ""};
    struct ht_date as_of = {0};
    assert_true(!day || ht_date_parse(day, &as_of));
    for (size_t i = 0; i < 2; i++) {
        build(pair, i);
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

static const struct ht_ref_difference *row_of(const struct ht_ref_diff *diff, enum ht_ref_part part,
                                              const char *table, const char *id) {
    for (size_t i = 0; i < diff->parts[part].count; i++) {
        const struct ht_ref_difference *row = &diff->parts[part].items[i];
        if (strcmp(row->table, table) == 0 && strcmp(row->id, id) == 0)
            return row;
    }
    fail_msg("no row of %s about %s differs", table, id);
    return NULL;
}

static size_t rows_of(const struct ht_ref_diff *diff, const char *table) {
    size_t count = 0;
    for (int part = 0; part < HT_REF_PARTS; part++)
        for (size_t i = 0; i < diff->parts[part].count; i++)
            count += strcmp(diff->parts[part].items[i].table, table) == 0;
    return count;
}

#define LEI "HWUPKR0MPOU8FGXBT394"
#define OTHER_LEI "5493006MHB84DD0ZWV18"

// An import that knows Hikvision by its LEI, under an id of its own: it is listed, owned, and owns. With UNITED, a
// reviewer says that the two are one.
static void import_hikvision(struct pair *pair, size_t side, bool united) {
    import(pair, side, "sources.csv", "id,title,retrieved_on", "imp,An import,2026-06-01");
    import(pair, side, "entities.csv", "id,name,lei,source", "lei-" LEI ",HIKVISION DIGITAL," LEI ",imp");
    import(pair, side, "entities.csv", "", "zoo,A zoo,,imp");
    import(pair, side, "designations.csv", "list,entity,listed_as,ground,listed_on,status,source",
           "L-TWO,lei-" LEI ",HIKVISION,military,2020-01-01,in_force,imp");
    import(pair, side, "ownership.csv", "owner,owned,percent_min,percent_max,kind,status,source",
           "lei-" LEI ",zoo,60,60,economic,closed,imp");
    import(pair, side, "ownership.csv", "", "zoo,lei-" LEI ",1,1,economic,closed,imp");
    import(pair, side, "securities.csv", "entity,name,ticker,mic,guarantor,source",
           "lei-" LEI ",Hikvision note,HIK,XLON,,imp");
    import(pair, side, "securities.csv", "", "zoo,Zoo note,ZOO,XLON,lei-" LEI ",imp");
    import(pair, side, "relations.csv", "subject,relation,object,source", "zoo,customer,lei-" LEI ",imp");
    import(pair, side, "exceptions.csv", "entity,category,reason,source",
           "lei-" LEI ",ultimate_parent,NATURAL_PERSONS,imp");
    if (united)
        dir_add(&pair->dirs[side], "links.csv", "entity,other,decision,source\nhikvision,lei-" LEI ",same,open");
    else
        dir_add(&pair->dirs[side], "links.csv", "entity,other,decision,source");
}

static struct pair pair_with_imports(bool united_before, bool united_after) {
    struct pair pair = pair_new();
    // Apple has that LEI in the small reference.
    for (size_t side = 0; side < 2; side++) {
        const char *text = NULL;
        for (size_t i = 0; i < sizeof dir_files / sizeof *dir_files; i++)
            text = strcmp(dir_files[i].name, "entities.csv") == 0 ? dir_files[i].text : text;
        const char *at = strstr(text, LEI);
        dir_write(&pair.dirs[side], "entities.csv",
                  ht_arena_format(pair.arena, "%.*s%s", (int)(at - text), text, at + strlen(LEI)));
    }
    import_hikvision(&pair, 0, united_before);
    import_hikvision(&pair, 1, united_after);
    return pair;
}

// What moved with the union is no difference: only the union, and what it did to the rows of the entity itself.
static void a_union_is_told_as_one(void **state) {
    (void)state;
    struct pair pair = pair_with_imports(false, true);
    const struct ht_ref_diff *diff = compare(&pair, "2026-07-01", true);
    static const char *const unmoved[] = {"designations", "ownership", "relations", "securities", "exceptions"};
    for (size_t i = 0; i < sizeof unmoved / sizeof *unmoved; i++)
        assert_int_equal(rows_of(diff, unmoved[i]), 0);
    const struct ht_ref_difference *row = row_of(diff, HT_REF_NAMES, "aliases", "lei-" LEI);
    assert_int_equal(row->change, HT_REF_CHANGED);
    assert_true(row->roles & HT_REF_TARGET);
    assert_cell(row, "entity", "lei-" LEI, "hikvision");
    assert_int_equal(rows_of(diff, "aliases"), 1);
    // Nothing reads as an entity that is gone; the other one has its LEI now.
    assert_int_equal(rows_of(diff, "entities"), 1);
    row = row_of(diff, HT_REF_NAMES, "entities", "hikvision");
    assert_int_equal(row->change, HT_REF_CHANGED);
    assert_cell(row, "lei", NULL, LEI);
    assert_int_equal(rows_of(diff, "links"), 1);
    assert_true(row_of(diff, HT_REF_NAMES, "links", "hikvision")->roles & HT_REF_TARGET);
    // Both were targets; one was, as the other, and the entries of neither changed.
    assert_int_equal(diff->target_count, 1);
    assert_string_equal(diff->targets[0].before->entity->id, "lei-" LEI);
    assert_string_equal(diff->targets[0].after->entity->id, "hikvision");
    assert_int_equal(diff->targets[0].why_count, 1);
    assert_int_equal(diff->targets[0].why[0].reason, HT_REF_MERGED);
    assert_string_equal(diff->targets[0].why[0].other, "lei-" LEI);
    pair_free(&pair);
}

static void a_split_is_told_as_one(void **state) {
    (void)state;
    struct pair pair = pair_with_imports(true, false);
    const struct ht_ref_diff *diff = compare(&pair, "2026-07-01", true);
    assert_int_equal(rows_of(diff, "designations") + rows_of(diff, "ownership") + rows_of(diff, "securities"), 0);
    const struct ht_ref_difference *row = row_of(diff, HT_REF_NAMES, "aliases", "lei-" LEI);
    assert_cell(row, "entity", "hikvision", "lei-" LEI);
    assert_int_equal(row_of(diff, HT_REF_NAMES, "entities", "lei-" LEI)->change, HT_REF_ADDED);
    assert_int_equal(diff->target_count, 1);
    assert_string_equal(diff->targets[0].before->entity->id, "hikvision");
    assert_string_equal(diff->targets[0].after->entity->id, "lei-" LEI);
    assert_int_equal(diff->targets[0].why[0].reason, HT_REF_MERGED);
    pair_free(&pair);
}

// The rows of united entities are compared as before: what is new among them is told, and nothing else.
static void a_change_within_a_union_is_told(void **state) {
    (void)state;
    struct pair pair = pair_with_imports(false, true);
    import(&pair, 1, "ownership.csv", "", "lei-" LEI ",apple,5,5,economic,closed,imp");
    import(&pair, 1, "securities.csv", "", "lei-" LEI ",New note,HIL,XLON,,imp");
    change(&pair, "designations.csv", HIKVISION, "");
    const struct ht_ref_diff *diff = compare(&pair, "2026-07-01", true);
    assert_int_equal(rows_of(diff, "ownership"), 1);
    assert_cell(row_of(diff, HT_REF_OWNERSHIP, "ownership", "apple"), "owner", NULL, "hikvision");
    assert_int_equal(rows_of(diff, "securities"), 1);
    assert_cell(row_of(diff, HT_REF_SECURITIES, "securities", "hikvision"), "name", NULL, "New note");
    assert_int_equal(rows_of(diff, "designations"), 1);
    assert_int_equal(diff->target_count, 2);
    // The entry that went is told once, and the union with the other target.
    assert_string_equal(diff->targets[0].before->entity->id, "hikvision");
    assert_int_equal(diff->targets[0].why_count, 1);
    assert_int_equal(diff->targets[0].why[0].reason, HT_REF_ROW_GONE);
    assert_int_equal(diff->targets[1].why_count, 1);
    assert_int_equal(diff->targets[1].why[0].reason, HT_REF_MERGED);
    pair_free(&pair);
}

// One company that goes by another id is neither gone nor new.
static void another_id_for_one_company_is_told(void **state) {
    (void)state;
    struct pair pair = pair_new();
    for (size_t side = 0; side < 2; side++) {
        const char *id = side ? "lei-" OTHER_LEI : "gadgets";
        import(&pair, side, "sources.csv", "id,title,retrieved_on", "imp,An import,2026-06-01");
        import(&pair, side, "entities.csv", "id,name,lei,source",
               ht_arena_format(pair.arena, "%s,Gadgets," OTHER_LEI ",imp", id));
        import(&pair, side, "ownership.csv", "owner,owned,percent_min,percent_max,kind,status,source",
               ht_arena_format(pair.arena, "hikvision,%s,60,60,economic,closed,imp", id));
        import(&pair, side, "securities.csv", "entity,name,ticker,mic,source",
               ht_arena_format(pair.arena, "%s,Gadget share,GAD,XLON,imp", id));
    }
    const struct ht_ref_diff *diff = compare(&pair, NULL, true);
    assert_int_equal(rows_of(diff, "ownership") + rows_of(diff, "securities"), 0);
    const struct ht_ref_difference *row = row_of(diff, HT_REF_NAMES, "entities", "lei-" OTHER_LEI);
    assert_int_equal(row->change, HT_REF_CHANGED);
    assert_cell(row, "id", "gadgets", "lei-" OTHER_LEI);
    assert_true(row->roles & HT_REF_OWNED);
    assert_int_equal(diff->related_count, 5); // cetc, glarun, hikvision, sasac, and this one, once
    pair_free(&pair);
}

static void exceptions_conflicts_and_sources_are_told(void **state) {
    (void)state;
    struct pair pair = pair_new();
    for (size_t side = 0; side < 2; side++) {
        import(&pair, side, "sources.csv", "id,title,retrieved_on,file,sha256",
               side ? "imp,An import,2026-06-01,new.zip,"
                      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                    : "imp,An import,2026-06-01,old.zip,");
        import(&pair, side, "exceptions.csv", "entity,category,reason,source",
               side ? "cetc,ultimate_parent,NON_PUBLIC,imp" : "cetc,ultimate_parent,NATURAL_PERSONS,imp");
        import(&pair, side, "rates.csv", "currency,date,per_eur,source",
               side ? "USD,2026-06-01,1.1,imp" : "USD,2026-06-01,1.2,imp");
        // Another figure than the curated one for one stake is a conflict.
        import(&pair, side, "ownership.csv", "owner,owned,percent_min,percent_max,kind,status,as_of,source",
               side ? "sasac,cetc,90,90,economic,closed,2021-06,imp"
                    : "sasac,cetc,100,100,economic,closed,2021-06,imp");
    }
    const struct ht_ref_diff *diff = compare(&pair, NULL, true);
    const struct ht_ref_difference *row = row_of(diff, HT_REF_OWNERSHIP, "exceptions", "cetc");
    assert_int_equal(row->change, HT_REF_CHANGED);
    assert_cell(row, "reason", "NATURAL_PERSONS", "NON_PUBLIC");
    row = only(diff, HT_REF_CONFLICTS);
    assert_string_equal(row->table, "conflicts");
    assert_string_equal(row->id, "cetc");
    assert_int_equal(row->change, HT_REF_ADDED);
    assert_cell(row, "kind", NULL, "stake");
    assert_int_equal(rows_of(diff, "ownership"), 2); // the sources of the one, and the other one
    row = row_of(diff, HT_REF_OTHER, "sources", "imp");
    assert_cell(row, "file", "old.zip", "new.zip");
    assert_cell(row, "sha256", NULL, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    row = row_of(diff, HT_REF_OTHER, "rates", "USD");
    assert_cell(row, "per_eur", "1.2", "1.1");
    assert_cell(row, "date", "2026-06-01", "2026-06-01");
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
        cmocka_unit_test(each_reason_of_a_target_is_told),
        cmocka_unit_test(a_changed_screen_is_the_reason),
        cmocka_unit_test(a_row_is_told_where_it_matters),
        cmocka_unit_test(many_rows_of_one_company_are_paired),
        cmocka_unit_test(the_same_rows_are_no_difference),
        cmocka_unit_test(a_union_is_told_as_one),
        cmocka_unit_test(a_split_is_told_as_one),
        cmocka_unit_test(a_change_within_a_union_is_told),
        cmocka_unit_test(another_id_for_one_company_is_told),
        cmocka_unit_test(exceptions_conflicts_and_sources_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
