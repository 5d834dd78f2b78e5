#pragma once

#include "parley/customs/collect.hpp"

namespace parley::customs {

/// Gathers the rows of CEPII's BACI; errors as import_file.
void import_baci(const text::CsvTable& csv, const ImportOptions& options, Collector& collector);

}  // namespace parley::customs
