"""Check the plans of many units in one run: who sent one, what each lacks, who copied from whom."""
