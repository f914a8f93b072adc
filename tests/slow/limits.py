"""limits.py - every command and option under --memory: what is too small is refused with exit code 64 and a least that works when it is given,
the peak stays below the limit, and the bytes are those without one. CASES=nearest,full chooses by part of a name, WORKERS=1,4 the workers,
CORPUS=FILE takes another corpus (NDJSON), LIMITS=40,60 more limits in megabytes to be tried."""
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end"))
from support import MIZAN  # noqa: E402

LEAST = 32               # megabytes: less is not understood
OFTEN = 5                # tries of one limit where most pages of files are looked at: how many come in at once is chance
ADMITTED = 1.05          # of a limit, between two looks
WORKERS = [int(number) for number in os.environ.get("WORKERS", "2").split(",")]
LIMITS = [int(number) for number in os.environ.get("LIMITS", "").split(",") if number]

# A small process starts mizan and asks for its peak: what is forked counts what its parent had.
MEASURE = """import json, resource, subprocess, sys, time
started = time.monotonic()
done = subprocess.run(sys.argv[3:], stdin=open(sys.argv[1], "rb"), stdout=open(sys.argv[2], "wb"), stderr=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, used.ru_maxrss / 1024, time.monotonic() - started, done.stderr.decode(errors="replace")]))"""

failed = 0


def tell(text, is_good=True):
    global failed
    failed += not is_good
    print(f"limits: {text}" + ("" if is_good else "   <-- FAILED"), flush=True)


class Case:
    """A command line without --memory; "OUT" among its words is the folder of results. Tried are `limits` alone, where they are given."""

    def __init__(self, folder, name, words, stdin=None, limits=()):
        self.folder, self.name, self.words, self.stdin, self.limits = folder, name, [str(word) for word in words], stdin or os.devnull, limits

    def run(self, workers, limit=None):
        """Exit code, peak in MB, seconds, messages and a checksum of all that was written."""
        out, stdout = self.folder / "out", self.folder / "stdout"
        shutil.rmtree(out, ignore_errors=True)
        words = [str(out) if word == "OUT" else word for word in self.words]
        bound = ["--memory", f"{limit}M"] if limit else []
        done = subprocess.run([sys.executable, "-S", "-c", MEASURE, self.stdin, stdout, self.folder / "mizan", *words, "-j", str(workers), *bound],
                              capture_output=True, check=True)
        digest = hashlib.sha256(stdout.read_bytes())
        for path in sorted(out.rglob("*")) if out.is_dir() else []:
            if path.is_file():
                digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        return (*json.loads(done.stdout), digest.hexdigest())

    def try_limit(self, workers, limit, expected):
        """One run; what is named where it was refused. Tells what is wrong with it."""
        code, peak, seconds, message, digest = self.run(workers, limit)
        named = re.search(r"give at least --memory (\d+)M\n$", message) if code == 64 else None
        is_good = peak <= limit * ADMITTED and (named is not None or (code, digest) == expected)
        last = "" if (code, digest) == expected else f", {code} {(message.strip().splitlines() or ['OTHER BYTES'])[-1]}"
        tell(f"  {limit}M: {peak:.0f} MB, {seconds:.1f} s{last}", is_good)
        return int(named[1]) if named else None

    def try_all(self, workers):
        code, free, seconds, message, digest = self.run(workers)
        expected = (code, digest)
        tell(f"{self.name} -j {workers}: {free:.0f} MB without a limit, {seconds:.1f} s{'' if code < 2 else ' ' + message.strip()[-200:]}", code < 2)
        worked = []
        for limit in self.limits or sorted({LEAST, *LIMITS, max(LEAST, int(free / 3)), max(LEAST, int(free * .6))}):
            tries = OFTEN if "--characters" in self.words else 1
            named = [self.try_limit(workers, limit, expected) for _ in range(tries)][-1]
            if named is not None and named not in worked:
                again = self.try_limit(workers, named, expected)
                worked += [named]
                tell(f"  one naming is enough, of {limit}M", again is None)


