// SPDX-License-Identifier: GPL-3.0-or-later
// Encodings by what comes out of them: charset.h.
#include "ingest/charset.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "holdtrace/text.h"
#include "ingest/convert.h"

enum { SAMPLE_BYTES = 64 * 1024 };

enum script { SCRIPT_HAN, SCRIPT_KANA, SCRIPT_HANGUL, SCRIPT_CYRILLIC, SCRIPT_GREEK };

// Characters that headers and names of holdings are made of; of an alphabet its most frequent letters.
static const char simplified[] =
    "的一是在有中国上海深圳北京广州浙江天津重庆山东福建四川安徽湖南河长大小新华东西安平股份有限公司集团科技技术电子信"
    "息"
    "银行证券保险基金投资资产产业发展代码名称数量市值净值比例占人民币元日期行业金额持仓成本价格单位合计债券现金存款其"
    "他"
    "能源石油化工医药生物汽车机械材料通信网络软件视频数字控股实业食品饮料酒业房地产建设工程交通运输航空钢铁煤炭电力水"
    "泥农业传媒文化教育环保设备制造食国际类型序号简称全称市场交易所";
static const char traditional[] =
    "的一是在有中國上海香港台灣臺北新華東西安平股份有限公司集團科技技術電子資訊銀行證券保險基金投資產業發展代碼號名稱"
    "數"
    "量市值淨值比例佔人民幣元日期行業金額持股成本價格單位合計債券現金存款其他能源石油化工醫藥生物汽車機械材料通信網路"
    "軟"
    "體視頻數字控股實業食品飲料地產建設工程交通運輸航空鋼鐵電力水泥光電半導體精密聯發鴻海類型幣別總";
static const char japanese[] = "銘柄名コード数量株式会社時価評価額比率通貨円日本東京証券取引所市場業種組入投資信託資"
                               "産現金合計保有番号国産業金融銀"
                               "行電気自動車工業製作所化学医薬品商事通信情報機器建設不動産鉄道運輸食品保険鋼鉄製薬電"
                               "力三菱住友井大和中部西日新一";
static const char korean[] = "종목명코드수량주식회사평가금액비중통화원화국가시장업종보유투자신탁자산현금합계일기준삼"
                             "성전자현대은행금융지주하이닉스"
                             "엘지화학카오네버전력생명보험증권건설중공업제약바이로텔레콤통신에너지산해상대한민국케티"
                             "앤가나다라마사아인정구조선물호"
                             "번식유동예외표명칭분류펀드순";

struct candidate {
    const char *encoding;
    const char *icu; // its converter; a superset, where writers use one under the same name
    enum script script;
    const char *common;
};

static const struct candidate candidates[] = {
    {"GB18030", "GB18030", SCRIPT_HAN, simplified},
    {"Big5", "Big5", SCRIPT_HAN, traditional},
    {"Shift_JIS", "Shift_JIS", SCRIPT_KANA, japanese},
    {"EUC-JP", "EUC-JP", SCRIPT_KANA, japanese},
    {"EUC-KR", "windows-949", SCRIPT_HANGUL, korean},
    {"windows-1251", "windows-1251", SCRIPT_CYRILLIC, "оеаинтсрвл"},
    {"KOI8-R", "KOI8-R", SCRIPT_CYRILLIC, "оеаинтсрвл"},
    {"windows-1253", "windows-1253", SCRIPT_GREEK, "αάοόιίεέτσςνρκληή"},
};

// What was counted among the characters outside ASCII.
struct evidence {
    size_t all;
    size_t letters; // of the script
    size_t common;  // of these, frequent ones
    size_t kana;
    size_t in_words; // letters of the script in runs of three or more, without an ASCII letter beside them
    size_t alien;    // what no text in that script has
};

static bool between(uint32_t c, uint32_t from, uint32_t to) {
    return c >= from && c <= to;
}

static bool is_kana(uint32_t c) {
    return between(c, 0x3041, 0x30FE);
}

static bool is_letter(enum script script, uint32_t c) {
    switch (script) {
    case SCRIPT_HAN:
        return between(c, 0x4E00, 0x9FFF);
    case SCRIPT_KANA:
        return between(c, 0x4E00, 0x9FFF) || is_kana(c);
    case SCRIPT_HANGUL:
        return between(c, 0xAC00, 0xD7A3);
    case SCRIPT_CYRILLIC:
        return between(c, 0x0410, 0x044F) || c == 0x0401 || c == 0x0451;
    case SCRIPT_GREEK:
        return between(c, 0x0386, 0x03CE);
    }
    return false;
}

// Punctuation that goes with any script: spaces, quotes, dashes, signs, and the full-width forms of East Asia.
static bool is_neutral(uint32_t c) {
    return between(c, 0xA0, 0xBF) || between(c, 0x2010, 0x203E) || between(c, 0x20A0, 0x2122) ||
           between(c, 0x2160, 0x217F) || between(c, 0x2190, 0x25FF) || between(c, 0x3000, 0x3020) ||
           between(c, 0x3220, 0x33FF) || between(c, 0xFF01, 0xFF5E) || between(c, 0xFFE0, 0xFFE6);
}

static uint32_t lower(uint32_t c) {
    if (between(c, 0x0410, 0x042F) || between(c, 0x0391, 0x03A9))
        return c + 0x20;
    return c;
}

static bool is_common(const char *common, uint32_t c) {
    for (const char *at = common; *at != '\0';)
        if (ht_utf8_next(&at) == c)
            return true;
    return false;
}

