// SPDX-License-Identifier: GPL-3.0-or-later
// The euro's reference rates of the European Central Bank, whose files ecb_file.h tells of.
#include <string.h>

#include "holdtrace/ecb_file.h"
#include "import/importer.h"

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"Date", "USD", "JPY", "GBP", "CHF", NULL};
    bool is_xml = import_text_has(sample, "eurofxref") && import_text_has(sample, "<Cube");
    return is_xml ||
           (import_header_has(sample, names) && ht_slice_same(ht_row_cell(&sample->header, 0), ht_slice_of("Date")));
}

struct rates {
    struct import *import;
    size_t unknown;            // cells without a rate
    char latest[HT_DATE_TEXT]; // day
};

static bool take_day(void *context, const char *day) {
    struct rates *rates = context;
    ht_arena_clear(rates->import->row);
    if (!import_first(rates->import, day))
        return false;
    if (strcmp(day, rates->latest) > 0)
        memcpy(rates->latest, day, strlen(day) + 1);
    return true;
}

static bool take_rate(void *context, long line, const char *currency, const char *day, const char *per_eur) {
    struct import *import = ((struct rates *)context)->import;
    const char *cells[RATE_WIDTH] = {[RATE_CURRENCY] = currency, [RATE_DATE] = day, [RATE_PER_EUR] = per_eur};
    import->line = line;
    import_write(import, REF_RATES, cells);
    return !import->write_failed;
}

static void take_fault(void *context, long line, bool row, const char *message) {
    struct import *import = ((struct rates *)context)->import;
    import->line = line;
    import_find(import, HT_CODE_BAD_ROW, "%s", message);
    if (row)
        import_skip(import);
}

static enum ht_status read_file(struct rates *rates, size_t index, struct ht_error *err) {
    struct import *import = rates->import;
    const struct ht_ecb_taker taker = {take_day, take_rate, take_fault, rates};
    struct ht_ecb_counts counts;
    import_open_file(import, index);
    enum ht_status status = ht_ecb_file_read(import->file->path, &taker, &counts, err);
    import->file->rows += counts.rows;
    import->line = 0;
    rates->unknown += counts.unknown;
    return status;
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    struct rates rates = {.import = import};
    enum ht_status status = HT_OK;
    for (size_t i = 0; i < import->result->file_count && status == HT_OK; i++)
        status = read_file(&rates, i, err);
    if (*rates.latest)
        import->published_on = ht_arena_string(import->arena, rates.latest);
    const struct import_left left[] = {{"cells without a rate (N/A)", rates.unknown}, {0}};
    import_say_left(import, left);
    return status;
}

const struct importer importer_ecb_rates = {
    .name = "ecb-rates",
    .title = "Euro foreign exchange reference rates",
    .publisher = "European Central Bank",
    .url = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip",
    .licence = "free with the European Central Bank named as the source",
    .redistributable = true,
    .knows = knows,
    .run = run,
};
