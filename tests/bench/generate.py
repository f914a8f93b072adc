"""generate.py COUNT LANGUAGE FILE - COUNT documents of 300 words as NDJSON: words drawn by Zipf's law from a made-up vocabulary of
50,000 words of the language's letters, with a few words of its own in each tenth document. The same bytes each time."""
import bisect
import itertools
import json
import random
import sys

count, language, path = int(sys.argv[1]), sys.argv[2], sys.argv[3]
draw = random.Random(20240501)
LETTERS = {"en": ("bcdfghklmnprstvw", "aeiou"), "ar": ("بتثجحخدذرزسشصضطظعغفقكلمنه", "اوي")}
ENDINGS = {"en": ["", "s", "ed", "ing", "ation", "ly"], "ar": ["", "ات", "ية", "ين", "ون", "ها"]}
PREFIXES = {"en": [""], "ar": ["", "ال", "وال", "بال", "و"]}
consonants, vowels = LETTERS[language]
stems = ["".join(draw.choice(consonants) + draw.choice(vowels) for _ in range(draw.randint(1, 4))) for _ in range(20000)]
words = [draw.choice(PREFIXES[language]) + draw.choice(stems) + draw.choice(ENDINGS[language]) for _ in range(50000)]
weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
with open(path, "w", encoding="utf-8") as file:
    for number in range(count):
        text = [words[bisect.bisect(weights, draw.random() * weights[-1])] for _ in range(300)]
        for place in range(15, len(text), 15):
            text[place] += "."
        file.write(json.dumps({"id": f"d{number}", "language": language, "text": " ".join(text)}, ensure_ascii=False) + "\n")
