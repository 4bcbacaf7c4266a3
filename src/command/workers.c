// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Processes rather than threads: each has its own reference, its own memory of what it met, and its own memory to be
 * given back; a fault in one reader ends one process.
 */
#define _GNU_SOURCE // pipe2, sched_getaffinity, MAP_ANONYMOUS

#include "command/workers.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/messages.h"
#include "holdtrace/large.h"

// SPARE: processes that wait to take the place of one that a fault ended, since none can be started later.
// PIPE: as much as a process may say ahead of being heard, where the system allows it; each waking of another costs.
enum { PIPE = 1 << 20, SPARE = 4, ASK_MS = 200 };

static const size_t NONE = SIZE_MAX;

// Seen by all processes.
struct board {
    atomic_size_t next; // piece that nobody took yet
    char digest[HT_SHA256_TEXT];
    struct worker_place {
        atomic_size_t at; // piece that it works at; NONE
    } places[];
};

// As this process knows it.
struct worker {
    pid_t pid;
    int records; // read end; -1 once it is at its end
    struct ht_buffer pending;
};

struct workers {
    struct board *board;
    unsigned char *skip; // shared, one an input
    size_t board_size, skip_size;
    struct worker *items;
    size_t wanted;  // that work at once
    size_t count;   // with the spare ones
    size_t running; // let go and not ended
    size_t spare;   // still waiting
    int go;         // write end; a byte lets one go, the end of it ends those that wait; -1: closed
    const struct inputs *inputs;
    const struct pieces *pieces;
};

// How a worker ends when it is not by a signal.
enum { ENDED_WELL = 0, ENDED_BY_FAILURE = 2, ENDED_BY_OTHER_SETTINGS = 4 };

size_t workers_usable(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? (size_t)count : 1;
}

static void *share(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

// --- in a worker

static bool send_records(void *taker, const char *records, size_t len) {
    int to = *(const int *)taker;
    while (len > 0) {
        ssize_t written = write(to, records, len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        records += written;
        len -= (size_t)written;
    }
    return true;
}

static size_t take_next(struct workers *workers) {
    size_t index;
    do {
        index = atomic_fetch_add(&workers->board->next, 1);
    } while (index < workers->pieces->count && workers->skip[workers->pieces->items[index].input]);
    return index;
}

static int work(struct workers *workers, size_t number, int to, open_producer open, const void *settings,
                struct ht_arena *arena) {
    struct producer producer = {.arena = arena, .told = ht_map_new(arena)};
    const char *digest = "";
    struct ht_error err;
    atomic_size_t *at = &workers->board->places[number].at;
    if (open(settings, arena, &producer, &digest, &err) != HT_OK)
        return ENDED_BY_FAILURE;
    if (strcmp(digest, workers->board->digest) != 0)
        return ENDED_BY_OTHER_SETTINGS;
    for (size_t index = take_next(workers); index < workers->pieces->count; index = take_next(workers)) {
        atomic_store(at, index);
        if (produce(&producer, workers->inputs, &workers->pieces->items[index], send_records, &to, &err) != HT_OK) {
            say_error(&err);
            return ENDED_BY_FAILURE;
        }
        atomic_store(at, NONE);
    }
    return ENDED_WELL;
}

static _Noreturn void be_worker(struct workers *workers, size_t number, int go, int to, open_producer open,
                                const void *settings, struct ht_arena *arena) {
    char byte;
    ssize_t got;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The process that started it ends it: a signal to all of them is no fault of the file that is read.
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    do {
        got = read(go, &byte, 1);
    } while (got < 0 && errno == EINTR);
    if (got != 1)
        _exit(ENDED_WELL);
    ht_large_share(workers->wanted);
    _exit(work(workers, number, to, open, settings, arena));
}

// --- in the process that started them

static bool start_one(struct workers *workers, size_t number, int go, open_producer open, const void *settings,
                      struct ht_arena *arena) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    (void)fcntl(ends[1], F_SETPIPE_SZ, PIPE);
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        close(workers->go);
        for (size_t i = 0; i < number; i++)
            close(workers->items[i].records);
        be_worker(workers, number, go, ends[1], open, settings, arena);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    workers->items[number] = (struct worker){.pid = pid, .records = ends[0]};
    return true;
}

struct workers *workers_start(size_t count, const struct inputs *inputs, const struct pieces *pieces,
                              open_producer open, const void *settings, struct ht_arena *arena) {
    struct workers *workers = ht_arena_alloc(arena, sizeof *workers);
    size_t all = count + SPARE;
    int go[2];
    workers->wanted = count;
    workers->board_size = sizeof *workers->board + all * sizeof workers->board->places[0];
    workers->skip_size = inputs->count + 1;
    workers->board = share(workers->board_size);
    workers->skip = share(workers->skip_size);
    if (!workers->board || !workers->skip || pipe2(go, O_CLOEXEC) != 0)
        return NULL;
    workers->go = go[1];
    workers->inputs = inputs;
    workers->pieces = pieces;
    workers->items = ht_arena_array(arena, all, sizeof *workers->items);
    for (size_t i = 0; i < all; i++)
        atomic_store(&workers->board->places[i].at, NONE);
    while (workers->count < all && start_one(workers, workers->count, go[0], open, settings, arena))
        workers->count++;
    close(go[0]);
    workers->spare = workers->count;
    if (workers->count > 0)
        return workers;
    workers_end(workers);
    return NULL;
}

// Gives whole records on; false when WORKER sends something else.
static bool pass_on(struct worker *worker, struct worker_hooks hooks) {
    struct ht_buffer *pending = &worker->pending;
    bool broken;
    size_t whole = ht_partial_whole((struct ht_slice){pending->data, pending->len}, &broken);
    if (whole > 0)
        hooks.take(hooks.taker, pending->data, whole);
    memmove(pending->data, pending->data + whole, pending->len - whole);
    pending->len -= whole;
    return !broken;
}

// Whether WORKER goes on.
static bool read_from(struct worker *worker, struct worker_hooks hooks) {
    static char bytes[PIPE];
    ssize_t got = read(worker->records, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR)
        return true;
    if (got > 0) {
        ht_buffer_add(&worker->pending, bytes, (size_t)got);
        if (pass_on(worker, hooks))
            return true;
        kill(worker->pid, SIGKILL);
    }
    close(worker->records);
    worker->records = -1;
    return false;
}

// Nobody reads what lets them go once all that wait were ended from outside.
static void let_go(struct workers *workers) {
    if (write(workers->go, "g", 1) != 1) {
        workers->spare = 0;
        return;
    }
    workers->running++;
    workers->spare--;
}

// What became of a worker whose records are at their end.
static enum ht_status settle(struct workers *workers, size_t number, struct worker_hooks hooks,
                             struct ht_error *err) {
    int how = 0;
    size_t at = atomic_load(&workers->board->places[number].at);
    while (waitpid(workers->items[number].pid, &how, 0) < 0 && errno == EINTR)
        continue;
    workers->items[number].pid = 0;
    if (workers->go < 0)
        return HT_OK; // a spare one
    workers->running--;
    if (WIFSIGNALED(how) || (WIFEXITED(how) && WEXITSTATUS(how) != ENDED_WELL && at != NONE)) {
        if (at != NONE)
            hooks.lost(hooks.taker, &workers->pieces->items[at], WIFSIGNALED(how) ? WTERMSIG(how) : 0);
        if (workers->spare > 0)
            let_go(workers);
        return HT_OK;
    }
    if (WEXITSTATUS(how) == ENDED_BY_OTHER_SETTINGS)
        return ht_fail(err, HT_ERR_DATABASE,
                       "what the run reads was replaced while it began, perhaps the reference; start it again");
    return WEXITSTATUS(how) == ENDED_WELL ? HT_OK
                                          : ht_fail(err, HT_ERR_IO, "a process of the run could not begin its work");
}

static enum ht_status wait_for_some(struct workers *workers, struct pollfd *ends, struct worker_hooks hooks,
                                    struct ht_error *err) {
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < workers->count; i++)
        ends[i] = (struct pollfd){.fd = workers->items[i].records, .events = POLLIN};
    if (poll(ends, workers->count, ASK_MS) < 0)
        return HT_OK; // a signal
    for (size_t i = 0; i < workers->count && status == HT_OK; i++)
        if (ends[i].revents && !read_from(&workers->items[i], hooks))
            status = settle(workers, i, hooks, err);
    return status;
}

