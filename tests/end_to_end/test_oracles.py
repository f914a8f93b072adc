"""The numbers against independent implementations: scikit-learn, gensim, scipy, and the formulas written down a second time."""
import collections
import gzip
import math
import unicodedata
import unittest

from support import CORPORA, LEAD_WORDS, ROOT, SHARED, SMALL, Case, corrected, cosine, read_matrix_market, run, table

try:
    import numpy
    import scipy.io
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
    SKLEARN = True
except ImportError:
    SKLEARN = False
try:
    from gensim.corpora import Dictionary
    from gensim.models import TfidfModel
    GENSIM = True
except ImportError:
    GENSIM = False

TOLERANCE = 1e-12


def read_terms(vertical):
    """The counted terms of each document, in reading order."""
    documents, cut = [], 0
    for line in vertical.decode().splitlines():
        if line.startswith("<doc "):
            documents.append([])
        elif line.startswith("<s>") or line.startswith("</") or line.startswith("<doc"):
            cut -= line.startswith("</") and line not in ("</s>", "</doc>")
        elif line.startswith("<"):
            cut += 1
        elif not cut:
            term = line.split("\t")[4]
            if term != "-":
                documents[-1].append(term.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return documents


def read_leads(vertical):
    """How often each term stands in the lead of each document."""
    documents, cut, starts = [], 0, set()
    for line in vertical.decode().splitlines():
        if line.startswith("<doc "):
            documents.append(collections.Counter())
            starts = set()
        elif line.startswith("<s>") or line.startswith("</") or line.startswith("<doc"):
            cut -= line.startswith("</") and line not in ("</s>", "</doc>")
        elif line.startswith("<"):
            cut += 1
        elif not cut:
            _, start, _, _, term = line.split("\t")
            starts.add(start)  # a date stands behind its words, and begins with the first of them
            if len(starts) <= LEAD_WORDS and term != "-":
                documents[-1][term] += 1
    return documents


class Oracle(Case):
    def setUp(self):
        super().setUp()
        self.inputs = [("small", self.corpus(SMALL))]
        if any(CORPORA.glob("*/*.txt")):
            self.inputs.append(("corpora", CORPORA))
        if (SHARED / "corpora" / "seeds").is_dir():
            self.inputs.append(("seeds", SHARED / "corpora" / "seeds"))

    def results(self, corpus, *options):
        import shutil
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        out = self.compare(corpus, "--robustness", "none", "--report", "none", *options)
        names = [row["term"] for row in table(out / "vocabulary.csv")]
        return out, names, read_matrix_market(out / "weights.mtx")

    def terms(self, corpus):
        return read_terms(run("stem", stdin=run("tokenize", corpus, check=0).stdout, check=0).stdout)

    def assert_rows(self, found, expected, what):
        for i, (a, b) in enumerate(zip(found, expected)):
            self.assertEqual({t for t, v in a.items() if v}, {t for t, v in b.items() if v}, f"{what} row {i}")
            for term, value in b.items():
                if value:
                    self.assertLessEqual(abs(a[term] - value), TOLERANCE * abs(value), f"{what} row {i} {term}")


@unittest.skipUnless(SKLEARN, "python3-sklearn is not installed")
class ScikitLearn(Oracle):
    SCHEMES = {"sklearn": {}, "sklearn-sublinear": {"sublinear_tf": True}, "sklearn-plain": {"smooth_idf": False}}

    def test_vocabulary_weights_and_cosines(self):
        for label, corpus in self.inputs:
            documents = self.terms(corpus)
            for scheme, options in self.SCHEMES.items():
                with self.subTest(corpus=label, scheme=scheme):
                    peer = TfidfVectorizer(analyzer=lambda terms: terms, **options)
                    weights = peer.fit_transform(documents)
                    out, names, rows = self.results(corpus, "--weight", scheme)
                    self.assertEqual(sorted(names), sorted(peer.vocabulary_))
                    peer_names = peer.get_feature_names_out()
                    expected = [{peer_names[j]: v for j, v in zip(weights[i].indices, weights[i].data)}
                                for i in range(weights.shape[0])]
                    self.assert_rows([{names[t]: v for t, v in row.items()} for row in rows], expected, scheme)
                    self.check_square(out, (weights @ weights.T).toarray())

    def check_square(self, out, expected):
        found = numpy.load(out / "similarity.npy")
        self.assertEqual(found.dtype, numpy.float64)
        self.assertLess(numpy.max(numpy.abs(found - expected)), 1e-12)
        cells = [[float(value) for key, value in row.items() if key != "document"] for row in table(out / "similarity.csv")]
        self.assertTrue((numpy.array(cells) == found).all(), "similarity.csv and .npy hold other numbers")

    def test_document_frequency_bounds(self):
        for label, corpus in self.inputs:
            documents = self.terms(corpus)
            for low, high in ((2, 1.0), (1, 0.5), (0.4, 0.9), (2, 3)):
                with self.subTest(corpus=label, low=low, high=high):
                    peer = CountVectorizer(analyzer=lambda terms: terms, min_df=low, max_df=high)
                    peer.fit(documents)
                    _, names, _ = self.results(corpus, "--min-df", low, "--max-df", high, "--weight", "nnn")
                    self.assertEqual(sorted(names), sorted(peer.vocabulary_))

    def test_scipy_reads_the_matrix_bit_for_bit(self):
        out, names, rows = self.results(self.inputs[-1][1])
        matrix = scipy.io.mmread(str(out / "weights.mtx")).tocsr()
        self.assertEqual(matrix.shape, (len(rows), len(names)))
        for i, row in enumerate(rows):
            self.assertEqual({int(j): v for j, v in zip(matrix[i].indices, matrix[i].data)}, row)


@unittest.skipUnless(GENSIM, "python3-gensim is not installed")
class Gensim(Oracle):
    def test_every_smart_scheme_that_gensim_has_right(self):
        for label, corpus in self.inputs:
            documents = self.terms(corpus)
            dictionary = Dictionary(documents)
            bags = [dictionary.doc2bow(document) for document in documents]
            for tf in "bnaldL":
                for idf in "nftp":
                    for norm in "nc":
                        scheme = tf + idf + norm
                        with self.subTest(corpus=label, scheme=scheme):
                            model = TfidfModel(bags, dictionary=dictionary, smartirs=scheme)
                            # eps=0: gensim drops small weights by default
                            expected = [{dictionary[t]: v for t, v in model.__getitem__(bag, eps=-1)} for bag in bags]
                            _, names, rows = self.results(corpus, "--weight", scheme)
                            self.assert_rows([{names[t]: v for t, v in row.items()} for row in rows], expected, scheme)


class SecondWriting(Oracle):
    """`auto` and the corrected similarity, written down again from MEASURES."""

    def background(self, language):
        path = ROOT / "stages" / "language" / "data" / f"{language}.tsv.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            count = int(file.readline().split("\t")[1])
            return count, dict((form, int(df)) for form, df in (line.rstrip("\n").split("\t") for line in file))

    @staticmethod
    def key(form):
        marks = {chr(c) for c in (*range(0x64B, 0x653), 0x670, 0x640, *range(0x610, 0x61B), *range(0x6D6, 0x6EE))}
        return "".join(c for c in unicodedata.normalize("NFC", form) if c not in marks).lower()

    def check(self, corpus, tables):
        out, names, counts = self.results(corpus, "--weight", "nnn")
        vocabulary = table(out / "vocabulary.csv")
        total = len(counts)
        idf = []
        for row in vocabulary:
            if row["channel"] == "date":
                share = 1 / 366 if row["term"].startswith("date:--") else 3 / tables[tables["dates"]][0]
            else:
                forms = [entry.rsplit(":", 1)[0] for entry in row["forms"].split(" ")]
                shares = []
                for form in forms:
                    language = "en" if form[0].isascii() else "ar" if "\u0600" <= form[0] <= "\u06ff" else None
                    if language is not None:
                        count, frequencies = tables[language]
                        shares.append(frequencies.get(self.key(form), 3) / count)
                share = max(shares, default=None)
            k = 0 if share is None else 200
            idf.append(math.log((total + k + 1) / (int(row["document_frequency"]) + k * (share or 0) + 1)))
        out, _, weights = self.results(corpus)
        rows = [{t: n * idf[t] for t, n in row.items()} for row in counts]
        for i, row in enumerate(rows):
            norm = math.sqrt(math.fsum(v * v for v in row.values()))
            for t, value in row.items():
                self.assertLessEqual(abs(weights[i].get(t, 0) - value / norm), 1e-12, vocabulary[t])
        documents = [row["document"] for row in table(out / "documents.csv")]
        numbers = {row["term"]: i for i, row in enumerate(vocabulary)}
        leads = [{numbers[t]: n for t, n in lead.items()}
                 for lead in read_leads(run("stem", stdin=run("tokenize", corpus, check=0).stdout, check=0).stdout)]
        for row in table(out / "similarity.csv"):
            i = documents.index(row["document"])
            for j, other in enumerate(documents):
                expected = corrected(counts[i], counts[j], idf, leads[i], leads[j])
                self.assertLessEqual(abs(float(row[other]) - expected), 1e-12 * max(1, abs(expected)), (row["document"], other))
        for row in table(out / "neighbours.csv"):
            i, j = documents.index(row["document"]), documents.index(row["neighbour"])
            self.assertLessEqual(abs(float(row["cosine"]) - cosine(rows[i], rows[j])), 1e-12)

    def test_english(self):
        self.check(self.corpus(SMALL), {"en": self.background("en"), "dates": "en"})

    @unittest.skipUnless((SHARED / "corpora" / "seeds").is_dir(), "the five seed documents are not here")
    def test_the_seeds(self):
        self.check(SHARED / "corpora" / "seeds", {"ar": self.background("ar"), "en": self.background("en"), "dates": "ar"})
