// SPDX-License-Identifier: GPL-3.0-or-later
// A scan done again: repeat.h.
#define _GNU_SOURCE // for nftw
#include "command/repeat.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/command.h"

static enum ht_status failed(const char *path, struct ht_error *err) {
    return ht_fail(err, HT_ERR_IO, "%s: cannot be written: %s", path, strerror(errno));
}

enum ht_status repeat_begin(struct ht_arena *arena, const char **folder, struct ht_error *err) {
    const char *parent = getenv("TMPDIR");
    char *made = ht_arena_format(arena, "%s/holdtrace.XXXXXX", parent && *parent ? parent : "/tmp");
    if (!mkdtemp(made))
        return failed(made, err);
    // The run happens elsewhere, so that names of what lies here have to be whole.
    char *whole = realpath(made, NULL);
    *folder = ht_arena_string(arena, whole ? whole : made);
    free(whole);
    const char *run = ht_arena_format(arena, "%s/run", *folder);
    return mkdir(run, 0700) == 0 ? HT_OK : failed(run, err);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at) {
    (void)info;
    (void)kind;
    (void)at;
    return remove(path);
}

void repeat_end(const char *folder) {
    enum { MOST_OPEN = 16 };
    if (folder)
        (void)nftw(folder, remove_one, MOST_OPEN, FTW_DEPTH | FTW_PHYS);
}

static enum ht_status make_folders(const char *path, size_t from, struct ht_arena *arena, struct ht_error *err) {
    char *copy = ht_arena_string(arena, path);
    for (char *slash = strchr(copy + from, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(copy, 0700) != 0 && errno != EEXIST)
            return failed(copy, err);
        *slash = '/';
    }
    return HT_OK;
}

enum ht_status repeat_place(const char *folder, const char *path, const void *bytes, size_t size,
                            struct ht_arena *arena, struct ht_error *err) {
    const char *place = ht_arena_format(arena, "%s/%s", folder, path);
    enum ht_status status = make_folders(place, strlen(folder) + 1, arena, err);
    if (status != HT_OK)
        return status;
    int file = open(place, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return errno == EEXIST ? HT_OK : failed(place, err);
    const char *at = bytes;
    while (size > 0) {
        ssize_t written = write(file, at, size);
        if (written < 0 && errno != EINTR) {
            status = failed(place, err);
            break;
        }
        at += written > 0 ? written : 0;
        size -= written > 0 ? (size_t)written : 0;
    }
    if (close(file) != 0 && status == HT_OK)
        status = failed(place, err);
    return status;
}

// What was typed then, with where this run reads and writes.
static char **arguments(const struct ht_bundle *bundle, const char *reference, const char *report,
                        struct ht_arena *arena) {
    enum { OURS = 7 }; // with the NULL at the end
    char **argv = ht_arena_array(arena, bundle->option_count + bundle->operand_count + OURS, sizeof *argv);
    int count = 0;
    argv[count++] = ht_arena_string(arena, "holdtrace");
    argv[count++] = ht_arena_string(arena, "check");
    for (size_t i = 0; i < bundle->option_count; i++) {
        const struct ht_bundle_option *option = &bundle->options[i];
        argv[count++] = option->value ? ht_arena_format(arena, "--%s=%s", option->name, option->value)
                                      : ht_arena_format(arena, "--%s", option->name);
    }
    argv[count++] = ht_arena_format(arena, "--reference=%s", reference);
    argv[count++] = ht_arena_format(arena, "--report=json=%s", report);
    argv[count++] = ht_arena_string(arena, "--quiet");
    argv[count++] = ht_arena_string(arena, "--");
    for (size_t i = 0; i < bundle->operand_count; i++)
        argv[count++] = ht_arena_string(arena, bundle->operands[i]);
    return argv;
}

// This program anew, with nothing of this process but its environment.
static _Noreturn void check_in(const char *folder, char **argv) {
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere >= 0 && dup2(nowhere, STDIN_FILENO) >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0 &&
        dup2(nowhere, STDERR_FILENO) >= 0 && chdir(folder) == 0)
        execv("/proc/self/exe", argv);
    _exit(EXIT_TROUBLE);
}

enum ht_status repeat_check(const struct ht_bundle *bundle, const char *folder, const char *reference,
                            const char *report, struct ht_arena *arena, struct ht_error *err) {
    int ended;
    char *whole = realpath(reference, NULL);
    char **argv = arguments(bundle, whole ? whole : reference, report, arena);
    free(whole);
    fflush(NULL);
    pid_t child = fork();
    if (child < 0)
        return ht_fail(err, HT_ERR_IO, "the scan cannot be repeated: %s", strerror(errno));
    if (child == 0)
        check_in(folder, argv);
    while (waitpid(child, &ended, 0) < 0)
        if (errno != EINTR)
            return ht_fail(err, HT_ERR_IO, "the scan cannot be repeated: %s", strerror(errno));
    return HT_OK;
}
