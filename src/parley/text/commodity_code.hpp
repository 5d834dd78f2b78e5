#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace parley::text {

/// The digits of a tariff code or of a prefix of one, 2 to 12 of them: "7326.90.8688" is "7326908688".
///
/// Codes have pairs of digits: dots and spaces may stand between pairs and are dropped. Nothing for any other character,
/// another length, or an odd number of digits, which is a code that has lost a zero ("90111") or a number ("90111.0").
[[nodiscard]] std::optional<std::string> parse_code(std::string_view text);

/// The code that a text is without its leading zero, "090111" for "90111"; nothing where it is none. For forms that fix
/// the width of their codes; elsewhere it is only what may be meant.
[[nodiscard]] std::optional<std::string> parse_code_without_zero(std::string_view text);

/// What would do in the place of a text that is not a code, with the code that may be meant where there is one.
[[nodiscard]] std::string code_hint(std::string_view text);

/// The digits with the dots that customs offices print: "7326.90.8688", "8541.40", "8703".
[[nodiscard]] std::string dotted(std::string_view code);

/// Values under code prefixes of any length; the longest prefix of a code decides.
template <class Value>
class PrefixMap {
 public:
  /// False, and nothing changes, where the prefix is there already.
  bool insert(std::string prefix, Value value) {
    lengths_.insert(prefix.size());
    return values_.emplace(std::move(prefix), std::move(value)).second;
  }
  /// Puts a value where the prefix has one already.
  void replace(std::string_view prefix, Value value) { values_.find(prefix)->second = std::move(value); }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] const std::map<std::string, Value, std::less<>>& entries() const { return values_; }

  /// The prefix itself, no shorter one.
  [[nodiscard]] const Value* exact(std::string_view code) const {
    const auto found = values_.find(code);
    return found == values_.end() ? nullptr : &found->second;
  }
  /// The value of the longest prefix that `code` begins with.
  [[nodiscard]] const Value* longest(std::string_view code) const {
    for (auto length = lengths_.rbegin(); length != lengths_.rend(); ++length) {
      if (*length > code.size()) continue;
      if (const Value* found = exact(code.substr(0, *length))) return found;
    }
    return nullptr;
  }
  /// Whether some prefix is longer than `code` and begins with it.
  [[nodiscard]] bool goes_below(std::string_view code) const {
    const auto next = values_.upper_bound(code);
    return next != values_.end() && next->first.starts_with(code);
  }

 private:
  std::map<std::string, Value, std::less<>> values_;
  std::set<std::size_t> lengths_;
};

}  // namespace parley::text
