// SPDX-License-Identifier: GPL-3.0-or-later
// One value of a JSON document by its path, such as "data[0].full_file.csv.url".
#ifndef HOLDTRACE_UPDATE_JSON_PATH_H
#define HOLDTRACE_UPDATE_JSON_PATH_H

#include "holdtrace/json_text.h"

/*
 * The text of the scalar that PATH leads to from ROOT; NULL with *WHY, in ARENA, when it leads nowhere. A path is
 * members with dots between, each followed by any number of [INDEX] (from 0) or [MEMBER=TEXT], the first element
 * whose MEMBER is TEXT.
 */
const char *json_path_text(const struct ht_json_node *root, const char *path, struct ht_arena *arena,
                           const char **why);

#endif
