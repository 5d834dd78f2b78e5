#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/rules/case_file.hpp"
#include "parley/rules/equivalence.hpp"
#include "parley/rules/free_trade.hpp"

namespace parley::rules {

/// A code with its value.
struct ValuedCode {
  std::string code;
  double value = 0;
};

/// The rows of a table that fit, codes as digits; InputError naming the cell for what is no code or no amount.
[[nodiscard]] std::vector<ValuedCode> read_rows(const TableRows& rows, const std::filesystem::path& folder);

/// Fills `lines` of a list from its file; InputError for a wrong count, a code that appears twice, a cell that is no rate.
void read_lines(CaseList& list, const std::filesystem::path& folder);

/// A list in one set of statistics.
struct ValuedList {
  std::vector<DutySlice> slices;
  double value_musd = 0;
  std::vector<std::string> notes;  ///< codes that hold other lines too, listed lines without trade
};

/// Values a list from the data, or from the case's total where `data` is empty.
[[nodiscard]] ValuedList value_list(const CaseList& list, const Valuation& valuation,
                                    const std::filesystem::path& data);

}  // namespace parley::rules
