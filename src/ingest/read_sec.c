// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader of the SEC's data sets of N-PORT and 13F filings. The table of holdings is what is read; the tables that
 * say whose they are, of which day, and with which identifiers lie beside it and are joined by hash. Each filing is a
 * portfolio of its own; one that a later filing of the same fund and day replaces does not count.
 */
#include <string.h>

#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "holdtrace/map.h"
#include "holdtrace/reader.h"
#include "holdtrace/values.h"
#include "ingest/sec_tables.h"

// A filing as the tables beside the holdings tell it; "" where they do not.
struct filing {
    const char *accession, *name, *date, *net_assets, *filed, *key;
    bool replaces; // it stands for all that was filed before under the same key
    const struct filing *replaced_by;
    size_t rows;
};

struct identity {
    const char *isin, *ticker;
    const char *underlying, *underlying_isin, *underlying_cusip;
    const char *notional;
};

struct joining {
    struct ht_arena *arena;
    const struct ht_sec_place *place;
    struct ht_map *filings;    // accession number -> struct filing
    struct ht_map *identities; // holding -> struct identity
};

// What one kind of data set is. Output columns are cells of the table of holdings, or of what is joined ("@...").
struct set {
    const char *table;
    const char *const *columns; // header in the grid and in the table, by turns; ended by NULL
    void (*join)(struct joining *j);
    bool thousands; // values before 2023-01-03 are thousands of dollars
};

static const char *keep(struct joining *j, const char *text) {
    return text[0] != '\0' ? ht_arena_string(j->arena, text) : "";
}

static struct filing *filing_of(struct joining *j, const char *accession) {
    struct filing *filing = ht_map_get(j->filings, accession);
    if (filing == NULL) {
        filing = ht_arena_alloc(j->arena, sizeof *filing);
        *filing = (struct filing){keep(j, accession), "", "", "", "", "", false, NULL, 0};
        ht_map_put(j->filings, accession, filing);
    }
    return filing;
}

static struct identity *identity_of(struct joining *j, const char *holding) {
    struct identity *identity = ht_map_get(j->identities, holding);
    if (identity == NULL) {
        identity = ht_arena_alloc(j->arena, sizeof *identity);
        *identity = (struct identity){"", "", "", "", "", ""};
        ht_map_put(j->identities, holding, identity);
    }
    return identity;
}

static bool begin(struct joining *j, const char *name, struct ht_sec_table *table) {
    size_t size = 0;
    char *text = j->place->open(j->place->user, name, j->arena, &size);
    return text != NULL && ht_sec_begin(table, text);
}

static void set_once(struct joining *j, const char **slot, const char *text) {
    if ((*slot)[0] == '\0' && strcmp(text, "N/A") != 0)
        *slot = keep(j, text);
}

static void join_nport_filings(struct joining *j) {
    struct ht_sec_table t;
    if (begin(j, "FUND_REPORTED_INFO.tsv", &t)) {
        while (ht_sec_next(&t)) {
            struct filing *filing = filing_of(j, ht_sec_cell(&t, "ACCESSION_NUMBER"));
            set_once(j, &filing->name, ht_sec_cell(&t, "SERIES_NAME"));
            set_once(j, &filing->net_assets, ht_sec_cell(&t, "NET_ASSETS"));
            set_once(j, &filing->key, ht_sec_cell(&t, "SERIES_ID"));
        }
    }
    if (begin(j, "REGISTRANT.tsv", &t)) {
        while (ht_sec_next(&t)) {
            struct filing *filing = filing_of(j, ht_sec_cell(&t, "ACCESSION_NUMBER"));
            set_once(j, &filing->name, ht_sec_cell(&t, "REGISTRANT_NAME"));
            set_once(j, &filing->key, ht_sec_cell(&t, "CIK"));
        }
    }
    if (begin(j, "SUBMISSION.tsv", &t)) {
        while (ht_sec_next(&t)) {
            struct filing *filing = filing_of(j, ht_sec_cell(&t, "ACCESSION_NUMBER"));
            set_once(j, &filing->date, ht_sec_cell(&t, "REPORT_DATE"));
            set_once(j, &filing->filed, ht_sec_cell(&t, "FILING_DATE"));
            filing->replaces = true;
        }
    }
}

