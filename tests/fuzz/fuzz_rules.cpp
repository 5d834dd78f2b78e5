// Any bytes are a case before the rules or an InputError.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parley/base/error.hpp"
#include "parley/rules/read_case.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  try {
    const parley::rules::RuleCase rule_case = parley::rules::parse_case(text, "fuzz.toml");
    if (rule_case.checks.empty()) std::abort();
    for (const auto& check : rule_case.checks) {
      for (const std::string& list : check.lists) static_cast<void>(rule_case.list(list).lines);
      for (const std::string& valuation : check.measure_valuations) {
        static_cast<void>(rule_case.valuation(valuation).totals_musd);
      }
    }
  } catch (const parley::InputError& error) {
    if (error.problems().empty()) std::abort();
  }
  return 0;
}
