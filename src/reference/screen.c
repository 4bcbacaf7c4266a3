// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Loading a screen with all that it includes: see screen.h. What an included screen selects is added as it stands
 * there, its lists with its grounds; its thresholds and counted categories are not taken over.
 */
#include "holdtrace/screen.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "holdtrace/arena.h"
#include "holdtrace/decode.h"
#include "holdtrace/map.h"
#include "holdtrace/text.h"
#include "reference/screen_file.h"

struct loader {
    struct ht_reference *ref;
    struct ht_arena *arena;
    struct screen_scope scope;
    // Name or path by name or number of the file: each screen once, so that screens may include each other.
    struct ht_map *loaded;
    struct screen_words lists, grounds, entities;
    bool any_ground; // one of the selections takes every ground
    struct ht_selection *selections;
    size_t count, capacity;
};

// The reference remembers what it was asked, which a const pointer cannot say.
struct scope_user {
    struct ht_reference *ref;
};

static bool has_list(const void *user, const char *id) {
    return ht_reference_list(((const struct scope_user *)user)->ref, id) != NULL;
}

static bool has_entity(const void *user, const char *id) {
    return ht_reference_entity(((const struct scope_user *)user)->ref, id) != NULL;
}

static const char *list_at(const void *user, size_t index) {
    struct ht_lists lists = ht_reference_lists(((const struct scope_user *)user)->ref);
    for (size_t i = 0; i < lists.count; i++)
        if (!lists.items[i]->is_event && index-- == 0)
            return lists.items[i]->id;
    return NULL;
}

static bool has_rule(const void *user, const char *list, const char *rule) {
    struct ht_reach_rules rules = ht_reference_reach(((const struct scope_user *)user)->ref, list);
    for (size_t i = 0; i < rules.count; i++)
        if (strcmp(rules.items[i].rule, rule) == 0)
            return true;
    return false;
}

static bool names_file(const char *name) {
    size_t len = strlen(name);
    return strchr(name, '/') || (len > 4 && strcmp(name + len - 4, ".ini") == 0);
}

static enum ht_status file_text(struct loader *loader, const char *path, const char **out, struct ht_error *err) {
    struct ht_source *source = NULL;
    struct ht_text text = {0};
    struct ht_findings findings = ht_findings_in(loader->arena);
    enum ht_status status = ht_source_open(path, &source, err);
    if (status == HT_OK)
        status = ht_decode(source, NULL, loader->arena, &text, &findings, err);
    if (status == HT_OK)
        *out = ht_arena_copy(loader->arena, text.utf8.data, text.utf8.len);
    ht_source_close(source);
    return status;
}

static enum ht_status screen_text(struct loader *loader, const char *name, const char **out, struct ht_error *err) {
    if (names_file(name))
        return file_text(loader, name, out, err);
    *out = ht_reference_screen_text(loader->ref, name);
    if (*out)
        return HT_OK;
    size_t count = ht_reference_screen_count(loader->ref);
    if (count == 0)
        return ht_fail(
            err, HT_ERR_NOT_FOUND,
            "there is no screen \"%s\": the reference has none; put screen files into the folder screens/ of "
            "its source rows and build it again, or name a screen file with --screen ./FILE.ini",
            name);
    const char *names = ht_reference_screen_name(loader->ref, 0);
    for (size_t i = 1; i < count; i++)
        names = ht_arena_format(loader->arena, "%s, %s", names, ht_reference_screen_name(loader->ref, i));
    return ht_fail(err, HT_ERR_NOT_FOUND, "there is no screen \"%s\"; there %s %s", name, count == 1 ? "is" : "are",
                   names);
}

// A file that is included is looked for beside the file that includes it.
static const char *beside(struct loader *loader, const char *including, const char *name) {
    const char *slash = strrchr(including, '/');
    if (!names_file(including) || !names_file(name) || name[0] == '/' || !slash)
        return name;
    return ht_arena_format(loader->arena, "%.*s/%s", (int)(slash - including), including, name);
}

