// SPDX-License-Identifier: GPL-3.0-or-later
// The main job: scan holdings, report exposure.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/bundle.h"
#include "command/check_benchmark.h"
#include "command/check_parts.h"
#include "command/check_scheme.h"
#include "command/check_values.h"
#include "command/command.h"
#include "command/constituents.h"
#include "command/keep.h"
#include "command/messages.h"
#include "command/outcome.h"
#include "command/reports.h"
#include "command/setup.h"
#include "holdtrace/large.h"
#include "holdtrace/lock_file.h"

struct settings {
    struct scan_settings scan;
    const char *min_coverage_of;
    const char *scheme, *benchmark;
    struct text_list reports;
    struct ht_amount fail_above, min_coverage;
    bool all_positions;
    const char *sort;
    size_t top, width;
    const struct ht_locale *locale;
    struct text_list look_through;
    const char *max_age;
    const char *store, *fail_on;
    const char *paper;
    size_t jobs;
    const char *log_format;
    const char *files_from, *settle, *lock, *partial, *resume, *share;
    const char *bundle;
    bool bundle_inputs;
};

#define SETTING(member) offsetof(struct settings, member)

static const struct option OPTIONS[] = {
    {"screen", "NAME|FILE", "what to look for (default: " DEFAULT_SCREEN ")", OPTION_TEXT, SETTING(scan.screen)},
    {"exclusions", "FILE", "a list of your own or one that a fund publishes", OPTION_TEXT, SETTING(scan.exclusions)},
    {"decisions", "FILE", "a ledger of decisions on possible matches; may be repeated", OPTION_LIST,
     SETTING(scan.decisions)},
    {"as-of", "DATE", "read lists and ownership as of this day", OPTION_DATE, SETTING(scan.as_of)},
    {"holdings-date", "DATE", "date of holdings whose file has none", OPTION_DATE, SETTING(scan.holdings_date)},
    {"base-currency", "CCY", "convert amounts to this currency at the holdings date", OPTION_TEXT,
     SETTING(scan.base_currency)},
    {"rates", "FILE", "the European Central Bank's reference rates (default: the reference's)", OPTION_TEXT,
     SETTING(scan.rates)},
    {"report", "FORMAT[=PATH]", "text, md, html, pdf, xlsx, csv, json or jsonl; may be repeated", OPTION_LIST,
     SETTING(reports)},
    {"all-positions", NULL, "report every position, not the exposed ones only", OPTION_SWITCH,
     SETTING(all_positions)},
    {"sort", "KEY", "order of positions in text, md, pdf: line (default), value, weight or name", OPTION_TEXT,
     SETTING(sort)},
    {"top", "N", "show the first N positions of each category in text, md, pdf", OPTION_COUNT, SETTING(top)},
    {"width", "N", "columns of the text report (default: the terminal's, else 100)", OPTION_COUNT, SETTING(width)},
    LOCALE_OPTION(SETTING(locale)),
    {"look-through", "PATH", "what funds that are held hold: a file, directory or archive; may be repeated",
     OPTION_LIST, SETTING(look_through)},
    {"max-age", "DAYS", "how far those files may lie from the holdings (default: 366)", OPTION_TEXT,
     SETTING(max_age)},
    {"paper", "SIZE", "pages of the pdf report: a4 (default) or letter", OPTION_TEXT, SETTING(paper)},
    {"fail-above", "PERCENT", "exit 1 only if a fund's exposure reaches this weight", OPTION_PERCENT,
     SETTING(fail_above)},
    {"min-coverage", "PERCENT", "exit 3 if less of a fund could be compared", OPTION_PERCENT, SETTING(min_coverage)},
    {"min-coverage-of", "WHAT", "comparable-with-names (default), comparable, resolved or ownership-known",
     OPTION_TEXT, SETTING(min_coverage_of)},
    {"scheme", "FILE", "a table of mandates, files and shares that make one scheme", OPTION_TEXT, SETTING(scheme)},
    {"benchmark", "FILE", "holdings of the benchmark that each fund is compared with", OPTION_TEXT,
     SETTING(benchmark)},
    {"layout", "FILE", "a layout of your own, tried before the others", OPTION_TEXT, SETTING(scan.layout)},
    {"encoding", "NAME", "the files' encoding, when the guess is wrong", OPTION_TEXT, SETTING(scan.encoding)},
    {"store", "DB", "keep the scans in this store, for history, diff and holders", OPTION_TEXT, SETTING(store)},
    {"fail-on", "EVENTS", "exit 1 only if one of these happened since the last scan in the store", OPTION_TEXT,
     SETTING(fail_on)},
    {"files-from", "LIST", "also the files and directories that LIST names, one a line", OPTION_TEXT,
     SETTING(files_from)},
    {"settle", "SECONDS", "leave files that were changed so shortly before to the next run", OPTION_TEXT,
     SETTING(settle)},
    {"lock", "FILE", "end at once, with exit code 2, if another run holds this file", OPTION_TEXT, SETTING(lock)},
    {"jobs", "N", "processes that scan several files (default: as many as there are processors)", OPTION_COUNT,
     SETTING(jobs)},
    {"partial", "FILE", "report nothing; leave what was found in FILE, for 'merge'", OPTION_TEXT, SETTING(partial)},
    {"share", "K/N", "scan every N-th of the files, from the K-th on; with --partial", OPTION_TEXT, SETTING(share)},
    {"resume", "FILE", "note in FILE what is done, and go on from there after a run that was ended", OPTION_TEXT,
     SETTING(resume)},
    {"bundle", "FILE", "keep in FILE what 'verify' needs to repeat the scan later", OPTION_TEXT, SETTING(bundle)},
    {"bundle-inputs", NULL, "the holdings too, not only their digests", OPTION_SWITCH, SETTING(bundle_inputs)},
    {"reference", "DB", "the reference database", OPTION_TEXT, SETTING(scan.reference)},
    {"quiet", NULL, "no warnings on standard error", OPTION_SWITCH, SETTING(scan.quiet)},
    {"log-format", "FORMAT", "of messages on standard error: text (default) or json, one object a line", OPTION_TEXT,
     SETTING(log_format)},
    {0},
};

