// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the pdf report beside its bars: see pdf_protocol.h.
#ifndef HOLDTRACE_REPORT_PDF_PICTURES_H
#define HOLDTRACE_REPORT_PDF_PICTURES_H

#include "report/text.h"

// The fund as a map, where it has two tiles at least, and when the companies behind its exposed positions came on the
// lists, where there are any.
void ht_pdf_pictures(struct ht_text_report *report, const struct ht_account *account);

// The owners of PATH from the top down, LIT among them.
void ht_pdf_chain(struct ht_text_report *report, const struct ht_path *path, const struct ht_entity *lit);

#endif
