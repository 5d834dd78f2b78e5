#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/customs/imported.hpp"
#include "parley/nomenclature/convert_file.hpp"

namespace parley::study {

/// A list of codes to carry to another edition of the Harmonized System, and how.
struct LineConversionRequest {
  std::filesystem::path lines;  ///< CSV
  std::string code_column = "code";
  std::string value_column;  ///< empty: no values
  bool cut_to_six = false;   ///< longer codes are cut to six digits and their values added up
  nomenclature::HsVintage from = 0;
  nomenclature::HsVintage to = 0;
  nomenclature::SplitRule rule = nomenclature::SplitRule::equal;
  std::filesystem::path weights;  ///< CSV of values by code of the edition `to`; empty: none
  std::string weight_code_column = "code";
  std::string weight_value_column = "value";
};

struct LineConversion {
  std::string source;  ///< name of the file that was converted
  nomenclature::CodeList list;
  nomenclature::ConvertOptions options;
  nomenclature::Conversion conversion;
};

/// Errors  InputError naming the cell, as nomenclature::convert_codes and read_code_list.
[[nodiscard]] LineConversion convert_line_file(const nomenclature::VintageTable& table,
                                               const LineConversionRequest& request);

/// A download in our form, with the account that its file begins with.
struct ImportedDownload {
  customs::Imported imported;
  std::vector<std::string> head;  ///< source with fingerprint, rows and dollars kept, what was left out
};

/// Reads a download of trade or tariff statistics, of at most one gigabyte.
///
/// Errors  InputError as customs::import_file; `format_name` is the format as its head shall name it.
[[nodiscard]] ImportedDownload import_download(const std::filesystem::path& file, const std::string& format_name,
                                               const customs::ImportOptions& options, Observer& observer);

}  // namespace parley::study
