// SPDX-License-Identifier: GPL-3.0-or-later
// Headers as exports print them in each language, and what they mean.
#include "test_base.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/csv.h"
#include "holdtrace/layout.h"

static struct ht_arena *arena;
static struct ht_layouts *layouts;
static struct ht_sheet sheet;
static const char *said; // the last finding

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

static void recognise(const char *text) {
    static struct ht_grid grid;
    struct ht_error err = {HT_OK, ""};
    struct ht_findings findings = ht_findings_in(arena);
    assert_int_equal(ht_csv_read(ht_slice_of(text), 0, arena, &grid, &findings, &err), HT_OK);
    ht_layout_recognise(layouts, &grid, "x.csv", arena, &sheet, &findings);
    said = findings.count > 0 ? findings.items[findings.count - 1].message : "";
}

// The meanings of the columns in order, "-" for none.
static const char *meanings(void) {
    char *all = ht_arena_string(arena, "");
    for (size_t i = 0; i < sheet.tables[0].column_count; i++) {
        enum ht_field field = sheet.tables[0].columns[i].field;
        all = ht_arena_format(arena, "%s%s%s", all, i > 0 ? " " : "",
                              field != HT_FIELD_NONE ? ht_field_name(field) : "-");
    }
    return all;
}

static const struct {
    const char *language, *header, *row, *expected, *currency;
} files[] = {
    {"english",
     "Security Name,ISIN,Ticker,Quantity,Price,Market Value (EUR),% of NAV,Currency,Country,Asset "
     "Class,Maturity,Coupon",
     "Apple,US0378331005,AAPL,10,1.50,15.00,100.00,USD,US,Equity,,",
     "name isin ticker quantity price value weight trade_currency country asset_class maturity coupon", "EUR"},
    {"english", "Fund Name,As Of Date,Holding,CUSIP,Shares,Market value ($),Weight%,Sector",
     "X,2025-01-01,Apple,037833100,10,15.00,100.00,IT",
     "fund_name holdings_date name cusip quantity value weight sector", NULL},
    {"english", "Security description,SEDOL,USD Market Value,Market value local,Percent of net assets",
     "Apple,2046251,15.00,14.00,100.00", "name sedol value value_other weight", "USD"},
    {"german",
     "Wertpapierbezeichnung;ISIN;St\xC3\xBC"
     "ck;Kurs;Kurswert EUR;Anteil in %;W\xC3\xA4hrung;Land;Anlageklasse;F\xC3\xA4lligkeit;Kupon",
     "SAP;DE0007164600;10;1,50;15,00;100,00;EUR;Deutschland;Aktien;;",
     "name isin quantity price value weight trade_currency country asset_class maturity coupon", "EUR"},
    {"german", "Fonds;Stichtag;BEZEICHNUNG;ISIN-Code;Nominale;Marktwert in CHF;Gewichtung (%);Waehrung;Branche",
     "X;30.06.2025;SAP;DE0007164600;10;15,00;100,00;EUR;IT",
     "fund_name holdings_date name isin quantity value weight trade_currency sector", "CHF"},
    {"french",
     "Libell\xC3\xA9;Code ISIN;Quantit\xC3\xA9;Cours;Valorisation (EUR);Poids;Devise;Pays;Classe d\xE2\x80\x99"
     "actifs;\xC3\x89"
     "ch\xC3\xA9"
     "ance;Coupon",
     "TotalEnergies;FR0000120271;10;1,50;15,00;100,00;EUR;France;Actions;;",
     "name isin quantity price value weight trade_currency country asset_class maturity coupon", "EUR"},
    {"french", "Valeur;Code ISIN;Nombre de titres;Valeur de march\xC3\xA9 en EUR;% de l'actif net;Secteur",
     "TotalEnergies;FR0000120271;10;15,00;100,00;Energie", "name isin quantity value weight sector", "EUR"},
    {"french", "Nom du fonds;Date de valorisation;Libelle;Code ISIN;Valeur;Pond\xC3\xA9ration (%)",
     "X;30/06/2025;TotalEnergies;FR0000120271;15,00;100,00", "fund_name holdings_date name isin value weight", NULL},
    {"spanish",
     "Denominaci\xC3\xB3n;C\xC3\xB3"
     "digo ISIN;T\xC3\xADtulos;Precio;Valor de mercado (EUR);Peso (%);Divisa;Pa\xC3\xADs;Tipo de "
     "activo;Vencimiento;Cup\xC3\xB3n",
     "Iberdrola;ES0144580Y14;10;1,50;15,00;100,00;EUR;Espa\xC3\xB1"
     "a;Renta variable;;",
     "name isin quantity price value weight trade_currency country asset_class maturity coupon", "EUR"},
    {"spanish", "Fondo;Fecha;Emisor;ISIN;Nominal;Valor efectivo;% Patrimonio",
     "X;30/06/2025;Iberdrola;ES0144580Y14;10;15,00;100,00", "fund_name holdings_date name isin quantity value weight",
     NULL},
    {"italian",
     "Titolo;Codice ISIN;Quantit\xC3\xA0;Prezzo;Controvalore in EUR;Peso %;Valuta;Paese;Tipo "
     "strumento;Scadenza;Cedola",
     "Enel;IT0003128367;10;1,50;15,00;100,00;EUR;Italia;Azioni;;",
     "name isin quantity price value weight trade_currency country asset_class maturity coupon", "EUR"},
    {"italian", "Fondo;Data di riferimento;Descrizione;ISIN;Valore di mercato;Incidenza %",
     "X;30/06/2025;Enel;IT0003128367;15,00;100,00", "fund_name holdings_date name isin value weight", NULL},
    {"dutch", "Naam;ISIN;Aantal;Koers;Marktwaarde (EUR);Weging;Valuta;Land;Beleggingscategorie;Vervaldatum;Coupon",
     "ASML;NL0010273215;10;1,50;15,00;100,00;EUR;Nederland;Aandelen;;",
     "name isin quantity price value weight trade_currency country asset_class maturity coupon", "EUR"},
    {"dutch", "Fondsnaam;Peildatum;Omschrijving;ISIN;Waarde in EUR;% van het fonds",
     "X;30-06-2025;ASML;NL0010273215;15,00;100,00", "fund_name holdings_date name isin value weight", "EUR"},
    {"swedish",
     "V\xC3\xA4rdepapper;ISIN-kod;Antal;Kurs;Marknadsv\xC3\xA4rde SEK;Andel av fondf\xC3\xB6rm\xC3\xB6genhet "
     "%;Valuta;Land;Instrumenttyp",
     "Volvo;SE0000115446;10;1,50;15,00;100,00;SEK;Sverige;Aktier",
     "name isin quantity price value weight trade_currency country asset_class", "SEK"},
    {"swedish", "Fond;Datum;Bolag;ISIN;V\xC3\xA4rde i SEK;Vikt (%);Bransch;F\xC3\xB6rfallodatum;Kupong",
     "X;2025-06-30;Volvo;SE0000115446;15,00;100,00;Industri;;",
     "fund_name holdings_date name isin value weight sector maturity coupon", "SEK"},
    {"norwegian",
     "Verdipapir;ISIN;Antall;Kurs;Markedsverdi (NOK);Andel av fondet;Valuta;Land;Aktivaklasse;Forfall;Kupong",
     "Equinor;NO0010096985;10;1,50;15,00;100,00;NOK;Norge;Aksjer;;",
     "name isin quantity price value weight trade_currency country asset_class maturity coupon", "NOK"},
    {"norwegian", "Fondsnavn;Dato;Selskap;ISIN;Markedsverdi i NOK;Vekt;Bransje",
     "X;30.06.2025;Equinor;NO0010096985;15,00;100,00;Energi", "fund_name holdings_date name isin value weight sector",
     "NOK"},
    {"danish",
     "Papirnavn;Fondskode;Antal stk;Kurs;Kursv\xC3\xA6rdi DKK;Andel %;Valuta;Land;Papirtype;Udl\xC3\xB8"
     "b;Kuponrente",
     "Novo Nordisk;DK0062498333;10;1,50;15,00;100,00;DKK;Danmark;Aktier;;",
     "name isin quantity price value weight trade_currency country asset_class maturity coupon", "DKK"},
    {"danish", "Afdeling;Opg\xC3\xB8relsesdato;Selskab;ISIN-kode;Markedsv\xC3\xA6rdi;% af formuen",
     "X;30.06.2025;Novo Nordisk;DK0062498333;15,00;100,00", "fund_name holdings_date name isin value weight", NULL},
    {"portuguese",
     "Ativo;C\xC3\xB3"
     "digo ISIN;Quantidade;Pre\xC3\xA7o;Valor de mercado (BRL);% do PL;Moeda;Pa\xC3\xADs;Classe de "
     "ativo;Vencimento;Cupom",
     "Petrobras;BRPETRACNPR6;10;1,50;15,00;100,00;BRL;Brasil;A\xC3\xA7\xC3\xB5"
     "es;;",
     "name isin quantity price value weight trade_currency country asset_class maturity coupon", "BRL"},
    {"portuguese", "Fundo;Data de refer\xC3\xAAncia;Designa\xC3\xA7\xC3\xA3o;ISIN;Montante;Pondera\xC3\xA7\xC3\xA3o",
     "X;30/06/2025;Galp;PTGAL0AM0009;15,00;100,00", "fund_name holdings_date name isin value weight", NULL},
    {"chinese, simplified", "序号,股票代码,股票名称,数量（股）,公允价值（元）,占基金资产净值比例（%）",
     "1,002415,海康威视,10,15.00,100.00", "other ticker name quantity value weight", NULL},
    {"chinese, simplified",
     "基金名称,日期,证券代码,证券简称,ISIN代码,持仓数量,价格,市值(人民币元),占净值比例,币种,国家/"
     "地区,资产类别,到期日,票面利率",
     "X,2025-06-30,002415,海康威视,CNE100000PM8,10,1.50,15.00,100.00,CNY,CN,股票,,",
     "fund_name holdings_date ticker name isin quantity price value weight trade_currency country asset_class "
     "maturity coupon",
     "CNY"},
    {"chinese, traditional", "股份代號,股份名稱,股數,收市價,市值（港元）,佔淨值比例(%),貨幣,國家,資產類別",
     "700,騰訊控股,10,1.50,15.00,100.00,HKD,CN,股票",
     "ticker name quantity price value weight trade_currency country asset_class", "HKD"},
    {"chinese, traditional", "基金名稱,資料日期,證券代號,商品名稱,ISIN代碼,持股數,權重,到期日,票面利率",
     "X,2025-06-30,2330,台積電,TW0002330008,10,100.00,,",
     "fund_name holdings_date ticker name isin quantity weight maturity coupon", NULL},
    {"japanese", "証券コード,銘柄名,保有株数,株価,時価評価額（円）,組入比率（％）,通貨,国,資産クラス,償還日,利率",
     "6758,ソニーグループ,10,1.50,15.00,100.00,JPY,JP,株式,,",
     "ticker name quantity price value weight trade_currency country asset_class maturity coupon", "JPY"},
    {"japanese", "ファンド名,基準日,ISINコード,銘柄,数量,評価額,構成比,業種",
     "X,2025-06-30,JP3435000009,ソニーグループ,10,15.00,100.00,電気機器",
     "fund_name holdings_date isin name quantity value weight sector", NULL},
};

