// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A directory that is there whole or not at all: it is written as ".NAME.XXXXXX" beside its place and exchanged with
 * what stands there in one step. Whoever reads the imports skips hidden names; what a killed import left is removed
 * by the next one of the same name, which a lock keeps apart from one that still runs.
 */
#define _GNU_SOURCE // for RENAME_EXCHANGE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "holdtrace/text.h"
#include "import/importer.h"

static enum ht_status failed(const char *path, struct ht_error *err) {
    return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", path, strerror(errno));
}

static enum ht_status make_directory(const char *path, struct ht_arena *arena, struct ht_error *err) {
    char *copy = ht_arena_string(arena, path);
    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(copy, 0755) != 0 && errno != EEXIST)
            return failed(copy, err);
        *slash = '/';
    }
    if (mkdir(copy, 0755) != 0 && errno != EEXIST)
        return failed(copy, err);
    return HT_OK;
}

// Removes a directory of files.
static void remove_directory(const char *path) {
    DIR *dir = opendir(path);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
    rmdir(path);
}

static void remove_left(struct import *import, const char *into, const char *name) {
    const char *prefix = ht_arena_format(import->arena, ".%s.", name);
    DIR *dir = opendir(into);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));)
        if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0 && strlen(entry->d_name) == strlen(prefix) + 6)
            remove_directory(ht_arena_format(import->arena, "%s/%s", into, entry->d_name));
    closedir(dir);
}

static enum ht_status lock(struct import *import, const char *into, const char *name, struct ht_error *err) {
    const char *path = ht_arena_format(import->arena, "%s/.%s.lock", into, name);
    import->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (import->lock < 0)
        return failed(path, err);
    if (flock(import->lock, LOCK_EX | LOCK_NB) != 0)
        return ht_fail(err, HT_ERR_IO, "%s/%s: another import of this source is under way", into, name);
    return HT_OK;
}

enum ht_status import_stage_begin(struct import *import, struct ht_error *err) {
    const char *into = import->order->into;
    enum ht_status status = make_directory(into, import->arena, err);
    if (status == HT_OK)
        status = lock(import, into, import->source, err);
    if (status != HT_OK)
        return status;
    remove_left(import, into, import->source);
    char *path = ht_arena_format(import->arena, "%s/.%s.XXXXXX", into, import->source);
    if (!mkdtemp(path) || chmod(path, 0755) != 0)
        return failed(path, err);
    import->directory = path;
    return HT_OK;
}

static bool close_files(struct import *import) {
    bool good = !import->write_failed;
    for (int i = 0; i < REF_FILE_COUNT; i++) {
        FILE *out = import->out[i];
        if (!out)
            continue;
        good &= fflush(out) == 0 && fsync(fileno(out)) == 0;
        good &= fclose(out) == 0;
        import->out[i] = NULL;
    }
    return good;
}

// Puts the directory FROM where TO is, and gives back the name that what stood there has now; NULL: nothing did.
static enum ht_status exchange(const char *from, const char *to, const char **old, struct ht_error *err) {
    *old = NULL;
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return HT_OK;
    if (errno == EEXIST && renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) == 0) {
        *old = from;
        return HT_OK;
    }
    return failed(to, err);
}

enum ht_status import_stage_commit(struct import *import, struct ht_error *err) {
    const char *place = ht_arena_format(import->arena, "%s/%s", import->order->into, import->source), *old = NULL;
    if (!close_files(import))
        return failed(import->directory, err);
    enum ht_status status = exchange(import->directory, place, &old, err);
    if (status != HT_OK)
        return status;
    if (old)
        remove_directory(old);
    import->directory = NULL;
    import->result->directory = place;
    return HT_OK;
}

void import_stage_discard(struct import *import) {
    (void)close_files(import);
    if (import->directory)
        remove_directory(import->directory);
    if (import->lock >= 0)
        close(import->lock);
}
