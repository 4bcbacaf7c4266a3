// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a file came out of, in JSON. Private to the report stage.
 */
#ifndef HOLDTRACE_JSON_ORIGIN_H
#define HOLDTRACE_JSON_ORIGIN_H

#include "holdtrace/container.h"
#include "holdtrace/json.h"

// Adds "container": {"path","sha256"}, or null for a file that was read as it stands.
void ht_json_origin(struct ht_json *json, const struct ht_origin *origin);

#endif
