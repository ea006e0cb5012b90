"""What must hold across the files of a project: one small generator a rule.

To add a rule, write a generator and name it in one of the tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from policypress.checks.cases import worked_examples_follow_the_rule
from policypress.checks.facts import (
    documents_are_cited,
    fact_ids_are_unique,
    facts_are_proved,
    stored_texts_are_unchanged,
    years_rest_on_held_documents,
)
from policypress.checks.forms import forms_hang_together, forms_print_their_document
from policypress.checks.harmless import content_leads_to_pages, content_runs_nothing
from policypress.checks.hours import the_hour_rule_can_be_reckoned
from policypress.checks.literals import content_types_no_rule_number, templates_type_no_rule_number
from policypress.checks.navigation import every_page_has_one_place, what_the_site_leads_to_is_there
from policypress.checks.pages import (
    content_is_well_formed,
    content_names_what_the_site_states,
    content_refers_to_what_is_there,
    headings_have_anchors,
    questions_rest_on_facts,
)
from policypress.checks.profiles import profiles_can_be_judged
from policypress.checks.published import no_year_is_published_after_the_site
from policypress.checks.references import (
    a_year_is_there,
    ids_are_unique,
    offers_lead_to_forms,
    references_to_facts_hold,
    references_to_subjects_hold,
    the_site_can_be_addressed,
)
from policypress.checks.systems import addresses_fit_every_system
from policypress.checks.units import units_are_told_apart, units_say_what_a_form_can_print
from policypress.checks.vocabulary import aliases_stand_for_words_of_the_pages
from policypress.checks.years import (
    a_year_is_in_force,
    limits_to_years_are_sound,
    nothing_is_dropped_in_silence,
    what_is_ended_was_there,
    what_is_to_be_read_again_is_there,
    years_follow_one_another,
)
from policypress.faults import Fault
from policypress.project import Project

Check = Callable[[Project], Iterator[Fault]]

OF_EACH_FILE: tuple[Check, ...] = (
    a_year_is_there,
    the_site_can_be_addressed,
    no_year_is_published_after_the_site,
    stored_texts_are_unchanged,
    documents_are_cited,
    fact_ids_are_unique,
    years_rest_on_held_documents,
    facts_are_proved,
    ids_are_unique,
    addresses_fit_every_system,
    headings_have_anchors,
    content_is_well_formed,
    content_types_no_rule_number,
    templates_type_no_rule_number,
    content_runs_nothing,
)
"""Rules that can be tried even where another file could not be read."""

OF_THE_YEARS: tuple[Check, ...] = (
    years_follow_one_another,
    a_year_is_in_force,
    nothing_is_dropped_in_silence,
    what_is_ended_was_there,
    limits_to_years_are_sound,
    references_to_facts_hold,
    references_to_subjects_hold,
    profiles_can_be_judged,
    the_hour_rule_can_be_reckoned,
    questions_rest_on_facts,
)
"""Rules that would mislead where a file of a year is missing: tried once all of those could be read."""

OF_THE_WHOLE: tuple[Check, ...] = (
    what_is_to_be_read_again_is_there,
    offers_lead_to_forms,
    forms_print_their_document,
    forms_hang_together,
    content_refers_to_what_is_there,
    content_names_what_the_site_states,
    every_page_has_one_place,
    what_the_site_leads_to_is_there,
    content_leads_to_pages,
    aliases_stand_for_words_of_the_pages,
    units_are_told_apart,
    units_say_what_a_form_can_print,
)
"""Rules that would mislead where a file or every year is missing: tried once all could be read."""


class Found(NamedTuple):
    """What is wrong with a project."""

    faults: tuple[Fault, ...]
    untried: bool
    """Whether there are rules that cannot be tried before some of the faults are mended."""


def examined(project: Project) -> Found:
    """Return every fault of *project*: of reading, and of every rule that can be tried."""
    found = [*project.faults, *_tried(OF_EACH_FILE, project)]
    years_are_read = bool(project.years) and not _any_in(("policy/years/", "policy/cases/"), project.faults)
    whole = bool(project.years) and not project.faults
    found += _tried(OF_THE_YEARS if years_are_read else (), project)
    found += _tried(OF_THE_WHOLE if whole else (), project)
    sound = [year for year in project.years if years_are_read and not _any_in(_rested_on(year), found)]
    examples = [fault for year in sound for fault in worked_examples_follow_the_rule(project, year)]
    untried = not whole or len(sound) < len(project.years)
    return Found(tuple(sorted({*found, *examples})), untried)


def _rested_on(year: int) -> tuple[str, ...]:
    """Return how the files begin that the worked examples of *year* rest on."""
    own = (f"policy/years/{year}/", f"policy/cases/{year}.")
    return (*own, "policy/documents.yaml", "policy/site.yaml", "content/notices/")


def _any_in(files: tuple[str, ...], found: Iterable[Fault]) -> bool:
    return any(fault.file.startswith(files) for fault in found)


def _tried(checks: tuple[Check, ...], project: Project) -> list[Fault]:
    return [fault for check in checks for fault in check(project)]
