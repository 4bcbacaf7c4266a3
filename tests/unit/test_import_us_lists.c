// SPDX-License-Identifier: GPL-3.0-or-later
// OFAC's files without a header, the transcription of 1260H, the UFLPA list. Companies are invented; layouts are
// real.
#include "test_imports.h"

#define NO "-0- "
#define NULLS NO "," NO "," NO "," NO "," NO "," NO "," NO

static const char prim[] =
    "15268,\"EXAMPLE BANK CO LTD\"," NO ",\"561-Related\"," NULLS ",\"SWIFT/BIC EXAMCNBJ; a.k.a. 'EX 'INNER' "
    "BANK'.\"\r\n"
    "30882,\"EXAMPLE TELECOM CORPORATION LIMITED\"," NO ",\"CMIC-EO13959\"," NULLS
    ",\"Equity Ticker CHA US; alt. Equity Ticker 0728 HK; alt. Equity Ticker 601728  CN; Issuer Name Example Telecom "
    "Corp Ltd; ISIN US1694261033; alt. ISIN CNE1000002V2; alt. ISIN US1694261034; Effective Date (CMIC) 02 Aug 2021; "
    "Purchase/Sales For Divestment Date (CMIC) 03 Jun 2022; Listing Da\"\r\n"
    "30946,\"EXAMPLE VISION CO., LTD.\"," NO ",\"CMIC-EO13959\"," NULLS
    ",\"Equity Ticker 002415CN; ISIN CNE100000PM8; Listing Date (CMIC) 03 Jun 2021; Linked To: EXAMPLE TELECOM "
    "CORPORATION LIMITED.\"\r\n"
    "17016,\"EXAMPLE OIL BANK\"," NO ",\"UKRAINE-EO13662] [RUSSIA-EO14024\"," NULLS
    ",\"Executive Order 13662 Directive Determination - Subject to Directive 1; Executive Order 14024 Directive "
    "Information Subject to Directive 3 - All; Listing Date (EO 14024 Directive 3): 24 Feb 2022; Legal Entity Number "
    "253400V1H6ART1UQ0N98.\"\r\n"
    "9641,\"DOE, Jamileh\",\"individual\",\"NS-PLC\"," NULLS ",\"DOB 1962.\"\r\n";
static const char add[] =
    "30946,1," NO "," NO ",\"China\"," NO "\r\n30946,2," NO ",\"Gaza\",\"Region: Gaza\"," NO "\r\n"
    "30946,4," NO "," NO ",\"Region: Crimea\"," NO "\r\n30946,5," NO "," NO ",\"undetermined\"," NO "\r\n"
    "9641,3," NO "," NO ",\"Palestinian\"," NO "\r\n\x1A";
static const char alt[] = "30946,1,\"fka\",\"OLD VISION CO.\"," NO "\r\n30946,2,\"aka\",\"EV\"," NO "\r\n\x1A";
static const char comments[] = "30882,\"te (CMIC) 03 Jun 2021; Unified Social Credit Code (USCC) 91330000733796106P "
                               "(China).\"\r\n\x1A";

static void write_cons(struct imports *imports, const char *end) {
    imports_file(imports, "CONS_ADD.CSV", add);
    imports_file(imports, "CONS_ALT.CSV", alt);
    imports_file(imports, "CONS_PRIM.CSV", ht_arena_format(imports->arena, "%s%s", prim, end));
    imports_file(imports, "CONS_COMMENTS.CSV", comments);
}

static void test_consolidated(void **state) {
    struct imports *imports = *state;
    write_cons(imports, "\x1A");
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_string_equal(imports->result.format, "ofac-cons");
    const char *rows = imports_out(imports, "designations.csv"), *lists = imports_out(imports, "lists.csv");
    assert_has(rows, "US-CAPTA,ofac-15268,");
    // The date that the cut divided, in the middle of a word.
    assert_has(rows, "US-NS-CMIC,ofac-30882,EXAMPLE TELECOM CORPORATION LIMITED,,2021-06-03,2021-08-02,2022-06-03,,"
                     "in_force,CMIC-EO13959,OFAC entry 30882,official,it,\n");
    assert_has(rows, "US-SSI,lei-253400V1H6ART1UQ0N98,EXAMPLE OIL BANK,other,,,,,in_force,UKRAINE-EO13662; "
                     "RUSSIA-EO14024,OFAC entry 17016,official,it,Subject to Directive 1\n");
    assert_has(rows, "US-NS-MBS,lei-253400V1H6ART1UQ0N98,EXAMPLE OIL BANK,other,2022-02-24,");
    assert_has(lists, ",file of 2026-08-22,2,it,");
    assert_has(lists, "US-NS-PLC,");
    assert_has_not(imports_out(imports, "entities.csv"), "DOE");
    assert_has(imports_out(imports, "sources.csv"), "left out: 1 persons");
}

