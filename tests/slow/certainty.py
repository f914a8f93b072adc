"""certainty.py - how sure sources.csv may be, on generated tellings whose truth is known: figures, and bounds that fail.

Intervals: all events are drawn from one model, in bursts (a passage of 40 words has rates of its own, gamma around its source's), so the mean
over many events is what each interval should hold; from 20 passages a side on it does in 93 to 98 of 100. The null: what unrelated texts of 400
to 4,000 words have as percentile is uniform, with no more than .06 at or below .05, and does not go with their length; so it is for the encyclopedias of
../shared, with their events dealt out anew. On their own events it goes with length as far as their likeness does, whatever the seed; and texts that are
alike by one and the same measure come the nearer to the top the longer they are."""
import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy
from scipy.stats import kstest, spearmanr

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end"))
from told_corpus import words_of, write  # noqa: E402

MIZAN = os.path.abspath(os.environ.get("MIZAN", "build/mizan"))
SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared" / "eval" / "wiki_history" / "two_sources.ndjson"
PLAIN = ("--stem", "none", "--stop-words", "none", "--background", "none")
WORDS, SENTENCE = 40, 20  # of a passage, of a sentence
failed = False


def say(text, holds):
    global failed
    failed = failed or not holds
    print(f"certainty: {text}{'' if holds else '   <-- OUT OF BOUNDS'}", flush=True)


def pairs(folder, rows, *options):
    write(folder / "told.ndjson", rows)
    subprocess.run([MIZAN, "compare", folder / "told.ndjson", "-o", folder / "out", "--robustness", "none", "--report", "none", "--quiet", "--force",
                    *options], check=True, stderr=subprocess.DEVNULL)
    with open(folder / "out" / "sources.csv", newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["event"]]


def passage(generator, rates, names, shape):
    """Two sentences, whose words come in bursts: the smaller the shape, the more."""
    own = generator.gamma(shape, rates / shape)
    drawn = generator.choice(len(names), WORDS, p=own / own.sum())
    half = [names[i] for i in drawn]
    return " ".join(" ".join(half[i:i + SENTENCE]).capitalize() + "." for i in range(0, WORDS, SENTENCE))


def document(event, source, text):
    return {"id": f"{event}-{source}", "source": source, "event": event, "language": "en", "text": text}


def coverage(folder):
    names = words_of(600)
    for groups, shape in ((20, 1.0), (20, 0.3), (40, 0.3), (80, 0.3)):
        holds = told = 0
        for seed in range(3):
            generator = numpy.random.default_rng([groups, int(10 * shape), seed])
            base = generator.permutation(1 / (numpy.arange(len(names)) + 10.0))
            rates = {source: base * generator.lognormal(0, 1, len(names)) for source in "ab"}
            rows = [document(f"e{event:03}", source, " ".join(passage(generator, rates[source] / rates[source].sum(), names, shape)
                                                              for _ in range(groups)))
                    for event in range(120) for source in "ab"]
            found = pairs(folder, rows, *PLAIN)
            truth = numpy.mean([float(row["similarity"]) for row in found])
            told += sum(bool(row["low"]) for row in found)
            holds += sum(bool(row["low"]) and float(row["low"]) <= truth <= float(row["high"]) for row in found)
        say(f"{groups} passages a side, bursts of shape {shape}: {told} intervals hold the truth in {holds / max(told, 1):.3f}",
            told == 360 and .93 <= holds / told <= .98)


def unrelated(folder):
    """Every text has a matter of its own."""
    names = words_of(600)
    percentiles, lengths, similarities = [], [], []
    for seed in range(4):
        generator = numpy.random.default_rng([9, seed])
        base = generator.permutation(1 / (numpy.arange(len(names)) + 10.0))
        rows = []
        for event in range(60):
            passages = int(round(numpy.exp(generator.uniform(numpy.log(11), numpy.log(100)))))
            for source in "ab":
                rates = base * generator.lognormal(0, 1, len(names))
                rows.append(document(f"e{event:03}", source, " ".join(passage(generator, rates / rates.sum(), names, 0.5) for _ in range(passages))))
        for row in pairs(folder, rows, *PLAIN):
            similarities.append(float(row["similarity"]))
            percentiles.append(float(row["null_percentile"] or "nan"))
            lengths.append(min(int(row["tokens_a"]), int(row["tokens_b"])))
    report("unrelated texts", percentiles, lengths, similarities)


