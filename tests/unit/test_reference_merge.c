// SPDX-License-Identifier: GPL-3.0-or-later
// Building a reference out of several directories: what is united, what is refused, and what is told of it.
#include "test_reference_dir.h"

#include "holdtrace/hash.h"
#include "holdtrace/reference.h"
#include "holdtrace/reference_build.h"
#include "holdtrace/text.h"

#define LEI_A "HWUPKR0MPOU8FGXBT394"
#define LEI_B "5493006MHB84DD0ZWV18"

struct file {
    const char *name, *text;
};

enum { FILES_MOST = 8, DIRECTORIES = 3 };

struct state {
    struct ht_arena *arena;
    char root[64];
    struct ht_faults faults, notes;
    struct ht_reference *ref;
};

static const char SOURCES[] = "id,title,retrieved_on,redistributable,file,sha256\n";
static const char *const directory_names[DIRECTORIES] = {"own", "imports/a", "imports/b"};

static const char *path_of(struct state *s, const char *name) {
    return ht_arena_format(s->arena, "%s/%s", s->root, name);
}

static void put(struct state *s, const char *name, const char *text) {
    FILE *file = fopen(path_of(s, name), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

// Adds LINES to the file NAME ("own/entities.csv"), which begins with HEADER.
static void add(struct state *s, const char *name, const char *header, const char *lines) {
    const char *path = path_of(s, name);
    bool fresh = access(path, F_OK) != 0;
    FILE *file = fopen(path, "a");
    assert_non_null(file);
    assert_true(fprintf(file, "%s%s%s\n", fresh ? header : "", fresh ? "\n" : "", lines) > 0);
    assert_int_equal(fclose(file), 0);
}

static void entity(struct state *s, const char *directory, const char *line) {
    add(s, ht_arena_format(s->arena, "%s/entities.csv", directory), "id,name,lei,registry_id,source", line);
}

static void security(struct state *s, const char *directory, const char *line) {
    add(s, ht_arena_format(s->arena, "%s/securities.csv", directory), "entity,name,type,isin,figi,ticker,mic,source",
        line);
}

static void stake(struct state *s, const char *directory, const char *line) {
    add(s, ht_arena_format(s->arena, "%s/ownership.csv", directory),
        "owner,owned,percent_min,percent_max,kind,as_of,source", line);
}

static void designation(struct state *s, const char *directory, const char *line) {
    add(s, ht_arena_format(s->arena, "%s/designations.csv", directory),
        "list,entity,listed_as,listed_on,status,citation,source", line);
}

static void link_row(struct state *s, const char *line) {
    add(s, "own/links.csv", "entity,other,decision,source", line);
}

static int set_up(void **state) {
    struct state *s = calloc(1, sizeof *s);
    s->arena = ht_arena_new();
    strcpy(s->root, "/tmp/holdtrace-test-XXXXXX");
    assert_non_null(mkdtemp(s->root));
    assert_int_equal(mkdir(path_of(s, "imports"), 0700), 0);
    for (size_t i = 0; i < DIRECTORIES; i++) {
        static const char *const sources[] = {"own,Own,2026-01-01,y,,", "a,A,2026-02-01,y,a.csv,00aa",
                                              "b,B,2026-03-01,n,b.csv,00bb"};
        assert_int_equal(mkdir(path_of(s, directory_names[i]), 0700), 0);
        put(s, ht_arena_format(s->arena, "%s/sources.csv", directory_names[i]),
            ht_arena_format(s->arena, "%s%s\n", SOURCES, sources[i]));
    }
    entity(s, "own", "acme,Acme Works,,,own");
    *state = s;
    return 0;
}

static int tear_down(void **state) {
    struct state *s = *state;
    ht_reference_close(s->ref);
    dir_empty(s->root);
    assert_int_equal(rmdir(s->root), 0);
    ht_arena_free(s->arena);
    free(s);
    return 0;
}

static enum ht_status build_only(struct state *s, struct ht_error *err) {
    const char *const from[] = {path_of(s, "own"), path_of(s, "imports")};
    s->faults = (struct ht_faults){.arena = s->arena};
    s->notes = (struct ht_faults){.arena = s->arena};
    return ht_reference_build_from(from, 2, path_of(s, "out.db"), &s->faults, &s->notes, err);
}

static void build(struct state *s) {
    struct ht_error err = {HT_OK, ""};
    enum ht_status status = build_only(s, &err);
    for (size_t i = 0; i < s->faults.count; i++)
        print_message("%s/%s:%ld: %s\n", s->faults.items[i].directory, s->faults.items[i].file,
                      s->faults.items[i].line, s->faults.items[i].message);
    if (status != HT_OK)
        fail_msg("%s", err.message);
    ht_reference_close(s->ref);
    assert_int_equal(ht_reference_open(path_of(s, "out.db"), &s->ref, &err), HT_OK);
}

static const struct ht_entity *get(struct state *s, const char *id) {
    const struct ht_entity *found = ht_reference_entity(s->ref, id);
    if (!found)
        fail_msg("there is no %s", id);
    return found;
}

static bool united(struct state *s, const char *a, const char *b) {
    return get(s, a) == get(s, b);
}

// How many conflicts of KIND there are about ID, of which one has TEXT in it.
static size_t conflicts(struct state *s, const char *id, const char *kind, const char *text) {
    struct ht_conflicts all = ht_reference_conflicts_of(s->ref, get(s, id));
    size_t count = 0;
    bool found = false;
    for (size_t i = 0; i < all.count; i++) {
        count += strcmp(all.items[i].kind, kind) == 0;
        found = found || strstr(all.items[i].text, text) != NULL;
    }
    return found ? count : 0;
}

static void one_lei_is_one_company(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    entity(s, "imports/a", "lei-" LEI_A ",APPLE INC.," LEI_A ",,a");
    entity(s, "imports/b", "b-17,Apple," LEI_A ",,b");
    build(s);
    assert_true(united(s, "apple", "lei-" LEI_A));
    assert_true(united(s, "apple", "b-17"));
    assert_string_equal(get(s, "b-17")->id, "apple");
    assert_string_equal(get(s, "b-17")->name, "Apple Inc.");
    assert_string_equal(get(s, "apple")->source, "own|a|b");
    assert_ptr_equal(ht_reference_entity_by_lei(s->ref, LEI_A), get(s, "apple"));
    struct ht_aliases aliases = ht_reference_aliases(s->ref, get(s, "apple"));
    assert_int_equal(aliases.count, 2);
    assert_string_equal(aliases.items[0], "b-17");
    assert_string_equal(aliases.items[1], "lei-" LEI_A);
    assert_int_equal(ht_reference_info(s->ref)->entities, 2);
    assert_int_equal(ht_reference_names_of(s->ref, get(s, "apple")).count, 3);
    assert_int_equal(ht_reference_all_conflicts(s->ref).count, 0); // the names are written alike
}

static void an_id_by_lei_stands_for_imports(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,Apple," LEI_A ",,a");
    entity(s, "imports/b", "lei-" LEI_A ",APPLE INC.," LEI_A ",,b");
    build(s);
    assert_string_equal(get(s, "a-1")->id, "lei-" LEI_A);
}

static void an_lei_leads_to_a_curated_company(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    stake(s, "imports/a", "lei-" LEI_A ",acme,60,60,economic,2026,a");
    build(s);
    assert_int_equal(ht_reference_holdings(s->ref, get(s, "apple")).count, 1);
    assert_ptr_equal(ht_reference_entity(s->ref, "lei-" LEI_A), get(s, "apple"));
}

static void two_curated_companies_are_never_united(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    link_row(s, "apple,acme,same,own");
    build(s);
    assert_false(united(s, "apple", "acme"));
    assert_int_equal(conflicts(s, "apple", "union", "a reviewer calls acme and apple the same"), 1);
    assert_int_equal(conflicts(s, "acme", "union", "both are curated"), 1);
}

// An import in the middle does not join them either.
static void nor_by_way_of_an_import(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    entity(s, "imports/a", "a-1,Apple Works," LEI_A ",,a");
    link_row(s, "acme,a-1,same,own");
    build(s);
    assert_false(united(s, "apple", "acme"));
    assert_true(united(s, "acme", "a-1")); // the reviewer's word comes before an LEI
    assert_int_equal(conflicts(s, "apple", "lei", "they were not united"), 1);
}

static void a_registry_number_unites_with_its_registry(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,One,,RA000665:33001,a");
    entity(s, "imports/b", "b-1,One,,RA000665:33001,b");
    entity(s, "imports/a", "a-2,Two,,33002,a");
    entity(s, "imports/b", "b-2,Two,,33002,b");
    entity(s, "imports/a", "a-3,Three,,RA000665:33003,a");
    entity(s, "imports/b", "b-3,Three,,RA000666:33003,b");
    build(s);
    assert_true(united(s, "a-1", "b-1"));
    assert_false(united(s, "a-2", "b-2")); // a bare number
    assert_false(united(s, "a-3", "b-3")); // of another registry
}

static void a_number_of_several_in_one_source_unites_nobody(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,One,,RA000665:33001,a");
    entity(s, "imports/a", "a-2,One,,RA000665:33001,a");
    entity(s, "imports/b", "b-1,One,,RA000665:33001,b");
    build(s);
    assert_false(united(s, "a-1", "a-2"));
    assert_false(united(s, "a-1", "b-1"));
}

static void two_leis_in_one_company_are_told(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,One," LEI_A ",RA000665:33001,a");
    entity(s, "imports/b", "b-1,One," LEI_B ",RA000665:33001,b");
    build(s);
    assert_true(united(s, "a-1", "b-1"));
    assert_int_equal(conflicts(s, "a-1", "lei", "two LEIs: " LEI_A " and " LEI_B), 1);
    assert_ptr_equal(ht_reference_entity_by_lei(s->ref, LEI_A), ht_reference_entity_by_lei(s->ref, LEI_B));
}

static void an_isin_of_two_sources_is_of_one_company(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "lei-" LEI_A ",Acme AG," LEI_A ",,a");
    security(s, "own", "acme,Acme share,equity,US0378331005,,ACM,XNAS,own");
    security(s, "imports/a", "lei-" LEI_A ",,,US0378331005,,,,a");
    build(s);
    assert_true(united(s, "acme", "lei-" LEI_A));
    struct ht_securities found = ht_reference_securities(s->ref, HT_ID_ISIN, "US0378331005");
    assert_int_equal(found.count, 1); // the second row says nothing new
    assert_string_equal(found.items[0]->source, "own|a");
    assert_string_equal(found.items[0]->ticker, "ACM");
}

static void a_receipt_does_not_make_its_bank_the_company(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "lei-" LEI_A ",A Bank," LEI_A ",,a");
    security(s, "own", "acme,Acme ADR,adr,US0378331005,,,,own");
    security(s, "imports/a", "lei-" LEI_A ",,,US0378331005,,,,a");
    build(s);
    assert_false(united(s, "acme", "lei-" LEI_A));
    assert_int_equal(conflicts(s, "acme", "isin_issuer", "US0378331005 is also given to A Bank"), 1);
    assert_int_equal(conflicts(s, "lei-" LEI_A, "isin_issuer", "Acme Works (acme)"), 1);
}

