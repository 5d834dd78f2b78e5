#include "parley/report/words/exposure_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parley/report/words/format.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::report {
namespace {

/// Sectors by exposure with links, largest first.
std::vector<Sector> ranked(const market::IndustryExposure& industries, const Economy& economy) {
  std::vector<Sector> sectors;
  for (const Sector s : economy.sectors()) sectors.push_back(s);
  std::stable_sort(sectors.begin(), sectors.end(),
                   [&](Sector a, Sector b) { return industries.with_links(a) > industries.with_links(b); });
  return sectors;
}

std::string industries_text(const ExposureReport& exposure, const Baseline& baseline) {
  constexpr std::size_t most = 12;
  std::string text = fmt::format("{} industries by sales to {}, % of output ({}; the {} most exposed)\n",
                                 baseline.economy.code(exposure.home), baseline.economy.code(exposure.partner),
                                 baseline.info.name, most);
  text += fmt::format("  {:<40} {:>8} {:>11} {:>8} {:>13}\n", "", "direct", "with links", "inputs", "concentration");
  const std::vector<Sector> sectors = ranked(exposure.industries, baseline.economy);
  for (std::size_t at = 0; at < std::min(most, sectors.size()); ++at) {
    const Sector s = sectors[at];
    text +=
        fmt::format("  {:<40} {:>8.2f} {:>11.2f} {:>8.2f} {:>13.3f}\n", shortened(baseline.economy.sector(s).name, 40),
                    100 * exposure.industries.direct(s), 100 * exposure.industries.with_links(s),
                    100 * exposure.industries.inputs(s), exposure.industries.concentration(s));
  }
  return text;
}

std::string conflicts_text(const ExposureReport& exposure) {
  std::string text;
  for (const market::SalesShare& chosen : exposure.shares) {
    if (!chosen.is_chosen) continue;
    for (const market::SalesShare& other : exposure.shares) {
      const bool differs = other.firm == chosen.firm && other.partner == chosen.partner && !other.is_chosen &&
                           std::abs(other.share - chosen.share) > 0.05;
      if (differs)
        text += fmt::format("  {}: {:.1f} % ({}) is used, {:.1f} % ({}) is not\n", chosen.firm, 100 * chosen.share,
                            chosen.basis, 100 * other.share, other.basis);
    }
  }
  return text.empty() ? text : "sources that differ by more than five points\n" + text;
}

std::string firms_text(const ExposureReport& exposure, const Baseline& baseline, const study::CaseResult& solved) {
  if (exposure.firms.empty()) return "";
  std::string text = fmt::format(
      "\nfirms in case '{}': change of sales in home consumer prices, %, if what they sell to {} is exported, or made "
      "there by affiliates\n"
      "  {:<8} {:>8} {:>12} {:>12} {:>14}\n",
      study::case_title(solved), baseline.economy.code(exposure.partner), "", "share, %", "if exported",
      "if made there", "sales at risk");
  const std::string& partner = baseline.economy.code(exposure.partner);
  for (const market::FirmSales& firm : exposure.firms) {
    const auto row = std::find_if(exposure.shares.begin(), exposure.shares.end(), [&](const market::SalesShare& each) {
      return each.firm == firm.firm && each.is_chosen && each.partner == partner;
    });
    const std::string dollars = row->sales_busd ? fmt::format("{:.1f} bn", *row->sales_busd) : "n/a";
    text += fmt::format("  {:<8} {:>8.1f} {:>12.2f} {:>12.2f} {:>14}\n", firm.firm, 100 * firm.share,
                        100 * firm.if_exported, 100 * firm.if_made_there, dollars);
  }
  const market::PortfolioExposure all = market::portfolio(exposure.firms, exposure.weights);
  text += fmt::format("  {:<8} {:>8.1f} {:>12.2f} {:>12.2f}   weights' concentration {:.3f}\n", "together",
                      100 * all.share, 100 * all.if_exported, 100 * all.if_made_there, all.concentration);
  return text + conflicts_text(exposure);
}

double exports(const ExposureReport& exposure, const Baseline& baseline) {
  double sum = 0;
  for (const Sector s : baseline.economy.sectors())
    sum += baseline.flow(s, importer(exposure.partner), exporter(exposure.home));
  return sum;
}

std::string affiliates_text(const ExposureReport& exposure, const Baseline& baseline) {
  std::string text;
  for (const market::AffiliateSales& each : exposure.affiliates) {
    if (each.measure != "goods_and_services" || !each.host) continue;
    text += fmt::format("  {} {}: affiliates sold {:.1f} bn there", each.country, each.year, *each.host / 1000);
    if (each.to_home) text += fmt::format(" and {:.1f} bn back home", *each.to_home / 1000);
    if (each.year == baseline.info.year)
      text += fmt::format("; exports {:.1f} bn, a ratio of {:.2f}", exports(exposure, baseline) / 1000,
                          *each.host / exports(exposure, baseline));
    text += "\n";
  }
  return text.empty() ? text : "\nsales of affiliates beside exports\n" + text;
}

}  // namespace

std::string to_text(const ExposureReport& exposure, const study::RunResult& result, const study::CaseResult& solved) {
  return industries_text(exposure, result.baseline) + firms_text(exposure, result.baseline, solved) +
         affiliates_text(exposure, result.baseline);
}

std::string to_json(const ExposureReport& exposure, const study::RunResult& result, const study::CaseResult& solved) {
  const Economy& economy = result.baseline.economy;
  nlohmann::ordered_json json{{"home", economy.code(exposure.home)},
                              {"partner", economy.code(exposure.partner)},
                              {"case", solved.compare.name},
                              {"industries", nlohmann::ordered_json::array()},
                              {"firms", nlohmann::ordered_json::array()},
                              {"affiliates", nlohmann::ordered_json::array()}};
  for (const Sector s : ranked(exposure.industries, economy)) {
    json["industries"].push_back({{"sector", economy.code(s)},
                                  {"direct_pct", 100 * exposure.industries.direct(s)},
                                  {"with_links_pct", 100 * exposure.industries.with_links(s)},
                                  {"inputs_pct", 100 * exposure.industries.inputs(s)},
                                  {"concentration", exposure.industries.concentration(s)}});
  }
  for (const market::FirmSales& firm : exposure.firms) {
    json["firms"].push_back({{"firm", firm.firm},
                             {"share_pct", 100 * firm.share},
                             {"if_exported_pct", 100 * firm.if_exported},
                             {"if_made_there_pct", 100 * firm.if_made_there}});
  }
  if (!exposure.firms.empty()) {
    const market::PortfolioExposure all = market::portfolio(exposure.firms, exposure.weights);
    json["portfolio"] = {{"share_pct", 100 * all.share},
                         {"if_exported_pct", 100 * all.if_exported},
                         {"if_made_there_pct", 100 * all.if_made_there},
                         {"concentration", all.concentration}};
  }
  for (const market::AffiliateSales& each : exposure.affiliates) {
    nlohmann::ordered_json one{{"year", each.year}, {"measure", each.measure}, {"country", each.country}};
    one["host_musd"] = each.host ? nlohmann::ordered_json(*each.host) : nlohmann::ordered_json(nullptr);
    one["to_home_musd"] = each.to_home ? nlohmann::ordered_json(*each.to_home) : nlohmann::ordered_json(nullptr);
    json["affiliates"].push_back(std::move(one));
  }
  json["exports_musd"] = exports(exposure, result.baseline);
  return json.dump(2) + "\n";
}

}  // namespace parley::report
