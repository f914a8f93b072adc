"""full_matrix.py - compare --full of 20,000 documents: a matrix of 3.2 GB as numbers goes out row by row, so that the peak grows with the documents and
not with their square; the exports with it. SCALE=10 divides the documents by 10. Without room for 12 GB of results it says so and fails."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end"))
from test_torture import peak_memory  # noqa: E402

SCALE = int(os.environ.get("SCALE", "1"))
DOCUMENTS = 20_000 // SCALE
RESULT_BYTES = DOCUMENTS ** 2 * 30
MOST_MEGABYTES = 400       # November 2026: 303 with the matrix, 201 without
MOST_MORE_MEGABYTES = 150  # an index over all documents, and a tile of rows; a twentieth of the matrix


def main():
    failed = 0
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mizan-full-matrix-", dir=os.environ.get("TMPDIR", "/var/tmp")))
    try:
        if shutil.disk_usage(folder).free < RESULT_BYTES * 1.2:
            print(f"full matrix: {folder} has no room for {RESULT_BYTES >> 30} GB   <-- NOT RUN")
            return 1
        corpus = folder / "generated.ndjson"
        generate = pathlib.Path(__file__).resolve().parents[1] / "bench" / "generate.py"
        subprocess.run([sys.executable, generate, str(DOCUMENTS), "en", corpus], check=True)
        common = ["compare", corpus, "-o", folder / "out", "--robustness", "none", "--quiet", "--force"]
        peaks = {}
        for name, more in (("neighbours", []), ("exports", ["--export", "npz,graphml", "--sqlite", folder / "tables.sqlite"]), ("full", ["--full"])):
            code, peaks[name], seconds, message = peak_memory(*common, *more)
            holds = code == 0 and peaks[name] < MOST_MEGABYTES and peaks[name] < peaks["neighbours"] + MOST_MORE_MEGABYTES
            failed += not holds
            print(f"full matrix, {name}: exit code {code}, {seconds:.0f} s, {peaks[name]:.0f} MB{'' if holds else '   <-- OUT OF BOUNDS ' + message}", flush=True)
        matrix = folder / "out" / "similarity.npy"
        failed += not matrix.is_file() or matrix.stat().st_size != 128 + 8 * DOCUMENTS ** 2
    finally:
        shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
