// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Reading a ledger, strictly: a line of which it is not certain what was decided, by whom, when, why and on what,
 * decides nothing and is trouble.
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/csv.h"
#include "holdtrace/decode.h"
#include "resolve/decision_ledger.h"

struct reading {
    struct ht_decisions *out;
    struct ht_decision_file *file;
    struct ht_findings *findings;
};

static enum ht_status read_header(struct reading *reading, const struct ht_row *row, struct ht_error *err) {
    static const enum ht_decision_column needed[] = {HT_D_DECISION, HT_D_NAME, HT_D_ENTITY,  HT_D_BY,
                                                     HT_D_ON,       HT_D_WHY,  HT_D_EVIDENCE};
    struct ht_decision_file *file = reading->file;
    struct ht_arena *arena = reading->out->arena;
    bool has[HT_D_COLUMNS + 1] = {false};
    file->width = row->width;
    file->layout = ht_arena_array(arena, row->width, sizeof *file->layout);
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        file->layout[i] = ledger_column_named(cell);
        if (file->layout[i] == HT_D_COLUMNS && cell.len)
            file->unread = ht_arena_format(arena, "%s%s%.*s", file->unread ? file->unread : "",
                                           file->unread ? ", " : "", (int)cell.len, cell.data);
        else if (file->layout[i] != HT_D_COLUMNS && has[file->layout[i]])
            return ht_fail(err, HT_ERR_FORMAT, "%s: the column '%s' stands twice in the header", file->path,
                           ht_decision_column_name(file->layout[i]));
        has[file->layout[i]] = true;
    }
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!has[needed[i]])
            return ht_fail(err, HT_ERR_FORMAT, "%s: no ledger of decisions: its first line has no column '%s'",
                           file->path, ht_decision_column_name(needed[i]));
    return HT_OK;
}

static bool is_digest(const char *text) {
    return strlen(text) == HT_SHA256_TEXT - 1 && strspn(text, "0123456789abcdef") == HT_SHA256_TEXT - 1;
}

static bool tells_row(const char *const *cells) {
    for (int column = HT_D_NAME; column <= HT_D_TICKER; column++)
        if (cells[column])
            return true;
    return false;
}

// Why the line does not tell what it has to; NULL when it does. One that waits needs less.
static const char *fault_of(struct ht_decision *decision) {
    const char *const *cells = decision->cells;
    if (!ledger_choice_named(cells[HT_D_DECISION] ? cells[HT_D_DECISION] : "", &decision->choice))
        return "its decision is none of accept, reject, later";
    bool waits = decision->choice == HT_UNDECIDED;
    if (waits && (cells[HT_D_BY] || cells[HT_D_WHY] || cells[HT_D_ON]))
        return "it is filled in, but its decision is missing";
    if (!cells[HT_D_ENTITY])
        return "it names no entity";
    if (!waits && !cells[HT_D_BY])
        return "it does not say by whom";
    if (!waits && !cells[HT_D_WHY])
        return "it does not say why";
    if (!waits && (!cells[HT_D_ON] || !ht_date_parse(cells[HT_D_ON], &decision->on) || !decision->on.day))
        return "its day is not written YYYY-MM-DD";
    if (cells[HT_D_EVIDENCE] ? !is_digest(cells[HT_D_EVIDENCE]) : !waits)
        return "its evidence is no SHA-256 of 64 digits";
    return tells_row(cells) ? NULL : "it has neither a name nor an identifier";
}

// Facts that are not those of the digest tell nothing.
static void check_facts(struct reading *reading, struct ht_decision *decision) {
    char digest[HT_SHA256_TEXT];
    const char *facts = decision->cells[HT_D_FACTS];
    if (!facts || !decision->cells[HT_D_EVIDENCE])
        return;
    ht_sha256_of(facts, strlen(facts), digest);
    if (strcmp(digest, decision->cells[HT_D_EVIDENCE]) == 0)
        return;
    ht_find(reading->findings, HT_CODE_DECISION_FACTS, decision->line,
            "the facts are not those of the evidence; the evidence alone was taken");
    decision->cells[HT_D_FACTS] = NULL;
}

static void take_row(struct reading *reading, const struct ht_row *row) {
    struct ht_arena *arena = reading->out->arena;
    struct ht_decision *decision = ht_arena_alloc(arena, sizeof *decision);
    const char *fault = NULL;
    decision->line = row->line;
    decision->file = reading->file;
    for (size_t i = 0; i < row->width; i++) {
        struct ht_slice cell = ht_row_cell(row, i);
        if (i >= reading->file->width && cell.len)
            fault = "it has more cells than the header";
        else if (i < reading->file->width && cell.len && reading->file->layout[i] != HT_D_COLUMNS)
            decision->cells[reading->file->layout[i]] = ledger_unguarded(ht_arena_copy(arena, cell.data, cell.len));
    }
    fault = fault ? fault : fault_of(decision);
    if (fault) {
        reading->file->lost++;
        ht_find(reading->findings, HT_CODE_DECISION_LOST, row->line, "the line was left out: %s", fault);
        return;
    }
    check_facts(reading, decision);
    *(decision->choice == HT_UNDECIDED ? &reading->file->waiting : &reading->file->decided) += 1;
    ht_decisions_put(reading->out, decision);
}

static enum ht_status read_text(struct reading *reading, const struct ht_source *source, struct ht_error *err) {
    struct ht_arena *arena = reading->out->arena;
    struct ht_text text;
    struct ht_grid grid;
    enum ht_status status = ht_decode(source, NULL, arena, &text, reading->findings, err);
    if (status == HT_OK)
        status = ht_csv_read(text.utf8, 0, arena, &grid, reading->findings, err);
    if (status != HT_OK)
        return status;
    reading->file->delimiter = grid.delimiter ? grid.delimiter : ',';
    reading->file->open_end = text.utf8.len > 0 && text.utf8.data[text.utf8.len - 1] != '\n';
    reading->file->lost = grid.dropped;
    if (grid.count == 0)
        return ht_fail(err, HT_ERR_FORMAT, "%s: no ledger of decisions: it has no header", reading->file->path);
    status = read_header(reading, &grid.rows[0], err);
    for (size_t i = 1; status == HT_OK && i < grid.count; i++)
        take_row(reading, &grid.rows[i]);
    return status;
}

enum ht_status ht_decisions_add(struct ht_decisions *decisions, const char *path, struct ht_findings *findings,
                                struct ht_error *err) {
    struct ht_decision_file *file = ht_arena_alloc(decisions->arena, sizeof *file);
    struct reading reading = {decisions, file, findings};
    struct ht_source *source;
    enum ht_status status = ht_source_open(path, &source, err);
    if (status != HT_OK)
        return status;
    file->path = ht_arena_string(decisions->arena, path);
    memcpy(file->sha256, source->sha256, sizeof file->sha256);
    if (source->content != HT_CONTENT_TEXT && source->content != HT_CONTENT_EMPTY)
        status = ht_fail(err, HT_ERR_FORMAT, "%s: no ledger of decisions, but %s", path,
                         ht_content_describe(source->content));
    else
        status = read_text(&reading, source, err);
    ht_source_close(source);
    if (status != HT_OK)
        return status;
    decisions->files = ht_arena_grow(decisions->arena, decisions->files, decisions->file_count,
                                     &decisions->file_capacity, sizeof *decisions->files);
    decisions->files[decisions->file_count++] = file;
    decisions->whole = decisions->whole && file->lost == 0;
    return HT_OK;
}
