# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets of workbooks for count.py, by zipfile and ElementTree.

Cells come as the file stores them: no number format is applied, so that a
percentage is the fraction that it is stored as.
"""

import io
import re
import zipfile
from xml.etree import ElementTree

OFFICE = "urn:schemas-microsoft-com:office:spreadsheet"


def local(element):
    return element.tag.rpartition("}")[2]


def is_workbook(data):
    return data[:4] == b"PK\3\4" or OFFICE.encode() in data[:400]


def sheets(data):
    """[(name, [(row number, cells)])] of all sheets that are shown."""
    return package(data) if data[:2] == b"PK" else xml_spreadsheet(data)


def place(index, cells, text):
    cells.extend([""] * (index + 1 - len(cells)))
    cells[index] = text


def package(data):
    archive = zipfile.ZipFile(io.BytesIO(data))

    def tree(name):
        return ElementTree.fromstring(archive.read(name))

    links = {r.get("Id"): r for r in tree("xl/_rels/workbook.xml.rels")}
    shared = []
    if "xl/sharedStrings.xml" in archive.namelist():
        for item in tree("xl/sharedStrings.xml"):
            runs = [e for e in item if local(e) == "r"] or [item]
            shared.append("".join(t.text or "" for run in runs
                                  for t in run if local(t) == "t"))
    found = []
    for s in tree("xl/workbook.xml").iter():
        if local(s) != "sheet" or s.get("state", "visible") != "visible":
            continue
        link = next(v for k, v in s.attrib.items() if k.endswith("}id"))
        target = links[link].get("Target")
        path = target[1:] if target[0] == "/" else "xl/" + target
        found.append((s.get("name"), rows_of(tree(path), shared)))
    return found


def rows_of(sheet, shared):
    rows = []
    for r in sheet.iter():
        if local(r) != "row":
            continue
        cells = []
        for c in r:
            letters = re.match("[A-Z]+", c.get("r", ""))
            index = len(cells)
            if letters:
                index = 0
                for letter in letters[0]:
                    index = index * 26 + ord(letter) - 64
                index -= 1
            value = [e.text or "" for e in c.iter() if local(e) in ("v", "t")]
            text = value[0] if value else ""
            if c.get("t") == "s" and text:
                text = shared[int(text)]
            place(index, cells, text)
        rows.append((int(r.get("r", len(rows) + 1)), cells))
    return rows


def xml_spreadsheet(data):
    book = ElementTree.fromstring(data.decode("utf-8").lstrip("\ufeff"))
    key = "{%s}" % OFFICE
    found = []
    for sheet in book.iter(key + "Worksheet"):
        rows, number = [], 0
        for r in sheet.iter(key + "Row"):
            number = int(r.get(key + "Index", number + 1))
            cells = []
            for c in r.iter(key + "Cell"):
                index = int(c.get(key + "Index", len(cells) + 1)) - 1
                data_ = c.find(key + "Data")
                text = "".join(data_.itertext()) if data_ is not None else ""
                place(index + int(c.get(key + "MergeAcross", 0)), cells, "")
                place(index, cells, text)
            rows.append((number, cells))
        found.append((sheet.get(key + "Name"), rows))
    return found
