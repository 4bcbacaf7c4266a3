// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files of other publishers, through the importer that knows them; what none knows, through one that the size of the
 * file picks, as if it had been named.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/reference_import.h"

// Where imports are written; the script that starts the target takes it away.
static const char *folder(void) {
    const char *path = getenv("FUZZ_FOLDER");
    fuzz_expect(path != NULL, "FUZZ_FOLDER names a folder");
    return path;
}

static void check_counts(const struct ht_import_result *result) {
    for (size_t i = 0; i < result->file_count; i++)
        fuzz_expect(result->files[i].skipped <= result->files[i].rows, "no more rows are left out than there are");
    fuzz_expect(result->written[REF_SOURCES] == 1 || strcmp(result->format, "own") == 0,
                "an import describes its source");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_import_result result;
    struct ht_error err = {HT_OK, ""};
    const char *path = fuzz_file(data, size), *format = ht_import_format_of(path, arena, &err);
    if (format == NULL)
        format = ht_import_format_at(size % ht_import_format_count()).name;
    struct ht_import_order order = {.paths = &path, .path_count = 1, .format = format, .into = folder(), .name = "f"};
    order.skip_damaged = size % 2 == 0;
    order.retrieved_on = ht_date_of(2026, 1, 31);
    enum ht_status status = ht_reference_import(&order, arena, &result, &err);
    fuzz_expect((status == HT_OK) == (result.directory != NULL), "an import is there whole or not at all");
    if (status == HT_OK)
        check_counts(&result);
    else
        fuzz_expect(err.message[0] != '\0', "an import is refused with a message");
    ht_arena_free(arena);
    return 0;
}