static void test_consolidated_names(void **state) {
    struct imports *imports = *state;
    write_cons(imports, "\x1A");
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    const char *names = imports_out(imports, "names.csv"), *entities = imports_out(imports, "entities.csv");
    assert_has(names, "ofac-30946,OLD VISION CO.,former,");
    assert_has(names, "ofac-30946,EV,abbreviation,");
    assert_has(names, "ofac-15268,EX 'INNER' BANK,alias,");
    assert_has(names, "ofac-30882,Example Telecom Corp Ltd,alias,");
    assert_has(entities, "ofac-30946,\"EXAMPLE VISION CO., LTD.\",,CN|PS,");
    assert_has(entities, "ofac-30882,EXAMPLE TELECOM CORPORATION LIMITED,,,,,91330000733796106P,official,it,Equity "
                         "Ticker CHA US\n");
    assert_has(entities, ",Region: Crimea; Linked To: EXAMPLE TELECOM CORPORATION LIMITED");
    assert_string_equal(imports_out(imports, "ownership.csv"), "");
}

// An ISIN and a ticker share a row only where there is no doubt that they belong together.
static void test_consolidated_securities(void **state) {
    struct imports *imports = *state;
    write_cons(imports, "\x1A");
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    const char *rows = imports_out(imports, "securities.csv");
    assert_has(rows, "ofac-30946,\"EXAMPLE VISION CO., LTD.\",equity,CNE100000PM8,,,,002415,XSHE,");
    assert_has(rows, "ofac-30882,EXAMPLE TELECOM CORPORATION LIMITED,,CNE1000002V2,,,,,,");
    assert_has(rows, "ofac-30882,EXAMPLE TELECOM CORPORATION LIMITED,equity,,,,,00728,XHKG,");
    assert_has(rows, "ofac-30882,EXAMPLE TELECOM CORPORATION LIMITED,equity,,,,,601728,XSHG,");
    // A check digit that is wrong costs the identifier, and is said.
    assert_has_not(rows, "US1694261034");
    assert_int_equal(imports->result.files[2].findings.items[0].code, HT_CODE_BAD_IDENTIFIER);
    assert_int_equal(imports->result.files[2].findings.items[0].line, 2);
}

// Without the mark at its end nobody can tell whether the file is whole.
static void test_end_mark(void **state) {
    struct imports *imports = *state;
    write_cons(imports, "");
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_has(imports_out(imports, "lists.csv"), ",file of 2026-08-22,,it,\"the file lacks the mark");
    write_cons(imports, "\x1A\r\n99,\"BEHIND\"," NO ",\"CUBA\"," NULLS "," NO "\r\n");
    assert_int_equal(imports_run(imports, NULL), HT_ERR_FORMAT);
}

static void test_sdn(void **state) {
    struct imports *imports = *state;
    imports_file(
        imports, "SDN.CSV",
        "36,\"EXAMPLE AIRLINES\"," NO ",\"CUBA\"," NULLS "," NO "\r\n"
        "37,\"EXAMPLE HOLDINGS B.V.\"," NO ",\"GLOMAG] [IRAN\"," NULLS
        ",\"Legal Entity Number 851683897 (Netherlands); Identification Number ISIN: RU0009177331.\"\r\n\x1A");
    imports_file(imports, "ADD.CSV",
                 "36,25," NO ",\"Havana\",\"Cuba\"," NO "\r\n77,26," NO "," NO ",\"Cuba\"," NO "\r\n\x1A");
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_string_equal(imports->result.format, "ofac-sdn");
    const char *rows = imports_out(imports, "designations.csv");
    assert_has(rows, "US-SDN,ofac-36,EXAMPLE AIRLINES,other,");
    assert_has(rows, "US-SDN-GLOMAG,ofac-37,");
    assert_has(imports_out(imports, "lists.csv"), "file of 2026-08-22,2,it,");
    assert_has(imports_out(imports, "securities.csv"), ",RU0009177331,");
    assert_has(imports_out(imports, "entities.csv"), "Legal Entity Number 851683897 (Netherlands)");
    assert_has(imports_out(imports, "reach.csv"), "US-SDN,ofac_50_percent,50,y,y,y,n,n,2014-08,");
    assert_int_equal(imports->result.files[1].findings.items[0].code, HT_CODE_INCOMPLETE);
}

