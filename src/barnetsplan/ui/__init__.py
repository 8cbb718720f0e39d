"""The look and the components of the whole product; knows no feature."""
