#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An independent count of holdings exports, to test the reader against.

It shares no line with the program: another language, another CSV scanner,
another description of each export.  Where the two disagree, one of them is
wrong, and a person has to look at the file.

    count.py corpus    counts ../shared/holdings   -> expected.csv
    count.py samples   counts holdings_samples     -> samples_expected.csv
    count.py formats   counts ../shared/formats/samples -> formats_expected.csv
    count.py --check   counts again and compares, writing nothing

Only the standard library is used.  Every amount is an exact decimal.
"""

import csv
import datetime
import io
import re
import sys
from decimal import Decimal, InvalidOperation, getcontext
from pathlib import Path

import count_statements
import count_xml
import workbooks

# Sums of thousands of lines with up to twenty digits must not be rounded.
getcontext().prec = 80

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGETS = {
    "corpus": (ROOT.parent / "shared" / "holdings", HERE / "expected.csv"),
    "samples": (ROOT / "holdings_samples", HERE / "samples_expected.csv"),
    "formats": (ROOT.parent / "shared" / "formats" / "samples",
                HERE / "formats_expected.csv"),
}

FOLDERS = (
    # the formats that must be read
    "ishares_us", "ishares_uk", "ishares_de", "ishares_ch", "ishares_ca",
    "ishares_au", "vanguard_us_csv", "invesco_us", "invesco_eu", "ssga_au",
    "nbim", "pacta_input", "broken_files",
    "amundi", "ark", "betashares_au", "globalx_au", "lgps_uk",
    "morningstar_us", "schwab_us_etf", "vaneck_au", "vanguard_uk",
    # workbooks
    "ishares_xls_spreadsheetml", "lgps_uk_xlsx", "nbim_xlsx",
    "satrix_za_xlsx", "ssga_eu_xlsx", "ssga_us_xlsx", "ubs_ch_xls",
    # counted by count_statements.py
    "tpt_json", "tpt_csv", "amundi_json", "sec_13f_tsv",
    # counted by count_xml.py
    "nport_xml", "sec_13f_xml",
)

# Of the samples of formats: what is a file of holdings or a part of one.
FORMAT_FILES = ("nport/*.xml", "13f/*.xml", "13f/*.txt",
                "findatex/tpt_*.xlsx")

COLUMNS = ("file", "outcome", "layout", "positions", "currency",
           "value_total", "notional_total", "weight_total", "first_line",
           "last_line", "holdings_date", "fund_name", "note")

# ------------------------------------------------------------------ layouts
#
# key         what identifies the header: ALL of these cells must be there
# name/value/notional/weight/...  the header cells that carry each meaning;
#             the first one present is taken, so that column order is never
#             trusted and one entry serves several column sets
# currency    a fixed code, or ("column", NAME): NAME if it never changes,
#             or ("rows", NAME): one sum for each currency in NAME
# marks       thousands and decimal mark
# unit        100 where weights are fractions, 1 where they are percent
# date        column with one date for the whole file
# tables      "first": a second table repeats the first one looked through,
#             so adding it would count everything twice
#             "all": each table holds positions of its own

ISHARES = dict(name="Name", ticker=("Ticker", "Issuer Ticker"), isin="ISIN",
               value="Market Value", notional="Notional Value",
               kind="Asset Class", quantity=("Shares", "Quantity", "Nominal"),
               weight=("Weight (%)", "Market Weight"), marks=(",", "."),
               unit=1, tables="first")


def ishares(layout, key, **changes):
    return dict(ISHARES, layout=layout, key=key, **changes)


LAYOUTS = (
    ishares("ishares_de", ("Emittententicker", "Marktwert", "Gewichtung (%)"),
            ticker="Emittententicker", value="Marktwert",
            notional="Nominalwert", kind="Anlageklasse", quantity="Nominale",
            weight="Gewichtung (%)", marks=(".", ","), currency=None),
    ishares("ishares_uk", ("Issuer Ticker", "Nominal", "Market Value"),
            currency=None),
    ishares("ishares_us", ("Ticker", "Type", "Market Value", "Market Weight"),
            currency=("column", "Currency")),
    ishares("ishares_ca", ("Ticker", "Location of Risk", "Market Value"),
            currency=("column", "Currency")),
    ishares("ishares_au", ("Ticker", "Market Value", "Coupon (%)",
                           "Effective Date"),
            currency=("column", "Currency")),
    # The Australian site publishes shares in the US column set.
    ishares("ishares_us", ("Ticker", "Name", "Market Value", "Currency",
                           "FX Rate"), currency=("column", "Currency")),
    # A copy of a US file whose owner renamed three headers.
    ishares("ishares_us", ("symbol", "sector", "market_cap", "Weight (%)"),
            ticker="symbol", value="market_cap",
            currency=("column", "Currency")),
    # The base currency of UK and CH funds is nowhere in their files.
    ishares("ishares_uk", ("Ticker", "Market Value", "Market Currency"),
            currency=None),
    dict(layout="vanguard_us", key=("HOLDINGS", "% OF FUNDS*",
                                    "MARKET VALUE*"),
         name="HOLDINGS", ticker="TICKER", value="MARKET VALUE*",
         weight="% OF FUNDS*", quantity=("SHARES", "FACEAMOUNT"),
         marks=(",", "."), unit=1, currency="USD", tables="all"),
    dict(layout="invesco_us", key=("Fund Ticker", "Security Identifier",
                                   "MarketValue"),
         name="Name", ticker="Holding Ticker", value="MarketValue",
         weight="Weight", quantity="Shares/Par Value", marks=(",", "."),
         unit=1, currency=None, date="Date", tables="all"),
    dict(layout="invesco_eu", key=("Full name", "ISIN", "Weight"),
         name="Full name", isin="ISIN", weight="Weight", marks=(".", ","),
         unit=100, currency=None, tables="all"),
    dict(layout="ssga_au", key=("ISIN", "SEDOL", "Local Currency",
                                "Trade Country Name"),
         name="Name", isin="ISIN", weight="Weight (%)",
         quantity="Number of Shares", marks=(",", "."), unit=1,
         currency=None, tables="all"),
    dict(layout="nbim_eq", key=("Market Value(NOK)", "Voting", "Ownership"),
         name="Name", value="Market Value(NOK)", marks=(",", "."),
         currency="NOK", tables="all", year_in_file_name=True),
    dict(layout="nbim_fi", key=("Market Value(NOK)", "Industry",
                                "Incorporation Country"),
         name="Name", value="Market Value(NOK)", marks=(",", "."),
         currency="NOK", tables="all", year_in_file_name=True),
    dict(layout="pacta", key=("ISIN", "MarketValue", "Currency"),
         isin="ISIN", value="MarketValue", quantity="NumberofShares",
         fund="Portfolio.Name", marks=(",", "."),
         currency=("rows", "Currency"), tables="all"),
    dict(layout="pacta", key=("isin", "market_value", "currency"),
         isin="isin", value="market_value", fund="portfolio_name",
         marks=(",", "."), currency=("rows", "currency"), tables="all"),
    # ---- workbooks
    dict(layout="ssga_us", key=("Name", "Identifier", "SEDOL", "Weight",
                                "Shares Held", "Local Currency"),
         name="Name", ticker="Ticker", weight="Weight",
         quantity="Shares Held", marks=(",", "."), unit=1, currency=None,
         tables="all"),
    dict(layout="ssga_eu", key=("ISIN", "SEDOL", "Security Name",
                                "Percent of Fund", "Base Market Value"),
         name="Security Name", isin="ISIN", value="Base Market Value",
         weight="Percent of Fund", quantity="Number of Shares",
         marks=(",", "."), unit=1, currency=None, tables="all"),
    dict(layout="ubs", key=("Securities", "ISIN", "Sedol Code", "Weight %"),
         name="Securities", isin="ISIN", weight="Weight %", marks=(",", "."),
         unit=1, currency=None, tables="all"),
    dict(layout="satrix", key=("CODE", "SHARE NAME", "WEIGHT", "CLOSING"),
         name="SHARE NAME", ticker="CODE", weight="WEIGHT",
         quantity="SHARES *", marks=(",", "."), unit=100, currency=None,
         tables="all"),
    dict(layout="lgps_uk_xlsx", key=("Name of Local Authority Pension Fund",
                                     "Sub-category/ Classification"),
         name=("Description of holding", "Description of holding - equity, "
               "gilts, government bonds, non govt bonds etc"),
         value=("All Amounts", "Amount"),
         kind="Sub-category/ Classification",
         fund="Name of Local Authority Pension Fund", marks=(",", "."),
         currency="GBP", tables="all", total_is_a_name=True),
    dict(layout="amundi_xlsx", key=("ISIN code", "Asset class", "Weight"),
         name="Name", isin="ISIN code", kind="Asset class", weight="Weight",
         marks=(",", "."), unit=100, currency=None, tables="all"),
    # ---- delimited text
    dict(layout="amundi", key=("ISIN", "Anlageklasse", "Gewichtung"),
         name="Name", isin="ISIN", kind="Anlageklasse", weight="Gewichtung",
         marks=(".", ","), unit=100, currency=None, tables="all"),
    dict(layout="ark", key=("company", "cusip", "market value($)"),
         name="company", ticker="ticker", value="market value($)",
         weight="weight(%)", quantity="shares", marks=(",", "."), unit=1,
         currency="USD", date="date", tables="all"),
    dict(layout="betashares", key=("Ticker", "Market Value (AUD)"),
         name="Name", ticker="Ticker", value="Market Value (AUD)",
         notional="Notional Value (AUD)", weight="Weight (%)",
         quantity="Shares/Units (#)", marks=(",", "."), unit=1,
         currency="AUD", tables="all"),
    dict(layout="lgps_uk", key=("asset_name", "holding", "market_value"),
         name="asset_name", value="market_value", quantity="holding",
         marks=(",", "."), currency=None, tables="all"),
    dict(layout="morningstar", key=("Holdings", "Weighting", "Market Value"),
         name="Holdings", ticker="Ticker", value="Market Value",
         weight="Weighting", quantity="Shares Owned", marks=(",", "."),
         unit=1, currency=("column", "Currency"), tables="all"),
    dict(layout="generic", key=("Symbol", "Company", "Weight"),
         name="Company", ticker="Symbol", weight="Weight", marks=(",", "."),
         unit=1, currency=None, tables="all"),
    dict(layout="schwab_us", key=("As-Of-Date", "Percent of Assets"),
         name="Name", ticker="Symbol", weight="Percent of Assets",
         quantity="Quantity", marks=(",", "."), unit=1, currency=None,
         date="As-Of-Date", tables="all"),
    # Funds of VanEck Australia are in Australian dollars, printed as "$".
    dict(layout="vaneck_au", key=("Security name", "Market Value",
                                "% of Net Assets"),
         name="Security name", ticker=("ASX code", "Ticker"),
         value="Market Value", weight="% of Net Assets", quantity="Shares",
         marks=(",", "."), unit=1, currency="AUD", tables="all"),
    dict(layout="vanguard_uk", key=("Holding name", "% of market value",
                                "Market value"),
         name="Holding name", ticker="Ticker", value="Market value",
         weight="% of market value", quantity="Shares", marks=(",", "."),
         unit=1, currency="USD", tables="all"),
    dict(layout="vanguard_au", key=("Holding Name", "Country code",
                                    "% of net assets"),
         name="Holding Name", ticker="Ticker", weight="% of net assets",
         marks=(",", "."), unit=1, currency=None, tables="all"),
    dict(layout="degiro", key=("Symbool/ISIN", "Waarde in EUR"),
         name="Product", isin="Symbool/ISIN", value="Waarde in EUR",
         quantity="Aantal", marks=(".", ","), currency="EUR", tables="all"),
    # samples of ours, in no publisher's layout
    dict(layout="generic", key=("Holding", "ISIN", "Value (USD)"),
         name="Holding", isin="ISIN", value="Value (USD)",
         weight="Weight %", quantity="Shares", marks=(",", "."), unit=1,
         currency="USD", tables="all"),
    dict(layout="generic", key=("Security", "ISIN code", "Market value EUR"),
         name="Security", isin="ISIN code", value="Market value EUR",
         weight="% NAV", quantity="Quantity", marks=(".", ","), unit=1,
         currency="EUR", tables="all"),
    dict(layout="generic", key=("Ticker", "Name", "Weight (%)"),
         name="Name", ticker="Ticker", weight="Weight (%)",
         marks=(",", "."), unit=1, currency=None, tables="all"),
)

# ------------------------------------------------------------- CSV scanning


def records(text, delimiter):
    """Yield (first line, cells or None) by the strict rules of RFC 4180.

    None is a damaged record: a quote inside an unquoted cell, a character
    after a closing quote, or a quote never closed.  Reading goes on at the
    next physical line after the one where the record began, so that one
    damaged row costs one row.
    """
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        if at == len(lines) - 1 and lines[at] == "":
            return                      # what follows the last newline
        cells, used = scan(lines, at, delimiter)
        yield at + 1, cells
        at += used if cells is not None else 1


def scan(lines, at, delimiter):
    cells, cell, used = [], [], 1
    line, i = lines[at], 0
    if line.endswith("\r"):
        line = line[:-1]
    quoted = False
    while True:
        if quoted:
            if i == len(line):          # a newline inside quotes is content
                if at + used >= len(lines):
                    return None, used
                cell.append("\n")
                line, i = lines[at + used], 0
                used += 1
                if line.endswith("\r"):
                    line = line[:-1]
            elif line[i] == '"' and line[i + 1:i + 2] == '"':
                cell.append('"')
                i += 2
            elif line[i] == '"':
                i += 1
                if i < len(line) and line[i] != delimiter:
                    return None, used
                quoted = False
            else:
                cell.append(line[i])
                i += 1
        elif i == len(line):
            cells.append("".join(cell))
            return cells, used
        elif line[i] == delimiter:
            cells.append("".join(cell))
            cell = []
            i += 1
        elif line[i] == '"':
            if cell or (i > 0 and line[i - 1] != delimiter):
                return None, used
            quoted = True
            i += 1
        else:
            cell.append(line[i])
            i += 1


def agrees_with_csv_module(text, delimiter, scanned):
    """Python's own reader must see the same cells when nothing is damaged."""
    if any(cells is None for _, cells in scanned):
        return True
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter,
                        strict=True)
    theirs = [[c.replace("\r\n", "\n") for c in row] or [""]
              for row in reader]
    return theirs == [cells for _, cells in scanned]


