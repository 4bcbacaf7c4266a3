// SPDX-License-Identifier: GPL-3.0-or-later
// One position in words: see line_words.h.
#include "report/line_words.h"

#include "report/wording.h"

const char *ht_word_guarantor(struct ht_arena *arena, const struct ht_line *line) {
    const struct ht_entity *guarantor = ht_line_guarantor(line);
    const struct ht_security *security = line->resolved->security;
    if (!guarantor)
        return NULL;
    return ht_arena_format(arena, "Issued by %s, reported as guaranteed by %s (source %s%s%s).",
                           ht_word_entity(arena, line->resolved->issuer), ht_word_entity(arena, guarantor),
                           ht_word_sources(arena, security->source), security->note ? "; note: " : "",
                           security->note ? security->note : "");
}

// Whether the share of TIE is that of the one stake which makes its chain.
static bool is_stated(const struct ht_tie *tie) {
    const struct ht_step *step = tie->path.steps;
    return tie->path.count == 1 && step->link == HT_LINK_OWNS && step->percent_min.known &&
           ht_decimal_cmp(step->percent_min.number, tie->share_pct.number) == 0;
}

const char *ht_word_tie_share(struct ht_arena *arena, const struct ht_tie *tie) {
    if (!tie->share_pct.known || tie->path.count == 0)
        return NULL;
    return ht_arena_format(arena, "%s: %s.", is_stated(tie) ? "Stated share" : "Share over all chains of owners",
                           ht_word_percent(arena, tie->share_pct));
}
