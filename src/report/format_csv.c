// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The report as CSV (RFC 4180, lines ended by LF): one line a position, exposed and possible ones, or all of them.
 *
 * The columns are one table, in a fixed order; new ones only go to its end. Cells that hold text from a file or the
 * reference and that a spreadsheet would take for a formula get an apostrophe in front (OWASP, CSV injection).
 */
#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/large.h"
#include "report/pieces.h"
#include "report/words.h"

// What one line is made from.
struct row {
    const struct ht_account *account;
    const struct ht_screen *screen;
    const struct ht_line *line;
    const struct ht_position *position;
    const struct ht_exposed_target *target; // the first; NULL when there is none
    const struct ht_exposed_designation
        *speaker;                         // NULL when no list selects the target, or a relation alone ties to it
    const struct ht_step *relation;       // of a linked position
    const struct ht_candidate *candidate; // of a possible position; NULL when there is none
    const struct ht_decided *decided; // that made the issuer known, else of the candidate; NULL when there is none
    struct ht_date as_of;
    struct ht_arena *arena;
};

// A cell's text, NULL when absent; *OURS is set where we wrote it ourselves and no spreadsheet can be fooled.
struct cell {
    const char *text;
    bool ours;
};

static struct cell data(const char *text) {
    return (struct cell){text, false};
}

static struct cell ours(const char *text) {
    return (struct cell){text, true};
}

static struct cell amount(const struct row *row, struct ht_amount value) {
    char text[HT_DECIMAL_TEXT];
    return ours(value.known ? ht_arena_string(row->arena, ht_decimal_text(value.number, text)) : NULL);
}

static struct cell date(const struct row *row, struct ht_date value) {
    char text[HT_DATE_TEXT];
    return ours(ht_date_known(value) ? ht_arena_string(row->arena, ht_date_text(value, text)) : NULL);
}

static struct cell cell_path(const struct row *row) {
    return data(row->account->resolution->portfolio->path);
}

static struct cell cell_fund(const struct row *row) {
    return data(row->account->resolution->portfolio->fund.name);
}

static struct cell cell_holdings_date(const struct row *row) {
    return date(row, row->account->resolution->portfolio->holdings_date);
}

static struct cell cell_line(const struct row *row) {
    return ours(ht_arena_format(row->arena, "%ld", row->position->line));
}

static struct cell cell_name(const struct row *row) {
    return data(row->position->name);
}

static struct cell cell_isin(const struct row *row) {
    return data(row->position->isin);
}

static struct cell cell_ticker(const struct row *row) {
    return data(row->position->ticker);
}

static struct cell cell_currency(const struct row *row) {
    return data(row->position->currency);
}

static struct cell cell_value(const struct row *row) {
    return amount(row, row->position->value);
}

static struct cell cell_weight(const struct row *row) {
    return amount(row, row->line->weight_pct);
}

static struct cell cell_category(const struct row *row) {
    return ours(ht_category_name(row->line->category));
}

static struct cell cell_issuer_id(const struct row *row) {
    return data(row->line->resolved->issuer ? row->line->resolved->issuer->id : NULL);
}

static struct cell cell_issuer(const struct row *row) {
    return data(row->line->resolved->issuer ? row->line->resolved->issuer->name : NULL);
}

static struct cell cell_target_id(const struct row *row) {
    return data(row->target ? row->target->tie.target->entity->id : NULL);
}

static struct cell cell_target(const struct row *row) {
    return data(row->target ? row->target->tie.target->entity->name : NULL);
}

static struct cell cell_list(const struct row *row) {
    return data(row->speaker ? row->speaker->designation->list->id : NULL);
}

static struct cell cell_listed_on(const struct row *row) {
    return row->speaker ? date(row, row->speaker->designation->listed_on) : ours(NULL);
}

static struct cell cell_citation(const struct row *row) {
    return data(row->speaker ? row->speaker->designation->citation : NULL);
}

static struct cell cell_share(const struct row *row) {
    return row->target ? amount(row, row->target->tie.share_pct) : ours(NULL);
}