# -------------------------------------------------------------------- cells

MISSING = {"-", "--", "---", "\u2014", "NA", "N/A"}


def clean(cell):
    return cell.replace("\ufeff", "").replace("\u00a0", " ").strip()


def number(cell, marks):
    """The exact number printed in a cell, or None if it holds none."""
    thousands, decimal = marks
    s = clean(cell)
    for sign in ("US$", "$", "%"):
        s = s.replace(sign, "")
    s = s.replace("\u2019", "").replace(thousands, "").replace(decimal, ".")
    s = s.strip()
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", s):
        return None
    try:
        return Decimal(s)
    except InvalidOperation:
        return None


MONTHS = {m: i + 1 for i, m in enumerate(
    "jan feb mar apr may jun jul aug sep oct nov dec".split())}
MONTHS.update({"m\u00e4r": 3, "mai": 5, "okt": 10, "dez": 12})


def date(text):
    """The date styles of these publishers, as YYYY-MM-DD; '' if none."""
    s = clean(text)
    m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", s)
    if m:
        return s
    m = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", s)
    if m:                               # only US exports write it so
        return "%s-%02d-%02d" % (m[3], int(m[1]), int(m[2]))
    m = re.fullmatch(r"([A-Za-z]{3})[a-z]* (\d{1,2}), (\d{4})", s)
    if m and m[1].lower() in MONTHS:
        return "%s-%02d-%02d" % (m[3], MONTHS[m[1].lower()], int(m[2]))
    m = re.fullmatch(r"(\d{1,2})[./-]([^\W\d_]{3})[^\W\d_]*\.?[./-]"
                     r"(\d{4}|\d\d)", s)
    if m and m[2].lower() in MONTHS:
        year = m[3] if len(m[3]) == 4 else "20" + m[3]
        return "%s-%02d-%02d" % (year, MONTHS[m[2].lower()], int(m[1]))
    return ""


