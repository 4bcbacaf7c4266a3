# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON to hold against the schemas: what every golden case would say as JSON, and runs of our own."""
import concurrent.futures
import itertools
import json
import os
import pathlib
import subprocess
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "golden"
SAMPLES = "holdings_samples"
REAL = ROOT.parent / "shared" / "holdings"

# Stands before the program in the cases: a check reports as JSON besides, and what else has a JSON is asked again for
# it. The case gets its answer and its exit code, of which nothing is compared here.
WRAPPER = """#!/bin/sh
to="$COLLECT/$$"
again() {
    "$PROGRAM" "$@"
    code=$?
    case " $* " in
    *' --write-layout '*) ;;
    *' --report json '*) "$PROGRAM" "$@" >"$to.json" 2>/dev/null </dev/null ;;
    *' --report '*) ;;
    *) "$PROGRAM" "$@" --report json >"$to.json" 2>/dev/null </dev/null ;;
    esac
    exit $code
}
case "$1 ${2-}" in
*--help*) ;;
history* | diff* | holders*) again "$@" ;;
'store export') "$PROGRAM" "$@" --output "$to.json" >/dev/null 2>&1 </dev/null ;;
check*) shift; exec "$PROGRAM" check --report "json=$to.json" "$@" ;;
explain* | inspect* | review* | divest* | 'ref info' | 'ref diff') again "$@" ;;
esac
exec "$PROGRAM" "$@"
"""


def environment(program, **more):
    """What the program runs in, with its own reference."""
    own = {"PROGRAM": program, "HOLDTRACE_REFERENCE": str(pathlib.Path(program).parent / "reference.db")}
    return {**os.environ, "LC_ALL": "C.UTF-8", **own, **more}


def quiet(command, env):
    """Runs COMMAND from the project's root; what it prints."""
    done = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.stdout.decode("utf-8")


