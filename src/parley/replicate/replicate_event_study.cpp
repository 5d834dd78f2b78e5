#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "parley/base/error.hpp"
#include "parley/market/index_arithmetic.hpp"
#include "parley/market/plan.hpp"
#include "parley/replicate/replicate_event_study.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::replicate {
namespace {

namespace fs = std::filesystem;
using market::EventTests;

/// The firms of the reference, estimated from 10 March 2017 to 7 March 2018, 250 days.
market::EventPlan plan_of(const std::string& name, const Date& date, int from, int to) {
  market::EventPlan plan{.file = "plan", .title = name};
  plan.prices = "es_exposed24_adjclose.csv";
  plan.market = "index_levels_2016-12_2018-12.csv";
  plan.market_column = "GSPC";
  plan.estimation_from = Date{2017, 3, 10};
  plan.estimation_until = Date{2018, 3, 7};
  plan.options.draws = 0;
  plan.groups = {{.id = "exposed", .title = "exposed"}};
  plan.events = {{.id = name, .title = name, .date = date, .from = from, .to = to}};
  return plan;
}

const market::AbnormalReturn& firm(const market::EventStudyResult& result, std::string_view name, const Place& place) {
  for (const market::AbnormalReturn& each : result.events.front().groups.front().members) {
    if (result.members[each.member.value()] == name) return each;
  }
  throw InputError(place, fmt::format("no firm '{}' in the prices", name));
}

/// What a column of the reference's tables means for one firm.
double figure(const market::AbnormalReturn& firm, const std::vector<Date>& days, const std::string& column,
              const Place& place) {
  if (column == "alpha") return firm.coefficient[0];
  if (column == "beta" || column == "b_mkt") return firm.coefficient[1];
  if (column == "b_smb") return firm.coefficient[2];
  if (column == "b_hml") return firm.coefficient[3];
  if (column == "sigma" || column == "s") return firm.sigma;
  if (column == "r2") return firm.r_squared;
  if (column == "CAR" || column == "CAR_22_23") return firm.cumulative;
  if (column == "se_CAR") return firm.cumulative_error;
  if (column == "t_CAR") return firm.cumulative / firm.cumulative_error;
  for (std::size_t t = 0; t < days.size(); ++t) {
    if (column == "AR_" + to_string(days[t])) return firm.abnormal[t];
  }
  throw InputError(place, fmt::format("no figure '{}'", column));
}

/// Every cell of the named columns (none: all) of a table of firms, to its eight printed decimals.
void compare_firms(const fs::path& file, const market::EventStudyResult& result, std::vector<std::string> columns,
                   Replication& report) {
  const text::CsvTable csv = text::read_csv(file);
  const std::size_t ticker = csv.column("ticker");
  if (columns.empty()) columns = csv.header();
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    for (const std::string& name : columns) {
      const std::size_t column = csv.column(name);
      if (column == ticker) continue;
      PublishedCell cell{file.stem().string(), std::string(csv.cell(row, ticker)), name, csv.number(row, column), 8};
      cell.computed = figure(firm(result, csv.cell(row, ticker), csv.place(row, ticker)), result.events.front().days,
                             name, csv.place(row, column));
      if (prints_the_same(cell.published, cell.computed, cell.decimals)) cell.verdict = PublishedCell::Verdict::agrees;
      report.published.push_back(std::move(cell));
    }
  }
}

void add(OracleComparison& oracle, double ours, double theirs, const std::string& where) {
  oracle.add(std::abs(ours - theirs), where);
}

