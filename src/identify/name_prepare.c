// SPDX-License-Identifier: GPL-3.0-or-later
// A name made ready for comparing: name_match.h.
#include <math.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/name_match.h"
#include "holdtrace/names.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"
#include "identify/common_words.h"
#include "identify/legal_forms.h"
#include "identify/name_words.h"

enum { LONGEST_WORD = 255 };

static const float least_weight = 0.2F, most_weight = 10, number_weight = 4, small_weight = 0.3F;

static uint32_t hash_of(const char *text, size_t len) {
    uint32_t hash = UINT32_C(2166136261);
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT32_C(16777619);
    return hash != 0 ? hash : 1;
}

static bool is_among(const char *const *list, size_t count, const char *word) {
    for (size_t i = 0; i < count; i++)
        if (list[i][0] == word[0] && strcmp(list[i], word) == 0)
            return true;
    return false;
}

#define IS_AMONG(list, word) is_among(list, sizeof(list) / sizeof *(list), word)

static bool is_small(const char *word) {
    static const char *const small[] = {"com", "ve", "of", "and", "the", "for", "in", "de",  "la", "le",  "del",
                                        "der", "di", "da", "do",  "du",  "et",  "en", "und", "y",  "van", "von"};
    return IS_AMONG(small, word);
}

static bool is_series_word(const char *word) {
    static const char *const series[] = {"fund", "funds", "trust", "partners", "series", "portfolio", "portfolios"};
    return IS_AMONG(series, word);
}

// Legal forms that are never a word of a name, wherever they stand.
static bool is_inner_form(const char *word) {
    static const char *const forms[] = {"ltd",     "limited", "inc",  "incorporated", "corp", "corporation",
                                        "company", "co",      "gmbh", "llc",          "plc",  "pty",
                                        "bhd",     "berhad",  "oy",   "aktiebolag",   "jsc",  "ooo",
                                        "ag",      "sa",      "nv",   "joint",        "stock"};
    return IS_AMONG(forms, word);
}

// What the caller's counts and the built-in list tell of WORD.
static void weigh(struct ht_name_word *word, const struct ht_word_counts *counts) {
    // Shares of names with a common word, and with a place, that are taken where the reference has it more rarely.
    static const float common = 4.6F, place = 5.0F, unknown = 8.0F;
    bool counted = counts != NULL && counts->count != NULL && counts->names > 0;
    uint32_t count = counted ? counts->count(counts->user, word->text, word->len) : 0;
    float weight = counted ? logf(((float)counts->names + 1) / ((float)count + 0.5F)) : unknown;
    if ((word->flags & HT_WORD_COMMON) != 0)
        weight = fminf(weight, common);
    if ((word->flags & HT_WORD_PLACE) != 0)
        weight = fminf(weight, place);
    if ((word->flags & HT_WORD_NUMBER) != 0)
        weight = fminf(weight, number_weight);
    if ((word->flags & HT_WORD_SMALL) != 0)
        weight = small_weight;
    if ((word->flags & HT_WORD_FORM) != 0)
        weight = least_weight;
    word->weight = fmaxf(least_weight, fminf(weight, most_weight));
    word->names = count < UINT16_MAX ? (uint16_t)count : UINT16_MAX;
}

// A number, or a code of digits more than letters; not a name with a digit in it by mistake.
static bool is_code(const char *word) {
    size_t digits = 0, len = strlen(word);
    for (size_t i = 0; i < len; i++)
        digits += ht_is_digit(word[i]);
    return digits > 0 && 2 * digits >= len;
}

static uint32_t letters_of(const char *text) {
    uint32_t set = 0;
    for (; *text != '\0'; text++)
        set |= UINT32_C(1) << ((unsigned char)*text & 31);
    return set;
}

// A single "v" or "x" is a number only at the end of a name.
static int32_t number_of(const char *word, bool last) {
    bool letter = word[1] == '\0' && !ht_is_digit(word[0]);
    if (letter && last && word[0] == 'i')
        return 1;
    return letter && !last ? -1 : ht_number_word(word);
}

// LONE: a single letter that an export put behind the name.
static uint16_t flags_of(const struct ht_read_word *read, const char *text, int32_t number, bool lone) {
    unsigned flags = 0;
    struct ht_slice slice = ht_slice_of(text);
    bool country = slice.len > 3 && ht_country_code(text) != NULL;
    if (ht_word_is_common(slice) || country || read->trade)
        flags |= HT_WORD_COMMON;
    if (ht_word_is_place(slice) || country || read->place)
        flags |= HT_WORD_PLACE;
    if (country)
        flags |= HT_WORD_COUNTRY;
    if (number >= 0 || is_code(text))
        flags |= HT_WORD_NUMBER;
    if (is_small(text) || lone)
        flags |= HT_WORD_SMALL;
    if (read->read)
        flags |= HT_WORD_READ;
    if (read->translated)
        flags |= HT_WORD_TRANSLATED;
    return (uint16_t)flags;
}

