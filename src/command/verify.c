// SPDX-License-Identifier: GPL-3.0-or-later
// A bundle checked and its scan repeated. The bundle is a stranger's: nothing in it decides what is written where.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/bundle.h"
#include "command/command.h"
#include "command/locate.h"
#include "command/messages.h"
#include "command/repeat.h"
#include "holdtrace/bundle.h"
#include "holdtrace/source.h"

// Exit codes, beside EXIT_TROUBLE; the worst of what was found.
enum { VERIFY_SAME = 0, VERIFY_DIFFERS = 1, VERIFY_NOT_REPEATED = 3 };

struct settings {
    const char *inputs, *reference;
};

static const struct option OPTIONS[] = {
    {"inputs", "DIR", "where the holdings are that the bundle does not hold", OPTION_TEXT,
     offsetof(struct settings, inputs)},
    {"reference", "DB", "the reference database, if the bundle does not hold it", OPTION_TEXT,
     offsetof(struct settings, reference)},
    {0},
};

struct verifying {
    const struct settings *settings;
    struct ht_arena *arena;
    struct ht_bundle bundle;
    struct ht_zip_member *members;
    size_t count;
    bool differs, lacking; // something is not as it was; something is not at hand
};

static void differs(struct verifying *v, const char *what, const char *how) {
    printf("differs: %s: %s\n", ht_text_harmless(v->arena, what), how);
    v->differs = true;
}

static void lacks(struct verifying *v, const char *what, const char *how) {
    printf("not at hand: %s: %s\n", ht_text_harmless(v->arena, what), how);
    v->lacking = true;
}

// Options that check would not take from a bundle, or that name files outside of it.
static bool options_fit(const struct ht_bundle *bundle, struct ht_error *err) {
    for (size_t i = 0; i < bundle->option_count; i++) {
        const struct ht_bundle_option *given = &bundle->options[i];
        const struct bundled_option *option = bundled_option(given->name);
        bool fits =
            option && (!given->value || !bundled_is_path(option, given->value) || ht_bundle_path_fits(given->value));
        if (!fits) {
            ht_fail(err, HT_ERR_FORMAT, "the manifest demands an option that no bundle has: --%s", given->name);
            return false;
        }
    }
    return true;
}

static enum ht_status read_bundle(struct verifying *v, const char *path, struct ht_error *err) {
    struct ht_error why;
    enum ht_status status = ht_zip_members_read(path, v->arena, &v->members, &v->count, err);
    if (status != HT_OK)
        return status;
    const struct ht_zip_member *manifest = ht_bundle_member(v->members, v->count, HT_BUNDLE_MANIFEST);
    if (!manifest || !manifest->bytes.data)
        return ht_fail(err, HT_ERR_FORMAT, "%s: its member %s %s; it is no bundle that can be checked", path,
                       HT_BUNDLE_MANIFEST, manifest ? "is damaged" : "is missing");
    status = ht_bundle_manifest(manifest->bytes, v->arena, &v->bundle, &why);
    if (status == HT_OK && !options_fit(&v->bundle, &why))
        status = why.status;
    return status == HT_OK ? HT_OK : ht_fail(err, status, "%s: %s", path, why.message);
}

// The member NAME is enclosed by the manifest's word, and so has to be among its members.
static void check_promise(struct verifying *v, const char *name) {
    for (size_t i = 0; i < v->bundle.member_count; i++)
        if (strcmp(v->bundle.members[i].name, name) == 0)
            return;
    differs(v, name, "the manifest says that it is enclosed, and has no digest of it");
}

// Enclosed bytes are those of the file that was read, by its own digest.
static void check_enclosed(struct verifying *v, const struct ht_bundle_file *file) {
    const char *name = ht_bundle_member_name(file->path, v->arena);
    check_promise(v, name);
    for (size_t i = 0; i < v->bundle.member_count; i++)
        if (strcmp(v->bundle.members[i].name, name) == 0 && strcmp(v->bundle.members[i].sha256, file->sha256) != 0)
            differs(v, name, "the manifest has two digests of it");
}

