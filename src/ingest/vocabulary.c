// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The header vocabulary: words by which exports of any publisher name their columns, labelled lines and asset
 * classes. Data in reference/layouts/vocabulary.ini.
 */
#include <string.h>

#include "holdtrace/ini.h"
#include "holdtrace/text.h"
#include "ingest/layout_data.h"

struct parsing {
    struct ht_arena *arena;
    struct ht_vocabulary *vocabulary;
    enum ht_decimal_mark mark; // of the language being read
    size_t rank;
};

void ht_texts_add(struct ht_arena *arena, struct ht_texts *texts, const char *list) {
    size_t count = 0;
    const char **items = ht_text_split(arena, list, '|', &count);
    for (size_t i = 0; i < count; i++) {
        texts->items = ht_arena_grow(arena, texts->items, texts->count, &texts->capacity, sizeof *texts->items);
        texts->items[texts->count++] = items[i];
    }
}

bool ht_texts_hold(const struct ht_texts *texts, struct ht_slice text) {
    for (size_t i = 0; i < texts->count; i++) {
        if (ht_slice_same(ht_slice_of(texts->items[i]), text)) {
            return true;
        }
    }
    return false;
}

enum ht_fact ht_fact_named(const char *name) {
    static const char *const names[HT_FACT_COUNT] = {"as_of", "fund_name", "fund_id", "net_assets", "currency"};
    int fact = 0;
    while (fact < HT_FACT_COUNT && strcmp(names[fact], name) != 0) {
        fact++;
    }
    return (enum ht_fact)fact;
}

bool ht_mark_named(const char *text, enum ht_decimal_mark *out) {
    static const char *const names[] = {[HT_MARK_AUTO] = "auto", [HT_MARK_POINT] = "point", [HT_MARK_COMMA] = "comma"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(names[i], text) == 0) {
            *out = (enum ht_decimal_mark)i;
            return true;
        }
    }
    return false;
}

static bool separates(unsigned char c) {
    return c < '%' || (c > '%' && c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || (c > 'z' && c < 0x80);
}

void ht_header_key(struct ht_slice header, char out[HT_HEADER_KEY]) {
    size_t len = 0;
    bool gap = false;
    out[0] = '\0';
    for (size_t i = 0; i < header.len; i++) {
        unsigned char c = (unsigned char)header.data[i];
        if (c == 0xC2 && i + 1 < header.len && (unsigned char)header.data[i + 1] == 0xA0) {
            i++;
            gap = true;
        } else if (separates(c)) {
            gap = true;
        } else {
            if (len + 3 > HT_HEADER_KEY) {
                out[0] = '\0';
                return;
            }
            if (gap && len > 0) {
                out[len++] = ' ';
            }
            gap = false;
            out[len++] = ht_to_lower((char)c);
            out[len] = '\0';
        }
    }
}

const struct ht_word *ht_vocabulary_find(const struct ht_vocabulary *vocabulary, struct ht_slice header,
                                         char currency[4]) {
    char key[HT_HEADER_KEY];
    currency[0] = '\0';
    ht_header_key(header, key);
    size_t len = strlen(key);
    const struct ht_word *word = len > 0 ? ht_map_get(vocabulary->headers, key) : NULL;
    if (word != NULL || len < 5 || key[len - 4] != ' ') {
        return word;
    }
    char code[4] = {ht_to_upper(key[len - 3]), ht_to_upper(key[len - 2]), ht_to_upper(key[len - 1]), '\0'};
    if (!ht_currency_known(code)) {
        return NULL;
    }
    key[len - 4] = '\0';
    word = ht_map_get(vocabulary->headers, key);
    if (word != NULL) {
        memcpy(currency, code, sizeof code);
    }
    return word;
}

static enum ht_status take_header(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    if (strcmp(entry->key, "decimal_mark") == 0) {
        return ht_mark_named(entry->value, &p->mark)
                   ? HT_OK
                   : ht_fail(err, HT_ERR_FORMAT, "\"%s\" is no decimal mark", entry->value);
    }
    enum ht_field field = ht_field_named(entry->key);
    if (field == HT_FIELD_NONE) {
        return ht_fail(err, HT_ERR_FORMAT, "no field \"%s\"", entry->key);
    }
    size_t count = 0;
    const char **headers = ht_text_split(p->arena, entry->value, '|', &count);
    for (size_t i = 0; i < count; i++) {
        char key[HT_HEADER_KEY];
        ht_header_key(ht_slice_of(headers[i]), key);
        if (ht_map_get(p->vocabulary->headers, key) == NULL) {
            struct ht_word *word = ht_arena_alloc(p->arena, sizeof *word);
            *word = (struct ht_word){field, p->rank++, p->mark};
            ht_map_put(p->vocabulary->headers, key, word);
        }
    }
    return HT_OK;
}

static enum ht_status take_kind(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    (void)err;
    size_t count = 0;
    const char **words = ht_text_split(p->arena, entry->value, '|', &count);
    char *kind = ht_arena_string(p->arena, entry->key);
    for (size_t i = 0; i < count; i++) {
        char key[HT_HEADER_KEY];
        ht_header_key(ht_slice_of(words[i]), key);
        ht_map_put(p->vocabulary->kinds, key, kind);
    }
    return HT_OK;
}

static enum ht_status take_label(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    enum ht_fact fact = ht_fact_named(entry->key);
    if (fact == HT_FACT_COUNT) {
        return ht_fail(err, HT_ERR_FORMAT, "no fact \"%s\"", entry->key);
    }
    ht_texts_add(p->arena, &p->vocabulary->labels[fact], entry->value);
    return HT_OK;
}

static enum ht_status take_format(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    (void)err;
    size_t count = 0;
    const char **headers = ht_text_split(p->arena, entry->value, '|', &count);
    char *format = ht_arena_string(p->arena, entry->key);
    for (size_t i = 0; i < count; i++) {
        ht_map_put(p->vocabulary->formats, headers[i], format);
    }
    return HT_OK;
}

static enum ht_status take(void *user, const struct ht_ini_entry *entry, struct ht_error *err) {
    struct parsing *p = user;
    if (ht_text_starts(entry->section, "headers ")) {
        return take_header(p, entry, err);
    }
    if (strcmp(entry->section, "kinds") == 0) {
        return take_kind(p, entry, err);
    }
    if (strcmp(entry->section, "labels") == 0) {
        return take_label(p, entry, err);
    }
    if (strcmp(entry->section, "other formats") == 0) {
        return take_format(p, entry, err);
    }
    return ht_fail(err, HT_ERR_FORMAT, "the vocabulary has no section [%s]", entry->section);
}

void ht_vocabulary_start(struct ht_arena *arena, struct ht_vocabulary *vocabulary) {
    *vocabulary = (struct ht_vocabulary){
        .headers = ht_map_new(arena), .kinds = ht_map_new(arena), .formats = ht_map_new(arena)};
}

enum ht_status ht_vocabulary_parse(const char *text, struct ht_arena *arena, struct ht_vocabulary *out,
                                   struct ht_error *err) {
    struct parsing parsing = {arena, out, HT_MARK_AUTO, 0};
    return ht_ini_parse(text, "vocabulary", take, &parsing, err);
}