// Whether WORD has a point behind it where it is printed in NAME.
static bool has_point(const char *name, const char *word) {
    size_t len = strlen(word);
    for (const char *at = name; strlen(at) > len; at++)
        if (at[len] == '.' && ht_slice_same((struct ht_slice){at, len}, (struct ht_slice){word, len}))
            return true;
    return false;
}

// Whether WORD is the first one in brackets within NAME, with more behind them: what stands in brackets at the end is
// a remark.
static bool is_bracketed(const char *name, const char *word) {
    static const char *const opening[] = {"(", "（"}, *const closing[] = {")", "）"};
    size_t len = strlen(word);
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
        for (const char *at = name; (at = strstr(at, opening[i])) != NULL;) {
            at += strlen(opening[i]);
            const char *end = strstr(at, closing[i]);
            bool within = end != NULL && end[strlen(closing[i])] != '\0' && at - name > (ptrdiff_t)strlen(opening[i]);
            if (within && (size_t)(end - at) >= len &&
                ht_slice_same((struct ht_slice){at, len}, (struct ht_slice){word, len}))
                return true;
        }
    }
    return false;
}

static void add_word(struct ht_prepared_name *out, const struct ht_read_word *read, const struct ht_name_reading *how,
                     bool last) {
    const char *whole = read->read ? NULL : ht_abbreviation(read->text);
    const char *text = whole != NULL ? whole : read->text;
    size_t len = strlen(text);
    if (out->count == HT_NAME_WORDS || len > LONGEST_WORD)
        return;
    int32_t number = number_of(text, last);
    bool lone = how->origin == HT_NAME_PRINTED && last && len == 1 && ht_is_alpha(text[0]) && out->count > 0;
    struct ht_name_word *word = &out->words[out->count++];
    *word = (struct ht_name_word){.printed = read->printed != NULL ? read->printed : read->text,
                                  .text = text,
                                  .chinese = read->translated ? NULL : read->han,
                                  .initials = read->initials,
                                  .hash = hash_of(text, len),
                                  .han = read->han != NULL ? hash_of(read->han, strlen(read->han)) : 0,
                                  .letters = letters_of(text),
                                  .number = number,
                                  .flags = flags_of(read, text, number, lone),
                                  .len = (uint8_t)len};
    bool inner = read->form || (out->count > 1 && is_inner_form(text));
    bool shortened =
        whole != NULL || (how->origin == HT_NAME_PRINTED && len >= 3 && has_point(out->name, read->text));
    word->flags |= (uint16_t)((inner ? HT_WORD_FORM : 0) | (shortened ? HT_WORD_SHORTENED : 0) |
                              (is_bracketed(out->name, word->printed) ? HT_WORD_BRACKETED : 0));
    out->series = out->series || is_series_word(text);
    out->other_script = out->other_script || read->read || (unsigned char)text[0] >= 0x80;
    weigh(word, how->counts);
}

// "COMPAN", "CORPORATIO": a legal form at which an export cut the name; "COR" where it cuts names of that length.
static void complete_form(struct ht_name_list *words, bool cut) {
    static const char *const forms[] = {"company", "limited", "corporation", "incorporated", "aktiengesellschaft"};
    enum { LEAST = 4, LEAST_OF_CUT = 3 };
    const char *last = words->count > 1 ? words->at[words->count - 1] : "";
    size_t len = strlen(last);
    for (size_t i = 0; i < sizeof forms / sizeof *forms && len >= (cut ? LEAST_OF_CUT : LEAST); i++)
        if (strncmp(last, forms[i], len) == 0)
            words->at[words->count - 1] = forms[i];
}

static void note_form(struct ht_prepared_name *out, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        enum ht_form form = ht_form_of(words[i]);
        if (form != HT_FORM_NONE && (out->form == HT_FORM_NONE || out->form == HT_FORM_ANY))
            out->form = (uint8_t)form;
    }
}

// Takes "株式会社" off a word that it is written together with; Chinese forms are divided later.
static void drop_attached_forms(struct ht_arena *arena, struct ht_name_list *words, struct ht_prepared_name *out) {
    for (size_t i = 0; i < words->count; i++) {
        size_t before = ht_legal_prefix(words->at[i]), len = strlen(words->at[i]);
        size_t behind = before < len ? ht_legal_suffix(words->at[i] + before) : 0;
        if (before + behind > 0 && before + behind < len) {
            words->at[i] = ht_arena_copy(arena, words->at[i] + before, len - before - behind);
            out->form = HT_FORM_ANY;
        }
    }
}

