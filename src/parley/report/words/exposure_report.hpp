#pragma once

#include <string>
#include <vector>

#include "parley/market/exposure.hpp"
#include "parley/study/cases/result.hpp"

namespace parley::report {

/// Who in one country lives from one partner, and what one case does to firms.
struct ExposureReport {
  Country home{0};
  Country partner{0};
  market::IndustryExposure industries;
  std::vector<market::SalesShare> shares;  ///< as read, with every source; empty: none given
  std::vector<market::FirmSales> firms;    ///< of the chosen rows
  std::vector<double> weights;             ///< of the firms in the portfolio view
  std::vector<market::AffiliateSales> affiliates;
};

[[nodiscard]] std::string to_text(const ExposureReport& exposure, const study::RunResult& result,
                                  const study::CaseResult& solved);
[[nodiscard]] std::string to_json(const ExposureReport& exposure, const study::RunResult& result,
                                  const study::CaseResult& solved);

}  // namespace parley::report
