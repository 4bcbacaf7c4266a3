// SPDX-License-Identifier: GPL-3.0-or-later
// The directories that a build reads: each --from, or the directories in it, each a collection of its own.
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "reference/build.h"

struct finding {
    struct ref_build *build;
    size_t capacity;
};

// Adds PATH when it has any of the files.
static bool add(struct finding *f, const char *path, const char *name, bool curated) {
    struct ref_build *build = f->build;
    struct ref_collection collection = {.path = path, .name = name, .curated = curated};
    bool found = false;
    for (int id = 0; id < REF_FILE_COUNT; id++) {
        collection.has[id] = access(ht_arena_format(build->arena, "%s/%s", path, ref_files[id].name), F_OK) == 0;
        found = found || collection.has[id];
    }
    if (!found)
        return false;
    build->collections = ht_arena_grow(build->arena, build->collections, build->collection_count, &f->capacity,
                                       sizeof *build->collections);
    build->collections[build->collection_count++] = collection;
    return true;
}

static bool is_directory(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static enum ht_status add_below(struct finding *f, const char *from, bool curated, struct ht_error *err) {
    DIR *dir = opendir(from);
    bool found = false;
    if (!dir)
        return ht_fail(err, errno == ENOENT || errno == ENOTDIR ? HT_ERR_NOT_FOUND : HT_ERR_IO, "%s: %s", from,
                       strerror(errno));
    for (struct dirent *entry; (entry = readdir(dir));) {
        const char *name = ht_arena_string(f->build->arena, entry->d_name);
        const char *path = ht_arena_format(f->build->arena, "%s/%s", from, name);
        if (name[0] != '.' && is_directory(path))
            found = add(f, path, name, curated) || found;
    }
    closedir(dir);
    if (found)
        return HT_OK;
    return ht_fail(err, HT_ERR_NOT_FOUND, "%s: there are no reference files (entities.csv, ...) in it", from);
}

static int compare(const void *a, const void *b) {
    const struct ref_collection *x = a, *y = b;
    if (x->curated != y->curated)
        return x->curated ? -1 : 1;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->path, y->path);
}

static const char *last_part(struct ht_arena *arena, const char *path) {
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    return ht_arena_copy(arena, path + start, end - start);
}

enum ht_status ref_build_collections(struct ref_build *build, const char *const *from, size_t count,
                                     struct ht_error *err) {
    struct finding f = {.build = build};
    for (size_t i = 0; i < count; i++) {
        if (add(&f, from[i], last_part(build->arena, from[i]), i == 0))
            continue;
        enum ht_status status = add_below(&f, from[i], i == 0, err);
        if (status != HT_OK)
            return status;
    }
    if (build->collection_count > UINT16_MAX)
        return ht_fail(err, HT_ERR_LIMIT, "%s: more than %d directories of reference files", from[0], UINT16_MAX);
    qsort(build->collections, build->collection_count, sizeof *build->collections, compare);
    for (size_t i = 0; i < build->collection_count; i++)
        build->collections[i].number = (uint16_t)i;
    return HT_OK;
}
