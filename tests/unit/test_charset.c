// SPDX-License-Identifier: GPL-3.0-or-later
// Encodings of lists of holdings as banks export them: text is put into each with iconv, which is not the converter
// of the program, and must come back.
#include "test_base.h"

#include <iconv.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/decode.h"

static struct ht_arena *arena;

static int start(void **state) {
    (void)state;
    arena = ht_arena_new();
    return 0;
}

static int stop(void **state) {
    (void)state;
    ht_arena_free(arena);
    return 0;
}

static struct ht_slice encode(const char *text, const char *encoding) {
    iconv_t to = iconv_open(encoding, "UTF-8");
    assert_true(to != (iconv_t)-1);
    size_t left = strlen(text), room = left * 4;
    char *in = ht_arena_string(arena, text), *bytes = ht_arena_alloc(arena, room + 1), *out = bytes;
    if (iconv(to, &in, &left, &out, &room) == (size_t)-1)
        fail_msg("%s cannot be written in %s", in, encoding);
    iconv_close(to);
    return (struct ht_slice){bytes, (size_t)(out - bytes)};
}

// TEXT in ENCODING is decoded as EXPECTED, with a note that names it, and comes back.
static void comes_back(const char *text, const char *encoding, const char *expected) {
    struct ht_slice bytes = encode(text, encoding);
    struct ht_source source = {.path = "x", .bytes = (const unsigned char *)bytes.data, .size = bytes.len};
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_error err = {HT_OK, ""};
    struct ht_text decoded;
    assert_int_equal(ht_decode(&source, NULL, arena, &decoded, &findings, &err), HT_OK);
    assert_string_equal(decoded.encoding, expected);
    assert_string_equal(decoded.utf8.data, text);
    assert_true(decoded.guessed);
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].code, HT_CODE_GUESSED_ENCODING);
    assert_non_null(strstr(findings.items[0].message, expected));
    assert_non_null(strstr(findings.items[0].message, "--encoding"));
}

static void chinese(void **state) {
    (void)state;
    static const char text[] = "基金名称,示例增长基金\n"
                               "序号,股票代码,股票名称,数量(股),市值(元),占净值比例\n"
                               "1,600519,贵州茅台,\"1,200\",2040000.00,5.10%\n"
                               "2,002415,海康威视,15000,480000.00,1.20%\n"
                               "3,600036,招商银行,8000,264000.00,0.66%\n";
    comes_back(text, "GB18030", "GB18030");
    comes_back(text, "GBK", "GB18030");
    comes_back("证券代码,证券名称,数量\n002415,海康威视,100\n", "GBK", "GB18030");
    comes_back("證券代號,證券名稱,股數,市值,比例\n2330,台積電,1000,985000,12.3\n2317,鴻海,2000,410000,5.1\n", "BIG5",
               "Big5");
}

static void japanese_and_korean(void **state) {
    (void)state;
    static const char japan[] = "銘柄コード,銘柄名,数量,時価評価額(円),比率\n"
                                "7203,トヨタ自動車,100,285000,1.2%\n"
                                "6758,ソニーグループ,50,640000,2.7%\n"
                                "9432,日本電信電話,1000,150000,0.6%\n";
    comes_back(japan, "SHIFT_JIS", "Shift_JIS");
    comes_back(japan, "EUC-JP", "EUC-JP");
    comes_back("종목코드,종목명,보유수량,평가금액,비중\n005930,삼성전자,100,7500000,12.5\n000660,SK하이닉스,10,"
               "1300000,2.2\n",
               "EUC-KR", "windows-949");
}

static void cyrillic_and_greek(void **state) {
    (void)state;
    static const char russia[] = "Наименование эмитента;Количество;Стоимость, руб.;Доля\n"
                                 "ПАО Газпром;100;16500,00;1,2\nПАО Сбербанк России;200;54000,00;3,9\n";
    comes_back(russia, "WINDOWS-1251", "windows-1251");
    comes_back(russia, "KOI8-R", "KOI8-R");
    comes_back("Όνομα εκδότη;Ποσότητα;Αξία;Ποσοστό\nΕθνική Τράπεζα της Ελλάδος;100;650,00;1,2\n", "WINDOWS-1253",
               "windows-1253");
}

