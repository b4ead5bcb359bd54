"""Gives each shift of a rota to somebody."""

from rotaplan.rota import RotaError, plan

__version__ = "2.1.4"
__all__ = ["RotaError", "plan"]
