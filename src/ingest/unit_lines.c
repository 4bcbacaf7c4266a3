// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Units that stand beside the header: in a row of units below it, or in a line above it ("(all amounts in EUR
 * thousands)", "Bedragen x € 1.000", "单位：万元"). A unit that is certain is applied exactly; where it is not, the
 * values are not read.
 */
#include <string.h>

#include "ingest/header_unit.h"
#include "ingest/recognise.h"

enum { LINE_MAX = 400, WINDOW = 72, STEP = 36, CUT = 20 };

static bool is_currency_key(const char *key) {
    char code[4] = {ht_to_upper(key[0]), '\0', '\0', '\0'};
    for (int i = 1; i < 3 && code[i - 1] != '\0'; i++)
        code[i] = ht_to_upper(key[i]);
    return strlen(key) == 3 && ht_currency_known(code);
}

// Whether CELL is a unit and nothing else: "EUR", "%", "in %", "in 1.000 EUR", "TEUR", "Stück".
static bool is_unit_cell(struct ht_slice cell, bool *telling) {
    static const char *const words[] = {"in",  "en",  "i",       "stuck",  "st",     "shares", "units",
                                        "pcs", "stk", "nominal", "number", "aantal", "株",     "股",
                                        "口",  "年",  "x",       "of",     "de",     "di"};
    char key[HT_HEADER_KEY];
    struct ht_unit unit;
    ht_header_key(cell, key);
    if (key[0] == '\0' || cell.len > 40)
        return false;
    if (ht_unit_find(key, &unit)) {
        memset(key + unit.at, ' ', unit.len);
        *telling = true;
    }
    for (char *token = key; *token != '\0';) {
        size_t len = strcspn(token, " "), i = 0;
        bool last = token[len] == '\0';
        token[len] = '\0';
        bool money = is_currency_key(token) || strcmp(token, "%") == 0 || strcmp(token, "€") == 0 ||
                     strcmp(token, "$") == 0 || strcmp(token, "us$") == 0 || strcmp(token, "£") == 0 ||
                     strcmp(token, "元") == 0 || strcmp(token, "円") == 0;
        while (i < sizeof words / sizeof *words && strcmp(token, words[i]) != 0)
            i++;
        if (len > 0 && !money && i == sizeof words / sizeof *words)
            return false;
        *telling = *telling || money;
        token += len + !last;
    }
    return true;
}

bool ht_unit_row_follows(const struct ht_recognition *r, const struct ht_row *header) {
    const struct ht_row *row = header + 1;
    bool telling = false;
    if (row >= r->grid->rows + r->grid->count || ht_row_blank(row))
        return false;
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        enum ht_field field = ht_header_word(r->layouts->vocabulary, ht_row_cell(header, i)).field;
        bool identifies = field == HT_FIELD_NAME || field == HT_FIELD_ISIN;
        if (cell.len > 0 && (identifies || !is_unit_cell(cell, &telling)))
            return false;
    }
    return telling;
}

struct ht_slice ht_unit_row_header(const struct ht_recognition *r, const struct ht_row *header, size_t index) {
    struct ht_slice plain = ht_row_cell(header, index), unit = ht_row_cell(header + 1, index);
    if (unit.len == 0 || plain.len == 0)
        return plain;
    const char *both = ht_arena_format(r->arena, "%.*s %.*s", (int)plain.len, plain.data, (int)unit.len, unit.data);
    struct ht_header_word alone = ht_header_word(r->layouts->vocabulary, plain);
    struct ht_header_word together = ht_header_word(r->layouts->vocabulary, ht_slice_of(both));
    bool amount = alone.field == HT_FIELD_VALUE || alone.field == HT_FIELD_NOTIONAL;
    // Where the unit makes a value something that no word names, both stay together and have no meaning.
    return together.word != NULL || amount ? ht_slice_of(both) : plain;
}

// What a line says of the unit of the amounts.
enum saying { SAYS_NOTHING, SAYS_UNCLEAR, SAYS_UNIT };

static bool is_digit_word(const char *key, size_t end) {
    while (end > 0 && key[end - 1] == ' ')
        end--;
    return end > 0 && ht_is_digit(key[end - 1]);
}

