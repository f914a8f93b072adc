"""evaluate.py - how well mizan finds what belongs together, on sets with a gold answer: python3 evaluate.py [FOLDER]

Every folder of FOLDER (default: ../shared/eval) with documents.ndjson (id, text) and queries.ndjson (id, text, relevant) is
a set. Each query asks for its documents by `mizan nearest --queries`, once with each configuration below. A set that has
two_sources.ndjson (source, event) as well is scored by whole documents too: how often is the other source's account of the same
event the nearest of that source's documents, and of all.

With the default FOLDER, sets are made of the benchmark's news articles as well (held_out.py), which no rule was made on, and scored with each
rule of the text stages taken out in turn: about a minute more.

R@1 and R@10 are the shares of queries whose right document stands first, or among the first ten; MRR@10 is the mean of one over its rank, 0
beyond the tenth. A query without hits counts as a miss. The difference to `words` stands with the interval that holds 95 % of 2,000
resamples of the queries (Efron 1979), the same queries drawn on both sides."""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy

import held_out

ROOT = pathlib.Path(__file__).resolve().parents[2]
MIZAN = os.path.abspath(os.environ.get("MIZAN", ROOT / "build" / "mizan"))
DEFAULT_FOLDER = ROOT.parent / "shared" / "eval"
ARTICLES = ROOT.parent / "shared" / "bench" / "ant.ndjson.gz"
SEEDS = ROOT.parent / "shared" / "corpora" / "seeds"
CONFIGURATIONS = {"words": ["--characters", "0"], "words + characters": ["--characters", "4"], "default": []}
DEPTH = 10
RESAMPLES = 2000

# A state, its people and what is theirs, as normalized words: proclitics, article, the name, an ending. Written down from the
# grammar, not from what the stemmer does.
BEFORE = "^[وف]?(?:[بك]?ال|ول|لل|[بلك])?"
AFTER = "(?:ا|ي|يا|ية|يه|يتين|يان|يين|يون|يات)?$"
ACTORS = {"Soviet": "سوفي{1,3}ا?ت", "British": "بريطان", "Japanese": "يابان", "Russian": "روس", "Chinese": "صين"}


def mizan(*arguments, stdin=None):
    done = subprocess.run([MIZAN, *map(str, arguments)], stdin=stdin, capture_output=True)
    if done.returncode != 0:
        sys.exit(f"evaluate: exit code {done.returncode}: mizan {' '.join(map(str, arguments))}\n{done.stderr.decode(errors='replace')}")
    return done.stdout.decode()


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def reciprocal_ranks(folder, options):
    """1 / rank of the right document by query, 0 where it is not among the hits."""
    queries = read_lines(folder / "queries.ndjson")
    hits = mizan("nearest", folder / "documents.ndjson", "--queries", folder / "queries.ndjson", "-k", DEPTH, *options)
    ranks = {(row["query"], row["document"]): int(row["rank"]) for row in csv.DictReader(hits.splitlines())}
    found = [ranks.get((query["id"], query["relevant"])) for query in queries]
    return numpy.array([1 / rank if rank else 0.0 for rank in found])


def other_accounts(path, options):
    """1 / rank of the other source's account by document: among that source's documents, and among all."""
    documents = read_lines(path)
    with tempfile.TemporaryDirectory(prefix="mizan-evaluate-") as folder:
        mizan("compare", path, "-o", folder + "/out", "--quiet", "--full", *options)
        square = numpy.load(folder + "/out/similarity.npy")
    numpy.fill_diagonal(square, -numpy.inf)
    square[numpy.isnan(square)] = -numpy.inf
    sources = numpy.array([document["source"] for document in documents])
    events = numpy.array([document["event"] for document in documents])
    scores = {"other source's": [], "all": []}
    for i, row in enumerate(square):
        right = (events == events[i]) & (sources != sources[i])
        if not right.any():
            continue
        best = row[right].max()
        for name, rivals in (("other source's", (sources != sources[i]) & ~right), ("all", ~right)):
            rank = 1 + int((row[rivals] >= best).sum())  # a tie is no find; the document itself is at minus infinity
            scores[name].append(1 / rank if best > -numpy.inf else 0.0)
    return {name: numpy.array(values) for name, values in scores.items()}


