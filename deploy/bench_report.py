"""Figures against budgets, and one table that a person can read."""

import math

MOST_QUERIES = {"public": 4, "public form": 4}
SIGNED_IN_QUERIES = 12
TIMES_THE_FLOOR = {"list": 3, "form": 4, "public": 3, "public form": 4}
GROWTH = 0.05
OF_CONSTANT = 0.4
ZIPPED_KB = 12
WORKER_MB = 150
WORK_SECONDS = 10


def judge(page, sizes, constant):
    """Add to the page's figures how they stand to the budgets; `fails` names those that are missed."""
    last = page["runs"][-1]
    page["ratio"] = last["p50"] / last["floor"]
    page["growth"] = growth(page["runs"], sizes)
    page["of_constant"] = page["per_second"] / constant if page["per_second"] else None
    page["fails"] = [] if page["kind"] == "floor" else [name for name, missed in misses(page) if missed]
    return page


def growth(runs, sizes):
    """The exponent by which the time grows with the number of dossiers, each against the floor of its own minute."""
    if len(runs) < 2:
        return None
    first, last = (run["p50"] / run["floor"] for run in (runs[0], runs[-1]))
    return math.log(last / first) / math.log(sizes[-1] / sizes[0])


def misses(page):
    kind, queries = page["kind"], max(run["queries"] for run in page["runs"])
    yield "SQL", queries > MOST_QUERIES.get(kind, SIGNED_IN_QUERIES)
    if kind == "work":
        yield "time", page["runs"][-1]["p50"] > WORK_SECONDS * 1000
        return
    yield "time", page["ratio"] > TIMES_THE_FLOOR[kind]
    yield "growth", page["growth"] is not None and page["growth"] > GROWTH
    if kind == "public":
        yield "throughput", page["of_constant"] is not None and page["of_constant"] < OF_CONSTANT
        yield "weight", page["runs"][-1]["zipped"] > ZIPPED_KB


def table(pages, sizes, memory):
    """Lines of a Markdown table, and what missed its budget."""
    times = [f"p50 ms at {size}" for size in sizes]
    heads = ["page", "as", "SQL", "CPU ms", *times, "p95 ms", "x floor", "growth"]
    lines = ["| " + " | ".join([*heads, "req/s c=8", "of constant", "kB gz", "result"]) + " |"]
    lines.append("|---|---|" + "---:|" * (len(heads) - 2 + 3) + "---|")
    lines += ["| " + " | ".join(row(page)) + " |" for page in pages]
    lines += ["", f"Memory of the workers after the whole mix (budget {WORKER_MB} MB): {told(memory)}."]
    return lines


def row(page):
    runs, last = page["runs"], page["runs"][-1]
    queries = sorted({run["queries"] for run in runs})
    verdict = "floor" if page["kind"] == "floor" else "misses " + ", ".join(page["fails"])
    return [
        page["name"],
        page["who"] or "anybody",
        "-".join(map(str, queries)),
        f"{last['cpu']:.1f}",
        *(f"{run['p50']:.1f}" for run in runs),
        f"{last['p95']:.1f}",
        f"{page['ratio']:.2f}",
        shown(page["growth"], "{:+.2f}"),
        shown(page["per_second"], "{:.0f}"),
        shown(page["of_constant"], "{:.0%}"),
        f"{last['zipped']:.1f}",
        verdict if page["fails"] or page["kind"] == "floor" else "ok",
    ]


def shown(figure, pattern):
    return "" if figure is None else pattern.format(figure)


def told(memory):
    sizes = [f"{', '.join(map(str, workers)) or 'not told'} MB at {size}" for size, workers in memory.items()]
    return "; ".join(sizes)


def failures(pages, memory):
    """One line for each page or worker that is over budget."""
    late = [page for page in pages if page["fails"]]
    found = [f"{page['name']} ({page['who'] or 'anybody'}): {', '.join(page['fails'])}" for page in late]
    heavy = [(size, one) for size, workers in memory.items() for one in workers if one > WORKER_MB]
    return found + [f"a worker of {one} MB at {size} dossiers" for size, one in heavy]