// The code or sign of a currency that ends directly before AT in KEY; its length, 0 when there is none.
static size_t currency_before(const char *key, size_t at, char code[4]) {
    static const struct {
        const char *sign, *code;
    } signs[] = {{"us$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"euro", "EUR"}, {"euros", "EUR"}, {"$", ""}};
    while (at > 0 && key[at - 1] == ' ')
        at--;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t len = strlen(signs[i].sign);
        if (at >= len && memcmp(key + at - len, signs[i].sign, len) == 0) {
            strcpy(code, signs[i].code);
            return len;
        }
    }
    if (at >= 3 && (at == 3 || key[at - 4] == ' ')) {
        char text[4] = {key[at - 3], key[at - 2], key[at - 1], '\0'};
        if (is_currency_key(text)) {
            for (int i = 0; i < 4; i++)
                code[i] = ht_to_upper(text[i]);
            return 3;
        }
    }
    return 0;
}

static bool currency_behind(const char *text, char code[4]) {
    static const char *const fillers[] = {"of ", "de ", "d ", "di ", "von ", "van ", "us "};
    static const struct {
        const char *word, *code;
    } words[] = {{"euro", "EUR"},       {"€", "EUR"},      {"us$", "USD"},    {"£", "GBP"},    {"dollars", ""},
                 {"us dollars", "USD"}, {"pounds", ""},    {"$", ""},         {"yen", "JPY"},  {"元", ""},
                 {"円", "JPY"},         {"人民币", "CNY"}, {"人民幣", "CNY"}, {"港元", "HKD"}, {"美元", "USD"},
                 {"kronor", "SEK"}};
    text += *text == ' ';
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        size_t len = strlen(fillers[i]);
        text += strncmp(text, fillers[i], len) == 0 && strncmp(text, "us dollars", 10) != 0 ? len : 0;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strncmp(text, words[i].word, strlen(words[i].word)) == 0) {
            strcpy(code, words[i].code);
            return true;
        }
    }
    char first[4] = {text[0], text[0] != '\0' ? text[1] : '\0', text[0] != '\0' && text[1] != '\0' ? text[2] : '\0'};
    bool ends = strlen(first) == 3 && (text[3] == ' ' || text[3] == '\0');
    for (int i = 0; ends && is_currency_key(first) && i < 4; i++)
        code[i] = ht_to_upper(first[i]);
    return ends && is_currency_key(first);
}

static bool joiner_before(const char *key, size_t at) {
    static const char *const joiners[] = {"in", "en", "i", "em", "x", "amounts", "单位", "單位", "単位"};
    while (at > 0 && key[at - 1] == ' ')
        at--;
    for (size_t i = 0; i < sizeof joiners / sizeof *joiners; i++) {
        size_t len = strlen(joiners[i]);
        if (at >= len && memcmp(key + at - len, joiners[i], len) == 0 && (at == len || key[at - len - 1] == ' '))
            return true;
    }
    return false;
}

// Whether one of the words that amounts of a fund as a whole go by stands in KEY: its unit may be theirs alone.
static bool is_about_fund(const char *key) {
    static const char *const words[] = {"fund size",
                                        "net assets",
                                        "net asset value",
                                        "aum",
                                        "volume",
                                        "volumen",
                                        "fondsvolumen",
                                        "fondsvermogen",
                                        "nav",
                                        "actif net",
                                        "encours",
                                        "patrimonio",
                                        "market cap",
                                        "marktkapitalisierung",
                                        "minimum",
                                        "capital"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *at = strstr(key, words[i]);
        if (at != NULL && (at == key || at[-1] == ' '))
            return true;
    }
    return false;
}

// Length of the currency that stands behind a unit, blanks included, and of what joins them.
static const char *skip_currency(const char *text) {
    char code[4];
    while (*text != '\0' && !ht_is_digit(*text) && currency_behind(text, code)) {
        text += *text == ' ';
        text += strcspn(text, " ");
    }
    return text + (*text == ' ');
}

// Whether "in" alone makes the unit certain: it ends the line, or what follows is an exception to it.
static bool closes_line(const char *behind) {
    static const char *const words[] = {"unless", "except", "as",    "at",  "per",
                                        "stand",  "sauf",   "salvo", "zum", "other"};
    behind += *behind == ' ';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(behind, words[i], strlen(words[i])) == 0)
            return true;
    return *behind == '\0';
}

/*
 * "45 million" is a figure and says nothing of the amounts below; neither does "volume in EUR million: 45". A unit
 * counts beside a currency, or behind "in" or "x" at the end of the line. A plain thousand ("EUR 1.000") may be an
 * amount: it counts behind "x", or between "in" and a currency. What may be meant otherwise is unclear.
 */
