// SPDX-License-Identifier: GPL-3.0-or-later
// Files of other publishers into the reference: imported source by source, then built into the database.
#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "command/command.h"
#include "command/messages.h"
#include "command/print.h"
#include "command/ref_places.h"
#include "holdtrace/reference_import.h"

struct settings {
    const char *format, *name, *imports, *output, *url;
    struct text_list from;
    struct ht_date retrieved;
    bool list, no_build, skip_damaged, quiet;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option OPTIONS[] = {
    {"format", "NAME", "what the files are (default: told from what they hold)", OPTION_TEXT, SETTING(format)},
    {"list", NULL, "list the formats, and import nothing", OPTION_SWITCH, SETTING(list)},
    {"name", "NAME", "name of the source (default: the format's)", OPTION_TEXT, SETTING(name)},
    {"retrieved", "DATE", "day of retrieval (default: the file's last change)", OPTION_DATE, SETTING(retrieved)},
    {"url", "URL", "where it was retrieved from", OPTION_TEXT, SETTING(url)},
    {"skip-damaged", NULL, "leave damaged rows out instead of refusing the file", OPTION_SWITCH,
     SETTING(skip_damaged)},
    {"from", "DIR", "curated rows to build with (default: reference)", OPTION_LIST, SETTING(from)},
    {"imports", "DIR", "where imports are kept (default: beside the database)", OPTION_TEXT, SETTING(imports)},
    {"output", "DB", "the database to write (default: build/reference.db)", OPTION_TEXT, SETTING(output)},
    {"no-build", NULL, "import only; build later with 'holdtrace ref build'", OPTION_SWITCH, SETTING(no_build)},
    {"quiet", NULL, "no warnings on standard error", OPTION_SWITCH, SETTING(quiet)},
    {0},
};

static int list_formats(void) {
    struct ht_buffer buffer = {0};
    for (size_t i = 0; i < ht_import_format_count(); i++) {
        struct ht_import_format format = ht_import_format_at(i);
        ht_buffer_format(&buffer, "%-22s %s\n", format.name, format.title);
    }
    return print_buffer(&buffer) ? EXIT_NOTHING : EXIT_TROUBLE;
}

// The files of one import.
struct group {
    const char *format;
    const char **paths;
    size_t count, capacity;
};
struct groups {
    struct group *items;
    size_t count, capacity;
    bool trouble; // a file that was named is of no known format, or one is damaged
};

static void add_to_group(struct groups *groups, const char *format, const char *path, struct ht_arena *arena) {
    struct group *group = NULL;
    for (size_t i = 0; i < groups->count && !group; i++)
        if (strcmp(groups->items[i].format, format) == 0)
            group = &groups->items[i];
    if (!group) {
        groups->items = ht_arena_grow(arena, groups->items, groups->count, &groups->capacity, sizeof *groups->items);
        group = &groups->items[groups->count++];
        *group = (struct group){.format = format};
    }
    group->paths = ht_arena_grow(arena, group->paths, group->count, &group->capacity, sizeof *group->paths);
    group->paths[group->count++] = path;
}

static void take_file(const struct settings *settings, struct groups *groups, const char *path, bool named,
                      struct ht_arena *arena) {
    struct ht_error err;
    const char *format = settings->format ? settings->format : ht_import_format_of(path, arena, &err);
    if (format) {
        add_to_group(groups, format, path, arena);
        return;
    }
    say_error(&err);
    // In a directory there may be other files; one that is damaged may be the list that is waited for.
    groups->trouble |= named || err.status != HT_ERR_NOT_FOUND;
}

static int visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static void take_operand(const struct settings *settings, struct groups *groups, const char *path,
                         struct ht_arena *arena) {
    struct stat info;
    struct dirent **entries;
    if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)) {
        take_file(settings, groups, path, true, arena);
        return;
    }
    int count = scandir(path, &entries, visible, alphasort);
    if (count < 0)
        say("%s: %s", path, strerror(errno));
    if (count == 0)
        say("%s: the directory holds no file", path);
    groups->trouble |= count <= 0;
    for (int i = 0; i < count; i++) {
        const char *inside = ht_arena_format(arena, "%s/%s", path, entries[i]->d_name);
        if (stat(inside, &info) == 0 && S_ISREG(info.st_mode))
            take_file(settings, groups, inside, false, arena);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

// What it took the place of: another file of the same publisher may have been meant to be added.
static void print_replaced(const struct ht_import_result *result, struct ht_buffer *buffer) {
    char day[HT_DATE_TEXT];
    const char *between = "";
    for (int id = REF_SOURCES + 1; id < REF_FILE_COUNT; id++) {
        if (result->replaced[id] == 0)
            continue;
        if (!*between)
            ht_buffer_format(buffer, "    in place of the import of %s:", ht_date_text(result->replaced_of, day));
        int len = (int)strcspn(ref_files[id].name, ".");
        ht_buffer_format(buffer, "%s %zu %.*s", between, result->replaced[id], len, ref_files[id].name);
        between = ",";
    }
    if (*between)
        ht_buffer_string(buffer, "\n");
}

static void print_result(const struct ht_import_result *result, struct ht_buffer *buffer) {
    size_t rows = 0, skipped = 0;
    for (size_t i = 0; i < result->file_count; i++) {
        rows += result->files[i].rows;
        skipped += result->files[i].skipped;
    }
    ht_buffer_format(buffer, "%s: %zu rows read, %zu left out;", result->format, rows, skipped);
    const char *between = "";
    for (int id = REF_SOURCES + 1; id < REF_FILE_COUNT; id++) {
        if (result->written[id] == 0)
            continue;
        int len = (int)strcspn(ref_files[id].name, ".");
        ht_buffer_format(buffer, "%s %zu %.*s", between, result->written[id], len, ref_files[id].name);
        between = ",";
    }
    ht_buffer_format(buffer, "%s written to %s\n", *between ? "" : " nothing", result->directory);
    print_replaced(result, buffer);
    for (size_t i = 0; i < result->file_count; i++)
        for (size_t f = 0; f < result->files[i].findings.count; f++)
            if (result->files[i].findings.items[f].code == HT_CODE_LEFT_OUT)
                ht_buffer_format(buffer, "    %s\n", result->files[i].findings.items[f].message);
}

static bool import_group(const struct settings *settings, const struct group *group, const char *into,
                         struct ht_arena *arena, struct ht_buffer *buffer) {
    const struct ht_import_order order = {
        .paths = group->paths,
        .path_count = group->count,
        .format = group->format,
        .into = into,
        .name = settings->name,
        .retrieved_on = settings->retrieved,
        .url = settings->url,
        .skip_damaged = settings->skip_damaged,
    };
    struct ht_import_result result;
    struct ht_error err;
    enum ht_status status = ht_reference_import(&order, arena, &result, &err);
    for (size_t i = 0; i < result.file_count; i++)
        say_findings(result.files[i].path, &result.files[i].findings, settings->quiet);
    if (status != HT_OK) {
        say_error(&err);
        return false;
    }
    print_result(&result, buffer);
    return true;
}

static bool import_all(const struct settings *settings, const struct groups *groups, const char *into,
                       struct ht_arena *arena) {
    struct ht_buffer buffer = {0};
    bool good = true;
    for (size_t i = 0; i < groups->count && good; i++)
        good = import_group(settings, &groups->items[i], into, arena, &buffer);
    return print_buffer(&buffer) && good;
}

static int run(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct groups groups = {0};
    if (settings->list)
        return list_formats();
    if (invocation->operand_count == 0) {
        say("ref import needs a file; --list names the formats it knows");
        return EXIT_TROUBLE;
    }
    for (size_t i = 0; i < invocation->operand_count; i++)
        take_operand(settings, &groups, invocation->operands[i], invocation->arena);
    if (groups.trouble || groups.count == 0) {
        say("nothing was imported");
        return EXIT_TROUBLE;
    }
    if (settings->name && groups.count > 1) {
        say("--name: the files are of %zu formats, each of which is a source of its own", groups.count);
        return EXIT_TROUBLE;
    }
    struct ref_places places = ref_places_of(&settings->from, settings->imports, settings->output, invocation->arena);
    if (!import_all(settings, &groups, places.imports, invocation->arena))
        return EXIT_TROUBLE;
    return settings->no_build || ref_places_build(&places, true, settings->quiet, invocation->arena) ? EXIT_NOTHING
                                                                                                     : EXIT_TROUBLE;
}

const struct command command_ref_import = {
    .name = "ref import",
    .operands = "FILE...",
    .summary = "Take files of other publishers into the reference",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace ref import 20260810-gleif-goldencopy-lei2-golden-copy.csv.zip",
                 "holdtrace ref import --name my-list --no-build my_entities.csv my_designations.csv"},
    .run = run,
};
