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
    const struct ht_scheme *scheme; // NULL: none
    const struct ht_screen *screen;
    const struct ht_line *line;
    const struct ht_position *position;
    const struct ht_exposed_target *target; // the first; NULL when there is none
    const struct ht_exposed_designation
        *speaker;                         // NULL when no list selects the target, or a relation alone ties to it
    const struct ht_step *relation;       // of a linked position
    const struct ht_candidate *candidate; // of a possible position; NULL when there is none
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

static struct cell cell_original_currency(const struct row *row) {
    const struct ht_original *original = row->position->original;
    return data(original ? original->currency : NULL);
}

static struct cell cell_original_value(const struct row *row) {
    const struct ht_original *original = row->position->original;
    return amount(row, original ? original->value : ht_amount_unknown());
}

static struct cell cell_rate(const struct row *row) {
    const struct ht_original *original = row->position->original;
    return amount(row, original && original->rate ? original->rate->rate : ht_amount_unknown());
}

static struct cell cell_rate_date(const struct row *row) {
    const struct ht_original *original = row->position->original;
    return original && original->rate ? date(row, original->rate->date) : ours(NULL);
}

static struct cell cell_rate_source(const struct row *row) {
    const struct ht_original *original = row->position->original;
    return data(original && original->rate ? original->rate->source : NULL);
}

static struct cell cell_guarantor_id(const struct row *row) {
    const struct ht_entity *guarantor = ht_line_guarantor(row->line);
    return data(guarantor ? guarantor->id : NULL);
}

static struct cell cell_guarantor(const struct row *row) {
    const struct ht_entity *guarantor = ht_line_guarantor(row->line);
    return data(guarantor ? guarantor->name : NULL);
}

// The mandates that hold the row, or their managers in the same order, joined by bars; NULL when there is none.
static const char *mandates_of(const struct row *row, bool managers) {
    const char *names = NULL;
    bool any = false;
    for (size_t i = 0; i < row->scheme->part_count; i++) {
        const struct ht_scheme_part *part = &row->scheme->parts[i];
        const char *name = managers ? part->row->manager : part->row->mandate;
        if (part->account != row->account)
            continue;
        any = any || name;
        name = name ? name : "";
        names = names ? ht_arena_format(row->arena, "%s|%s", names, name) : name;
    }
    return any ? names : NULL;
}

static struct cell cell_mandate(const struct row *row) {
    return data(mandates_of(row, false));
}

static struct cell cell_manager(const struct row *row) {
    return data(mandates_of(row, true));
}

static struct cell cell_scheme_weight(const struct row *row) {
    return amount(row, ht_scheme_weight(row->scheme, row->account, row->line));
}

// "A:12 > B:3": the funds with the line of each one's file, none for what is left of it.
static const char *way(const struct row *row, const struct ht_through *step) {
    if (!step)
        return NULL;
    const char *before = way(row, step->outer), *fund = step->fund->name ? step->fund->name : step->fund->isin;
    const char *words =
        ht_arena_format(row->arena, "%s%s%s", before ? before : "", before ? " > " : "", fund ? fund : "");
    return step->line ? ht_arena_format(row->arena, "%s:%ld", words, step->line) : words;
}

static struct cell cell_through(const struct row *row) {
    return data(way(row, row->position->through));
}

struct column {
    const char *name;
    struct cell (*cell)(const struct row *row);
};

static const struct column COLUMNS[] = {
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
    {"guarantor_id", cell_guarantor_id},
    {"guarantor", cell_guarantor},
};

static const struct column CONVERTED[] = {
    {"original_currency", cell_original_currency},
    {"original_value", cell_original_value},
    {"rate", cell_rate},
    {"rate_date", cell_rate_date},
    {"rate_source", cell_rate_source},
};

static const struct column SCHEME_COLUMNS[] = {
    {"mandate", cell_mandate},
    {"manager", cell_manager},
    {"scheme_weight_pct", cell_scheme_weight},
};

