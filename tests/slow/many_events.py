"""many_events.py - 10,000 documents of 20 sources on 50 events, 300 words each: compare takes less than a minute of processor time, keeps
--memory, and gives the same bytes with and without it; a limit that is too small is refused once the corpus is read, and the one that is
named works. SCALE=10 divides the number of documents by 10; KEEP=FOLDER keeps all."""
import bisect
import contextlib
import filecmp
import itertools
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

MIZAN = os.path.abspath(os.environ.get("MIZAN", "build/mizan"))
SCALE = int(os.environ.get("SCALE", "1"))
DOCUMENTS, SOURCES, EVENTS, WORDS = 10000 // SCALE, 20, 50, 300
SECONDS = 60           # of processor time; November 2026: 37
MEMORY = 300 << 20
LITTLE = "90M" if SCALE == 1 else "64M"  # the corpus can be read with it, but not compared
SECONDS_OF_REFUSAL = 20


def word(draw):
    return "".join(draw.choice("bcdfghklmnprstvw") + draw.choice("aeiou") for _ in range(draw.randint(2, 4))) + draw.choice(["", "s", "ed", "ing"])


def write_corpus(path):
    """Words of all by Zipf's law; one in five is the event's, one in fifty the source's own; a year now and then."""
    draw = random.Random(20261126)
    words = [word(draw) for _ in range(50000)]
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    of_events = [[word(draw) for _ in range(200)] for _ in range(EVENTS)]
    of_sources = [[word(draw) for _ in range(40)] for _ in range(SOURCES)]
    with open(path, "w") as file:
        for number in range(DOCUMENTS):
            source, event = number % SOURCES, number // SOURCES % EVENTS
            text = []
            for place in range(WORDS):
                kind = draw.random()
                text.append(draw.choice(of_events[event]) if kind < .2 else draw.choice(of_sources[source]) if kind < .22
                            else words[bisect.bisect(weights, draw.random() * weights[-1])])
                if place % 15 == 14:
                    text[-1] += "."
            text[40] = f"in {1900 + event}"
            file.write(json.dumps({"id": f"d{number}", "source": f"source {source}", "event": f"event {event:02}", "language": "en",
                                   "text": " ".join(text)}) + "\n")


def measure(arguments, stderr=None):
    """Exit code, wall and processor seconds, most resident bytes."""
    start = time.monotonic()
    child = subprocess.Popen([MIZAN, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=stderr)
    _, status, used = os.wait4(child.pid, 0)
    return os.waitstatus_to_exitcode(status), time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def named_limit(common, folder):
    """The megabytes that the refusal of LITTLE names; None where it is not refused, or late."""
    with open(folder / "refusal", "w+") as stderr:
        code, _, processor, _ = measure([*common, "-o", folder / "refused", "--memory", LITTLE], stderr)
        stderr.seek(0)
        message = stderr.read()
    named = re.search(r"give at least --memory (\d+)M", message)
    print(f"many events, {LITTLE}: exit code {code}, {processor:.0f} s of processors: {message.strip()}", flush=True)
    return int(named[1]) if code == 64 and processor < SECONDS_OF_REFUSAL and named and not (folder / "refused").exists() else None


def main():
    failed = 0
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(os.environ.get("KEEP") or stack.enter_context(tempfile.TemporaryDirectory(prefix="mizan-many-events-")))
        corpus = folder / "events.ndjson"
        write_corpus(corpus)
        common = ["compare", corpus, "-j", 2, "--robustness", "none", "--force"]
        least = named_limit(common, folder)
        failed += least is None
        least = (least or 1000) << 20
        for name, more, most in [("free", [], None), ("bounded", ["--memory", MEMORY], MEMORY), ("least", ["--memory", least], least)]:
            code, wall, processor, peak = measure([*common, "-o", folder / name, *more])
            holds = code == 0 and processor < SECONDS and (most is None or peak <= most)
            failed += not holds
            print(f"many events, {name}: exit code {code}, {wall:.0f} s, {processor:.0f} s of processors, {peak / (1 << 20):.0f} MB"
                  f"{'' if holds else '   <-- OUT OF BOUNDS'}", flush=True)
        if not failed:
            names = sorted(path.name for path in (folder / "free").iterdir())
            for name in ("bounded", "least"):
                _, differing, missing = filecmp.cmpfiles(folder / "free", folder / name, names, shallow=False)
                failed += len(differing) + len(missing)
                print(f"many events, {name}: {len(names)} results, the same bytes{'' if not differing + missing else ' NOT: ' + str(differing + missing)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
