// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Importers of OpenSanctions, lists of securities, statements of ownership and rates: what they take from small files
 * in the publishers' layouts (tests/data/import, all invented), which damage they refuse, and that real samples are
 * read (../shared/formats/samples, where present).
 */
#include "import_probe.h"

static void assert_has(const char *text, const char *part) {
    if (!strstr(text, part))
        print_message("missing: %s\nin: %s\n", part, text);
    assert_non_null(strstr(text, part));
}

static void test_recognised(void **state) {
    struct probe *probe = *state;
    static const char *const files[][2] = {
        {"opensanctions_securities.csv", "opensanctions-securities"},
        {"opensanctions_targets.csv", "opensanctions-targets"},
        {"opensanctions_targets_old.csv", "opensanctions-targets"},
        {"openfigi_jobs.json", "openfigi"},
        {"openfigi_results.json", "openfigi"},
        {"openfigi_both.json", "openfigi"},
        {"financedatabase_equities.csv", "financedatabase"},
        {"ListOfSecurities.xlsx", "hkex"},
        {"bods.json", "bods"},
        {"bods.jsonl", "bods"},
        {"eurofxref.csv", "ecb-rates"},
        {"eurofxref-hist.csv", "ecb-rates"},
        {"eurofxref-hist.zip", "ecb-rates"},
        {"eurofxref.xml", "ecb-rates"},
        {"wikidata.csv", "wikidata"},
        {"wikidata.json", "wikidata"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = ht_arena_format(probe->arena, DATA "%s", files[i][0]);
        assert_string_equal(ht_import_format_of(path, probe->arena, &probe->err), files[i][1]);
    }
}

static void test_opensanctions_securities(void **state) {
    struct probe *probe = *state;
    assert_int_equal(import_one(probe, NULL, DATA "opensanctions_securities.csv"), HT_OK);
    const char *entities = written(probe, "entities.csv"), *designations = written(probe, "designations.csv");
    // One LEI names the entity; of two, none is used; a second row of one LEI stays apart.
    assert_has(entities, "\nlei-529900EXAMPLEACME004,\"Acme Hair Works Co., Ltd.\",,CN,,529900EXAMPLEACME004,");
    assert_has(entities, "\nos-NK-ExampleCcme,Ccme Coal Ltd,,GB,,,,vendor,");
    assert_has(entities, "several LEIs: 529900EXAMPLEBCME067; 529900EXAMPLECCME033");
    assert_has(entities, "\nos-NK-ExampleAgain,Acme Hair (again),,CN,,529900EXAMPLEACME004,");
    assert_has(entities, "\nos-NK-ExampleBcme,Bcme Holding Group,,CN,,,"); // suhh and eu are no states
    // Summaries are notes; only datasets that are one list are designations, and only some of those count.
    assert_has(entities, "OpenSanctions counts it as sanctioned");
    assert_has(designations, "\nUS-UFLPA,lei-529900EXAMPLEACME004,\"Acme Hair Works Co., Ltd.\",forced_labour,,,,,"
                             "in_force,,OpenSanctions us_dhs_uflpa of 2026-03-21,vendor,");
    assert_has(designations, "US-DOD-1260H,os-NK-ExampleBcme,Bcme Holding Group,military,,,,,in_force,,"
                             "OpenSanctions us_dod_chinese_milcorps of 2026-03-21,from-knowledge,");
    assert_has(designations, "NO-GPFG,os-NK-ExampleCcme,");
    assert_int_equal(probe->result.written[REF_DESIGNATIONS], 3);
    // A plain split: quotes mean nothing. A RIC is a ticker only where codes are numbers.
    assert_has(written(probe, "names.csv"), "\nlei-529900EXAMPLEACME004,\"Acme \"\"Hair\"\", Beards\",alias,");
    assert_has(written(probe, "securities.csv"), ",002999,XSHE,");
    assert_null(strstr(written(probe, "securities.csv"), "CCME"));
    assert_has(written(probe, "sources.csv"), "CC BY-NC 4.0,n,");
}

static void test_opensanctions_targets(void **state) {
    struct probe *probe = *state;
    assert_int_equal(import_one(probe, NULL, DATA "opensanctions_targets.csv"), HT_OK);
    const char *names = written(probe, "names.csv"), *designations = written(probe, "designations.csv");
    // Cells are decoded twice: what is quoted inside may hold the separator.
    assert_has(names, "\nlei-529900EXAMPLEACME004,\"Acme \"\"Hair\"\" Works\",alias,");
    assert_has(names, "\nlei-529900EXAMPLEACME004,Acme; Beards,alias,");
    assert_has(names, "\nlei-529900EXAMPLEACME004,艾克米,alias,");
    assert_has(names, "\nos-NK-ExampleDcme,DCME-1,abbreviation,"); // too short to match alone
    assert_int_equal(probe->result.written[REF_NAMES], 4);
    // Two dates: from, to. An end that lies ahead leaves it in force. One date alone is not told apart.
    assert_has(designations, "US-DOD-1260H,os-NK-ExampleBcme,Bcme Holding Group,military,2021-06-03,,,2022-10-05,"
                             "delisted,");
    assert_has(designations, "US-SDN-GLOMAG,os-NK-ExampleDcme,Dcme Trading,other,2020-07-09,,,,in_force,");
    assert_has(designations,
               "US-UFLPA,lei-529900EXAMPLEACME004,\"Acme Hair Works Co., Ltd.\",forced_labour,,,,,in_force,");
    assert_has(designations, "US-NS-CMIC,os-NK-ExampleDcme,");
    assert_int_equal(probe->result.written[REF_DESIGNATIONS], 4);
    // Persons, also those that are said to be legal entities, and ships are left out and counted.
    assert_null(strstr(written(probe, "entities.csv"), "Example,")); // Ann, Bob
    assert_int_equal(probe->result.files[0].skipped, 3);
    assert_has(written(probe, "sources.csv"), "left out: 2 persons, 1 vessels");
    assert_has(written(probe, "sources.csv"), ",2026-03-20,2026-03-21,"); // the last day on which rows were seen
    assert_int_equal(import_one(probe, NULL, DATA "opensanctions_targets_old.csv"), HT_OK);
    assert_int_equal(probe->result.written[REF_ENTITIES], 2);
    assert_int_equal(probe->result.written[REF_DESIGNATIONS], 0); // without programmes nothing tells the list
}

static void test_openfigi(void **state) {
    struct probe *probe = *state;
    static const char *const files[] = {DATA "openfigi_jobs.json", DATA "openfigi_results.json"};
    static const char *const turned[] = {DATA "openfigi_results.json", DATA "openfigi_jobs.json"};
    assert_int_equal(import_as(probe, NULL, files, 2), HT_OK);
    const char *rows = written(probe, "securities.csv");
    assert_has(rows,
               "\n,ACME HAIR WORKS-A,equity,CNE0000EXA14,,,BBG00XMPLS11|BBG00XMPLS20|BBG00XMPLS39,002999,XSHE,");
    assert_has(rows, "\n,EXAMPLE CO,equity,,,2046251,BBG00XMPLS48,,,"); // "US" is no exchange
    assert_has(rows, "\n,EXAMPLE CO BOND,bond,,,,BBG00XMPLS57,,,");     // asked for by a ticker
    assert_int_equal(probe->result.written[REF_SECURITIES], 4);
    assert_has(written(probe, "sources.csv"), "left out: 1 identifiers for which nothing was found");
    assert_has(written(probe, "sources.csv"), "1 identifiers were not answered");
    assert_int_equal(import_as(probe, NULL, turned, 2), HT_OK);
    assert_string_equal(written(probe, "securities.csv"), rows);
    assert_int_equal(import_one(probe, NULL, DATA "openfigi_both.json"), HT_OK);
    assert_has(written(probe, "securities.csv"), "CNE0000EXA14");
    // An answer alone has no ISIN; a request with another number of answers cannot be told apart.
    assert_int_equal(import_one(probe, NULL, DATA "openfigi_results.json"), HT_OK);
    assert_null(strstr(written(probe, "securities.csv"), "CNE0000EXA14"));
    static const char *const uneven[] = {DATA "openfigi_jobs.json", DATA "openfigi_both.json"};
    assert_int_equal(import_as(probe, NULL, uneven, 2), HT_ERR_FORMAT);
}

static void test_financedatabase(void **state) {
    struct probe *probe = *state;
    assert_int_equal(import_one(probe, NULL, DATA "financedatabase_equities.csv"), HT_OK);
    const char *rows = written(probe, "securities.csv"), *entities = written(probe, "entities.csv");
    // One ISIN is one entity, of which a listing with a FIGI alone is one where the share class is the same.
    assert_has(entities, "\nfd-HK0000EXAM12,\"Acme Hair Works Co., Ltd.\",,CN,");
    assert_int_equal(probe->result.written[REF_ENTITIES], 3);
    assert_has(written(probe, "names.csv"), "\nfd-HK0000EXAM12,ACME HAIR WORKS,alias,");
    assert_has(rows, "\nfd-HK0000EXAM12,\"Acme Hair Works Co., Ltd.\",equity,HK0000EXAM12,,,"
                     "BBG00XMPLS48|BBG00XMPLS57|BBG00XMPLS66,02999,XHKG,HKD,");
    assert_has(rows, "\nfd-HK0000EXAM12,ACME HAIR WORKS,equity,,,,BBG00XMPLS66,ACH,XFRA,EUR,");
    assert_has(rows, "\nfd-GB00EXAMPL10,ACME HAIR WORKS,equity,GB00EXAMPL10,,,,ACHN,XLON,GBP,"); // quoted in pence
    // The code of a delisted share may be another's now.
    assert_has(rows, "\nfd-US00000EXA19,Old Corp,equity,US00000EXA19,,,,,,USD,");
    assert_has(written(probe, "sources.csv"), "left out: 1 listings without a name, or with neither ISIN nor FIGI");
}

static void test_hkex(void **state) {
    struct probe *probe = *state;
    assert_int_equal(import_one(probe, NULL, DATA "ListOfSecurities.xlsx"), HT_OK);
    const char *rows = written(probe, "securities.csv");
    assert_has(rows, "\n,ACME HAIR,equity,HK0000EXAM12,,,,02999,XHKG,HKD,,,,,official,x,RMB counter 82999\n");
    assert_has(rows, "\n,ACME HAIR-R,equity,HK0000EXAM12,,,,82999,XHKG,CNY,");
    assert_has(rows, "\n,EXAMPLE REIT,equity,KYG0000EX013,,,,00823,XHKG,,");
    assert_has(rows, ",ACME N2612,bond,DE000EXAMP10,");
    assert_has(rows, ",ACME-DRS,adr,US00000EXA19,");
    assert_int_equal(probe->result.written[REF_SECURITIES], 5);
    assert_int_equal(probe->result.files[0].rows, 8);
    assert_has(written(probe, "sources.csv"), ",2021-10-11,2026-03-21,");
    assert_has(written(probe, "sources.csv"),
               "left out: 2 warrants, bull and bear contracts and the like, 1 securities without ISIN");
}

static void test_bods(void **state) {
    struct probe *probe = *state;
    assert_int_equal(import_one(probe, NULL, DATA "bods.jsonl"), HT_OK);
    const char *entities = written(probe, "entities.csv"), *stakes = written(probe, "ownership.csv");
    // The latest statement of a record counts; of a person only name and state are kept.
    assert_has(entities, "\nlei-529900EXAMPLEACME004,Acme Hair Works Ltd,,GB,company,529900EXAMPLEACME004,"
                         "RA000585:01234567,single-source,x,also GB-VAT:999\n");
    assert_has(entities, "\nx-ann,Ann Example,,DE,person,,,single-source,x,\n");
    assert_null(strstr(entities, "Idle"));
    assert_null(strstr(entities, "Gone"));
    // Ranges are kept as ranges, shares and votes apart, and what has ended with its end.
    assert_has(stakes, "\nx-bcme,lei-529900EXAMPLEACME004,25,50,economic,,,2020-01-01,,2023-01-01,");
    assert_has(stakes, "shareholding; less than 50 %\n");
    assert_has(stakes, "\nx-bcme,lei-529900EXAMPLEACME004,40.5,40.5,voting,,,,,2023-01-01,");
    assert_has(stakes, "\nx-ann,x-bcme,50,75,economic,,,,,2023-01-01,single-source,x,"
                       "shareholding; beneficial; more than 50 %\n");
    assert_has(stakes, "\nx-ann,x-bcme,,,control,");
    assert_has(stakes, "\nx-ann,x-bcme,10,10,economic,,,2019-01-01,2020-12-31,");
    assert_int_equal(probe->result.written[REF_OWNERSHIP], 5);
    // What is held through others is no stake of its own.
    assert_has(written(probe, "relations.csv"),
               "\nx-ann,other,lei-529900EXAMPLEACME004,indirect shareholding of 20.25 %,");
    assert_int_equal(probe->result.files[0].rows, 17);
    assert_int_equal(probe->result.files[0].skipped, 11);
    assert_has(written(probe, "sources.csv"), "published by Register of Examples");
    assert_has(written(probe, "sources.csv"), ", 2 anonymous or unknown parties, ");
    // An array in place of lines says the same.
    assert_int_equal(import_one(probe, NULL, DATA "bods.json"), HT_OK);
    assert_string_equal(written(probe, "entities.csv"), entities);
    assert_string_equal(written(probe, "ownership.csv"), stakes);
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// The lines of TEXT in order, joined again.
static const char *sorted(struct probe *probe, const char *text) {
    char *lines[64];
    size_t count = 0;
    const char *joined = "";
    for (char *line = strtok(ht_arena_string(probe->arena, text), "\n"); line && count < 64;
         line = strtok(NULL, "\n"))
        lines[count++] = line;
    qsort(lines, count, sizeof *lines, by_text);
    for (size_t i = 0; i < count; i++)
        joined = ht_arena_format(probe->arena, "%s%s\n", joined, lines[i]);
    return joined;
}

static void test_bods_in_any_order(void **state) {
    struct probe *probe = *state;
    size_t len;
    const char *backwards = "";
    assert_int_equal(import_one(probe, NULL, DATA "bods.jsonl"), HT_OK);
    const char *entities = sorted(probe, written(probe, "entities.csv"));
    const char *stakes = sorted(probe, written(probe, "ownership.csv"));
    char *text = slurp(probe, DATA "bods.jsonl", &len);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        backwards = ht_arena_format(probe->arena, "%s\n%s", line, backwards);
    const char *path = made_file(probe, "backwards.jsonl", backwards, strlen(backwards));
    assert_int_equal(import_one(probe, NULL, path), HT_OK);
    assert_string_equal(sorted(probe, written(probe, "entities.csv")), entities);
    assert_string_equal(sorted(probe, written(probe, "ownership.csv")), stakes);
}

static void test_rates(void **state) {
    struct probe *probe = *state;
    assert_int_equal(import_one(probe, NULL, DATA "eurofxref-hist.csv"), HT_OK);
    const char *history = written(probe, "rates.csv");
    assert_has(history, "currency,date,per_eur,source,note\nUSD,2026-04-13,1.1684,x,\n");
    assert_has(history, "\nRUB,1999-01-04,27.1,x,\n");
    assert_null(strstr(history, "N/A"));
    assert_int_equal(probe->result.written[REF_RATES], 13);
    assert_has(written(probe, "sources.csv"), "left out: 2 cells without a rate (N/A)");
    assert_int_equal(import_one(probe, NULL, DATA "eurofxref-hist.zip"), HT_OK);
    assert_string_equal(written(probe, "rates.csv"), history);
    assert_int_equal(import_one(probe, NULL, DATA "eurofxref.csv"), HT_OK);
    assert_has(written(probe, "rates.csv"), "\nCHF,2026-04-13,0.9242,x,\n");
    assert_int_equal(import_one(probe, NULL, DATA "eurofxref.xml"), HT_OK);
    assert_has(written(probe, "rates.csv"), "\nJPY,2026-04-13,186.75,x,\nUSD,2026-04-10,1.1711,x,\n");
    assert_has(written(probe, "sources.csv"), ",2026-04-13,2026-03-21,");
}

static void test_wikidata(void **state) {
    struct probe *probe = *state;
    assert_int_equal(import_one(probe, NULL, DATA "wikidata.csv"), HT_OK);
    const char *entities = written(probe, "entities.csv"), *securities = written(probe, "securities.csv");
    // The LEI of a later row names the entity; of two LEIs none is used; each fact is there once.
    assert_has(entities, "\nlei-529900EXAMPLEACME004,Acme Works,,CN,,529900EXAMPLEACME004,,single-source,x,");
    assert_has(entities, "\nwd-Q900002,Bcme Holding,,,,,,single-source,x,Wikidata Q900002\n");
    assert_has(entities, "\nwd-Q900004,Ccme,,DE,,,,single-source,x,Wikidata Q900004; several LEIs\n");
    assert_int_equal(probe->result.written[REF_ENTITIES], 3);
    assert_has(securities, "\nlei-529900EXAMPLEACME004,,,HK0000EXAM12,,,,,,");
    assert_has(securities, "\nlei-529900EXAMPLEACME004,,,,,,,02999,XHKG,");
    assert_int_equal(probe->result.written[REF_SECURITIES], 3);
    assert_has(written(probe, "relations.csv"), "\nwd-Q900002,other,lei-529900EXAMPLEACME004,parent organisation,");
    assert_int_equal(probe->result.written[REF_RELATIONS], 1);
    assert_int_equal(probe->result.files[0].rows, 6);
    assert_int_equal(probe->result.files[0].skipped, 1);
    assert_int_equal(import_one(probe, NULL, DATA "wikidata.json"), HT_OK);
    assert_string_equal(written(probe, "entities.csv"), entities);
    assert_string_equal(written(probe, "securities.csv"), securities);
    assert_int_equal(probe->result.files[0].rows, 6);
}

static void test_further_columns(void **state) {
    struct probe *probe = *state;
    static const char rows[] = "shape,id,colour,name,note\nround,acme,red,Acme,old\n,bcme,,Bcme,\n";
    const char *path = made_file(probe, "entities.csv", rows, strlen(rows));
    assert_int_equal(import_one(probe, NULL, path), HT_OK);
    // As in a curated directory: in the order of their names, behind the note.
    assert_has(written(probe, "entities.csv"), "\nx-acme,Acme,,,,,,,x,old; colour: red; shape: round\n");
    assert_has(written(probe, "entities.csv"), "\nx-bcme,Bcme,,,,,,,x,\n");
}

int main(void) {
#define TEST(test) cmocka_unit_test_setup_teardown(test, make_probe, remove_probe)
    const struct CMUnitTest tests[] = {
        TEST(test_recognised), TEST(test_opensanctions_securities), TEST(test_opensanctions_targets),
        TEST(test_openfigi),   TEST(test_financedatabase),          TEST(test_hkex),
        TEST(test_bods),       TEST(test_bods_in_any_order),        TEST(test_rates),
        TEST(test_wikidata),   TEST(test_further_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
