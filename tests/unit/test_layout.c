// SPDX-License-Identifier: GPL-3.0-or-later
// Recognising what the columns of a grid mean: layouts, vocabulary, content, tables, facts.
#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/csv.h"
#include "holdtrace/layout.h"

static struct ht_arena *arena;
static struct ht_layouts *layouts;
static struct ht_grid grid;
static struct ht_sheet sheet;
static struct ht_findings findings;

static int start(void **state) {
    (void)state;
    arena = ht_arena_new();
    layouts = ht_layouts_builtin(arena);
    return 0;
}

static int stop(void **state) {
    (void)state;
    ht_arena_free(arena);
    return 0;
}

static void recognise_named(const char *text, const char *path) {
    struct ht_error err = {HT_OK, ""};
    findings = ht_findings_in(arena);
    assert_int_equal(ht_csv_read(ht_slice_of(text), 0, arena, &grid, &findings, &err), HT_OK);
    ht_layout_recognise(layouts, &grid, path, arena, &sheet, &findings);
}

static void recognise(const char *text) {
    recognise_named(text, "x.csv");
}

static void assert_layout(const char *name) {
    assert_non_null(sheet.layout);
    assert_string_equal(sheet.layout, name);
}

// Header under which FIELD is read in table T; "" when it is not.
static const char *header_of(size_t t, enum ht_field field) {
    for (size_t i = 0; i < sheet.tables[t].column_count; i++)
        if (sheet.tables[t].columns[i].field == field)
            return sheet.tables[t].columns[i].header;
    return "";
}

static bool found(enum ht_code code) {
    for (size_t i = 0; i < findings.count; i++)
        if (findings.items[i].code == code)
            return true;
    return false;
}

static void builtin_layouts_have_names_and_titles(void **state) {
    (void)state;
    assert_true(ht_layouts_count(layouts) >= 13);
    for (size_t i = 0; i < ht_layouts_count(layouts); i++) {
        assert_true(strlen(ht_layouts_name(layouts, i)) > 0);
        assert_true(strlen(ht_layouts_title(layouts, i)) > 0);
    }
}

static void fields_have_names_that_lead_back(void **state) {
    (void)state;
    for (int i = HT_FIELD_NONE + 1; i < HT_FIELD_COUNT; i++)
        assert_int_equal(ht_field_named(ht_field_name((enum ht_field)i)), i);
    assert_int_equal(ht_field_named("no such"), HT_FIELD_NONE);
}

