// SPDX-License-Identifier: GPL-3.0-or-later
// Parts as bytes.
#include "holdtrace/scan_part.h"

static void pack_findings(struct ht_buffer *to, const struct ht_findings *findings) {
    ht_pack_number(to, (int64_t)findings->count);
    for (size_t i = 0; i < findings->count; i++) {
        const struct ht_finding *finding = &findings->items[i];
        ht_pack_number(to, finding->code);
        ht_pack_number(to, finding->severity);
        ht_pack_number(to, finding->line);
        ht_pack_number(to, (int64_t)finding->times);
        ht_pack_text(to, finding->message);
    }
}

static struct ht_findings unpack_findings(struct ht_unpack *from, struct ht_arena *arena) {
    struct ht_findings findings = ht_findings_in(arena);
    findings.count = findings.capacity = ht_unpack_count(from);
    findings.items = ht_arena_array(arena, findings.count, sizeof *findings.items);
    for (size_t i = 0; i < findings.count; i++) {
        struct ht_finding *finding = &findings.items[i];
        int64_t code = ht_unpack_number(from), severity = ht_unpack_number(from);
        from->broken |= code < 0 || code >= HT_CODE_COUNT || severity < HT_NOTE || severity > HT_TROUBLE;
        finding->code = from->broken ? 0 : (enum ht_code)code;
        finding->severity = from->broken ? HT_NOTE : (enum ht_severity)severity;
        finding->line = (long)ht_unpack_number(from);
        finding->times = (size_t)ht_unpack_number(from);
        finding->message = ht_unpack_text(from);
    }
    return findings;
}

static void pack_sums(struct ht_buffer *to, const struct ht_category_sum *sums, size_t count) {
    ht_pack_number(to, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        ht_pack_number(to, sums[i].category);
        ht_pack_text(to, sums[i].sum.currency);
        ht_pack_number(to, (int64_t)sums[i].sum.positions);
        ht_pack_amount(to, sums[i].sum.value);
        ht_pack_amount(to, sums[i].sum.long_value);
        ht_pack_amount(to, sums[i].sum.short_value);
    }
}

static void unpack_sums(struct ht_unpack *from, struct ht_arena *arena, struct ht_part_fund *out) {
    out->exposure_count = ht_unpack_count(from);
    out->exposure = ht_arena_array(arena, out->exposure_count, sizeof *out->exposure);
    for (size_t i = 0; i < out->exposure_count; i++) {
        struct ht_category_sum *sum = &out->exposure[i];
        int64_t category = ht_unpack_number(from);
        from->broken |= category < 0 || category >= HT_CATEGORY_COUNT;
        sum->category = from->broken ? HT_POSSIBLE : (enum ht_category)category;
        sum->sum.currency = ht_unpack_text(from);
        sum->sum.positions = (size_t)ht_unpack_number(from);
        sum->sum.value = ht_unpack_amount(from);
        sum->sum.long_value = ht_unpack_amount(from);
        sum->sum.short_value = ht_unpack_amount(from);
    }
}

static void pack_slice(struct ht_buffer *to, struct ht_slice slice) {
    ht_pack_bytes(to, slice.data, slice.len);
}

void ht_part_pack_fund(struct ht_buffer *to, const struct ht_part_fund *fund) {
    ht_pack_text(to, fund->day_key);
    pack_slice(to, fund->marks);
    ht_pack_flag(to, fund->exposed);
    ht_pack_flag(to, fund->possible);
    ht_pack_flag(to, fund->covered);
    ht_pack_number(to, (int64_t)fund->positions);
    pack_sums(to, fund->exposure, fund->exposure_count);
    pack_findings(to, &fund->findings);
    ht_pack_text(to, fund->cited);
    pack_slice(to, fund->json);
    pack_slice(to, fund->csv);
    pack_slice(to, fund->text);
    pack_slice(to, fund->markdown);
    ht_pack_date(to, fund->holdings_date);
    ht_pack_text(to, fund->store_key);
    ht_pack_text(to, fund->store_path_key);
    pack_slice(to, fund->kept);
    pack_slice(to, fund->held);
}

bool ht_part_unpack_fund(struct ht_unpack *from, struct ht_arena *arena, struct ht_part_fund *out) {
    *out = (struct ht_part_fund){0};
    out->day_key = ht_unpack_text(from);
    out->marks = ht_unpack_bytes(from);
    out->exposed = ht_unpack_flag(from);
    out->possible = ht_unpack_flag(from);
    out->covered = ht_unpack_flag(from);
    out->positions = (size_t)ht_unpack_number(from);
    unpack_sums(from, arena, out);
    out->findings = unpack_findings(from, arena);
    out->cited = ht_unpack_text(from);
    out->json = ht_unpack_bytes(from);
    out->csv = ht_unpack_bytes(from);
    out->text = ht_unpack_bytes(from);
    out->markdown = ht_unpack_bytes(from);
    out->holdings_date = ht_unpack_date(from);
    out->store_key = ht_unpack_text(from);
    out->store_path_key = ht_unpack_text(from);
    out->kept = ht_unpack_bytes(from);
    out->held = ht_unpack_bytes(from);
    return !from->broken;
}

static void pack_origin(struct ht_buffer *to, const struct ht_origin *origin) {
    ht_pack_text(to, origin->path);
    ht_pack_bytes(to, origin->sha256, sizeof origin->sha256);
}

static void unpack_origin(struct ht_unpack *from, struct ht_origin *out) {
    out->path = ht_unpack_text(from);
    struct ht_slice digest = ht_unpack_bytes(from);
    if (digest.len == sizeof out->sha256)
        memcpy(out->sha256, digest.data, digest.len);
    else
        from->broken = true;
    out->sha256[sizeof out->sha256 - 1] = '\0';
}

void ht_part_pack_file(struct ht_buffer *to, const struct ht_part_file *file) {
    ht_pack_text(to, file->path);
    ht_pack_text(to, file->sha256);
    pack_origin(to, &file->origin);
    ht_pack_flag(to, file->is_holdings);
    ht_pack_flag(to, file->ignored);
    pack_findings(to, &file->findings);
    ht_pack_number(to, (int64_t)file->fund_count);
}

bool ht_part_unpack_file(struct ht_unpack *from, struct ht_arena *arena, struct ht_part_file *out) {
    *out = (struct ht_part_file){0};
    out->path = ht_unpack_text(from);
    out->sha256 = ht_unpack_text(from);
    unpack_origin(from, &out->origin);
    out->is_holdings = ht_unpack_flag(from);
    out->ignored = ht_unpack_flag(from);
    out->findings = unpack_findings(from, arena);
    out->fund_count = (size_t)ht_unpack_number(from);
    return !from->broken && out->path;
}
