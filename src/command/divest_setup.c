// SPDX-License-Identifier: GPL-3.0-or-later
// What `divest` reads before the holdings: divest_setup.h.
#include "command/divest_setup.h"

#include <string.h>

#include "command/check_benchmark.h"
#include "command/messages.h"
#include "holdtrace/exchanges.h"
#include "holdtrace/identifiers.h"

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

// What goes; the reference is open.
static enum ht_status read_choice(const struct divest_settings *settings, struct ht_arena *arena,
                                  struct divest_setup *setup, struct ht_error *err) {
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

// The groups within which what is freed is placed too, as bits.
static enum ht_status read_neutral(const char *text, struct ht_arena *arena, unsigned *out, struct ht_error *err) {
    size_t count = 0;
    const char **words = text ? ht_text_split(arena, text, ',', &count) : NULL;
    *out = 0;
    for (size_t i = 0; i < count; i++) {
        int by = 0;
        while (by < HT_GROUPING_COUNT && strcmp(words[i], ht_grouping_name((enum ht_grouping)by)) != 0)
            by++;
        if (by == HT_GROUPING_COUNT)
            return ht_fail(err, HT_ERR_USAGE, "--neutral: '%s' is neither sector nor country", words[i]);
        *out |= 1u << by;
    }
    return *out || !text ? HT_OK : ht_fail(err, HT_ERR_USAGE, "--neutral names neither sector nor country");
}

// What goes together, and what makes no sense alone.
static enum ht_status check_terms(const struct divest_settings *settings, const struct ht_divest_terms *terms,
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

static enum ht_status read_series(const struct divest_settings *settings, struct ht_arena *arena,
                                  struct divest_setup *setup, struct ht_error *err) {
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
    say_findings_of(settings->returns, &findings, status == HT_OK, settings->scan.quiet);
    if (status != HT_OK)
        return status;
    setup->trouble |= findings.count > 0;
    setup->terms.returns = returns;
    return HT_OK;
}

static enum ht_status read_volumes(const struct divest_settings *settings, struct ht_arena *arena,
                                   struct divest_setup *setup, struct ht_error *err) {
    struct ht_findings findings = ht_findings_in(arena);
    struct ht_volumes *volumes;
    if (!settings->volumes)
        return HT_OK;
    enum ht_status status = ht_volumes_read(settings->volumes, arena, &volumes, &findings, err);
    say_findings_of(settings->volumes, &findings, status == HT_OK, settings->scan.quiet);
    if (status != HT_OK)
        return status;
    setup->trouble |= findings.count > 0;
    setup->terms.volumes = volumes;
    return HT_OK;
}

// What is compared with another portfolio than was asked for would mislead: without the benchmark there is no report.
static enum ht_status read_benchmark(const struct divest_settings *settings, struct ht_arena *arena,
                                     struct divest_setup *setup, struct ht_error *err) {
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

static enum ht_status read_funds(const struct divest_settings *settings, struct ht_arena *arena,
                                 struct divest_setup *setup, struct ht_error *err) {
    enum ht_status status = constituents_read(&settings->look_through, settings->max_age, &setup->scan.pipeline.read,
                                              settings->scan.quiet, arena, &setup->constituents, err);
    setup->scan.pipeline.funds = setup->constituents.library;
    return status;
}

enum ht_status divest_read_terms(const struct divest_settings *settings, struct ht_arena *arena,
                                 struct divest_setup *setup, struct ht_error *err) {
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
        status = read_neutral(settings->neutral, arena, &terms->neutral, err);
    if (status == HT_OK)
        status = read_volumes(settings, arena, setup, err);
    return status == HT_OK ? read_series(settings, arena, setup, err) : status;
}

enum ht_status divest_read_choice(const struct divest_settings *settings, struct ht_arena *arena,
                                  struct divest_setup *setup, struct ht_error *err) {
    enum ht_status status = read_choice(settings, arena, setup, err);
    if (status == HT_OK)
        status = read_benchmark(settings, arena, setup, err);
    return status == HT_OK ? read_funds(settings, arena, setup, err) : status;
}
