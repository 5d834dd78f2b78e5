#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/economy/policy_instruments.hpp"
#include "parley/model/variants.hpp"
#include "parley/study/models.hpp"

namespace parley::study {
namespace {

/// The trade of one country that the shock hits, as buyer and as seller, at base flows in millions.
struct HitTrade {
  double bought = 0, sold = 0;
  double cost_points = 0;     ///< mean rise of the cost of what is hit, weighted by trade
  double elasticity = 0;      ///< mean theta, weighted by trade and the size of the change
  double used_as_inputs = 0;  ///< share of the hit trade that its buyers use as inputs
  [[nodiscard]] double all() const { return bought + sold; }
};

/// What all instruments together do to the cost of a delivery.
double cost_change(const Baseline& baseline, const Shock& shock, Sector s, Importer n, Exporter i) {
  double cost = 1;
  double base_cost = 1;
  for (const PolicyInstrumentRow& row : policy_instruments) {
    cost *= factor(row, shock, s, n, i);
    base_cost *= base_factor(row, baseline, s, n, i);
  }
  return cost / base_cost - 1;
}

/// What a buyer pays for a dollar at the exporter's price: the taxes of both borders.
double border_tax_factor(const Shock& shock, Sector s, Importer n, Exporter i) {
  double paid = 1;
  for (const PolicyInstrumentRow& row : policy_instruments) {
    if (row.is_border_tax) paid *= factor(row, shock, s, n, i);
  }
  return paid;
}

double input_use_share(const Baseline& baseline, Country n, Sector s) {
  double inputs = 0.0;
  for (const Sector user : baseline.economy.sectors())
    inputs += baseline.input_share(n, input(s), user) * baseline.gross_output(n, user);
  return baseline.expenditure(n, s) > 0 ? inputs / baseline.expenditure(n, s) : 0.0;
}

HitTrade hit_trade(const Baseline& baseline, const Shock& shock, Country who) {
  HitTrade hit;
  double weight = 0.0;
  for (const Sector s : baseline.economy.sectors()) {
    for (const Importer n : baseline.economy.importers()) {
      for (const Exporter i : baseline.economy.exporters()) {
        if ((country(n) != who && country(i) != who) || country(n) == country(i)) continue;
        const double change = cost_change(baseline, shock, s, n, i);
        if (change == 0) continue;
        const double flow = baseline.flow(s, n, i);
        (country(n) == who ? hit.bought : hit.sold) += flow;
        hit.cost_points += 100 * flow * change;
        hit.used_as_inputs += flow * input_use_share(baseline, country(n), s);
        weight += flow * std::abs(change);
        hit.elasticity += flow * std::abs(change) * baseline.trade_elasticity(s);
      }
    }
  }
  if (hit.all() > 0) {
    hit.cost_points /= hit.all();
    hit.used_as_inputs /= hit.all();
  }
  if (weight > 0) hit.elasticity /= weight;
  return hit;
}

double imports_over_income_pct(const ModelAnswer& answer, Country n) {
  double imports = 0.0;
  for (const Exporter i : all<Exporter>(answer.flow_musd.extent(0))) {
    if (country(i) != n) imports += answer.flow_musd(i, importer(n));
  }
  return 100 * imports / answer.income_musd(n);
}

struct ModelEvidence {
  const Baseline& baseline;
  const Shock& shock;
  const ModelComparison& comparison;
};

std::string links_words(const ModelEvidence& evidence, Country n) {
  double inputs = 0.0, others = 0.0;
  for (const Sector s : evidence.baseline.economy.sectors()) {
    for (const Sector k : evidence.baseline.economy.sectors()) {
      const double value = evidence.baseline.input_share(n, input(k), s) * evidence.baseline.gross_output(n, s);
      inputs += value;
      if (k != s) others += value;
    }
  }
  const HitTrade hit = hit_trade(evidence.baseline, evidence.shock, n);
  return fmt::format(
      "{:.0f} % of its inputs come from other sectors, and {:.0f} % of its trade that the shock hits "
      "({:.0f} billion) is bought as input: with links, dearer inputs raise the cost of every user",
      inputs > 0 ? 100 * others / inputs : 0.0, 100 * hit.used_as_inputs, hit.all() / 1000);
}

std::string materials_words(const ModelEvidence& evidence, TradeModel model, Country n) {
  const ModelAnswer& after = evidence.comparison.of(model);
  const ModelAnswer& before = evidence.comparison.of(entry_of(model).parent);
  return fmt::format(
      "all output counts as income where there are no intermediates: imports are {:.1f} % of income "
      "instead of {:.1f}, and a duty is paid once instead of at every stage",
      imports_over_income_pct(after, n), imports_over_income_pct(before, n));
}

std::string sectors_words(const ModelEvidence& evidence, Country n) {
  const HitTrade hit = hit_trade(evidence.baseline, evidence.shock, n);
  const Baseline& one = evidence.comparison.of(TradeModel::one_sector).economy;
  const Shock mean = model::with_variant(evidence.baseline, evidence.shock, model::Variant::one_sector);
  const HitTrade spread = hit_trade(one, mean, n);
  return fmt::format(
      "the sectors hit have a trade elasticity of {:.1f}, the one sector {:.1f}; costs rise by {:.1f} % "
      "on {:.0f} billion of its trade instead of {:.1f} % on {:.0f} billion",
      hit.elasticity, one.trade_elasticity(Sector(0)), spread.cost_points, spread.all() / 1000, hit.cost_points,
      hit.all() / 1000);
}

std::string deficits_words(const ModelEvidence& evidence, Country n) {
  const ModelAnswer& before = evidence.comparison.of(TradeModel::no_intermediates);
  const double transfer = evidence.baseline.deficit(n);
  return fmt::format("its {} of {:.0f} billion, {:.1f} % of its spending, is taken away before the shock",
                     transfer >= 0 ? "deficit" : "surplus", std::abs(transfer) / 1000,
                     100 * std::abs(transfer) / before.income_musd(n));
}

std::string profits_words(const ModelEvidence& evidence, Country n) {
  const ModelAnswer& after = evidence.comparison.of(TradeModel::fixed_firms);
  double profits = 0.0;
  for (const Sector s : after.economy.economy.sectors())
    profits += after.economy.gross_output(n, s) / (1 + after.economy.trade_elasticity(s));
  return fmt::format(
      "profits, one over sigma of sales, are {:.0f} % of its income: they change by {:+.3f} %, wages by "
      "{:+.3f} %, and the same labour moves between sectors with different markups",
      100 * profits / after.economy.income(n), after.profit_pct(n), after.wage_pct(n));
}

std::string revenue_words(const ModelEvidence& evidence, Country n) {
  const ModelAnswer& before = evidence.comparison.of(TradeModel::one_sector_no_intermediates);
  return fmt::format(
      "its tariff revenue changes by {:+.3f} % of income; gravity takes a duty as a cost that nobody "
      "earns, so that trade falls with (1+t)^-theta instead of -(theta+1)",
      before.revenue_change_pct(n));
}

std::string supply_words(const ModelEvidence& evidence, Country n) {
  const ModelComparison& all = evidence.comparison;
  return fmt::format(
      "its output changes by {:+.3f} % in volume: psi = {:.2f} is what materials of {:.0f} % of output "
      "amount to (in this baseline {:.0f} %, psi = {:.2f})",
      all.of(TradeModel::gravity_supply).output_volume_pct(n), all.supply_elasticity,
      100 * all.supply_elasticity / (1 + all.supply_elasticity),
      100 * all.implied_supply_elasticity / (1 + all.implied_supply_elasticity), all.implied_supply_elasticity);
}

std::string words(const ModelEvidence& evidence, TradeModel model, Country n) {
  switch (model) {
    case TradeModel::full:
      return "";
    case TradeModel::no_links:
      return links_words(evidence, n);
    case TradeModel::no_intermediates:
    case TradeModel::one_sector_no_intermediates:
      return materials_words(evidence, model, n);
    case TradeModel::balanced:
      return deficits_words(evidence, n);
    case TradeModel::fixed_firms:
      return profits_words(evidence, n);
    case TradeModel::one_sector:
      return sectors_words(evidence, n);
    case TradeModel::gravity_endowments:
      return revenue_words(evidence, n);
    case TradeModel::gravity_supply:
      return supply_words(evidence, n);
  }
  return "";
}

/// The purchase that the shock moves most, in words: whose share of what falls from where to where.
std::string moved_share(const Baseline& baseline, const CaseResult& solved) {
  double most = 0.0;
  std::string text;
  for (const Sector s : baseline.economy.sectors()) {
    for (const Importer n : baseline.economy.importers()) {
      for (const Exporter i : baseline.economy.exporters()) {
        const double moved = baseline.flow(s, n, i) * std::abs(cost_change(baseline, solved.shock, s, n, i));
        if (!(moved > most)) continue;
        most = moved;
        const double paid = solved.equilibrium.flow_new(s, n, i) * border_tax_factor(solved.shock, s, n, i);
        text = fmt::format("{}'s share in {}'s purchases of {} goes from {:.2f} to {:.2f} %",
                           baseline.economy.code(country(i)), baseline.economy.code(country(n)),
                           baseline.economy.code(s), 100 * baseline.expenditure_share(s, n, i),
                           100 * paid / solved.equilibrium.expenditure_new(country(n), s));
      }
    }
  }
  return text.empty() ? "nothing moves" : text;
}

std::vector<ModelReading> readings(const Baseline& baseline, const CaseResult& solved) {
  const auto theta = baseline.trade_elasticity.values();
  const auto [low, high] = std::minmax_element(theta.begin(), theta.end());
  const double mean =
      model::with_variant(baseline, model::Variant::one_sector_no_intermediates).trade_elasticity(Sector(0));
  const std::string moved = moved_share(baseline, solved);
  return {
      {"Armington",
       fmt::format("sigma = theta + 1, the elasticity of substitution between origins: {:.2f} to {:.2f}, weighted by "
                   "trade {:.2f}; taken from how quantities answer prices and duties",
                   1 + *low, 1 + *high, 1 + mean),
       "every origin's good is another good, wanted for itself; " + moved +
           ": the quantity of each of its goods changes, and none is given up or new"},
      {"Eaton-Kortum",
       fmt::format("theta, the shape of the Frechet distribution of productivity: {:.2f} to {:.2f}, weighted by "
                   "trade {:.2f}; taken from price gaps or trade costs; sigma drops out",
                   *low, *high, mean),
       "every good is bought where it is cheapest; " + moved +
           ": that part of the goods changes its source, and what is still bought there costs as much as "
           "what is bought elsewhere"}};
}

}  // namespace

ModelsReport models_report(const RunResult& result, const CaseResult& solved, std::vector<Country> countries,
                           const ModelComparisonOptions& options, Observer& observer) {
  ModelsReport report{result.scenario.title,
                      solved.compare.name,
                      result.baseline.economy,
                      std::move(countries),
                      compare_models(result.baseline, solved.shock, options, observer),
                      {},
                      {},
                      readings(result.baseline, solved)};
  for (const ModelAnswer& answer : report.comparison.answers)
    report.by_model.push_back(beside_full(report.comparison, answer, report.countries));
  const ModelEvidence evidence{result.baseline, solved.shock, report.comparison};
  for (const TradeModelEntry& entry : trade_models()) {
    const std::vector<ModelStep> steps = report.comparison.steps(entry.model);
    if (steps.empty()) continue;
    for (const Country n : report.countries)
      report.reasons.push_back({entry.model, n, steps.back().points(n), words(evidence, entry.model, n)});
  }
  return report;
}

}  // namespace parley::study
