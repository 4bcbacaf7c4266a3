// SPDX-License-Identifier: GPL-3.0-or-later
// Importers given damaged files, and real ones.
#include "import_probe.h"

// One way to damage a file: FROM becomes TO where it stands first; without FROM, TO is added at the end.
struct damage {
    const char *format, *file, *from, *to;
};

static const struct damage damages[] = {
    // a column is missing
    {"opensanctions-securities", "opensanctions_securities.csv", "\"isins\"", "\"isinz\""},
    {"opensanctions-targets", "opensanctions_targets.csv", "\"sanctions\"", "\"sanctionz\""},
    {"financedatabase", "financedatabase_equities.csv", "country", "land"},
    {"ecb-rates", "eurofxref-hist.csv", "Date", "Tag"},
    {"ecb-rates", "eurofxref-hist.csv", "JPY", "yen"},
    // a column is there twice
    {"opensanctions-targets", "opensanctions_targets.csv", "\"phones\"", "\"name\""},
    {"ecb-rates", "eurofxref-hist.csv", "JPY", "USD"},
    // a row has fewer or more cells
    {"wikidata", "wikidata.csv", NULL, "http://www.wikidata.org/entity/Q1,a\n"},
    {"opensanctions-securities", "opensanctions_securities.csv", NULL, "\"a\",\"b\"\n"},
    {"opensanctions-targets", "opensanctions_targets.csv", NULL, "\"a\",\"Company\"\n"},
    {"financedatabase", "financedatabase_equities.csv", NULL, "a,b\n"},
    {"ecb-rates", "eurofxref-hist.csv", NULL, "2026-04-09,1,2\n"},
    // a key is used twice, or missing
    {"opensanctions-securities", "opensanctions_securities.csv", "NK-ExampleBcme", "NK-ExampleAcme"},
    {"opensanctions-targets", "opensanctions_targets.csv", "NK-ExampleBcme", "NK-ExampleAcme"},
    {"opensanctions-targets", "opensanctions_targets.csv", "NK-ExampleBcme", ""},
    {"financedatabase", "financedatabase_equities.csv", "2999.HK", ""},
    {"ecb-rates", "eurofxref-hist.csv", "2026-04-10", "2026-04-13"},
    {"ecb-rates", "eurofxref.xml", "2026-04-10", "2026-04-13"},
    // a value that is none
    {"ecb-rates", "eurofxref-hist.csv", "186.75", "x"},
    {"ecb-rates", "eurofxref-hist.csv", "186.75", "-1"},
    {"ecb-rates", "eurofxref-hist.csv", "2026-04-10", "2026-04-31"},
    {"ecb-rates", "eurofxref.xml", "rate='186.75'", "rat='186.75'"},
    {"ecb-rates", "eurofxref.xml", "</gesmes:Envelope>", ""},
    {"openfigi", "openfigi_results.json", "\"warning\"", "\"warming\""},
    {"bods", "bods.jsonl", "\"recordId\"", "\"recordIt\""},
    {"bods", "bods.jsonl", "\"recordType\"", "\"statementType\""},
    // not UTF-8
    {"opensanctions-securities", "opensanctions_securities.csv", "Bcme Holding", "Bcme \xff\xfe Holding"},
    {"opensanctions-targets", "opensanctions_targets.csv", "Bcme Holding", "Bcme \xff\xfe Holding"},
    {"financedatabase", "financedatabase_equities.csv", "Old Corp", "Old \xff Corp"},
    {"bods", "bods.jsonl", "Bcme Holding", "Bcme \xff Holding"},
    {"openfigi", "openfigi_both.json", "ACME", "\xff"},
    // broken off, or something else
    {"wikidata", "wikidata.csv", "Q900004", "L900004"},
    {"wikidata", "wikidata.json", "bindings", "bonds"},
    {"wikidata", "wikidata.json", "]", ""},
    {"bods", "bods.jsonl", NULL, "{\"a\": "},
    {"bods", "bods.jsonl", NULL, "7\n"},
    {"bods", "bods.json", "]", ""},
    {"bods", "bods.json", NULL, "]"},
    {"openfigi", "openfigi_both.json", "}", ""},
    {"opensanctions-targets", "opensanctions_targets.csv", NULL, "\"never closed\n"},
};

