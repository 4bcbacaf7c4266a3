// SPDX-License-Identifier: GPL-3.0-or-later
// A run in parts.
#include "command/check_parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/interrupt.h"
#include "command/messages.h"
#include "command/progress.h"
#include "holdtrace/json.h"
#include "holdtrace/large.h"
#include "holdtrace/report_members.h"
#include "holdtrace/text_parts.h"

bool parts_suffice(const struct report_orders *orders, bool framed, bool again, const char *store, unsigned *wants) {
    *wants = store ? HT_PART_STORE : 0;
    return partial_reports_can(orders, framed, again, wants);
}

bool parts_are_worth(const struct inputs *inputs, const struct report_orders *orders) {
    bool worth = inputs->count > 1 || (inputs->count == 1 && input_is_large(inputs, 0));
    return worth && (!partial_reports_scan_again(orders) || fund_reports_are_worth(inputs));
}

// A process costs some milliseconds: as much as a megabyte of holdings.
static size_t processes_for(const struct pieces *pieces, size_t jobs) {
    enum { WORTH_ONE = 1 << 20 };
    size_t worth = (size_t)(pieces->bytes / WORTH_ONE);
    size_t most = jobs < pieces->count ? jobs : pieces->count;
    return worth < most ? worth : most;
}

struct workers *parts_start(const struct inputs *inputs, size_t jobs, open_producer open, const void *settings,
                            struct ht_arena *arena) {
    struct pieces *pieces = ht_arena_alloc(arena, sizeof *pieces);
    size_t most = jobs ? jobs : workers_usable();
    pieces_of(inputs, most, arena, pieces);
    size_t count = processes_for(pieces, most);
    // Memory that lies in a file would be one and the same to all processes.
    if (count == 0 || atomic_load(&ht_large_in_file))
        return NULL;
    return workers_start(count, inputs, pieces, open, settings, arena);
}

static struct ht_slice keep_in(struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_slice kept = {ht_arena_copy(arena, buffer->data ? buffer->data : "", buffer->len), buffer->len};
    ht_buffer_free(buffer);
    return kept;
}

static struct ht_slice made_of(const struct ht_scan *scan, struct ht_arena *arena) {
    struct ht_buffer text = {0};
    struct ht_json json = ht_json_to(&text, false);
    ht_json_object(&json, NULL);
    ht_json_made_of(&json, scan);
    ht_json_end(&json);
    return keep_in(arena, &text);
}

static struct ht_slice ledgers(const struct ht_scan *scan, struct ht_arena *arena) {
    struct ht_buffer text = {0};
    struct ht_json json = ht_json_to(&text, false);
    ht_json_object(&json, NULL);
    if (scan->decisions)
        ht_json_ledgers(&json, scan->decisions);
    ht_json_end(&json);
    return keep_in(arena, &text);
}

static const char *csv_header(const struct ht_scan *scan, struct ht_arena *arena) {
    struct ht_buffer text = {0};
    ht_csv_header(&text, scan);
    return keep_in(arena, &text).data;
}

void parts_frame(const struct ht_scan *scan, unsigned wants, const char *otherwise, bool trouble,
                 struct ht_arena *arena, struct ht_part_frame *out) {
    char digest[HT_SHA256_TEXT];
    *out = (struct ht_part_frame){
        .version = scan->version,
        .wants = wants,
        .made_of = made_of(scan, arena),
        .ledgers = ledgers(scan, arena),
        .decided = scan->decisions != NULL,
        .lists_complete = ht_screen_lists_complete(scan),
        .dated = strcmp(scan->as_of_basis, "option") == 0,
        .nobody = ht_targets_count(scan->targets) == 0,
        .trouble = trouble,
        .csv_header = wants & HT_PART_CSV ? csv_header(scan, arena) : NULL,
        .screen = scan->screen->name,
        .base_currency = scan->base ? scan->base->currency : NULL,
    };
    const char *view = wants & HT_PART_FOR_PEOPLE ? ht_text_part_view(scan, arena) : "";
    const char *all = ht_arena_format(arena, "%s\n%s\n%s\n%u %d %s", out->made_of.data, out->ledgers.data, otherwise,
                                      wants, scan->all_positions, view);
    ht_sha256_of(all, strlen(all), digest);
    out->settings = ht_arena_string(arena, digest);
}

// --- scanning

struct taker {
    struct ht_partial *parts;
    const struct inputs *inputs;
    struct progress progress;
};

