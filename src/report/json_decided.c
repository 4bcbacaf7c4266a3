// SPDX-License-Identifier: GPL-3.0-or-later
// What analysts decided, as JSON.
#include "report/json_decided.h"
#include "holdtrace/report_members.h"

void ht_json_decision(struct ht_json *json, const char *key, const struct ht_decision *decision) {
    if (!decision) {
        ht_json_null(json, key);
        return;
    }
    ht_json_object(json, key);
    ht_json_string(json, "decision", ht_choice_name(decision->choice));
    ht_json_string(json, "by", decision->cells[HT_D_BY]);
    ht_json_date(json, "on", decision->on);
    ht_json_string(json, "why", decision->cells[HT_D_WHY]);
    ht_json_string(json, "evidence", decision->cells[HT_D_EVIDENCE]);
    ht_json_string(json, "path", decision->file ? decision->file->path : NULL);
    ht_json_integer(json, "line", decision->line);
    ht_json_end(json);
}

static void write_members(struct ht_json *json, const struct ht_decided *item) {
    ht_json_entity(json, "entity", item->entity);
    ht_json_string(json, "state", ht_standing_choice_name(item->choice));
    ht_json_decision(json, "decision", item->decision);
    ht_json_decision(json, "other", item->other);
    ht_json_string(json, "what", item->what);
}

void ht_json_decided(struct ht_json *json, const struct ht_row_decisions *decided) {
    ht_json_array(json, "decided");
    for (size_t i = 0; i < decided->count; i++) {
        ht_json_object(json, NULL);
        write_members(json, &decided->items[i]);
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_rows(struct ht_json *json, const struct ht_resolved *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct ht_row_decisions *decided = rows[i].decided;
        for (size_t k = 0; decided && k < decided->count; k++) {
            ht_json_object(json, NULL);
            ht_json_integer(json, "line", rows[i].position->line);
            ht_json_string(json, "name", rows[i].position->name);
            write_members(json, &decided->items[k]);
            ht_json_end(json);
        }
    }
}

void ht_json_decided_rows(struct ht_json *json, const struct ht_resolution *resolution) {
    ht_json_array(json, "decided");
    if (resolution) {
        write_rows(json, resolution->rows, resolution->count);
        write_rows(json, resolution->looked_through, resolution->looked_through_count);
    }
    ht_json_end(json);
}

void ht_json_ledgers(struct ht_json *json, const struct ht_decisions *decisions) {
    ht_json_array(json, "decisions");
    for (size_t i = 0; i < decisions->file_count; i++) {
        const struct ht_decision_file *file = decisions->files[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "path", file->path);
        ht_json_string(json, "sha256", file->sha256);
        ht_json_count(json, "lines_decided", file->decided);
        ht_json_count(json, "lines_waiting", file->waiting);
        ht_json_count(json, "lines_unread", file->lost);
        ht_json_end(json);
    }
    ht_json_end(json);
}
