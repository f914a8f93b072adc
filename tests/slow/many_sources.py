"""many_sources.py - 10,000 sources on three events, some with titles of 10,000 characters: compare ends within minutes, says what it leaves
out, and its page stays small. 10,000 sources on 5,000 events, two on each: no step looks at every source on every event."""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

MIZAN = os.path.abspath(os.environ.get("MIZAN", "build/mizan"))
SECONDS = 180  # of processor time; November 2026: 35
SECONDS_OF_EVENTS = 60  # November 2026: 8; the square of what there is took hours


def write_corpus(path, events, title):
    with open(path, "w") as file:
        for i in range(10000):
            file.write(json.dumps({"id": f"d{i}", "source": f"source {i}", "event": f"e{i % events}", "language": "en", "title": title(i),
                                   "text": f"alpha{i % 7} beta{i % 11} gamma{i % 13} delta treaty signed in London {1900 + i % 90}."}) + "\n")


def seconds_used():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def many_events(folder):
    write_corpus(folder / "events.ndjson", 5000, lambda i: "t")
    before = seconds_used()
    try:
        code = subprocess.run([MIZAN, "compare", folder / "events.ndjson", "-o", folder / "events", "--robustness", "none", "--quiet"],
                              capture_output=True, timeout=10 * SECONDS_OF_EVENTS).returncode
    except subprocess.TimeoutExpired:
        code = "no end"
    seconds = seconds_used() - before
    is_good = code == 0 and seconds < SECONDS_OF_EVENTS
    print(f"many sources, 5,000 events: {seconds:.0f} s of processor time{'' if is_good else f'   <-- OUT OF BOUNDS ({code})'}", flush=True)
    return is_good


def compare(folder, events):
    """The finished process, its seconds, and its page."""
    with open(folder / "many.ndjson", "w") as file:
        for i in range(10000):
            file.write(json.dumps({"id": f"d{i}", "source": f"source {i}", "event": f"e{i % events}", "language": "en",
                                   "title": "t" * (10000 if i % 100 == 0 else 5),
                                   "text": f"alpha{i % 7} beta{i % 11} gamma{i % 13} delta treaty signed in London {1900 + i % 90}."}) + "\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([MIZAN, "compare", folder / "many.ndjson", "-o", folder / "out", "--robustness", "none", "--force"], capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    page = folder / "out" / "report.html"
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, page.read_text() if page.is_file() else ""


def report(events, seconds, page, holds):
    holds = [*holds, seconds < SECONDS, 0 < len(page.encode()) < 5_000_000]
    print(f"many sources on {events} events: {seconds:.0f} s of processor time, report.html {len(page.encode()):,} bytes"
          f"{'' if all(holds) else '   <-- OUT OF BOUNDS: ' + str(holds)}", flush=True)
    return all(holds)


def main():
    with tempfile.TemporaryDirectory(prefix="mizan-many-") as name:
        done, seconds, page = compare(pathlib.Path(name), 3)
        few = report(3, seconds, page, [done.returncode == 0, b"too many pairs" in done.stdout, b"16661667 pairs of sources" in done.stderr])
        done, seconds, page = compare(pathlib.Path(name), 5000)
        many = report(5000, seconds, page, [done.returncode == 0, page.count('<table class="matrix"') == 100, "100 of 5\u202f000 events" in page.replace(
            "<data value=\"5000\">", "").replace("</data>", ""), 'id="words"' in page])
        return 0 if few and many else 1


if __name__ == "__main__":
    sys.exit(main())
