// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The issuer in a security's printed name. Exports print behind the company: par value, share class, depositary
 * words, coupon and maturity. Everything from the first word that can only belong to the security goes, then what is
 * left of a class at the end.
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"
#include "identify/common_words.h"
#include "identify/footnotes.h"
#include "identify/legal_forms.h"

enum { WORD_MAX = 24 };

// Words from which on nothing belongs to the company's name.
static const char *const cutting[] = {
    "ADR",    "ADRS",       "ADS",        "GDR",    "GDRS", "NVDR", "CDR",  "SPONSORED", "UNSPONSORED", "SPON",
    "UNSPON", "SPN",        "NPV",        "MTN",    "EMTN", "GMTN", "REGS", "144A",      "144A/REG",    "BDS",
    "BDR",    "DEPOSITARY", "DEPOSITORY", "SP.ADR", "FRN",  "VAR",  "O.N",  "ADS-A",     "ADR-A",
};

// Words that go when they are the last ones.
static const char *const trailing[] = {
    "ORD",    "COM",    "SHS",       "SH",  "STK",  "SHARES",     "SHARE",      "RIGHTS", "RTS",  "WARRANTS", "WTS",
    "PREF",   "PFD",    "PREFERRED", "PRF", "REGD", "NVTG",       "NON-VOTING", "-",      "SP",   "AMERICAN", "STOCK",
    "COMMON", "(REGD)", "(REGS)",    "RG",  "NA",   "REGISTERED", "UNITARY",    "SHR",    "SHRS",
};