// One header row of each column set, as the publishers print it.
static const struct {
    const char *layout, *header, *row;
} column_sets[] = {
    {"ishares_us",
     "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Price,Location,Exchange,Currency,"
     "FX Rate,Market Currency,Accrual Date",
     "A,B,C,Equity,1.00,100,1.00,1,1,China,X,USD,1,USD,-"},
    {"ishares_us",
     "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional "
     "Value,Quantity,Price,Location,Exchange,Currency,"
     "FX Rate,Market Currency,Accrual Date",
     "A,B,C,Equity,1.00,100,1.00,1,1,China,X,USD,1,USD,-"},
    {"ishares_us",
     "Ticker,Name,Asset Class,Weight (%),Price,Shares,Market Value,Notional "
     "Value,Sector,SEDOL,ISIN,Exchange,Location,"
     "Currency,Market Currency,FX Rate",
     "A,B,Equity,100,1,1,1.00,1.00,C,-,-,X,China,USD,USD,1"},
    {"ishares_us",
     "Ticker,Name,Type,Sector,Asset Class,Market Value,Notional Value,Quantity,Price,Location,Exchange,Currency,FX "
     "Rate,Market Currency,Accrual Date,Notional Weight,Market Weight",
     "A,B,EQUITY,C,Equity,1.00,1.00,1,1,China,X,USD,1,USD,-,99,100"},
    {"ishares_us",
     "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Par Value,CUSIP,ISIN,SEDOL,Price,"
     "Location,Exchange,Currency,Duration,YTM (%),FX Rate,Maturity,Coupon (%),Mod. Duration,Yield to Call (%),Yield "
     "to "
     "Worst (%),Real Duration,Real YTM (%),Market Currency",
     "A,B,C,Equity,1.00,100,1.00,1,-,-,-,-,1,China,X,USD,-,-,1,-,-,-,-,-,-,-,USD"},
    {"ishares_us",
     "symbol,Name,sector,Asset Class,market_cap,Weight (%),Notional Value,Shares,CUSIP,ISIN,SEDOL,Price,Location,"
     "Exchange,Currency,FX Rate,Maturity,Market Currency",
     "A,B,C,Equity,1.00,100,1.00,1,-,-,-,1,China,X,USD,1,-,USD"},
    {"ishares_uk",
     "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Price,Location,Exchange,Market "
     "Currency",
     "A,B,C,Equity,1.00,100,1.00,1,1,China,X,USD"},
    {"ishares_ch",
     "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Price,Location,Exchange,Market "
     "Currency",
     "A,B,C,Equity,1\xE2\x80\x99"
     "000,100,1.00,1,1,China,X,USD"},
    {"ishares_uk",
     "Issuer Ticker,Name,Asset Class,Weight (%),Price,Nominal,Market Value,Notional Value,Sector,ISIN,Exchange,"
     "Location,Market Currency",
     "A,B,Equity,100,1,1,1.00,1.00,C,-,X,China,USD"},
    {"ishares_de",
     "Emittententicker,Name,Sektor,Anlageklasse,Marktwert,Gewichtung (%),Nominalwert,Nominale,Kurs,Standort,B\xC3\xB6"
     "rse,Marktw\xC3\xA4hrung",
     "A,B,C,Aktien,\"1,00\",100,\"1,00\",1,1,China,X,USD"},
    {"ishares_ca",
     "Ticker,Name,Weight (%),Sector,Location of Risk,Market Value,Shares,Price,ISIN,SEDOL,Exchange,Currency,Market "
     "Currency,FX Rate,Notional Value",
     "A,B,100,C,China,1.00,1,1,-,-,X,CAD,USD,1,1.00"},
    {"ishares_au",
     "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Par Value,Price,Location,Exchange,"
     "Currency,Duration,FX Rate,Maturity,Coupon (%),Market Currency,Effective Date",
     "A,B,C,Fixed Income,1.00,100,1.00,1,1,1,China,X,AUD,1,1,-,1,AUD,-"},
    {"invesco_us",
     "Fund Ticker,Security Identifier,Holding Ticker,Shares/Par Value,MarketValue,Weight,Name,Class of Shares,Sector,"
     "Date",
     "Q,037833100,AAPL ,1,1.00,100,Apple,Common Stock,IT,01/13/2023"},
    {"amundi", "ISIN;Name;Anlageklasse;W\xC3\xA4hrung;Gewichtung;Sektor;Land",
     "US92338C1036;VERALTO CORP;EQUITY;USD;0,054629263;Industrie;USA"},
    {"amundi", "ISIN code;Name;Asset class;Currency;Weight;Sector;Country",
     "US92338C1036;VERALTO CORP;EQUITY;USD;7,0956E-06;Industrials;USA"},
    {"schwab_us",
     "As-Of-Date,Symbol,Quantity,Percent of Assets,Name,BBG FIGI,Country,Currency,Exchange,Exchange (fx) Rate,"
     "Market Currency,Sector",
     "2024-04-09,CVX,14059769.0000000000,4.0908926507,CHEVRON CORP,BBG000K4NHJ5,US,USD,XNYS,1.0000000000,USD,Energy"},
    {"betashares",
     "Ticker,Name,Asset Class,Sector,Country,Currency,Weight (%),Shares/Units (#),Market Value (AUD),"
     "Notional Value (AUD)",
     "EUR,EUR - EURO,Cash,,,EUR,-7.56e-06,-42.29,-42.29,-42.29"},
    {"betashares",
     "Ticker,SEDOL,Name,Asset Class,Sector,Country,Currency,Weight (%),Shares/Units (#),Market Value (AUD),"
     "Notional Value (AUD)",
     "MSFT UW,,MICROSOFT CORP,Equities,Information Technology,United States,USD,9.9,1.0,2.5,2.5"},
    {"vaneck_au", "Number,Security name,ASX code,Shares,Market Value,% of Net Assets",
     "1,Wesfarmers Ltd,WES AU,\"51,317\",\"$3,418,738.54\",4.69%"},
    {"vaneck_au", "Number,Security name,Ticker,Shares,Market Value,% of Net Assets",
     "1,Wesfarmers Ltd,WES AU,\"51,317\",\"$3,418,738.54\",4.69%"},
    {"vanguard_au", "Holding Name,Ticker,Sector,Country code,% of net assets",
     "SenseTime Group Inc.,20,Technology,KY,0.03006%"},
    {"vanguard_uk", "Ticker,Holding name,% of market value,Sector,Region,Market value,Shares",
     "NVDA,NVIDIA Corp,4.5995%,Technology,US,\"US$3,362,450,950.80\",\"15,925,220\""},
    {"morningstar",
     "\"Holdings\",\"Weighting\",\"Type\",\"Ticker\",\"Style\",\"First Bought\",\"Shares Owned\",\"Shares Change\","
     "\"Sector\",\"Market Value\",\"Price\",\"Country\",\"Currency\"",
     "\"Office Depot Inc\",\"3.44\",\"EQUITY\",\"ODP\",\"Small Value\",\"2015-12-31\",\"24644300\",\"-116500\","
     "\"Consumer Cyclical\",\"138993852\",\"5.94\",\"United States\",\"USD\""},
    {"lgps_uk", "asset_category,asset_name,holding,market_value,coal,oil_gas,arms,tobacco",
     "Equities,CHINA MOBILE LTD HKD0.10,1000,9492880,No,No,No,No"},
    {"degiro", "Product,Symbool/ISIN,Aantal,Slotkoers,Lokale waarde,,Waarde in EUR",
     "ASML HOLDING,NL0010273215,3,\"612,40\",EUR,\"1837,20\",\"1837,20\""},
    {"degiro", "Product,Symbol/ISIN,Amount,Closing,Local value,,Value in EUR",
     "ASML HOLDING,NL0010273215,3,\"612,40\",EUR,\"1837,20\",\"1837,20\""},
    {"ssga_au",
     "ISIN,SEDOL,Ticker,Name,Local Currency,Number of Shares,Weight (%),Trade Country Name,Local Price,Sector "
     "Classification,Industry Classification",
     "AU000000BHP4,6144690,BHP AU,Bhp,AUD,1,100,Australia,1,M,M"},
    {"nbim_eq",
     "Region,Country,Name,Industry,Market Value(NOK),Market Value(USD),Voting,Ownership,Incorporation Country",
     "Asia,China,A,B,10,1,,0.1,China"},
    {"nbim_fi", "Region,Country,Name,Industry,Market Value(NOK),Market Value(USD),Incorporation Country",
     "Asia,China,A,B,10,1,China"},
    {"pacta", "ISIN,MarketValue,Currency", "US0378331005,1,USD"},
    {"pacta", "investor_name,portfolio_name,isin,market_value,currency", "a,b,US0378331005,1,USD"},
    {"pacta", "Holding.ID,Portfolio.Name,Investor.Name,ISIN,MarketValue,Currency,NumberofShares",
     "1,b,a,US0378331005,1,USD,NA"},
    {"ark", "date,fund,company,ticker,cusip,shares,\"market value($)\",weight(%)",
     "3/4/2021,ARKK,TESLA,TSLA,88160R101,1,1.00,100"},
};

