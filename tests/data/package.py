# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes small xlsx packages, the same bytes each time."""

import zipfile

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def write(path, members, method=zipfile.ZIP_DEFLATED):
    """A zip archive of MEMBERS (name to text or bytes) without a clock in it."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            info.external_attr = 0o644 << 16
            archive.writestr(info, data if isinstance(data, bytes) else data.encode())


def relations(*entries):
    """A .rels member of (id, end of the type, target)."""
    lines = "".join(f'<Relationship Id="{i}" Type="{DOCUMENT}/{kind}" Target="{target}"/>' for i, kind, target in entries)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def styles(*codes):
    """A styles member whose cell format N shows numbers by CODES[N]: a built-in number, or a code."""
    own = {code: 164 + i for i, code in enumerate(codes) if isinstance(code, str)}
    formats = "".join(f'<numFmt numFmtId="{i}" formatCode="{escape(code)}"/>' for code, i in own.items())
    cells = "".join(f'<xf numFmtId="{own.get(code, code)}"/>' for code in codes)
    return (f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="14"/>'
            f'</cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>')


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def sheet(rows):
    """A worksheet member of the given <row> elements."""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def book(sheets, properties="", strings=None, formats=(0,)):
    """The members of a workbook. SHEETS: (name, state, <row> elements). STRINGS: <si> elements."""
    list_, links, members = "", [], {}
    for i, (name, state, rows) in enumerate(sheets, 1):
        list_ += f'<sheet name="{escape(name)}" sheetId="{i}" state="{state}" r:id="rId{i}"/>'
        links.append((f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml"))
        members[f"xl/worksheets/sheet{i}.xml"] = sheet(rows)
    links.append(("rId900", "styles", "styles.xml"))
    members["xl/styles.xml"] = styles(*formats)
    if strings is not None:
        links.append(("rId901", "sharedStrings", "sharedStrings.xml"))
        members["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>'
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{properties}<sheets>{list_}</sheets>'
                           "</workbook>",
        "xl/_rels/workbook.xml.rels": relations(*links),
        **members,
    }


def cell(value, style=None):
    """A <c> without reference: a number as a number, text inline; None leaves the cell empty."""
    look = f' s="{style}"' if style is not None else ""
    if value is None:
        return f"<c{look}/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"{look}><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c{look}><v>{value}</v></c>"


def row(*values, style=None, number=None):
    where = f' r="{number}"' if number else ""
    return f"<row{where}>" + "".join(cell(v, style if not isinstance(v, str) else None) for v in values) + "</row>"
