// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The file grows at its end only, so that what is mapped from it is zero; what is given back becomes a hole. Its room
 * is reserved before it is mapped: a full disk is an answer, and not a signal later on.
 *
 * Every stage passes over its data in its own way. Rather than that each says how far it is, a thread looks a few
 * hundred times a second at what is resident. It runs only while something is mapped, and touches no data.
 */
#define _GNU_SOURCE // fallocate, madvise, O_TMPFILE
#include "base/store.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "base/thread.h"
#include "holdtrace/large.h"
#include "holdtrace/temporary.h"

enum { LONGEST_PATH = 4096, INTERVAL_NS = 2000000, SECOND_NS = 1000000000, WATCHER_STACK = 256 * 1024 };

// Room is reserved in pieces of this size, where the disk has it.
static const off_t RESERVED_AT_ONCE = (off_t)16 * 1024 * 1024;

struct region {
    void *memory;
    size_t size;
    off_t offset;
};

static struct {
    pthread_mutex_t lock; // of all that follows
    pthread_cond_t closed;
    struct region *regions;
    size_t count, capacity;
    int file, statm;     // -1: not open
    off_t end, reserved; // of what was given out, of the file
    size_t bound;
    size_t mapped; // bytes mapped since all was dropped, where nothing tells what is resident
    size_t others; // bytes of mapped files that were resident before there was one of ours
    size_t left;   // and when all of ours was dropped last
    pthread_t watcher;
    bool watched;
    uintptr_t opening; // changes whenever the file is opened or closed
    char folder[LONGEST_PATH];
} store = {
    .lock = PTHREAD_MUTEX_INITIALIZER,
    .closed = PTHREAD_COND_INITIALIZER,
    .file = -1,
    .statm = -1,
    .bound = (size_t)HT_LARGE_BUDGET_MIB / 2 * 1024 * 1024,
};

void ht_store_bound(size_t bytes) {
    store.bound = bytes;
}

const char *ht_store_folder(void) {
    return store.folder;
}

static size_t page_size(void) {
    return (size_t)sysconf(_SC_PAGESIZE);
}

// --- what is resident

// Bytes of mapped files that are resident: ours, and those of libraries. Nothing else tells how much of ours is:
// mincore() speaks of the system's cache. False when the system does not say.
static bool resident(size_t *bytes) {
    enum { FIELD = 2 }; // after the sizes of all memory and of what of it is resident
    char text[128], *at = text;
    ssize_t len = store.statm >= 0 ? pread(store.statm, text, sizeof text - 1, 0) : -1;
    if (len <= 0)
        return false;
    text[len] = '\0';
    for (int field = 0; field < FIELD; field++)
        (void)strtoul(at, &at, 10);
    char *from = at;
    *bytes = strtoul(from, &at, 10) * page_size();
    return at != from;
}

static void drop(void) {
    for (size_t i = 0; i < store.count; i++)
        (void)madvise(store.regions[i].memory, store.regions[i].size, MADV_DONTNEED);
    store.mapped = 0;
    if (!resident(&store.left))
        store.left = 0;
}

// What others map may grow, too, and stays when all of ours is dropped: then dropping at once again gains nothing.
static bool is_over(void) {
    size_t files;
    if (!resident(&files))
        return store.mapped > store.bound;
    return files > store.others + store.bound && files > store.left + store.bound / 4;
}

static void keep_to_bound(void) {
    if (is_over())
        drop();
}

void ht_store_rest(void) {
    pthread_mutex_lock(&store.lock);
    keep_to_bound();
    pthread_mutex_unlock(&store.lock);
}

// --- the watcher

static void wait_a_little(void) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += INTERVAL_NS;
    if (until.tv_nsec >= SECOND_NS) {
        until.tv_nsec -= SECOND_NS;
        until.tv_sec++;
    }
    (void)pthread_cond_clockwait(&store.closed, &store.lock, CLOCK_MONOTONIC, &until);
}

// Each watcher serves one opening of the store.
static void *watch(void *opening) {
    uintptr_t mine = (uintptr_t)opening;
    pthread_mutex_lock(&store.lock);
    while (store.opening == mine) {
        keep_to_bound();
        wait_a_little();
    }
    pthread_mutex_unlock(&store.lock);
    return NULL;
}

// Without a watcher, what is resident is looked at whenever more is mapped.
static void start_watcher(void) {
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return;
    (void)pthread_attr_setstacksize(&attributes, WATCHER_STACK);
    store.watched = thread_start(&store.watcher, &attributes, watch, (void *)store.opening);
    pthread_attr_destroy(&attributes);
}

// --- the file

// A file in FOLDER that only this process has and whose name nobody sees; -1 when it cannot be made.
static int open_in(const char *folder) {
    int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    char name[LONGEST_PATH];
    int len = snprintf(name, sizeof name, "%s/holdtrace.XXXXXX", folder);
    if (file >= 0 || len < 0 || (size_t)len >= sizeof name)
        return file;
    file = ht_temporary_make(name);
    if (file >= 0) {
        unlink(name);
        ht_temporary_forget(name);
        (void)fcntl(file, F_SETFD, FD_CLOEXEC);
    }
    return file;
}

