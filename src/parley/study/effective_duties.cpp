#include "parley/study/effective_duties.hpp"

#include <map>
#include <utility>

namespace parley::study {

double EffectiveLine::total_duty_musd(std::size_t day) const {
  double duty = 0;
  for (const double each : duty_musd[day]) duty += each;
  return duty;
}

EffectiveDuties effective_duties(const tariff::MeasureBook& book, const std::string& importer,
                                 const tariff::CoverageRecipe& recipe, const std::filesystem::path& sources,
                                 const std::vector<Date>& days, Observer& observer) {
  return {importer, book.stack.order, tariff::effective_rates(book, importer, recipe, sources, days, observer)};
}

std::vector<EffectiveLine> effective_lines(const EffectiveDuties& duties, EffectiveBy by) {
  const std::size_t authorities = duties.authorities.size();
  std::map<std::string, EffectiveLine> lines;
  for (std::size_t day = 0; day < duties.by_day.size(); ++day) {
    for (const tariff::EffectiveRow& row : duties.by_day[day].rows) {
      for (const std::string& name : {by == EffectiveBy::partner ? row.exporter : row.sector, std::string("total")}) {
        EffectiveLine& line = lines[name];
        line.duty_musd.resize(duties.by_day.size(), std::vector<double>(authorities));
        if (day == 0) line.imports_musd += row.value_musd;
        for (std::size_t a = 0; a < authorities; ++a) line.duty_musd[day][a] += row.duty_musd[a];
      }
    }
  }
  std::vector<EffectiveLine> table;
  for (auto& [name, line] : lines) {
    line.name = name;
    table.push_back(std::move(line));
  }
  return table;
}

double percent_of(double part, double whole) { return whole > 0 ? 100 * part / whole : 0; }

}  // namespace parley::study
