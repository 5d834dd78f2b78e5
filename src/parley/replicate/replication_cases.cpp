#include "parley/replicate/replication_cases.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/base/error.hpp"
#include "parley/replicate/replicate_bargaining.hpp"
#include "parley/replicate/replicate_event_study.hpp"

namespace parley::replicate {

namespace fs = std::filesystem;

const std::vector<PublishedCase>& published_cases() {
  static const std::vector<PublishedCase> cases = {
      {.name = "nafta-1993",
       .summary = "Caliendo & Parro (2015): NAFTA, 31 countries, 40 sectors",
       .folder = "reference/nafta-1993",
       .package = "supplementary data of doi:10.1093/restud/rdu035",
       .run = replicate_nafta_1993},
      {.name = "gravity-76",
       .summary = "structural gravity in changes, 76 countries",
       .folder = "reference/gravity-76",
       .shipped_file = "reference/gravity-76/example_data.csv",
       .run = replicate_gravity_76},
      {.name = "gravity-30",
       .summary = "structural gravity in levels, 30 countries",
       .folder = "reference/gravity-30",
       .shipped_file = "reference/gravity-30/sample_data.csv",
       .run = replicate_gravity_30},
      {.name = "ossa-2014",
       .summary = "Ossa (2014): given and optimal tariffs, trade wars, trade talks",
       .folder = "reference/ossa-2014",
       .package = "openICPSR 112717, doi:10.3886/E112717V1",
       .run = replicate_ossa_2014},
      {.name = "analytic",
       .summary = "closed forms of optimal and Nash tariffs",
       .folder = "reference/analytic",
       .shipped_file = "reference/analytic/cases.json",
       .run = replicate_analytic},
      {.name = "global-tariff-war",
       .summary = "Lashkaripour (2021): the cost of a global tariff war, 44 countries",
       .folder = "reference/global-tariff-war",
       .package = "replication files of doi:10.1016/j.jinteco.2020.103419",
       .run = replicate_global_tariff_war},
      {.name = "gsim-4x4",
       .summary = "Francois & Hall (2003), GSIM",
       .folder = "reference/gsim-4x4",
       .shipped_file = "partial/gsim-4x4/trade.csv",
       .run = replicate_gsim_4x4},
      {.name = "event-study-2018",
       .summary =
           "prices of March and April 2018; firm by firm against estudy2, statsmodels and numpy with their prices",
       .folder = "reference/event-study-2018",
       .shipped_file = "market/march-2018-returns.csv",
       .run = replicate_event_study_2018},
      {.name = "trade-war-2018",
       .summary = "what others found of the trade war of 2018, with one thing switched at a time",
       .folder = "reference/trade-war-2018",
       .shipped_file = "reference/trade-war-2018/published.csv",
       .run = replicate_trade_war_2018},
      {.name = "short-run",
       .summary =
           "immobile value added, CES inputs, home goods in a nest: 25 cases of two other programs, closed forms",
       .folder = "reference/short-run",
       .shipped_file = "reference/short-run/cases.json",
       .run = replicate_short_run},
      {.name = "kite-2025",
       .summary = "duties of 2025: one-year results of the Kiel Institute beside a year and the long run",
       .folder = "reference/kite-2025",
       .shipped_file = "reference/kite-2025/published.csv",
       .run = replicate_kite_2025},
      {.name = "bargaining",
       .summary = "services, purchases, quotas, bargaining: closed forms and other people's figures",
       .folder = "reference/bargaining",
       .shipped_file = "reference/bargaining/bargaining_reference.json",
       .run = replicate_bargaining},
      {.name = "tariff-lines",
       .summary = "lists of tariff lines of 2018: counts; imports and duties with the source tables",
       .folder = "data/tariff-lines",
       .shipped_file = "lines/us-301-1.csv",
       .run = replicate_tariff_lines}};
  return cases;
}

const PublishedCase& find_case(const std::string& name) {
  const std::vector<PublishedCase>& cases = published_cases();
  const auto found = std::find_if(cases.begin(), cases.end(), [&](const auto& each) { return each.name == name; });
  if (found != cases.end()) return *found;
  std::vector<std::string> known;
  for (const PublishedCase& each : cases) known.push_back(each.name);
  const std::string hint = did_you_mean(name, known);
  throw InputError(Place{}, fmt::format("no replication case '{}'", name),
                   hint.empty() ? fmt::format("known cases: {}", fmt::join(known, " ")) : hint);
}

fs::path case_folder(const PublishedCase& published, const std::vector<fs::path>& reference_folders,
                     const std::function<fs::path(const std::string& file)>& find_shipped) {
  for (const fs::path& folder : reference_folders) {
    if (fs::is_directory(folder / published.folder)) return folder / published.folder;
  }
  if (!published.shipped_file.empty()) return find_shipped(published.shipped_file).parent_path();
  throw InputError(
      Place{}, fmt::format("{} needs the authors' package, which does not ship: {}", published.name, published.package),
      fmt::format(
          "put its tables, in the form that docs/replications.md has, into {} below PARLEY_SHARED, or name their "
          "folder with --data",
          published.folder));
}

}  // namespace parley::replicate
