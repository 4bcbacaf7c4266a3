// SPDX-License-Identifier: GPL-3.0-or-later
// The queue for a reader: what is at stake, whom the row may be, and what makes that matter.
#include "report/paper.h"
#include "report/review.h"
#include "report/wording.h"

struct page {
    struct ht_paper paper;
    const struct ht_review *review;
};

// "on US-BIS-EL since 2019-10-09, US-1260H since 2025-01-07": the entries of TARGET that the screen takes.
static const char *entries(struct page *page, const struct ht_target *target) {
    const struct ht_review *review = page->review;
    struct ht_arena *arena = page->paper.arena;
    struct ht_designations rows = ht_reference_designations(review->ref, target->entity);
    const char *words = NULL;
    for (size_t i = 0; i < rows.count; i++) {
        const struct ht_designation *row = &rows.items[i];
        if (row->list->is_event || !ht_screen_takes(review->screen, row) || !ht_confidence_counts(row->confidence) ||
            ht_designation_standing(row, review->as_of) == HT_NOT_IN_FORCE)
            continue;
        const char *since = ht_date_known(row->listed_on)
                                ? ht_arena_format(arena, " since %s", ht_word_date(arena, row->listed_on))
                                : "";
        words = ht_arena_format(arena, "%s%s%s%s", words ? words : "on ", words ? ", " : "", row->list->id, since);
    }
    if (words)
        return words;
    return target->excluded ? "on the reader's own list" : "named by the screen";
}

static void say_ties(struct page *page, const struct ht_ties *ties) {
    struct ht_arena *arena = page->paper.arena;
    for (size_t i = 0; i < ties->count; i++) {
        const struct ht_tie *tie = &ties->items[i];
        const char *who = tie->category == HT_DIRECT
                              ? "it is"
                              : ht_arena_format(arena, "%s is", ht_word_entity(arena, tie->target->entity));
        ht_paper_format(&page->paper, 9, 11, HT_PLAIN, "%s: %s %s.", ht_category_name(tie->category), who,
                        entries(page, tie->target));
    }
}

static void say_candidate(struct page *page, const struct ht_waiting_candidate *candidate) {
    struct ht_arena *arena = page->paper.arena;
    const struct ht_decided *decided = &candidate->decided;
    char score[HT_DECIMAL_TEXT];
    const char *scored = candidate->score.known
                             ? ht_arena_format(arena, ", score %s", ht_decimal_text(candidate->score.number, score))
                             : "";
    ht_paper_format(&page->paper, 7, 9, HT_PLAIN, "May be %s%s: %s.", ht_word_entity(arena, candidate->entity),
                    scored, candidate->why);
    if (decided->choice == HT_STANDS_LATER)
        ht_paper_format(&page->paper, 9, 11, HT_YELLOW, "Left open by the %s: %s.",
                        ht_decision_words(decided->decision, arena), decided->decision->cells[HT_D_WHY]);
    else if (decided->what)
        ht_paper_format(&page->paper, 9, 11, HT_YELLOW, "Decided before: %s.", decided->what);
    say_ties(page, &candidate->ties);
}

static const char *stake_words(struct ht_arena *arena, const struct ht_waiting *item) {
    const char *words = NULL;
    for (size_t i = 0; i < item->sum_count; i++)
        words = ht_arena_format(arena, "%s%s%s", words ? words : "", words ? " + " : "",
                                ht_word_money(arena, item->sums[i].value, item->sums[i].currency));
    if (words && item->unvalued > 0)
        return ht_arena_format(arena, "%s and %s without a value", words,
                               ht_word_count(arena, item->unvalued, "row"));
    if (words)
        return words;
    return item->weight_pct.known
               ? ht_arena_format(arena, "no value, weights of %s", ht_word_percent(arena, item->weight_pct))
               : "value and weight not known";
}

// "isin XS0000000000, country CN": what the row prints besides its name.
static const char *printed_words(struct ht_arena *arena, const struct ht_decision *described) {
    const char *words = "";
    for (int column = HT_D_ISIN; column <= HT_D_COUNTRY; column++) {
        if (described->cells[column])
            words =
                ht_arena_format(arena, "%s; %s %s", words, ht_decision_column_name((enum ht_decision_column)column),
                                described->cells[column]);
    }
    return words;
}

