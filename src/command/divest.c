// SPDX-License-Identifier: GPL-3.0-or-later
// What selling the exposed positions would mean.
#include <stddef.h>
#include <string.h>

#include "command/check_values.h"
#include "command/command.h"
#include "command/divest_setup.h"
#include "command/messages.h"
#include "command/print.h"
#include "command/reports.h"

#define SETTING(member) offsetof(struct divest_settings, member)

static const struct option OPTIONS[] = {
    {"drop", "CATEGORIES", "what goes: direct,owned,... (default: what the screen counts)", OPTION_TEXT,
     SETTING(drop)},
    {"keep", "CODE", "a security that stays, by its ISIN or ticker; may be repeated", OPTION_LIST, SETTING(keep)},
    {"list", "ID", "only what an entry of this list stands behind; may be repeated", OPTION_LIST, SETTING(lists)},
    {"parent", "ID", "only what belongs to this company or its group; may be repeated", OPTION_LIST,
     SETTING(parents)},
    {"volumes", "FILE", "shares traded on an average day: isin or ticker, adv_shares", OPTION_TEXT, SETTING(volumes)},
    {"participation", "PERCENT", "your share of a day's volume (default: 20)", OPTION_PERCENT,
     SETTING(participation)},
    {"half-spread-bp", "N", "cost of a sale: half the spread, in basis points", OPTION_TEXT, SETTING(half_spread)},
    {"impact-bp", "N", "cost of selling one day's volume, in basis points; it grows with the square root",
     OPTION_TEXT, SETTING(impact)},
    {"not-us-person", NULL, "the holder is no US person: their rules do not restrict", OPTION_SWITCH,
     SETTING(not_us_person)},
    {"returns", "FILE", "prices or returns over time, for risk and least tracking error", OPTION_TEXT,
     SETTING(returns)},
    {"series", "KIND", "prices or returns, when the guess is wrong", OPTION_TEXT, SETTING(series)},
    {"periods", "N", "returns in a year (default: by their dates)", OPTION_COUNT, SETTING(periods)},
    {"benchmark", "FILE", "holdings to track (default: the portfolio as it is)", OPTION_TEXT, SETTING(benchmark)},
    {"neutral", "WHAT", "also place what is freed within its sector, country, or sector,country", OPTION_TEXT,
     SETTING(neutral)},
    {"turnover", "PERCENT", "the most that least tracking error may trade, one way", OPTION_PERCENT,
     SETTING(turnover)},
    {"max-weight", "PERCENT", "the most that a security may weigh there", OPTION_PERCENT, SETTING(max_weight)},
    {"report", "FORMAT[=PATH]", "text (default), md, html, pdf, xlsx, json, or csv: the orders; may be repeated",
     OPTION_LIST, SETTING(reports)},
    LOCALE_OPTION(SETTING(locale)),
    {"paper", "SIZE", "pages of the pdf report: a4 (default) or letter", OPTION_TEXT, SETTING(paper)},
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
    {"look-through", "PATH", "what funds that are held hold: a file, directory or archive; may be repeated",
     OPTION_LIST, SETTING(look_through)},
    {"max-age", "DAYS", "how far those files may lie from the holdings (default: 366)", OPTION_TEXT,
     SETTING(max_age)},
    {"layout", "FILE", "a layout of your own, tried before the others", OPTION_TEXT, SETTING(scan.layout)},
    {"encoding", "NAME", "the files' encoding, when the guess is wrong", OPTION_TEXT, SETTING(scan.encoding)},
    {"reference", "DB", "the reference database", OPTION_TEXT, SETTING(scan.reference)},
    {"quiet", NULL, "no warnings on standard error", OPTION_SWITCH, SETTING(scan.quiet)},
    {0},
};

// A code that no fund has keeps nothing: a slip of the pen may sell what was to stay.
static void say_unmet(const struct divest_setup *setup) {
    for (size_t k = 0; k < setup->choice.keep_count; k++) {
        struct ht_divest_choice one = {.keep = &setup->choice.keep[k], .keep_count = 1};
        bool met = false;
        for (size_t i = 0; i < setup->results.account_count && !met; i++)
            for (size_t n = 0; n < setup->results.accounts[i].line_count && !met; n++)
                met = ht_divest_is_kept(&one, setup->results.accounts[i].lines[n].resolved->position);
        if (!met)
            say("--keep: no position has the code %s; it keeps nothing", setup->choice.keep[k]);
    }
}

