// SPDX-License-Identifier: GPL-3.0-or-later
// Holdings in XML: SEC N-PORT and 13F filings, ISO 20022 statements.
#include "test_reading.h"

static const struct ht_position *at(size_t index) {
    assert_true(file.portfolio_count > 0 && index < file.portfolios[0].position_count);
    return &file.portfolios[0].positions[index];
}

static const struct ht_findings *findings(void) {
    return file.portfolio_count > 0 ? &file.portfolios[0].findings : &file.findings;
}

static const struct ht_finding *finding_of(enum ht_code code) {
    for (size_t i = 0; i < findings()->count; i++)
        if (findings()->items[i].code == code)
            return &findings()->items[i];
    return NULL;
}

static void assert_date(const char *text) {
    char buffer[HT_DATE_TEXT];
    assert_string_equal(ht_date_text(file.portfolios[0].holdings_date, buffer), text);
}

// --- N-PORT

#define NPORT(holdings)                                                                                              \
    "<edgarSubmission xmlns='http://www.sec.gov/edgar/nport'><formData><genInfo><regName>R</regName>"                \
    "<seriesName>N/A</seriesName><repPdEnd>2024-12-31</repPdEnd><repPdDate>2024-06-30</repPdDate></genInfo>\n"       \
    "<fundInfo><netAssets>1000</netAssets></fundInfo><invstOrSecs>" holdings                                         \
    "</invstOrSecs></formData></edgarSubmission>"

static void a_fund_states_its_facts(void **state) {
    (void)state;
    read_path("holdings_samples/example_nport.xml");
    assert_string_equal(file.sheet.layout, "nport_xml");
    assert_string_equal(portfolio->fund.name, "Example Global Technology Fund (sample)");
    assert_string_equal(portfolio->fund.id, "S000000001");
    assert_string_equal(portfolio->fund.currency, "USD");
    assert_number(portfolio->fund.net_assets, "10000000");
    assert_date("2024-06-30"); // and not the end of the fiscal year
    assert_int_equal(portfolio->position_count, 14);
}

static void a_holding_keeps_what_it_says(void **state) {
    (void)state;
    read_path("holdings_samples/example_nport.xml");
    const struct ht_position *p = at(1);
    assert_int_equal(p->line, 63);
    assert_string_equal(p->name, "Hangzhou Hikvision Digital Technology Co Ltd");
    assert_string_equal(p->isin, "CNE100000PM8");
    assert_null(p->lei);
    assert_null(p->cusip);
    assert_string_equal(p->currency, "USD");
    assert_string_equal(p->trade_currency, "CNY");
    assert_string_equal(p->country, "CN");
    assert_int_equal(p->kind, HT_KIND_EQUITY);
    assert_number(p->value, "390870.12");
    assert_number(p->weight_file_pct, "3.9087012");
    assert_number(p->quantity, "101000");
    assert_int_equal(at(2)->side, HT_SHORT);
    assert_null(at(2)->cusip);
    assert_int_equal(at(3)->kind, HT_KIND_FUND);
    assert_int_equal(at(4)->kind, HT_KIND_BOND);
    assert_int_equal(at(5)->kind, HT_KIND_CASH);
    assert_int_equal(at(13)->kind, HT_KIND_CASH);
}

static void a_future_is_on_its_index_and_not_its_exchange(void **state) {
    (void)state;
    read_path("holdings_samples/example_nport.xml");
    const struct ht_position *p = at(6);
    assert_int_equal(p->kind, HT_KIND_FUTURE);
    assert_string_equal(p->name, "S&P 500 Index");
    assert_null(p->lei);
    assert_number(p->notional, "1104300");
    assert_int_equal(p->side, HT_LONG);
}

static void a_forward_without_a_name_stays_without(void **state) {
    (void)state;
    read_path("holdings_samples/example_nport.xml");
    assert_int_equal(at(7)->kind, HT_KIND_FORWARD);
    assert_null(at(7)->name);
    assert_number(at(7)->value, "-1805.44");
}

