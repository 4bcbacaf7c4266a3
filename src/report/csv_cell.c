// SPDX-License-Identifier: GPL-3.0-or-later
// A cell of a CSV report: csv_cell.h.
#include "report/csv_cell.h"

#include <string.h>

void ht_csv_write_cell(struct ht_buffer *buffer, const char *text, bool ours, struct ht_arena *arena) {
    const char *given = text ? text : "";
    bool formula = !ours && *given && strchr("=+-@\t\r\n", *given);
    text = ours ? given : ht_text_harmless(arena, given);
    if (!formula && !strpbrk(text, ",\"\r\n")) {
        ht_buffer_string(buffer, text);
        return;
    }
    ht_buffer_string(buffer, formula ? "\"'" : "\"");
    for (; *text; text++) {
        if (*text == '"')
            ht_buffer_char(buffer, '"');
        ht_buffer_char(buffer, *text);
    }
    ht_buffer_char(buffer, '"');
}
