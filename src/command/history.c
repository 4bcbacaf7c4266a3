// SPDX-License-Identifier: GPL-3.0-or-later
// The course of a fund's exposure, from the store.
#include "holdtrace/history.h"

#include <stddef.h>

#include "command/print.h"
#include "command/reports.h"
#include "command/store_ask.h"
#include "holdtrace/course.h"

static const struct option OPTIONS[] = {STORE_OPTIONS, {0}};

static const unsigned SUMS = 1u << HT_KEPT_SUMS;

static void write_course(struct ht_history *history, const struct ht_series *series, bool as_json,
                         const struct ht_locale *locale, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_scan_ids ids = ht_history_course(history, series, arena);
    struct ht_kept_scan *scans = ht_arena_array(arena, ids.count, sizeof *scans);
    struct ht_course course = {scans, 0, NULL};
    size_t width;
    bool colour;
    terminal_of_output(&width, &colour);
    ht_arena_set_locale(arena, as_json ? NULL : locale);
    for (size_t i = 0; i < ids.count; i++)
        course.count += ht_history_scan(history, ids.items[i], SUMS, arena, &scans[course.count], NULL);
    if (course.count == 0)
        return;
    if (as_json)
        ht_course_json(&course, buffer);
    else
        ht_course_text(&course, width, colour, arena, buffer);
}

static void write_funds(struct ht_history *history, const struct store_settings *settings, bool as_json,
                        struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_series_list all = ht_history_series(history, settings->screen, settings->base_currency, arena);
    struct ht_kept_scan *scans = ht_arena_array(arena, all.count, sizeof *scans);
    int64_t *numbers = ht_arena_array(arena, all.count, sizeof *numbers);
    struct ht_course funds = {scans, 0, numbers};
    size_t width;
    bool colour;
    terminal_of_output(&width, &colour);
    ht_arena_set_locale(arena, as_json ? NULL : settings->locale);
    for (size_t i = 0; i < all.count; i++) {
        numbers[funds.count] = all.items[i].scans;
        funds.count += ht_history_scan(history, all.items[i].last, SUMS, arena, &scans[funds.count], NULL);
    }
    if (as_json)
        ht_course_funds_json(&funds, buffer);
    else
        ht_course_funds_text(&funds, width, colour, arena, buffer);
}

static int run(const struct invocation *invocation) {
    const struct store_settings *settings = invocation->settings;
    struct ht_history *history = NULL;
    struct ht_buffer buffer = {0};
    struct ht_error err;
    struct ht_series series;
    bool as_json;
    enum ht_status status = wants_json("history", settings->report, &as_json, &err);
    if (status == HT_OK)
        status = store_locate(settings->store, false, &history, &err);
    if (status == HT_OK && invocation->operand_count == 0) {
        write_funds(history, settings, as_json, invocation->arena, &buffer);
    } else if (status == HT_OK) {
        const char *fund = operands_joined(invocation->operands, invocation->operand_count, invocation->arena);
        status = store_choose(history, settings, fund, invocation->arena, &series, &err);
        if (status == HT_OK)
            write_course(history, &series, as_json, settings->locale, invocation->arena, &buffer);
    }
    return store_finish(history, status, &err, &buffer, EXIT_NOTHING);
}

const struct command command_history = {
    .name = "history",
    .operands = "[FUND]",
    .summary = "Show the course of a fund's exposure, or the funds of a store",
    .options = OPTIONS,
    .settings_size = sizeof(struct store_settings),
    .examples = {"holdtrace history --store scans.db 'Example Emerging Markets'",
                 "holdtrace history --store scans.db --report json"},
    .run = run,
};