static struct cell cell_attributed(const struct row *row) {
    return amount(row, row->line->attributed_value);
}

static struct cell cell_method(const struct row *row) {
    return ours(ht_method_name(row->line->resolved->method));
}

static struct cell cell_score(const struct row *row) {
    return amount(row, row->line->resolved->score);
}

static struct cell cell_side(const struct row *row) {
    return ours(ht_side_name(row->position->side));
}

static struct cell cell_exposure_value(const struct row *row) {
    return amount(row, row->line->exposure_value);
}

static struct cell cell_denominator(const struct row *row) {
    return ours(row->line->weight_pct.known ? row->account->denominator : NULL);
}

static struct cell cell_counted(const struct row *row) {
    return ours(ht_category_is_counted(row->screen, row->line->category) ? "yes" : "no");
}

static struct cell cell_basis(const struct row *row) {
    return ours(row->target ? ht_basis_name(row->target->tie.target->basis) : NULL);
}

static struct cell cell_list_status(const struct row *row) {
    return ours(row->speaker ? ht_word_standing(row->speaker->designation, row->as_of) : NULL);
}

static struct cell cell_ground(const struct row *row) {
    return data(row->speaker ? row->speaker->designation->ground : NULL);
}

static struct cell cell_reaches(const struct row *row) {
    static const char *const WORDS[] = {[HT_UNKNOWN] = NULL, [HT_NO] = "no", [HT_YES] = "yes"};
    return ours(row->speaker ? WORDS[row->speaker->reach.reaches] : NULL);
}

static struct cell cell_targets(const struct row *row) {
    return ours(ht_arena_format(row->arena, "%zu", row->line->target_count));
}

static struct cell cell_confidence(const struct row *row) {
    return ours(row->line->resolved->issuer ? ht_confidence_name(ht_line_confidence(row->line)) : NULL);
}

static struct cell cell_candidate_id(const struct row *row) {
    return data(row->candidate ? row->candidate->entity->id : NULL);
}

static struct cell cell_candidate(const struct row *row) {
    return data(row->candidate ? row->candidate->entity->name : NULL);
}

static struct cell cell_candidate_why(const struct row *row) {
    return data(row->candidate ? row->candidate->why : NULL);
}

static struct cell cell_relation(const struct row *row) {
    return data(row->relation ? row->relation->relation : NULL);
}

static struct cell cell_relation_as_of(const struct row *row) {
    return row->relation ? date(row, row->relation->as_of) : ours(NULL);
}

static struct cell cell_relation_source(const struct row *row) {
    return data(row->relation ? row->relation->source : NULL);
}

static struct cell cell_decision(const struct row *row) {
    return ours(row->decided ? ht_standing_choice_name(row->decided->choice) : NULL);
}

static struct cell cell_decided_by(const struct row *row) {
    return data(row->decided ? row->decided->decision->cells[HT_D_BY] : NULL);
}

static struct cell cell_decided_on(const struct row *row) {
    return row->decided ? date(row, row->decided->decision->on) : ours(NULL);
}

// Its reason; of a decision that does not stand, with whom it contradicts or what reopened it.
static struct cell cell_decision_why(const struct row *row) {
    const char *why = row->decided ? row->decided->decision->cells[HT_D_WHY] : NULL;
    const char *what = row->decided ? row->decided->what : NULL;
    return data(why && what ? ht_arena_format(row->arena, "%s; %s", why, what) : what ? what : why);
}

