#include "parley/report/tables/duty_files.hpp"

#include <nlohmann/json.hpp>

#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

std::string exact_or_empty(const std::optional<double>& value) { return value ? exact(*value) : ""; }

nlohmann::ordered_json number_or_null(const std::optional<double>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

}  // namespace

std::string duties_csv(const study::RunResult& result) {
  std::string out =
      "case,entry,importer,exporter,covered_musd,static_duty_musd,official_covered_musd,official_duty_musd\n";
  const Economy& labels = result.baseline.economy;
  for (const study::CaseResult& solved : result.cases) {
    for (const study::EntryDuty& entry : study::static_duties(result, solved)) {
      for (const study::PartnerDuty& partner : entry.partners) {
        out +=
            text::csv_format("{},{},{},{},{},{},{},{}\n", solved.compare.name, entry.id, entry.importer,
                             labels.code(partner.partner), partner.covered_musd, partner.duty_musd,
                             exact_or_empty(partner.official_covered_musd), exact_or_empty(partner.official_duty_musd));
      }
    }
  }
  return out;
}

nlohmann::ordered_json duties_json(const study::RunResult& result, const study::CaseResult& solved) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const study::EntryDuty& entry : study::static_duties(result, solved)) {
    list.push_back({{"entry", entry.id},
                    {"importer", entry.importer},
                    {"static_duty_musd", entry.duty_musd},
                    {"comparable_musd", entry.comparable_musd},
                    {"official_covered_musd", entry.official_covered_musd},
                    {"official_duty_musd", number_or_null(entry.official_duty_musd)},
                    {"difference_pct", number_or_null(entry.difference_pct())},
                    {"reason", entry.reason}});
  }
  return list;
}

}  // namespace parley::report
