// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Layouts and vocabulary as C initializers: layout_embed.h. Arrays are compound literals, so that nothing needs a
 * name. Capacities are left 0: what is compiled in does not grow.
 */
#include "ingest/layout_embed.h"

static void add_text(struct ht_buffer *out, const char *text) {
    if (text == NULL) {
        ht_buffer_string(out, "NULL");
        return;
    }
    ht_buffer_char(out, '"');
    for (const char *c = text; *c != '\0'; c++) {
        // "?" too: two of them could begin a trigraph.
        if (*c == '"' || *c == '\\' || *c == '?')
            ht_buffer_format(out, "\\%c", *c);
        else if ((unsigned char)*c < ' ')
            ht_buffer_format(out, "\\%03o", (unsigned)*c);
        else
            ht_buffer_char(out, *c);
    }
    ht_buffer_char(out, '"');
}

static void add_member(struct ht_buffer *out, const char *name, const char *text) {
    ht_buffer_format(out, "    .%s = ", name);
    add_text(out, text);
    ht_buffer_string(out, ",\n");
}

static void add_number(struct ht_buffer *out, const char *name, long number) {
    ht_buffer_format(out, "    .%s = %ld,\n", name, number);
}

// C has no empty arrays.
static void begin_array(struct ht_buffer *out, const char *type, size_t count) {
    if (count > 0)
        ht_buffer_format(out, "(const %s[]){", type);
    else
        ht_buffer_string(out, "NULL");
}

static void end_array(struct ht_buffer *out, size_t count) {
    ht_buffer_format(out, "%s, %zu", count > 0 ? "}" : "", count);
}

// `{items, count}`, as ht_texts and ht_pairs begin.
static void add_texts(struct ht_buffer *out, const struct ht_texts *texts) {
    ht_buffer_char(out, '{');
    begin_array(out, "char *const", texts->count);
    for (size_t i = 0; i < texts->count; i++) {
        add_text(out, texts->items[i]);
        ht_buffer_string(out, ", ");
    }
    end_array(out, texts->count);
    ht_buffer_string(out, ", 0}");
}

static void add_list(struct ht_buffer *out, const char *name, const struct ht_texts *texts) {
    ht_buffer_format(out, "    .%s = ", name);
    add_texts(out, texts);
    ht_buffer_string(out, ",\n");
}

static void add_pairs(struct ht_buffer *out, const char *name, const struct ht_pairs *pairs) {
    ht_buffer_format(out, "    .%s = {", name);
    begin_array(out, "struct ht_pair", pairs->count);
    for (size_t i = 0; i < pairs->count; i++) {
        ht_buffer_char(out, '{');
        add_text(out, pairs->items[i].key);
        ht_buffer_string(out, ", ");
        add_text(out, pairs->items[i].value);
        ht_buffer_string(out, "}, ");
    }
    end_array(out, pairs->count);
    ht_buffer_string(out, ", 0},\n");
}

static void add_labels(struct ht_buffer *out, const struct ht_texts labels[HT_FACT_COUNT]) {
    ht_buffer_string(out, "    .labels = {");
    for (int i = 0; i < HT_FACT_COUNT; i++) {
        add_texts(out, &labels[i]);
        ht_buffer_string(out, ", ");
    }
    ht_buffer_string(out, "},\n");
}

static void begin_member(struct ht_buffer *out, const char *name, const char *type, size_t count) {
    ht_buffer_format(out, "    .%s = ", name);
    begin_array(out, type, count);
}

static void end_member(struct ht_buffer *out, const char *count_name, size_t count) {
    ht_buffer_string(out, count > 0 ? "},\n" : ",\n");
    add_number(out, count_name, (long)count);
}

static void add_required(struct ht_buffer *out, const struct ht_layout *layout) {
    begin_member(out, "required", "struct ht_texts", layout->required_count);
    for (size_t i = 0; i < layout->required_count; i++) {
        add_texts(out, &layout->required[i]);
        ht_buffer_string(out, ", ");
    }
    end_member(out, "required_count", layout->required_count);
}

static void add_aliases(struct ht_buffer *out, const struct ht_layout *layout) {
    begin_member(out, "aliases", "struct ht_alias", layout->alias_count);
    for (size_t i = 0; i < layout->alias_count; i++) {
        const struct ht_alias *alias = &layout->aliases[i];
        ht_buffer_char(out, '{');
        add_text(out, alias->header);
        ht_buffer_format(out, ", %d, %zu}, ", (int)alias->field, alias->rank);
    }
    end_member(out, "alias_count", layout->alias_count);
}