# ----------------------------------------------------------------- counting


def refusal(data):
    """Why these bytes are not holdings at all, or None."""
    head = data.lstrip()[:200].lower()
    if not data.strip():
        return "empty-file"
    if head.startswith(b"version https://git-lfs"):
        return "git-lfs-pointer"
    if head.startswith((b"<html", b"<!doctype html")):
        return "html-page"
    return None


def layout_of(cells):
    have = {clean(c) for c in cells}
    for layout in LAYOUTS:
        if all(k in have for k in layout["key"]):
            return layout
    return None


def columns_of(layout, cells):
    """Which cell index carries which meaning under this header."""
    index = {}
    for i, c in enumerate(cells):
        index.setdefault(clean(c), i)
    found = {}
    for field in ("name", "ticker", "isin", "kind", "value", "notional",
                  "weight", "quantity", "date", "fund"):
        names = layout.get(field) or ()
        for name in (names,) if isinstance(names, str) else names:
            if name in index:
                found[field] = index[name]
                break
    rule = layout["currency"]
    if isinstance(rule, tuple) and rule[1] in index:
        found["currency"] = index[rule[1]]
    return found


def is_position(row, columns, layout):
    """A position names something and prints something about its size.

    Footers, separators and rows of commas do one of these at most.  A dash
    counts as printed: a swap without weight or a share without a price is
    held all the same.  A line of totals repeats what stands above it, unless
    it is the oil company among British pension funds' holdings.
    """
    name = clean(cell(row, columns, "name")).lower()
    if (name in ("total", "totals") and not layout.get("total_is_a_name")
            and not clean(cell(row, columns, "isin"))):
        return False

    def filled(*fields):
        return any(f in columns and columns[f] < len(row)
                   and clean(row[columns[f]]) for f in fields)
    return (filled("name", "isin", "kind")
            and filled("value", "weight", "notional", "quantity"))


