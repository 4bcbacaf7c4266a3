// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * An import from its order to its directory: the importer is found, its rows are written, the source is described,
 * and the whole takes its place.
 */
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "holdtrace/stream.h"
#include "holdtrace/text.h"
#include "import/importer.h"

enum { NAME_MOST = 100 }; // of a source: its directory is written under a longer one

static const struct importer *importer_named(const char *name) {
    for (size_t i = 0; importers[i]; i++)
        if (strcmp(importers[i]->name, name) == 0)
            return importers[i];
    return NULL;
}

// The name is that of a directory, too, of which hidden ones are none of the reference.
static enum ht_status check_name(const char *name, struct ht_error *err) {
    bool good = *name && *name != '.' && strlen(name) <= NAME_MOST &&
                !ref_cell_fault(&ref_files[REF_SOURCES].columns[SOURCE_ID], name);
    return good
               ? HT_OK
               : ht_fail(
                     err, HT_ERR_USAGE,
                     "\"%.*s\" cannot be the name of a source: that is at most %d letters, digits, '_', '-' and '.', "
                     "which is not the first",
                     NAME_MOST, name, NAME_MOST);
}

static enum ht_status choose_importer(struct import *import, struct ht_error *err) {
    const struct ht_import_order *order = import->order;
    const char *format = order->format;
    if (!format)
        format = ht_import_format_of(order->paths[0], import->arena, err);
    if (!format)
        return err->status;
    import->importer = importer_named(format);
    if (!import->importer)
        return ht_fail(err, HT_ERR_NOT_FOUND, "there is no import format '%s'", format);
    import->result->format = import->importer->name;
    import->result->title = import->importer->title;
    import->source = order->name ? order->name : import->importer->name;
    return check_name(import->source, err);
}

// The day on which PATH was last changed: when nobody tells, that is when it was retrieved.
static struct ht_date last_changed(const char *path) {
    struct stat info;
    struct tm day;
    if (stat(path, &info) != 0 || !gmtime_r(&info.st_mtime, &day))
        return (struct ht_date){0};
    return ht_date_of(day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

// A file whose clock was wrong would make a day to come the data date of the reference, and scans look at that day.
// It may be tomorrow already where the file was changed. What the reader says is the reader's.
static enum ht_status check_day(const struct import *import, struct ht_error *err) {
    enum { DAY = 24 * 60 * 60 };
    time_t tomorrow = time(NULL) + DAY;
    struct ht_date retrieved = import->result->retrieved_on;
    struct tm day;
    char text[HT_DATE_TEXT];
    if (ht_date_known(import->order->retrieved_on) || !gmtime_r(&tomorrow, &day) ||
        ht_date_first(retrieved) <= ht_date_first(ht_date_of(day.tm_year + 1900, day.tm_mon + 1, day.tm_mday)))
        return HT_OK;
    return ht_fail(err, HT_ERR_USAGE,
                   "%s: last changed on %s, a day yet to come; say with --retrieved when it was retrieved",
                   import->order->paths[0], ht_date_text(retrieved, text));
}

static void prepare_files(struct import *import) {
    const struct ht_import_order *order = import->order;
    struct ht_import_result *result = import->result;
    result->file_count = order->path_count;
    result->files = ht_arena_array(import->arena, order->path_count, sizeof *result->files);
    import->tallies = ht_arena_array(import->arena, order->path_count, sizeof *import->tallies);
    for (size_t i = 0; i < order->path_count; i++)
        result->files[i] =
            (struct ht_imported_file){.path = order->paths[i], .findings = ht_findings_in(import->arena)};
    result->retrieved_on = ht_date_known(order->retrieved_on) ? order->retrieved_on : last_changed(order->paths[0]);
}

static bool damaged(const struct ht_import_result *result) {
    for (size_t f = 0; f < result->file_count; f++)
        for (size_t i = 0; i < result->files[f].findings.count; i++)
            if (result->files[f].findings.items[i].severity == HT_TROUBLE)
                return true;
    return false;
}

// The row of sources.csv: which files the rows came from.
static enum ht_status describe_source(struct import *import, struct ht_error *err) {
    const struct importer *importer = import->importer;
    struct ht_buffer names = {0}, digests = {0};
    char digest[HT_SHA256_TEXT], day[HT_DATE_TEXT];
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < import->order->path_count && status == HT_OK; i++) {
        const char *path = import->order->paths[i], *slash = strrchr(path, '/');
        status = ht_stream_digest(path, digest, err);
        ht_buffer_format(&names, "%s%s", i ? "|" : "", slash ? slash + 1 : path);
        ht_buffer_format(&digests, "%s%s", i ? "|" : "", digest);
    }
    const char *cells[SOURCE_WIDTH] = {
        [SOURCE_ID] = import->source,
        [SOURCE_TITLE] = importer->title,
        [SOURCE_PUBLISHER] = importer->publisher,
        [SOURCE_URL] = import->order->url ? import->order->url : importer->url,
        [SOURCE_PUBLISHED_ON] = import->published_on,
        [SOURCE_RETRIEVED_ON] = ht_date_text(import->result->retrieved_on, day),
        [SOURCE_LICENCE] = importer->licence,
        [SOURCE_REDISTRIBUTABLE] = importer->redistributable ? "y" : "n",
        [SOURCE_FILE] = names.data,
        [SOURCE_SHA256] = digests.data,
        [SOURCE_NOTE] = import->note,
    };
    import_open_file(import, 0);
    if (status == HT_OK && !import_write(import, REF_SOURCES, cells))
        status = ht_fail(err, HT_ERR_FORMAT, "%s: the source cannot be described", import->source);
    ht_buffer_free(&names);
    ht_buffer_free(&digests);
    return status;
}

static enum ht_status finish(struct import *import, struct ht_error *err) {
    struct ht_import_result *result = import->result;
    bool refused = damaged(result) && !import->order->skip_damaged;
    enum ht_status status = refused ? HT_OK : import_compare_replaced(import, err);
    for (size_t i = 0; i < result->file_count; i++)
        ht_tally_rest(&import->tallies[i], &result->files[i].findings);
    if (refused)
        return ht_fail(err, HT_ERR_FORMAT, "%s: the file is damaged; nothing was imported", result->files[0].path);
    return status == HT_OK ? import_stage_commit(import, err) : status;
}

enum ht_status ht_reference_import(const struct ht_import_order *order, struct ht_arena *arena,
                                   struct ht_import_result *out, struct ht_error *err) {
    *out = (struct ht_import_result){0};
    struct import import = {.order = order, .arena = arena, .row = ht_arena_new(), .result = out, .lock = -1};
    struct ht_error own = {HT_OK, ""};
    struct ht_error *why = err ? err : &own;
    prepare_files(&import);
    enum ht_status status = check_day(&import, why);
    if (status == HT_OK)
        status = choose_importer(&import, why);
    if (status == HT_OK)
        status = import_stage_begin(&import, why);
    if (status == HT_OK)
        status = import.importer->run(&import, why);
    if (status == HT_OK)
        status = describe_source(&import, why);
    if (status == HT_OK)
        status = finish(&import, why);
    import_stage_discard(&import);
    ht_buffer_free(&import.written);
    id_set_free(import.ids);
    ht_arena_free(import.row);
    return status;
}
