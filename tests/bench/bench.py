"""bench.py - mizan against scikit-learn and gensim on the same work, in turn, in one run: the ten nearest documents of every document.
Prints ratios of medians, ready for the README; absolute times are this machine's and drift. BENCH=quick leaves the large corpora out; LARGE=20000
(documents, 0: none) takes another size for the largest, which one round and some of the peer's rows stand for. A slow machine gets fewer
rounds, so that all of it ends within 25 minutes. Real English news are fetched by npm (corpora.py), or their row is skipped."""
import datetime
import gzip
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import corpora

here = pathlib.Path(__file__).parent
root = here.parents[1]
MIZAN = os.path.abspath(os.environ.get("MIZAN", root / "build" / "mizan"))
CORE_DISTANCE = os.environ.get("CORE_DISTANCE", root / "build" / "core_distance")
PYTHON = "/usr/bin/python3"
QUICK = os.environ.get("BENCH") == "quick"
ROUNDS = 3
TWO_CORES_ROUNDS = 15  # in some minutes a host lets two cores share less: ratios of three or five rounds are those minutes'
LARGE = int(os.environ.get("LARGE", 100000))
ROUND_MINUTES, LARGE_MINUTES = 11, 17  # from the start: no second round, and no largest corpus, begins later
ANT = root.parent / "shared" / "bench" / "ant.ndjson.gz"
PEERS = ("plain", "stemmed", "tuned", "gensim")
NAMES = {"plain": "scikit-learn", "stemmed": "scikit-learn, PyStemmer", "tuned": "scikit-learn, tuned", "gensim": "gensim"}
QUERY_ROWS = 2000  # of 100,000 documents: all of them would take the peer a quarter of an hour
# Less CPU than the peer on one core, and memory against the tuned one, by size of the corpus: what is aimed at first and then.
CPU_TARGETS = {10000: {"stemmed": (12, 30), "tuned": (7, 18), "gensim": (12, 32)}, 20000: {"stemmed": (20, 46), "tuned": (12, 25), "gensim": (16, 35)},
               100000: {"tuned": (15, 33)}}
MEMORY_TARGETS = {10000: (4, 9), 100000: (4, 12)}
START_MILLISECONDS, THOUSAND_MILLISECONDS, TWO_CORES = "20", "100, then 30", "1.7x, then 1.9x"
STARTS = 41  # of a process that takes some milliseconds, for a median that holds
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
    """One block of the table. The targets beside it are those of the size that documents is rounded to."""
    size = round(documents, 1 - len(str(documents)))
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
        less_memory = f"1/{peer[2] / memory:.1f}" + (target(MEMORY_TARGETS.get(size)).replace("x", "") if name == "tuned" else "")
        print(f"| {label} | {NAMES[name]} | {peer[0] / cpu:.1f}x{target(CPU_TARGETS.get(size, {}).get(name))} | {peer[1] / wall_of_all:.1f}x | "
              f"{less_memory} |", flush=True)
    absolute.append(f"| {label} | {cpu:.2f} | {wall:.2f} | {wall / wall_of_all:.2f}x | {memory:.0f} | {words / cpu / 1e6:.2f} | "
                    f"{multiply_adds / cpu / 1e9:.2f} |")
    growth[label] = (documents, language, cpu, memory)


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


def walls_in_turn(commands, rounds, before=lambda: None):
    """Wall seconds of each command, by round; before is called ahead of each run."""
    walls = [[] for _ in commands]
    for _ in range(rounds):
        for command, of_command in zip(commands, walls):
            before()
            of_command.append(measure(command)[1])
    return walls


def median_wall(commands, rounds, before=lambda: None):
    return [statistics.median(walls) for walls in walls_in_turn(commands, rounds, before)]


AT_ONCE = ["sh", "-c", '"$@" & "$@" && wait $!', "at_once"]  # the command behind it, twice at the same time


def core_distance():
    """Nanoseconds that a cache line takes from one core to another and back."""
    return int(subprocess.run([CORE_DISTANCE], stdout=subprocess.PIPE, check=True).stdout)


