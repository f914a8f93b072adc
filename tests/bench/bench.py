"""bench.py - mizan against scikit-learn on the same work, in turn, in one run: the ten nearest documents of every document. Prints
ratios of medians; absolute times are this machine's and drift."""
import csv
import datetime
import gzip
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).parent
root = here.parents[1]
MIZAN = os.path.abspath(os.environ.get("MIZAN", root / "build" / "mizan"))
PYTHON = "/usr/bin/python3"
QUICK = os.environ.get("BENCH") == "quick"
ROUNDS = 3
ANT = root.parent / "shared" / "bench" / "ant.ndjson.gz"


def measure(command):
    """CPU seconds, wall seconds and peak resident MiB of a whole process."""
    started = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"bench: exit code {process.returncode}: {' '.join(map(str, command))}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - started, usage.ru_maxrss / 1024


def compare(label, path, language):
    peer = [PYTHON, here / "peer_sklearn.py", path, language]
    ours = {"all cores": [MIZAN, "nearest", path, "-k", "10"], "one core": [MIZAN, "nearest", path, "-k", "10", "-j", "1"]}
    runs = {name: [] for name in ("peer", *ours)}
    for _ in range(ROUNDS):
        runs["peer"].append(measure(peer))
        for name, command in ours.items():
            runs[name].append(measure(command))
    middle = {name: [statistics.median(column) for column in zip(*values)] for name, values in runs.items()}
    for name in ours:
        cpu, wall, memory = (a / b for a, b in zip(middle["peer"], middle[name]))
        print(f"| {label} | {name} | {cpu:.1f}x | {wall:.1f}x | 1/{memory:.1f} | "
              f"{middle[name][0]:.2f} s, {middle[name][2]:.0f} MiB |", flush=True)


def corpora_as_ndjson(path):
    """The sample corpus for a peer that reads NDJSON alone; both read this file."""
    with open(root / "corpora" / "manifest.csv", newline="", encoding="utf-8") as file, open(path, "w", encoding="utf-8") as out:
        for row in csv.DictReader(file):
            content = (root / "corpora" / row["path"]).read_bytes()
            content = gzip.decompress(content) if row["path"].endswith(".gz") else content
            try:
                text = content.decode("utf-8")
            except UnicodeDecodeError:
                text = content.decode("cp1256")
            out.write(json.dumps({"id": row["id"], "language": row["language"], "text": text}, ensure_ascii=False) + "\n")


def main():
    print(f"mizan against scikit-learn + PyStemmer, {datetime.date.today()}, {platform.machine()}, {os.cpu_count()} cores, "
          f"median of {ROUNDS} runs in turn\n")
    print("| corpus | mizan on | less CPU | less time | peak memory | mizan: CPU, peak |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "corpora.ndjson")
        corpora_as_ndjson(path)
        compare("corpora/, 25 documents", path, "ar")
        for count, language in ((1000, "en"), (1000, "ar"), (10000, "en"), (10000, "ar")):
            if QUICK and count > 1000:
                continue
            path = os.path.join(folder, f"{language}{count}.ndjson")
            subprocess.run([PYTHON, here / "generate.py", str(count), language, path], check=True)
            compare(f"{count:,} generated, {language}", path, language)
        if ANT.exists() and not QUICK:
            compare("10,160 Arabic news articles", ANT, "ar")
        elif not ANT.exists():
            print("skipped: the Arabic news articles are not here")


main()
