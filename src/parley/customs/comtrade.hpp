#pragma once

#include <string>

#include "parley/customs/collect.hpp"

namespace parley::customs {

/// Gathers the rows of UN Comtrade's CSV, from before and since 2022; errors as import_file.
void import_comtrade(const text::CsvTable& csv, const ImportOptions& options, Collector& collector);

/// The bytes as the reader wants them: a header widened by the cell that every row of Comtrade's own downloads has too
/// many.
[[nodiscard]] std::string comtrade_bytes(std::string bytes);

}  // namespace parley::customs
