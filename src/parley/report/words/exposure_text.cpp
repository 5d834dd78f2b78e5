#include "parley/report/words/exposure_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/report/words/format.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {
namespace {

std::string industries_text(const study::Exposure& exposure, const Baseline& baseline) {
  constexpr std::size_t most = 12;
  std::string text = fmt::format("{} industries by sales to {}, % of output ({}; the {} most exposed)\n",
                                 baseline.economy.code(exposure.home), baseline.economy.code(exposure.partner),
                                 baseline.info.name, most);
  text += fmt::format("  {:<40} {:>8} {:>11} {:>8} {:>13}\n", "", "direct", "with links", "inputs", "concentration");
  const std::vector<Sector> sectors = by_exposure(exposure.industries);
  for (std::size_t at = 0; at < std::min(most, sectors.size()); ++at) {
    const Sector s = sectors[at];
    text += fmt::format("  {} {:>8.2f} {:>11.2f} {:>8.2f} {:>13.3f}\n",
                        padded(shortened(baseline.economy.sector(s).name, 40), 40), 100 * exposure.industries.direct(s),
                        100 * exposure.industries.with_links(s), 100 * exposure.industries.inputs(s),
                        exposure.industries.concentration(s));
  }
  return text;
}

std::string conflicts_text(const study::Exposure& exposure) {
  if (exposure.conflicts.empty()) return "";
  std::string text = "sources that differ by more than five points\n";
  for (const study::SourceConflict& each : exposure.conflicts) {
    text += fmt::format("  {}: {:.1f} % ({}) is used, {:.1f} % ({}) is not\n", each.used.firm, 100 * each.used.share,
                        each.used.basis, 100 * each.other.share, each.other.basis);
  }
  return text;
}

std::string firms_text(const study::Exposure& exposure, const Baseline& baseline, const study::CaseResult& solved) {
  if (!exposure.portfolio) return "";
  std::string text = fmt::format(
      "\nfirms in case '{}': change of sales in home consumer prices, %, if what they sell to {} is exported, if "
      "plants "
      "there make it, and as the file states both that and what they sell elsewhere but have made there\n"
      "  {:<8} {:>8} {:>12} {:>14} {:>10} {:>13} {:>12} {:>14}\n",
      study::case_title(solved), baseline.economy.code(exposure.partner), "", "share, %", "if exported",
      "if made there", "as stated", "made there, %", "imported, %", "sales at risk");
  const auto stated = [](const std::optional<double>& share) {
    return share ? fmt::format("{:.0f}", 100 * *share) : std::string("n/a");
  };
  for (const market::FirmSales& firm : exposure.firms) {
    const std::string dollars = firm.sales_busd ? fmt::format("{:.1f} bn", *firm.sales_busd) : "n/a";
    text += fmt::format("  {:<8} {:>8.1f} {:>12.2f} {:>14.2f} {:>10.2f} {:>13} {:>12} {:>14}\n", firm.firm,
                        100 * firm.share, 100 * firm.if_exported, 100 * firm.if_made_there, 100 * firm.as_stated,
                        stated(firm.made_there), stated(firm.imported), dollars);
  }
  const market::PortfolioExposure& all = *exposure.portfolio;
  text += fmt::format("  {:<8} {:>8.1f} {:>12.2f} {:>14.2f} {:>10.2f}   weights' concentration {:.3f}\n", "together",
                      100 * all.share, 100 * all.if_exported, 100 * all.if_made_there, 100 * all.as_stated,
                      all.concentration);
  return text + conflicts_text(exposure);
}

std::string affiliates_text(const study::Exposure& exposure) {
  std::string text;
  for (const study::AffiliatesBesideExports& each : exposure.beside_exports) {
    text += fmt::format("  {} {}: affiliates sold {:.1f} bn there", each.country, each.year, each.host_musd / 1000);
    if (each.home_musd) text += fmt::format(" and {:.1f} bn back home", *each.home_musd / 1000);
    if (each.times_exports)
      text += fmt::format("; exports {:.1f} bn, a ratio of {:.2f}", exposure.exports / 1000, *each.times_exports);
    text += "\n";
  }
  return text.empty() ? text : "\nsales of affiliates beside exports\n" + text;
}

}  // namespace

std::string exposure_text(const study::Exposure& exposure, const Baseline& baseline, const study::CaseResult& solved) {
  return industries_text(exposure, baseline) + firms_text(exposure, baseline, solved) + affiliates_text(exposure);
}

}  // namespace parley::report
