#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""adds_up.py HOLDTRACE [OPTION...] FILE...: scans each FILE and adds up every table of its text, csv and JSON reports.

Amounts are added as exact decimals. A total that is absent is passed over; one that is stated must be the sum of what
is printed, to the last digit. Prints each total that is not, and how many were compared; exit 1 when one differs.
"""
import csv
import io
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from decimal import Decimal, getcontext

getcontext().prec = 80
ZERO = Decimal(0)
DERIVATIVES = ('future', 'forward', 'swap', 'option')


class Sums:
    def __init__(self):
        self.compared = 0
        self.failed = []
        self.place = ''

    def same(self, what, stated, added):
        """Compares a total that a report states (None: it does not) with what its parts add up to."""
        if stated is None or added is None:
            return
        self.compared += 1
        if stated != added:
            self.failed.append(f'{self.place}: {what}: stated {stated}, the parts add up to {added}')


def add(rows, key):
    """The sum of a member over rows, of those that have it; None when none has."""
    known = [row[key] for row in rows if row[key] is not None]
    return sum(known, ZERO) if known else None


def add_all(rows, key):
    """The same, None when any row lacks it."""
    return None if any(row[key] is None for row in rows) else sum((row[key] for row in rows), ZERO)


def side(rows, name):
    return [row for row in rows if row['side'] == name]


def grouped(rows, *keys):
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(row[key] for key in keys)].append(row)
    return groups


def zero_if_known(amount, known):
    return ZERO if amount is None and known is not None else amount


def check_sides(sums, what, stated, rows, long='long', short='short', net='net'):
    total = add(rows, 'value')
    sums.same(f'{what} net', stated[net], total)
    sums.same(f'{what} long', stated[long], zero_if_known(add(side(rows, 'long'), 'value'), total))
    sums.same(f'{what} short', stated[short], zero_if_known(add(side(rows, 'short'), 'value'), total))
    if 'positions' in stated:
        sums.same(f'{what} positions', stated['positions'], len(rows))


def check_exposure(sums, file, counted):
    rows = file['positions']
    by_category = grouped([row for row in rows if row['category'] not in (None, 'possible')], 'category', 'currency')
    sums.same('exposure rows', len(file['exposure']), len(by_category))
    for stated in file['exposure']:
        group = by_category[stated['category'], stated['currency']]
        what = f"exposure {stated['category']} {stated['currency']}"
        check_sides(sums, what, stated, group, net='value')
        sums.same(f'{what} notional', stated['notional'], add(group, 'notional'))
        sums.same(f'{what} weight', stated['weight_pct'], add_all(group, 'weight_pct'))
        sums.same(f'{what} attributed', stated['attributed_value'], add(group, 'attributed_value'))
        unknown = add([row for row in group if row['attributed_value'] is None], 'value')
        sums.same(f'{what} not attributed', stated['attributed_unknown_value'], zero_if_known(unknown, ZERO))
    for table in ('by_target', 'by_parent'):
        for stated in file[table]:
            if stated['value'] is not None:
                sums.same(f"{table} {stated['entity']['id']}", stated['value'], stated['long'] + stated['short'])
    for currency in {row['currency'] for row in rows}:
        of = lambda table: [row for row in table if row['currency'] == currency]
        exposed = [row for row in file['exposure'] if row['category'] in counted]
        sums.same(f'by_parent {currency}', add(of(file['by_parent']), 'value'), add(of(exposed), 'value'))
        sums.same(f'by_parent {currency} rows', sum(row['positions'] for row in of(file['by_parent'])),
                  sum(row['positions'] for row in of(exposed)))
        tied = [row for row in of(rows) if row['targets']]
        sums.same(f'by_target {currency} distinct', add(of(file['by_target']), 'distinct_value'), add(tied, 'value'))


def check_issuers(sums, file):
    exposed = [row for row in file['positions'] if row['category'] not in (None, 'possible')]
    for row in exposed:
        row['issuer_id'] = row['issuer']['id'] if row['issuer'] else None
    groups = grouped(exposed, 'issuer_id', 'currency')
    sums.same('by_issuer rows', len(file['by_issuer']), len(groups))
    for stated in file['by_issuer']:
        group = groups[stated['entity']['id'], stated['currency']]
        what = f"by_issuer {stated['entity']['id']} {stated['currency']}"
        check_sides(sums, what, stated, group)
        known = [abs(row['value']) for row in group if row['value'] is not None]
        sums.same(f'{what} gross', stated['gross'], sum(known, ZERO) if known else None)
        sums.same(f'{what} lines', sorted(stated['lines']), sorted(row['line'] for row in group))
        for share in stated['shares']:
            check_share(sums, f"{what} {share['denominator']}", share)
        nav = stated['shares'][0]
        sums.same(f'{what} weight', nav['net_pct'], add_all(group, 'weight_pct'))


def check_share(sums, what, share):
    if share['net_pct'] is not None:
        sums.same(f'{what} net share', share['net_pct'], share['long_pct'] + share['short_pct'])


def check_kinds(sums, file):
    groups = grouped(file['positions'], 'kind', 'currency')
    sums.same('by_kind rows', len(file['by_kind']), len(groups))
    for stated in file['by_kind']:
        check_sides(sums, f"by_kind {stated['kind']} {stated['currency']}", stated,
                    groups[stated['kind'], stated['currency']])
        sides = [(row['side'] == 'short', abs(row['notional'])) for row in groups[stated['kind'], stated['currency']]
                 if row['notional'] is not None and row['kind'] in DERIVATIVES]
        longs, shorts = ([amount for is_short, amount in sides if is_short == wanted] for wanted in (False, True))
        sums.same('by_kind notional', stated['notional_long'], sum(longs, ZERO) if longs else None)
        sums.same('by_kind notional', stated['notional_short'], -sum(shorts, ZERO) if shorts else None)
    whole = file['denominators']
    check_share(sums, 'denominators', whole)
    for key in ('long_pct', 'short_pct', 'net_pct', 'gross_pct'):
        sums.same(f'by_kind {key}', whole[key], add_all(file['by_kind'], key))
    sums.same('denominators net', whole['net_pct'], add_all(file['positions'], 'weight_pct'))
    known = [row for row in file['positions'] if row['value'] is not None]
    longs = side(known, 'long')
    sums.same('denominators gross', whole['gross'], sum((abs(row['value']) for row in known), ZERO))
    sums.same('denominators long', whole['long'], zero_if_known(add(longs, 'value'), ZERO))
    sums.same('denominators long without cash', whole['long_without_cash'],
              zero_if_known(add([row for row in longs if row['kind'] != 'cash'], 'value'), ZERO))


def check_coverage(sums, file):
    methods = file['coverage']['by_method']
    not_cash = [row for row in file['positions'] if row['kind'] != 'cash']
    sums.same('by_method positions', sum(row['positions'] for row in methods), len(not_cash))
    if len(file['totals']) == 1 and file['totals'][0]['net'] is not None:
        known = [abs(row['value']) for row in not_cash if row['value'] is not None]
        sums.same('by_method value', add(methods, 'value'), sum(known, ZERO) if known else None)


def check_funds(sums, file):
    """What stands in the place of a fund is worth what the fund is."""
    by_line = grouped(file['positions'], 'line')
    for fund in file['look_through']['funds']:
        if not fund['look_through']:
            sums.same(f"fund of line {fund['line']}", fund['value'], add(by_line[fund['line'],], 'value'))
    sums.same('rows and the lines of positions', file['rows']['positions'], len(by_line))


def check_file(sums, file, counted):
    rows = file['rows']
    sums.place = file['path']
    if rows['read'] is None:
        return
    sums.same('rows', rows['read'], rows['positions'] + rows['skipped'] + rows['ignored'])
    if file.get('look_through'):
        check_funds(sums, file)
    else:
        sums.same('positions', rows['positions'], len(file['positions']))
    groups = grouped(file['positions'], 'currency')
    sums.same('totals rows', len(file['totals']), len(groups))
    for total in file['totals']:
        check_sides(sums, f"totals {total['currency']}", total, groups[total['currency'],])
        sums.same('weight_file_sum_pct', total['weight_file_sum_pct'], add(file['positions'], 'weight_file_pct'))
    check_exposure(sums, file, counted)
    check_issuers(sums, file)
    check_kinds(sums, file)
    check_coverage(sums, file)


def check_summary(sums, report):
    sums.place = 'summary'
    groups = defaultdict(list)
    for file in report['files']:
        for row in file['exposure']:
            groups[row['category'], row['currency']].append(row)
    for stated in report['summary']['exposure']:
        group = groups[stated['category'], stated['currency']]
        sums.same(f"exposure {stated['category']}", stated['value'], add(group, 'value'))
        sums.same(f"exposure {stated['category']} positions", stated['positions'],
                  sum(row['positions'] for row in group))
    # Where funds are looked through, what they hold counts in their place.
    sums.same('positions', report['summary']['positions'], sum(len(file['positions']) for file in report['files']))


def check_scheme(sums, scheme, counted, text):
    """Categories, issuers and the positions of csv are the same sums, of what the mandates hold."""
    sums.place = scheme['path']
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row['category'] not in ('', 'possible')]
    for row in rows:
        row['scheme'] = Decimal(row['scheme_weight_pct']) if row['scheme_weight_pct'] else None
    for table in ('exposure', 'by_target', 'by_parent', 'by_issuer'):
        for row in scheme[table]:
            for key in ('positions', 'weight_pct', 'long_pct', 'short_pct', 'value'):
                sums.same(f'{table} {key}', row[key], add_all(row['held_by'], key))
            sums.same(f'{table} sides', row['weight_pct'], add_all([{'pct': row['long_pct']}, {'pct': row['short_pct']}], 'pct'))
    for row in scheme['exposure']:
        name = row['category']
        issuers = [issuer for issuer in scheme['by_issuer'] if issuer['category'] == name]
        for key in ('positions', 'weight_pct', 'long_pct', 'short_pct', 'value'):
            sums.same(f'{name} issuers {key}', row[key], add_all(issuers, key))
        sums.same(f'csv {name}', row['weight_pct'], add_all([item for item in rows if item['category'] == name], 'scheme'))
    bounds = scheme['interval']
    least = [row for row in scheme['exposure'] if row['category'] in counted]
    if not any(issue['kind'] == 'possible' for issue in bounds['reasons']):
        sums.same('at least', bounds['at_least_pct'], add_all(least, 'long_pct') if least else ZERO)
    if bounds['at_most_pct'] is not None:
        widths = add([row for row in bounds['reasons']], 'widens_pct') or ZERO
        sums.same('at most', bounds['at_most_pct'], bounds['at_least_pct'] + widths)


def check_csv(sums, text, report):
    """Rows of tables that are not counted have a value and no exposure value; they are in no sum."""
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        for key in ('value', 'weight_pct', 'exposure_value', 'attributed_value'):
            row[key] = Decimal(row[key]) if row[key] else None
        row['currency'] = row['currency'] or None
    counted = [row for row in rows if row['value'] is None or row['exposure_value'] is not None]
    files = {file['path']: file for file in report['files'] if file['rows']['read'] is not None}
    several = len(files) < sum(1 for file in report['files'] if file['rows']['read'] is not None)
    if several:
        return  # funds of one file, which csv tells apart by name alone
    for (path, currency), group in grouped(counted, 'path', 'currency').items():
        sums.place = f'csv {path.lstrip(chr(39))}'
        total = [row for row in files[path.lstrip("'")]['totals'] if row['currency'] == currency]
        check_sides(sums, f'{currency}', total[0], group)
    for (path, category, currency), group in grouped(counted, 'path', 'category', 'currency').items():
        stated = [row for row in files[path.lstrip("'")]['exposure']
                  if (row['category'], row['currency']) == (category, currency)]
        if category and category != 'possible':
            sums.same(f'{category} {currency}', stated[0]['value'], add(group, 'value'))
            sums.same(f'{category} {currency} weight', stated[0]['weight_pct'], add_all(group, 'weight_pct'))


MONEY = r'(?:[A-Z]{3} )?(-?[\d,]+(?:\.\d+)?)(?: \(currency not stated\))?'
PERCENT = r'(-?[\d.]+) %'
ROW = re.compile(r'^  (?:\S.*?)?\s+(\d+)  +(?:\S.*?)  +(?:' + MONEY + r'|not known)  +(?:' + PERCENT + r'|not known)$')
CATEGORY = re.compile(r'^  ([a-z]+) +([\d,]+)  +(?:' + MONEY + r'|-|not known)  +(?:' + MONEY +
                      r'|-|not known)  +(?:' + PERCENT + r'|not known)  +(?:yes|no|no, needs a decision)$')
HEADING = re.compile(r'^  ([a-z]+) \(([\d,]+) positions?[,)]')


def number(text):
    return Decimal(text.replace(',', '')) if text else None


def check_text(sums, text):
    """Each category's row is the sum of the positions that are listed under the category; the counts of rows add up."""
    stated, listed, heading = defaultdict(list), defaultdict(list), None
    for line in text.splitlines():
        rows = re.match(r'^  Rows: ([\d,]+) read = ([\d,]+) positions? \+ ([\d,]+) skipped \+ ([\d,]+) ', line)
        if rows:
            read, *parts = (number(part) for part in rows.groups())
            sums.same('text rows', read, sum(parts))
        category, head, row = CATEGORY.match(line), HEADING.match(line), ROW.match(line)
        if not line.startswith(' '):
            heading = None
        if category:
            stated[category.group(1)].append(category.groups())
        elif head:
            heading = head.group(1)
        elif line.startswith('  Positions without a tie') or line.startswith('  Coverage'):
            heading = None
        elif row and heading:
            listed[heading].append({'value': number(row.group(2)), 'weight': number(row.group(3))})
    for name, rows in stated.items():
        if name == 'possible':
            continue
        sums.same(f'text {name} positions', sum(number(row[1]) for row in rows), len(listed[name]))
        parts = [number(cell) for row in rows for cell in row[2:4] if cell]
        values = [row['value'] for row in listed[name] if row['value'] is not None]
        sums.same(f'text {name} value', sum(parts, ZERO) if parts else None, sum(values, ZERO))
        if len(rows) == 1 and rows[0][4]:
            sums.same(f'text {name} weight', number(rows[0][4]), sum((row['weight'] for row in listed[name]), ZERO))
    return len(stated)


