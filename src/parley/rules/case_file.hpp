#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.hpp"
#include "parley/base/error.hpp"
#include "parley/rules/tariff_rules.hpp"

namespace parley::rules {

/// Some rows of a CSV file: those whose cells have the named value in every named column.
struct TableRows {
  std::string file;
  std::map<std::string, std::string> where;
  std::string code;   ///< column with the code
  std::string value;  ///< column with the value; empty for schedules
  Place place;
};

/// Origins that a list spares, for good or for a time.
struct SparedOrigins {
  std::vector<std::string> origin;
  std::optional<Date> until;
};

/// A list of lines under one additional duty.
struct CaseList {
  std::string id;
  std::string title;
  std::string imposer;
  std::vector<std::string> origin;
  std::vector<SparedOrigins> except;
  Validity validity;
  std::string source;
  TableRows rows;                          ///< file relative to the case
  std::optional<double> rate;              ///< fraction; absent: by line, from `rate_column`
  std::string rate_column;                 ///< percent
  std::string applied_column;              ///< percent; may be empty: unknown
  std::string bound_column;                ///< percent; may be empty: unknown
  std::optional<TableRows> applied_table;  ///< rates in percent by code or prefix, for lines without one in the list
  std::optional<TableRows> bound_table;    ///< the same for bound rates
  std::optional<std::size_t> expected_lines;
  std::vector<RuleLine> lines;  ///< as read
};

/// One set of statistics in which lists are valued.
struct Valuation {
  std::string id;
  std::string source;
  std::optional<TableRows> rows;              ///< file relative to the folder of data
  double unit_musd = 1;                       ///< million USD in one unit of the file
  double factor = 1;                          ///< to another valuation, such as cif to customs value
  std::optional<TableRows> schedule;          ///< all lines of the importer, to see which codes a list covers in part
  bool keeps_partial = true;                  ///< codes that also hold lines not listed: counted whole, or left out
  std::map<std::string, double> totals_musd;  ///< list -> value, for those without the data
  Place place;
};

enum class CheckKind { bound_ceiling, most_favoured_nation, preferences, rebalancing, nullification, coverage };

struct CaseCheck {
  std::string id;
  CheckKind kind = CheckKind::bound_ceiling;
  std::string note;
  std::vector<std::string> lists;
  std::vector<std::string> measure;  ///< lists
  std::vector<std::string> suspension;
  std::vector<std::string> measure_valuations;
  std::vector<std::string> suspension_valuations;
  std::optional<double> tolerance, threshold, large_chapter, demand_elasticity, supply_elasticity;
  std::optional<Date> on, applied, notice, suspended;
  bool absolute_increase = false;
  std::vector<std::string> freed;                       ///< prefixes that a deal frees
  std::string valuation;                                ///< of all trade, for coverage; of lines, for the others
  std::optional<double> trade_musd, freed_musd;         ///< for those without the data
  std::optional<std::size_t> trade_lines, freed_lines;  ///< the same
  Place place;
};

/// A case before the rules; form: docs/wto.md.
struct RuleCase {
  std::string file;
  std::string title;
  std::string description;
  std::optional<Date> as_of;
  std::vector<std::string> members;
  std::vector<CaseList> lists;
  std::vector<Valuation> valuations;
  std::vector<Agreement> agreements;
  std::vector<CaseCheck> checks;

  [[nodiscard]] const CaseList& list(std::string_view id) const;
  [[nodiscard]] const Valuation& valuation(std::string_view id) const;
};

}  // namespace parley::rules