static void a_swap_is_on_its_reference(void **state) {
    (void)state;
    read_path("holdings_samples/example_nport.xml");
    const struct ht_position *p = at(8);
    assert_int_equal(p->kind, HT_KIND_SWAP);
    assert_string_equal(p->name, "Zhejiang Dahua Technology Co Ltd");
    assert_string_equal(p->isin, "CNE100000BJ4");
    assert_null(p->lei);
    assert_null(p->country);
    assert_int_equal(p->side, HT_LONG);     // it receives the return, whatever the sign of its value
    assert_number(p->notional, "85423.56"); // 612000 at 7.1643
    assert_int_equal(finding_of(HT_CODE_FOREIGN_NOTIONAL)->line, p->line);
}

static void companies_in_a_basket_are_rows(void **state) {
    (void)state;
    read_path("holdings_samples/example_nport.xml");
    assert_string_equal(at(9)->name, "China Tech Custom Basket");
    assert_number(at(9)->notional, "400000");
    const struct ht_position *p = at(10);
    assert_string_equal(p->name, "Iflytek Co Ltd");
    assert_string_equal(p->isin, "CNE100000B81");
    assert_int_equal(p->kind, HT_KIND_SWAP);
    assert_int_equal(p->side, HT_LONG);
    assert_false(p->value.known);
    assert_number(p->notional, "146960");
    assert_int_equal(p->line, at(9)->line);
}

static void derivatives_inside_each_other_lead_to_the_last_reference(void **state) {
    (void)state;
    read_path("holdings_samples/example_nport.xml");
    const struct ht_position *p = at(12);
    assert_int_equal(p->kind, HT_KIND_OPTION);
    assert_int_equal(p->side, HT_SHORT); // written
    assert_string_equal(p->name, "Hangzhou Hikvision Digital Technology Co Ltd");
    assert_string_equal(p->isin, "CNE100000PM8");
    assert_number(p->notional, "50000");
    assert_number(p->value, "-2210");
}

static void a_warrant_without_reference_keeps_its_issuer(void **state) {
    (void)state;
    read_text(NPORT("<invstOrSec><name>Acme Inc</name><lei>HWUPKR0MPOU8FGXBT394</lei><title>WTS</title>"
                    "<balance>1</balance><valUSD>5</valUSD><pctVal>0.5</pctVal><assetCat>DE</assetCat>"
                    "<invCountry>US</invCountry><derivativeInfo><optionSwaptionWarrantDeriv derivCat='WAR'>"
                    "<counterparties><counterpartyName>Some Bank</counterpartyName></counterparties>"
                    "</optionSwaptionWarrantDeriv></derivativeInfo></invstOrSec>"));
    assert_string_equal(at(0)->name, "Acme Inc");
    assert_string_equal(at(0)->lei, "HWUPKR0MPOU8FGXBT394");
    assert_int_equal(at(0)->kind, HT_KIND_OPTION);
    assert_string_equal(file.portfolios[0].fund.name, "R");
}

static void a_convertible_keeps_its_own_identity(void **state) {
    (void)state;
    read_text(NPORT("<invstOrSec><name>Acme Inc</name><cusip>037833100</cusip><identifiers>"
                    "<isin value='US0378331005'/></identifiers><balance>1</balance><valUSD>5</valUSD>"
                    "<pctVal>0.5</pctVal><assetConditional assetCat='OTHER' desc='Warrants'/><debtSec>"
                    "<dbtSecRefInstruments><dbtSecRefInstrument><name>Other Corp</name><identifiers>"
                    "<isin value='CNE100000PM8'/></identifiers></dbtSecRefInstrument></dbtSecRefInstruments>"
                    "</debtSec></invstOrSec>"));
    assert_string_equal(at(0)->name, "Acme Inc");
    assert_string_equal(at(0)->isin, "US0378331005");
    assert_int_equal(at(0)->kind, HT_KIND_OPTION);
}

static void a_notional_without_a_rate_is_left_out(void **state) {
    (void)state;
    read_text(NPORT("<invstOrSec><name>Bank</name><title>T</title><curCd>USD</curCd><valUSD>5</valUSD>"
                    "<pctVal>0.5</pctVal><assetCat>DE</assetCat><derivativeInfo><swapDeriv derivCat='SWP'>"
                    "<notionalAmt>100</notionalAmt><curCd>CNY</curCd></swapDeriv></derivativeInfo></invstOrSec>"));
    assert_false(at(0)->notional.known);
    assert_string_equal(at(0)->name, "T");
    assert_non_null(strstr(finding_of(HT_CODE_FOREIGN_NOTIONAL)->message, "left out"));
}

