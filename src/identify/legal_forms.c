// SPDX-License-Identifier: GPL-3.0-or-later
// Legal forms, folded as names are: lower case, no accents, no points.
#include "identify/legal_forms.h"

#include <string.h>

#include "holdtrace/text.h"

// Sorted by bytes.
static const char *const words_alone[] = {
    "ab",           "abp",    "ad",          "ag",           "aktiebolag", "aktiengesellschaft",
    "aktieselskab", "anonim", "aps",         "as",           "asa",        "asi",
    "ba",           "berhad", "bhd",         "bv",           "bvba",       "co",
    "company",      "corp",   "corporation", "cv",           "cva",        "dac",
    "dd",           "doo",    "eood",        "gmbh",         "hf",         "inc",
    "incorporated", "jsc",    "kabushiki",   "kaisha",       "kft",        "kg",
    "kgaa",         "kk",     "lda",         "limitada",     "limited",    "llc",
    "lllp",         "llp",    "lp",          "ltd",          "ltda",       "mbh",
    "naamloze",     "nv",     "nyrt",        "oao",          "ojsc",       "ooo",
    "osakeyhtio",   "oy",     "oyj",         "pao",          "pc",         "pcl",
    "pjsc",         "plc",    "pt",          "pte",          "pty",        "pvt",
    "qpsc",         "qsc",    "rt",          "sa",           "saa",        "sab",
    "sac",          "sae",    "saog",        "sarl",         "sas",        "sca",
    "sdn",          "se",     "sgps",        "shpk",         "sicav",      "sl",
    "spa",          "spk",    "srl",         "srlu",         "sro",        "tas",
    "tbk",          "ug",     "ulc",         "vennootschap", "zao",        "zrt",
    "ао",           "оао",    "ооо",         "пао"};

// Forms of several words, longest first.
#define PHRASE(text)                                                                                                 \
    { text, sizeof text - 1 }
static const struct ht_slice phrases[] = {
    PHRASE("public joint stock company"),
    PHRASE("open joint stock company"),
    PHRASE("designated activity company"),
    PHRASE("limited liability company"),
    PHRASE("public limited company"),
    PHRASE("public company limited"),
    PHRASE("private limited"),
    PHRASE("joint stock company"),
    PHRASE("joint stock co"),
    PHRASE("societe anonyme"),
    PHRASE("sociedad anonima"),
    PHRASE("societas europaea"),
    PHRASE("aksjeselskap"),
    PHRASE("allmennaksjeselskap"),
    PHRASE("kabushiki kaisha"),
    PHRASE("public company"),
    PHRASE("limited partnership"),
    PHRASE("spolka akcyjna"),
    PHRASE("spolka z oo"),
    PHRASE("sa de cv"),
    PHRASE("sab de cv"),
    PHRASE("sp z oo"),
    PHRASE("joint stock"),
    PHRASE("public co"),
    PHRASE("public ltd"),
    PHRASE("gesellschaft mit beschrankter haftung"),
    PHRASE("societate cu raspundere limitata"),
    PHRASE("spolka z ograniczona odpowiedzialnoscia"),
    PHRASE("societe a responsabilite limitee"),
    PHRASE("societa per azioni"),
    PHRASE("sociedad de responsabilidad limitada"),
    PHRASE("naamloze vennootschap"),
    PHRASE("besloten vennootschap"),
    PHRASE("anonim sirketi"),
    PHRASE("limited sirketi"),
    PHRASE("открытое акционерное общество"),
    PHRASE("публичное акционерное общество"),
    PHRASE("закрытое акционерное общество"),
    PHRASE("акционерное общество"),
    PHRASE("общество с ограниченной ответственностью"),
};

static const char *const first_words[] = {
    "pt", "oao", "ooo", "pao", "zao", "jsc", "ojsc", "pjsc", "llc", "gmbh", "oy", "оао", "ооо", "пао", "ао", "株",
};

// The longer before those that they begin with.
static const char *const first_phrases[] = {
    "public joint stock company",
    "open joint stock company",
    "closed joint stock company",
    "joint stock company",
    "limited liability company",
    "societatea cu raspundere limitata",
    "открытое акционерное общество",
    "публичное акционерное общество",
    "закрытое акционерное общество",
    "акционерное общество",
    "общество с ограниченной ответственностью",
};

