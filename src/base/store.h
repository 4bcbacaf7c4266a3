// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Memory that lies in a file without a name. No more of it is kept resident than a bound says, however it is passed
 * over: whenever more is, all of it is dropped from resident memory, where nothing of it is lost, and what is touched
 * next comes back. Private to the base stage.
 */
#ifndef HOLDTRACE_STORE_H
#define HOLDTRACE_STORE_H

#include <stdbool.h>
#include <stddef.h>

enum ht_store_result {
    HT_STORE_OK,
    HT_STORE_NONE, // there is no place for such a file, or the system maps no more of it
    HT_STORE_FULL  // the disk is full, or the file as large as the system lets it become
};

// SIZE bytes, zeroed, beginning on a page; given back by ht_store_unmap. *OUT is written for HT_STORE_OK only.
enum ht_store_result ht_store_map(size_t size, void **out);

// Bytes of MEMORY, at least as many as were asked for; 0 when it did not come from ht_store_map.
size_t ht_store_size(const void *memory);

// Gives back MEMORY and its room on the disk; false when it did not come from ht_store_map.
bool ht_store_unmap(void *memory);

// Sets how many bytes may be resident; what is found out every few milliseconds is kept to about so.
void ht_store_bound(size_t bytes);

// Where the file is or was last, for a message.
const char *ht_store_folder(void);

// Keeps to the bound now.
void ht_store_rest(void);

#endif
