"""Words and character n-grams as two parts of one measure, and BM25, written down a second time from mizan(1)."""
import csv
import math
import unittest

from support import CORPORA, SMALL, Case, corrected, cosine, json, read_matrix_market, run, table

TOLERANCE = 1e-12
SHARE = 0.2        # of the characters between documents
QUERY_SHARE = 0.5  # between queries and documents
QUERIES = {"treaty": "Which ministers signed the treaty and the alliance?", "harvest": "a poor harvest", "cattle": "cattle cattle dry",
           "characters": "signature ministry"}


class Characters(Case):
    def counts(self, corpus, name, *options):
        """Counts by document, each a pair of rows (words, characters) by term, and the document frequencies."""
        out = self.compare(corpus, "--weight", "nnn", "--characters", "4", *options, out=name)
        terms = [((row["channel"] == "character"), row["term"]) for row in table(out / "vocabulary.csv")]
        frequencies = {term: int(row["document_frequency"]) for term, row in zip(terms, table(out / "vocabulary.csv"))}
        rows = []
        for row in read_matrix_market(out / "weights.mtx"):
            parts = ({}, {})
            for column, count in row.items():
                parts[terms[column][0]][terms[column]] = count
            rows.append(parts)
        return [row["document"] for row in table(out / "documents.csv")], rows, frequencies

    def setUp(self):
        super().setUp()
        self.corpus_path = self.corpus(SMALL)
        self.documents, self.rows, frequencies = self.counts(self.corpus_path, "counts")
        self.idf = {term: math.log((len(self.rows) + 1) / (df + 1)) for term, df in frequencies.items()}

    def squares(self, *options):
        out = self.compare(self.corpus_path, "--background", "none", "--characters", "4", *options, "--force")
        return {(row["document"], other): float(row[other]) for row in table(out / "similarity.csv") for other in self.documents}

    def check(self, found, measure):
        for i, a in enumerate(self.documents):
            for j, b in enumerate(self.documents):
                words, characters = (measure(self.rows[i][part], self.rows[j][part]) for part in (0, 1))
                expected = (1 - SHARE) * words + SHARE * characters
                self.assertLessEqual(abs(found[a, b] - expected), TOLERANCE, (a, b))

    def test_corrected(self):
        self.check(self.squares("--weight", "auto"), lambda x, y: corrected(x, y, self.idf))

    def test_cosine(self):
        self.check(self.squares("--weight", "auto", "--similarity", "cosine"), lambda x, y: cosine(
            {t: n * self.idf[t] for t, n in x.items()}, {t: n * self.idf[t] for t, n in y.items()}))

    def test_the_scheme_of_a_peer_has_words_and_characters_in_one_vector(self):
        out = self.compare(self.corpus_path, "--weight", "ntc", "--characters", "4", "--force")
        rows = read_matrix_market(out / "weights.mtx")
        idf = {t: math.log2((len(self.rows) + 1) / (math.exp(-w) * (len(self.rows) + 1) - 1)) for t, w in self.idf.items()}
        names = [((row["channel"] == "character"), row["term"]) for row in table(out / "vocabulary.csv")]
        for row, parts in zip(rows, self.rows):
            both = {t: n * idf[t] for part in parts for t, n in part.items()}
            length = math.sqrt(math.fsum(v * v for v in both.values()))
            for column, weight in row.items():
                self.assertLessEqual(abs(weight - both[names[column]] / length), TOLERANCE)

    def score(self, query, document):
        """BM25 with k1 1.2 and b 0.75, each part as a share of the most that the query can reach in it."""
        score = 0
        for part, share in ((0, 1 - QUERY_SHARE), (1, QUERY_SHARE)):
            mean = math.fsum(sum(row[part].values()) for row in self.rows) / len(self.rows)
            bound = 1.2 * (0.25 + 0.75 * sum(document[part].values()) / mean)
            known = {t: n for t, n in query[part].items() if t in self.idf}
            most = math.fsum(n * self.idf[t] for t, n in known.items())
            found = math.fsum(n * self.idf[t] * document[part].get(t, 0) / (document[part].get(t, 0) + bound)
                              for t, n in known.items())
            score += share * found / most if most > 0 else 0
        return score

    def test_queries(self):
        lines = self.write("queries.ndjson", "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in QUERIES.items()))
        ids, queries, _ = self.counts(lines, "queries", "--language", "en")
        done = run("nearest", self.corpus_path, "--queries", lines, "--background", "none", check=0)
        found = {(row["query"], row["document"]): float(row["score"]) for row in csv.DictReader(done.stdout.decode().splitlines())}
        self.assertEqual(len(found), len(QUERIES) * len(SMALL))
        for query, parts in zip(ids, queries):
            for document, row in zip(self.documents, self.rows):
                expected = self.score(parts, row)
                self.assertLessEqual(abs(found[query, document] - expected), TOLERANCE, (query, document))
        self.assertGreater(found["characters", "treaty/paper"], 0, "no word is shared, but characters are")

    @unittest.skipUnless(any(CORPORA.glob("*/*.txt")), "the sample corpus is not here")
    def test_run_json_states_the_parts(self):
        measure = json.loads((self.compare(CORPORA, "--characters", "4") / "run.json").read_text())
        self.assertIn("sqrt(4/5)", measure["weighting"]["formula"])
        self.assertIn("1/5 of the other", measure["measure"]["formula"])


if __name__ == "__main__":
    unittest.main()
