#!/usr/bin/env python3
"""Compares what two builds of Parley compute, number by number.

    tools/compare_results.py OLD_PROGRAM NEW_PROGRAM [FOLDER] [--only TEXT] [--keep-old]

Both programs carry out the same commands: every scenario, the deal, the strategy commands, explanations, draws, tariff
lines, partial equilibrium, WTO rules, market evidence, and every replication, as text and as JSON. Each command works in a
folder of its own under FOLDER/old and FOLDER/new; what it printed, its exit status and every file that it wrote are then
held against each other.

A file is
    identical      every character is the same, fields that move by nature aside (commit, version, time taken);
    reworded       every number is the same to the last digit, words differ;
    extended       every number is there and the same; the new file holds columns, keys or lines beside them;
    close          some numbers differ, none by more than 1e-12 of its size;
    different      everything else, also a file or number that is absent.
The last line counts them; the files that are not identical are named above it. The exit status is 1 where one is
different and 0 otherwise.

Replications and the tariff lists of other countries read the authors' data under PARLEY_SHARED; commands whose data is not
there are left out, and said to be. --only TEXT takes the commands whose text contains TEXT; --keep-old uses what
FOLDER/old holds from an earlier run in place of running the old program again.
"""

import argparse
import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from xml.etree import ElementTree

from compared_commands import COMMANDS, SHARED_COMMANDS

PROJECT = pathlib.Path(__file__).resolve().parent.parent
LINKS = ("scenarios", "data", "bench")
RELATIVE_TOLERANCE = 1e-12

# Fields and phrases that differ between two builds or two runs without a number having changed.
MOVING_KEYS = {"parley_version", "version", "commit", "compiler", "command", "created_utc", "seconds", "peak_mb"}
MOVING_TEXT = [
    (re.compile(r"(written|valued|solved|made|done|taken|took) in \d+(\.\d+)? (ms|s|min)\b"), r"\1 in TIME"),
    (re.compile(r"\b\d+ MB at most"), "MEMORY at most"),
    (re.compile(r"\b\d+\.\d+ s\b"), "TIME"),
    (re.compile(r"(Parley \d+\.\d+\.\d+)(?: \((?:commit )?[0-9a-f]{7,40}(?:-dirty)?\)|, commit [0-9a-f]{7,40})"), r"\1, commit COMMIT"),
    (re.compile(r'"(parley_version|commit|compiler|created_utc)": "[^"]*"'), r'"\1": "MOVES"'),
    (re.compile(r'"seconds": [-+.0-9e]+'), r'"seconds": 0'),
]
NUMBER = re.compile(r"(?<![A-Za-z0-9_.])[-+\u2212]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")

IDENTICAL, REWORDED, EXTENDED, CLOSE, DIFFERENT = "identical", "reworded", "extended", "close", "different"
KINDS = (IDENTICAL, REWORDED, EXTENDED, CLOSE, DIFFERENT)


def worst(kinds):
    return max(kinds, key=KINDS.index, default=IDENTICAL)


def as_number(text):
    try:
        return float(text.replace("\u2212", "-"))
    except ValueError:
        return None


def compare_values(old, new):
    """One cell against another: kind, without a place."""
    if old == new:
        return IDENTICAL
    a, b = as_number(old), as_number(new)
    if a is None and b is None:
        return compare_words(old, new)
    if a is None or b is None:
        return DIFFERENT
    if a == b or (a != a and b != b):
        return CLOSE
    return CLOSE if abs(a - b) <= RELATIVE_TOLERANCE * max(abs(a), abs(b)) else DIFFERENT


def compare_words(old, new):
    """Two texts: the numbers in them in their order."""
    ours, theirs = NUMBER.findall(old), NUMBER.findall(new)
    if ours == theirs:
        return REWORDED
    if len(ours) != len(theirs):
        return DIFFERENT
    return worst([REWORDED] + [compare_values(a, b) for a, b in zip(ours, theirs)])


