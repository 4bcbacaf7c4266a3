// SPDX-License-Identifier: GPL-3.0-or-later
// A bundle: whatever its manifest says, nothing that fits leads out of the folder it is unpacked in.
#include "fuzz.h"

#include <string.h>

#include "holdtrace/bundle.h"

static void check_path(const char *path) {
    fuzz_expect(*path != '/' && strcmp(path, "..") != 0 && strncmp(path, "../", 3) != 0 && !strstr(path, "/../"),
                "a path stays below the folder");
}

static void check_manifest(struct ht_slice text, const struct ht_zip_member *members, size_t count,
                           struct ht_arena *arena) {
    struct ht_bundle bundle;
    size_t faults;
    if (ht_bundle_manifest(text, arena, &bundle, NULL) != HT_OK)
        return;
    for (size_t i = 0; i < bundle.file_count; i++) {
        check_path(bundle.files[i].path);
        check_path(ht_bundle_member_name(bundle.files[i].path, arena));
    }
    for (size_t i = 0; i < bundle.operand_count; i++)
        check_path(bundle.operands[i]);
    (void)ht_bundle_faults(&bundle, members, count, arena, &faults);
    fuzz_expect(faults <= bundle.member_count + count, "a member has one fault");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ht_arena *arena = ht_arena_new();
    struct ht_zip_member *members = NULL;
    size_t count = 0;
    struct ht_slice text = {(const char *)data, size};
    if (size == 0 || data[0] != 'P') { // a manifest by itself
        check_manifest(text, NULL, 0, arena);
    } else if (ht_zip_members_read(fuzz_file(data, size), arena, &members, &count, NULL) == HT_OK) {
        const struct ht_zip_member *manifest = ht_bundle_member(members, count, HT_BUNDLE_MANIFEST);
        if (manifest && manifest->bytes.data)
            check_manifest(manifest->bytes, members, count, arena);
    }
    ht_zip_members_free(members, count);
    ht_arena_free(arena);
    return 0;
}
