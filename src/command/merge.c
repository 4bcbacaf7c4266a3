// SPDX-License-Identifier: GPL-3.0-or-later
// What several runs left in parts, put together.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "command/check_parts.h"
#include "command/command.h"
#include "command/messages.h"

struct settings {
    struct text_list reports;
    const char *store, *fail_on, *log_format;
    bool quiet;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option OPTIONS[] = {
    {"report", "FORMAT[=PATH]", "json (default), jsonl or csv; may be repeated", OPTION_LIST, SETTING(reports)},
    {"store", "DB", "keep the scans in this store", OPTION_TEXT, SETTING(store)},
    {"fail-on", "EVENTS", "exit 1 only if one of these happened since the last scan in the store", OPTION_TEXT,
     SETTING(fail_on)},
    {"quiet", NULL, "no warnings on standard error", OPTION_SWITCH, SETTING(quiet)},
    {"log-format", "FORMAT", "of messages on standard error: text (default) or json, one object a line", OPTION_TEXT,
     SETTING(log_format)},
    {0},
};

// The files of parts, and all that is in them.
struct merging {
    struct ht_partial **parts;
    size_t count;
    struct report_orders orders;
    struct kept_paths kept;
    struct ht_event_rules rules;
    struct put_together all;
};

static enum ht_status read_orders(const struct settings *settings, struct ht_arena *arena, struct merging *merging,
                                  struct ht_error *err) {
    static const char *json[] = {"json"};
    const struct text_list one = {json, 1, 1};
    unsigned wants;
    enum ht_status status =
        reports_order(settings->reports.count ? &settings->reports : &one, arena, &merging->orders, err);
    if (status == HT_OK && !parts_suffice(&merging->orders, false, false, settings->store, &wants))
        status = ht_fail(err, HT_ERR_USAGE, "--report: parts make json, jsonl and csv");
    if (status == HT_OK && settings->fail_on && !settings->store)
        status = ht_fail(err, HT_ERR_USAGE, "--fail-on needs --store, where the scans of before are");
    if (status == HT_OK && settings->fail_on)
        status = ht_event_rules_read(settings->fail_on, arena, &merging->rules, err);
    return status;
}

// Opens all; those of another run than the first are refused.
static enum ht_status open_all(const struct invocation *invocation, struct merging *merging, struct ht_error *err) {
    struct ht_arena *arena = invocation->arena;
    merging->parts = ht_arena_array(arena, invocation->operand_count, sizeof(struct ht_partial *));
    for (size_t i = 0; i < invocation->operand_count; i++) {
        enum ht_status status = ht_partial_open(invocation->operands[i], arena, &merging->parts[i], err);
        if (status != HT_OK)
            return status;
        merging->count++;
        const struct ht_part_frame *first = ht_partial_frame(merging->parts[0]),
                                   *frame = ht_partial_frame(merging->parts[i]);
        if (strcmp(frame->version, HT_VERSION) != 0)
            return ht_fail(err, HT_ERR_USAGE, "%s: was made by version %s, and this is %s", invocation->operands[i],
                           frame->version, HT_VERSION);
        if (strcmp(frame->settings, first->settings) != 0)
            return ht_fail(err, HT_ERR_USAGE,
                           "%s: was made with other options or another reference than %s; nothing was put together",
                           invocation->operands[i], invocation->operands[0]);
    }
    return HT_OK;
}

static int by_path(const void *left, const void *right) {
    const struct ht_part_input *a = ((const struct parts_input *)left)->input,
                               *b = ((const struct parts_input *)right)->input;
    int order = strcmp(a->path, b->path);
    return order ? order : (a->occurrence > b->occurrence) - (a->occurrence < b->occurrence);
}

// What all were given.
static void gather(struct merging *merging, struct ht_arena *arena) {
    size_t inputs = 0;
    for (size_t i = 0; i < merging->count; i++)
        inputs += ht_partial_input_count(merging->parts[i]);
    struct parts_input *items = ht_arena_array(arena, inputs, sizeof *items);
    const struct ht_part_end **ends = ht_arena_array(arena, merging->count, sizeof *ends);
    for (size_t i = 0; i < merging->count; i++) {
        struct ht_partial *parts = merging->parts[i];
        for (size_t k = 0; k < ht_partial_input_count(parts); k++)
            items[merging->all.input_count++] = (struct parts_input){parts, ht_partial_input(parts, k)};
        ends[i] = ht_partial_end(parts);
        merging->all.run.outcome.trouble |= ht_partial_frame(parts)->trouble;
    }
    if (inputs)
        qsort(items, inputs, sizeof *items, by_path);
    merging->all.inputs = items;
    merging->all.ends = ends;
    merging->all.end_count = merging->count;
}

// Whether a file of any of the runs was left to the next one.
static bool waits(const struct put_together *all) {
    for (size_t i = 0; i < all->end_count; i++)
        if (all->ends[i]->waiting_count > 0)
            return true;
    return false;
}

static int put_all_together(const struct settings *settings, struct merging *merging, struct ht_arena *arena) {
    struct ht_partial_run *run = &merging->all.run;
    struct ht_error err;
    run->frame = ht_partial_frame(merging->parts[0]);
    if (ht_event_rules_need_day(&merging->rules) && !run->frame->dated) {
        say("--fail-on: stale-holdings, stale-list and due count days and need parts that were made with --as-of");
        return EXIT_TROUBLE;
    }
    run->parts = merging->parts;
    run->parts_count = merging->count;
    run->outcome.nobody = run->frame->nobody;
    merging->all.quiet = settings->quiet;
    gather(merging, arena);
    if (put_together(&merging->all, arena, &err) != HT_OK) {
        say_error(&err);
        return EXIT_TROUBLE;
    }
    struct ht_history *history = settings->store
                                     ? store_parts(settings->store, settings->fail_on ? &merging->rules : NULL,
                                                   !waits(&merging->all), false, run, arena)
                                     : NULL;
    bool written = partial_reports_write(&merging->orders, &merging->kept, run, NULL, arena);
    return store_ends(history) && written ? partial_exit_code(run) : EXIT_TROUBLE;
}

// Neither a report nor the store may replace what is read.
static enum ht_status protect(const struct invocation *invocation, struct merging *merging, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    for (size_t i = 0; i < invocation->operand_count; i++)
        keep_path(&merging->kept, invocation->arena, invocation->operands[i], "parts that are put together");
    keep_path(&merging->kept, invocation->arena, settings->store, "the store");
    return reports_refuse_overwrites(&merging->orders, &merging->kept, invocation->arena, err);
}

static int run(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct merging merging = {0};
    struct ht_error err;
    int code = EXIT_TROUBLE;
    if (invocation->operand_count == 0) {
        say("merge needs the files that 'check --partial' made");
        return EXIT_TROUBLE;
    }
    enum ht_status status = messages_in(settings->log_format, &err);
    if (status == HT_OK)
        status = read_orders(settings, invocation->arena, &merging, &err);
    if (status == HT_OK)
        status = protect(invocation, &merging, &err);
    if (status == HT_OK)
        status = open_all(invocation, &merging, &err);
    if (status == HT_OK)
        code = put_all_together(settings, &merging, invocation->arena);
    else
        say_error(&err);
    for (size_t i = 0; i < merging.count; i++)
        ht_partial_close(merging.parts[i]);
    log_end(code, merging.all.input_count);
    return code;
}

const struct command command_merge = {
    .name = "merge",
    .operands = "PARTIAL...",
    .summary = "Put together what runs of 'check --partial' found",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace merge --report json=all.json night-1.part night-2.part",
                 "holdtrace merge --store scans.db --fail-on new,possible night-*.part"},
    .run = run,
};