// Notional amounts count only in dollars: the value beside them is in dollars, and one row has one currency.
static void join_notional(struct joining *j, const char *name) {
    struct ht_sec_table t;
    if (!begin(j, name, &t))
        return;
    while (ht_sec_next(&t)) {
        if (strcmp(ht_sec_cell(&t, "CURRENCY_CODE"), "USD") == 0) {
            struct identity *identity = identity_of(j, ht_sec_cell(&t, "HOLDING_ID"));
            set_once(j, &identity->notional, ht_sec_cell(&t, "NOTIONAL_AMOUNT"));
        }
    }
}

static void join_nport(struct joining *j) {
    struct ht_sec_table t;
    join_nport_filings(j);
    if (begin(j, "IDENTIFIERS.tsv", &t)) {
        while (ht_sec_next(&t)) {
            struct identity *identity = identity_of(j, ht_sec_cell(&t, "HOLDING_ID"));
            set_once(j, &identity->isin, ht_sec_cell(&t, "IDENTIFIER_ISIN"));
            set_once(j, &identity->ticker, ht_sec_cell(&t, "IDENTIFIER_TICKER"));
        }
    }
    if (begin(j, "DESC_REF_OTHER.tsv", &t)) {
        while (ht_sec_next(&t)) {
            struct identity *identity = identity_of(j, ht_sec_cell(&t, "HOLDING_ID"));
            set_once(j, &identity->underlying, ht_sec_cell(&t, "ISSUER_NAME"));
            set_once(j, &identity->underlying_isin, ht_sec_cell(&t, "ISIN"));
            set_once(j, &identity->underlying_cusip, ht_sec_cell(&t, "CUSIP"));
        }
    }
    if (begin(j, "DESC_REF_INDEX_BASKET.tsv", &t)) {
        while (ht_sec_next(&t)) {
            struct identity *identity = identity_of(j, ht_sec_cell(&t, "HOLDING_ID"));
            set_once(j, &identity->underlying, ht_sec_cell(&t, "INDEX_NAME"));
        }
    }
    join_notional(j, "FUT_FWD_NONFOREIGNCUR_CONTRACT.tsv");
    join_notional(j, "NONFOREIGN_EXCHANGE_SWAP.tsv");
    join_notional(j, "OTHER_DERIV_NOTIONAL_AMOUNT.tsv");
}

static void join_13f(struct joining *j) {
    struct ht_sec_table t;
    if (begin(j, "COVERPAGE.tsv", &t)) {
        while (ht_sec_next(&t)) {
            struct filing *filing = filing_of(j, ht_sec_cell(&t, "ACCESSION_NUMBER"));
            set_once(j, &filing->name, ht_sec_cell(&t, "FILINGMANAGER_NAME"));
            set_once(j, &filing->date, ht_sec_cell(&t, "REPORTCALENDARORQUARTER"));
            set_once(j, &filing->key, ht_sec_cell(&t, "FORM13FFILENUMBER"));
            // An amendment with new holdings adds to the filing; only a restatement replaces it.
            filing->replaces = strcmp(ht_sec_cell(&t, "AMENDMENTTYPE"), "RESTATEMENT") == 0;
        }
    }
    if (begin(j, "SUBMISSION.tsv", &t)) {
        while (ht_sec_next(&t)) {
            struct filing *filing = filing_of(j, ht_sec_cell(&t, "ACCESSION_NUMBER"));
            set_once(j, &filing->filed, ht_sec_cell(&t, "FILING_DATE"));
        }
    }
}

