// SPDX-License-Identifier: GPL-3.0-or-later
// Files of what funds hold: see constituents.h.
#include "command/constituents.h"

#include <stdlib.h>
#include <string.h>

#include "command/messages.h"
#include "holdtrace/large.h"
#include "holdtrace/map.h"

static enum ht_status read_days(const char *text, long *days, struct ht_error *err) {
    char *end;
    enum { MOST = 99999 };
    *days = HT_FUND_MAX_AGE_DAYS;
    if (!text)
        return HT_OK;
    *days = strtol(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || *days > MOST)
        return ht_fail(err, HT_ERR_USAGE, "--max-age: '%s' is not a number of days", text);
    return HT_OK;
}

static struct ht_funds_file *add_file(struct constituents *out, const struct ht_holdings_file *file,
                                      struct ht_arena *arena) {
    out->files = ht_arena_grow(arena, out->files, out->count, &out->capacity, sizeof *out->files);
    struct ht_funds_file *added = &out->files[out->count++];
    *added = (struct ht_funds_file){.path = file->path,
                                    .sha256 = *file->sha256 ? ht_arena_string(arena, file->sha256) : NULL,
                                    .findings = ht_findings_in(arena)};
    return added;
}

// A file that holds no holdings: as among the scanned ones, ignored when it was met on a walk and is something else.
static void keep_other(struct constituents *out, const struct input *input, const struct ht_holdings_file *file,
                       struct ht_arena *arena) {
    const struct ht_finding *first = file->findings.count ? &file->findings.items[0] : NULL;
    if (!file->closed && (input->walked || file->aside)) {
        out->ignored =
            ht_arena_grow(arena, out->ignored, out->ignored_count, &out->ignored_capacity, sizeof *out->ignored);
        out->ignored[out->ignored_count++] = (struct ht_ignored){file->path, first ? first->message : "not holdings"};
        return;
    }
    ht_findings_add(&add_file(out, file, arena)->findings, &file->findings);
}

static void keep_funds(struct constituents *out, const struct ht_holdings_file *file, struct ht_arena *arena) {
    struct ht_funds_file *added = add_file(out, file, arena);
    added->first = ht_fund_library_count(out->library);
    added->count = file->portfolio_count;
    for (size_t i = 0; i < file->portfolio_count; i++) {
        ht_fund_library_add(out->library, &file->portfolios[i], file->portfolio_count == 1);
        ht_findings_add(&added->findings, &file->portfolios[i].findings);
    }
}

// The same bytes in two places are one file; under another name they may tell another fund.
static const char *key_of(const struct ht_holdings_file *file, struct ht_arena *arena) {
    const char *slash = strrchr(file->path, '/');
    return ht_arena_format(arena, "%s %s", file->sha256, slash ? slash + 1 : file->path);
}

static void keep(struct constituents *out, const struct input *input, const struct ht_holdings_file *file,
                 struct ht_map *seen, struct ht_arena *arena) {
    const char *key = key_of(file, arena), *before = ht_map_get(seen, key);
    if (!file->is_holdings) {
        keep_other(out, input, file, arena);
    } else if (before) {
        ht_find(&add_file(out, file, arena)->findings, HT_CODE_DUPLICATE_INPUT, 0,
                "the same bytes as in %s; read once", before);
    } else {
        keep_funds(out, file, arena);
        ht_map_put(seen, key, ht_arena_string(arena, file->path));
    }
}

static void say_empty_folders(struct constituents *out, const bool *found) {
    for (size_t i = 0; i < out->inputs.folder_count; i++) {
        if (!found[i]) {
            say("%s: no holdings file in this directory; no fund can be looked through by it",
                out->inputs.folders[i]);
            out->trouble = true;
        }
    }
}

