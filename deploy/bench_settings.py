"""Production settings and two more pages, the floors that every page is measured against. For deploy/bench.py alone."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench_urls"
