// SPDX-License-Identifier: GPL-3.0-or-later
// A directory for imports, files to import written into it, and what came out as text.
#ifndef HOLDTRACE_TEST_IMPORTS_H
#define HOLDTRACE_TEST_IMPORTS_H

#include "test_base.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/reference_import.h"

struct imports {
    char path[64];
    struct ht_arena *arena;
    const char *files[8];
    size_t count;
    struct ht_import_result result;
    struct ht_error err;
};

static void imports_remove(const char *path) {
    char inside[512];
    DIR *dir = opendir(path);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        struct stat info;
        snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (stat(inside, &info) == 0 && S_ISDIR(info.st_mode))
            imports_remove(inside);
        else
            unlink(inside);
    }
    closedir(dir);
    rmdir(path);
}

static int imports_setup(void **state) {
    struct imports *imports = calloc(1, sizeof *imports);
    strcpy(imports->path, "/tmp/holdtrace-imports-XXXXXX");
    assert_non_null(mkdtemp(imports->path));
    imports->arena = ht_arena_new();
    *state = imports;
    return 0;
}

static int imports_teardown(void **state) {
    struct imports *imports = *state;
    imports_remove(imports->path);
    ht_arena_free(imports->arena);
    free(imports);
    return 0;
}

// A further file to import.
static void imports_bytes(struct imports *imports, const char *name, const char *bytes, size_t len) {
    const char *path = ht_arena_format(imports->arena, "%s/%s", imports->path, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
    imports->files[imports->count++] = path;
}

static void imports_file(struct imports *imports, const char *name, const char *text) {
    imports_bytes(imports, name, text, strlen(text));
}

// Imports what was written; FORMAT NULL: as it is recognised.
static enum ht_status imports_run(struct imports *imports, const char *format) {
    const struct ht_import_order order = {
        .paths = imports->files,
        .path_count = imports->count,
        .format = format,
        .into = ht_arena_format(imports->arena, "%s/into", imports->path),
        .name = "it",
        .retrieved_on = {2026, 8, 22},
    };
    enum ht_status status = ht_reference_import(&order, imports->arena, &imports->result, &imports->err);
    imports->count = 0;
    return status;
}

// The file NAME of the import, "" when there is none.
static const char *imports_out(struct imports *imports, const char *name) {
    const char *path = ht_arena_format(imports->arena, "%s/into/it/%s", imports->path, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return "";
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = ht_arena_alloc(imports->arena, (size_t)size + 1);
    assert_int_equal(fread(text, 1, (size_t)size, file), (size_t)size);
    fclose(file);
    return text;
}

#define assert_has(text, part)                                                                                       \
    do {                                                                                                             \
        if (!strstr(text, part))                                                                                     \
            fail_msg("\"%s\" is not in:\n%s", part, text);                                                           \
    } while (0)
#define assert_has_not(text, part)                                                                                   \
    do {                                                                                                             \
        if (strstr(text, part))                                                                                      \
            fail_msg("\"%s\" is in:\n%s", part, text);                                                               \
    } while (0)

#endif
