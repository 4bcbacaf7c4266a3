// SPDX-License-Identifier: GPL-3.0-or-later
// Rules about lists: designations, the reach of a list, and what screens name.
#include <string.h>

#include "holdtrace/arena.h"
#include "reference/screen_file.h"
#include "reference/verify.h"

static void reach_keys(struct verify_groups *groups, const struct ref_row *row) {
    verify_group(groups, row, "%s", verify_text(row->cells[REACH_LIST]));
}

static void reach_twice(const struct verify *verify, const char *group, const struct ref_row *a,
                        const struct ref_row *b) {
    if (verify_overlap(a, b, REACH_VALID_FROM, REACH_VALID_TO))
        VERIFY_FAULT(verify, REF_REACH, b, "the list %s has another rule for overlapping times, in line %ld", group,
                     a->line);
}

// How far a list that names somebody here reaches has to be said, if only as unknown.
static void check_reach(const struct verify *verify) {
    const struct ref_rows *lists = &verify->data->files[REF_LISTS], *rows = &verify->data->files[REF_REACH];
    const struct ref_rows *designations = &verify->data->files[REF_DESIGNATIONS];
    for (size_t i = 0; i < lists->count; i++) {
        const char *id = verify_text(lists->items[i].cells[LIST_ID]);
        bool held = false, told = strcmp(verify_text(lists->items[i].cells[LIST_KIND]), "event") == 0;
        for (size_t k = 0; k < rows->count && !told; k++)
            told = strcmp(verify_text(rows->items[k].cells[REACH_LIST]), id) == 0;
        for (size_t k = 0; k < designations->count && !told && !held; k++)
            held = strcmp(verify_text(designations->items[k].cells[DESIGNATION_LIST]), id) == 0 &&
                   strcmp(verify_text(designations->items[k].cells[DESIGNATION_CONFIDENCE]), "from-knowledge") != 0;
        if (held && !told)
            VERIFY_FAULT(verify, REF_LISTS, &lists->items[i],
                         "the list %s has entries and no line in reach.csv; its rule may be \"unknown\"", id);
    }
}

static void designation_keys(struct verify_groups *groups, const struct ref_row *row) {
    const char *const *cells = row->cells;
    verify_group(groups, row, "%s|%s|%s|%s", verify_text(cells[DESIGNATION_LIST]),
                 verify_text(cells[DESIGNATION_ENTITY]), verify_text(cells[DESIGNATION_LISTED_AS]),
                 verify_text(cells[DESIGNATION_PROGRAMME]));
}

static void designation_twice(const struct verify *verify, const char *group, const struct ref_row *a,
                              const struct ref_row *b) {
    (void)group;
    if (verify_overlap(a, b, DESIGNATION_LISTED_ON, DESIGNATION_DELISTED_ON))
        VERIFY_FAULT(verify, REF_DESIGNATIONS, b, "the designation is given for overlapping times in line %ld too",
                     a->line);
}

// A designation that counts needs an entity that was read somewhere: what is from knowledge decides nothing.
static void check_entity(const struct verify *verify, const struct ref_row *row) {
    const struct ref_row *entity =
        ref_row_by_id(verify->data, REF_ENTITIES, verify_text(row->cells[DESIGNATION_ENTITY]));
    if (entity && strcmp(verify_text(row->cells[DESIGNATION_CONFIDENCE]), "from-knowledge") != 0 &&
        strcmp(verify_text(entity->cells[ENTITY_CONFIDENCE]), "from-knowledge") == 0)
        VERIFY_FAULT(verify, REF_DESIGNATIONS, row, "the entity %s is from knowledge and cannot be designated",
                     row->cells[DESIGNATION_ENTITY]);
}

static void check_designation(const struct verify *verify, const struct ref_row *row) {
    check_entity(verify, row);
    const char *status = verify_text(row->cells[DESIGNATION_STATUS]);
    const char *removed = row->cells[DESIGNATION_DELISTED_ON];
    struct ht_date listed = verify_date(row->cells[DESIGNATION_LISTED_ON]);
    if (strcmp(status, "delisted") == 0 && !removed)
        VERIFY_FAULT(verify, REF_DESIGNATIONS, row, "the status is delisted, and delisted_on is empty");
    if (strcmp(status, "in_force") == 0 && removed)
        VERIFY_FAULT(verify, REF_DESIGNATIONS, row, "the status is in_force, and there is a delisted_on");
    if (ht_date_first(listed) > ht_date_last(verify_date(row->cells[DESIGNATION_DIVEST_BY])))
        VERIFY_FAULT(verify, REF_DESIGNATIONS, row, "divest_by lies before listed_on");
}

