// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Read this first. A file goes through the stages in the order in which the folders of src/ stand:
 *
 *     ht_holdings_read    bytes, text, rows, layout, positions     ingest, identify, portfolio
 *     ht_portfolio_convert  amounts to one currency, if asked    portfolio
 *     ht_look_through     funds that are held to what they hold    lookthrough
 *     ht_resolve          positions to instruments to issuers      reference, resolve
 *     ht_account_make     issuers to exposures, sums, coverage     ownership, exposure
 *
 * and what comes out is gathered for the reports. Each stage makes one new thing and changes nothing that came
 * before.
 */
#include "command/pipeline.h"

#include "command/messages.h"
#include "holdtrace/assess.h"
#include "holdtrace/map.h"

// What was seen before in this run, so that the same holdings count once.
struct seen {
    struct ht_map *bytes; // the first path, by digest
    struct ht_map *funds; // the first struct ht_portfolio, by fund and date
};

static const struct ht_resolution *resolve(const struct pipeline *pipeline, const struct ht_portfolio *portfolio,
                                           struct ht_arena *arena) {
    struct ht_resolution *resolution = ht_arena_alloc(arena, sizeof *resolution);
    ht_resolve_decided(pipeline->ref, pipeline->exclusions, pipeline->decisions, portfolio, arena, resolution);
    return resolution;
}

static const struct ht_resolution *look_through(const struct pipeline *pipeline, const struct ht_portfolio *portfolio,
                                                const bool *kept, struct ht_arena *arena) {
    struct ht_portfolio *looked = ht_arena_alloc(arena, sizeof *looked);
    ht_look_through(pipeline->funds, portfolio, kept, arena, looked);
    return resolve(pipeline, looked, arena);
}

static bool counts(const struct pipeline *pipeline, const struct ht_entity *issuer, struct ht_arena *arena) {
    struct ht_assessment assessment;
    ht_assess(pipeline->ref, pipeline->screen, pipeline->targets, pipeline->known, issuer, pipeline->as_of, arena,
              &assessment);
    return assessment.category < HT_POSSIBLE && (pipeline->screen->counted >> assessment.category & 1u) != 0;
}

/*
 * A fund that is itself tied to a target, because the reader excludes it, say, counts as a whole, whatever it holds.
 * That is known only when its row was resolved; then it is not looked through.
 */
static const struct ht_resolution *resolve_funds(const struct pipeline *pipeline,
                                                 const struct ht_portfolio *portfolio, struct ht_arena *arena) {
    const struct ht_resolution *resolution = look_through(pipeline, portfolio, NULL, arena);
    bool *kept = ht_arena_array(arena, ht_fund_library_count(pipeline->funds), sizeof *kept), any = false;
    for (size_t i = 0; i < resolution->looked_through_count; i++) {
        const struct ht_resolved *row = &resolution->looked_through[i];
        const struct ht_held_fund *held =
            row->issuer ? ht_looked_through_as(resolution->portfolio, row->position) : NULL;
        if (!held || !counts(pipeline, row->issuer, arena))
            continue;
        kept[held->constituents->number - 1] = any = true;
    }
    return any ? look_through(pipeline, portfolio, kept, arena) : resolution;
}

void pipeline_account(const struct pipeline *pipeline, const struct ht_portfolio *portfolio, struct ht_arena *arena,
                      struct ht_account *account) {
    if (pipeline->base)
        portfolio = ht_portfolio_convert(portfolio, pipeline->base, arena);
    const struct ht_resolution *resolution =
        pipeline->funds ? resolve_funds(pipeline, portfolio, arena) : resolve(pipeline, portfolio, arena);
    ht_account_make(pipeline->ref, pipeline->screen, pipeline->targets, pipeline->known, resolution, pipeline->as_of,
                    arena, account);
}

static void keep_unread(struct results *out, const struct ht_holdings_file *file, struct ht_findings findings,
                        struct ht_arena *arena) {
    out->unread = ht_arena_grow(arena, out->unread, out->unread_count, &out->unread_capacity, sizeof *out->unread);
    out->unread[out->unread_count++] = (struct ht_unread){
        .path = file->path,
        .sha256 = *file->sha256 ? file->sha256 : NULL,
        .findings = findings,
        .origin = file->origin,
    };
    out->trouble |= ht_findings_trouble(&findings);
}

bool pipeline_ignores(const struct input *input, const struct ht_holdings_file *file) {
    return !file->closed && (input->walked || file->aside);
}

const char *pipeline_why_ignored(const struct ht_findings *findings) {
    return findings->count ? findings->items[0].message : "not holdings";
}

static void keep_other(struct results *out, const struct input *input, const struct ht_holdings_file *file,
                       struct ht_arena *arena) {
    if (!pipeline_ignores(input, file)) {
        keep_unread(out, file, file->findings, arena);
        return;
    }
    out->ignored =
        ht_arena_grow(arena, out->ignored, out->ignored_count, &out->ignored_capacity, sizeof *out->ignored);
    out->ignored[out->ignored_count++] = (struct ht_ignored){file->path, pipeline_why_ignored(&file->findings)};
}

