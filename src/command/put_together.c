// SPDX-License-Identifier: GPL-3.0-or-later
// Which parts count.
#include "command/put_together.h"

#include <stdlib.h>
#include <string.h>

#include "command/messages.h"
#include "command/pipeline.h"
#include "holdtrace/map.h"
#include "holdtrace/report_members.h"

// A fund that was met first, and where it is.
struct first_fund {
    struct parts_input at;
    size_t number, fund;
    const char *path;
};

struct maker {
    struct put_together *out;
    struct ht_arena *arena;
    struct ht_arena *scratch, *fund_scratch; // for the file and the fund that is read
    struct ht_buffer bytes, fund_bytes;
    struct ht_map *digests; // the first path, by digest
    struct ht_map *funds;   // struct first_fund, by fund and day
    struct ht_map *found;   // folders that have holdings, or files that wait
    struct ht_map *waiting; // files that do
    struct ht_exposure_totals totals;
    struct ht_partial_item *items;
    size_t count, capacity;
    struct ht_ignored *ignored;
    size_t ignored_count, ignored_capacity;
};

static struct ht_partial_item *add_item(struct maker *maker, const struct parts_input *at, size_t number, size_t fund,
                                        const char *path) {
    maker->items = ht_arena_grow(maker->arena, maker->items, maker->count, &maker->capacity, sizeof *maker->items);
    struct ht_partial_item *item = &maker->items[maker->count++];
    *item = (struct ht_partial_item){
        .parts = at->parts, .input = at->input, .number = number, .fund = fund, .path = path, .met = maker->count};
    return item;
}

// What FILE says of itself and its FINDINGS are copied, since its bytes go.
static void add_unread(struct maker *maker, const struct parts_input *at, size_t number,
                       const struct ht_part_file *file, const struct ht_findings *findings, const char *same_as) {
    struct ht_unread *unread = ht_arena_alloc(maker->arena, sizeof *unread);
    struct ht_findings kept = ht_findings_in(maker->arena);
    ht_findings_add(&kept, findings);
    *unread = ht_part_unread(file, kept, same_as);
    unread->path = ht_arena_string(maker->arena, unread->path);
    unread->sha256 = ht_arena_string(maker->arena, unread->sha256);
    unread->origin.path = ht_arena_string(maker->arena, unread->origin.path);
    add_item(maker, at, number, 0, unread->path)->unread = unread;
    maker->out->run.outcome.trouble |= ht_findings_trouble(&kept);
}

static void add_ignored(struct maker *maker, const char *path, const char *why) {
    maker->ignored = ht_arena_grow(maker->arena, maker->ignored, maker->ignored_count, &maker->ignored_capacity,
                                   sizeof *maker->ignored);
    maker->ignored[maker->ignored_count++] =
        (struct ht_ignored){ht_arena_string(maker->arena, path), ht_arena_string(maker->arena, why)};
}

static void add_other(struct maker *maker, const struct parts_input *at, size_t number,
                      const struct ht_part_file *file) {
    if (!file->ignored) {
        add_unread(maker, at, number, file, &file->findings, NULL);
        return;
    }
    add_ignored(maker, file->path, pipeline_why_ignored(&file->findings));
}

static void count_fund(struct maker *maker, const struct parts_input *at, size_t number, size_t index,
                       const struct ht_part_file *file, const struct ht_part_fund *fund) {
    struct ht_partial_run *run = &maker->out->run;
    add_item(maker, at, number, index, ht_arena_string(maker->arena, file->path));
    run->outcome.exposure |= fund->exposed;
    run->outcome.possible |= fund->possible;
    run->outcome.coverage_ok &= fund->covered;
    run->outcome.trouble |= ht_findings_trouble(&fund->findings);
    run->positions += fund->positions;
    ht_exposure_totals_add(&maker->totals, fund->exposure, fund->exposure_count);
}

// Whether FUND lists the positions of the one that was met before. That is read again: it is asked seldom.
static bool same_positions(struct maker *maker, const struct first_fund *first, const struct ht_part_fund *fund) {
    struct ht_part_fund other;
    struct ht_buffer bytes = {0};
    bool same = ht_partial_read_fund(first->at.parts, first->at.input, first->number, first->fund, &bytes,
                                     maker->fund_scratch, &other) &&
                ht_marks_same(other.marks, fund->marks);
    ht_buffer_free(&bytes);
    return same;
}

