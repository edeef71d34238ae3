# Copies the model from MODEL_URL to s3://AWS_S3_BUCKET/MODEL_KEY unless it is there already with the checksum MODEL_SHA256.
# A bucket that is missing is made. A storage that starts at the same time is waited for.
set -eu

patience="${PATIENCE_SECONDS:-300}"
pause="${PAUSE_SECONDS:-5}"
errors=$(mktemp)
file=$(mktemp)
trap 'rm -f "$errors" "$file"' EXIT

make_bucket() {
  if [ "$AWS_DEFAULT_REGION" = us-east-1 ]; then
    aws s3api create-bucket --bucket "$AWS_S3_BUCKET"
  else
    aws s3api create-bucket --bucket "$AWS_S3_BUCKET" \
      --create-bucket-configuration "LocationConstraint=$AWS_DEFAULT_REGION"
  fi
}

# Nothing there, no rights and no answer look alike to head-bucket: making the bucket tells them apart.
bucket_is_there() {
  aws s3api head-bucket --bucket "$AWS_S3_BUCKET" >/dev/null 2>"$errors" || make_bucket >/dev/null 2>"$errors"
}

stored_checksum() {
  aws s3api head-object --bucket "$AWS_S3_BUCKET" --key "$MODEL_KEY" --query Metadata.sha256 --output text 2>/dev/null ||
    true
}

waited=0
until bucket_is_there; do
  if [ "$waited" -ge "$patience" ]; then
    echo "got no bucket $AWS_S3_BUCKET within $patience s: $(cat "$errors")" >&2
    exit 1
  fi
  sleep "$pause"
  waited=$((waited + pause))
done

target="s3://$AWS_S3_BUCKET/$MODEL_KEY"
if [ "$(stored_checksum)" = "$MODEL_SHA256" ]; then
  echo "$target is there already"
  exit 0
fi

curl --fail --silent --show-error --location --proto =https --retry 5 --output "$file" "$MODEL_URL"
checksum=$(sha256sum "$file" | cut -d ' ' -f 1)
if [ "$checksum" != "$MODEL_SHA256" ]; then
  echo "got SHA-256 $checksum from $MODEL_URL; expected $MODEL_SHA256" >&2
  exit 1
fi

aws s3 cp --only-show-errors --metadata "sha256=$MODEL_SHA256" "$file" "$target"
if [ "$(stored_checksum)" != "$MODEL_SHA256" ]; then
  echo "got no checksum at $target after the upload; the storage keeps no metadata" >&2
  exit 1
fi
echo "$target is uploaded"
