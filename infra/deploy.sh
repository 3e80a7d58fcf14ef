#!/usr/bin/env bash
# Deploys FaceFunctions to Azure: shows what would change, creates the resources, publishes the app, waits until it is healthy, lets uploads reach it, and tries it out.
# Needs az (signed in) and, unless --package names a package, the .NET SDK. Every step may be repeated; a second run changes nothing. azure.yaml runs the later steps for azd.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
steps="check preview resources publish wait events smoke"
deployment=facefunctions
deployed=$deployment
poll_seconds=${FACEFUNCTIONS_POLL_SECONDS:-10}
polls=60

usage() {
  cat <<USAGE
usage: infra/deploy.sh --group NAME [options]
  --group NAME          resource group; created when it is missing
  --location REGION     where to create it; needed only then
  --parameters FILE     a .bicepparam file (default: infra/main.bicepparam)
  --bundle FOLDER       model bundle to publish (default: the starter, which knows drawn portraits only)
  --package FILE        a package made before, by dotnet publish -p:PackagePath=FILE; then no .NET SDK is needed
  --photo FILE          photo of one person for the smoke test, which must then be recognised (default: a picture of nobody)
  --subscription ID     subscription (default: az's own)
  --from STEP           go on from a step: ${steps// /, }
  --yes                 do not ask after the preview
USAGE
}

group='' location='' parameters="$here/main.bicepparam" bundle='' package='' photo='' subscription='' from=check yes=false
arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    --group | --location | --parameters | --bundle | --package | --photo | --subscription | --from)
      [ $# -ge 2 ] || { echo "$1 needs a value." >&2; exit 2; }
      case $1 in
        --group) group=$2 ;;
        --location) location=$2 ;;
        --parameters) parameters=$2 ;;
        --bundle) bundle=$2 ;;
        --package) package=$2 ;;
        --photo) photo=$2 ;;
        --subscription) subscription=$2 ;;
        --from) from=$2 ;;
      esac
      [ "$1" = --from ] || arguments+=("$1" "$2")
      shift 2
      ;;
    --yes) yes=true arguments+=("$1") && shift ;;
    -h | --help) usage && exit 0 ;;
    *) echo "Unknown option $1." >&2 && usage >&2 && exit 2 ;;
  esac
done
[ -n "$group" ] || { usage >&2; exit 2; }
case " $steps " in *" $from "*) ;; *) echo "--from names no step; they are: $steps." >&2 && exit 2 ;; esac
for file in "$parameters" ${package:+"$package"} ${photo:+"$photo"} ${bundle:+"$bundle/bundle.json"}; do
  [ -f "$file" ] || { echo "$file does not exist." >&2; exit 2; }
done

work=$(mktemp -d)
step=check
smoke_account='' smoke_id=''

finish() {
  code=$?
  trap - EXIT
  if [ "$code" -ne 0 ] && [ "$code" -ne 3 ]; then
    {
      echo
      echo "Stopped in step '$step'. When the cause is removed, go on with:"
      printf '  %s' infra/deploy.sh
      printf ' %q' "${arguments[@]}" --from "$step"
      echo
    } >&2
  fi
  if [ -n "$smoke_id" ]; then
    remove_smoke >/dev/null 2>&1 || echo "Photos of the smoke test may be left: delete the person $smoke_id, and probes/$smoke_id.png and its answer." >&2
  fi
  rm -rf "$work"
  exit "$code"
}
trap finish EXIT

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; return 1; }

# az with the subscription that was asked for.
azure() { az "$@" ${subscription:+--subscription "$subscription"}; }

# What main.bicep gave.
output() { azure deployment group show --resource-group "$group" --name "$deployed" --query "properties.outputs.$1.value" --output tsv; }

# Whoever goes on from a later step may have deployed main.bicep with something else, such as azd, which names deployments in its own way: the newest one counts.
find_deployment() {
  deployed=$(azure deployment group list --resource-group "$group" --output tsv \
    --query "sort_by([?properties.provisioningState=='Succeeded' && properties.outputs.topicName], &properties.timestamp)[-1].name")
  [ -n "$deployed" ] || fail "main.bicep was never deployed to $group: start without --from."
}

