// SPDX-License-Identifier: GPL-3.0-or-later
#include "update/attempts.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "holdtrace/text.h"
#include "holdtrace/url.h"

enum { LONGEST_VALIDATOR = 16384 };

static void sleep_for(int64_t seconds) {
    struct timespec left = {.tv_sec = (time_t)seconds};
    while (nanosleep(&left, &left) != 0)
        ;
}

struct attempts attempts_for(const struct ht_update_order *order, const struct ht_update_source *source,
                             const char *what) {
    return (struct attempts){order, source, what, helper_fetch, sleep_for};
}

static const char *validator_path(const char *part, struct ht_arena *arena) {
    return ht_arena_format(arena, "%s" HT_FETCH_VALIDATOR, part);
}

static void remove_part(const char *part, struct ht_arena *arena) {
    unlink(validator_path(part, arena));
    unlink(part);
}

// The validator of the part PATH when it is of URL; NULL: it cannot be continued.
static const char *read_validator(const char *path, const char *url, struct ht_arena *arena) {
    FILE *file = fopen(validator_path(path, arena), "re");
    if (!file)
        return NULL;
    char *text = ht_arena_alloc(arena, LONGEST_VALIDATOR);
    size_t len = fread(text, 1, LONGEST_VALIDATOR - 1, file);
    fclose(file);
    char *line = memchr(text, '\n', len), *end = line ? strchr(line + 1, '\n') : NULL;
    if (!end)
        return NULL;
    *line++ = *end = '\0';
    return strcmp(text, url) == 0 ? line : NULL;
}

/*
 * Sets what REQUEST continues with. A part of which nobody knows what it is of goes; and where there is one to go on
 * with, the file is wanted whatever the version is that is there.
 */
static void find_part(struct fetch_request *request, struct ht_arena *arena) {
    struct stat info;
    request->from = 0;
    request->validator = read_validator(request->output, request->url, arena);
    if (request->validator && stat(request->output, &info) == 0 && info.st_size > 0)
        request->from = info.st_size;
    else
        remove_part(request->output, arena);
    if (request->from > 0)
        request->etag = request->since = NULL;
}

static bool passes(int64_t status) {
    static const int64_t PASSING[] = {408, 416, 425, 429, 500, 502, 503, 504};
    for (size_t i = 0; i < sizeof PASSING / sizeof *PASSING; i++)
        if (PASSING[i] == status)
            return true;
    return false;
}

static bool is_worth_trying(const struct fetch_result *answer) {
    static const bool AGAIN[] = {
#define HT_FETCH(symbol, word, again) [HT_FETCH_##symbol] = again,
        HT_FETCH_OUTCOMES(HT_FETCH)
#undef HT_FETCH
    };
    return AGAIN[answer->outcome] || (answer->outcome == HT_FETCH_HTTP && passes(answer->status));
}

static const char *http_meaning(int64_t status) {
    static const struct {
        int64_t status;
        const char *meaning;
    } MEANINGS[] = {
        {401, " (a login is needed)"},
        {403, " (it refuses to give the file)"},
        {404, " (there is no such file)"},
        {406, " (it has no such form)"},
        {410, " (the file is gone for good)"},
        {429, " (too many requests)"},
        {503, " (it is overloaded, or being repaired)"},
    };
    for (size_t i = 0; i < sizeof MEANINGS / sizeof *MEANINGS; i++)
        if (MEANINGS[i].status == status)
            return MEANINGS[i].meaning;
    return "";
}

static const char *host_of(const char *url, struct ht_arena *arena) {
    struct ht_url parts;
    return ht_url_parse(url, &parts) ? ht_arena_copy(arena, parts.host.data, parts.host.len) : url;
}

// What went wrong, as a sentence.
static const char *describe(const struct fetch_result *answer, const struct fetch_request *request,
                            struct ht_arena *arena) {
    const char *host = host_of(answer->url ? answer->url : request->url, arena),
               *text = answer->text ? answer->text : "no reason was told";
    switch (answer->outcome) {
    case HT_FETCH_HTTP:
        return ht_arena_format(arena, "%s answers %lld%s", host, (long long)answer->status,
                               http_meaning(answer->status));
    case HT_FETCH_UNRESOLVED:
        return ht_arena_format(arena, "the host %s cannot be found; is this machine connected to the network? (%s)",
                               host, text);
    case HT_FETCH_UNREACHABLE:
        return ht_arena_format(arena, "%s cannot be reached; is this machine connected to the network? (%s)", host,
                               text);
    case HT_FETCH_TIMEOUT:
        return ht_arena_format(arena, "%s does not answer for too long (%s)", host, text);
    case HT_FETCH_TRUNCATED:
        return ht_arena_format(arena, "the download from %s broke off at %lld bytes (%s)", host,
                               (long long)(answer->got > 0 ? answer->got : 0), text);
    case HT_FETCH_TLS:
        return ht_arena_format(arena, "%s could not prove that it is what it says (%s)", host, text);
    case HT_FETCH_TOO_LARGE:
        return ht_arena_format(arena, "%s; at most %lld bytes, see most_mib", text, (long long)request->most);
    case HT_FETCH_REDIRECT:
        return ht_arena_format(arena, "a redirect of %s was not followed: %s", host, text);
    case HT_FETCH_BUSY:
        return ht_arena_format(arena, "%s is being written by another update", request->output);
    case HT_FETCH_DISK:
        return ht_arena_format(arena, "%s cannot be written: %s", request->output, text);
    default:
        return ht_arena_format(arena, "%s: %s", host, text);
    }
}

