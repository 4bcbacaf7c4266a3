// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What an import takes the place of, so that nobody loses a list unseen: a download that was cut at the end of a row,
 * or another part of the same publisher's files, is whole by its form and yet not what it was.
 */
#include <string.h>

#include "holdtrace/rows.h"
#include "holdtrace/stream.h"
#include "import/importer.h"

enum { SHRINKS_TO = 2 }; // to less than one in so many

static bool count_row(void *context, const char *bytes, size_t len) {
    size_t *rows = context;
    for (const char *end = bytes + len, *at = bytes; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        ++*rows;
    return true;
}

// The rows below the header of the file PATH; 0 when it is not there. An import writes each on one line.
static size_t rows_of(const char *path) {
    size_t rows = 0;
    return ht_stream_read(path, count_row, &rows, NULL) == HT_OK && rows ? rows - 1 : 0;
}

struct day_search {
    size_t rows;
    size_t column;
    struct ht_date day;
};

static bool take_day(void *context, const struct ht_row *row) {
    struct day_search *search = context;
    if (search->rows++ == 0) {
        while (search->column < row->width &&
               !ht_slice_same(ht_row_cell(row, search->column), ht_slice_of("retrieved_on")))
            search->column++;
        return true;
    }
    struct ht_slice cell = ht_row_cell(row, search->column);
    char day[HT_DATE_TEXT] = "";
    if (cell.len < sizeof day)
        memcpy(day, cell.data, cell.len);
    (void)ht_date_parse(day, &search->day);
    return false;
}

static struct ht_date day_of(const char *sources, struct ht_arena *arena) {
    struct ht_findings findings = ht_findings_in(arena);
    struct day_search search = {0};
    (void)ht_rows_read(sources, ',', take_day, &search, &findings, NULL); // it may be damaged, and is replaced then
    return search.day;
}

static void say_shrunk(struct import *import) {
    struct ht_import_result *result = import->result;
    import_open_file(import, 0);
    for (int id = REF_SOURCES + 1; id < REF_FILE_COUNT; id++)
        if (result->written[id] * SHRINKS_TO < result->replaced[id])
            import_find(
                import, HT_CODE_SHRUNK,
                "%zu rows of %s, where the import whose place this one takes had %zu: the file may not be whole",
                result->written[id], ref_files[id].name, result->replaced[id]);
}

enum ht_status import_compare_replaced(struct import *import, struct ht_error *err) {
    struct ht_import_result *result = import->result;
    const char *place = ht_arena_format(import->arena, "%s/%s", import->order->into, import->source);
    size_t written = 0, replaced = 0, read = 0;
    for (size_t i = 0; i < result->file_count; i++)
        read += result->files[i].rows;
    if (read == 0)
        return ht_fail(err, HT_ERR_FORMAT, "%s: the file has no rows; nothing was imported", result->files[0].path);
    for (int id = REF_SOURCES + 1; id < REF_FILE_COUNT; id++) {
        result->replaced[id] = rows_of(ht_arena_format(import->arena, "%s/%s", place, ref_files[id].name));
        replaced += result->replaced[id];
        written += result->written[id];
    }
    if (replaced == 0)
        return HT_OK;
    result->replaced_of = day_of(ht_arena_format(import->arena, "%s/sources.csv", place), import->arena);
    if (written == 0)
        return ht_fail(err, HT_ERR_FORMAT, "%s: no row of it is of use; what was imported before stays",
                       result->files[0].path);
    say_shrunk(import);
    return HT_OK;
}
