// SPDX-License-Identifier: GPL-3.0-or-later
// ref diff as JSON, schema holdtrace.refdiff/1.
#include "holdtrace/json.h"
#include "holdtrace/refdiff.h"

static void write_side(struct ht_json *json, const char *key, const struct ht_ref_side *side) {
    const struct ht_reference_info *info = ht_reference_info(side->ref);
    ht_json_object(json, key);
    ht_json_string(json, "path", info->path);
    ht_json_string(json, "content_sha256", info->content_sha256);
    ht_json_date(json, "data_date", info->data_date);
    ht_json_date(json, "as_of", side->as_of);
    ht_json_count(json, "targets", ht_targets_count(side->targets));
    ht_json_end(json);
}

static void write_entry(struct ht_json *json, const char *key, const struct ht_designation *row) {
    if (!row) {
        ht_json_null(json, key);
        return;
    }
    ht_json_object(json, key);
    ht_json_string(json, "list", row->list->id);
    ht_json_string(json, "listed_as", row->listed_as);
    ht_json_string(json, "ground", row->ground);
    ht_json_date(json, "listed_on", row->listed_on);
    ht_json_date(json, "delisted_on", row->delisted_on);
    ht_json_string(json, "status", ht_designation_status_name(row->status));
    ht_json_string(json, "citation", row->citation);
    ht_json_string(json, "confidence", ht_confidence_name(row->confidence));
    ht_json_string(json, "source", row->source);
    ht_json_end(json);
}

static void write_target(struct ht_json *json, const struct ht_ref_target_change *change) {
    ht_json_object(json, NULL);
    ht_json_entity(json, "entity", (change->after ? change->after : change->before)->entity);
    ht_json_string(json, "change", !change->before ? "gained" : !change->after ? "lost" : "changed");
    ht_json_string(json, "basis_before", change->before ? ht_basis_name(change->before->basis) : NULL);
    ht_json_string(json, "basis_after", change->after ? ht_basis_name(change->after->basis) : NULL);
    ht_json_array(json, "why");
    for (size_t i = 0; i < change->why_count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "reason", ht_ref_reason_name(change->why[i].reason));
        write_entry(json, "before", change->why[i].before);
        write_entry(json, "after", change->why[i].after);
        ht_json_string(json, "other_id", change->why[i].other);
        ht_json_end(json);
    }
    ht_json_end(json);
    ht_json_end(json);
}

static void write_roles(struct ht_json *json, unsigned roles) {
    ht_json_array(json, "roles");
    if (roles & HT_REF_TARGET)
        ht_json_string(json, NULL, "target");
    if (roles & HT_REF_OWNED)
        ht_json_string(json, NULL, "owned");
    if (roles & HT_REF_OWNER)
        ht_json_string(json, NULL, "owner");
    ht_json_end(json);
}

// One side of a row, with all its columns; null when that side has no such row.
static void write_cells(struct ht_json *json, const char *key, const struct ht_ref_difference *row, bool before) {
    if (row->change == (before ? HT_REF_ADDED : HT_REF_REMOVED)) {
        ht_json_null(json, key);
        return;
    }
    ht_json_object(json, key);
    for (size_t i = 0; i < row->cell_count; i++)
        ht_json_string(json, row->cells[i].column, before ? row->cells[i].before : row->cells[i].after);
    ht_json_end(json);
}

static void write_row(struct ht_json *json, const struct ht_ref_difference *row) {
    ht_json_object(json, NULL);
    ht_json_string(json, "table", row->table);
    ht_json_string(json, "id", row->id);
    ht_json_string(json, "name", row->name);
    ht_json_string(json, "change", ht_ref_change_name(row->change));
    write_roles(json, row->roles);
    ht_json_array(json, "columns");
    for (size_t i = 0; i < row->cell_count; i++)
        if (!ht_text_equal(row->cells[i].before, row->cells[i].after))
            ht_json_string(json, NULL, row->cells[i].column);
    ht_json_end(json);
    write_cells(json, "before", row, true);
    write_cells(json, "after", row, false);
    ht_json_end(json);
}

static void write_counts(struct ht_json *json, const struct ht_ref_diff *diff) {
    ht_json_array(json, "other_counts");
    for (size_t i = 0; i < diff->other_count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "table", diff->other[i].table);
        for (int change = 0; change <= HT_REF_CHANGED; change++)
            ht_json_count(json, ht_ref_change_name((enum ht_ref_change)change), diff->other[i].by_change[change]);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_ties(struct ht_json *json, const struct ht_tie_changes *ties) {
    ht_json_array(json, "ties");
    for (size_t i = 0; i < ties->count; i++) {
        const struct ht_tied *before = &ties->items[i].before, *after = &ties->items[i].after;
        ht_json_object(json, NULL);
        ht_json_entity(json, "entity", after->entity ? after->entity : before->entity);
        ht_json_string(json, "category_before", ht_category_name(before->category));
        ht_json_entity(json, "target_before", before->target);
        ht_json_string(json, "category_after", ht_category_name(after->category));
        ht_json_entity(json, "target_after", after->target);
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_refdiff_json(const struct ht_ref_diff *diff, const struct ht_tie_changes *ties, struct ht_arena *arena,
                     struct ht_buffer *buffer) {
    (void)arena;
    struct ht_json json = ht_json_to(buffer, true);
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.refdiff/1");
    write_side(&json, "before", &diff->before);
    write_side(&json, "after", &diff->after);
    ht_json_string(&json, "screen_name", diff->after.screen.name);
    ht_json_bool(&json, "same_content", diff->same_content);
    ht_json_count(&json, "differences", diff->differences);
    ht_json_array(&json, "targets");
    for (size_t i = 0; i < diff->target_count; i++)
        write_target(&json, &diff->targets[i]);
    ht_json_end(&json);
    write_ties(&json, ties);
    for (int part = 0; part < HT_REF_PARTS; part++) {
        ht_json_array(&json, ht_ref_part_name((enum ht_ref_part)part));
        for (size_t i = 0; i < diff->parts[part].count; i++)
            write_row(&json, &diff->parts[part].items[i]);
        ht_json_end(&json);
    }
    write_counts(&json, diff);
    ht_json_end(&json);
    ht_json_finish(&json);
}