/// estudy2's statistics by day; it standardises with SSE/(T-1).
void compare_estudy2(const fs::path& folder, const std::string& day, const market::EventStudyResult& result,
                     Replication& report) {
  OracleComparison oracle{.name = "estudy2 " + day + ": mean, t, BMP, Patell, rank", .unit = "t", .tolerance = 1e-10};
  const text::CsvTable parametric = text::read_csv(folder / ("estudy2_parametric_" + day + ".csv"));
  const text::CsvTable ranks = text::read_csv(folder / ("estudy2_nonparametric_" + day + ".csv"));
  const market::EventResult& event = result.events.front();
  if (parametric.row_count() != event.days.size() || ranks.row_count() != event.days.size())
    throw InputError({parametric.file(), 0, 0, ""}, "its days are not those of the window");
  for (std::size_t t = 0; t < event.days.size(); ++t) {
    const EventTests& tests = event.groups.front().by_day[t];
    const auto compare = [&](const text::CsvTable& csv, const char* column, double ours) {
      add(oracle, ours, csv.number(t, csv.column(column)), fmt::format("{} {}", csv.cell(t, 0), column));
    };
    compare(parametric, "mean", tests.mean);
    compare(parametric, "t_test_stat", tests.cross_section.value);
    compare(parametric, "pt_stat", tests.patell_total_variance.value);
    compare(parametric, "bh_stat", tests.bmp.value);
    compare(ranks, "rank_stat", tests.corrado.value);
  }
  report.oracles.push_back(oracle);
}

/// The reference's own statistics, made with numpy: by day and for the whole window.
void compare_json(const nlohmann::json& json, const std::string& key, const market::EventStudyResult& result,
                  Replication& report) {
  OracleComparison oracle{.name = key + ": KP, Patell, BMP, rank by day and together", .unit = "t", .tolerance = 1e-10};
  const nlohmann::json& of_event = json.at(key);
  const market::EventResult& event = result.events.front();
  const market::GroupStudy& study = event.groups.front();
  add(oracle, study.mean_correlation, of_event.at("rbar"), "mean correlation");
  const auto compare = [&](const nlohmann::json& theirs, const EventTests& ours, const char* mean, const char* rank,
                           const std::string& where) {
    add(oracle, ours.mean, theirs.at(mean), where + " " + mean);
    add(oracle, ours.cross_section.value, theirs.at("t_cross"), where + " t_cross");
    add(oracle, ours.patell.value, theirs.at("patell_z"), where + " patell_z");
    add(oracle, ours.bmp.value, theirs.at("bmp_t"), where + " bmp_t");
    add(oracle, ours.kolari_pynnonen.value, theirs.at("kp_bmp_t"), where + " kp_bmp_t");
    add(oracle, ours.corrado.value, theirs.at(rank), where + " " + rank);
  };
  for (std::size_t t = 0; t < event.days.size(); ++t) {
    const nlohmann::json& theirs = of_event.at("per_day").at(t);
    const std::string where = theirs.at("date");
    compare(theirs, study.by_day[t], "AAR", "corrado_t", where);
    add(oracle, study.by_day[t].adjusted_patell.value, theirs.at("kp_patell_z"), where + " kp_patell_z");
    add(oracle, study.by_day[t].share_negative, theirs.at("pct_neg"), where + " pct_neg");
  }
  compare(of_event.at("car"), study.cumulative, "CAAR", "corrado_cum_t", "together");
  report.oracles.push_back(oracle);
}

/// Exposed firms against all others with a price on every day.
void compare_groups(const fs::path& data, market::EventPlan plan, const nlohmann::json& json, Replication& report) {
  const std::string key = plan.events.front().id;
  plan.prices = "sp500_adjclose_2016-12_2018-12.csv";
  plan.groups = {{.id = "exposed"}, {.id = "rest", .except = {"exposed"}}};
  plan.groups[0].members = json.at(key).at("tickers").get<std::vector<std::string>>();
  plan.comparisons = {{"exposed", "rest"}};
  plan.options.least_days = 250;
  const market::EventStudyResult result = market::carry_out(plan, data);
  const market::EventResult& event = result.events.front();
  const nlohmann::json& theirs = json.at(key).at("welch");
  OracleComparison oracle{
      .name = key + ": exposed against the rest (Welch)", .unit = "t, p, returns", .tolerance = 1e-9};
  add(oracle, static_cast<double>(event.groups[0].members.size() + event.groups[1].members.size()), theirs.at("n_all"),
      "n_all");
  add(oracle, event.groups[1].cumulative.mean, theirs.at("caar_rest"), "caar_rest");
  add(oracle, event.differences.front().abnormal, theirs.at("diff"), "diff");
  add(oracle, event.differences.front().welch.value, theirs.at("t"), "t");
  add(oracle, event.differences.front().welch.probability, theirs.at("p"), "p");
  report.oracles.push_back(oracle);
  report.side_table.push_back(
      {fmt::format("{}: raw returns, %", key),
       {100 * event.groups[0].raw_mean, 100 * event.groups[1].raw_mean, event.differences.front().raw_welch.value,
        event.differences.front().raw_calendar_time.value}});
}