static bool goes_on(void *taker) {
    struct taker *to = taker;
    progress_files(&to->progress, ht_partial_input_count(to->parts), to->inputs->count, ht_partial_rows(to->parts),
                   ht_partial_last(to->parts));
    return !interrupt_came();
}

static bool take(void *taker, const char *records, size_t len) {
    ht_partial_add(((struct taker *)taker)->parts, records, len);
    return true;
}

// The file is named in every report, as one that was not scanned.
static void lose(void *taker, const struct piece *piece, int signal_number) {
    struct taker *to = taker;
    struct ht_part_input input = input_now(to->inputs, piece->input);
    struct ht_buffer records = {0}, how = {0};
    if (signal_number)
        ht_buffer_format(&how, "ended by signal %d (%s)", signal_number, strsignal(signal_number));
    else
        ht_buffer_string(&how, "ended early");
    input.slice = piece->slice;
    input.slices = piece->slices;
    input.ended = how.data;
    ht_partial_record_input(&records, &input);
    take(taker, records.data, records.len);
    ht_buffer_free(&records);
    ht_buffer_free(&how);
}

static enum ht_status scan_here(struct producer *producer, const struct inputs *inputs, const bool *skip,
                                struct taker *taker, struct ht_error *err) {
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < inputs->count && status == HT_OK && goes_on(taker); i++) {
        const struct piece whole = {i, 0, 1};
        if (!skip[i])
            status = produce(producer, inputs, &whole, take, taker, err);
    }
    return status;
}

// What an earlier run left of the same file, as it still is. One that was spoilt is scanned again.
static bool is_done(const struct ht_partial *parts, const struct inputs *inputs, size_t index) {
    struct ht_part_input now = input_now(inputs, index);
    const struct ht_part_input *done = ht_partial_find(parts, now.path, now.occurrence);
    return done && !done->ended && !done->changed && now.size >= 0 && done->size == now.size &&
           done->changed_ns == now.changed_ns;
}

static const bool *find_done(const struct parts_plan *plan, const struct ht_partial *parts, struct ht_arena *arena) {
    bool *skip = ht_arena_array(arena, plan->inputs->count, sizeof *skip);
    size_t done = 0;
    for (size_t i = 0; i < plan->inputs->count && ht_partial_input_count(parts) > 0; i++)
        done += skip[i] = is_done(parts, plan->inputs, i);
    if (done > 0 && !plan->quiet)
        say("%s: %zu of %zu files were done before and are as they were", plan->partial, done, plan->inputs->count);
    return skip;
}

static struct ht_part_end end_of(const struct inputs *inputs) {
    return (struct ht_part_end){.inputs = inputs->count,
                                .failed = inputs->failed,
                                .folders = inputs->folders,
                                .folder_count = inputs->folder_count,
                                .folder_waits = inputs->folder_waits,
                                .waiting = inputs->waiting,
                                .waiting_count = inputs->waiting_count};
}

static enum ht_status scan_all(const struct parts_plan *plan, struct producer *producer, struct ht_partial *parts,
                               struct ht_arena *arena, struct ht_error *err) {
    struct taker taker = {parts, plan->inputs, progress_to_terminal(plan->quiet || messages_are_json())};
    const bool *skip = find_done(plan, parts, arena);
    const struct worker_hooks hooks = {take, lose, goes_on, &taker};
    const struct ht_part_end end = end_of(plan->inputs);
    enum ht_status status = plan->workers
                                ? workers_run(plan->workers, skip, ht_partial_frame(parts)->settings, hooks, err)
                                : scan_here(producer, plan->inputs, skip, &taker, err);
    struct ht_buffer record = {0};
    progress_clear(&taker.progress);
    if (status != HT_OK || interrupt_came())
        return status;
    ht_partial_record_end(&record, &end);
    ht_partial_add(parts, record.data, record.len);
    ht_buffer_free(&record);
    return ht_partial_status(parts, plan->leave, err);
}

// --- what comes of it

struct ht_history *store_parts(const char *store, const struct ht_event_rules *given, bool whole, bool courses,
                               struct ht_partial_run *run, struct ht_arena *arena) {
    struct ht_event_rules rules = given ? *given : (struct ht_event_rules){0};
    struct ht_event_list events = {0};
    struct ht_history *history = NULL;
    struct ht_error err;
    struct keep_source source = keep_parts(run, arena);
    rules.wanted[HT_EVENT_MISSING_FUND] &= whole;
    if (keep_begin(store, given ? &rules : NULL, &source, arena, &events, &history, &err) != HT_OK) {
        say("%s; the scans of this run are not in the store", err.message);
        run->store_failed = !run->outcome.trouble;
        run->outcome.trouble = true;
        return NULL;
    }
    if (courses) {
        run->courses = keep_lookup_of(history, &source, arena);
        run->course = keep_course_of_item;
    }
    run->fail_on = given != NULL;
    run->events = events.items;
    run->event_count = events.count;
    for (size_t i = 0; i < events.count; i++)
        say("%s: %s: %s", events.items[i].event, events.items[i].fund, events.items[i].what.text);
    return history;
}

