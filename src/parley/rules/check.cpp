#include "parley/rules/check.hpp"

#include <algorithm>
#include <utility>

namespace parley::rules {

std::string to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return "holds";
    case Verdict::fails:
      return "fails";
    case Verdict::open:
      break;
  }
  return "open";
}

Verdict graver(Verdict a, Verdict b) { return std::max(a, b); }

void CheckResult::claim(Verdict its_verdict, std::string text) {
  verdict = claims.empty() ? its_verdict : graver(verdict, its_verdict);
  claims.push_back({std::move(text), its_verdict});
}

}  // namespace parley::rules
