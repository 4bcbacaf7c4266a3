// SPDX-License-Identifier: GPL-3.0-or-later
// Two paths of one file: by device and number where the file is there, by folder and name where it is not yet.
#include "command/overwrites.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "holdtrace/text.h"

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

void keep_path(struct kept_paths *kept, struct ht_arena *arena, const char *path, const char *what) {
    struct stat info;
    if (!path || strcmp(path, "-") == 0)
        return;
    struct kept_path item = {.path = path, .what = what, .place = place_of(arena, path)};
    if (stat(path, &info) == 0) {
        item.device = info.st_dev;
        item.number = info.st_ino;
    }
    kept->items = ht_arena_grow(arena, kept->items, kept->count, &kept->capacity, sizeof *kept->items);
    kept->items[kept->count++] = item;
}

enum ht_status refuse_overwrite(const struct kept_paths *kept, const char *path, struct ht_arena *arena,
                                struct ht_error *err) {
    struct stat info;
    bool is_there = stat(path, &info) == 0;
    if (is_there && !S_ISREG(info.st_mode))
        return HT_OK;
    const char *place = place_of(arena, path);
    for (size_t i = 0; i < kept->count; i++) {
        const struct kept_path *item = &kept->items[i];
        bool same_file = is_there && item->number == info.st_ino && item->device == info.st_dev;
        if (same_file || strcmp(item->place, place) == 0)
            return ht_fail(err, HT_ERR_USAGE, "--report: %s would overwrite %s, %s; give the report another name",
                           path, item->what, item->path);
    }
    return HT_OK;
}
