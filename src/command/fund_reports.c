// SPDX-License-Identifier: GPL-3.0-or-later
// Funds scanned once more for their reports.
#define _GNU_SOURCE // MAP_ANONYMOUS, close_range
#include "command/fund_reports.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "command/messages.h"
#include "command/progress.h"
#include "holdtrace/large.h"

// WORTH_BYTES: less is scanned at once sooner than twice. TOGETHER: of one input so many reports are made by one
// process, which reads it once.
enum { WORTH_BYTES = 2 << 20, TOGETHER = 64, BETWEEN_NS = 50000000 };

enum { ALL_WRITTEN = 0, SOME_FAILED = 1, ENDED_BY_OTHER_SETTINGS = 4 };

// What a report tells beside its fund.
struct task {
    struct fund_report report;
    char sha256[HT_SHA256_TEXT]; // of the file, as it was scanned
    struct ht_course course;
};

struct span {
    size_t first, end; // tasks of one input
};

// Seen by all processes.
struct board {
    atomic_size_t next, done_count;
    atomic_bool done[]; // by task
};

struct writing {
    const struct fund_scanner *scanner;
    const struct report_order *order;
    const struct ht_partial_run *run;
    struct ht_unread *unread;
    size_t unread_count;
    struct task *tasks;
    size_t task_count;
    struct span *spans;
    size_t span_count;
    struct board *board;
    size_t board_size;
    struct progress progress;
};

bool fund_reports_are_worth(const struct inputs *inputs) {
    int64_t bytes = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        int64_t size = input_now(inputs, i).size;
        if (size < 0)
            return false; // it is read once and gone
        bytes += size;
    }
    return bytes >= WORTH_BYTES;
}

// --- a fund

// The scan of ACCOUNT alone: what was not read or ignored stands in the report of none, so it is said in each.
static struct ht_scan scan_of(const struct writing *w, const struct producer *producer,
                              const struct ht_account *account, const struct task *task) {
    struct ht_scan scan = producer->frame;
    scan.accounts = account;
    scan.account_count = 1;
    scan.unread = w->unread;
    scan.unread_count = w->unread_count;
    scan.ignored = w->run->ignored;
    scan.ignored_count = w->run->ignored_count;
    scan.outcome = w->run->outcome;
    scan.store_failed = w->run->store_failed;
    scan.courses = w->run->course ? &task->course : NULL;
    scan.fail_on = w->run->fail_on;
    scan.events = w->run->events;
    scan.event_count = w->run->event_count;
    scan.quiet = w->run->scan->quiet;
    return scan;
}

// The file of TASK among FILES, if it is still as it was.
static const struct ht_holdings_file *same_file(const struct ht_holdings_files *files, const struct task *task) {
    const struct ht_partial_item *fund = task->report.fund;
    const struct ht_holdings_file *file = fund->number < files->count ? &files->items[fund->number] : NULL;
    bool same = file && strcmp(file->sha256, task->sha256) == 0 && fund->fund < file->portfolio_count;
    if (!same)
        say("%s: was changed while the run went on; the report of what it held was not written", fund->path);
    return same ? file : NULL;
}

static bool write_fund(const struct writing *w, const struct producer *producer,
                       const struct ht_holdings_files *files, const struct task *task, struct ht_arena *arena) {
    struct ht_portfolio portfolio;
    struct ht_account account;
    struct ht_error err;
    const struct ht_holdings_file *file = same_file(files, task);
    if (!file)
        return false;
    ht_portfolio_read(file, task->report.fund->fund, arena, &portfolio);
    pipeline_account(producer->pipeline, &portfolio, arena, &account);
    if (ht_reference_status(producer->pipeline->ref, &err) != HT_OK) {
        say_error(&err);
        return false;
    }
    struct ht_scan scan = scan_of(w, producer, &account, task);
    return report_write(w->order, task->report.path, &scan, arena);
}

static void show(struct writing *w) {
    progress_reports(&w->progress, atomic_load(&w->board->done_count), w->task_count, w->order->format->name);
}

