// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What stands beside the tables: labelled lines above them ("Fund Holdings as of", "Jun 30, 2025"), the fund's name
 * on a line of its own, and the date in the file's name where a publisher puts it only there.
 */
#include <string.h>

#include "ingest/recognise.h"

// First and second filled cell of a row; .len 0 when there is none.
struct label {
    struct ht_slice name, value;
    size_t filled;
};

// The first colon in TEXT, ASCII or full-width; its length goes to *LEN. NULL when there is none.
static const char *find_colon(struct ht_slice text, size_t *len) {
    for (size_t i = 0; i < text.len; i++) {
        *len = text.data[i] == ':' ? 1 : text.len - i >= 3 && memcmp(text.data + i, "\xEF\xBC\x9A", 3) == 0 ? 3 : 0;
        if (*len > 0)
            return text.data + i;
    }
    return NULL;
}

static struct label read_label(const struct ht_row *row) {
    struct label label = {{"", 0}, {"", 0}, 0};
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        if (cell.len > 0) {
            label.filled++;
            if (label.filled == 1)
                label.name = cell;
            else if (label.filled == 2)
                label.value = cell;
        }
    }
    while (label.name.len > 0 && label.name.data[label.name.len - 1] == ':')
        label.name.len--;
    return label;
}

// Whether LABEL is one of TEXTS; "As of: 2025-06-30" in one cell counts as label and value.
static bool matches(const struct ht_texts *texts, struct label *label) {
    if (ht_texts_hold(texts, label->name))
        return true;
    size_t width = 0;
    const char *colon = label->filled == 1 ? find_colon(label->name, &width) : NULL;
    if (colon == NULL)
        return false;
    struct ht_slice name = {label->name.data, (size_t)(colon - label->name.data)};
    if (!ht_texts_hold(texts, ht_slice_trim(name)))
        return false;
    const char *end = label->name.data + label->name.len;
    colon += width;
    while (colon < end && (*colon == ':' || *colon == ' '))
        colon++; // "ISIN: : CH0130595124" is met
    label->value = ht_slice_trim((struct ht_slice){colon, (size_t)(end - colon)});
    return true;
}

static const struct ht_texts *labels_of(const struct ht_recognition *r) {
    return r->layout != NULL ? r->layout->labels : r->layouts->vocabulary->labels;
}

bool ht_facts_label(const struct ht_recognition *r, const struct ht_row *row) {
    struct label label = read_label(row);
    if (label.filled == 0 || label.filled > 2)
        return false;
    for (int fact = 0; fact < HT_FACT_COUNT; fact++)
        if (matches(&labels_of(r)[fact], &label))
            return true;
    return false;
}

bool ht_facts_label_of(const struct ht_layouts *layouts, const struct ht_row *row, struct ht_arena *arena,
                       const char **fact, const char **label) {
    struct label read = read_label(row);
    for (int i = 0; i < HT_FACT_COUNT && read.filled > 0 && read.filled <= 2; i++) {
        struct label with_value = read;
        if (matches(&layouts->vocabulary->labels[i], &with_value)) {
            size_t width = 0;
            const char *colon = read.filled == 1 ? find_colon(read.name, &width) : NULL;
            size_t len = colon != NULL ? (size_t)(colon - read.name.data) : read.name.len;
            *fact = ht_fact_name((enum ht_fact)i);
            *label = ht_arena_copy(arena, read.name.data, len);
            return true;
        }
    }
    return false;
}

static struct ht_slice without_as_of(struct ht_slice text) {
    if (text.len > 6 && ht_text_starts(text.data, "as of ")) {
        text.data += 6;
        text.len -= 6;
    }
    return ht_slice_trim(text);
}

static void take_as_of(struct ht_recognition *r, struct ht_slice value, long line) {
    value = without_as_of(value);
    if (r->sheet->as_of == NULL) {
        r->sheet->as_of = ht_arena_copy(r->arena, value.data, value.len);
        r->sheet->as_of_basis = "file";
    } else if (!ht_slice_same(ht_slice_of(r->sheet->as_of), value)) {
        ht_find(r->findings, HT_CODE_DATE_CONFLICT, line,
                "the holdings date is \"%.*s\" here and \"%s\" above; the first"
                " was taken",
                (int)value.len, value.data, r->sheet->as_of);
    }
}

static void take_fact(struct ht_recognition *r, enum ht_fact fact, struct ht_slice value, long line) {
    struct ht_sheet *sheet = r->sheet;
    const char **slots[HT_FACT_COUNT] = {
        [HT_FACT_FUND_NAME] = &sheet->fund_name,
        [HT_FACT_FUND_ID] = &sheet->fund_id,
        [HT_FACT_NET_ASSETS] = &sheet->net_assets,
        [HT_FACT_CURRENCY] = &sheet->value_currency,
    };
    if (value.len == 0)
        return;
    if (fact == HT_FACT_AS_OF) {
        take_as_of(r, value, line);
    } else if (*slots[fact] == NULL) {
        char *text = ht_arena_copy(r->arena, value.data, value.len);
        if (fact != HT_FACT_CURRENCY || ht_currency_known(text))
            *slots[fact] = text;
    }
}

