// SPDX-License-Identifier: GPL-3.0-or-later
// A fund that was scanned, or a file without one, as a part.
#include "holdtrace/cited.h"
#include "holdtrace/report_members.h"
#include "holdtrace/scan_part.h"
#include "holdtrace/text_parts.h"
#include "parts/kept.h"

static struct ht_slice keep_in(struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_slice kept = {ht_arena_copy(arena, buffer->data ? buffer->data : "", buffer->len), buffer->len};
    ht_buffer_free(buffer);
    return kept;
}

static const char *joined(const struct ht_cited *cited, struct ht_arena *arena) {
    struct ht_buffer text = {0};
    size_t count = ht_cited_count(cited);
    for (size_t i = 0; i < count; i++)
        ht_buffer_format(&text, "%s%s", i ? "|" : "", ht_cited_at(cited, i));
    return count ? keep_in(arena, &text).data : NULL;
}

static void make_json(const struct ht_scan *scan, const struct ht_account *account, struct ht_arena *arena,
                      struct ht_part_fund *out) {
    struct ht_buffer text = {0};
    struct ht_json json = ht_json_to(&text, false);
    struct ht_cited cited = ht_cited_new(arena);
    const struct ht_report_file file = {.account = account};
    json.cited = &cited;
    ht_json_checked_file(&json, scan, &file, arena);
    out->cited = joined(&cited, arena);
    out->json = keep_in(arena, &text);
}

static void make_csv(const struct ht_scan *scan, const struct ht_account *account, struct ht_arena *arena,
                     struct ht_part_fund *out) {
    struct ht_buffer text = {0};
    ht_csv_account(&text, scan, account, arena);
    out->csv = keep_in(arena, &text);
}

static struct ht_slice make_text(const struct ht_scan *scan, const struct ht_account *account, bool markdown,
                                 struct ht_arena *arena) {
    struct ht_buffer bytes = {0};
    ht_text_part(scan, account, markdown, arena, &bytes);
    return keep_in(arena, &bytes);
}

static void make_kept(const struct ht_scan *scan, const struct ht_account *account, struct ht_arena *arena,
                      struct ht_part_fund *out) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    struct ht_kept_scan kept = {0};
    struct ht_held held = {0};
    struct ht_buffer bytes = {0};
    ht_kept_scan_of(scan, account, arena, &kept, &held);
    ht_kept_pack(&bytes, &kept);
    out->kept = keep_in(arena, &bytes);
    out->held = (struct ht_slice){(const char *)held.bytes, held.size};
    out->store_key = ht_fund_key(portfolio, false, arena);
    out->store_path_key = ht_fund_key(portfolio, true, arena);
}

void ht_part_of_account(const struct ht_scan *scan, const struct ht_account *account, unsigned wants,
                        struct ht_arena *arena, struct ht_part_fund *out) {
    const struct ht_portfolio *portfolio = account->resolution->portfolio;
    struct ht_buffer marks = {0};
    *out = (struct ht_part_fund){
        .day_key = ht_portfolio_day_key(portfolio, arena),
        .positions = account->line_count,
        .exposure = account->exposure,
        .exposure_count = account->exposure_count,
        .findings = account->findings,
        .holdings_date = portfolio->holdings_date,
    };
    if (out->day_key) {
        ht_portfolio_marks(portfolio, &marks);
        out->marks = keep_in(arena, &marks);
    }
    if (wants & HT_PART_JSON)
        make_json(scan, account, arena, out);
    if (wants & HT_PART_CSV)
        make_csv(scan, account, arena, out);
    if (wants & HT_PART_TEXT)
        out->text = make_text(scan, account, false, arena);
    if (wants & HT_PART_MARKDOWN)
        out->markdown = make_text(scan, account, true, arena);
    if (wants & HT_PART_STORE)
        make_kept(scan, account, arena, out);
}

void ht_part_of_file(const struct ht_holdings_file *file, bool ignored, struct ht_part_file *out) {
    *out = (struct ht_part_file){
        .path = file->path,
        .sha256 = *file->sha256 ? file->sha256 : NULL,
        .origin = file->origin,
        .is_holdings = file->is_holdings,
        .ignored = ignored,
        .findings = file->findings,
        .fund_count = file->is_holdings ? file->portfolio_count : 0,
    };
}

struct ht_unread ht_part_unread(const struct ht_part_file *file, struct ht_findings findings, const char *same_as) {
    return (struct ht_unread){
        .path = file->path, .sha256 = file->sha256, .findings = findings, .origin = file->origin, .same_as = same_as};
}

bool ht_part_kept(const struct ht_part_fund *fund, const char *key, struct ht_arena *arena, struct ht_kept_scan *out,
                  struct ht_held *held) {
    struct ht_unpack from = {.at = fund->kept.data, .end = fund->kept.data + fund->kept.len};
    ht_kept_unpack(&from, arena, out);
    out->fund_key = key;
    *held = (struct ht_held){(const unsigned char *)fund->held.data, fund->held.len};
    return !from.broken;
}
