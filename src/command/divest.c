// SPDX-License-Identifier: GPL-3.0-or-later
// What selling the exposed positions would mean.
#include "holdtrace/divest_report.h"

#include <stddef.h>
#include <string.h>

#include "command/check_benchmark.h"
#include "command/command.h"
#include "command/constituents.h"
#include "command/messages.h"
#include "command/print.h"
#include "command/reports.h"
#include "command/setup.h"
#include "holdtrace/exchanges.h"
#include "holdtrace/identifiers.h"

struct settings {
    struct scan_settings scan;
    struct text_list reports, keep, lists, parents, look_through;
    const char *drop, *volumes, *half_spread, *impact, *returns, *series, *benchmark, *max_age;
    struct ht_amount participation, turnover, max_weight;
    size_t periods;
    bool not_us_person;
};

#define SETTING(member) offsetof(struct settings, member)

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
    {"turnover", "PERCENT", "the most that least tracking error may trade, one way", OPTION_PERCENT,
     SETTING(turnover)},
    {"max-weight", "PERCENT", "the most that a security may weigh there", OPTION_PERCENT, SETTING(max_weight)},
    {"report", "FORMAT[=PATH]", "text (default), json, or csv: the orders; may be repeated", OPTION_LIST,
     SETTING(reports)},
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

struct order {
    ht_divest_writer *write;
    const char *path; // NULL: standard output
};

struct setup {
    struct scan_setup scan;
    struct inputs inputs;
    struct results results;
    struct constituents constituents;
    struct ht_divest_choice choice;
    struct ht_divest_terms terms;
    struct order *orders;
    size_t order_count;
    bool trouble; // a row of a file beside the holdings was left out
};

static enum ht_status read_categories(const char *text, struct ht_arena *arena, unsigned *out, struct ht_error *err) {
    size_t count;
    const char **words = ht_text_split(arena, text, ',', &count);
    *out = 0;
    for (size_t i = 0; i < count; i++) {
        enum ht_category category = ht_category_named(words[i]);
        if (category >= HT_POSSIBLE)
            return ht_fail(err, HT_ERR_USAGE,
                           "--drop: '%s' is none of direct, owned, controlled, parent, minority, stake, linked",
                           words[i]);
        *out |= 1u << category;
    }
    return *out ? HT_OK : ht_fail(err, HT_ERR_USAGE, "--drop names no category");
}

// ISINs and tickers in the form that positions have them in.
static enum ht_status read_codes(const struct text_list *list, struct ht_arena *arena, const char ***out,
                                 struct ht_error *err) {
    *out = ht_arena_array(arena, list->count, sizeof **out);
    for (size_t i = 0; i < list->count; i++) {
        char isin[HT_ID_TEXT];
        struct ht_ticker ticker;
        bool is_isin = ht_id_parse(HT_ID_ISIN, list->items[i], strlen(list->items[i]), isin);
        if (!is_isin && !ht_ticker_parse(list->items[i], NULL, NULL, &ticker))
            return ht_fail(err, HT_ERR_USAGE, "--keep: '%s' is no ISIN and no ticker", list->items[i]);
        (*out)[i] = ht_arena_string(arena, is_isin ? isin : ticker.code);
    }
    return HT_OK;
}

