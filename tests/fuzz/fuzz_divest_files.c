// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader's own files of volumes, and of prices or returns: what is kept can be asked for, and an estimate is made
 * of numbers. The first byte tells which file the rest is.
 */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "holdtrace/returns.h"
#include "holdtrace/volumes.h"

enum { MOST_SERIES = 8 };

static void check_volumes(const char *path, struct ht_arena *arena, struct ht_findings *findings) {
    struct ht_volumes *volumes;
    const struct ht_position apple = {.isin = "US0378331005"}, hik = {.ticker = "002415", .mic = "XSHE"};
    if (ht_volumes_read(path, arena, &volumes, findings, NULL) != HT_OK)
        return;
    fuzz_expect(ht_volumes_count(volumes) > 0, "a file without volumes is refused");
    struct ht_amount both[] = {ht_volumes_of(volumes, &apple), ht_volumes_of(volumes, &hik)};
    for (size_t i = 0; i < 2; i++)
        fuzz_expect(!both[i].known || ht_decimal_sign(both[i].number) > 0, "a volume is above zero");
}

static void check_sample(const struct ht_returns_sample *sample) {
    fuzz_expect(sample->count >= HT_RETURNS_LEAST, "too few returns make no estimate");
    fuzz_expect(isfinite(sample->periods) && sample->periods > 0, "there are returns in a year");
    for (size_t i = 0; i < sample->count * sample->series; i++)
        fuzz_expect(isfinite(sample->values[i]), "a return is a number");
}

static void check_returns(const char *path, enum ht_returns_kind kind, struct ht_arena *arena,
                          struct ht_findings *findings) {
    struct ht_returns *returns;
    struct ht_returns_sample sample;
    long series[MOST_SERIES];
    if (ht_returns_read(path, kind, arena, &returns, findings, NULL) != HT_OK)
        return;
    size_t count = ht_returns_series(returns) < MOST_SERIES ? ht_returns_series(returns) : MOST_SERIES;
    fuzz_expect(count > 0 && ht_returns_days(returns) > 0, "a file without values is refused");
    for (size_t i = 0; i < count; i++)
        series[i] = (long)i;
    if (!ht_returns_take(returns, series, count, 0, arena, &sample))
        check_sample(&sample);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return -1;
    struct ht_arena *arena = ht_arena_new();
    struct ht_findings findings = ht_findings_in(arena);
    const char *path = fuzz_file(data + 1, size - 1);
    if (data[0] == 'v')
        check_volumes(path, arena, &findings);
    else
        check_returns(path,
                      data[0] == 'p'   ? HT_RETURNS_PRICES
                      : data[0] == 'r' ? HT_RETURNS_RETURNS
                                       : HT_RETURNS_GUESS,
                      arena, &findings);
    ht_arena_free(arena);
    return 0;
}
