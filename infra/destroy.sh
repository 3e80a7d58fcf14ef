#!/usr/bin/env bash
# Deletes a deployment of FaceFunctions: its whole resource group, with every photo, row, vector and answer. Needs az, signed in.
set -euo pipefail

usage() { echo 'usage: infra/destroy.sh --group NAME [--subscription ID] [--yes]'; }

group='' subscription='' yes=false
while [ $# -gt 0 ]; do
  case $1 in
    --group | --subscription)
      [ $# -ge 2 ] || { echo "$1 needs a value." >&2; exit 2; }
      if [ "$1" = --group ]; then group=$2; else subscription=$2; fi
      shift 2
      ;;
    --yes) yes=true && shift ;;
    -h | --help) usage && exit 0 ;;
    *) echo "Unknown option $1." >&2 && usage >&2 && exit 2 ;;
  esac
done
[ -n "$group" ] || { usage >&2; exit 2; }

azure() { az "$@" ${subscription:+--subscription "$subscription"}; }

if [ "$(azure group exists --name "$group")" != true ]; then
  echo "There is no resource group $group: nothing to delete."
  exit 0
fi

# A group of something else is not ours to delete.
if ! azure deployment group show --resource-group "$group" --name facefunctions --output none; then
  echo "infra/deploy.sh never deployed to $group; nothing was deleted." >&2
  exit 1
fi

echo "Everything in $group will be deleted:"
azure resource list --resource-group "$group" --query '[].{name: name, type: type}' --output table
if [ "$yes" = false ]; then
  read -r -p "Type the group's name to delete it: " answer || answer=''
  [ "$answer" = "$group" ] || { echo 'Nothing was deleted.' && exit 3; }
fi

azure group delete --name "$group" --yes
echo 'Deleted. Azure can bring back storage accounts for 14 days and key vaults for 90: see docs/operations.md.'
