// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Columns that were not read although they may hold what is missing, and why: so that a message names what a layout
 * file has to say.
 */
#include <string.h>

#include "ingest/recognise.h"

enum { ROWS_PROBED = 50, COLUMNS_NAMED = 6 };

static bool is_amount(enum ht_field field) {
    return field == HT_FIELD_VALUE || field == HT_FIELD_VALUE_OTHER || field == HT_FIELD_WEIGHT ||
           field == HT_FIELD_QUANTITY || field == HT_FIELD_NOTIONAL;
}

static bool is_value(enum ht_field field) {
    return field == HT_FIELD_VALUE || field == HT_FIELD_VALUE_OTHER || field == HT_FIELD_NOTIONAL;
}

// Where in HEADER the longest beginning ends that is a word of the vocabulary; 0: nowhere.
static size_t known_beginning(const struct ht_recognition *r, struct ht_slice header, enum ht_field *field) {
    for (size_t len = header.len; len > 0; len--) {
        struct ht_slice start = {header.data, len};
        unsigned char next = len < header.len ? (unsigned char)header.data[len] : ' ';
        bool apart = next == ' ' || next == '(' || next == '/' || next == '-' || next == '_' || next >= 0xC0;
        char currency[4];
        const struct ht_word *word = apart ? ht_vocabulary_find(r->layouts->vocabulary, start, currency) : NULL;
        if (word != NULL) {
            *field = word->field;
            return len;
        }
    }
    return 0;
}

// Whether the column holds figures for the most part; *ODD is the first cell that is none.
static bool holds_figures(const struct ht_recognition *r, const struct ht_table *table, size_t index,
                          struct ht_slice *odd) {
    size_t seen = 0, figures = 0;
    for (size_t i = table->first_row; i < table->end_row && seen < ROWS_PROBED; i++) {
        struct ht_slice cell = ht_row_cell(&r->grid->rows[i], index);
        struct ht_number number;
        enum ht_number_result point = ht_number_parse(cell.data, cell.len, HT_MARK_POINT, &number);
        bool good =
            point == HT_NUMBER_OK || ht_number_parse(cell.data, cell.len, HT_MARK_COMMA, &number) == HT_NUMBER_OK;
        if (point == HT_NUMBER_ABSENT)
            continue;
        seen++;
        figures += good;
        *odd = good || odd->len > 0 ? *odd : cell;
    }
    return figures > 0 && figures * 2 >= seen;
}

// TEXT without blanks and brackets around it.
static struct ht_slice bare(struct ht_slice text) {
    static const char *const marks[] = {" ", "(", ")", "（", "）", "[", "]"};
    for (bool cut = true; cut;) {
        cut = false;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t len = strlen(marks[i]);
            if (text.len >= len && memcmp(text.data, marks[i], len) == 0) {
                text = (struct ht_slice){text.data + len, text.len - len};
                cut = true;
            }
            if (text.len >= len && memcmp(text.data + text.len - len, marks[i], len) == 0) {
                text.len -= len;
                cut = true;
            }
        }
    }
    return text;
}

// What is said of COLUMN, whose header is known up to byte KNOWN.
static const char *describe(const struct ht_recognition *r, const struct ht_column *column, size_t known,
                            struct ht_slice odd) {
    struct ht_slice header = ht_slice_trim(ht_slice_of(column->header));
    struct ht_slice start = bare((struct ht_slice){header.data, known});
    struct ht_slice rest = bare((struct ht_slice){header.data + known, header.len - known});
    if (header.len == 0)
        return ht_arena_format(r->arena, "no. %zu (it has no header)", column->index);
    if (known == 0)
        return ht_arena_format(r->arena, "\"%s\" (what the header means is not known)", column->header);
    if (rest.len > 0) {
        return ht_arena_format(r->arena, "\"%s\" (what \"%.*s\" means after \"%.*s\" is not known)", column->header,
                               (int)rest.len, rest.data, (int)start.len, start.data);
    }
    if (odd.len > 0) {
        return ht_arena_format(r->arena, "\"%s\" (\"%.*s\" in it is no number)", column->header, (int)odd.len,
                               odd.data);
    }
    return ht_arena_format(r->arena, "\"%s\" (its cells contradict one another)", column->header);
}

// The description of COLUMN when it may hold what is wanted; by its header, or only by its cells where GUESS.
static const char *candidate(const struct ht_recognition *r, const struct ht_table *table,
                             const struct ht_column *column, enum ht_missing missing, bool guess) {
    enum ht_field field = HT_FIELD_NONE;
    struct ht_slice odd = {"", 0};
    if (column->field != HT_FIELD_NONE)
        return NULL;
    size_t known = known_beginning(r, ht_slice_trim(ht_slice_of(column->header)), &field);
    bool named = missing == HT_MISSING_VALUES ? is_value(field) : missing == HT_MISSING_AMOUNTS && is_amount(field);
    bool figures = holds_figures(r, table, column->index, &odd);
    if (named)
        return describe(r, column, known, odd);
    bool fits = missing == HT_MISSING_NAMES ? !figures && odd.len > 0 : figures && known == 0;
    return guess && fits ? describe(r, column, known, odd) : NULL;
}

const char *ht_doubtful_columns(const struct ht_recognition *r, const struct ht_table *table,
                                enum ht_missing missing) {
    const char *text = NULL;
    size_t count = 0;
    for (int guess = 0; guess <= 1 && count == 0; guess++) {
        for (size_t i = 0; i < table->column_count; i++) {
            const char *one = candidate(r, table, &table->columns[i], missing, guess == 1);
            if (one == NULL || count++ >= COLUMNS_NAMED)
                continue;
            text = text == NULL ? one : ht_arena_format(r->arena, "%s, %s", text, one);
        }
    }
    return count <= COLUMNS_NAMED ? text : ht_arena_format(r->arena, "%s and %zu more", text, count - COLUMNS_NAMED);
}