static void test_ofac_damage(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "CONS_ADD.CSV", add);
    assert_int_equal(imports_run(imports, NULL), HT_ERR_FORMAT);
    assert_has(imports->err.message, "CONS_PRIM.CSV");
    imports_file(imports, "SDN.CSV",
                 "36,\"A\"," NO ",\"CUBA\"," NULLS "," NO "\n36,\"B\"," NO ",\"CUBA\"," NULLS "," NO "\n");
    assert_int_equal(imports_run(imports, NULL), HT_ERR_FORMAT);
    assert_int_equal(imports->result.files[0].findings.items[0].line, 2);
    imports_file(imports, "SDN.CSV", "36,\"A\"," NO ",\"CUBA\"," NULLS "," NO "\n37,\"B\"," NO ",\"CU");
    assert_int_equal(imports_run(imports, NULL), HT_ERR_FORMAT);
    // A file of this shape whose name tells no list is left to --format.
    imports_file(imports, "list.csv", prim);
    assert_int_equal(imports_run(imports, NULL), HT_ERR_NOT_FOUND);
    imports_file(imports, "list.csv", prim);
    assert_int_equal(imports_run(imports, "ofac-cons"), HT_OK);
}

#define DOD "Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url\n"

static const char dod[] = DOD
    "\"Example Group Ltd. (EG)*\",Example Group Ltd.,EG,,,,2021-06-03,,\n"
    "\"Example Optics Company Limited*\",Example Optics Company Limited,,,Example Group Ltd.,,2021-06-03,,\n"
    "\"Gone Co., Ltd.\",\"Gone Co., Ltd.\",,,,,2021-06-03,2025-01-07,\n"
    "Silent Limited,Silent Limited,,,,,2021-06-03,,\n"
    "\"Twin Inc.\",Twin Inc.,,,,,2021-06-03,,\n"
    "\"Example Group, Ltd. (EG)\",\"Example Group, Ltd. (EG)\",,,,,2025-01-07,,https://u/2025\n"
    "\"Example Works Co., Ltd\",\"Example Works Co., Ltd\",,,\"Example Group "
    "Ltd\",,2025-01-07,2026-02-17,https://u/2025\n"
    "\"Example Group Ltd. (EG)\",Example Group Ltd.,EG,,,owned,2026-06-08,,https://u/2026\n"
    "Phenix Optical Limited (formerly Example Optics Company Limited),Phenix Optical Limited,,Example Optics Company "
    "Limited,Example Group (EG),,2026-06-08,,https://u/2026\n"
    "Twin Limited,Twin Limited,,,Nobody Known Ltd.,,2026-06-08,,https://u/2026\n";

static void test_dod(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "sanctions.csv", dod);
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_string_equal(imports->result.format, "dod-1260h");
    const char *rows = imports_out(imports, "designations.csv");
    // One listing through all editions, also under another name; as the latest prints it.
    assert_has(rows,
               "US-DOD-1260H,dod-example_group_ltd,Example Group Ltd. (EG),military,2021-06-03,2021-06-03,,,"
               "in_force,FY2021 NDAA section 1260H,https://u/2026,single-source,it,\"in the editions 2021-06-03, "
               "2025-01-07, 2026-06-08; owned\"\n");
    assert_has(rows, ",Phenix Optical Limited (formerly Example Optics Company Limited),military,2021-06-03,");
    assert_has(rows, "\"Gone Co., Ltd.\",military,2021-06-03,2021-06-03,,2025-01-07,delisted,");
    assert_has(rows, "\"Example Works Co., Ltd\",military,2025-01-07,2025-01-07,,2026-02-17,delisted,");
    assert_has(rows, "Silent Limited,military,2021-06-03,2021-06-03,,2026-06-08,disputed,");
    // An Inc. and a Limited of one name are two companies.
    assert_has(rows, ",Twin Inc.,military,2021-06-03,2021-06-03,,2026-06-08,disputed,");
    assert_has(rows, ",Twin Limited,military,2026-06-08,2026-06-08,,,in_force,");
    assert_int_equal(imports->result.written[REF_ENTITIES], 7);
    assert_has(imports_out(imports, "lists.csv"), ",2026-06-08,3,it,");
    assert_has(imports_out(imports, "names.csv"), ",Example Optics Company Limited,former,");
}