// The tasks of SPAN, whose input is read once.
static bool write_span(struct writing *w, const struct producer *producer, struct span span) {
    struct ht_arena *arena = ht_arena_new(), *scratch = ht_arena_new();
    struct ht_read_options read = producer->pipeline->read;
    struct ht_holdings_files files;
    struct ht_error err;
    read.later = true;
    bool all = ht_holdings_read(w->tasks[span.first].report.fund->input->path, &read, arena, &files, &err) == HT_OK;
    if (!all)
        say_error(&err);
    for (size_t i = span.first; i < span.end && files.count > 0; i++) {
        ht_arena_clear(scratch);
        all &= write_fund(w, producer, &files, &w->tasks[i], scratch);
        atomic_store(&w->board->done[i], true);
        atomic_fetch_add(&w->board->done_count, 1);
        show(w);
    }
    ht_arena_free(scratch);
    ht_arena_free(arena);
    return all;
}

static bool write_spans(struct writing *w, const struct producer *producer) {
    bool all = true;
    for (size_t i = atomic_fetch_add(&w->board->next, 1); i < w->span_count; i = atomic_fetch_add(&w->board->next, 1))
        all &= write_span(w, producer, w->spans[i]);
    return all;
}

// --- processes

// Ends with the process STARTER, and leaves no half-written report then.
static _Noreturn void be_writer(struct writing *w, pid_t starter) {
    const struct fund_scanner *scanner = w->scanner;
    struct ht_arena *arena = ht_arena_new();
    struct producer producer = {.arena = arena};
    const char *digest = "";
    struct ht_error err;
    w->progress = (struct progress){.shown = false}; // one tells for all
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    // Locks on files of the run go with their last holder, and shall not outlive the one that holds them by us.
    (void)close_range(STDERR_FILENO + 1, ~0U, 0);
    if (getppid() != starter)
        _exit(SOME_FAILED); // it ended before that was asked for
    if (scanner->open(scanner->settings, arena, &producer, &digest, &err) != HT_OK) {
        say_error(&err);
        _exit(SOME_FAILED);
    }
    if (strcmp(digest, scanner->digest) != 0)
        _exit(ENDED_BY_OTHER_SETTINGS);
    _exit(write_spans(w, &producer) ? ALL_WRITTEN : SOME_FAILED);
}

// Waits until process PID ends, and finds out *HOW; false when that cannot be. Meanwhile it is told how far all are.
static bool wait_for(struct writing *w, pid_t pid, int *how) {
    const struct timespec between = {.tv_nsec = BETWEEN_NS};
    pid_t ended = 0;
    while (ended == 0 || (ended < 0 && errno == EINTR)) {
        ended = waitpid(pid, how, w->progress.shown ? WNOHANG : 0);
        if (ended == 0) {
            show(w);
            nanosleep(&between, NULL);
        }
    }
    return ended == pid;
}

static bool settle(struct writing *w, pid_t pid) {
    int how = 0;
    if (!wait_for(w, pid, &how))
        return false;
    progress_clear(&w->progress);
    if (WIFEXITED(how) && WEXITSTATUS(how) == ENDED_BY_OTHER_SETTINGS)
        say("what the run reads was replaced while it went on, perhaps the reference; reports were not written");
    else if (WIFSIGNALED(how))
        say("a process that writes reports was ended by signal %d (%s)", WTERMSIG(how), strsignal(WTERMSIG(how)));
    return WIFEXITED(how) && WEXITSTATUS(how) == ALL_WRITTEN;
}

// Names the reports that a process which ended early had before it.
static bool all_done(const struct writing *w) {
    bool all = true;
    for (size_t i = 0; i < w->task_count; i++)
        if (!atomic_load(&w->board->done[i])) {
            say("%s: its report was not written", w->tasks[i].report.fund->path);
            all = false;
        }
    return all;
}