static const char *const nport_columns[] = {
    "Accession number",
    "@accession",
    "Fund name",
    "@name",
    "Report date",
    "@date",
    "Net assets",
    "@net_assets",
    "Issuer name",
    "ISSUER_NAME",
    "Title",
    "ISSUER_TITLE",
    "Issuer LEI",
    "ISSUER_LEI",
    "CUSIP",
    "ISSUER_CUSIP",
    "ISIN",
    "@isin",
    "Ticker",
    "@ticker",
    "Balance",
    "BALANCE",
    "Unit",
    "UNIT",
    "Currency",
    "CURRENCY_CODE",
    "Value USD",
    "CURRENCY_VALUE",
    "Percentage",
    "PERCENTAGE",
    "Payoff",
    "PAYOFF_PROFILE",
    "Asset category",
    "ASSET_CAT",
    "Derivative category",
    "DERIVATIVE_CAT",
    "Country",
    "INVESTMENT_COUNTRY",
    "Notional USD",
    "@notional",
    "Underlying",
    "@underlying",
    "Underlying identifier",
    "@underlying_id",
    NULL,
};

static const char *const f13_columns[] = {
    "Accession number",
    "@accession",
    "Manager",
    "@name",
    "Period",
    "@date",
    "Name of issuer",
    "NAMEOFISSUER",
    "Title of class",
    "TITLEOFCLASS",
    "CUSIP",
    "CUSIP",
    "FIGI",
    "FIGI",
    "Value USD",
    "VALUE",
    "Amount",
    "SSHPRNAMT",
    "Amount type",
    "SSHPRNAMTTYPE",
    "Put or call",
    "PUTCALL",
    NULL,
};

static const struct set sets[] = {
    {"FUND_REPORTED_HOLDING.tsv", nport_columns, join_nport, false},
    {"INFOTABLE.tsv", f13_columns, join_13f, true},
};

static const struct set *set_of(const struct ht_source *source) {
    static const char *const starts[] = {"ACCESSION_NUMBER\tHOLDING_ID\t", "ACCESSION_NUMBER\tINFOTABLE_SK\t"};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        size_t len = strlen(starts[i]);
        if (source->size > len && memcmp(source->bytes, starts[i], len) == 0)
            return &sets[i];
    }
    return NULL;
}

static bool reads(const struct ht_source *source) {
    return source->content == HT_CONTENT_TEXT && set_of(source) != NULL;
}

// A place of files: USER is the path of the table of holdings without its name.
static char *open_beside(const void *user, const char *name, struct ht_arena *arena, size_t *size) {
    struct ht_source *source = NULL;
    struct ht_error ignored = {HT_OK, ""};
    const char *path = ht_arena_format(arena, "%s%s", (const char *)user, name);
    if (ht_source_open(path, &source, &ignored) != HT_OK)
        return NULL;
    bool fits = source->size <= (size_t)HT_SEC_TABLE_MIB * 1024 * 1024 && source->content == HT_CONTENT_TEXT;
    char *text = fits ? ht_arena_copy(arena, (const char *)source->bytes, source->size) : NULL;
    *size = source->size;
    ht_source_close(source);
    return text;
}

// PATH without the table's name at its end, by which the tables beside it are found; NULL when it ends otherwise.
static char *prefix_of(const char *path, const char *table, struct ht_arena *arena) {
    size_t len = strlen(path), tail = strlen(table);
    return len >= tail && strcmp(path + len - tail, table) == 0 ? ht_arena_copy(arena, path, len - tail) : NULL;
}

static int by_filing(const struct filing *a, const struct filing *b) {
    struct ht_date da, db;
    if (ht_date_read(a->filed, HT_ORDER_AUTO, &da) && ht_date_read(b->filed, HT_ORDER_AUTO, &db)) {
        if (ht_date_first(da) != ht_date_first(db))
            return ht_date_first(da) < ht_date_first(db) ? -1 : 1;
    }
    return strcmp(a->accession, b->accession);
}

