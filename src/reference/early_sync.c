// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // sync_file_range
#include "reference/early_sync.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/thread.h"

struct early_sync {
    int fd;
    pthread_t thread;
};

static void *work(void *context) {
    const struct early_sync *sync = context;
    (void)sync_file_range(sync->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
    return NULL;
}

struct early_sync *early_sync_begin(const char *path) {
    struct early_sync *sync = ht_heap_alloc(sizeof *sync);
    sync->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (sync->fd >= 0 && thread_start(&sync->thread, NULL, work, sync))
        return sync;
    if (sync->fd >= 0)
        close(sync->fd);
    free(sync);
    return NULL;
}

void early_sync_end(struct early_sync *sync) {
    if (!sync)
        return;
    pthread_join(sync->thread, NULL);
    close(sync->fd);
    free(sync);
}
