// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A mark is OPEN, a letter for the kind of figure, the figure as JSON has it, CLOSE. Control characters stand for
 * both: where one comes out of a file and is no mark of ours, it encloses no figure and is left as it is.
 */
#include "holdtrace/told.h"

#include <stdio.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/text.h"

enum { OPEN = 2, CLOSE = 3 };

enum kind { NUMBER = 'n', PERCENT = 'p', DATE = 'd' };

static const char *mark(enum kind kind, const char *figure, char buffer[HT_FIGURE_TEXT]) {
    snprintf(buffer, HT_FIGURE_TEXT, "%c%c%s%c", OPEN, (char)kind, figure, CLOSE);
    return buffer;
}

const char *ht_told_number(struct ht_decimal number, char buffer[HT_FIGURE_TEXT]) {
    char text[HT_DECIMAL_TEXT];
    return mark(NUMBER, ht_decimal_text(number, text), buffer);
}

const char *ht_told_percent(struct ht_decimal percent, char buffer[HT_FIGURE_TEXT]) {
    char text[HT_DECIMAL_TEXT];
    return mark(PERCENT, ht_decimal_text(percent, text), buffer);
}

const char *ht_told_date(struct ht_date date, char buffer[HT_FIGURE_TEXT]) {
    char text[HT_DATE_TEXT];
    buffer[0] = '\0';
    return ht_date_known(date) ? mark(DATE, ht_date_text(date, text), buffer) : buffer;
}

// The figure of LEN bytes that is marked as KIND, in the style LOCALE; false when it is none.
static bool write_figure(char kind, const char *figure, size_t len, const struct ht_locale *locale,
                         char out[HT_FIGURE_TEXT]) {
    char text[HT_DATE_TEXT] = "";
    struct ht_decimal number;
    struct ht_date date;
    if (kind == DATE && len < sizeof text) {
        memcpy(text, figure, len);
        return ht_date_parse(text, &date) && ht_locale_date(locale, date, out);
    }
    if ((kind != NUMBER && kind != PERCENT) || !ht_decimal_parse(figure, len, &number))
        return false;
    (kind == NUMBER ? ht_locale_number : ht_locale_percent)(locale, number, out);
    return true;
}

// MARKED with its figures in the style LOCALE; NULL when it has none.
static const char *unmarked(struct ht_arena *arena, const char *marked, const struct ht_locale *locale) {
    struct ht_buffer text = {0};
    bool any = false;
    for (const char *at = marked; *at;) {
        char figure[HT_FIGURE_TEXT];
        const char *end = *at == OPEN && at[1] ? strchr(at + 2, CLOSE) : NULL;
        if (end && write_figure(at[1], at + 2, (size_t)(end - at - 2), locale, figure)) {
            ht_buffer_string(&text, figure);
            at = end + 1;
            any = true;
        } else {
            ht_buffer_char(&text, *at++);
        }
    }
    const char *out = any ? ht_arena_copy(arena, text.data, text.len) : NULL;
    ht_buffer_free(&text);
    return out;
}

struct ht_told ht_told_of(struct ht_arena *arena, const char *marked) {
    const char *text = marked && strchr(marked, OPEN) ? unmarked(arena, marked, NULL) : NULL;
    return text ? (struct ht_told){text, marked} : (struct ht_told){marked, NULL};
}

const char *ht_told_part(struct ht_told told) {
    return told.marked ? told.marked : told.text;
}

const char *ht_told_in(struct ht_arena *arena, struct ht_told told) {
    const struct ht_locale *locale = ht_arena_locale(arena);
    return told.marked && !ht_locale_is_english(locale) ? unmarked(arena, told.marked, locale) : told.text;
}
