# Waits until Prometheus has what labels need over the whole window, then writes them.
# Arguments: options of `kepler_labels.py` besides the window. Environment: PROMETHEUS, a URL; WINDOW and WAIT, seconds;
# OUT, a folder that gets labels.parquet.
set -euo pipefail

# has METRIC TIME: whether there is any series of it at that time.
has() {
  local answer
  answer="$(curl --silent --show-error --fail --max-time 20 --get "$PROMETHEUS/api/v1/query" \
    --data-urlencode "query=count($1)" --data-urlencode "time=$2")" || return 1
  [[ $answer == *'"value"'* ]]
}

# covered START END: whether both metrics are there at five points from one to the other.
covered() {
  local metric point
  for metric in kube_pod_owner kepler_container_joules_total; do
    for point in 0 1 2 3 4; do
      if ! has "$metric" "$(($1 + ($2 - $1) * point / 4))"; then
        echo "waiting: $PROMETHEUS has no $metric $((($2 - $1) * (4 - point) / 4)) s ago"
        return 1
      fi
    done
  done
}

mkdir -p "$OUT"
last=$(($(date +%s) + WAIT))
while true; do
  end="$(date +%s)"
  start="$((end - WINDOW))"
  if covered "$start" "$end"; then break; fi
  if ((end >= last)); then
    echo "gave up after $WAIT s: Kepler and kube-state-metrics must be scraped for $WINDOW s first" >&2
    exit 1
  fi
  sleep 60
done

python3 /app/kepler_labels.py --prom "$PROMETHEUS" --start "$start" --end "$end" --out "$OUT/labels.parquet" "$@"
