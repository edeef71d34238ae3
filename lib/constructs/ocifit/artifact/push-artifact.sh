#!/bin/sh
# Pushes one file under a tag, once: `push-artifact.sh REFERENCE FILE MEDIA_TYPE`. Where the tag already holds that file nothing
# happens; where it holds anything else the script fails, for whoever pulls by tag must not get other content unasked.
set -eu
reference=$1
file=$2
media_type=$3
credentials=${REGISTRY_CONFIG:-/credentials/.dockerconfigjson}
work=$(mktemp -d)

digest="sha256:$(sha256sum "$file" | cut -d ' ' -f 1)"
if oras manifest fetch --registry-config "$credentials" "$reference" >"$work/manifest.json" 2>"$work/error"; then
  # Blanks differ between registries, and the order of the fields does not.
  if tr -d ' \n\t\r' <"$work/manifest.json" | grep -qF "\"mediaType\":\"$media_type\",\"digest\":\"$digest\""; then
    echo "$reference already holds $digest"
    exit 0
  fi
  echo "$reference holds other content than $digest; choose another tag" >&2
  exit 1
fi
if ! grep -qiE 'not found|manifest unknown|name unknown' "$work/error"; then
  cat "$work/error" >&2
  exit 1
fi
cp "$file" "$work/$(basename "$file")"
cd "$work"
oras push --registry-config "$credentials" --artifact-type "$media_type" "$reference" "$(basename "$file"):$media_type"
echo "pushed $digest as $reference"