bool store_ends(struct ht_history *history) {
    struct ht_error err;
    if (keep_end(history, &err) == HT_OK)
        return true;
    say("%s; the scans of this run are not in the store", err.message);
    return false;
}

static const struct parts_input *inputs_of(const struct parts_plan *plan, struct ht_partial *parts,
                                           struct ht_arena *arena, struct put_together *all) {
    struct parts_input *items = ht_arena_array(arena, plan->inputs->count, sizeof *items);
    const char **not_reached = ht_arena_array(arena, plan->inputs->count, sizeof *not_reached);
    for (size_t i = 0; i < plan->inputs->count; i++) {
        size_t occurrence = input_occurrence(plan->inputs, i);
        const struct ht_part_input *input = ht_partial_find(parts, plan->inputs->items[i].path, occurrence);
        if (input)
            items[all->input_count++] = (struct parts_input){parts, input};
        else
            not_reached[all->not_reached_count++] = plan->inputs->items[i].path;
    }
    all->not_reached = not_reached;
    return items;
}

static int report(const struct parts_plan *plan, const struct producer *producer, struct ht_partial *parts,
                  struct ht_arena *arena) {
    const struct ht_part_frame *frame = ht_partial_frame(parts);
    const struct fund_scanner scanner = {producer, plan->open, plan->settings, frame->settings, plan->jobs};
    const struct ht_part_end end = end_of(plan->inputs), *end_at = &end;
    struct ht_error err;
    struct put_together all = {.run = {.frame = frame,
                                       .scan = &producer->frame,
                                       .parts = &parts,
                                       .parts_count = 1,
                                       .outcome = {.nobody = frame->nobody, .trouble = frame->trouble}},
                               .ends = &end_at,
                               .end_count = 1,
                               .quiet = plan->quiet};
    all.inputs = inputs_of(plan, parts, arena, &all);
    if (put_together(&all, arena, &err) != HT_OK) {
        say_error(&err);
        return EXIT_TROUBLE;
    }
    bool whole = all.not_reached_count == 0;
    bool courses = frame->wants & HT_PART_FOR_PEOPLE || partial_reports_scan_again(plan->orders);
    struct ht_history *history =
        plan->store ? store_parts(plan->store, plan->rules, whole && plan->inputs->waiting_count == 0, courses,
                                  &all.run, arena)
                    : NULL;
    bool written = partial_reports_write(plan->orders, plan->kept, &all.run, &scanner, arena);
    written &= store_ends(history);
    if (written && whole && plan->partial)
        unlink(plan->partial);
    return written ? partial_exit_code(&all.run) : EXIT_TROUBLE;
}

static void say_interrupted(const struct parts_plan *plan, const struct ht_partial *parts) {
    size_t done = ht_partial_input_count(parts), all = plan->inputs->count;
    if (plan->partial)
        say("ended by a signal after %zu of %zu files; started again with the same options, the run goes on", done,
            all);
    else
        say("ended by a signal after %zu of %zu files; the reports cover those, and name the others", done, all);
}

int check_parts(const struct parts_plan *plan, struct producer *producer, const struct ht_part_frame *frame,
                struct ht_arena *arena) {
    struct ht_partial *parts = NULL;
    struct ht_error err;
    int code = EXIT_TROUBLE;
    enum ht_status status = ht_partial_make(plan->partial, frame, arena, &parts, &err);
    interrupt_catch();
    if (status == HT_OK)
        status = scan_all(plan, producer, parts, arena, &err);
    if (status == HT_OK && interrupt_came())
        say_interrupted(plan, parts);
    interrupt_release();
    if (status != HT_OK)
        say_error(&err);
    else if (plan->leave)
        code =
            ht_partial_end(parts) == NULL || plan->inputs->failed > 0 || frame->trouble ? EXIT_TROUBLE : EXIT_NOTHING;
    else
        code = report(plan, producer, parts, arena);
    ht_partial_close(parts);
    return code;
}