static bool write_by(struct writing *w, size_t processes, struct ht_arena *arena) {
    pid_t *pids = ht_arena_array(arena, processes, sizeof *pids);
    pid_t starter = getpid();
    size_t started = 0;
    bool all = true;
    for (; started < processes; started++) {
        pids[started] = fork();
        if (pids[started] == 0)
            be_writer(w, starter);
        if (pids[started] < 0)
            break;
    }
    if (started == 0)
        all = write_spans(w, w->scanner->producer);
    for (size_t i = 0; i < started; i++)
        all &= settle(w, pids[i]);
    return all_done(w) && all;
}

// --- what is to be done

// What is said in each report of files that are in none.
static void gather_unread(struct writing *w, struct ht_arena *arena) {
    w->unread = ht_arena_array(arena, w->run->count + 1, sizeof *w->unread);
    for (size_t i = 0; i < w->run->count; i++)
        if (w->run->items[i].unread)
            w->unread[w->unread_count++] = *w->run->items[i].unread;
}

static bool prepare_task(const struct writing *w, struct task *task, struct ht_arena *arena) {
    const struct ht_partial_item *fund = task->report.fund;
    struct ht_arena *scratch = ht_arena_new();
    struct ht_buffer bytes = {0};
    struct ht_part_file file;
    bool good = ht_partial_read_file(fund->parts, fund->input, fund->number, &bytes, scratch, &file) && file.sha256;
    if (good)
        memcpy(task->sha256, file.sha256, strlen(file.sha256) + 1);
    else
        say("%s: its scan could not be read back; its report was not written", fund->path);
    if (good && w->run->course)
        task->course = w->run->course(w->run->courses, fund, arena);
    ht_buffer_free(&bytes);
    ht_arena_free(scratch);
    return good;
}

static bool prepare_tasks(struct writing *w, const struct fund_report *reports, size_t count,
                          struct ht_arena *arena) {
    bool all = true;
    w->tasks = ht_arena_array(arena, count, sizeof *w->tasks);
    for (size_t i = 0; i < count; i++) {
        struct task *task = &w->tasks[w->task_count];
        *task = (struct task){.report = reports[i]};
        bool good = prepare_task(w, task, arena);
        w->task_count += good;
        all &= good;
    }
    return all;
}

// An input with many funds is read by each process once.
static void cut(struct writing *w, size_t processes, struct ht_arena *arena) {
    size_t capacity = 0;
    for (size_t first = 0, end; first < w->task_count; first = end) {
        const struct ht_part_input *input = w->tasks[first].report.fund->input;
        for (end = first; end < w->task_count && w->tasks[end].report.fund->input == input;)
            end++;
        size_t size = end - first, most = size > TOGETHER ? (size + processes - 1) / processes : size;
        for (size_t at = first; at < end; at += most) {
            w->spans = ht_arena_grow(arena, w->spans, w->span_count, &capacity, sizeof *w->spans);
            w->spans[w->span_count++] = (struct span){at, end - at < most ? end : at + most};
        }
    }
}

bool fund_reports_write(const struct fund_scanner *scanner, const struct report_order *order,
                        const struct ht_partial_run *run, const struct fund_report *reports, size_t count,
                        struct ht_arena *arena) {
    struct writing w = {.scanner = scanner, .order = order, .run = run};
    w.progress = progress_to_terminal(run->scan->quiet || messages_are_json());
    // Memory that lies in a file would be one and the same to all processes.
    size_t jobs = scanner->jobs ? scanner->jobs : workers_usable();
    size_t processes = atomic_load(&ht_large_in_file) ? 1 : jobs;
    gather_unread(&w, arena);
    bool all = prepare_tasks(&w, reports, count, arena);
    cut(&w, processes, arena);
    w.board_size = sizeof *w.board + (count + 1) * sizeof w.board->done[0];
    w.board = mmap(NULL, w.board_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (w.board == MAP_FAILED) {
        say("reports were not written: %s", strerror(errno));
        return false;
    }
    processes = processes < w.span_count ? processes : w.span_count;
    all &= processes > 1 ? write_by(&w, processes, arena) : write_spans(&w, scanner->producer);
    progress_clear(&w.progress);
    munmap(w.board, w.board_size);
    return all;
}