static struct evidence gather(const struct candidate *candidate, struct ht_slice text) {
    struct evidence evidence = {0};
    size_t run = 0;
    bool beside_ascii = false;
    for (const char *at = text.data; at < text.data + text.len;) {
        uint32_t c = ht_utf8_next(&at);
        bool letter = is_letter(candidate->script, c), ascii_letter = c < 0x80 && ht_is_alpha((char)c);
        evidence.all += c >= 0x80;
        evidence.letters += letter;
        evidence.kana += is_kana(c);
        evidence.common +=
            letter && ((candidate->script == SCRIPT_KANA && is_kana(c)) || is_common(candidate->common, lower(c)));
        // Half-width kana prove nothing: any byte above A0 is one in Shift_JIS.
        bool half_width = candidate->script == SCRIPT_KANA && between(c, 0xFF61, 0xFF9F);
        evidence.alien += c >= 0x80 && !letter && !is_neutral(c) && !is_kana(c) && !half_width;
        if (letter) {
            run++;
            continue;
        }
        if (run >= 3 && !beside_ascii && !ascii_letter)
            evidence.in_words += run;
        run = 0;
        beside_ascii = ascii_letter;
    }
    return evidence;
}

// Common characters in 100 letters, when the evidence is enough; 0 when it is not.
static size_t judge(const struct candidate *candidate, const struct evidence *evidence) {
    size_t share = evidence->letters > 0 ? evidence->common * 100 / evidence->letters : 0;
    if (evidence->alien * 20 > evidence->all || evidence->letters * 2 < evidence->all)
        return 0;
    if (candidate->script == SCRIPT_CYRILLIC || candidate->script == SCRIPT_GREEK) {
        // Whole words: an accented letter of a western language stands between ASCII letters.
        bool words = evidence->in_words >= 9 && evidence->in_words * 10 >= evidence->letters * 8;
        return words && share >= 45 ? share : 0;
    }
    if (candidate->script == SCRIPT_KANA && evidence->kana < 3)
        return 0;
    return evidence->common >= 4 && share >= 25 ? share : 0;
}

// The lines of BYTES that have characters outside ASCII, so that a long list in English hides nothing.
static struct ht_slice take_sample(const unsigned char *bytes, size_t size, struct ht_arena *arena) {
    char *sample = ht_arena_alloc(arena, SAMPLE_BYTES + 1);
    size_t len = 0;
    for (size_t i = 0; i < size;) {
        const unsigned char *end = memchr(bytes + i, '\n', size - i);
        size_t line = end != NULL ? (size_t)(end - bytes) - i + 1 : size - i;
        bool plain = true;
        for (size_t k = 0; k < line && plain; k++)
            plain = bytes[i + k] < 0x80;
        if (!plain) {
            if (len + line > SAMPLE_BYTES)
                break;
            memcpy(sample + len, bytes + i, line);
            len += line;
        }
        i += line;
    }
    return (struct ht_slice){sample, len};
}

// The candidate whose text is plainly of its script, and by far more than that of any other; NULL when there is none.
static const char *other_script(struct ht_slice sample, struct ht_arena *arena) {
    const struct candidate *best = NULL;
    size_t most = 0, second = 0;
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
        struct ht_converted text;
        if (ht_convert((const unsigned char *)sample.data, sample.len, candidates[i].icu, arena, &text, NULL) !=
                HT_OK ||
            text.invalid > 0)
            continue;
        struct evidence evidence = gather(&candidates[i], text.utf8);
        size_t share = judge(&candidates[i], &evidence);
        if (share > most) {
            second = most;
            most = share;
            best = &candidates[i];
        } else if (share > second) {
            second = share;
        }
    }
    return best != NULL && most * 10 >= second * 13 ? best->icu : NULL;
}

static bool is_word(unsigned char c) {
    return ht_is_alpha((char)c) || c >= 0xC0;
}

/*
 * Latin alphabets. What is a sign in windows-1252 and stands inside words ("Spó³ka") is a letter of Central Europe.
 * An international currency sign is in use nowhere: it is the euro of ISO-8859-15, which has nothing from 80 to 9F.
 */
static const char *latin(struct ht_slice sample) {
    const unsigned char *s = (const unsigned char *)sample.data;
    size_t signs = 0, windows = 0, iso = 0, euro = 0, upper = 0;
    for (size_t i = 0; i < sample.len; i++) {
        bool inside = i > 0 && i + 1 < sample.len && is_word(s[i - 1]) && is_word(s[i + 1]);
        upper += s[i] >= 0x80 && s[i] <= 0x9F;
        euro += s[i] == 0xA4;
        if (inside) {
            windows += s[i] == 0xB9 || s[i] == 0xA5;
            iso += s[i] == 0xB1 || s[i] == 0xB6 || s[i] == 0xBC || s[i] == 0xA1 || s[i] == 0xA6 || s[i] == 0xAC;
            signs += s[i] == 0xB3 || s[i] == 0xBF || s[i] == 0xA3;
        }
    }
    if (signs + windows + iso >= 3)
        return iso > windows && upper == 0 ? "ISO-8859-2" : "windows-1250";
    return euro > 0 && upper == 0 ? "ISO-8859-15" : "windows-1252";
}

const char *ht_charset_guess(const unsigned char *bytes, size_t size, struct ht_arena *arena) {
    struct ht_slice sample = take_sample(bytes, size, arena);
    const char *encoding = other_script(sample, arena);
    return encoding != NULL ? encoding : latin(sample);
}
