// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A reference of a few rows, written by a test as CSV text, compiled into a temporary directory and opened. Rows name
 * the source "s". Entities that only ownership names are made as companies of that name.
 */
#ifndef HOLDTRACE_SMALL_REFERENCE_H
#define HOLDTRACE_SMALL_REFERENCE_H

#include "test_base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/map.h"
#include "holdtrace/reference_build.h"
#include "holdtrace/screen.h"
#include "holdtrace/text.h"

enum small_file {
    SMALL_SOURCES,
    SMALL_ENTITIES,
    SMALL_SECURITIES,
    SMALL_OWNERSHIP,
    SMALL_RELATIONS,
    SMALL_LISTS,
    SMALL_REACH,
    SMALL_DESIGNATIONS,
    SMALL_STATEMENTS,
    SMALL_FILES
};

struct small_reference {
    struct ht_arena *arena;
    struct ht_reference *ref;
    struct ht_map *entities;
    struct ht_buffer files[SMALL_FILES];
    char directory[64];
};

static const struct {
    const char *name, *header;
} small_files[SMALL_FILES] = {
    {"sources.csv", "id,title,publisher,url,published_on,retrieved_on,licence,redistributable,note\n"
                    "s,A source,A publisher,https://example.org/,2020-01-01,2026-01-01,,y,\n"},
    {"entities.csv", "id,name,local_name,countries,kind,lei,registry_id,confidence,source\n"},
    {"securities.csv", "entity,name,type,isin,ticker,mic,currency,guarantor,valid_from,valid_to,confidence,source\n"},
    {"ownership.csv", "owner,owned,percent_min,percent_max,kind,nature,status,valid_from,valid_to,as_of,confidence,"
                      "source\n"},
    {"relations.csv", "subject,relation,object,value,as_of,valid_from,valid_to,confidence,source,note\n"},
    {"lists.csv", "id,name,authority,country,kind,effect,url,edition,entries_total,note\n"},
    {"reach.csv", "list,rule,threshold_pct,inclusive,aggregate,cascade,listed_only,names_only,valid_from,valid_to,"
                  "citation\n"},
    {"designations.csv", "list,entity,listed_as,ground,listed_on,effective_on,divest_by,delisted_on,status,programme,"
                         "citation,confidence,source\n"},
    {"statements.csv", "entity,list,status,as_of,text,source\n"},
};

static inline struct small_reference small_new(void) {
    struct small_reference small = {.arena = ht_arena_new()};
    small.entities = ht_map_new(small.arena);
    for (int i = 0; i < SMALL_FILES; i++)
        ht_buffer_string(&small.files[i], small_files[i].header);
    return small;
}

// Adds ROW, without its line end, to FILE.
static inline void small_row(struct small_reference *small, enum small_file file, const char *row) {
    ht_buffer_string(&small->files[file], row);
    ht_buffer_char(&small->files[file], '\n');
}

// Makes the entity ID, named like it, unless it is there.
static inline void small_entity(struct small_reference *small, const char *id, const char *kind) {
    if (ht_map_get(small->entities, id))
        return;
    ht_map_put(small->entities, id, small->entities);
    ht_buffer_format(&small->files[SMALL_ENTITIES], "%s,%s,,,%s,,,official,s\n", id, id, kind);
}

// Adds one stake of kind, dates and so on as given; SHARE is "50", "10-15" or "".
static inline void small_stake(struct small_reference *small, const char *owner, const char *owned, const char *share,
                               const char *kind, const char *rest) {
    const char *dash = strchr(share, '-');
    int low = dash ? (int)(dash - share) : (int)strlen(share);
    small_entity(small, owner, "company");
    small_entity(small, owned, "company");
    ht_buffer_format(&small->files[SMALL_OWNERSHIP], "%s,%s,%.*s,%s,%s,%s\n", owner, owned, low, share,
                     dash ? dash + 1 : share, kind, rest);
}

