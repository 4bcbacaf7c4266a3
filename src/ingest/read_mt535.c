// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The reader of SWIFT MT535 statements of holdings (ISO 15022), bare or in the blocks of a bank's wrapper, several
 * messages to a file. Each FIN block is one position; what stands in the sub-balances inside it repeats the balance
 * and is not read. Amounts keep their digits; an N before a number is its minus sign.
 */
#include <string.h>

#include "holdtrace/decode.h"
#include "holdtrace/reader.h"
#include "holdtrace/values.h"

enum { PROBE = 64 * 1024, DEPTH = 16, WRAP = 35 };

// The columns of the grid.
enum mt_column {
    MT_ACCOUNT,
    MT_DATE,
    MT_ISIN,
    MT_CUSIP,
    MT_SEDOL,
    MT_TICKER,
    MT_LOCAL,
    MT_NAME,
    MT_TYPE,
    MT_QUANTITY,
    MT_PRICE,
    MT_PRICE_CURRENCY,
    MT_VALUE,
    MT_VALUE_CURRENCY,
    MT_COLUMNS
};

static const char *const headers[MT_COLUMNS] = {
    [MT_ACCOUNT] = "Safekeeping account",
    [MT_DATE] = "Statement date",
    [MT_ISIN] = "ISIN",
    [MT_CUSIP] = "CUSIP",
    [MT_SEDOL] = "SEDOL",
    [MT_TICKER] = "Ticker",
    [MT_LOCAL] = "Local code",
    [MT_NAME] = "Description",
    [MT_TYPE] = "Quantity type",
    [MT_QUANTITY] = "Quantity",
    [MT_PRICE] = "Price",
    [MT_PRICE_CURRENCY] = "Price currency",
    [MT_VALUE] = "Holding value",
    [MT_VALUE_CURRENCY] = "Holding value currency",
};

struct message {
    const char *account, *date;
    bool delta, cancelled; // it states changes; it takes an earlier one back
    bool more;             // a further page follows
    long line;
};

struct reading {
    struct ht_arena *arena;
    struct ht_part *part;
    struct message message;
    const char *blocks[DEPTH]; // open sequences, outermost first
    size_t depth;
    const char *cells[MT_COLUMNS]; // of the FIN block being read
    long line;                     // where it began
    struct ht_row *rows;
    size_t count, capacity;
};

static bool has(struct ht_slice text, const char *what) {
    size_t len = strlen(what), probe = text.len < PROBE + len ? text.len : PROBE + len;
    const char *at = text.data, *end = text.data + probe;
    while ((at = memchr(at, what[0], (size_t)(end - at))) != NULL && (size_t)(end - at) >= len) {
        if (memcmp(at, what, len) == 0)
            return true;
        at++;
    }
    return false;
}

static bool reads(const struct ht_source *source) {
    struct ht_slice text = {(const char *)source->bytes, source->size};
    return source->content == HT_CONTENT_TEXT && has(text, ":16R:GENL") &&
           (has(text, "{2:I535") || has(text, "{2:O535") || (!has(text, "{2:") && has(text, ":28E:")));
}

static bool inside(const struct reading *r, const char *block) {
    return r->depth > 0 && strcmp(r->blocks[r->depth - 1], block) == 0;
}

static void add_row(struct reading *r, const char *const *texts, long line) {
    struct ht_slice *cells = ht_arena_array(r->arena, MT_COLUMNS, sizeof *cells);
    for (size_t i = 0; i < MT_COLUMNS; i++)
        cells[i] = ht_slice_of(texts[i] != NULL ? texts[i] : "");
    r->rows = ht_arena_grow(r->arena, r->rows, r->count, &r->capacity, sizeof *r->rows);
    r->rows[r->count++] = (struct ht_row){line, MT_COLUMNS, cells};
}

static void end_message(struct reading *r) {
    if (r->message.more) {
        ht_find(&r->part->findings, HT_CODE_INCOMPLETE, r->message.line,
                "the statement goes on in a further page that is not in the file");
    }
    r->message = (struct message){0};
    r->depth = 0;
}

static void start_message(struct reading *r, long line) {
    // The page before this one said that a further one follows: this is it.
    r->message.more = false;
    end_message(r);
    r->message.line = line;
}

static void end_position(struct reading *r) {
    if (r->message.delta || r->message.cancelled)
        return;
    r->cells[MT_ACCOUNT] = r->message.account;
    r->cells[MT_DATE] = r->message.date;
    add_row(r, r->cells, r->line);
}

static void open_block(struct reading *r, const char *name, long line) {
    if (strcmp(name, "GENL") == 0)
        start_message(r, line);
    if (strcmp(name, "FIN") == 0) {
        memset(r->cells, 0, sizeof r->cells);
        r->line = line;
    }
    if (r->depth < DEPTH)
        r->blocks[r->depth++] = name;
}

