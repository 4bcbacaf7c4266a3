// SPDX-License-Identifier: GPL-3.0-or-later
// The places of the reference: ref_places.h.
#define _DEFAULT_SOURCE // scandir
#include "command/ref_places.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/messages.h"
#include "holdtrace/reference_build.h"

static const char *const CURATED[] = {"reference"}, *const INSTALLED[] = {HT_DATADIR "/reference"};

// The rows of the working directory; where there are none, those that were installed.
static const char *const *curated(void) {
    return access(CURATED[0], F_OK) != 0 && access(INSTALLED[0], F_OK) == 0 ? INSTALLED : CURATED;
}

const char *ref_places_beside(const char *database, const char *ending, struct ht_arena *arena) {
    size_t len = strlen(database), cut = len > 3 && strcmp(database + len - 3, ".db") == 0 ? len - 3 : len;
    return ht_arena_format(arena, "%.*s%s", (int)cut, database, ending);
}

struct ref_places ref_places_of(const struct text_list *from, const char *imports, const char *output,
                                struct ht_arena *arena) {
    struct ref_places places = {
        .from = from->count ? from->items : curated(),
        .from_count = from->count ? from->count : 1,
        .output = output ? output : "build/reference.db",
    };
    places.imports = imports ? imports : ref_places_beside(places.output, ".imports", arena);
    return places;
}

void ref_say_faults(const char *directory, const struct ht_faults *faults) {
    for (size_t i = 0; i < faults->count; i++) {
        const struct ht_fault *fault = &faults->items[i];
        const char *in = fault->directory ? fault->directory : directory;
        if (fault->line > 0)
            say("%s/%s:%ld: %s", in, fault->file, fault->line, fault->message);
        else
            say("%s/%s: %s", in, fault->file, fault->message);
    }
    if (faults->further)
        say("%zu further faults are not listed", faults->further);
}

static int visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

// The imports of DIRECTORY, by name, as one text; NULL when there are none.
static const char *imports_in(const char *directory, struct ht_arena *arena) {
    struct dirent **entries;
    int count = scandir(directory, &entries, visible, alphasort);
    const char *names = NULL;
    for (int i = 0; i < count; i++) {
        const char *sources = ht_arena_format(arena, "%s/%s/sources.csv", directory, entries[i]->d_name);
        if (access(sources, F_OK) == 0)
            names = ht_arena_format(arena, "%s%s%s", names ? names : "", names ? ", " : "", entries[i]->d_name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return names;
}

bool ref_places_build(const struct ref_places *places, bool with_imports, bool quiet, struct ht_arena *arena) {
    struct ht_faults faults = {.arena = arena}, notes = {.arena = arena};
    struct ht_error err;
    const char **from = ht_arena_array(arena, places->from_count + 1, sizeof *from);
    size_t count = places->from_count;
    const char *imports = with_imports ? imports_in(places->imports, arena) : NULL;
    memcpy(from, places->from, count * sizeof *from);
    if (imports && !quiet)
        say("%s: taken in: %s", places->imports, imports);
    if (imports)
        from[count++] = places->imports;
    bool built = ht_reference_build_from(from, count, places->output, &faults, &notes, &err) == HT_OK;
    ref_say_faults(from[0], &faults);
    for (size_t i = 0; i < notes.count && !quiet; i++)
        say("%s: %s", notes.items[i].file, notes.items[i].message);
    if (!built)
        say_error(&err);
    return built;
}