static void every_column_set_is_known(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof column_sets / sizeof *column_sets; i++) {
        recognise(ht_arena_format(arena, "%s\n%s\n", column_sets[i].header, column_sets[i].row));
        if (sheet.layout == NULL || strcmp(sheet.layout, column_sets[i].layout) != 0)
            fail_msg("set %zu is read as %s", i, sheet.layout != NULL ? sheet.layout : "nothing");
        for (size_t c = 0; c < sheet.tables[0].column_count; c++) {
            const struct ht_column *column = &sheet.tables[0].columns[c];
            if (column->header[0] != '\0' && column->field == HT_FIELD_NONE)
                fail_msg("set %zu has no meaning for \"%s\"", i, sheet.tables[0].columns[c].header);
        }
        assert_int_equal(sheet.tables[0].end_row - sheet.tables[0].first_row, 1);
    }
}

static void a_layout_needs_all_its_headers(void **state) {
    (void)state;
    // The iShares UK columns but for "Exchange": no layout, though its first headers are there.
    recognise("Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Shares,Price,Location,Market "
              "Currency\nA,B,C,Equity,1.00,100,1.00,1,1,China,USD\n");
    assert_layout("generic");
}

static void the_order_of_columns_does_not_matter(void **state) {
    (void)state;
    recognise("Currency,MarketValue,ISIN\nUSD,5,US0378331005\n");
    assert_layout("pacta");
    assert_string_equal(header_of(0, HT_FIELD_ISIN), "ISIN");
    assert_int_equal(sheet.tables[0].columns[2].field, HT_FIELD_ISIN);
}

