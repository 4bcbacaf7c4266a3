// SPDX-License-Identifier: GPL-3.0-or-later
// The reference as a JSON object.
#include "holdtrace/json.h"

#include "holdtrace/cited.h"

static void write_lists(struct ht_json *json, struct ht_reference *ref) {
    struct ht_lists lists = ht_reference_lists(ref);
    ht_json_array(json, "lists");
    for (size_t i = 0; i < lists.count; i++) {
        const struct ht_list *list = lists.items[i];
        ht_json_object(json, NULL);
        ht_json_string(json, "id", list->id);
        ht_json_string(json, "name", list->name);
        ht_json_string(json, "authority", list->authority);
        ht_json_string(json, "edition", list->edition);
        ht_json_date(json, "retrieved_on", list->retrieved_on);
        ht_json_integer(json, "entries_held", list->entries_held);
        if (list->entries_total < 0)
            ht_json_null(json, "entries_total");
        else
            ht_json_integer(json, "entries_total", list->entries_total);
        ht_json_tri(json, "complete", ht_list_complete(list));
        ht_json_end(json);
    }
    ht_json_end(json);
}

void ht_json_source(struct ht_json *json, const struct ht_source_row *source) {
    ht_json_object(json, NULL);
    ht_json_string(json, "id", source->id);
    ht_json_string(json, "title", source->title);
    ht_json_string(json, "publisher", source->publisher);
    ht_json_string(json, "url", source->url);
    ht_json_date(json, "published_on", source->published_on);
    ht_json_date(json, "retrieved_on", source->retrieved_on);
    ht_json_string(json, "licence", source->licence);
    ht_json_bool(json, "redistributable", source->redistributable);
    ht_json_string(json, "file", source->file);
    ht_json_string(json, "sha256", source->sha256);
    ht_json_end(json);
}

void ht_json_citation(struct ht_json *json, const char *key, const char *sources) {
    if (json->cited)
        ht_cite(json->cited, sources);
    ht_json_string(json, key, sources);
}

void ht_json_sources(struct ht_json *json, struct ht_reference *ref, const struct ht_cited *cited) {
    ht_json_array(json, "sources");
    for (size_t i = 0; i < ht_cited_count(cited); i++) {
        const struct ht_source_row *source = ht_reference_source(ref, ht_cited_at(cited, i));
        if (source)
            ht_json_source(json, source);
    }
    ht_json_end(json);
}

void ht_json_reference(struct ht_json *json, const char *key, struct ht_reference *ref) {
    const struct ht_reference_info *info = ht_reference_info(ref);
    ht_json_object(json, key);
    ht_json_string(json, "content_sha256", info->content_sha256);
    ht_json_date(json, "data_date", info->data_date);
    ht_json_integer(json, "entities", info->entities);
    ht_json_integer(json, "instruments", info->securities);
    write_lists(json, ref);
    ht_json_end(json);
}
