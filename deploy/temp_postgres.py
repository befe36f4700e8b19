"""A PostgreSQL cluster for one run: own folder, free port, loopback only, gone afterwards.

Use: python deploy/temp_postgres.py COMMAND...   runs COMMAND with DATABASE_URL set; without COMMAND it waits.
Durability is off (fsync=off): it is for tests and measurements, never for data that matters.
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from environment import Problem

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def binaries():
    """The folder that holds initdb and postgres (newest first), or None."""
    on_path = shutil.which("initdb")
    folders = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    folders += [Path(on_path).resolve().parent] if on_path else []
    for pattern in PLACES:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


@contextlib.contextmanager
def cluster():
    """Yield the DATABASE_URL of an empty database in a fresh cluster."""
    if binaries() is None:
        raise Problem("PostgreSQL is not installed (or name its folder with PG_BIN).")
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    server = None
    try:
        identity = another_user(folder)
        password, port = secrets.token_hex(16), free_port()
        make(folder, password, identity)
        server = start(folder, port, identity)
        wait_for(server, port, folder)
        yield f"postgres://portal:{password}@127.0.0.1:{port}/postgres"
    finally:
        if server:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def another_user(folder):
    """PostgreSQL refuses to run as root; then it runs as its own user, or as nobody."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import pwd  # absent on Windows

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known.get("nobody")
    if entry is None:
        raise Problem(
            "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as."
        )
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def make(folder, password, identity):
    with tempfile.NamedTemporaryFile("w", delete=False) as secret:
        secret.write(password)
    try:
        if identity:
            os.chown(secret.name, identity["user"], identity["group"])
        command = [binaries() / "initdb", "-D", folder / "data", "-U", "portal", "-A", "scram-sha-256"]
        command += [f"--pwfile={secret.name}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, **identity)
    finally:
        os.unlink(secret.name)
    if done.returncode:
        raise Problem(f"initdb could not make a cluster: {done.stderr.strip()}")


def start(folder, port, identity):
    command = [binaries() / "postgres", "-D", folder / "data", "-h", "127.0.0.1", "-p", str(port), "-k", ""]
    for setting in FAST:
        command += ["-c", setting]
    with (folder / "log").open("w") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder, start_new_session=True, **identity
        )


def wait_for(server, port, folder):
    command = [binaries() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(300):
        if server.poll() is not None:
            raise Problem(f"PostgreSQL stopped at once: {(folder / 'log').read_text().strip()}")
        if subprocess.run(command, check=False, cwd=folder).returncode == 0:
            return
        time.sleep(0.1)
    raise Problem("PostgreSQL did not answer within 30 seconds.")


def stop(server):
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=10)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def main(command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with cluster() as url:
            if command:
                return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})
            print(f"DATABASE_URL={url}\nCtrl-C stops it and removes everything.", flush=True)
            with contextlib.suppress(KeyboardInterrupt):
                while True:
                    time.sleep(60)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