// All that is made before the first file is read.
struct setup {
    struct scan_setup scan;
    struct constituents constituents;
    struct report_orders orders;
    struct kept_paths kept;
    struct limits limits;
    enum ht_order order;
    struct ht_scheme_file scheme; // of --scheme
    struct ht_benchmark_file benchmark;
    struct ht_event_rules rules; // of --fail-on
    bool in_parts;               // the files are scanned one by one
    unsigned wants;              // bits of enum ht_part_want
    size_t share, shares;        // 0, 1: all
    long settle;                 // seconds that a file must be left alone to be read
    struct bundle_order bundle;
};

static enum ht_status read_limits(const struct settings *settings, struct limits *limits, struct ht_error *err) {
    limits->fail_above = settings->fail_above;
    limits->min_coverage = settings->min_coverage;
    if (settings->min_coverage_of && !coverage_named(settings->min_coverage_of, &limits->of))
        return ht_fail(err, HT_ERR_USAGE,
                       "--min-coverage-of: '%s' is none of comparable-with-names, comparable, resolved, "
                       "ownership-known",
                       settings->min_coverage_of);
    return HT_OK;
}

static enum ht_status read_rules(const struct settings *settings, struct ht_arena *arena,
                                 struct ht_event_rules *rules, struct ht_error *err) {
    if (!settings->fail_on)
        return HT_OK;
    if (!settings->store)
        return ht_fail(err, HT_ERR_USAGE, "--fail-on needs --store, where the scans of before are");
    enum ht_status status = ht_event_rules_read(settings->fail_on, arena, rules, err);
    if (status == HT_OK && ht_event_rules_need_day(rules) && !ht_date_known(settings->scan.as_of))
        return ht_fail(err, HT_ERR_USAGE,
                       "--fail-on: stale-holdings, stale-list and due count days and need --as-of, such as today; "
                       "the day of the reference would never be far from its lists");
    return status;
}

