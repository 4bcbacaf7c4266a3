// SPDX-License-Identifier: GPL-3.0-or-later
// The list of finding codes, for diag.h: symbol, stable name, severity, meaning. No include guard: it is a list.
HT_CODE(UNREADABLE, "unreadable", HT_TROUBLE, "the file could not be opened or read")
HT_CODE(NOT_HOLDINGS, "not-holdings", HT_TROUBLE, "the file is not a holdings file; the message says what it is")
HT_CODE(EMPTY_FILE, "empty-file", HT_TROUBLE, "the file has no bytes, or only blanks")
HT_CODE(MALFORMED, "malformed-file", HT_TROUBLE,
        "the file breaks off or breaks the rules of its format; what could be read is reported")
HT_CODE(BOUND, "bound-reached", HT_TROUBLE,
        "a bound kept against hostile input was reached; the message says which, and what was read")
HT_CODE(UNSUPPORTED, "unsupported-format", HT_TROUBLE,
        "a holdings format or container that this version does not read")
HT_CODE(DAMAGED, "damaged-container", HT_TROUBLE, "a compressed file or an archive is damaged or truncated")
HT_CODE(ENCRYPTED, "encrypted", HT_TROUBLE, "a member of an archive is encrypted")
HT_CODE(UNKNOWN_LAYOUT, "unknown-layout", HT_TROUBLE, "no column could be recognised with certainty")
HT_CODE(BAD_ENCODING, "bad-encoding", HT_WARNING, "bytes that are not valid in the encoding were replaced")
HT_CODE(GUESSED_ENCODING, "guessed-encoding", HT_NOTE, "the encoding was guessed")
HT_CODE(NUL_BYTE, "nul-byte", HT_WARNING, "NUL bytes were replaced")
HT_CODE(BAD_QUOTE, "bad-quoting", HT_TROUBLE,
        "a record with broken quoting was dropped; reading went on at the next line")
HT_CODE(RAGGED_ROW, "ragged-row", HT_WARNING, "a row has fewer or more cells than its header")
HT_CODE(BAD_ROW, "bad-row", HT_TROUBLE, "a row could not be read and was skipped")
HT_CODE(BAD_NUMBER, "bad-number", HT_TROUBLE,
        "a cell that must hold a number holds something else; the row was skipped")
HT_CODE(TWO_STYLES, "contradictory-numbers", HT_TROUBLE,
        "a column writes numbers with a decimal point and with a decimal comma; it was not read")
HT_CODE(AMBIGUOUS_NUMBER, "ambiguous-number", HT_NOTE,
        "the numbers of a column can be read with either decimal mark; what decided is said")
HT_CODE(BAD_CELL, "bad-cell", HT_WARNING, "a cell that decides no total could not be read and was left out")
HT_CODE(BAD_IDENTIFIER, "bad-identifier", HT_WARNING, "an identifier fails its check digit or form and was not used")
HT_CODE(REPAIRED, "repaired-identifier", HT_NOTE, "an identifier that a spreadsheet damaged was repaired")
HT_CODE(MISPLACED, "misplaced-identifier", HT_NOTE, "an identifier of one kind stands in the column of another")
HT_CODE(INCOMPLETE, "incomplete", HT_WARNING, "the file says itself that parts of it are missing")
HT_CODE(THOUSANDS, "thousands", HT_NOTE, "the values of the file are thousands and were multiplied")
HT_CODE(MINOR_UNIT, "minor-unit", HT_NOTE, "values in hundredth parts of a currency (GBp, ZAc) were divided by 100")
HT_CODE(UNUSED_ID, "unused-identifiers", HT_WARNING, "a column of ISINs is not used; companies in it may be missed")
HT_CODE(BY_SIDE, "short-by-word", HT_NOTE,
        "positions that the file calls short and prints without a sign are negative")
HT_CODE(SEVERAL_DATES, "several-dates", HT_NOTE, "the file holds statements of several dates; each is reported apart")
HT_CODE(NO_ROWS, "no-positions", HT_WARNING, "a header was recognised but no position follows it")
HT_CODE(REPEATED_TABLE, "repeated-table", HT_NOTE, "a table that repeats or looks through another one is not counted")
HT_CODE(NO_RESULT, "formula-without-result", HT_TROUBLE,
        "cells hold formulas whose results the workbook does not store; they count as empty")
