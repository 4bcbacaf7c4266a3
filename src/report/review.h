// SPDX-License-Identifier: GPL-3.0-or-later
// The formats of the queue: see holdtrace/review.h. Private to the stage.
#ifndef HOLDTRACE_REPORT_REVIEW_H
#define HOLDTRACE_REPORT_REVIEW_H

#include "holdtrace/review.h"

ht_review_writer ht_review_text, ht_review_csv, ht_review_json;

#endif