static void a_filing_without_holdings_is_read_and_said(void **state) {
    (void)state;
    read_text(NPORT(""));
    assert_true(file.is_holdings);
    assert_int_equal(file.portfolios[0].position_count, 0);
    assert_non_null(finding_of(HT_CODE_NO_ROWS));
}

static void a_filing_that_breaks_off_is_trouble(void **state) {
    (void)state;
    read_text("\n<edgarSubmission xmlns='http://www.sec.gov/edgar/nport'><invstOrSecs>\n"
              "<invstOrSec><name>A</name><balance>1</balance><valUSD>5</valUSD></invstOrSec>\n"
              "<invstOrSec><name>B</name><balance>1</balance>\n<valU");
    assert_int_equal(file.portfolios[0].position_count, 1);
    assert_int_equal(finding_of(HT_CODE_MALFORMED)->line, 5);
    assert_int_equal(finding_of(HT_CODE_MALFORMED)->severity, HT_TROUBLE);
    assert_int_equal(finding_of(HT_CODE_BAD_ROW)->line, 4);
}

// --- 13F

static void thousands_become_dollars(void **state) {
    (void)state;
    read_path("holdings_samples/example_13f.txt");
    assert_string_equal(file.sheet.layout, "f13_xml");
    assert_string_equal(file.portfolios[0].fund.name, "Example Capital Partners LP (sample)");
    assert_date("2022-09-30");
    assert_int_equal(file.portfolios[0].position_count, 6);
    assert_number(at(0)->value, "17479000");
    assert_int_equal(at(0)->line, 74);
    assert_string_equal(at(0)->cusip, "037833100");
    assert_non_null(finding_of(HT_CODE_THOUSANDS));
    assert_null(finding_of(HT_CODE_TOTAL_MISMATCH));
    assert_int_equal(at(5)->kind, HT_KIND_BOND);
}

static void an_option_is_on_its_row_by_the_value_of_the_shares(void **state) {
    (void)state;
    read_path("holdings_samples/example_13f.txt");
    assert_int_equal(at(2)->kind, HT_KIND_OPTION);
    assert_number(at(2)->notional, "1804000");
    assert_false(at(0)->notional.known);
}

static void the_date_decides_the_unit_of_a_lone_table(void **state) {
    (void)state;
    read_path("holdings_samples/example_13f.xml");
    assert_number(at(0)->value, "17479000");
    assert_non_null(finding_of(HT_CODE_VALUE_UNIT));
    read_path_dated("holdings_samples/example_13f.xml", ht_date_of(2022, 12, 31));
    assert_number(at(0)->value, "17479000");
    assert_null(finding_of(HT_CODE_VALUE_UNIT));
    read_path_dated("holdings_samples/example_13f.xml", ht_date_of(2022, 9, 30));
    assert_number(at(0)->value, "17479000000");
    assert_non_null(finding_of(HT_CODE_THOUSANDS));
}

#define COVER(facts)                                                                                                 \
    "<SEC-DOCUMENT>x\n<DOCUMENT>\n<XML>\n<edgarSubmission xmlns='http://www.sec.gov/edgar/thirteenffiler'>"          \
    "<coverPage><filingManager><name>M</name></filingManager></coverPage>" facts                                     \
    "</edgarSubmission>\n</XML>\n</DOCUMENT>\n<DOCUMENT>\n<XML>\n"
#define TABLE                                                                                                        \
    "<t:informationTable xmlns:t='http://www.sec.gov/edgar/document/thirteenf/informationtable'><t:infoTable>"       \
    "<t:nameOfIssuer>APPLE INC</t:nameOfIssuer><t:titleOfClass>COM</t:titleOfClass><t:cusip>037833100</t:cusip>"     \
    "<t:value>12.5</t:value><t:shrsOrPrnAmt><t:sshPrnamt>3</t:sshPrnamt><t:sshPrnamtType>SH</t:sshPrnamtType>"       \
    "</t:shrsOrPrnAmt></t:infoTable></t:informationTable>\n</XML>\n</DOCUMENT>\n"