// Longest first: stock limited, limited liability (both scripts), limited, general company, company; Japanese;
// Korean.
static const char *const suffixes[] = {
    "股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "股份公司", "总公司",
    "總公司",       "公司",         "株式会社",     "有限会社", "주식회사",
};

// What ends in 公司 and is no company of its own: branch and subsidiary.
static const char *const not_suffixes[] = {"分公司", "子公司"};

static const char *const prefixes[] = {"株式会社", "有限会社", "주식회사"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

// Asked of the last words of each name, and mostly told by the first letter.
bool ht_legal_word(const char *word) {
    size_t low = 0, high = COUNT(words_alone);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = (unsigned char)word[0] - (unsigned char)words_alone[middle][0];
        if (order == 0)
            order = strcmp(word, words_alone[middle]);
        if (order == 0)
            return true;
        low = order > 0 ? middle + 1 : low;
        high = order < 0 ? middle : high;
    }
    return false;
}

static char last_letter(struct ht_slice text) {
    return text.len > 0 ? text.data[text.len - 1] : '\0';
}

// Whether the words of PHRASE are the last ones; their number, or 0.
static size_t phrase_at_end(struct ht_slice phrase, const char *const *words, size_t count) {
    size_t used = 0;
    for (size_t end = phrase.len; end > 0;) {
        size_t start = end;
        while (start > 0 && phrase.data[start - 1] != ' ')
            start--;
        if (used == count)
            return 0;
        const char *word = words[count - 1 - used];
        if (strlen(word) != end - start || memcmp(word, phrase.data + start, end - start) != 0)
            return 0;
        used++;
        end = start > 0 ? start - 1 : 0;
    }
    return used;
}

size_t ht_legal_form_at_end(const char *const *words, size_t count) {
    char last = count > 0 ? last_letter(ht_slice_of(words[count - 1])) : '\0';
    for (size_t i = 0; count > 0 && i < COUNT(phrases); i++) {
        size_t used = last_letter(phrases[i]) == last ? phrase_at_end(phrases[i], words, count) : 0;
        if (used > 0)
            return used;
    }
    return count > 0 && ht_legal_word(words[count - 1]) ? 1 : 0;
}

// Whether the words of PHRASE are the first ones; their number, or 0.
static size_t phrase_at_start(const char *phrase, const char *const *words, size_t count) {
    size_t used = 0;
    while (used < count) {
        size_t len = strcspn(phrase, " ");
        if (strlen(words[used]) != len || memcmp(words[used], phrase, len) != 0)
            return 0;
        used++;
        if (phrase[len] == '\0')
            return used;
        phrase += len + 1;
    }
    return 0;
}

size_t ht_legal_form_at_start(const char *const *words, size_t count) {
    for (size_t i = 0; count > 0 && i < COUNT(first_phrases); i++) {
        size_t used = first_phrases[i][0] == words[0][0] ? phrase_at_start(first_phrases[i], words, count) : 0;
        if (used > 0)
            return used;
    }
    for (size_t i = 0; count > 0 && i < COUNT(first_words); i++)
        if (first_words[i][0] == words[0][0] && strcmp(words[0], first_words[i]) == 0)
            return 1;
    return 0;
}

static bool ends_with(const char *word, size_t len, const char *end) {
    size_t size = strlen(end);
    return size <= len && memcmp(word + len - size, end, size) == 0;
}

size_t ht_legal_suffix(const char *word) {
    size_t len = strlen(word);
    for (size_t i = 0; i < COUNT(not_suffixes); i++)
        if (ends_with(word, len, not_suffixes[i]))
            return 0;
    for (size_t i = 0; i < COUNT(suffixes); i++)
        if (ends_with(word, len, suffixes[i]))
            return strlen(suffixes[i]);
    return 0;
}

size_t ht_legal_prefix(const char *word) {
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        size_t size = strlen(prefixes[i]);
        if (strncmp(word, prefixes[i], size) == 0)
            return size;
    }
    return 0;
}