static void add_headerless(struct ht_buffer *out, const struct ht_layout *layout) {
    begin_member(out, "headerless", "struct ht_headerless", layout->headerless_count);
    for (size_t i = 0; i < layout->headerless_count; i++) {
        const struct ht_headerless *order = &layout->headerless[i];
        ht_buffer_char(out, '{');
        begin_array(out, "enum ht_field", order->count);
        for (size_t k = 0; k < order->count; k++)
            ht_buffer_format(out, "%d, ", (int)order->fields[k]);
        end_array(out, order->count);
        ht_buffer_string(out, "}, ");
    }
    end_member(out, "headerless_count", layout->headerless_count);
}

static void add_kinds(struct ht_buffer *out, const struct ht_layout *layout) {
    begin_member(out, "kinds", "struct ht_kind_rule", layout->kind_count);
    for (size_t i = 0; i < layout->kind_count; i++) {
        ht_buffer_char(out, '{');
        add_text(out, layout->kinds[i].header);
        ht_buffer_string(out, ", ");
        add_text(out, layout->kinds[i].kind);
        ht_buffer_string(out, "}, ");
    }
    end_member(out, "kind_count", layout->kind_count);
}

static void add_names(struct ht_buffer *out, const struct ht_layout *layout) {
    begin_member(out, "names", "struct ht_layout_names", layout->names_count);
    for (size_t i = 0; i < layout->names_count; i++) {
        ht_buffer_char(out, '{');
        add_text(out, layout->names[i].asset_class);
        ht_buffer_string(out, ", ");
        add_text(out, layout->names[i].management);
        ht_buffer_string(out, ", ");
        add_texts(out, &layout->names[i].headers);
        ht_buffer_string(out, "}, ");
    }
    end_member(out, "names_count", layout->names_count);
}

static void add_settings(struct ht_buffer *out, const struct ht_layout *layout) {
    add_member(out, "name", layout->name);
    add_member(out, "title", layout->title);
    add_member(out, "publisher", layout->publisher);
    add_number(out, "delimiter", layout->delimiter);
    add_number(out, "mark", layout->mark);
    add_number(out, "weight_unit", layout->weight_unit);
    add_number(out, "date_order", layout->date_order);
    add_number(out, "table_rule", layout->table_rule);
    add_member(out, "value_currency", layout->value_currency);
    add_number(out, "trade_currency_is_value_currency", layout->trade_currency_is_value_currency);
    add_number(out, "only_known_headers", layout->only_known_headers);
    add_number(out, "match_number", layout->match_number);
    add_member(out, "thousands", layout->thousands);
    add_number(out, "cells", (long)layout->cells);
    add_number(out, "fund_name_line", (long)layout->fund_name_line);
    add_member(out, "as_of_below", layout->as_of_below);
    add_member(out, "fund_name_after", layout->fund_name_after);
}

void ht_layout_embed(const struct ht_layout *layout, struct ht_buffer *out) {
    ht_buffer_string(out, "{\n");
    add_settings(out, layout);
    add_list(out, "totals", &layout->totals);
    add_list(out, "ends", &layout->ends);
    add_list(out, "year_end_names", &layout->year_end_names);
    add_pairs(out, "id_kinds", &layout->id_kinds);
    add_pairs(out, "kind_words", &layout->kind_words);
    add_names(out, layout);
    add_headerless(out, layout);
    add_required(out, layout);
    add_aliases(out, layout);
    add_labels(out, layout->labels);
    add_kinds(out, layout);
    ht_buffer_char(out, '}');
}

void ht_vocabulary_embed(const struct ht_vocabulary *vocabulary, struct ht_buffer *out) {
    ht_buffer_string(out, "{\n");
    begin_member(out, "headers", "struct ht_word", vocabulary->header_count);
    for (size_t i = 0; i < vocabulary->header_count; i++) {
        const struct ht_word *word = &vocabulary->headers[i];
        ht_buffer_char(out, '{');
        add_text(out, word->key);
        ht_buffer_format(out, ", %d, %d, %zu, %d},\n", (int)word->field, (int)word->second, word->rank,
                         (int)word->mark);
    }
    end_member(out, "header_count", vocabulary->header_count);
    add_pairs(out, "kinds", &vocabulary->kinds);
    add_pairs(out, "formats", &vocabulary->formats);
    add_labels(out, vocabulary->labels);
    ht_buffer_char(out, '}');
}
