// SPDX-License-Identifier: GPL-3.0-or-later
// A table of mandates: every row that is kept has a file and a share, and shares made from values are 100 together.
#include "fuzz.h"

#include "holdtrace/scheme_file.h"

static void check_rows(const struct ht_scheme_file *file) {
    struct ht_amount sum = ht_amount_unknown();
    for (size_t i = 0; i < file->count; i++) {
        const struct ht_scheme_row *row = &file->rows[i];
        fuzz_expect(row->line >= 2 && row->file && row->path && row->mandate, "a row names a file and a mandate");
        fuzz_expect(row->share_pct.known && ht_decimal_sign(row->share_pct.number) >= 0, "a row has a share");
        fuzz_expect(ht_decimal_cmp(row->share_pct.number, ht_decimal_int(100)) <= 0,
                    "a share is a part of the whole");
        if (file->by_value)
            fuzz_expect(ht_amount_add(&sum, row->share_pct), "shares of six decimals add up");
    }
    if (file->by_value)
        fuzz_expect(sum.known && ht_decimal_cmp(sum.number, ht_decimal_int(100)) == 0, "values make a whole");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_scheme_file file;
    struct ht_error err = {HT_OK, ""};
    if (ht_scheme_file_read(fuzz_file(data, size), arena, &file, &err) == HT_OK)
        check_rows(&file);
    ht_arena_free(arena);
    return 0;
}
