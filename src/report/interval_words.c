// SPDX-License-Identifier: GPL-3.0-or-later
// The bounds of an exposure in sentences: interval_words.h.
#include "report/interval_words.h"

#include "report/wording.h"

const char *ht_word_interval(struct ht_arena *arena, const struct ht_account *account) {
    const struct ht_interval *interval = &account->interval;
    struct ht_buffer text = {0};
    if (!interval->at_least_pct.known && !interval->at_most_pct.known && interval->reason_count == 0)
        return NULL;
    if (!interval->at_least_pct.known)
        ht_buffer_string(&text, "How much the counted exposure is at least and at most is not known");
    else
        ht_buffer_format(&text, "Counted exposure is at least %s %s, at most %s",
                         ht_word_percent(arena, interval->at_least_pct), ht_word_denominator(account->denominator),
                         interval->at_most_pct.known ? ht_word_percent(arena, interval->at_most_pct)
                                                     : "a share that is not known");
    for (size_t i = 0; i < interval->reason_count; i++)
        ht_buffer_format(&text, "%s%s", i ? "; " : ", because ", ht_told_in(arena, interval->reasons[i].sentence));
    ht_buffer_char(&text, '.');
    const char *words = ht_arena_copy(arena, text.data, text.len);
    ht_buffer_free(&text);
    return words;
}

const char *ht_word_expectation(struct ht_arena *arena, const struct ht_interval *interval) {
    const char *band = "";
    if (!interval->expected_pct.known)
        return NULL;
    if (interval->low_pct.known)
        band = ht_arena_format(arena, "; in nine of ten outcomes between %s and %s",
                               ht_word_percent(arena, interval->low_pct), ht_word_percent(arena, interval->high_pct));
    if (interval->draws)
        band =
            ht_arena_format(arena, "%s, by %s seeded draws", band, ht_word_number(arena, (int64_t)interval->draws));
    return ht_arena_format(
        arena,
        "Estimated, were every match and range as likely as its probability says: %s%s. It rests on "
        "%s; nothing else between the bounds is in it, and it is no finding.",
        ht_word_percent(arena, interval->expected_pct), band,
        ht_word_count(arena, interval->expected_of, "position"));
}
