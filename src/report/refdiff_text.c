// SPDX-License-Identifier: GPL-3.0-or-later
// ref diff for a reader: targets gained and lost with the reason first, then rows part by part.
#include <string.h>

#include "holdtrace/refdiff.h"
#include "report/paper.h"
#include "report/wording.h"

static const char *entry(struct ht_arena *arena, const struct ht_designation *row) {
    const char *since = ht_date_known(row->listed_on)
                            ? ht_arena_format(arena, " since %s", ht_word_date(arena, row->listed_on))
                            : " since a day not stated";
    return ht_arena_format(arena, "%s%s%s%s%s", row->list->id, since, row->citation ? " (" : "",
                           row->citation ? row->citation : "", row->citation ? ")" : "");
}

static const char *delisting(struct ht_arena *arena, const struct ht_ref_why *why) {
    const char *day = ht_date_known(why->after->delisted_on)
                          ? ht_arena_format(arena, "a removal on %s", ht_word_date(arena, why->after->delisted_on))
                          : "no removal";
    return ht_arena_format(arena, "%s is stated now, status %s; entry %s", day,
                           ht_designation_status_name(why->after->status), entry(arena, why->after));
}

static const char *reason_text(struct ht_arena *arena, const struct ht_ref_why *why) {
    const struct ht_designation *before = why->before, *after = why->after;
    switch (why->reason) {
    case HT_REF_LISTING:
        return ht_arena_format(arena, "listed: %s", entry(arena, after));
    case HT_REF_DELISTING:
        return delisting(arena, why);
    case HT_REF_STATUS:
        return ht_arena_format(arena, "status %s, before %s; entry %s", ht_designation_status_name(after->status),
                               ht_designation_status_name(before->status), entry(arena, after));
    case HT_REF_GROUND:
        return ht_arena_format(arena, "ground %s, before %s; entry %s", ht_word_ground(arena, after->ground),
                               ht_word_ground(arena, before->ground), entry(arena, after));
    case HT_REF_DAY:
        return ht_arena_format(arena, "the days decide; entry %s, before %s", entry(arena, after),
                               entry(arena, before));
    case HT_REF_ROW_GONE:
        return ht_arena_format(arena, "the row is no longer in the reference, which is no word of a removal: %s",
                               entry(arena, before));
    case HT_REF_NAMED:
        return "the screen names it";
    case HT_REF_NOT_NAMED:
        return "the screen does not name it any more";
    case HT_REF_SELECTION:
        return ht_arena_format(arena, "the screen takes other lists or grounds; entry %s", entry(arena, after));
    case HT_REF_TRUST:
        return ht_arena_format(arena, "confidence %s, before %s; entry %s", ht_confidence_name(after->confidence),
                               ht_confidence_name(before->confidence), entry(arena, after));
    case HT_REF_MERGED:
        return ht_arena_format(arena, "it goes by the id %s in the other reference", why->other);
    case HT_REF_REASONS:
        break;
    }
    return "";
}

static const char *harmless(struct ht_paper *paper, const char *text) {
    return ht_text_harmless(paper->arena, text);
}

static void add_target(struct ht_paper *paper, const struct ht_ref_target_change *change) {
    const struct ht_entity *entity = (change->after ? change->after : change->before)->entity;
    const char *basis = "";
    if (change->before && change->after && change->before->basis != change->after->basis)
        basis = ht_arena_format(paper->arena, ": %s, before %s", ht_basis_name(change->after->basis),
                                ht_basis_name(change->before->basis));
    ht_paper_format(paper, 2, 4, HT_PLAIN, "%c %s%s",
                    !change->before  ? '+'
                    : !change->after ? '-'
                                     : '~',
                    harmless(paper, ht_word_entity(paper->arena, entity)), basis);
    for (size_t i = 0; i < change->why_count; i++)
        ht_paper_text(paper, 6, 8, HT_PLAIN, harmless(paper, reason_text(paper->arena, &change->why[i])));
}

// The target changes of one kind under their title; nothing when there are none.
static void add_targets(struct ht_paper *paper, const struct ht_ref_diff *diff, const char *title, bool had,
                        bool has) {
    size_t count = 0;
    for (size_t i = 0; i < diff->target_count; i++)
        count += (diff->targets[i].before != NULL) == had && (diff->targets[i].after != NULL) == has;
    if (count == 0)
        return;
    ht_paper_format(paper, 0, 2, HT_BOLD, "%s: %s", title, ht_word_number(paper->arena, (int64_t)count));
    for (size_t i = 0; i < diff->target_count; i++)
        if ((diff->targets[i].before != NULL) == had && (diff->targets[i].after != NULL) == has)
            add_target(paper, &diff->targets[i]);
}

