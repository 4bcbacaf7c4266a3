// SPDX-License-Identifier: GPL-3.0-or-later
// What changed between two scans of a fund in the store, and why.
#include <stddef.h>

#include "command/print.h"
#include "command/reports.h"
#include "command/store_ask.h"

static const struct option OPTIONS[] = {STORE_OPTIONS, {0}};

// The operands: a fund, and perhaps two days behind it.
struct question {
    const char *fund;
    struct ht_date days[2]; // not known: the last two scans
};

static enum ht_status read_question(const struct invocation *invocation, struct question *out, struct ht_error *err) {
    size_t count = invocation->operand_count, words = count;
    *out = (struct question){0};
    for (size_t i = 0; i < 2 && words > 1 && ht_date_parse(invocation->operands[words - 1], &out->days[1 - i]); i++)
        words--;
    if (count == 0 || count - words == 1)
        return ht_fail(err, HT_ERR_USAGE, "diff needs a fund, and two days of holdings or none");
    out->fund = operands_joined(invocation->operands, words, invocation->arena);
    return HT_OK;
}

static const char *days_of(struct ht_history *history, const struct ht_scan_ids *ids, struct ht_arena *arena) {
    const char *text = "";
    for (size_t i = 0; i < ids->count; i++) {
        struct ht_kept_scan scan;
        char day[HT_DATE_TEXT];
        if (ht_history_scan(history, ids->items[i], 0, arena, &scan, NULL) && ht_date_known(scan.holdings_date))
            text = ht_arena_format(arena, "%s%s%s", text, *text ? ", " : "", ht_date_text(scan.holdings_date, day));
    }
    return *text ? text : "none";
}

// The last scan of IDS whose holdings are of DAY.
static enum ht_status find_day(struct ht_history *history, const struct ht_scan_ids *ids, struct ht_date day,
                               struct ht_arena *arena, int64_t *out, struct ht_error *err) {
    char text[HT_DATE_TEXT];
    for (size_t i = ids->count; i > 0; i--) {
        struct ht_kept_scan scan;
        if (ht_history_scan(history, ids->items[i - 1], 0, arena, &scan, NULL) &&
            ht_date_within(scan.holdings_date, day, day)) {
            *out = ids->items[i - 1];
            return HT_OK;
        }
    }
    return ht_fail(err, HT_ERR_NOT_FOUND, "the store has no scan of holdings of %s; there are: %s",
                   ht_date_text(day, text), days_of(history, ids, arena));
}

static enum ht_status choose(struct ht_history *history, const struct ht_series *series,
                             const struct question *question, struct ht_arena *arena, int64_t chosen[2],
                             struct ht_error *err) {
    struct ht_scan_ids ids = ht_history_course(history, series, arena);
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < 2 && status == HT_OK && ht_date_known(question->days[0]); i++)
        status = find_day(history, &ids, question->days[i], arena, &chosen[i], err);
    if (status != HT_OK || ht_date_known(question->days[0]))
        return status;
    if (ids.count < 2)
        return ht_fail(err, HT_ERR_NOT_FOUND,
                       "the store has one scan of this fund with screen %s: nothing to compare", series->screen);
    chosen[0] = ids.items[ids.count - 2];
    chosen[1] = ids.items[ids.count - 1];
    return HT_OK;
}

static enum ht_status write_diff(struct ht_history *history, const int64_t chosen[2], bool as_json,
                                 const struct ht_locale *locale, struct ht_arena *arena, struct ht_buffer *buffer,
                                 int *code, struct ht_error *err) {
    struct ht_kept_scan scans[2];
    struct ht_held held[2];
    struct ht_scan_diff diff;
    size_t width;
    bool colour;
    for (size_t i = 0; i < 2; i++)
        if (!ht_history_scan(history, chosen[i], HT_KEPT_ALL, arena, &scans[i], &held[i]))
            return ht_fail(err, HT_ERR_DATABASE, "the store does not give a scan that it has");
    ht_scan_diff_make(&scans[0], &held[0], &scans[1], &held[1], arena, &diff);
    terminal_of_output(&width, &colour);
    ht_arena_set_locale(arena, as_json ? NULL : locale);
    if (as_json)
        ht_scan_diff_json(&diff, arena, buffer);
    else
        ht_scan_diff_text(&diff, width, colour, arena, buffer);
    *code = ht_scan_differs(&diff) ? EXIT_EXPOSED : EXIT_NOTHING;
    return HT_OK;
}

static int run(const struct invocation *invocation) {
    const struct store_settings *settings = invocation->settings;
    struct ht_arena *arena = invocation->arena;
    struct ht_history *history = NULL;
    struct ht_buffer buffer = {0};
    struct ht_error err;
    struct question question;
    struct ht_series series;
    int64_t chosen[2] = {0};
    int code = EXIT_NOTHING;
    bool as_json;
    enum ht_status status = wants_json("diff", settings->report, &as_json, &err);
    if (status == HT_OK)
        status = read_question(invocation, &question, &err);
    if (status == HT_OK)
        status = store_locate(settings->store, false, &history, &err);
    if (status == HT_OK)
        status = store_choose(history, settings, question.fund, arena, &series, &err);
    if (status == HT_OK)
        status = choose(history, &series, &question, arena, chosen, &err);
    if (status == HT_OK)
        status = write_diff(history, chosen, as_json, settings->locale, arena, &buffer, &code, &err);
    return store_finish(history, status, &err, &buffer, code);
}

const struct command command_diff = {
    .name = "diff",
    .operands = "FUND [DATE1 DATE2]",
    .summary = "Tell what changed between two scans of a fund, and why",
    .options = OPTIONS,
    .settings_size = sizeof(struct store_settings),
    .examples = {"holdtrace diff --store scans.db 'Example Emerging Markets'",
                 "holdtrace diff --store scans.db --report json IE00B4L5Y983 2026-06-30 2026-09-30"},
    .run = run,
};