static void western_text_is_windows_1252(void **state) {
    (void)state;
    static const char *const texts[] = {
        "Emittententicker,Name,Sektor\nBOSN,BOSSARD NAMEN,Gesundheitsversorgung\n\"Stand\",\"01.Mär.2022\"\n",
        "Name;Währung;Kurs\nMünchener Rück;€;412,10\nSüdzucker AG;€;14,20\nÖsterreichische Post;€;33,00\n",
        "Société Générale;Crédit Agricole;L'Oréal;Hermès;Pernod Ricard – société à part;cœur\n",
        "Società;Attività;Qualità;però;città;è;già;più;Università;perché;Enel S.p.A. società\n",
        "España;Compañía;Telefónica;¿Qué?;Iberdrola;Banco Español de Crédito;Ñandú;niño;año\n",
        "Ação;Participações;São Paulo;Petróleo;Itaúsa;Não;Edifícios;Construções;Alimentação\n",
        "Åland;Ærø;Ørsted;Møller-Mærsk;Värdepapper;Förvaltning;Kværner;Närings;Håkan;Ø\n",
        "m² 100;m³ 200;³He;50 ¹ note;±5;§ 3;£bn 5;¼ share;10°;¥300;©;ÄÖÜ;ÄÖÜ;ÄÖÜß;äöü äöü äöü\n",
        "Š;Škoda;Ž;œuvre;Šiauliai;žlutý;Škoda;Škola;Žilina;Škoda\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        comes_back(texts[i], "WINDOWS-1252//TRANSLIT", "windows-1252");
    comes_back(texts[0], "ISO-8859-1", "windows-1252");
}

static void what_stands_inside_words_tells_central_europe(void **state) {
    (void)state;
    static const char poland[] =
        "Nazwa;Spółka;Ilość\nŻabka Polska sp. z o.o.;spółka;10\nPowszechny Zakład Ubezpieczeń;"
        "spółka;12\nBank Gospodarstwa Wiejskiego;Spółdzielczość;5\nZakład Łódź;mąka;3\n";
    comes_back(poland, "WINDOWS-1250", "windows-1250");
    comes_back(poland, "ISO-8859-2", "ISO-8859-2");
    comes_back("Libellé;Montant\nTotalEnergies;100 €\nSociété Générale;20 €\n", "ISO-8859-15", "ISO-8859-15");
}

// One name is not enough to tell: the answer stays what it was, and says that it is a guess.
static void thin_evidence_changes_nothing(void **state) {
    (void)state;
    static const char *const encodings[] = {"GB18030", "SHIFT_JIS", "WINDOWS-1251"};
    static const char *const names[] = {"a\n瓴瓠\n", "a\n瓜\n", "a\nЯя\n"};
    for (size_t i = 0; i < 3; i++) {
        struct ht_slice bytes = encode(names[i], encodings[i]);
        struct ht_source source = {.path = "x", .bytes = (const unsigned char *)bytes.data, .size = bytes.len};
        struct ht_findings findings = ht_findings_in(arena);
        struct ht_text decoded;
        assert_int_equal(ht_decode(&source, NULL, arena, &decoded, &findings, NULL), HT_OK);
        assert_string_equal(decoded.encoding, "windows-1252");
        assert_int_equal(findings.items[findings.count - 1].code, HT_CODE_GUESSED_ENCODING);
    }
}

static void a_few_damaged_bytes_leave_utf8(void **state) {
    (void)state;
    char text[512] = "";
    for (size_t i = 0; i < 12; i++)
        strcat(text, "Märkte für Öl\n");
    strcat(text, "Z\xFCrich\n");
    struct ht_source source = {.path = "x", .bytes = (const unsigned char *)text, .size = strlen(text)};
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_text decoded;
    assert_int_equal(ht_decode(&source, NULL, arena, &decoded, &findings, NULL), HT_OK);
    assert_string_equal(decoded.encoding, "UTF-8");
    assert_non_null(strstr(decoded.utf8.data, "Öl\nZ\xEF\xBF\xBDrich"));
    assert_int_equal(findings.items[0].code, HT_CODE_BAD_ENCODING);
    assert_int_equal(findings.items[0].line, 13);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(chinese, start, stop),
        cmocka_unit_test_setup_teardown(japanese_and_korean, start, stop),
        cmocka_unit_test_setup_teardown(cyrillic_and_greek, start, stop),
        cmocka_unit_test_setup_teardown(western_text_is_windows_1252, start, stop),
        cmocka_unit_test_setup_teardown(what_stands_inside_words_tells_central_europe, start, stop),
        cmocka_unit_test_setup_teardown(thin_evidence_changes_nothing, start, stop),
        cmocka_unit_test_setup_teardown(a_few_damaged_bytes_leave_utf8, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