static void add_fund(struct maker *maker, const struct parts_input *at, size_t number, size_t index,
                     const struct ht_part_file *file, const struct ht_part_fund *fund) {
    struct first_fund *first = fund->day_key ? ht_map_get(maker->funds, fund->day_key) : NULL;
    if (first) {
        bool same = same_positions(maker, first, fund);
        struct ht_findings findings =
            same ? pipeline_repeated("the same fund on the same day", first->path, maker->arena)
                 : pipeline_contradictory(first->path, maker->arena);
        add_unread(maker, at, number, file, &findings, same ? first->path : NULL);
        return;
    }
    if (fund->day_key) {
        first = ht_arena_alloc(maker->arena, sizeof *first);
        *first = (struct first_fund){*at, number, index, ht_arena_string(maker->arena, file->path)};
        ht_map_put(maker->funds, fund->day_key, first);
    }
    count_fund(maker, at, number, index, file, fund);
}

static void add_file(struct maker *maker, const struct parts_input *at, size_t number,
                     const struct ht_part_file *file) {
    if (!file->is_holdings) {
        add_other(maker, at, number, file);
        return;
    }
    if (at->input->folder)
        ht_map_put(maker->found, at->input->folder, maker);
    const char *before = file->sha256 ? ht_map_get(maker->digests, file->sha256) : NULL;
    if (before) {
        struct ht_findings findings = pipeline_repeated("the same bytes", before, maker->arena);
        add_unread(maker, at, number, file, &findings, before);
        return;
    }
    if (file->sha256)
        ht_map_put(maker->digests, file->sha256, (void *)ht_arena_copy(maker->arena, file->path, strlen(file->path)));
    struct ht_part_fund fund;
    for (size_t i = 0; i < file->fund_count; i++) {
        ht_arena_clear(maker->fund_scratch);
        if (!ht_partial_read_fund(at->parts, at->input, number, i, &maker->fund_bytes, maker->fund_scratch, &fund))
            return; // told by its status
        add_fund(maker, at, number, i, file, &fund);
    }
}

// Nothing counts of an input of which not all is known, or not of one moment.
static bool add_if_spoilt(struct maker *maker, const struct parts_input *at) {
    const struct ht_part_input *input = at->input;
    const struct ht_part_file file = {.path = input->path};
    struct ht_findings findings = ht_findings_in(maker->scratch);
    if (!input->ended && !input->changed)
        return false;
    if (input->ended)
        ht_find(&findings, HT_CODE_READER_ENDED, 0, "the process that read it %s; it was not scanned", input->ended);
    else
        ht_find(&findings, HT_CODE_INPUT_CHANGED, 0, "was changed while it was read; it was not scanned");
    if (input->folder)
        ht_map_put(maker->found, input->folder, maker);
    add_unread(maker, at, 0, &file, &findings, NULL);
    return true;
}

static void add_input(struct maker *maker, const struct parts_input *at) {
    ht_arena_clear(maker->scratch);
    if (add_if_spoilt(maker, at))
        return;
    for (size_t i = 0; i < at->input->files; i++) {
        struct ht_part_file file;
        ht_arena_clear(maker->scratch);
        if (ht_partial_read_file(at->parts, at->input, i, &maker->bytes, maker->scratch, &file))
            add_file(maker, at, i, &file);
    }
}

// A run that was ended names in its reports what they do not cover.
static void add_not_reached(struct maker *maker) {
    for (size_t i = 0; i < maker->out->not_reached_count; i++) {
        static const struct parts_input NOWHERE;
        struct ht_part_file file = {.path = maker->out->not_reached[i]};
        struct ht_findings findings = ht_findings_in(maker->arena);
        ht_find(&findings, HT_CODE_NOT_REACHED, 0, "the run was ended before it was read; it was not scanned");
        add_unread(maker, &NOWHERE, 0, &file, &findings, NULL);
    }
}

// Of a folder that several runs were given each may have met other files.
static void note_ends(struct maker *maker) {
    for (size_t i = 0; i < maker->out->end_count; i++) {
        const struct ht_part_end *end = maker->out->ends[i];
        maker->out->run.outcome.trouble |= end->failed > 0;
        for (size_t k = 0; k < end->folder_count; k++)
            if (end->folder_waits && end->folder_waits[k])
                ht_map_put(maker->found, end->folders[k], maker);
        for (size_t k = 0; k < end->waiting_count; k++) {
            if (ht_map_get(maker->waiting, end->waiting[k].path))
                continue;
            ht_map_put(maker->waiting, end->waiting[k].path, maker);
            add_ignored(maker, end->waiting[k].path, end->waiting[k].why);
        }
    }
}

