// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a ledger: its columns, its choices, its cells.
#include <string.h>

#include "holdtrace/arena.h"
#include "resolve/decision_ledger.h"

static const char *const COLUMNS[HT_D_COLUMNS] = {
    [HT_D_DECISION] = "decision",
    [HT_D_NAME] = "name",
    [HT_D_ISIN] = "isin",
    [HT_D_CUSIP] = "cusip",
    [HT_D_SEDOL] = "sedol",
    [HT_D_FIGI] = "figi",
    [HT_D_LEI] = "lei",
    [HT_D_TICKER] = "ticker",
    [HT_D_EXCHANGE] = "exchange",
    [HT_D_COUNTRY] = "country",
    [HT_D_ENTITY] = "entity",
    [HT_D_ENTITY_NAME] = "entity_name",
    [HT_D_BY] = "by",
    [HT_D_ON] = "on",
    [HT_D_WHY] = "why",
    [HT_D_REASON] = "reason",
    [HT_D_AT_STAKE] = "at_stake",
    [HT_D_FUNDS] = "funds",
    [HT_D_ROWS] = "rows",
    [HT_D_EVIDENCE] = "evidence",
    [HT_D_FACTS] = "facts",
};

static const char *const CHOICES[] = {
    [HT_UNDECIDED] = "", [HT_ACCEPT] = "accept", [HT_REJECT] = "reject", [HT_LATER] = "later"};

static const char *const STANCES[] = {[HT_STANDS_NOTHING] = "open",
                                      [HT_STANDS_ACCEPT] = "accepted",
                                      [HT_STANDS_REJECT] = "rejected",
                                      [HT_STANDS_LATER] = "later",
                                      [HT_STANDS_REOPENED] = "reopened",
                                      [HT_STANDS_CONFLICT] = "conflict",
                                      [HT_STANDS_CONTRADICTED] = "contradicted"};

const char *ht_decision_column_name(enum ht_decision_column column) {
    return COLUMNS[column];
}

const char *ht_choice_name(enum ht_choice choice) {
    return CHOICES[choice];
}

const char *ht_standing_choice_name(enum ht_standing_choice choice) {
    return STANCES[choice];
}

enum ht_decision_column ledger_column_named(struct ht_slice text) {
    int column = 0;
    while (column < HT_D_COLUMNS && !ht_slice_same(text, ht_slice_of(COLUMNS[column])))
        column++;
    return (enum ht_decision_column)column;
}

bool ledger_choice_named(const char *cell, enum ht_choice *out) {
    for (size_t i = 0; i < sizeof CHOICES / sizeof *CHOICES; i++) {
        if (ht_text_same(cell, CHOICES[i])) {
            *out = (enum ht_choice)i;
            return true;
        }
    }
    return false;
}

bool ledger_same_code(const char *a, const char *b) {
    if (!a || !b)
        return a == b;
    a += strspn(a, "0");
    b += strspn(b, "0");
    return ht_text_same(a, b);
}

bool ledger_same_row(const struct ht_decision *a, const struct ht_decision *b) {
    if (!ht_text_equal(a->cells[HT_D_NAME], b->cells[HT_D_NAME]))
        return false;
    for (int column = HT_D_ISIN; column <= HT_D_COUNTRY; column++)
        if (!ledger_same_code(a->cells[column], b->cells[column]))
            return false;
    return true;
}

const char *ht_decision_words(const struct ht_decision *decision, struct ht_arena *arena) {
    return ht_arena_format(arena, "decision of %s of %s (%s)", decision->cells[HT_D_BY], decision->cells[HT_D_ON],
                           ht_choice_name(decision->choice));
}

const char *ht_decision_subject(const struct ht_decision *decision) {
    for (int column = HT_D_NAME; column <= HT_D_TICKER; column++)
        if (decision->cells[column])
            return decision->cells[column];
    return "(no name)";
}

// What a spreadsheet takes for the beginning of a formula; the apostrophe itself, so that one can be told from ours.
static bool is_guarded(char first) {
    return first && strchr("=+-@\t\r\n'", first);
}

const char *ledger_unguarded(const char *cell) {
    return cell[0] == '\'' && is_guarded(cell[1]) ? cell + 1 : cell;
}

static void write_cell(struct ht_buffer *buffer, const char *cell, char delimiter) {
    const char special[] = {delimiter, '"', '\r', '\n', '\0'};
    if (!cell)
        return;
    size_t len = strlen(cell);
    bool guarded = is_guarded(cell[0]);
    bool quoted = guarded || strpbrk(cell, special) || cell[0] == ' ' || (len && cell[len - 1] == ' ');
    if (quoted)
        ht_buffer_char(buffer, '"');
    if (guarded)
        ht_buffer_char(buffer, '\'');
    for (; *cell; cell++) {
        if (*cell == '"')
            ht_buffer_char(buffer, '"');
        ht_buffer_char(buffer, *cell);
    }
    if (quoted)
        ht_buffer_char(buffer, '"');
}

void ht_decision_write_header(struct ht_buffer *buffer) {
    for (int column = 0; column < HT_D_COLUMNS; column++)
        ht_buffer_format(buffer, "%s%s", column ? "," : "", COLUMNS[column]);
    ht_buffer_char(buffer, '\n');
}

void ht_decision_write(struct ht_buffer *buffer, const struct ht_decision *decision) {
    for (int column = 0; column < HT_D_COLUMNS; column++) {
        if (column)
            ht_buffer_char(buffer, ',');
        write_cell(buffer, decision->cells[column], ',');
    }
    ht_buffer_char(buffer, '\n');
}

void ht_decision_write_as(struct ht_buffer *buffer, const struct ht_decision_file *file,
                          const struct ht_decision *decision) {
    if (file->open_end)
        ht_buffer_char(buffer, '\n');
    for (size_t i = 0; i < file->width; i++) {
        if (i)
            ht_buffer_char(buffer, file->delimiter);
        if (file->layout[i] < HT_D_COLUMNS)
            write_cell(buffer, decision->cells[file->layout[i]], file->delimiter);
    }
    ht_buffer_char(buffer, '\n');
}