// Takes legal forms off both ends, and tells their family.
static void drop_forms(struct ht_arena *arena, struct ht_name_list *words, struct ht_prepared_name *out) {
    drop_attached_forms(arena, words, out);
    size_t the = words->count > 1 && strcmp(words->at[0], "the") == 0;
    words->at += the;
    words->count -= the;
    for (size_t end; (end = ht_legal_form_at_end(words->at, words->count)) > 0 && end < words->count;) {
        words->count -= end;
        note_form(out, words->at + words->count, end);
        words->count -= words->count > 1 && strcmp(words->at[words->count - 1], "and") == 0;
    }
    size_t start = ht_legal_form_at_start(words->at, words->count);
    if (start > 0 && start < words->count) {
        note_form(out, words->at, start);
        words->at += start;
        words->count -= start;
    }
}

// "forty", "four" as one word 44.
static void join_numbers(struct ht_prepared_name *name) {
    for (size_t i = 0; i + 1 < name->count; i++) {
        struct ht_name_word *tens = &name->words[i], *unit = &name->words[i + 1];
        bool whole = tens->number >= 20 && tens->number < 100 && tens->number % 10 == 0 && unit->number > 0 &&
                     unit->number < 10 && ht_is_alpha(tens->text[0]) && ht_is_alpha(unit->text[0]);
        if (whole) {
            tens->number += unit->number;
            memmove(unit, unit + 1, (name->count - i - 2) * sizeof *unit);
            name->count--;
        }
    }
}

static void is_no_number(struct ht_name_word *word) {
    word->flags &= (uint16_t)~HT_WORD_NUMBER;
}

// "V" is a number of funds only. "360" of 360 Security, where no other word tells the company, is its name and not
// one of several.
static void keep_true_numbers(struct ht_prepared_name *name) {
    enum { TELLS_NOTHING = HT_WORD_NUMBER | HT_WORD_COMMON | HT_WORD_SMALL | HT_WORD_FORM };
    bool other = false;
    for (size_t i = 0; i < name->count; i++) {
        struct ht_name_word *word = &name->words[i];
        if (!name->series && word->len == 1 && ht_is_alpha(word->text[0])) {
            word->number = -1;
            is_no_number(word);
        }
        other = other || (word->flags & TELLS_NOTHING) == 0;
    }
    if (!other && name->count > 0)
        is_no_number(&name->words[0]);
}

// Hong Kong's marks behind short names: "BABA-SW", "SENSETIME-W".
static const char *without_board_mark(struct ht_arena *arena, const char *name) {
    static const char *const marks[] = {"-W", "-SW", "-S", "-R", "-WR", "-SWR", "-B"};
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t mark = strlen(marks[i]);
        if (len > mark && strcmp(name + len - mark, marks[i]) == 0)
            return ht_arena_copy(arena, name, len - mark);
    }
    return name;
}

static struct ht_name_list list_of(struct ht_arena *arena, const char *name, const struct ht_name_reading *reading,
                                   struct ht_prepared_name *out) {
    if (reading->origin == HT_NAME_REGISTERED)
        return ht_name_split(arena, name);
    const char *issuer = without_board_mark(arena, ht_name_issuer_part(arena, name));
    // A name that still has its class or its legal form was not cut.
    out->cut = reading->cut && issuer == name && !ht_name_ends_as_company(name);
    struct ht_name_list words = ht_name_split(arena, issuer);
    out->names_other = ht_name_without_instrument(&words);
    complete_form(&words, reading->cut);
    return words;
}

// Exchanges of the mainland and of Hong Kong give companies names of three to five characters, in which place,
// "group" and trade are left out. Only of a printed one: 大华银行有限公司, printed, is not 大华股份 of the reference.
static bool is_short_name(const struct ht_prepared_name *out, const char *name) {
    enum { LEAST = 3, MOST = 5 };
    size_t letters = 0;
    for (; *name != '\0'; name++)
        letters += ((unsigned char)*name & 0xC0) != 0x80 && *name != ' ';
    return letters >= LEAST && letters <= MOST && out->other_script;
}

void ht_name_prepare(struct ht_arena *arena, const char *name, const struct ht_name_reading *reading,
                     struct ht_prepared_name *out) {
    memset(out, 0, sizeof *out);
    out->name = name;
    struct ht_name_list words = list_of(arena, name, reading, out);
    drop_forms(arena, &words, out);
    struct ht_read_words read = {0};
    ht_read_scripts(arena, &words, reading->latin, &read);
    for (size_t i = 0; i < read.count; i++)
        add_word(out, &read.at[i], reading, i + 1 == read.count);
    out->short_name = reading->origin == HT_NAME_PRINTED && read.count > 0 && is_short_name(out, name);
    join_numbers(out);
    keep_true_numbers(out);
}