def golden_case(program, case, work):
    """(case, text) of each JSON of one golden case."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=work))
    (folder / "t").mkdir()
    (folder / "collected").mkdir()
    path = "%s:%s" % (work, os.environ["PATH"])
    env = environment(program, PATH=path, T=str(folder / "t"), COLLECT=str(folder / "collected"))
    subprocess.run(["sh", str(case)], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False, timeout=120)
    texts = [file.read_text("utf-8") for file in sorted((folder / "collected").glob("*.json"))]
    return [("golden case " + case.stem, text) for text in texts if text]  # a command line that is refused prints none


def golden(program):
    """The same of all golden cases."""
    with tempfile.TemporaryDirectory() as work:
        wrapper = pathlib.Path(work) / "holdtrace"
        wrapper.write_text(WRAPPER, "ascii")
        wrapper.chmod(0o755)
        with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            for found in pool.map(lambda case: golden_case(program, case, work), sorted(CASES.glob("*.test"))):
                yield from found


def samples(*names):
    """Paths of samples."""
    return ["%s/%s" % (SAMPLES, name) for name in names]


# Options of check that bring members or take them away; each is tried with and without every other.
OPTIONS = (
    ["--scheme", "holdings_samples/scheme.csv"],
    ["--benchmark", "holdings_samples/example_vanguard_us.csv"],
    ["--look-through", "holdings_samples/look_through/funds"],
    ["--base-currency", "EUR", "--rates", "tests/data/import/eurofxref-hist.csv"],
    ["--decisions", "holdings_samples/decisions.csv"],
    ["--exclusions", "tests/data/excluded_names.csv"],
)
INPUTS = samples("example_ishares_us_emerging_markets.csv", "example_damaged_row.csv",
                 "example_conflicting_identifiers.csv", "example_ishares_us_multi_asset.csv",
                 "look_through/example_fund_of_funds.csv") + ["tests/data/currencies.csv", "tests/data/none.csv"]


def combinations():
    """Each choice among OPTIONS; all positions and jsonl are spread over them."""
    for number, chosen in enumerate(itertools.product((False, True), repeat=len(OPTIONS))):
        options = [word for option, is_chosen in zip(OPTIONS, chosen) if is_chosen for word in option]
        yield ["--report", "jsonl" if number % 3 == 1 else "json", *(["--all-positions"] if number % 5 == 2 else []),
               *options, *INPUTS]


def fresh(program):
    """(command, text) of runs of our own."""
    listed = sorted(path.stem for path in (ROOT / "reference" / "screens").glob("*.ini"))
    commands = [["check", *rest] for rest in combinations()]
    commands += [["check", "--report", "json", "--all-positions", SAMPLES],
                 ["check", "--report", "json", "holdings_samples/mixed", "tests/data/none.csv"],
                 ["inspect", "--report", "json", SAMPLES, "tests/data/workbooks"],
                 ["review", "--report", "json", SAMPLES],
                 ["review", "--report", "json", "--decisions", "holdings_samples/decisions.csv", SAMPLES],
                 ["ref", "info", "--report", "json"]]
    commands += [["check", "--report", "json", "--screen", name, INPUTS[0]] for name in listed]
    with open(ROOT / "reference" / "entities.csv", encoding="utf-8") as rows:
        ids = [row.split(",")[0] for row in rows][1:]
    commands += [["explain", "--report", "json", name] for name in ids[::4]]
    env = environment(program)
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        texts = pool.map(lambda command: quiet([program, *command], env), commands)
        yield from zip(map(" ".join, commands), texts)


def divested(program):
    """The same of sales."""
    with tempfile.TemporaryDirectory() as work:
        volumes = pathlib.Path(work) / "volumes.csv"
        volumes.write_text("isin,adv_shares\nCNE100000PM8,1000000\n", "ascii")
        command = ["divest", "--report", "json", "--volumes", str(volumes), "--participation", "10", "--not-us-person",
                   "--base-currency", "EUR", "--rates", "tests/data/import/eurofxref-hist.csv", *INPUTS, SAMPLES]
        yield " ".join(command), quiet([program, *command], environment(program))


def kept(program):
    """The same of runs that keep what they scan."""
    env = environment(program)
    with tempfile.TemporaryDirectory() as work:
        store = ["--store", work + "/scans.db"]
        check = ["check", "--quiet", "--settle", "0", *store, "--fail-on", "new,possible", "--decisions", "holdings_samples/decisions.csv"]
        for command in ([*check, "--report", "json", "--as-of", "2020-01-01", SAMPLES],
                        [*check, "--report", "jsonl", SAMPLES],
                        ["store", "export", *store],
                        ["history", *store, "--report", "json"],
                        ["diff", *store, "--report", "json", "Example Emerging Markets UCITS ETF (sample)"],
                        ["holders", *store, "--report", "json", "hikvision"]):
            yield " ".join(command), quiet([program, *command], env)


def logged(program):
    """The same of the messages of a run."""
    command = [program, "check", "--log-format", "json", "--report", "csv=/dev/null", "tests/data/none.csv", SAMPLES]
    done = subprocess.run(command, cwd=ROOT, env=environment(program), stdin=subprocess.DEVNULL, capture_output=True,
                          check=False)
    yield "check --log-format json", done.stderr.decode("utf-8")


def bundled(program):
    """Manifests of bundles."""
    with tempfile.TemporaryDirectory() as work:
        bundle = work + "/scan.zip"
        for options in ([], ["--bundle-inputs", "--all-positions", "--decisions", "holdings_samples/decisions.csv"]):
            command = ["check", "--quiet", "--bundle", bundle, *options, INPUTS[0]]
            quiet([program, *command], environment(program))
            with zipfile.ZipFile(bundle) as archive:
                yield " ".join(command), archive.read("manifest.json").decode("utf-8")


def real(program):
    """The same of the real exports; nothing where they are not."""
    if REAL.is_dir():
        for command in (["check", "--report", "json"], ["inspect", "--report", "json"], ["review", "--report", "json"]):
            yield " ".join(command) + " of the real exports", quiet([program, *command, str(REAL)], environment(program))


def one(program):
    """One report."""
    return json.loads(quiet([program, "check", "--report", "json", INPUTS[0]], environment(program)))