static const struct {
    const char *name;
    struct cell (*cell)(const struct row *row);
} COLUMNS[] = {
    {"path", cell_path},
    {"fund", cell_fund},
    {"holdings_date", cell_holdings_date},
    {"line", cell_line},
    {"name", cell_name},
    {"isin", cell_isin},
    {"ticker", cell_ticker},
    {"currency", cell_currency},
    {"value", cell_value},
    {"weight_pct", cell_weight},
    {"category", cell_category},
    {"issuer_id", cell_issuer_id},
    {"issuer", cell_issuer},
    {"target_id", cell_target_id},
    {"target", cell_target},
    {"list", cell_list},
    {"listed_on", cell_listed_on},
    {"citation", cell_citation},
    {"share_pct", cell_share},
    {"attributed_value", cell_attributed},
    {"match_method", cell_method},
    {"match_score", cell_score},
    {"side", cell_side},
    {"exposure_value", cell_exposure_value},
    {"denominator", cell_denominator},
    {"counted", cell_counted},
    {"basis", cell_basis},
    {"list_status", cell_list_status},
    {"ground", cell_ground},
    {"reaches", cell_reaches},
    {"targets", cell_targets},
    {"confidence", cell_confidence},
    {"candidate_id", cell_candidate_id},
    {"candidate", cell_candidate},
    {"candidate_why", cell_candidate_why},
    {"relation", cell_relation},
    {"relation_as_of", cell_relation_as_of},
    {"relation_source", cell_relation_source},
    {"decision", cell_decision},
    {"decided_by", cell_decided_by},
    {"decided_on", cell_decided_on},
    {"decision_why", cell_decision_why},
};

enum { COLUMN_COUNT = sizeof COLUMNS / sizeof *COLUMNS };

static void write_cell(struct ht_buffer *buffer, struct cell cell) {
    const char *text = cell.text ? cell.text : "";
    bool formula = !cell.ours && *text && strchr("=+-@\t\r\n", *text);
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

static void write_row(struct ht_buffer *buffer, const struct row *row) {
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (i > 0)
            ht_buffer_char(buffer, ',');
        write_cell(buffer, COLUMNS[i].cell(row));
    }
    ht_buffer_char(buffer, '\n');
}

// What analysts decided of RESOLVED that a reader of its line has to know.
static const struct ht_decided *decided_of(const struct ht_resolved *resolved, const struct ht_candidate *candidate) {
    const struct ht_row_decisions *all = resolved->decided;
    if (!all || all->accepted)
        return all ? all->accepted : NULL;
    for (size_t i = 0; candidate && i < all->count; i++)
        if (strcmp(all->items[i].entity->id, candidate->entity->id) == 0)
            return &all->items[i];
    return all->count ? &all->items[0] : NULL;
}

static struct row row_of(const struct ht_scan *scan, const struct ht_account *account, const struct ht_line *line,
                         struct ht_arena *arena) {
    const struct ht_resolved *resolved = line->resolved;
    const struct ht_exposed_target *target = line->target_count > 0 ? &line->targets[0] : NULL;
    bool possible = line->category == HT_POSSIBLE && resolved->candidate_count > 0;
    const struct ht_candidate *candidate = possible ? &resolved->candidates[0] : NULL;
    return (struct row){
        .account = account,
        .screen = scan->screen,
        .line = line,
        .position = resolved->position,
        .target = target,
        // The list columns would read as if the customer or supplier of a listed company were listed itself.
        .speaker = target && line->category != HT_LINKED ? ht_target_speaker(target) : NULL,
        .relation = target && line->category == HT_LINKED && target->tie.path.count ? target->tie.path.steps : NULL,
        .candidate = candidate,
        .decided = decided_of(resolved, candidate),
        .as_of = scan->as_of,
        .arena = arena,
    };
}

void ht_report_csv(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_report_files files = ht_report_files(scan, arena);
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (i > 0)
            ht_buffer_char(buffer, ',');
        ht_buffer_string(buffer, COLUMNS[i].name);
    }
    ht_buffer_char(buffer, '\n');
    for (size_t i = 0; i < files.count; i++) {
        const struct ht_account *account = files.items[i].account;
        for (size_t k = 0; account && k < account->line_count; k++) {
            const struct ht_line *line = &account->lines[k];
            ht_large_rest();
            if (!scan->all_positions && line->category == HT_NO_CATEGORY)
                continue;
            struct row row = row_of(scan, account, line, arena);
            write_row(buffer, &row);
        }
        for (size_t k = 0; account && k < account->looked_through_count; k++) {
            struct row row = row_of(scan, account, &account->looked_through[k], arena);
            write_row(buffer, &row);
        }
    }
}
