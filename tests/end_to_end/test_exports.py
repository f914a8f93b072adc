"""Exports read back by numpy, scipy, sqlite3, R and an XML validator, equal to the bit; README's examples run."""
import csv
import io
import math
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest
import xml.etree.ElementTree as xml

from support import CORPORA, ROOT, Case, json, run, table

HOSTILE = ["<script>&\"'", "=cmd", "a\nb\r\tc", "\x01\x1b[31m", "\u202eevil", "\ufffe", "]]>", "'; DROP TABLE documents; --",
           "سلام", "𝄞", ""]
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def module(name):
    try:
        return __import__(name, fromlist=["_"])
    except ImportError:
        return None


def real(text):
    return float(text) if text else math.nan


def same(a, b):
    return a == b or (math.isnan(a) and math.isnan(b))


class Exports(Case):
    def setUp(self):
        super().setUp()
        lines = [{"id": f"{i}-{name}", "source": name, "event": f"e{i % 3}", "title": name * 50, "page": f"0{i}",
                  "text": f"The treaty of {1920 + i} was signed in London by ministers of state; wheat number {i} fell. "
                          f"{'Harvest and cattle. ' * (i % 4)}"}
                 for i, name in enumerate(HOSTILE)]
        lines.append({"id": "empty", "source": "x", "event": "e1", "text": ""})
        self.texts = self.write("evil.ndjson", "\n".join(map(json.dumps, lines)))

    def export(self, *options, corpus=None, out="out"):
        return self.compare(corpus or self.texts, "--language", "en", *options, out=out)

    def test_only_what_is_asked_for_is_written_and_is_the_same_each_time(self):
        plain = self.export()
        names = {"weights.npz", "graph.graphml", "similarity_long.csv"}
        self.assertFalse(names & {p.name for p in plain.iterdir()})
        options = ["--export", "npz,graphml,long", "--sqlite", self.folder / "x.db"]
        first = self.export(*options, out="first")
        database = (self.folder / "x.db").read_bytes()
        second = self.export(*options, "--force", "-j", "1", out="second")
        for name in names:
            self.assertEqual((first / name).read_bytes(), (second / name).read_bytes())
        self.assertEqual((self.folder / "x.db").read_bytes(), database)
        self.assertEqual(json.loads((first / "run.json").read_text())["options"]["export"], "npz,graphml,long")
        run("compare", "--from", first / "run.json", "-o", self.folder / "again", "--quiet", check=0)
        self.assertTrue((self.folder / "again" / "weights.npz").exists())

    def test_long_form_is_the_matrix(self):
        out = self.export("--export", "long")
        with open(out / "similarity.csv", newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        with open(out / "similarity_long.csv", newline="", encoding="utf-8") as file:
            long = list(csv.DictReader(file))
        self.assertEqual(len(long), len(rows) * (len(rows) - 1) // 2)
        places = {name: i for i, name in enumerate(header)}
        values = {row[0]: row for row in rows}
        for row in long:
            self.assertEqual(row["similarity"], values[row["document_a"]][places[row["document_b"]]])

    @unittest.skipUnless(module("scipy") and module("numpy"), "needs scipy")
    def test_scipy_reads_the_weights_bit_for_bit(self):
        import scipy.io
        import scipy.sparse
        for corpus in (self.texts, CORPORA):
            out = self.export("--export", "npz", "--force", corpus=corpus)
            exported = scipy.sparse.load_npz(out / "weights.npz")
            expected = scipy.io.mmread(out / "weights.mtx").tocsr()
            self.assertEqual(exported.shape, expected.shape)
            self.assertEqual(exported.has_sorted_indices, 1)
            for name in ("data", "indices", "indptr"):
                self.assertEqual(getattr(exported, name).tolist(), getattr(expected, name).tolist())

    def edges(self, out):
        root = xml.parse(out / "graph.graphml").getroot()
        names = {k.get("id"): k.get("attr.name") for k in root.findall(GRAPHML + "key")}
        graph = root.find(GRAPHML + "graph")

        def data(element):
            return {names[d.get("key")]: d.text or "" for d in element.findall(GRAPHML + "data")}
        nodes = {n.get("id"): data(n) for n in graph.findall(GRAPHML + "node")}
        return graph.get("edgedefault"), nodes, [(e.get("source"), e.get("target"), data(e))
                                                 for e in graph.findall(GRAPHML + "edge")]

    def test_graphml_has_the_documents_and_their_neighbours(self):
        out = self.export("--export", "graphml", "-k", "3")
        kind, nodes, edges = self.edges(out)
        documents = table(out / "documents.csv")
        self.assertEqual(kind, "directed")
        self.assertEqual(len(nodes), len(documents))
        for i, document in enumerate(documents):
            shown = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", document["document"])
            self.assertEqual(nodes[f"n{i}"]["label"], shown)
            self.assertEqual(nodes[f"n{i}"]["tokens"], document["tokens"])
        ids = [d["document"] for d in documents]
        found = [(ids[int(a[1:])], d["rank"], ids[int(b[1:])], d["weight"]) for a, b, d in edges]
        self.assertEqual(found, [(r["document"], r["rank"], r["neighbour"], r["similarity"])
                                 for r in table(out / "neighbours.csv") if r["similarity"]])

    def test_graphml_of_a_threshold_has_the_pairs(self):
        out = self.export("--export", "graphml,long", "--threshold", "0.2")
        kind, _, edges = self.edges(out)
        self.assertEqual(kind, "undirected")
        self.assertEqual([d["weight"] for _, _, d in edges], [r["similarity"] for r in table(out / "similarity_long.csv")])
        self.assertGreater(len(edges), 3)

    @unittest.skipUnless(shutil.which("xmllint"), "needs xmllint")
    def test_graphml_is_valid_by_its_schema(self):
        out = self.export("--export", "graphml")
        done = subprocess.run(["xmllint", "--noout", "--schema", ROOT / "tests" / "end_to_end" / "graphml.xsd",
                               out / "graph.graphml"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_sqlite_holds_every_table(self):
        out = self.export("--sqlite", self.folder / "x.db", "--list-repairs", corpus=CORPORA)
        database = sqlite3.connect(self.folder / "x.db")
        self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        tables = {name for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        files = {p.stem for p in out.glob("*.csv")} - {"sources_matrix"}
        self.assertEqual(tables, files | {"run"})
        missing = set()
        for name in files - {"similarity"}:
            with open(out / f"{name}.csv", newline="", encoding="utf-8") as file:
                header, *rows = csv.reader(file)
            found = database.execute(f'SELECT * FROM "{name}"')
            self.assertEqual([d[0] for d in found.description], header)
            found = found.fetchall()
            self.assertEqual(len(found), len(rows), name)
            for row, line in zip(found, rows):
                for value, text in zip(row, line):
                    if value is None:
                        missing.add(name)
                    self.assertTrue(value == text if isinstance(value, str) else
                                    text == "" if value is None else float(text) == value, (name, value, text))
        for name in ("contrasts", "silences"):  # what has a reason in its place is NULL, not a text without a letter
            self.assertEqual(database.execute(f'SELECT count(*) FROM {name} WHERE rank = \'\' OR term = \'\'').fetchone(),
                             (0,))
        self.assertLessEqual({"events", "contrasts", "silences", "sources", "factors"}, missing)
        self.assertEqual(json.loads(database.execute("SELECT json FROM run").fetchone()[0]),
                         json.loads((out / "run.json").read_text()))
        matrix = {(r["document"], b): real(v) for r in table(out / "similarity.csv") for b, v in r.items()
                  if b != "document"}
        pairs = database.execute("SELECT * FROM similarity").fetchall()
        self.assertEqual(len(pairs), 25 * 24 // 2)
        self.assertTrue(all(same(matrix[a, b], math.nan if s is None else s) for a, b, s in pairs))

    def test_sqlite_keeps_hostile_names(self):
        out = self.export("--sqlite", self.folder / "x.db")
        database = sqlite3.connect(self.folder / "x.db")
        self.assertEqual([r[0] for r in database.execute("SELECT document FROM documents")],
                         [r["document"] for r in table(out / "documents.csv")])
        self.assertEqual([r[0] for r in database.execute("SELECT typeof(page) FROM documents GROUP BY 1")], ["text"])

    def test_bad_input(self):
        taken = self.write("mine.db", "precious")
        for options, code, message in [
                (["--export", "npz,pdf"], 64, "--export needs npz, graphml or long, not 'pdf'"),
                (["--export", ""], 64, "--export needs"),
                (["--export", "longer-than-any-form-there-is"], 64, "--export needs"),
                (["--sqlite", taken], 73, "is there already; choose another --sqlite, or replace it with --force"),
                (["--sqlite", self.folder / "none" / "x.db"], 73, "cannot be created"),
                (["--sqlite", "/dev/full", "--force"], 73, "/dev/full: is there already"),
        ]:
            done = run("compare", self.texts, "-o", self.folder / "out", *options, check=code)
            self.assertIn(message, done.stderr.decode(), options)
            self.assert_clean()
        self.assertEqual(taken.read_text(), "precious")
        for command in (["nearest", self.texts], ["inspect", self.texts]):
            done = run(*command, "--export", "npz", check=64)
            self.assertIn("--export goes with mizan compare", done.stderr.decode())
        run("compare", self.folder / "nowhere", "-o", self.folder / "out", "--sqlite", self.folder / "y.db", check=66)
        self.assertEqual([p.name for p in self.folder.iterdir() if "y.db" in p.name], [])

    def test_json_of_each_command_is_its_csv(self):
        for command in (["nearest", self.texts, "-k", "2"], ["concordance", self.texts, "treaty"],
                        ["concordance", self.texts, "wheat", "--keep-apparatus", "--sort", "left"],
                        ["concordance", self.texts, "zeppelin"]):
            rows = list(csv.DictReader(io.StringIO(run(*command, "--format", "csv", check=0).stdout.decode(), newline="")))
            found = json.loads(run(*command, "--format", "json", check=0).stdout)
            self.assertEqual(len(found), len(rows), command)
            for a, b in zip(found, rows):
                self.assertEqual(list(a), list(b))
                for key, value in a.items():
                    self.assertTrue(same(real(b[key]), math.nan if value is None else value)
                                    if not isinstance(value, str) else value == b[key], (key, value, b[key]))
        found = json.loads(run("inspect", self.texts, "--format", "json", check=0).stdout)
        self.assertEqual([d["document"] for d in found["documents"]][:3], [f"{i}-{HOSTILE[i]}" for i in range(3)])
        self.assertEqual(set(found), {"documents", "rejects", "warnings"})


def example(language):
    return re.search(rf"^```{language}\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)[1]


class Examples(Case):
    """The examples of README, as they stand there."""

    def setUp(self):
        super().setUp()
        run("compare", CORPORA, "-o", self.folder / "results", "--export", "npz,graphml,long", "--sqlite",
            self.folder / "results.db", "--quiet", check=0)

    def start(self, *command, text):
        done = subprocess.run(command, input=text, cwd=self.folder, capture_output=True, text=True, timeout=120,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    @unittest.skipUnless(module("pandas") and module("scipy"), "needs pandas and scipy")
    def test_python(self):
        self.assertIn("tokyo-daily", self.start(sys.executable, "-", text=example("python")))

    @unittest.skipUnless(shutil.which("Rscript"), "needs R")
    def test_r(self):
        self.write("example.R", example("r"))
        printed = self.start("Rscript", "example.R", text="")
        self.assertIn("tokyo-daily", printed)
        check = ('a <- read.csv("results/similarity_long.csv", encoding = "UTF-8")\n'
                 'b <- as.matrix(read.csv("results/similarity.csv", encoding = "UTF-8", row.names = 1, check.names = FALSE))\n'
                 'stopifnot(nrow(a) == 300, identical(a$similarity, unname(b[cbind(a$document_a, a$document_b)])))\n')
        self.write("check.R", check)
        self.start("Rscript", "check.R", text="")

    def test_sql(self):
        rows = sqlite3.connect(self.folder / "results.db").execute(example("sql")).fetchall()
        self.assertGreater(len(rows), 5)
        if shutil.which("sqlite3"):
            self.assertEqual(len(self.start("sqlite3", "results.db", text=example("sql")).splitlines()), len(rows))


if __name__ == "__main__":
    unittest.main()
