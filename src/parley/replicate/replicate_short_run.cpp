#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/base/error.hpp"
#include "parley/base/not_solved.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/equilibrium/gradient.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/equilibrium/production_reading.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/text/json.hpp"

namespace parley::replicate {
namespace {

using ShortRunJson = nlohmann::json;

/// One made-up economy under one case's parameters and duties, and where it stands in the file.
struct ShortRunCase {
  Baseline baseline;
  Shock shock;
  std::string name;
};

Array<Sector> elasticities_of(const ShortRunJson& values, std::size_t sectors, const std::string& name) {
  const auto list = values.get<std::vector<double>>();
  if (list.size() != sectors) throw InputError(Place{.key = name}, "does not have one elasticity a sector");
  Array<Sector> result(sectors);
  std::ranges::copy(list, result.values().begin());
  return result;
}

ShortRunCase read_case(const Baseline& base, const ShortRunJson& entry) {
  ShortRunCase result{base, no_shock(base), entry.at("name").get<std::string>()};
  const std::size_t sectors = base.economy.sector_count();
  result.baseline.production = {.immobility = entry.at("mu").get<double>(),
                                .value_added_materials = entry.at("elasticity_value_added_materials").get<double>(),
                                .among_materials = entry.at("elasticity_among_materials").get<double>()};
  result.baseline.trade_elasticity = elasticities_of(entry.at("theta"), sectors, result.name);
  if (!entry.at("theta_domestic").is_null())
    result.baseline.production.home_elasticity = elasticities_of(entry.at("theta_domestic"), sectors, result.name);
  for (const ShortRunJson& added : entry.at("tariff_additions")) {
    const auto n = base.economy.find_country(added.at("importer").get<std::string>());
    const auto i = base.economy.find_country(added.at("exporter").get<std::string>());
    const auto s = base.economy.find_sector(added.at("sector").get<std::string>());
    if (!n || !i || !s) throw InputError(Place{.key = result.name}, "adds a duty to a pair that the economy lacks");
    result.shock.tariff_new(*s, importer(*n), exporter(*i)) += added.at("points").get<double>() / 100;
  }
  return result;
}

/// Every reading of a solution, as nested lists in the order of the file.
class Readings {
 public:
  Readings(const ShortRunCase& at, const Equilibrium& solved) : at_(at), base_(at.baseline), solved_(solved) {}

  [[nodiscard]] double country(const std::string& key, Country n) const {
    if (key == "real_income_hat")
      return solved_.income_new(n) / base_.income(n) / consumer_price_hat(base_, solved_, n);
    if (key == "value_added_hat") return solved_.wage_hat(n);
    if (key == "income") return solved_.income_new(n);
    return solved_.tariff_revenue_new(n);
  }
  [[nodiscard]] double cell(const std::string& key, Country n, Sector s) const {
    const double output = solved_.gross_output_new(n, s) / base_.gross_output(n, s);
    if (key == "factor_price_hat") return factor_price_hat(solved_, n, s);
    if (key == "price_hat") return solved_.price_index_hat(n, s);
    if (key == "unit_cost_hat") return solved_.unit_cost_hat(n, s);
    if (key == "real_output_hat") return output / solved_.unit_cost_hat(n, s);
    if (key == "factor_use_hat") return value_added_hat(base_, solved_, n, s) / factor_price_hat(solved_, n, s);
    return solved_.expenditure_new(n, s);
  }
  [[nodiscard]] double flow(Country n, Country i, Sector s) const {
    return solved_.flow_new(s, importer(n), exporter(i)) * (1 + at_.shock.export_tax_new(s, importer(n), exporter(i)));
  }

