#include "parley/report/tables/exposure_json.hpp"
#include "parley/text/json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace parley::report {

std::string exposure_json(const study::Exposure& exposure, const Baseline& baseline, const study::CaseResult& solved) {
  const Economy& economy = baseline.economy;
  nlohmann::ordered_json json{{"home", economy.code(exposure.home)},
                              {"partner", economy.code(exposure.partner)},
                              {"case", solved.compare.name},
                              {"industries", nlohmann::ordered_json::array()},
                              {"firms", nlohmann::ordered_json::array()},
                              {"affiliates", nlohmann::ordered_json::array()}};
  for (const Sector s : by_exposure(exposure.industries)) {
    json["industries"].push_back({{"sector", economy.code(s)},
                                  {"direct_pct", 100 * exposure.industries.direct(s)},
                                  {"with_links_pct", 100 * exposure.industries.with_links(s)},
                                  {"inputs_pct", 100 * exposure.industries.inputs(s)},
                                  {"concentration", exposure.industries.concentration(s)}});
  }
  for (const market::FirmSales& firm : exposure.firms) {
    nlohmann::ordered_json one{{"firm", firm.firm},
                               {"share_pct", 100 * firm.share},
                               {"if_exported_pct", 100 * firm.if_exported},
                               {"if_made_there_pct", 100 * firm.if_made_there},
                               {"as_stated_pct", 100 * firm.as_stated}};
    if (firm.made_there) one["made_there_pct"] = 100 * *firm.made_there;
    if (firm.imported) one["imported_pct"] = 100 * *firm.imported;
    json["firms"].push_back(std::move(one));
  }
  if (exposure.portfolio) {
    const market::PortfolioExposure& all = *exposure.portfolio;
    json["portfolio"] = {{"share_pct", 100 * all.share},
                         {"if_exported_pct", 100 * all.if_exported},
                         {"if_made_there_pct", 100 * all.if_made_there},
                         {"as_stated_pct", 100 * all.as_stated},
                         {"concentration", all.concentration}};
  }
  for (const market::AffiliateSales& each : exposure.affiliates) {
    nlohmann::ordered_json one{{"year", each.year}, {"measure", each.measure}, {"country", each.country}};
    one["host_musd"] = each.host ? nlohmann::ordered_json(*each.host) : nlohmann::ordered_json(nullptr);
    one["to_home_musd"] = each.to_home ? nlohmann::ordered_json(*each.to_home) : nlohmann::ordered_json(nullptr);
    json["affiliates"].push_back(std::move(one));
  }
  json["exports_musd"] = exposure.exports;
  return text::json_text(json);
}

}  // namespace parley::report
