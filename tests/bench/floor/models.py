"""One row and the rows that belong to it."""

from typing import ClassVar

from django.db import models


class Page(models.Model):
    """The row that is opened."""

    title = models.CharField(max_length=100)
    text = models.TextField()

    objects: ClassVar[models.Manager["Page"]] = models.Manager()

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

    objects: ClassVar[models.Manager["Line"]] = models.Manager()

    class Meta:
        """Stands outside the product's own tables."""

        app_label = "floor"

    def __str__(self) -> str:
        """Show the text."""
        return self.text
