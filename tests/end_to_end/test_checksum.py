"""One checksum over the kernels that a run may choose, the number of workers, the size of blocks, and the memory limit: the nearest documents of
a corpus that is large enough for the screen. tests/test_nearest_kernels.c has it for each instruction set; tests/slow/determinism.sh for
compilers, locales and processors."""
import hashlib
import random
import unittest

from support import Case, is_address_sanitized, run, table

DOCUMENTS = 1000  # screened from 512 on
TOP = 4


class Checksum(Case):
    def setUp(self):
        super().setUp()
        draw = random.Random(11)
        words = [f"{a}{b}{c}" for a in ("ba", "ke", "li", "mo", "su") for b in ("ran", "dol", "mik", "tes") for c in
                 (f"{x}{y}" for x in "bdfgklmnprst" for y in ("a", "o", "u", "ida", "umo", "ek"))]
        texts = [" ".join(draw.sample(words, draw.randrange(20, 1400))) for _ in range(DOCUMENTS)]
        texts[700] = texts[5]  # copies, which are as near as can be, and a text without a word
        texts[701] = texts[5]
        texts[702] = "..."
        self.path = self.write("lines.ndjson", "".join(f'{{"id":"d{i:03}","language":"en","text":"{text}"}}\n' for i, text in enumerate(texts)))
        self.sums = {}

    def note(self, name, rows):
        """`rows`: document, rank, neighbour, similarity as they are written."""
        rows = list(rows)
        self.assertEqual(len(rows), TOP * (DOCUMENTS - 1), name)
        self.sums[name] = hashlib.sha256("\n".join(",".join(row) for row in rows).encode()).hexdigest()

    def nearest(self, *options):
        out = run("nearest", self.path, "-k", TOP, *options, environment={"TMPDIR": str(self.folder)}, check=0).stdout.decode()
        self.note(("nearest", *options), (line.split(",") for line in out.splitlines()[1:]))

    def neighbours(self, *options):
        out = self.compare(self.path, "--top", TOP, "--report", "none", "--robustness", "none", "--force", *options)
        self.note(("compare", *options), ((row["document"], row["rank"], row["neighbour"], row["similarity"]) for row in table(out / "neighbours.csv")))

    def test_one_checksum_over_kernels_workers_blocks_and_memory(self):
        self.nearest("-j", 1)
        self.nearest("-j", 3, "--block", 256)
        if not is_address_sanitized():  # whose own memory counts
            small = ("-j", 2, "--block", "1M", "--memory", "40M")
            self.nearest(*small)
            run("nearest", self.path, *small, environment={"TMPDIR": "/nowhere"}, check=74)  # it needs a file
        self.neighbours("-j", 1)  # the whole square
        self.neighbours("-j", 3, "--block", "257", "--threshold", "0.01")  # pairs above a threshold, and lists of their own
        self.assertEqual(len(set(self.sums.values())), 1, self.sums)


if __name__ == "__main__":
    unittest.main()
