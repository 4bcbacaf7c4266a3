// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The importers of GLEIF's and ESMA's files: what each row of a made-up file in the publisher's layout becomes, and
 * the real samples of ../shared, where present.
 */
#include "test_base.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/reference_import.h"

#define DATA "tests/data/import/"
#define SAMPLES "../shared/formats/samples/gleif/"

struct fixture {
    struct ht_arena *arena;
    char folder[64];
    struct ht_import_result result;
    struct ht_error err;
};

static void remove_folder(struct fixture *f, const char *path) {
    DIR *dir = opendir(path);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *inside = ht_arena_format(f->arena, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlink(inside) != 0)
            remove_folder(f, inside);
    }
    if (dir)
        closedir(dir);
    rmdir(path);
}

static int open_fixture(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    f->arena = ht_arena_new();
    strcpy(f->folder, "/tmp/holdtrace-gleif-XXXXXX");
    *state = f;
    return mkdtemp(f->folder) ? 0 : -1;
}

static int close_fixture(void **state) {
    struct fixture *f = *state;
    remove_folder(f, f->folder);
    ht_arena_free(f->arena);
    free(f);
    return 0;
}

static enum ht_status import_as(struct fixture *f, const char *path, const char *name) {
    const struct ht_import_order order = {.paths = &path, .path_count = 1, .into = f->folder, .name = name};
    return ht_reference_import(&order, f->arena, &f->result, &f->err);
}

static void import_file(struct fixture *f, const char *path, const char *format) {
    if (import_as(f, path, NULL) != HT_OK)
        fail_msg("%s: %s", path, f->err.message);
    assert_string_equal(f->result.format, format);
}

// What was written to FILE of the reference.
static const char *written(struct fixture *f, const char *file) {
    FILE *in = fopen(ht_arena_format(f->arena, "%s/%s", f->result.directory, file), "r");
    assert_non_null(in);
    char *text = ht_arena_alloc(f->arena, 64 * 1024);
    text[fread(text, 1, 64 * 1024 - 1, in)] = '\0';
    fclose(in);
    return text;
}

// LINE stands in FILE, whole.
static void assert_line(struct fixture *f, const char *file, const char *line) {
    const char *text = written(f, file);
    if (!strstr(text, ht_arena_format(f->arena, "\n%s\n", line)))
        fail_msg("%s has no line\n%s\nbut is\n%s", file, line, text);
}

static size_t count_lines(const char *text) {
    size_t lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

static void assert_left_out(const struct fixture *f, const char *what) {
    const struct ht_findings *findings = &f->result.files[0].findings;
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].code == HT_CODE_LEFT_OUT && strstr(findings->items[i].message, what))
            return;
    fail_msg("nothing is said of \"%s\"", what);
}

static void entities(void **state) {
    struct fixture *f = *state;
    import_file(f, DATA "gleif_lei.csv", "gleif-lei");
    // Shown by its English legal name; jurisdiction and seat are one country.
    assert_line(f, "entities.csv",
                "lei-HTTESTLENS0000000064,\"Clearlens Optics Co., Ltd.\",澄镜光电股份有限公司,CN,company,"
                "HTTESTLENS0000000064,RA000538:913300007,official,gleif-lei,");
    // Funds and branches have the number of what they are a part of.
    assert_line(f, "entities.csv",
                "lei-HTTESTFUND0000000032,Harbour Umbrella - Lens Fund,,IE|LU,fund,HTTESTFUND0000000032,,"
                "single-source,gleif-lei,LEI lapsed");
    assert_line(f, "entities.csv",
                "lei-HTTESTBRANCH00000024,\"Clearlens Optics Co., Ltd., Delaware Branch\",,US,company,"
                "HTTESTBRANCH00000024,,official,gleif-lei,branch");
    // RA888888 and RA999999 are no authorities.
    assert_line(
        f, "entities.csv",
        "lei-HTTESTSTATE000000083,Ministry of Lenses,,GB,state_body,HTTESTSTATE000000083,,official,gleif-lei,");
    assert_line(f, "entities.csv",
                "lei-HTTESTTREATY00000045,Bank of the Lens Treaty,,LU,state_body,HTTESTTREATY00000045,,official,"
                "gleif-lei,");
    assert_line(
        f, "entities.csv",
        "lei-HTTESTOLD00000000003,Old Lens plc,,GB,company,HTTESTOLD00000000003,RA000585:00000001,official,"
        "gleif-lei,\"inactive since 2020-06-30 (corporate action); LEI merged; succeeded by New \"\"Q\"\" Lens "
        "Ltd\"");
    assert_line(f, "entities.csv",
                "lei-HTTESTQUOTED00000015,\"New \"\"Q\"\" Lens, Ltd\",新鏡有限公司,HK,company,HTTESTQUOTED00000015,"
                "RA000388:22,official,gleif-lei,");
    assert_line(f, "relations.csv",
                "lei-HTTESTOLD00000000003,succeeded_by,lei-HTTESTQUOTED00000015,,,2020-06-30,,official,gleif-lei,");
    assert_null(strstr(written(f, "entities.csv"), "Jane"));
    assert_null(strstr(written(f, "entities.csv"), "Never Was"));
    assert_null(strstr(written(f, "entities.csv"), "Mistyped"));
    assert_null(strstr(written(f, "entities.csv"), "DOUBLE"));
    assert_int_equal(f->result.files[0].rows, 19);
    assert_int_equal(f->result.files[0].skipped, 4);
    assert_int_equal(count_lines(written(f, "entities.csv")), 1 + 19 - 4);
    assert_left_out(f, "1 annulled");
    assert_left_out(f, "1 second registrations of an entity");
    assert_left_out(f, "1 sole proprietors");
}

