// SPDX-License-Identifier: GPL-3.0-or-later
// What changed between two reference databases.
#include <stddef.h>

#include "command/command.h"
#include "command/messages.h"
#include "command/print.h"
#include "command/reports.h"
#include "holdtrace/refdiff.h"

struct settings {
    const char *screen, *report;
    struct ht_date as_of;
    bool all;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option OPTIONS[] = {
    {"screen", "NAME|FILE", "the screen whose targets come first (default: " DEFAULT_SCREEN ")", OPTION_TEXT,
     SETTING(screen)},
    {"as-of", "DATE", "choose the targets of both on this day (default: each one's own data date)", OPTION_DATE,
     SETTING(as_of)},
    {"all", NULL, "also list the rows that touch no target", OPTION_SWITCH, SETTING(all)},
    {"report", "FORMAT", "text (default) or json", OPTION_TEXT, SETTING(report)},
    {0},
};

static enum ht_status compare(const struct invocation *invocation, struct ht_reference *const *refs,
                              struct ht_buffer *buffer, int *code, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    struct ht_ref_question question = {refs[0], refs[1], settings->screen ? settings->screen : DEFAULT_SCREEN,
                                       settings->as_of, settings->all};
    struct ht_ref_diff diff;
    bool as_json, colour;
    size_t width;
    enum ht_status status = wants_json("ref diff", settings->report, &as_json, err);
    if (status == HT_OK)
        status = ht_reference_diff(&question, invocation->arena, &diff, err);
    if (status != HT_OK)
        return status;
    struct ht_tie_changes ties = ht_ownership_tie_changes(&diff, invocation->arena);
    for (size_t i = 0; i < 2 && status == HT_OK; i++)
        status = ht_reference_status(refs[i], err);
    terminal_of_output(&width, &colour);
    if (as_json)
        ht_refdiff_json(&diff, &ties, invocation->arena, buffer);
    else
        ht_refdiff_text(&diff, &ties, width, colour, invocation->arena, buffer);
    *code = diff.differences || !diff.same_content ? EXIT_EXPOSED : EXIT_NOTHING;
    return status;
}

// Databases of two formats hold the same rows in other shapes: what would be told is what the program changed.
static bool formats_differ(const char *const *paths) {
    int before = ht_reference_format(paths[0]), after = ht_reference_format(paths[1]);
    if (before == after || !before || !after)
        return false;
    say("%s has database format %d and %s format %d: they cannot be compared; build both with one program", paths[0],
        before, paths[1], after);
    return true;
}

static int run(const struct invocation *invocation) {
    struct ht_reference *refs[2] = {NULL, NULL};
    struct ht_buffer buffer = {0};
    struct ht_error err;
    int code = EXIT_NOTHING;
    enum ht_status status = HT_OK;
    if (invocation->operand_count != 2) {
        say("ref diff needs two reference databases, the older one first");
        return EXIT_TROUBLE;
    }
    if (formats_differ(invocation->operands))
        return EXIT_TROUBLE;
    for (size_t i = 0; i < 2 && status == HT_OK; i++)
        status = ht_reference_open(invocation->operands[i], &refs[i], &err);
    if (status == HT_OK)
        status = compare(invocation, refs, &buffer, &code, &err);
    if (status != HT_OK) {
        say_error(&err);
        code = EXIT_TROUBLE;
    } else if (!print_buffer(&buffer)) {
        code = EXIT_TROUBLE;
    }
    ht_buffer_free(&buffer);
    ht_reference_close(refs[0]);
    ht_reference_close(refs[1]);
    return code;
}

const struct command command_ref_diff = {
    .name = "ref diff",
    .operands = "OLD NEW",
    .summary = "Tell what changed between two reference databases",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace ref diff last_month.db build/reference.db",
                 "holdtrace ref diff --screen us-1260h --report json old.db new.db"},
    .run = run,
};
