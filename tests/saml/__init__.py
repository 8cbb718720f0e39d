"""A member of a SAML federation that we did not write (npm ``samlp``), and the bridge of docs/saml-bridge.md."""
