# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts of structured holdings: TPT, JSON, MT535, the SEC's data sets.

Part of count.py, and like it without a line of the program: Python's own JSON
and CSV readers, and regular expressions over the text.
"""

import csv
import json
import re
from datetime import datetime
from decimal import Decimal

import workbooks


def day(text):
    for style in ("%Y-%m-%d", "%Y%m%d", "%d-%b-%Y"):
        try:
            return datetime.strptime(text, style).strftime("%Y-%m-%d")
        except ValueError:
            pass
    return ""


def plain(number):
    return format(number, "f")


def grouped(positions):
    """One line a currency: (currency, rows), rows as given."""
    by_code = {}
    for p in positions:
        by_code.setdefault(p["currency"] or "", []).append(p)
    return sorted(by_code.items())


def lines(columns, name, layout, positions, fund):
    out = []
    weights = [p["weight"] for p in positions if p.get("weight") is not None]
    dates = {p["date"] for p in positions if p.get("date")}
    for code, rows in grouped(positions):
        e = dict.fromkeys(columns, "")
        values = [p["value"] for p in rows if p["value"] is not None]
        e.update(file=name, outcome="read", layout=layout,
                 positions=len(rows), currency=code,
                 value_total=plain(sum(values)) if values else "",
                 weight_total=plain(sum(weights)) if weights else "",
                 holdings_date=dates.pop() if len(dates) == 1 else "",
                 fund_name=fund)
        out.append(e)
    return out


# ---------------------------------------------------------------------- TPT


def tpt_positions(rows):
    """Rows as {number: cell}; the value is field 24, in the currency of 4."""
    found = []
    for row in rows:
        def number(field):
            text = str(row.get(field, "")).strip()
            return Decimal(text) if text else None
        weight = number("26")
        found.append(dict(value=number("24"), currency=row.get("4", ""),
                          weight=weight * 100 if weight is not None else None,
                          date=day(row.get("6", "")), fund=row.get("3", "")))
    return found


def tpt(rows, name, columns):
    positions = tpt_positions(rows)
    return lines(columns, name, "tpt", positions, positions[0]["fund"])


def numbered(row):
    return {re.match(r"\d+[a-z]?", k)[0]: v for k, v in row.items()
            if re.match(r"\d+", k)}


# --------------------------------------------------------------------- JSON


def amundi(document, name, columns):
    positions, fund = [], ""
    for product in document["products"]:
        fund = fund or product["characteristics"]["SHARE_MARKETING_NAME"]
        for entry in product["composition"]["compositionData"]:
            facts = entry["compositionCharacteristics"]
            positions.append(dict(value=None, currency="",
                                  weight=entry["weight"] * 100,
                                  date=facts["date"]))
    return lines(columns, name, "amundi_json", positions, fund)


def from_json(path, name, columns):
    document = json.loads(path.read_text(encoding="utf-8-sig"),
                          parse_float=Decimal, parse_int=Decimal)
    if isinstance(document, dict) and "products" in document:
        return amundi(document, name, columns)
    if isinstance(document, list) and "12_CIC_code_of_the_instrument" \
            in document[0]:
        return tpt([numbered(row) for row in document], name, columns)
    return None


# -------------------------------------------------------------------- MT535


def mt535(text, name, columns):
    """Positions by regular expressions: sub-balances cut out first."""
    positions = []
    for message in re.split(r"(?=:16R:GENL)", text)[1:]:
        account = re.search(r":97A::SAFE//(\S+)", message)[1]
        when = re.search(r":98[AC]::STAT//(\d{8})", message)[1]
        for fin in re.findall(r":16R:FIN\s(.*?):16S:FIN", message, re.S):
            fin = re.sub(r":16R:SUBBAL.*?:16S:SUBBAL", "", fin, flags=re.S)
            hold = re.search(r":19A::HOLD//(N?)([A-Z]{3})([\d,]+)", fin)
            amount = Decimal(hold[3].replace(",", ".").rstrip("."))
            positions.append(dict(value=-amount if hold[1] else amount,
                                  currency=hold[2], date=day(when),
                                  fund=account))
    return lines(columns, name, "mt535", positions, positions[0]["fund"])


# ---------------------------------------------------------------- data sets


def beside(path, main, table):
    """Rows of a table that lies beside the table of holdings."""
    other = path.with_name(path.name.replace(main, table))
    if not other.exists():
        return []
    with open(other, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def kept(holdings, key_of, filed):
    """Rows but for those of filings that a later one replaces."""
    best = {}
    for accession in {h["ACCESSION_NUMBER"] for h in holdings}:
        key, replaces = key_of(accession)
        rank = (filed.get(accession, ""), accession)
        if key and replaces and rank > best.get(key, ("", "")):
            best[key] = rank
    return [h for h in holdings
            if key_of(h["ACCESSION_NUMBER"])[0] not in best
            or (filed.get(h["ACCESSION_NUMBER"], ""), h["ACCESSION_NUMBER"])
            >= best[key_of(h["ACCESSION_NUMBER"])[0]]]


def nport_set(path, name, columns):
    main = "FUND_REPORTED_HOLDING"
    holdings = beside(path, main, main)
    info = {r["ACCESSION_NUMBER"]: r
            for r in beside(path, main, "FUND_REPORTED_INFO")}
    owner = {r["ACCESSION_NUMBER"]: r for r in beside(path, main, "REGISTRANT")}
    sent = {r["ACCESSION_NUMBER"]: r for r in beside(path, main, "SUBMISSION")}

    def key_of(accession):
        series = info[accession]["SERIES_ID"]
        if series == "N/A":
            series = owner[accession]["CIK"]
        return (series, sent[accession]["REPORT_DATE"]), True
    filed = {a: day(r["FILING_DATE"]) for a, r in sent.items()}
    positions = [dict(value=Decimal(h["CURRENCY_VALUE"]), currency="USD",
                      weight=Decimal(h["PERCENTAGE"]),
                      date=day(sent[h["ACCESSION_NUMBER"]]["REPORT_DATE"]))
                 for h in kept(holdings, key_of, filed)]
    return lines(columns, name, "sec_nport_set", positions, "")


def f13_set(path, name, columns):
    main = "INFOTABLE"
    holdings = beside(path, main, main)
    cover = {r["ACCESSION_NUMBER"]: r for r in beside(path, main, "COVERPAGE")}
    filed = {r["ACCESSION_NUMBER"]: day(r["FILING_DATE"])
             for r in beside(path, main, "SUBMISSION")}

    def key_of(accession):
        page = cover[accession]
        return ((page["FORM13FFILENUMBER"], page["REPORTCALENDARORQUARTER"]),
                page["AMENDMENTTYPE"] == "RESTATEMENT")

    def unit(accession):
        when = filed.get(accession) or "20%s-12-31" % accession[11:13]
        return 1000 if when < "2023-01-03" else 1
    positions = [dict(value=Decimal(h["VALUE"]) * unit(h["ACCESSION_NUMBER"]),
                      currency="USD",
                      date=day(cover[h["ACCESSION_NUMBER"]]
                               ["REPORTCALENDARORQUARTER"]))
                 for h in kept(holdings, key_of, filed)]
    return lines(columns, name, "sec_13f_set", positions, "")


# --------------------------------------------------------------- schedule 8D


def schedule8d(text, name, columns):
    rows = list(csv.reader(text.splitlines()))
    start = next(i for i, r in enumerate(rows) if "ASSET CLASS" in r)
    at = {h.strip(): i for i, h in enumerate(rows[start])}
    positions = []
    for row in rows[start + 1:]:
        if row[0].startswith("TOTAL INVESTMENT ITEMS"):
            break
        if not row[0].startswith("SUB TOTAL"):
            positions.append(dict(
                value=Decimal(row[at["VALUE(AUD)"]].replace(",", "")),
                currency="AUD", weight=Decimal(row[at["WEIGHTING(%)"]])))
    return lines(columns, name, "au_schedule8d", positions, "")


# ---------------------------------------------------------------- one by one


def skipped(path):
    """Tables that are read with the holdings they lie beside."""
    return path.suffix == ".tsv" and not path.name.endswith(
        ("FUND_REPORTED_HOLDING.tsv", "INFOTABLE.tsv"))


def entry(path, base, columns):
    """The lines of one file, or None when it is of another kind."""
    name = path.relative_to(base).as_posix()
    if path.name.endswith("FUND_REPORTED_HOLDING.tsv"):
        with open(path, "rb") as f:
            if f.read(7) == b"version":     # a Git LFS pointer
                return None
        return nport_set(path, name, columns)
    if path.name.endswith("INFOTABLE.tsv"):
        return f13_set(path, name, columns)
    if path.suffix == ".json":
        return from_json(path, name, columns)
    if path.suffix == ".xlsx" and path.name.startswith("tpt_"):
        (_, rows), = workbooks.sheets(path.read_bytes())
        head = rows[0][1]
        return tpt([numbered(dict(zip(head, cells))) for _, cells in rows[1:]],
                   name, columns)
    head = path.read_bytes()[:4096]
    if b":16R:GENL" in head:
        return mt535(path.read_text(encoding="ascii"), name, columns)
    if b"NAME / KIND OF INVESTMENT ITEM" in head:
        return schedule8d(path.read_text(encoding="utf-8"), name, columns)
    if re.match(rb"\d+[a-z]?_[^\r\n;]+;", head):
        with open(path, encoding="utf-8-sig", newline="") as f:
            rows = [numbered(r) for r in csv.DictReader(f, delimiter=";")]
        return tpt(rows, name, columns)
    if re.match(rb"[A-Z]{2}[A-Z0-9]{9}\d,", head):
        with open(path, encoding="utf-8", newline="") as f:
            positions = [dict(value=Decimal(r[1].replace(",", "")),
                              currency=r[2]) for r in csv.reader(f)]
        return lines(columns, name, "pacta", positions, "")
    return None
