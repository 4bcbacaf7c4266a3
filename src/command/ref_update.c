// SPDX-License-Identifier: GPL-3.0-or-later
// Downloading the sources of the reference, and building it anew from them: the one command that opens the network.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "command/command.h"
#include "command/locate.h"
#include "command/messages.h"
#include "command/print.h"
#include "command/progress.h"
#include "command/ref_places.h"
#include "command/update_install.h"
#include "command/update_report.h"
#include "holdtrace/fetch_protocol.h"
#include "holdtrace/lock_file.h"
#include "holdtrace/text.h"

struct settings {
    const char *config, *contact, *imports, *output, *downloads;
    struct text_list sources, from;
    bool dry_run, quiet;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option OPTIONS[] = {
    {"config", "FILE", "what to download (default: updates.ini of the reference)", OPTION_TEXT, SETTING(config)},
    {"source", "NAME", "only this source, enabled or not; may be repeated", OPTION_LIST, SETTING(sources)},
    {"contact", "ADDRESS", "your e-mail or web address, told to the servers", OPTION_TEXT, SETTING(contact)},
    {"from", "DIR", "curated rows to build with (default: reference)", OPTION_LIST, SETTING(from)},
    {"imports", "DIR", "where imports are kept (default: beside the database)", OPTION_TEXT, SETTING(imports)},
    {"output", "DB", "the database to write (default: build/reference.db)", OPTION_TEXT, SETTING(output)},
    {"downloads", "DIR", "where files are kept (default: beside the database)", OPTION_TEXT, SETTING(downloads)},
    {"dry-run", NULL, "only say what would be asked for; opens no network", OPTION_SWITCH, SETTING(dry_run)},
    {"quiet", NULL, "say nothing but what failed", OPTION_SWITCH, SETTING(quiet)},
    {0},
};

// One run of the command.
struct run {
    const struct settings *settings;
    struct ht_arena *arena;
    struct ht_update_config config;
    const struct ht_update_source **sources; // that were asked for
    size_t count;
    struct ref_places places;
    const char *downloads, *agent, *helper;
    struct ht_update_outcome *outcomes;
};

static const char *names_of(const struct ht_update_config *config, struct ht_arena *arena) {
    const char *names = "";
    for (size_t i = 0; i < config->source_count; i++)
        names = ht_arena_format(arena, "%s%s%s", names, i ? ", " : "", config->sources[i].name);
    return names;
}

static enum ht_status select_named(struct run *run, struct ht_error *err) {
    const struct text_list *names = &run->settings->sources;
    for (size_t i = 0; i < names->count; i++) {
        const struct ht_update_source *source = ht_update_source_named(&run->config, names->items[i]);
        if (!source)
            return ht_fail(err, HT_ERR_USAGE, "%s has no source '%s'; it has %s", run->config.path, names->items[i],
                           names_of(&run->config, run->arena));
        bool known = false;
        for (size_t j = 0; j < run->count; j++)
            known = known || run->sources[j] == source;
        if (!known)
            run->sources[run->count++] = source;
    }
    return HT_OK;
}

static enum ht_status select_sources(struct run *run, struct ht_error *err) {
    run->sources = ht_arena_array(run->arena, run->config.source_count + 1, sizeof *run->sources);
    if (run->settings->sources.count)
        return select_named(run, err);
    for (size_t i = 0; i < run->config.source_count; i++)
        if (run->config.sources[i].enabled)
            run->sources[run->count++] = &run->config.sources[i];
    if (run->count == 0)
        return ht_fail(err, HT_ERR_USAGE,
                       "nothing is asked for: %s has no source with enabled = yes; name one with --source, or keep a "
                       "file of your own and give it with --config; there are %s",
                       run->config.path, names_of(&run->config, run->arena));
    return HT_OK;
}

static enum ht_status read_config(struct run *run, struct ht_error *err) {
    const char *path = run->settings->config;
    if (!path)
        path = data_locate("updates.ini", "reference/updates.ini", run->arena);
    if (!path)
        return ht_fail(err, HT_ERR_NOT_FOUND,
                       "no updates.ini: neither beside the program nor in reference/; give one with --config");
    return ht_update_config_read(path, run->arena, &run->config, err);
}

static enum ht_status check_licences(const struct run *run, struct ht_error *err) {
    for (size_t i = 0; i < run->count; i++) {
        const struct ht_update_source *source = run->sources[i];
        if (source->acceptance == HT_UPDATE_LICENCE_NOT_ACCEPTED)
            return ht_fail(err, HT_ERR_USAGE,
                           "source %s may be used only under its licence (%s); when that allows your use, set "
                           "licence_accepted = yes in a file of your own",
                           source->name, source->licence ? source->licence : "not stated");
    }
    return HT_OK;
}

// Servers of authorities ask for it, and nobody may be named who did not agree to it: there is no default.
static enum ht_status find_agent(struct run *run, struct ht_error *err) {
    const char *contact = run->settings->contact;
    if (ht_text_empty(contact))
        contact = getenv("HOLDTRACE_CONTACT");
    if (ht_text_empty(contact))
        contact = run->config.contact;
    if (ht_text_empty(contact))
        return ht_fail(
            err, HT_ERR_USAGE,
            "whom to write to is not known: the servers are told who asks; give your e-mail or web address "
            "with --contact, HOLDTRACE_CONTACT, or contact = in %s",
            run->config.path);
    run->agent = ht_update_agent(contact, run->arena);
    if (!run->agent)
        return ht_fail(err, HT_ERR_USAGE, "contact '%s' is neither an e-mail address nor a web address", contact);
    return HT_OK;
}

static enum ht_status find_helper(struct run *run, struct ht_error *err) {
    run->helper = helper_locate(HT_FETCH_PROGRAM, run->arena);
    if (!run->helper)
        return ht_fail(err, HT_ERR_NOT_FOUND,
                       "the helper program %s is missing: it is neither beside the program nor in %s; downloads need "
                       "it, and nothing else does",
                       HT_FETCH_PROGRAM, HT_LIBEXECDIR);
    return HT_OK;
}

static enum ht_status prepare(struct run *run, struct ht_error *err) {
    enum ht_status status = read_config(run, err);
    if (status == HT_OK)
        status = select_sources(run, err);
    const struct settings *settings = run->settings;
    run->places = ref_places_of(&settings->from, settings->imports, settings->output, run->arena);
    run->downloads =
        settings->downloads ? settings->downloads : ref_places_beside(run->places.output, ".downloads", run->arena);
    return status;
}

static enum ht_status prepare_network(struct run *run, struct ht_error *err) {
    enum ht_status status = check_licences(run, err);
    if (status == HT_OK)
        status = find_agent(run, err);
    if (status == HT_OK)
        status = find_helper(run, err);
    if (status == HT_OK)
        status = ht_lock_file(ref_places_beside(run->places.output, ".lock", run->arena), "update", err);
    return status;
}

static struct ht_date today(void) {
    time_t now = time(NULL);
    struct tm day;
    gmtime_r(&now, &day);
    return ht_date_of(day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

static void say_trouble(void *user, const char *source, const char *message) {
    progress_clear(user);
    say("%s: %s", source, message);
}

static void show_progress(void *user, const char *source, const char *file, int64_t got, int64_t size) {
    progress_bytes(user, source, file, got, size);
}

// Downloads all sources; the number of those that failed.
static size_t download_all(struct run *run) {
    struct progress progress = progress_to_terminal(run->settings->quiet);
    const struct ht_update_order order = {
        .config = &run->config,
        .downloads = run->downloads,
        .helper = run->helper,
        .agent = run->agent,
        .today = today(),
        .listener = {&progress, show_progress, run->settings->quiet ? NULL : say_trouble},
    };
    size_t failed = 0;
    run->outcomes = ht_arena_array(run->arena, run->count, sizeof *run->outcomes);
    for (size_t i = 0; i < run->count; i++) {
        struct ht_update_outcome *outcome = &run->outcomes[i];
        ht_update_download(&order, run->sources[i], run->arena, outcome);
        progress_clear(&progress);
        if (outcome->result == HT_UPDATE_FAILED)
            failed++;
        report_outcome(outcome, run->settings->quiet, run->arena);
    }
    return failed;
}

static int plan(const struct run *run) {
    struct ht_buffer buffer = {0};
    for (size_t i = 0; i < run->count; i++)
        plan_source(run->sources[i], run->downloads, run->arena, &buffer);
    return print_buffer(&buffer) ? EXIT_NOTHING : EXIT_TROUBLE;
}

static int run_update(const struct invocation *invocation) {
    struct run run = {.settings = invocation->settings, .arena = invocation->arena};
    struct ht_error err;
    if (prepare(&run, &err) != HT_OK) {
        say_error(&err);
        return EXIT_TROUBLE;
    }
    if (run.settings->dry_run)
        return plan(&run);
    if (prepare_network(&run, &err) != HT_OK) {
        say_error(&err);
        return EXIT_TROUBLE;
    }
    size_t failed = download_all(&run);
    const struct update_install install = {
        .outcomes = run.outcomes,
        .count = run.count,
        .downloads = run.downloads,
        .places = &run.places,
        .quiet = run.settings->quiet,
        .arena = run.arena,
    };
    return update_install(&install) && failed == 0 ? EXIT_NOTHING : EXIT_TROUBLE;
}

const struct command command_ref_update = {
    .name = "ref update",
    .operands = "",
    .summary = "Download sources that changed, and build the reference anew",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace ref update --dry-run --source gleif-lei",
                 "holdtrace ref update --config my_updates.ini --contact me@example.org"},
    .run = run_update,
};
