// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The euro's reference rates of the European Central Bank: the history or one day, as CSV (also in its zip) or XML.
 * In the CSV each currency is a column, and a column without a name ends each line; N/A is no rate.
 */
#include <string.h>

#include "holdtrace/rows.h"
#include "holdtrace/stream.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"
#include "holdtrace/xml.h"
#include "import/importer.h"

static bool is_xml(const struct import_sample *sample) {
    return import_text_has(sample, "eurofxref") && import_text_has(sample, "<Cube");
}

static bool knows(const struct import_sample *sample) {
    static const char *const names[] = {"Date", "USD", "JPY", "GBP", "CHF", NULL};
    return is_xml(sample) ||
           (import_header_has(sample, names) && ht_slice_same(ht_row_cell(&sample->header, 0), ht_slice_of("Date")));
}

struct rates {
    struct import *import;
    const char **currencies; // of each column; NULL: the column has none; the first is the date's
    size_t width;
    size_t unknown;            // cells without a rate
    char latest[HT_DATE_TEXT]; // day
    char day[HT_DATE_TEXT];    // of the rates being read, in XML
    bool day_taken;            // in XML: its rates are
    enum ht_status status;
    struct ht_error *err;
};

// Whether TEXT, a day of the file, is met for the first time; DAY is then what it is.
static bool take_day(struct rates *rates, const char *text, char day[HT_DATE_TEXT]) {
    struct ht_date date;
    struct import *import = rates->import;
    const char *why = NULL;
    if (!ht_date_read(text, HT_ORDER_AUTO, &date) || !date.day)
        why = "is no day";
    else if (!import_first(import, ht_date_text(date, day)))
        why = "is there twice";
    if (why) {
        import_find(import, HT_CODE_BAD_ROW, "\"%s\" %s; its rates were left out", text, why);
        import_skip(import);
        return false;
    }
    if (strcmp(day, rates->latest) > 0)
        memcpy(rates->latest, day, strlen(day) + 1);
    return true;
}

static void write_rate(struct rates *rates, const char *currency, const char *day, const char *rate) {
    struct import *import = rates->import;
    struct ht_decimal number;
    if (ht_text_same(rate, "N/A") || ht_text_empty(rate)) {
        rates->unknown++;
        return;
    }
    if (!ht_decimal_parse(rate, strlen(rate), &number) || ht_decimal_sign(number) <= 0) {
        import_find(import, HT_CODE_BAD_ROW, "%s: \"%s\" is no rate", currency, rate);
        return;
    }
    const char *cells[RATE_WIDTH] = {[RATE_CURRENCY] = currency, [RATE_DATE] = day, [RATE_PER_EUR] = rate};
    import_write(import, REF_RATES, cells);
}

static bool take_header(struct rates *rates, const struct ht_row *row) {
    struct import *import = rates->import;
    rates->width = row->width;
    rates->currencies = ht_arena_array(import->arena, row->width, sizeof *rates->currencies);
    for (size_t i = 1; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        const char *name = ht_arena_copy(import->arena, cell.data, cell.len);
        bool twice = false;
        for (size_t k = 1; k < i; k++)
            twice |= rates->currencies[k] && strcmp(rates->currencies[k], name) == 0;
        if (twice || (*name && !ht_currency_known(name))) {
            rates->status = ht_fail(rates->err, HT_ERR_FORMAT, "%s:%ld: the column \"%s\" %s", import->file->path,
                                    row->line, name, twice ? "is there twice" : "is no currency");
            return false;
        }
        rates->currencies[i] = *name ? name : NULL;
    }
    if (ht_slice_same(ht_row_cell(row, 0), ht_slice_of("Date")))
        return true;
    rates->status =
        ht_fail(rates->err, HT_ERR_FORMAT, "%s:%ld: the first column is not \"Date\"", import->file->path, row->line);
    return false;
}

// Whether ROW has the cells of the header; the unnamed one at its end may be missing.
static bool whole(const struct rates *rates, const struct ht_row *row) {
    bool unnamed = rates->width > 1 && !rates->currencies[rates->width - 1];
    return row->width == rates->width || (unnamed && row->width == rates->width - 1);
}

