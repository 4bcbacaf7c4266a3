// SPDX-License-Identifier: GPL-3.0-or-later
// Which account is which line of a scheme: see check_scheme.h.
#include "command/check_scheme.h"

#include <string.h>
#include <sys/stat.h>

#include "holdtrace/large.h"
#include "holdtrace/map.h"

// A directory is no mandate's file: which of the funds in it would be meant nobody can tell.
static bool is_directory(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

void scheme_add_inputs(const struct ht_scheme_file *file, struct ht_arena *arena, struct inputs *inputs) {
    const char **paths = ht_arena_array(arena, file->count, sizeof *paths);
    struct ht_map *seen = ht_map_new(arena);
    size_t count = 0;
    for (size_t i = 0; i < inputs->count; i++)
        ht_map_put(seen, inputs->items[i].path, seen);
    for (size_t i = 0; i < file->count; i++) {
        const char *path = file->rows[i].path;
        if (ht_map_get(seen, path) || is_directory(path))
            continue;
        paths[count++] = path;
        ht_map_put(seen, path, seen);
    }
    inputs_add(paths, count, false, arena, inputs);
}

// The accounts that a line may mean.
struct found {
    const struct ht_account **items;
    size_t count, capacity;
};

// Whether a file at PATH, or out of the container ORIGIN, is what WANTED names.
static bool is_named(const char *path, const struct ht_origin *origin, const char *wanted) {
    return strcmp(path, wanted) == 0 || (origin->path && strcmp(origin->path, wanted) == 0);
}

static void find_at(const struct results *results, const char *path, struct ht_arena *arena, struct found *found) {
    for (size_t i = 0; i < results->account_count; i++) {
        const struct ht_portfolio *portfolio = results->accounts[i].resolution->portfolio;
        ht_large_rest_fund();
        if (!is_named(portfolio->path, &portfolio->origin, path))
            continue;
        found->items = ht_arena_grow(arena, found->items, found->count, &found->capacity, sizeof(*found->items));
        found->items[found->count++] = &results->accounts[i];
    }
}

// Also those that were scanned in another file with the same holdings.
static struct found find_accounts(const struct results *results, const char *path, struct ht_arena *arena) {
    struct found found = {0};
    find_at(results, path, arena, &found);
    for (size_t i = 0; i < results->unread_count; i++) {
        const struct ht_unread *unread = &results->unread[i];
        if (unread->same_as && is_named(unread->path, &unread->origin, path))
            find_at(results, unread->same_as, arena, &found);
    }
    return found;
}

static const char *names_of(const struct found *found, struct ht_arena *arena) {
    enum { NAMED = 5 };
    const char *names = "";
    for (size_t i = 0; i < found->count && i < NAMED; i++) {
        const struct ht_fund *fund = &found->items[i]->resolution->portfolio->fund;
        const char *name = fund->name ? fund->name : fund->id ? fund->id : "one without a name";
        names = ht_arena_format(arena, "%s%s%s", names, i ? ", " : "", name);
    }
    return found->count > NAMED ? ht_arena_format(arena, "%s and more", names) : names;
}

static bool is_fund(const struct ht_account *account, const char *wanted) {
    const struct ht_fund *fund = &account->resolution->portfolio->fund;
    return (fund->name && ht_text_same(fund->name, wanted)) || (fund->id && ht_text_same(fund->id, wanted));
}

static void choose(const struct found *found, struct ht_scheme_part *part, struct ht_arena *arena) {
    const char *wanted = part->row->fund;
    size_t fits = 0;
    for (size_t i = 0; i < found->count; i++) {
        if (wanted && !is_fund(found->items[i], wanted))
            continue;
        part->account = found->items[i];
        fits++;
    }
    if (fits == 1)
        return;
    part->account = NULL;
    if (found->count == 0)
        part->why = is_directory(part->row->path) ? "it is a directory; name the files in it"
                                                  : "no holdings were read from it";
    else if (fits == 0)
        part->why =
            ht_arena_format(arena, "no fund in it is called '%s'; there are: %s", wanted, names_of(found, arena));
    else
        part->why = ht_arena_format(arena, "it holds %zu funds%s; the column fund must name one of: %s", fits,
                                    wanted ? " of that name" : "", names_of(found, arena));
}

void scheme_of_results(const struct ht_scheme_file *file, const struct results *results, struct ht_arena *arena,
                       struct ht_scheme *out) {
    struct ht_scheme_part *parts = ht_arena_array(arena, file->count, sizeof *parts);
    for (size_t i = 0; i < file->count; i++) {
        struct found found = find_accounts(results, file->rows[i].path, arena);
        parts[i].row = &file->rows[i];
        choose(&found, &parts[i], arena);
    }
    ht_scheme_make(file, parts, arena, out);
}
