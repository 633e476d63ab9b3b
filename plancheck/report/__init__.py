"""Render reports and trees: one module per output form. A report knows findings, never the rules behind them."""