static void check_members(struct verifying *v) {
    size_t count;
    const struct ht_bundle_fault *faults = ht_bundle_faults(&v->bundle, v->members, v->count, v->arena, &count);
    for (size_t i = 0; i < count; i++)
        differs(v, faults[i].member, faults[i].what);
    check_promise(v, HT_BUNDLE_REPORT);
    if (v->bundle.reference_enclosed)
        check_promise(v, HT_BUNDLE_REFERENCE);
    for (size_t i = 0; i < v->bundle.file_count; i++)
        if (v->bundle.files[i].enclosed)
            check_enclosed(v, &v->bundle.files[i]);
}

// --- what the bundle needs and does not hold

static void place_input(struct verifying *v, const struct ht_bundle_file *file, const char *folder,
                        struct ht_error *err, enum ht_status *status) {
    struct ht_source *source;
    const char *path =
        v->settings->inputs ? ht_arena_format(v->arena, "%s/%s", v->settings->inputs, file->path) : NULL;
    if (!path) {
        lacks(v, file->path, "the bundle holds its digest alone; --inputs DIR tells where it is");
    } else if (ht_source_open(path, &source, NULL) != HT_OK) {
        lacks(v, file->path, "it is not in the folder of --inputs, or cannot be read");
    } else {
        if (strcmp(source->sha256, file->sha256) != 0)
            differs(v, file->path, "the file in the folder of --inputs is not the one that was scanned");
        else
            *status = repeat_place(folder, file->path, source->bytes, source->size, v->arena, err);
        ht_source_close(source);
    }
}

// Puts all files of the run into FOLDER.
static enum ht_status place_files(struct verifying *v, const char *folder, struct ht_error *err) {
    enum ht_status status = HT_OK;
    for (size_t i = 0; status == HT_OK && i < v->bundle.file_count; i++) {
        const struct ht_bundle_file *file = &v->bundle.files[i];
        const char *name = ht_bundle_member_name(file->path, v->arena);
        const struct ht_zip_member *member = file->enclosed ? ht_bundle_member(v->members, v->count, name) : NULL;
        if (!file->enclosed)
            place_input(v, file, folder, err, &status);
        else if (member && member->bytes.data)
            status = repeat_place(folder, file->path, member->bytes.data, member->bytes.len, v->arena, err);
    }
    return status;
}

// Whether the reference at PATH (NULL: wherever it is found) is the one that the scan rested on.
static bool same_reference(struct verifying *v, const char *path, const char **found) {
    struct ht_reference *ref = NULL;
    struct ht_error why;
    if (reference_locate(path, v->arena, &ref, &why) != HT_OK) {
        ht_reference_close(ref);
        lacks(v, "the reference", why.message);
        return false;
    }
    const struct ht_reference_info *info = ht_reference_info(ref);
    bool same = strcmp(info->content_sha256, v->bundle.reference_sha256) == 0;
    *found = ht_arena_string(v->arena, info->path);
    ht_reference_close(ref);
    if (!same)
        lacks(v, "the reference",
              ht_arena_format(v->arena, "the scan rests on the one with content %s, and this is another",
                              ht_text_harmless(v->arena, v->bundle.reference_sha256)));
    return same;
}

static enum ht_status place_reference(struct verifying *v, const char *folder, const char **path,
                                      struct ht_error *err) {
    const struct ht_zip_member *member = ht_bundle_member(v->members, v->count, HT_BUNDLE_REFERENCE);
    enum ht_status status = HT_OK;
    *path = v->settings->reference;
    if (v->bundle.reference_enclosed && member && member->bytes.data && !*path) {
        status = repeat_place(folder, HT_BUNDLE_REFERENCE, member->bytes.data, member->bytes.len, v->arena, err);
        *path = ht_arena_format(v->arena, "%s/%s", folder, HT_BUNDLE_REFERENCE);
    }
    if (status == HT_OK)
        (void)same_reference(v, *path, path);
    return status;
}

