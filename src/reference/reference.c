// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a reference and its questions about entities, lists and sources: see reference.h.
#include "holdtrace/reference.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/text.h"
#include "reference/ask.h"
#include "reference/near_index.h"
#include "reference/schema.h"

static int64_t pragma(struct db *db, const char *sql) {
    struct db_stmt *stmt = db_prepare(db, sql);
    int64_t value = db_step(stmt) ? db_int(stmt, 0) : 0;
    db_reset(stmt);
    return value;
}

static void read_info(struct ht_reference *ref) {
    const struct {
        const char *name;
        int64_t *value;
    } numbers[] = {
        {"entities", &ref->info.entities},         {"securities", &ref->info.securities},
        {"designations", &ref->info.designations}, {"stakes", &ref->info.stakes},
        {"conflicts", &ref->info.conflicts},
    };
    struct db_stmt *stmt = ask(ref, ASK_META);
    while (db_step(stmt)) {
        const char *name = db_text(stmt, 0);
        if (strcmp(name, "content_sha256") == 0)
            ref->info.content_sha256 = read_text(ref, stmt, 1);
        if (strcmp(name, "data_date") == 0)
            ref->info.data_date = read_date(stmt, 1);
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
            if (strcmp(name, numbers[i].name) == 0)
                *numbers[i].value = db_int(stmt, 1);
    }
}

static enum ht_status not_a_reference(struct ht_reference *ref, const char *path, struct ht_error *err) {
    struct ht_error why = {HT_OK, ""};
    (void)db_status(ref->db, &why);
    enum ht_status status = ht_fail(err, HT_ERR_DATABASE, "%s: not a reference database of this version%s%s", path,
                                    why.message[0] ? ": " : "", why.message);
    ht_reference_close(ref);
    return status;
}

int ht_reference_format(const char *path) {
    struct db *db = NULL;
    struct stat info;
    int format = 0;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) || db_open(path, &db, NULL) != HT_OK)
        return 0;
    if (pragma(db, "PRAGMA application_id") == REF_APPLICATION_ID)
        format = (int)pragma(db, "PRAGMA user_version");
    db_close(db);
    return format;
}

static enum ht_status of_another_format(struct ht_reference *ref, const char *path, int64_t format,
                                        struct ht_error *err) {
    ht_reference_close(ref);
    return ht_fail(err, HT_ERR_DATABASE,
                   "%s: a reference database of format %ld, and this version reads format %d; `holdtrace ref build`"
                   " makes it anew",
                   path, (long)format, REF_FORMAT);
}

enum ht_status ht_reference_open(const char *path, struct ht_reference **out, struct ht_error *err) {
    if (access(path, R_OK) != 0)
        return ht_fail(err, errno == ENOENT || errno == ENOTDIR ? HT_ERR_NOT_FOUND : HT_ERR_IO, "%s: %s", path,
                       strerror(errno));
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return ht_fail(err, HT_ERR_DATABASE,
                       "%s: is a directory, not a reference database; `holdtrace ref build --from` makes one of it",
                       path);
    struct db *db = NULL;
    enum ht_status status = db_open(path, &db, err);
    if (status != HT_OK)
        return status;
    struct ht_arena *arena = ht_arena_in_memory();
    struct ht_reference *ref = ht_arena_alloc(arena, sizeof *ref);
    *ref = (struct ht_reference){.db = db, .arena = arena, .named = ht_map_new(arena), .sources = ht_map_new(arena)};
    ref->info.path = ht_arena_string(arena, path);
    if (pragma(db, "PRAGMA application_id") != REF_APPLICATION_ID)
        return not_a_reference(ref, path, err);
    int64_t format = pragma(db, "PRAGMA user_version");
    if (format != REF_FORMAT)
        return of_another_format(ref, path, format, err);
    read_info(ref);
    if (!ref->info.content_sha256)
        return not_a_reference(ref, path, err);
    *out = ref;
    return HT_OK;
}

void ht_reference_close(struct ht_reference *ref) {
    if (!ref)
        return;
    db_close(ref->db);
    ask_free_pages(ref);
    near_memory_free(ref->near);
    ht_buffer_free(&ref->scratch);
    ht_arena_free(ref->arena);
}

enum ht_status ht_reference_status(const struct ht_reference *ref, struct ht_error *err) {
    struct ht_error why;
    if (db_status(ref->db, &why) == HT_OK)
        return HT_OK;
    return ht_fail(err, HT_ERR_DATABASE, "%s: %s", ref->info.path, why.message);
}

const struct ht_reference_info *ht_reference_info(const struct ht_reference *ref) {
    return &ref->info;
}

