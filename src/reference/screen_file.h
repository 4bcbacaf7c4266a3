// SPDX-License-Identifier: GPL-3.0-or-later
// One screen's INI text, understood but not yet joined with the screens it includes.
#ifndef HOLDTRACE_REFERENCE_SCREEN_FILE_H
#define HOLDTRACE_REFERENCE_SCREEN_FILE_H

#include <stdbool.h>

#include "holdtrace/decimal.h"
#include "holdtrace/screen.h"

// Words in order, each once.
struct screen_words {
    const char **items;
    size_t count, capacity;
};

struct screen_file {
    const char *name, *title; // NULL when the text does not say
    struct screen_words lists, grounds, entities, include;
    unsigned counted;
    struct ht_decimal owned_pct, minority_pct, stake_pct;
    int max_age_days;
    bool joint_arrangement;
    struct ht_assumed_rule *assumed_rules; // of the section [rules]
    size_t assumed_rule_count, assumed_rule_capacity;
};

// Which lists, entities and rules of lists there are to be named.
struct screen_scope {
    const void *user;
    bool (*has_list)(const void *user, const char *id);
    bool (*has_entity)(const void *user, const char *id);
    const char *(*list_at)(const void *user, size_t index); // of those of kind list; NULL after the last
    bool (*has_rule)(const void *user, const char *list, const char *rule);
};

/*
 * Reads TEXT; WHERE names it in messages. HT_ERR_FORMAT with the line for a key, list, ground, entity or category
 * that does not exist, and for a number that is none; and for a text that names no list, no entity and no screen to
 * include, which would find nothing anywhere. *OUT lives in ARENA.
 */
enum ht_status screen_file_parse(const char *text, const char *where, const struct screen_scope *scope,
                                 struct ht_arena *arena, struct screen_file *out, struct ht_error *err);

// Adds WORD unless it is there.
void screen_words_add(struct screen_words *words, struct ht_arena *arena, const char *word);

#endif
