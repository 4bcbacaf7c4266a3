// SPDX-License-Identifier: GPL-3.0-or-later
// Words in other scripts, divided, translated and read, so that they compare with those in Latin letters.
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"
#include "identify/chinese_words.h"
#include "identify/name_words.h"
#include "identify/transliterate.h"

static void add(struct ht_arena *arena, struct ht_read_words *out, struct ht_read_word word) {
    if (word.text[0] == '\0')
        return;
    out->at = ht_arena_grow(arena, out->at, out->count, &out->capacity, sizeof *out->at);
    out->at[out->count++] = word;
}

// TEXT without blanks, and the letters behind them as *INITIALS.
static const char *joined(struct ht_arena *arena, const char *text, const char **initials) {
    size_t n = 0, k = 0;
    char *out = ht_arena_alloc(arena, strlen(text) + 1), *firsts = ht_arena_alloc(arena, strlen(text) + 1);
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] == ' ')
            continue;
        if (i == 0 || text[i - 1] == ' ')
            firsts[k++] = text[i];
        out[n++] = text[i];
    }
    *initials = firsts;
    return out;
}

// The words of ENGLISH, all of them for the Chinese word HAN.
static void add_translation(struct ht_arena *arena, struct ht_read_words *out, const char *english,
                            struct ht_read_word word) {
    size_t count = 0;
    const char **parts = ht_text_split(arena, english, ' ', &count);
    for (size_t i = 0; i < count; i++) {
        word.text = parts[i];
        word.han = ht_arena_format(arena, "%s%zu", english, i); // 乳业 and 奶业 are translated alike and are alike
        add(arena, out, word);
    }
}

// Characters that ICU reads as rarer words do; their reading in names of companies stands in their place.
static const char *with_usual_readings(struct ht_arena *arena, const char *han) {
    static const char *const usual[][2] = {
        {"万", " wan "}, {"长", " chang "}, {"地", " di "},   {"都", " du "},  {"行", " hang "},
        {"乐", " le "},  {"会", " hui "},   {"曾", " zeng "}, {"厦", " sha "}, {"重", " zhong "},
    };
    struct ht_buffer out = {0};
    for (const char *at = han; *at != '\0';) {
        size_t len, i = 0;
        (void)ht_script_at(at, &len);
        while (i < sizeof usual / sizeof *usual && strncmp(at, usual[i][0], len) != 0)
            i++;
        bool found = i < sizeof usual / sizeof *usual;
        ht_buffer_add(&out, found ? usual[i][1] : at, found ? strlen(usual[i][1]) : len);
        at += len;
    }
    const char *text = ht_arena_copy(arena, out.data, out.len);
    ht_buffer_free(&out);
    return text;
}

// A run of characters that are in no dictionary: what tells the company.
static void add_name(struct ht_arena *arena, struct ht_read_words *out, struct ht_slice run, bool latin) {
    if (run.len == 0)
        return;
    struct ht_read_word word = {.han = ht_arena_copy(arena, run.data, run.len), .read = latin};
    const char *syllables = latin ? ht_transliterate(arena, HT_HAN, with_usual_readings(arena, word.han)) : NULL;
    word.read = syllables != NULL;
    word.printed = word.han;
    word.text = syllables != NULL ? joined(arena, syllables, &word.initials) : word.han;
    add(arena, out, word);
}

static void read_chinese(struct ht_arena *arena, const char *text, bool latin, struct ht_read_words *out) {
    const char *at = ht_simplify(arena, text), *run = at;
    while (*at != '\0') {
        size_t len;
        const struct ht_chinese_word *word = ht_chinese_word_at(at);
        (void)ht_script_at(at, &len);
        if (word != NULL) {
            add_name(arena, out, (struct ht_slice){run, (size_t)(at - run)}, latin);
            struct ht_read_word read = {.read = true,
                                        .translated = word->kind == HT_CHINESE_TRADE || word->kind == HT_CHINESE_NAME,
                                        .place = word->kind == HT_CHINESE_PLACE,
                                        .form = word->kind == HT_CHINESE_FORM,
                                        .trade = word->kind == HT_CHINESE_TRADE};
            read.printed = word->characters;
            add_translation(arena, out, word->english, read);
            len = strlen(word->characters);
            run = at + len;
        }
        at += len;
    }
    add_name(arena, out, (struct ht_slice){run, (size_t)(at - run)}, latin);
}

// Reads one run of TEXT, of SCRIPT.
static void read_run(struct ht_arena *arena, enum ht_script script, const char *text, bool latin,
                     struct ht_read_words *out) {
    if (script == HT_HAN) {
        read_chinese(arena, text, latin, out);
        return;
    }
    const char *read = latin ? ht_transliterate(arena, script, text) : NULL;
    const char *ignored;
    struct ht_read_word word = {
        .text = read != NULL ? joined(arena, read, &ignored) : text, .printed = text, .read = read != NULL};
    add(arena, out, word);
}

static bool is_chinese(const char *text) {
    size_t len;
    return ht_script_at(text, &len) == HT_HAN;
}

// "五 粮 液" as one word; exchanges fill short names up with blanks.
static struct ht_name_list without_blanks(struct ht_arena *arena, const struct ht_name_list *words) {
    struct ht_name_list out = {ht_arena_array(arena, words->count + 1, sizeof *out.at), 0};
    for (size_t i = 0; i < words->count; i++) {
        bool join = out.count > 0 && is_chinese(words->at[i]) && is_chinese(out.at[out.count - 1]);
        if (join)
            out.at[out.count - 1] = ht_arena_format(arena, "%s%s", out.at[out.count - 1], words->at[i]);
        else
            out.at[out.count++] = words->at[i];
    }
    return out;
}

void ht_read_scripts(struct ht_arena *arena, const struct ht_name_list *words, bool latin,
                     struct ht_read_words *out) {
    struct ht_name_list whole = without_blanks(arena, words);
    for (size_t i = 0; i < whole.count; i++) {
        const char *at = whole.at[i], *run = at;
        enum ht_script script = HT_LATIN;
        while (*at != '\0') {
            size_t len;
            enum ht_script next = ht_script_at(at, &len);
            if (at > run && next != script) {
                read_run(arena, script, ht_arena_copy(arena, run, (size_t)(at - run)), latin, out);
                run = at;
            }
            script = next;
            at += len;
        }
        read_run(arena, script, run == whole.at[i] ? run : ht_arena_string(arena, run), latin, out);
    }
}
