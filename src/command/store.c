// SPDX-License-Identifier: GPL-3.0-or-later
// Looking after a store: store verify, store prune, store export.
#include <stddef.h>
#include <string.h>

#include "command/messages.h"
#include "command/overwrites.h"
#include "command/store_ask.h"
#include "holdtrace/output.h"

struct settings {
    const char *store, *output;
    struct ht_date before;
    size_t keep;
};

#define STORE_NAMED                                                                                                  \
    { "store", "DB", "the store of scans (default: $HOLDTRACE_STORE)", OPTION_TEXT, offsetof(struct settings, store) }

static const struct option VERIFY_OPTIONS[] = {STORE_NAMED, {0}};

static const struct option PRUNE_OPTIONS[] = {
    STORE_NAMED,
    {"before", "DATE", "remove scans of lists and owners before this day", OPTION_DATE,
     offsetof(struct settings, before)},
    {"keep", "N", "remove all but the last N scans of each fund and screen", OPTION_COUNT,
     offsetof(struct settings, keep)},
    {0},
};

static const struct option EXPORT_OPTIONS[] = {
    STORE_NAMED,
    {"output", "FILE", "write to this file, not to standard output", OPTION_TEXT, offsetof(struct settings, output)},
    {0},
};

static bool no_operands(const struct invocation *invocation) {
    if (invocation->operand_count > 0)
        say("%s takes no operands; name the store with --store", invocation->command->name);
    return invocation->operand_count == 0;
}

// Whether SCAN has the digest that it is kept under; it is said when not.
static bool is_as_kept(const struct ht_kept_scan *scan) {
    char digest[HT_SHA256_TEXT];
    ht_kept_digest(scan, digest);
    if (strcmp(digest, scan->digest) == 0)
        return true;
    say("scan %s of %s: its rows have the digest %s; they were changed", scan->digest, scan->path, digest);
    return false;
}

// --- verify

// A message for each line of FAULTS, which may be NULL.
static void say_faults(const char *store, const char *faults) {
    for (const char *line = faults; line && *line;) {
        size_t len = strcspn(line, "\n");
        if (len > 0 && strncmp(line, "***", 3) != 0) // SQLite's heading
            say("%s: %.*s", store, (int)len, line);
        line += len + (line[len] == '\n');
    }
}

// How many scans of HISTORY are not what they were kept as; each is said.
static size_t find_changed(struct ht_history *history, struct ht_arena *arena) {
    struct ht_scan_ids ids = ht_history_all(history, arena);
    struct ht_arena *scratch = ht_arena_new();
    size_t changed = 0;
    for (size_t i = 0; i < ids.count; i++) {
        struct ht_kept_scan scan;
        if (ht_history_scan(history, ids.items[i], HT_KEPT_ALL, scratch, &scan, NULL))
            changed += !is_as_kept(&scan);
        ht_arena_clear(scratch);
    }
    ht_arena_free(scratch);
    return changed;
}

static int run_verify(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct ht_history *history = NULL;
    struct ht_buffer buffer = {0};
    struct ht_error err;
    int code = EXIT_NOTHING;
    if (!no_operands(invocation))
        return EXIT_TROUBLE;
    enum ht_status status = store_locate(settings->store, false, &history, &err);
    if (status == HT_OK) {
        const char *faults = ht_history_faults(history, invocation->arena);
        say_faults(store_path(settings->store), faults);
        size_t changed = find_changed(history, invocation->arena);
        size_t scans = ht_history_all(history, invocation->arena).count;
        ht_buffer_format(&buffer, "%zu %s; %s\n", scans, scans == 1 ? "scan" : "scans",
                         !faults && !changed ? "each is as it was kept" : "the store is not whole");
        code = faults || changed ? EXIT_TROUBLE : EXIT_NOTHING;
    }
    return store_finish(history, status, &err, &buffer, code);
}

const struct command command_store_verify = {
    .name = "store verify",
    .operands = "",
    .summary = "Check that a store is whole, and each scan in it as it was kept",
    .options = VERIFY_OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace store verify --store scans.db", "HOLDTRACE_STORE=scans.db holdtrace store verify"},
    .run = run_verify,
};

// --- prune

