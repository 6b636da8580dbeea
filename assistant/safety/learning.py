"""Learns the network of the second look from the written examples. `assistant.safety.build` runs it.

Adam with decoupled weight decay (Loshchilov and Hutter, 2019) and one rise and fall of the learning rate (Smith, 2018).
The order of the examples and what is left out at random come from a seed: the same examples give the same network on
the same machine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import autograd.numpy as anp
import numpy as np
from autograd import value_and_grad

from assistant.safety.network import first_parameters, scores, stack

if TYPE_CHECKING:
    from assistant.safety.network import Array, Floats, Parameters

ROUNDS = 4
"""How often every example is seen."""
TOGETHER = 128
"""Examples of one step."""
RATE = 2e-3
"""The highest learning rate."""
DECAY = 0.02
LEFT_OUT = 0.3
"""Share of the values between the layers that a step leaves out."""
WORDS_LEFT_OUT = 0.1
"""Share of the dimensions of the words of a lesson that a step leaves out."""
SURE = 0.99
"""What the network is taught to say of an example: nobody is surer than this of a label."""
KINDS_WEIGHT = 0.3
"""How much telling the kinds of emergency apart counts beside seeing that it is one."""
_RISE = 0.3
"""Share of the steps in which the learning rate rises."""
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8
"""Adam's usual numbers."""


@dataclass(frozen=True)
class _Batch:
    """The lessons of one step."""

    words: Array
    seen: Array
    kinds: Sequence[int | None]
    weight: Array
    """How much each counts."""


@dataclass(frozen=True)
class Lesson:
    """One example to learn from."""

    words: Floats
    """The vectors of its words, shape (words, width); any kind of float."""
    kind: int | None
    """The place of its kind of emergency; None where it is calm."""


def learn_network(
    lessons: Sequence[Lesson], kinds: int, seed: int, report: Callable[[float], None] = lambda share: None
) -> Parameters:
    """Return the parameters of a network that tells the urgent lessons from the calm ones.

    Args:
        lessons: What to learn from; both calm and urgent ones.
        kinds: How many kinds of emergency there are.
        seed: Where chance begins.
        report: Told what share is done, now and then.
    """
    chance = np.random.default_rng(seed)
    parameters = first_parameters(lessons[0].words.shape[1], kinds, chance)
    urgent = np.array([lesson.kind is not None for lesson in lessons])
    weight = np.where(urgent, 0.5 / urgent.mean(), 0.5 / (1 - urgent.mean())).astype(np.float32)
    lengths = np.array([len(lesson.words) for lesson in lessons])
    first = {name: np.zeros_like(values) for name, values in parameters.items()}
    second = {name: np.zeros_like(values) for name, values in parameters.items()}
    of_loss = value_and_grad(_loss)
    steps = ROUNDS * math.ceil(len(lessons) / TOGETHER)
    step = 0
    for _ in range(ROUNDS):
        for places in _batches(lengths, chance):
            step += 1
            batch = [lessons[place] for place in places]
            words, seen = stack([lesson.words for lesson in batch])
            words = words * _kept((len(words), 1, words.shape[2]), WORDS_LEFT_OUT, chance)
            drop = _Drop(chance)
            given = _Batch(words, seen, [lesson.kind for lesson in batch], weight[places])
            _, slopes = of_loss(parameters, given, drop)
            rate = RATE * _share_of_rate(step / steps)
            for name, slope in slopes.items():
                first[name] += (1 - _FIRST) * (slope - first[name])
                second[name] += (1 - _SECOND) * (slope * slope - second[name])
                mean, spread = first[name] / (1 - _FIRST**step), second[name] / (1 - _SECOND**step)
                parameters[name] -= (rate * (mean / (np.sqrt(spread) + _TINY) + DECAY * parameters[name])).astype(
                    np.float32
                )
            report(step / steps)
    return parameters


def _loss(parameters: Parameters, batch: _Batch, drop: Any) -> Any:
    """Return how wrong the network is: on urgent against calm, and on the kinds of the urgent ones."""
    out = scores(parameters, batch.words, batch.seen, drop, anp)
    urgent = np.array([kind is not None for kind in batch.kinds])
    aim = np.where(urgent, SURE, 1 - SURE).astype(np.float32)
    wrong = anp.logaddexp(0, out[:, 0]) - aim * out[:, 0]
    loss = anp.mean(wrong * batch.weight)
    if not urgent.any():
        return loss
    of_kinds = out[urgent][:, 1:]
    highest = anp.max(of_kinds, axis=1, keepdims=True)
    total = anp.log(anp.sum(anp.exp(of_kinds - highest), axis=1)) + highest[:, 0]
    own = of_kinds[np.arange(int(urgent.sum())), np.array([kind for kind in batch.kinds if kind is not None])]
    return loss + KINDS_WEIGHT * anp.mean(total - own) * float(urgent.mean())


class _Drop:
    """Leaves out values at random, and makes the others larger instead."""

    def __init__(self, chance: np.random.Generator) -> None:
        self._chance = chance

    def __call__(self, values: Any) -> Any:
        return values * _kept(values.shape, LEFT_OUT, self._chance)


def _kept(shape: tuple[int, ...], left_out: float, chance: np.random.Generator) -> Array:
    kept = chance.random(shape, dtype=np.float32) >= left_out
    return kept.astype(np.float32) / np.float32(1 - left_out)


def _batches(lengths: Any, chance: np.random.Generator) -> list[Any]:
    """Return the places of the lessons in groups of about the same length, in a new order each time."""
    order = np.argsort(lengths + chance.normal(0, 1.5, len(lengths)))
    batches = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
    return [batches[place] for place in chance.permutation(len(batches))]


def _share_of_rate(done: float) -> float:
    """Return the share of the highest learning rate when a share of the steps is done."""
    if done < _RISE:
        return 0.04 + 0.96 * (1 - math.cos(math.pi * done / _RISE)) / 2
    return (1 + math.cos(math.pi * (done - _RISE) / (1 - _RISE))) / 2
