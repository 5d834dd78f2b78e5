#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/tariff/lists/row_selection.hpp"
#include "parley/text/commodity_code.hpp"

namespace parley::partial {

/// What is known of a line beside the imports from the partner; each is used only where a recipe gives its source.
enum class LineMeasure {
  tariff,               ///< the duty paid today, fraction
  elasticity,           ///< fall of imports per rise of the duty factor, > 0
  exporter_dependence,  ///< share of the partner's exports that comes here
  own_dependence,       ///< share of our imports that comes from the partner
  availability,         ///< our imports from other suppliers, USD
};
inline constexpr std::size_t line_measure_count = 5;
[[nodiscard]] std::string_view to_string(LineMeasure measure);

enum class EndUse { consumption, intermediate, capital };
[[nodiscard]] std::string_view to_string(EndUse use);

/// A correspondence between two vintages of the commodity code.
struct VintageStep {
  tariff::RowSelection rows;
  std::string after_column;
  std::string before_column;
};

/// A column of a CSV file, by commodity code.
struct MeasureSource {
  tariff::RowSelection rows;
  std::string code_column;
  std::string value_column;
  std::string over_column;            ///< ratio of sums with this column; empty: no ratio
  std::size_t digits = 0;             ///< of the code that are compared; 0: the trade file's
  double unit = 1;                    ///< factor
  bool is_sum = false;                ///< rows of one code are added; else averaged
  std::vector<std::string> no_value;  ///< cells that hold no number: "", "9999.999999"
  std::optional<double> absent;       ///< the value of a code without a row, where the file is complete
  std::vector<VintageStep> vintage;   ///< from the trade's codes to the source's, one vintage at a time
  std::string doubt_column;           ///< rows whose cell here is `doubt_value` are used, and counted in dollars
  std::string doubt_value;
  std::string doubt;  ///< what they are, in words
  std::string source;
};

/// A concordance from codes to classes, and what the classes are used for.
struct EndUseSource {
  tariff::RowSelection rows;
  std::string code_column;
  std::string class_column;
  std::size_t digits = 6;
  text::PrefixMap<EndUse> use_of_class;
  std::string source;
};

/// How much each consideration counts; docs/list-design.md gives the equations.
struct ListWeights {
  double redirected = 0.5;                       ///< of sales lost here, the share that other markets can take
  double own_dependence = 1;                     ///< added to own cost where the partner is the only supplier
  std::array<double, 3> buyers{1.0, 0.5, 0.25};  ///< a dollar of burden on buyers, by end use
};

struct Reasoned {
  double weight = 1;
  std::string reason;
};

/// A list that a government made, to be set beside the designed one.
struct ComparedList {
  std::string id;
  tariff::RowSelection rows;
  std::string code_column;
  std::string rate_column;                       ///< per cent; empty: `rate`
  std::optional<double> rate;                    ///< fraction
  std::optional<tariff::RowSelection> schedule;  ///< every line of the importer, where the list is finer than the trade
  std::string schedule_code;
  std::optional<std::size_t> expected_lines;
  std::string source;
};

/// What a list is designed from; form: docs/list-design.md.
struct ListRecipe {
  std::string file;
  std::string title;
  std::string importer;
  std::string partner;
  double budget_usd = 0;
  double fill = 0.99;  ///< the list takes at least this share of the budget, in [0.01, 1]
  double rate = 0;     ///< the additional duty, fraction
  tariff::RowSelection trade;
  std::string code_column;
  std::string value_column;
  std::string text_column;  ///< description; may be empty
  double unit_usd = 1;
  std::optional<double> official_usd;  ///< total in another valuation, to which all values are scaled
  std::string trade_source;
  std::array<std::optional<MeasureSource>, line_measure_count> measures;
  std::optional<EndUseSource> end_use;
  ListWeights weights;
  text::PrefixMap<Reasoned> political;
  text::PrefixMap<std::string> excluded;  ///< prefix -> reason
  std::vector<ComparedList> compared;
  std::vector<std::string> notes;
};

/// Reads a recipe; InputError with file, line and column for whatever is wrong in it.
[[nodiscard]] ListRecipe parse_list_recipe(std::string_view bytes, const std::string& file);

}  // namespace parley::partial
