"""report.html: what an independent parser finds in it, for whole corpora, hostile ones and very large ones."""
import base64
import hashlib
import re
import unittest
from html.parser import HTMLParser

from support import CORPORA, Case, json, run, table

VOID = {"meta", "input", "br", "img", "link", "hr"}
SECTIONS = ["answer", "corpus", "warnings", "sources", "pairs", "documents", "terms", "words", "contrasts", "silences", "events", "factors",
            "timeline", "repairs", "methods", "downloads"]
HOSTILE = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onfocus='alert(1)' autofocus='",
           "</title><svg onload=alert(1)>", "</script><script>alert(1)</script>", "<!--", "]]>", "&lt;b&gt;",
           "=cmd|' /C calc'!A0", "\u202eevil\u202c", "\u2066isolate", "</style><style>*{display:none}", "a\u2028b",
           "javascript:alert(1)", "{{7*7}}", "${7*7}", "<a href='//evil.example'>x</a>"]


class Page(HTMLParser):
    """Elements with their attributes, text by element, and whether every tag is closed where it should be."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.faults, self.scripts, self.styles = [], [], [], [], []
        self.text = []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if len(attributes) != len(dict(attributes)):
            self.faults.append(f"an attribute twice: {tag} {attributes}")
        if tag not in VOID:
            self.open.append(tag)
        if tag == "script":
            self.scripts.append([dict(attributes), ""])

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} does not close what is open")

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.scripts[-1][1] += data
        elif self.open and self.open[-1] == "style":
            self.styles.append(data)
        else:
            self.text.append(data)

    def of(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


def sha256(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


class PageCase(Case):
    def page(self, out):
        text = (out / "report.html").read_text("utf-8")
        self.source = text
        return Page(text)

    def check(self, page):
        """What holds of every page."""
        self.assertEqual(page.faults, [])
        ids = page.ids()
        self.assertEqual(len(ids), len(set(ids)), "an id twice")
        policy = next(meta["content"] for meta in page.of("meta") if meta.get("http-equiv"))
        self.assertTrue(policy.startswith("default-src 'none'; "))
        self.assertNotIn("unsafe", policy)
        code = [content for attributes, content in page.scripts if "type" not in attributes]
        self.assertEqual(len(code), 1)
        self.assertIn("script-src " + sha256(code[0]), policy)
        self.assertIn("style-src " + sha256("".join(page.styles)), policy)
        for attributes, content in page.scripts:
            if attributes.get("type") == "application/json":
                json.loads(content)
        for tag, attributes in page.elements:
            for name, value in attributes.items():
                self.assertFalse(name.startswith("on") or name in ("style", "src", "srcset", "action"), (tag, name))
                if name == "href":
                    self.assertRegex(value, r"^(#[\w-]+|[\w]+\.(csv|mtx|json))$")
                if name in ("aria-labelledby", "for", "aria-describedby"):
                    self.assertIn(value, ids)
        for attributes in page.of("a"):
            if attributes["href"].startswith("#"):
                self.assertIn(attributes["href"][1:], ids)
        bad = re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069].{0,40}", self.source)
        self.assertIsNone(bad, ascii(bad))


class Sections(PageCase):
    def test_the_page_of_the_sample_corpus_has_every_part_and_real_tables(self):
        page = self.page(self.compare(CORPORA))
        self.check(page)
        self.assertEqual([a["id"] for a in page.of("section") if a["id"] != "pair-view"], SECTIONS)
        self.assertEqual(page.of("html"), [{"lang": "en", "dir": "ltr"}])
        matrices = [a for a in page.of("table") if a.get("class", "").startswith("matrix")]
        self.assertEqual([a["data-map"] for a in matrices], ["all", "e0", "e1", "e2", "e3", "e4", "documents"])
        self.assertTrue(any("tree" == a.get("class") for a in page.of("td")), "no dendrogram of 25 documents")
        self.assertGreaterEqual(len(page.of("circle")), 100)
        for heading in page.of("th"):
            self.assertIn(heading.get("scope"), ("row", "col"))

    def test_the_cells_are_those_of_the_table(self):
        out = self.compare(CORPORA)
        self.page(out)
        rows = {(row["event"], row["source_a"], row["source_b"]): row for row in table(out / "sources.csv")}
        data = json.loads(re.search(r'id="mizan-page">(.*?)</script>', self.source, re.S).group(1))
        for event, a, b, *rest in data["pairs"]:
            name = "" if event < 0 else data["events"][int(event)]
            row = rows[name, data["sources"][a], data["sources"][b]]
            if row["similarity"]:
                self.assertAlmostEqual(rest[4], float(row["similarity"]), delta=5e-5)
                self.assertTrue(f'value="{row["similarity"]}"' in self.source, row)
            self.assertEqual(rest[12], row["status"])
        self.assertEqual(len(data["pairs"]), sum(1 for row in rows.values() if row["source_b"]))

    def test_the_sentences_are_those_of_the_screen(self):
        out = self.folder / "spoken"
        screen = run("compare", CORPORA, "-o", out).stdout.decode()
        page = self.page(out)
        shown = " ".join("".join(page.text).split())
        for sentence in re.findall(r"  ([\w-]+: [a-z].*?)\n  [\w]", screen[:screen.index("What cannot be said")], re.S):  # one event each
            self.assertTrue(" ".join(sentence.split()) in shown, sentence)

    def test_languages_mirror_and_say_the_same(self):
        sizes = set()
        for language, direction, heading in (("ar", "rtl", "الخلاصة"), ("ru", "ltr", "Коротко"), ("fr", "ltr", "En bref")):
            page = self.page(self.compare(CORPORA, "--report-language", language, out=language))
            self.check(page)
            self.assertEqual(page.of("html"), [{"lang": language, "dir": direction}])
            self.assertTrue(heading in page.text, heading)
            sizes.add(len([a for tag, a in page.elements if tag not in ("span", "bdi")]) // 50)
            self.assertNotIn('lang="en"', self.source, f"a reason or a warning is not in {language}")
            if language == "fr":  # no space before high signs that may break
                self.assertEqual(re.findall("\\w [:;!?»](?= |$)", "".join(page.text)), [])
        self.assertEqual(len(sizes), 1, "the languages have different parts")
        self.assertEqual(run("compare", CORPORA, "-o", self.folder / "x", "--report-language", "de").returncode, 64)

    def test_no_page_is_written_where_none_is_wanted(self):
        out = self.compare(CORPORA, "--report", "none")
        self.assertFalse((out / "report.html").exists())
        self.assertEqual(json.loads((out / "run.json").read_text())["options"]["report"], "none")


class Events(PageCase):
    def test_passages_stand_on_the_page_with_their_places_and_a_line_and_each_source_with_its_words(self):
        texts = [{"id": source, "source": source, "language": "en", "text":
                  f"On 14 May 1931 the treaty of Vienna was signed, {source} says. " * 20 + "Nothing at all happened. " * 60 +
                  "In 1944 the bridge of Arnhem fell to the paratroopers. " * 20} for source in ("post", "star", "news")]
        corpus = self.write("papers.ndjson", "\n".join(map(json.dumps, texts)))
        events = self.write("events.csv", "event,years,dates,words\nvienna,1931,1931-05-14,treaty Vienna\n"
                                          "arnhem,1944,,bridge Arnhem paratroopers\n")
        out = self.compare(corpus, "--events", events, "--report-language", "ar")
        page = self.page(out)
        self.check(page)
        rows = [row for row in table(out / "events.csv") if row["event"]]
        section = self.source[self.source.index('<section id="events"'):]
        section = section[:section.index("</section>")]
        shown = []
        for row in re.findall(r"<tr><td>.*", section):
            found = re.match(r'<tr><td><bdi>(\w+)</bdi></td><td><bdi>(\w+)</bdi></td><td><bdi>\w+</bdi></td><td class="n">(\d+)</td>', row)
            place = re.search(r'<data value="\d+">(\d+)\u2013(\d+)</data>', row)
            shown.append((*found.groups(), *place.groups(), re.search("<mark>(.*?)</mark>", row)))
        self.assertEqual(sorted((r["event"], r["source"], r["passage"], r["start"], r["end"]) for r in rows),
                         sorted(passage[:5] for passage in shown))
        self.assertEqual([event for event, *_ in shown], sorted(event for event, *_ in shown))
        lines = [(event, line[1]) for event, *_, line in shown if line]
        self.assertGreater(len(lines), len(shown) / 3)
        own = {"vienna": "1931|treaty|Vienna|May", "arnhem": "1944|bridge|Arnhem|paratroopers"}
        self.assertGreater(sum(re.search(own[event], line) is not None for event, line in lines), len(lines) / 2)
        self.assertIn("مقاطع من 150 كلمة", section)
        told = {(row["event"], row[f"source_{side}"]): row[f"tokens_{side}"] for row in table(out / "sources.csv") for side in "ab"}
        cells = re.search(r'<th scope="row"><bdi>post</bdi></th>(.*?)</tr>', section)[1]
        self.assertEqual([cell.replace("\u202f", "") for cell in re.findall(r"([\d\u202f]+)(?:</data>)?</td>", cells)],
                         [told["arnhem", "post"], told["vienna", "post"]])

    def test_of_distances_the_page_speaks_as_of_distances(self):
        page = self.page(self.compare(CORPORA, "--similarity", "jensen-shannon", "--robustness", "none"))
        self.check(page)
        shown = "".join(page.text)
        self.assertIn("the smaller, the nearer", shown)
        self.assertNotIn("1 or more very alike", shown)
        self.assertIn("Texts are compared by the distance", shown)
        self.assertNotIn("by a delete-one-group jackknife", shown)
        cells = re.findall(r'<td class="h(\d)[^"]*" data-a="\d+" data-b="\d+"><data class="with" value="([\d.]+)"', self.source)
        sources = [(float(value), int(step)) for step, value in cells]
        self.assertGreater(min(step for value, step in sources if value == min(sources)[0]), 6)
        self.assertLess(max(step for value, step in sources if value == max(sources)[0]), 3)


class Hostile(PageCase):
    def test_nothing_that_documents_bring_becomes_markup(self):
        lines = []
        for i, text in enumerate(HOSTILE):
            for source in range(2):
                lines.append(json.dumps({"id": f"{text}{i}{source}", "text": f"{text} war and peace " * 30,
                                         "source": f"{text}{source}", "event": text, "title": text, "date": text,
                                         "language": "en"}))
        (self.folder / "h.ndjson").write_text("\n".join(lines))
        page = self.page(self.compare(self.folder / "h.ndjson"))
        self.check(page)
        self.assertEqual(len(page.of("script")), 4)
        self.assertEqual(len(page.of("style")), 1)
        self.assertFalse(page.of("img") + page.of("iframe") + page.of("object") + page.of("base"))
        shown = "".join(page.text)
        for text in ("<script>alert(1)</script>", "</title><svg onload=alert(1)>", "&lt;b&gt;", "=cmd|' /C calc'!A0"):
            self.assertTrue(text in shown, text)

    def test_a_title_of_ten_thousand_characters_is_a_line(self):
        lines = [json.dumps({"id": str(i), "text": "war and peace", "source": "s" * 10000 + str(i), "event": "e" * 10000,
                             "title": "ح" * 10000, "language": "en"}) for i in range(3)]
        (self.folder / "l.ndjson").write_text("\n".join(lines))
        page = self.page(self.compare(self.folder / "l.ndjson"))
        self.check(page)
        longest = max((text for text in page.text), key=len)
        self.assertLess(len(longest), 1500)


class Large(PageCase):
    def test_two_hundred_sources_are_under_five_megabytes(self):
        with open(self.folder / "large.ndjson", "w") as file:
            for i in range(200):
                file.write(json.dumps({"id": f"d{i}", "source": f"source {i}", "event": "war", "language": "en",
                                       "text": f"alpha{i % 7} beta{i % 11} gamma{i % 13} delta"}) + "\n")
        page = self.page(self.compare(self.folder / "large.ndjson", "--full"))
        self.check(page)
        self.assertLess(len(self.source.encode()), 5_000_000)
        drawings = [a for a in page.of("svg") if a.get("class") == "heat"]
        self.assertEqual(len(drawings), 2, "of the sources on the event and of the documents")
        self.assertTrue(any("more are in " in text for text in page.text), "it does not say what is left out")


if __name__ == "__main__":
    unittest.main()
