# Predicts for every workload that the collect step listed, with the release that the train step made.
# Environment: INPUT, the list; RELEASE_FILE, which names the release; DATA, the volume. Writes predictions.json into it.
set -euo pipefail

release="$DATA/releases/$(<"$RELEASE_FILE")"
python3 /app/predict_k8s.py --encoder "$release/encoder.joblib" --model "$release/knn_energy.joblib" --input "$INPUT" \
  >"$release/.predictions.json"
mv "$release/.predictions.json" "$release/predictions.json"