static void names(void **state) {
    struct fixture *f = *state;
    import_file(f, DATA "gleif_lei.csv", "gleif-lei");
    // One former name and one change of name: the day can be told.
    assert_line(f, "names.csv", "lei-HTTESTLENS0000000064,旧镜光电有限公司,former,zh,,2021-03-01,gleif-lei,");
    assert_line(f, "names.csv", "lei-HTTESTLENS0000000064,Clearlens,alias,en,,,gleif-lei,");
    assert_line(f, "names.csv",
                "lei-HTTESTLENS0000000064,Chengjing Guangdian Gufen Youxian Gongsi,alias,zh,,,gleif-lei,");
    assert_line(f, "names.csv",
                "lei-HTTESTLENS0000000064,CLEARLENS OPTICS,alias,en,,,gleif-lei,"
                "registered a second time as LEI HTTESTDOUBLE00000053");
    // Two former names and one change, or a change that is not carried out: it cannot.
    assert_line(f, "names.csv", "lei-HTTESTQUOTED00000015,First Name Ltd,former,en,,,gleif-lei,");
    assert_line(f, "names.csv", "lei-HTTESTQUOTED00000015,Second Name Ltd,former,en,,,gleif-lei,");
    assert_line(f, "names.csv", "lei-HTTESTTWICE000000069,Earlier Ltd,former,en,,,gleif-lei,");
    assert_line(f, "names.csv", "lei-HTTESTQUOTED00000015,New Q,legal,en,,,gleif-lei,");
    // The entity's row says these already.
    assert_null(strstr(written(f, "names.csv"), "新鏡有限公司"));
    assert_null(strstr(written(f, "names.csv"), "Same Name Ltd"));
    assert_int_equal(count_lines(written(f, "names.csv")), 1 + 8);
}

