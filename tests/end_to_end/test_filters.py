"""The stages one by one, as filters, give what one run gives."""
import unittest

from support import CORPORA, SHARED, SMALL, Case, read_matrix_market, run, table


class Filters(Case):
    def chain(self, corpus, *options):
        words = run("tokenize", corpus, *options, check=0).stdout
        terms = run("stem", *options, stdin=words, check=0).stdout
        counts = run("vectorize", *options, "--documents", self.folder / "rows.csv", "--vocabulary",
                     self.folder / "columns.csv", stdin=terms, check=0).stdout
        (self.folder / "counts.mtx").write_bytes(counts)
        return words, terms

    def check_same_matrix(self, corpus, *options):
        self.chain(corpus, *options)
        out = self.compare(corpus, "--weight", "nnn", *options)
        self.assertEqual(read_matrix_market(self.folder / "counts.mtx"), read_matrix_market(out / "weights.mtx"))
        self.assertEqual((self.folder / "columns.csv").read_bytes(), (out / "vocabulary.csv").read_bytes())
        self.assertEqual([row["document"] for row in table(self.folder / "rows.csv")],
                         [row["document"] for row in table(out / "documents.csv")])

    def test_a_small_corpus(self):
        self.check_same_matrix(self.corpus(SMALL))

    def test_ngrams_and_characters(self):
        self.check_same_matrix(self.corpus(SMALL), "--ngrams", "2", "--characters", "4")

    @unittest.skipUnless(any(CORPORA.glob("*/*.txt")), "corpora/ has no texts")
    def test_the_sample_corpus(self):
        self.check_same_matrix(CORPORA, "--ngrams", "2")

    @unittest.skipUnless((SHARED / "corpora" / "seeds").is_dir(), "the five seed documents are not here")
    def test_the_seeds(self):
        self.check_same_matrix(SHARED / "corpora" / "seeds")

    @unittest.skipUnless((SHARED / "corpora" / "seeds").is_dir(), "the five seed documents are not here")
    def test_apparatus_is_kept_when_asked(self):
        self.check_same_matrix(SHARED / "corpora" / "seeds", "--keep-apparatus")

    def test_offsets_point_at_the_words(self):
        texts = {"a/b.txt": "Вторая мировая война & «the <war>» 1941—1945; اَلسَّلام عليكم 日本とソ連 x\n",
                 "a/c.txt": "l'homme naïve co-operate don't 3.14 1918تناقش\n"}
        words, _ = self.chain(self.corpus(texts))
        contents = [texts["a/b.txt"].encode(), texts["a/c.txt"].encode()]
        current, seen = -1, 0
        for line in words.decode().splitlines():
            if line.startswith("<doc "):
                current += 1
            elif not line.startswith("<"):
                word, start, end = line.split("\t")
                plain = word.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
                self.assertEqual(contents[current][int(start):int(end)].decode(), plain)
                seen += 1
        self.assertGreater(seen, 15)

    def test_the_vertical_format_is_as_documented(self):
        words, terms = self.chain(self.corpus({"e/s.txt": "The wars ended in 1945.\nPeace & quiet.\n"}))
        self.assertEqual(words.decode().splitlines()[0], '<doc id="e/s" source="s" event="e" language="en">')
        rows = [line.split("\t") for line in terms.decode().splitlines() if not line.startswith("<")]
        self.assertEqual(rows[0], ["The", "0", "3", "the", "-"])
        self.assertEqual(rows[1], ["wars", "4", "8", "wars", "war"])
        self.assertEqual(rows[4], ["1945", "18", "22", "1945", "year:1945"])

    def test_dates_have_rows_of_their_own(self):
        _, terms = self.chain(self.corpus({"e/s.txt": "Signed on 20 January 1925 in Peking.\n"}))
        rows = [line.split("\t") for line in terms.decode().splitlines() if not line.startswith("<")]
        self.assertEqual(rows[4:7], [["1925", "21", "25", "1925", "year:1925"],
                                     ["20 January 1925", "10", "25", "date:--01-20", "date:--01-20"],
                                     ["20 January 1925", "10", "25", "date:1925-01-20", "date:1925-01-20"]])

    def test_dates_across_lines(self):
        self.check_same_matrix(self.corpus({"e/s.txt": "Signed on 20\nJanuary\n1925 in Peking (26 Rabi al-Thani\n1369 AH).\n" * 50,
                                            "e/t.txt": "في العشرين من\nكانون الثاني 1925\n" * 50}), "--ngrams", "3")

    def test_another_tools_column_can_be_counted(self):
        vertical = '<doc id="a" source="s" event="e" language="en">\n<s>\ncats\tNNS\tcat\nrun\tVBP\trun\n</s>\n</doc>\n'
        for column, terms in (("3", ["cat", "run"]), ("1", ["cats", "run"])):
            run("vectorize", "--column", column, "--vocabulary", self.folder / "v.csv", stdin=vertical.encode(), check=0)
            self.assertEqual({row["term"] for row in table(self.folder / "v.csv")}, set(terms))

    def test_segments_sum_up_to_their_document(self):
        corpus = CORPORA if any(CORPORA.glob("*/*.txt")) else self.corpus(SMALL)
        _, terms = self.chain(corpus)
        (self.folder / "segments.mtx").write_bytes(
            run("vectorize", "--rows", "segments", "--documents", self.folder / "segments.csv", stdin=terms, check=0).stdout)
        sums = {}
        for row, label in zip(read_matrix_market(self.folder / "segments.mtx"), table(self.folder / "segments.csv")):
            total = sums.setdefault(label["document"], {})
            for column, count in row.items():
                total[column] = total.get(column, 0) + count
        whole = read_matrix_market(self.folder / "counts.mtx")
        names = [row["document"] for row in table(self.folder / "rows.csv")]
        self.assertEqual({name: row for name, row in zip(names, whole)}, {name: sums.get(name, {}) for name in names})


