# Serves one release and remembers which. Environment: RELEASE, a folder with encoder and model, or a link to one; LOADED, a
# file that gets the release. Arguments: options of uvicorn.
set -euo pipefail

# Resolved once: encoder and model belong together, and the link may move between the loading of the two.
release="$(readlink -f "$RELEASE")"
echo "$release" >"$LOADED"
export ENCODER_PATH="$release/encoder.joblib" MODEL_PATH="$release/knn_energy.joblib"
exec uvicorn predict_service:app "$@"