double level(const market::DayTable& levels, const std::string& index, const Date& date) {
  const auto member = std::find(levels.members.begin(), levels.members.end(), index);
  const auto day = std::find(levels.dates.begin(), levels.dates.end(), date);
  if (member == levels.members.end() || day == levels.dates.end())
    throw InputError({levels.file, 0, 0, index}, fmt::format("no level of {}", to_string(date)));
  return levels.value(market::Member(static_cast<std::size_t>(member - levels.members.begin())),
                      market::Day(static_cast<std::size_t>(day - levels.dates.begin())));
}

/// Levels, points and per cent of the indices, to the printed digit.
void compare_indices(const fs::path& file, const market::DayTable& levels, Replication& report) {
  const text::CsvTable csv = text::read_csv(file);
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::string name(csv.cell(row, csv.column("index")));
    const double before = level(levels, name, {2018, 3, 16});
    const market::IndexMove week{before, level(levels, name, {2018, 3, 23})};
    const market::IndexMove day{week.after, level(levels, name, {2018, 3, 26})};
    for (const auto& [column, value] :
         {std::pair("close_2018_03_16", before), std::pair("close_2018_03_23", week.after),
          std::pair("close_2018_03_26", day.after), std::pair("change_26", day.points()),
          std::pair("pct_26", 100 * day.change()), std::pair("week_pct", 100 * week.change())}) {
      PublishedCell cell{"indices", name, column, csv.number(row, csv.column(column)), 4, value};
      if (prints_the_same(cell.published, value, 4)) cell.verdict = PublishedCell::Verdict::agrees;
      report.published.push_back(std::move(cell));
    }
    if (name == "DJI" || name == "GSPC")
      report.side_table.push_back({fmt::format("{}: share of the week's loss regained on 26 March, %", name),
                                   {100 * market::share_regained(before, week.after, day.after)}});
  }
}

/// The Dow from the closes of its 30 members, every day from 1 February to 25 June 2018.
void compare_dow(const fs::path& data, const market::DayTable& levels, Replication& report) {
  constexpr double divisor = 0.14523396877348;  // Dow Jones, in force from 1 February to 25 June 2018
  const text::CsvTable names = text::read_csv(data / "dow30_members_2018-03.csv");
  market::DayTableForm form;
  for (std::size_t row = 0; row < names.row_count(); ++row)
    form.only.emplace_back(names.cell(row, names.column("ticker_in_file")));
  const fs::path file = data / "sp500_close_2016-12_2018-12.csv";
  const market::DayTable closes = market::parse_day_table(text::read_bytes(file), file.string(), form);
  const std::vector<double> rebuilt = market::price_weighted(closes, divisor);
  OracleComparison oracle{
      .name = "the Dow from its 30 members, 1 February to 25 June 2018", .unit = "points", .tolerance = 0.07};
  for (std::size_t t = 0; t < closes.dates.size(); ++t) {
    const Date& date = closes.dates[t];
    if (date < Date{2018, 2, 1} || Date{2018, 6, 25} < date) continue;
    add(oracle, rebuilt[t], level(levels, "DJI", date), to_string(date));
  }
  report.oracles.push_back(oracle);
}

/// One event of the reference, with the files that speak of it.
struct ReferenceEvent {
  std::string key;
  Date date;
  int from, to;
  std::string table;                        ///< of the market model; empty: none
  std::string estudy2;                      ///< day in estudy2's file names; empty: none
  std::vector<std::string> factor_columns;  ///< of the three factors' table
};

