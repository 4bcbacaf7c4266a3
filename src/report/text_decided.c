// SPDX-License-Identifier: GPL-3.0-or-later
// What analysts decided, in the text report.
#include "holdtrace/large.h"
#include "report/text.h"
#include "report/wording.h"

void ht_text_decided_by(struct ht_text_report *report, const struct ht_row_decisions *decided) {
    const struct ht_decision *decision = decided && decided->accepted ? decided->accepted->decision : NULL;
    if (!decision)
        return;
    ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Decided by %s on %s: %s (%s, line %ld).",
                    decision->cells[HT_D_BY], ht_word_date(report->arena, decision->on), decision->cells[HT_D_WHY],
                    decision->file->path, decision->line);
}

void ht_text_undecided(struct ht_text_report *report, const struct ht_resolved *resolved) {
    const struct ht_row_decisions *decided = resolved->decided;
    for (size_t i = 0; decided && i < decided->count; i++) {
        const struct ht_decided *item = &decided->items[i];
        const char *words = ht_decision_words(item->decision, report->arena);
        const char *why = item->decision->cells[HT_D_WHY];
        if (item->choice == HT_STANDS_LATER)
            ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Left open for %s by the %s: %s.",
                            ht_word_entity(report->arena, item->entity), words, why);
        else if (item->choice == HT_STANDS_REJECT)
            ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "Not %s, by the %s: %s.",
                            ht_word_entity(report->arena, item->entity), words, why);
        else if (item->what)
            ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "%s: %s.", ht_word_entity(report->arena, item->entity),
                            item->what);
    }
}

struct counts {
    size_t of[HT_STANDS_CONTRADICTED + 1];
};

static void count_rows(const struct ht_resolved *rows, size_t count, struct counts *counts) {
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; rows[i].decided && k < rows[i].decided->count; k++)
            counts->of[rows[i].decided->items[k].choice]++;
        ht_large_rest();
    }
}

// Rejected ones: no other part of the report tells of them.
static void say_rejected(struct ht_text_report *report, const struct ht_resolved *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct ht_position *position = rows[i].position;
        ht_large_rest();
        for (size_t k = 0; rows[i].decided && k < rows[i].decided->count; k++) {
            const struct ht_decided *item = &rows[i].decided->items[k];
            if (item->choice != HT_STANDS_REJECT)
                continue;
            ht_paper_format(&report->paper, 4, 6, HT_PLAIN, "Line %ld, %s: not %s, decided by %s on %s: %s.",
                            position->line, position->name ? position->name : "(no name)",
                            ht_word_entity(report->arena, item->entity), item->decision->cells[HT_D_BY],
                            ht_word_date(report->arena, item->decision->on), item->decision->cells[HT_D_WHY]);
        }
    }
}

void ht_text_decided(struct ht_text_report *report, const struct ht_account *account) {
    static const struct {
        enum ht_standing_choice choice;
        const char *words;
    } parts[] = {{HT_STANDS_ACCEPT, "accepted"},
                 {HT_STANDS_REJECT, "rejected, and no longer possible"},
                 {HT_STANDS_LATER, "left open"},
                 {HT_STANDS_REOPENED, "reopened, since the evidence changed"},
                 {HT_STANDS_CONFLICT, "undecided, since decisions contradict each other"},
                 {HT_STANDS_CONTRADICTED, "not used, since the row says otherwise"}};
    const struct ht_resolution *resolution = account->resolution;
    struct counts counts = {{0}};
    const char *words = NULL;
    count_rows(resolution->rows, resolution->count, &counts);
    count_rows(resolution->looked_through, resolution->looked_through_count, &counts);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t count = counts.of[parts[i].choice];
        if (count > 0)
            words = ht_arena_format(report->arena, "%s%s%s %s", words ? words : "", words ? "; " : "",
                                    ht_word_number(report->arena, (int64_t)count), parts[i].words);
    }
    if (!words)
        return;
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Matches decided by analysts: %s.", words);
    say_rejected(report, resolution->rows, resolution->count);
    say_rejected(report, resolution->looked_through, resolution->looked_through_count);
}
