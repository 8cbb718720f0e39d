"""A field that proves who somebody is, is kept nowhere when a session ends (ADR 0028)."""

from django.forms import HiddenInput, PasswordInput

from barnetsplan.access.typed import NEVER_KEPT
from barnetsplan.accounts.forms import CodeForm as GivenCodeForm
from barnetsplan.credentials import forms as of_accounts
from barnetsplan.sending.forms import CodeForm as AddressCodeForm
from barnetsplan.ui.forms import ReadingForm


def _forms() -> list[type[ReadingForm]]:
    return [one for one in vars(of_accounts).values() if isinstance(one, type) and issubclass(one, ReadingForm)]


def test_every_secret_field_of_an_account_is_on_the_list() -> None:
    fields = {(name, field) for form in _forms() for name, field in form.base_fields.items()}
    secret = {
        name
        for name, field in fields
        if isinstance(field.widget, PasswordInput | HiddenInput)
        or field.widget.attrs.get("autocomplete") == "one-time-code"
    }

    assert {"password", "passkey", "code"} <= secret
    assert secret - {"token"} <= NEVER_KEPT


def test_the_codes_that_are_given_by_hand_and_sent_to_an_address_are_on_the_list() -> None:
    assert set(GivenCodeForm.base_fields) & NEVER_KEPT
    assert set(AddressCodeForm.base_fields) & NEVER_KEPT
