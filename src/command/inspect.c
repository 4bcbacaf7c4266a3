// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader sees in a file.
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>

#include "command/command.h"
#include "command/inputs.h"
#include "command/messages.h"
#include "command/print.h"
#include "holdtrace/inspect.h"
#include "holdtrace/output.h"

struct settings {
    const char *report, *layout, *encoding, *draft;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option OPTIONS[] = {
    {"report", "FORMAT", "text (default) or json", OPTION_TEXT, SETTING(report)},
    {"layout", "FILE", "a layout of your own, tried before the others", OPTION_TEXT, SETTING(layout)},
    {"encoding", "NAME", "the files' encoding, when the guess is wrong", OPTION_TEXT, SETTING(encoding)},
    {"write-layout", "PATH", "instead of a report, the draft of a layout for one file", OPTION_TEXT, SETTING(draft)},
    {0},
};

static bool has_trouble(const struct ht_findings *findings) {
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == HT_TROUBLE)
            return true;
    return false;
}

// A layout that somebody has completed by hand is not to be lost; devices and standard output may be written to.
static enum ht_status refuse_existing(const char *path, struct ht_error *err) {
    struct stat info;
    if (path && strcmp(path, "-") != 0 && stat(path, &info) == 0 && !S_ISCHR(info.st_mode) && !S_ISFIFO(info.st_mode))
        return ht_fail(err, HT_ERR_USAGE, "--write-layout: %s is there already; give another name, or remove it",
                       path);
    return HT_OK;
}

// Adds FILE to the report; whether it was read whole.
static bool inspect_file(const struct ht_holdings_file *file, bool as_json, struct ht_arena *arena,
                         struct ht_buffer *buffer) {
    bool whole = !has_trouble(&file->findings);
    say_findings(file->path, &file->findings, true);
    for (size_t i = 0; i < file->portfolio_count; i++) {
        say_findings(file->path, &file->portfolios[i].findings, true);
        whole &= !has_trouble(&file->portfolios[i].findings);
    }
    (as_json ? ht_inspect_json : ht_inspect_text)(file, arena, buffer);
    return whole;
}

// Writes the draft of a layout for FILE to PATH.
static enum ht_status write_draft(const struct ht_layouts *layouts, const struct ht_holdings_file *file,
                                  const char *path, struct ht_arena *arena, struct ht_error *err) {
    struct ht_buffer draft = {0};
    struct ht_output *output = NULL;
    if (!ht_layout_draft(layouts, &file->sheet, file->path, arena, &draft))
        return ht_fail(err, HT_ERR_FORMAT, "%s: there is no table to write a layout for", file->path);
    enum ht_status status = ht_output_open(path, &output, err);
    if (status == HT_OK) {
        ht_output_write(output, draft.data, draft.len);
        status = ht_output_commit(output, err);
    }
    ht_buffer_free(&draft);
    return status;
}

static enum ht_status inspect_all(const struct invocation *invocation, bool as_json, struct ht_buffer *buffer,
                                  bool *whole, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    struct ht_arena *arena = invocation->arena;
    struct ht_read_options options = {.encoding = settings->encoding};
    struct ht_layouts *layouts = ht_layouts_builtin(arena);
    struct inputs inputs;
    enum ht_status status = settings->layout ? ht_layouts_add_file(layouts, settings->layout, err) : HT_OK;
    if (status != HT_OK)
        return status;
    options.layouts = layouts;
    inputs_gather(invocation->operands, invocation->operand_count, arena, &inputs);
    *whole = inputs.failed == 0;
    for (size_t i = 0; i < inputs.count && status == HT_OK; i++) {
        struct ht_holdings_files files;
        status = ht_holdings_read(inputs.items[i].path, &options, arena, &files, err);
        if (status == HT_OK && settings->draft)
            status = write_draft(layouts, &files.items[0], settings->draft, arena, err);
        for (size_t k = 0; status == HT_OK && !settings->draft && k < files.count; k++)
            *whole &= inspect_file(&files.items[k], as_json, arena, buffer) || inputs.items[i].walked ||
                      files.items[k].aside;
    }
    return status;
}

static int run(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct ht_buffer buffer = {0};
    struct ht_error err;
    bool as_json, whole = false;
    if (invocation->operand_count == 0) {
        say("inspect needs a file, a directory, or - for standard input");
        return EXIT_TROUBLE;
    }
    if (settings->draft && invocation->operand_count > 1) {
        say("--write-layout drafts the layout of one file; give one");
        return EXIT_TROUBLE;
    }
    enum ht_status status = wants_json("inspect", settings->report, &as_json, &err);
    if (status == HT_OK)
        status = refuse_existing(settings->draft, &err);
    if (status == HT_OK)
        status = inspect_all(invocation, as_json, &buffer, &whole, &err);
    if (status != HT_OK) {
        say_error(&err);
        ht_buffer_free(&buffer);
        return EXIT_TROUBLE;
    }
    return print_buffer(&buffer) && whole ? EXIT_NOTHING : EXIT_TROUBLE;
}

const struct command command_inspect = {
    .name = "inspect",
    .operands = "FILE...",
    .summary = "Show what the reader makes of a file: layout, columns, totals, problems",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace inspect fund_holdings.csv", "holdtrace inspect --report json fund_holdings.csv"},
    .run = run,
};
