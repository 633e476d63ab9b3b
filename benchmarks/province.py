"""Make a province's folder of plans, with copies, gaps, late and broken files planted in it, and audit it.

province.py make FOLDER [--plans N] [--seed S]
province.py verify FOLDER AUDIT.json
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from province import make, verify
from province.figures import figures
from province.planted import from_data


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make", help="write a province into FOLDER")
    making.add_argument("folder", type=Path)
    making.add_argument("--plans", type=int, default=1000)
    making.add_argument("--seed", type=int, default=1)
    measuring = commands.add_parser("figures", help="audit a made province; print what is found and what it costs")
    measuring.add_argument("--plans", type=int, default=1000)
    measuring.add_argument("--seed", type=int, default=1)
    measuring.add_argument("--many", type=int, default=10_000, help="plans by which memory is measured; 0: none")
    verifying = commands.add_parser("verify", help="compare the JSON of an audit with what was planted in FOLDER")
    verifying.add_argument("folder", type=Path)
    verifying.add_argument("audit", type=Path)
    args = parser.parse_args()
    if args.command == "make":
        planted = make(args.folder, args.plans, args.seed)
        print(f"{planted.files} files for {len(planted.units)} units in {args.folder}, {len(planted.copies)} pairs")
        return 0
    if args.command == "figures":
        differences = figures(args.plans, args.seed, args.many)
        print("\n".join(differences))
        return 1 if differences else 0
    planted = from_data(json.loads((args.folder / "planted.json").read_text(encoding="utf-8")))
    differences = verify(json.loads(args.audit.read_text(encoding="utf-8")), planted)
    print("\n".join(differences) or "no difference")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
