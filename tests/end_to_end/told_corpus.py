"""Generated corpora in which it is known how the sources differ: words come in bursts (beta-binomial), events have words of their own."""
import json
import random

import numpy

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aiou"


def words_of(count):
    """Made-up words of six letters, the same in every run; with --stem none each is a term of its own."""
    chosen, random_words = set(), random.Random(7)
    while len(chosen) < count:
        chosen.add("".join(random_words.choice(CONSONANTS) + random_words.choice(VOWELS) for _ in range(3)) + "x")
    return sorted(chosen)


def bursty(generator, rate, words, shape):
    """A count among `words`: its document's rate is beta(shape, shape (1 - rate) / rate)."""
    rate = numpy.clip(rate, 1e-7, 0.5)
    return generator.binomial(words, generator.beta(shape, shape * (1 - rate) / rate))


def write(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row) + "\n")


def tellings(seed, mix, vocabulary, shape=1.0, length=400, more=(), silent=(), factor=4.0):
    """Documents: mix[event][source] of them. A tenth of the words are an event's own, eight times as frequent there. Source 0 has the
    words numbered in `more` `factor` times as often, and never those in `silent`. Returns rows and counts by (source, event, document)."""
    generator = numpy.random.default_rng(seed)
    names = words_of(vocabulary)
    base = 1 / (numpy.arange(vocabulary) + 20.0)
    base = generator.permutation(base / base.sum())
    rows, counts = [], []
    for event, of_event in enumerate(mix):
        rates = base.copy()
        own = numpy.arange(vocabulary) % (10 * len(mix)) == 10 * event
        rates[own] *= 8
        for source, documents in enumerate(of_event):
            theirs = rates.copy()
            if source == 0:
                theirs[list(more)] *= factor
                theirs[list(silent)] = 0
            for _ in range(documents):
                count = bursty(generator, theirs, length, shape)
                count[theirs == 0] = 0
                counts.append((source, event, count))
                text = " ".join(name for name, k in zip(names, count) for _ in range(int(k)))
                rows.append({"id": f"d{len(rows):05}", "source": f"s{source}", "event": f"e{event:02}", "language": "en",
                             "text": text or "none"})
    return rows, counts, names
