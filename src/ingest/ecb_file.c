// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the European Central Bank's files of rates: see ecb_file.h.
#include "holdtrace/ecb_file.h"

#include <string.h>

#include "holdtrace/rows.h"
#include "holdtrace/stream.h"
#include "holdtrace/text.h"
#include "holdtrace/values.h"
#include "holdtrace/xml.h"

struct reading {
    const char *path;
    const struct ht_ecb_taker *taker;
    struct ht_ecb_counts *counts;
    struct ht_arena *arena, *row; // of the file; of the row being read
    long line;
    const char **currencies; // of each column; NULL: the column has none; the first is the date's
    size_t width;
    char day[HT_DATE_TEXT]; // of the rates being read
    bool day_taken;         // in XML: its rates are
    bool ended;
    enum ht_status status;
    struct ht_error *err;
};

static void __attribute__((format(printf, 3, 4))) fault(struct reading *reading, bool row, const char *format, ...) {
    va_list args;
    va_start(args, format);
    reading->taker->fault(reading->taker->context, reading->line, row, ht_arena_vformat(reading->row, format, args));
    va_end(args);
}

// Whether TEXT, a day of the file, is met for the first time; it is then the day being read.
static bool take_day(struct reading *reading, const char *text) {
    struct ht_date date;
    const char *why = NULL;
    if (!ht_date_read(text, HT_ORDER_AUTO, &date) || !date.day)
        why = "is no day";
    else if (!reading->taker->day(reading->taker->context, ht_date_text(date, reading->day)))
        why = "is there twice";
    if (why)
        fault(reading, true, "\"%s\" %s; its rates were left out", text, why);
    return !why;
}

static void take_rate(struct reading *reading, const char *currency, const char *rate) {
    struct ht_decimal number;
    if (ht_text_same(rate, "N/A") || ht_text_empty(rate))
        reading->counts->unknown++;
    else if (!ht_decimal_parse(rate, strlen(rate), &number) || ht_decimal_sign(number) <= 0)
        fault(reading, false, "%s: \"%s\" is no rate", currency, rate);
    else if (!reading->taker->rate(reading->taker->context, reading->line, currency, reading->day, rate))
        reading->ended = true;
}

static bool refuse(struct reading *reading, const struct ht_row *row, const char *name, const char *why) {
    reading->status =
        ht_fail(reading->err, HT_ERR_FORMAT, "%s:%ld: the column \"%s\" %s", reading->path, row->line, name, why);
    return false;
}

static bool take_header(struct reading *reading, const struct ht_row *row) {
    reading->width = row->width;
    reading->currencies = ht_arena_array(reading->arena, row->width, sizeof *reading->currencies);
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        const char *name = ht_arena_copy(reading->arena, cell.data, cell.len);
        if (i == 0 && !ht_text_same(name, "Date"))
            return refuse(reading, row, name, "is the first, and not \"Date\": no such file of rates");
        for (size_t k = 1; k < i; k++)
            if (reading->currencies[k] && strcmp(reading->currencies[k], name) == 0)
                return refuse(reading, row, name, "is there twice");
        if (i > 0 && *name && !ht_currency_known(name))
            return refuse(reading, row, name, "is no currency");
        reading->currencies[i] = i > 0 && *name ? name : NULL;
    }
    return true;
}

// Whether ROW has the cells of the header; the unnamed one at its end may be missing.
static bool whole(const struct reading *reading, const struct ht_row *row) {
    bool unnamed = reading->width > 1 && !reading->currencies[reading->width - 1];
    return row->width == reading->width || (unnamed && row->width == reading->width - 1);
}

static void take_cells(struct reading *reading, const struct ht_row *row) {
    for (size_t i = 1; i < row->width && !reading->ended; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        if (reading->currencies[i])
            take_rate(reading, reading->currencies[i], ht_arena_copy(reading->row, cell.data, cell.len));
        else if (cell.len)
            fault(reading, false, "\"%.*s\" stands in a column without a currency", (int)cell.len, cell.data);
    }
}

