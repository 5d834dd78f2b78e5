#!/usr/bin/env bash
# Builds the fuzz targets and runs each for a while on its corpus (tests/fuzz/corpus/NAME); a crash is an error.
#
#   tools/fuzz.sh [SECONDS for each target, 60] [TARGET...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds="${1:-60}"
shift || true
tools/build.sh fuzz fuzz_programs
targets=("$@")
if [[ ${#targets[@]} -eq 0 ]]; then
  mapfile -t targets < <(find build/fuzz/tests/fuzz -maxdepth 1 -type f -perm -u+x -name 'fuzz_*' -printf '%f\n' | sort)
fi
if [[ ${#targets[@]} -eq 0 ]]; then
  echo "fuzz: no targets were built" >&2
  exit 1
fi

one() {
  local target="$1" name="${1#fuzz_}" found
  found="build/fuzz/found/$name"
  mkdir -p "$found"
  local folders=("$found")
  [[ -d "tests/fuzz/corpus/$name" ]] && folders+=("tests/fuzz/corpus/$name")
  local options=(-max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1
                 -artifact_prefix="build/fuzz/$target-")
  [[ -f "tests/fuzz/$name.dict" ]] && options+=(-dict="tests/fuzz/$name.dict")
  if "build/fuzz/tests/fuzz/$target" "${options[@]}" "${folders[@]}" >"build/fuzz/$target.log" 2>&1; then
    echo "fuzz: $target: clean, $(grep -oE 'number_of_executed_units: *[0-9]+' "build/fuzz/$target.log" | grep -oE '[0-9]+') inputs in $seconds s"
  else
    tail -n 60 "build/fuzz/$target.log"
    echo "fuzz: $target FAILED; the input is build/fuzz/$target-*" >&2
    return 1
  fi
}
export -f one
export seconds
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -n 1 bash -c 'one "$1" || exit 1' fuzz
