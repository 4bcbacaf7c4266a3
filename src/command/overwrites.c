// SPDX-License-Identifier: GPL-3.0-or-later
// Two paths of one file: by device and number where the file is there, by folder and name where it is not yet.
#include "command/overwrites.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "holdtrace/text.h"

void keep_path(struct kept_paths *kept, struct ht_arena *arena, const char *path, const char *what) {
    if (!path || strcmp(path, "-") == 0)
        return;
    kept->items = ht_arena_grow(arena, kept->items, kept->count, &kept->capacity, sizeof *kept->items);
    kept->items[kept->count++] = (struct kept_path){path, what};
}

// The folder of PATH without links and dots, then its last name; PATH itself where there is no such folder.
static const char *canonical(struct ht_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? ht_arena_copy(arena, path, (size_t)(slash - path) + 1) : ".";
    char *real = realpath(folder, NULL);
    const char *whole = real ? ht_arena_format(arena, "%s/%s", real, slash ? slash + 1 : path) : path;
    free(real);
    return whole;
}

static bool same_place(struct ht_arena *arena, const char *a, const char *b) {
    struct stat of_a, of_b;
    bool has_a = stat(a, &of_a) == 0, has_b = stat(b, &of_b) == 0;
    if (has_a && has_b)
        return S_ISREG(of_a.st_mode) && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
    return has_a == has_b && strcmp(canonical(arena, a), canonical(arena, b)) == 0;
}

enum ht_status refuse_overwrite(const struct kept_paths *kept, const char *path, struct ht_arena *arena,
                                struct ht_error *err) {
    for (size_t i = 0; i < kept->count; i++)
        if (same_place(arena, path, kept->items[i].path))
            return ht_fail(err, HT_ERR_USAGE, "--report: %s would overwrite %s, %s; give the report another name",
                           path, kept->items[i].what, kept->items[i].path);
    return HT_OK;
}