void compare_event(const fs::path& folder, const fs::path& data, const nlohmann::json& json,
                   const ReferenceEvent& event, Replication& report) {
  const market::EventPlan plan = plan_of(event.key, event.date, event.from, event.to);
  const market::EventStudyResult result = market::carry_out(plan, data);
  if (!event.table.empty()) compare_firms(folder / (event.table + ".csv"), result, {}, report);
  if (!event.estudy2.empty()) compare_estudy2(folder, event.estudy2, result, report);
  compare_json(json, event.key, result, report);
  compare_groups(data, plan, json, report);
  if (event.factor_columns.empty()) return;
  market::EventPlan factors = plan;
  factors.market.clear();
  factors.factors = "ff3_daily_vintage202403.csv";
  factors.factor_columns = {"mkt_rf", "smb", "hml"};
  factors.risk_free = "rf";
  compare_firms(folder / "es_ff3_exposed.csv", market::carry_out(factors, data), event.factor_columns, report);
}

/// A figure of the press beside the same one from closing levels, to its printed digits.
void add_printed(const std::string& index, const std::string& column, double printed, int decimals, double computed,
                 Replication& report) {
  PublishedCell cell{"indices", index, column, printed, decimals, computed};
  if (prints_the_same(printed, computed, decimals)) cell.verdict = PublishedCell::Verdict::agrees;
  report.published.push_back(std::move(cell));
}

/// What newspapers printed about Monday, 26 March 2018, and the week before.
void compare_press(const market::DayTable& levels, Replication& report) {
  struct Printed {
    const char* index;
    double close, points, percent, week_percent;
  };
  for (const Printed& printed :
       {Printed{"DJI", 24202.60, 669.40, 2.84, -5.67}, Printed{"GSPC", 2658.55, 70.29, 2.72, -5.95}}) {
    const market::IndexMove week{level(levels, printed.index, {2018, 3, 16}),
                                 level(levels, printed.index, {2018, 3, 23})};
    const market::IndexMove day{week.after, level(levels, printed.index, {2018, 3, 26})};
    add_printed(printed.index, "close of 26 March", printed.close, 2, day.after, report);
    add_printed(printed.index, "points on 26 March", printed.points, 2, day.points(), report);
    add_printed(printed.index, "26 March, %", printed.percent, 2, 100 * day.change(), report);
    add_printed(printed.index, "week to 23 March, %", printed.week_percent, 2, 100 * week.change(), report);
  }
}

/// Mean abnormal return of the 24 exposed firms on a day, per cent, as the R package estudy2 prints it from their prices.
struct MeanOfFirms {
  Date day;
  double percent;
};
constexpr std::array means_by_estudy2{MeanOfFirms{{2018, 3, 22}, 0.342223745519732},
                                      MeanOfFirms{{2018, 3, 23}, -0.135343669818775},
                                      MeanOfFirms{{2018, 3, 26}, -0.35901294848516}};

/// Mean over firms of what the firm-level study found for one event, per cent; none where the file has no such event.
std::optional<double> mean_of_firms(const text::CsvTable& firms, const std::string& event) {
  double sum = 0;
  double count = 0;
  for (std::size_t row = 0; row < firms.row_count(); ++row) {
    if (firms.cell(row, firms.column("event")) != event) continue;
    sum += firms.number(row, firms.column("abnormal_pct"));
    ++count;
  }
  if (count == 0) return std::nullopt;
  return sum / count;
}

