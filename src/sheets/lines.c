// SPDX-License-Identifier: GPL-3.0-or-later
// Line by line: only one is in memory.
#include "sheets/lines.h"

#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/book_protocol.h"
#include "sheets/book.h"

static const char MALFORMED[] = "what it was told is malformed";

struct reading {
    struct ht_arena *arena;
    const char *path;
    struct book_facts facts;
    struct book *book; // from the first sheet on
    bool in_sheet, ended;
};

// The field at *AT, which is moved behind it; NULL behind the last.
static char *next_field(char **at) {
    char *field = *at, *tab = field ? strchr(field, '\t') : NULL;
    if (tab)
        *tab = '\0';
    *at = tab ? tab + 1 : NULL;
    return field;
}

static const char *read_rows(struct reading *reading, char *rest) {
    reading->facts.rows = rest ? strtoul(rest, NULL, 10) : 0;
    return NULL;
}

static const char *read_created(struct reading *reading, char *rest) {
    return rest && ht_date_parse(rest, &reading->facts.created) ? NULL : MALFORMED;
}

static const char *read_title(struct reading *reading, char *rest) {
    reading->facts.title = ht_arena_string(reading->arena, rest);
    return NULL;
}

static const char *read_tab(struct reading *reading, char *rest) {
    if (!reading->book)
        reading->book = book_new(reading->path, &reading->facts);
    if (!reading->book)
        return "memory is out";
    return rest ? book_tab(reading->book, rest) : MALFORMED;
}

static const char *read_sheet(struct reading *reading, char *rest) {
    const char *name = next_field(&rest), *exact = next_field(&rest);
    if (!reading->book || !name || !exact)
        return MALFORMED;
    reading->in_sheet = true;
    return book_sheet(reading->book, name, *exact == '1');
}

static const char *read_widths(struct reading *reading, char *rest) {
    const char *fault = NULL;
    size_t column = 0;
    for (char *width; !fault && (width = next_field(&rest)); column++)
        fault = book_width(reading->book, column, strtod(width, NULL));
    return fault;
}

static const char *read_freeze(struct reading *reading, char *rest) {
    const char *rows = next_field(&rest), *columns = next_field(&rest);
    if (!rows || !columns)
        return MALFORMED;
    return book_freeze(reading->book, strtoul(rows, NULL, 10), strtoul(columns, NULL, 10));
}

static const char *read_filter(struct reading *reading, char *rest) {
    (void)rest;
    return book_filter(reading->book);
}

static const char *read_row(struct reading *reading, char *rest) {
    const char *fault = book_row(reading->book);
    size_t column = 0;
    for (char *cell; !fault && (cell = next_field(&rest)); column++)
        fault = book_cell(reading->book, column, cell);
    return fault;
}

static const char *read_end(struct reading *reading, char *rest) {
    (void)rest;
    reading->ended = true;
    return NULL;
}

static const struct {
    const char *word;
    bool in_sheet; // means something in a sheet only
    const char *(*read)(struct reading *reading, char *rest);
} LINES[] = {
    {"row", true, read_row},       {"rows", false, read_rows},    {"created", false, read_created},
    {"title", false, read_title},  {"tab", false, read_tab},      {"sheet", false, read_sheet},
    {"widths", true, read_widths}, {"freeze", true, read_freeze}, {"filter", true, read_filter},
    {"end", false, read_end},
};

static const char *read_line(struct reading *reading, char *line) {
    char *rest = line;
    const char *word = next_field(&rest);
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        if (strcmp(LINES[i].word, word) == 0)
            return LINES[i].in_sheet && !reading->in_sheet ? MALFORMED : LINES[i].read(reading, rest);
    return MALFORMED;
}

static const char *read_all(struct reading *reading, FILE *from) {
    char *line = NULL;
    size_t capacity = 0, number = 0;
    const char *fault = NULL;
    for (ssize_t len; !fault && !reading->ended && (len = getline(&line, &capacity, from)) > 0;) {
        line[len - (line[len - 1] == '\n')] = '\0';
        if (number++ > 0)
            fault = read_line(reading, line);
        else if (strcmp(line, HT_BOOK_PROGRAM " " HT_BOOK_VERSION) != 0)
            fault = "it was started by another version of holdtrace";
    }
    free(line);
    return fault ? fault : reading->ended && reading->book ? NULL : "what it was told has no end";
}

const char *lines_to_book(FILE *from, const char *path) {
    struct reading reading = {.arena = ht_arena_new(), .path = path};
    const char *fault = read_all(&reading, from);
    if (reading.book) {
        const char *late = book_close(reading.book);
        fault = fault ? fault : late;
    }
    ht_arena_free(reading.arena);
    return fault;
}
