"""Topics: the planted ones are found; as good as scikit-learn's on the same matrix; the plain refusals; what is written adds up."""
import gzip
import itertools
import json
import math
import random
import unittest
import warnings
from collections import Counter

from support import CORPORA, SHARED, Case, read_results, run, table

try:
    import numpy
    import scipy.sparse
    from sklearn.decomposition import NMF
    SKLEARN = True
except ImportError:
    SKLEARN = False

PASSAGE_WORDS, WINDOW, JUDGED = 150, 10, 10
ANT = SHARED / "bench" / "ant.ndjson.gz"
XQUAD = SHARED / "eval" / "xquad_en" / "documents.ndjson"


def unescape(text):
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def read_segments(vertical):
    """For each document its segments: (counted words, terms in reading order)."""
    documents, cut, pending = [], 0, True
    for line in vertical.decode().splitlines():
        if line.startswith("<doc "):
            documents.append([])
            pending, cut = True, 0
        elif line == "<s>":
            pending = True
        elif line in ("</s>", "</doc>"):
            continue
        elif line.startswith("<"):
            cut += -1 if line.startswith("</") else 1
        elif not cut:
            if pending:
                documents[-1].append([0, []])
                pending = False
            documents[-1][-1][0] += 1
            term = unescape(line.split("\t")[4])
            if term != "-":
                documents[-1][-1][1].append(term)
    return documents


def cut_passages(documents):
    """(document, terms) of each passage: whole segments up to 150 words, a short rest joined to the one before."""
    passages = []
    for number, segments in enumerate(documents):
        own, words, terms = [], 0, []
        for count, more in segments:
            words, terms = words + count, terms + more
            if words >= PASSAGE_WORDS:
                own.append(terms)
                words, terms = 0, []
        if words and own:
            own[-1] = own[-1] + terms
        elif words:
            own.append(terms)
        passages += [(number, terms) for terms in own]
    return passages


class Windows:
    """Which windows of ten counted terms, sliding over each document, hold a term."""

    def __init__(self, documents):
        self.count, self.places = 0, {}
        for segments in documents:
            terms = [term for _, more in segments for term in more]
            last = max(0, len(terms) - WINDOW)  # the window that starts last, from 0
            for i, term in enumerate(terms):
                held = self.places.setdefault(term, set())
                held.update(range(self.count + max(0, i - WINDOW + 1), self.count + min(i, last) + 1))
            self.count += last + 1 if terms else 0

    def npmi(self, words):
        """Mean of Bouma's normalized pointwise mutual information over the pairs."""
        values = []
        for a, b in itertools.combinations(words, 2):
            first, second = self.places[a], self.places[b]
            both = len(first & second)
            if both in (0, self.count):
                values.append(1 if both else -1)
                continue
            values.append(math.log(both * self.count / (len(first) * len(second))) / -math.log(both / self.count))
        return math.fsum(values) / len(values)


def topic_terms(out):
    """The terms of each topic, strongest first."""
    topics = {}
    for row in table(out / "terms.csv"):
        if row["kind"] == "topic":
            topics.setdefault(row["name"], []).append(row["term"])
    return topics


def planted_corpus(path, documents=60, sentences=60, seed=5):
    """Five topics of twelve made-up words each; a document is about one of them, in its second half about the next."""
    draw = random.Random(seed)
    syllables = ["ba", "ke", "do", "mu", "zi", "ra", "to", "pe", "ga", "vu"]
    words = ["".join(parts) for parts in itertools.product(syllables, syllables, ["lun", "mor"])]
    draw.shuffle(words)
    topics, common = [words[12 * k:12 * k + 12] for k in range(5)], words[60:180]
    with open(path, "w", encoding="utf-8") as file:
        for number in range(documents):
            text = []
            for i in range(sentences):
                topic = topics[(number + (2 * i >= sentences)) % 5]
                chosen = [draw.choice(topic if draw.random() < 0.5 else common) for _ in range(10)]
                text.append(" ".join(chosen).capitalize() + ".")
            file.write(json.dumps({"id": f"d{number:03}", "language": "en", "text": " ".join(text)}) + "\n")
    return topics


