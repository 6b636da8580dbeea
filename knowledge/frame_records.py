"""The records of frames.yml: sentences and titles with places for names, the buttons, and what redirects speak of."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from knowledge.places import check_names, check_places
from knowledge.records import HELP, Identifier, Record, Review, Text


class Frame(Record):
    """A sentence with places for names, on each channel."""

    website: Text
    sms: Text


FRAME_PLACES: dict[str, tuple[str, ...]] = {
    "not_listed": ("effect", "treatment"),
    "several_not_listed": ("effect", "treatment"),
    "not_listed_but_helped": ("effect", "treatment"),
    "not_listed_elsewhere_helped": ("effect", "treatment", "treatments"),
    "listed_elsewhere": ("effect", "treatments"),
    "listed_in_each": ("effect", "treatments"),
    "unknown_effect": (),
    "no_list": ("treatments",),
    "listed_for": ("Effect", "effect", "treatments"),
    "listed_for_none": ("effect",),
    "no_own_help": ("effect",),
    "several_without_help": ("effect",),
    "help_not_listed": ("help", "treatment"),
    "help_not_listed_for": ("help", "effect"),
    "help_not_listed_of": ("help", "effect", "treatment"),
    "pair_not_listed": ("treatment", "other"),
    "which_is_better": (),
}
"""The frames that the lookups put together, and the names that each is filled with."""
TITLE_PLACES: dict[str, tuple[str, ...]] = {
    "specific_side_effect": ("Treatment", "treatment", "Effect", "effect"),
    "several_side_effects": (),
    "which_treatment_causes": ("Effect", "effect"),
    "compare_all": ("Treatments", "treatments"),
    "compare_many": (),
    "side_effects_of_all": ("Treatments", "treatments"),
    "help": ("Help", "help"),
    "help_of": ("Help", "help", "Treatment", "treatment"),
    "compare": ("Treatment", "treatment", "Other", "other"),
    "management": ("Effect", "effect"),
    "management_of": ("Treatment", "treatment", "Effect", "effect"),
}
"""The titles of what is put together, and the names that each is filled with; with a capital at its beginning."""
BUTTONS: tuple[str, ...] = ("what", "goal", "how_given", "recovery", "side_effects", "side_effect_management")
BUTTONS += ("supportive_care", "overview", "again", "book")
"""The buttons; nothing is filled into one."""


class FramesFile(Record):
    """The file frames.yml: what is put together with names, and the short words around the answers."""

    review: Review
    frames: dict[Identifier, Frame]
    titles: dict[Identifier, Text]
    buttons: dict[Identifier, Text]
    subjects: dict[Identifier, Text]
    help: dict[Identifier, Text]
    """The kinds of help that have a name of their own, as they stand in a sentence."""

    @model_validator(mode="after")
    def _only_what_is_filled_in(self) -> Self:
        check_names("frames", self.frames, FRAME_PLACES)
        check_names("titles", self.titles, TITLE_PLACES)
        check_names("buttons", self.buttons, BUTTONS)
        check_names("subjects", self.subjects, ("out_of_scope_everyday",), others=True)
        check_names("help", self.help, HELP)
        for name, frame in self.frames.items():
            check_places(("frames", name, "website"), frame.website, FRAME_PLACES[name])
            check_places(("frames", name, "sms"), frame.sms, FRAME_PLACES[name])
        for name, title in self.titles.items():
            check_places(("titles", name), title, TITLE_PLACES[name])
        for name, button in self.buttons.items():
            check_places(("buttons", name), button, ())
        for name, subject in self.subjects.items():
            check_places(("subjects", name), subject, ())
        return self
