// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Compiling reference rows into the database: the stages of build.h in their order. The file is made beside its place
 * and renamed over it when whole.
 */
#define _DEFAULT_SOURCE // realpath
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/arena.h"
#include "holdtrace/decimal.h"
#include "holdtrace/temporary.h"
#include "holdtrace/text.h"
#include "reference/schema.h"
#include "reference/write.h"

const char *ref_join_sources(struct ht_arena *arena, const char *a, const char *b) {
    if (!a || !b || strcmp(a, b) == 0)
        return a ? a : b;
    size_t count = 0;
    const char *out = a, **ids = ht_text_split(arena, b, '|', &count);
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(ids[i]);
        bool there = false;
        for (const char *at = a; !there && (at = strstr(at, ids[i])) != NULL; at++)
            there = (at == a || at[-1] == '|') && (at[len] == '\0' || at[len] == '|');
        out = there ? out : ht_arena_format(arena, "%s|%s", out, ids[i]);
    }
    return out;
}

// Everyone may read a reference; the new file must be on the disk before it takes the old one's name.
static enum ht_status put_in_place(const char *temporary, const char *output, struct ht_error *err) {
    int fd = open(temporary, O_RDONLY | O_CLOEXEC);
    bool done = fd >= 0 && fchmod(fd, 0644) == 0 && fsync(fd) == 0;
    int reason = errno;
    if (fd >= 0)
        close(fd);
    if (done && rename(temporary, output) == 0)
        return HT_OK;
    return ht_fail(err, HT_ERR_IO, "%s: %s", output, strerror(done ? errno : reason));
}

// Whether the file PATH begins as a reference database does, of whichever format; an empty one may become any.
static bool is_reference(const char *path, off_t size) {
    enum { HEADER = 72, APPLICATION_AT = 68 }; // https://www.sqlite.org/fileformat2.html#application_id
    unsigned char head[HEADER];
    if (size == 0)
        return true;
    FILE *file = fopen(path, "rb");
    bool whole = file && fread(head, 1, HEADER, file) == HEADER;
    if (file)
        fclose(file);
    uint32_t id = 0;
    for (size_t i = 0; whole && i < sizeof id; i++)
        id = id << 8 | head[APPLICATION_AT + i];
    return whole && memcmp(head, "SQLite format 3", 16) == 0 && id == REF_APPLICATION_ID;
}

/*
 * Whether a database may take the place of OUTPUT: renaming would put it in that of a device, of the curated rows or
 * of anything else that a slip of the hand names. Of a link, what it leads to is replaced, and *PLACE is that.
 */
static enum ht_status check_place(const char *output, char **place, struct ht_error *err) {
    struct stat info;
    *place = realpath(output, NULL);
    if (!*place || stat(*place, &info) != 0)
        return HT_OK; // nothing is there
    if (S_ISDIR(info.st_mode))
        return ht_fail(err, HT_ERR_IO, "%s: %s", output, strerror(EISDIR));
    if (!S_ISREG(info.st_mode))
        return ht_fail(err, HT_ERR_USAGE, "%s: this is no regular file, whose place a database could take", output);
    if (!is_reference(*place, info.st_size))
        return ht_fail(err, HT_ERR_USAGE, "%s: this is no reference database, and is not replaced by one", output);
    return HT_OK;
}

static enum ht_status write_database(struct ref_build *build, struct ht_error *err) {
    char *temporary = ht_arena_format(build->arena, "%s.XXXXXX", build->output);
    int fd = ht_temporary_make(temporary);
    if (fd < 0)
        return ht_fail(err, HT_ERR_IO, "%s: %s", build->output, strerror(errno));
    close(fd);
    struct ht_error why = {HT_OK, ""};
    enum ht_status status = ref_build_write(build, temporary, &why);
    if (status != HT_OK)
        ht_fail(err, status, "%s: %s", build->output, why.message);
    if (status == HT_OK)
        status = put_in_place(temporary, build->output, err);
    if (status != HT_OK)
        unlink(temporary);
    ht_temporary_forget(temporary);
    return status;
}