static bool any_open(const struct workers *workers) {
    for (size_t i = 0; i < workers->count; i++)
        if (workers->items[i].records >= 0)
            return true;
    return false;
}

static void close_go(struct workers *workers) {
    if (workers->go >= 0)
        close(workers->go);
    workers->go = -1;
}

// Pieces that nobody took, since all workers ended by faults.
static void lose_rest(struct workers *workers, struct worker_hooks hooks) {
    for (size_t index = take_next(workers); index < workers->pieces->count; index = take_next(workers))
        hooks.lost(hooks.taker, &workers->pieces->items[index], 0);
}

enum ht_status workers_run(struct workers *workers, const bool *skip, const char *digest, struct worker_hooks hooks,
                           struct ht_error *err) {
    struct pollfd *ends = calloc(workers->count, sizeof *ends);
    enum ht_status status = HT_OK;
    if (!ends)
        return ht_fail(err, HT_ERR_LIMIT, "out of memory");
    for (size_t i = 0; i < workers->inputs->count; i++)
        workers->skip[i] = skip[i];
    strncpy(workers->board->digest, digest, sizeof workers->board->digest - 1);
    for (size_t i = 0; i < workers->wanted && workers->spare > 0; i++)
        let_go(workers);
    while (status == HT_OK && workers->running > 0 && hooks.wait(hooks.taker))
        status = wait_for_some(workers, ends, hooks, err);
    close_go(workers);
    while (status == HT_OK && any_open(workers) && hooks.wait(hooks.taker))
        status = wait_for_some(workers, ends, hooks, err);
    if (status == HT_OK && hooks.wait(hooks.taker))
        lose_rest(workers, hooks);
    free(ends);
    return status;
}

void workers_end(struct workers *workers) {
    if (!workers)
        return;
    close_go(workers);
    for (size_t i = 0; i < workers->count; i++) {
        struct worker *worker = &workers->items[i];
        if (worker->pid > 0) {
            kill(worker->pid, SIGKILL);
            waitpid(worker->pid, NULL, 0);
        }
        if (worker->records >= 0)
            close(worker->records);
        ht_buffer_free(&worker->pending);
    }
    munmap(workers->board, workers->board_size);
    munmap(workers->skip, workers->skip_size);
}
