"""The attributes of Swedish federations by their SAML names: Sweden Connect, Sambi, Skolfederation (law.md 2)."""

_ATTRIBUTES = {
    "urn:oid:1.2.752.29.4.13": "personalIdentityNumber",
    "urn:oid:1.2.752.201.3.16": "mappedPersonalIdentityNumber",
    "urn:oid:1.2.752.201.3.6": "personalIdentityNumberBinding",
    "urn:oid:1.2.752.201.3.1": "orgAffiliation",
    "urn:oid:1.2.752.201.3.2": "transactionIdentifier",
    "http://sambi.se/attributes/1/employeeHsaId": "employeeHsaId",
    "http://sambi.se/attributes/1/healthCareUnitHsaId": "healthCareUnitHsaId",
    "http://sambi.se/attributes/1/commissionHsaId": "commissionHsaId",
    "http://sambi.se/attributes/1/commissionPurpose": "commissionPurpose",
    "http://sambi.se/attributes/1/healthCareProviderHsaId": "healthCareProviderHsaId",
    "urn:oid:1.3.6.1.4.1.5923.1.1.1.6": "eduPersonPrincipalName",
    "urn:oid:1.2.752.194.10.2.4": "sisSchoolUnitCode",
}

MAP = {
    "identifier": "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
    "fro": _ATTRIBUTES,
    "to": {name: address for address, name in _ATTRIBUTES.items()},
}
