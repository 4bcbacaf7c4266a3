// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * launch RUNS PROGRAM [ARGUMENT...]: starts PROGRAM RUNS times with its output thrown away and prints one line:
 * lowest, median and highest CPU time (user and system) in microseconds, peak resident memory in KiB, exit code.
 *
 * Small and in C because a child's peak memory starts from that of the process that started it.
 */
#define _DEFAULT_SOURCE // wait4
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

enum { MOST_RUNS = 1000 };

struct measure {
    long cpu[MOST_RUNS];
    long peak;
    int code;
};

static long microseconds(struct timeval time) {
    return (long)time.tv_sec * 1000000L + (long)time.tv_usec;
}

// Runs ARGV once and keeps the RUN-th measure; an error number, or 0.
static int run_once(char **argv, const posix_spawn_file_actions_t *actions, int run, struct measure *out) {
    pid_t child;
    int status;
    struct rusage usage;
    int error = posix_spawn(&child, argv[0], actions, NULL, argv, environ);
    if (error != 0)
        return error;
    if (wait4(child, &status, 0, &usage) < 0)
        return errno;
    out->cpu[run] = microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
    out->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (usage.ru_maxrss > out->peak)
        out->peak = usage.ru_maxrss;
    return 0;
}

static int by_size(const void *a, const void *b) {
    long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    static struct measure measure;
    posix_spawn_file_actions_t actions;
    long runs = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
    int error = 0;
    if (runs < 1 || runs > MOST_RUNS) {
        fprintf(stderr, "usage: launch RUNS PROGRAM [ARGUMENT...], with 1 to %d runs\n", MOST_RUNS);
        return 2;
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    for (int run = 0; run < (int)runs && error == 0; run++)
        error = run_once(argv + 2, &actions, run, &measure);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        fprintf(stderr, "launch: %s: %s\n", argv[2], strerror(error));
        return 2;
    }
    qsort(measure.cpu, (size_t)runs, sizeof *measure.cpu, by_size);
    printf("%ld %ld %ld %ld %d\n", measure.cpu[0], measure.cpu[runs / 2], measure.cpu[runs - 1], measure.peak,
           measure.code);
    return 0;
}