def flat(value, path=""):
    """Every scalar of a JSON document under its path, fields that move left out."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key not in MOVING_KEYS:
                yield from flat(member, f"{path}/{key}")
        if not value:
            yield path, "{}"
    elif isinstance(value, list):
        for position, member in enumerate(value):
            yield from flat(member, f"{path}/{position}")
        yield f"{path}/count", str(len(value))
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)


def compare_maps(old, new):
    """Named cells against named cells: yields (kind, what is to be said)."""
    for name, value in old.items():
        if name not in new:
            yield DIFFERENT, f"{name} is gone"
            continue
        kind = compare_values(value, new[name])
        if kind != IDENTICAL:
            yield kind, f"{name}: {value} became {new[name]}"
    more = [name for name in new if name not in old]
    if more:
        yield EXTENDED, f"new: {', '.join(more[:3])}{' ...' if len(more) > 3 else ''}"


def compare_json(old, new):
    def scalars(text):
        for pattern, replacement in MOVING_TEXT:
            text = pattern.sub(replacement, text)
        # Numbers keep their digits.
        return dict(flat(json.loads(text, parse_float=Digits, parse_int=Digits)))

    return list(compare_maps(scalars(old), scalars(new)))


class Digits(str):
    """A number of a JSON document as it is written there."""


def compare_csv(old, new):
    def cells(text):
        rows = list(csv.reader(io.StringIO(text)))
        if not rows:
            return {}
        named = {}
        for number, row in enumerate(rows[1:], start=2):
            for position, cell in enumerate(row):
                column = rows[0][position] if position < len(rows[0]) else f"column {position + 1}"
                named[f"line {number}, {column}"] = cell
        return named

    findings = list(compare_maps(cells(old), cells(new)))
    old_head, new_head = ([*csv.reader(io.StringIO(text))] or [[]] for text in (old, new))
    if new_head[0][: len(old_head[0])] != old_head[0]:
        findings.append((DIFFERENT, f"columns {','.join(old_head[0])} became {','.join(new_head[0])}"))
    return findings


def compare_text(old, new, is_markup):
    def lines(text):
        for pattern, replacement in MOVING_TEXT:
            text = pattern.sub(replacement, text)
        if is_markup:
            text = re.sub(r"<style>.*?</style>", "", text, flags=re.S)
            text = re.sub(r">(?=.)", ">\n", text)
        return text.splitlines()

    findings = []
    for place, before, after in changed_lines(lines(old), lines(new)):
        if not before:
            findings.append((EXTENDED, f"line {place}: new: {after[:160]}"))
        elif not after:
            kind = DIFFERENT if NUMBER.search(before) else REWORDED
            findings.append((kind, f"line {place} is gone: {before[:160]}"))
        else:
            findings.append((compare_words(before, after), f"line {place}: {before[:160]!r} became {after[:160]!r}"))
    return findings


def changed_lines(old, new):
    """What `diff` finds between two lists of lines: first line, text before, text after."""
    if old == new:
        return
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder) / name for name in ("old", "new")]
        for file, lines in zip(files, (old, new)):
            file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        output = subprocess.run(["diff", *map(str, files)], capture_output=True, check=False).stdout
    for line in output.decode("utf-8").splitlines():
        found = re.fullmatch(r"(\d+)(?:,(\d+))?([acd])(\d+)(?:,(\d+))?", line)
        if not found:
            continue
        first, last, kind, new_first, new_last = found.groups()
        before = [] if kind == "a" else old[int(first) - 1 : int(last or first)]
        after = [] if kind == "d" else new[int(new_first) - 1 : int(new_last or new_first)]
        yield int(first), "\n".join(before), "\n".join(after)


def workbook_cells(path):
    """Every cell of a workbook by sheet and place; shared strings looked up."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    cells = {}
    with zipfile.ZipFile(path) as book:
        strings = []
        if "xl/sharedStrings.xml" in book.namelist():
            root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            strings = ["".join(part.text or "" for part in item.iter(main + "t")) for item in root.iter(main + "si")]
        for member in sorted(name for name in book.namelist() if name.startswith("xl/worksheets/")):
            for cell in ElementTree.fromstring(book.read(member)).iter(main + "c"):
                value = cell.findtext(main + "v") or ""
                if cell.get("t") == "s":
                    value = strings[int(value)]
                cells[f"{pathlib.PurePath(member).stem} {cell.get('r')}"] = value
    return cells