 private:
  const ShortRunCase& at_;
  const Baseline& base_;
  const Equilibrium& solved_;
};

void compare_readings(const ShortRunCase& at, const Equilibrium& solved, const ShortRunJson& expected,
                      std::vector<OracleComparison>& oracles) {
  const Economy& labels = at.baseline.economy;
  const Readings ours(at, solved);
  const auto add = [&](OracleComparison& oracle, double value, const ShortRunJson& theirs, std::string_view n,
                       std::string_view s = "") {
    const double expected_value = theirs.get<double>();
    // A flow or revenue of nothing has no relative gap.
    const double gap = expected_value == 0.0 ? value : value / expected_value - 1;
    oracle.add(std::abs(gap), fmt::format("{}: {},{}", at.name, n, s));
  };
  for (OracleComparison& oracle : oracles) {
    const ShortRunJson& values = expected.at(oracle.name);
    for (const Country n : labels.countries()) {
      const ShortRunJson& row = values.at(n.value());
      if (!row.is_array()) {
        add(oracle, ours.country(oracle.name, n), row, labels.code(n));
        continue;
      }
      for (std::size_t k = 0; k < row.size(); ++k) {
        if (!row[k].is_array()) {
          add(oracle, ours.cell(oracle.name, n, Sector(k)), row[k], labels.code(n), labels.code(Sector(k)));
          continue;
        }
        for (const Sector s : labels.sectors())
          add(oracle, ours.flow(n, Country(k), s), row[k].at(s.value()), labels.code(n), labels.code(s));
      }
    }
  }
}

/// dW/dt of every country by the first country's duty on the second, by the adjoint.
void compare_slopes(const ShortRunCase& at, const Equilibrium& solved, const ShortRunJson& expected, Observer& observer,
                    OracleComparison& oracle) {
  const Economy& labels = at.baseline.economy;
  for (const Country n : labels.countries()) {
    const Objective objective{{{1, {Measure::Kind::real_income, n, {}, {}}}}};
    const Gradient slope = gradient(at.baseline, at.shock, solved, objective, {.tolerance = 1e-12}, observer);
    if (!slope.report.usable()) throw NotSolved(at.name + ", slopes", slope.report);
    for (const auto& [code, values] : expected.at("values").items()) {
      const std::optional<Sector> s = labels.find_sector(code);
      if (!s) throw InputError(Place{.key = at.name}, "has a slope by a duty on an unknown sector");
      const double by_log = slope.by[PolicyInstrument::tariff](*s, Importer(0), Exporter(1));
      const double gap = std::exp(slope.value) * by_log - values.at(n.value()).get<double>();
      oracle.add(std::abs(gap), fmt::format("{}: {},{}", at.name, labels.code(n), code));
    }
  }
}

/// What follows on paper where it is a list or one number for all countries.
void compare_closed_form(const ShortRunCase& at, const Equilibrium& solved, const ShortRunJson& closed,
                         OracleComparison& oracle) {
  const Readings ours(at, solved);
  const Economy& labels = at.baseline.economy;
  for (const auto& [key, values] : closed.items()) {
    const bool by_sector = key == "factor_price_hat" || key == "price_hat";
    for (const Country n : labels.countries()) {
      if (by_sector) {
        for (const Sector s : labels.sectors())
          oracle.add(std::abs(ours.cell(key, n, s) / values.at(s.value()).get<double>() - 1), at.name + ": " + key);
        continue;
      }
      const double theirs = (values.is_array() ? values.at(n.value()) : values).get<double>();
      oracle.add(std::abs(ours.country(key, n) / theirs - 1), at.name + ": " + key);
    }
  }
}

}  // namespace

Replication replicate_short_run(const std::filesystem::path& folder, Observer& observer) {
  constexpr double tolerance = 1e-9;
  Replication report{.name = "short-run", .title = "Value added that stays, CES inputs and the nest of home goods"};
  for (const char* key :
       {"real_income_hat", "value_added_hat", "factor_price_hat", "price_hat", "unit_cost_hat", "real_output_hat",
        "factor_use_hat", "income", "spending", "tariff_revenue", "flows_at_border"})
    report.oracles.push_back({key, "relative", 0, 0, tolerance, ""});
  OracleComparison slopes{"slopes of real income by duties", "per unit of duty", 0, 0, 1e-7, ""};
  OracleComparison closed{"closed forms", "relative", 0, 0, tolerance, ""};
  std::size_t cases = 0;
  const ShortRunJson file = text::read_json(folder / "cases.json");
  for (const auto& [name, economy] : file.at("economies").items()) {
    const Baseline base = data::read_baseline(folder / "economies" / name);
    for (const ShortRunJson& entry : economy.at("cases")) {
      const ShortRunCase at = read_case(base, entry);
      const Equilibrium solved = solve(at.baseline, at.shock, {.tolerance = 1e-13, .iteration_limit = 20000}, observer);
      if (!solved.report.usable()) throw NotSolved(at.name, solved.report);
      compare_readings(at, solved, entry.at("expected"), report.oracles);
      if (entry.contains("expected_derivative"))
        compare_slopes(at, solved, entry.at("expected_derivative"), observer, slopes);
      if (entry.contains("closed_form")) compare_closed_form(at, solved, entry.at("closed_form"), closed);
      ++cases;
    }
  }
  report.oracles.push_back(std::move(slopes));
  report.oracles.push_back(std::move(closed));
  report.notes.push_back(
      fmt::format("{} cases on made-up economies, solved by two programs that share no code", cases));
  return report;
}

}  // namespace parley::replicate
