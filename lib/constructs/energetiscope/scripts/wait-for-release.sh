# Waits for the first model. Environment: RELEASE, a folder with encoder and model, or a link to one.
set -euo pipefail

if [[ ! -s $RELEASE/encoder.joblib || ! -s $RELEASE/knn_energy.joblib ]]; then
  echo "waiting for a model in $RELEASE: no training has finished yet"
fi
until [[ -s $RELEASE/encoder.joblib && -s $RELEASE/knn_energy.joblib ]]; do sleep 5; done
