"""Other programs read the result files, and find in them the numbers that were written, bit for bit."""
import math
import shutil
import subprocess
import unittest

from support import SMALL, Case, run, table

try:
    import numpy
    import scipy.io
    SCIPY = True
except ImportError:
    SCIPY = False
RSCRIPT = shutil.which("Rscript")

CORPUS = {
    **SMALL,
    "odd, \"quoted\"/new\nline.txt": "Treaties, \"quoted\" and 'single' — naïve façade; 1942 and 1945. Britain signed.\n",
    "odd, \"quoted\"/معاهدة.txt": "وقعت بريطانيا والاتحاد السوفيتي معاهدة التحالف في لندن عام 1942.\n",
    "odd, \"quoted\"/numbers.txt": "12 34 5,678\n",
}

# Prints a table as R has read it: a line for each cell, numbers by their 17 digits.
R_PRINTER = """
arguments <- commandArgs(trailingOnly = TRUE)
for (path in arguments) {
    data <- read.csv(path, encoding = "UTF-8", check.names = FALSE, stringsAsFactors = FALSE, na.strings = "", quote = "\\"")
    cat("table", nrow(data), ncol(data), "\\n")
    for (column in names(data)) {
        values <- data[[column]]
        if (is.character(values)) values <- enc2utf8(values)
        shown <- if (is.numeric(values)) sprintf("%.17g", values) else as.character(values)
        shown[is.na(values)] <- ""
        kind <- if (is.numeric(values)) "number" else "text"
        for (value in shown) writeLines(paste(kind, gsub("\\n", "\\\\\\\\n", value)), useBytes = TRUE)
    }
}
"""


class Readers(Case):
    def setUp(self):
        super().setUp()
        self.source = self.corpus(CORPUS)

    @unittest.skipUnless(SCIPY, "python3-numpy or python3-scipy is not installed")
    def test_numpy_and_scipy_read_the_same_bits_as_the_table(self):
        out = self.compare(self.source)
        square = numpy.load(out / "similarity.npy")
        self.assertEqual((square.dtype, square.shape), (numpy.dtype("<f8"), (len(CORPUS), len(CORPUS))))
        rows = [[float(cell) if cell else math.nan for key, cell in row.items() if key != "document"]
                for row in table(out / "similarity.csv")]
        self.assertEqual(numpy.isnan(square).sum(), 2 * len(CORPUS) - 1)
        self.assertTrue(numpy.array_equal(square, numpy.array(rows), equal_nan=True))
        self.assertTrue(numpy.array_equal(square, square.T, equal_nan=True))
        pairs = self.compare(self.source, "--threshold", "0.001", out="pairs")
        sparse = scipy.io.mmread(str(pairs / "similarity.mtx")).toarray()
        kept = numpy.triu(numpy.nan_to_num(square), 1) >= 0.001
        self.assertGreater(kept.sum(), 2)
        self.assertTrue((numpy.triu(sparse, 1) == numpy.where(kept, square, 0)).all())

    @unittest.skipUnless(SCIPY, "python3-numpy or python3-scipy is not installed")
    def test_scipy_reads_counts_and_weights_as_they_are_written(self):
        out = self.compare(self.source, "--weight", "nnn")
        words = run("tokenize", self.source, check=0).stdout
        counts = self.write("counts.mtx", run("vectorize", stdin=run("stem", stdin=words, check=0).stdout, check=0).stdout)
        read = scipy.io.mmread(str(counts))
        self.assertEqual(read.dtype.kind, "i")
        self.assertTrue((read.toarray() == scipy.io.mmread(str(out / "weights.mtx")).toarray()).all())

    def expected_cells(self, path):
        rows = table(path)
        for column in rows[0]:
            for row in rows:
                yield row[column].replace("\n", "\\n")

    @unittest.skipUnless(RSCRIPT, "Rscript (package r-base-core) is not installed")
    def test_r_reads_the_tables(self):
        out = self.compare(self.source)
        script = self.write("print.R", R_PRINTER)
        paths = [out / name for name in ("documents.csv", "vocabulary.csv", "similarity.csv", "neighbours.csv", "terms.csv")]
        done = subprocess.run([RSCRIPT, "--vanilla", script, *map(str, paths)], capture_output=True, timeout=60,
                              env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        seen = iter(done.stdout.decode().splitlines())
        numbers = 0
        for path in paths:
            rows = table(path)
            self.assertEqual(next(seen).split(), ["table", str(len(rows)), str(len(rows[0]))], path.name)
            for expected in self.expected_cells(path):
                kind, found = next(seen).split(" ", 1)
                if kind == "number" and expected:
                    self.assertEqual(float(found), float(expected), path.name)
                    numbers += 1
                else:
                    self.assertEqual(found, expected, path.name)
        self.assertIsNone(next(seen, None))
        self.assertGreater(numbers, 300)