// One public function for each question about an entity: the answer typed.
#define ABOUT_ENTITY(function, type, question)                                                                       \
    struct type function(struct ht_reference *ref, const struct ht_entity *entity) {                                 \
        struct answer answer = ask_about(ref, question, entity->key);                                                \
        return (struct type){answer.items, answer.count};                                                            \
    }

ABOUT_ENTITY(ht_reference_owners, ht_stakes, ASK_OWNERS)
ABOUT_ENTITY(ht_reference_holdings, ht_stakes, ASK_HOLDINGS)
ABOUT_ENTITY(ht_reference_relations, ht_relations, ASK_RELATIONS)
ABOUT_ENTITY(ht_reference_designations, ht_designations, ASK_DESIGNATIONS_OF)
ABOUT_ENTITY(ht_reference_statements, ht_statements, ASK_STATEMENTS)
ABOUT_ENTITY(ht_reference_reported_holdings, ht_reported_holdings, ASK_REPORTED_HOLDINGS)
ABOUT_ENTITY(ht_reference_lookalikes_of, ht_lookalikes, ASK_LOOKALIKES_OF)
ABOUT_ENTITY(ht_reference_exceptions, ht_exceptions, ASK_EXCEPTIONS)
ABOUT_ENTITY(ht_reference_conflicts_of, ht_conflicts, ASK_CONFLICTS_OF)
ABOUT_ENTITY(ht_reference_aliases, ht_aliases, ASK_ALIASES)

void ht_reference_each_stake(struct ht_reference *ref,
                             void (*visit)(void *context, int64_t owner, int64_t owned, const struct ht_stake *stake),
                             void *context) {
    struct db_stmt *stmt = ask(ref, ASK_ALL_STAKES);
    while (db_step(stmt)) {
        struct ht_stake stake = {0};
        read_stake_facts(ref, stmt, &stake);
        visit(context, db_int(stmt, 0), db_int(stmt, 1), &stake);
    }
}

struct ht_twins ht_reference_twins(struct ht_reference *ref, const struct ht_entity *entity) {
    // Each pair of them is a conflict, and most references have none: nothing is asked for each position then.
    if (ref->info.conflicts == 0)
        return (struct ht_twins){0};
    struct answer answer = ask_about(ref, ASK_TWINS, entity->key);
    return (struct ht_twins){answer.items, answer.count};
}

// And for each question about the whole.
#define ABOUT_ALL(function, type, question)                                                                          \
    struct type function(struct ht_reference *ref) {                                                                 \
        struct answer answer = ask_rows(ref, question, ask(ref, question));                                          \
        return (struct type){answer.items, answer.count};                                                            \
    }

ABOUT_ALL(ht_reference_all_conflicts, ht_conflicts, ASK_ALL_CONFLICTS)
ABOUT_ALL(ht_reference_left_out, ht_left_outs, ASK_LEFT_OUT)
ABOUT_ALL(ht_reference_sources, ht_source_rows, ASK_SOURCES)

struct ht_designations ht_reference_all_designations(struct ht_reference *ref) {
    if (!ref->all_designations_read)
        ref->all_designations = ask_rows(ref, ASK_ALL_DESIGNATIONS, ask(ref, ASK_ALL_DESIGNATIONS));
    ref->all_designations_read = true;
    return (struct ht_designations){ref->all_designations.items, ref->all_designations.count};
}

// What some lookalike has; NULL when that is too much to hold.
static const struct ht_map *lookalike_marks(struct ht_reference *ref) {
    if (ref->lookalike_marks_read)
        return ref->lookalike_marks;
    ref->lookalike_marks_read = true;
    struct ht_map *marks = ht_map_new(ref->arena);
    size_t count = 0;
    struct db_stmt *stmt = ask(ref, ASK_LOOKALIKE_MARKS);
    db_bind_int(stmt, 1, MOST_LOOKALIKE_MARKS + 1);
    while (db_step(stmt)) {
        ht_map_put(marks, db_text(stmt, 0), marks);
        count++;
    }
    ref->lookalike_marks = count <= MOST_LOOKALIKE_MARKS ? marks : NULL;
    return ref->lookalike_marks;
}

// Whether it is worth asking for lookalikes that have MARK: each row of a fund comes here up to three times, and
// hardly one has any.
static bool may_be_lookalike(struct ht_reference *ref, const char *mark) {
    const struct ht_map *marks = lookalike_marks(ref);
    return !ht_text_empty(mark) && (!marks || ht_map_get(marks, mark));
}

struct lookalike_collector {
    struct ht_lookalike *items;
    size_t count, capacity;
};