// Why a run cannot be done in parts; NULL when it can.
static const char *needs_all(const struct settings *settings, const struct setup *setup) {
    if (settings->bundle)
        return "--bundle keeps the report of the whole run";
    if (settings->scheme)
        return "--scheme puts files together";
    if (settings->look_through.count)
        return "--look-through notes which of its files are of use to the whole run";
    if (settings->benchmark)
        return "--benchmark is compared with each fund at once";
    return setup->in_parts ? NULL : "one report as html, pdf or xlsx of all needs the whole run at once";
}

// Whether the run is done in parts, which some options ask for.
static enum ht_status parts_of(const struct settings *settings, struct setup *setup, struct ht_error *err) {
    const char *option = settings->partial ? "partial" : "resume";
    if (settings->partial && (settings->resume || settings->store || settings->reports.count))
        return ht_fail(err, HT_ERR_USAGE,
                       "--partial leaves reports and the store to 'merge': --report, --store and --resume do not go "
                       "with it");
    if (settings->share && !settings->partial)
        return ht_fail(err, HT_ERR_USAGE, "--share needs --partial, whose files 'merge' puts together");
    enum ht_status status = read_share(settings->share, &setup->share, &setup->shares, err);
    setup->in_parts = settings->partial || parts_suffice(&setup->orders, true, true, settings->store, &setup->wants);
    if (settings->partial)
        setup->wants = HT_PART_JSON | HT_PART_CSV | HT_PART_STORE;
    const char *why = needs_all(settings, setup);
    setup->in_parts = why == NULL;
    if (status == HT_OK && why && (settings->partial || settings->resume))
        status = ht_fail(err, HT_ERR_USAGE, "--%s: %s", option, why);
    return status;
}

// What the options say by themselves, before anything is opened.
static enum ht_status read_options(const struct settings *settings, struct ht_arena *arena, struct setup *setup,
                                   struct ht_error *err) {
    enum ht_status status = read_limits(settings, &setup->limits, err);
    if (status == HT_OK)
        status = bundle_options(settings->bundle, settings->bundle_inputs, err);
    if (status == HT_OK)
        status = read_order(settings->sort, &setup->order, err);
    if (status == HT_OK)
        status = read_rules(settings, arena, &setup->rules, err);
    if (status == HT_OK)
        status = read_paper(settings->paper, err);
    if (status == HT_OK)
        status = reports_order(&settings->reports, arena, &setup->orders, err);
    if (status == HT_OK)
        status = read_settle(settings->settle, settings->store, &setup->settle, err);
    if (status == HT_OK)
        status = parts_of(settings, setup, err);
    return status;
}

static enum ht_status prepare(const struct settings *settings, struct ht_arena *arena, struct setup *setup,
                              struct ht_error *err) {
    enum ht_status status = setup_scan(&settings->scan, arena, &setup->scan, err);
    if (status == HT_OK)
        status = constituents_read(&settings->look_through, settings->max_age, &setup->scan.pipeline.read,
                                   settings->scan.quiet, arena, &setup->constituents, err);
    setup->scan.pipeline.funds = setup->constituents.library;
    return status;
}

// The store is no input of the run.
static enum ht_status protect_inputs(const char *store, struct ht_arena *arena, struct setup *setup,
                                     struct ht_error *err) {
    if (!store)
        return HT_OK;
    if (refuse_overwrite(&setup->kept, store, arena, NULL) != HT_OK)
        return ht_fail(err, HT_ERR_USAGE,
                       "--store: %s is read by this run as something else; give the store another name", store);
    keep_path(&setup->kept, arena, store, "the store");
    return HT_OK;
}