def alike(folder):
    """The two texts of an event share a third of what moves their words."""
    names = words_of(600)
    short, long = [], []
    for seed in range(2):
        generator = numpy.random.default_rng([10, seed])
        base = generator.permutation(1 / (numpy.arange(len(names)) + 10.0))
        rows = []
        for event in range(60):
            matter = generator.normal(0, 1, len(names))
            for source in "ab":
                rates = base * numpy.exp(numpy.sqrt(.3) * matter + numpy.sqrt(.7) * generator.normal(0, 1, len(names)))
                rows.append(document(f"e{event:03}", source, " ".join(passage(generator, rates / rates.sum(), names, 0.5)
                                                                      for _ in range(11 if event % 2 else 60))))
        for row in pairs(folder, rows, *PLAIN):
            (short if int(row["tokens_a"]) < 1000 else long).append(float(row["null_percentile"]))
    say(f"alike by one measure: mean percentile {numpy.mean(short):.3f} at 440 words, {numpy.mean(long):.3f} at 2,400", .05 < numpy.mean(short) < .3 and
        numpy.mean(long) < .6 * numpy.mean(short))


def report(name, percentiles, lengths, similarities):
    known = [i for i, value in enumerate(percentiles) if value == value]
    values, of = [percentiles[i] for i in known], [lengths[i] for i in known]
    rho = spearmanr(values, of)
    uniform = kstest(values, "uniform")
    say(f"{name}: the percentile of {len(known)} pairs goes with length by {rho[0]:+.3f} (p {rho[1]:.2f}); at or below .05 for "
        f"{sum(v <= .05 for v in values) / len(known):.3f}, from uniform by {uniform[0]:.3f}; the similarity goes with length by "
        f"{spearmanr(similarities, lengths)[0]:+.3f}", len(known) > 80 and (abs(rho[0]) < .12 or rho[1] > .05) and uniform[0] < .1 and
        sum(v <= .05 for v in values) <= .06 * len(known))


def encyclopedias(folder):
    if not SHARED.exists():
        print(f"certainty: skipped, {SHARED} is not there", flush=True)
        return
    percentiles, lengths, similarities = [], [], []
    with open(SHARED, encoding="utf-8") as file:
        texts = [json.loads(line) for line in file]
    sources = sorted({row["source"] for row in texts})
    for seed in range(2):
        events = sorted({row["event"] for row in texts})
        turned = dict(zip(events, random.Random(seed).sample(events, len(events))))
        rows = [dict(row, event=turned[row["event"]] if row["source"] == sources[0] else row["event"]) for row in texts]
        for row in pairs(folder, rows):
            if row["null_percentile"]:
                percentiles.append(float(row["null_percentile"]))
                lengths.append(min(int(row["tokens_a"]), int(row["tokens_b"])))
                similarities.append(float(row["similarity"]))
    report("encyclopedias, events dealt out anew", percentiles, lengths, similarities)
    for seed in (4, 7):
        own = [row for row in pairs(folder, texts, "--seed", str(seed)) if row["null_percentile"]]
        words = [min(int(row["tokens_a"]), int(row["tokens_b"])) for row in own]
        percentile, similarity = (spearmanr([float(row[name]) for row in own], words)[0] for name in ("null_percentile", "similarity"))
        say(f"encyclopedias, their own events, seed {seed}: the percentile of {len(own)} pairs goes with length by {percentile:+.3f}, the similarity by "
            f"{similarity:+.3f}", len(own) > 80 and abs(percentile + similarity) < .1)


with tempfile.TemporaryDirectory(prefix="mizan-certainty-") as temporary:
    coverage(pathlib.Path(temporary))
    unrelated(pathlib.Path(temporary))
    alike(pathlib.Path(temporary))
    encyclopedias(pathlib.Path(temporary))
sys.exit(failed)