static void close_block(struct reading *r, const char *name, long line) {
    if (!inside(r, name)) {
        ht_find(&r->part->findings, HT_CODE_BAD_ROW, line, "a block %s ends that was not open", name);
        return;
    }
    r->depth--;
    if (strcmp(name, "FIN") == 0)
        end_position(r);
}

// The value of QUALIFIER in a field ":QUAL//value" or ":QUAL/issuer/value"; NULL when the field has another one.
static const char *qualified(const char *value, const char *qualifier) {
    size_t len = strlen(qualifier);
    if (value[0] != ':' || strncmp(value + 1, qualifier, len) != 0 || value[1 + len] != '/')
        return NULL;
    const char *slash = strchr(value + 2 + len, '/');
    return slash != NULL ? slash + 1 : NULL;
}

static void general(struct reading *r, const char *tag, const char *value) {
    struct message *m = &r->message;
    const char *text;
    if (strncmp(tag, "97", 2) == 0 && (text = qualified(value, "SAFE")) != NULL) {
        m->account = text;
    } else if (strncmp(tag, "98", 2) == 0 && (text = qualified(value, "STAT")) != NULL) {
        m->date = ht_arena_copy(r->arena, text, strnlen(text, 8));
    } else if (strcmp(tag, "28E") == 0) {
        const char *slash = strchr(value, '/');
        m->more = slash != NULL && strcmp(slash + 1, "MORE") == 0;
    } else if (strcmp(tag, "23G") == 0 && strncmp(value, "CANC", 4) == 0) {
        m->cancelled = true;
        ht_find(&r->part->findings, HT_CODE_UNSUPPORTED, m->line,
                "the message takes an earlier statement back; its positions were not read");
    } else if (strcmp(tag, "22F") == 0 && (text = qualified(value, "CODE")) != NULL && strcmp(text, "DELT") == 0) {
        m->delta = true;
        ht_find(&r->part->findings, HT_CODE_UNSUPPORTED, m->line,
                "the message states changes and no holdings; its positions were not read");
    }
}

// "N16,5" to "-16,5"; a comma at the end goes, as nothing stands behind it.
static const char *signed_number(struct reading *r, bool negative, const char *text) {
    if (text[0] == 'N') {
        negative = true;
        text++;
    }
    size_t len = strlen(text);
    len -= len > 0 && text[len - 1] == ',';
    return ht_arena_format(r->arena, "%s%.*s", negative ? "-" : "", (int)len, text);
}

// "EUR970,17", "NEUR970,17".
static void amount(struct reading *r, const char *text, enum mt_column value, enum mt_column currency) {
    // A sign stands before the currency; some currencies begin with N themselves (NOK).
    bool negative = false;
    if (text[0] == 'N' && strlen(text) > 4) {
        const char code[4] = {text[1], text[2], text[3], '\0'};
        negative = ht_currency_known(code);
    }
    text += negative;
    if (strlen(text) < 4)
        return;
    r->cells[currency] = ht_arena_copy(r->arena, text, 3);
    r->cells[value] = signed_number(r, negative, text + 3);
}

// Codes "/DE/840400", "/US/037833100", "/TS/AAPL".
static void local_code(struct reading *r, const char *line) {
    static const struct {
        const char *scheme;
        enum mt_column column;
    } schemes[] = {{"/US/", MT_CUSIP}, {"/GB/", MT_SEDOL}, {"/TS/", MT_TICKER}};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (strncmp(line, schemes[i].scheme, 4) == 0) {
            r->cells[schemes[i].column] = line + 4;
            return;
        }
    }
    r->cells[MT_LOCAL] = line + 1;
}

// Field 35B: an ISIN, national codes, then the name, whose full lines are cut wherever 35 characters end.
static void instrument(struct reading *r, const char *value) {
    size_t count = 0;
    const char **lines = ht_text_split(r->arena, value, '\n', &count);
    const char *name = NULL;
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 && strncmp(lines[0], "ISIN ", 5) == 0) {
            r->cells[MT_ISIN] = lines[0] + 5 + strspn(lines[0] + 5, " ");
        } else if (name == NULL && lines[i][0] == '/' && strlen(lines[i]) > 4 && lines[i][3] == '/') {
            local_code(r, lines[i]);
        } else {
            name = name == NULL ? lines[i]
                                : ht_arena_format(r->arena, "%s%s%s", name, last == WRAP ? "" : " ", lines[i]);
            last = strlen(lines[i]);
        }
    }
    r->cells[MT_NAME] = name;
}

