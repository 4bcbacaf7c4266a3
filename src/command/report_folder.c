// SPDX-License-Identifier: GPL-3.0-or-later
// Names of reports in a directory.
#include "command/report_folder.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "command/messages.h"

bool report_folder_open(const struct report_order *order, struct kept_paths *kept, struct ht_arena *arena,
                        struct report_folder *out) {
    *out = (struct report_folder){order, kept, ht_map_new(arena), arena};
    if (mkdir(order->path, 0700) == 0 || errno == EEXIST)
        return true;
    say("%s: cannot be made: %s", order->path, strerror(errno));
    return false;
}

static const char *name_after(struct report_folder *folder, const char *holdings) {
    struct ht_arena *arena = folder->arena;
    const char *directory = folder->order->path, *format = folder->order->format->name;
    const char *slash = strrchr(holdings, '/');
    const char *base = slash ? slash + 1 : holdings, *dot = strrchr(base, '.');
    size_t len = dot && dot > base ? (size_t)(dot - base) : strlen(base);
    const char *stem = strcmp(base, "-") == 0 ? "stdin" : ht_arena_copy(arena, base, len);
    const char *path = ht_arena_format(arena, "%s%s.%s", directory, stem, format);
    for (int number = 2; ht_map_get(folder->used, path); number++)
        path = ht_arena_format(arena, "%s%s-%d.%s", directory, stem, number, format);
    ht_map_put(folder->used, path, folder);
    return path;
}

const char *report_folder_next(struct report_folder *folder, const char *path) {
    const char *name = name_after(folder, path);
    struct ht_error err;
    if (refuse_overwrite(folder->kept, name, folder->arena, &err) != HT_OK) {
        say_error(&err);
        return NULL;
    }
    keep_path(folder->kept, folder->arena, name, "another report");
    return name;
}