static int run_prune(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct ht_history *history = NULL;
    struct ht_buffer buffer = {0};
    struct ht_error err;
    if (!no_operands(invocation))
        return EXIT_TROUBLE;
    if (!settings->keep && !ht_date_known(settings->before)) {
        say("store prune needs --before or --keep");
        return EXIT_TROUBLE;
    }
    enum ht_status status = store_locate(settings->store, true, &history, &err);
    if (status == HT_OK) {
        size_t removed = ht_history_prune(history, settings->before, settings->keep, invocation->arena);
        size_t left = ht_history_all(history, invocation->arena).count;
        status = ht_history_commit(history, &err);
        if (status == HT_OK)
            status = ht_history_shrink(history, &err);
        ht_buffer_format(&buffer, "%zu %s removed, %zu left\n", removed, removed == 1 ? "scan" : "scans", left);
    }
    return store_finish(history, status, &err, &buffer, EXIT_NOTHING);
}

const struct command command_store_prune = {
    .name = "store prune",
    .operands = "",
    .summary = "Remove old scans from a store, never the last of a fund",
    .options = PRUNE_OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace store prune --store scans.db --keep 24",
                 "holdtrace store prune --store scans.db --before 2024-01-01"},
    .run = run_prune,
};

// --- export

// The run that kept SCAN first; null where a store of an earlier format did not note it.
static void put_run(struct ht_json *json, const struct ht_kept_scan *scan) {
    struct ht_decimal took;
    if (!scan->run_began) {
        ht_json_null(json, "run");
        return;
    }
    bool told = scan->run_took && ht_decimal_parse(scan->run_took, strlen(scan->run_took), &took);
    ht_json_object(json, "run");
    ht_json_string(json, "began", scan->run_began);
    ht_json_amount(json, "seconds", told ? ht_amount_of(took) : ht_amount_unknown());
    ht_json_end(json);
}

static void put_scan(const struct ht_kept_scan *scan, struct ht_output *output) {
    struct ht_buffer buffer = {0};
    struct ht_json json = ht_json_to(&buffer, false);
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.scan/1");
    ht_json_string(&json, "digest", scan->digest);
    ht_json_string(&json, "path", scan->path);
    put_run(&json, scan);
    ht_kept_json(&json, "scan", scan);
    ht_json_end(&json);
    ht_json_finish(&json);
    ht_output_write(output, buffer.data, buffer.len);
    ht_buffer_free(&buffer);
}

// Writes all scans that are as they were kept; whether all are. One that is removed meanwhile is left out.
static bool put_scans(struct ht_history *history, struct ht_arena *arena, struct ht_output *output) {
    struct ht_scan_ids ids = ht_history_all(history, arena);
    struct ht_arena *scratch = ht_arena_new();
    bool whole = true;
    for (size_t i = 0; i < ids.count; i++) {
        struct ht_kept_scan scan;
        if (ht_history_scan(history, ids.items[i], HT_KEPT_ALL, scratch, &scan, NULL)) {
            if (is_as_kept(&scan))
                put_scan(&scan, output);
            else
                whole = false;
        }
        ht_arena_clear(scratch);
    }
    ht_arena_free(scratch);
    return whole;
}

static enum ht_status open_output(const struct settings *settings, struct ht_arena *arena, struct ht_output **out,
                                  struct ht_error *err) {
    struct kept_paths kept = {0};
    keep_path(&kept, arena, store_path(settings->store), "the store");
    if (settings->output && refuse_overwrite(&kept, settings->output, arena, NULL) != HT_OK)
        return ht_fail(err, HT_ERR_USAGE, "--output: %s is the store itself; give the file another name",
                       settings->output);
    return ht_output_open(settings->output, out, err);
}

static int run_export(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct ht_history *history = NULL;
    struct ht_output *output = NULL;
    struct ht_error err;
    bool whole = false;
    if (!no_operands(invocation))
        return EXIT_TROUBLE;
    enum ht_status status = store_locate(settings->store, false, &history, &err);
    if (status == HT_OK)
        status = open_output(settings, invocation->arena, &output, &err);
    // Each scan is read by itself, so that whoever reads them slowly holds up nobody who writes to the store.
    if (status == HT_OK)
        status = ht_history_commit(history, &err);
    if (status == HT_OK)
        whole = put_scans(history, invocation->arena, output);
    if (status == HT_OK)
        status = ht_history_status(history, &err);
    ht_history_close(history);
    if (status == HT_OK)
        status = ht_output_commit(output, &err);
    else
        ht_output_discard(output);
    if (status != HT_OK)
        say_error(&err);
    return status == HT_OK && whole ? EXIT_NOTHING : EXIT_TROUBLE;
}

const struct command command_store_export = {
    .name = "store export",
    .operands = "",
    .summary = "Write the scans of a store as JSON, one a line",
    .options = EXPORT_OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace store export --store scans.db",
                 "holdtrace store export --store scans.db --output scans.jsonl"},
    .run = run_export,
};
