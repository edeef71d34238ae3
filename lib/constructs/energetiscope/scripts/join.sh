# Puts features and labels of the same workloads together.
# Environment: FEATURES and LABELS, files; OUT, a folder that gets train_rows.parquet.
set -euo pipefail

for file in "$FEATURES" "$LABELS"; do
  if [[ ! -s $file ]]; then
    echo "no $file: an earlier step wrote nothing" >&2
    exit 1
  fi
done
mkdir -p "$OUT"
python3 /app/join_features_labels.py --features "$FEATURES" --labels "$LABELS" --out "$OUT/train_rows.parquet"
