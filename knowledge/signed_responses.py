"""Which responses of domain.yml a clinician has signed: knowledge/responses.yml, held against the words of today.

A signature names its words by their stamp. Words that were changed have another one: they are a draft again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from knowledge.files import DOMAIN
from knowledge.places import nearest
from knowledge.reader import read_file, refusal
from knowledge.records import Identifier, Record, Review
from knowledge.responses import Domain, Variation, channels_of, stamp_of
from knowledge.reviews import Reviewed

FILE = "responses.yml"
Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
_KEY = "responses"


class Signature(Record):
    """The stamp of the words that were signed, null for none yet; `review` where the file's own does not hold."""

    stamp: Stamp | None
    review: Review | None = None


class ResponsesFile(Record):
    """The file responses.yml."""

    review: Review
    responses: dict[Identifier, Signature]

    def review_of(self, name: str, variations: tuple[Variation, ...]) -> Review:
        """Return the review of a response: that of the file or its own, as a draft where other words were signed."""
        signature = self.responses.get(name, Signature(stamp=None))
        review = signature.review or self.review
        signed = signature.stamp == stamp_of(variations)
        return review if signed else review.model_copy(update={"state": "draft"})


def read_signatures(folder: Path) -> ResponsesFile:
    """Read responses.yml of a folder.

    Raises:
        KnowledgeError: it is missing, is not YAML, or has another form.
    """
    return read_file(folder / FILE, ResponsesFile)


def reviews_of(signatures: ResponsesFile, domain: Domain) -> Iterator[Reviewed]:
    """Yield the review of the file, and that of each response that has another state or one of its own."""
    yield Reviewed((FILE, ("review",)), "this file", signatures.review)
    for name, variations in domain.responses.items():
        review = signatures.review_of(name, variations)
        if review != signatures.review:
            yield Reviewed((FILE, (_KEY, name)), f"'{name}'", review)


def faults_of_names(signatures: ResponsesFile, domain: Domain, folder: Path, root: Path) -> Iterator[str]:
    """Say which responses have no line in the file, and which lines are of none."""
    for name in domain.responses:
        if name not in signatures.responses:
            add = f"it has no line in knowledge/{FILE}; write there '{name}: {{stamp: null}}'"
            yield str(refusal(root / DOMAIN, (_KEY, name), add))
    for name in signatures.responses:
        if name not in domain.responses:
            what = f"there is no such response in {DOMAIN}{nearest(name, domain.responses)}; take the line away"
            yield str(refusal(folder / FILE, (_KEY, name), what))


def lapsed(signatures: ResponsesFile, domain: Domain, folder: Path) -> Iterator[str]:
    """Say which responses a clinician has not signed as they are today, though a review says "approved"."""
    for name, signature in signatures.responses.items():
        variations = domain.responses.get(name)
        review = signature.review or signatures.review
        if variations is None or review.state == "draft" or signature.stamp == (stamp := stamp_of(variations)):
            continue
        what = "its words have changed since they were signed" if signature.stamp else "its words have no stamp yet"
        do = f'once a clinician has signed those of {DOMAIN}, write stamp: "{stamp}"'
        yield str(refusal(folder / FILE, (_KEY, name), f"{what}, so it is a draft; {do}"))


def reading_copy(signatures: ResponsesFile, domain: Domain) -> Iterator[str]:
    """Yield, line by line, each response as patients read it, with its state and the line that signs these words."""
    for name, variations in domain.responses.items():
        review = signatures.review_of(name, variations)
        signed = f"signed by {review.reviewer} on {review.reviewed}" if review.state == "approved" else "draft"
        yield f'{name}: {{stamp: "{stamp_of(variations)}"}}  # {signed}'
        for variation in variations:
            yield f"  {' and '.join(channels_of(variation, variations))}:"
            yield from (f"    {line}" for line in variation.text.splitlines())
            yield from (f"    {key}: {value}" for key, value in (variation.model_extra or {}).items())
            if variation.buttons:
                yield f"    {' '.join(f'[{button.title}]' for button in variation.buttons)}"
        yield ""