static void test_dod_parents(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "sanctions.csv", dod);
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    const char *rows = imports_out(imports, "ownership.csv");
    assert_has(rows, "dod-example_group_ltd,dod-example_optics_co_ltd,,,control,ordinary,closed,,,2021-06-03,single-"
                     "source,it,the edition of 2021-06-03 prints it under this parent\n");
    assert_has(rows, "dod-example_group_ltd,dod-example_works_co_ltd,,,control,ordinary,closed,,,2025-01-07,");
    // "Example Group (EG)" lacks the legal form that all rows of the parent have: not certain, so said and left out.
    assert_int_equal(imports->result.written[REF_OWNERSHIP], 2);
    assert_int_equal(imports->result.files[0].findings.count, 2);
    assert_int_equal(imports->result.files[0].findings.items[0].line, 10);
    assert_int_equal(imports->result.files[0].findings.items[1].line, 11);
}

static void test_dod_damage(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "sanctions.csv",
                 "Name,Clean Name,Previous Name,Parent Name,Start date,End date\na,b,,,,\n");
    assert_int_equal(imports_run(imports, "dod-1260h"), HT_ERR_FORMAT);
    imports_file(imports, "sanctions.csv", DOD "A,A,,,,,yesterday,,\n");
    assert_int_equal(imports_run(imports, "dod-1260h"), HT_ERR_FORMAT);
}

static const char page[] =
    "<html><head><title>UFLPA Entity List</title></head><body><h2>UFLPA Section 2(d)(2)(B)(i)</h2>\n"
    "<table><thead><tr><th>Name of Entity</th><th>Effective Date</th></tr></thead><tbody>\n"
    "<tr><td>Example Hair Co. Ltd. (and two aliases: Sample Hair; and Third &amp; Hair)</td><td>June 21, "
    "2022</td></tr>\n"
    "<tr><td>Example Silicon (Shanshan) Co., Ltd (including one alias: Sample Silicon (Shanshan) Co.) and "
    "subsidiaries</td><td>June&nbsp;21, 2022</td></tr></tbody></table>\n"
    "<h2>UFLPA Section 2(d)(2)(B)(v)</h2><TABLE><tr><th>Name of Entity<th>Effective Date\n"
    "<tr><td>Example Ink Corporation and its two Zhuhai-based subsidiaries, which include Zhuhai Ink G&#38;G Co., "
    "Ltd., and Zhuhai Toner Co. Ltd.<td>June 12, 2023\n"
    "<tr><td>Example Solar Co., Ltd. (also known as ES Solar; Sample Solar Co. and formerly known as Old Solar Co., "
    "Ltd.; Older Solar Co., Ltd.)<td>January 15, 2025\n"
    "<tr><td>Example Corps (EC) and its subordinate and affiliated entities<td>June 21, 2022\n"
    "</TABLE>\n<table><tr><td>Other</td></tr><tr><td>Not an entry</td></tr></table></body></html>\n";

static void test_uflpa_page(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "uflpa.html", page);
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_string_equal(imports->result.format, "us-uflpa");
    const char *names = imports_out(imports, "names.csv"), *rows = imports_out(imports, "designations.csv");
    assert_has(names, "uflpa-example_hair_co_ltd,Sample Hair,alias,");
    assert_has(names, "uflpa-example_hair_co_ltd,Third & Hair,alias,");
    assert_has(names, "uflpa-example_silicon_shanshan_co_ltd,Sample Silicon (Shanshan) Co.,alias,");
    assert_has(names, "uflpa-example_solar_co_ltd,Sample Solar Co.,alias,");
    assert_has(names, "uflpa-example_solar_co_ltd,\"Old Solar Co., Ltd.\",former,");
    assert_has(names, "uflpa-example_solar_co_ltd,\"Older Solar Co., Ltd.\",former,");
    assert_has(names, "uflpa-example_corps,EC,abbreviation,");
    assert_has(rows, "Example Hair Co. Ltd.,forced_labour,2022-06-21,2022-06-21,,,in_force,UFLPA section "
                     "2(d)(2)(B)(i),\"UFLPA section 2(d)(2)(B)(i), as printed by DHS\",official,it,\n");
    assert_has(rows, "\"Example Silicon (Shanshan) Co., Ltd and subsidiaries\",");
    assert_has(rows, ",the entry also covers companies that it does not name\n");
    assert_has(rows, "Example Corps (EC) and its subordinate and affiliated entities,forced_labour,");
    assert_int_equal(imports->result.files[0].rows, 5);
    assert_has(imports_out(imports, "lists.csv"), ",page of 2026-08-22,7,it,");
}