static void settle_replaced(struct joining *j) {
    struct ht_map *latest = ht_map_new(j->arena);
    for (size_t i = 0; i < ht_map_count(j->filings); i++) {
        struct filing *filing = ht_map_value_at(j->filings, i);
        const char *key = ht_arena_format(j->arena, "%s %s", filing->key, filing->date);
        const struct filing *other = ht_map_get(latest, key);
        if (filing->key[0] != '\0' && filing->replaces && (other == NULL || by_filing(filing, other) > 0))
            ht_map_put(latest, key, filing);
    }
    for (size_t i = 0; i < ht_map_count(j->filings); i++) {
        struct filing *filing = ht_map_value_at(j->filings, i);
        const struct filing *last = ht_map_get(latest, ht_arena_format(j->arena, "%s %s", filing->key, filing->date));
        filing->replaced_by = last != NULL && by_filing(filing, last) < 0 ? last : NULL;
    }
}

// Whether the values of FILING are thousands of dollars: it was filed before 2023-01-03. The accession number has the
// year of filing in it.
static bool in_thousands(const struct filing *filing) {
    struct ht_date filed;
    if (ht_date_read(filing->filed, HT_ORDER_AUTO, &filed))
        return ht_date_first(filed) < ht_date_first(ht_date_of(2023, 1, 3));
    const char *dash = strchr(filing->accession, '-');
    bool year = dash != NULL && ht_is_digit(dash[1]) && ht_is_digit(dash[2]) && dash[3] == '-';
    int yy = year ? (dash[1] - '0') * 10 + (dash[2] - '0') : 99;
    return year && (yy < 23 || yy > 90);
}

static const char *joined(const char *what, const struct filing *filing, const struct identity *identity) {
    const struct {
        const char *name, *text;
    } values[] = {
        {"@accession", filing->accession},
        {"@name", filing->name},
        {"@date", filing->date},
        {"@net_assets", filing->net_assets},
        {"@isin", identity->isin},
        {"@ticker", identity->ticker},
        {"@notional", identity->notional},
        {"@underlying", identity->underlying},
        {"@underlying_id",
         identity->underlying_isin[0] != '\0' ? identity->underlying_isin : identity->underlying_cusip},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i].name, what) == 0)
            return values[i].text;
    return "";
}

// VALUE in dollars; exact.
static const char *dollars(struct ht_arena *arena, const char *value) {
    size_t digits = strspn(value, "0123456789");
    if (digits > 0 && value[digits] == '\0')
        return ht_arena_format(arena, "%s000", value);
    return value[0] == '\0' ? value : ht_arena_format(arena, "%se3", value);
}

struct output {
    struct ht_row *rows;
    size_t count, capacity;
};

static void add_row(struct joining *j, struct output *out, size_t width, const struct ht_slice *cells, long line) {
    out->rows = ht_arena_grow(j->arena, out->rows, out->count, &out->capacity, sizeof *out->rows);
    out->rows[out->count++] = (struct ht_row){line, width, cells};
}

static void add_position(struct joining *j, const struct set *set, const struct ht_sec_table *t,
                         const struct filing *filing, struct output *out) {
    static const struct identity nobody = {"", "", "", "", "", ""};
    const struct identity *identity = ht_map_get(j->identities, ht_sec_cell(t, "HOLDING_ID"));
    bool thousands = set->thousands && in_thousands(filing);
    size_t width = 0;
    while (set->columns[2 * width] != NULL)
        width++;
    struct ht_slice *cells = ht_arena_array(j->arena, width, sizeof *cells);
    for (size_t i = 0; i < width; i++) {
        const char *from = set->columns[2 * i + 1];
        const char *text =
            from[0] == '@' ? joined(from, filing, identity != NULL ? identity : &nobody) : ht_sec_cell(t, from);
        cells[i] = ht_slice_of(thousands && strcmp(from, "VALUE") == 0 ? dollars(j->arena, text) : text);
    }
    add_row(j, out, width, cells, t->line);
}