static void a_side_of_unknown_words_is_told(void **state) {
    (void)state;
    read_text(NPORT("<invstOrSec><name>A</name><valUSD>-5</valUSD><payoffProfile>Sideways</payoffProfile>"
                    "</invstOrSec>"));
    assert_int_equal(at(0)->side, HT_SHORT);
    assert_non_null(strstr(finding_of(HT_CODE_BAD_CELL)->message, "Sideways"));
}

static void a_filing_that_breaks_off_before_its_table_may_hold_anything(void **state) {
    (void)state;
    read_text("<edgarSubmission xmlns='http://www.sec.gov/edgar/thirteenffiler'><coverPa");
    assert_false(file.is_holdings);
    assert_true(file.closed);
    assert_non_null(finding_of(HT_CODE_MALFORMED));
}

static void an_old_quarter_signed_late_is_in_dollars(void **state) {
    (void)state;
    read_text(COVER("<periodOfReport>12-31-2021</periodOfReport><signatureDate>03-22-2023</signatureDate>") TABLE);
    assert_number(at(0)->value, "12.5");
    assert_null(finding_of(HT_CODE_VALUE_UNIT));
    read_text(COVER("<periodOfReport>12-31-2021</periodOfReport><signatureDate>02-14-2022</signatureDate>") TABLE);
    assert_number(at(0)->value, "12500");
    read_text(COVER("<isAmendment>true</isAmendment><periodOfReport>12-31-2021</periodOfReport>") TABLE);
    assert_number(at(0)->value, "12.5");
    assert_non_null(finding_of(HT_CODE_VALUE_UNIT));
}

static void the_cover_page_is_held_against_the_table(void **state) {
    (void)state;
    read_text(COVER("<periodOfReport>09-30-2023</periodOfReport><tableEntryTotal>2</tableEntryTotal>"
                    "<tableValueTotal>13</tableValueTotal><isConfidentialOmitted>true</isConfidentialOmitted>")
                  TABLE);
    assert_non_null(strstr(finding_of(HT_CODE_MALFORMED)->message, "2 entries"));
    assert_non_null(strstr(finding_of(HT_CODE_TOTAL_MISMATCH)->message, "12.5"));
    assert_non_null(finding_of(HT_CODE_INCOMPLETE));
}

static void other_parts_of_a_report_are_named(void **state) {
    (void)state;
    read_text("<a:edgarSubmission xmlns:a='http://www.sec.gov/edgar/thirteenffiler'><a:coverPage><a:filingManager>"
              "<a:name>M</a:name></a:filingManager></a:coverPage></a:edgarSubmission>");
    assert_false(file.is_holdings);
    assert_non_null(strstr(finding_of(HT_CODE_NOT_HOLDINGS)->message, "cover page of a 13F report by M"));
    read_text("<html xmlns:n2='http://www.sec.gov/edgar/document/thirteenf/informationtable'><body>x</body></html>");
    assert_false(file.is_holdings);
    assert_non_null(strstr(finding_of(HT_CODE_UNSUPPORTED)->message, "web page"));
}

static void a_wrapped_document_without_its_end_is_trouble(void **state) {
    (void)state;
    read_text("<SEC-DOCUMENT>x\n<XML>\n<informationTable><infoTable><nameOfIssuer>A</nameOfIssuer><cusip>037833100"
              "</cusip><value>1</value></infoTable>\n");
    assert_int_equal(file.portfolios[0].position_count, 1);
    assert_non_null(finding_of(HT_CODE_MALFORMED));
}

// --- semt.002

