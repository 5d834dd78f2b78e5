#include "parley/customs/country_names.hpp"

#include <fmt/format.h>

#include "parley/nomenclature/country_words.hpp"
#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::customs {
namespace {

std::optional<int> number_in(std::string_view text) {
  const std::optional<int> number = text::read_whole(text);
  if (!number || *number <= 0) return std::nullopt;
  return number;
}

}  // namespace

CountryNames::CountryNames() {
  for (const nomenclature::KnownCountry& each : nomenclature::known_countries()) {
    if (each.number > 0) numbers_.emplace(each.number, each.code);
    if (!each.name.empty()) names_.emplace(nomenclature::lower_case(each.name), each.code);
  }
}

void CountryNames::add(const text::CsvTable& csv) {
  const std::size_t number = csv.column("country_code");
  const std::size_t name = csv.column("country_name");
  const std::size_t code = csv.column("country_iso3");
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::string letters(text::trimmed(csv.cell(row, code)));
    const std::optional<int> parsed = number_in(text::trimmed(csv.cell(row, number)));
    if (!parsed && !text::trimmed(csv.cell(row, number)).empty()) {
      problems.add(csv.place(row, number), fmt::format("'{}' is not the number of a country", csv.cell(row, number)));
    }
    // CEPII lists a few groups without a code; their number stands for them.
    const std::string named = letters.empty() || letters == "N/A" ? fmt::format("N{}", parsed.value_or(0)) : letters;
    if (parsed) numbers_.insert_or_assign(*parsed, named);
    if (!csv.cell(row, name).empty())
      names_.insert_or_assign(nomenclature::lower_case(text::trimmed(csv.cell(row, name))), named);
  }
  problems.throw_if_any();
}

std::optional<std::string> CountryNames::by_number(std::string_view number) const {
  const std::optional<int> parsed = number_in(number);
  const auto found = parsed ? numbers_.find(*parsed) : numbers_.end();
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> CountryNames::by_name(std::string_view name) const {
  const auto found = names_.find(nomenclature::lower_case(name));
  if (found == names_.end()) return std::nullopt;
  return found->second;
}

}  // namespace parley::customs
