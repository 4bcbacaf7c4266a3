// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Checks of single cells by the type of their column, one function a type. What must hold between rows is checked by
 * verify.c.
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "holdtrace/text.h"
#include "reference/data.h"

// One cell under check.
struct cell {
    const struct ref_data *data;
    const struct ref_file *file;
    const struct ref_column *column;
    const char *text;
    long line;
    struct ht_faults *faults;
};

static void fault(const struct cell *cell, const char *what) {
    ref_fault(cell->faults, cell->file->name, cell->line, "%s: \"%s\" %s", cell->column->name, cell->text, what);
}

static bool is_upper_or_digit(char c) {
    return ht_is_upper(c) || ht_is_digit(c);
}

static void check_text(const struct cell *cell) {
    (void)cell; // any text will do
}

static void check_id(const struct cell *cell) {
    for (const char *p = cell->text; *p; p++)
        if (!ht_is_alpha(*p) && !ht_is_digit(*p) && !strchr("_-.", *p)) {
            fault(cell, "is no id: letters, digits, '_', '-' and '.' only");
            return;
        }
}

static void check_date(const struct cell *cell) {
    struct ht_date date;
    if (!ht_date_parse(cell->text, &date))
        fault(cell, "is no date of the form YYYY, YYYY-MM or YYYY-MM-DD");
}

static void check_decimal(const struct cell *cell) {
    struct ht_decimal number;
    if (!ht_decimal_parse(cell->text, strlen(cell->text), &number) || ht_decimal_sign(number) < 0)
        fault(cell, "is no plain number");
}

static void check_percent(const struct cell *cell) {
    struct ht_decimal number;
    if (!ht_decimal_parse(cell->text, strlen(cell->text), &number))
        fault(cell, "is no plain number");
    else if (ht_decimal_sign(number) < 0 || ht_decimal_cmp(number, ht_decimal_int(100)) > 0)
        fault(cell, "is not between 0 and 100");
}

static void check_count(const struct cell *cell) {
    size_t digits = strspn(cell->text, "0123456789");
    if (cell->text[digits] || digits > 15)
        fault(cell, "is no whole number");
}

static void check_word(const struct cell *cell) {
    if (ref_word(cell->column->words, cell->text) < 0)
        fault(cell, "is not one of the words of this column");
}

static void check_entity(const struct cell *cell) {
    if (!ref_row_by_id(cell->data, REF_ENTITIES, cell->text))
        fault(cell, "is no entity of entities.csv");
}

static void check_list(const struct cell *cell) {
    if (!ref_row_by_id(cell->data, REF_LISTS, cell->text))
        fault(cell, "is no list of lists.csv");
}

static void check_source(const struct cell *cell) {
    if (!ref_row_by_id(cell->data, REF_SOURCES, cell->text))
        fault(cell, "is no source of sources.csv");
}

static void check_identifier(const struct cell *cell) {
    char normal[HT_ID_TEXT];
    if (!ht_id_parse(cell->column->identifier, cell->text, strlen(cell->text), normal))
        fault(cell, "fails its form or check digit");
    else if (strcmp(normal, cell->text) != 0)
        fault(cell, "is not in its normal form: capital letters without blanks");
}

static void check_code(const struct cell *cell) {
    const char *p = cell->text;
    while (is_upper_or_digit(*p))
        p++;
    if (*p || (size_t)(p - cell->text) != cell->column->length)
        fault(cell, "is no code of this column");
}

static const struct {
    void (*check)(const struct cell *cell);
    bool several; // always a list, whatever the column says
} types[] = {
    [REF_TYPE_TEXT] = {check_text, false},
    [REF_TYPE_ID] = {check_id, false},
    [REF_TYPE_DATE] = {check_date, false},
    [REF_TYPE_DECIMAL] = {check_decimal, false},
    [REF_TYPE_PERCENT] = {check_percent, false},
    [REF_TYPE_COUNT] = {check_count, false},
    [REF_TYPE_WORD] = {check_word, false},
    [REF_TYPE_ENTITY] = {check_entity, false},
    [REF_TYPE_LIST] = {check_list, false},
    [REF_TYPE_SOURCE] = {check_source, true},
    [REF_TYPE_IDENTIFIER] = {check_identifier, false},
    [REF_TYPE_CODE] = {check_code, false},
};

static void check_cell(struct cell *cell) {
    bool several = cell->column->several || types[cell->column->type].several;
    if (!several) {
        types[cell->column->type].check(cell);
        return;
    }
    size_t count = 0;
    const char **parts = ht_text_split(cell->data->arena, cell->text, '|', &count);
    if (count == 0)
        fault(cell, "names nothing");
    for (size_t i = 0; i < count; i++) {
        cell->text = parts[i];
        types[cell->column->type].check(cell);
    }
}

// The columns valid_from, valid_to and their kin of every file: an end before its start.
static void check_order(const struct ref_rows *rows, const struct ref_row *row, const char *from, const char *to,
                        struct ht_faults *faults) {
    struct ht_date start = {0}, end = {0};
    for (size_t c = 0; c < rows->file->width; c++) {
        const char *name = rows->file->columns[c].name;
        if (row->cells[c] && strcmp(name, from) == 0)
            (void)ht_date_parse(row->cells[c], &start);
        if (row->cells[c] && strcmp(name, to) == 0)
            (void)ht_date_parse(row->cells[c], &end);
    }
    if (ht_date_known(start) && ht_date_known(end) && ht_date_first(start) > ht_date_last(end))
        ref_fault(faults, rows->file->name, row->line, "%s lies before %s", to, from);
}

static void check_row(const struct ref_data *data, const struct ref_rows *rows, const struct ref_row *row,
                      struct ht_faults *faults) {
    for (size_t c = 0; c < rows->file->width; c++) {
        const struct ref_column *column = &rows->file->columns[c];
        struct cell cell = {data, rows->file, column, row->cells[c], row->line, faults};
        if (cell.text)
            check_cell(&cell);
        else if (column->required)
            ref_fault(faults, rows->file->name, row->line, "%s is empty", column->name);
    }
    check_order(rows, row, "valid_from", "valid_to", faults);
    check_order(rows, row, "listed_on", "delisted_on", faults);
}

void ref_data_check(const struct ref_data *data, struct ht_faults *faults) {
    for (int id = 0; id < REF_FILE_COUNT; id++)
        for (size_t i = 0; i < data->files[id].count; i++)
            check_row(data, &data->files[id], &data->files[id].items[i], faults);
}
