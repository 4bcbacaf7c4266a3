// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The model as it stands, at work: whether the names that exports print find their company first among all names of
 * the reference and of made-up companies; and that no lookalike gets near, however it is printed.
 */
#include <ctype.h>
#include <string.h>

#include "fit_names.h"

struct ranking {
    struct owned_names names;
    struct ht_map *entities;
};

struct tried {
    size_t all, first, likely, wrong_likely;
};

// Which names of a company can be found.
enum known_names { ALL_NAMES, NO_LABELS, LEGAL_NAME };

static void read_names(struct tool *tool, struct ranking *ranking, const char *distractors, enum known_names known) {
    struct table table;
    ranking->entities = ht_map_new(tool->arena);
    if (table_open(tool, tool->reference, "entities.csv", &table))
        while (table_next(&table)) {
            ht_map_put(ranking->entities, table_cell(&table, "id"), tool);
            add_owned(tool, &ranking->names, table_cell(&table, "name"), table_cell(&table, "id"), false);
        }
    if (known != LEGAL_NAME && table_open(tool, tool->reference, "names.csv", &table))
        while (table_next(&table))
            if (known == ALL_NAMES || strcmp(table_cell(&table, "kind"), "export_label") != 0)
                add_owned(tool, &ranking->names, table_cell(&table, "name"), table_cell(&table, "entity"), false);
    if (distractors != NULL && table_open(tool, NULL, distractors, &table))
        while (table_next(&table))
            add_owned(tool, &ranking->names, table_cell(&table, "name"), "", false);
}

static void try_name(struct tool *tool, const struct ranking *ranking, const char *printed, const char *entity,
                     struct tried *tried, FILE *errors) {
    struct ht_prepared_name prepared;
    struct ht_name_match best = {0};
    const struct owned_name *found = NULL;
    prepare(tool, printed, HT_NAME_PRINTED, &prepared);
    for (size_t i = 0; i < ranking->names.count; i++) {
        struct ht_name_match match;
        ht_name_compare(&prepared, ranking->names.at[i].prepared, NULL, &match);
        if (found == NULL || ht_name_match_order(&match, &best) < 0) {
            best = match;
            found = &ranking->names.at[i];
        }
    }
    bool right = found != NULL && strcmp(found->owner, entity) == 0;
    tried->all++;
    tried->first += right;
    tried->likely += right && best.probability >= HT_NAME_LIKELY;
    tried->wrong_likely += !right && best.probability >= HT_NAME_LIKELY;
    if (!right && errors != NULL)
        fprintf(errors, "rank\t%.3f\t%s\t%s\t%s\t%s\n", best.probability, entity, printed,
                found != NULL ? found->name : "", found != NULL ? found->owner : "");
}

static void rank(struct tool *tool, const char *distractors, enum known_names known, FILE *errors) {
    static const char *const which[] = {"all names", "all but the labels of exports", "the legal names alone"};
    struct ranking ranking = {0};
    struct tried tried = {0};
    struct table table;
    size_t unknown = 0;
    const char *folder = ht_arena_format(tool->arena, "%s/facts", tool->shared);
    read_names(tool, &ranking, distractors, known);
    if (!table_open(tool, folder, "name_variants.csv", &table))
        return;
    while (table_next(&table)) {
        const char *entity = table_cell(&table, "issuer_key");
        if (ht_map_get(ranking.entities, entity) == NULL)
            unknown++;
        else
            try_name(tool, &ranking, table_cell(&table, "variant"), entity, &tried, errors);
    }
    printf("\n%zu printed names among %zu, %s: first candidate right %zu (%.4f), likely %zu, "
           "wrong and likely %zu; %zu not in the reference.\n",
           tried.all, ranking.names.count, which[known], tried.first, (double)tried.first / (double)tried.all,
           tried.likely, tried.wrong_likely, unknown);
}

// Chinese short names among the English names of all companies of the same index, by no other fact than the name.
static void rank_chinese(struct tool *tool, FILE *errors) {
    struct ranking ranking = {0};
    struct tried tried = {0};
    for (size_t i = 0; i < tool->pairs.count; i++) {
        const struct labelled *pair = &tool->pairs.at[i];
        if (pair->group == GROUP_CHINESE && pair->same)
            add_owned(tool, &ranking.names, pair->name, ht_map_key_at(tool->issuers, issuer_root(tool, pair->issuer)),
                      false);
    }
    for (size_t i = 0; i < tool->pairs.count; i++) {
        const struct labelled *pair = &tool->pairs.at[i];
        if (pair->group == GROUP_CHINESE && pair->same)
            try_name(tool, &ranking, pair->printed, ht_map_key_at(tool->issuers, issuer_root(tool, pair->issuer)),
                     &tried, errors);
    }
    if (tried.all > 0)
        printf(
            "\n%zu Chinese short names among %zu English ones: first candidate right %zu (%.3f), likely %zu, wrong "
            "and likely %zu.\n",
            tried.all, ranking.names.count, tried.first, (double)tried.first / (double)tried.all, tried.likely,
            tried.wrong_likely);
}

