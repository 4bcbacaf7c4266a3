// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a screen's INI text: one row of `keys` for each key a screen may have. See screen_file.h.
#include "reference/screen_file.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/ini.h"
#include "holdtrace/reference_words.h"
#include "holdtrace/text.h"

struct reading {
    const struct screen_scope *scope;
    struct ht_arena *arena;
    struct screen_file *file;
    unsigned given; // bits of keys seen
};

struct key {
    const char *section, *name;
    enum ht_status (*take)(struct reading *reading, const struct key *key, const char *value, struct ht_error *err);
    size_t offset; // of the member in struct screen_file
    bool several;  // may be given in several lines
};

static void *member(const struct reading *reading, const struct key *key) {
    return (char *)reading->file + key->offset;
}

void screen_words_add(struct screen_words *words, struct ht_arena *arena, const char *word) {
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], word) == 0)
            return;
    words->items = ht_arena_grow(arena, words->items, words->count, &words->capacity, sizeof *words->items);
    words->items[words->count++] = ht_arena_string(arena, word);
}

static enum ht_status take_text(struct reading *reading, const struct key *key, const char *value,
                                struct ht_error *err) {
    (void)err;
    *(const char **)member(reading, key) = *value ? ht_arena_string(reading->arena, value) : NULL;
    return HT_OK;
}

// What makes a word of a list of words a fault; NULL when it is none.
static const char *refuse(const struct reading *reading, const struct key *key, const char *word) {
    const struct screen_scope *scope = reading->scope;
    if (strcmp(key->name, "lists") == 0 && !scope->has_list(scope->user, word))
        return "there is no list";
    if (strcmp(key->name, "entities") == 0 && !scope->has_entity(scope->user, word))
        return "there is no entity";
    if (strcmp(key->name, "grounds") == 0 && ref_word(&ref_grounds, word) < 0)
        return "there is no ground";
    return NULL;
}

// "*" stands for every list that may select, so that a screen need not be changed when a list is added.
static void add_every_list(struct reading *reading, struct screen_words *words) {
    const struct screen_scope *scope = reading->scope;
    const char *id;
    for (size_t i = 0; (id = scope->list_at(scope->user, i)); i++)
        screen_words_add(words, reading->arena, id);
}

static enum ht_status take_words(struct reading *reading, const struct key *key, const char *value,
                                 struct ht_error *err) {
    size_t count = 0;
    const char **words = ht_text_split(reading->arena, value, ',', &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(key->name, "lists") == 0 && strcmp(words[i], "*") == 0) {
            add_every_list(reading, member(reading, key));
            continue;
        }
        const char *why = refuse(reading, key, words[i]);
        if (why)
            return ht_fail(err, HT_ERR_FORMAT, "%s: %s \"%s\"", key->name, why, words[i]);
        screen_words_add(member(reading, key), reading->arena, words[i]);
    }
    return HT_OK;
}

static enum ht_status take_counted(struct reading *reading, const struct key *key, const char *value,
                                   struct ht_error *err) {
    size_t count = 0;
    const char **words = ht_text_split(reading->arena, value, ',', &count);
    for (size_t i = 0; i < count; i++) {
        enum ht_category category = ht_category_named(words[i]);
        if (category == HT_NO_CATEGORY)
            return ht_fail(err, HT_ERR_FORMAT, "%s: there is no category \"%s\"", key->name, words[i]);
        if (category == HT_LINKED || category == HT_POSSIBLE)
            return ht_fail(err, HT_ERR_FORMAT, "%s: the category \"%s\" is never counted", key->name, words[i]);
        *(unsigned *)member(reading, key) |= 1u << category;
    }
    return HT_OK;
}

static enum ht_status take_percent(struct reading *reading, const struct key *key, const char *value,
                                   struct ht_error *err) {
    struct ht_decimal number;
    if (!*value)
        return HT_OK;
    if (!ht_decimal_parse(value, strlen(value), &number) || ht_decimal_sign(number) <= 0 ||
        ht_decimal_cmp(number, ht_decimal_int(100)) > 0)
        return ht_fail(err, HT_ERR_FORMAT, "%s: \"%s\" is no percentage above 0 and up to 100", key->name, value);
    *(struct ht_decimal *)member(reading, key) = number;
    return HT_OK;
}