static const char *quoted(struct ht_arena *arena, const char *cell) {
    return cell ? ht_arena_format(arena, "\"%s\"", cell) : "nothing";
}

// What identifies a changed row, then what changed; of a new or lost one all that it says.
static const char *cells_text(struct ht_arena *arena, const struct ht_ref_difference *row) {
    const char *same = "", *changed = "";
    for (size_t i = 1; i < row->cell_count; i++) {
        const struct ht_ref_cell *cell = &row->cells[i];
        const char *column = ht_word_code(arena, cell->column), *value = cell->after ? cell->after : cell->before;
        if (row->change != HT_REF_CHANGED && value)
            same = ht_arena_format(arena, "%s%s%s %s", same, *same ? ", " : "", column, value);
        if (row->change == HT_REF_CHANGED && !ht_text_equal(cell->before, cell->after))
            changed = ht_arena_format(arena, "%s%s%s %s, before %s", changed, *changed ? "; " : "", column,
                                      quoted(arena, cell->after), quoted(arena, cell->before));
        else if (row->change == HT_REF_CHANGED && !row->is_whole && value && i < 4)
            same = ht_arena_format(arena, "%s%s%s", same, *same ? ", " : "", value);
    }
    return ht_arena_format(arena, "%s%s%s", same, *same && *changed ? ": " : "", changed);
}

static const char *role_text(unsigned roles) {
    return roles & HT_REF_TARGET  ? ", target"
           : roles & HT_REF_OWNED ? ", owned by a target"
           : roles & HT_REF_OWNER ? ", owner of a target"
                                  : "";
}

// Where an id leads: united, on its own again, or otherwise than before.
static const char *alias_text(struct ht_arena *arena, const struct ht_ref_difference *row) {
    const char *before = row->cells[1].before, *after = row->cells[1].after, *id = row->id;
    const char *who = ht_arena_format(arena, "%s (%s%s)", row->name ? row->name : "", after ? after : before,
                                      role_text(row->roles));
    if (!before)
        return ht_arena_format(arena, "id %s: leads to %s", id, who);
    if (!after)
        return ht_arena_format(arena, "id %s: leads nowhere, before to %s", id, who);
    if (strcmp(id, before) == 0)
        return ht_arena_format(arena, "id %s: united with %s, before an entity of its own", id, who);
    if (strcmp(id, after) == 0)
        return ht_arena_format(arena, "id %s: an entity of its own, %s, before united with %s", id, who, before);
    return ht_arena_format(arena, "id %s: leads to %s, before to %s", id, who, before);
}

static void add_row(struct ht_paper *paper, const struct ht_ref_difference *row) {
    static const char marks[] = "+-~";
    struct ht_arena *arena = paper->arena;
    if (strcmp(row->table, "aliases") == 0) {
        ht_paper_format(paper, 2, 4, HT_PLAIN, "%c %s", marks[row->change], harmless(paper, alias_text(arena, row)));
        return;
    }
    const char *role = role_text(row->roles);
    const char *who = row->name ? ht_arena_format(arena, "%s (%s%s)", row->name, row->id, role) : row->id;
    ht_paper_format(paper, 2, 4, HT_PLAIN, "%c %s of %s: %s", marks[row->change], ht_word_code(arena, row->table),
                    harmless(paper, who), harmless(paper, cells_text(arena, row)));
}

static void add_part(struct ht_paper *paper, const struct ht_ref_diff *diff, enum ht_ref_part part) {
    static const char *const titles[HT_REF_PARTS] = {"The screen's own definition changed",
                                                     "Lists",
                                                     "Listings and statements",
                                                     "Ownership and control, by and of targets",
                                                     "Securities of targets, of what they own and of their owners",
                                                     "Names and identifiers of these",
                                                     "What sources say against each other about these",
                                                     "Everything else"};
    const struct ht_ref_differences *rows = &diff->parts[part];
    if (rows->count == 0)
        return;
    ht_paper_format(paper, 0, 2, HT_BOLD, "%s: %s", titles[part], ht_word_number(paper->arena, (int64_t)rows->count));
    for (size_t i = 0; i < rows->count && part != HT_REF_SCREEN; i++)
        add_row(paper, &rows->items[i]);
}

static size_t other_rows(const struct ht_ref_diff *diff) {
    size_t sum = 0;
    for (size_t i = 0; i < diff->other_count; i++)
        for (size_t k = 0; k <= HT_REF_CHANGED; k++)
            sum += diff->other[i].by_change[k];
    return sum;
}