static void the_weight_is_the_column_that_the_layout_prefers(void **state) {
    (void)state;
    recognise(ht_arena_format(arena, "%s\n%s\n", column_sets[3].header, column_sets[3].row));
    assert_string_equal(header_of(0, HT_FIELD_WEIGHT), "Market Weight");
    assert_string_equal(header_of(0, HT_FIELD_WEIGHT_NOTIONAL), "Notional Weight");
    // Wherever it stands.
    recognise(ht_arena_format(arena, "Market Weight,%s\n7,%s\n", column_sets[0].header, column_sets[0].row));
    assert_string_equal(header_of(0, HT_FIELD_WEIGHT), "Weight (%)");
    recognise(ht_arena_format(arena, "%s,Market Weight\n%s,7\n", column_sets[0].header, column_sets[0].row));
    assert_string_equal(header_of(0, HT_FIELD_WEIGHT), "Weight (%)");
}

static void an_identifier_column_that_a_publisher_adds_is_used(void **state) {
    (void)state;
    recognise(ht_arena_format(arena, "%s,LEI\n%s,X\n", column_sets[0].header, column_sets[0].row));
    assert_layout("ishares_us");
    assert_string_equal(header_of(0, HT_FIELD_LEI), "LEI");
}

static void preamble_and_footer_are_no_rows_of_the_table(void **state) {
    (void)state;
    recognise(ht_arena_format(
        arena,
        "My Fund\nFund Holdings as of,\"Mar 10, 2022\"\nInception Date,\"Mar 26, 2008\"\nStock,\"-\"\n\xC2\xA0\n%s\n"
        "%s\n%s\n\xC2\xA0\n\"The content\nof this page, a disclaimer\"\n",
        column_sets[0].header, column_sets[0].row, column_sets[0].row));
    assert_layout("ishares_us");
    assert_string_equal(sheet.fund_name, "My Fund");
    assert_string_equal(sheet.as_of, "Mar 10, 2022");
    assert_string_equal(sheet.as_of_basis, "file");
    assert_int_equal(sheet.table_count, 1);
    assert_int_equal(sheet.tables[0].end_row - sheet.tables[0].first_row, 2);
    assert_int_equal(sheet.ignored_rows, grid.count - 2);
}

static const char two_tables[] = "Fund Of Funds\n"
                                 "Ticker,Name,Asset Class,Market Value,Weight (%%),Notional "
                                 "Value,Location,Exchange,Currency,FX Rate,Market Currency\n"
                                 "IVV,FUND ONE,Equity,60.00,60.00,60.00,United States,X,USD,1,USD\n"
                                 "IEMG,FUND TWO,Equity,40.00,%s,40.00,United States,X,USD,1,USD\n"
                                 " ,,,,,,,,,,\n"
                                 "Ticker,Name,Asset Class,Market Value,Weight (%%),Notional "
                                 "Value,Location,Exchange,Currency,FX Rate,Market Currency\n"
                                 "AAPL,APPLE INC,Equity,55.00,55.00,55.00,United States,X,USD,1,USD\n"
                                 "2415,HANGZHOU HIKVISION,Equity,30.00,%s,30.00,China,X,USD,1,USD\n";

