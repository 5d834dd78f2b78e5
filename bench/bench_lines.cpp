// Tariff lines: the whole US schedule from 200 origins on every day of 2018 and 2019, and one question.
#include <benchmark/benchmark.h>

#include <algorithm>

#include "cases.hpp"
#include "parley/tariff/law/duty.hpp"
#include "parley/tariff/law/duty_panel.hpp"
#include "parley/tariff/law/measure_read.hpp"
#include "parley/text/csv.hpp"

namespace {

using namespace parley;

tariff::MeasureBook book() { return tariff::read_measures(bench::project() / "scenarios/lines/usa-2018.toml"); }

/// Every row of the schedule that USITC publishes (33,385); rows without a code of their own have that of the row above.
std::vector<std::string> schedule_rows() {
  const text::CsvTable csv = text::read_csv(*bench::shared() / "data/tariff-lines/us_hts_2018_rev8_1_lines.csv");
  const std::size_t code = csv.column("code");
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::string_view cell = csv.cell(row, code);
    lines.push_back(cell.empty() && !lines.empty() ? lines.back() : std::string(cell));
  }
  return lines;
}

void us_schedule_every_day(benchmark::State& state) {
  if (!bench::shared()) {
    state.SkipWithError("PARLEY_SHARED is not set");
    return;
  }
  const tariff::MeasureBook measures = book();
  tariff::PanelRequest request{"USA", schedule_rows(), measures.countries, {2018, 1, 1}, {2020, 1, 1}};
  std::erase(request.origins, "USA");
  request.origins.resize(200);
  double cells = 0;
  for (auto _ : state) {
    const tariff::DutyPanel panel = tariff::duty_panel(measures, request);
    benchmark::DoNotOptimize(panel.mean_by_day());
    cells = static_cast<double>(panel.cell_count());
  }
  state.counters["lines"] = static_cast<double>(request.lines.size());
  state.counters["cells"] = cells;
}
BENCHMARK(us_schedule_every_day)->Unit(benchmark::kMillisecond);

void one_line_one_day(benchmark::State& state) {
  const tariff::MeasureBook measures = book();
  const tariff::LineQuery query{"USA", "CHN", "7326908688", {2018, 9, 24}};
  for (auto _ : state) benchmark::DoNotOptimize(tariff::duty_at(measures, query));
}
BENCHMARK(one_line_one_day)->Unit(benchmark::kMicrosecond);

void read_book(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(book());
}
BENCHMARK(read_book)->Unit(benchmark::kMillisecond);

}  // namespace