static void relationships(void **state) {
    struct fixture *f = *state;
    import_file(f, DATA "gleif_rr.csv", "gleif-rr");
    // Both parents are one company of one time; the percentage that one record states holds for the pair.
    assert_line(f, "ownership.csv",
                "lei-HTTESTHEAD0000000048,lei-HTTESTMIDDLE00000037,62.50,62.50,control,,,2019-01-01,,2024-12-31,"
                "official,gleif-rr,direct and ultimate parent");
    // Without a percentage it stays unknown; accounts that end after the record was made say nothing later than it.
    assert_line(f, "ownership.csv",
                "lei-HTTESTMIDDLE00000037,lei-HTTESTSUB00000000086,,,control,,,2019-01-01,,2026-05-01,single-source,"
                "gleif-rr,direct parent; registration lapsed");
    assert_line(f, "ownership.csv",
                "lei-HTTESTHEAD0000000048,lei-HTTESTSUB00000000086,,,control,,,2019-01-01,,2026-05-01,official,"
                "gleif-rr,ultimate parent");
    assert_line(f, "ownership.csv",
                "lei-HTTESTHEAD0000000048,lei-HTTESTLENS0000000064,,,control,,,2018-05-01,2020-04-30,2026-05-01,"
                "official,gleif-rr,direct parent");
    assert_line(f, "ownership.csv",
                "lei-HTTESTMIDDLE00000037,lei-HTTESTLENS0000000064,,,control,,,2016-05-01,2017-01-31,2017-01-31,"
                "official,gleif-rr,direct parent; reported as ended by 2017-01-31");
    assert_line(
        f, "ownership.csv",
        "lei-HTTESTLENS0000000064,lei-HTTESTBRANCH00000024,100,100,economic,,,2019-01-01,,2026-05-01,official,"
        "gleif-rr,\"international branch, the same legal person\"");
    assert_int_equal(count_lines(written(f, "ownership.csv")), 1 + 6);
    assert_line(f, "relations.csv",
                "lei-HTTESTFUND0000000032,managed_by,lei-HTTESTMANAGER0000076,,2026-05-01,2019-01-01,,official,"
                "gleif-rr,");
    assert_line(f, "relations.csv",
                "lei-HTTESTFUND0000000032,subfund_of,lei-HTTESTUMBRELLA000079,,2026-05-01,,,official,gleif-rr,");
    // A lapsed record is not confirmed by the day on which it was marked.
    assert_line(f, "relations.csv",
                "lei-HTTESTFEEDER00000048,feeder_to,lei-HTTESTMASTER00000071,,,,,official,gleif-rr,registration "
                "lapsed");
    assert_int_equal(count_lines(written(f, "relations.csv")), 1 + 3);
    assert_left_out(f, "1 annulled records");
    assert_left_out(f, "1 records of a relationship that is there twice");
    assert_left_out(f, "1 relationships of an entity with itself");
    assert_left_out(f, "1 relationships whose ends are not both LEIs");
    assert_left_out(f, "1 relationships of a type that is not known");
    assert_int_equal(f->result.files[0].skipped, 5);
}

static void exceptions(void **state) {
    struct fixture *f = *state;
    import_file(f, DATA "gleif_repex.csv", "gleif-repex");
    assert_string_equal(written(f, "exceptions.csv"),
                        "entity,category,reason,reference,source,note\n"
                        "lei-HTTESTLENS0000000064,direct_parent,NATURAL_PERSONS,,gleif-repex,\n"
                        "lei-HTTESTLENS0000000064,ultimate_parent,NON_PUBLIC,\"Act 7, section 3\",gleif-repex,"
                        "reported as CONSENT_NOT_OBTAINED\n"
                        "lei-HTTESTLENS0000000064,ultimate_parent,NO_LEI,,gleif-repex,\n");
    assert_int_equal(f->result.files[0].skipped, 1); // of a category that is not known
}

static void securities(void **state) {
    struct fixture *f = *state;
    import_file(f, DATA "isin_lei.zip", "isin-lei");
    assert_line(f, "securities.csv", "lei-HTTESTLENS0000000064,,,CNE10000HT05,,,,,,,,,,,official,isin-lei,");
    assert_line(f, "securities.csv", "lei-HTTESTSUB00000000086,,,GB00000HT002,,,,,,,,,,,official,isin-lei,");
    assert_int_equal(count_lines(written(f, "securities.csv")), 1 + 5);
    assert_int_equal(f->result.files[0].findings.count, 1);
    assert_int_equal(f->result.files[0].findings.items[0].code, HT_CODE_BAD_IDENTIFIER);
    assert_int_equal(f->result.files[0].findings.items[0].line, 5);
    import_file(f, DATA "FULINS_E_20260808_01of01.xml", "esma-firds");
    assert_line(f, "securities.csv",
                "lei-HTTESTLENS0000000064,Clearlens Optics Shs & Co,equity,CNE10000HT05,,,,,XFRA,CNY,,,,,official,"
                "esma-firds,CFI ESVUFR");
    assert_int_equal(count_lines(written(f, "securities.csv")), 1 + 3);
    assert_left_out(f, "3 records of further venues");
}