static bool same_lookalike(const struct ht_lookalike *a, const struct ht_lookalike *b) {
    return a->entity == b->entity && strcmp(a->name, b->name) == 0 && strcmp(a->why, b->why) == 0;
}

static void collect(struct ht_reference *ref, struct lookalike_collector *all, enum question question,
                    const char *first, const char *second) {
    struct answer found = ask_about_texts(ref, question, first, second);
    for (size_t i = 0; i < found.count; i++) {
        const struct ht_lookalike *item = (const struct ht_lookalike *)found.items + i;
        size_t k = 0;
        while (k < all->count && !same_lookalike(&all->items[k], item))
            k++;
        if (k < all->count)
            continue;
        all->items = ht_arena_grow(ref->arena, all->items, all->count, &all->capacity, sizeof *all->items);
        all->items[all->count++] = *item;
    }
}

struct ht_lookalikes ht_reference_lookalikes(struct ht_reference *ref, const char *isin, const char *ticker,
                                             const char *mic, const char *name_key) {
    struct lookalike_collector all = {0};
    if (may_be_lookalike(ref, isin))
        collect(ref, &all, ASK_LOOKALIKES_BY_ISIN, isin, NULL);
    if (may_be_lookalike(ref, ticker) && !ht_text_empty(mic))
        collect(ref, &all, ASK_LOOKALIKES_BY_TICKER, ticker, mic);
    if (may_be_lookalike(ref, name_key))
        collect(ref, &all, ASK_LOOKALIKES_BY_NAME, name_key, NULL);
    return (struct ht_lookalikes){all.items, all.count};
}

struct ht_lists ht_reference_lists(struct ht_reference *ref) {
    if (ref->lists_read)
        return ref->lists;
    struct answer answer = ask_rows(ref, ASK_LISTS, ask(ref, ASK_LISTS));
    const struct ht_list **items = ht_arena_array(ref->arena, answer.count, sizeof *items);
    for (size_t i = 0; i < answer.count; i++)
        items[i] = (const struct ht_list *)answer.items + i;
    ref->lists = (struct ht_lists){items, answer.count};
    ref->lists_read = true;
    return ref->lists;
}

const struct ht_list *ask_list_at(struct ht_reference *ref, int64_t key) {
    struct ht_lists lists = ht_reference_lists(ref); // keys run from 1 in this order
    if (key >= 1 && (size_t)key <= lists.count)
        return lists.items[key - 1];
    db_damaged(ref->db, "a row of the reference database points to no list");
    return NULL;
}

const struct ht_list *ht_reference_list(struct ht_reference *ref, const char *id) {
    struct ht_lists lists = ht_reference_lists(ref);
    for (size_t i = 0; i < lists.count; i++)
        if (strcmp(lists.items[i]->id, id) == 0)
            return lists.items[i];
    return NULL;
}

struct ht_reach_rules ht_reference_reach(struct ht_reference *ref, const char *list) {
    const struct ht_list *row = ht_reference_list(ref, list);
    if (!row)
        return (struct ht_reach_rules){NULL, 0};
    struct answer answer = ask_about(ref, ASK_REACH, row->key);
    return (struct ht_reach_rules){answer.items, answer.count};
}

const struct ht_source_row *ht_reference_source(struct ht_reference *ref, const char *id) {
    struct ht_source_row *row = ht_map_get(ref->sources, id);
    if (row)
        return row;
    struct db_stmt *stmt = ask(ref, ASK_SOURCE);
    db_bind_text(stmt, 1, id);
    if (!db_step(stmt))
        return NULL;
    row = ht_arena_alloc(ref->arena, sizeof *row);
    read_source(ref, stmt, row);
    db_reset(stmt);
    ht_map_put(ref->sources, id, row);
    return row;
}

static struct answer screens(struct ht_reference *ref) {
    if (!ref->screens_read)
        ref->screens = ask_rows(ref, ASK_SCREENS, ask(ref, ASK_SCREENS));
    ref->screens_read = true;
    return ref->screens;
}

size_t ht_reference_screen_count(struct ht_reference *ref) {
    return screens(ref).count;
}

const char *ht_reference_screen_name(struct ht_reference *ref, size_t index) {
    return ((const struct stored_screen *)screens(ref).items)[index].name;
}

const char *ht_reference_screen_text(struct ht_reference *ref, const char *name) {
    struct answer all = screens(ref);
    for (size_t i = 0; i < all.count; i++) {
        const struct stored_screen *screen = (const struct stored_screen *)all.items + i;
        if (strcmp(screen->name, name) == 0)
            return screen->text;
    }
    return NULL;
}
