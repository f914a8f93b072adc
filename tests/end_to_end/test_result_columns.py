"""mizan(1) lists the columns of every table that compare writes."""
import pathlib
import random
import re
import unittest

from support import ROOT, Case, run

WIDE = {"similarity.csv", "sources_matrix.csv"}  # a column for each document, for each source


def documented():
    """{file: its columns} from the lists behind "Columns:"."""
    files = (ROOT / "pipeline" / "mizan.1").read_text().split(".Sh FILES")[1].split("\n.Ss ")[0]
    columns = {}
    for entry in re.split(r"^\.It Pa ", files, flags=re.MULTILINE)[1:]:
        found = re.search(r"^Columns:\n((?:\.Li .*\n)+)", entry, re.MULTILINE)
        if found:
            columns[entry.split(None, 1)[0]] = [word for line in found[1].splitlines()
                                                for word in re.findall(r"[a-z0-9_]+", line.removeprefix(".Li"))]
    return columns


class ResultColumns(Case):
    def test_each_table_has_the_columns_of_the_manual(self):
        generator = random.Random(7)
        words = ["".join(generator.choices("bdfgklmnprst", k=1) + generator.choices("aeiou", k=1))
                 + generator.choice(["nder", "mit", "rail", "storm"]) for _ in range(300)]
        for number in range(12):
            path = self.folder / "texts" / f"event{number // 2}" / ("globe.txt", "post.txt")[number % 2]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(".\n".join(" ".join(generator.choices(words, k=15)) for _ in range(110)) + ".\n")
        out = self.folder / "out"
        run("compare", self.folder / "texts", "-o", out, "--topics", 2, "--list-repairs", "--export", "long", "--language", "en", "--quiet",
            check=0)
        tables = {path.name: path.read_text(encoding="utf-8").splitlines()[0].split(",")
                  for path in pathlib.Path(out).glob("*.csv") if path.name not in WIDE}
        self.assertIn("topics.csv", tables)
        self.assertIn("repairs.csv", tables)
        self.assertEqual(documented(), tables)


if __name__ == "__main__":
    unittest.main()
