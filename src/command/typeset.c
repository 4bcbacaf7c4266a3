// SPDX-License-Identifier: GPL-3.0-or-later
// Starting the helper without a shell; it reads all before it writes, so that no pipe fills up on both sides.
#include "command/typeset.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/locate.h"
#include "command/messages.h"
#include "holdtrace/pdf_protocol.h"

extern char **environ;

// The helper as it runs: what it reads from, and what it writes to. A socket gives no signal when nobody reads it.
struct running {
    pid_t child;
    int to, from;
};

static int spawn(const char *path, int in, int out, struct ht_arena *arena, pid_t *child) {
    char *const words[] = {ht_arena_string(arena, path), NULL};
    posix_spawn_file_actions_t actions;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure)
        return failure;
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    failure = posix_spawn(child, path, &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static void close_on_exec(const int ends[2]) {
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

// Starts PATH; 0, or an errno.
static int start(const char *path, struct ht_arena *arena, struct running *running) {
    int in[2], out[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, in) != 0)
        return errno;
    if (pipe(out) != 0) {
        int failure = errno;
        close(in[0]);
        close(in[1]);
        return failure;
    }
    close_on_exec(in);
    close_on_exec(out);
    int failure = spawn(path, in[0], out[1], arena, &running->child);
    close(in[0]);
    close(out[1]);
    running->to = in[1];
    running->from = out[0];
    if (failure) {
        close(running->to);
        close(running->from);
    }
    return failure;
}

// A helper that ends before it has read everything says why, or not; that is seen afterwards.
static void send_all(int to, const struct ht_buffer *script) {
    for (size_t at = 0; at < script->len;) {
        ssize_t sent = send(to, script->data + at, script->len - at, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            break;
        at += sent > 0 ? (size_t)sent : 0;
    }
    close(to);
}

static void receive_all(int from, struct ht_buffer *answer) {
    char piece[1 << 16];
    for (;;) {
        ssize_t got = read(from, piece, sizeof piece);
        if (got > 0)
            ht_buffer_add(answer, piece, (size_t)got);
        else if (got == 0 || errno != EINTR)
            break;
    }
    close(from);
}

// The next line of ANSWER from *AT on, without its end; NULL when there is none.
static const char *next_line(const struct ht_buffer *answer, size_t *at, struct ht_arena *arena) {
    if (*at >= answer->len)
        return NULL;
    const char *from = answer->data + *at, *end = memchr(from, '\n', answer->len - *at);
    if (!end)
        return NULL;
    *at += (size_t)(end - from) + 1;
    return ht_arena_copy(arena, from, (size_t)(end - from));
}

// Takes the helper's ANSWER to OUT; *WHY when it says that it failed. False when it is no whole answer.
static bool take(const struct ht_buffer *answer, bool quiet, struct ht_arena *arena, struct ht_buffer *out,
                 const char **why) {
    size_t at = 0;
    const char *line = next_line(answer, &at, arena);
    if (!line || strcmp(line, HT_PDF_PROGRAM " " HT_PDF_VERSION) != 0)
        return false;
    while ((line = next_line(answer, &at, arena))) {
        if (ht_text_starts(line, "failed ")) {
            *why = line + strlen("failed ");
            return true;
        }
        if (!quiet && ht_text_starts(line, "note "))
            say("%s", line + strlen("note "));
        if (!ht_text_starts(line, "pdf "))
            continue;
        if (strtoull(line + strlen("pdf "), NULL, 10) != answer->len - at)
            return false;
        ht_buffer_add(out, answer->data + at, answer->len - at);
        return true;
    }
    return false;
}

static enum ht_status converse(const char *path, const struct running *running, const struct ht_buffer *script,
                               bool quiet, struct ht_arena *arena, struct ht_buffer *out, struct ht_error *err) {
    struct ht_buffer answer = {0};
    const char *why = NULL;
    int ended = 0;
    send_all(running->to, script);
    receive_all(running->from, &answer);
    while (waitpid(running->child, &ended, 0) < 0 && errno == EINTR)
        ;
    bool taken = take(&answer, quiet, arena, out, &why);
    ht_buffer_free(&answer);
    if (why)
        return ht_fail(err, HT_ERR_IO, "%s: %s", path, why);
    if (taken)
        return HT_OK;
    if (WIFSIGNALED(ended))
        return ht_fail(err, HT_ERR_IO, "%s was ended by signal %d", path, WTERMSIG(ended));
    return ht_fail(err, HT_ERR_IO, "%s did not do its work (exit code %d); is it of another version of holdtrace?",
                   path, WEXITSTATUS(ended));
}

enum ht_status typeset_find(const char *name, struct ht_arena *arena, const char **path, struct ht_error *err) {
    *path = helper_locate(name, arena);
    if (*path)
        return HT_OK;
    return ht_fail(
        err, HT_ERR_NOT_FOUND,
        "the helper program %s is missing: it is neither beside the program nor in %s; a pdf needs it, the "
        "other reports do not",
        name, HT_LIBEXECDIR);
}

enum ht_status typeset(const char *path, const struct ht_buffer *script, bool quiet, struct ht_arena *arena,
                       struct ht_buffer *out, struct ht_error *err) {
    struct running running = {.to = -1, .from = -1};
    int failure = start(path, arena, &running);
    if (failure)
        return ht_fail(err, HT_ERR_IO, "%s cannot be started: %s", path, strerror(failure));
    return converse(path, &running, script, quiet, arena, out, err);
}
