"""The first plans, made before anyone asks: a planner that has just started takes seconds for a long text.

Each question's example is asked as `proviso ask` words it. Other selections of its fields are then planned
in a tenth of the time, for the planner itself has warmed up.
"""

import structlog
from tenacity import retry, retry_if_result, wait_fixed

from api.asking import FIRST
from api.engine import Engine
from api.errors import Code
from api.wholes import document
from queries.catalogue import questions
from queries.question import Question
from schema.registry import camel

_log = structlog.get_logger()
_AGAIN = 5.0


async def warm(engine: Engine) -> None:
    """Ask every question's example, one after another; while the database does not answer, wait."""
    for question in questions().values():
        await _asked(engine, question)
    _log.info("planned", questions=len(questions()))


@retry(wait=wait_fixed(_AGAIN), retry=retry_if_result(lambda unavailable: unavailable))
async def _asked(engine: Engine, question: type[Question]) -> bool:
    given = {camel(name): value for name, value in question.example.items()}
    given |= {"first": FIRST} if question.many else {}
    reply = await engine.answer(document(engine.schema, question, given), given)
    return any(error["extensions"]["code"] == Code.UNAVAILABLE for error in reply.errors)