// Nothing that the run reads may be replaced by a report.
static enum ht_status protect(const struct settings *settings, const struct inputs *inputs, struct ht_arena *arena,
                              struct setup *setup, struct ht_error *err) {
    if (!reports_to_files(&setup->orders) && !settings->store && !settings->bundle)
        return HT_OK;
    setup_keep(&settings->scan, &setup->scan, inputs, arena, &setup->kept);
    keep_path(&setup->kept, arena, settings->scheme, "the scheme");
    keep_path(&setup->kept, arena, settings->benchmark, "the benchmark");
    keep_path(&setup->kept, arena, settings->lock, "the lock"); // a file in its place would be held by nobody
    for (size_t i = 0; i < setup->constituents.inputs.count; i++)
        keep_path(&setup->kept, arena, setup->constituents.inputs.items[i].path, "a file to look through funds by");
    enum ht_status status = protect_inputs(settings->store, arena, setup, err);
    if (status != HT_OK)
        return status;
    status = bundle_protect(&setup->bundle, &setup->kept, err);
    return status == HT_OK ? reports_refuse_overwrites(&setup->orders, &setup->kept, arena, err) : status;
}

// What goes wrong with the store leaves the report as it is; the exit code tells it.
static struct ht_history *keep(const struct settings *settings, const struct setup *setup, bool waits,
                               struct ht_scan *scan, struct ht_arena *arena) {
    struct ht_event_rules rules = setup->rules;
    struct ht_event_list events = {0};
    struct ht_history *history = NULL;
    struct ht_error err;
    if (!settings->store)
        return NULL;
    struct keep_source source = keep_accounts(scan);
    rules.wanted[HT_EVENT_MISSING_FUND] &= !waits; // it may be the fund of the file that waits
    if (keep_begin(settings->store, settings->fail_on ? &rules : NULL, &source, arena, &events, &history, &err) !=
        HT_OK) {
        say("%s; the scans of this run are not in the store", err.message);
        scan->store_failed = !scan->outcome.trouble;
        scan->outcome.trouble = true;
        return NULL;
    }
    scan->courses = keep_courses(history, &source, arena);
    scan->fail_on = settings->fail_on != NULL;
    scan->events = events.items;
    scan->event_count = events.count;
    for (size_t i = 0; i < events.count; i++)
        say("%s: %s: %s", events.items[i].event, events.items[i].fund, events.items[i].what.text);
    return history;
}

// What a report says of the run beside the funds.
static struct ht_scan scan_frame(const struct settings *settings, const struct setup *setup) {
    return (struct ht_scan){
        .version = HT_VERSION,
        .ref = setup->scan.pipeline.ref,
        .screen = &setup->scan.screen,
        .targets = setup->scan.pipeline.targets,
        .exclusions = setup->scan.pipeline.exclusions,
        .decisions = setup->scan.pipeline.decisions,
        .base = setup->scan.pipeline.base,
        .as_of = setup->scan.pipeline.as_of,
        .as_of_basis = ht_date_known(settings->scan.as_of) ? "option" : "reference",
        .benchmark = settings->benchmark ? &setup->benchmark : NULL,
        .funds = setup->constituents.library,
        .funds_files = setup->constituents.files,
        .funds_file_count = setup->constituents.count,
        .all_positions = settings->all_positions,
        .order = setup->order,
        .top = settings->top,
        .width = settings->width,
        .locale = settings->locale,
        .paper = settings->paper,
        .quiet = settings->scan.quiet,
    };
}

static int report(const struct settings *settings, const struct setup *setup, const struct results *results,
                  struct ht_arena *arena) {
    struct ht_scan scan = scan_frame(settings, setup);
    scan.accounts = results->accounts;
    scan.account_count = results->account_count;
    scan.unread = results->unread;
    scan.unread_count = results->unread_count;
    scan.ignored = results->ignored;
    scan.ignored_count = results->ignored_count;
    scan.outcome = outcome_of(results, &setup->limits);
    scan.outcome.trouble |= setup_has_lost(&setup->scan);
    scan.outcome.nobody = ht_targets_count(scan.targets) == 0;
    scan.outcome.trouble |= setup->benchmark.trouble;
    say_results(results, settings->scan.quiet);
    struct ht_scheme scheme;
    if (settings->scheme) {
        scheme_of_results(&setup->scheme, results, arena, &scheme);
        outcome_add_scheme(&scan.outcome, &scheme, &setup->limits);
        say_findings(setup->scheme.path, &scheme.findings, settings->scan.quiet);
        scan.scheme = &scheme;
    }
    bool written = bundle_write(&setup->bundle, &scan, arena);
    struct ht_history *history = keep(settings, setup, results->waiting_count > 0, &scan, arena);
    written &= reports_write(&setup->orders, &setup->kept, &scan, arena);
    return store_ends(history) && written ? ht_scan_exit_code(&scan) : EXIT_TROUBLE;
}

