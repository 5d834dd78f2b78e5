#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "parley/tariff/law/cuts.hpp"
#include "parley/text/csv.hpp"

namespace parley::tariff {

/// What a country charges on one tariff line and what it has promised not to exceed.
struct LineRates {
  std::string code;
  double applied = 0;           ///< fraction
  std::optional<double> bound;  ///< fraction; absent: unbound or unknown
  double value = 0;             ///< imports, any money unit; zero where none are given
};

enum class CutBase { applied, bound };

struct CutOptions {
  std::vector<CutFormula> formulas;  ///< applied one after the other
  CutBase base = CutBase::bound;
  /// On the bound base: unbound lines count as the applied rate plus this and become bound. Absent: they stay.
  std::optional<double> unbound_mark_up;
};

struct CutLine {
  LineRates before;
  double applied_after = 0;
  std::optional<double> bound_after;
};

/// Means over the lines of a list.
struct RateMeans {
  double simple_before = 0;
  double simple_after = 0;
  std::optional<double> weighted_before;  ///< by value; absent where no line has any
  std::optional<double> weighted_after;
};

struct CutResult {
  std::vector<CutLine> lines;
  std::vector<CutFormula> formulas;  ///< with the average that Girard's formula used
  RateMeans applied;
  std::optional<RateMeans> bound;    ///< over the lines that are bound both before and after
  std::size_t applied_reduced = 0;   ///< lines whose applied rate falls
  std::size_t only_bound_falls = 0;  ///< the bound rate falls and the applied rate, already below it, stays
  std::size_t unbound_kept = 0;      ///< lines that a cut of bound rates cannot reach
  std::size_t above_bound = 0;       ///< lines that were applied above their bound rate before the cut
};

/// Cuts the rates of a list of tariff lines.
///
///     on bound rates     bound1 = f(bound0),  applied1 = min(applied0, bound1)
///     on applied rates   applied1 = min(f(applied0), bound0)
///
/// An applied rate never ends above its bound rate. Units  fractions.
/// Errors  InputError for no formula, or bound rates asked for where no line has one and no mark-up is given.
[[nodiscard]] CutResult cut_lines(const std::vector<LineRates>& lines, const CutOptions& options);

/// The columns of a list with rates.
struct LineRateColumns {
  std::string code = "code";
  std::string applied = "applied_pct";
  std::string bound = "bound_pct";  ///< may be absent from the file; an empty cell is an unbound line
  std::string value = "value_usd";  ///< may be absent from the file
};

/// Reads lines with rates in percent.
///
/// Errors  InputError naming the cell: a code that is none or is there twice, a rate below zero or above 3,000 %,
///         negative imports.
[[nodiscard]] std::vector<LineRates> line_rates(const text::CsvTable& csv, const LineRateColumns& columns);

/// The list after the cut as CSV: head lines with the formula, then code and rates before and after in percent.
[[nodiscard]] std::string cut_csv(const CutResult& result, const std::string& source);

}  // namespace parley::tariff