# Asks the app, with its key in a file: a command line can be read by others. Gives az's answer to a --query.
ask() {
  method=$1 path=$2
  shift 2
  az rest --method "$method" --url "https://$host$path" --skip-authorization-header --headers "@$work/headers" "$@"
}

sign_in_at_app() {
  host=$(output appHostName)
  app=$(output appName)
  key=$(azure functionapp keys list --resource-group "$group" --name "$app" --query functionKeys.default --output tsv)
  [ -n "$key" ] || return 1
  # With sign-in in front of the app (entraClientId) the key alone opens nothing.
  (umask 077 && printf '{"x-functions-key": "%s"%s}' "$key" "${FACEFUNCTIONS_TOKEN:+, \"Authorization\": \"Bearer $FACEFUNCTIONS_TOKEN\"}" >"$work/headers")
}

# Repeats a command until it succeeds.
wait_for() {
  what=$1
  shift
  for ((poll = 0; poll < polls; poll++)); do
    if "$@"; then
      return 0
    fi
    sleep "$poll_seconds"
  done
  fail "Waited $((polls * poll_seconds)) seconds for $what."
}

run_check() {
  azure account show --query '[name, user.name]' --output tsv
  if [ "$(azure group exists --name "$group")" != true ]; then
    [ -n "$location" ] || fail "There is no resource group $group: say with --location where to create it."
    azure group create --name "$group" --location "$location" --output none
  fi
}

# Whoever is signed in becomes an operator, as the smoke test uploads a photo. To choose another, set both variables before.
find_operator() {
  if [ -n "${FACEFUNCTIONS_OPERATOR_ID:-}" ]; then
    return
  fi
  if [ "$(azure account show --query user.type --output tsv)" = user ]; then
    FACEFUNCTIONS_OPERATOR_ID=$(az ad signed-in-user show --query id --output tsv)
    FACEFUNCTIONS_OPERATOR_TYPE=User
  else
    FACEFUNCTIONS_OPERATOR_ID=$(az ad sp show --id "$(azure account show --query user.name --output tsv)" --query id --output tsv)
    FACEFUNCTIONS_OPERATOR_TYPE=ServicePrincipal
  fi
  export FACEFUNCTIONS_OPERATOR_ID FACEFUNCTIONS_OPERATOR_TYPE
}

run_preview() {
  find_operator
  azure deployment group what-if --resource-group "$group" --name "$deployment" --parameters "$parameters"
  if [ "$yes" = false ]; then
    read -r -p 'Deploy this? [y/N] ' answer || answer=''
    case $answer in y | Y | yes) ;; *) say 'Nothing was deployed.' && exit 3 ;; esac
  fi
}

run_resources() {
  find_operator
  azure deployment group create --resource-group "$group" --name "$deployment" --parameters "$parameters" --output none
}

checksum() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1; }

run_publish() {
  app=$(output appName)
  if [ -n "$package" ]; then
    hash=$(checksum <"$package")
  else
    package=$work/app.zip
    dotnet publish "$root/src/FaceFunctions" --configuration Release --output "$work/app" -p:BlobTriggerSource=EventGrid -p:PackagePath="$package" ${bundle:+-p:BundleFolder="$(cd "$bundle" && pwd)"}
    [ -f "$work/app/bundle/bundle.json" ] || fail 'The app was published without a model bundle: name one with --bundle.'
    # Of the files, not of the zip: a zip holds times.
    hash=$(cd "$work/app" && find . -type f | LC_ALL=C sort | while read -r file; do printf '%s %s\n' "$file" "$(checksum <"$file")"; done | checksum)
  fi
  if [ "$(azure group show --name "$group" --query tags.facefunctionsPackage --output tsv)" = "$app:$hash" ] \
    && [ "$(azure functionapp function list --resource-group "$group" --name "$app" --query 'length(@)' --output tsv)" != 0 ]; then
    say 'This package is there already.'
    return
  fi
  azure functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$package" --output none
  azure group update --name "$group" --set "tags.facefunctionsPackage=$app:$hash" --output none
}

