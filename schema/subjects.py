"""The model of the whole field: every module of subjects, read into one registry."""

from schema import claims, courts, documents, duties, law, loads, money, places, politics, rules
from schema.registry import build

MODEL = build([places, law, duties, rules, claims, money, politics, courts, documents, loads])
