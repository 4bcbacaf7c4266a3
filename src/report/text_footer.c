// SPDX-License-Identifier: GPL-3.0-or-later
// The end of the text report: the lists and how complete they are, the sources cited, how it was made.
#include <string.h>

#include "report/rule_words.h"
#include "report/scan_events.h"
#include "report/text.h"
#include "report/wording.h"

static void write_lists(struct ht_text_report *report) {
    static const struct ht_column_spec SPECS[] = {
        {"List", false}, {"Id", false}, {"Edition", false}, {"Retrieved", false}, {"Held", false}};
    enum { COUNT = sizeof SPECS / sizeof *SPECS };
    const struct ht_screen *screen = report->scan->screen;
    const char **cells = ht_arena_array(report->arena, screen->list_count * COUNT, sizeof *cells);
    if (screen->list_count == 0)
        return;
    for (size_t i = 0; i < screen->list_count; i++) {
        const struct ht_list *list = ht_reference_list(report->scan->ref, screen->lists[i]);
        const char **row = cells + i * COUNT;
        row[0] = list ? list->name : "not in this reference";
        row[1] = screen->lists[i];
        row[2] = list && list->edition ? list->edition : "not stated";
        row[3] =
            list && ht_date_known(list->retrieved_on) ? ht_word_date(report->arena, list->retrieved_on) : "not known";
        row[4] = list ? ht_word_completeness(report->arena, list) : "none";
    }
    struct ht_columns columns = ht_columns_of(SPECS, COUNT, 2, true);
    ht_paper_text(&report->paper, 0, 0, HT_BOLD, "Lists that select, and how much of each is held");
    ht_columns_table(&columns, &report->paper, cells, screen->list_count);
    ht_paper_gap(&report->paper);
}

// "a, b" of the names, or NONE.
static const char *joined(struct ht_arena *arena, const char *const *names, size_t count, const char *none) {
    const char *words = none;
    for (size_t i = 0; i < count; i++)
        words = i ? ht_arena_format(arena, "%s, %s", words, names[i]) : names[i];
    return words;
}

static const char *counted_words(struct ht_text_report *report) {
    const char *names[HT_CATEGORY_COUNT];
    size_t count = 0;
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        if (ht_category_is_counted(report->scan->screen, (enum ht_category)category))
            names[count++] = ht_category_name((enum ht_category)category);
    return joined(report->arena, names, count, "none");
}

enum { UNMATCHED_SHOWN = 20 };

// The reader's own list, and its lines that tie to nothing.
static void say_exclusions(struct ht_text_report *report, const struct ht_exclusions *list) {
    size_t loose = list->line_count - list->tied_lines - list->ended_lines, shown = 0;
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "The reader's own list: %s, SHA-256 %s%s; %s of %s matched.",
                    list->path, list->sha256, list->whole ? "" : "; it could not be read whole",
                    ht_word_number(report->arena, (int64_t)list->tied_lines),
                    ht_word_count(report->arena, list->line_count, "line"));
    for (size_t i = 0; i < list->count && shown < UNMATCHED_SHOWN; i++) {
        const struct ht_exclusion *item = &list->items[i];
        if (!ht_exclusion_is_unmatched(list, i))
            continue;
        shown++;
        ht_paper_format(&report->paper, 4, 6, HT_PLAIN, "not matched: %s%sline %ld, %s",
                        item->sheet ? ht_text_harmless(report->arena, item->sheet) : "", item->sheet ? " " : "",
                        item->line, ht_text_harmless(report->arena, item->entity->name));
    }
    if (loose > shown)
        ht_paper_format(&report->paper, 4, 6, HT_PLAIN, "and %s more, which the JSON report lists",
                        ht_word_number(report->arena, (int64_t)(loose - shown)));
}

static void say_ledgers(struct ht_text_report *report, const struct ht_decisions *decisions) {
    for (size_t i = 0; i < decisions->file_count; i++) {
        const struct ht_decision_file *file = decisions->files[i];
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Decisions: %s, SHA-256 %s%s; %s with a decision.",
                        file->path, file->sha256, file->lost ? "; it could not be read whole" : "",
                        ht_word_count(report->arena, file->decided, "line"));
    }
}

static void say_screen(struct ht_text_report *report) {
    const struct ht_screen *screen = report->scan->screen;
    struct ht_arena *arena = report->arena;
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Screen %s%s%s: grounds %s; entities named: %s; %s selected.",
                    screen->name, screen->title ? ", " : "", screen->title ? screen->title : "",
                    joined(arena, screen->grounds, screen->ground_count, "any"),
                    joined(arena, screen->entities, screen->entity_count, "none"),
                    ht_word_count(arena, ht_targets_count(report->scan->targets), "target"));
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN,
                    "Categories counted: %s. Thresholds: owned %s, minority %s, stake %s.", counted_words(report),
                    ht_word_percentage(arena, screen->owned_pct), ht_word_percentage(arena, screen->minority_pct),
                    ht_word_percentage(arena, screen->stake_pct));
    const char *rules = ht_word_rule_settings(arena, screen);
    if (rules)
        ht_paper_text(&report->paper, 2, 4, HT_PLAIN, rules);
    if (report->scan->exclusions)
        say_exclusions(report, report->scan->exclusions);
    if (report->scan->decisions)
        say_ledgers(report, report->scan->decisions);
}

static void say_outcome(struct ht_text_report *report) {
    const struct ht_outcome *outcome = &report->scan->outcome;
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Outcome: %s; %s; coverage %s; %s. Exit code %d%s.",
                    outcome->exposure ? "exposure found"
                    : outcome->nobody ? "nobody was looked for"
                                      : "no exposure that this run was asked to fail on",
                    outcome->possible ? "possible matches that could change it"
                                      : "no possible match that could change it",
                    outcome->coverage_ok ? "not below what was asked for" : "below what was asked for",
                    report->scan->store_failed ? "the store could not be written"
                    : outcome->trouble         ? "an input could not be read whole"
                                               : "every input was read whole",
                    ht_scan_exit_code(report->scan), ht_word_exit_rule(report->scan, report->arena));
}

void ht_text_footer(struct ht_text_report *report) {
    const struct ht_reference_info *info = ht_reference_info(report->scan->ref);
    bool asked = report->scan->as_of_basis && strcmp(report->scan->as_of_basis, "option") == 0;
    // Where nothing was tested, what it would have been tested against is only in the way.
    if (report->scan->account_count > 0) {
        write_lists(report);
        ht_paper_sources(&report->paper, report->scan->ref);
    }
    ht_paper_text(&report->paper, 0, 0, HT_BOLD, "How this was made");
    say_screen(report);
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN,
                    "Lists and ownership as of %s (%s%s); identifiers and names as of each holdings date.",
                    ht_word_date(report->arena, report->scan->as_of),
                    asked ? "asked for with --as-of" : "the reference's own data date",
                    ht_date_first(report->scan->as_of) > ht_date_last(info->data_date)
                        ? "; the reference knows nothing of that day"
                        : "");
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Reference: data of %s, content SHA-256 %s",
                    ht_word_date(report->arena, info->data_date), info->content_sha256);
    say_outcome(report);
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Made by holdtrace %s.", report->scan->version);
}