// Older versions of the format have other columns, in another order.
static void columns_are_found_by_name(void **state) {
    struct fixture *f = *state;
    const char *path = ht_arena_format(f->arena, "%s/old.csv", f->folder);
    FILE *out = fopen(path, "w");
    fputs("Registration.RegistrationStatus,Entity.LegalName,LEI,Entity.EntityStatus,Entity.LegalJurisdiction\n"
          "ISSUED,Harbour Ltd,HTTESTMANAGER0000076,ACTIVE,GB\n",
          out);
    fclose(out);
    import_file(f, path, "gleif-lei");
    assert_line(f, "entities.csv",
                "lei-HTTESTMANAGER0000076,Harbour Ltd,,GB,,HTTESTMANAGER0000076,,official,gleif-lei,");
}

// An own copy of DATA with FROM in place of TO, for what a file says of itself.
static const char *changed(struct fixture *f, const char *data, const char *from, const char *to) {
    char *text = ht_arena_alloc(f->arena, 64 * 1024), *path = ht_arena_format(f->arena, "%s/changed", f->folder);
    FILE *in = fopen(data, "r"), *out = fopen(path, "w");
    text[fread(text, 1, 64 * 1024 - 1, in)] = '\0';
    fclose(in);
    char *at = strstr(text, from);
    assert_non_null(at);
    fprintf(out, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    fclose(out);
    return path;
}

static void each_kind_of_damage_refuses_the_file(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *data, *from, *to, *said;
    } cases[] = {
        {DATA "gleif_lei.csv", "\"LEI\"", "\"LEI\",\"LEI\"", "is there twice"},
        {DATA "gleif_rr.csv", "Relationship.RelationshipStatus", "Status", "is missing"},
        {DATA "gleif_rr.csv", "\"IS_FUND-MANAGED_BY\",", "", "damaged"},
        {DATA "gleif_lei.csv", "Harbour Umbrella", "Harbour \xFF Umbrella", "damaged"},
        {DATA "gleif_lei.csv", "\"HTTESTFUND0000000032\"", "\"HTTESTLENS0000000064\"", "damaged"},
        {DATA "gleif_lei.csv", "\"HTTESTFUND0000000032\"", "\"\"", "damaged"},
        {DATA "gleif_repex.csv", "NATURAL_PERSONS", "", "damaged"},
        {DATA "FULINS_E_20260808_01of01.xml", "</Pyld>", "", "nothing was imported"},
        {DATA "FULINS_E_20260808_01of01.xml", "<BizData", "<!DOCTYPE x [<!ENTITY e \"f\">]><BizData",
         "nothing was imported"},
        {DATA "gleif_repex.csv", "\"Exception.Reference.5\"", "\"DeletedAt\"", "a delta"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *path = changed(f, cases[i].data, cases[i].from, cases[i].to);
        assert_int_equal(import_as(f, path, NULL), HT_ERR_FORMAT);
        assert_null(f->result.directory);
        if (!strstr(f->err.message, cases[i].said))
            fail_msg("case %zu: %s", i, f->err.message);
    }
}

static bool present(const char *path) {
    if (access(path, R_OK) == 0)
        return true;
    print_message("skipped: %s is not there\n", path);
    return false;
}

static void real_samples(void **state) {
    struct fixture *f = *state;
    if (!present(SAMPLES "lei2-golden-copy-sample.csv"))
        return;
    import_file(f, SAMPLES "lei2-golden-copy-sample.csv", "gleif-lei");
    assert_int_equal(f->result.written[REF_ENTITIES], 10);
    assert_int_equal(f->result.written[REF_NAMES], 4);
    assert_int_equal(f->result.files[0].findings.count, 0);
    import_file(f, SAMPLES "lei-data.xml", "gleif-lei");
    assert_int_equal(f->result.files[0].rows, 13);
    assert_int_equal(f->result.written[REF_ENTITIES], 13);
    assert_non_null(strstr(written(f, "sources.csv"), ",2023-06-05,"));
    assert_non_null(strstr(written(f, "entities.csv"), "inactive since 2018-11-09"));
    import_file(f, SAMPLES "rr-data.xml", "gleif-rr");
    assert_int_equal(f->result.written[REF_OWNERSHIP], 2);
    assert_int_equal(f->result.written[REF_RELATIONS], 8);
    import_file(f, SAMPLES "repex-data.xml", "gleif-repex");
    assert_int_equal(f->result.written[REF_EXCEPTIONS], 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(entities, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(names, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(relationships, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(exceptions, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(securities, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(columns_are_found_by_name, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(each_kind_of_damage_refuses_the_file, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(real_samples, open_fixture, close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
