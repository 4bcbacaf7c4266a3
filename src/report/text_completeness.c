// SPDX-License-Identifier: GPL-3.0-or-later
// How much of each list is held, in one breath: those held complete, those held in part, those of unknown size, the
// rest.
#include "report/text.h"
#include "report/wording.h"

enum extent { COMPLETE, PART, UNKNOWN_PART, NOTHING, EXTENTS };

static enum extent extent_of(const struct ht_list *list) {
    if (!list || list->entries_held == 0)
        return NOTHING;
    if (list->entries_total < 0)
        return UNKNOWN_PART;
    return ht_list_complete(list) == HT_YES ? COMPLETE : PART;
}

// "lists held: A and B complete; of C 151 of 2,598 entries, of D 6 of 16; of E and F an unknown part; of G nothing".
static void say_extent(struct ht_text_report *report, struct ht_buffer *text, enum extent extent, const char **ids,
                       size_t count) {
    struct ht_arena *arena = report->arena;
    for (size_t i = 0; i < count && extent == PART; i++) {
        const struct ht_list *list = ht_reference_list(report->scan->ref, ids[i]);
        ht_buffer_format(text, "%sof %s %s of %s%s", i ? ", " : "", ids[i], ht_word_number(arena, list->entries_held),
                         ht_word_number(arena, list->entries_total), i ? "" : " entries");
    }
    if (extent == COMPLETE)
        ht_buffer_format(text, "%s complete", ht_word_and(arena, ids, count));
    else if (extent != PART)
        ht_buffer_format(text, "of %s %s", ht_word_and(arena, ids, count),
                         extent == NOTHING ? "nothing" : "an unknown part");
}

// How many lines of the reader's own list could be tied to companies that the reference knows.
static void say_exclusions(struct ht_text_report *report, struct ht_buffer *text,
                           const struct ht_exclusions *exclusions) {
    size_t loose = exclusions->line_count - exclusions->tied_lines - exclusions->ended_lines;
    ht_buffer_format(text, "; the reader's own list has %s",
                     ht_word_count(report->arena, exclusions->line_count, "line"));
    if (loose)
        ht_buffer_format(text,
                         ", of which %s %s to no company of the reference and %s compared by name and "
                         "identifier alone",
                         ht_word_number(report->arena, (int64_t)loose), loose == 1 ? "ties" : "tie",
                         loose == 1 ? "is" : "are");
    if (exclusions->ended_lines)
        ht_buffer_format(text, ", %s %s ended by the list's own word",
                         ht_word_number(report->arena, (int64_t)exclusions->ended_lines),
                         exclusions->ended_lines == 1 ? "has" : "have");
    if (!exclusions->whole)
        ht_buffer_string(text, loose || exclusions->ended_lines ? ", and could not be read whole"
                                                                : " and could not be read whole");
}

// Whether some list of the screen is not known to be held complete.
static bool any_incomplete(const struct ht_text_report *report) {
    const struct ht_screen *screen = report->scan->screen;
    for (size_t i = 0; i < screen->list_count; i++)
        if (extent_of(ht_reference_list(report->scan->ref, screen->lists[i])) != COMPLETE)
            return true;
    return false;
}

void ht_text_say_lists(struct ht_text_report *report, bool clean, struct ht_buffer *text) {
    const struct ht_screen *screen = report->scan->screen;
    const struct ht_exclusions *exclusions = report->scan->exclusions;
    const char **ids = ht_arena_array(report->arena, screen->list_count, sizeof *ids);
    // Where nothing was found, what is missing from a list is what the reader must not take for tested.
    const char *before = clean && any_incomplete(report)
                             ? "; the lists are held in part, and a company that only the rest of them names would "
                               "not be found; held: "
                             : "; lists held: ";
    if (screen->list_count == 0)
        ht_buffer_string(text, "; the screen asks no list");
    for (int extent = 0; extent < EXTENTS; extent++) {
        size_t count = 0;
        for (size_t i = 0; i < screen->list_count; i++)
            if (extent_of(ht_reference_list(report->scan->ref, screen->lists[i])) == (enum extent)extent)
                ids[count++] = screen->lists[i];
        if (count == 0)
            continue;
        ht_buffer_string(text, before);
        say_extent(report, text, (enum extent)extent, ids, count);
        before = "; ";
    }
    if (exclusions)
        say_exclusions(report, text, exclusions);
    ht_buffer_char(text, '.');
}
