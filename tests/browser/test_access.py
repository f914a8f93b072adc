"""report.html for who does not see it, or sees it otherwise: what Chromium hands to screen readers, and what remains under zoom, forced
colours and wider text. No screen reader is heard here."""
import os
import re
import unittest
import urllib.parse

import test_page
from test_page import A, B, CELL, EVENT, full, report, results, score
from support import table


def setUpModule():
    test_page.setUpModule()


def tearDownModule():
    test_page.tearDownModule()


def browser():
    return test_page.browser


def role(node):
    return node.get("role", {}).get("value")


def name(node):
    return node.get("name", {}).get("value", "")


def property_of(node, wanted):
    return next((p["value"].get("value") for p in node.get("properties", []) if p["name"] == wanted), None)


def tree():
    """What is not ignored, in the order of the document."""
    nodes = browser().command("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    found = []

    def walk(node):
        if not node.get("ignored"):
            found.append(node)
        for child in node.get("childIds", []):
            if child in by_id:
                walk(by_id[child])
    walk(nodes[0])
    return found


def focused():
    nodes = browser().command("Accessibility.getFullAXTree")["nodes"]
    return [n for n in nodes if property_of(n, "focused") and role(n) != "RootWebArea"][-1]


class Access(unittest.TestCase):
    def test_a_cell_says_row_column_value_and_reason(self):
        browser().open(report())
        rows = {(r["source_a"], r["source_b"]): r for r in table(results() / "sources.csv") if r["event"] == EVENT}
        cells = browser().run("return [...document.querySelectorAll('table.matrix[data-event=\"' + arguments[0] + '\"] td[data-a]')].map(c => { c.focus();"
                              "return [c.getAttribute('aria-label'), c.classList.contains('self')]; })", EVENT)
        names = [label for label, is_self in cells if not is_self]
        self.assertEqual(len(names), 20)
        for (a, b), row in rows.items():
            labels = [n for n in names if a in n and b in n]
            self.assertEqual(len(labels), 2, (a, b))
            for label in labels:
                self.assertRegex(label, rf"^({a} · {b}|{b} · {a}): {float(row['similarity']):.2f}")
                self.assertEqual("in different languages: not comparable" in label, "different-languages" in row["status"])
        browser().focus(CELL)
        node = focused()
        self.assertEqual((role(node), name(node)), ("gridcell", f"{A} · {B}: {score()}"))

    @full
    def test_a_switch_changes_what_a_cell_says(self):
        browser().open(report())
        browser().focus(CELL)
        browser().click("#counts")
        browser().click("#without-names")
        browser().focus('table.matrix[data-event=""] td[data-a]')
        browser().focus(CELL)
        row = next(r for r in table(results() / "sources.csv") if (r["event"], r["source_a"], r["source_b"]) == (EVENT, A, B))
        self.assertEqual(name(focused()), f"{A} · {B}: {float(row['without_names']):.2f}, {row['tokens_a']} + {row['tokens_b']}")

    def test_landmarks_headings_and_names_are_in_order(self):
        browser().open(report())
        nodes = tree()
        landmarks = [role(n) for n in nodes if role(n) in ("banner", "navigation", "main", "contentinfo")]
        self.assertEqual(landmarks, ["banner", "navigation", "main", "contentinfo"])
        levels = [property_of(n, "level") for n in nodes if role(n) == "heading"]
        self.assertEqual(levels[0], 1)
        self.assertEqual(levels.count(1), 1)
        self.assertTrue(all(b <= a + 1 for a, b in zip(levels, levels[1:])), levels)
        nameless = [(role(n), n["nodeId"]) for n in nodes if name(n) == "" and role(n) in
                    ("grid", "table", "button", "link", "region", "searchbox", "checkbox", "combobox", "image", "dialog", "columnheader", "rowheader")]
        self.assertEqual(nameless, [])
        buttons = browser().run("return [...document.querySelectorAll('[aria-live], [role=status]')].length")
        self.assertGreater(buttons, 2)

    def test_keys_say_where_they_lead(self):
        browser().open(report())
        browser().focus(CELL)
        browser().press("ENTER")
        dialog = [n for n in tree() if role(n) == "dialog"]
        self.assertEqual([name(n) for n in dialog], [f"{A} · {B}"])
        self.assertEqual((role(focused()), name(focused())), ("heading", f"{A} · {B}"))
        said = []
        for key in "nnp":
            browser().press(key)
            self.assertEqual(role(focused()), "heading")
            said.append(name(focused()))
        self.assertEqual(said[0], said[2])
        self.assertNotEqual(said[0], said[1])
        self.assertRegex(said[0], r"^\S.* \d+(\.\d)?% of the similarity$")
        behind = [n for n in tree() if role(n) == "grid"]
        self.assertEqual(behind, [], "what lies behind the dialog is still there for a screen reader")

    @full
    def test_live_regions_say_what_changed(self):
        browser().open(report())
        status = "return document.querySelector('.toolbar[data-table=\"terms-table\"] [role=status]').textContent"
        browser().find("#search-terms-table").send_keys("London")
        self.assertRegex(browser().run(status), r"^\d+ of \d+ rows$")
        browser().focus(CELL)
        details = browser().run("const e = document.getElementById('cell-details'); return [e.getAttribute('aria-live'), e.textContent]")
        self.assertEqual(details[0], "polite")
        self.assertIn(score(), details[1])
        browser().find("#word-search").send_keys("no such word")
        self.assertRegex(browser().run("return document.querySelector('#word-view [role=status]').textContent"), r"^The page follows no such word \(0 of \d+\)\.$")

    @full
    def test_tab_goes_through_the_page_as_it_is_read(self):
        browser().open(report())
        browser().run("document.body.focus()")
        places = []
        for _ in range(60):
            browser().press("TAB")
            places.append(browser().run("const e = document.activeElement; return [...document.querySelectorAll('*')].indexOf(e)"))
        self.assertEqual(places, sorted(places))
        self.assertEqual(len(set(places)), 60)
        hidden = browser().run("return [...document.querySelectorAll('[aria-hidden=true] [tabindex=\"0\"], [aria-hidden=true] a, [aria-hidden=true] button')].length")
        self.assertEqual(hidden, 0)

    @full
    def test_what_is_pressed_is_large_enough(self):
        """WCAG 2.5.8: 24 by 24, or 24 apart; links within sentences and cells of tables stand on lines of their own."""
        browser().open(report())
        browser().wait(lambda: browser().find_all("a.word"))
        browser().run("document.querySelectorAll('details').forEach(d => d.open = true)")
        small = browser().run("return [...document.querySelectorAll('button, select, input, summary, nav a, footer a')].map(e => e.type === 'checkbox' ? e.closest('label') : e)"
                              ".filter(e => e.getClientRects().length > 0).map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])"
                              ".filter(([h, r]) => r.width < 24 || r.height < 24).map(([h, r]) => h + ' ' + r.width + 'x' + r.height)")
        self.assertEqual(small, [])
        near = browser().run("const links = [...document.querySelectorAll('#terms-table a.word')].slice(0, 40).map(e => e.getBoundingClientRect());"
                             "return links.slice(1).map((r, i) => r.top + r.height / 2 - links[i].top - links[i].height / 2).filter(d => d < 24)")
        self.assertEqual(near, [])

    @full
    def test_wider_text_is_not_cut_and_four_times_the_size_needs_no_second_scroll_bar(self):
        """WCAG 1.4.12 and 1.4.10: 1280 by 1024 at 400 % are 320 by 256."""
        for language in ("en", "ar", "ru", "fr"):
            browser().open(report(language), size=(320, 256))
            self.assertLessEqual(browser().run("return document.documentElement.scrollWidth"), 320, language)
            cut = ("return [...document.querySelectorAll('p, li, dt, dd, h1, h2, h3, h4, td, th, button, summary, label, figcaption, caption')].filter(e => {"
                   "const s = getComputedStyle(e); return e.getClientRects().length > 0 && !e.closest('.matrix.dense') && !e.classList.contains('vh') && s.overflowX === 'hidden'"
                   "&& (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1); }).map(e => e.outerHTML.slice(0, 90))")
            self.assertEqual(browser().run(cut), [], language)
            browser().run("for (const e of document.querySelectorAll('*')) { e.style.setProperty('line-height', '1.5', 'important'); e.style.setProperty('letter-spacing', '.12em', 'important');"
                          "e.style.setProperty('word-spacing', '.16em', 'important'); } document.querySelectorAll('p').forEach(p => p.style.setProperty('margin-bottom', '2em', 'important'));")
            self.assertLessEqual(browser().run("return document.documentElement.scrollWidth"), 320, (language, "with wider text"))
            self.assertEqual(browser().run(cut), [], (language, "with wider text"))

    @full
    def test_forced_colours_leave_the_maps_their_steps_and_all_text_readable(self):
        browser().open(report())
        browser().command("Emulation.setEmulatedMedia", features=[{"name": "forced-colors", "value": "active"}])
        try:
            steps = browser().run("return new Set([...document.querySelectorAll('#heat-documents td[class^=h]')].map(c => getComputedStyle(c).backgroundColor)).size")
            self.assertGreater(steps, 4)
            canvas = browser().run("const p = document.createElement('p'); p.style.color = 'CanvasText'; document.body.append(p); const c = getComputedStyle(p).color; p.remove(); return c")
            self.assertEqual(browser().run("return getComputedStyle(document.querySelector('#contrasts svg text')).fill"), canvas)
            self.assertEqual(browser().run("return getComputedStyle(document.querySelector('#answer p')).color"), canvas)
        finally:
            browser().command("Emulation.setEmulatedMedia", features=[])


if __name__ == "__main__":
    unittest.main()
