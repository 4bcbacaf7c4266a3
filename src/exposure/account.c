// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of accounting in order, and what they share: see account.h.
#include "exposure/account.h"
#include "holdtrace/large.h"
#include "holdtrace/text.h"
#include "holdtrace/told.h"

#include <string.h>

void acc_lines_add(struct acc_context *ctx, struct acc_lines *lines, const struct ht_line *line) {
    lines->items = ht_arena_grow(ctx->arena, lines->items, lines->count, &lines->capacity, sizeof(*lines->items));
    lines->items[lines->count++] = line;
}

const struct ht_position *acc_position(const struct ht_line *line) {
    ht_large_rest(); // what passes over all lines comes by here
    return line->resolved->position;
}

bool acc_is_opaque(const struct ht_line *line) {
    const struct ht_position *position = acc_position(line);
    return position->kind == HT_KIND_FUND || position->opaque != NULL;
}

void acc_add(struct acc_context *ctx, struct ht_amount *sum, struct ht_amount b) {
    if (!ht_amount_add(sum, b))
        ctx->overflow = true;
}

bool acc_counts(const struct acc_context *ctx, enum ht_category category) {
    return category < HT_POSSIBLE && (ctx->screen->counted >> category & 1u) != 0;
}

const struct ht_entity *acc_guarantor(const struct ht_line *line) {
    const struct ht_security *security = line->resolved->security;
    if (!line->resolved->issuer || !security || !security->guarantor)
        return NULL;
    return strcmp(security->guarantor->id, line->resolved->issuer->id) == 0 ? NULL : security->guarantor;
}

const struct ht_entity *ht_line_guarantor(const struct ht_line *line) {
    return acc_guarantor(line);
}

bool ht_account_is_part(const struct ht_account *account) {
    struct ht_decimal least = ht_decimal_int(95);
    return account->weight_file_sum_pct.known && ht_decimal_cmp(account->weight_file_sum_pct.number, least) < 0 &&
           ht_text_equal(account->denominator, "sum_of_values");
}

enum { LATEST_DAYS = 31 };

static void note_overflow(struct acc_context *ctx) {
    if (ctx->overflow)
        ht_find(&ctx->account->findings, HT_CODE_OVERFLOW, 0, "a sum is too large for 38 digits; it is not stated");
}

// Without a clock: no file of holdings is much younger than the reference, or it is time for a new one.
static void note_date(struct acc_context *ctx) {
    struct ht_date day = ctx->account->resolution->portfolio->holdings_date;
    struct ht_date last = ht_reference_info(ctx->ref)->data_date;
    char text[HT_FIGURE_TEXT], until[HT_FIGURE_TEXT];
    if (!ht_date_known(day))
        return;
    if (day.year < 1900)
        ht_find(&ctx->account->findings, HT_CODE_UNLIKELY_DATE, 0,
                "the holdings date %s lies before 1900; it was kept", ht_told_date(day, text));
    else if (ht_date_known(last) && ht_date_days(last, day) > LATEST_DAYS)
        ht_find(&ctx->account->findings, HT_CODE_UNLIKELY_DATE, 0,
                "the holdings date %s lies more than %d days after %s, the data date of the reference; it was kept",
                ht_told_date(day, text), LATEST_DAYS, ht_told_date(last, until));
}

void ht_account_make(struct ht_reference *ref, const struct ht_screen *screen, const struct ht_targets *targets,
                     struct ht_known_issuers *known, const struct ht_resolution *resolution, struct ht_date as_of,
                     struct ht_arena *arena, struct ht_account *out) {
    *out = (struct ht_account){.resolution = resolution, .line_count = resolution->count};
    out->lines = ht_arena_array(arena, resolution->count, sizeof *out->lines);
    out->findings = ht_findings_in(arena);
    ht_findings_add(&out->findings, &resolution->findings);
    for (size_t i = 0; i < resolution->count; i++)
        out->lines[i] = (struct ht_line){.resolved = &resolution->rows[i], .category = HT_NO_CATEGORY};
    struct acc_context ctx = {.ref = ref,
                              .screen = screen,
                              .targets = targets,
                              .as_of = as_of,
                              .arena = arena,
                              .account = out,
                              .known = known};
    acc_weigh(&ctx);
    acc_classify(&ctx);
    acc_look_through(&ctx);
    acc_total(&ctx);
    acc_group(&ctx);
    acc_denominators(&ctx);
    acc_by_issuer(&ctx);
    acc_by_kind(&ctx);
    acc_group_by_fund(&ctx);
    acc_cover(&ctx);
    acc_concentrate(&ctx);
    acc_bound(&ctx);
    acc_share_companies(&ctx);
    note_overflow(&ctx);
    note_date(&ctx);
}
