// SPDX-License-Identifier: GPL-3.0-or-later
// Lines to assets with a series of returns, and the covariance of those: track.h.
#include <string.h>

#include "divest/track.h"

bool div_is_risky(const struct ht_line *line) {
    return line->resolved->position->kind != HT_KIND_CASH;
}

struct gathering {
    const struct div_plan *plan;
    struct div_assets *assets;
    long *by_series; // the asset of each series; DIV_NO_ASSET
};

// The asset of LINE, made when it is the first with its series.
static long asset_of(struct gathering *gathering, const struct ht_line *line) {
    struct div_assets *assets = gathering->assets;
    long series = div_is_risky(line) ? ht_returns_find(gathering->plan->terms->returns, line->resolved->position)
                                     : HT_NO_SERIES;
    if (series == HT_NO_SERIES)
        return DIV_NO_ASSET;
    if (gathering->by_series[series] == DIV_NO_ASSET) {
        assets->series[assets->count] = series;
        gathering->by_series[series] = (long)assets->count++;
    }
    return gathering->by_series[series];
}

// That a line goes and has no series, in words; NULL when all of them have one.
static const char *words_for_uncovered(const struct div_plan *plan, const struct div_assets *assets) {
    long first = 0;
    size_t count = 0;
    for (size_t i = 0; i < plan->account->line_count; i++) {
        const struct ht_line *line = &plan->account->lines[i];
        if (plan->roles[i] != DIV_GOES || assets->of_line[i] != DIV_NO_ASSET || !div_is_risky(line))
            continue;
        first = count ? first : line->resolved->position->line;
        count++;
    }
    const char *others = count > 1 ? ht_arena_format(plan->arena, ", nor have %zu others that go", count - 1) : "";
    return count == 0
               ? NULL
               : ht_arena_format(plan->arena,
                                 "line %ld goes and has no series of returns, or one with gaps on more than one "
                                 "day in five%s",
                                 first, others);
}

// What of the fund stays and has no series, and what stands for it: the securities that may be bought and have one.
static void find_proxy(const struct div_plan *plan, struct div_assets *assets) {
    struct ht_divest_risk *risk = &plan->out->risk;
    struct ht_amount without = ht_amount_of(ht_decimal_int(0));
    double whole = 0;
    for (size_t i = 0; i < plan->account->line_count; i++) {
        const struct ht_line *line = &plan->account->lines[i];
        struct ht_amount size = div_size(plan, line);
        if (assets->of_line[i] != DIV_NO_ASSET && plan->roles[i] == DIV_TAKES) {
            assets->proxy[assets->of_line[i]] += div_weight(plan, size);
            whole += div_weight(plan, size);
        } else if (assets->of_line[i] == DIV_NO_ASSET && div_is_risky(line) && size.known) {
            risk->without++;
            (void)ht_amount_add(&without, size);
        }
    }
    for (size_t i = 0; i < assets->count && whole > 0; i++)
        assets->proxy[i] /= whole;
    risk->without_pct = div_percent(plan, without);
}

// The benchmark's weights; those of names that have a series stand for those that have none.
static const char *track_benchmark(const struct div_plan *plan, struct div_assets *assets, const long *of_line) {
    const struct ht_account *benchmark = plan->terms->benchmark;
    double covered = 0, risky = 0;
    static const double PERCENT = 100;
    for (size_t i = 0; i < benchmark->line_count; i++) {
        const struct ht_line *line = &benchmark->lines[i];
        if (!line->weight_pct.known)
            return "the benchmark tells no weights, or values in several currencies";
        double weight = div_is_risky(line) ? div_double(line->weight_pct.number) / PERCENT : 0;
        risky += weight;
        if (of_line[i] == DIV_NO_ASSET)
            continue;
        covered += weight;
        assets->tracked[of_line[i]] += weight;
    }
    if (covered <= 0)
        return "none of the benchmark's securities has a series of returns";
    for (size_t i = 0; i < assets->count; i++)
        assets->tracked[i] *= risky / covered;
    plan->out->risk.benchmark_without_pct = div_amount(PERCENT * (risky - covered), DIV_PERCENT_PLACES);
    return NULL;
}

void div_assets_weights(const struct div_plan *plan, const struct div_assets *assets,
                        const struct ht_alternative *alternative, double *out) {
    double without = 0;
    memset(out, 0, assets->count * sizeof *out);
    for (size_t i = 0; i < plan->account->line_count; i++) {
        struct ht_amount size = div_size(plan, &plan->account->lines[i]);
        double weight = div_weight(plan, size);
        if (alternative->changes)
            weight += div_weight(plan, alternative->changes[i]);
        if (assets->of_line[i] != DIV_NO_ASSET)
            out[assets->of_line[i]] += weight;
        else if (div_is_risky(&plan->account->lines[i]))
            without += weight;
    }
    for (size_t i = 0; i < assets->count; i++)
        out[i] += without * assets->proxy[i];
}

static const char *estimate(const struct div_plan *plan, struct div_assets *assets) {
    struct ht_divest_risk *risk = &plan->out->risk;
    const char *why_not = ht_returns_take(plan->terms->returns, assets->series, assets->count, plan->terms->periods,
                                          plan->arena, &risk->sample);
    if (why_not)
        return why_not;
    struct ht_shrinkage shrunk = ht_covariance_estimate(risk->sample.values, risk->sample.count, assets->count,
                                                        risk->sample.periods, plan->arena, &assets->covariance);
    risk->shrinkage = div_amount(shrunk.shrinkage, DIV_PERCENT_PLACES);
    return shrunk.mean_variance > 0 ? NULL : "the returns have no variance: nothing in them moves";
}

const char *div_assets_make(const struct div_plan *plan, struct div_assets *assets) {
    const struct ht_account *account = plan->account, *benchmark = plan->terms->benchmark;
    size_t series = ht_returns_series(plan->terms->returns), others = benchmark ? benchmark->line_count : 0;
    struct gathering gathering = {plan, assets, ht_arena_array(plan->arena, series, sizeof(long))};
    long *of_benchmark = ht_arena_array(plan->arena, others, sizeof *of_benchmark);
    *assets = (struct div_assets){.series = ht_arena_array(plan->arena, series, sizeof *assets->series)};
    assets->of_line = ht_arena_array(plan->arena, account->line_count, sizeof *assets->of_line);
    for (size_t i = 0; i < series; i++)
        gathering.by_series[i] = DIV_NO_ASSET;
    for (size_t i = 0; i < account->line_count; i++)
        assets->of_line[i] = asset_of(&gathering, &account->lines[i]);
    for (size_t i = 0; i < others; i++)
        of_benchmark[i] = asset_of(&gathering, &benchmark->lines[i]);
    const char *uncovered = words_for_uncovered(plan, assets);
    if (uncovered)
        return uncovered;
    if (assets->count == 0)
        return "none of the securities has a series of returns";
    assets->proxy = ht_arena_array(plan->arena, assets->count, sizeof *assets->proxy);
    assets->tracked = ht_arena_array(plan->arena, assets->count, sizeof *assets->tracked);
    find_proxy(plan, assets);
    const char *why_not = benchmark ? track_benchmark(plan, assets, of_benchmark) : NULL;
    if (!benchmark)
        div_assets_weights(plan, assets, &plan->out->alternatives[HT_LIKE_BEFORE], assets->tracked);
    return why_not ? why_not : estimate(plan, assets);
}
