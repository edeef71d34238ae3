# Writes the predicted energy of Deployments into their annotations. Arguments: namespace/name of each.
# Environment: PREDICTOR, a URL; ACCOUNT, the folder of the token; KUBERNETES_SERVICE_HOST and _PORT, which every pod has.
set -euo pipefail

host="$KUBERNETES_SERVICE_HOST"
if [[ $host == *:* ]]; then host="[$host]"; fi

# The token goes in by a file: arguments are seen by every process of the pod.
api() {
  curl --silent --show-error --fail --max-time 30 --cacert "$ACCOUNT/ca.crt" \
    --header @<(echo "Authorization: Bearer $(<"$ACCOUNT/token")") "$@"
}

prescore() {
  local namespace="${1%%/*}" name="${1#*/}" url deployment prediction energy hash annotations
  url="https://$host:$KUBERNETES_SERVICE_PORT/apis/apps/v1/namespaces/$namespace/deployments/$name"
  deployment="$(api "$url")" || return 1
  prediction="$(curl --silent --show-error --fail --max-time 60 --header 'Content-Type: text/plain' \
    --data-binary @- "$PREDICTOR/predict/from-yaml" <<<"$deployment")" || return 1
  [[ $prediction =~ \"pred_energy_step_j\":\ *(-?[0-9.]+([eE][-+]?[0-9]+)?) ]] || return 1
  energy="${BASH_REMATCH[1]}"
  [[ $prediction =~ \"spec_hash\":\ *\"([0-9a-f]+)\" ]] || return 1
  hash="${BASH_REMATCH[1]}"
  annotations="{\"pred_energy_step_j\":\"$energy\",\"spec_hash\":\"$hash\"}"
  # Server-side apply: this field manager owns these two annotations, and nothing else of the Deployment.
  api --request PATCH --output /dev/null --header 'Content-Type: application/apply-patch+yaml' \
    --data-binary @- "$url?fieldManager=energetiscope-prescore&force=true" <<END || return 1
{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"$name","namespace":"$namespace","annotations":$annotations}}
END
  echo "$1: $energy J per step (spec $hash)"
}

failed=0
for deployment in "$@"; do
  if ! prescore "$deployment"; then
    echo "$deployment: no prediction" >&2
    failed=1
  fi
done
exit "$failed"