static void a_statement_counts_each_balance_once(void **state) {
    (void)state;
    read_path("holdings_samples/example_semt002.xml");
    assert_string_equal(file.sheet.layout, "semt002_xml");
    assert_int_equal(file.portfolio_count, 1);
    assert_string_equal(file.portfolios[0].fund.id, "EXAMPLE-4711");
    assert_date("2025-06-30");
    assert_int_equal(file.portfolios[0].position_count, 5);
    const struct ht_position *p = at(0);
    assert_string_equal(p->isin, "CNE100000PM8");
    assert_number(p->quantity, "88000");
    assert_number(p->value, "290400");
    assert_string_equal(p->currency, "EUR");
    assert_number(p->price, "27.258");
    assert_int_equal(p->kind, HT_KIND_EQUITY);
    assert_string_equal(at(1)->cusip, "037833100");
    assert_int_equal(at(3)->kind, HT_KIND_BOND);
    assert_int_equal(findings()->count, 0);
}

static void a_short_balance_is_below_zero(void **state) {
    (void)state;
    read_path("holdings_samples/example_semt002.xml");
    assert_int_equal(at(2)->side, HT_SHORT);
    assert_number(at(2)->value, "-66420");
    assert_number(at(2)->quantity, "-410000");
}

#define SEMT(version, head, body)                                                                                    \
    "<?xml version='1.0'?>\n<Document xmlns='urn:iso:std:iso:20022:tech:xsd:semt.002.001." version                   \
    "'><SctiesBalCtdyRpt>" head body "</SctiesBalCtdyRpt></Document>\n"
#define BALANCE(tag, isin, rest) "<" tag "><FinInstrmId><ISIN>" isin "</ISIN></FinInstrmId>" rest "</" tag ">"

static void simple_producers_leave_levels_out(void **state) {
    (void)state;
    read_text(SEMT("05", "<SfkpgAcct><Id>1</Id></SfkpgAcct>",
                   BALANCE("BalForAcct", "US0378331005",
                           "<AggtBal><ShrtLngInd>LONG</ShrtLngInd><Unit>10</Unit></AggtBal><PricDtls>"
                           "<Tp><Cd>INDC</Cd></Tp><Val Ccy='USD'>1</Val></PricDtls><PricDtls><Tp><Cd>MRKT</Cd></Tp>"
                           "<Val Ccy='USD'>2.5</Val></PricDtls><InstrmCcyAmts><HldgVal><Amt Ccy='USD'>25</Amt>"
                           "<Sgn>false</Sgn></HldgVal></InstrmCcyAmts>")));
    assert_number(at(0)->quantity, "10");
    assert_number(at(0)->price, "2.5");
    assert_number(at(0)->value, "-25");
    assert_string_equal(at(0)->currency, "USD");
}

static void sub_accounts_are_funds(void **state) {
    (void)state;
#define SUB(id, isin)                                                                                                \
    "<SubAcctDtls><SfkpgAcct><Id>" id "</Id></SfkpgAcct>" BALANCE(                                                   \
        "BalForSubAcct", isin,                                                                                       \
        "<AggtBal><Qty><Qty><Qty><Unit>1</Unit></Qty></Qty></Qty></AggtBal>") "</SubAcctDtls>"
    read_text(SEMT("12", "<SfkpgAcct><Id>main</Id></SfkpgAcct>", SUB("a", "US0378331005") SUB("b", "CNE100000PM8")));
    assert_int_equal(file.portfolio_count, 2);
    assert_string_equal(file.portfolios[0].fund.id, "a");
    assert_string_equal(file.portfolios[1].fund.id, "b");
}

static void an_option_in_a_statement_is_on_its_underlying(void **state) {
    (void)state;
    read_text(SEMT("11", "",
                   BALANCE("BalForAcct", "DE000C4SA5W8",
                           "<FinInstrmAttrbts><ClssfctnTp><ClssfctnFinInstrm>OCASPS</ClssfctnFinInstrm></ClssfctnTp>"
                           "<UndrlygFinInstrmId><ISIN>CNE100000PM8</ISIN></UndrlygFinInstrmId></FinInstrmAttrbts>"
                           "<AggtBal><Unit>1</Unit></AggtBal>")));
    assert_int_equal(at(0)->kind, HT_KIND_OPTION);
    assert_string_equal(at(0)->isin, "CNE100000PM8");
}