static enum ht_status scan(const struct settings *settings, const struct inputs *inputs, struct ht_arena *arena,
                           struct setup *setup, struct results *results, struct ht_error *err) {
    enum ht_status status = protect(settings, inputs, arena, setup, err);
    if (status == HT_OK)
        status = bundle_refuse(&setup->bundle, err);
    if (status == HT_OK)
        status = pipeline_run(&setup->scan.pipeline, inputs, arena, results, err);
    if (status == HT_OK && settings->benchmark)
        status = benchmark_scan(&setup->scan.pipeline, settings->benchmark, settings->scan.quiet, arena,
                                &setup->benchmark, err);
    return status;
}

// --- in parts

// What decides what a part says and is in no part of the frame of its report.
static const char *otherwise(const struct settings *settings, struct ht_arena *arena) {
    char date[HT_DATE_TEXT], above[HT_DECIMAL_TEXT] = "", least[HT_DECIMAL_TEXT] = "", layout[HT_SHA256_TEXT] = "";
    struct ht_source *source;
    if (settings->fail_above.known)
        ht_decimal_text(settings->fail_above.number, above);
    if (settings->min_coverage.known)
        ht_decimal_text(settings->min_coverage.number, least);
    if (settings->scan.layout && ht_source_open(settings->scan.layout, &source, NULL) == HT_OK) {
        ht_sha256_of(source->bytes, source->size, layout);
        ht_source_close(source);
    }
    return ht_arena_format(arena, "%s\n%s\n%s\n%s\n%s\n%s", above, least,
                           settings->min_coverage_of ? settings->min_coverage_of : "", layout,
                           settings->scan.encoding ? settings->scan.encoding : "",
                           ht_date_text(settings->scan.holdings_date, date));
}

static void make_producer(const struct settings *settings, const struct setup *setup, struct ht_arena *arena,
                          struct producer *producer, struct ht_part_frame *frame) {
    *producer = (struct producer){.pipeline = &setup->scan.pipeline,
                                  .frame = reports_view(&setup->orders, scan_frame(settings, setup)),
                                  .limits = setup->limits,
                                  .wants = setup->wants,
                                  .arena = arena,
                                  .told = ht_map_new(arena)};
    parts_frame(&producer->frame, setup->wants, otherwise(settings, arena), setup_has_lost(&setup->scan), arena,
                frame);
}

// In a process of its own, which opens all that it reads by itself.
static enum ht_status open_for_worker(const void *given, struct ht_arena *arena, struct producer *out,
                                      const char **digest, struct ht_error *err) {
    struct settings *settings = ht_arena_alloc(arena, sizeof *settings);
    struct setup *setup = ht_arena_alloc(arena, sizeof *setup);
    struct ht_part_frame frame;
    *settings = *(const struct settings *)given;
    settings->scan.quiet = true;
    enum ht_status status = read_options(settings, arena, setup, err);
    if (status == HT_OK)
        status = prepare(settings, arena, setup, err);
    if (status != HT_OK)
        return status;
    make_producer(settings, setup, arena, out, &frame);
    *digest = frame.settings;
    return HT_OK;
}

