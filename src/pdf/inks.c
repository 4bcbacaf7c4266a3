// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/inks.h"

struct rgb ink_rgb(enum ink ink) {
    static const unsigned VALUES[] = {
#define PDF_INK(symbol, rgb) [INK_##symbol] = (rgb),
        PDF_INKS(PDF_INK)
#undef PDF_INK
    };
    unsigned value = VALUES[ink];
    return (struct rgb){(value >> 16 & 255) / 255.0, (value >> 8 & 255) / 255.0, (value & 255) / 255.0};
}
