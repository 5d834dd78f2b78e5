// Which tariffs matter most for American real income, at the last case of a scenario: one adjoint solve for all of them.
#include <cstdio>
#include <parley/parley.hpp>

int main(int count, char** words) {
  if (count != 2) return 2;
  using namespace parley;
  Observer silent;
  const study::RunResult result = study::compute({.scenario = words[1]}, silent);
  const Economy& labels = result.baseline.economy;
  const Objective income{{{.measure = study::measure_of(study::NamedMeasure{.country = "USA"}, labels)}}};
  const study::RankedSlopes ranked =
      study::rank_slopes(result.baseline, result.cases.back(), income, PolicyInstrument::tariff, silent);
  for (std::size_t at = 0; at < 3; ++at) {
    const study::InstrumentSlope& slope = ranked.slopes.at(at);
    std::printf("%s from %s into %s: %+.6f %% for one point more\n", labels.code(slope.sector).c_str(),
                labels.code(country(slope.exporter)).c_str(), labels.code(country(slope.importer)).c_str(),
                slope.per_point);
  }
  return 0;
}
