// SPDX-License-Identifier: GPL-3.0-or-later
// Footnote marks behind a printed name. Private to the stage.
#ifndef IDENTIFY_FOOTNOTES_H
#define IDENTIFY_FOOTNOTES_H

#include <stddef.h>

// The length of NAME without the marks at its end: "(a)(b)", "(1)", "*", "^", "†", raised digits. The whole length
// when nothing but marks would be left.
size_t ht_name_without_marks(const char *name);

#endif