static void a_second_table_that_looks_through_the_first_is_not_counted(void **state) {
    (void)state;
    recognise(ht_arena_format(arena, two_tables, "40.00", "30.02"));
    assert_int_equal(sheet.table_count, 2);
    assert_true(sheet.tables[0].counted);
    assert_false(sheet.tables[1].counted);
    assert_true(found(HT_CODE_REPEATED_TABLE));
    assert_int_equal(sheet.ignored_rows, grid.count - 2);
}

static void tables_that_are_whole_only_together_all_count(void **state) {
    (void)state;
    recognise(
        "Ticker,Name,Asset Class,Market Value,Weight (%),Notional Value,Location,Exchange,Currency,FX Rate,Market "
        "Currency\nA,FUND ONE,Equity,60.00,60.00,60.00,China,X,USD,1,USD\n"
        "Ticker,Name,Asset Class,Market Value,Weight (%),Notional Value,Location,Exchange,Currency,FX Rate,Market "
        "Currency\nB,FUND TWO,Equity,40.00,40.00,40.00,China,X,USD,1,USD\n");
    assert_int_equal(sheet.table_count, 2);
    assert_true(sheet.tables[0].counted && sheet.tables[1].counted);
    assert_false(found(HT_CODE_REPEATED_TABLE));
}

static void vanguard_tables_are_different_positions(void **state) {
    (void)state;
    recognise(
        "Holdings details\n\nExample Fund (EX)\n\nEquity,as of 05/31/2026\n\n"
        ",SEDOL,HOLDINGS,TICKER,% OF FUNDS*,SUB-INDUSTRY,COUNTRY,SECURITYDEPOSITORYRECEIPTTYPE,MARKET VALUE*,SHARES\n"
        ",---,Apple Inc,AAPL,60.00%,Tech,US,---,$60.00,1\n\nFixed income,as of 05/31/2026\n\n"
        ",SEDOL,HOLDINGS,TICKER,% OF FUNDS*,MARKET VALUE*,FACEAMOUNT,COUPONYIELD,MATURITY DATE\n"
        ",---,A Bond,---,39.00%,$39.00,40,1.00%,05/31/2030\n\nShort-term reserves,as of 05/30/2026\n\n"
        ",SEDOL,HOLDINGS,TICKER,% OF FUNDS*,MARKET VALUE*\n,---,Reserves,---,1.00%,$1.00\n");
    assert_layout("vanguard_us");
    assert_int_equal(sheet.table_count, 3);
    assert_true(sheet.tables[0].counted && sheet.tables[1].counted && sheet.tables[2].counted);
    assert_string_equal(sheet.tables[0].kind, "equity");
    assert_string_equal(sheet.tables[1].kind, "bond");
    assert_string_equal(sheet.tables[2].kind, "cash");
    assert_string_equal(sheet.fund_name, "Example Fund (EX)");
    assert_string_equal(sheet.as_of, "05/31/2026");
    assert_string_equal(sheet.value_currency, "USD");
    assert_true(found(HT_CODE_DATE_CONFLICT));
    for (size_t t = 0; t < 3; t++)
        assert_int_equal(sheet.tables[t].end_row - sheet.tables[t].first_row, 1);
}

static void norges_bank_has_its_date_in_the_file_name_alone(void **state) {
    (void)state;
    size_t set = 0;
    while (strcmp(column_sets[set].layout, "nbim_eq") != 0)
        set++;
    const char *text = ht_arena_format(arena, "%s\n%s\n", column_sets[set].header, column_sets[set].row);
    recognise_named(text, "some/EQ_2019_Country.csv");
    assert_string_equal(sheet.as_of, "2019-12-31");
    assert_string_equal(sheet.as_of_basis, "file-name");
    recognise_named(text, "EQ_2019_Country/other.csv");
    assert_null(sheet.as_of);
    recognise_named(text, "EQ_19_Country.csv");
    assert_null(sheet.as_of);
}