static void an_isin_does_not_unite_two_leis(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    entity(s, "imports/a", "lei-" LEI_B ",Another," LEI_B ",,a");
    security(s, "own", "apple,,equity,US0378331005,,,,own");
    security(s, "imports/a", "lei-" LEI_B ",,,US0378331005,,,,a");
    build(s);
    assert_false(united(s, "apple", "lei-" LEI_B));
    assert_int_equal(conflicts(s, "apple", "isin_issuer", "their LEIs differ"), 2);
}

static void isins_that_lead_to_several_unite_nobody(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,One,,,a");
    entity(s, "imports/a", "a-2,Two,,,a");
    security(s, "own", "acme,,bond,US0378331005,,,,own");
    security(s, "own", "acme,,bond,US5949181045,,,,own");
    security(s, "imports/a", "a-1,,,US0378331005,,,,a");
    security(s, "imports/a", "a-2,,,US5949181045,,,,a");
    build(s);
    assert_false(united(s, "acme", "a-1"));
    assert_false(united(s, "acme", "a-2"));
    assert_int_equal(conflicts(s, "acme", "isin_issuer", "is also given to"), 2);
}

static void a_reviewer_unites_and_divides(void **state) {
    struct state *s = *state;
    entity(s, "own", "apple,Apple Inc.," LEI_A ",,own");
    entity(s, "imports/a", "a-1,Acme,,,a");
    entity(s, "imports/a", "a-2,Apple," LEI_A ",,a");
    link_row(s, "acme,a-1,same,own");
    link_row(s, "apple,a-2,different,own");
    link_row(s, "apple,not-imported,same,own");
    build(s);
    assert_true(united(s, "acme", "a-1"));
    assert_false(united(s, "apple", "a-2"));
    assert_int_equal(ht_reference_conflicts_of(s->ref, get(s, "apple")).count, 0); // settled
}