static const char *format_names(struct ht_arena *arena) {
    const char *names = "";
    for (const struct ht_divest_format *format = ht_divest_formats; format->name; format++)
        names = ht_arena_format(arena, "%s%s%s", names, *names ? ", " : "", format->name);
    return names;
}

static enum ht_status read_report(const char *text, struct ht_arena *arena, struct divest_order *out,
                                  struct ht_error *err) {
    const char *equals = strchr(text, '=');
    const char *name = equals ? ht_arena_copy(arena, text, (size_t)(equals - text)) : text;
    out->format = ht_divest_format_named(name);
    out->path = equals && strcmp(equals + 1, "-") != 0 ? equals + 1 : NULL;
    if (!out->format)
        return ht_fail(err, HT_ERR_USAGE, "--report: divest has no format '%s'; there are %s", name,
                       format_names(arena));
    if (out->path && !*out->path)
        return ht_fail(err, HT_ERR_USAGE, "--report: no file is named after '%s='", name);
    return report_helper(name, out->format->helper, out->path, arena, &out->helper, err);
}

static enum ht_status read_reports(const struct divest_settings *settings, struct ht_arena *arena,
                                   struct divest_setup *setup, struct ht_error *err) {
    static const char *const TEXT = "text";
    const char *const *values = settings->reports.count ? settings->reports.items : &TEXT;
    size_t printed = 0;
    setup->order_count = settings->reports.count ? settings->reports.count : 1;
    setup->orders = ht_arena_array(arena, setup->order_count, sizeof *setup->orders);
    for (size_t i = 0; i < setup->order_count; i++) {
        enum ht_status status = read_report(values[i], arena, &setup->orders[i], err);
        if (status != HT_OK)
            return status;
        printed += !setup->orders[i].path;
    }
    return printed > 1 ? ht_fail(err, HT_ERR_USAGE, "--report: only one report can go to standard output") : HT_OK;
}

// Nothing that the run reads may be replaced by a report.
static enum ht_status protect(const struct divest_settings *settings, struct divest_setup *setup,
                              struct ht_arena *arena, struct ht_error *err) {
    struct kept_paths kept = {0};
    setup_keep(&settings->scan, &setup->scan, &setup->inputs, arena, &kept);
    keep_path(&kept, arena, settings->volumes, "the file of volumes");
    keep_path(&kept, arena, settings->returns, "the file of returns");
    keep_path(&kept, arena, settings->benchmark, "the benchmark");
    for (size_t i = 0; i < setup->constituents.inputs.count; i++)
        keep_path(&kept, arena, setup->constituents.inputs.items[i].path, "a file to look through funds by");
    for (size_t i = 0; i < setup->order_count; i++) {
        enum ht_status status =
            setup->orders[i].path ? refuse_overwrite(&kept, setup->orders[i].path, arena, err) : HT_OK;
        if (status != HT_OK)
            return status;
        keep_path(&kept, arena, setup->orders[i].path, "another report");
    }
    return HT_OK;
}

static enum ht_status prepare(const struct invocation *invocation, struct divest_setup *setup, struct ht_error *err) {
    const struct divest_settings *settings = invocation->settings;
    struct ht_arena *arena = invocation->arena;
    enum ht_status status = read_reports(settings, arena, setup, err);
    if (status == HT_OK)
        status = read_paper(settings->paper, err);
    if (status == HT_OK)
        status = divest_read_terms(settings, arena, setup, err);
    if (status == HT_OK)
        status = setup_scan(&settings->scan, arena, &setup->scan, err);
    if (status == HT_OK)
        status = divest_read_choice(settings, arena, setup, err);
    if (status != HT_OK)
        return status;
    inputs_gather(invocation->operands, invocation->operand_count, arena, &setup->inputs);
    status = protect(settings, setup, arena, err);
    return status == HT_OK ? pipeline_run(&setup->scan.pipeline, &setup->inputs, arena, &setup->results, err)
                           : status;
}

