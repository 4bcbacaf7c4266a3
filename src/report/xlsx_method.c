// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet of method: what was looked for, in which lists and how complete they are, by which sources, from which
// files.
#include "report/rule_words.h"
#include "report/wording.h"
#include "report/xlsx.h"

static const struct ht_sheet_column COLUMNS[] = {
    {"", 30, NULL, 0}, {"", 70, NULL, 0}, {"", 30, NULL, 0}, {"", 40, NULL, 0}, {"", 14, NULL, 0},
    {"", 14, NULL, 0}, {"", 22, NULL, 0}, {"", 12, NULL, 0}, {"", 30, NULL, 0}, {"", 66, NULL, 0},
};

enum { COUNT = sizeof COLUMNS / sizeof *COLUMNS };

static void heading(struct ht_workbook *workbook, const char *title, const char *const *names, size_t count) {
    ht_book_row(&workbook->book);
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_STRONG, title);
    if (count)
        ht_book_row(&workbook->book);
    for (size_t i = 0; i < count; i++)
        ht_book_text(&workbook->book, HT_CELL_HEAD, names[i]);
}

static void text(struct ht_workbook *workbook, const char *words) {
    ht_book_text(&workbook->book, HT_CELL_TEXT, words);
}

static void say(struct ht_workbook *workbook, const char *sentence) {
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_TEXT, sentence);
}

static const char *joined(struct ht_arena *arena, const char *const *names, size_t count, const char *none) {
    const char *words = none;
    for (size_t i = 0; i < count; i++)
        words = i ? ht_arena_format(arena, "%s, %s", words, names[i]) : names[i];
    return words;
}

static const char *counted_words(const struct ht_workbook *workbook) {
    const char *names[HT_CATEGORY_COUNT];
    size_t count = 0;
    for (int category = 0; category < HT_CATEGORY_COUNT; category++)
        if (ht_category_is_counted(workbook->scan->screen, (enum ht_category)category))
            names[count++] = ht_category_name((enum ht_category)category);
    return joined(workbook->arena, names, count, "none");
}

static void write_amount(struct ht_workbook *workbook, const char *name, struct ht_decimal amount) {
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_STRONG, name);
    ht_book_amount(&workbook->book, HT_CELL_DECIMAL, name, ht_amount_of(amount));
}

static void write_count(struct ht_workbook *workbook, const char *name, size_t count) {
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_STRONG, name);
    ht_book_count(&workbook->book, count);
}

static void write_date(struct ht_workbook *workbook, const char *name, struct ht_date date) {
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_STRONG, name);
    ht_book_date(&workbook->book, date);
}

static void write_screen(struct ht_workbook *workbook) {
    const struct ht_screen *screen = workbook->scan->screen;
    struct ht_arena *arena = workbook->arena;
    ht_sheet_pair(workbook, "Screen", screen->name);
    ht_sheet_pair(workbook, "Title", screen->title);
    ht_sheet_pair(workbook, "Lists", joined(arena, screen->lists, screen->list_count, "none"));
    ht_sheet_pair(workbook, "Grounds", joined(arena, screen->grounds, screen->ground_count, "any"));
    ht_sheet_pair(workbook, "Companies named", joined(arena, screen->entities, screen->entity_count, "none"));
    ht_sheet_pair(workbook, "Categories counted", counted_words(workbook));
    write_amount(workbook, "Owned, from %", screen->owned_pct);
    write_amount(workbook, "Minority, from %", screen->minority_pct);
    write_amount(workbook, "Stake, from %", screen->stake_pct);
    if (screen->max_age_days > 0)
        write_count(workbook, "Oldest statement used, days", (size_t)screen->max_age_days);
    ht_sheet_pair(workbook, "Rules as set by the screen", ht_word_rule_settings(arena, screen));
    write_count(workbook, "Companies selected", ht_targets_count(workbook->scan->targets));
    write_count(workbook, "of them with an identifier", workbook->words.identified);
}

