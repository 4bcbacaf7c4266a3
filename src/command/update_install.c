// SPDX-License-Identifier: GPL-3.0-or-later
#include "command/update_install.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/messages.h"
#include "command/print.h"
#include "holdtrace/output.h"
#include "holdtrace/reference.h"
#include "holdtrace/reference_import.h"
#include "holdtrace/text.h"

// Stands while something was imported that the database does not hold yet.
static const char *stale_path(const struct update_install *install) {
    return ht_arena_format(install->arena, "%s/.stale", install->downloads);
}

static enum ht_status mark_stale(const struct update_install *install, struct ht_error *err) {
    const char *path = stale_path(install);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
    if (fd < 0)
        return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", path, strerror(errno));
    close(fd);
    return HT_OK;
}

static enum ht_status write_text(const char *path, const char *text, struct ht_error *err) {
    struct ht_output *out;
    enum ht_status status = ht_output_open(path, &out, err);
    if (status != HT_OK)
        return status;
    ht_output_write(out, text, strlen(text));
    return ht_output_commit(out, err);
}

static const char *import_directory(const struct update_install *install, const char *source) {
    return ht_arena_format(install->arena, "%s/%s", install->places->imports, source);
}

static const char *stamp_path(const struct update_install *install, const char *source) {
    return ht_arena_format(install->arena, "%s/%s/.imported", install->downloads, source);
}

// What an import was made of: another version of the program may read the same files otherwise.
static const char *stamp_of(const struct ht_update_outcome *outcome, struct ht_arena *arena) {
    const char *format = outcome->source->format ? outcome->source->format : "-";
    const char *stamp = ht_arena_format(arena, "holdtrace %s %s\n", HT_VERSION, format);
    for (size_t i = 0; i < outcome->file_count; i++)
        stamp = ht_arena_format(arena, "%s%s %s\n", stamp, outcome->files[i].sha256, outcome->files[i].name);
    return stamp;
}

static bool holds_text(const char *path, const char *text) {
    char held[4096];
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    size_t len = fread(held, 1, sizeof held, file);
    fclose(file);
    return len == strlen(text) && memcmp(held, text, len) == 0;
}

static bool is_imported(const struct update_install *install, const struct ht_update_outcome *outcome) {
    const char *source = outcome->source->name;
    return access(import_directory(install, source), F_OK) == 0 &&
           holds_text(stamp_path(install, source), stamp_of(outcome, install->arena));
}

static struct ht_date newest(const struct ht_update_outcome *outcome) {
    struct ht_date day = {0};
    for (size_t i = 0; i < outcome->file_count; i++)
        if (ht_date_first(outcome->files[i].retrieved_on) > ht_date_first(day))
            day = outcome->files[i].retrieved_on;
    return day;
}

static void say_imported(const struct update_install *install, const struct ht_update_outcome *outcome,
                         const struct ht_import_result *result) {
    struct ht_buffer buffer = {0};
    size_t rows = 0, skipped = 0;
    for (size_t i = 0; i < result->file_count; i++) {
        rows += result->files[i].rows;
        skipped += result->files[i].skipped;
    }
    ht_buffer_format(&buffer, "%-10s  %s: %zu rows read as %s, %zu left out\n", "imported", outcome->source->name,
                     rows, result->format, skipped);
    if (!install->quiet)
        print_buffer(&buffer);
    ht_buffer_free(&buffer);
}

static enum ht_status import_files(const struct update_install *install, const struct ht_update_outcome *outcome,
                                   struct ht_error *err) {
    const char **paths = ht_arena_array(install->arena, outcome->file_count, sizeof *paths);
    for (size_t i = 0; i < outcome->file_count; i++)
        paths[i] = outcome->files[i].path;
    const struct ht_import_order order = {
        .paths = paths,
        .path_count = outcome->file_count,
        .format = outcome->source->format,
        .into = install->places->imports,
        .name = outcome->source->name,
        .retrieved_on = newest(outcome),
        .url = outcome->files[0].url,
    };
    struct ht_import_result result = {0};
    enum ht_status status = ht_reference_import(&order, install->arena, &result, err);
    for (size_t i = 0; i < result.file_count; i++)
        say_findings(result.files[i].path, &result.files[i].findings, install->quiet);
    if (status == HT_OK)
        say_imported(install, outcome, &result);
    return status;
}

// The stamp of before goes first: after a kill it would stand beside newer rows, and be believed when the publisher
// takes the older file back.
static enum ht_status drop_stamp(const struct update_install *install, const char *source, struct ht_error *err) {
    const char *path = stamp_path(install, source);
    if (unlink(path) == 0 || errno == ENOENT)
        return HT_OK;
    return ht_fail(err, HT_ERR_IO, "%s: cannot be removed: %s", path, strerror(errno));
}

// The marker is set first and the stamp last, so that a kill in between repeats work and leaves none out.
static bool import_source(const struct update_install *install, const struct ht_update_outcome *outcome) {
    const char *source = outcome->source->name;
    struct ht_error err;
    enum ht_status status = mark_stale(install, &err);
    if (status == HT_OK)
        status = drop_stamp(install, source, &err);
    if (status == HT_OK)
        status = import_files(install, outcome, &err);
    if (status == HT_OK)
        status = write_text(stamp_path(install, source), stamp_of(outcome, install->arena), &err);
    if (status == HT_OK)
        return true;
    bool kept = access(import_directory(install, source), F_OK) == 0;
    say("%s: %s%s", source, err.message, kept ? "; what was imported of it before is kept" : "");
    return false;
}

static bool import_all(const struct update_install *install) {
    bool good = true;
    for (size_t i = 0; i < install->count; i++) {
        const struct ht_update_outcome *outcome = &install->outcomes[i];
        if (outcome->file_count > 0 && !is_imported(install, outcome))
            good = import_source(install, outcome) && good;
    }
    return good;
}

// A source that was asked for and is not there: a database without it would be silent about it.
static bool is_complete(const struct update_install *install) {
    bool complete = true;
    for (size_t i = 0; i < install->count; i++) {
        const char *source = install->outcomes[i].source->name;
        if (access(import_directory(install, source), F_OK) == 0)
            continue;
        say("%s: the database is not built, since nothing of %s is there; ask for the others alone with --source",
            install->places->output, source);
        complete = false;
    }
    return complete;
}

static bool is_usable(const char *database) {
    struct ht_reference *reference = NULL;
    bool usable = access(database, F_OK) == 0 && ht_reference_open(database, &reference, NULL) == HT_OK;
    if (usable)
        ht_reference_close(reference);
    return usable;
}

static void say_built(const struct update_install *install, const char *what) {
    struct ht_buffer buffer = {0};
    ht_buffer_format(&buffer, "%-10s  %s\n", what, install->places->output);
    if (!install->quiet)
        print_buffer(&buffer);
    ht_buffer_free(&buffer);
}

static bool build(const struct update_install *install) {
    if (access(stale_path(install), F_OK) != 0 && is_usable(install->places->output)) {
        say_built(install, "unchanged");
        return true;
    }
    if (!ref_places_build(install->places, true, install->quiet, install->arena))
        return false;
    if (unlink(stale_path(install)) != 0 && errno != ENOENT) {
        say("%s: cannot be removed: %s", stale_path(install), strerror(errno));
        return false;
    }
    say_built(install, "built");
    return true;
}

bool update_install(const struct update_install *install) {
    bool good = import_all(install);
    return is_complete(install) && build(install) && good;
}
