// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The member interval: the bounds of an exposure, why they lie apart, and what is expected between them.
 */
#ifndef HOLDTRACE_REPORT_JSON_INTERVAL_H
#define HOLDTRACE_REPORT_JSON_INTERVAL_H

#include "holdtrace/exposure.h"
#include "holdtrace/json.h"

void ht_json_interval(struct ht_json *json, const struct ht_interval *interval);

#endif