static void lists_of(struct state *s) {
    add(s, "own/lists.csv", "id,name,authority,kind,effect,edition,entries_total,source",
        "L,A list,An authority,list,export_ban,2025,10,own");
}

static void an_entry_of_a_list_is_one_company(void **state) {
    struct state *s = *state;
    lists_of(s);
    entity(s, "imports/a", "a-1,ACME WORKS CO. LTD.,,,a");
    entity(s, "imports/a", "a-2,Other,,,a");
    designation(s, "own", "L,acme,\"Acme Works Co., Ltd.\",2020-01-01,in_force,Read whole,own");
    designation(s, "imports/a", "L,a-1,ACME WORKS CO LTD,,in_force,,a");
    designation(s, "imports/a", "L,a-2,Something else,,in_force,,a");
    build(s);
    assert_true(united(s, "acme", "a-1"));
    assert_false(united(s, "acme", "a-2"));
    struct ht_designations own = ht_reference_designations(s->ref, get(s, "acme"));
    assert_int_equal(own.count, 1);
    assert_string_equal(own.items[0].source, "own|a");
    assert_string_equal(own.items[0].citation, "Read whole");
    assert_int_equal(ht_reference_list(s->ref, "L")->entries_held, 2);
}

// Rows that contradict each other are one entry all the same; two rows of one source are two.
static void entries_are_counted_once(void **state) {
    struct state *s = *state;
    lists_of(s);
    entity(s, "imports/a", "a-1,ACME WORKS CO. LTD.,,,a");
    designation(s, "own", "L,acme,\"Acme Works Co., Ltd.\",2020-01-01,in_force,,own");
    designation(s, "imports/a", "L,a-1,ACME WORKS CO LTD,2021-05-05,in_force,,a");
    designation(s, "imports/a", "L,a-1,ACME SECOND NAME,2021-05-05,in_force,,a");
    build(s);
    assert_true(united(s, "acme", "a-1"));
    assert_int_equal(ht_reference_designations(s->ref, get(s, "acme")).count, 3);
    assert_int_equal(ht_reference_list(s->ref, "L")->entries_held, 2);
}