static enum ht_status take_days(struct reading *reading, const struct key *key, const char *value,
                                struct ht_error *err) {
    size_t digits = strspn(value, "0123456789");
    if (value[digits] || digits > 6)
        return ht_fail(err, HT_ERR_FORMAT, "%s: \"%s\" is no number of days", key->name, value);
    *(int *)member(reading, key) = (int)strtol(value, NULL, 10);
    return HT_OK;
}

static enum ht_status take_yes(struct reading *reading, const struct key *key, const char *value,
                               struct ht_error *err) {
    bool yes = ht_text_same(value, "yes");
    if (!yes && !ht_text_same(value, "no"))
        return ht_fail(err, HT_ERR_FORMAT, "%s: \"%s\" is neither yes nor no", key->name, value);
    *(bool *)member(reading, key) = yes;
    return HT_OK;
}

// LIST = RULE in the section [rules].
static enum ht_status take_rule(struct reading *reading, const struct ht_ini_entry *entry, struct ht_error *err) {
    const struct screen_scope *scope = reading->scope;
    struct screen_file *file = reading->file;
    if (!scope->has_list(scope->user, entry->key))
        return ht_fail(err, HT_ERR_FORMAT, "rules: there is no list \"%s\"", entry->key);
    if (!scope->has_rule(scope->user, entry->key, entry->value))
        return ht_fail(err, HT_ERR_FORMAT, "rules: the list %s has no rule \"%s\"", entry->key, entry->value);
    for (size_t i = 0; i < file->assumed_rule_count; i++)
        if (strcmp(file->assumed_rules[i].list, entry->key) == 0)
            return ht_fail(err, HT_ERR_FORMAT, "rules: %s is given twice", entry->key);
    file->assumed_rules = ht_arena_grow(reading->arena, file->assumed_rules, file->assumed_rule_count,
                                        &file->assumed_rule_capacity, sizeof *file->assumed_rules);
    file->assumed_rules[file->assumed_rule_count++] = (struct ht_assumed_rule){
        ht_arena_string(reading->arena, entry->key), ht_arena_string(reading->arena, entry->value)};
    return HT_OK;
}

#define AT(name) offsetof(struct screen_file, name)

static const struct key keys[] = {
    {"screen", "name", take_text, AT(name), false},
    {"screen", "title", take_text, AT(title), false},
    {"screen", "lists", take_words, AT(lists), true},
    {"screen", "grounds", take_words, AT(grounds), true},
    {"screen", "entities", take_words, AT(entities), true},
    {"screen", "include", take_words, AT(include), true},
    {"screen", "counted", take_counted, AT(counted), true},
    {"thresholds", "owned_pct", take_percent, AT(owned_pct), false},
    {"thresholds", "minority_pct", take_percent, AT(minority_pct), false},
    {"thresholds", "stake_pct", take_percent, AT(stake_pct), false},
    {"thresholds", "max_age_days", take_days, AT(max_age_days), false},
    {"thresholds", "joint_arrangement", take_yes, AT(joint_arrangement), false},
};

static enum ht_status take_entry(void *user, const struct ht_ini_entry *entry, struct ht_error *err) {
    struct reading *reading = user;
    if (strcmp(entry->section, "rules") == 0)
        return take_rule(reading, entry, err);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const struct key *key = &keys[i];
        if (strcmp(key->section, entry->section) != 0 || strcmp(key->name, entry->key) != 0)
            continue;
        if (!key->several && reading->given & 1u << i)
            return ht_fail(err, HT_ERR_FORMAT, "%s is given twice", key->name);
        reading->given |= 1u << i;
        return key->take(reading, key, entry->value, err);
    }
    return ht_fail(err, HT_ERR_FORMAT, "a screen has no key \"%s\" in section [%s]", entry->key, entry->section);
}

enum ht_status screen_file_parse(const char *text, const char *where, const struct screen_scope *scope,
                                 struct ht_arena *arena, struct screen_file *out, struct ht_error *err) {
    *out = (struct screen_file){
        .owned_pct = ht_decimal_int(50),
        .minority_pct = ht_decimal_int(10),
        .stake_pct = ht_decimal_int(10),
    };
    struct reading reading = {scope, arena, out, 0};
    enum ht_status status = ht_ini_parse(text, where, take_entry, &reading, err);
    if (status == HT_OK && !out->lists.count && !out->entities.count && !out->include.count)
        status =
            ht_fail(err, HT_ERR_FORMAT, "%s: the screen names no list, no entity and no screen to include", where);
    if (!out->counted)
        out->counted = 1u << HT_DIRECT | 1u << HT_OWNED | 1u << HT_CONTROLLED | 1u << HT_PARENT;
    return status;
}
