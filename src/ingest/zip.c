// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Zip archives over libzip. The library is loaded here and not linked: it brings others with it, and most runs read
 * no archive.
 */
#include "ingest/zip.h"

#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "holdtrace/text.h"

enum { PIECE = 64 * 1024, MIB = 1024 * 1024 };

static const char library_name[] = "libzip.so.4";

// What is used of the library.
#define FUNCTIONS(X)                                                                                                 \
    X(zip_source_file_create)                                                                                        \
    X(zip_source_buffer_create)                                                                                      \
    X(zip_source_free)                                                                                               \
    X(zip_open_from_source)                                                                                          \
    X(zip_get_num_entries)                                                                                           \
    X(zip_get_name)                                                                                                  \
    X(zip_stat_index)                                                                                                \
    X(zip_fopen_index)                                                                                               \
    X(zip_fread)                                                                                                     \
    X(zip_fclose)                                                                                                    \
    X(zip_file_strerror)                                                                                             \
    X(zip_discard)                                                                                                   \
    X(zip_strerror)                                                                                                  \
    X(zip_error_init)                                                                                                \
    X(zip_error_strerror)                                                                                            \
    X(zip_error_fini)

struct library {
#define X(name) __typeof__(name) *name;
    FUNCTIONS(X)
#undef X
};

struct ht_zip {
    void *handle;
    struct library lib;
    zip_t *archive;
    size_t count;
    uint64_t most_mib; // that may come out
    uint64_t produced; // by all members read so far
};

// Puts the function NAME into the pointer at SLOT.
static bool find(void *handle, const char *name, void *slot, struct ht_error *err) {
    void *address = dlsym(handle, name);
    if (address == NULL) {
        ht_fail(err, HT_ERR_NOT_FOUND, "the library %s has no %s: it is of another version", library_name, name);
        return false;
    }
    // C knows no cast from an object to a function; POSIX makes them the same size.
    memcpy(slot, &address, sizeof address);
    return true;
}