static void headers_mean_the_same_in_every_language(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        recognise(ht_arena_format(arena, "%s\n%s\n%s\n", files[i].header, files[i].row, files[i].row));
        if (sheet.layout == NULL || strcmp(sheet.layout, "generic") != 0) {
            fail_msg("%s header %zu is read as %s", files[i].language, i,
                     sheet.layout != NULL ? sheet.layout : "nothing");
        }
        if (strcmp(meanings(), files[i].expected) != 0)
            fail_msg("%s header %zu:\n got %s\nnot %s", files[i].language, i, meanings(), files[i].expected);
        if (files[i].currency == NULL) {
            assert_null(sheet.value_currency);
        } else {
            if (sheet.value_currency == NULL)
                fail_msg("%s header %zu names no currency", files[i].language, i);
            assert_string_equal(sheet.value_currency, files[i].currency);
        }
    }
}

static void asset_classes_are_known_in_every_language(void **state) {
    (void)state;
    static const struct {
        const char *kind, *words[14];
    } kinds[] = {
        {"equity",
         {"Equity", "Aktien", "Actions", "Renta variable", "Azioni", "Aandelen", "Aktier", "Aksjer", "Ações", "股票",
          "普通股票", "株式", NULL}},
        {"bond",
         {"Fixed Income", "Anleihen", "Obligations", "Renta fija", "Obbligazioni", "Obligaties", "Obligationer",
          "Obligasjoner", "Obrigações", "债券", "債券", "国債", NULL}},
        {"cash",
         {"Cash", "Barmittel", "Liquidités", "Tesorería", "Liquidez", "Liquiditeiten", "Kassa", "Bankinnskudd",
          "Kontanter", "Caixa", "银行存款", "現金", NULL}},
        {"fund",
         {"ETF", "Fonds", "OPCVM", "Fondos", "Fondi", "Beleggingsfondsen", "Fondandelar", "Fondsandeler", "Fundos",
          "基金", "投資信託", NULL}},
        {"future",
         {"Futures", "Terminkontrakte", "Contrats à terme", "Futuros", "Terminer", "期货", "期貨", "先物", NULL}},
        {"option",
         {"Options", "Optionsscheine", "Opciones", "Opzioni", "Optioner", "Opsjoner", "期权", "認股權證", NULL}},
    };
    recognise("Name,Market Value\nA,1\n");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        for (size_t k = 0; kinds[i].words[k] != NULL; k++) {
            const char *kind = ht_sheet_kind_word(&sheet, ht_slice_of(kinds[i].words[k]));
            if (kind == NULL || strcmp(kind, kinds[i].kind) != 0)
                fail_msg("%s is %s", kinds[i].words[k], kind != NULL ? kind : "nothing");
        }
    }
}

