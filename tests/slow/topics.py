"""Topics beside scikit-learn's on the same matrices: error and coherence, a line for each corpus and number of topics. The peer has both of its
starts, 200 and 1,000 rounds. Uses $MIZAN."""
import gzip
import json
import os
import pathlib
import random
import sys
import tempfile
import warnings

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "end_to_end"))
from support import CORPORA, SHARED, run, table  # noqa: E402
import test_topics  # noqa: E402

if not test_topics.SKLEARN:
    print("topics: skipped, python3-sklearn is not installed")
    sys.exit(0)
import numpy  # noqa: E402
import scipy.sparse  # noqa: E402
from sklearn.decomposition import NMF  # noqa: E402

COUNTS = (5, 10, 20)
PEERS = [(start, rounds) for start in ("nndsvda", "nndsvd") for rounds in (200, 1000)]
NEARLY_EACH = 0.9


def corpora(folder):
    """(name, paths)"""
    if test_topics.ANT.is_file():
        with gzip.open(test_topics.ANT, "rb") as file:
            lines = file.readlines()
        drawn = sorted(random.Random(1).sample(range(len(lines)), 800))
        subsets = {f"articles from {first}": lines[first:first + 600] for first in range(0, 8001, 2000)}
        subsets |= {"every 17th": lines[::17], "every 8th": lines[3::8], "800 drawn": [lines[i] for i in drawn]}
        for name, subset in subsets.items():
            path = folder / f"{name.replace(' ', '-')}.ndjson"
            path.write_bytes(b"".join(subset))
            yield name, [path]
    for name in ("xquad_en", "xquad_es", "xquad_ru", "xquad_ar", "arcd", "wiki_history"):
        path = SHARED / "eval" / name / "documents.ndjson"
        if path.is_file():
            yield name, [path]
    seeds = SHARED / "corpora" / "seeds"
    if seeds.is_dir():
        yield "seeds and corpora", [seeds, CORPORA]
    test_topics.planted_corpus(folder / "planted.ndjson")
    yield "planted", [folder / "planted.ndjson"]


def own(folder, paths, count):
    """(error, coherence)"""
    run("compare", *paths, "-o", folder / "out", "-f", "--quiet", "--weight", "sklearn", "--topics", count, check=0, timeout=1800)
    judged = {row["topic"]: float(row["coherence"]) for row in table(folder / "out" / "topics.csv")}
    return json.loads((folder / "out" / "run.json").read_text())["topics"]["error"], numpy.mean(list(judged.values()))


def peer(matrix, names, windows, count, start, rounds):
    model = NMF(count, init=start, solver="cd", tol=1e-4, max_iter=rounds, random_state=0).fit(matrix)
    first = [[names[t] for t in numpy.argsort(-topic, kind="stable")[:test_topics.JUDGED] if topic[t] > 0]
             for topic in model.components_]
    return (model.reconstruction_err_ / scipy.sparse.linalg.norm(matrix),
            numpy.mean([windows.npmi(words) for words in first if len(words) > 1]))


def main():
    warnings.simplefilter("ignore")  # a peer that does not settle in its rounds
    cases = []
    with tempfile.TemporaryDirectory(prefix="mizan-topics-") as name:
        folder = pathlib.Path(name)
        for label, paths in corpora(folder):
            documents = test_topics.read_segments(run("stem", stdin=run("tokenize", *paths, check=0).stdout, check=0).stdout)
            (matrix, names), windows = test_topics.Peer.matrix(documents), test_topics.Windows(documents)
            for count in COUNTS:
                if count <= matrix.shape[0] // 20:
                    ours = own(folder, paths, count)
                    peers = [peer(matrix, names, windows, count, *options) for options in PEERS]
                    cases.append((ours, peers))
                    print(f"topics: {label}, {count}: error {ours[0]:.5f} and {min(e for e, _ in peers):.5f}, "
                          f"coherence {ours[1]:+.4f} and {' '.join(f'{c:+.4f}' for _, c in peers)}", flush=True)
    coherence = numpy.array([[ours[1]] + [c for _, c in peers] for ours, peers in cases])
    means, best = coherence.mean(axis=0), coherence[:, 1:].max(axis=1)
    no_worse = int((coherence[:, 0] >= best - 1e-9).sum())
    largest = max(ours[0] / min(e for e, _ in peers) for ours, peers in cases)
    print(f"topics: {len(cases)} cases, mean coherence {means[0]:.4f} and {' '.join(f'{m:.4f}' for m in means[1:])}; "
          f"no worse than the best of four in {no_worse}; error at most {largest:.4f} times the smallest")
    return 0 if means[0] >= means[1:].max() and no_worse >= NEARLY_EACH * len(cases) and largest <= 1.01 else 1


sys.exit(main())
