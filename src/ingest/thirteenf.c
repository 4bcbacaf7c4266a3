// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader of SEC 13F reports: the information table of an investment manager, alone or in the submission that also
 * holds its cover page. Values are whole dollars in reports filed from 3 January 2023 on and thousands of dollars in
 * earlier ones (SEC, Form 13F amendments, release 34-95148), which nothing in the table itself tells.
 */
#include <string.h>

#include "holdtrace/decimal.h"
#include "holdtrace/reader.h"
#include "holdtrace/values.h"
#include "holdtrace/xml.h"
#include "ingest/edgar.h"
#include "ingest/records.h"

enum element {
    TABLE,
    ROW,
    ISSUER,
    CLASS,
    CUSIP,
    FIGI,
    VALUE,
    AMOUNT,
    AMOUNT_TYPE,
    PUT_CALL,
    DISCRETION,
    MANAGERS,
    COVER,
    MANAGER,
    NAME,
    // facts of the cover page
    PERIOD,
    SIGNED,
    AMENDMENT,
    CIK,
    ENTRIES,
    TOTAL,
    WITHHELD,
    ELEMENTS
};

static const char *const elements[] = {"informationTable",
                                       "infoTable",
                                       "nameOfIssuer",
                                       "titleOfClass",
                                       "cusip",
                                       "figi",
                                       "value",
                                       "sshPrnamt",
                                       "sshPrnamtType",
                                       "putCall",
                                       "investmentDiscretion",
                                       "otherManager",
                                       "coverPage",
                                       "filingManager",
                                       "name",
                                       "periodOfReport",
                                       "signatureDate",
                                       "isAmendment",
                                       "cik",
                                       "tableEntryTotal",
                                       "tableValueTotal",
                                       "isConfidentialOmitted",
                                       NULL};

enum column {
    COL_ISSUER,
    COL_CLASS,
    COL_CUSIP,
    COL_FIGI,
    COL_VALUE,
    COL_VALUE_USD,
    COL_AMOUNT,
    COL_AMOUNT_TYPE,
    COL_KIND,
    COL_PUT_CALL,
    COL_NOTIONAL,
    COL_DISCRETION,
    COL_MANAGERS,
    COLUMNS
};

static const char *const headers[] = {"nameOfIssuer", "titleOfClass", "cusip",       "figi",
                                      "value",        "valueUSD",     "sshPrnamt",   "sshPrnamtType",
                                      "kind",         "putCall",      "notionalUSD", "investmentDiscretion",
                                      "otherManager"};

// The column of each element of a row, from ISSUER on.
static const enum column columns[] = {
    [ISSUER] = COL_ISSUER,
    [CLASS] = COL_CLASS,
    [CUSIP] = COL_CUSIP,
    [FIGI] = COL_FIGI,
    [VALUE] = COL_VALUE,
    [AMOUNT] = COL_AMOUNT,
    [AMOUNT_TYPE] = COL_AMOUNT_TYPE,
    [PUT_CALL] = COL_PUT_CALL,
    [DISCRETION] = COL_DISCRETION,
    [MANAGERS] = COL_MANAGERS,
};

struct report {
    struct ht_arena *arena;
    struct ht_records records;
    long lines;        // of the file before the document
    bool table, cover; // met
    bool inside;       // a row is open
    long line;         // of that row
    const char *manager;
    const char *facts[ELEMENTS];
};

static bool has(const struct ht_records *records, enum column column) {
    return records->cells[column].len > 0;
}

static void on_start(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct report *report = context;
    if (element->id == ROW && !report->inside) {
        ht_records_drop(&report->records);
        report->inside = true;
        report->line = ht_xml_line(xml) + report->lines;
    }
    report->table = report->table || element->id == TABLE || element->id == ROW;
    report->cover = report->cover || element->id == COVER;
}

// An option is on the security that its row names; else principal amounts are those of notes.
static void name_kind(struct ht_records *records) {
    const char *kind = "Equity";
    if (has(records, COL_PUT_CALL))
        kind = "Option";
    else if (strcmp(ht_records_get(records, COL_AMOUNT_TYPE), "PRN") == 0)
        kind = "Bond";
    ht_records_set_text(records, COL_KIND, kind);
}

static void on_end(void *context, struct ht_xml *xml, const struct ht_xml_element *element) {
    struct report *report = context;
    (void)xml;
    int id = element->id;
    if (report->inside && id == ROW) {
        name_kind(&report->records);
        ht_records_end(&report->records, report->line);
        report->inside = false;
    } else if (report->inside && id >= ISSUER && id <= MANAGERS) {
        ht_records_set(&report->records, columns[id], element->text);
    } else if (!report->inside && id >= PERIOD && report->facts[id] == NULL) {
        struct ht_slice text = ht_slice_trim(element->text);
        report->facts[id] = text.len > 0 ? ht_arena_copy(report->arena, text.data, text.len) : NULL;
    } else if (id == NAME && ht_xml_parent(element, 1) == MANAGER && report->manager == NULL) {
        report->manager = ht_arena_copy(report->arena, element->text.data, element->text.len);
    }
}

