// SPDX-License-Identifier: GPL-3.0-or-later
// The Consolidated Screening List: companies are invented, columns and forms of cells are the real ones.
#include "test_imports.h"

#define COLUMNS                                                                                                      \
    "source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"           \
    "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_"        \
    "tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,"                \
    "nationalities,places_of_birth,source_information_url,ids\n"

#define EL "Entity List (EL) - Bureau of Industry and Security"
#define SDN "Specially Designated Nationals (SDN) - Treasury Department"
#define CMIC "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department"
#define DPL "Denied Persons List (DPL) - Bureau of Industry and Security"

static const char older[] =
    COLUMNS EL ",,,,Example Radar Institute (ERI),,\"1 Hezuo Road, Hebei, China; and 21 Long Street, Hebei, CN\","
               "83 FR 1; 87 FR 2,2018-08-01,,,For all items,Presumption of denial,,,,,,,,,"
               "\"Radar Works; East Radar, Ltd.; and Radar Institute 13\",,,,,,\n" SDN
               ",36,Entity,GLOMAG; IRAN,EXAMPLE SHIPPING CO.,,\"Street 1, Havana, CU\",,,,,,,,,,,,,(Linked To: "
               "OTHER CO),,AERO-EXAMPLE,,,,,,\"CU, 80-1, Tax ID No.\"\n" SDN
               ",37,Individual,IRAN,\"DOE, John\",,,,,,,,,,,,,,,,,,,,,,,\n" SDN
               ",38,Vessel,IRAN,GOOD HOPE,,,,,,,,,,,,,,,,,,,,,,,\n" CMIC
               ",39,Entity,CMIC-EO13959,EXAMPLE CAPITAL LIMITED,,VG,,,,,,,,,,,,,,,EXCAP,,,,,,"
               "\"Example Capital Ltd, Issuer Name; XS1233275194, ISIN; 002415 CN, Equity Ticker; CHA US, Equity "
               "Ticker; 03 Jun 2021, Listing Date (CMIC); 02 Aug 2021, Effective Date (CMIC); 03 Jun 2022, "
               "Purchase/Sales For Divestment Date (CMIC)\"\n" DPL
               ",,,, JANE ROE,,\"1 Road, PHOENIX, AZ\",1 F.R. 2,2017-10-16,2020-10-13,Y,,,,,,,,,,,,,,,,,\n" DPL
               ",,,,ROE TRADING LLC,,\"1 Road, PHOENIX, AZ\",1 F.R. 2,2017-10-16,2056-06-29,Y,,,,,,,,,,,,,,,,,\n";

static void check_parties(struct imports *imports) {
    const char *entities = imports_out(imports, "entities.csv"), *names = imports_out(imports, "names.csv");
    assert_has(entities, ",Example Radar Institute (ERI),,CN,,,,official,it,\n");
    assert_has(names, ",\"East Radar, Ltd.\",alias,");
    assert_has(names, ",Radar Institute 13,alias,");
    assert_has(names, ",ERI,abbreviation,");
    assert_has(names, ",Example Radar Institute,alias,");
    assert_has(entities,
               "\nofac-36,EXAMPLE SHIPPING CO.,,CU,,,,official,it,Linked To: OTHER CO; Tax ID No. 80-1 (CU)\n");
    assert_has(names, "ofac-36,AERO-EXAMPLE,alias,");
    assert_has_not(entities, "DOE");
    assert_has_not(entities, "GOOD HOPE");
    assert_has_not(entities, "JANE ROE");
}

static void check_listings(struct imports *imports) {
    const char *rows = imports_out(imports, "designations.csv");
    assert_has(rows, "Example Radar Institute (ERI),,2018-08-01,,,,in_force,,83 FR 1; 87 FR 2,official,it,licence "
                     "requirement: For all items; licence policy: Presumption of denial\n");
    assert_has(rows,
               "US-SDN,ofac-36,EXAMPLE SHIPPING CO.,other,,,,,in_force,GLOMAG; IRAN,OFAC entry 36,official,it,\n");
    assert_has(rows,
               "US-SDN-GLOMAG,ofac-36,EXAMPLE SHIPPING CO.,,,,,,in_force,GLOMAG; IRAN,OFAC entry 36,official,it,\n");
    assert_has(rows, "US-NS-CMIC,ofac-39,EXAMPLE CAPITAL LIMITED,,2021-06-03,2021-08-02,2022-06-03,,in_force,"
                     "CMIC-EO13959,OFAC entry 39,official,it,\n");
    // A denial that ends after the day of the file is in force.
    assert_has(rows, ",ROE TRADING LLC,other,2017-10-16,,,2056-06-29,in_force,");
}

