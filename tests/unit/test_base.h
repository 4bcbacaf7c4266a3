// SPDX-License-Identifier: GPL-3.0-or-later
// What every cmocka test needs, in the order that cmocka wants it.
#ifndef HOLDTRACE_TEST_BASE_H
#define HOLDTRACE_TEST_BASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
