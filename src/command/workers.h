// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Several processes that scan the inputs of a run: each takes the next piece that nobody has, and sends its records
 * to the process that started them. One that ends by a fault takes the file at which it was with it, and no other.
 */
#ifndef HOLDTRACE_WORKERS_H
#define HOLDTRACE_WORKERS_H

#include "command/produce.h"

struct workers;

// Makes a producer of the process's own, before the first input. What it prints is not wanted.
typedef enum ht_status (*open_producer)(const void *settings, struct ht_arena *arena, struct producer *out,
                                        const char **digest, struct ht_error *err);

// Processors that this process may use.
size_t workers_usable(void);

/*
 * Starts COUNT processes for PIECES of INPUTS, which wait until workers_run lets them go. To be called while the
 * process has one thread and no database open. NULL, with errno, when they cannot be started.
 */
struct workers *workers_start(size_t count, const struct inputs *inputs, const struct pieces *pieces,
                              open_producer open, const void *settings, struct ht_arena *arena);

// What the run says of an input that it lost, and whether it goes on.
struct worker_hooks {
    take_records take; // whole records of an input
    // The process at PIECE ended by SIGNAL, 0: by itself.
    void (*lost)(void *taker, const struct piece *piece, int signal);
    bool (*wait)(void *taker); // asked some times a second: whether the run goes on
    void *taker;
};

/*
 * Has those of the inputs scanned that SKIP does not mark. DIGEST is that of the run's settings: a process that finds
 * others, because the reference was replaced meanwhile, ends the run.
 */
enum ht_status workers_run(struct workers *workers, const bool *skip, const char *digest, struct worker_hooks hooks,
                           struct ht_error *err);

// Ends those that still run, and gives all back. NULL is allowed.
void workers_end(struct workers *workers);

#endif
