# SPDX-License-Identifier: GPL-3.0-or-later
"""The schemas of the reports, in the hands of a validator that is not ours."""
import json
import pathlib
import warnings

warnings.filterwarnings("ignore", category=DeprecationWarning)  # of RefResolver, in later versions than Debian's
import jsonschema  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "schemas"
VALIDATOR = jsonschema.Draft202012Validator
FUND = "fund-1.json"
SUMMARY_LINE = "check-1.json#/$defs/summary_line"


def load():
    """The schemas by file name; each is itself held against the dialect's own schema."""
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
    for schema in schemas.values():
        VALIDATOR.check_schema(schema)
    return schemas


class Validators:
    """Validators by the address of a schema: FILE or FILE#POINTER."""

    def __init__(self):
        self.schemas = load()
        self.store = {(FOLDER / name).as_uri(): schema for name, schema in self.schemas.items()}
        self.made = {}

    def of(self, address):
        if address.partition("#")[0] not in self.schemas:
            raise KeyError("there is no %s" % address)
        if address not in self.made:
            base = (FOLDER / "any").as_uri()
            resolver = jsonschema.RefResolver(base, {}, store=self.store)
            self.made[address] = VALIDATOR({"$ref": address}, resolver=resolver)
        return self.made[address]

    def fault(self, address, document):
        """What is wrong with DOCUMENT, in a line; None when nothing is."""
        fault = jsonschema.exceptions.best_match(self.of(address).iter_errors(document))
        return fault and "%s: %s" % (fault.json_path, fault.message[:300])


def address_of(document):
    """The schema that DOCUMENT says it follows; a line of jsonl that says none is a fund."""
    if "schema" not in document:
        return FUND
    name = document["schema"].replace("holdtrace.", "").replace("/", "-") + ".json"
    return SUMMARY_LINE if name == "check-1.json" and "files" not in document else name


def unique(pairs):
    """An object whose keys stand once; a parser would hide it otherwise."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice among: " + ", ".join(key for key, _ in pairs))
    return found


def documents(text):
    """The documents of TEXT: one, or one a line."""
    decoder = json.JSONDecoder(object_pairs_hook=unique)
    at = 0
    while at < len(text):
        document, at = decoder.raw_decode(text, at)
        yield document
        while at < len(text) and text[at] in " \r\n":
            at += 1
