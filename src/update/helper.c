// SPDX-License-Identifier: GPL-3.0-or-later
// Starting the helper without a shell, and reading what it says.
#include "update/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WORDS = 20 };

extern char **environ;

static const char *const OUTCOMES[] = {
#define HT_FETCH(symbol, word, again) [HT_FETCH_##symbol] = word,
    HT_FETCH_OUTCOMES(HT_FETCH)
#undef HT_FETCH
};

struct words {
    struct ht_arena *arena;
    char *items[MOST_WORDS];
    size_t count;
};

static void add(struct words *words, const char *key, const char *value) {
    if (value)
        words->items[words->count++] = ht_arena_format(words->arena, "%s=%s", key, value);
}

static void add_number(struct words *words, const char *key, int64_t value) {
    add(words, key, ht_arena_format(words->arena, "%lld", (long long)value));
}

static void make_words(const struct helper *helper, const struct fetch_request *request, struct words *words) {
    words->items[words->count++] = ht_arena_string(words->arena, helper->path);
    words->items[words->count++] = ht_arena_string(words->arena, HT_FETCH_VERSION);
    add(words, "url", request->url);
    add(words, "output", request->output);
    add(words, "agent", helper->agent);
    add_number(words, "most", request->most);
    add_number(words, "connect", helper->connect);
    add_number(words, "stall", helper->stall);
    add(words, "insecure", request->insecure ? "yes" : NULL);
    add(words, "etag", request->etag);
    add(words, "since", request->since);
    if (request->from > 0) {
        add_number(words, "from", request->from);
        add(words, "validator", request->validator);
    }
}

// Starts the helper with the pipe OUT as its standard output; errno values as posix_spawn gives them.
static int spawn(char *const *words, int out, pid_t *child) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure)
        return failure;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    failure = posix_spawnattr_init(&attributes);
    if (!failure) {
        sigemptyset(&defaults);
        sigaddset(&defaults, SIGPIPE);
        posix_spawnattr_setsigdefault(&attributes, &defaults);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
        failure = posix_spawn(child, words[0], &actions, &attributes, words, environ);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static bool take_end(char *value, struct ht_arena *arena, struct fetch_result *out) {
    char *text = strchr(value, ' ');
    if (text)
        *text++ = '\0';
    for (int i = 0; i < HT_FETCH_OUTCOME_COUNT; i++) {
        if (strcmp(OUTCOMES[i], value) != 0)
            continue;
        out->outcome = (enum ht_fetch_outcome)i;
        out->text = text && *text ? ht_arena_string(arena, text) : NULL;
        return true;
    }
    return false;
}

static void take_fact(const char *word, const char *value, struct ht_arena *arena, struct fetch_result *out) {
    const struct {
        const char *word;
        const char **text;
        int64_t *number;
    } FACTS[] = {
        {"etag", &out->etag, NULL},   {"modified", &out->modified, NULL}, {"type", &out->type, NULL},
        {"url", &out->url, NULL},     {"status", NULL, &out->status},     {"size", NULL, &out->size},
        {"start", NULL, &out->start}, {"got", NULL, &out->got},           {"wait", NULL, &out->wait},
    };
    for (size_t i = 0; i < sizeof FACTS / sizeof *FACTS; i++) {
        if (strcmp(FACTS[i].word, word) != 0)
            continue;
        if (FACTS[i].text)
            *FACTS[i].text = ht_arena_string(arena, value);
        else
            *FACTS[i].number = strtoll(value, NULL, 10);
    }
}

// Reads all lines. True when the first and the last are as they have to be.
static bool listen_to(FILE *from, const struct helper *helper, struct ht_arena *arena, struct fetch_result *out) {
    char *line = NULL;
    size_t capacity = 0;
    bool known = false, ended = false;
    for (ssize_t len; (len = getline(&line, &capacity, from)) > 0;) {
        line[len - (line[len - 1] == '\n')] = '\0';
        char *value = strchr(line, ' ');
        if (!value)
            continue;
        *value++ = '\0';
        if (strcmp(line, HT_FETCH_PROGRAM) == 0)
            known = strcmp(value, HT_FETCH_VERSION) == 0;
        else if (strcmp(line, "end") == 0)
            ended = take_end(value, arena, out);
        else
            take_fact(line, value, arena, out);
        if (helper->progress && strcmp(line, "got") == 0)
            helper->progress(helper->user, out->got, out->size);
    }
    free(line);
    return known && ended;
}

static enum ht_status converse(int pipe_end, pid_t child, const struct helper *helper, struct ht_arena *arena,
                               struct fetch_result *out, struct ht_error *err) {
    FILE *from = fdopen(pipe_end, "r");
    bool told = from && listen_to(from, helper, arena, out);
    int ended = 0;
    if (from)
        fclose(from);
    else
        close(pipe_end);
    while (waitpid(child, &ended, 0) < 0 && errno == EINTR)
        ;
    if (told)
        return HT_OK;
    if (WIFSIGNALED(ended))
        return ht_fail(err, HT_ERR_IO, "%s was ended by signal %d", helper->path, WTERMSIG(ended));
    return ht_fail(err, HT_ERR_IO, "%s did not do its work (exit code %d); is it of another version of holdtrace?",
                   helper->path, WEXITSTATUS(ended));
}

enum ht_status helper_fetch(const struct helper *helper, const struct fetch_request *request, struct ht_arena *arena,
                            struct fetch_result *out, struct ht_error *err) {
    struct words words = {.arena = arena};
    int ends[2];
    pid_t child;
    *out = (struct fetch_result){.status = -1, .size = -1, .got = -1, .start = -1, .wait = -1};
    make_words(helper, request, &words);
    if (pipe(ends) != 0)
        return ht_fail(err, HT_ERR_IO, "%s cannot be started: %s", helper->path, strerror(errno));
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    int failure = spawn(words.items, ends[1], &child);
    close(ends[1]);
    if (failure) {
        close(ends[0]);
        return ht_fail(err, failure == ENOENT ? HT_ERR_NOT_FOUND : HT_ERR_IO, "%s cannot be started: %s",
                       helper->path, strerror(failure));
    }
    return converse(ends[0], child, helper, arena, out, err);
}