static void case_accents_width_and_blanks_are_no_matter(void **state) {
    (void)state;
    static const char *const headers[] = {"QUANTITÉ,Market  Value,WEIGHT%", "quantite,market value*,Weight (%)",
                                          "Quantité,Ｍａｒｋｅｔ　Ｖａｌｕｅ,Ｗｅｉｇｈｔ（％）",
                                          "Quantite\xCC\x81,\"Market\nvalue\",\xC2\xA0Weight \xC2\xA0%"};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        recognise(ht_arena_format(arena, "Name,%s\nA,1,2.50,3.50\n", headers[i]));
        assert_string_equal(meanings(), "name quantity value weight");
    }
}

static void amounts_in_thousands_are_read_with_their_unit(void **state) {
    (void)state;
    static const char *const headers[] = {"Market value (000)", "Market Value (EUR m)", "Marktwert in TEUR",
                                          "市值（万元）",       "評価額（百万円）",     "Marknadsvärde TSEK"};
    static const int shifts[] = {3, 6, 3, 4, 6, 3};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        recognise(ht_arena_format(arena, "Name,ISIN,%s,Weight %%\nA,US0378331005,2.50,100.0\n", headers[i]));
        assert_string_equal(meanings(), "name isin value weight");
        assert_int_equal(sheet.tables[0].columns[2].shift, shifts[i]);
    }
    // "M" is a thousand to some and a million to others.
    recognise("Name,ISIN,Market Value (USD M),Weight %\nA,US0378331005,2.50,100.0\n");
    assert_string_equal(meanings(), "name isin other weight");
}