def cases(folder, corpus):
    """All that reads a corpus, and what reads its results or its words."""
    words = folder / "words.tsv"
    words.write_text("#documents\t1000\n" + "".join(f"{form}\t{count}\n" for form, count in commonest(corpus)), encoding="utf-8")
    queries = folder / "queries.ndjson"
    lines = corpus.read_text(encoding="utf-8").splitlines()
    queries.write_text("".join(json.dumps({"id": f"q{i}", "text": json.loads(line)["text"]}) + "\n" for i, line in enumerate(lines[::100])), encoding="utf-8")
    others = folder / "others.ndjson"
    others.write_text("".join(json.dumps({**json.loads(line), "id": f"o{i}"}) + "\n" for i, line in enumerate(lines[1::20])), encoding="utf-8")
    fewer = folder / "fewer.ndjson"  # of 2,000 still too many for LEAST, and 2.4 times quicker by measures of all pairs and words
    fewer.write_text("".join(line + "\n" for line in lines[:len(lines) * 13 // 20]), encoding="utf-8")
    events = folder / "events.csv"
    a, b = (" ".join(json.loads(lines[i])["text"].split()[5:15]) for i in (0, 1))  # words that stand together, so that texts are about them
    events.write_text(f"event,words\nfirst,{a}\nsecond,{b}\n", encoding="utf-8")
    vertical, terms = folder / "vertical", folder / "terms"
    with open(vertical, "wb") as file:
        subprocess.run([MIZAN, "tokenize", corpus], stdout=file, check=True)
    with open(vertical, "rb") as source, open(terms, "wb") as file:
        subprocess.run([MIZAN, "stem"], stdin=source, stdout=file, check=True)
    results, baseline = folder / "results", folder / "baseline"
    subprocess.run([MIZAN, "compare", corpus, "-o", results, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([MIZAN, "compare", corpus, "-o", baseline, "--quiet", "--max-df", "0.2"], check=True, stdout=subprocess.DEVNULL)
    one, other = (json.loads(lines[i])["id"] for i in (0, len(lines) // 2))
    found = [("nearest", []), ("nearest --top 50", ["-k", "50"]), ("nearest --threshold", ["--threshold", ".4"]), ("nearest --ngrams 2", ["--ngrams", "2"]),
             ("nearest --ngrams 3", ["--ngrams", "3"]), ("nearest --characters 4", ["--characters", "4"]), ("nearest --background", ["--background", words]),
             ("nearest --queries", ["--queries", queries]), ("nearest json", ["--format", "json"])]
    found += [("nearest cosine", ["--similarity", "cosine"])]
    listed = [(name, ["nearest", corpus, *more], None) for name, more in found]
    listed += [(f"nearest {measure}", ["nearest", fewer, "--similarity", measure], None) for measure in ("jensen-shannon", "burrows-delta", "cosine-delta")]
    found = [("compare", []), ("compare --full", ["--full"]), ("compare --threshold", ["--threshold", ".4"]), ("compare --topics 5", ["--topics", "5"]),
             ("compare --robustness full", ["--robustness", "full"]), ("compare --ngrams 2", ["--ngrams", "2"]),
             ("compare --characters 4", ["--characters", "4"]), ("compare --background", ["--background", words]),
             ("compare --events", ["--events", events]), ("compare --reference-corpus", ["--reference-corpus", others]),
             ("compare exports", ["--export", "npz,graphml,long", "--excel", "--list-repairs", "--sqlite", folder / "tables.sqlite", "--force"]),
             ("compare without report", ["--report", "none"])]
    listed += [(name, ["compare", corpus, "-o", "OUT", "--quiet", *more], None) for name, more in found]
    listed += [("compare jensen-shannon", ["compare", fewer, "-o", "OUT", "--quiet", "--similarity", "jensen-shannon"], None)]
    common = commonest(corpus)[50][0]
    listed += [("concordance", ["concordance", corpus, common], None), ("concordance --sort", ["concordance", corpus, common, "--sort", "left"], None),
               ("inspect", ["inspect", corpus], None), ("tokenize", ["tokenize", corpus], None), ("stem", ["stem"], vertical),
               ("vectorize", ["vectorize"], terms), ("vectorize segments", ["vectorize", "--rows", "segments", "--ngrams", "2"], terms),
               ("explain", ["explain", results, "--documents", one, other], None), ("check", ["check", results, results], None),
               ("check others", ["check", baseline, results], None)]
    return [Case(folder, *case) for case in listed]


def giant_cases(folder):
    """One line of 200 MB before short ones, at half of that: members before its text and behind, escapes in it."""
    draw, words = random.Random(5), ["".join(chr(ord("a") + number // 16 ** place % 16) for place in range(4)) + "zqk" for number in range(3000)]
    text = "".join(f"{' '.join(draw.choices(words, k=12))}.\n" for _ in range(200_000_000 // 96))
    line = json.dumps({"id": "g", "source": "x", "event": "e", "text": text, "title": "T\u00e9l\u00e9", "date": "1925-01-20"})
    short = "".join(json.dumps({"id": f"s{i}", "source": f"s{i}", "event": "e", "text": f"{words[i]} {words[i + 1]} was dear."}) + "\n" for i in range(9))
    corpus, vertical, terms = folder / "giant.ndjson", folder / "giant.vertical", folder / "giant.terms"
    corpus.write_text(f"{line}\n{short}", encoding="utf-8")
    with open(vertical, "wb") as file:
        subprocess.run([MIZAN, "tokenize", corpus, "--quiet"], stdout=file, check=True)
    with open(vertical, "rb") as source, open(terms, "wb") as file:
        subprocess.run([MIZAN, "stem", "--quiet"], stdin=source, stdout=file, check=True)
    listed = [("tokenize", [corpus], None), ("stem", [], vertical), ("vectorize", [], terms), ("nearest", [corpus], None), ("inspect", [corpus], None),
              ("compare", [corpus, "-o", "OUT", "--quiet"], None)]
    return [Case(folder, f"giant line {command}", [command, *more], stdin, limits=(100,)) for command, more, stdin in listed]


def commonest(corpus):
    """Forms of its first documents with how many hold them, the commonest first."""
    counts = {}
    for line in corpus.read_text(encoding="utf-8").splitlines()[:1000]:
        for form in set(json.loads(line)["text"].lower().split()):
            if form.isalpha():
                counts[form] = counts.get(form, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mizan-limits-", dir=os.environ.get("TMPDIR", "/var/tmp")))
    try:
        shutil.copy(MIZAN, folder / "mizan")  # what a linker wrote lies in the page cache in large pieces, each counted whole
        corpus = pathlib.Path(os.environ["CORPUS"]) if "CORPUS" in os.environ else folder / "generated.ndjson"
        if "CORPUS" not in os.environ:
            generate = pathlib.Path(__file__).resolve().parents[1] / "bench" / "generate.py"
            subprocess.run([sys.executable, generate, "2000", "ar", corpus], check=True)
        chosen = [name for name in os.environ.get("CASES", "").split(",") if name]
        for case in [*cases(folder, corpus), *(giant_cases(folder) if not chosen or any(name.startswith("giant") for name in chosen) else [])]:
            if not chosen or any(name in case.name for name in chosen):
                for workers in WORKERS:
                    case.try_all(workers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tell(f"{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