def cell(row, columns, field):
    i = columns.get(field)
    return row[i] if i is not None and i < len(row) else ""


def unreadable(c):
    """Printed amounts that are neither a number nor a sign for none."""
    bad = []
    for line, row, columns in c.rows:
        for field in ("value", "notional", "weight"):
            text = clean(cell(row, columns, field))
            if (text and text not in MISSING and text != "<0.01%"
                    and number(text, c.layout["marks"]) is None):
                bad.append("%d:%s" % (line, text))
    return bad


class Count:
    def __init__(self):
        self.rows = []          # (line, row, columns)
        self.layout = None
        self.preamble = []
        self.damaged = []
        self.below = []         # rows after the header that are no positions
        self.left_out = {}      # table number -> rows not counted, and why
        self.odd = []           # lines in a table that are not positions


def count(text):
    """Split a file into preamble, tables and rest; keep the positions."""
    best = None
    for delimiter in ",;":
        scanned = list(records(text, delimiter))
        if not agrees_with_csv_module(text, delimiter, scanned):
            raise SystemExit("two CSV readers disagree")
        best = count_rows(scanned)
        if best:
            break
    return best


def count_rows(scanned):
    c, table, columns = Count(), 0, None
    for line, row in scanned:
        if row is None:
            c.damaged.append(line)
            continue
        layout = layout_of(row)
        if layout and (c.layout is None
                       or layout["layout"] == c.layout["layout"]):
            c.layout, table = layout, table + 1
            columns = columns_of(layout, row)
        elif c.layout is None:
            c.preamble.append(row)
        elif not is_position(row, columns, c.layout):
            if any(clean(x) for x in row):
                c.odd.append(line)
                c.below.append(row)
        elif table > 1 and c.layout["tables"] == "first":
            c.left_out[table] = c.left_out.get(table, 0) + 1
        else:
            c.rows.append((line, row, columns))
    return c if c.layout else None


