#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/economy/policy_instruments.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::study {

/// What one entry does to one cell of an instrument when it stands alone.
struct LoneChange {
  std::size_t entry = 0;  ///< of LoneEntries::id
  std::size_t cell = 0;   ///< of TradeCells::values()
  double log_change = 0;  ///< ln(factor with the entry / factor of the base); not zero
};

/// What every entry of a case does alone: the cells that it moves and no others.
struct LoneEntries {
  std::vector<std::string> id;  ///< in the order of the file
  std::vector<std::string> title;
  ByInstrument<std::vector<LoneChange>> changes;  ///< cell after cell, of one cell in the order of the entries
  /// False where an entry is not possible alone, such as "-10%" after "+25%": nothing is known of its share then.
  bool are_known = true;
};

/// Applies every entry of a solved case to the base alone, what keeps its commitments included.
///
/// Cost  the cells that entries speak of, in time and in memory: linear in the length of the scenario.
[[nodiscard]] LoneEntries lone_entries(const RunResult& result, const CaseResult& solved);

}  // namespace parley::study
