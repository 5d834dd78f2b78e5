#include "parley/report/tables/ranges_files.hpp"

#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"

namespace parley::report {

std::string ranges_csv(const study::RunResult& result) {
  std::string csv = "case,country,measure,unit";
  for (const auto& column : range_columns) csv += text::csv_format(",{}", column.first);
  csv += ",sets_up,sets_down,verdict\n";
  if (!result.ranges) return csv;
  const study::HeadlineRanges& ranges = *result.ranges;
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    for (std::size_t item = 0; item < ranges.items.size(); ++item) {
      const study::HeadlineItem& of = ranges.items[item];
      const study::Range& range = ranges.of[item][at];
      csv += text::csv_format("{},{},{},{}", result.cases[at].compare.name, of.country, of.name, of.unit);
      for (const auto& column : range_columns) csv += "," + exact(range.*column.second);
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
      nlohmann::ordered_json row{
          {"case", result.cases[at].compare.name}, {"country", of.country}, {"measure", of.name}, {"unit", of.unit}};
      for (const auto& column : range_columns) row[column.first] = range.*column.second;
      row["sets_up"] = range.sets_up;
      row["sets_down"] = range.sets_down;
      row["verdict"] = study::to_string(range.verdict);
      json["numbers"].push_back(std::move(row));
    }
  }
  return json;
}

}  // namespace parley::report