// The reference's names in Chinese among its companies' names in English: what an index of English names alone would
// do with a file in Chinese.
static void rank_local(struct tool *tool, const char *distractors, FILE *errors) {
    struct ranking ranking = {0};
    struct tried tried = {0};
    struct table table;
    read_names(tool, &ranking, distractors, LEGAL_NAME);
    if (!table_open(tool, tool->reference, "names.csv", &table))
        return;
    while (table_next(&table))
        if (strcmp(table_cell(&table, "kind"), "local") == 0)
            try_name(tool, &ranking, table_cell(&table, "name"), table_cell(&table, "entity"), &tried, errors);
    if (tried.all > 0)
        printf(
            "\n%zu Chinese names of the reference among %zu English ones: first candidate right %zu (%.3f), likely "
            "%zu, wrong and likely %zu.\n",
            tried.all, ranking.names.count, tried.first, (double)tried.first / (double)tried.all, tried.likely,
            tried.wrong_likely);
}

enum { VARIANTS = 6 };

// NAME as export number N might print it: as it is, in capitals, in small letters, cut at 30, in capitals and cut at
// 34, its words from behind.
static const char *variant(struct tool *tool, const char *name, int n) {
    enum { SHORTER = 30, LONGER = 34 };
    size_t len = strlen(name), count = 0;
    char *out = ht_arena_string(tool->arena, name);
    for (char *c = out; *c != '\0' && (n == 1 || n == 2 || n == 4); c++)
        *c = (char)(n == 2 ? tolower((unsigned char)*c) : toupper((unsigned char)*c));
    size_t most = n == 3 ? SHORTER : n == 4 ? LONGER : len;
    if (len > most && ((unsigned char)out[most] & 0xC0) != 0x80)
        out[most] = '\0';
    if (n != VARIANTS - 1)
        return out;
    const char **words = ht_text_split(tool->arena, name, ' ', &count);
    struct ht_buffer turned = {0};
    for (size_t i = count; i-- > 0;) {
        ht_buffer_string(&turned, words[i]);
        ht_buffer_string(&turned, i > 0 ? " " : "");
    }
    out = ht_arena_copy(tool->arena, turned.data != NULL ? turned.data : "", turned.len);
    ht_buffer_free(&turned);
    return out;
}

static void tell_lookalikes(struct tool *tool, FILE *errors) {
    struct table entities, lookalikes;
    struct ht_map *name_of = ht_map_new(tool->arena);
    size_t tried = 0, likely = 0;
    if (!table_open(tool, tool->reference, "entities.csv", &entities) ||
        !table_open(tool, tool->reference, "lookalikes.csv", &lookalikes))
        return;
    while (table_next(&entities))
        ht_map_put(name_of, table_cell(&entities, "id"), ht_arena_string(tool->arena, table_cell(&entities, "name")));
    while (table_next(&lookalikes)) {
        const char *own = ht_map_get(name_of, table_cell(&lookalikes, "entity"));
        for (int n = 0; own != NULL && n < VARIANTS; n++) {
            struct ht_prepared_name printed, name;
            struct ht_name_match match;
            const char *text = variant(tool, table_cell(&lookalikes, "name"), n);
            prepare(tool, text, HT_NAME_PRINTED, &printed);
            prepare(tool, own, HT_NAME_REGISTERED, &name);
            ht_name_compare(&printed, &name, NULL, &match);
            tried++;
            likely += match.probability >= HT_NAME_LIKELY;
            if (match.probability >= HT_NAME_LIKELY && errors != NULL)
                fprintf(errors, "lookalike\t%.3f\t%s\t%s\n", match.probability, text, own);
        }
    }
    printf("\nLookalikes, each printed in %d ways: %zu of %zu at or above %.2f.\n", VARIANTS, likely, tried,
           HT_NAME_LIKELY);
}

void report_ranking(struct tool *tool, const char *distractors, FILE *errors) {
    for (int known = ALL_NAMES; known <= LEGAL_NAME; known++)
        rank(tool, distractors, (enum known_names)known, errors);
    rank_chinese(tool, errors);
    rank_local(tool, distractors, errors);
    tell_lookalikes(tool, errors);
}
