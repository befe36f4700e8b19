"""Measure the pages against their budgets: real servers and databases, loopback only, everything gone afterwards.

Use: make bench ARGS="--quick" or python deploy/bench.py [--dossiers 5000 50000] [--seconds 10] [--only WORD].
Each page is measured beside the floor: a burst for the page, a burst for one query with fifty rows, size by size
and in turns, so that a busy machine slows all of them alike. Prints one table and writes var/bench.json.
"""

import argparse
import json
import platform
import signal
import sys
import time

import bench_report
from bench_load import Crowd, Failed, burst, middle, request_for, slowest_twentieth
from bench_server import portals
from environment import VAR, Problem

ROUNDS, VISITORS = 3, 8
FLOOR_SHARE = 0.4  # of the time at c=1 goes to the floor beside it
SIZES, MOST_SECONDS = [5000, 50000], 60
QUICK = 3


def main(arguments):
    options = parsed(arguments)
    sizes = sorted(set(options.dossiers))
    with portals(sizes) as running:
        pages, broken = measure(running, QUICK if options.quick else options.seconds, options.only)
        memory = {portal.size: portal.memory() for portal in running}
    constant = next(page["per_second"] for page in pages if page["name"] == "constant view")
    pages = [bench_report.judge(page, sizes, constant) for page in pages]
    lines = bench_report.table(pages, sizes, memory)
    missed = broken + bench_report.failures(pages, memory)
    print("\n".join(lines))
    print("\n".join(["", "Over budget:", *missed]) if missed else "\nEvery budget is kept.")
    store(sizes, pages, memory, missed)
    return 1 if missed else 0


def parsed(arguments):
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument("--dossiers", type=int, nargs="+", default=SIZES, help="sizes to compare")
    parser.add_argument("--seconds", type=float, default=10, help="for each page and size (at most 60)")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} seconds for each page and size")
    parser.add_argument(
        "--only", default="", help="only pages with one of these words in their name or role, separated by |"
    )
    options = parser.parse_args(arguments)
    if not 0 < options.seconds <= MOST_SECONDS:
        raise Problem(f"--seconds is {options.seconds}: choose up to {MOST_SECONDS}.")
    return options


def measure(running, seconds, only):
    """Every page at every size, the throughput at the largest one; and which pages did not answer as they should."""
    known = [portal.pages() for portal in running]
    crowd, measured, broken = Crowd(VISITORS), [], []
    try:
        for same in zip(*known, strict=True):
            if same[0]["kind"] != "floor" and not is_asked_for(same[0], only):
                continue
            try:
                measured.append(one_page(running, same, seconds, crowd))
            except Failed as failed:
                broken.append(f"{same[0]['name']} ({same[0]['path']}): {failed}")
            print(".", end="", flush=True)
    finally:
        crowd.close()
    print()
    return measured, broken


def is_asked_for(page, only):
    return any(word in f"{page['name']} {page['who']}" for word in only.split("|"))


def one_page(running, same, seconds, crowd):
    asked = [request_for(page["path"], page["cookie"]) for page in same]
    floor = request_for("/do-dac/mot-cau-hoi/")
    times = [([], []) for _ in running]
    each = seconds / 2 / ROUNDS
    for _ in range(ROUNDS):
        for portal, request, (own, beside) in zip(running, asked, times, strict=True):
            own += warm(portal.port, request, each * (1 - FLOOR_SHARE))
            beside += warm(portal.port, floor, each * FLOOR_SHARE)
    work = same[0]["kind"] == "work"
    rate = None if work else crowd.throughput(running[-1].port, asked[-1], seconds / 2)
    runs = [
        {
            "dossiers": portal.size,
            "queries": page["queries"],
            "cpu": page["cpu"],
            "zipped": page["zipped"],
            "p50": middle(own),
            "p95": slowest_twentieth(own),
            "floor": middle(beside),
        }
        for portal, page, (own, beside) in zip(running, same, times, strict=True)
    ]
    return {**{key: same[0][key] for key in ("kind", "who", "name")}, "runs": runs, "per_second": rate}


def warm(port, request, seconds):
    """Without the first answer of the burst, for which the connection was opened."""
    times = burst(port, request, seconds)
    return times[1:] or times


def store(sizes, pages, memory, missed):
    VAR.mkdir(exist_ok=True)
    told = {"sizes": sizes, "pages": pages, "memory": memory, "over_budget": missed}
    told |= {"measured_at": time.strftime("%Y-%m-%d %H:%M:%S"), "python": platform.python_version()}
    (VAR / "bench.json").write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers and databases are taken down
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
