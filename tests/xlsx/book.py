# SPDX-License-Identifier: GPL-3.0-or-later
"""A workbook as another program reads it, and its formulas reckoned without ours."""
import decimal
import re

import openpyxl

decimal.getcontext().prec = 60
HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
MOST = 32767


def text(cell):
    """A text cell."""
    return None if cell is None else str(cell)


def shown(value):
    """What a text of the JSON report looks like in a cell; None: only its beginning can be compared."""
    return None if not value else HARMFUL.sub("\ufffd", value)


def number(cell):
    """The number that was written: the shortest decimal that is this double."""
    return None if cell is None or cell == "" else decimal.Decimal(repr(cell))


class Sheet:
    """A table: the row of its head, and the rows below it as dicts by title."""

    def __init__(self, sheet, values, head):
        self.sheet, self.values, self.head = sheet, values, head
        self.titles = [c.value for c in sheet[head]]
        self.rows = []
        for cells in values.iter_rows(min_row=head + 1, values_only=True):
            row = dict(zip(self.titles, cells))
            if any(v is not None for v in cells):
                self.rows.append(row)

    def exact(self, row, title):
        """The digits of an amount: those of the last column where a double does not hold them."""
        for part in (row.get("Exact amounts (a spreadsheet keeps 15 digits)") or "").split("; "):
            if part.startswith(title + " "):
                return decimal.Decimal(part[len(title) + 1:])
        return number(row[title])


class Book:
    def __init__(self, path):
        self.formulas = openpyxl.load_workbook(path)
        self.values = openpyxl.load_workbook(path, data_only=True)
        self.names = self.formulas.sheetnames
        self.columns = {}  # the ranges of formulas, each read once

    def table(self, name, head=1):
        return Sheet(self.formulas[name], self.values[name], head)

    def find(self, name, first):
        """The number of the row whose first cell is FIRST."""
        for row in self.values[name].iter_rows(min_col=1, max_col=1):
            if row[0].value == first:
                return row[0].row
        raise KeyError((name, first))

    def formula_cells(self):
        for sheet in self.formulas:
            for cells in sheet.iter_rows():
                for cell in cells:
                    if cell.data_type == "f":
                        yield sheet.title, cell

    def column(self, reference):
        """The values of a range "Positions!$A$3:$A$9", one column wide."""
        if reference not in self.columns:
            name, cells = reference.split("!")
            sheet, cells = self.values[name.strip("'")], cells.replace("$", "")
            self.columns[reference] = [row[0].value for row in sheet[cells]]
        return self.columns[reference]

    def reckon(self, formula):
        """SUMIFS, COUNTIFS and SUBTOTAL over ranges of one column, with every row in sight."""
        word, inside = re.fullmatch(r"=([A-Z]+)\((.*)\)", formula).groups()
        parts = [p.strip() for p in re.findall(r'"[^"]*"|[^,]+', inside)]
        if word == "SUBTOTAL":
            cells = self.column(parts[1])
            if parts[0] == "103":
                return decimal.Decimal(sum(c is not None for c in cells))
            return sum((number(c) for c in cells if c is not None), decimal.Decimal(0))
        what = self.column(parts.pop(0)) if word == "SUMIFS" else None
        tests = [(self.column(parts[i]), parts[i + 1]) for i in range(0, len(parts), 2)]
        rows = [i for i in range(len(tests[0][0])) if all(fits(c[i], t) for c, t in tests)]
        if word == "COUNTIFS":
            return decimal.Decimal(len(rows))
        return sum((number(what[i]) for i in rows if what[i] is not None), decimal.Decimal(0))


def fits(cell, criterion):
    wanted = criterion.strip('"')
    if wanted == "=":
        return cell is None
    if criterion.startswith('"'):
        return isinstance(cell, str) and cell.casefold() == wanted.casefold()
    return cell == int(wanted)
