// SPDX-License-Identifier: GPL-3.0-or-later
// The places of the reference: ref_places.h.
#include "command/ref_places.h"

#include <string.h>

#include "command/messages.h"
#include "holdtrace/reference_build.h"

static const char *const CURATED[] = {"reference"};

static const char *beside(const char *database, const char *ending, struct ht_arena *arena) {
    size_t len = strlen(database), cut = len > 3 && strcmp(database + len - 3, ".db") == 0 ? len - 3 : len;
    return ht_arena_format(arena, "%.*s%s", (int)cut, database, ending);
}

struct ref_places ref_places_of(const struct text_list *from, const char *imports, const char *output,
                                struct ht_arena *arena) {
    struct ref_places places = {
        .from = from->count ? from->items : CURATED,
        .from_count = from->count ? from->count : 1,
        .output = output ? output : "build/reference.db",
    };
    places.imports = imports ? imports : beside(places.output, ".imports", arena);
    return places;
}

static void say_faults(const char *from, const struct ht_faults *faults) {
    for (size_t i = 0; i < faults->count; i++) {
        const struct ht_fault *fault = &faults->items[i];
        if (fault->line > 0)
            say("%s/%s:%ld: %s", from, fault->file, fault->line, fault->message);
        else
            say("%s/%s: %s", from, fault->file, fault->message);
    }
}

bool ref_places_build(const struct ref_places *places, struct ht_arena *arena) {
    struct ht_faults faults = {.arena = arena};
    struct ht_error err;
    // The build takes one directory as yet.
    if (ht_reference_build(places->from[0], places->output, &faults, &err) == HT_OK)
        return true;
    say_faults(places->from[0], &faults);
    say_error(&err);
    return false;
}
