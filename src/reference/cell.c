// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The form of single cells by the type of their column, one function a type: see reference_files.h.
 */
#include <string.h>

#include "holdtrace/date.h"
#include "holdtrace/decimal.h"
#include "holdtrace/reference_files.h"
#include "holdtrace/text.h"

static const char *any_fault(const struct ref_column *column, const char *text) {
    (void)column;
    (void)text;
    return NULL;
}

static const char *id_fault(const struct ref_column *column, const char *text) {
    (void)column;
    for (const char *p = text; *p; p++)
        if (!ht_is_alpha(*p) && !ht_is_digit(*p) && *p != '_' && *p != '-' && *p != '.')
            return "is no id: letters, digits, '_', '-' and '.' only";
    return NULL;
}

static const char *date_fault(const struct ref_column *column, const char *text) {
    struct ht_date date;
    (void)column;
    return ht_date_parse(text, &date) ? NULL : "is no date of the form YYYY, YYYY-MM or YYYY-MM-DD";
}

static const char *decimal_fault(const struct ref_column *column, const char *text) {
    struct ht_decimal number;
    (void)column;
    bool plain = ht_decimal_parse(text, strlen(text), &number) && ht_decimal_sign(number) >= 0;
    return plain ? NULL : "is no plain number";
}

static const char *percent_fault(const struct ref_column *column, const char *text) {
    struct ht_decimal number;
    (void)column;
    if (!ht_decimal_parse(text, strlen(text), &number))
        return "is no plain number";
    bool within = ht_decimal_sign(number) >= 0 && ht_decimal_cmp(number, ht_decimal_int(100)) <= 0;
    return within ? NULL : "is not between 0 and 100";
}

static const char *count_fault(const struct ref_column *column, const char *text) {
    (void)column;
    size_t digits = strspn(text, "0123456789");
    return text[digits] || digits > 15 ? "is no whole number" : NULL;
}

static const char *word_fault(const struct ref_column *column, const char *text) {
    return ref_word(column->words, text) < 0 ? "is not one of the words of this column" : NULL;
}

static const char *identifier_fault(const struct ref_column *column, const char *text) {
    char normal[HT_ID_TEXT];
    if (!ht_id_parse(column->identifier, text, strlen(text), normal))
        return "fails its form or check digit";
    return strcmp(normal, text) != 0 ? "is not in its normal form: capital letters without blanks" : NULL;
}

static const char *code_fault(const struct ref_column *column, const char *text) {
    const char *p = text;
    while (ht_is_upper(*p) || ht_is_digit(*p))
        p++;
    return *p || (size_t)(p - text) != column->length ? "is no code of this column" : NULL;
}

const char *ref_cell_fault(const struct ref_column *column, const char *text) {
    static const char *(*const types[])(const struct ref_column *, const char *) = {
        [REF_TYPE_TEXT] = any_fault,
        [REF_TYPE_ID] = id_fault,
        [REF_TYPE_DATE] = date_fault,
        [REF_TYPE_DECIMAL] = decimal_fault,
        [REF_TYPE_PERCENT] = percent_fault,
        [REF_TYPE_COUNT] = count_fault,
        [REF_TYPE_WORD] = word_fault,
        [REF_TYPE_ENTITY] = any_fault,
        [REF_TYPE_LIST] = any_fault,
        [REF_TYPE_SOURCE] = any_fault,
        [REF_TYPE_IDENTIFIER] = identifier_fault,
        [REF_TYPE_CODE] = code_fault,
    };
    return types[column->type](column, text);
}

bool ref_column_several(const struct ref_column *column) {
    return column->several || column->type == REF_TYPE_SOURCE;
}
