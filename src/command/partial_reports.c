// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of parts, all of a run in one or one a fund.
#include "command/partial_reports.h"

#include <stdlib.h>

#include "command/messages.h"
#include "command/report_folder.h"
#include "holdtrace/report_members.h"

// Reports of one fund each that are not made of parts are made of the funds themselves.
static bool scans_again(const struct report_order *order) {
    unsigned wants = 0;
    return report_order_is_directory(order) && !ht_partial_can(order->format->name, true, &wants);
}

static bool is_made_of_parts(const struct report_order *order) {
    return !scans_again(order);
}

bool partial_reports_scan_again(const struct report_orders *orders) {
    for (size_t i = 0; i < orders->count; i++)
        if (scans_again(&orders->items[i]))
            return true;
    return false;
}

bool partial_reports_can(const struct report_orders *orders, bool framed, bool again, unsigned *wants) {
    bool one_view = reports_one_view(orders, again ? is_made_of_parts : NULL);
    for (size_t i = 0; i < orders->count; i++)
        if (!(again && scans_again(&orders->items[i])) &&
            !ht_partial_can(orders->items[i].format->name, framed && one_view, wants))
            return false;
    return true;
}

static bool write_one(const struct report_order *order, const char *path, const struct ht_partial_run *run) {
    struct ht_output *output;
    struct ht_error err;
    enum ht_status status = ht_output_open(path, &output, &err);
    if (status == HT_OK) {
        status = ht_partial_report(run, order->format->name, output, &err);
        if (status == HT_OK)
            status = ht_output_commit(output, &err);
        else
            ht_output_discard(output);
    }
    if (status != HT_OK)
        say_error(&err);
    return status == HT_OK;
}

static int as_met(const void *a, const void *b) {
    const struct ht_partial_item *x = *(const struct ht_partial_item *const *)a,
                                 *y = *(const struct ht_partial_item *const *)b;
    return (x->met > y->met) - (x->met < y->met);
}

// Which items of a run are no funds.
struct not_read {
    size_t *at;
    size_t count;
};

// The funds of RUN in the order in which they were met, by which files of one name are numbered; and the others.
static const struct ht_partial_item **funds_of(const struct ht_partial_run *run, struct ht_arena *arena,
                                               size_t *count, struct not_read *not_read) {
    const struct ht_partial_item **funds = ht_arena_array(arena, run->count, sizeof *funds);
    *not_read = (struct not_read){.at = ht_arena_array(arena, run->count, sizeof *not_read->at)};
    *count = 0;
    for (size_t i = 0; i < run->count; i++)
        if (run->items[i].unread)
            not_read->at[not_read->count++] = i;
        else
            funds[(*count)++] = &run->items[i];
    if (*count)
        qsort(funds, *count, sizeof *funds, as_met);
    return funds;
}

// FUND among what was not read, in the order of RUN.
static const struct ht_partial_item *items_with(const struct ht_partial_run *run, const struct ht_partial_item *fund,
                                                const struct not_read *not_read, struct ht_arena *arena) {
    struct ht_partial_item *items = ht_arena_array(arena, not_read->count + 1, sizeof *items);
    size_t count = 0, at = (size_t)(fund - run->items);
    while (count < not_read->count && not_read->at[count] < at) {
        items[count] = run->items[not_read->at[count]];
        count++;
    }
    items[count++] = *fund;
    for (; count <= not_read->count; count++)
        items[count] = run->items[not_read->at[count - 1]];
    return items;
}

// RUN with FUND alone; what was not read or ignored stands in the report of none, so it is said in each.
static bool only(const struct ht_partial_run *run, const struct ht_partial_item *fund,
                 const struct not_read *not_read, struct ht_buffer *bytes, struct ht_arena *arena,
                 struct ht_partial_run *out) {
    struct ht_part_fund part;
    struct ht_exposure_totals totals = {.arena = arena};
    *out = *run;
    out->items = items_with(run, fund, not_read, arena);
    out->count = not_read->count + 1;
    if (!ht_partial_read_item(fund, bytes, arena, &part)) {
        say("%s: its scan could not be read back; its report was not written", fund->path);
        return false;
    }
    ht_exposure_totals_add(&totals, part.exposure, part.exposure_count);
    out->exposure = ht_exposure_totals_end(&totals, &out->exposure_count);
    out->positions = part.positions;
    return true;
}

// The same by scanning the funds once more.
static bool write_again(const struct report_order *order, struct kept_paths *kept, const struct ht_partial_run *run,
                        const struct fund_scanner *scanner, struct ht_arena *arena) {
    struct report_folder folder;
    struct not_read not_read;
    size_t count, named = 0;
    const struct ht_partial_item **funds = funds_of(run, arena, &count, &not_read);
    struct fund_report *reports = ht_arena_array(arena, count + 1, sizeof *reports);
    if (!report_folder_open(order, kept, arena, &folder))
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *path = report_folder_next(&folder, funds[i]->path);
        if (path)
            reports[named++] = (struct fund_report){funds[i], path};
    }
    return fund_reports_write(scanner, order, run, reports, named, arena) && named == count;
}

static bool write_each(const struct report_order *order, struct kept_paths *kept, const struct ht_partial_run *run,
                       struct ht_arena *arena) {
    struct report_folder folder;
    struct ht_arena *scratch = ht_arena_new();
    struct ht_buffer bytes = {0};
    struct not_read not_read;
    size_t count;
    const struct ht_partial_item **funds = funds_of(run, arena, &count, &not_read);
    bool open = report_folder_open(order, kept, arena, &folder), all = open;
    for (size_t i = 0; i < count && open; i++) {
        struct ht_partial_run one;
        const char *path = report_folder_next(&folder, funds[i]->path);
        ht_arena_clear(scratch);
        all &= path && only(run, funds[i], &not_read, &bytes, scratch, &one) && write_one(order, path, &one);
    }
    ht_buffer_free(&bytes);
    ht_arena_free(scratch);
    return all;
}

bool partial_reports_write(const struct report_orders *orders, const struct kept_paths *kept,
                           const struct ht_partial_run *run, const struct fund_scanner *scanner,
                           struct ht_arena *arena) {
    struct kept_paths known = reports_with_paths(kept, orders, arena);
    bool all = true;
    for (size_t i = 0; i < orders->count; i++) {
        const struct report_order *order = &orders->items[i];
        if (scanner && scans_again(order))
            all &= write_again(order, &known, run, scanner, arena);
        else if (report_order_is_directory(order))
            all &= write_each(order, &known, run, arena);
        else
            all &= write_one(order, order->path, run);
    }
    return all;
}
