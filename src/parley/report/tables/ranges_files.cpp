#include "parley/report/tables/ranges_files.hpp"

#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {

std::string ranges_csv(const study::RunResult& result) {
  std::string csv =
      "case,country,measure,unit,central,low,high,draws_p05,draws_p95,sets_low,sets_high,sets_up,sets_down,verdict\n";
  if (!result.ranges) return csv;
  const study::HeadlineRanges& ranges = *result.ranges;
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    for (std::size_t item = 0; item < ranges.items.size(); ++item) {
      const study::HeadlineItem& of = ranges.items[item];
      const study::Range& range = ranges.of[item][at];
      csv += text::csv_format("{},{},{},{}", result.cases[at].compare.name, of.country, of.name, of.unit);
      for (const double value :
           {range.central, range.low, range.high, range.draws_low, range.draws_high, range.sets_low, range.sets_high})
        csv += "," + exact(value);
      csv += text::csv_format(",{},{},{}\n", range.sets_up, range.sets_down, study::to_string(range.verdict));
    }
  }
  return csv;
}

nlohmann::ordered_json ranges_json(const study::RunResult& result) {
  if (!result.ranges) return nullptr;
  const study::HeadlineRanges& ranges = *result.ranges;
  nlohmann::ordered_json json{{"plan", ranges.plan},       {"draws", ranges.draws},
                              {"failed", ranges.failed},   {"sets", ranges.sets},
                              {"remarks", ranges.remarks}, {"numbers", nlohmann::ordered_json::array()}};
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    for (std::size_t item = 0; item < ranges.items.size(); ++item) {
      const study::HeadlineItem& of = ranges.items[item];
      const study::Range& range = ranges.of[item][at];
      json["numbers"].push_back({{"case", result.cases[at].compare.name},
                                 {"country", of.country},
                                 {"measure", of.name},
                                 {"unit", of.unit},
                                 {"central", range.central},
                                 {"low", range.low},
                                 {"high", range.high},
                                 {"draws_p05", range.draws_low},
                                 {"draws_p95", range.draws_high},
                                 {"sets_low", range.sets_low},
                                 {"sets_high", range.sets_high},
                                 {"sets_up", range.sets_up},
                                 {"sets_down", range.sets_down},
                                 {"verdict", study::to_string(range.verdict)}});
    }
  }
  return json;
}

}  // namespace parley::report
