"""A made province: an interior department's folder of units' plans, with all that was planted in it known."""

from province.make import make
from province.planted import Planted
from province.verify import verify

__all__ = ["Planted", "make", "verify"]
