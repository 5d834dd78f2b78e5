#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/report/tables/table_file.hpp"
#include "parley/study/prices.hpp"

namespace parley::report {

[[nodiscard]] std::string_view in_words(study::ModelBesidePrices::Of of);
[[nodiscard]] std::string_view in_words(study::OddsReading::Of of);

/// The tables of the chapter on prices: tests.csv, portfolios.csv and, where the model was set beside prices,
/// model-and-prices.csv and odds.csv.
[[nodiscard]] std::vector<TableFile> price_files(const study::Prices& prices, const study::RunResult& result);

}  // namespace parley::report
