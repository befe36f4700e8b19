"""What deploy/bench.py measures: a filled database and the portal as in production, on loopback and for one run."""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import temp_postgres
from demo import ask_to_stop
from environment import PYTHON, ROOT, Problem

HOST = "127.0.0.1"
PAGES = "import django; django.setup(); import bench_pages; bench_pages.tell()"


class Portal:
    """One database of one size and the server in front of it."""

    def __init__(self, size, url, static):
        self.size, self.port = size, temp_postgres.free_port()
        self.is_filled = url == os.environ.get(named(size))
        self.settings = {
            **os.environ,
            "ALLOWED_HOSTS": HOST,
            "DATABASE_URL": url,
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "bench_settings",
            "EMAIL_URL": "dummymail://",
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "deploy")]),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SECURE_HTTPS": "0",
            "SITE_URL": f"http://{HOST}:{self.port}",
            "STATIC_ROOT": str(static),
        }
        self.server = None

    def fill(self):
        if self.is_filled:
            return
        print(f"Filling a database with {self.size} dossiers ...", flush=True)
        self.manage("migrate", "--no-input", "--verbosity", "0")
        self.manage("createcachetable", "--verbosity", "0")
        self.manage("benchmark_data", "--dossiers", str(self.size))

    def manage(self, *arguments):
        command = [PYTHON, "manage.py", *arguments]
        if code := subprocess.call(command, cwd=ROOT, env=self.settings):
            raise Problem(f"`manage.py {arguments[0]}` ended with code {code}; what it said is above.")

    def pages(self):
        told = subprocess.run(
            [PYTHON, "-c", PAGES], cwd=ROOT, env=self.settings, capture_output=True, check=False
        )
        if told.returncode:
            raise Problem(f"The pages could not be read: {told.stderr.decode().strip()[-2000:]}")
        return json.loads(told.stdout)

    @contextlib.contextmanager
    def serving(self):
        options = ["-c", "deploy/gunicorn.conf.py", "--bind", f"{HOST}:{self.port}", "--max-requests", "0"]
        options += [
            "--workers",
            "2",
            "--threads",
            "2",
            "--log-level",
            "error",
            "--access-logfile",
            os.devnull,
        ]
        command = [PYTHON, "-m", "gunicorn", *options, "config.wsgi"]
        self.server = subprocess.Popen(command, cwd=ROOT, env=self.settings, start_new_session=True)
        try:
            self._wait()
            yield self
        finally:
            ask_to_stop(self.server, "SIGTERM")
            self.server.wait(timeout=40)

    def _wait(self):
        for _ in range(300):
            if self.server.poll() is not None:
                raise Problem("The server stopped at once; what it said is above.")
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), timeout=1):
                return
            time.sleep(0.1)
        raise Problem("The server did not answer within 30 seconds.")

    def memory(self):
        """Megabytes that each worker holds; nothing where the system does not tell (only Linux does)."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")
        if not children.exists():
            return []
        return [resident(pid) for pid in children.read_text().split()]


def resident(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024)


@contextlib.contextmanager
def portals(sizes):
    """A filled database and a running server for every size; all gone afterwards."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-")))
        ready = []
        for size in sizes:
            ready.append(Portal(size, database(stack, folder, size), folder / "static"))
            ready[-1].fill()
        ready[0].manage("collectstatic", "--no-input", "--verbosity", "0")
        for portal in ready:
            stack.enter_context(portal.serving())
        yield ready


def database(stack, folder, size):
    """PostgreSQL when it is installed, else SQLite; or one filled earlier, which BENCH_<size> names."""
    if os.environ.get(named(size)):
        return os.environ[named(size)]
    if temp_postgres.binaries():
        return stack.enter_context(temp_postgres.cluster())
    print("PostgreSQL is not installed: SQLite is measured.")
    return f"sqlite:///{folder / f'{size}.sqlite3'}"


def named(size):
    return f"BENCH_{size}"