def scan(program, options, path, sums):
    with tempfile.TemporaryDirectory() as folder:
        names = {kind: f'{folder}/report.{kind}' for kind in ('json', 'csv', 'text')}
        reports = [f'--report={kind}={name}' for kind, name in names.items()]
        subprocess.run([program, 'check', '--quiet', '--all-positions', *reports, *options, path], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        text = {kind: open(name, encoding='utf-8').read() for kind, name in names.items()}
    report = json.loads(text['json'], parse_float=Decimal, parse_int=Decimal)
    counted = report['screen']['counted']
    for file in report['files']:
        check_file(sums, file, counted)
    check_summary(sums, report)
    if 'scheme' in report:
        check_scheme(sums, report['scheme'], counted, text['csv'])
    check_csv(sums, text['csv'], report)
    sums.place = f'text {path}'
    check_text(sums, text['text'])


def main():
    program, *words = sys.argv[1:]
    options = [word for word in words if word.startswith('--')]
    paths = [word for word in words if not word.startswith('--')]
    sums = Sums()
    for path in paths:
        scan(program, options, path, sums)
    for failure in sums.failed:
        print(failure)
    enough = sums.compared >= 20 * len(paths)
    if not sums.failed:
        print('every total is the sum of its parts' if enough else f'only {sums.compared} totals were compared')
    sys.exit(1 if sums.failed or not enough else 0)


if __name__ == '__main__':
    main()
