// Who looks for a function finds its source by the name of the header that declares it.
#include <map>
#include <set>
#include <string>

#include "support/files.hpp"

namespace parley::test {
namespace {

namespace fs = std::filesystem;

/// Sources that share a header with others: what they have in common is declared in one place, for the reason given.
struct SharedHeader {
  std::set<std::string> sources;  ///< without ending, in the folder of the header; "rule_*" for all that begin so
  std::string reason;
};

const std::map<std::string, SharedHeader> shared_headers{
    {"bargaining/rules.hpp", {{"rule_*"}, "one function for each rule, all of one form"}},
    {"data/read_baseline.hpp", {{"write_baseline"}, "a baseline folder is read and written in one form"}},
    {"economy/baseline.hpp", {{"calibrate"}, "how a Baseline is made is part of what it is"}},
    {"market/abnormal_return.hpp",
     {{"event_tests", "mean_correlation"}, "the parts of event_study.cpp, which nobody else calls"}},
    {"market/exposure.hpp", {{"read_exposure"}, "the tables' columns stand beside the values that they fill"}},
    {"market/plan.hpp", {{"carry_out", "read_plan"}, "a plan as read and what comes of it, member by member"}},
    {"numerics/bounded_optimum.hpp",
     {{"optional/bounded_optimum", "optional/bounded_optimum_absent"}, "with the library, and what stands in for it"}},
    {"numerics/knapsack_part.hpp", {{"knapsack_band"}, "the part that knapsack.cpp and its band share"}},
    {"numerics/newton_krylov.hpp",
     {{"optional/newton_krylov", "optional/newton_krylov_absent"}, "with the library, and what stands in for it"}},
    {"replicate/ossa_2014_strategies.hpp",
     {{"ossa_2014_elasticities", "ossa_2014_optima", "ossa_2014_talks", "ossa_2014_unrestricted",
       "ossa_2014_war_tables", "ossa_2014_wars", "ossa_2014_weights"},
      "one published article, one file for each of its tables"}},
    {"replicate/replication.hpp",
     {{"replicate_analytic", "replicate_global_tariff_war", "replicate_gravity_30", "replicate_gravity_76",
       "replicate_gsim", "replicate_kite_2025", "replicate_nafta_1993", "replicate_ossa_2014", "replicate_short_run",
       "replicate_tariff_lines", "replicate_trade_war_2018"},
      "one function for each published case, all of one form"}},
    {"report/page/strategy_writer.hpp",
     {{"strategy_curves", "strategy_escalation"}, "one writer, a file for each part of its chapter"}},
    {"report/page/world_map.hpp", {{"map_figure"}, "the outlines that it draws, which the build makes"}},
    {"report/tables/spreadsheet.hpp",
     {{"optional/spreadsheet", "optional/spreadsheet_absent"}, "with the library, and what stands in for it"}},
    {"report/tables/tables.hpp", {{"json"}, "the tables of a run in another form"}},
    {"scenario/entry.hpp",
     {{"read", "read_affiliates", "read_coverage", "read_entry", "read_lines", "read_quantity"},
      "readers of the parts of one file, which nobody outside calls"}},
    {"scenario/resolve.hpp", {{"commitments", "to_shock"}, "what a scenario becomes on a baseline"}},
    {"study/models.hpp", {{"model_reasons"}, "why models differ, beside by how much"}},
    {"uncertainty/sensitivity.hpp",
     {{"optional/draw_store", "optional/draw_store_absent", "uncertainty"},
      "what keeps the draws, and the distributions that they are from"}},
    {"uncertainty/team.hpp", {{"optional/mpi_team"}, "a module that is loaded under mpirun only"}},
};

fs::path sources() { return project() / "src" / "parley"; }

/// The sources that a name in the list stands for.
std::set<std::string> named(const fs::path& folder, const std::string& name) {
  if (name.back() != '*') return {name};
  const std::string beginning = name.substr(0, name.size() - 1);
  std::set<std::string> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string stem = entry.path().stem().string();
    if (entry.path().extension() == ".cpp" && stem.starts_with(beginning)) found.insert(stem);
  }
  return found;
}

TEST(Architecture, ASourceHasAHeaderOfItsOwnOrSharesANamedOne) {
  std::set<std::string> excused;
  for (const auto& [header, shared] : shared_headers) {
    for (const std::string& name : shared.sources) {
      const fs::path folder = fs::path(header).parent_path();
      for (const std::string& each : named(sources() / folder, name))
        excused.insert((folder / (each + ".cpp")).string());
    }
  }
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(sources())) {
    if (entry.path().extension() != ".cpp") continue;
    ++count;
    const std::string source = fs::relative(entry.path(), sources()).string();
    const bool has_own = fs::exists(fs::path(entry.path()).replace_extension(".hpp"));
    EXPECT_NE(has_own, excused.contains(source))
        << source
        << (has_own ? " has a header of its own now: take it off the list"
                    : " has no header of its own: give it one, or list it with the reason");
  }
  EXPECT_GT(count, 100U);
}

TEST(Architecture, TheListOfSharedHeadersNamesWhatIsThere) {
  for (const auto& [header, shared] : shared_headers) {
    EXPECT_TRUE(fs::exists(sources() / header)) << header;
    EXPECT_FALSE(shared.reason.empty()) << header;
    for (const std::string& name : shared.sources) {
      const std::set<std::string> all = named((sources() / header).parent_path(), name);
      EXPECT_FALSE(all.empty()) << name;
      for (const std::string& each : all) {
        const fs::path source = (sources() / header).replace_filename(each + ".cpp");
        ASSERT_TRUE(fs::exists(source)) << source;
        EXPECT_NE(read_file(source).find("#include \"parley/" + header + "\""), std::string::npos)
            << source << " does not include " << header;
      }
    }
  }
}

}  // namespace
}  // namespace parley::test
