// SPDX-License-Identifier: GPL-3.0-or-later
// Everything known of an entity or instrument.
#include "holdtrace/explain.h"

#include <stddef.h>

#include "command/ask.h"
#include "command/locate.h"
#include "command/messages.h"
#include "command/print.h"
#include "command/reports.h"

struct settings {
    const char *screen, *reference, *report;
    struct ht_date as_of;
    const struct ht_locale *locale;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option OPTIONS[] = {
    {"screen", "NAME|FILE", "the screen to explain it under (default: " DEFAULT_SCREEN ")", OPTION_TEXT,
     SETTING(screen)},
    {"as-of", "DATE", "read lists and ownership as of this day", OPTION_DATE, SETTING(as_of)},
    {"report", "FORMAT", "text (default) or json", OPTION_TEXT, SETTING(report)},
    LOCALE_OPTION(SETTING(locale)),
    {"reference", "DB", "the reference database", OPTION_TEXT, SETTING(reference)},
    {0},
};

// The words typed are one query: names need no quotes.
static const char *joined(const struct invocation *invocation) {
    const char *text = invocation->operands[0];
    for (size_t i = 1; i < invocation->operand_count; i++)
        text = ht_arena_format(invocation->arena, "%s %s", text, invocation->operands[i]);
    return text;
}

static enum ht_status explain(const struct invocation *invocation, struct ht_reference *ref, struct ht_buffer *buffer,
                              int *code, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    struct ht_arena *arena = invocation->arena;
    struct ht_screen screen;
    struct ht_targets *targets;
    struct ht_date as_of = as_of_day(ref, settings->as_of, false);
    bool as_json;
    enum ht_status status = wants_json("explain", settings->report, &as_json, err);
    if (status == HT_OK)
        status = ht_screen_load(ref, settings->screen ? settings->screen : DEFAULT_SCREEN, arena, &screen, err);
    if (status == HT_OK)
        status = ht_targets_select(ref, &screen, as_of, arena, &targets, err);
    if (status != HT_OK)
        return status;
    struct ht_explain_query query = {joined(invocation), ref, &screen, targets, as_of, 0, false};
    terminal_of_output(&query.width, &query.colour);
    struct ht_explanations explanations = ht_explain(&query, arena);
    ht_arena_set_locale(arena, as_json ? NULL : settings->locale);
    (as_json ? ht_explain_json : ht_explain_text)(&query, &explanations, arena, buffer);
    *code = explanations.count > 0 ? EXIT_NOTHING : EXIT_TROUBLE;
    return HT_OK;
}

static int run(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    if (invocation->operand_count == 0) {
        say("explain needs an entity's id, an identifier, a ticker or a name");
        return EXIT_TROUBLE;
    }
    return ask_and_print(invocation, settings->reference, explain);
}

const struct command command_explain = {
    .name = "explain",
    .operands = "ID-OR-NAME",
    .summary = "Tell everything known of an entity or security, each fact with its source",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace explain hikvision", "holdtrace explain --as-of 2022-06-30 002415.SZ"},
    .run = run,
};