HT_CODE(HIDDEN_SHEET, "hidden-sheet", HT_NOTE, "a hidden sheet of a workbook is not counted")
HT_CODE(UNCOUNTED_SHEET, "uncounted-sheet", HT_WARNING,
        "a sheet that looks like a table of holdings is not counted; companies that only it names are possible")
HT_CODE(UNITED_SHEETS, "united-sheets", HT_NOTE,
        "sheets with the same columns, whose weights add up to 100 together, are taken for one fund")
HT_CODE(UNREAD_UNCOUNTED, "unread-uncounted-row", HT_WARNING,
        "a row of a table that is not counted could not be read: no total lacks it, but a company in it goes unseen")
HT_CODE(TOTAL_ROW, "total-row", HT_NOTE, "a line of totals is no position and was left out")
HT_CODE(
    TOTAL_MISMATCH, "total-mismatch", HT_WARNING,
    "a line of totals of the file is not the sum of the rows that were read, or a row that was counted may be one")
HT_CODE(REPEATED_ROWS, "repeated-rows", HT_WARNING,
        "rows seem to be counted more than once; the message says what shows it, and nothing was left out")
HT_CODE(HEADING, "heading-row", HT_NOTE, "a line among the rows that only heads those below it was left out")
HT_CODE(FOOTER, "footer-row", HT_NOTE,
        "a line that holds no position stands directly below the rows and was taken for a footer")
HT_CODE(SEVERAL_FUNDS, "several-funds", HT_NOTE, "the file holds several funds; each is reported on its own")
HT_CODE(NO_VALUE, "no-value", HT_WARNING, "positions without a value: they are in no value total")
HT_CODE(NO_CURRENCY, "no-currency", HT_WARNING, "the file does not say in which currency its values are")
HT_CODE(NO_DATE, "no-holdings-date", HT_WARNING,
        "the holdings date is not known: a code that was ever reused does not match alone")
HT_CODE(BAD_DATE, "bad-date", HT_WARNING, "a date could not be read")
HT_CODE(UNLIKELY_DATE, "unlikely-date", HT_WARNING,
        "the holdings date lies before 1900, or more than 31 days after the reference's data date; it was kept")
HT_CODE(DATE_CONFLICT, "date-conflict", HT_WARNING, "the file gives several holdings dates; the first was taken")
HT_CODE(FOREIGN_NOTIONAL, "foreign-notional", HT_WARNING,
        "notionals in another currency than the values: converted at the file's own rate, or left out")
HT_CODE(NO_RATE, "no-rate", HT_WARNING,
        "amounts that could not be converted to the base currency; they stay apart, and have no weight")
HT_CODE(VALUE_UNIT, "value-unit-unknown", HT_WARNING,
        "the unit of the values is not certain; the message says whether they were read")
HT_CODE(WEIGHT_MISMATCH, "weight-mismatch", HT_WARNING,
        "the file's own weight differs from value over net assets by over 0.05 points")
HT_CODE(WEIGHTS_ONLY, "weights-only", HT_WARNING, "the file has weights and no values: weights govern")
HT_CODE(WEIGHT_SUM, "weight-sum", HT_NOTE, "the weights of the file add up to something other than 100")
HT_CODE(ABOVE_NAV, "above-net-assets", HT_NOTE, "the lines of the fund sum above its net assets; it is kept so")
HT_CODE(NO_WEIGHT, "no-weight", HT_NOTE, "rows whose weight the file leaves out, such as swaps and collateral")
HT_CODE(OVERFLOW, "number-overflow", HT_TROUBLE, "a sum is too large for 38 digits and is not stated")
HT_CODE(CONFLICT, "identifier-conflict", HT_WARNING, "identifiers contradict each other; the row is only possible")
HT_CODE(SHARED_ISIN, "shared-isin", HT_WARNING, "one ISIN stands under three or more names in the file")
HT_CODE(TICKER_REUSE, "ticker-reuse", HT_WARNING, "a ticker that changed hands does not match alone on this date")
HT_CODE(LOOKALIKE, "lookalike", HT_NOTE, "a row resembles a listed company and is known to be another")
HT_CODE(AMBIGUOUS_NAME, "ambiguous-name", HT_NOTE, "a name fits more than one company")
HT_CODE(EXCLUSION_LOOSE, "exclusion-unmatched", HT_WARNING,
        "a line of the exclusions file ties to nothing in the reference, or a part of it was not read")