static void a_header_is_found_anywhere_by_the_vocabulary(void **state) {
    (void)state;
    recognise("Fonds;Beispielfonds;;\nStichtag;30.06.2025;;\nText;;;\n;;;\nWertpapier;ISIN;Kurswert;Anteil in %\n"
              "Siemens AG;DE0007236101;1.000,50;60,00\nSAP SE;DE0007164600;600,25;40,00\n");
    assert_layout("generic");
    assert_string_equal(header_of(0, HT_FIELD_NAME), "Wertpapier");
    assert_string_equal(header_of(0, HT_FIELD_VALUE), "Kurswert");
    assert_string_equal(header_of(0, HT_FIELD_WEIGHT), "Anteil in %");
    assert_string_equal(sheet.fund_name, "Beispielfonds");
    assert_string_equal(sheet.as_of, "30.06.2025");
    assert_int_equal(sheet.mark, HT_MARK_COMMA);
    assert_int_equal(sheet.weight_unit, HT_WEIGHT_PERCENT);
}

static void the_currency_in_a_header_is_that_of_the_values(void **state) {
    (void)state;
    recognise("Ticker,Name,Currency,Weight (%),Market Value (AUD)\nMSFT UW,MICROSOFT,USD,100,5.25\n");
    assert_string_equal(sheet.value_currency, "AUD");
    assert_false(sheet.trade_currency_is_value_currency);
    recognise("Name,Currency,Market Value\nMICROSOFT,USD,5.25\n");
    assert_null(sheet.value_currency);
    assert_true(sheet.trade_currency_is_value_currency);
    recognise("Name,Currency,Market Value,Weight\nMICROSOFT,USD,5.25,100\n");
    assert_false(sheet.trade_currency_is_value_currency);
}

static void identifiers_are_found_by_what_a_column_holds(void **state) {
    (void)state;
    recognise("Ref,Name,Market Value\nUS0378331005,Apple,1.00\nKYG875721634,Tencent,2.00\n-,Cash,3.00\n");
    assert_layout("generic");
    assert_string_equal(header_of(0, HT_FIELD_ISIN), "Ref");
    assert_string_equal(sheet.tables[0].columns[0].how, "content");
    // One in three wrong: less than nine in ten.
    recognise("Ref,Name,Market Value\nUS0378331005,Apple,1.00\nKYG875721634,Tencent,2.00\nUS0378331006,x,3.00\n");
    assert_string_equal(header_of(0, HT_FIELD_ISIN), "");
}

static void weights_near_one_are_fractions_and_others_stay_open(void **state) {
    (void)state;
    recognise("Name;ISIN;Gewichtung;Land\nA;US0378331005;0,6;USA\nB;KYG875721634;4,0E-01;China\n");
    assert_int_equal(sheet.weight_unit, HT_WEIGHT_FRACTION);
    recognise("Name;ISIN;Gewichtung;Land\nA;US0378331005;0,2;USA\nB;KYG875721634;0,1;China\n");
    assert_int_equal(sheet.weight_unit, HT_WEIGHT_AUTO);
    // Percents by the header, fractions by their sum: nobody can tell.
    recognise("Name,ISIN,Weight %,Country\nA,US0378331005,0.6,USA\nB,KYG875721634,0.4,China\n");
    assert_int_equal(sheet.weight_unit, HT_WEIGHT_AUTO);
    recognise("Name,ISIN,Weight %,Country\nA,US0378331005,0.2,USA\nB,KYG875721634,0.1,China\n");
    assert_int_equal(sheet.weight_unit, HT_WEIGHT_PERCENT);
    recognise("Name,ISIN,Weight,Country\nA,US0378331005,3.5%,USA\nB,KYG875721634,0.1%,China\n");
    assert_int_equal(sheet.weight_unit, HT_WEIGHT_PERCENT);
}