static enum ht_status load(struct ht_zip *zip, struct ht_error *err) {
    zip->handle = dlopen(library_name, RTLD_LAZY | RTLD_LOCAL);
    if (zip->handle == NULL) {
        ht_fail(err, HT_ERR_NOT_FOUND, "the library %s, which reads zip archives, is not installed", library_name);
        return HT_ERR_NOT_FOUND;
    }
#define X(name)                                                                                                      \
    if (!find(zip->handle, #name, &zip->lib.name, err))                                                              \
        return HT_ERR_NOT_FOUND;
    FUNCTIONS(X)
#undef X
    return HT_OK;
}

// Where an archive is: the file PATH or, when that is NULL, SIZE bytes.
struct place {
    const char *path;
    const void *bytes;
    size_t size;
};

static enum ht_status open_archive(struct ht_zip *zip, const struct place *place, struct ht_error *err) {
    const struct library *lib = &zip->lib;
    enum ht_status status = HT_OK;
    zip_error_t failure;
    lib->zip_error_init(&failure);
    zip_source_t *source = place->path != NULL
                               ? lib->zip_source_file_create(place->path, 0, -1, &failure)
                               : lib->zip_source_buffer_create(place->bytes, place->size, 0, &failure);
    if (source != NULL)
        zip->archive = lib->zip_open_from_source(source, ZIP_RDONLY, &failure);
    if (zip->archive == NULL) {
        status = ht_fail(err, HT_ERR_FORMAT, "the zip archive is damaged (%s)", lib->zip_error_strerror(&failure));
        if (source != NULL)
            lib->zip_source_free(source);
    }
    lib->zip_error_fini(&failure);
    return status;
}

static enum ht_status open_place(const struct place *place, struct ht_zip **out, struct ht_error *err) {
    struct ht_zip *zip = calloc(1, sizeof *zip);
    *out = NULL;
    if (zip == NULL)
        return ht_fail(err, HT_ERR_LIMIT, "out of memory");
    zip->most_mib = place->path != NULL ? HT_ZIP_FILE_MIB : HT_ZIP_OUT_MIB;
    enum ht_status status = load(zip, err);
    if (status == HT_OK)
        status = open_archive(zip, place, err);
    if (status == HT_OK) {
        zip_int64_t count = zip->lib.zip_get_num_entries(zip->archive, 0);
        zip->count = count > 0 ? (size_t)count : 0;
        if (zip->count > HT_ZIP_MEMBERS)
            status = ht_fail(err, HT_ERR_LIMIT, "the zip archive has more than %d members", HT_ZIP_MEMBERS);
    }
    if (status != HT_OK) {
        ht_zip_close(zip);
        return status;
    }
    *out = zip;
    return HT_OK;
}

enum ht_status ht_zip_open(const void *bytes, size_t size, struct ht_zip **out, struct ht_error *err) {
    return open_place(&(struct place){NULL, bytes, size}, out, err);
}

enum ht_status ht_zip_open_file(const char *path, struct ht_zip **out, struct ht_error *err) {
    return open_place(&(struct place){path, NULL, 0}, out, err);
}

size_t ht_zip_count(const struct ht_zip *zip) {
    return zip->count;
}

void ht_zip_close(struct ht_zip *zip) {
    if (zip == NULL)
        return;
    if (zip->archive != NULL)
        zip->lib.zip_discard(zip->archive);
    if (zip->handle != NULL)
        dlclose(zip->handle);
    free(zip);
}

const char *ht_zip_name(const struct ht_zip *zip, size_t index) {
    const char *name = zip->lib.zip_get_name(zip->archive, index, ZIP_FL_ENC_GUESS);
    return name != NULL ? name : "";
}

bool ht_zip_find(const struct ht_zip *zip, const char *name, size_t *index) {
    for (size_t i = 0; i < zip->count; i++) {
        if (ht_text_same(ht_zip_name(zip, i), name)) {
            *index = i;
            return true;
        }
    }
    return false;
}

// The packed size that the archive declares; the archive itself is no larger, so a lie only makes the bound tighter.
static uint64_t packed_size(const struct ht_zip *zip, size_t index) {
    zip_stat_t stat;
    bool known = zip->lib.zip_stat_index(zip->archive, index, 0, &stat) == 0 && (stat.valid & ZIP_STAT_COMP_SIZE);
    return known ? stat.comp_size : 0;
}

static enum ht_status check_size(const struct ht_zip *zip, uint64_t out, uint64_t packed, struct ht_error *err) {
    if (zip->produced > zip->most_mib * MIB)
        return ht_fail(err, HT_ERR_LIMIT, "the zip archive unpacks to more than %llu MiB",
                       (unsigned long long)zip->most_mib);
    if (out > (uint64_t)HT_ZIP_RATIO_FROM_MIB * MIB && out / HT_ZIP_RATIO > packed)
        return ht_fail(err, HT_ERR_LIMIT, "a member of the zip archive unpacks to more than %d times its size",
                       HT_ZIP_RATIO);
    return HT_OK;
}

enum ht_status ht_zip_read(struct ht_zip *zip, size_t index, ht_zip_take *take, void *context, struct ht_error *err) {
    const struct library *lib = &zip->lib;
    enum ht_status status = HT_OK;
    uint64_t out = 0, packed = packed_size(zip, index);
    zip_int64_t got = 0;
    char *piece = malloc(PIECE);
    zip_file_t *file = piece != NULL ? lib->zip_fopen_index(zip->archive, index, 0) : NULL;
    if (file == NULL) {
        free(piece);
        return ht_fail(err, HT_ERR_FORMAT, "a member of the zip archive cannot be unpacked (%s)",
                       lib->zip_strerror(zip->archive));
    }
    while (status == HT_OK && (got = lib->zip_fread(file, piece, PIECE)) > 0) {
        out += (uint64_t)got;
        zip->produced += (uint64_t)got;
        status = check_size(zip, out, packed, err);
        if (status == HT_OK && !take(context, piece, (size_t)got))
            break;
    }
    if (status == HT_OK && got < 0)
        status =
            ht_fail(err, HT_ERR_FORMAT, "a member of the zip archive is damaged (%s)", lib->zip_file_strerror(file));
    lib->zip_fclose(file);
    free(piece);
    return status;
}
