#pragma once

#include <optional>
#include <string>
#include <vector>

namespace parley::rules {

/// What a check finds. `open`: the data at hand do not decide it.
enum class Verdict { holds, open, fails };

[[nodiscard]] std::string to_string(Verdict verdict);
/// The graver of two.
[[nodiscard]] Verdict graver(Verdict a, Verdict b);

/// One thing that a rule asks for, with the figures that answer it.
struct Claim {
  std::string text;
  Verdict verdict = Verdict::open;
};

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;  ///< "million USD", "%", "lines", "days", ""
};

/// A tariff line that breaks the rule.
struct FailingLine {
  std::string list;
  std::string code;
  std::string what;   ///< "25 % charged, 0 % bound"
  double excess = 0;  ///< fraction by which the duty is too high
  std::optional<double> trade_musd;
};

/// A rule held against the facts.
struct CheckResult {
  std::string id;
  std::string title;
  std::string rule;  ///< "GATT 1994, Article II:1(b)"
  std::string rule_in_words;
  Verdict verdict = Verdict::open;
  std::vector<Claim> claims;  ///< the verdict is the gravest of theirs
  std::vector<Figure> figures;
  std::vector<FailingLine> failing;
  std::vector<std::string> sources;
  std::vector<std::string> notes;

  void claim(Verdict its_verdict, std::string text);
};

}  // namespace parley::rules
