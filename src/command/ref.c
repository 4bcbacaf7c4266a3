// SPDX-License-Identifier: GPL-3.0-or-later
// The reference database: compile it, check its source rows, tell what is in it.
#include <stddef.h>
#include <string.h>

#include "command/ask.h"
#include "command/messages.h"
#include "command/print.h"
#include "command/ref_places.h"
#include "holdtrace/json.h"
#include "holdtrace/reference_build.h"

struct build_settings {
    struct text_list from;
    const char *output;
};

struct settings {
    const char *from, *reference, *report;
    bool publishable, all;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option BUILD_OPTIONS[] = {
    {"from", "DIR", "a directory of CSV files; may be given again (default: reference, and imports)", OPTION_LIST,
     offsetof(struct build_settings, from)},
    {"output", "DB", "the database to write (default: build/reference.db)", OPTION_TEXT,
     offsetof(struct build_settings, output)},
    {0},
};

static const struct option VERIFY_OPTIONS[] = {
    {"from", "DIR", "the directory of CSV files (default: reference)", OPTION_TEXT, SETTING(from)},
    {"publishable", NULL, "also every row needs a source that may be redistributed", OPTION_SWITCH,
     SETTING(publishable)},
    {"reference", "DB", "list instead what the sources of this database say against each other", OPTION_TEXT,
     SETTING(reference)},
    {"all", NULL, "with --reference: every conflict, not the first of each kind", OPTION_SWITCH, SETTING(all)},
    {0},
};

static const struct option INFO_OPTIONS[] = {
    {"report", "FORMAT", "text (default) or json", OPTION_TEXT, SETTING(report)},
    {"reference", "DB", "the reference database", OPTION_TEXT, SETTING(reference)},
    {0},
};

static int run_build(const struct invocation *invocation) {
    const struct build_settings *settings = invocation->settings;
    struct ref_places places = ref_places_of(&settings->from, NULL, settings->output, invocation->arena);
    return ref_places_build(&places, settings->from.count == 0, false, invocation->arena) ? EXIT_NOTHING
                                                                                          : EXIT_TROUBLE;
}

// Conflicts of one kind that are listed unless all are asked for.
enum { CONFLICTS_SHOWN = 10 };

static void add_kind(struct ht_buffer *buffer, struct ht_conflicts all, size_t first, size_t count, bool every) {
    size_t shown = every || count < CONFLICTS_SHOWN ? count : CONFLICTS_SHOWN;
    ht_buffer_format(buffer, "%s: %zu\n", all.items[first].kind, count);
    for (size_t i = first; i < first + shown; i++) {
        const struct ht_conflict *conflict = &all.items[i];
        ht_buffer_format(buffer, "  %s: %s", conflict->entity ? conflict->entity->id : "?", conflict->text);
        if (conflict->sources)
            ht_buffer_format(buffer, " (%s)", conflict->sources);
        ht_buffer_char(buffer, '\n');
    }
    if (shown < count)
        ht_buffer_format(buffer, "  and %zu more; --all lists them\n", count - shown);
}

// What the sources of a database say against each other, by kind.
static enum ht_status list_conflicts(const struct invocation *invocation, struct ht_reference *ref,
                                     struct ht_buffer *buffer, int *code, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    struct ht_conflicts all = ht_reference_all_conflicts(ref);
    (void)code;
    (void)err;
    for (size_t i = 0, end; i < all.count; i = end) {
        for (end = i + 1; end < all.count && strcmp(all.items[end].kind, all.items[i].kind) == 0;)
            end++;
        add_kind(buffer, all, i, end - i, settings->all);
    }
    ht_buffer_format(buffer, "%s: %zu conflicts between sources\n", ht_reference_info(ref)->path, all.count);
    return HT_OK;
}

static int run_verify(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    const char *from = settings->from ? settings->from : "reference";
    if (settings->reference)
        return ask_and_print(invocation, settings->reference, list_conflicts);
    struct ht_faults faults = {.arena = invocation->arena};
    struct ht_buffer buffer = {0};
    struct ht_error err;
    if (ht_reference_verify(from, settings->publishable, &faults, &err) != HT_OK) {
        say_error(&err);
        return EXIT_TROUBLE;
    }
    ref_say_faults(from, &faults);
    if (faults.count)
        ht_buffer_format(&buffer, "%s: %zu faults\n", from, faults.count + faults.further);
    else
        ht_buffer_format(&buffer, "%s: no faults\n", from);
    return print_buffer(&buffer) && faults.count == 0 ? EXIT_NOTHING : EXIT_TROUBLE;
}

// What came from files of other publishers, what they and others contradict, and what is not here.
static void info_text_of_imports(struct ht_reference *ref, struct ht_buffer *buffer) {
    struct ht_source_rows sources = ht_reference_sources(ref);
    struct ht_left_outs left_out = ht_reference_left_out(ref);
    char date[HT_DATE_TEXT], rows[HT_DECIMAL_TEXT];
    for (size_t i = 0; i < sources.count; i++)
        if (sources.items[i].sha256)
            ht_buffer_format(buffer, "  import %s: %s, retrieved %s, SHA-256 %s\n", sources.items[i].id,
                             sources.items[i].file ? sources.items[i].file : sources.items[i].title,
                             ht_date_text(sources.items[i].retrieved_on, date), sources.items[i].sha256);
    for (size_t i = 0; i < left_out.count; i++)
        ht_buffer_format(buffer, "  left out: %s row%s of %s, %s\n",
                         ht_decimal_text_grouped(ht_decimal_int(left_out.items[i].rows), rows),
                         left_out.items[i].rows == 1 ? "" : "s", left_out.items[i].file, left_out.items[i].reason);
    if (ht_reference_info(ref)->conflicts)
        ht_buffer_format(buffer, "  %lld conflicts between sources: holdtrace ref verify --reference lists them\n",
                         (long long)ht_reference_info(ref)->conflicts);
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
    info_text_of_imports(ref, buffer);
}

static void info_json_of_imports(struct ht_reference *ref, struct ht_json *json) {
    struct ht_source_rows sources = ht_reference_sources(ref);
    struct ht_left_outs left_out = ht_reference_left_out(ref);
    ht_json_integer(json, "conflicts", ht_reference_info(ref)->conflicts);
    ht_json_array(json, "imports");
    for (size_t i = 0; i < sources.count; i++)
        if (sources.items[i].sha256)
            ht_json_source(json, &sources.items[i]);
    ht_json_end(json);
    ht_json_array(json, "left_out");
    for (size_t i = 0; i < left_out.count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "file", left_out.items[i].file);
        ht_json_string(json, "reason", left_out.items[i].reason);
        ht_json_integer(json, "rows", left_out.items[i].rows);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void info_json(struct ht_reference *ref, struct ht_buffer *buffer) {
    const struct ht_reference_info *info = ht_reference_info(ref);
    struct ht_json json = ht_json_to(buffer, true);
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.reference/1");
    ht_json_string(&json, "path", info->path);
    ht_json_reference(&json, "reference", ref);
    info_json_of_imports(ref, &json);
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
    .summary = "Compile directories of reference rows into the database",
    .options = BUILD_OPTIONS,
    .settings_size = sizeof(struct build_settings),
    .examples = {"holdtrace ref build", "holdtrace ref build --from my_reference --output my_reference.db"},
    .run = run_build,
};

const struct command command_ref_verify = {
    .name = "ref verify",
    .operands = "",
    .summary = "Check reference rows, or tell where sources contradict each other",
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