/// The portfolio of the exposed firms against the mean of the firms: least squares is linear, so both must be the same, up
/// to the six decimals of the shipped returns.
void compare_portfolio(const fs::path& data, Replication& report) {
  const std::string returns = "march-2018-returns.csv";
  OracleComparison days{.name = "exposed portfolio against estudy2's mean of 24 firms, by day",
                        .unit = "percentage points",
                        .tolerance = 1e-6};
  OracleComparison windows{.name = "exposed portfolio against the mean of 24 firms, by event",
                           .unit = "percentage points",
                           .tolerance = 2e-6};
  const text::CsvTable firms = text::read_csv(data / "march-2018-firms.csv");
  struct Event {
    const char* id;
    Date date;
    int to;
  };
  for (const Event& event :
       {Event{"memorandum", {2018, 3, 22}, 1}, Event{"talks", {2018, 3, 26}, 0}, Event{"lists", {2018, 4, 4}, 0}}) {
    market::EventPlan plan = plan_of(event.id, event.date, 0, event.to);
    plan.prices = plan.market = returns;
    plan.values = plan.market_values = market::EventPlan::Values::return_percent;
    plan.form.is_price = false;
    plan.groups.front().members = {"exposed"};
    const market::EventStudyResult result = market::carry_out(plan, data);
    const market::EventResult& studied = result.events.front();
    const market::AbnormalReturn& portfolio = studied.groups.front().members.front();
    for (std::size_t t = 0; t < studied.days.size(); ++t) {
      for (const MeanOfFirms& mean : means_by_estudy2) {
        if (mean.day == studied.days[t]) add(days, 100 * portfolio.abnormal[t], mean.percent, to_string(mean.day));
      }
    }
    if (const auto mean = mean_of_firms(firms, event.id)) add(windows, 100 * portfolio.cumulative, *mean, event.id);
  }
  report.oracles = {days, windows};
}

/// The part that data/market carries: index levels against the press, one portfolio against its firms.
Replication from_shipped_data(const fs::path& data) {
  Replication report{.name = "event-study-2018",
                     .title = "March and April 2018: indices against the press, a portfolio against its firms",
                     .notes = {"from the small facts that ship with Parley; firm by firm needs prices and references"}};
  const fs::path file = data / "index-levels.csv";
  compare_press(market::parse_day_table(text::read_bytes(file), file.string(), {.only = {"DJI", "GSPC"}}), report);
  compare_portfolio(data, report);
  return report;
}

}  // namespace

Replication replicate_event_study_2018(const fs::path& folder, Observer& observer) {
  if (fs::exists(folder / "march-2018-returns.csv")) return from_shipped_data(folder);
  const fs::path data = folder / ".." / ".." / "data" / "market";
  Replication report{
      .name = "event-study-2018",
      .title = "Event study of March and April 2018: market model, three factors, every test, and the indices",
      .notes = {"printed: tables of statsmodels and numpy, statistics of estudy2; computed: the same prices, here",
                "Patell is held against both conventions: SSE/(T-k) (numpy) and SSE/(T-1) (estudy2)"},
      .side_columns = {"exposed", "others", "Welch t", "portfolio t"}};
  const fs::path reference = folder / "event_study_reference.json";
  const nlohmann::json json = text::read_json(reference);
  const std::vector<std::string> window = {"alpha",         "b_mkt",         "b_smb",     "b_hml",  "s",    "r2",
                                           "AR_2018-03-22", "AR_2018-03-23", "CAR_22_23", "se_CAR", "t_CAR"};
  const std::vector<ReferenceEvent> events = {
      {"E1_[0,+1]", {2018, 3, 22}, 0, 1, "es_exposed_E1_0_p1", "2018-03-22", window},
      {"E1_[-1,+1]", {2018, 3, 22}, -1, 1, "es_exposed_E1_m1_p1", "", {}},
      {"E2_26Mar", {2018, 3, 26}, 0, 0, "es_exposed_E2_26Mar", "2018-03-26", {"AR_2018-03-26"}},
      {"E3_04Apr", {2018, 4, 4}, 0, 0, "", "", {"AR_2018-04-04"}}};
  for (const ReferenceEvent& event : events) {
    observer.progress(event.key, 0);
    try {
      compare_event(folder, data, json, event, report);
    } catch (const nlohmann::json::exception& error) {
      throw InputError(Place{.file = reference.string(), .key = event.key}, "is not in the form of the reference",
                       error.what());
    }
  }
  const fs::path file = data / "index_levels_2016-12_2018-12.csv";
  const market::DayTable levels =
      market::parse_day_table(text::read_bytes(file), file.string(), {.only = {"DJI", "GSPC", "VIX", "NDX", "RUT"}});
  compare_indices(folder / "index_arithmetic.csv", levels, report);
  compare_dow(data, levels, report);
  return report;
}

}  // namespace parley::replicate