static void write_exclusions(struct ht_workbook *workbook, const struct ht_exclusions *list) {
    static const char *const NAMES[] = {"Sheet", "Name", "Line"};
    ht_sheet_pair(workbook, "The reader's own list", list->path);
    ht_sheet_pair(workbook, "SHA-256 of it", list->sha256);
    ht_sheet_pair(workbook, "Read whole", list->whole ? "yes" : "no");
    write_count(workbook, "Lines of it", list->line_count);
    write_count(workbook, "Lines that matched", list->tied_lines);
    write_count(workbook, "Lines it says are ended", list->ended_lines);
    write_count(workbook, "Lines that could not be read", list->lost_lines);
    heading(workbook, "Lines of the reader's own list that match no company of the reference", NAMES, 3);
    for (size_t i = 0; i < list->count; i++) {
        if (!ht_exclusion_is_unmatched(list, i))
            continue;
        ht_book_row(&workbook->book);
        text(workbook, list->items[i].sheet);
        text(workbook, list->items[i].entity->name);
        ht_book_integer(&workbook->book, list->items[i].line);
    }
}

static void write_ledgers(struct ht_workbook *workbook, const struct ht_decisions *decisions) {
    static const char *const NAMES[] = {"Lines with a decision",
                                        "File",
                                        "Lines waiting",
                                        "Lines that could not be read",
                                        "",
                                        "",
                                        "",
                                        "",
                                        "",
                                        "SHA-256"};
    heading(workbook, "Decisions", NAMES, COUNT);
    for (size_t i = 0; i < decisions->file_count; i++) {
        const struct ht_decision_file *file = decisions->files[i];
        ht_book_row(&workbook->book);
        ht_book_count(&workbook->book, file->decided);
        text(workbook, file->path);
        ht_book_count(&workbook->book, file->waiting);
        ht_book_count(&workbook->book, file->lost);
        ht_book_empty(&workbook->book, 5);
        text(workbook, file->sha256);
    }
}

static void write_lists(struct ht_workbook *workbook) {
    static const char *const NAMES[] = {"List",      "Name",         "Authority",         "Edition",
                                        "Retrieved", "Entries held", "Entries published", "Complete"};
    struct ht_lists lists = ht_reference_lists(workbook->scan->ref);
    heading(workbook, "Lists of the reference, and how much of each is held", NAMES, sizeof NAMES / sizeof *NAMES);
    for (size_t i = 0; i < lists.count; i++) {
        const struct ht_list *list = lists.items[i];
        enum ht_tri complete = ht_list_complete(list);
        ht_book_row(&workbook->book);
        text(workbook, list->id);
        text(workbook, list->name);
        text(workbook, list->authority);
        text(workbook, list->edition);
        ht_book_date(&workbook->book, list->retrieved_on);
        ht_book_count(&workbook->book, (size_t)list->entries_held);
        if (list->entries_total >= 0)
            ht_book_count(&workbook->book, (size_t)list->entries_total);
        else
            ht_book_empty(&workbook->book, 1);
        text(workbook, complete == HT_YES ? "yes" : complete == HT_NO ? "no" : NULL);
    }
}

static void write_sources(struct ht_workbook *workbook) {
    static const char *const NAMES[] = {"Source",    "Title",   "Publisher",       "Address",       "Published",
                                        "Retrieved", "Licence", "Redistributable", "Imported from", "SHA-256"};
    const struct ht_cited *cited = &workbook->words.cited;
    heading(workbook, "Sources cited", NAMES, COUNT);
    for (size_t i = 0; i < ht_cited_count(cited); i++) {
        const char *id = ht_cited_at(cited, i);
        const struct ht_source_row *source = ht_reference_source(workbook->scan->ref, id);
        ht_book_row(&workbook->book);
        text(workbook, id);
        if (!source)
            continue;
        text(workbook, source->title);
        text(workbook, source->publisher);
        text(workbook, source->url);
        ht_book_date(&workbook->book, source->published_on);
        ht_book_date(&workbook->book, source->retrieved_on);
        text(workbook, source->licence);
        text(workbook, source->redistributable ? "yes" : "no");
        text(workbook, source->file);
        text(workbook, source->sha256);
    }
}

static void write_rates_of(struct ht_workbook *workbook, const struct ht_sheet_row *fund) {
    const struct ht_conversion *conversion = fund->portfolio ? fund->portfolio->conversion : NULL;
    struct ht_book *book = &workbook->book;
    for (size_t i = 0; conversion && i < conversion->rate_count; i++) {
        const struct ht_cross_rate *rate = conversion->rates[i];
        ht_book_row(book);
        text(workbook, ht_arena_format(workbook->arena, "%s to %s", rate->from, conversion->base->currency));
        text(workbook, ht_text_fund_name(fund->account));
        ht_book_amount(book, HT_CELL_DECIMAL, "Rate", rate->rate);
        text(workbook, rate->source);
        ht_book_date(book, rate->date);
        ht_book_count(book, rate->positions);
        ht_book_amount(book, HT_CELL_DECIMAL, "Per euro", ht_amount_of(rate->from_per_eur));
        ht_book_amount(book, HT_CELL_DECIMAL, "Base per euro", ht_amount_of(rate->to_per_eur));
    }
    for (size_t i = 0; conversion && i < conversion->left_count; i++) {
        const struct ht_unconverted *left = &conversion->left[i];
        ht_book_row(book);
        text(workbook, left->currency ? left->currency : "currency not stated");
        text(workbook, ht_text_fund_name(fund->account));
        ht_book_empty(book, 1);
        text(workbook, ht_arena_format(workbook->arena, "not converted: %s", ht_told_in(workbook->arena, left->why)));
        ht_book_empty(book, 1);
        ht_book_count(book, left->positions);
    }
}

