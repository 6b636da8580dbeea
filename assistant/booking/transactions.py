"""Failures of the booking database, as errors that may be told and logged."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from assistant.booking.errors import BookingError
from assistant.storage.database import reason

logger = logging.getLogger(__name__)


class DisconnectedError(BookingError):
    """The connection to the database broke, perhaps in the commit."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the database raises into BookingError, without any value in it: drivers quote rows.

    Raises:
        BookingError: something failed within the block.
    """
    try:
        yield
    except BookingError:
        raise
    except (SQLAlchemyError, OSError, ValidationError) as error:
        logger.error("booking.failed error=%s", type(error).__name__)
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise DisconnectedError("The database can't be reached.") from None
        raise BookingError(f"The appointment requests can't be used: {reason(error)}.") from None