static enum saying read_window(const char *key, struct ht_slice text, struct ht_unit *unit) {
    if (!ht_unit_find(key, unit) || unit->shares || is_digit_word(key, unit->at))
        return SAYS_NOTHING;
    const char *behind = key + unit->at + unit->len;
    bool grown = unit->currency[0] != '\0', plain = key[unit->at] == '1';
    size_t before = grown ? 0 : currency_before(key, unit->at, unit->currency), at = unit->at;
    while (before > 0 && at > 0 && key[at - 1] == ' ')
        at--;
    at -= before;
    bool followed = !grown && before == 0 && currency_behind(behind, unit->currency);
    bool joined = joiner_before(key, at),
         times = joined && at >= 1 && key[at - 1 - (at > 1 && key[at - 1] == ' ')] == 'x';
    if (ht_is_digit(*skip_currency(behind)))
        return memchr(text.data, ':', text.len) != NULL ? SAYS_NOTHING : SAYS_UNCLEAR;
    // "'000" alone on its line, "000s omitted".
    bool alone = !plain && ((unit->at == 0 && *behind == '\0') || strncmp(behind, " omitted", 8) == 0);
    if (!(grown || followed || before > 0 || joined || alone) || (plain && !joined))
        return SAYS_NOTHING;
    bool certain = plain ? times || followed : grown || followed || before > 0 || alone || closes_line(behind);
    bool figure = before > 0 && is_digit_word(key, at);
    return !certain || figure || is_about_fund(key) || ht_unit_unclear(unit, text) ? SAYS_UNCLEAR : SAYS_UNIT;
}

// The text of a row of labels; false for a row with a figure, whose unit is that figure's.
static bool line_of(const struct ht_row *row, char out[LINE_MAX], size_t *len) {
    size_t filled = 0;
    *len = 0;
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        struct ht_number number;
        filled += cell.len > 0;
        if (cell.len == 0)
            continue;
        if (filled > 3 || *len + cell.len + 2 > LINE_MAX)
            return false;
        if (filled > 1 && ht_number_parse(cell.data, cell.len, HT_MARK_AUTO, &number) != HT_NUMBER_INVALID)
            return false;
        memcpy(out + *len, cell.data, cell.len);
        *len += cell.len;
        out[(*len)++] = ' ';
    }
    out[*len] = '\0';
    return *len > 0;
}

// A long line is read piece by piece: each piece ends at a blank, and the next begins inside it.
static enum saying read_line(const struct ht_row *row, struct ht_unit *unit) {
    char line[LINE_MAX];
    char key[HT_HEADER_KEY];
    size_t len;
    if (!line_of(row, line, &len))
        return SAYS_NOTHING;
    for (size_t from = 0; from < len;) {
        size_t end = len;
        if (len - from > WINDOW) {
            for (end = from + WINDOW; end > from + STEP && line[end] != ' '; end--) {
            }
        }
        struct ht_slice piece = {line + from, end - from};
        ht_header_key(piece, key);
        enum saying saying = read_window(key, piece, unit);
        // What is cut off behind a unit stands whole in the next piece.
        bool cut = end < len && unit->at + unit->len + CUT > strlen(key);
        if (end == len || (saying != SAYS_NOTHING && !cut))
            return saying;
        size_t next = from + STEP;
        while (next < end && line[next] != ' ')
            next++;
        from = next + (line[next] == ' ');
    }
    return SAYS_NOTHING;
}

// Lines below the tables are often about something else: there the unit counts only beside a word for amounts.
static bool is_about_amounts(const struct ht_row *row) {
    static const char *const words[] = {"amount",   "value",   "figure",  "betrage", "werte",
                                        "bedragen", "montant", "importe", "importi", "belopp",
                                        "金额",     "金額",    "单位",    "單位",    "単位"};
    char line[LINE_MAX], key[HT_HEADER_KEY];
    size_t len;
    if (!line_of(row, line, &len))
        return false;
    ht_header_key((struct ht_slice){line, len}, key);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(key, words[i]) != NULL)
            return true;
    return false;
}

struct told {
    enum saying saying;
    struct ht_unit unit;
    const struct ht_row *row; // that tells it; NULL when none does
};

// "All values in pence": where prices are meant too, and which columns are, is not said.
static bool speaks_of_parts(const struct ht_row *row) {
    char line[LINE_MAX], key[HT_HEADER_KEY];
    size_t len;
    if (!line_of(row, line, &len))
        return false;
    ht_header_key((struct ht_slice){line, len}, key);
    return strstr(key, " in pence") != NULL || strstr(key, " in gbx") != NULL || strstr(key, " in cents") != NULL;
}

