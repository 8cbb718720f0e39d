"""A provider of identities that we did not write (npm ``oidc-provider``), and one of our own that lies."""
