// SPDX-License-Identifier: GPL-3.0-or-later
// Two paths of one file: by device and number where the file is there, by folder and name where it is not yet.
#include "command/overwrites.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "holdtrace/text.h"

struct kept_path {
    const char *path, *what;
    size_t order; // how many were kept before it
};

// PATH by the number of its folder and its last name; PATH itself where there is no such folder.
static const char *place_of(struct ht_arena *arena, const char *path) {
    struct stat info;
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? ht_arena_copy(arena, path, (size_t)(slash - path) + 1) : ".";
    if (stat(folder, &info) != 0)
        return path;
    return ht_arena_format(arena, "%ju:%ju/%s", (uintmax_t)info.st_dev, (uintmax_t)info.st_ino,
                           slash ? slash + 1 : path);
}

static const char *file_of(struct ht_arena *arena, const struct stat *info) {
    return ht_arena_format(arena, "%ju:%ju", (uintmax_t)info->st_dev, (uintmax_t)info->st_ino);
}

static struct ht_map *put_first(struct ht_map *map, struct ht_arena *arena, const char *key, struct kept_path *item) {
    map = map ? map : ht_map_new(arena);
    if (!ht_map_get(map, key))
        ht_map_put(map, key, item);
    return map;
}

void keep_path(struct kept_paths *kept, struct ht_arena *arena, const char *path, const char *what) {
    struct stat info;
    if (!path || strcmp(path, "-") == 0)
        return;
    struct kept_path *item = ht_arena_alloc(arena, sizeof *item);
    *item = (struct kept_path){path, what, kept->count++};
    kept->by_place = put_first(kept->by_place, arena, place_of(arena, path), item);
    if (stat(path, &info) == 0)
        kept->by_file = put_first(kept->by_file, arena, file_of(arena, &info), item);
}

// The path that was kept first of those at PLACE or of FILE (NULL: there is none yet).
static const struct kept_path *find(const struct kept_paths *kept, const char *place, const char *file) {
    const struct kept_path *item = kept->before ? find(kept->before, place, file) : NULL;
    if (item)
        return item;
    const struct kept_path *there = file && kept->by_file ? ht_map_get(kept->by_file, file) : NULL;
    item = kept->by_place ? ht_map_get(kept->by_place, place) : NULL;
    return !item || (there && there->order < item->order) ? there : item;
}

enum ht_status refuse_overwrite(const struct kept_paths *kept, const char *path, struct ht_arena *arena,
                                struct ht_error *err) {
    struct stat info;
    bool is_there = stat(path, &info) == 0;
    if (is_there && !S_ISREG(info.st_mode))
        return HT_OK;
    const struct kept_path *item = find(kept, place_of(arena, path), is_there ? file_of(arena, &info) : NULL);
    if (!item)
        return HT_OK;
    return ht_fail(err, HT_ERR_USAGE, "--report: %s would overwrite %s, %s; give the report another name", path,
                   item->what, item->path);
}