// --- the comparison

static size_t line_of_difference(struct ht_slice a, struct ht_slice b) {
    size_t line = 1;
    for (size_t i = 0; i < a.len && i < b.len && a.data[i] == b.data[i]; i++)
        line += a.data[i] == '\n';
    return line;
}

static void compare(struct verifying *v, const char *path) {
    struct ht_source *source;
    const struct ht_zip_member *kept = ht_bundle_member(v->members, v->count, HT_BUNDLE_REPORT);
    if (ht_source_open(path, &source, NULL) != HT_OK) {
        lacks(v, HT_BUNDLE_REPORT, "the scan could not be repeated: this version made no report of it");
        return;
    }
    struct ht_slice again = {(const char *)source->bytes, source->size};
    if (!ht_slice_equal(kept->bytes, again))
        differs(v, HT_BUNDLE_REPORT,
                ht_arena_format(v->arena, "repeated, it is another from line %zu on",
                                line_of_difference(kept->bytes, again)));
    ht_source_close(source);
}

static enum ht_status repeat(struct verifying *v, const char *scratch, struct ht_error *err) {
    const char *folder = ht_arena_format(v->arena, "%s/run", scratch), *reference = NULL;
    enum ht_status status = place_files(v, folder, err);
    if (status == HT_OK)
        status = place_reference(v, scratch, &reference, err);
    // What differs or is not at hand would make another report for a reason that is named already.
    if (status != HT_OK || v->differs || v->lacking)
        return status;
    const char *report = ht_arena_format(v->arena, "%s/%s", scratch, HT_BUNDLE_REPORT);
    status = repeat_check(&v->bundle, folder, reference, report, v->arena, err);
    if (status == HT_OK)
        compare(v, report);
    return status;
}

static int conclude(const struct verifying *v) {
    const char *version = v->bundle.version;
    if (strcmp(version, HT_VERSION) != 0)
        printf("The bundle was made by version %s; this is version %s.\n", ht_text_harmless(v->arena, version),
               HT_VERSION);
    if (v->differs) {
        puts("Not the same: what differs is named above.");
        return VERIFY_DIFFERS;
    }
    if (v->lacking) {
        printf("Not repeated: what is not at hand is named above. All %zu members have the bytes that the manifest "
               "says.\n",
               v->bundle.member_count);
        return VERIFY_NOT_REPEATED;
    }
    printf("The same: all %zu members have the bytes that the manifest says, and the scan as of %s of %zu %s was "
           "repeated to the same report, byte for byte.\n",
           v->bundle.member_count, ht_text_harmless(v->arena, v->bundle.as_of), v->bundle.file_count,
           v->bundle.file_count == 1 ? "file" : "files");
    return VERIFY_SAME;
}

static int run(const struct invocation *invocation) {
    struct verifying v = {.settings = invocation->settings, .arena = invocation->arena};
    const char *scratch = NULL;
    struct ht_error err;
    if (invocation->operand_count != 1) {
        say("verify needs one bundle, a file that 'check --bundle' made");
        return EXIT_TROUBLE;
    }
    enum ht_status status = read_bundle(&v, invocation->operands[0], &err);
    if (status == HT_OK) {
        check_members(&v);
        status = repeat_begin(v.arena, &scratch, &err);
    }
    if (status == HT_OK)
        status = repeat(&v, scratch, &err);
    repeat_end(scratch);
    int code = status == HT_OK ? conclude(&v) : EXIT_TROUBLE;
    if (status != HT_OK)
        say_error(&err);
    ht_zip_members_free(v.members, v.count);
    return code;
}

const struct command command_verify = {
    .name = "verify",
    .operands = "BUNDLE.zip",
    .summary = "Check a bundle of 'check --bundle' and repeat its scan",
    .options = OPTIONS,
    .settings_size = sizeof(struct settings),
    .examples = {"holdtrace verify scan.zip", "holdtrace verify --inputs /srv/archive/2026-06-30 scan.zip"},
    .run = run,
};
