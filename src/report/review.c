// SPDX-License-Identifier: GPL-3.0-or-later
// The formats of the queue, and its two machine-readable ones.
#include "holdtrace/review.h"

#include <string.h>

#include "holdtrace/arena.h"
#include "holdtrace/report_members.h"
#include "report/json_decided.h"
#include "report/review.h"

static const struct {
    const char *name;
    ht_review_writer *write;
} FORMATS[] = {{"text", ht_review_text}, {"csv", ht_review_csv}, {"json", ht_review_json}};

ht_review_writer *ht_review_format(const char *name) {
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (strcmp(FORMATS[i].name, name) == 0)
            return FORMATS[i].write;
    return NULL;
}

// "EUR 1200.00; USD 3.00": for a cell, without separators of thousands.
static const char *stake_cell(const struct ht_waiting *item, struct ht_arena *arena) {
    const char *words = NULL;
    char text[HT_DECIMAL_TEXT];
    for (size_t i = 0; i < item->sum_count; i++) {
        const struct ht_at_stake *sum = &item->sums[i];
        words = ht_arena_format(arena, "%s%s%s%s%s", words ? words : "", words ? "; " : "",
                                sum->currency ? sum->currency : "", sum->currency ? " " : "",
                                sum->value.known ? ht_decimal_text(sum->value.number, text) : "not known");
    }
    if (!words && item->weight_pct.known)
        words = ht_arena_format(arena, "%s %%", ht_decimal_text(item->weight_pct.number, text));
    return words;
}

void ht_review_csv(const struct ht_review *review, struct ht_arena *arena, struct ht_buffer *buffer) {
    ht_decision_write_header(buffer);
    for (size_t i = 0; i < review->queue->count; i++) {
        const struct ht_waiting *item = &review->queue->items[i];
        for (size_t k = 0; k < item->candidate_count; k++) {
            const struct ht_waiting_candidate *candidate = &item->candidates[k];
            struct ht_decision line = item->described;
            line.cells[HT_D_ENTITY] = candidate->entity->id;
            line.cells[HT_D_ENTITY_NAME] = candidate->entity->name;
            line.cells[HT_D_REASON] = candidate->why;
            line.cells[HT_D_AT_STAKE] = stake_cell(item, arena);
            line.cells[HT_D_FUNDS] = ht_arena_format(arena, "%zu", item->funds);
            line.cells[HT_D_ROWS] = ht_arena_format(arena, "%zu", item->rows);
            line.cells[HT_D_EVIDENCE] = candidate->evidence.sha256;
            line.cells[HT_D_FACTS] = candidate->evidence.facts;
            ht_decision_write(buffer, &line);
        }
    }
}

static void write_ties(struct ht_json *json, const struct ht_ties *ties) {
    ht_json_array(json, "ties");
    for (size_t i = 0; i < ties->count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "category", ht_category_name(ties->items[i].category));
        ht_json_entity(json, "target", ties->items[i].target->entity);
        ht_json_string(json, "basis", ht_basis_name(ties->items[i].target->basis));
        ht_json_end(json);
    }
    ht_json_end(json);
}

static void write_candidate(struct ht_json *json, const struct ht_waiting_candidate *candidate) {
    const struct ht_decided *decided = &candidate->decided;
    ht_json_object(json, NULL);
    ht_json_entity(json, "entity", candidate->entity);
    ht_json_amount(json, "score", candidate->score);
    ht_json_string(json, "why", candidate->why);
    write_ties(json, &candidate->ties);
    ht_json_string(json, "evidence", candidate->evidence.sha256);
    ht_json_string(json, "facts", candidate->evidence.facts);
    ht_json_string(json, "state", ht_standing_choice_name(decided->choice));
    ht_json_decision(json, "decision", decided->decision);
    ht_json_decision(json, "other", decided->other);
    ht_json_string(json, "what", decided->what);
    ht_json_end(json);
}

static void write_item(struct ht_json *json, const struct ht_waiting *item) {
    ht_json_object(json, NULL);
    for (int column = HT_D_NAME; column <= HT_D_COUNTRY; column++)
        ht_json_string(json, ht_decision_column_name((enum ht_decision_column)column), item->described.cells[column]);
    ht_json_count(json, "rows", item->rows);
    ht_json_count(json, "funds", item->funds);
    ht_json_array(json, "at_stake");
    for (size_t i = 0; i < item->sum_count; i++) {
        ht_json_object(json, NULL);
        ht_json_string(json, "currency", item->sums[i].currency);
        ht_json_amount(json, "value", item->sums[i].value);
        ht_json_end(json);
    }
    ht_json_end(json);
    ht_json_amount(json, "weight_without_value_pct", item->weight_pct);
    ht_json_object(json, "first");
    ht_json_string(json, "path", item->path);
    ht_json_integer(json, "line", item->line);
    ht_json_end(json);
    ht_json_array(json, "candidates");
    for (size_t i = 0; i < item->candidate_count; i++)
        write_candidate(json, &item->candidates[i]);
    ht_json_end(json);
    ht_json_end(json);
}

static void write_beyond(struct ht_json *json, const struct ht_queue *queue) {
    ht_json_array(json, "beyond_decision");
    for (size_t i = 0; i < queue->beyond_count; i++) {
        const struct ht_beyond *row = &queue->beyond[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "path", row->path);
        ht_json_integer(json, "line", row->line);
        ht_json_string(json, "name", row->name);
        ht_json_entity(json, "entity", row->entity);
        ht_json_string(json, "why", row->why);
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_review_json(const struct ht_review *review, struct ht_arena *arena, struct ht_buffer *buffer) {
    const struct ht_queue *queue = review->queue;
    struct ht_json json = ht_json_to(buffer, true);
    (void)arena;
    ht_json_object(&json, NULL);
    ht_json_string(&json, "schema", "holdtrace.review/1");
    ht_json_string(&json, "version", review->version);
    ht_json_string(&json, "reference", ht_reference_info(review->ref)->content_sha256);
    ht_json_string(&json, "screen", review->screen->name);
    ht_json_date(&json, "as_of", review->as_of);
    ht_json_count(&json, "funds_scanned", review->scanned);
    ht_json_count(&json, "files_unread", review->unread);
    ht_json_bool(&json, "trouble", review->trouble);
    ht_json_count(&json, "rows_waiting", queue->rows);
    ht_json_count(&json, "rows_beyond_decision", queue->beyond_count);
    if (review->decisions)
        ht_json_ledgers(&json, review->decisions);
    ht_json_array(&json, "waiting");
    for (size_t i = 0; i < queue->count; i++)
        write_item(&json, &queue->items[i]);
    ht_json_end(&json);
    if (queue->beyond_count)
        write_beyond(&json, queue);
    ht_json_end(&json);
    ht_json_finish(&json);
}
