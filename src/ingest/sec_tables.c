// SPDX-License-Identifier: GPL-3.0-or-later
// Tab-separated tables without quoting: sec_tables.h.
#include "ingest/sec_tables.h"

#include <string.h>

// Splits the line at *AT in place; false at the end of the text. Cells beyond HT_SEC_COLUMNS stay in the last one.
static bool split(char **at, const char **cells, size_t *count) {
    if (**at == '\0')
        return false;
    size_t len = strcspn(*at, "\n");
    char *line = *at, *end = line + len;
    *at = end + (*end == '\n');
    *end = '\0';
    if (len > 0 && end[-1] == '\r')
        end[-1] = '\0';
    for (*count = 0; line != NULL && *count < HT_SEC_COLUMNS;) {
        char *tab = strchr(line, '\t');
        cells[(*count)++] = line;
        if (tab != NULL && *count < HT_SEC_COLUMNS)
            *tab = '\0';
        line = tab != NULL ? tab + 1 : NULL;
    }
    return true;
}

bool ht_sec_begin(struct ht_sec_table *table, char *text) {
    *table = (struct ht_sec_table){.at = text, .line = 1};
    if (strncmp(table->at, "\xEF\xBB\xBF", 3) == 0)
        table->at += 3;
    return split(&table->at, table->headers, &table->header_count) && table->header_count > 1;
}

bool ht_sec_next(struct ht_sec_table *table) {
    table->line++;
    return split(&table->at, table->cells, &table->width);
}

const char *ht_sec_cell(const struct ht_sec_table *table, const char *header) {
    for (size_t i = 0; i < table->header_count; i++)
        if (strcmp(table->headers[i], header) == 0)
            return i < table->width ? table->cells[i] : "";
    return "";
}
