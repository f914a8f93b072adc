"""bench.py - mizan against scikit-learn and gensim on the same work, in turn, in one run: the ten nearest documents of every document.
Prints ratios of medians, ready for the README; absolute times are this machine's and drift. BENCH=quick leaves the large corpora out; LARGE=20000
(documents, 0: none) takes another size for the largest, which one round and some of the peer's rows stand for. A slow machine gets fewer
rounds, so that all of it ends within 20 minutes."""
import csv
import datetime
import gzip
import json
import os
import pathlib
import platform
import re
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
LARGE = int(os.environ.get("LARGE", 100000))
ROUND_MINUTES, LARGE_MINUTES = 11, 14  # from the start: no second round, and no largest corpus, begins later
ANT = root.parent / "shared" / "bench" / "ant.ndjson.gz"
PEERS = ("plain", "stemmed", "tuned", "gensim")
NAMES = {"plain": "scikit-learn", "stemmed": "scikit-learn, PyStemmer", "tuned": "scikit-learn, tuned", "gensim": "gensim"}
QUERY_ROWS = 2000  # of 100,000 documents: all of them would take the peer a quarter of an hour
# Less CPU than the peer on one core, and memory against the tuned one: what is aimed at first and then.
CPU_TARGETS = {10000: {"stemmed": (12, 30), "tuned": (7, 18), "gensim": (12, 32)}, 100000: {"tuned": (15, 33)}}
MEMORY_TARGETS = {10000: (4, 9), 100000: (4, 12)}
WORD = re.compile(r"\w+")


