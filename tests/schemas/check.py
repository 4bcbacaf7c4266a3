# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py PROGRAM: holds each JSON that PROGRAM writes against the published schemas, and the schemas against what
they must not let pass. Exit code 1 when anything is wrong."""
import copy
import pathlib
import sys
from collections import Counter

import runs
import schemas
import walk

SHOWN = 20

# Members that are there only with an option, or where there is anything to say; the schema tells of each which. What is
# not among them is always there.
OPTIONAL = {
    "check-1.json": "base_currency decisions events look_through scheme",
    "check-1.json#/$defs/summary_line": "base_currency decisions events look_through scheme",
    "check-1.json#/properties/screen": "assumed_rules joint_arrangement",
    "divest-1.json": "base_currency",
    "divest-1.json#/$defs/fund": "conversion",
    "divest-1.json#/$defs/group": "country_neutral sector_neutral",
    "divest-1.json#/$defs/risk": "benchmark_without_series_pct days_left_out first last periods returns securities "
                                 "shrinkage without_series without_series_pct",
    "explain-1.json": "assumed_rules joint_arrangement",
    "explain-1.json#/$defs/match": "control integrated_holdings power rings",
    "fund-1.json": "benchmark company_shares conversion decided look_through",
    "log-1.json": "code exit_code files line path seconds",
    "position-1.json#/$defs/designation": "reach_by reach_depth reach_other_days",
    "position-1.json#/$defs/position": "decided guarantor original rules",
    "position-1.json#/$defs/possible": "decided rules",
    "review-1.json": "beyond_decision decisions",
    "scheme-1.json#/$defs/scheme": "benchmark",
}

# Closed vocabularies that are no table of the program.
UNTABLED = (("common-1.json", "interval_reason"), ("common-1.json", "weights_of"), ("common-1.json", "event"), ("explain-1.json", "how"), ("log-1.json", "level"),
            ("explain-1.json", "control_basis"))


class Check:
    """Faults found, and what was seen."""

    def __init__(self):
        self.validators = schemas.Validators()
        self.faults = Counter()
        self.documents = Counter()
        self.examples = {}

    def wrong(self, text):
        """Counts a fault; equal ones once."""
        self.faults[text] += 1

    def remember(self, address, document):
        """Keeps the first object of each kind, and the first that has each member."""
        for where, value in walk.objects(self.validators.schemas, address, document):
            kept = self.examples.setdefault(where, {})
            for key in value.keys() - kept.keys():
                kept[key] = value

    def document(self, what, address, document):
        """Holds one document against its schema."""
        self.documents[address.partition(".json")[0]] += 1
        fault = self.validators.fault(address, document)
        if fault:
            self.wrong("%s: %s" % (what, fault))
        else:
            self.remember(address, document)

    def text(self, what, text):
        """Holds each document of TEXT against the schema that it names."""
        if not text:
            self.wrong("%s: nothing was printed" % what)
        try:
            for document in schemas.documents(text):
                self.document(what, schemas.address_of(document), document)
        except (ValueError, KeyError) as fault:
            self.wrong("%s: no JSON of a known schema: %s" % (what, fault))

    def every_member_was_seen(self):
        """A member that no run writes is a slip of the schema, or has no test."""
        for where, key in walk.members(self.validators.schemas):
            if key not in self.examples.get(where, ()):
                self.wrong("no run has the member %s of %s" % (key, where))

    def words_are_the_programs(self):
        """Words of which the program has no table, for test_schemas.c to compare: each stands somewhere in its sources."""
        sources = "".join(path.read_text("utf-8") for path in (runs.ROOT / "src").glob("*/*.c"))
        for name, definition in UNTABLED:
            for word in self.validators.schemas[name]["$defs"][definition]["enum"]:
                if '"%s"' % word not in sources:
                    self.wrong("the program never says %s, a word of %s in %s" % (word, definition, name))

    def refuses(self, where, value, what):
        """VALUE is not what the schema at WHERE asks."""
        if self.validators.of(where).is_valid(value):
            self.wrong("%s: the schema lets pass %s" % (where, what))

    def changed_objects_are_refused(self):
        """An object without a member, with another one, and with a number as text, is refused wherever it stands."""
        told = {(where, key) for where, keys in OPTIONAL.items() for key in keys.split()}
        optional = set()
        for where, kept in sorted(self.examples.items()):
            for key, value in kept.items():
                without = {other: value[other] for other in value if other != key}
                if self.validators.of(where).is_valid(without):
                    optional.add((where, key))
                if isinstance(value[key], (int, float)) and not isinstance(value[key], bool):
                    self.refuses(where, {**value, key: str(value[key])}, "%s as text" % key)
            self.refuses(where, {**next(iter(kept.values())), "unheard_of": None}, "a member of another name")
        for where, key in sorted(optional ^ told):
            self.wrong("%s of %s may be missing by the schema or by this test, not by both" % (key, where))

    def changed_documents_are_refused(self, document):
        """The same deep inside a whole report."""
        for change in (lambda p: p.pop("isin"), lambda p: p.update(is_in=None), lambda p: p.update(value=str(p["value"])),
                       lambda p: p["targets"][0].pop("basis"), lambda p: p.update(value=None, category="sanctioned"),
                       lambda p: p["targets"][0]["designations"][0].update(listed_on="")):
            changed = copy.deepcopy(document)
            change(changed["files"][0]["positions"][0])
            if not self.validators.fault("check-1.json", changed):
                self.wrong("a changed report is let pass")

    def say(self):
        """The result, in lines; whether all is well."""
        for text, count in self.faults.most_common(SHOWN):
            print("FAIL  %s%s" % (text, " (%d times)" % count if count > 1 else ""))
        seen = ", ".join("%d %s" % (count, name) for name, count in sorted(self.documents.items()))
        print("schemas: %s; %d objects of schemas; %d faults" % (seen, len(self.examples), len(self.faults)))
        return not self.faults


def main(program):
    """Checks; exit code."""
    check = Check()
    for texts in (runs.fresh(program), runs.golden(program), runs.divested(program), runs.kept(program), runs.logged(program),
                  runs.bundled(program), runs.real(program)):
        for what, text in texts:
            check.text(what, text)
    if not runs.REAL.is_dir():
        print("schemas: the real exports are not there; they were left out")
    check.every_member_was_seen()
    check.words_are_the_programs()
    check.changed_objects_are_refused()
    check.changed_documents_are_refused(runs.one(program))
    return 0 if check.say() else 1


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