static void a_header_is_held_against_its_cells(void **state) {
    (void)state;
    // "Valeur" is the security or its value.
    recognise("Libellé;Code ISIN;Valeur\nA;FR0000120271;15,00\nB;FR0000120271;16,00\n");
    assert_string_equal(meanings(), "name isin value");
    recognise("Code ISIN;Valeur;Poids\nFR0000120271;A;15,00\nFR0000120271;B;16,00\n");
    assert_string_equal(meanings(), "isin name weight");
    // A column called a weight that holds words is none, and a name that is a number is none.
    recognise("Name,ISIN,Weight,Market Value\nA,US0378331005,heavy,1.50\nB,US5949181045,light,2.50\n");
    assert_string_equal(meanings(), "name isin - value");
    recognise("Holding,ISIN,Market Value\n1,US0378331005,1.50\n2,US5949181045,2.50\n");
    assert_string_equal(meanings(), "- isin value");
}

static void a_list_of_funds_is_no_file_of_many_funds(void **state) {
    (void)state;
    recognise("Fund,ISIN,Value\nA,US0378331005,1.50\nB,US5949181045,2.50\nC,DE0007164600,3.50\n");
    assert_string_equal(meanings(), "name isin value");
    recognise("Fund,ISIN,Value\nA,US0378331005,1.50\nA,US5949181045,2.50\nB,DE0007164600,3.50\n");
    assert_string_equal(meanings(), "fund_name isin value");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

static void what_was_not_read_as_values_is_named(void **state) {
    (void)state;
    recognise("Name;ISIN;Market Value (in cows);Weight\nApple;US0378331005;5,00;100,00\n");
    assert_string_equal(sheet.doubtful_values,
                        "\"Market Value (in cows)\" (what \"in cows\" means after \"Market Value\" is not known)");
    recognise("Name;ISIN;Market Value;Weight\nApple;US0378331005;five;100,00\nIBM;US4592001014;6,00;0,00\n"
              "SAP;DE0007164600;much;0,00\n");
    assert_string_equal(sheet.doubtful_values, "\"Market Value\" (\"five\" in it is no number)");
    recognise("Name;ISIN;Mkt Xyz;Weight\nApple;US0378331005;5,00;100,00\n");
    assert_string_equal(sheet.doubtful_values, "\"Mkt Xyz\" (what the header means is not known)");
    recognise("Name;ISIN;Market Value;Mkt Xyz\nApple;US0378331005;5,00;100,00\n");
    assert_null(sheet.doubtful_values);
}

static void a_file_that_is_not_read_says_which_columns_are_in_doubt(void **state) {
    (void)state;
    recognise("Name;ISIN;Market Value 31.05.2025;Market Value 30.06.2025\nApple;US0378331005;5,00;6,00\n");
    assert_null(sheet.layout);
    assert_non_null(strstr(said, "no column of amounts could be recognised with certainty; in doubt: "
                                 "\"Market Value 31.05.2025\" (what \"31.05.2025\" means after \"Market Value\" is "
                                 "not known), \"Market Value 30.06.2025\""));
    assert_non_null(strstr(said, "--write-layout"));
    recognise("Wem;Market Value;Weight\nApple;5,00;40,00\nSAP;6,00;60,00\n");
    assert_non_null(strstr(said, "no column that identifies securities could be recognised with certainty; in doubt: "
                                 "\"Wem\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(headers_mean_the_same_in_every_language),
        TEST(asset_classes_are_known_in_every_language),
        TEST(case_accents_width_and_blanks_are_no_matter),
        TEST(amounts_in_thousands_are_read_with_their_unit),
        TEST(a_header_is_held_against_its_cells),
        TEST(a_list_of_funds_is_no_file_of_many_funds),
        TEST(what_was_not_read_as_values_is_named),
        TEST(a_file_that_is_not_read_says_which_columns_are_in_doubt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
