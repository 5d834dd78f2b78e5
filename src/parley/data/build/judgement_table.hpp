#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/economy/economy.hpp"
#include "parley/text/csv.hpp"

namespace parley::data {

/// A CSV file of judgements: every row with a source, codes of the baseline or `*`, optional bounds.
///
/// What is wrong is gathered in `problems`; throw_if_any() after the last row.
class JudgementTable {
 public:
  explicit JudgementTable(const std::filesystem::path& path);

  [[nodiscard]] std::size_t row_count() const { return csv_.row_count(); }
  [[nodiscard]] const text::CsvTable& csv() const { return csv_; }
  [[nodiscard]] std::string file_name() const;
  [[nodiscard]] std::string text(std::size_t row, std::string_view column) const;
  [[nodiscard]] std::string source(std::size_t row);
  /// Absent: no such column, or an empty cell.
  [[nodiscard]] std::optional<double> number(std::size_t row, std::string_view column) const;
  /// The named region, or all of them for `*`; none, and a problem, for an unknown code.
  [[nodiscard]] std::vector<Country> regions(std::size_t row, std::string_view column, const Economy& economy);
  /// The named sector of goods, or all goods for `*`; none, and a problem, for an unknown code or a service.
  [[nodiscard]] std::vector<Sector> goods(std::size_t row, std::string_view column, const Economy& economy);
  void problem(std::size_t row, std::string_view column, const std::string& message, const std::string& hint = "");
  void refuse_repeated(std::size_t row, const std::string& key, std::string_view column);
  /// A problem at `column` where bounds that are given do not hold the value.
  void refuse_outside(std::size_t row, std::string_view column, double value, std::optional<double> low,
                      std::optional<double> high);
  void throw_if_any() const { problems_.throw_if_any(); }

 private:
  text::CsvTable csv_;
  ProblemList problems_;
  std::set<std::string> keys_;
};

/// "low to high unit", "" where neither is given.
[[nodiscard]] std::string bounds_text(std::optional<double> low, std::optional<double> high, std::string_view unit);

}  // namespace parley::data
