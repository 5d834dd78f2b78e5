#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "parley/market/exposure.hpp"

namespace parley::study {

/// Whose industries and firms, and to whom they sell.
struct ExposureRequest {
  Country home{0};
  Country partner{0};
  std::filesystem::path firms;       ///< firms' sales shares; empty: none
  std::filesystem::path affiliates;  ///< affiliates' sales abroad; empty: none
  std::filesystem::path weights;     ///< firm,weight for the portfolio; empty: equal
};

/// Two sources on one firm that differ by more than five points, of which one is used.
struct SourceConflict {
  market::SalesShare used;
  market::SalesShare other;
};

/// Who in one country lives from one partner, and what one case does to firms.
struct Exposure {
  Country home{0};
  Country partner{0};
  market::IndustryExposure industries;
  double exports = 0;                                  ///< of home to the partner, million
  std::vector<market::SalesShare> shares;              ///< as read, with every source; empty: none given
  std::vector<market::FirmSales> firms;                ///< of the chosen rows
  std::optional<market::PortfolioExposure> portfolio;  ///< of the firms together; absent without firms
  std::vector<SourceConflict> conflicts;
  std::vector<market::AffiliateSales> affiliates;
};

/// Errors  InputError for a country that is its own partner, or naming the cell of a file: a weight below zero, twice, or of a firm without a sales share.
[[nodiscard]] Exposure study_exposure(const Baseline& baseline, const Equilibrium& solved,
                                      const ExposureRequest& request);

}  // namespace parley::study
