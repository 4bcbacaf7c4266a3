// SPDX-License-Identifier: GPL-3.0-or-later
// The INI files of a directory's screens/: see data.h.
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/decode.h"
#include "reference/data.h"

// Opens and decodes PATH. The text is copied, so that the source can be closed.
static enum ht_status read_text(const char *path, const char *name, struct ht_arena *arena, const char **out,
                                struct ht_faults *faults, struct ht_error *err) {
    struct ht_source *source = NULL;
    struct ht_text text = {0};
    struct ht_findings findings = ht_findings_in(arena);
    enum ht_status status = ht_source_open(path, &source, err);
    if (status == HT_OK)
        status = ht_decode(source, NULL, arena, &text, &findings, err);
    if (status == HT_OK) {
        *out = ht_arena_copy(arena, text.utf8.data, text.utf8.len);
        if (text.guessed || findings.count)
            ref_fault(faults, name, 0, "the file is not UTF-8");
        if (strlen(*out) != text.utf8.len)
            ref_fault(faults, name, 0, "the file holds NUL bytes");
    }
    ht_source_close(source);
    return status;
}

static int compare_screens(const void *a, const void *b) {
    return strcmp(((const struct ref_screen_file *)a)->name, ((const struct ref_screen_file *)b)->name);
}

static bool ends_in_ini(const char *name) {
    size_t len = strlen(name);
    return len > 4 && name[0] != '.' && strcmp(name + len - 4, ".ini") == 0;
}

enum ht_status ref_screens_load(const char *from, struct ht_arena *arena, struct ref_screens *screens,
                                struct ht_faults *faults, struct ht_error *err) {
    const char *directory = ht_arena_format(arena, "%s/screens", from);
    DIR *dir = opendir(directory);
    if (!dir)
        return errno == ENOENT ? HT_OK : ht_fail(err, HT_ERR_IO, "%s: %s", directory, strerror(errno));
    enum ht_status status = HT_OK;
    for (struct dirent *entry; status == HT_OK && (entry = readdir(dir));) {
        if (!ends_in_ini(entry->d_name))
            continue;
        screens->items =
            ht_arena_grow(arena, screens->items, screens->count, &screens->capacity, sizeof *screens->items);
        struct ref_screen_file *screen = &screens->items[screens->count++];
        screen->name = ht_arena_copy(arena, entry->d_name, strlen(entry->d_name) - 4);
        status = read_text(ht_arena_format(arena, "%s/%s", directory, entry->d_name),
                           ht_arena_format(arena, "screens/%s", entry->d_name), arena, &screen->text, faults, err);
    }
    closedir(dir);
    if (screens->count)
        qsort(screens->items, screens->count, sizeof *screens->items, compare_screens);
    return status;
}