static bool take_row(void *context, const struct ht_row *row) {
    struct reading *reading = context;
    reading->line = row->line;
    if (!reading->width)
        return take_header(reading, row);
    ht_arena_clear(reading->row);
    reading->counts->rows++;
    struct ht_slice date = ht_row_cell(row, 0);
    if (!whole(reading, row))
        fault(reading, true, "the row has %zu cells, %zu are expected; it was left out", row->width, reading->width);
    else if (take_day(reading, ht_arena_copy(reading->row, date.data, date.len)))
        take_cells(reading, row);
    return !reading->ended;
}

static enum ht_status read_csv(struct reading *reading) {
    struct ht_findings findings = ht_findings_in(reading->arena);
    enum ht_status status = ht_rows_read(reading->path, ',', take_row, reading, &findings, reading->err);
    for (size_t i = 0; i < findings.count; i++) {
        reading->line = findings.items[i].line;
        reading->counts->rows++;
        fault(reading, true, "%s", findings.items[i].message);
    }
    if (status == HT_OK && reading->status == HT_OK && !reading->width)
        return ht_fail(reading->err, HT_ERR_FORMAT,
                       findings.count ? "%s: no row of the file could be read: it is no table of rates"
                                      : "%s: the file is empty",
                       reading->path);
    return status == HT_OK ? reading->status : status;
}

enum { CUBE };
static const char *const xml_names[] = {[CUBE] = "Cube", NULL};

// A Cube with a time begins a day, one with a currency is a rate of it.
static void start_element(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct reading *reading = context;
    if (element->id != CUBE)
        return;
    const char *time = ht_xml_attribute(element, "time"), *currency = ht_xml_attribute(element, "currency");
    const char *rate = ht_xml_attribute(element, "rate");
    reading->line = ht_xml_line(xml);
    if (time) {
        ht_arena_clear(reading->row);
        reading->counts->rows++;
        reading->day_taken = take_day(reading, time);
    } else if (currency && reading->day_taken) {
        if (ht_currency_known(currency) && rate)
            take_rate(reading, currency, rate);
        else
            fault(reading, false, "\"%s\" is no currency, or has no rate", currency);
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

static enum ht_status read_xml(struct reading *reading) {
    struct ht_findings findings = ht_findings_in(reading->arena);
    const struct ht_xml_handler handler = {xml_names, start_element, end_element, reading};
    struct ht_xml *xml = ht_xml_open(&handler, NULL, &findings);
    enum ht_status status = HT_OK;
    if (xml) {
        status = ht_stream_read(reading->path, feed, xml, reading->err);
        if (status == HT_OK && !ht_xml_feed(xml, "", 0, true))
            ht_xml_report(xml, "the file", 0, &findings);
        ht_xml_close(xml);
    }
    if (status == HT_OK && findings.count)
        status = ht_fail(reading->err, HT_ERR_FORMAT, "%s:%ld: %s", reading->path, findings.items[0].line,
                         findings.items[0].message);
    return status;
}

enum { HEAD = 1024 };

struct head {
    char text[HEAD + 1];
    size_t len;
};

static bool take_head(void *context, const char *bytes, size_t len) {
    struct head *head = context;
    size_t room = HEAD - head->len, taken = len < room ? len : room;
    memcpy(head->text + head->len, bytes, taken);
    head->len += taken;
    return head->len < HEAD;
}

// Whether the file is XML, by its beginning.
static enum ht_status look(const char *path, bool *xml, struct ht_error *err) {
    struct head head = {.len = 0};
    enum ht_status status = ht_stream_read(path, take_head, &head, err);
    const char *at = head.text;
    at += strncmp(at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    at += strspn(at, " \t\r\n");
    *xml = *at == '<';
    return status;
}

enum ht_status ht_ecb_file_read(const char *path, const struct ht_ecb_taker *taker, struct ht_ecb_counts *counts,
                                struct ht_error *err) {
    struct reading reading = {.path = path, .taker = taker, .counts = counts, .err = err};
    bool xml = false;
    *counts = (struct ht_ecb_counts){0};
    enum ht_status status = look(path, &xml, err);
    if (status != HT_OK)
        return status;
    reading.arena = ht_arena_new();
    reading.row = ht_arena_new();
    status = xml ? read_xml(&reading) : read_csv(&reading);
    ht_arena_free(reading.row);
    ht_arena_free(reading.arena);
    return status;
}
