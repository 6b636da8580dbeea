"""Numbers and addresses of people are taken out of what they typed; what they ask about stays."""

from __future__ import annotations

import pytest

from assistant.privacy.redaction import redacted, redacted_event


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("call me at 212-555-0187 or (212) 555 0187, +44 20 7946 0018", "call me at [phone] or [phone], [phone]"),
        ("555-0142 is mine", "[phone] is mine"),
        ("\u0662\u0661\u0662\u0665\u0665\u0665\u0660\u0661\u0668\u0667 call", "[phone] call"),
        ("my email is a.b@c.example thanks", "my email is [e-mail] thanks"),
        ("rosa at mail dot com, or rosa (at) mail.org", "[e-mail], or [e-mail]"),
        ("see https://portal.example/x?id=3", "see [link]"),
        ("born 04/05/1967", "born [date]"),
        ("dob 040567", "dob [date]"),
        ("DOB: April 5 67", "DOB: [date]"),
        ("birthday is 5th of april 1967", "birthday is [date]"),
        ("april 5, 1967 or 1967-04-05 or 5.4.67", "[date] or [date] or [date]"),
        ("i was born in 1967", "i was born in [date]"),
        ("my birthday is april 5", "my birthday is [date]"),
        ("she was born on the 5th of april", "she was born on the [date]"),
        ("born 4/5", "born [date]"),
        ("dob 4/1967", "dob [date]"),
        ("dob 04 05 67", "dob [date]"),
        ("date of birth: 19670405", "date of birth: [date]"),
        ("born in april 1967", "born in [date]"),
        ("born april 67, i think", "born [date], i think"),
        ("born 04/05/1967, sick since 2019, bp 118/70", "born [date], sick since 2019, bp 118/70"),
        ("write to ana67 at mail.org", "write to [e-mail]"),
        ("it is ana.lopez at mail.org", "it is [e-mail]"),
        ("rosa at gmail.com", "[e-mail]"),
        ("rosa at me.com, rosa at att.net or rosa at verizon.net", "[e-mail], [e-mail] or [e-mail]"),
        ("dob 5-Mar-1960", "dob [date]"),
        ("dob: 3 / 5 / 1960", "dob: [date]"),
        ("born in 60", "born in [date]"),
        ("i was born in 60 in Ohio", "i was born in [date] in Ohio"),
        ("born on the 5th", "born on the [date]"),
        ("rosa [at] mail.org", "[e-mail]"),
        ("mrn 12345678", "mrn [number]"),
        ("MRN: A-12345", "MRN: [number]"),
        ("my chart number is 4455", "my chart number is [number]"),
        ("medicare 1EG4-TE5-MK73", "medicare [number]"),
        ("ssn 123-45-6789", "ssn [number]"),
        ("it says A1b2345 and 12 34 56", "it says [number] and [number]"),
    ],
)
def test_what_names_a_person_is_taken_out(typed: str, kept: str) -> None:
    """Phones, e-mail addresses, links, dates of birth and record numbers, in the ways that people write them."""
    assert redacted(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "what are the side effects of chemo",
        "5000 mg and 20 mg twice a day",
        "i had 2 surgeries in 2019, l4 l5 and c5-c6",
        "how much is $25,000 without insurance",
        "what is the 5 year survival at stage 4 at 60",
        "a patient 75 years old, case 2 of 3",
        "call 911 or text 988",
        "meet at 4.30 at home dot or not",
        "i looked at hospital.org",
        "what is new at hospital.org. thanks",
        "the follow-up at hospital.org was good",
        "i read at 2 at hospital.org",
        "she was born early and took 40 pills",
        "born early and took 2000 mg",
        "my birthday is in 3 weeks",
        "born in the 60s, born in 10 minutes, born on the 3rd floor",
        "she was born 2 years ago at 3 - 4 pounds",
        "he was born with 1 kidney and 12 ribs",
        "born 3-4 weeks early, 4.5 pounds",
        "",
    ],
)
def test_what_is_asked_stays(typed: str) -> None:
    """Doses, ages, stages, vertebrae, prices and the numbers for emergencies are no personal numbers."""
    assert redacted(typed) == typed


def test_an_event_is_redacted_wherever_it_repeats_the_words() -> None:
    """The message, what was parsed of it, and what was split of it; ids, numbers and what the assistant says stay."""
    parsed = {"text": "a@b.example", "message_id": "12345678", "questions": [{"text": "x 555-0142"}], "confidence": 0.5}
    user = {"event": "user", "text": "a@b.example", "message_id": "12345678", "timestamp": 1.0, "parse_data": parsed}
    kept = redacted_event(user)
    assert kept["text"] == kept["parse_data"]["text"] == "[e-mail]"
    assert kept["parse_data"]["questions"] == [{"text": "x [phone]"}]
    assert kept["parse_data"]["message_id"] == kept["message_id"] == "12345678"
    assert kept["parse_data"]["confidence"] == 0.5
    said = {"event": "bot", "text": "Call 555-0111."}
    assert redacted_event(said) == said
