// SPDX-License-Identifier: GPL-3.0-or-later
// Possible matches waiting for a decision.
#include "command/review.h"

#include <stddef.h>
#include <string.h>

#include "command/messages.h"
#include "command/print.h"
#include "command/reports.h"
#include "holdtrace/review.h"

struct settings {
    struct scan_settings scan;
    const char *report;
};

static const struct option OPTIONS[] = {
    {"decisions", "FILE", "a ledger of decisions; may be repeated", OPTION_LIST,
     offsetof(struct settings, scan.decisions)},
    {"report", "FORMAT[=PATH]", "text (default), json, or csv: a ledger to be filled in", OPTION_TEXT,
     offsetof(struct settings, report)},
    REVIEW_SCAN_OPTIONS(struct settings, scan){0},
};

enum ht_status review_scan(const struct scan_settings *settings, const char *const *paths, size_t count,
                           struct ht_arena *arena, struct review_scan *out, struct ht_error *err) {
    enum ht_status status = setup_scan(settings, arena, &out->setup, err);
    const struct pipeline *pipeline = &out->setup.pipeline;
    if (status != HT_OK)
        return status;
    inputs_gather(paths, count, arena, &out->inputs);
    status = pipeline_run(pipeline, &out->inputs, arena, &out->results, err);
    if (status != HT_OK)
        return status;
    say_results(&out->results, settings->quiet);
    ht_queue_make(pipeline->ref, pipeline->screen, pipeline->targets, pipeline->as_of, out->results.accounts,
                  out->results.account_count, arena, &out->queue);
    out->trouble = out->results.trouble || setup_has_lost(&out->setup);
    return ht_reference_status(pipeline->ref, err);
}

// Where a report goes, and in which format.
struct order {
    ht_review_writer *write;
    const char *path; // NULL: standard output
};

static enum ht_status order_of(const char *text, struct ht_arena *arena, struct order *out, struct ht_error *err) {
    const char *equals = text ? strchr(text, '=') : NULL;
    const char *name = !text ? "text" : equals ? ht_arena_copy(arena, text, (size_t)(equals - text)) : text;
    out->write = ht_review_format(name);
    out->path = equals ? equals + 1 : NULL;
    if (!out->write)
        return ht_fail(err, HT_ERR_USAGE, "--report: review has no format '%s'; there are text, csv and json", name);
    if (out->path && !*out->path)
        return ht_fail(err, HT_ERR_USAGE, "--report: no file is named after '%s='", name);
    return HT_OK;
}

static enum ht_status refuse(const struct settings *settings, const struct review_scan *scan,
                             const struct order *order, struct ht_arena *arena, struct ht_error *err) {
    struct kept_paths kept = {0};
    if (!order->path || strcmp(order->path, "-") == 0)
        return HT_OK;
    setup_keep(&settings->scan, &scan->setup, &scan->inputs, arena, &kept);
    return refuse_overwrite(&kept, order->path, arena, err);
}

static int report(const struct order *order, const struct review_scan *scan, struct ht_arena *arena) {
    struct ht_buffer buffer = {0};
    struct ht_review review = {.version = HT_VERSION,
                               .ref = scan->setup.pipeline.ref,
                               .screen = &scan->setup.screen,
                               .as_of = scan->setup.pipeline.as_of,
                               .decisions = scan->setup.decisions,
                               .queue = &scan->queue,
                               .scanned = scan->results.account_count,
                               .unread = scan->results.unread_count + scan->inputs.failed,
                               .trouble = scan->trouble};
    if (!order->path)
        terminal_of_output(&review.width, &review.colour);
    order->write(&review, arena, &buffer);
    if (!write_buffer(order->path, &buffer) || scan->trouble)
        return EXIT_TROUBLE;
    return scan->queue.count > 0 ? EXIT_UNSURE : EXIT_NOTHING;
}

static int run(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct review_scan scan = {0};
    struct order order;
    struct ht_error err;
    int code = EXIT_TROUBLE;
    if (invocation->operand_count == 0) {
        say("review needs a holdings file, a directory, or - for standard input");
        return EXIT_TROUBLE;
    }
    if (order_of(settings->report, invocation->arena, &order, &err) != HT_OK ||
        review_scan(&settings->scan, invocation->operands, invocation->operand_count, invocation->arena, &scan,
                    &err) != HT_OK ||
        refuse(settings, &scan, &order, invocation->arena, &err) != HT_OK)
        say_error(&err);
    else
        code = report(&order, &scan, invocation->arena);
    ht_reference_close(scan.setup.pipeline.ref);
    return code;
}

const struct command command_review = {
    .name = "review",
    .operands = "FILE...",
    .summary = "List possible matches that wait for a decision, the most valuable first",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace review --decisions decisions.csv funds/",
                 "holdtrace review --report csv=to_decide.csv fund_holdings.csv"},
    .run = run,
};
