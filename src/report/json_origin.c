// SPDX-License-Identifier: GPL-3.0-or-later
// What a file came out of, in JSON.
#include "report/json_origin.h"

void ht_json_origin(struct ht_json *json, const struct ht_origin *origin) {
    if (!origin->path) {
        ht_json_null(json, "container");
        return;
    }
    ht_json_object(json, "container");
    ht_json_string(json, "path", origin->path);
    ht_json_string(json, "sha256", origin->sha256);
    ht_json_end(json);
}