static void say_empty_folders(struct maker *maker) {
    struct ht_map *said = ht_map_new(maker->arena);
    for (size_t i = 0; i < maker->out->end_count; i++) {
        const struct ht_part_end *end = maker->out->ends[i];
        for (size_t k = 0; k < end->folder_count; k++) {
            if (ht_map_get(maker->found, end->folders[k]) || ht_map_get(said, end->folders[k]))
                continue;
            ht_map_put(said, end->folders[k], maker);
            say("%s: no holdings file in this directory; nothing was scanned there", end->folders[k]);
            maker->out->run.outcome.trouble = true;
        }
    }
}

// What is wrong with files that were not read, then within the funds that count, in the order in which they were met.
static void say_items(struct maker *maker) {
    for (size_t i = 0; i < maker->count; i++)
        if (maker->items[i].unread)
            say_findings(maker->items[i].path, &maker->items[i].unread->findings, maker->out->quiet);
    for (size_t i = 0; i < maker->count; i++) {
        const struct ht_partial_item *item = &maker->items[i];
        struct ht_part_fund fund;
        ht_arena_clear(maker->scratch);
        if (!item->unread && ht_partial_read_item(item, &maker->bytes, maker->scratch, &fund))
            say_findings(item->path, &fund.findings, maker->out->quiet);
    }
}

// By the bytes of the paths, funds before what was not read; else as they were met, which their addresses tell.
static int by_path(const void *a, const void *b) {
    const struct ht_partial_item *x = *(const struct ht_partial_item *const *)a,
                                 *y = *(const struct ht_partial_item *const *)b;
    int order = strcmp(x->path, y->path);
    if (order)
        return order;
    if ((x->unread != NULL) != (y->unread != NULL))
        return x->unread ? 1 : -1;
    return (x > y) - (x < y);
}

static const struct ht_partial_item *in_order(const struct maker *maker) {
    const struct ht_partial_item **order = ht_arena_array(maker->scratch, maker->count, sizeof *order);
    struct ht_partial_item *sorted = ht_arena_array(maker->arena, maker->count, sizeof *sorted);
    for (size_t i = 0; i < maker->count; i++)
        order[i] = &maker->items[i];
    if (maker->count)
        qsort(order, maker->count, sizeof *order, by_path);
    for (size_t i = 0; i < maker->count; i++)
        sorted[i] = *order[i];
    return sorted;
}

static void settle(struct maker *maker) {
    struct ht_partial_run *run = &maker->out->run;
    run->items = in_order(maker);
    run->count = maker->count;
    run->ignored = maker->ignored;
    run->ignored_count = maker->ignored_count;
    run->exposure = ht_exposure_totals_end(&maker->totals, &run->exposure_count);
}

enum ht_status put_together(struct put_together *out, struct ht_arena *arena, struct ht_error *err) {
    struct maker maker = {.out = out,
                          .arena = arena,
                          .scratch = ht_arena_new(),
                          .fund_scratch = ht_arena_new(),
                          .digests = ht_map_new(arena),
                          .funds = ht_map_new(arena),
                          .found = ht_map_new(arena),
                          .waiting = ht_map_new(arena),
                          .totals = {.arena = arena}};
    out->run.outcome.coverage_ok = true;
    for (size_t i = 0; i < out->input_count; i++)
        add_input(&maker, &out->inputs[i]);
    note_ends(&maker);
    add_not_reached(&maker);
    if (out->not_reached_count == 0)
        say_empty_folders(&maker);
    say_items(&maker);
    settle(&maker);
    enum ht_status status = ht_partial_run_status(&out->run, err);
    ht_buffer_free(&maker.bytes);
    ht_buffer_free(&maker.fund_bytes);
    ht_arena_free(maker.scratch);
    ht_arena_free(maker.fund_scratch);
    return status;
}

int partial_exit_code(const struct ht_partial_run *run) {
    const struct ht_scan scan = {.outcome = run->outcome, .fail_on = run->fail_on, .event_count = run->event_count};
    return ht_scan_exit_code(&scan);
}
