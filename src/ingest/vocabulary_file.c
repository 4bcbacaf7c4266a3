// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The header vocabulary from its INI text, reference/layouts/vocabulary.ini. Read when the program is built, and by
 * tests; the program holds what came out (builtin_layouts.h).
 */
#include <stdio.h>
#include <string.h>

#include "holdtrace/ini.h"
#include "holdtrace/text.h"
#include "ingest/layout_data.h"

struct parsing {
    struct ht_arena *arena;
    struct ht_vocabulary *vocabulary;
    char section[HT_INI_MAX_NAME + 1]; // being read
    enum ht_decimal_mark mark;         // of its language
    size_t rank;
};

static void take_word(struct parsing *p, const char *key, enum ht_field field) {
    struct ht_vocabulary *v = p->vocabulary;
    bool found = false;
    size_t at = ht_sorted_place(v->headers, v->header_count, sizeof *v->headers, key, &found);
    // Growing makes room for a new word, and gives a known one as what can be written.
    struct ht_word *words =
        ht_arena_grow(p->arena, v->headers, v->header_count, &v->header_capacity, sizeof *v->headers);
    struct ht_word *word = &words[at];
    v->headers = words;
    if (found) {
        word->second = word->field != field && word->second == HT_FIELD_NONE ? field : word->second;
        word->mark = word->mark == p->mark ? word->mark : HT_MARK_AUTO; // it tells no language
        return;
    }
    memmove(word + 1, word, (v->header_count - at) * sizeof *word);
    *word = (struct ht_word){ht_arena_string(p->arena, key), field, HT_FIELD_NONE, p->rank++, p->mark};
    v->header_count++;
}

static enum ht_status take_header(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    if (strcmp(entry->section, p->section) != 0) {
        snprintf(p->section, sizeof p->section, "%s", entry->section);
        p->mark = HT_MARK_AUTO;
    }
    if (strcmp(entry->key, "decimal_mark") == 0) {
        return ht_mark_named(entry->value, &p->mark)
                   ? HT_OK
                   : ht_fail(err, HT_ERR_FORMAT, "\"%s\" is no decimal mark", entry->value);
    }
    enum ht_field field = ht_field_named(entry->key);
    if (field == HT_FIELD_NONE)
        return ht_fail(err, HT_ERR_FORMAT, "no field \"%s\"", entry->key);
    size_t count = 0;
    const char **headers = ht_text_split(p->arena, entry->value, '|', &count);
    for (size_t i = 0; i < count; i++) {
        char key[HT_HEADER_KEY];
        ht_header_key(ht_slice_of(headers[i]), key);
        take_word(p, key, field);
    }
    return HT_OK;
}

static enum ht_status take_kind(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    (void)err;
    size_t count = 0;
    const char **words = ht_text_split(p->arena, entry->value, '|', &count);
    for (size_t i = 0; i < count; i++) {
        char key[HT_HEADER_KEY];
        ht_header_key(ht_slice_of(words[i]), key);
        ht_pairs_put(p->arena, &p->vocabulary->kinds, key, entry->key);
    }
    return HT_OK;
}

static enum ht_status take_label(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    enum ht_fact fact = ht_fact_named(entry->key);
    if (fact == HT_FACT_COUNT)
        return ht_fail(err, HT_ERR_FORMAT, "no fact \"%s\"", entry->key);
    ht_texts_add(p->arena, &p->vocabulary->labels[fact], entry->value);
    return HT_OK;
}

static enum ht_status take_format(struct parsing *p, const struct ht_ini_entry *entry, struct ht_error *err) {
    (void)err;
    size_t count = 0;
    const char **headers = ht_text_split(p->arena, entry->value, '|', &count);
    for (size_t i = 0; i < count; i++)
        ht_pairs_put(p->arena, &p->vocabulary->formats, headers[i], entry->key);
    return HT_OK;
}

static enum ht_status take(void *user, const struct ht_ini_entry *entry, struct ht_error *err) {
    struct parsing *p = user;
    if (ht_text_starts(entry->section, "headers "))
        return take_header(p, entry, err);
    if (strcmp(entry->section, "kinds") == 0)
        return take_kind(p, entry, err);
    if (strcmp(entry->section, "labels") == 0)
        return take_label(p, entry, err);
    if (strcmp(entry->section, "other formats") == 0)
        return take_format(p, entry, err);
    return ht_fail(err, HT_ERR_FORMAT, "the vocabulary has no section [%s]", entry->section);
}

enum ht_status ht_vocabulary_parse(const char *text, struct ht_arena *arena, struct ht_vocabulary *out,
                                   struct ht_error *err) {
    *out = (struct ht_vocabulary){0};
    struct parsing parsing = {arena, out, "", HT_MARK_AUTO, 0};
    return ht_ini_parse(text, "vocabulary", take, &parsing, err);
}