static void add_header(struct joining *j, const struct set *set, struct output *out) {
    size_t width = 0;
    while (set->columns[2 * width] != NULL)
        width++;
    struct ht_slice *cells = ht_arena_array(j->arena, width, sizeof *cells);
    for (size_t i = 0; i < width; i++)
        cells[i] = ht_slice_of(set->columns[2 * i]);
    add_row(j, out, width, cells, 1);
}

static void report_filings(struct joining *j, const struct set *set, struct ht_findings *findings) {
    for (size_t i = 0; i < ht_map_count(j->filings); i++) {
        const struct filing *filing = ht_map_value_at(j->filings, i);
        if (filing->rows > 0 && filing->replaced_by != NULL) {
            ht_find(findings, HT_CODE_REPEATED_TABLE, 0,
                    "filing %s is replaced by %s of the same fund and day; its %zu"
                    " rows were not counted",
                    filing->accession, filing->replaced_by->accession, filing->rows);
        } else if (filing->rows > 0 && set->thousands && in_thousands(filing)) {
            ht_find(findings, HT_CODE_THOUSANDS, 0,
                    "filing %s is from before 2023-01-03: its values are thousands of dollars and were taken so",
                    filing->accession);
        }
    }
}

static void read_holdings(struct joining *j, const struct set *set, struct ht_sec_table *t, struct ht_part *part) {
    struct output out = {0};
    add_header(j, set, &out);
    while (ht_sec_next(t)) {
        struct filing *filing = filing_of(j, ht_sec_cell(t, "ACCESSION_NUMBER"));
        filing->rows++;
        if (filing->replaced_by == NULL && t->width == t->header_count) {
            add_position(j, set, t, filing, &out);
        } else if (t->width != t->header_count) {
            ht_find(&part->findings, HT_CODE_BAD_ROW, t->line,
                    "the row has %zu cells, the header %zu; it was skipped", t->width, t->header_count);
            part->grid.dropped++;
        }
    }
    part->grid.rows = out.rows;
    part->grid.count = out.count;
    part->grid.lines = t->line;
    part->grid.delimiter = '\t';
}

static enum ht_status read_parts(const struct ht_source *source, const struct ht_reader_options *options,
                                 struct ht_arena *arena, struct ht_parts *out, struct ht_findings *findings,
                                 struct ht_error *err) {
    (void)options;
    (void)err;
    const struct set *set = set_of(source);
    char *prefix = prefix_of(source->path, set->table, arena);
    const struct ht_sec_place place = {prefix, open_beside};
    struct joining joining = {arena, &place, ht_map_new(arena), ht_map_new(arena)};
    struct ht_sec_table table;
    *out = (struct ht_parts){.encoding = "UTF-8"};
    if (source->size > (size_t)HT_SEC_TABLE_MIB * 1024 * 1024) {
        ht_find(findings, HT_CODE_UNREADABLE, 0, "the table is larger than %d MiB", HT_SEC_TABLE_MIB);
        return HT_OK;
    }
    struct ht_part *part = ht_arena_alloc(arena, sizeof *part);
    part->findings = ht_findings_in(arena);
    if (prefix != NULL) {
        set->join(&joining);
        settle_replaced(&joining);
    }
    if (ht_sec_begin(&table, ht_arena_copy(arena, (const char *)source->bytes, source->size))) {
        read_holdings(&joining, set, &table, part);
        report_filings(&joining, set, &part->findings);
    }
    out->items = part;
    out->count = 1;
    return HT_OK;
}

const struct ht_reader ht_reader_sec = {
    .name = "sec",
    .title = "SEC data set",
    .reads = reads,
    .read = read_parts,
};