is_healthy() {
  sign_in_at_app && [ "$(ask get /api/status --query ready --output tsv)" = true ]
}

has_webhook_key() {
  [ -n "$(azure functionapp keys list --resource-group "$group" --name "$app" --query systemKeys.blobs_extension --output tsv)" ]
}

run_wait() {
  wait_for 'the app to be ready' is_healthy 2>"$work/errors" || { cat "$work/errors" >&2 && return 1; }
  wait_for "the key of the app's webhook" has_webhook_key
  say "Ready: https://$host"
}

run_events() {
  azure deployment group create --resource-group "$group" --name "$deployment-events" --template-file "$here/events.bicep" --output none --parameters \
    "appName=$(output appName)" "dataAccountName=$(output dataAccountName)" "topicName=$(output topicName)" "deadLetterContainer=$(output deadLetterContainer)"
}

blob() { verb=$1 && shift && az storage blob "$verb" --auth-mode login --account-name "$smoke_account" "$@"; }

remove_smoke() {
  for name in "probes $smoke_id.png" "results $smoke_id.png.json"; do
    if [ "$(blob exists --container-name "${name% *}" --name "${name#* }" --query exists --output tsv)" = true ]; then
      blob delete --container-name "${name% *}" --name "${name#* }" --output none
    fi
  done
  if [ "$(blob exists --container-name gallery --name "$smoke_id/1.png" --query exists --output tsv)" = true ]; then
    ask delete "/api/photos/$smoke_id/1.png" --output none
  fi
  smoke_id=''
}

is_recorded() {
  status=$(ask get "/api/photos/$smoke_id/1.png" --query status --output tsv)
  [ -n "$status" ]
}

is_answered() { [ "$(blob exists --container-name results --name "$smoke_id.png.json" --query exists --output tsv)" = true ]; }

run_smoke() {
  sign_in_at_app
  smoke_account=$(output dataAccountName)
  if [ -n "$photo" ]; then
    picture=$photo
  else
    # A grey square: nobody's face, and still a way through trigger, models, table and answer.
    picture=$work/nobody.png
    printf '%s' iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAAKUlEQVR42u3MQREAAAwCIKMb3RD77SAA6VEEAoFAIBAIBAKBQCAQfA8G320AeXC6efoAAAAASUVORK5CYII= | base64 -d >"$picture"
  fi
  smoke_id=smoke-$(date +%s)
  blob upload --container-name gallery --name "$smoke_id/1.png" --file "$picture" --output none \
    || fail 'The photo could not be uploaded. Whoever is signed in must be one of the operators; new rights can take some minutes.'
  wait_for 'the uploaded photo to be recorded' is_recorded 2>"$work/errors" || { cat "$work/errors" >&2 && return 1; }
  case $status in
    failed | unreadable | too-large) fail "The uploaded photo became '$status'." ;;
    enrolled) ;;
    *) [ -z "$photo" ] || fail "The photo of a person became '$status'." ;;
  esac
  # Nothing but Event Grid tells the app of a probe: no timer looks for them.
  blob upload --container-name probes --name "$smoke_id.png" --file "$picture" --output none
  wait_for 'the answer to an uploaded probe' is_answered
  if [ -n "$photo" ]; then
    blob download --container-name results --name "$smoke_id.png.json" --file "$work/answer.json" --output none
    grep -q "\"decision\":\"match\",\"person\":\"$smoke_id\"" "$work/answer.json" || fail 'The person of the uploaded photo was not recognised in it.'
  fi
  remove_smoke
  say 'A photo was uploaded, recorded, answered and deleted.'
}

case $from in
  check | preview | resources) ;;
  *) step=$from && find_deployment ;;
esac
reached=false
for step in $steps; do
  if [ "$step" = "$from" ]; then
    reached=true
  fi
  if [ "$reached" = true ]; then
    say "== $step"
    "run_$step"
  fi
done
say "Done: https://$(output appHostName)"
