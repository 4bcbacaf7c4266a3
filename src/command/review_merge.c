// SPDX-License-Identifier: GPL-3.0-or-later
// The ledgers of several analysts in one.
#include <stddef.h>

#include "command/command.h"
#include "command/messages.h"
#include "command/overwrites.h"
#include "command/print.h"
#include "holdtrace/decisions.h"

struct settings {
    const char *output;
    bool latest;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option OPTIONS[] = {
    {"output", "FILE", "the ledger to write (default: standard output)", OPTION_TEXT, SETTING(output)},
    {"latest", NULL, "of decisions that contradict each other keep the latest alone", OPTION_SWITCH, SETTING(latest)},
    {0},
};

static enum ht_status read_all(const struct invocation *invocation, struct ht_decisions *decisions,
                               struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    struct ht_arena *arena = invocation->arena;
    struct kept_paths kept = {0};
    enum ht_status status = HT_OK;
    for (size_t i = 0; status == HT_OK && i < invocation->operand_count; i++) {
        const char *path = invocation->operands[i];
        struct ht_findings findings = ht_findings_in(arena);
        keep_path(&kept, arena, path, "a ledger");
        status = ht_decisions_add(decisions, path, &findings, err);
        say_findings(path, &findings, false);
        if (status == HT_OK && decisions->files[i]->unread)
            say("%s: columns that no ledger has are not taken over: %s", path, decisions->files[i]->unread);
    }
    if (status == HT_OK && !decisions->whole)
        return ht_fail(err, HT_ERR_FORMAT,
                       "a line could not be read, and the union would lack it; nothing was written");
    if (status == HT_OK && settings->output && refuse_overwrite(&kept, settings->output, arena, NULL) != HT_OK)
        return ht_fail(err, HT_ERR_USAGE, "--output: %s is one of the ledgers; give the union another name",
                       settings->output);
    return status;
}

static int run(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct ht_decisions *decisions = ht_decisions_in(invocation->arena);
    struct ht_buffer buffer = {0};
    const char **conflicts;
    struct ht_error err;
    if (invocation->operand_count < 2) {
        say("review merge needs two ledgers or more");
        return EXIT_TROUBLE;
    }
    if (read_all(invocation, decisions, &err) != HT_OK) {
        say_error(&err);
        return EXIT_TROUBLE;
    }
    size_t count = ht_decisions_merge(decisions, settings->latest, &buffer, &conflicts);
    if (!write_buffer(settings->output, &buffer))
        return EXIT_TROUBLE;
    for (size_t i = 0; i < count; i++)
        say("%s", conflicts[i]);
    return count ? EXIT_EXPOSED : EXIT_NOTHING;
}

const struct command command_review_merge = {
    .name = "review merge",
    .operands = "LEDGER...",
    .summary = "Unite the ledgers of several analysts, and name what they disagree on",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace review merge --output both.csv anna.csv ben.csv",
                 "holdtrace review merge --latest --output both.csv anna.csv ben.csv"},
    .run = run,
};
