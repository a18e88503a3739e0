"""Fit the weights of `cleaner.wording.korean`, and write them to `cleaner/data/korean.txt`.

    python benchmarks/weigh_korean.py TEXT …

A text holds a paragraph a line. Each place between two characters where a line may be broken counts, if what follows is a syllable: those
inside words once, those between words twice, for the space may fall on either side of the break. Logistic regression with an L1 penalty
(scikit-learn) keeps few names; weights below 0.15 nats go, the others are rounded to tenths.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from cleaner.wording.korean import names_of

WEIGHTS = Path(__file__).parent.parent / "cleaner/data/korean.txt"
CHARACTERS = 200_000
"""Of each text, from its paragraphs at random."""
MIN_COUNT, MIN_WEIGHT, PENALTY = 6, 0.15, 0.5
BEHIND = frozenset(")]\"'”’』」》")


def places(text: str) -> Iterator[tuple[list[str], bool]]:
    """What shows at each place where a line of `text` may be broken, and whether a word goes on there."""
    words = text.split()
    for word, after in zip(words, [*words[1:], ""], strict=True):
        for at in range(1, len(word) + 1):
            right = word[at:] or after
            if "\uac00" <= right[:1] <= "\ud7a3" and (word[at - 1].isalnum() or word[at - 1] in BEHIND):
                yield names_of(word[:at], right), at < len(word)


def main(paths: list[str]) -> None:
    """Fit on these texts."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-not-found]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found]

    rows: list[tuple[list[str], bool]] = []
    for path in paths:
        paragraphs = Path(path).read_text("utf-8").splitlines()
        random.Random(1).shuffle(paragraphs)
        size = 0
        for paragraph in paragraphs:
            rows += places(paragraph)
            size += len(paragraph)
            if size > CHARACTERS:
                break
    counts = Counter(name for names, _ in rows for name in names)
    vectors = DictVectorizer()
    found = vectors.fit_transform([{name: 1.0 for name in names if counts[name] >= MIN_COUNT} for names, _ in rows])
    found.indices, found.indptr = found.indices.astype("int32"), found.indptr.astype("int32")  # all that the solver takes
    model = LogisticRegression(penalty="l1", C=PENALTY, solver="liblinear", max_iter=60)
    model.fit(found, [goes_on for _, goes_on in rows], sample_weight=[1.0 if goes_on else 2.0 for _, goes_on in rows])
    by_weight: dict[float, list[str]] = defaultdict(list)
    for name, weight in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True):
        if abs(weight) >= MIN_WEIGHT:
            by_weight[round(float(weight), 1)].append(name)
    lines = [f"{model.intercept_[0]:.2f}\t", *[f"{weight}\t{' '.join(sorted(names))}" for weight, names in sorted(by_weight.items())]]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