class Planted(Case):
    def setUp(self):
        super().setUp()
        self.path = self.folder / "planted.ndjson"
        self.truth = planted_corpus(self.path)
        self.options = ("--stem", "none", "--stop-words", "none", "--background", "none")

    def test_the_planted_topics_are_found(self):
        out = self.compare(self.path, "--topics", 5, *self.options)
        found = topic_terms(out)
        self.assertEqual(list(found), [f"topic-{k}" for k in range(1, 6)])
        matched = [next((k for k, words in enumerate(self.truth) if set(terms[:12]) == set(words)), None)
                   for terms in found.values()]
        self.assertEqual(sorted(matched), list(range(5)), found)
        topics = [f"topic-{matched.index(k) + 1}" for k in range(5)]  # by number of the truth
        rows = table(out / "topics.csv")
        for number in range(60):
            held = {row["topic"]: float(row["share_of_document"]) for row in rows if row["document"] == f"d{number:03}"}
            strongest = sorted(held, key=held.get)[-2:]
            self.assertEqual(set(strongest), {topics[number % 5], topics[(number + 1) % 5]}, (number, held))
            self.assertTrue(all(0.4 < held[name] < 0.6 for name in strongest), held)
        for row in rows:
            self.assertAlmostEqual(float(row["share"]), 0.2, delta=0.02)

    def test_what_is_written_adds_up(self):
        out = self.compare(self.path, "--topics", 5, *self.options)
        rows = table(out / "topics.csv")
        self.assertEqual(list(rows[0]), ["topic", "share", "coherence", "passages", "rank", "document",
                                         "share_of_document", "share_of_topic"])
        by_topic, by_document = {}, {}
        for row in rows:
            by_topic.setdefault(row["topic"], []).append(row)
            by_document.setdefault(row["document"], []).append(float(row["share_of_document"]))
        self.assertEqual(len(by_document), 60)
        for shares in by_document.values():
            self.assertAlmostEqual(math.fsum(shares), 1, delta=1e-12)
        for topic in by_topic.values():
            shares = [float(row["share_of_topic"]) for row in topic]
            self.assertAlmostEqual(math.fsum(shares), 1, delta=1e-12)
            self.assertEqual(shares, sorted(shares, reverse=True))
            self.assertEqual([int(row["rank"]) for row in topic], list(range(1, len(topic) + 1)))
        strengths = [float(topic[0]["share"]) for topic in by_topic.values()]
        self.assertEqual(strengths, sorted(strengths, reverse=True))
        self.assertAlmostEqual(math.fsum(strengths), 1, delta=1e-12)
        total, counted = {row["term"]: int(row["count"]) for row in table(out / "vocabulary.csv")}, Counter()
        for row in table(out / "terms.csv"):
            if row["kind"] == "topic":
                counted[row["term"]] += int(row["count"])
        self.assertTrue(all(count <= total[term] for term, count in counted.items()), "a passage counts for two topics")
        facts = json.loads((out / "run.json").read_text())
        self.assertEqual(facts["options"]["topics"], 5)
        self.assertEqual(sum(int(topic[0]["passages"]) for topic in by_topic.values()), facts["topics"]["passages"])

    def test_the_same_bytes_for_any_number_of_workers_and_block(self):
        first = read_results(self.compare(self.path, "--topics", 5, "-j", 1))
        self.assertIn("topics.csv", first)
        for options in (("-j", 4), ("-j", 2, "--block", 256)):
            self.assertEqual(read_results(self.compare(self.path, "--topics", 5, "-f", *options)), first, options)

    def test_the_summary_tells_of_each(self):
        text = run("compare", self.path, "-o", self.folder / "out", "--topics", 5, check=0).stdout.decode()
        self.assertIn("\nTopics\n", text)
        self.assertEqual(text.count("% of the texts, coherence "), 5)
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines() if "% of the texts" in line), text)

    def test_without_the_option_there_is_no_trace(self):
        out = self.compare(self.path)
        self.assertFalse((out / "topics.csv").exists())
        self.assertEqual(topic_terms(out), {})
        self.assertNotIn("topics", set(json.loads((out / "run.json").read_text())))


