#pragma once

#include <string>

#include "parley/customs/collect.hpp"

namespace parley::customs {

/// Gathers the rows of a table of the USITC's DataWeb; errors as import_file.
void import_dataweb(const text::CsvTable& csv, const ImportOptions& options, Collector& collector);

/// The bytes as the reader wants them: text before the header row blanked.
[[nodiscard]] std::string dataweb_bytes(std::string bytes);

}  // namespace parley::customs
