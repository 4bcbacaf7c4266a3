// SPDX-License-Identifier: GPL-3.0-or-later
// What a scan needs: see setup.h.
#include "command/setup.h"

#include <sys/stat.h>

#include "command/locate.h"
#include "command/messages.h"
#include "holdtrace/large.h"
#include "holdtrace/values.h"

static enum ht_status choose_targets(const struct scan_settings *settings, struct ht_arena *arena,
                                     struct scan_setup *setup, struct ht_error *err) {
    struct pipeline *pipeline = &setup->pipeline;
    const char *screen = settings->screen ? settings->screen : DEFAULT_SCREEN;
    struct ht_targets *targets = NULL;
    char day[HT_DATE_TEXT];
    enum ht_status status = ht_screen_load(pipeline->ref, screen, arena, &setup->screen, err);
    if (status == HT_OK)
        status = ht_targets_select(pipeline->ref, &setup->screen, pipeline->as_of, arena, &targets, err);
    if (status == HT_OK && !settings->quiet && ht_targets_count(targets) == 0)
        say("screen %s: the screen selects nobody on this day, %s", setup->screen.name,
            ht_date_text(pipeline->as_of, day));
    if (status == HT_OK && settings->exclusions) {
        struct ht_findings findings = ht_findings_in(arena);
        status = ht_exclusions_read(pipeline->ref, settings->exclusions, arena, &setup->exclusions, &findings, err);
        say_findings(settings->exclusions, &findings, settings->quiet);
        pipeline->exclusions = &setup->exclusions;
        for (size_t i = 0; status == HT_OK && i < setup->exclusions.count; i++)
            ht_targets_add(targets, setup->exclusions.items[i].entity, HT_BASIS_EXCLUSION,
                           setup->exclusions.items[i].note);
    }
    pipeline->screen = &setup->screen;
    pipeline->targets = status == HT_OK ? targets : NULL;
    pipeline->known = ht_known_issuers_new(arena);
    return status;
}

static enum ht_status read_ledgers(const struct scan_settings *settings, struct ht_arena *arena,
                                   struct scan_setup *setup, struct ht_error *err) {
    enum ht_status status = HT_OK;
    setup->decisions = settings->decisions.count ? ht_decisions_in(arena) : NULL;
    for (size_t i = 0; status == HT_OK && i < settings->decisions.count; i++) {
        const char *path = settings->decisions.items[i];
        struct ht_findings findings = ht_findings_in(arena);
        status = ht_decisions_add(setup->decisions, path, &findings, err);
        say_findings(path, &findings, settings->quiet);
    }
    setup->pipeline.decisions = setup->decisions;
    return status;
}

// A currency as it is to be written on the command line.
static enum ht_status check_currency(const char *code, struct ht_error *err) {
    const char *whole = ht_currency_of_part(code);
    if (whole)
        return ht_fail(err, HT_ERR_USAGE, "--base-currency: %s is hundredth parts of %s; name that", code, whole);
    if (!ht_currency_known(code))
        return ht_fail(err, HT_ERR_USAGE, "--base-currency: '%s' is no ISO 4217 code, such as EUR", code);
    return HT_OK;
}

// Rates of the file that was named, else of the reference, if it has any.
static enum ht_status choose_base(const struct scan_settings *settings, struct ht_arena *arena,
                                  struct scan_setup *setup, struct ht_error *err) {
    struct ht_findings findings = ht_findings_in(arena);
    enum ht_status status = HT_OK;
    if (!settings->base_currency)
        return settings->rates ? ht_fail(err, HT_ERR_USAGE, "--rates needs --base-currency") : HT_OK;
    status = check_currency(settings->base_currency, err);
    if (status != HT_OK)
        return status;
    setup->base.currency = settings->base_currency;
    setup->pipeline.base = &setup->base;
    if (!settings->rates) {
        bool any = ht_reference_rates(setup->pipeline.ref, &setup->rates);
        setup->base.rates = any ? &setup->rates : NULL;
        return HT_OK;
    }
    status = ht_rates_read(settings->rates, arena, &setup->rates, &findings, err);
    say_findings_of(settings->rates, &findings, status == HT_OK, settings->quiet);
    if (status != HT_OK)
        return status;
    setup->rates_lost = findings.count > 0;
    setup->base.rates = &setup->rates;
    return HT_OK;
}

static void make_room(const struct ht_reference *ref) {
    struct stat info;
    if (stat(ht_reference_info(ref)->path, &info) == 0 && info.st_size > 0)
        ht_large_beside(2 * (size_t)info.st_size);
}

enum ht_status setup_scan(const struct scan_settings *settings, struct ht_arena *arena, struct scan_setup *out,
                          struct ht_error *err) {
    struct pipeline *pipeline = &out->pipeline;
    struct ht_layouts *layouts = ht_layouts_builtin(arena);
    enum ht_status status = HT_OK;
    if (settings->layout)
        status = ht_layouts_add_file(layouts, settings->layout, err);
    if (status == HT_OK)
        status = reference_locate(settings->reference, arena, &pipeline->ref, err);
    if (status != HT_OK)
        return status;
    make_room(pipeline->ref);
    pipeline->as_of = as_of_day(pipeline->ref, settings->as_of, settings->quiet);
    pipeline->read = (struct ht_read_options){
        .layouts = layouts, .encoding = settings->encoding, .holdings_date = settings->holdings_date};
    status = choose_base(settings, arena, out, err);
    if (status == HT_OK)
        status = choose_targets(settings, arena, out, err);
    return status == HT_OK ? read_ledgers(settings, arena, out, err) : status;
}

bool setup_has_lost(const struct scan_setup *setup) {
    return setup->rates_lost || (setup->pipeline.exclusions && !setup->exclusions.whole) ||
           (setup->decisions && !setup->decisions->whole);
}

void setup_keep(const struct scan_settings *settings, const struct scan_setup *setup, const struct inputs *inputs,
                struct ht_arena *arena, struct kept_paths *kept) {
    for (size_t i = 0; i < inputs->count; i++)
        keep_path(kept, arena, inputs->items[i].path, "an input");
    keep_path(kept, arena, settings->exclusions, "the exclusions");
    for (size_t i = 0; i < settings->decisions.count; i++)
        keep_path(kept, arena, settings->decisions.items[i], "a ledger of decisions");
    keep_path(kept, arena, settings->rates, "the file of rates");
    keep_path(kept, arena, settings->screen, "the screen");
    keep_path(kept, arena, settings->layout, "the layout");
    keep_path(kept, arena, ht_reference_info(setup->pipeline.ref)->path, "the reference");
}

void say_results(const struct results *results, bool quiet) {
    for (size_t i = 0; i < results->unread_count; i++)
        say_findings(results->unread[i].path, &results->unread[i].findings, quiet);
    for (size_t i = 0; i < results->account_count; i++) {
        say_findings(results->accounts[i].resolution->portfolio->path, &results->accounts[i].findings, quiet);
        ht_large_rest_fund();
    }
}
