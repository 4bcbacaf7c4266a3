// SPDX-License-Identifier: GPL-3.0-or-later
// One request by libcurl, told to standard output as it goes: see fetch_protocol.h.
#ifndef HOLDTRACE_FETCH_TRANSFER_H
#define HOLDTRACE_FETCH_TRANSFER_H

#include "fetch/request.h"

// Makes REQUEST and says all lines from "status" to "end". False when not even libcurl could be started.
bool transfer_run(const struct request *request);

#endif
