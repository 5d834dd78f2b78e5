#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "parley/partial/list_recipe.hpp"

namespace parley::partial {

/// One line of the importer's trade with the partner and what the recipe's sources say of it.
struct TradeLine {
  std::string code;
  std::string text;
  std::int64_t imports_usd = 0;
  std::array<std::optional<double>, line_measure_count> measure;  ///< empty: not asked for, or not known
  std::vector<EndUse> end_use;                                    ///< several where its classes differ
  double political_weight = 1;
  std::string doubt;   ///< what of its measures is doubtful in the source's own words; empty: nothing
  std::string barred;  ///< why the line cannot be on a list; empty: it can
  [[nodiscard]] std::optional<double> value(LineMeasure name) const { return measure[static_cast<std::size_t>(name)]; }
};

/// Lines and dollars that a reason keeps from every list, or puts in doubt.
struct BarredTotal {
  std::string reason;
  std::size_t lines = 0;
  std::int64_t imports_usd = 0;
};

/// A government's list on these lines.
struct ComparedLines {
  std::string id;
  std::size_t named_lines = 0;      ///< distinct codes of the list
  std::size_t unmatched_lines = 0;  ///< of them, not among the trade file's codes
  std::vector<double> share;        ///< one per line: how much of it is listed, in [0, 1]
  std::vector<double> rate;         ///< one per line: the additional duty, fraction
};

struct LineTable {
  std::vector<TradeLine> lines;
  double scale = 1;  ///< official total over the file's own
  std::int64_t imports_usd = 0;
  std::vector<BarredTotal> barred;    ///< dearest first
  std::vector<BarredTotal> doubtful;  ///< lines that can be listed but rest on a doubtful measure
  std::vector<ComparedLines> compared;
};

/// Joins a recipe's sources on the lines of the trade file; nothing that is not known is filled.
///
/// A line without a measure that the recipe asks for is barred, and `barred` counts it in dollars.
/// Errors  InputError for an absent file or column, a code twice, negative imports, a list without its expected count.
[[nodiscard]] LineTable read_lines(const ListRecipe& recipe, const std::filesystem::path& sources);

}  // namespace parley::partial
