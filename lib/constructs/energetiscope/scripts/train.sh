# Trains a model and, when its cross-validation came out, releases it together with its encoder.
# Arguments: options of `train_power.py`. Environment: ROWS and ENCODER, files; DATA, the volume; OUT, a folder that gets
# the name of the release; KEEP, how many releases stay (all when empty); PINNED, a release that stays in any case.
set -euo pipefail

for file in "$ROWS" "$ENCODER"; do
  if [[ ! -s $file ]]; then
    echo "no $file: an earlier step wrote nothing" >&2
    exit 1
  fi
done

release="$(date -u +%Y%m%dT%H%M%SZ)"
unfinished="$DATA/releases/.$release"
mkdir -p "$OUT" "$DATA/releases"
mkdir "$unfinished"
trap 'rm -rf "$unfinished"' EXIT

python3 /app/train_power.py --train "$ROWS" --out "$unfinished/knn_energy.joblib" "$@" | tee "$unfinished/train.log"
if ! grep -Eq 'CV MAE: [0-9]+(\.[0-9]+)?([^0-9.]|$)' "$unfinished/train.log"; then
  echo "cross-validation printed no finite error: the current release stays" >&2
  exit 1
fi
cp "$ENCODER" "$unfinished/encoder.joblib"
mv -T "$unfinished" "$DATA/releases/$release"

# Renaming a link over another is one step: the predictor sees the old release or the new one.
ln -s "releases/$release" "$DATA/.current-$release"
mv -T "$DATA/.current-$release" "$DATA/current"
echo "$release" >"$OUT/release"
echo "released $release"

if [[ -n ${KEEP:-} ]]; then
  releases=("$DATA/releases"/*)
  for old in "${releases[@]:0:$((${#releases[@]} > KEEP ? ${#releases[@]} - KEEP : 0))}"; do
    if [[ ${old##*/} != "${PINNED:-}" ]]; then rm -rf "$old"; fi
  done
fi
