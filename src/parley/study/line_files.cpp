#include "parley/study/line_files.hpp"

#include <fmt/format.h>

#include <utility>

#include "parley/text/csv.hpp"
#include "parley/text/sha256.hpp"

namespace parley::study {
namespace {

/// Large files of the formats read here have some ten million rows.
constexpr std::size_t download_limit = std::size_t{1} << 30;

}  // namespace

LineConversion convert_line_file(const nomenclature::VintageTable& table, const LineConversionRequest& request) {
  LineConversion result{.source = request.lines.filename().string()};
  result.options = {.from = request.from, .to = request.to, .rule = request.rule};
  if (!request.weights.empty()) {
    result.options.weights = nomenclature::read_weights(text::read_csv(request.weights), request.weight_code_column,
                                                        request.weight_value_column);
  }
  result.list = nomenclature::read_code_list(text::read_csv(request.lines), request.code_column, request.value_column,
                                             request.cut_to_six, request.from);
  result.conversion = nomenclature::convert_codes(table, result.list.codes, result.options);
  return result;
}

ImportedDownload import_download(const std::filesystem::path& file, const std::string& format_name,
                                 const customs::ImportOptions& options, Observer& observer) {
  std::string bytes = text::read_bytes(file, download_limit);
  const std::string source =
      fmt::format("{} download {}, sha256 {}", format_name, file.filename().string(), text::sha256(bytes));
  ImportedDownload result{.imported = customs::import_file(std::move(bytes), file.string(), options, observer)};
  result.head = customs::imported_head(result.imported, source);
  return result;
}

}  // namespace parley::study
