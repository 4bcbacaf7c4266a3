// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a downloaded file is what it should be, as far as its bytes tell without being read as data.
#ifndef HOLDTRACE_UPDATE_CONTENT_H
#define HOLDTRACE_UPDATE_CONTENT_H

#include "holdtrace/update.h"

struct content_wish {
    bool checks_content;
    enum ht_content content;
    int64_t size;       // that the publisher tells; -1: not told
    const char *sha256; // that the publisher tells; NULL: not told
};

/*
 * Measures the file PATH into *SIZE and SHA256. *WHY, in ARENA, is what is wrong with it, as the end of a sentence
 * that begins with what came ("is empty"); NULL: nothing. HT_ERR_IO when it cannot be read.
 */
enum ht_status content_check(const char *path, const struct content_wish *wish, struct ht_arena *arena, int64_t *size,
                             char sha256[HT_SHA256_TEXT], const char **why, struct ht_error *err);

#endif