static const struct column THROUGH[] = {{"look_through", cell_through}};

static bool is_converted(const struct ht_scan *scan) {
    return scan->base != NULL;
}

static bool has_scheme(const struct ht_scan *scan) {
    return scan->scheme != NULL;
}

static bool looks_through(const struct ht_scan *scan) {
    return scan->funds != NULL;
}

// Those that every report has, and behind them those of what a run was asked for.
static const struct {
    const struct column *columns;
    size_t count;
    bool (*applies)(const struct ht_scan *scan); // NULL: always
} GROUPS[] = {
    {COLUMNS, sizeof COLUMNS / sizeof *COLUMNS, NULL},
    {CONVERTED, sizeof CONVERTED / sizeof *CONVERTED, is_converted},
    {SCHEME_COLUMNS, sizeof SCHEME_COLUMNS / sizeof *SCHEME_COLUMNS, has_scheme},
    {THROUGH, sizeof THROUGH / sizeof *THROUGH, looks_through},
};

enum { GROUP_COUNT = sizeof GROUPS / sizeof *GROUPS };

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

static bool applies(const struct ht_scan *scan, size_t group) {
    return !GROUPS[group].applies || GROUPS[group].applies(scan);
}

static void write_header(struct ht_buffer *buffer, const struct ht_scan *scan) {
    for (size_t g = 0; g < GROUP_COUNT; g++)
        for (size_t i = 0; applies(scan, g) && i < GROUPS[g].count; i++)
            ht_buffer_format(buffer, "%s%s", g + i ? "," : "", GROUPS[g].columns[i].name);
    ht_buffer_char(buffer, '\n');
}

static void write_row(struct ht_buffer *buffer, const struct ht_scan *scan, const struct row *row) {
    for (size_t g = 0; g < GROUP_COUNT; g++)
        for (size_t i = 0; applies(scan, g) && i < GROUPS[g].count; i++) {
            if (g + i)
                ht_buffer_char(buffer, ',');
            write_cell(buffer, GROUPS[g].columns[i].cell(row));
        }
    ht_buffer_char(buffer, '\n');
}

static struct row row_of(const struct ht_scan *scan, const struct ht_account *account, const struct ht_line *line,
                         struct ht_arena *arena) {
    const struct ht_resolved *resolved = line->resolved;
    const struct ht_exposed_target *target = line->target_count > 0 ? &line->targets[0] : NULL;
    bool possible = line->category == HT_POSSIBLE && resolved->candidate_count > 0;
    return (struct row){
        .account = account,
        .scheme = scan->scheme,
        .screen = scan->screen,
        .line = line,
        .position = resolved->position,
        .target = target,
        // The list columns would read as if the customer or supplier of a listed company were listed itself.
        .speaker = target && line->category != HT_LINKED ? ht_target_speaker(target) : NULL,
        .relation = target && line->category == HT_LINKED && target->tie.path.count ? target->tie.path.steps : NULL,
        .candidate = possible ? &resolved->candidates[0] : NULL,
        .as_of = scan->as_of,
        .arena = arena,
    };
}

void ht_report_csv(const struct ht_scan *scan, struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_report_files files = ht_report_files(scan, arena);
    write_header(buffer, scan);
    for (size_t i = 0; i < files.count; i++) {
        const struct ht_account *account = files.items[i].account;
        for (size_t k = 0; account && k < account->line_count; k++) {
            const struct ht_line *line = &account->lines[k];
            ht_large_rest();
            if (!scan->all_positions && line->category == HT_NO_CATEGORY)
                continue;
            struct row row = row_of(scan, account, line, arena);
            write_row(buffer, scan, &row);
        }
        for (size_t k = 0; account && k < account->looked_through_count; k++) {
            struct row row = row_of(scan, account, &account->looked_through[k], arena);
            write_row(buffer, scan, &row);
        }
    }
}