static bool write_report(const struct divest_order *order, const struct ht_divest_report *report,
                         struct ht_arena *arena) {
    struct ht_buffer script = {0}, bytes = {0};
    struct ht_error err;
    ht_divest_write(order->format, report, arena, &script);
    bool made = report_finish(order->format->helper, order->helper, &script, report->scan->quiet, arena, &bytes,
                              &err) == HT_OK;
    ht_buffer_free(&script);
    if (made)
        return write_buffer(order->path, &bytes);
    ht_buffer_free(&bytes);
    say_error(&err);
    return false;
}

static int report(const struct invocation *invocation, const struct divest_setup *setup) {
    const struct divest_settings *settings = invocation->settings;
    const struct pipeline *pipeline = &setup->scan.pipeline;
    const struct results *results = &setup->results;
    struct ht_arena *arena = invocation->arena;
    struct ht_divestment *items = ht_arena_array(arena, results->account_count, sizeof *items);
    size_t exposed = 0;
    for (size_t i = 0; i < results->account_count; i++) {
        ht_divest(pipeline->ref, pipeline->screen, pipeline->targets, pipeline->as_of, &results->accounts[i],
                  &setup->choice, &setup->terms, arena, &items[i]);
        exposed += items[i].sale_count + items[i].inside_funds + items[i].shorts;
    }
    struct ht_scan scan = {
        .version = HT_VERSION,
        .ref = pipeline->ref,
        .screen = pipeline->screen,
        .targets = pipeline->targets,
        .exclusions = pipeline->exclusions,
        .decisions = pipeline->decisions,
        .base = pipeline->base,
        .as_of = pipeline->as_of,
        .locale = settings->locale,
        .paper = settings->paper,
        .quiet = settings->scan.quiet,
        .accounts = results->accounts,
        .account_count = results->account_count,
        .unread = results->unread,
        .unread_count = results->unread_count,
        .outcome.trouble = results->trouble || setup->trouble || setup_has_lost(&setup->scan),
    };
    struct ht_divest_report said = {.scan = &scan, .choice = &setup->choice, .terms = &setup->terms, .items = items};
    said.overall = ht_divest_overall(items, scan.account_count, said.terms, arena, &said.overall_count);
    int code = scan.outcome.trouble ? EXIT_TROUBLE : exposed > 0 ? EXIT_EXPOSED : EXIT_NOTHING;
    for (size_t i = 0; i < setup->order_count; i++) {
        scan.width = 0;
        scan.colour = false;
        if (!setup->orders[i].path)
            terminal_of_output(&scan.width, &scan.colour);
        if (!write_report(&setup->orders[i], &said, arena))
            code = EXIT_TROUBLE;
    }
    return code;
}

static int run(const struct invocation *invocation) {
    const struct divest_settings *settings = invocation->settings;
    struct divest_setup setup = {0};
    struct ht_error err;
    int code = EXIT_TROUBLE;
    if (invocation->operand_count == 0) {
        say("divest needs a holdings file, a directory, or - for standard input");
        return EXIT_TROUBLE;
    }
    if (prepare(invocation, &setup, &err) != HT_OK) {
        say_error(&err);
    } else {
        constituents_settle(&setup.constituents, &setup.results, settings->scan.quiet, invocation->arena);
        say_results(&setup.results, settings->scan.quiet);
        say_unmet(&setup);
        code = report(invocation, &setup);
        if (ht_reference_status(setup.scan.pipeline.ref, &err) != HT_OK) {
            say_error(&err);
            code = EXIT_TROUBLE;
        }
    }
    ht_reference_close(setup.scan.pipeline.ref);
    return code;
}

const struct command command_divest = {
    .name = "divest",
    .operands = "FILE...",
    .summary = "Tell what selling the exposed positions would mean",
    .options = OPTIONS,
    .settings_size = sizeof(struct divest_settings),
    .examples = {"holdtrace divest fund_holdings.csv",
                 "holdtrace divest --volumes adv.csv --returns prices.csv --report csv=orders.csv fund_holdings.csv"},
    .run = run,
};