static void a_statement_of_changes_is_refused(void **state) {
    (void)state;
    read_text(SEMT("11", "<StmtGnlDtls><UpdTp><Cd>DELT</Cd></UpdTp></StmtGnlDtls>",
                   BALANCE("BalForAcct", "US0378331005", "<AggtBal><Unit>1</Unit></AggtBal>")));
    assert_false(file.is_holdings);
    assert_non_null(strstr(finding_of(HT_CODE_UNSUPPORTED)->message, "DELT"));
}

#define PAGE(number, last)                                                                                           \
    SEMT("11", "<Pgntn><PgNb>" number "</PgNb><LastPgInd>" last "</LastPgInd></Pgntn>",                              \
         BALANCE("BalForAcct", "US0378331005", "<AggtBal><Unit>1</Unit></AggtBal>"))

static void pages_one_behind_the_other_are_one_statement(void **state) {
    (void)state;
    read_text(PAGE("1", "false") PAGE("2", "true"));
    assert_int_equal(file.portfolios[0].position_count, 2);
    assert_int_equal(at(1)->line, 4);
    assert_null(finding_of(HT_CODE_INCOMPLETE));
    assert_null(finding_of(HT_CODE_MALFORMED));
}

static void missing_pages_are_said(void **state) {
    (void)state;
    read_text(PAGE("1", "false"));
    assert_non_null(strstr(finding_of(HT_CODE_INCOMPLETE)->message, "after page 1"));
    read_text(PAGE("3", "true"));
    assert_non_null(strstr(finding_of(HT_CODE_INCOMPLETE)->message, "3 pages"));
}

static void a_stated_total_is_held_against_the_rows(void **state) {
    (void)state;
    read_text(
        SEMT("11", "",
             BALANCE("BalForAcct", "US0378331005",
                     "<AggtBal><Unit>1</Unit></AggtBal><AcctBaseCcyAmts><HldgVal><Amt Ccy='EUR'>10</Amt></HldgVal>"
                     "</AcctBaseCcyAmts>") "<AcctBaseCcyTtlAmts><TtlHldgsValOfStmt><Amt Ccy='EUR'>11</Amt>"
                                           "</TtlHldgsValOfStmt></AcctBaseCcyTtlAmts>"));
    assert_non_null(strstr(finding_of(HT_CODE_TOTAL_MISMATCH)->message, "11 EUR"));
}

int main(void) {
#define TEST(function) cmocka_unit_test_setup_teardown(function, start, stop)
    const struct CMUnitTest tests[] = {
        TEST(a_fund_states_its_facts),
        TEST(a_holding_keeps_what_it_says),
        TEST(a_future_is_on_its_index_and_not_its_exchange),
        TEST(a_forward_without_a_name_stays_without),
        TEST(a_swap_is_on_its_reference),
        TEST(companies_in_a_basket_are_rows),
        TEST(derivatives_inside_each_other_lead_to_the_last_reference),
        TEST(a_warrant_without_reference_keeps_its_issuer),
        TEST(a_convertible_keeps_its_own_identity),
        TEST(a_notional_without_a_rate_is_left_out),
        TEST(a_filing_without_holdings_is_read_and_said),
        TEST(a_side_of_unknown_words_is_told),
        TEST(a_filing_that_breaks_off_is_trouble),
        TEST(thousands_become_dollars),
        TEST(an_option_is_on_its_row_by_the_value_of_the_shares),
        TEST(the_date_decides_the_unit_of_a_lone_table),
        TEST(a_filing_that_breaks_off_before_its_table_may_hold_anything),
        TEST(an_old_quarter_signed_late_is_in_dollars),
        TEST(the_cover_page_is_held_against_the_table),
        TEST(other_parts_of_a_report_are_named),
        TEST(a_wrapped_document_without_its_end_is_trouble),
        TEST(a_statement_counts_each_balance_once),
        TEST(a_short_balance_is_below_zero),
        TEST(simple_producers_leave_levels_out),
        TEST(sub_accounts_are_funds),
        TEST(an_option_in_a_statement_is_on_its_underlying),
        TEST(a_statement_of_changes_is_refused),
        TEST(pages_one_behind_the_other_are_one_statement),
        TEST(missing_pages_are_said),
        TEST(a_stated_total_is_held_against_the_rows),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