class Refusals(Case):
    def refuse(self, topics, *corpus):
        done = run("compare", *corpus, "-o", self.folder / "out", "--topics", topics, check=64)
        self.assert_clean()
        return done.stderr.decode()

    def test_too_small_a_corpus_is_refused_with_its_numbers(self):
        message = self.refuse(3, CORPORA)
        self.assertRegex(message, r"--topics 3: the corpus has \d+ passages of about 150 words, and topics need at least 100")

    def test_more_topics_than_passages_bear_are_refused_with_how_many_they_bear(self):
        planted_corpus(self.folder / "planted.ndjson")
        message = self.refuse(13, self.folder / "planted.ndjson")  # 60 documents of 600 words are 240 passages: 12 topics
        self.assertIn("240 passages", message)
        self.assertIn("ask for at most 12", message)

    def test_passages_that_share_too_few_terms_are_refused(self):
        with open(self.folder / "same.ndjson", "w", encoding="utf-8") as file:
            for number in range(120):
                file.write(json.dumps({"id": str(number), "language": "en", "text": "Harvest wheat. " * 75}) + "\n")
        message = self.refuse(3, self.folder / "same.ndjson")
        self.assertIn("only 2 terms", message)

    def test_a_number_is_wanted(self):
        run("compare", CORPORA, "-o", self.folder / "out", "--topics", "many", check=64)


@unittest.skipUnless(SKLEARN, "python3-sklearn is not installed")
class Peer(Case):
    """The same matrix, built a second time from the vertical format, given to scikit-learn."""

    # tests/slow/topics.py has more cases and all starts of the peer.

    def corpora(self):
        """(corpus, numbers of topics)"""
        if ANT.is_file():
            path = self.folder / "ant.ndjson"
            with gzip.open(ANT, "rb") as source:
                path.write_bytes(b"".join(itertools.islice(source, 600)))
            yield path, (10, 20)
        if XQUAD.is_file():
            yield XQUAD, (6, 10)
        planted_corpus(self.folder / "planted.ndjson")
        yield self.folder / "planted.ndjson", (5,)

    @staticmethod
    def matrix(documents):
        """Passages by terms: count * idf of `--weight sklearn`, terms of two passages or more, rows of length 1."""
        frequency = Counter()
        for segments in documents:
            frequency.update({term for _, terms in segments for term in terms})
        passages = cut_passages(documents)
        shared = Counter()
        for _, terms in passages:
            shared.update(set(terms))
        names = sorted(term for term, count in shared.items() if count > 1)
        number = {term: i for i, term in enumerate(names)}
        matrix = scipy.sparse.lil_matrix((len(passages), len(names)))
        for i, (_, terms) in enumerate(passages):
            row = {term: count * (math.log((1 + len(documents)) / (1 + frequency[term])) + 1)
                   for term, count in Counter(terms).items() if term in number}
            length = math.sqrt(math.fsum(value * value for value in row.values()))
            for term, value in row.items():
                matrix[i, number[term]] = value / length
        return matrix.tocsr(), names

    def check(self, corpus, count, windows, matrix, names):
        """Coherence of the topics, ours and scikit-learn's."""
        out = self.compare(corpus, "--topics", count, "--weight", "sklearn", "-f", timeout=600)
        facts = json.loads((out / "run.json").read_text())["topics"]
        self.assertEqual((facts["passages"], facts["terms"]), matrix.shape)
        peer = NMF(n_components=count, init="nndsvd", solver="cd", random_state=0, max_iter=200)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it did not settle in 200 rounds
            peer.fit(matrix)
        error = peer.reconstruction_err_ / scipy.sparse.linalg.norm(matrix)
        self.assertLessEqual(facts["error"], 1.01 * error)
        own = topic_terms(out)
        self.assertEqual(len(own), count)
        found = [windows.npmi(terms[:JUDGED]) for terms in own.values()]
        for row in table(out / "topics.csv"):
            expected = found[int(row["topic"].split("-")[1]) - 1]
            self.assertAlmostEqual(float(row["coherence"]), expected, delta=1e-12)
        theirs = [windows.npmi([names[t] for t in numpy.argsort(-topic, kind="stable")[:JUDGED]])
                  for topic in peer.components_]
        return numpy.mean(found), numpy.mean(theirs)

    def test_error_and_coherence_are_no_worse(self):
        coherence = []
        for corpus, counts in self.corpora():
            documents = read_segments(run("stem", stdin=run("tokenize", corpus, check=0).stdout, check=0).stdout)
            (matrix, names), windows = self.matrix(documents), Windows(documents)
            for count in counts:
                with self.subTest(corpus=corpus.name, topics=count):
                    coherence.append(self.check(corpus, count, windows, matrix, names))
        own, theirs = numpy.mean(coherence, axis=0)
        self.assertGreaterEqual(own, theirs, coherence)
        worse = [pair for pair in coherence if pair[0] < pair[1] - 1e-9]
        self.assertLessEqual(len(worse), len(coherence) // 5, "in nearly each case too")