// "ordinary, closed, from, to, as of, confidence, source" of a plain stake.
#define SMALL_PLAIN "ordinary,closed,,,,official,s"

// Economic stakes from a text: "X 50 A; A 10-15 B".
static inline void small_graph(struct small_reference *small, const char *text) {
    size_t count;
    const char **links = ht_text_split(small->arena, text, ';', &count);
    for (size_t i = 0; i < count; i++) {
        size_t words;
        const char **word = ht_text_split(small->arena, links[i], ' ', &words);
        assert_int_equal(words, 3);
        small_stake(small, word[0], word[2], word[1], "economic", SMALL_PLAIN);
    }
}

static inline void small_write(const struct small_reference *small, enum small_file file) {
    const char *path = ht_arena_format(small->arena, "%s/%s", small->directory, small_files[file].name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(small->files[file].data, 1, small->files[file].len, out), small->files[file].len);
    assert_int_equal(fclose(out), 0);
}

static inline void small_remove(const struct small_reference *small) {
    for (int i = 0; i < SMALL_FILES; i++)
        unlink(ht_arena_format(small->arena, "%s/%s", small->directory, small_files[i].name));
    unlink(ht_arena_format(small->arena, "%s/reference.db", small->directory));
    rmdir(small->directory);
}

static inline void small_open(struct small_reference *small) {
    struct ht_faults faults = {.arena = small->arena};
    struct ht_error err = {0};
    strcpy(small->directory, "/tmp/holdtrace-test-XXXXXX");
    assert_non_null(mkdtemp(small->directory));
    for (int i = 0; i < SMALL_FILES; i++)
        small_write(small, (enum small_file)i);
    const char *db = ht_arena_format(small->arena, "%s/reference.db", small->directory);
    enum ht_status status = ht_reference_build(small->directory, db, &faults, &err);
    for (size_t i = 0; i < faults.count; i++)
        print_message("%s:%ld: %s\n", faults.items[i].file, faults.items[i].line, faults.items[i].message);
    if (status == HT_OK)
        status = ht_reference_open(db, &small->ref, &err);
    small_remove(small);
    if (status != HT_OK)
        fail_msg("%s", err.message);
}

static inline void small_close(struct small_reference *small) {
    ht_reference_close(small->ref);
    for (int i = 0; i < SMALL_FILES; i++)
        ht_buffer_free(&small->files[i]);
    ht_arena_free(small->arena);
}

static inline const struct ht_entity *small_get(const struct small_reference *small, const char *id) {
    const struct ht_entity *entity = ht_reference_entity(small->ref, id);
    assert_non_null(entity);
    return entity;
}

static inline struct ht_date small_date(const char *text) {
    struct ht_date date;
    assert_true(ht_date_parse(text, &date));
    return date;
}

// A screen that names ENTITIES ("a, b") and takes the lists LISTS, with the default thresholds.
static inline struct ht_screen small_screen(struct small_reference *small, const char *entities, const char *lists) {
    struct ht_screen screen = {.name = "test", .title = "test"};
    screen.entities = ht_text_split(small->arena, entities, ',', &screen.entity_count);
    screen.lists = ht_text_split(small->arena, lists, ',', &screen.list_count);
    screen.counted = 1u << HT_DIRECT | 1u << HT_OWNED | 1u << HT_CONTROLLED | 1u << HT_PARENT;
    screen.owned_pct = ht_decimal_int(50);
    screen.minority_pct = screen.stake_pct = ht_decimal_int(10);
    return screen;
}

static inline struct ht_targets *small_targets(struct small_reference *small, const struct ht_screen *screen,
                                               struct ht_date as_of) {
    struct ht_targets *targets = NULL;
    struct ht_error err = {0};
    if (ht_targets_select(small->ref, screen, as_of, small->arena, &targets, &err) != HT_OK)
        fail_msg("%s", err.message);
    return targets;
}

#endif
