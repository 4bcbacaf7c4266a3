// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled pairs: published ones, those of the reference, and those of the exports of funds.
#include <ctype.h>
#include <string.h>

#include "fit_names.h"
#include "holdtrace/names.h"

static const char *key_of(struct tool *tool, const char *name) {
    return ht_arena_format(tool->arena, "name %s", ht_name_key(tool->arena, name));
}

void prepare(struct tool *tool, const char *name, enum ht_name_origin origin, struct ht_prepared_name *out) {
    struct ht_name_reading reading = {.origin = origin,
                                      .cut =
                                          origin == HT_NAME_PRINTED && ht_name_may_be_cut(name, ht_utf8_length(name)),
                                      .latin = true,
                                      .counts = &tool->counts};
    ht_name_prepare(tool->arena, name, &reading, out);
}

struct labelled *add_pair(struct tool *tool, enum group group, const char *printed, const char *name, bool same) {
    struct pairs *pairs = &tool->pairs;
    pairs->at = ht_arena_grow(tool->arena, pairs->at, pairs->count, &pairs->capacity, sizeof *pairs->at);
    struct labelled *pair = &pairs->at[pairs->count++];
    *pair = (struct labelled){.printed = printed,
                              .name = name,
                              .origin = HT_NAME_PRINTED,
                              .same = same,
                              .group = group,
                              .kind = "",
                              .issuer = issuer_of(tool, key_of(tool, printed)),
                              .other_issuer = issuer_of(tool, key_of(tool, name))};
    if (same)
        issuers_join(tool, pair->issuer, pair->other_issuer);
    return pair;
}

static enum group group_of(const char *kind) {
    static const struct {
        const char *start;
        enum group group;
    } starts[] = {
        {"name_bench", GROUP_NAME_BENCH}, {"emm", GROUP_DUTCH},        {"dnb", GROUP_PERTURBED},
        {"zh-short", GROUP_CHINESE},      {"en/en same", GROUP_EXACT}, {"en/en different", GROUP_HARD},
        {"zh/zh", GROUP_CHINESE_BOTH},
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(kind, starts[i].start, strlen(starts[i].start)) == 0)
            return starts[i].group;
    return GROUP_OTHER;
}

static void read_published(struct tool *tool, const char *file) {
    struct table table;
    const char *folder = ht_arena_format(tool->arena, "%s/peers/names", tool->shared);
    if (!table_open(tool, folder, file, &table))
        return;
    while (table_next(&table)) {
        const char *same = table_cell(&table, "same"), *kind = table_cell(&table, "kind");
        if (strcmp(same, "?") == 0)
            continue;
        struct labelled *pair = add_pair(tool, group_of(kind), table_cell(&table, "left"),
                                         table_cell(&table, "right"), strcmp(same, "1") == 0);
        pair->kind = kind;
    }
}

// Names of the published pairs of GROUP that no other of them is one company's with.
static void mine_published(struct tool *tool, enum group group, size_t most) {
    struct owned_names printed = {0}, names = {0};
    size_t count = tool->pairs.count;
    for (size_t i = 0; i < count; i++) {
        const struct labelled *pair = &tool->pairs.at[i];
        if (pair->group != group)
            continue;
        const char *owner = ht_map_key_at(tool->issuers, issuer_root(tool, pair->issuer));
        const char *other = ht_map_key_at(tool->issuers, issuer_root(tool, pair->other_issuer));
        add_owned(tool, &printed, pair->printed, owner, true);
        add_owned(tool, &names, pair->name, other, false);
    }
    mine(tool, group, &printed, &names, most);
}

static bool is_kind(const char *kind, const char *wanted) {
    return strcmp(kind, wanted) == 0;
}

// Each name of a company, against its own; and against the names of others.
static void read_reference(struct tool *tool) {
    struct table entities, names;
    struct owned_names printed = {0}, owned = {0};
    struct ht_map *name_of = ht_map_new(tool->arena);
    if (!table_open(tool, tool->reference, "entities.csv", &entities) ||
        !table_open(tool, tool->reference, "names.csv", &names))
        return;
    while (table_next(&entities)) {
        char *name = ht_arena_string(tool->arena, table_cell(&entities, "name"));
        ht_map_put(name_of, table_cell(&entities, "id"), name);
        add_owned(tool, &owned, name, table_cell(&entities, "id"), false);
    }
    while (table_next(&names)) {
        const char *entity = table_cell(&names, "entity"), *kind = table_cell(&names, "kind");
        const char *name = table_cell(&names, "name"), *own = ht_map_get(name_of, entity);
        if (own == NULL || is_kind(kind, "former") || is_kind(kind, "abbreviation") || strcmp(name, own) == 0)
            continue;
        bool export = is_kind(kind, "export_label");
        struct labelled *pair = add_pair(tool, GROUP_REFERENCE, name, own, true);
        pair->kind = kind;
        pair->origin = export ? HT_NAME_PRINTED : HT_NAME_REGISTERED;
        issuers_join(tool, pair->issuer, issuer_of(tool, entity));
        add_owned(tool, &printed, name, entity, export);
    }
    mine(tool, GROUP_REFERENCE, &printed, &owned, 2);
    if (table_open(tool, tool->reference, "lookalikes.csv", &names))
        while (table_next(&names)) {
            const char *own = ht_map_get(name_of, table_cell(&names, "entity"));
            if (own != NULL)
                add_pair(tool, GROUP_LOOKALIKES, table_cell(&names, "name"), own, false)->kind = "lookalike";
        }
}