// --- the unit of the values

enum unit { UNIT_DOLLARS, UNIT_THOUSANDS, UNIT_UNKNOWN };

static bool read_day(const char *text, struct ht_date *out) {
    return text != NULL && text[0] != '\0' && ht_date_read(text, HT_ORDER_MDY, out) && out->day > 0;
}

/*
 * By the day of filing where the wrapper tells it, else of the signature, which cannot be later; else by the quarter
 * reported on: that of 31 December 2022 was the first to be filed in dollars. Of an amendment the quarter tells
 * nothing.
 */
static enum unit decide_unit(const struct report *report, const char *filed, struct ht_date holdings_date) {
    const int32_t first_filed = 20230103, first_period = 20221231;
    struct ht_date day;
    if (read_day(filed, &day))
        return ht_date_first(day) >= first_filed ? UNIT_DOLLARS : UNIT_THOUSANDS;
    if (read_day(report->facts[SIGNED], &day) && ht_date_first(day) >= first_filed)
        return UNIT_DOLLARS;
    bool amendment = report->facts[AMENDMENT] != NULL && ht_text_same(report->facts[AMENDMENT], "true");
    if (!read_day(report->facts[PERIOD], &day))
        day = holdings_date;
    if (ht_date_known(day) && ht_date_first(day) >= first_period)
        return UNIT_DOLLARS;
    return ht_date_known(day) && ht_date_last(day) < first_period && !amendment ? UNIT_THOUSANDS : UNIT_UNKNOWN;
}

// VALUE times a thousand, in the arena; VALUE itself when it is no plain number.
static struct ht_slice thousandfold(struct ht_arena *arena, struct ht_slice value) {
    struct ht_decimal number;
    char text[HT_DECIMAL_TEXT];
    if (!ht_decimal_parse(value.data, value.len, &number) || !ht_decimal_mul(number, ht_decimal_int(1000), &number))
        return value;
    return ht_slice_of(ht_arena_string(arena, ht_decimal_text(number, text)));
}

// Fills the column of dollars, and that of the notional for options: the value of a 13F option is that of the shares.
static void state_values(struct report *report, enum unit unit) {
    struct ht_records *records = &report->records;
    for (size_t i = 0; i < records->rows.count; i++) {
        struct ht_slice value = records->rows.items[i].cells[COL_VALUE];
        if (unit == UNIT_THOUSANDS)
            value = thousandfold(report->arena, value);
        ht_records_change(records, i, COL_VALUE_USD, value);
        if (records->rows.items[i].cells[COL_PUT_CALL].len > 0)
            ht_records_change(records, i, COL_NOTIONAL, value);
    }
}

static void report_unit(enum unit unit, struct ht_findings *findings) {
    if (unit == UNIT_THOUSANDS) {
        ht_find(findings, HT_CODE_THOUSANDS, 0,
                "the values of a 13F report filed before 2023 are in thousands of dollars; they were multiplied by "
                "1,000");
    } else if (unit == UNIT_UNKNOWN) {
        ht_find(
            findings, HT_CODE_VALUE_UNIT, 0,
            "13F values are in dollars when filed from 2023-01-03 on and in thousands before; nothing here tells when"
            " it was filed, so they were taken as printed (--holdings-date decides)");
    }
}

// --- what the cover page states

static void check_entries(const struct report *report, struct ht_findings *findings) {
    const char *stated = report->facts[ENTRIES];
    struct ht_decimal number;
    if (stated != NULL && ht_decimal_parse(stated, strlen(stated), &number) &&
        ht_decimal_cmp(number, ht_decimal_int((int64_t)report->records.rows.count)) != 0) {
        ht_find(findings, HT_CODE_MALFORMED, 0, "the cover page counts %s entries, the information table has %zu",
                stated, report->records.rows.count);
    }
}

static void check_total(const struct report *report, struct ht_findings *findings) {
    const char *stated = report->facts[TOTAL];
    struct ht_decimal number, value;
    struct ht_amount sum = ht_amount_of(ht_decimal_int(0));
    char text[HT_DECIMAL_TEXT];
    for (size_t i = 0; i < report->records.rows.count && sum.known; i++) {
        struct ht_slice cell = report->records.rows.items[i].cells[COL_VALUE];
        sum.known = ht_decimal_parse(cell.data, cell.len, &value) && ht_amount_add(&sum, ht_amount_of(value));
    }
    if (sum.known && stated != NULL && ht_decimal_parse(stated, strlen(stated), &number) &&
        ht_decimal_cmp(number, sum.number) != 0) {
        ht_find(findings, HT_CODE_TOTAL_MISMATCH, 0, "the cover page states a total of %s, the rows sum to %s",
                stated, ht_decimal_text(sum.number, text));
    }
}

