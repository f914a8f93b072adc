"""What the end-to-end tests share: running the program, small corpora, reading its results."""
import csv
import functools
import json
import math
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MIZAN = os.path.abspath(os.environ.get("MIZAN", ROOT / "build" / "mizan"))
SHARED = ROOT.parent / "shared"
CORPORA = ROOT / "corpora"


def run(*arguments, stdin=b"", environment=None, cwd=None, check=None, timeout=120):
    """Runs mizan; `check` is the exit code that is expected. Output is bytes."""
    full = dict(os.environ)
    full.update(environment or {})
    done = subprocess.run([MIZAN, *map(str, arguments)], input=stdin, capture_output=True, env=full, cwd=cwd,
                          timeout=timeout)
    if check is not None and done.returncode != check:
        raise AssertionError(f"exit code {done.returncode}, not {check}: mizan {' '.join(map(str, arguments))}\n"
                             f"{done.stderr.decode(errors='replace')[:2000]}")
    return done


@functools.cache
def is_address_sanitized():
    """Is the program under test made with -fsanitize=address? Its run-time library wants terabytes of address space."""
    return b"__asan_init" in pathlib.Path(MIZAN).read_bytes()


def wait_until_it_catches_signals(process, seconds=10):
    """Before that, a signal ends the program as it ends any other: there is nothing yet to clean up."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        caught = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("SigCgt:"))
        if caught >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.01)
    raise AssertionError(f"no signal is caught within {seconds} seconds")


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_results(folder):
    """Every file of a results folder by its relative path."""
    folder = pathlib.Path(folder)
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def read_matrix_market(path):
    """Rows of {column: value}, both from 0."""
    rows = None
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("%"):
                continue
            parts = line.split()
            if rows is None:
                rows = [{} for _ in range(int(parts[0]))]
                continue
            rows[int(parts[0]) - 1][int(parts[1]) - 1] = float(parts[2])
    return rows


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mizan-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def corpus(self, texts, name="corpus"):
        """A folder with EVENT/SOURCE.txt for each key."""
        for path, text in texts.items():
            self.write(f"{name}/{path}", text)
        return self.folder / name

    def compare(self, *arguments, out="out", **more):
        run("compare", *arguments, "-o", self.folder / out, "--quiet", check=0, **more)
        return self.folder / out

    def assert_clean(self, out="out"):
        """Nothing was left behind: neither results nor anything temporary beside them."""
        self.assertFalse((self.folder / out).exists(), "a failed run left its results folder")
        left = [p.name for p in self.folder.iterdir() if "mizan" in p.name]
        self.assertEqual(left, [])


SMALL = {
    "treaty/paper.txt": "The ministers of Britain and the Soviet Union signed the treaty in May 1942.\n"
                        "The alliance against Germany was to last twenty years.\n",
    "treaty/radio.txt": "In May 1942 Britain and the Soviet Union signed an alliance in London.\n"
                        "Radio Moscow praised the ministers and the treaty.\n",
    "harvest/paper.txt": "The harvest of wheat was poor after the dry summer of 1936.\nFarmers sold their cattle.\n",
    "harvest/radio.txt": "Farmers spoke of a dry summer and a poor harvest; wheat and cattle were sold cheaply.\n",
}


LEAD_WORDS = 100


def damped(row, lead={}, rate=0.25):
    """Rates damped, where what stands in the lead counts twice."""
    row = {t: n + lead.get(t, 0) for t, n in row.items()}
    bound = rate * sum(row.values())
    return {t: n * bound / (n + bound) for t, n in row.items()}


def corrected(x, y, idf, lead_x={}, lead_y={}, floor=0.4, rate=0.25):
    """The similarity of mizan(1), written down a second time: rows of raw counts, what of them is lead, idf by column."""
    def self_part(row, lead):
        square = math.fsum((idf[t] * n) ** 2 for t, n in damped(row, lead, rate).items())
        tokens = {t: [2] * lead.get(t, 0) + [1] * (int(n) - lead.get(t, 0)) for t, n in row.items()}
        length = sum(map(sum, tokens.values()))
        bound = rate * length
        # every two different tokens of a term, and of the text
        pairs = math.fsum(idf[t] ** 2 * (bound / (sum(own) + bound)) ** 2 * (sum(own) ** 2 - sum(w * w for w in own))
                          for t, own in tokens.items())
        left = length ** 2 - sum(w * w for own in tokens.values() for w in own)
        return max(pairs * length ** 2 / left if left > 0 else 0, floor * square)
    first, second = damped(x, lead_x, rate), damped(y, lead_y, rate)
    shared = math.fsum(idf[t] ** 2 * n * second[t] for t, n in first.items() if t in second)
    a, b = self_part(x, lead_x), self_part(y, lead_y)
    return shared / math.sqrt(a * b) if a > 0 and b > 0 else math.nan


def cosine(x, y):
    dot = math.fsum(value * y[t] for t, value in x.items() if t in y)
    a = math.sqrt(math.fsum(v * v for v in x.values()))
    b = math.sqrt(math.fsum(v * v for v in y.values()))
    return dot / (a * b) if a > 0 and b > 0 else math.nan


__all__ = ["Case", "CORPORA", "LEAD_WORDS", "MIZAN", "ROOT", "SHARED", "SMALL", "corrected", "cosine", "damped", "json", "read_matrix_market",
           "read_results", "run", "table"]
