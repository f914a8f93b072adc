"""held_out.py - retrieval sets made of texts that no rule of the text stages was made on: the benchmark's news articles.

`titles`: an article's title asks for the article, whose first line, the title, is taken out. `titles, respelt`: the same titles as people
write them, with or without hamza and dots, with marks, tatweel, Persian letters; a stem that they do not change finds what the titles find.
`damaged`: the titles ask for the articles as extraction from PDF files leaves them: in lines of 12 words, in every third of which the last
word is cut and its end printed at the head, with lam and alef swapped in all.

Articles shorter than 20 words and bodies that stand twice are left out, and titles that stand twice ask for nothing. Some articles begin
with a paragraph that stands twice; as apparatus it counts once, which these queries do not reward: a title is like the first paragraph.
The background table counts documents of the same agency among others; no title is in it as such."""
import collections
import gzip
import json
import random
import re

CONFIGURATIONS = {"words": ["--characters", "0"],
                  "words, Snowball's stems": ["--characters", "0", "--stem", "snowball"],
                  "words, no stems": ["--characters", "0", "--stem", "none"],
                  "words, no repair": ["--characters", "0", "--repair", "none"],
                  "words, with apparatus": ["--characters", "0", "--keep-apparatus"],
                  "words + characters (default)": []}
WORDS_LEAST, LINE_WORDS, QUERIES_EACH = 20, 12, 3  # a title in so many asks
RESPELT = {"أ": "اآ", "إ": "ا", "آ": "اأ", "ة": "ه", "ى": "ي", "ي": "ىی", "ك": "ک", "ا": "أ"}
MARKS = "\u064b\u064e\u0650\u0652\u0640"


def respell(title, draw):
    letters = []
    for i, letter in enumerate(title):
        is_last = i + 1 == len(title) or not title[i + 1].isalpha()
        # In the midst of a word only what is a variant there: hamza on alef, but the article's, and kaf.
        may_change = is_last or letter in "أإآك" or (letter == "ا" and title[i + 1] != "ل")
        letters.append(draw.choice(RESPELT[letter]) if letter in RESPELT and may_change and draw.random() < .3 else letter)
        if "\u0628" <= letter <= "\u064a" and draw.random() < .05:
            letters.append(draw.choice(MARKS))
    return "".join(letters)


def damage(body, draw):
    words = re.sub("ل([اأإآ])", "\\1ل", re.sub("[\u0640\u064b-\u0652\u0670]", "", body)).split()
    lines = [words[i:i + LINE_WORDS] for i in range(0, len(words), LINE_WORDS)]
    for line in lines[::3]:
        if re.fullmatch("[\u0621-\u064a]{3,}", line[-1]):
            cut = draw.randrange(1, len(line[-1]))
            line[-1:], line[:0] = [line[-1][:cut]], [line[-1][cut:]]
    return "\n".join(" ".join(line) for line in lines)


def articles(path):
    """(id, title, body) of those that can be told from each other."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            title, (head, _, body) = " ".join(row["title"].split()), row["text"].partition("\n")
            if title and " ".join(head.split()) == title and len(body.split()) >= WORDS_LEAST:
                found.append((row["id"], title, body))
    titles = collections.Counter(title for _, title, _ in found)
    bodies = collections.Counter(body for _, _, body in found)
    return [(key, title if titles[title] == 1 else None, body) for key, title, body in found if bodies[body] == 1]


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def make(path, folder):
    """Writes the sets into the folder, a pathlib.Path, and returns theirs by name."""
    draw, found = random.Random(1), articles(path)
    documents = [{"id": key, "language": "ar", "text": body} for key, _, body in found]
    queries = [{"id": key, "text": title, "relevant": key} for key, title, _ in found if title][::QUERIES_EACH]
    sets = {"titles": (documents, queries),
            "titles, respelt": (documents, [{**query, "text": respell(query["text"], draw)} for query in queries]),
            "damaged": ([{**document, "text": damage(document["text"], draw)} for document in documents], queries)}
    for name, (of_documents, of_queries) in sets.items():
        write(folder / name / "documents.ndjson", of_documents)
        write(folder / name / "queries.ndjson", of_queries)
    return {name: folder / name for name in sets}
