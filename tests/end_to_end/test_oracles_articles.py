"""A thousand news articles in Arabic against scikit-learn, and the first two hundred of them (with MIZAN_SLOW all) against every
SMART scheme of gensim: vocabulary, weights, and the cosines of neighbours."""
import gzip
import itertools
import os
import pathlib
import tempfile
import unittest

import test_oracles
from support import SHARED, Case, run, table

if test_oracles.SKLEARN:
    import numpy
    import scipy.sparse
    from sklearn.feature_extraction.text import TfidfVectorizer
if test_oracles.GENSIM:
    from gensim.corpora import Dictionary
    from gensim.models import TfidfModel

ARTICLES = SHARED / "bench" / "ant.ndjson.gz"
COUNT = 1000
# All 48 schemes on all of them take a minute, which is for make check-slow.
SMART_COUNT = COUNT if os.environ.get("MIZAN_SLOW") else 200
TOLERANCE = 1e-12
SMART = [tf + idf + norm for tf in "bnaldL" for idf in "nftp" for norm in "nc"]


@unittest.skipUnless(ARTICLES.is_file(), "the ANT articles are not here")
@unittest.skipUnless(test_oracles.SKLEARN, "python3-sklearn is not installed")
class Articles(Case):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="mizan-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.corpus = pathlib.Path(folder.name) / "articles.ndjson"

    @classmethod
    def use(cls, count):
        with gzip.open(ARTICLES, "rb") as file:
            cls.corpus.write_bytes(b"".join(itertools.islice(file, count)))
        words = run("tokenize", cls.corpus, check=0).stdout
        cls.documents = test_oracles.read_terms(run("stem", stdin=words, check=0).stdout)
        assert len(cls.documents) == count

    def results(self, scheme):
        """Names of the columns, weights, rows by document, neighbours."""
        out = self.compare(self.corpus, "--weight", scheme, "--threshold", "1", "--top", "5", "--report", "none", "--force")
        # as scipy.io.mmread, which test_oracles.py has, but five times as fast
        entries = numpy.loadtxt(out / "weights.mtx", comments="%")
        shape = tuple(entries[0, :2].astype(int))
        i, j, weights = entries[1:, 0].astype(int) - 1, entries[1:, 1].astype(int) - 1, entries[1:, 2]
        self.assertEqual(len(weights), entries[0, 2])
        weights = scipy.sparse.csr_matrix((weights, (i, j)), shape=shape)
        rows = {row["document"]: i for i, row in enumerate(table(out / "documents.csv"))}
        self.assertEqual(len(rows), len(self.documents))
        return [row["term"] for row in table(out / "vocabulary.csv")], weights, rows, table(out / "neighbours.csv")

    def check(self, scheme, peer_names, peer):
        """`peer` has the peer's own columns, in whatever order."""
        names, weights, rows, neighbours = self.results(scheme)
        self.assertEqual(sorted(names), sorted(peer_names))
        place = {name: i for i, name in enumerate(peer_names)}
        expected = scipy.sparse.csr_matrix(peer)[:, [place[name] for name in names]]
        for matrix in (weights, expected):
            matrix.eliminate_zeros()
            matrix.sort_indices()
        self.assertGreater(expected.nnz, 50 * len(self.documents))
        self.assertTrue((weights.indptr == expected.indptr).all() and (weights.indices == expected.indices).all(),
                        f"{scheme}: weights stand in other places")
        error = numpy.max(numpy.abs(weights.data - expected.data) / numpy.abs(expected.data))
        self.assertLessEqual(error, TOLERANCE, scheme)
        self.check_neighbours(scheme, expected, rows, neighbours)

    def check_neighbours(self, scheme, expected, rows, neighbours):
        products = (expected @ expected.T).toarray()
        lengths = numpy.sqrt(numpy.diag(products))
        bound = numpy.where(numpy.outer(lengths, lengths) > 0, numpy.outer(lengths, lengths), 1)
        best = numpy.sort(products - 2 * numpy.diag(numpy.diag(products) + 1), axis=1)[:, ::-1]
        self.assertGreater(len(neighbours), len(self.documents))
        for row in neighbours:
            i, j, rank = rows[row["document"]], rows[row["neighbour"]], int(row["rank"])
            found, cosine = float(row["similarity"]), float(row["cosine"])
            scale = max(1.0, abs(products[i, j]))
            self.assertLessEqual(abs(found - products[i, j]), TOLERANCE * scale, (scheme, row))
            self.assertLessEqual(abs(found - best[i, rank - 1]), TOLERANCE * scale, (scheme, row, "a nearer one is left out"))
            self.assertLessEqual(abs(cosine - products[i, j] / bound[i, j]), TOLERANCE, (scheme, row))

    def test_scikit_learn(self):
        self.use(COUNT)
        for scheme, options in test_oracles.ScikitLearn.SCHEMES.items():
            with self.subTest(scheme=scheme):
                peer = TfidfVectorizer(analyzer=lambda terms: terms, **options)
                weights = peer.fit_transform(self.documents)
                self.check(scheme, list(peer.get_feature_names_out()), weights)

    @unittest.skipUnless(test_oracles.GENSIM, "python3-gensim is not installed")
    def test_gensim(self):
        self.use(SMART_COUNT)
        dictionary = Dictionary(self.documents)
        bags = [dictionary.doc2bow(document) for document in self.documents]
        names = [dictionary[i] for i in range(len(dictionary))]
        for scheme in SMART:
            with self.subTest(scheme=scheme):
                model = TfidfModel(bags, dictionary=dictionary, smartirs=scheme)
                # eps=-1: gensim drops small weights by default
                rows = [model.__getitem__(bag, eps=-1) for bag in bags]
                entries = numpy.array([entry for row in rows for entry in row])
                i = numpy.repeat(numpy.arange(SMART_COUNT), [len(row) for row in rows])
                self.check(scheme, names, scipy.sparse.coo_matrix((entries[:, 1], (i, entries[:, 0].astype(int))),
                                                                  shape=(SMART_COUNT, len(names))))
