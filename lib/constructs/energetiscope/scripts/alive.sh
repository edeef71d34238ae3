# The liveness probe: fails when the link leads to another release than the one that is served, so that the kubelet
# restarts the process, which then serves the other one; and when it does not answer. Environment: RELEASE, LOADED, URL.
set -euo pipefail

current="$(readlink -f "$RELEASE")"
if [[ $current != "$(<"$LOADED")" ]]; then
  echo "$current is to be served in place of $(<"$LOADED")"
  exit 1
fi
curl --silent --show-error --fail --output /dev/null --max-time 5 --retry 2 --retry-delay 1 --retry-connrefused "$URL"