static void test_older_columns(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "consolidated.csv", older);
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_string_equal(imports->result.format, "us-csl");
    check_parties(imports);
    check_listings(imports);
    const char *securities = imports_out(imports, "securities.csv");
    assert_has(securities, "ofac-39,EXAMPLE CAPITAL LIMITED,,XS1233275194,");
    assert_has(securities, "ofac-39,EXAMPLE CAPITAL LIMITED,equity,,,,,002415,XSHE,");
    assert_has(imports_out(imports, "entities.csv"), "Equity Ticker CHA US");
    assert_int_equal(imports->result.files[0].rows, 7);
    assert_int_equal(imports->result.files[0].skipped, 3);
    assert_has(imports_out(imports, "sources.csv"),
               "left out: 1 persons, 1 vessels, 1 names on lists of persons that bear no mark of an organisation");
    assert_int_equal(imports->result.files[0].findings.items[0].code, HT_CODE_LEFT_OUT);
}

// An address that ends with a state of the United States is in no country that is known.
static void test_states_are_no_countries(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "consolidated.csv", older);
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_has(imports_out(imports, "entities.csv"), ",ROE TRADING LLC,,,,");
}

// An extract must not pass for the whole: no total is claimed.
static void test_extract_claims_no_total(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "consolidated.csv", older);
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_has(imports_out(imports, "lists.csv"), ",Consolidated Screening List of 2026-08-22,,it,");
}

static void test_whole_file_has_totals(void **state) {
    struct imports *imports = *state;
    const char *path = ht_arena_format(imports->arena, "%s/consolidated.csv", imports->path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(older, file);
    for (int i = 0; i < 5000; i++)
        fprintf(file, EL ",,,,Example %d Ltd.,,CN,,2020-01-01,,,,,,,,,,,,,,,,,,,\n", i);
    fclose(file);
    imports->files[imports->count++] = path;
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_has(imports_out(imports, "lists.csv"), "Consolidated Screening List of 2026-08-22,5001,it,");
}

// With _id, and labels before values.
static void test_present_columns(void **state) {
    struct imports *imports = *state;
    imports_file(
        imports, "consolidated.csv",
        "_id," COLUMNS "\"39\",\"" CMIC "\",\"39\",\"Entity\",\"CMIC-EO13959\",\"EXAMPLE CAPITAL LIMITED\","
        "\"\",\"VG\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\","
        "\"\",\"\",\"Issuer Name, Example Capital Co., Ltd; ISIN, XS1233275194; Legal Entity Number, "
        "549300XIVJCBIGMRUD48, CN; Listing Date (CMIC), 03 Jun 2021\"\n");
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_has(imports_out(imports, "entities.csv"),
               "\nlei-549300XIVJCBIGMRUD48,EXAMPLE CAPITAL LIMITED,,VG,,549300XIVJCBIGMRUD48,,official,it,\n");
    assert_has(imports_out(imports, "names.csv"), "\"Example Capital Co., Ltd\",alias");
    assert_has(imports_out(imports, "designations.csv"), ",2021-06-03,,,,in_force,");
}

static void test_file_of_2014(void **state) {
    struct imports *imports = *state;
    imports_file(
        imports, "csl.csv",
        "\"Last updated: May 23, 2014\",,,\n"
        "Source List,Entity Number,SDN Type,Programs,Name,Title,Address,City,State/Province,Postal Code,"
        "Country,Federal Register Notice,Effective Date,Date Lifted/Waived/Expired,Standard Order,License "
        "Requirement,License Policy,Call Sign,Vessel Type,Gross Tonnage,Gross Register Tonnage,Vessel Flag,"
        "Vessel Owner,Remarks/Notes,Address Number,Address Remarks,Alternate Number,Alternate Type,Alternate "
        "Name,Alternate Remarks,Web Link\n" EL ",,,,Example Radar Institute,,1 Road,Hebei,,,CN,1 FR 2,"
        "5/14/2001,,,,,,,,,,,,,,,,Radar Works,,\n" EL ",,,,Example Radar Institute,,2 Road,Kowloon,,,HK,1 FR 2,"
        "5/14/2001,,,,,,,,,,,,,,,,East Radar,,\n");
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    assert_has(imports_out(imports, "entities.csv"), ",Example Radar Institute,,CN|HK,");
    assert_has(imports_out(imports, "names.csv"), ",East Radar,alias");
    assert_has(imports_out(imports, "designations.csv"), ",2001-05-14,,,,in_force,,1 FR 2,");
    assert_has(imports_out(imports, "sources.csv"), ",2014-05-23,2026-08-22,");
    assert_int_equal(imports->result.written[REF_ENTITIES], 1);
    assert_int_equal(imports->result.written[REF_DESIGNATIONS], 1);
}

static const char json[] =
    "{\"total\":2,\"sources_used\":[{\"source\":\"" EL "\",\"name\":\"no record\"}],\"results\":[\n"
    "{\"id\":\"x\",\"source\":\"" EL "\",\"name\":\"Example Radar Institute (ERI)\",\"type\":null,\"programs\":[],"
    "\"alt_names\":[\"Radar \\\"Works\\\" }\"],\"addresses\":[{\"address\":\"1 "
    "Road\",\"city\":\"Hebei\",\"state\":null,"
    "\"postal_code\":null,\"country\":\"CN\"}],\"federal_register_notice\":\"83 FR 1\",\"start_date\":\"2018-08-01\","
    "\"ids\":null},\n"
    "{\"id\":\"36\",\"source\":\"" SDN
    "\",\"entity_number\":36,\"name\":\"EXAMPLE SHIPPING CO.\",\"type\":\"Entity\","
    "\"programs\":[\"GLOMAG\",\"IRAN\"],\"federal_register_notice\":null,"
    "\"ids\":[{\"type\":\"Tax ID No.\",\"number\":\"80-1\",\"country\":\"CU\"}]}]}";

// The id of an entry is the same whatever the form of the file.
static void test_json_as_csv(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "consolidated.json", json);
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    const char *entities = imports_out(imports, "entities.csv");
    assert_has(entities, ",Example Radar Institute (ERI),,CN,,,,official,it,\n");
    assert_has(entities, "\nofac-36,EXAMPLE SHIPPING CO.,,,,,,official,it,Tax ID No. 80-1 (CU)\n");
    assert_has(imports_out(imports, "names.csv"), ",\"Radar \"\"Works\"\" }\",alias");
    assert_has(imports_out(imports, "designations.csv"), "US-SDN-GLOMAG,ofac-36,");
    assert_int_equal(imports->result.files[0].rows, 2);
    imports_file(imports, "consolidated.csv", older);
    assert_int_equal(imports_run(imports, NULL), HT_OK);
    char id[32] = "";
    assert_int_equal(sscanf(strchr(entities, '\n') + 1, "%31[^,]", id), 1);
    assert_has(imports_out(imports, "entities.csv"), id);
}