static void balance(struct reading *r, const char *text, long line) {
    const char *slash = strchr(text, '/');
    if (slash == NULL)
        return;
    if (r->cells[MT_QUANTITY] != NULL) {
        ht_find(&r->part->findings, HT_CODE_BAD_CELL, line, "a second balance of one position was left out: \"%s\"",
                text);
        return;
    }
    r->cells[MT_TYPE] = ht_arena_copy(r->arena, text, (size_t)(slash - text));
    r->cells[MT_QUANTITY] = signed_number(r, false, slash + 1);
}

static void position_field(struct reading *r, const char *tag, const char *value, long line) {
    const char *text;
    if (strcmp(tag, "35B") == 0)
        instrument(r, value);
    else if (strncmp(tag, "93", 2) == 0 && (text = qualified(value, "AGGR")) != NULL)
        balance(r, text, line);
    else if (strcmp(tag, "19A") == 0 && (text = qualified(value, "HOLD")) != NULL)
        amount(r, text, MT_VALUE, MT_VALUE_CURRENCY);
    else if (strcmp(tag, "90B") == 0 && strstr(value, "ACTU/") != NULL && r->cells[MT_PRICE] == NULL)
        amount(r, strstr(value, "ACTU/") + 5, MT_PRICE, MT_PRICE_CURRENCY);
}

static void field(struct reading *r, const char *tag, const char *value, long line) {
    if (strcmp(tag, "16R") == 0)
        open_block(r, value, line);
    else if (strcmp(tag, "16S") == 0)
        close_block(r, value, line);
    else if (inside(r, "GENL"))
        general(r, tag, value);
    else if (inside(r, "FIN"))
        position_field(r, tag, value, line);
}

// The tag of LINE (":35B:"), and what follows it; NULL when it goes on with the field before.
static const char *tag_of(const char *line, char tag[4]) {
    size_t len = line[0] == ':' && ht_is_digit(line[1]) && ht_is_digit(line[2]) ? 2 : 0;
    len += len > 0 && ht_is_upper(line[3]);
    if (len == 0 || line[1 + len] != ':')
        return NULL;
    memcpy(tag, line + 1, len);
    tag[len] = '\0';
    return line + 2 + len;
}

static void read_lines(struct reading *r, const char *text) {
    struct ht_buffer value = {0};
    char tag[4] = "", next[4] = "";
    long line = 0, began = 0;
    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, "\r\n");
        // The block marks of a wrapper stand before the first tag and behind the last line.
        const char *wrapped = at[0] == '{' ? strstr(at, "{4:") : NULL;
        char *copy = ht_arena_copy(r->arena, at, len);
        const char *rest = wrapped != NULL && wrapped < at + len ? copy + (wrapped - at) + 3 : copy;
        const char *content = tag_of(rest, next);
        line++;
        bool ends = at[0] == '-' && (len == 1 || at[1] == '}');
        if (content != NULL || ends || at[0] == '{') {
            if (tag[0] != '\0')
                field(r, tag, ht_arena_copy(r->arena, value.data, value.len), began);
            tag[0] = '\0';
            ht_buffer_clear(&value);
        }
        if (content != NULL) {
            memcpy(tag, next, sizeof tag);
            began = line;
            ht_buffer_string(&value, content);
        } else if (tag[0] != '\0' && !ends) {
            ht_buffer_char(&value, '\n');
            ht_buffer_string(&value, rest);
        }
        at += len;
        at += at[0] == '\r' && at[1] == '\n' ? 2 : at[0] != '\0';
    }
    if (tag[0] != '\0')
        field(r, tag, ht_arena_copy(r->arena, value.data, value.len), began);
    ht_buffer_free(&value);
    r->part->grid.lines = line;
}

static void finish(struct reading *r) {
    if (r->depth > 0) {
        ht_find(&r->part->findings, HT_CODE_INCOMPLETE, r->line, "the file ends inside a block %s",
                r->blocks[r->depth - 1]);
    }
    end_message(r);
    r->part->grid.rows = r->rows;
    r->part->grid.count = r->count;
}

static enum ht_status read_parts(const struct ht_source *source, const struct ht_reader_options *options,
                                 struct ht_arena *arena, struct ht_parts *out, struct ht_findings *findings,
                                 struct ht_error *err) {
    struct ht_text text;
    enum ht_status status = ht_decode(source, options->encoding, arena, &text, findings, err);
    if (status != HT_OK)
        return status;
    struct ht_part *part = ht_arena_alloc(arena, sizeof *part);
    part->findings = ht_findings_in(arena);
    struct reading reading = {.arena = arena, .part = part};
    add_row(&reading, headers, 0);
    read_lines(&reading, text.utf8.data);
    finish(&reading);
    *out = (struct ht_parts){.encoding = text.encoding, .items = part, .count = 1};
    return HT_OK;
}

const struct ht_reader ht_reader_mt535 = {
    .name = "mt535",
    .title = "SWIFT MT535",
    .reads = reads,
    .read = read_parts,
};
