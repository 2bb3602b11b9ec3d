"""The model of the whole field: every module of subjects, read into one registry."""

from schema import claims, courts, documents, duties, law, loads, money, places, politics
from schema.registry import build

MODEL = build([places, law, duties, claims, money, politics, courts, documents, loads])
