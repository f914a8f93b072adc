"""many_sources.py - 10,000 sources on three events, some with titles of 10,000 characters: compare ends within minutes, says what it leaves
out, and its page stays small."""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

MIZAN = os.path.abspath(os.environ.get("MIZAN", "build/mizan"))
SECONDS = 180  # of processor time; November 2026: 35


def main():
    with tempfile.TemporaryDirectory(prefix="mizan-many-") as name:
        folder = pathlib.Path(name)
        with open(folder / "many.ndjson", "w") as file:
            for i in range(10000):
                file.write(json.dumps({"id": f"d{i}", "source": f"source {i}", "event": f"e{i % 3}", "language": "en",
                                       "title": "t" * (10000 if i % 100 == 0 else 5),
                                       "text": f"alpha{i % 7} beta{i % 11} gamma{i % 13} delta treaty signed in London {1900 + i % 90}."}) + "\n")
        done = subprocess.run([MIZAN, "compare", folder / "many.ndjson", "-o", folder / "out", "--robustness", "none"], capture_output=True)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = used.ru_utime + used.ru_stime
        page = folder / "out" / "report.html"
        holds = [done.returncode == 0, seconds < SECONDS, b"too many pairs" in done.stdout, b"16661667 pairs of sources" in done.stderr,
                 page.is_file() and page.stat().st_size < 5_000_000]
        print(f"many sources: {seconds:.0f} s of processor time, report.html {page.stat().st_size if page.is_file() else 0:,} bytes"
              f"{'' if all(holds) else '   <-- OUT OF BOUNDS: ' + str(holds)}", flush=True)
        return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