static int run_parts(const struct settings *settings, struct setup *setup, const struct inputs *inputs,
                     struct workers *workers, struct ht_arena *arena) {
    struct producer producer;
    struct ht_part_frame frame;
    struct ht_error err;
    const struct parts_plan plan = {
        .inputs = inputs,
        .wants = setup->wants,
        .partial = settings->partial ? settings->partial : settings->resume,
        .leave = settings->partial != NULL,
        .workers = workers,
        .open = open_for_worker,
        .settings = settings,
        .jobs = settings->jobs,
        .orders = &setup->orders,
        .kept = &setup->kept,
        .store = settings->store,
        .rules = settings->fail_on ? &setup->rules : NULL,
        .quiet = settings->scan.quiet,
    };
    if (protect(settings, inputs, arena, setup, &err) != HT_OK) {
        say_error(&err);
        return EXIT_TROUBLE;
    }
    make_producer(settings, setup, arena, &producer, &frame);
    return check_parts(&plan, &producer, &frame, arena);
}

// --- at once

static int run_whole(const struct settings *settings, struct setup *setup, const struct inputs *inputs,
                     struct ht_arena *arena) {
    struct results results;
    struct ht_error err;
    if (scan(settings, inputs, arena, setup, &results, &err) != HT_OK) {
        say_error(&err);
        return EXIT_TROUBLE;
    }
    constituents_settle(&setup->constituents, &results, settings->scan.quiet, arena);
    return report(settings, setup, &results, arena);
}

static enum ht_status gather(const struct invocation *invocation, const struct settings *settings,
                             struct setup *setup, struct inputs *inputs, struct ht_error *err) {
    enum ht_status status = read_options(settings, invocation->arena, setup, err);
    const char *const *listed = NULL;
    size_t count = 0;
    if (status == HT_OK && settings->scheme)
        status = ht_scheme_file_read(settings->scheme, invocation->arena, &setup->scheme, err);
    if (status != HT_OK)
        return status;
    inputs_gather(invocation->operands, invocation->operand_count, invocation->arena, inputs);
    if (settings->files_from)
        status = inputs_listed(settings->files_from, invocation->arena, &listed, &count, err);
    if (status != HT_OK)
        return status;
    inputs_add(listed, count, true, invocation->arena, inputs);
    setup->bundle = (struct bundle_order){
        settings->bundle, settings->bundle_inputs, invocation, inputs, &setup->constituents.inputs, listed, count};
    inputs_wait(inputs, setup->settle, settings->scan.quiet, invocation->arena);
    scheme_add_inputs(&setup->scheme, invocation->arena, inputs);
    if (setup->shares > 1)
        inputs_take_share(inputs, setup->share, setup->shares);
    // With one small file nothing is gained but where its parts are to be kept.
    setup->in_parts =
        setup->in_parts && (parts_are_worth(inputs, &setup->orders) || settings->partial || settings->resume);
    return HT_OK;
}

static int run(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct ht_arena *arena = invocation->arena;
    struct setup setup = {0};
    struct inputs inputs;
    struct workers *workers = NULL;
    struct ht_error err;
    int code = EXIT_TROUBLE;
    if (invocation->operand_count == 0 && !settings->scheme && !settings->files_from) {
        say("check needs a holdings file, a directory, or - for standard input");
        return EXIT_TROUBLE;
    }
    if (messages_in(settings->log_format, &err) != HT_OK ||
        (settings->lock && ht_lock_file(settings->lock, "scan", &err) != HT_OK) ||
        gather(invocation, settings, &setup, &inputs, &err) != HT_OK) {
        say_error(&err);
        return EXIT_TROUBLE;
    }
    if (setup.in_parts)
        workers = parts_start(&inputs, settings->jobs, open_for_worker, settings, arena);
    if (prepare(settings, arena, &setup, &err) != HT_OK)
        say_error(&err);
    else
        code = setup.in_parts ? run_parts(settings, &setup, &inputs, workers, arena)
                              : run_whole(settings, &setup, &inputs, arena);
    workers_end(workers);
    ht_reference_close(setup.scan.pipeline.ref);
    log_end(code, inputs.count);
    return code;
}

const struct command command_check = {
    .name = "check",
    .operands = "FILE...",
    .summary = "Scan holdings and report exposure",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace check fund_holdings.csv",
                 "holdtrace check --report json=reports/ --min-coverage 90 --fail-above 0.5 funds/"},
    .run = run,
};