HT_CODE(EXCLUSION_ENDED, "exclusion-ended", HT_WARNING,
        "a line of the exclusions file says itself that it no longer holds")
HT_CODE(EXCLUSION_LOST, "exclusion-unread", HT_TROUBLE,
        "a line of the exclusions file has neither a name nor a valid identifier and was left out")
HT_CODE(DUPLICATE_INPUT, "duplicate-input", HT_WARNING,
        "the same bytes, or the same fund and date, were given before; counted once")
HT_CODE(CONTRADICTORY_INPUT, "contradictory-input", HT_TROUBLE,
        "the same fund and date were given before with other positions; these were not scanned")
HT_CODE(FUND_HELD, "fund-not-looked-through", HT_NOTE, "a fund is held; what it holds is not known")
HT_CODE(FUND_CYCLE, "fund-cycle", HT_WARNING,
        "a fund holds itself, by itself or through others; what that is worth is not looked through")
HT_CODE(STALE_CONSTITUENTS, "stale-constituents", HT_WARNING,
        "the holdings that a fund was looked through by are of another time, or of no known date")
HT_CODE(PART_CONSTITUENTS, "incomplete-constituents", HT_WARNING,
        "rows of the file that a fund was looked through by could not be read, or tell no amount")
HT_CODE(UNUSED_CONSTITUENTS, "unused-constituents", HT_WARNING,
        "a file was given to look through a fund, and no scanned fund holds that fund")
HT_CODE(SEVERAL_CONSTITUENTS, "several-constituents", HT_NOTE,
        "several files of one fund were given; the message says which was taken")
HT_CODE(LEFT_OUT, "left-out", HT_NOTE, "rows of an imported file that are of no use here; the message counts them")
HT_CODE(DECISION_LOST, "decision-unread", HT_TROUBLE,
        "a line of a ledger of decisions breaks its rules and was left out")
HT_CODE(DECISION_FACTS, "decision-facts", HT_WARNING,
        "the facts in a line of a ledger are not those of its evidence; a change cannot be told in words")
HT_CODE(DECISION_REOPENED, "decision-reopened", HT_WARNING,
        "a decision rests on evidence that has changed; it decides nothing until somebody decides again")
HT_CODE(DECISION_CONFLICT, "decision-conflict", HT_WARNING, "decisions contradict each other; they decide nothing")
HT_CODE(DECISION_CONTRADICTED, "decision-contradicted", HT_WARNING,
        "a decision says otherwise than an identifier, a name or a known lookalike, which stand")
HT_CODE(SHRUNK, "shrunken-import", HT_WARNING, "an import has less than half of the rows that the one before had")
HT_CODE(SCHEME_LOST, "scheme-line-unread", HT_TROUBLE,
        "a line of the scheme file names no file, or no share that could be read, and was left out")
HT_CODE(SCHEME_UNREAD, "scheme-holdings-unread", HT_TROUBLE,
        "the holdings of a line of the scheme were not read; its share is not covered")
HT_CODE(SCHEME_SHARES, "scheme-shares", HT_WARNING, "the shares of the scheme do not add up to 100 %")
HT_CODE(SCHEME_COLUMN, "scheme-column-unread", HT_NOTE, "a column or a sheet of the scheme file was not read")
HT_CODE(READER_ENDED, "reader-ended", HT_TROUBLE,
        "the process that read the file ended by a fault of the program; the file was not scanned")
HT_CODE(INPUT_CHANGED, "input-changed", HT_TROUBLE, "the file was changed while it was read; it was not scanned")
HT_CODE(NOT_REACHED, "not-reached", HT_TROUBLE, "the run was ended before the file was read; it was not scanned")
