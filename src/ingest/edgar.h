// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Filings as the SEC's EDGAR hands them out: an XML document alone, or a whole submission (.txt, .nc), which wraps
 * its documents in SGML. Private to the ingest stage.
 */
#ifndef HOLDTRACE_EDGAR_H
#define HOLDTRACE_EDGAR_H

#include <stdbool.h>

#include "holdtrace/source.h"
#include "holdtrace/text.h"

struct ht_edgar_document {
    struct ht_slice xml;
    long lines; // of the file before it
};

// Whether MARK stands near the beginning of SOURCE, whatever that is.
bool ht_edgar_mentions(const struct ht_source *source, const char *mark);

// Whether SOURCE is XML, or a submission, and MARK stands near its beginning, be it in the wrapped documents.
bool ht_edgar_holds(const struct ht_source *source, const char *mark);

/*
 * The next XML document of TEXT after *DOCUMENT, which is zeroed at first; false when there is none. A text without
 * wrapper is one document. A document whose end mark is missing goes on to the end of the text.
 */
bool ht_edgar_next(struct ht_slice text, struct ht_edgar_document *document);

// The value behind LABEL ("FILED AS OF DATE:", "<FILING-DATE>") in the wrapper's head; .len 0 when there is none.
struct ht_slice ht_edgar_head(struct ht_slice text, const char *label);

#endif
