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

static bool has_screen(const struct ref_data *data, const char *name) {
    for (size_t i = 0; i < data->screen_count; i++)
        if (strcmp(data->screens[i].name, name) == 0)
            return true;
    return false;
}

static void check_screen(const struct verify *verify, const struct ref_screen_file *screen) {
    const struct ref_data *data = verify->data;
    const struct screen_scope scope = {data, has_list, has_entity};
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
        if (!has_screen(data, parsed.include.items[i]))
            ref_fault(verify->faults, file, 0, "include: there is no screen \"%s\"", parsed.include.items[i]);
    for (size_t i = 0; i < parsed.lists.count; i++) {
        const struct ref_row *list = ref_row_by_id(data, REF_LISTS, parsed.lists.items[i]);
        if (strcmp(verify_text(list->cells[LIST_KIND]), "event") == 0)
            ref_fault(verify->faults, file, 0, "lists: %s is of kind event and selects nobody",
                      parsed.lists.items[i]);
    }
}

void verify_screens(const struct verify *verify) {
    for (size_t i = 0; i < verify->data->screen_count; i++)
        check_screen(verify, &verify->data->screens[i]);
}
