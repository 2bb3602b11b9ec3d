"""Questions measured: `uv run python -m bench.questions DATA [--home DIR] [--rounds 9] [--only FIELD …]`.

DATA is a folder of published files. The databases of `bench.sizes` are made below DIR and kept there, or in
a temporary folder. For the example of each question it prints the database hits, the rows and the parts of
the answer at three sizes, with a flag where hits grew more than the answer did; then, with everything
loaded, how many times the time of its best hand-written Cypher the question takes: the ratio of medians of
warm runs in turns. Prints a line a question, and JSON at the end; fails where a text by hand answers
something else.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from bench import by_hand
from bench.answers import Asked, differs, parts
from bench.sizes import SIZES, opened, say
from graph.store import Store, hits
from queries.catalogue import questions

BAR = 1.2
ROUNDS = 9
LEFT_OUT = ("learned",)
"""Its example answers all that was ever loaded, the whole graph."""


class Size(msgspec.Struct, frozen=True):
    """What an example costs and answers at one size."""

    hits: int
    rows: int
    parts: int


class Timing(msgspec.Struct, frozen=True):
    """Medians with everything loaded, in milliseconds, and what they were measured against."""

    ours: float
    by_hand: float
    ratio: float
    hits_by_hand: int


def main() -> None:
    """Measure every question, or those that are named."""
    parser = argparse.ArgumentParser(prog="bench.questions", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    measurable = [name for name in questions() if name not in LEFT_OUT]
    parser.add_argument("--only", nargs="*", default=measurable, choices=measurable)
    chosen = parser.parse_args()
    asked = {name: Asked.example(questions()[name]) for name in chosen.only}
    with TemporaryDirectory(prefix="bench-") as temporary:
        home = chosen.home or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        measured: dict[str, dict[str, Size]] = {name: {} for name in asked}
        timed: dict[str, Timing] = {}
        for size in SIZES:
            with opened(size, home, chosen.data) as store:
                for name, one in asked.items():
                    measured[name][size] = cost(store, one)
                    say(f"{size} {name} {measured[name][size]}")
                if size == SIZES[-1]:
                    timed = {name: compared(store, name, one, chosen.rounds) for name, one in asked.items()}
    told = {name: summed(measured[name], timed[name]) for name in asked}
    sys.stdout.write("\n".join(line(name, each) for name, each in told.items()) + "\n")
    sys.stdout.write(json.dumps(told, indent=1) + "\n")


def cost(store: Store, asked: Asked) -> Size:
    """Hits, rows and parts of an example."""
    rows = store.read(asked.text, asked.values)
    held = sum(parts(asked.cls.answer, row) for row in rows)
    return Size(hits(store.profile(asked.text, asked.values).profile), len(rows), held)


def compared(store: Store, name: str, asked: Asked, rounds: int) -> Timing:
    """Our text and the one by hand in turns, after each has answered alike."""
    text, days = by_hand.TEXTS[name], asked.days()
    if where := differs(store.read(asked.text, asked.values), store.read(text, days)):
        raise SystemExit(f"{name}: the text by hand answers something else at {where}.")
    ours, theirs = [], []
    for _ in range(rounds + 2):
        ours.append(seconds(store, asked.text, asked.values))
        theirs.append(seconds(store, text, days))
    mine, hand = statistics.median(ours[2:]), statistics.median(theirs[2:])
    say(f"{name} {1000 * mine:.1f} ms, by hand {1000 * hand:.1f} ms")
    ratio, cost = round(mine / hand, 2), hits(store.profile(text, days).profile)
    return Timing(round(1000 * mine, 2), round(1000 * hand, 2), ratio, cost)


def seconds(store: Store, text: str, values: Mapping[str, Any]) -> float:
    """Time of one run, from the statement sent to the last row read."""
    started = time.perf_counter()
    store.read(text, values)
    return time.perf_counter() - started


def summed(sizes: Mapping[str, Size], timing: Timing) -> dict[str, Any]:
    """What is told of a question: its sizes, its growth and its times."""
    first, last = sizes[SIZES[0]], sizes[SIZES[-1]]
    grew = {"hits_grew": last.hits / first.hits, "answer_grew": last.parts / max(first.parts, 1)}
    return {
        "hits_per_row": round(last.hits / max(last.rows, 1), 1),
        "hits_per_part": [round(sizes[size].hits / max(sizes[size].parts, 1), 1) for size in SIZES],
        **{name: round(value, 2) for name, value in grew.items()},
        "grows_with_graph": grew["hits_grew"] > 1.1 * grew["answer_grew"],
        "ratio": timing.ratio,
        "above_bar": timing.ratio > BAR,
        "sizes": {size: msgspec.structs.asdict(each) for size, each in sizes.items()},
        "times": msgspec.structs.asdict(timing),
    }


def line(name: str, told: Mapping[str, Any]) -> str:
    """One question's line."""
    flags: Sequence[str] = [
        *([" GROWS"] if told["grows_with_graph"] else []),
        *([" SLOW"] if told["above_bar"] else []),
    ]
    each = "/".join(f"{told['sizes'][size]['hits']}:{told['sizes'][size]['parts']}" for size in SIZES)
    return (
        f"{name} hits:parts={each} hits_per_row={told['hits_per_row']}"
        f" ratio={told['ratio']:.2f}{''.join(flags)}"
    )


if __name__ == "__main__":
    main()
