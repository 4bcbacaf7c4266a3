// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison of two references as a whole: see reference_diff.h.
#include <string.h>

#include "holdtrace/arena.h"
#include "reference/diff.h"

const char *ht_ref_change_name(enum ht_ref_change change) {
    static const char *const names[] = {"added", "removed", "changed"};
    return names[change];
}

const char *ht_ref_part_name(enum ht_ref_part part) {
    static const char *const names[HT_REF_PARTS] = {"screen",     "lists", "listings",  "ownership",
                                                    "securities", "names", "conflicts", "other"};
    return names[part];
}

static enum ht_status open_side(struct ht_reference *ref, const struct ht_ref_question *question,
                                struct ht_arena *arena, struct ht_ref_side *out, struct ht_error *err) {
    struct ht_error why;
    *out = (struct ht_ref_side){.ref = ref, .as_of = question->as_of};
    if (!ht_date_known(out->as_of))
        out->as_of = ht_reference_info(ref)->data_date;
    enum ht_status status = ht_screen_load(ref, question->screen, arena, &out->screen, &why);
    if (status == HT_OK)
        status = ht_targets_select(ref, &out->screen, out->as_of, arena, &out->targets, &why);
    if (status != HT_OK)
        return ht_fail(err, status, "%s: %s", ht_reference_info(ref)->path, why.message);
    return HT_OK;
}

static void compare_rows(const struct ht_ref_question *question, const struct diff_ids *ids, struct ht_ref_diff *out,
                         struct ht_arena *arena) {
    struct diff_related related = diff_related_of(&out->before, &out->after, ids, arena);
    diff_pairs(out, &related, arena);
    struct ht_ref_count *counts = ht_arena_array(arena, diff_table_count, sizeof *counts);
    for (size_t i = 0; i < diff_table_count; i++)
        diff_table_rows(&diff_tables[i], &related, question->all, out, &counts[i], arena);
    out->other = counts;
    out->other_count = diff_table_count;
}

enum ht_status ht_reference_diff(const struct ht_ref_question *question, struct ht_arena *arena,
                                 struct ht_ref_diff *out, struct ht_error *err) {
    *out = (struct ht_ref_diff){0};
    enum ht_status status = open_side(question->before, question, arena, &out->before, err);
    if (status == HT_OK)
        status = open_side(question->after, question, arena, &out->after, err);
    if (status != HT_OK)
        return status;
    out->same_content = strcmp(ht_reference_info(question->before)->content_sha256,
                               ht_reference_info(question->after)->content_sha256) == 0;
    struct diff_ids ids = {0};
    if (!out->same_content)
        ids = diff_ids_of(question->before, question->after, arena);
    diff_targets(out, &ids, arena);
    if (!out->same_content)
        compare_rows(question, &ids, out, arena);
    status = ht_reference_status(question->before, err);
    return status == HT_OK ? ht_reference_status(question->after, err) : status;
}