// A code that no fund has keeps nothing: a slip of the pen may sell what was to stay.
static void say_unmet(const struct setup *setup) {
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

// What goes; the reference is open.
static enum ht_status read_choice(const struct settings *settings, struct ht_arena *arena, struct setup *setup,
                                  struct ht_error *err) {
    struct ht_reference *ref = setup->scan.pipeline.ref;
    const char **keep = NULL;
    unsigned categories = setup->scan.screen.counted;
    enum ht_status status = HT_OK;
    if (settings->drop)
        status = read_categories(settings->drop, arena, &categories, err);
    if (status == HT_OK)
        status = read_codes(&settings->keep, arena, &keep, err);
    for (size_t i = 0; status == HT_OK && i < settings->lists.count; i++)
        if (!ht_reference_list(ref, settings->lists.items[i]))
            return ht_fail(err, HT_ERR_USAGE,
                           "--list: the reference has no list '%s'; 'holdtrace ref info' names them",
                           settings->lists.items[i]);
    for (size_t i = 0; status == HT_OK && i < settings->parents.count; i++)
        if (!ht_reference_entity(ref, settings->parents.items[i]))
            return ht_fail(err, HT_ERR_USAGE,
                           "--parent: the reference has no entity '%s'; 'holdtrace explain' finds ids",
                           settings->parents.items[i]);
    setup->choice = (struct ht_divest_choice){.categories = categories,
                                              .keep = keep,
                                              .keep_count = settings->keep.count,
                                              .lists = settings->lists.items,
                                              .list_count = settings->lists.count,
                                              .parents = settings->parents.items,
                                              .parent_count = settings->parents.count};
    return status;
}

// A number of basis points, not below zero; unknown when TEXT is NULL.
static enum ht_status read_points(const char *option, const char *text, struct ht_amount *out, struct ht_error *err) {
    enum { MOST = 10000 };
    if (!text)
        return HT_OK;
    out->known = ht_decimal_parse(text, strlen(text), &out->number) && ht_decimal_sign(out->number) >= 0 &&
                 ht_decimal_cmp(out->number, ht_decimal_int(MOST)) <= 0;
    return out->known ? HT_OK
                      : ht_fail(err, HT_ERR_USAGE, "--%s: '%s' is no number of basis points from 0 to %d", option,
                                text, MOST);
}

// What goes together, and what makes no sense alone.
static enum ht_status check_terms(const struct settings *settings, const struct ht_divest_terms *terms,
                                  struct ht_error *err) {
    if (ht_decimal_sign(terms->participation_pct) == 0)
        return ht_fail(err, HT_ERR_USAGE, "--participation: at 0 %% of the volume nothing is ever sold");
    if (settings->participation.known && !settings->volumes)
        return ht_fail(err, HT_ERR_USAGE, "--participation needs --volumes");
    if (terms->impact_bp.known && !settings->volumes)
        return ht_fail(err, HT_ERR_USAGE, "--impact-bp needs --volumes");
    if (terms->impact_bp.known && !terms->half_spread_bp.known)
        return ht_fail(err, HT_ERR_USAGE, "--impact-bp needs --half-spread-bp, which may be 0");
    if (!settings->returns && (settings->series || settings->periods || settings->benchmark ||
                               settings->turnover.known || settings->max_weight.known))
        return ht_fail(err, HT_ERR_USAGE,
                       "--series, --periods, --benchmark, --turnover and --max-weight need --returns");
    return HT_OK;
}

static enum ht_status read_series(const struct settings *settings, struct ht_arena *arena, struct setup *setup,
                                  struct ht_error *err) {
    struct ht_findings findings = ht_findings_in(arena);
    enum ht_returns_kind kind = HT_RETURNS_GUESS;
    struct ht_returns *returns;
    if (settings->series && strcmp(settings->series, "prices") == 0)
        kind = HT_RETURNS_PRICES;
    else if (settings->series && strcmp(settings->series, "returns") == 0)
        kind = HT_RETURNS_RETURNS;
    else if (settings->series)
        return ht_fail(err, HT_ERR_USAGE, "--series: '%s' is neither prices nor returns", settings->series);
    if (!settings->returns)
        return HT_OK;
    enum ht_status status = ht_returns_read(settings->returns, kind, arena, &returns, &findings, err);
    say_findings(settings->returns, &findings, settings->scan.quiet);
    setup->trouble |= findings.count > 0;
    setup->terms.returns = status == HT_OK ? returns : NULL;
    return status;
}

static enum ht_status read_volumes(const struct settings *settings, struct ht_arena *arena, struct setup *setup,
                                   struct ht_error *err) {
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_volumes *volumes;
    if (!settings->volumes)
        return HT_OK;
    enum ht_status status = ht_volumes_read(settings->volumes, arena, &volumes, &findings, err);
    say_findings(settings->volumes, &findings, settings->scan.quiet);
    setup->trouble |= findings.count > 0;
    setup->terms.volumes = status == HT_OK ? volumes : NULL;
    return status;
}

// What is compared with another portfolio than was asked for would mislead: without the benchmark there is no report.
static enum ht_status read_benchmark(const struct settings *settings, struct ht_arena *arena, struct setup *setup,
                                     struct ht_error *err) {
    struct ht_benchmark_file benchmark;
    if (!settings->benchmark)
        return HT_OK;
    enum ht_status status =
        benchmark_scan(&setup->scan.pipeline, settings->benchmark, settings->scan.quiet, arena, &benchmark, err);
    if (status != HT_OK)
        return status;
    if (!benchmark.account)
        return ht_fail(err, HT_ERR_USAGE, "--benchmark: without the benchmark no report is made");
    setup->trouble |= benchmark.trouble;
    setup->terms.benchmark = benchmark.account;
    return HT_OK;
}

static enum ht_status read_funds(const struct settings *settings, struct ht_arena *arena, struct setup *setup,
                                 struct ht_error *err) {
    enum ht_status status = constituents_read(&settings->look_through, settings->max_age, &setup->scan.pipeline.read,
                                              settings->scan.quiet, arena, &setup->constituents, err);
    setup->scan.pipeline.funds = setup->constituents.library;
    return status;
}

static enum ht_status read_terms(const struct settings *settings, struct ht_arena *arena, struct setup *setup,
                                 struct ht_error *err) {
    enum { PARTICIPATION = 20 };
    struct ht_divest_terms *terms = &setup->terms;
    *terms = (struct ht_divest_terms){.participation_pct = ht_decimal_int(PARTICIPATION),
                                      .not_us_person = settings->not_us_person,
                                      .turnover_pct = settings->turnover,
                                      .max_weight_pct = settings->max_weight,
                                      .periods = (double)settings->periods};
    if (settings->participation.known)
        terms->participation_pct = settings->participation.number;
    enum ht_status status = read_points("half-spread-bp", settings->half_spread, &terms->half_spread_bp, err);
    if (status == HT_OK)
        status = read_points("impact-bp", settings->impact, &terms->impact_bp, err);
    if (status == HT_OK)
        status = check_terms(settings, terms, err);
    if (status == HT_OK)
        status = read_volumes(settings, arena, setup, err);
    return status == HT_OK ? read_series(settings, arena, setup, err) : status;
}

static enum ht_status read_order(const char *text, struct ht_arena *arena, struct order *out, struct ht_error *err) {
    const char *equals = strchr(text, '=');
    const char *name = equals ? ht_arena_copy(arena, text, (size_t)(equals - text)) : text;
    out->write = ht_divest_format(name);
    out->path = equals && strcmp(equals + 1, "-") != 0 ? equals + 1 : NULL;
    if (!out->write)
        return ht_fail(err, HT_ERR_USAGE, "--report: divest has no format '%s'; there are text, json and csv", name);
    if (out->path && !*out->path)
        return ht_fail(err, HT_ERR_USAGE, "--report: no file is named after '%s='", name);
    return HT_OK;
}

static enum ht_status read_orders(const struct settings *settings, struct ht_arena *arena, struct setup *setup,
                                  struct ht_error *err) {
    static const char *const TEXT = "text";
    const char *const *values = settings->reports.count ? settings->reports.items : &TEXT;
    size_t printed = 0;
    setup->order_count = settings->reports.count ? settings->reports.count : 1;
    setup->orders = ht_arena_array(arena, setup->order_count, sizeof *setup->orders);
    for (size_t i = 0; i < setup->order_count; i++) {
        enum ht_status status = read_order(values[i], arena, &setup->orders[i], err);
        if (status != HT_OK)
            return status;
        printed += !setup->orders[i].path;
    }
    return printed > 1 ? ht_fail(err, HT_ERR_USAGE, "--report: only one report can go to standard output") : HT_OK;
}

// Nothing that the run reads may be replaced by a report.
static enum ht_status protect(const struct settings *settings, struct setup *setup, struct ht_arena *arena,
                              struct ht_error *err) {
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

static enum ht_status prepare(const struct invocation *invocation, struct setup *setup, struct ht_error *err) {
    const struct settings *settings = invocation->settings;
    struct ht_arena *arena = invocation->arena;
    enum ht_status status = read_orders(settings, arena, setup, err);
    if (status == HT_OK)
        status = read_terms(settings, arena, setup, err);
    if (status == HT_OK)
        status = setup_scan(&settings->scan, arena, &setup->scan, err);
    if (status == HT_OK)
        status = read_choice(settings, arena, setup, err);
    if (status == HT_OK)
        status = read_benchmark(settings, arena, setup, err);
    if (status == HT_OK)
        status = read_funds(settings, arena, setup, err);
    if (status != HT_OK)
        return status;
    inputs_gather(invocation->operands, invocation->operand_count, arena, &setup->inputs);
    status = protect(settings, setup, arena, err);
    return status == HT_OK ? pipeline_run(&setup->scan.pipeline, &setup->inputs, arena, &setup->results, err)
                           : status;
}

static int report(const struct invocation *invocation, const struct setup *setup) {
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
        struct ht_buffer buffer = {0};
        scan.width = 0;
        scan.colour = false;
        if (!setup->orders[i].path)
            terminal_of_output(&scan.width, &scan.colour);
        setup->orders[i].write(&said, arena, &buffer);
        if (!write_buffer(setup->orders[i].path, &buffer))
            code = EXIT_TROUBLE;
    }
    return code;
}

static int run(const struct invocation *invocation) {
    const struct settings *settings = invocation->settings;
    struct setup setup = {0};
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
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace divest fund_holdings.csv",
                 "holdtrace divest --volumes adv.csv --returns prices.csv --report csv=orders.csv fund_holdings.csv"},
    .run = run,
};