static void say_item(struct page *page, const struct ht_waiting *item, size_t number) {
    struct ht_arena *arena = page->paper.arena;
    ht_paper_gap(&page->paper);
    ht_paper_format(&page->paper, 2, 7, HT_BOLD, "%zu. %s: %s, in %s of %s%s", number,
                    ht_decision_subject(&item->described), stake_words(arena, item),
                    ht_word_count(arena, item->rows, "row"), ht_word_count(arena, item->funds, "fund"),
                    printed_words(arena, &item->described));
    ht_paper_format(&page->paper, 7, 9, HT_PLAIN, "First in %s, line %ld.", item->path, item->line);
    for (size_t i = 0; i < item->candidate_count; i++)
        say_candidate(page, &item->candidates[i]);
}

// Rows that nobody can decide are no entries, and are not passed over either.
static void say_beyond(struct page *page) {
    const struct ht_queue *queue = page->review->queue;
    struct ht_arena *arena = page->paper.arena;
    if (queue->beyond_count == 0)
        return;
    bool one = queue->beyond_count == 1;
    ht_paper_format(&page->paper, 0, 0, HT_PLAIN,
                    "%s more %s possible although %s company is known, in tables that are not counted: no decision "
                    "settles that.",
                    ht_word_count(arena, queue->beyond_count, "row"), one ? "is" : "are", one ? "its" : "their");
    for (size_t i = 0; i < queue->beyond_count; i++) {
        const struct ht_beyond *row = &queue->beyond[i];
        const char *name = row->name ? row->name : "a row without a name";
        const char *entity = row->entity ? ht_arena_format(arena, " is %s", ht_word_entity(arena, row->entity)) : "";
        ht_paper_format(&page->paper, 4, 6, HT_PLAIN, "%s%s: %s, line %ld.", name, entity, row->path, row->line);
    }
}

static void say_head(struct page *page) {
    const struct ht_queue *queue = page->review->queue;
    struct ht_arena *arena = page->paper.arena;
    const char *scanned = ht_word_count(arena, page->review->scanned, "fund");
    if (queue->count == 0)
        ht_paper_format(&page->paper, 0, 0, HT_BOLD, "No possible match waits for a decision in %s under screen %s.",
                        scanned, page->review->screen->name);
    else
        ht_paper_format(&page->paper, 0, 0, HT_BOLD,
                        "%s wait%s for a decision: %s of %s, among %s scanned under screen %s.",
                        ht_word_count(arena, queue->count, "possible holding"), queue->count == 1 ? "s" : "",
                        ht_word_count(arena, queue->rows, "row"), ht_word_count(arena, queue->funds, "fund"), scanned,
                        page->review->screen->name);
    if (page->review->unread > 0)
        ht_paper_format(&page->paper, 0, 0, HT_YELLOW,
                        "%s could not be read or was not scanned: what they hold waits unseen.",
                        ht_word_count(arena, page->review->unread, "file"));
    say_beyond(page);
}

void ht_review_text(const struct ht_review *review, struct ht_arena *arena, struct ht_buffer *buffer) {
    enum { WIDTH = 100 };
    struct page page = {
        {.buffer = buffer, .arena = arena, .width = review->width ? review->width : WIDTH, .colour = review->colour},
        review};
    say_head(&page);
    for (size_t i = 0; i < review->queue->count; i++)
        say_item(&page, &review->queue->items[i], i + 1);
    if (review->queue->count == 0)
        return;
    ht_paper_gap(&page.paper);
    ht_paper_text(
        &page.paper, 0, 0, HT_PLAIN,
        "Values of different currencies are not compared: each currency has its own order. To decide: "
        "holdtrace review accept|reject|later --decisions LEDGER --by WHO --why TEXT ENTITY NAME FILE..., or "
        "fill in the sheet that --report csv=LEDGER writes.");
}