static void check_cover(const struct report *report, struct ht_findings *findings) {
    check_entries(report, findings);
    check_total(report, findings);
    if (report->facts[WITHHELD] != NULL && ht_text_same(report->facts[WITHHELD], "true"))
        ht_find(findings, HT_CODE_INCOMPLETE, 0, "the manager left out holdings that are treated as confidential");
}

// --- the reader

static void write_facts(struct report *report, struct ht_slice text) {
    struct ht_records *records = &report->records;
    ht_records_fact(records, 0, elements[MANAGER], ht_slice_of(report->manager != NULL ? report->manager : ""));
    ht_records_fact(records, 0, "conformedName", ht_edgar_head(text, "COMPANY CONFORMED NAME:"));
    ht_records_fact(records, 0, "conformedName", ht_edgar_head(text, "<CONFORMED-NAME>"));
    for (int id = PERIOD; id < ELEMENTS; id++)
        ht_records_fact(records, 0, elements[id], ht_slice_of(report->facts[id] != NULL ? report->facts[id] : ""));
    ht_records_fact(records, 0, "conformedPeriod", ht_edgar_head(text, "CONFORMED PERIOD OF REPORT:"));
}

static const char *filing_day(struct ht_arena *arena, struct ht_slice text) {
    struct ht_slice day = ht_edgar_head(text, "FILED AS OF DATE:");
    day = day.len > 0 ? day : ht_edgar_head(text, "<FILING-DATE>");
    return ht_arena_copy(arena, day.data, day.len);
}

static void finish(struct report *report, struct ht_slice text, const struct ht_reader_options *options,
                   struct ht_part *part, struct ht_parts *out) {
    enum unit unit = decide_unit(report, filing_day(report->arena, text), options->holdings_date);
    state_values(report, unit);
    report_unit(unit, &part->findings);
    check_cover(report, &part->findings);
    write_facts(report, text);
    ht_records_grid(&report->records, &part->grid);
    out->items = part;
    out->count = 1;
}

static bool is_page(const struct ht_source *source) {
    return source->content == HT_CONTENT_HTML;
}

static bool reads(const struct ht_source *source) {
    return ht_edgar_holds(source, "thirteenf") || ht_edgar_holds(source, "informationTable>") ||
           (is_page(source) && ht_edgar_mentions(source, "thirteenf"));
}

static enum ht_status read_parts(const struct ht_source *source, const struct ht_reader_options *options,
                                 struct ht_arena *arena, struct ht_parts *out, struct ht_findings *findings,
                                 struct ht_error *err) {
    struct ht_slice text;
    struct ht_edgar_document document = {{NULL, 0}, 0};
    struct report *report = ht_arena_alloc(arena, sizeof *report);
    struct ht_part *part = ht_arena_alloc(arena, sizeof *part);
    const struct ht_xml_handler handler = {elements, on_start, on_end, report};
    *out = (struct ht_parts){0};
    if (is_page(source)) {
        ht_find(findings, HT_CODE_UNSUPPORTED, 0,
                "this is a 13F report rendered as a web page; the filing's own XML document or its .txt is read");
        return HT_OK;
    }
    enum ht_status status = ht_xml_decode(source, options->encoding, arena, &text, &out->encoding, findings, err);
    if (status != HT_OK)
        return status;
    *part = (struct ht_part){.findings = ht_findings_in(arena)};
    report->arena = arena;
    ht_records_open(&report->records, arena, headers, COLUMNS, COLUMNS);
    while (ht_edgar_next(text, &document)) {
        report->lines = document.lines;
        report->inside = false;
        ht_xml_parse(document.xml, document.lines, &handler, &part->findings);
        if (report->inside) {
            ht_find(&part->findings, HT_CODE_BAD_ROW, report->line,
                    "the row that begins here is not whole; it was skipped");
        }
    }
    if (report->table) {
        finish(report, text, options, part, out);
    } else if (report->cover) {
        ht_find(findings, HT_CODE_NOT_HOLDINGS, 0,
                "this is the cover page of a 13F report by %s; the holdings stand in its information table, another"
                " document",
                report->manager != NULL ? report->manager : "a manager that is not named");
    } else if (part->findings.count > 0) {
        // The table may stand in what is lost.
        ht_findings_add(findings, &part->findings);
    } else {
        ht_find(findings, HT_CODE_NOT_HOLDINGS, 0, "this is a 13F report without an information table");
    }
    ht_records_close(&report->records);
    return HT_OK;
}

const struct ht_reader ht_reader_thirteenf = {
    .name = "f13_xml",
    .title = "an SEC 13F report",
    .reads = reads,
    .read = read_parts,
};
