"""contrasts.py - how often contrasts.csv and silences.csv are right, on generated corpora with bursty words: figures, and bounds that fail.

Words that depend on their event alone, with an unequal mix of events: the test within events keeps to alpha, pooled G2 does not. Shuffled
labels: P(p <= alpha) <= alpha. Planted contrasts and silences: recall, and the share of false ones at q <= .1."""
import csv
import os
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end"))
from told_corpus import tellings, write  # noqa: E402

MIZAN = os.path.abspath(os.environ.get("MIZAN", "build/mizan"))
PLAIN = ("--stem", "none", "--stop-words", "none", "--background", "none", "--quiet", "--force")
failed = False


def run(folder, rows, contrasts=100000):
    write(folder / "told.ndjson", rows)
    subprocess.run([MIZAN, "compare", folder / "told.ndjson", "-o", folder / "out", *PLAIN, "--contrasts", str(contrasts)], check=True,
                   stderr=subprocess.DEVNULL)
    tables = []
    for name in ("contrasts.csv", "silences.csv"):
        with open(folder / "out" / name, newline="", encoding="utf-8") as file:
            tables.append([row for row in csv.DictReader(file) if row["term"]])
    return tables


def whole(rows, source="s0"):
    return [row for row in rows if row["source"] == source and row["event"] == "" and row["p"]]


def say(text, holds):
    global failed
    failed = failed or not holds
    print(f"contrasts: {text}{'' if holds else '   <-- OUT OF BOUNDS'}", flush=True)


def chance(folder):
    """Two figures for each of two questions: what share of terms is called different at .05."""
    for name, mix, shuffle in (("unequal mix of events", [[8, 2], [2, 8]] * 4, False), ("shuffled labels", [[5, 5]] * 8, True),
                               ("two documents an event", [[1, 1]] * 12, False)):
        tested = low = one = pooled = 0
        for seed in range(24):
            rows, _, _ = tellings(seed=100 + seed, mix=mix, vocabulary=400, more=range(5) if shuffle else ())
            if shuffle:
                for event in sorted({row["event"] for row in rows}):
                    of_event = [row for row in rows if row["event"] == event]
                    labels = [row["source"] for row in of_event]
                    random.Random(f"{seed} {event}").shuffle(labels)
                    for row, label in zip(of_event, labels):
                        row["source"] = label
            found = whole(run(folder, rows)[0])
            tested += len(found)
            low += sum(float(row["p"]) <= .05 for row in found)
            one += sum(float(row["p"]) <= .01 for row in found)
            pooled += sum(float(row["g2"]) > 3.841 for row in found)
        # terms of one corpus share its documents, so the shares vary more than those of as many independent tests
        say(f"{name}: p <= .05 for {low / tested:.3f}, p <= .01 for {one / tested:.4f}, pooled G2 at .05 for {pooled / tested:.3f} of {tested} terms",
            low / tested <= .06 and one / tested <= .014 and pooled > 2 * low)


def planted(folder):
    more, silent = set(range(40, 60)), set(range(60, 80))
    recall = first = false = called = missed = false_silences = called_silences = 0
    for seed in range(5):
        rows, counts, names = tellings(seed=200 + seed, mix=[[6, 6, 6]] * 6, vocabulary=400, shape=2.0, more=more, silent=silent)
        found, silences = run(folder, rows)
        planted_names, silent_names = {names[i] for i in more}, {names[i] for i in silent}
        rows_of = whole(found)
        first += sum(row["term"] in planted_names for row in rows_of if row["direction"] == "more" and int(row["rank"]) <= 20)
        hits = [row for row in rows_of if row["q"] and float(row["q"]) <= .1]
        recall += len({row["term"] for row in hits} & (planted_names | silent_names))
        false += sum(row["term"] not in planted_names | silent_names for row in hits)
        called += len(hits)
        of_source = [row for row in silences if row["source"] == "s0"]
        missed += len({row["term"] for row in of_source if int(row["rank"]) <= 10} & silent_names)
        hits = [row for row in of_source if row["q"] and float(row["q"]) <= .1]
        false_silences += sum(row["term"] not in silent_names for row in hits)
        called_silences += len(hits)
    say(f"planted: {first / 100:.2f} of the first 20 by evidence are planted; at q <= .1 recall {recall / 200:.2f}, false {false / max(called, 1):.3f} "
        f"of {called}", first >= 60 and false <= .15 * called)
    say(f"silences: {missed / 100:.2f} of the planted stand among the first 10 of an event; at q <= .1 false "
        f"{false_silences / max(called_silences, 1):.3f} of {called_silences}", missed >= 60 and false_silences <= .15 * max(called_silences, 1))


with tempfile.TemporaryDirectory(prefix="mizan-contrasts-") as temporary:
    chance(pathlib.Path(temporary))
    planted(pathlib.Path(temporary))
sys.exit(failed)
