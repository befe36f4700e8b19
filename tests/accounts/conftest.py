import pytest


@pytest.fixture(autouse=True)
def letters_leave_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
