#include "parley/replicate/ossa_2014_table_2.hpp"

#include <fmt/format.h>

#include <array>
#include <numeric>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate::ossa {
namespace {

using Row = std::array<double, 3>;

/// Wage, profits of the protected industry, profits of the others, in per cent.
Row factor_prices(const model::FixedFirmsShares& shares, const ProtectedIndustry& industry,
                  const FixedFirmsEquilibrium& solved) {
  const std::vector<double>& wages = solved.state.wage_hat;
  const double mean = std::accumulate(wages.begin(), wages.end(), 0.0) / static_cast<double>(wages.size());
  const double wage = wages[industry.country.value()];
  double others = 0, count = 0;
  for (const Sector s : all<Sector>(shares.profit.extent(1))) {
    if (s == industry.sector || !(shares.profit(industry.country, s) > 0)) continue;
    others += solved.state.profit_hat(industry.country, s) / wage;
    count += 1;
  }
  return {100 * (wage / mean - 1), 100 * (solved.state.profit_hat(industry.country, industry.sector) / wage - 1),
          100 * (others / count - 1)};
}

/// Welfare and its two first-order parts, in per cent.
Row welfare(const model::FixedFirmsEconomy& economy, const model::FixedFirmsShares& shares,
            const ProtectedIndustry& industry, const FixedFirmsEquilibrium& solved) {
  const Country j = industry.country;
  const std::vector<double>& wages = solved.state.wage_hat;
  double terms = 0, profits = 0;
  for (const Sector s : all<Sector>(economy.sectors.size())) {
    for (const Exporter i : all<Exporter>(economy.countries.size()))
      terms += economy.trade(s, importer(j), i) * (wages[j.value()] - wages[i.value()]);
    profits += shares.profit(j, s) * (solved.state.profit_hat(j, s) - wages[j.value()]);
  }
  const double spending = shares.spending[j.value()];
  return {100 * (solved.welfare_hat[j.value()] - 1), 100 * terms / spending, 100 * profits / spending};
}

/// Digits printed after the point: two in every cell, whose trailing zeros the file drops.
constexpr int table_2_decimals = 2;

void add(const text::CsvTable& table, std::size_t row, const std::string& name, const Row& ours,
         const std::array<const char*, 3>& columns, Replication& report) {
  for (std::size_t at = 0; at < ours.size(); ++at) {
    PublishedCell cell{"TABLE 2", name, columns[at], table.number(row, at), table_2_decimals, ours[at]};
    if (prints_the_same(cell.published, cell.computed, table_2_decimals)) cell.verdict = PublishedCell::Verdict::agrees;
    report.published.push_back(std::move(cell));
  }
}

}  // namespace

void compare_table_2(const std::filesystem::path& file, const model::FixedFirmsEconomy& economy,
                     const std::vector<std::pair<ProtectedIndustry, const FixedFirmsEquilibrium*>>& cases,
                     Replication& report) {
  const text::CsvTable table = text::parse_csv("first,second,third\n" + text::read_bytes(file), file.string());
  if (table.row_count() != 2 * cases.size())
    throw InputError(Place{.file = file.string()},
                     fmt::format("has {} rows, not {}", table.row_count(), 2 * cases.size()));
  const model::FixedFirmsShares shares(economy);
  for (std::size_t at = 0; at < cases.size(); ++at) {
    const auto& [industry, solved] = cases[at];
    add(table, at, industry.name, factor_prices(shares, industry, *solved), {"wage", "its profits", "other profits"},
        report);
    add(table, cases.size() + at, industry.name, welfare(economy, shares, industry, *solved),
        {"welfare", "terms of trade", "profit shifting"}, report);
  }
}

}  // namespace parley::replicate::ossa
