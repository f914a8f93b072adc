"""written_truth.py - how much of what corpora/README.md writes down about its sources the result files tell: words of stance in contrasts.csv,
facts left out in silences.csv. Prints shares by how far down the lists a reader goes, and every miss with its reason."""
import collections
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "end_to_end"))
from test_contrasts import LEFT_OUT  # noqa: E402

MIZAN = os.path.abspath(os.environ.get("MIZAN", ROOT / "build" / "mizan"))
CORPORA = ROOT / "corpora"
DEPTHS = (10, 20, 40)
ALL = 100000


def stances():
    """(event, source, the words) as the second table of each event has them."""
    event, columns, found = None, None, []
    for line in (CORPORA / "README.md").read_text(encoding="utf-8").splitlines():
        heading = re.match(r"### (\S+):", line)
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if heading:
            event, columns = heading[1], None
        elif line.startswith("| source | stance"):
            columns = cells
        elif not line.startswith("|"):
            columns = None
        elif event and columns and not line.startswith("| ---"):
            row = dict(zip(columns, cells))
            found += [(event, row["source"], words.strip()) for words in row["its words"].split(",")]
    return found


def language_of(words):
    return "ar" if re.search("[\u0600-\u06ff]", words) else "ru" if re.search("[\u0400-\u04ff]", words) else "en"


def terms_of(expressions):
    """The counted terms of each expression, as mizan stems it."""
    texts = "".join(json.dumps({"id": str(i), "language": language_of(words), "text": words}) + "\n" for i, words in enumerate(expressions))
    words = subprocess.run([MIZAN, "tokenize", "-", "--quiet"], input=texts.encode(), capture_output=True, check=True).stdout
    lines = subprocess.run([MIZAN, "stem", "--quiet"], input=words, capture_output=True, check=True).stdout.decode().splitlines()
    terms, number = collections.defaultdict(set), None
    for line in lines:
        opened = re.match(r'<doc id="(\d+)"', line)
        if opened:
            number = int(opened[1])
        elif not line.startswith("<") and line.split("\t")[-1] != "-":
            terms[number].add(line.split("\t")[-1])
    return [terms[i] for i in range(len(expressions))]


def results(folder, *options):
    subprocess.run([MIZAN, "compare", CORPORA, "-o", folder, "--force", "--quiet", "--robustness", "none", "--report", "none", "--contrasts", str(ALL),
                    *options], check=True, stderr=subprocess.DEVNULL)
    with open(folder / "contrasts.csv", newline="", encoding="utf-8") as contrasts, open(folder / "silences.csv", newline="", encoding="utf-8") as silences:
        return list(csv.DictReader(contrasts)), list(csv.DictReader(silences))


def ranks(rows):
    """Rank by (source, event, term); event "" is over all."""
    return {(row["source"], row["event"], row["term"]): int(row["rank"]) for row in rows if row["term"] and row.get("direction", "more") == "more"}


def say(name, places, total):
    shares = ", ".join(f"{sum(place <= depth for place in places)} in the first {depth}" for depth in DEPTHS)
    print(f"{name}: of {total}: {shares}, {sum(place < ALL for place in places)} anywhere")


def stance_places(expressions, terms, found, alone):
    """The best place of each expression, on its event or over all events, and why it has none."""
    places, misses = [], []
    for (event, source, words), own in zip(expressions, terms):
        if (source, event) in alone:
            continue
        place = min((found.get((source, where, term), ALL) for where in (event, "") for term in own), default=ALL)
        places.append(place)
        if place > DEPTHS[1]:
            why = "stop words alone" if not own else f"rank {place}" if place < ALL else "not listed"
            misses.append(f"{words} ({source}, {event}: {why})")
    return places, misses


def say_stances(by_evidence, by_effect):
    expressions = stances()
    terms = terms_of([words for _, _, words in expressions])
    alone = {(row["source"], row["event"]) for row in by_evidence if row["event"] and not row["term"] and "no other source tells" in row["status"]}
    print(f"words of stance: {len(expressions)}; {sum((source, event) in alone for event, source, _ in expressions)} of them in tellings that have no "
          "other in their language on the event")
    for name, rows in (("by evidence", by_evidence), ("by effect", by_effect)):
        places, misses = stance_places(expressions, terms, ranks(rows), alone)
        say(f"words of stance, {name}", places, len(places))
        print(f"  not in the first {DEPTHS[1]}: " + "; ".join(misses))


def why_not_missed(source, event, terms, less):
    reasons = []
    for term in terms:
        row = less.get((source, event, term))
        if row and int(row["count"]) > 0:
            reasons.append(f"{term} is there {row['count']} times")
        elif row:
            reasons.append(f"{term} in {row['other_documents']} others, {row['other_count']} times")
    return ", ".join(reasons) or "no term of it is in the others, or the source tells it in another language"


def say_omissions(contrasts, silences):
    found = ranks(silences)
    rows = {(row["source"], row["event"], row["term"]): row for row in contrasts if row["term"]}
    places, misses = [], []
    for event, facts in LEFT_OUT.items():
        for fact, terms, sources in facts:
            for source in sources.split():
                place = min(found.get((source, event, term), ALL) for term in terms.split())
                places.append(place)
                if place > DEPTHS[1]:
                    why = f"rank {place}" if place < ALL else why_not_missed(source, event, terms.split(), rows)
                    misses.append(f"{fact} ({source}, {event}: {why})")
    say("omissions", places, len(places))
    print(f"  not in the first {DEPTHS[1]}: " + "; ".join(misses))


with tempfile.TemporaryDirectory(prefix="mizan-truth-") as temporary:
    folder = pathlib.Path(temporary) / "out"
    by_evidence, silences = results(folder)
    by_effect, _ = results(folder, "--sort", "effect")
    say_stances(by_evidence, by_effect)
    say_omissions(by_effect, silences)