def measure(command):
    """CPU seconds, wall seconds, peak resident MiB of a whole process, and the last line of its messages."""
    with tempfile.TemporaryFile() as messages:
        started = time.monotonic()
        process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=messages)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        messages.seek(0)
        lines = messages.read().decode(errors="replace").splitlines() or [""]
    if process.returncode != 0:
        sys.exit(f"bench: exit code {process.returncode}: {' '.join(map(str, command))}\n{lines[-1]}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, lines[-1]


def scaled(result, rows_wanted):
    """A peer that was asked for some rows alone, as if for all: its product is a row's as often."""
    cpu, wall, memory, line = result
    told = json.loads(line)
    if not rows_wanted or told["rows"] >= told["documents"]:
        return cpu, wall, memory
    more = told["product"] * (told["documents"] / told["rows"] - 1)
    return cpu + more, wall + more, memory


def count_words(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return sum(len(WORD.findall(json.loads(line)["text"])) for line in file)


def minutes():
    return (time.monotonic() - began) / 60


def target(targets):
    return f" ({targets[0]}x, {targets[1]}x)" if targets else ""


def compare(label, path, language, documents, peers=PEERS, rounds=ROUNDS, rows=None):
    """One block of the table; returns mizan's CPU seconds on one core and the words."""
    ours = {"one core": [MIZAN, "nearest", path, "-k", "10", "-j", "1"], "all cores": [MIZAN, "nearest", path, "-k", "10"]}
    runs = {name: [] for name in (*peers, *ours)}
    multiply_adds = 0
    for number in range(rounds):
        if number > 0 and minutes() > ROUND_MINUTES:
            print(f"skipped: rounds beyond {number} of {label}: {minutes():.0f} minutes have gone", file=sys.stderr)
            break
        for name in peers:
            command = [PYTHON, here / "peers.py", name, path, language] + ([rows] if rows else [])
            result = measure(command)
            multiply_adds = max(multiply_adds, json.loads(result[3])["multiply_adds"])
            runs[name].append(scaled(result, rows))
        for name, command in ours.items():
            runs[name].append(measure(command)[:3])
    middle = {name: [statistics.median(column) for column in zip(*values)] for name, values in runs.items()}
    cpu, wall, memory = middle["one core"]
    wall_of_all = middle["all cores"][1]
    words = count_words(path)
    for name in peers:
        peer = middle[name]
        less_memory = f"1/{peer[2] / memory:.1f}" + (target(MEMORY_TARGETS.get(documents)).replace("x", "") if name == "tuned" else "")
        print(f"| {label} | {NAMES[name]} | {peer[0] / cpu:.1f}x{target(CPU_TARGETS.get(documents, {}).get(name))} | {peer[1] / wall_of_all:.1f}x | "
              f"{less_memory} |", flush=True)
    absolute.append(f"| {label} | {cpu:.2f} | {wall:.2f} | {wall / wall_of_all:.2f}x | {memory:.0f} | {words / cpu / 1e6:.2f} | "
                    f"{multiply_adds / cpu / 1e9:.2f} |")
    growth[label] = (documents, language, cpu, memory)


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


def show_absolute():
    print("\nmizan itself, on one core unless said; multiply-adds are those of the full product of the matrix with itself, over all of its time\n")
    print("| corpus | CPU, s | wall, s | all cores | peak, MiB | million words a second | thousand million multiply-adds a second |\n"
          "| --- | --- | --- | --- | --- | --- | --- |")
    print("\n".join(absolute))
    sizes = {}
    for documents, language, cpu, memory in growth.values():
        sizes.setdefault(language, []).append((documents, cpu, memory))
    print("\n| growth, generated | documents | CPU | peak memory |\n| --- | --- | --- | --- |")
    for language, points in sizes.items():
        points = sorted(point for point in points if point[0] in (1000, 10000, 100000))
        for (few, cpu, memory), (many, more_cpu, more_memory) in zip(points, points[1:]):
            print(f"| {language}, {few:,} to {many:,} | x{many / few:.0f} | x{more_cpu / cpu:.1f} | x{more_memory / memory:.1f} |")


def show_stages(path):
    """Where the time goes, for who reads the table: mizan's own account."""
    done = subprocess.run([MIZAN, "nearest", path, "-k", "10", "-j", "1", "--timings"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    lines = [line.split("\t") for line in done.stderr.decode().splitlines() if line.count("\t") == 1]
    total = sum(float(seconds) for _, seconds in lines) or 1
    if lines:
        print("\n| stage, one core | CPU, s | share |\n| --- | --- | --- |")
    for stage, seconds in lines:
        print(f"| {stage} | {float(seconds):.2f} | {100 * float(seconds) / total:.0f} % |")


def stage_seconds(path, rounds, *choices):
    """CPU seconds of each stage by mizan's own account, for each choice of options: medians of runs in turn."""
    seconds = [{} for _ in choices]
    for _ in range(rounds):
        for options, of_choice in zip(choices, seconds):
            done = subprocess.run([MIZAN, "nearest", path, "-k", "10", "-j", "1", "--timings", *options], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, check=True)
            for line in done.stderr.decode().splitlines():
                if line.count("\t") == 1:
                    stage, time_taken = line.split("\t")
                    of_choice.setdefault(stage, []).append(float(time_taken))
    return [{stage: statistics.median(times) for stage, times in of_choice.items()} for of_choice in seconds]


def text_stages_cost(path, rounds):
    """CPU seconds of a run with the text stages and of one without them, medians of runs in turn. mizan_bare is the same program without
    apparatus, repair and dates (bare_plan.c); --stem snowball takes the light stemmer and the names out of it."""
    commands = [[MIZAN, "nearest", path, "-k", "10", "-j", "1"], [MIZAN + "_bare", "nearest", path, "-k", "10", "-j", "1", "--stem", "snowball"]]
    seconds = [[] for _ in commands]
    for _ in range(rounds):
        for command, of_command in zip(commands, seconds):
            of_command.append(measure(command)[0])
    return [statistics.median(times) for times in seconds]


def show_text_stages(path, corpus):
    """What the text stages add to a run without them, and which stage's clock says how much of it. The clocks do not add up to it: a stage
    behind them has fewer and other words to do with than without them."""
    cost, without = text_stages_cost(path, 9)
    seconds, snowball = stage_seconds(path, 3, [], ["--stem", "snowball"])
    added = {stage: seconds[stage] for stage in ("apparatus", "repair", "dates")}
    added["light stems beyond Snowball's"] = seconds["stem"] - snowball["stem"]
    print(f"\n| text stages on {corpus}, one core | CPU, s | share of a run without them |\n| --- | --- | --- |")
    print(f"| a run without them, with Snowball's stems | {without:.2f} | 100 % |")
    print(f"| the run with them | {cost:.2f} | +{100 * (cost / without - 1):.1f} % (at most 25 %) |")
    for stage, time_taken in added.items():
        print(f"| by its clock: {stage} | {time_taken:.2f} | {100 * time_taken / without:.1f} % |")


def main():
    print(f"mizan against its peers, {datetime.date.today()}, {platform.machine()}, {os.cpu_count()} cores, median of {ROUNDS} runs in turn "
          f"(`make bench{' BENCH=quick' if QUICK else ''}`).\nCPU and memory on one core, wall time on all; in parentheses what is aimed at, "
          "first and then.\n")
    print("| corpus | peer | less CPU | less time | peak memory |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "corpora.ndjson")
        corpora_as_ndjson(path)
        compare("corpora/, 25 documents", path, "ar", 25)
        for count, language in ((1000, "en"), (1000, "ar"), (10000, "en"), (10000, "ar")):
            if QUICK and count > 1000:
                continue
            path = os.path.join(folder, f"{language}{count}.ndjson")
            subprocess.run([PYTHON, here / "generate.py", str(count), language, path], check=True)
            compare(f"{count:,} generated, {language}", path, language, count)
        if ANT.exists() and not QUICK:
            compare("10,160 Arabic news articles", ANT, "ar", 10160)
        elif not ANT.exists():
            print("skipped: the Arabic news articles are not here")
        if not QUICK and LARGE and minutes() <= LARGE_MINUTES:
            path = os.path.join(folder, "large.ndjson")
            subprocess.run([PYTHON, here / "generate.py", str(LARGE), "en", path], check=True)
            compare(f"{LARGE:,} generated, en", path, "en", LARGE, ("tuned",), 1, QUERY_ROWS)
        elif not QUICK:
            print(f"skipped: {LARGE:,} documents: {minutes():.0f} minutes have gone")
        show_absolute()
        show_stages(os.path.join(folder, "en1000.ndjson" if QUICK else "en10000.ndjson"))
        if ANT.exists():
            show_text_stages(ANT, "10,160 Arabic news articles")


absolute, growth, began = [], {}, time.monotonic()
main()