static void an_entry_of_two_companies_unites_nobody(void **state) {
    struct state *s = *state;
    lists_of(s);
    entity(s, "own", "acme_two,Acme Works,,,own");
    entity(s, "imports/a", "a-1,Acme Works,,,a");
    designation(s, "own", "L,acme,Acme Works,2020-01-01,in_force,,own");
    designation(s, "own", "L,acme_two,Acme Works,2020-01-01,in_force,,own");
    designation(s, "imports/a", "L,a-1,Acme Works,2020-01-01,in_force,,a");
    build(s);
    assert_false(united(s, "acme", "a-1"));
    assert_false(united(s, "acme_two", "a-1"));
}

static void names_alone_unite_nobody(void **state) {
    struct state *s = *state;
    entity(s, "imports/a", "a-1,Acme Works,,,a");
    build(s);
    assert_false(united(s, "acme", "a-1"));
}

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
        TEST(one_lei_is_one_company),
        TEST(an_id_by_lei_stands_for_imports),
        TEST(an_lei_leads_to_a_curated_company),
        TEST(two_curated_companies_are_never_united),
        TEST(nor_by_way_of_an_import),
        TEST(a_registry_number_unites_with_its_registry),
        TEST(a_number_of_several_in_one_source_unites_nobody),
        TEST(two_leis_in_one_company_are_told),
        TEST(an_isin_of_two_sources_is_of_one_company),
        TEST(a_receipt_does_not_make_its_bank_the_company),
        TEST(an_isin_does_not_unite_two_leis),
        TEST(isins_that_lead_to_several_unite_nobody),
        TEST(a_reviewer_unites_and_divides),
        TEST(an_entry_of_a_list_is_one_company),
        TEST(entries_are_counted_once),
        TEST(an_entry_of_two_companies_unites_nobody),
        TEST(names_alone_unite_nobody),
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
    return cmocka_run_group_tests_name("reference_merge", tests, NULL, NULL);
}
