"""The layout of a stored document: a letter or a document proper, by what its own text and number say."""

from __future__ import annotations

from dataclasses import replace

from policypress.fulltext import full_text
from policypress.model.documents import Document
from policypress.model.policy import Policy


def document(policy: Policy, number: str) -> Document:
    return replace(
        policy.documents[policy.current.document], number=number, title="某某通知", issuer="某某厅"
    )


def test_a_number_with_the_word_for_letter_makes_a_letter_and_another_does_not(policy: Policy) -> None:
    text = ("某某厅", "某人社函〔2023〕9号", "某某通知")
    assert 'class="official-text official-letter"' in full_text(document(policy, text[1]), text)
    assert "official-letter" not in full_text(document(policy, "某人社发〔2023〕9号"), text)


def test_the_issuer_is_known_with_and_without_the_word_for_document(policy: Policy) -> None:
    for head in ("某某厅", "某某厅文件"):
        laid = full_text(document(policy, "某人社发〔2023〕9号"), (head, "某人社发〔2023〕9号", "某某通知"))
        kinds = [kind for kind in ("issuer", "number", "title") if f'class="text-{kind}"' in laid]
        assert kinds == ["issuer", "number", "title"], head