def interval(values, base):
    """The middle 95 % of the resampled mean difference."""
    draws = numpy.random.default_rng(1).integers(0, len(values), (RESAMPLES, len(values)))
    return numpy.percentile((values - base)[draws].mean(axis=1), (2.5, 97.5))


def within_ten(values):
    return numpy.where(values >= 1 / DEPTH, values, 0)


def report(label, by_configuration):
    base = within_ten(next(iter(by_configuration.values())))
    for name, values in by_configuration.items():
        cut = within_ten(values)
        row = f"| {label} | {name} | {(values == 1).mean():.3f} | {(cut > 0).mean():.3f} | {cut.mean():.3f} |"
        if cut is not base and (cut != base).any():
            low, high = interval(cut, base)
            print(f"{row} {cut.mean() - base.mean():+.3f} ({low:+.3f} to {high:+.3f}) |", flush=True)
        else:
            print(f"{row} |", flush=True)
        label = ""


def report_set(folder):
    size = len(read_lines(folder / "queries.ndjson"))
    report(f"{folder.name}, {size:,} queries",
           {name: reciprocal_ranks(folder, options) for name, options in CONFIGURATIONS.items()})
    two_sources = folder / "two_sources.ndjson"
    if two_sources.is_file():
        scores = {name: other_accounts(two_sources, options) for name, options in CONFIGURATIONS.items()}
        for among in ("other source's", "all"):
            size = len(scores["words"][among])
            report(f"{folder.name}, {size:,} documents, nearest of {among}", {name: value[among] for name, value in scores.items()})


def actor_shares():
    """By actor: mentions in the seeds, share of those that end in the commonest stem, and the forms that end elsewhere."""
    with subprocess.Popen([MIZAN, "tokenize", str(SEEDS)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as words:
        lines = mizan("stem", stdin=words.stdout).splitlines()
    shares = {}
    for actor, name in ACTORS.items():
        pattern = re.compile(BEFORE + name + AFTER)
        stems = {}
        for line in lines:
            columns = line.split("\t")
            if len(columns) >= 5 and pattern.match(columns[3]):
                stems.setdefault(columns[4], []).append(columns[3])
        mentions = sum(map(len, stems.values()))
        best = max(stems, key=lambda stem: len(stems[stem]), default=None)
        elsewhere = sorted({form for stem, forms in stems.items() if stem != best for form in forms})
        shares[actor] = (mentions, len(stems[best]) / mentions if mentions else 0.0, best, elsewhere)
    return shares


def report_held_out():
    """Each rule taken out in turn, on texts that none was made on (held_out.py)."""
    print("\n| held out | configuration | R@1 | R@10 | MRR@10 | to words (95 %) |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="mizan-evaluate-") as folder:
        for name, of_set in held_out.make(ARTICLES, pathlib.Path(folder)).items():
            size = len(read_lines(of_set / "queries.ndjson"))
            report(f"{name}, {size:,} queries",
                   {rule: reciprocal_ranks(of_set, options) for rule, options in held_out.CONFIGURATIONS.items()})


def main(folder):
    sets = sorted(path.parent for path in folder.glob("*/documents.ndjson") if (path.parent / "queries.ndjson").is_file())
    if not sets:
        sys.exit(f"evaluate: {folder} holds no set (NAME/documents.ndjson and NAME/queries.ndjson)")
    print("| set | configuration | R@1 | R@10 | MRR@10 | to words (95 %) |\n| --- | --- | --- | --- | --- | --- |")
    for path in sets:
        report_set(path)
    if folder == DEFAULT_FOLDER and ARTICLES.is_file():
        report_held_out()
    if SEEDS.is_dir():
        print("\n| actor | mentions in the seeds | in one stem | forms that end elsewhere |\n| --- | --- | --- | --- |")
        for actor, (mentions, share, best, elsewhere) in actor_shares().items():
            print(f"| {actor} ({best}) | {mentions} | {share:.3f} | {' '.join(elsewhere)} |")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER)
