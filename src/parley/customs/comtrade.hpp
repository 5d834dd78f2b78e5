#pragma once

#include "parley/customs/collect.hpp"

namespace parley::customs {

/// Gathers the rows of UN Comtrade's CSV, from before and since 2022; errors as import_file.
void import_comtrade(const text::CsvTable& csv, const ImportOptions& options, Collector& collector);

}  // namespace parley::customs
