#!/usr/bin/env bash
# Before the first release only: write the first migration of both apps anew from today's models.
set -euo pipefail
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE=tests.settings
aside=$(mktemp -d)
rm -f accounts/migrations/0001_initial.py campaign/migrations/0001_initial.py
# Hand-written migrations depend on 0001, so they step aside while it is written.
for app in accounts campaign; do
  mkdir -p "$app/migrations" "$aside/$app"
  touch "$app/migrations/__init__.py"
  find "$app/migrations" -maxdepth 1 -name '0*.py' -exec mv {} "$aside/$app/" \;
done
status=0
.venv/bin/python manage.py makemigrations accounts campaign --name initial || status=$?
for app in accounts campaign; do
  find "$aside/$app" -name '0*.py' -exec mv {} "$app/migrations/" \;
done
rm -rf "$aside"
exit $status
