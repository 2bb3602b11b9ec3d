"""What follows from a supposition: rulings, reliefs and texts set aside or assumed, and nothing written.

`SUPPOSING` needs the lists of nodes `without` and `assume` and binds `set_aside`, `assumed` and `goes_on`,
which the words of `queries.holding` read.

* Set aside: what is named; the parts of a text; terms that only such texts impose; reliefs that only rulings
  set aside ordered, unless they are assumed. With a ruling go its holdings, its stays, and its reversals.
* A relief that only rulings or texts set aside ended goes on.
* Assumed: a relief holds on the day whatever its dates and stays; a condition or text has begun and is not
  over, and binds the programs, places and fiscal years that it names; a ruling is decided, and nothing
  reverses it. A relief that a ruling ordered is assumed by its own name.
* What is both set aside and assumed by name is set aside.
"""

from typing import Annotated

from queries.holding import expanded
from schema.courts import Relief, Ruling
from schema.law import LegalText
from schema.values import Text

SetAside = Annotated[
    tuple[Text, ...] | None,
    Ruling,
    Relief,
    LegalText,
    "What if these rulings, reliefs, conditions or texts were not: they are set aside.",
]
Assumed = Annotated[
    tuple[Text, ...] | None,
    Ruling,
    Relief,
    LegalText,
    "What if these rulings, reliefs, conditions or texts held on the day, whatever their dates.",
]
"""What may be supposed, as a question takes it."""

SUPPOSING = expanded(
    """
CALL (without, assume) {
  CALL (without) {
    UNWIND without AS named
    MATCH (named) (()<-[part:PART_OF WHERE STANDS(part)]-()){0,8} (text:LegalText)
    RETURN collect(DISTINCT text) AS texts
  }
  CALL (texts) {
    UNWIND texts AS imposing
    MATCH (imposing)<-[imposed:IMPOSED_BY]-(term:GrantTerm)
    WHERE STANDS(imposed) AND NOT EXISTS {
      MATCH (term)-[also:IMPOSED_BY]->(other:LegalText) WHERE STANDS(also) AND NOT other IN texts }
    RETURN collect(DISTINCT term) AS terms
  }
  CALL (without) {
    UNWIND without AS ruling
    MATCH (ruling)<-[ordered:ORDERED_BY]-(relief:Relief)
    WHERE STANDS(ordered) AND NOT EXISTS {
      MATCH (relief)-[also:ORDERED_BY]->(other:Ruling) WHERE STANDS(also) AND NOT other IN without }
    RETURN collect(DISTINCT relief) AS reliefs
  }
  CALL (without, texts, terms) {
    UNWIND without + texts + terms AS ending
    MATCH (ending)<-[ended:ENDED_BY]-(relief:Relief)
    WHERE STANDS(ended) AND NOT EXISTS {
      MATCH (relief)-[also:ENDED_BY]->(other:Node)
      WHERE STANDS(also) AND NOT other IN without AND NOT other IN texts }
    RETURN collect(DISTINCT relief) AS goes_on
  }
  RETURN without + [each IN texts + terms + reliefs WHERE NOT each IN assume] AS set_aside,
    assume AS assumed, goes_on
}
"""
)