// Reads the files of OUT's inputs, whose library is made.
static enum ht_status read_files(struct constituents *out, const struct ht_read_options *read, struct ht_arena *arena,
                                 struct ht_error *err) {
    enum ht_status status = HT_OK;
    struct ht_map *seen = ht_map_new(arena);
    bool *found = ht_arena_array(arena, out->inputs.folder_count, sizeof *found);
    for (size_t i = 0; i < out->inputs.count && status == HT_OK; i++) {
        const struct input *input = &out->inputs.items[i];
        struct ht_holdings_files files;
        status = ht_holdings_read(input->path, read, arena, &files, err);
        for (size_t k = 0; status == HT_OK && k < files.count; k++) {
            keep(out, input, &files.items[k], seen, arena);
            if (input->walked)
                found[input->folder] |= files.items[k].is_holdings;
        }
    }
    if (status == HT_OK)
        say_empty_folders(out, found);
    return status;
}

enum ht_status constituents_read(const struct text_list *paths, const char *max_age,
                                 const struct ht_read_options *read, bool quiet, struct ht_arena *arena,
                                 struct constituents *out, struct ht_error *err) {
    long days;
    enum ht_status status = read_days(max_age, &days, err);
    *out = (struct constituents){0};
    if (status == HT_OK && max_age && paths->count == 0)
        return ht_fail(err, HT_ERR_USAGE,
                       "--max-age says how old the files of --look-through may be; there are none");
    for (size_t i = 0; status == HT_OK && i < paths->count; i++)
        if (strcmp(paths->items[i], "-") == 0)
            return ht_fail(err, HT_ERR_USAGE, "--look-through takes files, not standard input");
    if (status != HT_OK || paths->count == 0)
        return status;
    // A date that was given for the scanned holdings is not that of these files.
    struct ht_read_options options = *read;
    options.holdings_date = (struct ht_date){0};
    out->library = ht_fund_library_new(arena, days);
    inputs_gather(paths->items, paths->count, arena, &out->inputs);
    out->trouble = out->inputs.failed > 0;
    status = read_files(out, &options, arena, err);
    for (size_t i = 0; i < out->count; i++) {
        say_findings(out->files[i].path, &out->files[i].findings, quiet);
        out->trouble |= ht_findings_trouble(&out->files[i].findings);
    }
    return status;
}

static void mark(struct constituents *constituents, const struct results *results, struct ht_arena *arena) {
    bool *used = ht_arena_array(arena, ht_fund_library_count(constituents->library), sizeof *used);
    for (size_t i = 0; i < results->account_count; i++) {
        const struct ht_look_through *looked = results->accounts[i].resolution->portfolio->look_through;
        ht_large_rest_fund();
        for (size_t k = 0; looked && k < looked->count; k++)
            if (looked->funds[k]->constituents)
                used[looked->funds[k]->constituents->number - 1] = true;
    }
    for (size_t i = 0; i < constituents->count; i++) {
        struct ht_funds_file *file = &constituents->files[i];
        for (size_t k = 0; k < file->count; k++)
            file->used += used[file->first + k];
    }
}

void constituents_settle(struct constituents *constituents, struct results *results, bool quiet,
                         struct ht_arena *arena) {
    if (!constituents->library)
        return;
    results->trouble |= constituents->trouble;
    for (size_t i = 0; i < constituents->ignored_count; i++) {
        results->ignored = ht_arena_grow(arena, results->ignored, results->ignored_count, &results->ignored_capacity,
                                         sizeof *results->ignored);
        results->ignored[results->ignored_count++] = constituents->ignored[i];
    }
    mark(constituents, results, arena);
    for (size_t i = 0; i < constituents->count; i++) {
        struct ht_funds_file *file = &constituents->files[i];
        struct ht_findings unused = ht_findings_in(arena);
        if (file->count == 0 || file->used > 0)
            continue;
        ht_find(&unused, HT_CODE_UNUSED_CONSTITUENTS, 0,
                "given to look through funds, and not used: no scanned fund holds its fund, or another file of it "
                "was taken");
        say_findings(file->path, &unused, quiet);
        ht_findings_add(&file->findings, &unused);
    }
}