static bool take_row(void *context, const struct ht_row *row) {
    struct rates *rates = context;
    struct import *import = rates->import;
    char day[HT_DATE_TEXT];
    import->line = row->line;
    if (!rates->width)
        return take_header(rates, row);
    ht_arena_clear(import->row);
    import->file->rows++;
    if (!whole(rates, row)) {
        import_find(import, HT_CODE_BAD_ROW, "the row has %zu cells, %zu are expected; it was left out", row->width,
                    rates->width);
        import_skip(import);
        return true;
    }
    struct ht_slice date = ht_row_cell(row, 0);
    if (!take_day(rates, ht_arena_copy(import->row, date.data, date.len), day))
        return true;
    for (size_t i = 1; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        if (rates->currencies[i])
            write_rate(rates, rates->currencies[i], day, ht_arena_copy(import->row, cell.data, cell.len));
        else if (cell.len)
            import_find(import, HT_CODE_BAD_ROW, "\"%.*s\" stands in a column without a currency", (int)cell.len,
                        cell.data);
    }
    return !import->write_failed;
}

static void copy_findings(struct import *import, const struct ht_findings *findings) {
    for (size_t i = 0; i < findings->count; i++) {
        import->line = findings->items[i].line;
        import->file->rows++;
        import_find(import, HT_CODE_BAD_ROW, "%s", findings->items[i].message);
        import_skip(import);
    }
    import->line = 0;
}

static enum ht_status read_csv(struct rates *rates, struct ht_error *err) {
    struct import *import = rates->import;
    struct ht_findings findings = ht_findings_in(import->arena);
    enum ht_status status = ht_rows_read(import->file->path, ',', take_row, rates, &findings, err);
    copy_findings(import, &findings);
    if (status == HT_OK && rates->status == HT_OK && !rates->width)
        return ht_fail(err, HT_ERR_FORMAT, "%s: the file is empty", import->file->path);
    return status == HT_OK ? rates->status : status;
}

enum { CUBE };
static const char *const xml_names[] = {[CUBE] = "Cube", NULL};

// A Cube with a time begins a day, one with a currency is a rate of it.
static void start_element(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct rates *rates = context;
    if (element->id != CUBE)
        return;
    const char *time = ht_xml_attribute(element, "time"), *currency = ht_xml_attribute(element, "currency");
    const char *rate = ht_xml_attribute(element, "rate");
    rates->import->line = ht_xml_line(xml);
    if (time) {
        ht_arena_clear(rates->import->row);
        rates->import->file->rows++;
        rates->day_taken = take_day(rates, time, rates->day);
    } else if (currency && rates->day_taken) {
        if (ht_currency_known(currency) && rate)
            write_rate(rates, currency, rates->day, rate);
        else
            import_find(rates->import, HT_CODE_BAD_ROW, "\"%s\" is no currency, or has no rate", currency);
    }
}

static void end_element(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    (void)context;
    (void)xml;
    (void)element;
}

static bool feed(void *context, const char *bytes, size_t len) {
    return ht_xml_feed(context, bytes, len, false);
}

static enum ht_status read_xml(struct rates *rates, struct ht_error *err) {
    struct import *import = rates->import;
    struct ht_findings findings = ht_findings_in(import->arena);
    const struct ht_xml_handler handler = {xml_names, start_element, end_element, rates};
    struct ht_xml *xml = ht_xml_open(&handler, NULL, &findings);
    enum ht_status status = HT_OK;
    if (xml) {
        status = ht_stream_read(import->file->path, feed, xml, err);
        if (status == HT_OK && !ht_xml_feed(xml, "", 0, true))
            ht_xml_report(xml, "the file", 0, &findings);
        ht_xml_close(xml);
    }
    if (status == HT_OK && findings.count)
        status = ht_fail(err, HT_ERR_FORMAT, "%s:%ld: %s", import->file->path, findings.items[0].line,
                         findings.items[0].message);
    return status;
}

static enum ht_status read_file(struct rates *rates, size_t index, struct ht_error *err) {
    struct import_sample sample;
    import_open_file(rates->import, index);
    rates->width = 0;
    rates->day_taken = false;
    enum ht_status status = import_sample_read(rates->import->file->path, rates->import->arena, &sample, err);
    if (status != HT_OK)
        return status;
    return (is_xml(&sample) ? read_xml : read_csv)(rates, err);
}

static enum ht_status run(struct import *import, struct ht_error *err) {
    struct rates rates = {.import = import, .err = err};
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
