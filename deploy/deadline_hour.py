"""The last minutes before a deadline: people write and hand in at once, then the history is checked line by line.

Use: python deploy/deadline_hour.py [--people 20] [--saves 6] [--pause 1.0] [--ends-in SECONDS]
On a temporary PostgreSQL and gunicorn as in production, loopback only, gone afterwards; at most 100 people, 50 saves,
five minutes. Everybody adds a numbered line at each autosave and presses "submit" twice. What the server has
acknowledged must stand once and in order; every number once; what came too late must be kept as a late copy.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import temp_postgres
from bench_load import middle, slowest_twentieth
from bench_server import Portal
from deadline_writer import Writer
from environment import PYTHON, ROOT, Problem

MOST = {"people": 100, "saves": 50, "pause": 5.0}
FILLED, LONGEST = 300, 300
SLOW = 5  # seconds that an autosave may take on a busy machine, so that most people hand in in time
INSIDE = "import django; django.setup(); import deadline_dossiers as inside; inside.{}"


def main(arguments):
    options = parsed(arguments)
    with portal() as served:
        ends_in = options.ends_in or options.saves * (options.pause + SLOW)
        drafts = inside(served, f"prepare({options.people}, {ends_in})")
        writers = [Writer(served.port, draft, options.saves, options.pause) for draft in drafts]
        took = run(writers)
        stored = inside(served, "tell()", json.dumps([one.code for one in writers]))
    wrong = [problem for one in writers for problem in problems(one, stored[one.code])] + doubles(stored)
    report(writers, stored, took)
    print(
        "\n".join(["", "Wrong:", *wrong])
        if wrong
        else "\nEvery acknowledged word stands once, every number once."
    )
    return 1 if wrong else 0


def parsed(arguments):
    parser = argparse.ArgumentParser(prog="deadline_hour", description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=20, help="who write at once (at most 100)")
    parser.add_argument("--saves", type=int, default=6, help="autosaves of each (at most 50)")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two autosaves (at most 5)")
    parser.add_argument("--ends-in", type=float, default=0, help="seconds until filing ends (at most 300)")
    options = parser.parse_args(arguments)
    if not 0 <= options.ends_in <= LONGEST:
        raise Problem(f"--ends-in is {options.ends_in}: choose up to {LONGEST}.")
    for name, most in MOST.items():
        if not 0 < getattr(options, name) <= most:
            raise Problem(f"--{name} is {getattr(options, name)}: choose up to {most}.")
    return options


@contextlib.contextmanager
def portal():
    with tempfile.TemporaryDirectory(prefix="portal-deadline-") as folder, temp_postgres.cluster() as url:
        served = Portal(FILLED, url, Path(folder) / "static")
        served.settings["MEDIA_ROOT"] = str(Path(folder) / "media")
        served.fill()
        served.manage("collectstatic", "--no-input", "--verbosity", "0")
        with served.serving():
            yield served


def inside(served, call, given=""):
    command = [PYTHON, "-c", INSIDE.format(call)]
    told = subprocess.run(
        command, cwd=ROOT, env=served.settings, input=given.encode(), capture_output=True, check=False
    )
    if told.returncode:
        raise Problem(f"{call.split('(')[0]} failed: {told.stderr.decode().strip()[-2000:]}")
    return json.loads(told.stdout)


def run(writers):
    """Seconds from the first to the last; whoever has not ended after five minutes is left behind."""
    begun = time.perf_counter()
    threads = [threading.Thread(target=one.write, daemon=True) for one in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.1, begun + LONGEST - time.perf_counter()))
    return time.perf_counter() - begun


def problems(writer, stored):
    """What the history of one person contradicts."""
    said = f"{writer.code}: "
    kept = lines(stored["frozen"][-1] if stored["frozen"] else stored["nature"])
    missing = [line for line in writer.acknowledged if kept.count(line) != 1]
    filed = (len(stored["frozen"]), stored["acts"], stored["letters"])
    found = [f"{said}{problem}" for problem in writer.failures]
    found += [f"{said}acknowledged but not there once: {missing}"] if missing else []
    found += [f"{said}lines out of order"] if kept != sorted(kept) else []
    found += [] if stored["is_sealed"] else [f"{said}a revision does not fit its hash"]
    if writer.receipts:
        found += [] if filed == (1, 1, 1) else [f"{said}filed, but revisions, acts, letters are {filed}"]
    elif writer.refusals and not (stored["frozen"] or stored["late"]):
        found.append(f"{said}too late, and no late copy")
    return found


def lines(text):
    return [line for line in text.splitlines() if line.startswith("Dòng ")]


def doubles(stored):
    numbers = sorted(one["number"] for one in stored.values() if one["number"])
    return [f"the number {one} was given twice" for one in sorted(set(numbers)) if numbers.count(one) > 1]


def report(writers, stored, took):
    saves = [seconds for one in writers for seconds in one.times["autosave"]]
    filings = [seconds for one in writers for seconds in one.times["submit"]]
    filed, late = (sum(bool(one[key]) for one in stored.values()) for key in ("frozen", "late"))
    print(f"{len(writers)} people, {took:.0f} s, load of the machine {os.getloadavg()[0]:.1f}")
    print(f"{filed} filed, {late} kept as late copies")
    for name, times in (("autosaves", saves), ("filings", filings)):
        if times:
            rate, p95 = len(times) / took, slowest_twentieth(times)
            print(f"{name}: {len(times)}, {rate:.1f} a second, p50 {middle(times):.0f} ms, p95 {p95:.0f} ms")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(str(problem))