static bool open_store(void) {
    const char *named = getenv("TMPDIR");
    const char *folders[] = {named != NULL && *named != '\0' ? named : "/var/tmp", "/var/tmp", "/tmp"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders && store.file < 0; i++) {
        store.file = open_in(folders[i]);
        snprintf(store.folder, sizeof store.folder, "%s", folders[i]);
    }
    if (store.file < 0)
        return false;
    store.end = store.reserved = 0;
    store.statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    store.opening++;
    atomic_store(&ht_large_in_file, true);
    drop();
    store.others = store.left;
    if (store.statm >= 0)
        start_watcher();
    return true;
}

// The watcher, if there is one, is told; it takes nothing that is given back here.
static void close_store(void) {
    close(store.file);
    if (store.statm >= 0)
        close(store.statm);
    free(store.regions);
    store.file = store.statm = -1;
    store.regions = NULL;
    store.count = store.capacity = 0;
    store.watched = false;
    store.opening++;
    atomic_store(&ht_large_in_file, false);
    pthread_cond_broadcast(&store.closed);
}

static int reserve(off_t from, off_t size) {
    int error;
    do
        error = posix_fallocate(store.file, from, size);
    while (error == EINTR);
    return error;
}

// Makes the file at least END bytes long; an error number, or 0.
static int reserve_to(off_t end) {
    if (end <= store.reserved)
        return 0;
    off_t more = end - store.reserved;
    if (more < RESERVED_AT_ONCE && reserve(store.reserved, RESERVED_AT_ONCE) == 0) {
        store.reserved += RESERVED_AT_ONCE;
        return 0;
    }
    int error = reserve(store.reserved, more);
    store.reserved = error == 0 ? end : store.reserved;
    return error;
}

// --- regions

static bool make_room(void) {
    if (store.count < store.capacity)
        return true;
    size_t capacity = store.capacity > 0 ? store.capacity * 2 : 64;
    struct region *regions = realloc(store.regions, capacity * sizeof *regions);
    if (regions == NULL)
        return false;
    store.regions = regions;
    store.capacity = capacity;
    return true;
}

static enum ht_store_result add_region(size_t size, void **out) {
    if (!make_room())
        return HT_STORE_NONE;
    int error = reserve_to(store.end + (off_t)size);
    if (error != 0)
        return error == ENOSPC || error == EFBIG || error == EDQUOT ? HT_STORE_FULL : HT_STORE_NONE;
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, store.file, store.end);
    if (memory == MAP_FAILED)
        return HT_STORE_NONE;
    // In large pages, one byte that is looked at would make two million resident.
    (void)madvise(memory, size, MADV_NOHUGEPAGE);
    store.regions[store.count++] = (struct region){memory, size, store.end};
    store.end += (off_t)size;
    store.mapped += size;
    keep_to_bound();
    *out = memory;
    return HT_STORE_OK;
}

// The region that begins at MEMORY; NULL when there is none. Those that were made last are given back first.
static struct region *region_at(const void *memory) {
    if ((uintptr_t)memory % page_size() != 0)
        return NULL;
    size_t i = store.count;
    while (i > 0 && store.regions[i - 1].memory != memory)
        i--;
    return i > 0 ? &store.regions[i - 1] : NULL;
}

size_t ht_store_size(const void *memory) {
    pthread_mutex_lock(&store.lock);
    const struct region *region = region_at(memory);
    size_t size = region != NULL ? region->size : 0;
    pthread_mutex_unlock(&store.lock);
    return size;
}

static void remove_region(struct region *region) {
    munmap(region->memory, region->size);
    (void)fallocate(store.file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, region->offset, (off_t)region->size);
    *region = store.regions[--store.count];
}

// Gives the lock back, and the file when nothing lies in it.
static void leave(void) {
    bool empty = store.file >= 0 && store.count == 0, watched = empty && store.watched;
    pthread_t watcher = store.watcher;
    if (empty)
        close_store();
    pthread_mutex_unlock(&store.lock);
    if (watched)
        pthread_join(watcher, NULL);
}

enum ht_store_result ht_store_map(size_t size, void **out) {
    size_t page = page_size();
    enum ht_store_result result = HT_STORE_NONE;
    if (size > PTRDIFF_MAX - page)
        return HT_STORE_NONE;
    pthread_mutex_lock(&store.lock);
    if (store.file >= 0 || open_store())
        result = add_region((size + page - 1) / page * page, out);
    leave();
    return result;
}

bool ht_store_unmap(void *memory) {
    pthread_mutex_lock(&store.lock);
    struct region *region = region_at(memory);
    bool found = region != NULL;
    if (found)
        remove_region(region);
    leave();
    return found;
}