struct name_words {
    struct ht_slice *at;
    size_t count;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct name_words split(struct ht_arena *arena, const char *name) {
    struct name_words words = {ht_arena_array(arena, strlen(name) / 2 + 1, sizeof(struct ht_slice)), 0};
    for (const char *at = name; *at != '\0';) {
        size_t len = strcspn(at, " ");
        if (len > 0)
            words.at[words.count++] = (struct ht_slice){at, len};
        at += len + (at[len] == ' ');
    }
    return words;
}

// LIST is in capitals.
static bool among(const char *const *list, size_t count, struct ht_slice word) {
    while (word.len > 1 && strchr(".,;", word.data[word.len - 1]) != NULL)
        word.len--; // "SPN."
    char first = ht_to_upper(word.data[0]);
    for (size_t i = 0; i < count; i++)
        if (list[i][0] == first && ht_slice_same(word, ht_slice_of(list[i])))
            return true;
    return false;
}

static bool has_digits(struct ht_slice word, size_t from) {
    return from < word.len && ht_is_digit(word.data[from]);
}

// "HKD0.10", "RMB1", "USD0.00001", "1:1".
static bool is_par_value(struct ht_slice word) {
    char code[4] = "";
    if (word.len == 3 && ht_is_digit(word.data[0]) && word.data[1] == ':' && ht_is_digit(word.data[2]))
        return true;
    if (word.len < 4 || !has_digits(word, 3))
        return false;
    memcpy(code, word.data, 3);
    return ht_currency_known(code) || strcmp(code, "RMB") == 0;
}

// "260903", as Nordic exports write the day a bond falls due.
static bool is_six_digit_date(struct ht_slice word) {
    char text[WORD_MAX] = "20";
    struct ht_date date;
    if (word.len != 6 || strspn(word.data, "0123456789") < 6)
        return false;
    memcpy(text + 2, word.data, 6);
    return ht_date_read(text, HT_ORDER_DMY, &date);
}

// "4.493", "4,8": a coupon without its percent sign.
static bool is_decimal_fraction(struct ht_slice word) {
    size_t whole = 0;
    while (has_digits(word, whole))
        whole++;
    size_t end = whole + 1;
    while (has_digits(word, end))
        end++;
    return whole > 0 && end > whole + 1 && end == word.len && strchr(".,", word.data[whole]) != NULL;
}

// "6.269%", "2.125%", "02/07/2043", "12/15/27", "2031-02-09", "260903".
static bool is_coupon_or_date(struct ht_slice word) {
    char text[WORD_MAX];
    struct ht_date date;
    if (!has_digits(word, 0) || word.len >= WORD_MAX)
        return false;
    if (word.data[word.len - 1] == '%' || is_six_digit_date(word))
        return true;
    memcpy(text, word.data, word.len);
    text[word.len] = '\0';
    return word.len >= 8 && strpbrk(text, "/-") != NULL &&
           (ht_date_read(text, HT_ORDER_DMY, &date) || ht_date_read(text, HT_ORDER_MDY, &date));
}

// "'A'", "'H'HKD0.10".
static bool is_quoted_class(struct ht_slice word) {
    return word.len >= 3 && word.data[0] == '\'' && word.data[2] == '\'' && strchr("ABCDH", word.data[1]) != NULL &&
           (word.len == 3 || is_par_value((struct ht_slice){word.data + 3, word.len - 3}));
}

static bool cuts(struct ht_slice word) {
    return is_quoted_class(word) || among(cutting, COUNT(cutting), word) || is_par_value(word) ||
           is_coupon_or_date(word);
}

// "DL 1", "EO 0,10": German short forms for a par value in dollars and in euros.
static bool is_german_par_value(const struct name_words *words, size_t i) {
    static const char *const units[] = {"DL", "EO"};
    return i + 1 < words->count && among(units, COUNT(units), words->at[i]) && has_digits(words->at[i + 1], 0);
}

// "SCIENTIF.DL 1": the length of the word without it, or 0.
static size_t without_german_unit(const struct name_words *words, size_t i) {
    enum { UNIT = 3 };
    struct ht_slice word = words->at[i];
    if (word.len <= UNIT || i + 1 >= words->count || !has_digits(words->at[i + 1], 0))
        return 0;
    struct ht_slice end = {word.data + word.len - UNIT, UNIT};
    return ht_slice_same(end, ht_slice_of(".DL")) || ht_slice_same(end, ht_slice_of(".EO")) ? word.len - UNIT : 0;
}

static bool is_legal_word(struct ht_slice word) {
    char folded[WORD_MAX];
    size_t n = 0;
    for (size_t i = 0; i < word.len && n + 1 < WORD_MAX; i++)
        if (ht_is_alpha(word.data[i]))
            folded[n++] = ht_to_lower(word.data[i]);
    folded[n] = '\0';
    return ht_legal_word(folded);
}

// Whether a single letter behind WORD is a share class: "IFLYTEK LTD A", "WENS FOODSTUFF GROUP A".
static bool class_can_follow(struct ht_slice word) {
    static const char *const others[] = {"GROUP",      "HOLDING", "HOLDINGS", "HLDG", "HLDGS",
                                         "TECHNOLOGY", "SHS",     "ORD",      "SH"};
    return is_legal_word(word) || among(others, COUNT(others), word);
}

static bool is_class_letter(struct ht_slice word) {
    return word.len == 1 && strchr("ABCDHabcdh", word.data[0]) != NULL;
}

// Behind three words a single letter is no part of any name that a source prints: "HANGZHOU HIKVISION DIGITAL A".
static bool is_behind_long_name(const struct name_words *words) {
    enum { LONG_NAME = 3, LONG_WORD = 4 };
    return words->count > LONG_NAME && words->at[words->count - 2].len >= LONG_WORD;
}

// "ZHEJIANG DAHUA-A".
static bool is_behind_place(const struct name_words *words) {
    char place[WORD_MAX];
    struct ht_slice first = words->at[0];
    for (size_t i = 0; i < first.len && i < WORD_MAX; i++)
        place[i] = ht_to_lower(first.data[i]);
    return words->count == 2 && first.len <= WORD_MAX && ht_word_is_place((struct ht_slice){place, first.len});
}

static bool is_class_word(struct ht_slice word) {
    static const char *const class_words[] = {"CLASS", "CL", "SER", "SERIES"};
    return among(class_words, COUNT(class_words), word);
}

// "LTD-A", "CO-H", "LTD-SP", "HLDG.SPN.": the length without the class, or 0 when there is none. BEHIND_NAME: at the
// end of a name of several words, where any long word can have a class ("HIKVISION DIGITAL-A").
static size_t without_attached_class(struct ht_slice word, bool behind_name) {
    enum { LONG_WORD = 4 };
    static const char *const classes[] = {"-A", "-B", "-H", "-A-", "-B-", "-H-", "-SP", "-UNS", ".SPN.", ".SP"};
    for (size_t i = 0; i < COUNT(classes); i++) {
        size_t len = strlen(classes[i]);
        if (word.len > len + 1) {
            struct ht_slice head = {word.data, word.len - len};
            if (ht_slice_same((struct ht_slice){word.data + head.len, len}, ht_slice_of(classes[i])) &&
                (class_can_follow(head) || (behind_name && classes[i][0] == '-' && head.len >= LONG_WORD)))
                return head.len;
        }
    }
    return 0;
}

// "LTD/AUSTRALIA", "Inc/China": the length before the country that Bloomberg's names end in, or 0.
static size_t without_country(struct ht_slice word) {
    char country[WORD_MAX];
    const char *stroke = memchr(word.data, '/', word.len);
    if (stroke == NULL)
        return 0;
    size_t len = (size_t)(stroke - word.data);
    size_t rest = word.len - len - 1;
    if (rest == 0 || rest >= WORD_MAX || !is_legal_word((struct ht_slice){word.data, len}))
        return 0;
    memcpy(country, stroke + 1, rest);
    country[rest] = '\0';
    return ht_country_code(country) == NULL ? 0 : len;
}

static bool is_share_class(const char *text) {
    static const char *const classes[] = {"A shares", "B shares", "H shares", "A share",   "B share", "H share",
                                          "A",        "B",        "H",        "class A",   "class B", "class H",
                                          "ADR",      "GDR",      "regd",     "registered"};
    for (size_t i = 0; i < COUNT(classes); i++)
        if (ht_text_same(text, classes[i]))
            return true;
    return false;
}

/*
 * Whether a bracket with TEXT behind BEFORE is no part of the name: a share class; or a place, where the name has
 * ended with its legal form ("TENCENT HOLDINGS LTD (CAYMAN)"). Without a form "Name (UK)" may be short for a company
 * of its own; only those two places of registration that exports put behind Chinese shares go.
 */
static bool is_aside(const char *text, struct ht_slice before) {
    static const char *const registered[] = {"China", "PRC", "Cayman", "Cayman Islands"};
    bool place = ht_country_code(text) != NULL;
    bool often = false;
    for (size_t i = 0; i < COUNT(registered); i++)
        often = often || ht_text_same(text, registered[i]);
    return is_share_class(text) || often || (place && is_legal_word(before));
}

// Takes "(China)", "(A Shares)" off the end.
static bool drop_bracket(struct name_words *words) {
    char text[WORD_MAX];
    struct ht_slice last = words->at[words->count - 1];
    size_t first = words->count - 1;
    if (last.data[last.len - 1] != ')')
        return false;
    while (first > 0 && words->at[first].data[0] != '(')
        first--;
    struct ht_slice open = words->at[first];
    if (first == 0)
        return false;
    size_t len = (size_t)(last.data + last.len - open.data);
    if (len < 3 || len - 2 >= WORD_MAX)
        return false;
    memcpy(text, open.data + 1, len - 2);
    text[len - 2] = '\0';
    if (!is_aside(text, words->at[first - 1]))
        return false;
    words->count = first;
    return true;
}

// Takes one piece of a share class off the end; false when there is none.
static bool drop_last(struct name_words *words) {
    struct ht_slice *last = &words->at[words->count - 1];
    size_t attached = without_attached_class(*last, words->count > 2 || is_behind_place(words));
    attached = attached > 0 ? attached : without_country(*last);
    if (attached > 0) {
        last->len = attached;
        return true;
    }
    if (words->count < 2)
        return false;
    struct ht_slice before = last[-1];
    bool class_pair = words->count > 2 && is_class_word(before) && last->len <= 2;
    bool class_letter =
        is_class_letter(*last) && (class_can_follow(before) || without_attached_class(before, false) > 0 ||
                                   is_behind_long_name(words) || ht_slice_same(before, ht_slice_of("-")));
    if (drop_bracket(words))
        return true;
    if (class_pair)
        words->count -= 2;
    else if (ht_slice_same(*last, ht_slice_of("CONNECT")) && ht_slice_same(before, ht_slice_of("STOCK")))
        words->count--;
    else if (class_letter || among(trailing, COUNT(trailing), *last) || is_class_word(*last) ||
             is_decimal_fraction(*last))
        words->count--;
    else
        return false;
    return true;
}

// Takes "CLASS A" out of "JD.COM CLASS A INC", and the "N" of Swiss registered shares out of "SIEMENS N AG".
static bool drop_inner_class(struct name_words *words) {
    size_t last = words->count - 1;
    if (words->count > 2 && ht_slice_same(words->at[last - 1], ht_slice_of("N")) && is_legal_word(words->at[last])) {
        words->at[last - 1] = words->at[last];
        words->count--;
        return true;
    }
    for (size_t i = 1; i + 2 < words->count; i++) {
        if (is_class_word(words->at[i]) && words->at[i + 1].len <= 2 && is_legal_word(words->at[i + 2])) {
            memmove(words->at + i, words->at + i + 2, (words->count - i - 2) * sizeof *words->at);
            words->count -= 2;
            return true;
        }
    }
    return false;
}

static const char *join(struct ht_arena *arena, const char *name, const struct name_words *words) {
    char *out = ht_arena_alloc(arena, strlen(name) + 1);
    size_t n = 0;
    for (size_t i = 0; i < words->count; i++) {
        if (i > 0)
            out[n++] = ' ';
        memcpy(out + n, words->at[i].data, words->at[i].len);
        n += words->at[i].len;
    }
    while (n > 1 && strchr(" ,;-", out[n - 1]) != NULL)
        n--;
    out[n] = '\0';
    return out;
}

const char *ht_name_issuer_part(struct ht_arena *arena, const char *printed) {
    size_t len = ht_name_without_marks(printed);
    bool changed = printed[len] != '\0';
    const char *name = changed ? ht_arena_copy(arena, printed, len) : printed;
    struct name_words words = split(arena, name);
    if (words.count > 1 && cuts(words.at[0]) && ht_is_alpha(words.at[0].data[0])) { // "ADR ALIBABA GROUP"
        words.at++;
        words.count--;
        changed = true;
    }
    for (size_t i = 1; i < words.count; i++) {
        size_t without_unit = without_german_unit(&words, i);
        if (without_unit > 0) {
            words.at[i].len = without_unit;
            words.count = i + 1;
            changed = true;
        }
        if (cuts(words.at[i]) || is_german_par_value(&words, i)) {
            words.count = i;
            changed = true;
        }
    }
    while (words.count > 0 && drop_last(&words))
        changed = true;
    changed = (words.count > 0 && drop_inner_class(&words)) || changed;
    return changed ? join(arena, name, &words) : name;
}