static void write_rates(struct ht_workbook *workbook) {
    static const char *const NAMES[] = {"Currencies", "Fund",      "Rate",     "Source",
                                        "Rate of",    "Positions", "Per euro", "Base per euro"};
    const struct ht_base_currency *base = workbook->scan->base;
    if (!base)
        return;
    heading(workbook, "Conversion", NULL, 0);
    ht_sheet_pair(workbook, "Base currency", base->currency);
    if (base->rates) {
        ht_sheet_pair(workbook, "Rates", base->rates->title);
        ht_sheet_pair(workbook, "Publisher", base->rates->publisher);
        ht_sheet_pair(workbook, "File", base->rates->path);
        ht_sheet_pair(workbook, "SHA-256", *base->rates->sha256 ? base->rates->sha256 : NULL);
    }
    ht_book_row(&workbook->book);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        ht_book_text(&workbook->book, HT_CELL_HEAD, NAMES[i]);
    for (size_t i = 0; i < workbook->files.count; i++) {
        struct ht_sheet_row fund = ht_sheet_row_of(workbook, i);
        write_rates_of(workbook, &fund);
    }
}

static void write_ignored(struct ht_workbook *workbook) {
    static const char *const NAMES[] = {"Why", "File"};
    if (workbook->scan->ignored_count == 0)
        return;
    heading(workbook, "Files ignored in directories and archives", NAMES, sizeof NAMES / sizeof *NAMES);
    for (size_t i = 0; i < workbook->scan->ignored_count; i++) {
        ht_book_row(&workbook->book);
        text(workbook, workbook->scan->ignored[i].why);
        text(workbook, workbook->scan->ignored[i].path);
    }
}

static void write_caveats(struct ht_workbook *workbook) {
    const char *reading = ht_locale_reading(ht_arena_locale(workbook->arena));
    say(workbook, ht_arena_format(workbook->arena, "What these figures cannot tell. %s", ht_word_limits));
    if (reading)
        say(workbook, ht_arena_format(workbook->arena, "In sentences: %s", reading));
    say(workbook, "Amounts are exact decimals; a spreadsheet keeps 15 digits of a number: where one has more, a last "
                  "column has its exact digits. An empty cell is not known, or does not apply.");
    say(workbook, "The sums in Summary, and those above the head in Positions, are formulas over the rows of "
                  "Positions.");
}

void ht_sheet_method(struct ht_workbook *workbook) {
    const struct ht_scan *scan = workbook->scan;
    const struct ht_reference_info *info = ht_reference_info(scan->ref);
    ht_sheet_begin(workbook, "Method", COLUMNS, COUNT);
    ht_book_row(&workbook->book);
    ht_book_text(&workbook->book, HT_CELL_TITLE, "How this was made");
    ht_book_freeze(&workbook->book, 1, 0);
    write_caveats(workbook);
    ht_sheet_pair(workbook, "Made by", ht_arena_format(workbook->arena, "holdtrace %s", scan->version));
    write_date(workbook, "Lists and ownership as of", scan->as_of);
    ht_sheet_pair(workbook, "That day is", scan->as_of_basis);
    write_date(workbook, "Data of the reference until", info->data_date);
    ht_sheet_pair(workbook, "SHA-256 of its content", info->content_sha256);
    write_count(workbook, "Companies in it", (size_t)info->entities);
    write_count(workbook, "Securities in it", (size_t)info->securities);
    write_screen(workbook);
    if (scan->exclusions)
        write_exclusions(workbook, scan->exclusions);
    if (scan->decisions)
        write_ledgers(workbook, scan->decisions);
    write_rates(workbook);
    write_lists(workbook);
    write_sources(workbook);
    write_ignored(workbook);
}