static void what_is_not_recognised_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {
        "This is a letter.\nIt has, indeed, commas.\n",
        "date,temperature\n2020-01-01,5\n",
        "Name,Street,City\nApple,1 Way,Cupertino\n",
        "Country,Market Value\nChina,5\n",
        "US0378331005,5\nKYG875721634,7\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        recognise(texts[i]);
        if (sheet.layout != NULL)
            fail_msg("text %zu is read as %s", i, sheet.layout);
        assert_true(found(HT_CODE_UNKNOWN_LAYOUT));
    }
}

static void tables_that_nothing_tells_apart_are_refused(void **state) {
    (void)state;
    recognise("Name,Market Value\nA,1\nB,2\nName,Market Value\nC,3\nD,4\n");
    assert_null(sheet.layout);
    assert_true(found(HT_CODE_UNKNOWN_LAYOUT));
}

static const char *write_layout(const char *text) {
    static char path[] = "/tmp/holdtrace-layout-XXXXXX";
    strcpy(path + strlen(path) - 6, "XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    return path;
}

static void a_layout_file_comes_before_the_builtin_ones(void **state) {
    (void)state;
    struct ht_error err = {HT_OK, ""};
    const char *path = write_layout("[layout]\ntitle = Mine\nrequires = ISIN\nrequires = MarketValue\n"
                                    "requires = Currency\nvalue_currency = EUR\n[columns]\nisin = ISIN\n"
                                    "value = MarketValue\n");
    size_t before = ht_layouts_count(layouts);
    assert_int_equal(ht_layouts_add_file(layouts, path, &err), HT_OK);
    unlink(path);
    assert_int_equal(ht_layouts_count(layouts), before + 1);
    assert_string_equal(ht_layouts_title(layouts, 0), "Mine");
    recognise("ISIN,MarketValue,Currency\nUS0378331005,1,USD\n");
    assert_string_equal(sheet.value_currency, "EUR");
}

static void a_wrong_layout_file_is_told_with_its_line(void **state) {
    (void)state;
    static const char *const texts[] = {
        "[layout]\nrequires = A\n[columns]\nprize = A\n",
        "[layout]\nrequires = A\ncolour = red\n[columns]\nname = A\n",
        "[layout]\nrequires = A\nweights = grams\n[columns]\nname = A\n",
        "[layout]\nrequires = A\nvalue_currency = XX\n[columns]\nname = A\n",
        "[layout]\nrequires = A\n[column]\nname = A\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct ht_error err = {HT_OK, ""};
        const char *path = write_layout(texts[i]);
        assert_int_equal(ht_layouts_add_file(layouts, path, &err), HT_ERR_FORMAT);
        unlink(path);
        assert_non_null(strstr(err.message, i == 0 || i == 4 ? ":4: " : ":3: "));
    }
    struct ht_error err = {HT_OK, ""};
    const char *path = write_layout("[layout]\ntitle = x\n");
    assert_int_equal(ht_layouts_add_file(layouts, path, &err), HT_ERR_FORMAT);
    unlink(path);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
    const struct CMUnitTest tests[] = {
        TEST(builtin_layouts_have_names_and_titles),
        TEST(fields_have_names_that_lead_back),
        TEST(every_column_set_is_known),
        TEST(a_layout_needs_all_its_headers),
        TEST(the_order_of_columns_does_not_matter),
        TEST(the_weight_is_the_column_that_the_layout_prefers),
        TEST(an_identifier_column_that_a_publisher_adds_is_used),
        TEST(preamble_and_footer_are_no_rows_of_the_table),
        TEST(a_second_table_that_looks_through_the_first_is_not_counted),
        TEST(tables_that_are_whole_only_together_all_count),
        TEST(vanguard_tables_are_different_positions),
        TEST(norges_bank_has_its_date_in_the_file_name_alone),
        TEST(a_header_is_found_anywhere_by_the_vocabulary),
        TEST(the_currency_in_a_header_is_that_of_the_values),
        TEST(identifiers_are_found_by_what_a_column_holds),
        TEST(weights_near_one_are_fractions_and_others_stay_open),
        TEST(what_is_not_recognised_is_refused),
        TEST(tables_that_nothing_tells_apart_are_refused),
        TEST(a_layout_file_comes_before_the_builtin_ones),
        TEST(a_wrong_layout_file_is_told_with_its_line),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