class Inspect(Case):
    def test_what_would_be_read_is_listed_and_nothing_is_written(self):
        corpus = self.corpus({**SMALL, "treaty/arabic.txt": "وقعت بريطانيا المعاهدة في لندن. " * 10})
        before = sorted(p for p in self.folder.rglob("*"))
        text = run("inspect", corpus, check=0).stdout.decode()
        for part in ("treaty/arabic", "harvest/radio", "UTF-8", "ar", "en"):
            self.assertIn(part, text)
        self.assertEqual(before, sorted(p for p in self.folder.rglob("*")))


class Nearest(Case):
    def rows(self, done):
        return [line.split(",") for line in done.stdout.decode().split()]

    def test_documents(self):
        rows = self.rows(run("nearest", self.corpus(SMALL), "-k", "1", check=0))
        self.assertEqual(rows[0], ["query", "rank", "document", "score"])
        self.assertEqual({row[0]: row[2] for row in rows[1:]},
                         {"treaty/paper": "treaty/radio", "treaty/radio": "treaty/paper",
                          "harvest/paper": "harvest/radio", "harvest/radio": "harvest/paper"})

    def test_queries_do_not_change_the_collection_they_are_asked_of(self):
        corpus = self.corpus(SMALL)
        one = self.write("one.ndjson", '{"id":"q","text":"who signed the treaty?"}\n')
        two = self.write("two.ndjson", '{"id":"q","text":"who signed the treaty?"}\n'
                                       '{"id":"r","text":"treaty treaty harvest zzz"}\n')
        first = self.rows(run("nearest", corpus, "--queries", one, "-k", "2", check=0))
        second = self.rows(run("nearest", corpus, "--queries", two, "-k", "2", check=0))
        self.assertEqual(first[1:], [row for row in second if row[0] == "q"])
        self.assertEqual(first[1][2], "treaty/paper")

    def test_a_query_may_have_the_id_of_a_document(self):
        query = self.write("q.ndjson", '{"id":"treaty/paper","text":"harvest of wheat"}\n')
        rows = self.rows(run("nearest", self.corpus(SMALL), "--queries", query, "-k", "1", check=0))
        self.assertEqual(rows[1][:2], ["treaty/paper", "1"])
        self.assertIn("harvest", rows[1][2])

    @unittest.skipUnless((SHARED / "eval" / "arcd").is_dir(), "the retrieval sets are not here")
    def test_arabic_questions_find_their_paragraphs(self):
        import sys
        sys.path.insert(0, str(SHARED / "eval"))
        folder = SHARED / "eval" / "arcd"
        done = run("nearest", folder / "documents.ndjson", "--queries", folder / "queries.ndjson", "-k", "10", check=0)
        relevant = {}
        import json
        for line in (folder / "queries.ndjson").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            relevant[entry["id"]] = entry["relevant"]
        score = 0.0
        for query, rank, document, _ in self.rows(done)[1:]:
            if relevant[query] == document:
                score += 1 / int(rank)
        # TEXT: light10 reaches .739 on this set; a broken stemmer or query language falls far below.
        self.assertGreater(score / len(relevant), 0.72)