// Subsidiaries that an entry names are designated by its line, and only those.
static void test_uflpa_subsidiaries(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "uflpa.html", page);
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    const char *rows = imports_out(imports, "designations.csv");
    assert_has(rows, ",Example Ink Corporation,forced_labour,2023-06-12,");
    assert_has(rows, ",\"Zhuhai Ink G&G Co., Ltd.\",forced_labour,2023-06-12,2023-06-12,,,in_force,UFLPA section "
                     "2(d)(2)(B)(v),");
    assert_has(rows, ",Zhuhai Toner Co. Ltd.,forced_labour,");
    assert_has(rows, "named as a subsidiary in the entry: Example Ink Corporation and its two");
    assert_has(
        imports_out(imports, "ownership.csv"),
        "uflpa-example_ink_corp,uflpa-zhuhai_toner_co_ltd,,,control,ordinary,closed,,,2023-06-12,official,it,");
    assert_int_equal(imports->result.written[REF_ENTITIES], 7);
    assert_int_equal(imports->result.written[REF_OWNERSHIP], 2);
}

static void test_uflpa_csv(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "uflpa.csv",
                 "Entity Name,Effective Date\nExample Hair Co. Ltd. (including two aliases: A and B),6/21/2022\n");
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_has(imports_out(imports, "names.csv"), ",A,abbreviation,");
    assert_has(imports_out(imports, "designations.csv"), ",2022-06-21,2022-06-21,");
    // Nobody can tell whether a table of the reader's own is whole.
    assert_has(imports_out(imports, "lists.csv"), ",page of 2026-08-22,,it,");
}

static void test_uflpa_damage(void **state) {
    struct imports *imports = *state;
    imports_bytes(imports, "cut.html", page, sizeof page - 60);
    assert_int_equal(imports_run(imports, NULL), HT_ERR_FORMAT);
    imports_file(imports, "error.html", "<html><title>UFLPA</title>503 Service Unavailable</html>");
    assert_int_equal(imports_run(imports, NULL), HT_ERR_FORMAT);
    imports_file(imports, "short.html",
                 "<table><tr><td>Name of Entity<td>Effective Date<tr><td>UFLPA Ltd</table></html>");
    assert_int_equal(imports_run(imports, NULL), HT_ERR_FORMAT);
    imports_file(
        imports, "latin.html",
        "<table><tr><td>Name of Entity<td>Effective Date<tr><td>UFLPA Caf\xE9<td>May 1, 2022</table></html>");
    assert_int_equal(imports_run(imports, NULL), HT_ERR_FORMAT);
}

static void test_real_samples(void **state) {
    static const char transcription[] = "../shared/formats/samples/other/dod1260h_opensanctions_transcription.csv";
    struct imports *imports = *state;
    if (access(transcription, R_OK) != 0)
        skip();
    imports->files[imports->count++] = transcription;
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_int_equal(imports->result.files[0].rows, 397);
    assert_int_equal(imports->result.files[0].findings.count, 0);
    // As many as the edition of 2026-06-08 has rows.
    assert_has(imports_out(imports, "lists.csv"), ",2026-06-08,188,it,");
    const char *rows = imports_out(imports, "designations.csv");
    assert_has(rows, "\"Hangzhou Hikvision Digital Technology Co., Ltd. (Hikvision)\",military,2021-06-03,");
    assert_has(rows, "\"Anhui Sun Create Electronics Co., Ltd.\",military,2025-01-07,2025-01-07,,2026-02-17,");
}

static void test_real_ofac_samples(void **state) {
    static const char *const parts[] = {"SDN", "ADD", "ALT", "SDN_COMMENTS"};
    struct imports *imports = *state;
    for (size_t i = 0; i < 4; i++) {
        const char *path = ht_arena_format(imports->arena, "../shared/formats/samples/ofac/%s.head30.csv", parts[i]);
        if (access(path, R_OK) != 0)
            skip();
        imports->files[imports->count++] = path;
    }
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_string_equal(imports->result.format, "ofac-sdn");
    assert_int_equal(imports->result.files[0].rows, 30);
    assert_int_equal(imports->result.files[0].skipped, 1);
    assert_int_equal(imports->result.written[REF_ENTITIES], 29);
    assert_has(imports_out(imports, "entities.csv"), "ofac-306,BANCO NACIONAL DE CUBA,,CH|ES|JP|PA,");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, imports_setup, imports_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_consolidated),
        TEST(test_consolidated_names),
        TEST(test_consolidated_securities),
        TEST(test_end_mark),
        TEST(test_sdn),
        TEST(test_ofac_damage),
        TEST(test_dod),
        TEST(test_dod_parents),
        TEST(test_dod_damage),
        TEST(test_uflpa_page),
        TEST(test_uflpa_subsidiaries),
        TEST(test_uflpa_csv),
        TEST(test_uflpa_damage),
        TEST(test_real_samples),
        TEST(test_real_ofac_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