static void test_damage(void **state) {
    struct probe *probe = *state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        const struct damage *d = &damages[i];
        size_t len, from = d->from ? strlen(d->from) : 0;
        char *text = slurp(probe, ht_arena_format(probe->arena, DATA "%s", d->file), &len);
        char *at = d->from ? strstr(text, d->from) : text + len;
        assert_non_null(at);
        char *made = ht_arena_alloc(probe->arena, len + strlen(d->to) + 1);
        size_t before = (size_t)(at - text);
        memcpy(made, text, before);
        memcpy(made + before, d->to, strlen(d->to));
        memcpy(made + before + strlen(d->to), at + from, len - before - from);
        const char *path = made_file(probe, d->file, made, len - from + strlen(d->to));
        enum ht_status status = import_one(probe, d->format, path);
        if (status != HT_ERR_FORMAT)
            print_message("%s: \"%s\" for \"%s\" is not refused\n", d->file, d->to, d->from ? d->from : "");
        assert_int_equal(status, HT_ERR_FORMAT);
        assert_null(probe->result.directory);
        assert_string_equal(written(probe, "sources.csv"), "");
    }
}

static void test_cut_archives(void **state) {
    struct probe *probe = *state;
    static const char *const files[][2] = {{"ecb-rates", "eurofxref-hist.zip"}, {"hkex", "ListOfSecurities.xlsx"}};
    for (size_t i = 0; i < 2; i++) {
        size_t len;
        char *text = slurp(probe, ht_arena_format(probe->arena, DATA "%s", files[i][1]), &len);
        for (size_t cut = 1; cut < len; cut += len / 7) {
            const char *path = made_file(probe, files[i][1], text, len - cut);
            assert_int_not_equal(import_one(probe, files[i][0], path), HT_OK);
            assert_null(probe->result.directory);
        }
    }
}

// Damage is left out when that is asked for, and the rest imported.
static void test_skip_damaged(void **state) {
    struct probe *probe = *state;
    size_t len;
    char *text = slurp(probe, DATA "bods.jsonl", &len);
    const char *path = made_file(probe, "bods.jsonl", text, len);
    // Lines are values of their own here, so that a broken one ends with its line.
    FILE *file = fopen(path, "ab");
    assert_non_null(file);
    fputs("{\"broken\": [\n{\"statementId\": 1}\n", file);
    fclose(file);
    const struct ht_import_order order = {
        .paths = &path, .path_count = 1, .into = probe->into, .name = "x", .skip_damaged = true};
    assert_int_equal(ht_reference_import(&order, probe->arena, &probe->result, &probe->err), HT_OK);
    assert_int_equal(probe->result.written[REF_ENTITIES], 3);
    assert_int_equal(probe->result.files[0].rows, 19);
    assert_int_equal(probe->result.files[0].skipped, 13);
}

static void test_real_samples(void **state) {
    struct probe *probe = *state;
    static const struct {
        const char *path, *format;
        enum ref_file_id file;
        size_t rows;
    } samples[] = {
        {"opensanctions/peps.targets.simple.sample.csv", "opensanctions-targets", REF_ENTITIES, 0},
        {"opensanctions/targets.simple.sample.csv", "opensanctions-targets", REF_ENTITIES, 6},
        {"opensanctions/securities.csv.fixture-from-repo.csv", "opensanctions-securities", REF_ENTITIES, 2},
        {"financedatabase/equities.ASE.head25.csv", "financedatabase", REF_SECURITIES, 3},
        {"financedatabase/equities.GER.head15.csv", "financedatabase", REF_SECURITIES, 10},
        {"financedatabase/equities.HKG.head25.csv", "financedatabase", REF_SECURITIES, 5},
        {"hkex/ListOfSecurities.rows1-45.csv", "hkex", REF_SECURITIES, 41},
        {"ecb/eurofxref-hist.head12.csv", "ecb-rates", REF_RATES, 319},
        {"ecb/eurofxref.csv", "ecb-rates", REF_RATES, 29},
        {"bods/bods-package-entity-owning-entity.json", "bods", REF_OWNERSHIP, 1},
        {"bods/indirect-ownership.json", "bods", REF_RELATIONS, 1},
        {"bods/listed-company-exempt-from-disclosure.json", "bods", REF_OWNERSHIP, 0},
        {"bods/plc-entity-statement.json", "bods", REF_SECURITIES, 4},
        {"bods/simple-pep-declaration.json", "bods", REF_OWNERSHIP, 2},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const char *path = ht_arena_format(probe->arena, SAMPLES "%s", samples[i].path);
        if (access(path, R_OK) != 0) {
            print_message("skipped: %s is not there\n", path);
            continue;
        }
        assert_int_equal(import_one(probe, NULL, path), HT_OK);
        assert_string_equal(probe->result.format, samples[i].format);
        if (probe->result.written[samples[i].file] != samples[i].rows)
            print_message("%s: %zu rows\n", path, probe->result.written[samples[i].file]);
        assert_int_equal(probe->result.written[samples[i].file], samples[i].rows);
    }
}

int main(void) {
#define TEST(test) cmocka_unit_test_setup_teardown(test, make_probe, remove_probe)
    const struct CMUnitTest tests[] = {
        TEST(test_damage),
        TEST(test_cut_archives),
        TEST(test_skip_damaged),
        TEST(test_real_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
