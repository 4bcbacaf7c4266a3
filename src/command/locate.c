// SPDX-License-Identifier: GPL-3.0-or-later
// The first run works without options: the reference is looked for where the program is.
#include "command/locate.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/messages.h"
#include "holdtrace/text.h"

// The folder of the running program, or NULL.
static const char *program_folder(struct ht_arena *arena) {
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    if (len <= 0)
        return NULL;
    path[len] = '\0';
    char *slash = strrchr(path, '/');
    return slash ? ht_arena_copy(arena, path, (size_t)(slash - path)) : NULL;
}

enum ht_status reference_locate(const char *given, struct ht_arena *arena, struct ht_reference **out,
                                struct ht_error *err) {
    const char *named = given ? given : getenv("HOLDTRACE_REFERENCE");
    if (!ht_text_empty(named))
        return ht_reference_open(named, out, err);
    const char *folder = program_folder(arena);
    const char *places[] = {
        folder ? ht_arena_format(arena, "%s/../share/holdtrace/reference.db", folder) : NULL,
        folder ? ht_arena_format(arena, "%s/reference.db", folder) : NULL,
        HT_DATADIR "/reference.db",
        "build/reference.db",
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i] && access(places[i], F_OK) == 0)
            return ht_reference_open(places[i], out, err);
    return ht_fail(
        err, HT_ERR_NOT_FOUND,
        "no reference database: neither beside the program, nor at %s, nor at build/reference.db; make one "
        "with 'holdtrace ref build', or name one with --reference or HOLDTRACE_REFERENCE",
        HT_DATADIR "/reference.db");
}

static const char *first_there(const char *const *places, size_t count, int mode) {
    for (size_t i = 0; i < count; i++)
        if (places[i] && access(places[i], mode) == 0)
            return places[i];
    return NULL;
}

const char *data_locate(const char *name, const char *here, struct ht_arena *arena) {
    const char *folder = program_folder(arena);
    const char *const places[] = {
        folder ? ht_arena_format(arena, "%s/../share/holdtrace/%s", folder, name) : NULL,
        ht_arena_format(arena, "%s/%s", HT_DATADIR, name),
        here,
    };
    return first_there(places, sizeof places / sizeof *places, F_OK);
}

const char *helper_locate(const char *name, struct ht_arena *arena) {
    const char *folder = program_folder(arena);
    const char *const places[] = {
        folder ? ht_arena_format(arena, "%s/%s", folder, name) : NULL,
        folder ? ht_arena_format(arena, "%s/../libexec/holdtrace/%s", folder, name) : NULL,
        ht_arena_format(arena, "%s/%s", HT_LIBEXECDIR, name),
    };
    return first_there(places, sizeof places / sizeof *places, X_OK);
}

struct ht_date as_of_day(const struct ht_reference *ref, struct ht_date asked, bool quiet) {
    struct ht_date last = ht_reference_info(ref)->data_date;
    char day[HT_DATE_TEXT], until[HT_DATE_TEXT];
    if (!ht_date_known(asked))
        return last;
    if (!quiet && ht_date_first(asked) > ht_date_last(last))
        say("--as-of %s: the reference knows nothing after %s", ht_date_text(asked, day), ht_date_text(last, until));
    return asked;
}
