#!/usr/bin/env bash
# Formats the C++ sources in place; with --check only says which ones differ.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mode=(-i)
[[ "${1:-}" == "--check" ]] && mode=(--dry-run --Werror)
git ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.hpp' | xargs -0 -r -n 16 -P "$(nproc)" clang-format-19 "${mode[@]}"
