"""How well questions find answers, in the measures that retrieval is judged by."""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log2
from pathlib import Path

from search import engines
from search.analysis import Asked
from search.describing import Description
from search.documents import Described
from search.engines.base import Candidate, Question
from search.finding import found_by
from search.models import IndexedDocument

KIND = "measured"


@dataclass(frozen=True)
class Collection:
    """Texts, questions, and which texts answer which question, in BEIR's layout."""

    texts: dict[str, str]
    questions: dict[str, str]
    answers: dict[str, dict[str, int]]


def read(folder: Path) -> Collection:
    with gzip.open(folder / "corpus.jsonl.gz", "rt") as lines:
        texts = {one["_id"]: f"{one['title']}\n{one['text']}" for one in map(json.loads, lines)}
    with (folder / "queries.jsonl").open() as lines:
        questions = {one["_id"]: one["text"] for one in map(json.loads, lines)}
    answers: dict[str, dict[str, int]] = defaultdict(dict)
    with (folder / "qrels.tsv").open() as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            answers[row["query-id"]][row["corpus-id"]] = int(row["score"])
    return Collection(texts, questions, dict(answers))


def put(texts: Iterable[str]) -> None:
    """Alone in the index, numbered from 0. What was there goes: for a scratch database only."""
    IndexedDocument.objects.all().delete()
    words = (Described(title="", body=text) for text in texts)
    engines.current().store(Description(KIND, n, one) for n, one in enumerate(words))


def ask(words: list[Asked], any_word: bool) -> tuple[list[Candidate], bool]:
    return engines.current().find(Question(words, [], [KIND], any_word=any_word)), False


def ranked(question: str) -> list[int]:
    return [number for _kind, number in found_by(question, ask).among]


def measured(collection: Collection, rank: Callable[[str], list[int]] = ranked) -> dict[str, float]:
    """`ndcg@10`, `mrr@10` and `recall@10`, each 0 to 1: means over the questions with answers."""
    names, told = list(collection.texts), 0
    sums: dict[str, float] = defaultdict(float)
    for key, text in collection.questions.items():
        if right := {one: gain for one, gain in collection.answers.get(key, {}).items() if gain}:
            told += 1
            for name, value in of_one([names[n] for n in rank(text)[:10]], right).items():
                sums[name] += value
    return {name: total / told for name, total in sums.items()}


def of_one(best: list[str], right: dict[str, int]) -> dict[str, float]:
    """Of one question: what was found, best first, and the gain of each right answer."""
    gains = [right.get(one, 0) for one in best]
    ideal = discounted(sorted(right.values(), reverse=True)[:10])
    first = next((place for place, gain in enumerate(gains, 1) if gain), 0)
    return {
        "ndcg@10": discounted(gains) / ideal,
        "mrr@10": 1 / first if first else 0.0,
        "recall@10": sum(gain > 0 for gain in gains) / len(right),
    }


def discounted(gains: list[int]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, 1))
