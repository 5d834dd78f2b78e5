#include "parley/report/tables/price_files.hpp"

#include <fmt/format.h>

#include "parley/report/words/event_report.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {
namespace {

std::string beside_csv(const study::Prices& prices, const study::RunResult& result) {
  std::string csv = "case,event,kind,name,predicted_pct,observed_pct,observed_error_pct\n";
  for (const study::ModelBesidePrices& each : prices.beside) {
    for (const market::PredictedAndObserved& pair : each.pairs)
      csv +=
          text::csv_format("{},{},{},{},{},{},{}\n", result.cases[each.solved].compare.name,
                           prices.study.events[each.event].event.id, in_words(each.of), pair.name,
                           exact(100 * pair.predicted), exact(100 * pair.observed), exact(100 * pair.observed_error));
  }
  return csv;
}

std::string odds_csv(const study::Prices& prices) {
  std::string csv =
      "event,what,move_pct,error_pct,war_pct,deal_pct,change_points,low_points,high_points,is_identified,reason\n";
  for (const study::OddsReading& each : prices.odds) {
    csv += text::csv_format("{},{},{},{},{},{},{},{},{},{},{}\n", prices.study.events[each.event].event.id,
                            std::string(in_words(each.of)), exact(100 * each.move), exact(100 * each.error),
                            exact(100 * each.war), exact(100 * each.deal), exact(100 * each.odds.change),
                            exact(100 * each.odds.low), exact(100 * each.odds.high), each.odds.is_identified ? 1 : 0,
                            each.odds.reason);
  }
  return csv;
}

}  // namespace

std::string_view in_words(study::ModelBesidePrices::Of of) {
  return of == study::ModelBesidePrices::Of::sectors ? "sectors" : "firms";
}

std::string_view in_words(study::OddsReading::Of of) {
  switch (of) {
    case study::OddsReading::Of::market:
      return "the market as a whole";
    case study::OddsReading::Of::exposed_beyond_usual:
      return "exposed firms less the others, beyond their usual difference";
    case study::OddsReading::Of::exposed_abnormal:
      return "exposed firms less the others, after the market's move";
  }
  return "";
}

std::vector<TableFile> price_files(const study::Prices& prices, const study::RunResult& result) {
  std::vector<TableFile> files{{"tests.csv", event_tests_csv(prices.study)},
                               {"portfolios.csv", event_members_csv(prices.study)}};
  if (!prices.unknown_sectors.empty()) return files;
  files.push_back({"model-and-prices.csv", beside_csv(prices, result)});
  files.push_back({"odds.csv", odds_csv(prices)});
  return files;
}

}  // namespace parley::report
