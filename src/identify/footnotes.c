// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Footnote marks behind a printed name. Schedules of investments put them there: "(a)(b)" for what is pledged or not
 * liquid, "*" and daggers for what pays nothing.
 */
#include "identify/footnotes.h"

#include <string.h>

#include "holdtrace/text.h"

static size_t without_ending(const char *name, size_t len, const char *ending) {
    size_t size = strlen(ending);
    return len > size && memcmp(name + len - size, ending, size) == 0 ? len - size : len;
}

// Without "(a)", "(12)", "(a,b)", "[1]": small letters one at a time or numbers of one or two digits.
static size_t without_bracket(const char *name, size_t len) {
    enum { LONGEST = 12 };
    char close = len > 0 ? name[len - 1] : ' ';
    char open = close == ')' ? '(' : '[';
    size_t at = len - 1, letters = 0, digits = 0;
    if (close != ')' && close != ']')
        return len;
    while (at > 0 && len - at < LONGEST && name[at - 1] != open) {
        char c = name[--at];
        letters = c >= 'a' && c <= 'z' ? letters + 1 : 0;
        digits = ht_is_digit(c) ? digits + 1 : 0;
        if ((letters == 0 && digits == 0 && c != ',' && c != ' ') || letters > 1 || digits > 2)
            return len;
    }
    bool any = at + 1 < len && at > 0 && name[at - 1] == open;
    return any ? at - 1 : len;
}

size_t ht_name_without_marks(const char *name) {
    // Raised digits stand for nothing else behind a name.
    static const char *const marks[] = {" ", "*", "^", "†", "‡", "§", "#", "¹", "²",
                                        "³", "⁰", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    size_t whole = strlen(name), len = whole, before;
    char last = whole > 0 ? name[whole - 1] : 'x';
    if (ht_is_alpha(last) || ht_is_digit(last) || last == '.')
        return whole; // nearly every name
    do {
        before = len;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            len = without_ending(name, len, marks[i]);
        len = without_bracket(name, len);
    } while (len < before);
    return len == 0 ? whole : len;
}
