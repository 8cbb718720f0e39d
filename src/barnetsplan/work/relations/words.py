"""How the family page says what the law calls relations, decisions and grounds; staff read the law's own words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.vocabulary import (
    GuardianshipKind,
    GuardianshipSource,
    MaturityOutcome,
    OverrideKind,
    OverrideMeasure,
    RelationScope,
    RelationshipKind,
    WhereaboutsGround,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

GUARDIANS: Mapping[GuardianshipKind, "_StrPromise"] = {
    GuardianshipKind.GUARDIAN: _("Vårdnadshavare"),
    GuardianshipKind.APPOINTED_GUARDIAN: _("Särskilt förordnad vårdnadshavare"),
    GuardianshipKind.TEMPORARY_GUARDIAN: _("Tillfällig vårdnadshavare"),
    GuardianshipKind.GUARDIAN_OF_UNACCOMPANIED: _("God man för ensamkommande barn"),
}
RELATIONSHIPS: Mapping[RelationshipKind, "_StrPromise"] = {
    RelationshipKind.PARENT_WITHOUT_CUSTODY: _("Förälder utan vårdnad"),
    RelationshipKind.CONTACT_PARENT: _("Umgängesförälder"),
    RelationshipKind.SPECIAL_REPRESENTATIVE: _("Särskild företrädare"),
    RelationshipKind.PUBLIC_COUNSEL: _("Offentligt biträde"),
    RelationshipKind.FOSTER_PARENT: _("Familjehemsförälder"),
    RelationshipKind.SOCIAL_BOARD: _("Socialnämnden beslutar"),
    RelationshipKind.PROPERTY_GUARDIAN: _("Förmyndare"),
}
SCOPES: Mapping[RelationScope, "_StrPromise"] = {
    RelationScope.PERSON: _("Barnets person"),
    RelationScope.CONTACT: _("Umgänge"),
    RelationScope.CRIMINAL_MATTER: _("Brottmålet eller kontaktförbudet, inget annat"),
    RelationScope.COURT_CASE: _("Målet i rätten"),
    RelationScope.DAILY_CARE: _("Den dagliga omsorgen"),
    RelationScope.PLACEMENT: _("Placeringen"),
    RelationScope.PROPERTY: _("Barnets egendom"),
}
SOURCES: Mapping[GuardianshipSource, "_StrPromise"] = {
    GuardianshipSource.REGISTER: _("Folkbokföringen"),
    GuardianshipSource.SEEN_EXTRACT: _("Utdrag ur folkbokföringen"),
    GuardianshipSource.SEEN_DECISION: _("Beslut från domstol eller nämnd"),
}
MATURITY: Mapping[MaturityOutcome, "_StrPromise"] = {
    MaturityOutcome.ALONE: _("Barnet bestämmer ensamt"),
    MaturityOutcome.TOGETHER: _("Barnet och vårdnadshavarna svarar tillsammans"),
    MaturityOutcome.GUARDIANS: _("Vårdnadshavarna svarar, och barnet hörs"),
}
OVERRIDES: Mapping[OverrideKind, "_StrPromise"] = {
    OverrideKind.CANNOT_WAIT: _("En vårdnadshavare är förhindrad och det kan inte vänta (FB 6:13)"),
    OverrideKind.SOCIAL_BOARD: _("Socialnämnden har beslutat om en åtgärd (FB 6:13 a)"),
    OverrideKind.COURT_ORDER: _("Domstolen har beslutat"),
    OverrideKind.LVU: _("Nämnden beslutar om barnets personliga förhållanden (LVU 11 §)"),
    OverrideKind.PROTECTED_HOUSING: _("Barnet är placerat i skyddat boende (2024:79)"),
    OverrideKind.REPRESENTATIVE: _("Särskild företrädare svarar (1999:997)"),
    OverrideKind.SERIOUS_HARM: _("Barnet kan antas lida betydande men (OSL 12:3)"),
}
MEASURES: Mapping[OverrideMeasure, "_StrPromise"] = {
    OverrideMeasure.PSYCHIATRY: _("Psykiatrisk eller psykologisk utredning eller behandling"),
    OverrideMeasure.OPEN_TREATMENT: _("Behandling i öppna former"),
    OverrideMeasure.CONTACT_PERSON: _("Kontaktperson eller kontaktfamilj"),
    OverrideMeasure.LSS: _("Insats enligt LSS 9 § 4–6"),
}
GROUNDS: Mapping[WhereaboutsGround, "_StrPromise"] = {
    WhereaboutsGround.LVU: _("Vård enligt LVU (14 §)"),
    WhereaboutsGround.PROTECTED_HOUSING: _("Skyddat boende (2024:79)"),
    WhereaboutsGround.SECRECY: _("Sekretess mot vårdnadshavaren (OSL 26:2)"),
}
