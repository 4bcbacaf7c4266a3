// SPDX-License-Identifier: GPL-3.0-or-later
// Two paths of one file: by device and number where the file is there, by folder and name where it is not yet.
#include "command/overwrites.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "holdtrace/text.h"

// The folder of PATH without links and dots, then its last name; PATH itself where there is no such folder.
static const char *canonical(struct ht_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? ht_arena_copy(arena, path, (size_t)(slash - path) + 1) : ".";
    char *real = realpath(folder, NULL);
    const char *whole = real ? ht_arena_format(arena, "%s/%s", real, slash ? slash + 1 : path) : path;
    free(real);
    return whole;
}

void keep_path(struct kept_paths *kept, struct ht_arena *arena, const char *path, const char *what) {
    struct stat info;
    if (!path || strcmp(path, "-") == 0)
        return;
    struct kept_path item = {.path = path, .what = what, .place = canonical(arena, path)};
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
    const char *place = canonical(arena, path);
    for (size_t i = 0; i < kept->count; i++) {
        const struct kept_path *item = &kept->items[i];
        bool same_file = is_there && item->number == info.st_ino && item->device == info.st_dev;
        if (same_file || strcmp(item->place, place) == 0)
            return ht_fail(err, HT_ERR_USAGE, "--report: %s would overwrite %s, %s; give the report another name",
                           path, item->what, item->path);
    }
    return HT_OK;
}
