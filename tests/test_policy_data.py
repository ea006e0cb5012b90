"""data/policy.json and its schema."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from policypress.model.policy import Policy
from policypress.policy_data import policy_json, policy_schema
from second_year import with_second_year


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(policy_schema())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_data_is_what_its_schema_says(policy: Policy, validator: Draft202012Validator) -> None:
    for of in (policy, with_second_year(policy)):
        data = json.loads(policy_json(of))
        assert [error.message for error in validator.iter_errors(data)] == []
        assert data["$schema"] == "policy.schema.json"
        assert [year["year"] for year in data["years"] if year["in_force"]] == [of.current.year]


@pytest.mark.parametrize("name", ["id", "value", "quote", "source"])
def test_data_that_lacks_what_a_fact_needs_is_refused(
    policy: Policy, validator: Draft202012Validator, name: str
) -> None:
    data = json.loads(policy_json(policy))
    del data["facts"][0][name]
    assert not validator.is_valid(data)


def test_every_entry_of_the_schema_says_in_chinese_what_it_is() -> None:
    schema = json.loads(policy_schema())
    fact = schema["properties"]["facts"]["items"]
    described = [*schema["properties"].values(), *fact["properties"].values()]
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in entry["description"]) for entry in described)
