// Conversion of a whole nomenclature, import of a year of trade, and the checks of March 2018.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

#include "parley/base/observer.hpp"
#include "parley/customs/imported.hpp"
#include "parley/nomenclature/convert.hpp"
#include "parley/nomenclature/read_vintage.hpp"
#include "parley/rules/case_file.hpp"
#include "parley/rules/read_case.hpp"
#include "parley/rules/run_checks.hpp"

namespace {

namespace fs = std::filesystem;
using namespace parley;

const fs::path project = PARLEY_SOURCE_DIR;

void convert_nomenclature(benchmark::State& state) {
  const nomenclature::VintageTable table = nomenclature::read_vintages(project / "data/hs-editions.csv");
  std::vector<nomenclature::CodeValue> codes;
  // 2017 to 2012: the source's table of 2022 does not mention 300219.
  for (const std::string& code : table.codes.at(2017)) codes.push_back({code, 123456789, {}});
  for (auto _ : state) {
    benchmark::DoNotOptimize(nomenclature::convert_codes(table, codes, {.from = 2017, .to = 2012}));
  }
  state.counters["codes"] = static_cast<double>(codes.size());
}
BENCHMARK(convert_nomenclature)->Unit(benchmark::kMillisecond);

void import_baci(benchmark::State& state) {
  std::string bytes = "t,i,j,k,v,q\n";
  for (int row = 0; row < 100000; ++row) bytes += fmt::format("2017,842,156,{:06},{}.5,1\n", 10000 + 7 * row, row);
  const customs::ImportOptions options{.format = customs::ImportFormat::baci};
  Observer nobody;
  for (auto _ : state) {
    benchmark::DoNotOptimize(customs::import_file(bytes, "BACI_HS17_Y2017.csv", options, nobody));
  }
  state.counters["rows"] = 100000;
}
BENCHMARK(import_baci)->Unit(benchmark::kMillisecond);

void check_march_2018(benchmark::State& state) {
  const rules::RuleCase rule_case = rules::read_case(project / "scenarios/wto/march-2018.toml");
  for (auto _ : state) benchmark::DoNotOptimize(rules::run_checks(rule_case, {}, {}));
}
BENCHMARK(check_march_2018)->Unit(benchmark::kMillisecond);

}  // namespace