def show_two_cores(corpora_taken):
    """The same command with one worker and with two; beside it what two separate runs gain, as two cores of a machine are
    seldom twice one, and how far the two are apart. corpora_taken: (label, path)."""
    if (os.cpu_count() or 1) < 2:
        print("skipped: two cores against one: this machine has one", file=sys.stderr)
        return
    print(f"\n| two cores against one (wanted {TWO_CORES}), medians of {TWO_CORES_ROUNDS} rounds in turn | -j 1, s | -j 2, s | "
          "| two runs of -j 1 at once | a cache line from core to core and back, ns |\n| --- | --- | --- | --- | --- | --- |")
    for label, path in corpora_taken:
        alone, shared = ([MIZAN, "nearest", path, "-k", "10", "-j", workers] for workers in ("1", "2"))
        distances = []
        ones, twos, boths = walls_in_turn([alone, shared, [*AT_ONCE, *alone]], TWO_CORES_ROUNDS, lambda: distances.append(core_distance()))
        gain = statistics.median(one / two for one, two in zip(ones, twos))
        apart = statistics.median(2 * one / both for one, both in zip(ones, boths))
        print(f"| {label} | {statistics.median(ones):.2f} | {statistics.median(twos):.2f} | {gain:.2f}x | {apart:.2f}x | "
              f"{statistics.median(distances):.0f} ({min(distances)} to {max(distances)}) |", flush=True)


def show_starts(folder, thousands):
    """Whole processes that do little. thousands: (label, path) of corpora of 1,000 documents."""
    print("\n| whole process, wall | ms | wanted |\n| --- | --- | --- |")
    for label, path in thousands:
        one, all_cores = median_wall([[MIZAN, "nearest", path, "-k", "10", *workers] for workers in (["-j", "1"], [])], 9)
        print(f"| nearest, {label}, one core | {1000 * one:.1f} | {THOUSAND_MILLISECONDS} |")
        print(f"| nearest, {label}, all cores | {1000 * all_cores:.1f} | {THOUSAND_MILLISECONDS} |")
    out = os.path.join(folder, "out")
    starts = [("--version", [MIZAN, "--version"])]
    for language in ("en", "ar"):
        path = os.path.join(folder, f"{language}10.ndjson")
        generate(10, language, path)
        starts += [(f"nearest, ten documents, {language}", [MIZAN, "nearest", path, "-k", "10"]),
                   (f"compare, ten documents, {language}", [MIZAN, "compare", path, "-o", out, "--quiet"])]
    walls = median_wall([command for _, command in starts], STARTS, lambda: shutil.rmtree(out, ignore_errors=True))
    for (label, _), wall in zip(starts, walls):
        print(f"| {label} | {1000 * wall:.1f} | {START_MILLISECONDS} |")


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


def generate(documents, language, path):
    subprocess.run([PYTHON, here / "generate.py", str(documents), language, path], check=True)


def main():
    print(f"mizan against its peers, {datetime.date.today()}, {platform.machine()}, {os.cpu_count()} cores, median of {ROUNDS} runs in turn "
          f"(`make bench{' BENCH=quick' if QUICK else ''}`).\nCPU and memory on one core, wall time on all; in parentheses what is aimed at, "
          "first and then.\n")
    print("| corpus | peer | less CPU | less time | peak memory |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "corpora.ndjson")
        corpora.write_sample(path)
        compare("corpora/, 25 documents", path, "ar", 25)
        generated = {}
        for documents, language in ((1000, "en"), (1000, "ar"), (10000, "en"), (10000, "ar")):
            if QUICK and documents > 1000:
                continue
            label, path = f"{documents:,} generated, {language}", os.path.join(folder, f"{language}{documents}.ndjson")
            generate(documents, language, path)
            compare(label, path, language, documents)
            generated.setdefault(documents, []).append((label, path))
        several = list(generated[1000 if QUICK else 10000])
        if ANT.exists() and not QUICK:
            compare("10,160 Arabic news articles", ANT, "ar", 10160)
            several.append(("10,160 Arabic news articles", ANT))
        elif not ANT.exists():
            print("skipped: the Arabic news articles are not here")
        path = os.path.join(folder, "reuters.ndjson")
        if not QUICK and corpora.fetch_reuters(folder, path):
            compare("20,841 English news (Reuters-21578)", path, "en", 20841, ("stemmed", "tuned", "gensim"), 1)
            several.append(("20,841 English news (Reuters-21578)", path))
        if not QUICK and LARGE and minutes() <= LARGE_MINUTES:
            path = os.path.join(folder, "large.ndjson")
            generate(LARGE, "en", path)
            compare(f"{LARGE:,} generated, en", path, "en", LARGE, ("tuned",), 1, QUERY_ROWS)
        elif not QUICK:
            print(f"skipped: {LARGE:,} documents: {minutes():.0f} minutes have gone")
        show_absolute()
        show_two_cores(several)
        show_starts(folder, generated[1000])
        show_stages(generated[1000 if QUICK else 10000][0][1])
        if ANT.exists():
            show_text_stages(ANT, "10,160 Arabic news articles")
    print(f"\nThe whole took {minutes():.0f} minutes.")


absolute, growth, began = [], {}, time.monotonic()
main()
