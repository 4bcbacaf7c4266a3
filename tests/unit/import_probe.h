// SPDX-License-Identifier: GPL-3.0-or-later
// An import into a folder of its own, for tests.
#ifndef HOLDTRACE_IMPORT_PROBE_H
#define HOLDTRACE_IMPORT_PROBE_H

#include "test_base.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/reference_import.h"

#define DATA "tests/data/import/"
#define SAMPLES "../shared/formats/samples/"

struct probe {
    char into[64];
    struct ht_arena *arena;
    struct ht_import_result result;
    struct ht_error err;
};

static inline enum ht_status import_as(struct probe *probe, const char *format, const char *const *paths,
                                       size_t count) {
    const struct ht_import_order order = {
        .paths = paths,
        .path_count = count,
        .format = format,
        .into = probe->into,
        .name = "x",
        .retrieved_on = ht_date_of(2026, 3, 21),
    };
    return ht_reference_import(&order, probe->arena, &probe->result, &probe->err);
}

static inline enum ht_status import_one(struct probe *probe, const char *format, const char *path) {
    return import_as(probe, format, &path, 1);
}

static inline char *slurp(struct probe *probe, const char *path, size_t *len) {
    FILE *file = fopen(path, "rb");
    *len = 0;
    if (!file)
        return NULL;
    char *text = ht_arena_alloc(probe->arena, 1 << 20);
    *len = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    return text;
}

// What was written to the file NAME of the reference; "" when there is none.
static inline const char *written(struct probe *probe, const char *name) {
    size_t len;
    const char *text = slurp(probe, ht_arena_format(probe->arena, "%s/x/%s", probe->into, name), &len);
    return text ? text : "";
}

static inline const char *made_file(struct probe *probe, const char *name, const char *text, size_t len) {
    const char *path = ht_arena_format(probe->arena, "%s/%s", probe->into, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    fclose(file);
    return path;
}

static inline void remove_files(const char *path) {
    DIR *dir = opendir(path);
    char inside[512];
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name) >= (int)sizeof inside)
            continue;
        if (unlink(inside) != 0)
            remove_files(inside);
    }
    closedir(dir);
    rmdir(path);
}

static inline int make_probe(void **state) {
    static struct probe probe;
    strcpy(probe.into, "/tmp/holdtrace-import-XXXXXX");
    assert_non_null(mkdtemp(probe.into));
    probe.arena = ht_arena_new();
    *state = &probe;
    return 0;
}

static inline int remove_probe(void **state) {
    struct probe *probe = *state;
    remove_files(probe->into);
    ht_arena_free(probe->arena);
    return 0;
}

#endif