def compare_files(old, new):
    """Findings about one file: a list of (kind, words); empty where it is identical."""
    if not new.is_file():
        return [(DIFFERENT, "the new program did not write it")]
    if not old.is_file():
        return [(EXTENDED, "only the new program wrote it")]
    if old.read_bytes() == new.read_bytes():
        return []
    if old.suffix == ".xlsx":
        return list(compare_maps(workbook_cells(old), workbook_cells(new)))
    before, after = (path.read_text(encoding="utf-8", errors="replace") for path in (old, new))
    starts = before.lstrip()[:1]
    if starts in ("{", "["):
        try:
            return compare_json(before, after)
        except json.JSONDecodeError:
            pass
    if old.suffix == ".csv":
        return compare_csv(before, after)
    return compare_text(before, after, old.suffix in (".html", ".svg"))


def folder_name(command):
    name = re.sub(r"[^a-z0-9.]+", "-", command.lower().replace("scenarios/", "")).strip("-")
    return name if len(name) <= 110 else f"{name[:100]}-{zlib.crc32(command.encode()):08x}"


def carry_out(program, command, folder):
    """Runs one command in a folder of its own, which then holds stdout, stderr, status and the command's files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for link in LINKS:
        (folder / link).symlink_to(PROJECT / link)
    environment = dict(os.environ, SOURCE_DATE_EPOCH="0")
    result = subprocess.run(
        ["bash", "-c", f'"$0" {command}', str(program)], cwd=folder, env=environment, capture_output=True, check=False
    )
    for link in LINKS:
        (folder / link).unlink()
    stdout = "stdout.csv" if "--csv" in command.split() else "stdout"
    (folder / stdout).write_bytes(result.stdout)
    (folder / "stderr").write_bytes(result.stderr)
    (folder / "status").write_text(f"{result.returncode}\n")


def files_below(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def report(place, findings, shown):
    kind = worst(kind for kind, _ in findings)
    print(f"{kind}: {place} ({len(findings)})")
    for finding_kind, words in sorted(findings, key=lambda finding: -KINDS.index(finding[0]))[:shown]:
        print(f"    {finding_kind}: {words}")
    return kind


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=pathlib.Path)
    parser.add_argument("new", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path, nargs="?", help="where results are kept [a temporary folder]")
    parser.add_argument("--only", default="", help="only commands whose text contains this")
    parser.add_argument("--keep-old", action="store_true", help="use FOLDER/old from an earlier run")
    parser.add_argument("--shown", type=int, default=5, help="findings to print for each file [5]")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    folder = arguments.folder or pathlib.Path(tempfile.mkdtemp(prefix="parley-compare-"))
    shared = pathlib.Path(os.environ.get("PARLEY_SHARED") or PROJECT.parent / "shared").resolve()
    commands = list(COMMANDS)
    if shared.is_dir():
        os.environ["PARLEY_SHARED"] = str(shared)
        commands += SHARED_COMMANDS
    else:
        print(f"left out, their data is not here (PARLEY_SHARED): {len(SHARED_COMMANDS)} commands")
    counts = dict.fromkeys(KINDS, 0)
    statuses = {}
    for command in (command for command in commands if arguments.only in command):
        name = folder_name(command)
        old, new = folder / "old" / name, folder / "new" / name
        if not (arguments.keep_old and (old / "status").is_file()):
            carry_out(arguments.old.resolve(), command, old)
        carry_out(arguments.new.resolve(), command, new)
        status = (old / "status").read_text().strip()
        statuses[status] = statuses.get(status, 0) + 1
        for path in sorted(files_below(old) | files_below(new)):
            findings = compare_files(old / path, new / path)
            counts[report(f"{name}/{path}", findings, arguments.shown) if findings else IDENTICAL] += 1
        sys.stdout.flush()
    ended = ", ".join(f"{count} with status {status}" for status, count in sorted(statuses.items()))
    print(f"{sum(statuses.values())} commands of the old program ended: {ended}; results are in {folder}")
    print(
        f"{sum(counts.values())} files compared: {counts[IDENTICAL]} identical,"
        f" {counts[REWORDED]} with other words and the same numbers, {counts[EXTENDED]} with more in them,"
        f" {counts[CLOSE]} equal within {RELATIVE_TOLERANCE:g}, {counts[DIFFERENT]} different"
    )
    return 1 if counts[DIFFERENT] else 0


if __name__ == "__main__":
    sys.exit(main())
