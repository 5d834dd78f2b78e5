#pragma once

#include <filesystem>
#include <optional>
#include <string>
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

/// What affiliates sell in the country where they are, goods and services of one year, beside exports to it.
struct AffiliatesBesideExports {
  int year = 0;
  std::string country;
  double host_musd = 0;
  std::optional<double> home_musd;        ///< sold back home; absent where it is not printed
  std::optional<double> share_sold_home;  ///< of all that they sell
  std::optional<double>
      times_exports;  ///< sales there over the baseline's exports; absent for other years than its own
};
/// Rows without a figure for the host country are left out.
[[nodiscard]] std::vector<AffiliatesBesideExports> beside_exports(const std::vector<market::AffiliateSales>& sales,
                                                                  int baseline_year, double exports);

/// What one country sells to another in the base, all sectors, million.
[[nodiscard]] double exports_musd(const Baseline& baseline, Country home, Country partner);

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
  std::vector<market::AffiliateSales> affiliates;  ///< as read
  std::vector<AffiliatesBesideExports> beside_exports;
};

/// Errors  InputError for a country that is its own partner, or naming the cell of a file: a weight below zero, twice, or of a firm without a sales share.
[[nodiscard]] Exposure study_exposure(const Baseline& baseline, const Equilibrium& solved,
                                      const ExposureRequest& request);

}  // namespace parley::study