static void read_row(struct ht_recognition *r, const struct ht_row *row) {
    struct label label = read_label(row);
    for (int fact = 0; fact < HT_FACT_COUNT && label.filled > 0; fact++) {
        if (matches(&labels_of(r)[fact], &label)) {
            take_fact(r, (enum ht_fact)fact, label.value, row->line);
            return;
        }
    }
}

// A line of one cell: the fund's name where the layout says that it stands there.
static void read_fund_name(struct ht_recognition *r, size_t header_row) {
    const struct ht_layout *layout = r->layout;
    bool next = false;
    for (size_t i = 0; i < header_row; i++) {
        struct label label = read_label(&r->grid->rows[i]);
        next |= i + 1 == layout->fund_name_line;
        if (next && label.filled == 1 && r->sheet->fund_name == NULL) {
            r->sheet->fund_name = ht_arena_copy(r->arena, label.name.data, label.name.len);
            return;
        }
        if (label.filled > 0)
            next = layout->fund_name_after != NULL && ht_slice_same(label.name, ht_slice_of(layout->fund_name_after));
    }
}

// PATTERN with a year for %Y somewhere in NAME: that year, else 0.
static int year_in(const char *name, const char *pattern) {
    const char *place = strstr(pattern, "%Y");
    size_t before = (size_t)(place - pattern);
    const char *after = place + 2;
    for (; *name != '\0'; name++) {
        if (strncmp(name, pattern, before) != 0)
            continue;
        const char *digits = name + before;
        int year = 0, n = 0;
        while (n < 4 && ht_is_digit(digits[n]))
            year = year * 10 + (digits[n++] - '0');
        if (n == 4 && strncmp(digits + 4, after, strlen(after)) == 0)
            return year;
    }
    return 0;
}

static void read_file_name(struct ht_recognition *r) {
    const char *slash = strrchr(r->path, '/');
    const char *name = slash != NULL ? slash + 1 : r->path;
    for (size_t i = 0; i < r->layout->year_end_names.count && r->sheet->as_of == NULL; i++) {
        int year = year_in(name, r->layout->year_end_names.items[i]);
        if (year > 0) {
            r->sheet->as_of = ht_arena_format(r->arena, "%04d-12-31", year);
            r->sheet->as_of_basis = "file-name";
        }
    }
}

// A line below the tables that begins as the layout says and ends with the date.
static void read_below(struct ht_recognition *r) {
    struct ht_slice start = ht_slice_of(r->layout->as_of_below != NULL ? r->layout->as_of_below : "");
    for (size_t i = r->sheet->tables[r->sheet->table_count - 1].end_row; start.len > 0 && i < r->grid->count; i++) {
        struct ht_slice cell = read_label(&r->grid->rows[i]).name;
        if (cell.len > start.len && ht_text_starts(cell.data, start.data)) {
            struct ht_slice date = {cell.data + start.len, cell.len - start.len};
            take_as_of(r, ht_slice_trim(date), r->grid->rows[i].line);
        }
    }
}

static bool is_date(const char *text) {
    struct ht_date date;
    return ht_date_read(text, HT_ORDER_DMY, &date) || ht_date_read(text, HT_ORDER_MDY, &date);
}

// The date behind LABEL in TEXT, which it ends: "Holdings as of 30 June 2025". NULL when there is none.
static const char *date_behind(const char *text, const char *label) {
    size_t len = strlen(label);
    for (const char *p = text; *p != '\0'; p++) {
        bool begins = p == text || p[-1] == ' ';
        if (begins && ht_text_starts(p, label) && p[len] == ' ' && is_date(p + len + 1))
            return p + len + 1;
    }
    return NULL;
}

// A line of one cell that ends in the date of the holdings.
static void read_date_line(struct ht_recognition *r, const struct ht_row *row) {
    struct label label = read_label(row);
    const struct ht_texts *labels = &labels_of(r)[HT_FACT_AS_OF];
    char *text = label.filled == 1 ? ht_arena_copy(r->arena, label.name.data, label.name.len) : NULL;
    for (size_t i = 0; text != NULL && r->sheet->as_of == NULL && i < labels->count; i++) {
        const char *date = date_behind(text, labels->items[i]);
        if (date != NULL)
            take_as_of(r, ht_slice_of(date), row->line);
    }
}

// Where no labelled line says it: lines above the first table, and below the last one.
static void read_date_lines(struct ht_recognition *r) {
    const struct ht_table *tables = r->sheet->tables;
    for (size_t i = 0; i < tables[0].header_row; i++)
        read_date_line(r, &r->grid->rows[i]);
    for (size_t i = tables[r->sheet->table_count - 1].end_row; i < r->grid->count; i++)
        read_date_line(r, &r->grid->rows[i]);
}

void ht_facts_find(struct ht_recognition *r) {
    size_t begin = 0;
    for (size_t t = 0; t < r->sheet->table_count; t++) {
        for (size_t i = begin; i < r->sheet->tables[t].header_row; i++)
            read_row(r, &r->grid->rows[i]);
        begin = r->sheet->tables[t].end_row;
    }
    if (r->layout != NULL) {
        read_fund_name(r, r->sheet->tables[0].header_row);
        read_below(r);
        read_file_name(r);
    } else if (r->sheet->as_of == NULL) {
        read_date_lines(r);
    }
}
