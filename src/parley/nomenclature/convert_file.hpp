#pragma once

#include <string>
#include <vector>

#include "parley/nomenclature/convert.hpp"
#include "parley/nomenclature/decimal.hpp"
#include "parley/text/csv.hpp"

namespace parley::nomenclature {

/// A list of codes as read from a file, values in units of the column's last decimal place.
struct CodeList {
  std::vector<CodeValue> codes;
  DecimalColumn decimals;
  bool has_values = false;
  std::vector<std::string> keys;                 ///< columns that tell lines of one code apart: year, importer, ...
  std::vector<std::vector<std::string>> groups;  ///< the cells of these columns, for each group
  std::vector<std::string> dropped;              ///< other columns with cells, which the result does not have
  std::size_t lines_joined = 0;                  ///< national lines that were cut to six digits and added up
};

/// Reads codes and, where `value` names a column, values.
///
/// The columns year, importer, exporter, valuation and kind, as our own files have them, are kept: each group of lines with
/// the same cells there is a list of its own. A column `nomenclature` must name the edition `from`.
/// With `cut_to_six` longer codes are cut to six digits and their values added up.
/// Errors  InputError naming the cell for what is no code or no amount.
[[nodiscard]] CodeList read_code_list(const text::CsvTable& csv, const std::string& code, const std::string& value,
                                      bool cut_to_six, HsVintage from);

/// Weights for ConvertOptions from a file of values by code; codes beyond six digits are added up.
[[nodiscard]] std::map<std::string, double, std::less<>> read_weights(const text::CsvTable& csv,
                                                                      const std::string& code,
                                                                      const std::string& value);

/// The converted list as CSV: head lines that say how, then the columns kept, nomenclature (where there are any), code,
/// value, is_partial, from_codes.
[[nodiscard]] std::string conversion_csv(const Conversion& conversion, const CodeList& list, HsVintage to,
                                         const std::vector<std::string>& head);

}  // namespace parley::nomenclature
