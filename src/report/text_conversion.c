// SPDX-License-Identifier: GPL-3.0-or-later
// Converted amounts in the text report: see conversion.h.
#include "report/conversion.h"

#include "report/conversion_words.h"

void ht_text_conversion(struct ht_text_report *report, const struct ht_portfolio *portfolio) {
    const struct ht_conversion *conversion = portfolio->conversion;
    if (!conversion)
        return;
    const char *printed = ht_word_net_assets_printed(report->arena, portfolio);
    const char *source = ht_word_rates_source(report->arena, conversion);
    ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Amounts are in %s. Converted: %s.", conversion->base->currency,
                    ht_word_rates(report->arena, conversion));
    if (printed)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Net assets as printed: %s.", printed);
    if (source)
        ht_paper_format(&report->paper, 2, 4, HT_PLAIN, "Rates: %s.", source);
    for (size_t i = 0; i < conversion->left_count; i++)
        ht_paper_format(&report->paper, 2, 4, HT_YELLOW, "Not converted: %s.",
                        ht_word_unconverted(report->arena, &conversion->left[i]));
}

void ht_text_original(struct ht_text_report *report, const struct ht_line *line) {
    const char *printed = ht_word_printed(report->arena, line->resolved->position);
    if (printed)
        ht_paper_format(&report->paper, 6, 8, HT_PLAIN, "As printed: %s.", printed);
}