struct progress {
    const struct attempts *attempts;
};

static void pass_progress(void *user, int64_t got, int64_t size) {
    const struct attempts *attempts = ((const struct progress *)user)->attempts;
    const struct ht_update_listener *listener = &attempts->order->listener;
    if (listener->progress)
        listener->progress(listener->user, attempts->source->name, attempts->what, got, size);
}

// One request and a look at what it brought. NULL when all is well; *AGAIN: it may be tried again.
static const char *try_once(const struct attempts *attempts, struct fetch_request *request,
                            const struct content_wish *wish, struct ht_arena *arena, struct attempted *out,
                            bool *again) {
    const struct ht_update_config *config = attempts->order->config;
    struct progress progress = {attempts};
    const struct helper helper = {
        attempts->order->helper, attempts->order->agent, config->connect, config->stall, &progress, pass_progress};
    struct ht_error err = {HT_OK, ""};
    const char *why;
    *again = false;
    find_part(request, arena);
    if (attempts->fetch(&helper, request, arena, &out->answer, &err) != HT_OK)
        return ht_arena_string(arena, err.message);
    out->unchanged = out->answer.outcome == HT_FETCH_NOT_MODIFIED;
    if (out->unchanged)
        return request->etag || request->since ? NULL
                                               : "the server says that nothing changed, but was not asked that";
    if (out->answer.outcome != HT_FETCH_OK) {
        *again = is_worth_trying(&out->answer);
        if (out->answer.outcome == HT_FETCH_TOO_LARGE || out->answer.status == 416)
            remove_part(request->output, arena);
        return describe(&out->answer, request, arena);
    }
    if (content_check(request->output, wish, arena, &out->size, out->sha256, &why, &err) != HT_OK)
        return ht_arena_string(arena, err.message);
    if (!why)
        return NULL;
    *again = true;
    remove_part(request->output, arena);
    return ht_arena_format(arena, "what %s sent %s", host_of(request->url, arena), why);
}

// Seconds before attempt NUMBER (from 1) is followed by another; -1: the server asks for more than is waited.
static int64_t pause_after(int64_t number, const struct fetch_result *answer, const struct ht_update_config *config) {
    int64_t pause = config->retry_wait;
    for (int64_t i = 1; i < number && pause < config->longest_wait; i++)
        pause *= 2;
    if (pause > config->longest_wait)
        pause = config->longest_wait;
    if (answer->wait > config->longest_wait)
        return -1;
    return answer->wait > pause ? answer->wait : pause;
}

static void tell(const struct attempts *attempts, const char *message) {
    const struct ht_update_listener *listener = &attempts->order->listener;
    if (listener->trouble)
        listener->trouble(listener->user, attempts->source->name, message);
}

const char *attempts_make(const struct attempts *attempts, struct fetch_request request,
                          const struct content_wish *wish, struct ht_arena *arena, struct attempted *out) {
    const struct ht_update_config *config = attempts->order->config;
    const struct fetch_request asked = request;
    for (int64_t number = 1;; number++) {
        bool again;
        request = asked;
        *out = (struct attempted){.size = -1};
        const char *why = try_once(attempts, &request, wish, arena, out, &again);
        if (!why || !again)
            return why;
        if (number >= config->attempts)
            return number == 1 ? why : ht_arena_format(arena, "%s; tried %lld times", why, (long long)number);
        int64_t pause = pause_after(number, &out->answer, config);
        if (pause < 0)
            return ht_arena_format(arena, "%s and asks to wait %lld seconds, longer than longest_wait", why,
                                   (long long)out->answer.wait);
        tell(attempts, ht_arena_format(arena, "%s; trying again in %lld seconds", why, (long long)pause));
        attempts->wait(pause);
    }
}
