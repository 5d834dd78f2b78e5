#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "parley/base/error.hpp"
#include "parley/economy/baseline.hpp"

namespace parley {
namespace {

/// A final share above minus this, as a fraction of income, is the rounding of sums and is set to zero silently; it is
/// four orders above the rounding of a sum over a hundred cells and nine below any digit that is shown.
constexpr double final_use_rounding = 1e-12;

/// Final use as the accounts leave it, X - sum_k g Y, in millions.
using FinalUse = Array<Country, Sector>;

void check_shapes(const BaselineData& data) {
  const std::size_t countries = data.economy.country_count();
  const std::size_t sectors = data.economy.sector_count();
  const auto is_bilateral = [&](const Array<Sector, Importer, Exporter>& array) {
    return array.extent(0) == sectors && array.extent(1) == countries && array.extent(2) == countries;
  };
  const auto refuse = [&](std::string_view what) {
    throw InputError({data.info.name, 0, 0, std::string(what)},
                     fmt::format("has another shape than {} countries and {} sectors", countries, sectors));
  };
  if (countries == 0 || sectors == 0) throw InputError({data.info.name, 0, 0, ""}, "no country or no sector");
  if (!is_bilateral(data.flow)) refuse("flow");
  if (!is_bilateral(data.tariff)) refuse("tariff");
  if (data.trade_elasticity.size() != sectors) refuse("trade_elasticity");
  const auto& use = data.use;
  if (!use.empty() && (use.extent(0) != countries || use.extent(1) != sectors || use.extent(2) != sectors)) {
    refuse("use");
  }
}

void check_values(const BaselineData& data) {
  ProblemList problems;
  for (const Sector s : data.economy.sectors()) {
    const double theta = data.trade_elasticity(s);
    if (!(theta > 0.0) || !std::isfinite(theta)) {
      problems.add({data.info.name, 0, 0, data.economy.code(s)},
                   fmt::format("trade elasticity {} is not positive", theta));
    }
    for (const Importer n : data.economy.importers()) {
      for (const Exporter i : data.economy.exporters()) {
        const double flow = data.flow(s, n, i);
        const double tariff = data.tariff(s, n, i);
        const bool flow_holds = flow >= 0.0 && std::isfinite(flow);
        const bool tariff_holds = tariff > -1.0 && std::isfinite(tariff);
        if (flow_holds && tariff_holds) continue;
        problems.add(
            {data.info.name, 0, 0,
             fmt::format("exporter {}, importer {}, sector {}", data.economy.code(country(i)),
                         data.economy.code(country(n)), data.economy.code(s))},
            flow_holds ? fmt::format("{} is not a tariff", tariff) : fmt::format("{} is not a flow of trade", flow));
      }
    }
  }
  problems.throw_if_any();
}

Baseline empty_baseline(BaselineData data) {
  const std::size_t countries = data.economy.country_count();
  const std::size_t sectors = data.economy.sector_count();
  Baseline baseline;
  baseline.info = std::move(data.info);
  baseline.economy = std::move(data.economy);
  baseline.flow = std::move(data.flow);
  baseline.tariff = std::move(data.tariff);
  baseline.trade_elasticity = std::move(data.trade_elasticity);
  baseline.population = std::move(data.population);
  baseline.export_tax = Array<Sector, Importer, Exporter>(sectors, countries, countries);
  baseline.expenditure_share = Array<Sector, Importer, Exporter>(sectors, countries, countries);
  baseline.expenditure = Array<Country, Sector>(countries, sectors);
  baseline.gross_output = Array<Country, Sector>(countries, sectors);
  baseline.value_added_share = Array<Country, Sector>(countries, sectors);
  baseline.input_share = Array<Country, InputSector, Sector>(countries, sectors, sectors);
  baseline.consumption_share = Array<Country, Sector>(countries, sectors);
  baseline.value_added = Array<Country>(countries);
  baseline.tariff_revenue = Array<Country>(countries);
  baseline.export_tax_revenue = Array<Country>(countries);
  baseline.deficit = Array<Country>(countries);
  baseline.income = Array<Country>(countries);
  return baseline;
}

/// X, pi, Y, R and D from flows and tariffs; the average tariff factor m is returned (one where X = 0).
Array<Country, Sector> account_for_trade(Baseline& baseline) {
  const Economy& economy = baseline.economy;
  Array<Country, Sector> average_tariff_factor(economy.country_count(), economy.sector_count());
  Array<Country, Sector> purchases(economy.country_count(), economy.sector_count());
  for (const Sector s : economy.sectors()) {
    for (const Importer n : economy.importers()) {
      double& expenditure = baseline.expenditure(country(n), s);
      double at_basic_prices = 0.0;
      for (const Exporter i : economy.exporters()) {
        const double flow = baseline.flow(s, n, i);
        const double tariff = baseline.tariff(s, n, i);
        at_basic_prices += flow;
        expenditure += flow * (1.0 + tariff);
        baseline.gross_output(country(i), s) += flow;
        baseline.tariff_revenue(country(n)) += flow * tariff;
        if (country(n) != country(i)) {
          baseline.deficit(country(n)) += flow;
          baseline.deficit(country(i)) -= flow;
        }
      }
      average_tariff_factor(country(n), s) = at_basic_prices > 0.0 ? expenditure / at_basic_prices : 1.0;
      if (!(expenditure > 0.0)) continue;
      for (const Exporter i : economy.exporters()) {
        baseline.expenditure_share(s, n, i) = baseline.flow(s, n, i) * (1.0 + baseline.tariff(s, n, i)) / expenditure;
      }
    }
  }
  return average_tariff_factor;
}

/// g, b and VA; an input without any purchases of it, or of a sector without output, cannot be placed and is an error.
void account_for_inputs(Baseline& baseline, const Array<Country, InputSector, Sector>& use,
                        const Array<Country, Sector>& average_tariff_factor) {
  const Economy& economy = baseline.economy;
  ProblemList problems;
  for (const Country n : economy.countries()) {
    for (const Sector j : economy.sectors()) {
      const double output = baseline.gross_output(n, j);
      double inputs = 0.0;
      for (const InputSector k : economy.input_sectors()) {
        const double value = use.empty() ? 0.0 : use(n, k, j);
        const Place place{
            baseline.info.name, 0, 0,
            fmt::format("region {}, input {}, user {}", economy.code(n), economy.code(sector(k)), economy.code(j))};
        if (!(value >= 0.0) || !std::isfinite(value)) {
          problems.add(place, fmt::format("use {} is not a value", value));
        } else if (value > 0.0 && !(output > 0.0)) {
          problems.add(place, fmt::format("uses {} of inputs but has no output", value));
        } else if (value > 0.0) {
          baseline.input_share(n, k, j) = value * average_tariff_factor(n, sector(k)) / output;
          inputs += baseline.input_share(n, k, j);
        }
      }
      const double share = 1.0 - inputs;
      baseline.value_added_share(n, j) = share;
      baseline.value_added(n) += share * output;
      if (!(share > 0.0)) {
        problems.add({baseline.info.name, 0, 0, fmt::format("region {}, sector {}", economy.code(n), economy.code(j))},
                     fmt::format("value added is {:.6g}, {:.4g} of output, after inputs and the tariffs on them",
                                 share * output, share),
                     "value added must be positive");
      }
    }
  }
  problems.throw_if_any();
}

FinalUse final_use(const Baseline& baseline) {
  FinalUse use = baseline.expenditure;
  for (const Country n : baseline.economy.countries()) {
    for (const InputSector k : baseline.economy.input_sectors()) {
      for (const Sector j : baseline.economy.sectors()) {
        use(n, sector(k)) -= baseline.input_share(n, k, j) * baseline.gross_output(n, j);
      }
    }
  }
  return use;
}

void refuse_negative(const Baseline& baseline, const FinalUse& use) {
  ProblemList problems;
  for (const Country n : baseline.economy.countries()) {
    const double income = baseline.income(n);
    const std::string& code = baseline.economy.code(n);
    if (!(income > 0.0)) {
      problems.add({baseline.info.name, 0, 0, code}, fmt::format("income is {:.6g}, not positive", income));
      continue;
    }
    for (const Sector s : baseline.economy.sectors()) {
      if (use(n, s) >= -final_use_rounding * income) continue;
      problems.add({baseline.info.name, 0, 0, fmt::format("region {}, sector {}", code, baseline.economy.code(s))},
                   fmt::format("final use is {:.6g}, {:.4g} of income", use(n, s), use(n, s) / income),
                   "inputs exceed what the region buys; balance the table, or ask for clipping");
    }
  }
  problems.throw_if_any();
}

/// alpha, with what is negative set to zero and named, and the rest rescaled to sum to one.
void share_out(Baseline& baseline, const FinalUse& use) {
  const Economy& economy = baseline.economy;
  for (const Country n : economy.countries()) {
    const double income = baseline.income(n);
    double kept = 0.0;
    bool is_clipped = false;
    for (const Sector s : economy.sectors()) {
      const double share = use(n, s) / income;
      baseline.consumption_share(n, s) = share > 0.0 ? share : 0.0;
      kept += baseline.consumption_share(n, s);
      is_clipped = is_clipped || share < 0.0;
      if (share < -final_use_rounding) {
        baseline.clipped_final_use.push_back(fmt::format("{},{} {:.4g}", economy.code(n), economy.code(s), share));
      }
    }
    if (!is_clipped) continue;
    for (const Sector s : economy.sectors()) baseline.consumption_share(n, s) /= kept;
  }
}

}  // namespace

std::string_view to_string(DeficitRule rule) {
  switch (rule) {
    case DeficitRule::fixed:
      return "fixed";
    case DeficitRule::share_of_world:
      return "share_of_world";
    case DeficitRule::share_of_own_income:
      return "share_of_own_income";
    case DeficitRule::balanced:
      return "balanced";
  }
  return "unknown";
}

bool DeficitExceptions::balances(Country n) const { return std::ranges::find(balanced, n) != balanced.end(); }

bool DeficitExceptions::takes_remainder(Country n) const {
  return remainder.empty() ? !balances(n) : std::ranges::find(remainder, n) != remainder.end();
}

std::optional<DeficitRule> find_deficit_rule(std::string_view name) {
  const auto found = std::ranges::find_if(deficit_rules, [&](DeficitRule rule) { return to_string(rule) == name; });
  return found == deficit_rules.end() ? std::nullopt : std::optional(*found);
}

Baseline calibrate(BaselineData data, const CalibrationOptions& options) {
  check_shapes(data);
  check_values(data);
  const Array<Country, InputSector, Sector> use = std::move(data.use);
  Baseline baseline = empty_baseline(std::move(data));
  const Array<Country, Sector> average_tariff_factor = account_for_trade(baseline);
  account_for_inputs(baseline, use, average_tariff_factor);
  for (const Country n : baseline.economy.countries()) {
    baseline.income(n) = baseline.value_added(n) + baseline.tariff_revenue(n) + baseline.deficit(n);
  }
  const FinalUse left = final_use(baseline);
  const bool clips = options.negative_final_use == NegativeFinalUse::clip;
  if (!clips) refuse_negative(baseline, left);
  share_out(baseline, left);
  return baseline;
}

}  // namespace parley
