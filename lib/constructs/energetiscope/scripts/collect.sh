# Lists the workloads of the cluster and turns them into features.
# Arguments: options of `k8s_collect.py watch`. Environment: OUT, a folder that gets in.ndjson, encoder.joblib and
# features.parquet; LISTEN, seconds.
set -euo pipefail

mkdir -p "$OUT"
# The collector appends: what an earlier try left behind would be counted twice.
rm -f "$OUT/in.ndjson"

# Once it has listed everything it watches forever, so reaching the time limit is its usual end.
status=0
timeout "$LISTEN" python3 /app/k8s_collect.py watch "$@" --emit-initial --output "$OUT/in.ndjson" >/dev/null || status=$?
if ((status != 0 && status != 124)); then
  echo "k8s_collect.py failed with status $status" >&2
  exit "$status"
fi
if [[ ! -s $OUT/in.ndjson ]]; then
  echo "found no workload within $LISTEN s; collect.listen may be too short" >&2
  exit 1
fi

python3 /app/k8s_encode.py fit --input "$OUT/in.ndjson" --out "$OUT/encoder.joblib" --no-sbert
python3 /app/k8s_encode.py transform --input "$OUT/in.ndjson" --encoder "$OUT/encoder.joblib" --out "$OUT/features.parquet"