static void test_damage(void **state) {
    struct imports *imports = *state;
    imports_file(imports, "consolidated.json", json);
    imports_bytes(imports, "cut.json", json, sizeof json - 40);
    imports->files[0] = imports->files[1];
    imports->count = 1;
    assert_int_equal(imports_run(imports, "us-csl"), HT_ERR_FORMAT);
    imports_file(imports, "broken.json", "{\"results\":[{\"source\":\"" EL "\",\"name\":oops}]}");
    assert_int_equal(imports_run(imports, "us-csl"), HT_ERR_FORMAT);
    imports_file(imports, "column.csv", "source,name\n" EL ",Example\n");
    assert_int_equal(imports_run(imports, "us-csl"), HT_ERR_FORMAT);
    assert_has(imports->err.message, "is missing");
    imports_file(imports, "ragged.csv", COLUMNS EL ",,,,A,,,,,,,,,,,,,,,,,,,,,,,,,more,cells\n");
    assert_int_equal(imports_run(imports, "us-csl"), HT_ERR_FORMAT);
    assert_int_equal(imports->result.files[0].findings.items[0].line, 2);
    imports_file(imports, "latin.csv", COLUMNS EL ",,,,Caf\xE9 Ltd,,,,,,,,,,,,,,,,,,,,,,,\n");
    assert_int_equal(imports_run(imports, "us-csl"), HT_ERR_FORMAT);
    imports_file(imports, "source.csv", COLUMNS "A list that is new (XYZ),,,,Example Ltd,,,,,,,,,,,,,,,,,,,,,,,\n");
    assert_int_equal(imports_run(imports, "us-csl"), HT_ERR_FORMAT);
    imports_bytes(imports, "cut.zip", "PK\003\004 and no more", 16);
    assert_int_not_equal(imports_run(imports, "us-csl"), HT_OK);
    assert_string_equal(imports_out(imports, "entities.csv"), "");
}

static void test_real_samples(void **state) {
    static const char *const paths[] = {"../shared/formats/samples/csl/consolidated.with_id.sample.csv",
                                        "../shared/formats/samples/csl/csl.no_id.head30.csv"};
    static const size_t rows[] = {13, 29}, entities[] = {7, 18};
    struct imports *imports = *state;
    for (size_t i = 0; i < 2; i++) {
        if (access(paths[i], R_OK) != 0)
            skip();
        imports->files[imports->count++] = paths[i];
        assert_int_equal(imports_run(imports, NULL), HT_OK);
        assert_string_equal(imports->result.format, "us-csl");
        assert_int_equal(imports->result.files[0].rows, rows[i]);
        assert_int_equal(imports->result.written[REF_ENTITIES], entities[i]);
        // What was left out, and nothing else.
        for (size_t f = 0; f < imports->result.files[0].findings.count; f++)
            assert_int_equal(imports->result.files[0].findings.items[f].code, HT_CODE_LEFT_OUT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_older_columns, imports_setup, imports_teardown),
        cmocka_unit_test_setup_teardown(test_states_are_no_countries, imports_setup, imports_teardown),
        cmocka_unit_test_setup_teardown(test_extract_claims_no_total, imports_setup, imports_teardown),
        cmocka_unit_test_setup_teardown(test_whole_file_has_totals, imports_setup, imports_teardown),
        cmocka_unit_test_setup_teardown(test_present_columns, imports_setup, imports_teardown),
        cmocka_unit_test_setup_teardown(test_file_of_2014, imports_setup, imports_teardown),
        cmocka_unit_test_setup_teardown(test_json_as_csv, imports_setup, imports_teardown),
        cmocka_unit_test_setup_teardown(test_damage, imports_setup, imports_teardown),
        cmocka_unit_test_setup_teardown(test_real_samples, imports_setup, imports_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