// The portfolio of the same fund on the same day that was met first in this run; PORTFOLIO itself when it is that.
static const struct ht_portfolio *first_of_fund(const struct seen *seen, const struct ht_portfolio *portfolio,
                                                struct ht_arena *arena) {
    const char *key = ht_portfolio_day_key(portfolio, arena);
    if (!key)
        return portfolio;
    struct ht_portfolio *first = ht_map_get(seen->funds, key);
    if (!first) {
        first = ht_arena_alloc(arena, sizeof *first);
        *first = *portfolio;
        ht_map_put(seen->funds, key, first);
        return portfolio;
    }
    return first;
}

struct ht_findings pipeline_repeated(const char *what, const char *before, struct ht_arena *arena) {
    struct ht_findings findings = ht_findings_in(arena);
    ht_find(&findings, HT_CODE_DUPLICATE_INPUT, 0, "%s as in %s; counted once", what, before);
    return findings;
}

// One fund on one day has one list of positions: which of two is right, or a part, nobody here can tell.
struct ht_findings pipeline_contradictory(const char *before, struct ht_arena *arena) {
    struct ht_findings findings = ht_findings_in(arena);
    ht_find(&findings, HT_CODE_CONTRADICTORY_INPUT, 0,
            "the same fund on the same day as in %s, with other positions; it was not scanned: scan it by itself",
            before);
    return findings;
}

static void keep_duplicate(struct results *out, const struct ht_holdings_file *file, const char *before,
                           const char *what, struct ht_arena *arena) {
    keep_unread(out, file, pipeline_repeated(what, before, arena), arena);
    out->unread[out->unread_count - 1].same_as = before;
}

static void keep_account(const struct pipeline *pipeline, const struct ht_portfolio *portfolio, struct results *out,
                         struct ht_arena *arena) {
    out->accounts =
        ht_arena_grow(arena, out->accounts, out->account_count, &out->account_capacity, sizeof *out->accounts);
    struct ht_account *account = &out->accounts[out->account_count++];
    pipeline_account(pipeline, portfolio, arena, account);
    out->trouble |= ht_findings_trouble(&account->findings);
}

static void keep_holdings(const struct pipeline *pipeline, const struct ht_holdings_file *file,
                          const struct seen *seen, struct results *out, struct ht_arena *arena) {
    const char *before = ht_map_get(seen->bytes, file->sha256);
    if (before) {
        keep_duplicate(out, file, before, "the same bytes", arena);
        return;
    }
    ht_map_put(seen->bytes, file->sha256, ht_arena_string(arena, file->path));
    for (size_t i = 0; i < file->portfolio_count; i++) {
        const struct ht_portfolio *portfolio = &file->portfolios[i];
        const struct ht_portfolio *first = first_of_fund(seen, portfolio, arena);
        if (first == portfolio)
            keep_account(pipeline, portfolio, out, arena);
        else if (ht_portfolio_same_positions(first, portfolio))
            keep_duplicate(out, file, first->path, "the same fund on the same day", arena);
        else
            keep_unread(out, file, pipeline_contradictory(first->path, arena), arena);
    }
}

// Scans what one input holds; whether that is any holdings.
static bool scan_files(const struct pipeline *pipeline, const struct input *input,
                       const struct ht_holdings_files *files, const struct seen *seen, struct results *out,
                       struct ht_arena *arena) {
    bool found = false;
    for (size_t i = 0; i < files->count; i++) {
        if (files->items[i].is_holdings)
            keep_holdings(pipeline, &files->items[i], seen, out, arena);
        else
            keep_other(out, input, &files->items[i], arena);
        found |= files->items[i].is_holdings;
    }
    return found;
}

static void add_waiting(const struct inputs *inputs, struct ht_arena *arena, struct results *out) {
    for (size_t i = 0; i < inputs->waiting_count; i++) {
        out->ignored =
            ht_arena_grow(arena, out->ignored, out->ignored_count, &out->ignored_capacity, sizeof *out->ignored);
        out->ignored[out->ignored_count++] = inputs->waiting[i];
    }
    out->waiting_count = inputs->waiting_count;
}

enum ht_status pipeline_run(const struct pipeline *pipeline, const struct inputs *inputs, struct ht_arena *arena,
                            struct results *out, struct ht_error *err) {
    *out = (struct results){.trouble = inputs->failed > 0};
    struct seen seen = {ht_map_new(arena), ht_map_new(arena)};
    bool *found = ht_arena_array(arena, inputs->folder_count, sizeof *found);
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = &inputs->items[i];
        struct ht_holdings_files files;
        enum ht_status status = ht_holdings_read(input->path, &pipeline->read, arena, &files, err);
        if (status != HT_OK)
            return status;
        bool any = scan_files(pipeline, input, &files, &seen, out, arena);
        if (input->walked)
            found[input->folder] |= any;
    }
    add_waiting(inputs, arena, out);
    for (size_t i = 0; i < inputs->folder_count; i++) {
        if (!found[i] && !(inputs->folder_waits && inputs->folder_waits[i])) {
            say("%s: no holdings file in this directory; nothing was scanned there", inputs->folders[i]);
            out->trouble = true;
        }
    }
    return ht_reference_status(pipeline->ref, err);
}
