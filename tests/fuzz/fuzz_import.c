// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Importers. The first byte is the importer that is told to read the rest: "A" the one that knows the file, "B" the
 * first of the table, and so on. An import is there whole or not at all.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "holdtrace/reference_import.h"

static char into[] = "/dev/shm/holdtrace-fuzz-XXXXXX";

static void remove_into(void) {
    char command[96];
    snprintf(command, sizeof command, "rm -rf %s", into);
    if (system(command) != 0)
        fprintf(stderr, "%s was not removed\n", into);
}

static void make_into(void) {
    static bool made;
    if (made)
        return;
    fuzz_expect(mkdtemp(into) != NULL, "there is a directory to write to");
    made = atexit(remove_into) == 0;
}

static void check(enum ht_status status, const struct ht_import_result *result) {
    char sources[128];
    snprintf(sources, sizeof sources, "%s/x/sources.csv", into);
    fuzz_expect((status == HT_OK) == (result->directory != NULL), "an import that is sound has a directory");
    fuzz_expect(status != HT_OK || access(sources, R_OK) == 0, "and it is in its place");
    for (size_t i = 0; i < result->file_count; i++)
        fuzz_expect(result->files[i].skipped <= result->files[i].rows, "no more rows are left out than were read");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    size_t letter = size > 0 ? (size_t)(data[0] - 'A') : 0, count = ht_import_format_count();
    if (size == 0 || letter > count)
        return -1;
    make_into();
    const char *path = fuzz_file(data + 1, size - 1);
    struct ht_arena *arena = ht_arena_new();
    struct ht_error err;
    const struct ht_import_order order = {
        .paths = &path,
        .path_count = 1,
        .format = letter > 0 ? ht_import_format_at(letter - 1).name : ht_import_format_of(path, arena, &err),
        .into = into,
        .name = "x",
        .retrieved_on = ht_date_of(2026, 1, 31),
    };
    if (order.format) {
        struct ht_import_result result;
        check(ht_reference_import(&order, arena, &result, &err), &result);
    }
    ht_arena_free(arena);
    return 0;
}