def count_sheets(data):
    """The one sheet with a header that is known.  None of these has two."""
    known = [c for _, rows in workbooks.sheets(data)
             if (c := count_rows(rows))]
    if len(known) > 1:
        raise SystemExit("several sheets to count")
    return known[0] if known else None


def fund_and_date(c, path):
    fund, when = "", ""
    for row in c.preamble:
        cells = [clean(x) for x in row if clean(x)]
        if not cells:
            continue
        label = cells[0].lower()
        if label in ("fund holdings as of", "fondsposition per"):
            when = date(cells[1])
        elif label == "valuation date":
            when = date(cells[1])
        elif label in ("fund name:", "fund name"):
            fund = cells[1]
        elif label == "position date":      # a spreadsheet's day number
            day = datetime.timedelta(int(cells[1]))
            when = (datetime.date(1899, 12, 30) + day).isoformat()
        elif label in ("holdings:", "holdings as of:"):
            when = date(re.sub("^As of ", "", cells[1]))
        elif label == "last updated:":      # this publisher's 27/8/2021
            d, m, y = cells[1].split("/")
            when = "%s-%02d-%02d" % (y, int(m), int(d))
        elif label == "fund" and len(cells) == 2:
            fund = cells[1]
        elif len(cells) == 2 and cells[1].startswith("as of "):
            when = date(cells[1][6:])
        elif len(cells) == 1 and not fund and label != "holdings details" and (
                not date(cells[0])):
            fund = cells[0]
    for row in c.below:
        m = re.match(r"Source: UBS AG, (\d\d)\.(\d\d)\.(\d{4})$", row[0])
        if m:
            when = "%s-%s-%s" % (m[3], m[2], m[1])
    values = {f: {clean(cell(r, cols, f)) for _, r, cols in c.rows}
              for f in ("date", "fund")}
    if len(values["date"]) == 1 and not when:
        when = date(values["date"].pop())
    if len(values["fund"]) == 1 and not fund:
        fund = values["fund"].pop()
    if c.layout.get("year_in_file_name"):
        # These are positions at the end of the year in the file's name.
        m = re.search(r"_(\d{4})_", path.name)
        when = m[1] + "-12-31" if m else ""
    return fund, when


