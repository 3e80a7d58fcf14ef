#!/usr/bin/env bash
# Checks infra/ without Azure: every file builds and lints without a word, is formatted, and gives the snapshots that were read in review.
# usage: infra/check.sh [--update]   --update writes the snapshots anew; read their diff before you commit it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# The Bicep CLI that the test project pins; dotnet restore brings it.
bicep=${BICEP:-$(dotnet msbuild "$here/../tests/FaceFunctions.Infra.Tests" -getProperty:BicepPath)}
[ -f "$bicep" ] || { echo "The Bicep CLI is not there yet${bicep:+, at $bicep}: run dotnet restore." >&2; exit 2; }
update=false
[ "${1:-}" != --update ] || update=true
cd "$here"
faults=0

fault() {
  faults=$((faults + 1))
  printf '%s\n' "$*" >&2
}

# A type error in a property is only a warning to Bicep, so that any word is too much.
silent() {
  said=$("$bicep" "$@" 2>&1 >/dev/null) || true
  [ -z "$said" ] || fault "$(printf '%s\n' "$said" | sort -u)"
}

silent build main.bicep --stdout
silent build events.bicep --stdout
silent lint --pattern '**/*.bicep'
silent lint --pattern '**/*.bicepparam'

formatted=$(mktemp -d)
trap 'rm -rf "$formatted"' EXIT
cp -r . "$formatted"
(cd "$formatted" && "$bicep" format --pattern '**/*.bicep' && "$bicep" format --pattern '**/*.bicepparam')
diff -r . "$formatted" >&2 || fault 'The files above are not formatted: the second lines are what bicep format makes of them.'

# Names are made of the subscription and the group, so both are given.
snapshot() {
  "$bicep" snapshot "$1" --mode "$2" --tenant-id 00000000-0000-0000-0000-000000000002 --subscription-id 00000000-0000-0000-0000-000000000001 --resource-group rg-faces --location westeurope
}
for file in variants/*.bicepparam; do
  if [ "$update" = false ]; then
    snapshot "$file" validate || fault "$file does not give its snapshot: run infra/check.sh --update and read the difference."
  elif ! snapshot "$file" validate >/dev/null 2>&1; then
    # Only then: the order of outputs differs from run to run.
    snapshot "$file" overwrite || fault "$file cannot be compiled."
  fi
done
[ "$faults" -eq 0 ] || { echo "infra: $faults faults." >&2; exit 1; }
echo 'infra: no faults.'
