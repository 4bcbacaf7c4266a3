# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts of XML holdings: SEC N-PORT and 13F filings, ISO 20022 semt.002.

Part of count.py, and like it without a line of the program: documents are
walked with xml.etree, local names only.
"""

import re
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from decimal import Decimal

NONE = ("", "N/A")


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def every(root, name):
    return [e for e in root.iter() if local(e) == name]


def child(element, *path):
    """The text at PATH below ELEMENT, or ''."""
    for name in path:
        element = next((e for e in element if local(e) == name), None)
        if element is None:
            return ""
    return (element.text or "").strip()


def first(root, name):
    return next(((e.text or "").strip() for e in every(root, name)), "")


def total(texts):
    found = [Decimal(t) for t in texts if t not in NONE]
    return format(sum(found, Decimal(0)), "f") if found else ""


def line_of(text, mark, last=False):
    at = text.rfind(mark) if last else text.find(mark)
    return text.count("\n", 0, at) + 1 if at >= 0 else ""


def documents(text):
    """The XML documents of a submission, or the one document that TEXT is."""
    if re.match(r"\s*<(SEC-|SUBMISSION|DOCUMENT)", text):
        return re.findall(r"<XML>(.*?)</XML>", text, re.S)
    return [text]


def whole(text, row):
    """TEXT with what a cut after the last whole ROW leaves open closed."""
    end = [m.end() for m in re.finditer(r"</(\w+:)?%s>" % row, text)]
    closing = re.search(r"<((?:\w+:)?\w+)[\s>]", text)[1]
    return text[:end[-1]] + "</%s>" % closing


def parse(text, row):
    """The root, and whether the document broke off and was cut to fit."""
    text = text.lstrip("\ufeff \t\r\n")
    try:
        return ElementTree.fromstring(text.encode()), False
    except ElementTree.ParseError:
        return ElementTree.fromstring(whole(text, row).encode()), True


# ------------------------------------------------------------------- N-PORT


def nport(text, out):
    root, cut = parse(documents(text)[0], "invstOrSec")
    holdings = every(root, "invstOrSec")
    parts = [c for h in holdings for c in every(h, "component")]
    fund = first(root, "seriesName")
    out.update(outcome="read", layout="nport_xml",
               positions=len(holdings) + len(parts),
               value_total=total(child(h, "valUSD") for h in holdings),
               weight_total=total(child(h, "pctVal") for h in holdings),
               holdings_date=first(root, "repPdDate"),
               fund_name=fund if fund not in NONE else first(root, "regName"),
               note="damaged-lines:end" if cut else "")
    out["currency"] = "USD" if out["value_total"] else ""
    if holdings and not cut:
        out.update(first_line=line_of(text, "<invstOrSec>"),
                   last_line=line_of(text, "<invstOrSec>", True))
    return [out]


# ---------------------------------------------------------------------- 13F


def us_day(text):
    return datetime.strptime(text, "%m-%d-%Y").strftime("%Y-%m-%d")


def thirteenf(text, out):
    roots = [parse(d, "infoTable") for d in documents(text)]
    rows = [e for root, _ in roots for e in every(root, "infoTable")]
    cover = next((r for r, _ in roots if every(r, "coverPage")), None)
    if not rows:
        out.update(outcome="refused", note="cover-page-without-table")
        return [out]
    filed = re.search(r"FILED AS OF DATE:\s*(\d{8})", text)
    unit = 1000 if filed and filed[1] < "20230103" else 1
    sums = total(child(r, "value") for r in rows)
    out.update(outcome="read", layout="f13_xml", positions=len(rows),
               currency="USD", value_total=format(Decimal(sums) * unit, "f"))
    if cover is not None:
        manager = every(cover, "filingManager")[0]
        out.update(fund_name=child(manager, "name"),
                   holdings_date=us_day(first(cover, "periodOfReport")))
    if any(cut for _, cut in roots):
        out["note"] = "damaged-lines:end"
    return [out]


# ----------------------------------------------------------------- semt.002


def balance(row):
    """(currency, signed value) of a balance, base currency preferred."""
    is_short = child(row, "AggtBal", "ShrtLngInd") == "SHOR"
    for part in ("AcctBaseCcyAmts", "InstrmCcyAmts"):
        for amounts in (e for e in row if local(e) == part):
            for held in (e for e in amounts if local(e) == "HldgVal"):
                amount = next(e for e in held if local(e) == "Amt")
                sign = child(held, "Sgn")
                negative = sign == "false" if sign else is_short
                value = Decimal(amount.text)
                return amount.get("Ccy"), -value if negative else value
    return "", None


def semt002(text, out):
    root, _ = parse(text, "Document")
    rows = every(root, "BalForAcct") + every(root, "BalForSubAcct")
    by_code = {}
    for row in rows:
        code, value = balance(row)
        by_code.setdefault(code, []).append(value)
    account = every(root, "SfkpgAcct")[0]
    result = []
    for code, values in sorted(by_code.items()):
        known = [v for v in values if v is not None]
        result.append(dict(
            out, outcome="read", layout="semt002_xml", positions=len(values),
            currency=code,
            value_total=format(sum(known), "f") if known else "",
            holdings_date=(first(root, "DtTm") or first(root, "Dt"))[:10],
            fund_name=child(account, "Nm") or child(account, "Id")))
    return result


# --------------------------------------------------------------- one by one


def entry(path, base, columns):
    """The lines of one file, or None when it is of another kind."""
    out = dict.fromkeys(columns, "")
    out["file"] = path.relative_to(base).as_posix()
    data = path.read_bytes()
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    head = data[:65536]
    if re.match(rb"\s*<(!doctype html|html)", data, re.I):
        if b"thirteenf" not in head:
            return None
        out.update(outcome="refused", note="web-page")
        return [out]
    kinds = ((b"http://www.sec.gov/edgar/nport", nport),
             (b"<invstOrSec>", nport), (b"thirteenf", thirteenf),
             (b"xsd:semt.002.001.", semt002))
    for mark, count in kinds:
        if mark in head:
            return count(data.decode("utf-8-sig"), out)
    return None
