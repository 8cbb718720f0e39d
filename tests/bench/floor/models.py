"""One row and the rows that belong to it."""

from django.db import models


class Page(models.Model):
    """The row that is opened."""

    title = models.CharField(max_length=100)
    text = models.TextField()

    class Meta:
        """Stands outside the product's own tables."""

        app_label = "floor"

    def __str__(self) -> str:
        """Show the title."""
        return self.title


class Line(models.Model):
    """One of the five rows that belong to a page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="lines")
    text = models.TextField()
    on_day = models.DateField()

    class Meta:
        """Stands outside the product's own tables."""

        app_label = "floor"

    def __str__(self) -> str:
        """Show the text."""
        return self.text