def currencies(c):
    """{currency: rows}; one entry unless the layout has one for each row."""
    rule = c.layout["currency"]
    if not isinstance(rule, tuple):
        return {rule or "": c.rows}
    by_code = {}
    for entry in c.rows:
        code = clean(cell(entry[1], entry[2], "currency"))
        by_code.setdefault("" if code in MISSING else code, []).append(entry)
    if rule[0] == "rows":
        return dict(sorted(by_code.items())) or {"": []}
    by_code.pop("", None)               # a short row leaves the cell out
    return {next(iter(by_code)) if len(by_code) == 1 else "": c.rows}


def total(rows, layout, field, unit=1):
    """The exact sum, or '' when the file has no such column or number."""
    found = [number(cell(r, cols, field), layout["marks"])
             for _, r, cols in rows]
    found = [n for n in found if n is not None]
    if not found:
        return ""
    return format(sum(found, Decimal(0)) * unit, "f")


def entry(path, base, layout_name=None):
    data = path.read_bytes()
    out = dict.fromkeys(COLUMNS, "")
    out["file"] = path.relative_to(base).as_posix()
    why = refusal(data)
    # A byte order mark before a quote would make the first cell damaged.
    if why:
        c = None
    elif workbooks.is_workbook(data):
        c = count_sheets(data)
    else:
        c = count(data.decode("utf-8-sig"))
    if c is None:
        out.update(outcome="refused", note=why or "no-holdings-header")
        return [out], []
    fund, when = fund_and_date(c, path)
    notes = ["table-%d-look-through-of-1-not-counted:%d-rows" % kv
             for kv in sorted(c.left_out.items())]
    by_code = currencies(c)
    rule = c.layout["currency"]
    if isinstance(rule, tuple) and rule[0] == "column" and "" in by_code:
        # Where the securities trade, then, and not what the values are in.
        notes.append("currency-column-not-constant")
    if c.damaged:
        notes.append("damaged-lines:" + "+".join(map(str, c.damaged)))
    result = []
    for code, rows in by_code.items():
        e = dict(out, outcome="read", positions=len(rows), currency=code,
                 layout=layout_name or c.layout["layout"],
                 value_total=total(rows, c.layout, "value"),
                 notional_total=total(rows, c.layout, "notional"),
                 weight_total=total(rows, c.layout, "weight",
                                    c.layout.get("unit", 1)),
                 holdings_date=when, fund_name=fund, note=";".join(notes))
        if rows:
            e.update(first_line=rows[0][0], last_line=rows[-1][0])
        result.append(e)
    return result, c.odd + unreadable(c)


