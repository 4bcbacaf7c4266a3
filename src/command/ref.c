// SPDX-License-Identifier: GPL-3.0-or-later
// The reference database: compile it, check its source rows, tell what is in it.
#include <stddef.h>

#include "command/ask.h"
#include "command/messages.h"
#include "command/print.h"
#include "holdtrace/json.h"
#include "holdtrace/reference_build.h"

struct settings {
    const char *from, *output, *reference, *report;
    bool publishable;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option BUILD_OPTIONS[] = {
    {"from", "DIR", "the directory of CSV files (default: reference)", OPTION_TEXT, SETTING(from)},
    {"output", "DB", "the database to write (default: build/reference.db)", OPTION_TEXT, SETTING(output)},
    {0},
};

static const struct option VERIFY_OPTIONS[] = {
    {"from", "DIR", "the directory of CSV files (default: reference)", OPTION_TEXT, SETTING(from)},
    {"publishable", NULL, "also every row needs a source that may be redistributed", OPTION_SWITCH,
     SETTING(publishable)},
    {0},
};

static const struct option INFO_OPTIONS[] = {
    {"report", "FORMAT", "text (default) or json", OPTION_TEXT, SETTING(report)},
    {"reference", "DB", "the reference database", OPTION_TEXT, SETTING(reference)},
    {0},
};

static void say_faults(const char *from, const struct ht_faults *faults) {
    for (size_t i = 0; i < faults->count; i++) {
        const struct ht_fault *fault = &faults->items[i];
        if (fault->line > 0)
            say("%s/%s:%ld: %s", from, fault->file, fault->line, fault->message);
        else
            say("%s/%s: %s", from, fault->file, fault->message);
    }
}

static int run_build(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    const char *from = settings->from ? settings->from : "reference";
    const char *output = settings->output ? settings->output : "build/reference.db";
    struct ht_faults faults = {.arena = invocation->arena};
    struct ht_error err;
    if (ht_reference_build(from, output, &faults, &err) != HT_OK) {
        say_faults(from, &faults);
        say_error(&err);
        return EXIT_TROUBLE;
    }
    return EXIT_NOTHING;
}

static int run_verify(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    const char *from = settings->from ? settings->from : "reference";
    struct ht_faults faults = {.arena = invocation->arena};
    struct ht_buffer buffer = {0};
    struct ht_error err;
    if (ht_reference_verify(from, settings->publishable, &faults, &err) != HT_OK) {
        say_error(&err);
        return EXIT_TROUBLE;
    }
    say_faults(from, &faults);
    if (faults.count)
        ht_buffer_format(&buffer, "%s: %zu faults\n", from, faults.count);
    else
        ht_buffer_format(&buffer, "%s: no faults\n", from);
    return print_buffer(&buffer) && faults.count == 0 ? EXIT_NOTHING : EXIT_TROUBLE;
}

static void info_text(struct ht_reference *ref, struct ht_buffer *buffer) {
    const struct ht_reference_info *info = ht_reference_info(ref);
    struct ht_lists lists = ht_reference_lists(ref);
    char date[HT_DATE_TEXT];
    ht_buffer_format(buffer, "%s\n  content   %s\n  data date %s\n", info->path, info->content_sha256,
                     ht_date_text(info->data_date, date));
    ht_buffer_format(buffer, "  %lld entities, %lld securities, %lld stakes, %lld designations\n",
                     (long long)info->entities, (long long)info->securities, (long long)info->stakes,
                     (long long)info->designations);
    for (size_t i = 0; i < lists.count; i++) {
        const struct ht_list *list = lists.items[i];
        ht_buffer_format(buffer, "  %-18s %-5s %4lld held", list->id, list->is_event ? "event" : "list",
                         (long long)list->entries_held);
        if (list->entries_total >= 0)
            ht_buffer_format(buffer, " of %lld", (long long)list->entries_total);
        ht_buffer_format(buffer, "  %s", list->name);
        if (list->edition)
            ht_buffer_format(buffer, " (%s)", list->edition);
        ht_buffer_char(buffer, '\n');
    }
}

static void info_json(struct ht_reference *ref, struct ht_buffer *buffer) {
    const struct ht_reference_info *info = ht_reference_info(ref);
    struct ht_json json = ht_json_to(buffer, true);
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.reference/1");
    ht_json_string(&json, "path", info->path);
    ht_json_reference(&json, "reference", ref);
    ht_json_end(&json);
    ht_json_finish(&json);
}

static enum ht_status make_info(const struct invocation *invocation, struct ht_reference *ref,
                                struct ht_buffer *buffer, int *code, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    bool as_json;
    (void)code;
    enum ht_status status = wants_json("ref info", settings->report, &as_json, err);
    if (status == HT_OK)
        (as_json ? info_json : info_text)(ref, buffer);
    return status;
}

static int run_info(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    return ask_and_print(invocation, settings->reference, make_info);
}

const struct command command_ref_build = {
    .name = "ref build",
    .operands = "",
    .summary = "Compile a directory of reference rows into the database",
    .options = BUILD_OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace ref build", "holdtrace ref build --from my_reference --output my_reference.db"},
    .run = run_build,
};

const struct command command_ref_verify = {
    .name = "ref verify",
    .operands = "",
    .summary = "Check a directory of reference rows",
    .options = VERIFY_OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace ref verify", "holdtrace ref verify --from my_reference --publishable"},
    .run = run_verify,
};

const struct command command_ref_info = {
    .name = "ref info",
    .operands = "",
    .summary = "Tell what the reference database holds, list by list",
    .options = INFO_OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace ref info", "holdtrace ref info --report json"},
    .run = run_info,
};