static void say_left(struct ref_build *build, const char *file, const char *reason, const struct ref_left *left) {
    char rows[HT_DECIMAL_TEXT];
    const char *first =
        left->line ? ht_arena_format(build->arena, "; the first is line %ld, \"%s\"", left->line, left->named) : "";
    build->notes->directory = NULL;
    ref_fault(build->notes, file, 0, "%s row%s left out, %s%s",
              ht_decimal_text_grouped(ht_decimal_int(left->rows), rows), left->rows == 1 ? "" : "s", reason, first);
}

// "isin-lei/securities.csv: 9,000,000 rows left out, naming entities that no source describes; the first is ...".
static void say_left_out(struct ref_build *build) {
    for (size_t i = 0; i < build->collection_count; i++)
        for (int file = 0; file < REF_FILE_COUNT; file++)
            for (int reason = 0; reason < LEFT_OUT_REASONS; reason++) {
                const struct ref_left *left =
                    ref_left_out_of(build, (uint16_t)i, (enum ref_file_id)file, (enum ref_left_out)reason);
                if (left->rows)
                    say_left(build,
                             ht_arena_format(build->arena, "%s/%s", build->collections[i].name, ref_files[file].name),
                             ref_left_out_reason((enum ref_left_out)reason), left);
            }
}

// Two rows of one id that mean different companies are one company now, so that this must not wait to be asked for.
static void say_conflicts(struct ref_build *build) {
    build->notes->directory = NULL;
    if (build->conflicts.count)
        ref_fault(build->notes, build->output, 0,
                  "%zu conflict%s between sources; 'ref verify --reference' lists them", build->conflicts.count,
                  build->conflicts.count == 1 ? "" : "s");
}

static void free_build(struct ref_build *build) {
    digests_free(build->digests);
    ref_entities_free(&build->entities);
    for (int id = 0; id < REF_FILE_COUNT; id++)
        scratch_close(&build->spools[id].file);
    sorter_free(build->identifiers);
    sorter_free(build->registries);
    ref_index_free(build->index);
    texts_free(&build->source_sets);
    texts_free(&build->shared);
    free(build->homes);
    free(build->key_of);
    free(build->head_of);
    free(build->members);
    free(build->targets);
    ht_arena_free(build->arena);
}

static enum ht_status evidence_status(const struct ref_build *build, struct ht_error *err) {
    enum ht_status status = HT_OK;
    for (int id = 0; status == HT_OK && id < REF_FILE_COUNT; id++)
        status = scratch_status(&build->spools[id].file, err);
    if (status == HT_OK && build->identifiers)
        status = sorter_status(build->identifiers, err);
    if (status == HT_OK && build->registries)
        status = sorter_status(build->registries, err);
    return status;
}

enum ht_status ht_reference_build_from(const char *const *from, size_t count, const char *output,
                                       struct ht_faults *faults, struct ht_faults *notes, struct ht_error *err) {
    char *place = NULL;
    if (check_place(output, &place, err) != HT_OK) {
        free(place);
        return err ? err->status : HT_ERR_USAGE;
    }
    output = place ? place : output;
    struct ref_build build = {.arena = ht_arena_new(), .output = output, .faults = faults, .notes = notes};
    for (int id = 0; id < REF_FILE_COUNT; id++)
        build.spools[id].file = scratch_beside(output);
    build.digests = digests_new(output);
    enum ht_status status = ref_build_collections(&build, from, count, err);
    if (status == HT_OK)
        status = ref_build_load(&build, err);
    faults->directory = NULL;
    ref_faults_sort(faults);
    if (status == HT_OK && faults->count)
        status = ht_fail(err, HT_ERR_FORMAT, "%s: %zu faults; nothing was built", from[0],
                         faults->count + faults->further);
    if (status == HT_OK) {
        ref_build_unite(&build);
        status = evidence_status(&build, err);
    }
    if (status == HT_OK)
        status = write_database(&build, err);
    if (status == HT_OK && notes) {
        say_left_out(&build);
        say_conflicts(&build);
    }
    free_build(&build);
    free(place);
    return status;
}

enum ht_status ht_reference_build(const char *from, const char *output, struct ht_faults *faults,
                                  struct ht_error *err) {
    return ht_reference_build_from(&from, 1, output, faults, NULL, err);
}