// A file by its number, so that it is one by whatever path; one that is not there is refused when it is opened.
static void add_name(struct loader *loader, const char *name) {
    struct stat info;
    const char *key = name;
    if (names_file(name) && stat(name, &info) == 0)
        key = ht_arena_format(loader->arena, "%ju:%ju", (uintmax_t)info.st_dev, (uintmax_t)info.st_ino);
    if (!ht_map_get(loader->loaded, key))
        ht_map_put(loader->loaded, ht_arena_string(loader->arena, key), ht_arena_string(loader->arena, name));
}

static void add_all(struct loader *loader, struct screen_words *to, const struct screen_words *from) {
    for (size_t i = 0; i < from->count; i++)
        screen_words_add(to, loader->arena, from->items[i]);
}

static void add_selection(struct loader *loader, const struct screen_file *file) {
    add_all(loader, &loader->entities, &file->entities);
    if (file->lists.count == 0)
        return;
    add_all(loader, &loader->lists, &file->lists);
    add_all(loader, &loader->grounds, &file->grounds);
    loader->any_ground |= file->grounds.count == 0;
    loader->selections = ht_arena_grow(loader->arena, loader->selections, loader->count, &loader->capacity,
                                       sizeof *loader->selections);
    loader->selections[loader->count++] =
        (struct ht_selection){file->lists.items, file->lists.count, file->grounds.items, file->grounds.count};
}

// Loads NAME and the screens that included files name, breadth first.
static enum ht_status load(struct loader *loader, const char *name, struct screen_file *first, struct ht_error *err) {
    add_name(loader, name);
    for (size_t i = 0; i < ht_map_count(loader->loaded); i++) {
        const char *current = ht_map_get(loader->loaded, ht_map_key_at(loader->loaded, i)), *text = NULL;
        struct screen_file file;
        enum ht_status status = screen_text(loader, current, &text, err);
        if (status == HT_OK)
            status = screen_file_parse(
                text, names_file(current) ? current : ht_arena_format(loader->arena, "screen %s", current),
                &loader->scope, loader->arena, &file, err);
        if (status != HT_OK)
            return status;
        add_selection(loader, &file);
        for (size_t k = 0; k < file.include.count; k++)
            add_name(loader, beside(loader, current, file.include.items[k]));
        if (i == 0)
            *first = file;
    }
    return HT_OK;
}

// "xinjiang" of "screens/xinjiang.ini".
static const char *name_of_file(struct ht_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    return ht_arena_copy(arena, base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
}

enum ht_status ht_screen_load(struct ht_reference *ref, const char *name, struct ht_arena *arena,
                              struct ht_screen *out, struct ht_error *err) {
    struct scope_user user = {ref};
    struct loader loader = {.ref = ref,
                            .arena = arena,
                            .scope = {&user, has_list, has_entity, list_at, has_rule},
                            .loaded = ht_map_new(arena)};
    struct screen_file first = {0};
    enum ht_status status = load(&loader, name, &first, err);
    if (status == HT_OK && !loader.lists.count && !loader.entities.count)
        status = ht_fail(err, HT_ERR_FORMAT, "screen %s: it and what it includes name no list and no entity", name);
    if (status != HT_OK)
        return status;
    if (loader.any_ground)
        loader.grounds.count = 0;
    *out = (struct ht_screen){
        .name = first.name ? first.name : name_of_file(arena, name),
        .lists = loader.lists.items,
        .list_count = loader.lists.count,
        .grounds = loader.grounds.items,
        .ground_count = loader.grounds.count,
        .entities = loader.entities.items,
        .entity_count = loader.entities.count,
        .selections = loader.selections,
        .selection_count = loader.count,
        .counted = first.counted,
        .owned_pct = first.owned_pct,
        .minority_pct = first.minority_pct,
        .stake_pct = first.stake_pct,
        .max_age_days = first.max_age_days,
        .joint_arrangement = first.joint_arrangement,
        .assumed_rules = first.assumed_rules,
        .assumed_rule_count = first.assumed_rule_count,
    };
    out->title = first.title ? first.title : out->name;
    return ht_reference_status(ref, err);
}
