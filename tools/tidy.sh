#!/usr/bin/env bash
# clang-tidy over the sources, two files at a time; a file that passed before and has not changed since is not read again.
#
#   tools/tidy.sh [--build build/tidy] [--since REVISION] [--seconds N] [FILE...]
#
# --since takes only the files changed since a revision. After --seconds no further file is begun; those left over are named.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=build/tidy since="" seconds=0 files=()
while [[ $# -gt 0 ]]; do
  case "$1" in
    --build) build="$2"; shift 2 ;;
    --since) since="$2"; shift 2 ;;
    --seconds) seconds="$2"; shift 2 ;;
    --*) echo "tidy: unknown option '$1'" >&2; exit 2 ;;
    *) files+=("$1"); shift ;;
  esac
done
if [[ ! -f "$build/compile_commands.json" ]]; then
  echo "tidy: no $build/compile_commands.json; configure first: cmake --preset tidy" >&2
  exit 2
fi
if [[ ${#files[@]} -eq 0 ]]; then
  if [[ -n "$since" ]]; then
    mapfile -t files < <(git diff --name-only --diff-filter=d "$since" -- 'src/*.cpp' 'apps/*.cpp' 'bench/*.cpp' 'tests/*.cpp')
  else
    mapfile -t files < <(git ls-files -- 'src/*.cpp' 'apps/*.cpp' 'bench/*.cpp' 'tests/*.cpp')
  fi
fi

passed="$build/tidy-passed"
mkdir -p "$passed"
# What every file's verdict depends on: the rules and all headers.
common="$( (cat .clang-tidy; git ls-files -- '*.hpp' | xargs cat) | sha256sum)"
export build passed common seconds
export deadline=$((SECONDS + seconds)) begun=$(date +%s)

one() {
  local file="$1" key
  grep -qF "/$file\"" "$build/compile_commands.json" || return 0  # not part of this configuration
  key="$passed/$( (echo "$common"; cat "$file") | sha256sum | cut -c1-40)"
  [[ -e "$key" ]] && return 0
  if [[ "$seconds" -gt 0 && $(($(date +%s) - begun)) -ge "$seconds" ]]; then
    echo "tidy: not examined for want of time: $file"
    return 0
  fi
  if clang-tidy-19 -p "$build" --quiet --warnings-as-errors='*' "$file" 2> >(grep -vE '^[0-9]+ warnings? |^Suppressed|^Use -header' >&2); then
    : >"$key"
  else
    echo "tidy: $file has findings"
    return 1
  fi
}
export -f one
if ! printf '%s\0' "${files[@]}" | xargs -0 -r -n 1 -P "$(nproc)" bash -c 'one "$1" || exit 1' tidy; then
  echo "clang-tidy has findings" >&2
  exit 1
fi
echo "clang-tidy: no findings in ${#files[@]} files"