static void add_counts(struct ht_paper *paper, const struct ht_ref_diff *diff) {
    struct ht_arena *arena = paper->arena;
    size_t sum = other_rows(diff);
    if (sum == 0)
        return;
    ht_paper_format(paper, 0, 2, HT_BOLD, "Rows that touch no target: %s%s", ht_word_number(arena, (int64_t)sum),
                    diff->parts[HT_REF_OTHER].count ? "" : " (--all lists them)");
    for (size_t i = 0; i < diff->other_count; i++) {
        const size_t *count = diff->other[i].by_change;
        if (count[HT_REF_ADDED] + count[HT_REF_REMOVED] + count[HT_REF_CHANGED])
            ht_paper_format(paper, 2, 4, HT_PLAIN, "%s: %s added, %s removed, %s changed",
                            ht_word_code(arena, diff->other[i].table),
                            ht_word_number(arena, (int64_t)count[HT_REF_ADDED]),
                            ht_word_number(arena, (int64_t)count[HT_REF_REMOVED]),
                            ht_word_number(arena, (int64_t)count[HT_REF_CHANGED]));
    }
}

static void add_side(struct ht_paper *paper, const char *label, const struct ht_ref_side *side) {
    const struct ht_reference_info *info = ht_reference_info(side->ref);
    // Paths and hashes stand on lines of their own, so that their length moves nothing else.
    ht_buffer_format(paper->buffer, "%-7s %s\n        %s\n", label, harmless(paper, info->path),
                     info->content_sha256);
    ht_paper_format(paper, 8, 8, HT_PLAIN, "data of %s; screen %s as of %s selects %s",
                    ht_word_date(paper->arena, info->data_date), side->screen.name,
                    ht_word_date(paper->arena, side->as_of),
                    ht_word_count(paper->arena, ht_targets_count(side->targets), "target"));
}

static const char *tied_words(struct ht_arena *arena, const struct ht_tied *tied) {
    const char *category = ht_category_name(tied->category);
    if (!category)
        return tied->entity ? "no tie" : "not in the reference";
    return tied->target == tied->entity
               ? category
               : ht_arena_format(arena, "%s, by %s", category, ht_word_entity(arena, tied->target));
}

static void add_ties(struct ht_paper *paper, const struct ht_tie_changes *ties) {
    if (ties->count == 0)
        return;
    ht_paper_format(paper, 0, 2, HT_BOLD, "Companies tied to targets otherwise: %s",
                    ht_word_number(paper->arena, (int64_t)ties->count));
    for (size_t i = 0; i < ties->count; i++) {
        const struct ht_tied *before = &ties->items[i].before, *after = &ties->items[i].after;
        const struct ht_entity *entity = after->entity ? after->entity : before->entity;
        char mark = before->category == HT_NO_CATEGORY ? '+' : after->category == HT_NO_CATEGORY ? '-' : '~';
        bool renamed = before->entity && after->entity && strcmp(before->entity->id, after->entity->id) != 0;
        const char *as = renamed ? ht_arena_format(paper->arena, ", as %s,", before->entity->id) : "";
        ht_paper_format(paper, 2, 4, HT_PLAIN, "%c %s: %s, before%s %s", mark,
                        harmless(paper, ht_word_entity(paper->arena, entity)),
                        harmless(paper, tied_words(paper->arena, after)), harmless(paper, as),
                        harmless(paper, tied_words(paper->arena, before)));
    }
}

void ht_refdiff_text(const struct ht_ref_diff *diff, const struct ht_tie_changes *ties, size_t width, bool colour,
                     struct ht_arena *arena, struct ht_buffer *buffer) {
    struct ht_paper paper = {.buffer = buffer, .arena = arena, .width = width ? width : 100, .colour = colour};
    add_side(&paper, "before", &diff->before);
    add_side(&paper, "after", &diff->after);
    add_targets(&paper, diff, "Targets gained", false, true);
    add_targets(&paper, diff, "Targets lost", true, false);
    add_targets(&paper, diff, "Targets of both, listed otherwise", true, true);
    add_ties(&paper, ties);
    for (int part = 0; part < HT_REF_OTHER; part++)
        add_part(&paper, diff, (enum ht_ref_part)part);
    add_counts(&paper, diff);
    add_part(&paper, diff, HT_REF_OTHER);
    if (diff->differences == 0)
        ht_paper_text(&paper, 0, 2, HT_PLAIN,
                      diff->same_content ? "No difference: both have the same content."
                                         : "No row differs, although the content hashes do.");
}
