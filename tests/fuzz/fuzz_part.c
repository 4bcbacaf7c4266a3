// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Parts of a run: a good one with some of its bytes changed, or cut, is never read past and never believed halfway;
 * what is read is written and read again as the same. Three bytes are one change: where, and by which bits; the first
 * tells where it is cut.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/scan_part.h"
#include "holdtrace/text.h"

// Two funds with all that a part can hold.
static void make_good(struct ht_buffer *to, struct ht_arena *arena) {
    const struct ht_amount some = ht_amount_of((struct ht_decimal){123456789, 4});
    struct ht_category_sum sums[2];
    struct ht_part_fund funds[2];
    memset(sums, 0, sizeof sums);
    memset(funds, 0, sizeof funds);
    for (size_t i = 0; i < 2; i++) {
        sums[i].category = i ? HT_POSSIBLE : HT_DIRECT;
        sums[i].sum = (struct ht_sum){.positions = i + 1, .long_value = some, .short_value = some};
        funds[i] = (struct ht_part_fund){.day_key = i ? NULL : "fund 2026-01-31",
                                         .marks = ht_slice_of("marks of positions"),
                                         .exposed = true,
                                         .covered = i > 0,
                                         .positions = 40 + i,
                                         .exposure = sums,
                                         .exposure_count = 2,
                                         .findings = ht_findings_in(arena),
                                         .cited = "a|b",
                                         .json = ht_slice_of("{\"path\":\"a\"}"),
                                         .csv = ht_slice_of("a,b\n"),
                                         .holdings_date = ht_date_of(2026, 1, 31),
                                         .store_key = "key",
                                         .store_path_key = "path key"};
        ht_find(&funds[i].findings, HT_CODE_BAD_ROW, 7, "a row was left out");
    }
    struct ht_part_file file = {.path = "funds/a.csv",
                                .sha256 = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
                                .is_holdings = true,
                                .findings = ht_findings_in(arena),
                                .funds = funds,
                                .fund_count = 2};
    ht_part_pack(to, &file);
}

static void check_read(const struct ht_part_file *file, struct ht_arena *arena) {
    struct ht_buffer once = {0}, twice = {0};
    struct ht_part_file again;
    for (size_t i = 0; i < file->fund_count; i++) {
        struct ht_kept_scan kept;
        struct ht_held held;
        (void)ht_part_kept(&file->funds[i], "key", arena, &kept, &held);
    }
    ht_part_pack(&once, file);
    struct ht_unpack from = {.at = once.data, .end = once.data + once.len};
    fuzz_expect(ht_part_unpack(&from, arena, &again), "what was written is read");
    ht_part_pack(&twice, &again);
    fuzz_expect(once.len == twice.len && memcmp(once.data, twice.data, once.len) == 0, "as it was");
    ht_buffer_free(&once);
    ht_buffer_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_buffer good = {0};
    struct ht_part_file file;
    make_good(&good, arena);
    // A copy that is exactly as long, so that a read beyond it is seen.
    size_t len = size > 0 && data[0] ? good.len * data[0] / UINT8_MAX : good.len;
    char *bytes = malloc(len + !len);
    memcpy(bytes, good.data, len);
    for (size_t i = 1; len > 0 && i + 2 < size; i += 3)
        bytes[((size_t)data[i] << 8 | data[i + 1]) % len] ^= (char)data[i + 2];
    struct ht_unpack from = {.at = bytes, .end = bytes + len};
    bool read = ht_part_unpack(&from, arena, &file);
    fuzz_expect(read || size > 0, "a good part is read");
    if (read)
        check_read(&file, arena);
    free(bytes);
    ht_buffer_free(&good);
    ht_arena_free(arena);
    return 0;
}
