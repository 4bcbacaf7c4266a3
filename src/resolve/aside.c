// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rows that are not counted. Whatever was found of one is a candidate: a reader has to decide what it
 * means, because the fund's exposure to it is not computed.
 */
#include "resolve/row.h"

static const char *why_aside(const struct run *run, const struct ht_position *position) {
    if (position->table_part != NULL) {
        return ht_arena_format(run->arena,
                               "the row stands in another sheet of the file, \"%s\" (table of line %ld), and nothing "
                               "tells that it is a further position of the fund; it is not counted",
                               position->table_part, position->table_line);
    }
    if (position->opaque != NULL)
        return "the row is a fund, in whose place what it holds was counted; what the fund itself is tied to is not "
               "counted beside that";
    if (position->is_sum)
        return "the row is the sum of rows beside it and was taken for a line of totals; it is not counted";
    return ht_arena_format(
        run->arena,
        "the row stands in a table of the file that looks through or repeats the one above it (line "
        "%ld); what it is worth is not counted before funds are looked through",
        position->table_line);
}

static void set_row_aside(struct run *run, struct ht_resolved *resolved) {
    size_t known = resolved->issuer != NULL, count = known + resolved->candidate_count;
    if (count == 0)
        return;
    const char *why = why_aside(run, resolved->position);
    struct ht_candidate *candidates = ht_arena_array(run->arena, count, sizeof *candidates);
    if (known)
        candidates[0] = (struct ht_candidate){resolved->issuer, ht_amount_unknown(), why};
    // Beside an issuer: other records that may be the same company's.
    for (size_t i = 0; i < resolved->candidate_count; i++) {
        candidates[known + i] = resolved->candidates[i];
        candidates[known + i].why = ht_arena_format(run->arena, "%s; %s", resolved->candidates[i].why, why);
    }
    resolved->candidates = candidates;
    resolved->candidate_count = count;
}

void set_aside(struct run *run, struct ht_resolved *resolved, size_t count) {
    for (size_t i = 0; i < count; i++)
        set_row_aside(run, &resolved[i]);
}
