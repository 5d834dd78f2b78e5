#include "parley/data/build/judgement_table.hpp"

#include <fmt/format.h>

namespace parley::data {

JudgementTable::JudgementTable(const std::filesystem::path& path) : csv_(text::read_csv(path)) {}

std::string JudgementTable::file_name() const { return std::filesystem::path(csv_.file()).filename().string(); }

std::string JudgementTable::text(std::size_t row, std::string_view column) const {
  return std::string(csv_.cell(row, csv_.column(column)));
}

std::string JudgementTable::source(std::size_t row) {
  std::string result = text(row, "source");
  if (result.empty())
    problem(row, "source", "a judgement needs a source", "say where the number is from, or 'assumed'");
  return result;
}

std::optional<double> JudgementTable::number(std::size_t row, std::string_view column) const {
  if (!csv_.has_column(column) || csv_.cell(row, csv_.column(column)).empty()) return std::nullopt;
  return csv_.number(row, csv_.column(column));
}

std::vector<Country> JudgementTable::regions(std::size_t row, std::string_view column, const Economy& economy) {
  const std::string code = text(row, column);
  std::vector<Country> found;
  for (const Country n : economy.countries()) {
    if (code == "*" || economy.code(n) == code) found.push_back(n);
  }
  if (found.empty()) problem(row, column, "no region '" + code + "'", did_you_mean(code, economy.country_codes()));
  return found;
}

std::vector<Sector> JudgementTable::goods(std::size_t row, std::string_view column, const Economy& economy) {
  const std::string code = text(row, column);
  std::vector<Sector> found;
  for (const Sector s : economy.sectors()) {
    if (!economy.sector(s).is_goods) continue;
    if (code == "*" || economy.code(s) == code) found.push_back(s);
  }
  if (found.empty()) {
    problem(row, column, "no sector of goods '" + code + "'", did_you_mean(code, economy.sector_codes()));
  }
  return found;
}

void JudgementTable::problem(std::size_t row, std::string_view column, const std::string& message,
                             const std::string& hint) {
  problems_.add(csv_.place(row, csv_.column(column)), message, hint);
}

void JudgementTable::refuse_repeated(std::size_t row, const std::string& key, std::string_view column) {
  if (!keys_.insert(key).second) problem(row, column, "'" + key + "' appears twice");
}

void JudgementTable::refuse_outside(std::size_t row, std::string_view column, double value, std::optional<double> low,
                                    std::optional<double> high) {
  if ((low && value < *low) || (high && value > *high))
    problem(row, column, fmt::format("{:.6g} lies outside its own bounds", value), bounds_text(low, high, ""));
}

std::string bounds_text(std::optional<double> low, std::optional<double> high, std::string_view unit) {
  if (low && high) return fmt::format("{:.6g} to {:.6g}{}", *low, *high, unit);
  if (low) return fmt::format("at least {:.6g}{}", *low, unit);
  return high ? fmt::format("at most {:.6g}{}", *high, unit) : "";
}

}  // namespace parley::data