void verify_lists(const struct verify *verify) {
    verify_pairs(verify, REF_REACH, reach_keys, reach_twice);
    verify_pairs(verify, REF_DESIGNATIONS, designation_keys, designation_twice);
    check_reach(verify);
    const struct ref_rows *rows = &verify->data->files[REF_DESIGNATIONS];
    for (size_t i = 0; i < rows->count; i++)
        check_designation(verify, &rows->items[i]);
}

static bool has_list(const void *user, const char *id) {
    return ref_row_by_id(user, REF_LISTS, id) != NULL;
}

static bool has_entity(const void *user, const char *id) {
    return ref_row_by_id(user, REF_ENTITIES, id) != NULL;
}

static const char *list_at(const void *user, size_t index) {
    const struct ref_rows *rows = &((const struct ref_data *)user)->files[REF_LISTS];
    for (size_t i = 0; i < rows->count; i++)
        if (strcmp(verify_text(rows->items[i].cells[LIST_KIND]), "event") != 0 && index-- == 0)
            return verify_text(rows->items[i].cells[LIST_ID]);
    return NULL;
}

static bool has_rule(const void *user, const char *list, const char *rule) {
    const struct ref_rows *rows = &((const struct ref_data *)user)->files[REF_REACH];
    for (size_t i = 0; i < rows->count; i++)
        if (strcmp(verify_text(rows->items[i].cells[REACH_LIST]), list) == 0 &&
            strcmp(verify_text(rows->items[i].cells[REACH_RULE]), rule) == 0)
            return true;
    return false;
}

static const struct ref_screen_file *find_screen(const struct ref_data *data, const char *name) {
    for (size_t i = 0; i < data->screens.count; i++)
        if (strcmp(data->screens.items[i].name, name) == 0)
            return &data->screens.items[i];
    return NULL;
}

// Screens may include each other; at least one of a circle must name whom to look for. PARSED is what SCREEN says.
static void check_selects(const struct verify *verify, const struct screen_scope *scope, const char *file,
                          const struct screen_file *parsed) {
    struct screen_words names = {0};
    bool selects = parsed->lists.count || parsed->entities.count;
    for (size_t i = 0; i < parsed->include.count; i++)
        screen_words_add(&names, verify->data->arena, parsed->include.items[i]);
    for (size_t i = 0; i < names.count && !selects; i++) {
        const struct ref_screen_file *screen = find_screen(verify->data, names.items[i]);
        struct screen_file included;
        struct ht_error err;
        // A screen that is missing or faulty is a fault of its own.
        if (!screen || screen_file_parse(screen->text, file, scope, verify->data->arena, &included, &err) != HT_OK)
            return;
        selects = included.lists.count || included.entities.count;
        for (size_t k = 0; k < included.include.count; k++)
            screen_words_add(&names, verify->data->arena, included.include.items[k]);
    }
    if (!selects)
        ref_fault(verify->faults, file, 0, "the screen and those it includes name no list and no entity");
}

static void check_screen(const struct verify *verify, const struct ref_screen_file *screen) {
    const struct ref_data *data = verify->data;
    const struct screen_scope scope = {data, has_list, has_entity, list_at, has_rule};
    const char *file = ht_arena_format(data->arena, "screens/%s.ini", screen->name);
    struct screen_file parsed;
    struct ht_error err;
    if (screen_file_parse(screen->text, file, &scope, data->arena, &parsed, &err) != HT_OK) {
        ref_fault(verify->faults, file, 0, "%s", err.message);
        return;
    }
    if (parsed.name && strcmp(parsed.name, screen->name) != 0)
        ref_fault(verify->faults, file, 0, "the screen calls itself \"%s\"", parsed.name);
    for (size_t i = 0; i < parsed.include.count; i++)
        if (!find_screen(data, parsed.include.items[i]))
            ref_fault(verify->faults, file, 0, "include: there is no screen \"%s\"", parsed.include.items[i]);
    check_selects(verify, &scope, file, &parsed);
    for (size_t i = 0; i < parsed.lists.count; i++) {
        const struct ref_row *list = ref_row_by_id(data, REF_LISTS, parsed.lists.items[i]);
        if (list && strcmp(verify_text(list->cells[LIST_KIND]), "event") == 0) // without: a fault already
            ref_fault(verify->faults, file, 0, "lists: %s is of kind event and selects nobody",
                      parsed.lists.items[i]);
    }
}

void verify_screens(const struct verify *verify) {
    for (size_t i = 0; i < verify->data->screens.count; i++)
        check_screen(verify, &verify->data->screens.items[i]);
}
