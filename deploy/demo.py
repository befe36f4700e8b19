"""The portal on this machine with demo data, as a visitor sees it: production settings, plain http, loopback only."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time

from environment import PYTHON, ROOT, RUNTIME, VAR, VENV, Problem, digest


def port():
    wanted = os.environ.get("PORT", "8000")
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise Problem(f"PORT={wanted} is not a port: choose a number from 1024 to 65535.")
    return int(wanted)


def check_port():
    with socket.socket() as listener:
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port()))
        except PermissionError as error:
            raise Problem(f"Port {port()} needs administrator rights: choose one from 1024 up.") from error
        except OSError as error:
            raise Problem(
                f"Port {port()} is in use by another program: stop it, or choose another port with PORT={port() + 80}."
            ) from error


def settings():
    """What a person did not choose in the environment is chosen for a portal on this machine."""
    address = f"http://127.0.0.1:{port()}"
    chosen = {
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SECRET_KEY": secret_key(),
        "SECURE_HTTPS": "0",
        "SITE_URL": address,
        "PYTHONUNBUFFERED": "1",
    }
    return {**chosen, **os.environ}


def secret_key():
    """Kept between runs, so that a restart does not sign people out."""
    path = VAR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def fill():
    """Bring database, demo data and static files up to date; what people entered stays."""
    manage("migrate", "--no-input", "--verbosity", "0")
    manage("createcachetable", "--verbosity", "0")
    static = [path for path in sorted((ROOT / "static").rglob("*")) if path.is_file()]
    wanted, stamp = digest(RUNTIME, *static), VAR / "static-stamp"
    if not stamp.exists() or stamp.read_text() != wanted:
        manage("collectstatic", "--no-input", "--clear", "--verbosity", "0")
        stamp.write_text(wanted)
    manage("seed_demo")


def manage(*arguments):
    if code := subprocess.call([PYTHON, "manage.py", *arguments], cwd=ROOT, env=settings()):
        raise Problem(f"`manage.py {arguments[0]}` ended with code {code}; what it said is above.")


def serve():
    """Server and job worker side by side; when one ends, so does the other."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(started(server_command()))
        worker = stack.enter_context(started([PYTHON, "manage.py", "run_jobs"]))
        wait_until_answering(server)
        print(f"\nThe portal is ready: http://127.0.0.1:{port()}   (Ctrl-C stops it)\n", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            return first_to_end(server, worker)
    return 0


def server_command():
    if os.environ.get("DEBUG", "").lower() in {"1", "true", "on", "yes"}:
        return [PYTHON, "manage.py", "runserver", f"127.0.0.1:{port()}"]
    if os.name == "nt" or not (VENV / "bin" / "gunicorn").exists():
        return [PYTHON, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port()}"]
    options = ["-c", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{port()}", "--log-level", "warning"]
    return [PYTHON, "-m", "gunicorn", *options, "--access-logfile", os.devnull, "config.wsgi"]


@contextlib.contextmanager
def started(command):
    """In a session of its own: Ctrl-C reaches this program alone, which then asks the whole group to stop."""
    process = subprocess.Popen(command, cwd=ROOT, env=settings(), start_new_session=True)
    try:
        yield process
    finally:
        ask_to_stop(process, "SIGTERM")
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            ask_to_stop(process, "SIGKILL")


def ask_to_stop(process, signal_name):
    if os.name == "nt":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.Signals[signal_name])


def wait_until_answering(server):
    for _ in range(300):
        if server.poll() is not None:
            raise Problem("The server stopped at once; what it said is above.")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port()), timeout=1):
            return
        time.sleep(0.1)
    raise Problem("The server did not answer within 30 seconds.")


def first_to_end(server, worker):
    while True:
        if server.poll() is not None:
            return server.returncode
        if worker.poll() is not None:
            raise Problem("The job worker stopped, so the portal was stopped too; what it said is above.")
        time.sleep(0.5)