// The issuer that a CUSIP's first six characters name; "" for other ISINs, which do not tell the issuer.
static const char *issuer_code(struct tool *tool, const char *isin) {
    enum { ISSUER_PART = 8 };
    bool american = strncmp(isin, "US", 2) == 0 || strncmp(isin, "CA", 2) == 0;
    return american ? ht_arena_copy(tool->arena, isin, ISSUER_PART) : "";
}

static const char *folded(struct tool *tool, const char *name) {
    return ht_name_key_with_form(tool->arena, name);
}

struct security {
    const char *name; // the first that was met
    size_t pairs;
};

static void read_export_row(struct tool *tool, const struct table *table, struct ht_map *securities,
                            struct ht_map *seen, struct owned_names *names) {
    enum { MOST_PAIRS = 2 };
    const char *isin = table_cell(table, "isin"), *name = table_cell(table, "name");
    const char *once = ht_arena_format(tool->arena, "%s %s", isin, folded(tool, name));
    if (isin[0] == '\0' || name[0] == '\0' || strstr(name, "CVR") != NULL || ht_map_get(seen, once) != NULL)
        return;
    ht_map_put(seen, once, seen);
    struct security *security = ht_map_get(securities, isin);
    if (security == NULL) {
        security = ht_arena_alloc(tool->arena, sizeof *security);
        security->name = name;
        ht_map_put(securities, isin, security);
        const char *code = issuer_code(tool, isin);
        if (code[0] != '\0')
            add_owned(tool, names, name, code, true);
        return;
    }
    if (security->pairs++ < MOST_PAIRS) {
        bool swap = (tool->pairs.count & 1) != 0; // now the older, now the newer is the printed one
        struct labelled *pair =
            add_pair(tool, GROUP_EXPORTS, swap ? name : security->name, swap ? security->name : name, true);
        const char *code = issuer_code(tool, isin);
        pair->kind = "isin";
        if (code[0] != '\0')
            issuers_join(tool, pair->issuer, issuer_of(tool, code));
    }
}

static void read_exports(struct tool *tool) {
    struct table table;
    struct owned_names names = {0};
    struct ht_map *securities = ht_map_new(tool->arena), *seen = ht_map_new(tool->arena);
    if (tool->positions == NULL || !table_open(tool, NULL, tool->positions, &table))
        return;
    while (table_next(&table))
        read_export_row(tool, &table, securities, seen, &names);
    mine(tool, GROUP_EXPORTS, &names, &names, 1);
}

// Each group has its weight, half of it for each label.
static void weigh_groups(struct tool *tool) {
#define GROUP_WEIGHT(id, name, weight) weight,
    static const double weights[GROUP_COUNT] = {GROUPS(GROUP_WEIGHT)};
#undef GROUP_WEIGHT
    size_t counts[GROUP_COUNT] = {0};
    for (size_t i = 0; i < tool->pairs.count; i++)
        counts[tool->pairs.at[i].group]++;
    for (size_t i = 0; i < tool->pairs.count; i++) {
        struct labelled *pair = &tool->pairs.at[i];
        pair->weight = weights[pair->group] / (double)counts[pair->group];
    }
}

static void compare_all(struct tool *tool) {
    struct ht_prepared_name printed, name;
    for (size_t i = 0; i < tool->pairs.count; i++) {
        struct labelled *pair = &tool->pairs.at[i];
        prepare(tool, pair->printed, pair->origin, &printed);
        bool printed_too = pair->group == GROUP_EXPORTS;
        prepare(tool, pair->name, printed_too ? HT_NAME_PRINTED : HT_NAME_REGISTERED, &name);
        ht_name_compare(&printed, &name, NULL, &pair->match);
    }
}

void read_labelled(struct tool *tool) {
    read_published(tool, "pairs.csv");
    read_published(tool, "chinese_pairs.csv");
    mine_published(tool, GROUP_CHINESE, 2);
    mine_published(tool, GROUP_PERTURBED, 1);
    read_reference(tool);
    read_exports(tool);
    weigh_groups(tool);
    compare_all(tool);
}
