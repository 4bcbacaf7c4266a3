// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * `ref verify`: the table of rules, and what they are made with. Cells are checked by check.c, what rows say together
 * by the rules. A rule meets rows with faulty cells too, and must not stumble over them.
 */
#include "reference/verify.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "holdtrace/arena.h"

static const struct {
    void (*check)(const struct verify *verify);
    bool publishable_only;
} rules[] = {
    {verify_identity, false},   {verify_securities, false}, {verify_names, false},
    {verify_lookalikes, false}, {verify_lists, false},      {verify_stakes, false},
    {verify_shares, false},     {verify_screens, false},    {verify_publishable, true},
};

struct member {
    const char *group;
    const struct ref_row *row;
};

struct verify_groups {
    struct ht_arena *arena;
    struct member *items;
    size_t count, capacity;
};

struct ht_date verify_date(const char *cell) {
    struct ht_date date = {0};
    if (cell && !ht_date_parse(cell, &date))
        date = (struct ht_date){0};
    return date;
}

bool verify_overlap(const struct ref_row *a, const struct ref_row *b, size_t from, size_t to) {
    return ht_date_first(verify_date(a->cells[from])) <= ht_date_last(verify_date(b->cells[to])) &&
           ht_date_first(verify_date(b->cells[from])) <= ht_date_last(verify_date(a->cells[to]));
}

bool verify_same(const char *a, const char *b) {
    return strcmp(verify_text(a), verify_text(b)) == 0;
}

const char *verify_text(const char *cell) {
    return cell ? cell : "";
}

void verify_group(struct verify_groups *groups, const struct ref_row *row, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *group = ht_arena_vformat(groups->arena, format, args);
    va_end(args);
    groups->items =
        ht_arena_grow(groups->arena, groups->items, groups->count, &groups->capacity, sizeof *groups->items);
    groups->items[groups->count++] = (struct member){group, row};
}

static int compare_members(const void *a, const void *b) {
    const struct member *x = a, *y = b;
    int order = strcmp(x->group, y->group);
    return order ? order : (x->row->line > y->row->line) - (x->row->line < y->row->line);
}

void verify_pairs(const struct verify *verify, enum ref_file_id file,
                  void (*keys)(struct verify_groups *groups, const struct ref_row *row),
                  void (*pair)(const struct verify *verify, const char *group, const struct ref_row *a,
                               const struct ref_row *b)) {
    struct verify_groups groups = {.arena = verify->data->arena};
    const struct ref_rows *rows = &verify->data->files[file];
    for (size_t i = 0; i < rows->count; i++)
        keys(&groups, &rows->items[i]);
    if (groups.count)
        qsort(groups.items, groups.count, sizeof *groups.items, compare_members);
    for (size_t i = 0; i < groups.count; i++)
        for (size_t k = i + 1; k < groups.count && strcmp(groups.items[i].group, groups.items[k].group) == 0; k++)
            pair(verify, groups.items[i].group, groups.items[i].row, groups.items[k].row);
}

enum ht_status ht_reference_verify(const char *from, bool publishable, struct ht_faults *faults,
                                   struct ht_error *err) {
    struct ref_data data = {.arena = ht_arena_new()};
    enum ht_status status = ref_data_load(from, &data, faults, err);
    if (status == HT_OK) {
        ref_data_check(&data, faults);
        const struct verify verify = {&data, faults};
        for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
            if (publishable || !rules[i].publishable_only)
                rules[i].check(&verify);
        ref_faults_sort(faults);
    }
    ht_arena_free(data.arena);
    return status;
}