static void hear(struct told *told, const struct ht_row *row) {
    struct ht_unit unit = {0};
    enum saying saying = read_line(row, &unit);
    if (saying == SAYS_NOTHING && is_about_amounts(row) && speaks_of_parts(row))
        saying = SAYS_UNCLEAR;
    if (saying == SAYS_NOTHING)
        return;
    bool differs = told->saying == SAYS_UNIT && unit.shift != told->unit.shift;
    if (saying == SAYS_UNCLEAR || differs || told->saying == SAYS_UNCLEAR)
        told->saying = SAYS_UNCLEAR;
    else
        told->saying = SAYS_UNIT;
    told->unit = unit;
    told->row = row;
}

// What the lines above the first table say, and those below the last one; unclear when two of them differ.
static struct told read_lines(const struct ht_recognition *r) {
    const struct ht_table *tables = r->sheet->tables;
    struct told told = {SAYS_NOTHING, {0}, NULL};
    for (size_t i = 0; i < tables[0].header_row; i++)
        hear(&told, &r->grid->rows[i]);
    for (size_t i = tables[r->sheet->table_count - 1].end_row; i < r->grid->count; i++)
        if (is_about_amounts(&r->grid->rows[i]))
            hear(&told, &r->grid->rows[i]);
    return told;
}

static bool takes_unit(const struct ht_column *column) {
    bool amount = column->field == HT_FIELD_VALUE || column->field == HT_FIELD_VALUE_OTHER ||
                  column->field == HT_FIELD_NOTIONAL;
    return amount && column->shift == 0;
}

// Whether the workbook itself shows the column in thousands or more: then the unit is that of what is shown, and what
// is stored is whole.
static bool is_shown_scaled(const struct ht_recognition *r, const struct ht_column *column) {
    return column->index < 64 && (r->grid->scaled >> column->index & 1) != 0;
}

static void report_stored(const struct ht_recognition *r, struct ht_column *column, long line) {
    ht_find(
        r->findings, HT_CODE_THOUSANDS, line,
        "the workbook's number format shows the column \"%s\" in the unit that is told and stores it whole; it was "
        "taken as stored",
        column->header);
    column->shift = 0;
}

static void report_column(const struct ht_recognition *r, const struct ht_column *column, long line) {
    if (column->shift == 0 || column->field == HT_FIELD_OTHER || column->field == HT_FIELD_NONE)
        return;
    if (column->shift < 0) {
        ht_find(r->findings, HT_CODE_MINOR_UNIT, line,
                "the column \"%s\" is in hundredth parts of its currency; its figures were divided by 100 exactly",
                column->header);
    } else {
        ht_find(r->findings, HT_CODE_THOUSANDS, line,
                "the column \"%s\" is in a unit of 10^%d, by %s; its figures were multiplied by it exactly",
                column->header, column->shift, line > 0 ? "this line" : "its header");
    }
}

// What TOLD says becomes the unit of COLUMN, where its header tells none.
static void apply_to(const struct ht_recognition *r, const struct told *told, struct ht_column *column, bool report) {
    bool by_line = told->saying != SAYS_NOTHING && takes_unit(column);
    long line = by_line ? told->row->line : 0;
    if ((by_line || column->shift > 0) && is_shown_scaled(r, column)) {
        report_stored(r, column, line);
        return;
    }
    if (by_line && told->saying == SAYS_UNCLEAR) {
        ht_find(r->findings, HT_CODE_VALUE_UNIT, line,
                "this line may say that amounts are in another unit, and it is not certain which; the column \"%s\" "
                "was not read",
                column->header);
        column->field = HT_FIELD_OTHER;
        return;
    }
    column->shift = by_line ? told->unit.shift : column->shift;
    if (report)
        report_column(r, column, line);
}

static void apply(const struct ht_recognition *r, const struct told *told) {
    for (size_t t = 0; t < r->sheet->table_count; t++) {
        struct ht_table *table = &r->sheet->tables[t];
        for (size_t i = 0; i < table->column_count; i++)
            apply_to(r, told, &table->columns[i], t == 0);
    }
}

void ht_unit_lines_currency(struct ht_recognition *r) {
    struct told told = read_lines(r);
    if (r->sheet->value_currency == NULL && told.saying == SAYS_UNIT && told.unit.currency[0] != '\0')
        r->sheet->value_currency = ht_arena_string(r->arena, told.unit.currency);
}

void ht_unit_lines_apply(struct ht_recognition *r) {
    struct told told = read_lines(r);
    apply(r, &told);
    if (told.row != NULL && r->sheet->net_assets != NULL) {
        ht_find(r->findings, HT_CODE_VALUE_UNIT, told.row->line,
                "whether the net assets \"%s\" are in the unit that this line tells is not known; they were left out",
                r->sheet->net_assets);
        r->sheet->net_assets = NULL;
    }
}
