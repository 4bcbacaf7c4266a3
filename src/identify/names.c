// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The key of a company name. A name in ASCII, as nearly all are, never meets ICU.
 */
#include "holdtrace/names.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "identify/common_words.h"
#include "identify/legal_forms.h"
#include "identify/name_words.h"
#include "identify/unicode.h"

enum { WORD_MAX = 64 };

/*
 * Short forms that exports use and that mean one thing. "holding" and "holdings" are written for one another even by
 * the companies' own prospectuses. "tech", "comm", "elec", "ind" and "fin" stay: each stands for several words.
 */
static const char *const expansions[][2] = {
    {"hldg", "holdings"},     {"hldgs", "holdings"}, {"hldng", "holdings"},     {"hldngs", "holdings"},
    {"holding", "holdings"},  {"grp", "group"},      {"intl", "international"}, {"technol", "technology"},
    {"mfg", "manufacturing"}, {"natl", "national"},  {"svcs", "services"},      {"engr", "engineering"},
};

static bool is_word_byte(char c) {
    return ht_is_digit(c) || ht_is_alpha(c) || (unsigned char)c >= 0x80;
}

static bool is_ascii(const char *text) {
    while (*text != '\0' && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

/*
 * Whether the point or stroke at TEXT[I] stands inside an abbreviation: "S.A.", "S.p.A.", "A/S". Then it is nothing,
 * elsewhere ("Co.,Ltd", "Amazon.com") it is a blank.
 */
static bool inside_abbreviation(const char *text, size_t i) {
    bool letter_before = i >= 1 && ht_is_alpha(text[i - 1]) && (i < 2 || !is_word_byte(text[i - 2]));
    return letter_before && ht_is_alpha(text[i + 1]) && !is_word_byte(text[i + 2]);
}

// FOLDED with signs as blanks, "&" as a word, apostrophes gone.
static char *without_signs(struct ht_arena *arena, const char *folded) {
    size_t n = 0;
    char *out = ht_arena_alloc(arena, 5 * strlen(folded) + 1);
    for (size_t i = 0; folded[i] != '\0'; i++) {
        char c = folded[i];
        if (is_word_byte(c)) {
            out[n++] = ht_to_lower(c);
        } else if (c == '&') {
            memcpy(out + n, " and ", 5);
            n += 5;
        } else if (c != '\'' && c != '`' && !((c == '.' || c == '/') && inside_abbreviation(folded, i))) {
            out[n++] = ' ';
        }
    }
    return out;
}

// Splits TEXT, which is changed, at its blanks.
static struct ht_name_list split_words(struct ht_arena *arena, char *text) {
    struct ht_name_list words = {ht_arena_array(arena, strlen(text) / 2 + 1, sizeof(char *)), 0};
    for (char *at = text; *at != '\0';) {
        if (*at == ' ') {
            *at++ = '\0';
            continue;
        }
        words.at[words.count++] = at;
        while (*at != '\0' && *at != ' ')
            at++;
    }
    return words;
}

static void expand(struct ht_name_list *words) {
    for (size_t i = 0; i < words->count; i++) {
        for (size_t k = 0; k < sizeof expansions / sizeof *expansions; k++)
            if (words->at[i][0] == expansions[k][0][0] && strcmp(words->at[i], expansions[k][0]) == 0)
                words->at[i] = expansions[k][1];
    }
}

static void drop_first(struct ht_name_list *words, size_t count) {
    words->at += count;
    words->count -= count;
}

// One way of writing the commonest legal forms, for keys that keep them.
static void write_forms_alike(struct ht_name_list *words) {
    static const char *const alike[][2] = {
        {"limited", "ltd"}, {"incorporated", "inc"},      {"corporation", "corp"}, {"company", "co"},
        {"berhad", "bhd"},  {"aktiengesellschaft", "ag"}, {"aktiebolag", "ab"},
    };
    for (size_t i = 0; i < words->count; i++) {
        for (size_t k = 0; k < sizeof alike / sizeof *alike; k++)
            if (strcmp(words->at[i], alike[k][0]) == 0)
                words->at[i] = alike[k][1];
    }
}

// Takes legal forms away from both ends while something is left.
static void drop_legal_forms(struct ht_name_list *words) {
    if (words->count > 1 && strcmp(words->at[0], "the") == 0)
        drop_first(words, 1);
    size_t start = ht_legal_form_at_start(words->at, words->count);
    if (start < words->count)
        drop_first(words, start);
    for (size_t end; (end = ht_legal_form_at_end(words->at, words->count)) > 0 && end < words->count;) {
        words->count -= end;
        bool dangling = words->count > 1 && strcmp(words->at[words->count - 1], "and") == 0; // "GmbH & Co. KG"
        words->count -= dangling;
    }
}

// Whether WORD begins with (or ends in, which for our purpose is the same) an East Asian character.
static bool is_east_asian(const char *word) {
    return (unsigned char)word[0] >= 0xE3 && (unsigned char)word[0] <= 0xE9;
}

// Words joined by blanks, but not between East Asian words, which are written without.
static char *join(struct ht_arena *arena, const struct ht_name_list *words) {
    size_t size = 1;
    for (size_t i = 0; i < words->count; i++)
        size += strlen(words->at[i]) + 1;
    char *out = ht_arena_alloc(arena, size);
    size_t n = 0;
    for (size_t i = 0; i < words->count; i++) {
        if (i > 0 && !(is_east_asian(words->at[i]) && is_east_asian(words->at[i - 1])))
            out[n++] = ' ';
        size_t len = strlen(words->at[i]);
        memcpy(out + n, words->at[i], len);
        n += len;
    }
    return out;
}

// KEY without a form written together with the name, unless nothing would be left.
static const char *without_attached_form(char *key) {
    size_t len = strlen(key);
    size_t suffix = ht_legal_suffix(key);
    if (suffix > 0 && suffix < len)
        key[len - suffix] = '\0';
    size_t prefix = ht_legal_prefix(key);
    return key[prefix] == '\0' ? key : key + prefix + strspn(key + prefix, " ");
}

struct ht_name_list ht_name_split(struct ht_arena *arena, const char *name) {
    const char *folded = is_ascii(name) ? name : ht_unicode_fold(arena, name, strlen(name));
    return split_words(arena, without_signs(arena, folded));
}

static struct ht_name_list words_of(struct ht_arena *arena, const char *name) {
    struct ht_name_list words = ht_name_split(arena, name);
    expand(&words);
    return words;
}

const char *ht_name_key(struct ht_arena *arena, const char *name) {
    struct ht_name_list words = words_of(arena, name);
    drop_legal_forms(&words);
    char *key = join(arena, &words);
    return is_ascii(key) ? key : without_attached_form(key);
}

const char *ht_name_key_with_form(struct ht_arena *arena, const char *name) {
    struct ht_name_list words = words_of(arena, name);
    if (words.count > 1 && strcmp(words.at[0], "the") == 0)
        drop_first(&words, 1);
    write_forms_alike(&words);
    return join(arena, &words);
}

bool ht_name_may_be_cut(const char *name, size_t raw_length) {
    size_t length = ht_utf8_length(name);
    return length == 30 || length == 34 || raw_length == 30 || raw_length == 34;
}

bool ht_name_ends_as_company(const char *name) {
    static const char *const ends[] = {"group", "grp",  "holding", "holdings", "hldg",
                                       "hldgs", "股份", "集团",    "集團"};
    char word[WORD_MAX];
    size_t end = name != NULL ? strlen(name) : 0, n = 0;
    while (end > 0 && strchr(" .,)", name[end - 1]) != NULL)
        end--;
    size_t start = end;
    while (start > 0 && name[start - 1] != ' ')
        start--;
    for (size_t i = start; i < end && n + 1 < WORD_MAX; i++)
        if (name[i] != '.')
            word[n++] = ht_to_lower(name[i]);
    word[n] = '\0';
    if (end - start >= WORD_MAX || n == 0)
        return ht_legal_suffix(name != NULL ? name : "") > 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t len = strlen(ends[i]);
        bool chinese = (unsigned char)ends[i][0] >= 0x80;
        if (chinese ? n > len && strcmp(word + n - len, ends[i]) == 0 : start > 0 && strcmp(word, ends[i]) == 0)
            return true;
    }
    return (start > 0 && ht_legal_word(word)) || ht_legal_suffix(word) > 0;
}

bool ht_name_is_common(const char *name) {
    char word[WORD_MAX];
    size_t n = 0;
    for (; name != NULL && name[n] != '\0' && n + 1 < WORD_MAX; n++)
        word[n] = ht_to_lower(name[n]);
    return n > 0 && n + 1 < WORD_MAX && ht_word_is_common((struct ht_slice){word, n});
}