# Layouts that only their folder or file name tells apart from another one.
FOLDER_LAYOUT = {"ishares_ch": "ishares_ch",
                 "ishares_xls_spreadsheetml": "ishares_xls"}
SAMPLE_LAYOUT = {"example_ishares_ch": "ishares_ch",
                 "example_ishares_spreadsheetml": "ishares_xls"}


def table(which, base):
    rows = []
    if which == "corpus":
        paths = [p for f in FOLDERS for p in sorted((base / f).iterdir())]
    elif which == "formats":
        paths = [p for f in FORMAT_FILES for p in sorted(base.glob(f))]
    else:
        paths = [p for p in sorted(base.rglob("*"), key=str)
                 if p.is_file() and p not in (base / "README.md",  # describes them
                                              base / "decisions.csv",
                                              base / "scheme.csv")]
    for p in paths:
        if count_statements.skipped(p):
            continue
        told = count_statements.entry(p, base, COLUMNS) \
            or count_xml.entry(p, base, COLUMNS)
        if told is not None:
            rows += told
            continue
        name = FOLDER_LAYOUT.get(p.parent.name)
        for prefix, layout in SAMPLE_LAYOUT.items():
            if p.name.startswith(prefix):
                name = layout
        found, odd = entry(p, base, name)
        rows += found
        if odd:
            print("%s: not positions: lines %s" % (
                found[0]["file"], " ".join(map(str, odd))), file=sys.stderr)
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def main(args):
    check = args == ["--check"]
    if not check and (len(args) != 1 or args[0] not in TARGETS):
        raise SystemExit(__doc__)
    status = 0
    for which in TARGETS if check else args:
        base, path = TARGETS[which]
        if not base.is_dir():
            print("%s is not here; %s not counted" % (base, which))
            continue
        text = table(which, base)
        if not check:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            print("%s differs from a new count" % path.name)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
