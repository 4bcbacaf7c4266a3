// SPDX-License-Identifier: GPL-3.0-or-later
// Starting a helper without a shell, and waiting for its end.
#include "command/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PIECE = 65536 };

extern char **environ;

// Ends of two pipes; -1 where closed.
struct pipes {
    int told[2], said[2];
};

static void shut(int *end) {
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static void shut_all(struct pipes *pipes) {
    for (int i = 0; i < 2; i++) {
        shut(&pipes->told[i]);
        shut(&pipes->said[i]);
    }
}

static bool open_pipes(struct pipes *pipes) {
    *pipes = (struct pipes){{-1, -1}, {-1, -1}};
    if (pipe(pipes->told) != 0 || pipe(pipes->said) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(pipes->told[i], F_SETFD, FD_CLOEXEC);
        fcntl(pipes->said[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

// errno values as posix_spawn gives them.
static int spawn(const char *program, const struct pipes *pipes, pid_t *child) {
    char *const words[] = {(char *)(size_t)program, NULL};
    posix_spawn_file_actions_t actions;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure)
        return failure;
    posix_spawn_file_actions_adddup2(&actions, pipes->told[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipes->said[1], STDOUT_FILENO);
    failure = posix_spawn(child, program, &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

// A helper that ended early reads no more: its exit code tells, and SIGPIPE is ignored here.
static void tell(int to, const struct ht_buffer *input) {
    size_t done = 0;
    while (done < input->len) {
        ssize_t len = write(to, input->data + done, input->len - done);
        if (len >= 0)
            done += (size_t)len;
        else if (errno != EINTR)
            return;
    }
}

static void listen_to(int from, struct ht_buffer *answer) {
    char piece[PIECE];
    for (;;) {
        ssize_t len = read(from, piece, sizeof piece);
        if (len > 0)
            ht_buffer_add(answer, piece, (size_t)len);
        else if (len == 0 || errno != EINTR)
            return;
    }
}

static enum ht_status end_of(pid_t child, const char *program, struct ht_error *err) {
    int ended = 0;
    while (waitpid(child, &ended, 0) < 0)
        if (errno != EINTR)
            return ht_fail(err, HT_ERR_IO, "%s: cannot be waited for", program);
    if (WIFSIGNALED(ended))
        return ht_fail(err, HT_ERR_IO, "%s was ended by signal %d", program, WTERMSIG(ended));
    if (WEXITSTATUS(ended) != 0)
        return ht_fail(err, HT_ERR_IO, "%s did not do its work (exit code %d)", program, WEXITSTATUS(ended));
    return HT_OK;
}

enum ht_status helper_run(const char *program, const struct ht_buffer *input, struct ht_buffer *answer,
                          struct ht_error *err) {
    struct pipes pipes;
    pid_t child = -1;
    int failure = open_pipes(&pipes) ? spawn(program, &pipes, &child) : errno;
    if (failure) {
        shut_all(&pipes);
        return ht_fail(err, HT_ERR_IO, "%s cannot be started: %s", program, strerror(failure));
    }
    shut(&pipes.told[0]);
    shut(&pipes.said[1]);
    tell(pipes.told[1], input);
    shut(&pipes.told[1]);
    listen_to(pipes.said[0], answer);
    shut(&pipes.said[0]);
    return end_of(child, program, err);
}
