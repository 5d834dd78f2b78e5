#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "parley/bargaining/alternating_offers.hpp"
#include "parley/bargaining/convex.hpp"
#include "parley/bargaining/finite.hpp"
#include "parley/bargaining/repeated_game.hpp"
#include "parley/base/error.hpp"
#include "parley/equilibrium/commitments/commitments.hpp"
#include "parley/equilibrium/commitments/services.hpp"
#include "parley/equilibrium/outcome.hpp"
#include "parley/replicate/linear_tariff_game.hpp"
#include "parley/replicate/quota_economy.hpp"
#include "parley/replicate/replicate_bargaining.hpp"
#include "parley/strategy/shapley.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/text/json.hpp"

namespace parley::replicate {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr double exact = 1e-9;

/// Rows of reference and computed figures, and the largest difference of each test.
class ComparisonTable {
 public:
  explicit ComparisonTable(Replication& report) : report_(&report) {}
  void begin(const std::string& name, const std::string& unit, double tolerance = exact) {
    report_->oracles.push_back({.name = name, .unit = unit, .tolerance = tolerance});
  }
  void row(const std::string& label, double reference, double computed) {
    OracleComparison& oracle = report_->oracles.back();
    oracle.add(std::abs(computed - reference), label);
    const std::string test = oracle.name.substr(0, oracle.name.find(' '));
    report_->side_table.push_back({test + " " + label, {reference, computed, computed - reference, oracle.tolerance}});
  }
  void row(const std::string& label, const bargaining::PayoffPair& reference,
           const std::optional<bargaining::PayoffPair>& computed) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    row(label + ", first", reference.first, computed ? computed->first : none);
    row(label + ", second", reference.second, computed ? computed->second : none);
  }

 private:
  Replication* report_;
};

/// Benz and Jaax's slopes; China's indices of 2024 and the benchmarks, to the seven digits that they are printed with.
void services_costs(ComparisonTable& table) {
  constexpr RestrictivenessSlope banking{.beta = -7.335, .standard_error = 1.608, .sigma = 2.54};
  constexpr RestrictivenessSlope insurance{.beta = -5.022, .standard_error = 0.957, .sigma = 2.77};
  const auto cost = [](const auto& slope, double from, double to) {
    return ad_valorem_equivalent(slope, from, to).central;
  };
  const double half = (0.3017182 - 0.0432990) / 2;
  table.begin("T-C1 ad valorem equivalents of restrictions (printed digits)", "fraction", 5e-6);
  table.row("banking, China against the best", 2.42413, cost(banking, 0.0432990, 0.3017182));
  table.row("banking, half of the gap", 0.850441, cost(banking, 0.3017182 - half, 0.3017182));
  table.row("banking, half of the gap given up", -0.459588, cost(banking, 0.3017182, 0.3017182 - half));
  table.row("insurance, China against the best", 1.063883, cost(insurance, 0.05595, 0.3113312));
  table.row("insurance, half of the gap", 0.436622, cost(insurance, 0.05595, (0.05595 + 0.3113312) / 2));
  table.row("banking, a hundredth of the index", 0.04878, cost(banking, 0, 0.01));
  table.row("insurance, a hundredth of the index", 0.02878, cost(insurance, 0, 0.01));
}

/// Two countries, one factor, no inputs, balanced trade in goods and a service that nobody trades.
Baseline service_economy(double theta) {
  BaselineData data;
  data.info.name = "services";
  data.economy = Economy({{"HOST", ""}, {"OWNER", ""}}, {{"GOODS", "", true}, {"SERVICE", "", false}});
  data.flow = Array<Sector, Importer, Exporter>(2, 2, 2);
  data.tariff = Array<Sector, Importer, Exporter>(2, 2, 2);
  data.flow(Sector(0), Importer(0), Exporter(0)) = 60;
  data.flow(Sector(0), Importer(1), Exporter(1)) = 150;
  data.flow(Sector(0), Importer(0), Exporter(1)) = data.flow(Sector(0), Importer(1), Exporter(0)) = 25;
  data.flow(Sector(1), Importer(0), Exporter(0)) = 40;
  data.flow(Sector(1), Importer(1), Exporter(1)) = 90;
  data.trade_elasticity = Array<Sector>(2);
  data.trade_elasticity.fill(theta);
  data.elasticity_source.assign(2, "given");
  return calibrate(std::move(data));
}

void affiliates(ComparisonTable& table, Observer& observer) {
  const AffiliateNest nest = affiliate_nest(0.02, 4, 0.9);
  table.begin("T-C2 affiliates in the host", "share, ratio");
  table.row("share at theta 4, s 0.02, h 0.9", 0.0301669135, nest.share);
  table.row("price", 0.9973962480, nest.price_hat);

  const Baseline baseline = service_economy(4);
  const Country host(0);
  AffiliateReform reform{.id = "reform", .host = host, .owner = Country(1), .sector = Sector(1)};
  reform.affiliate_sales = 4;
  reform.equity_cap_before = reform.equity_cap_after = 0;
  reform.slope = {.beta = -7.335, .standard_error = 1.608, .sigma = 2.54};
  const auto income = [&](double index_before, double index_after) {
    reform.index_before = index_before;
    reform.index_after = index_after;
    const ReformedEquilibrium found =
        solve_with_reforms(baseline, no_shock(baseline), {}, {reform}, {.solve = {.tolerance = 1e-13}}, observer);
    if (!found.solved.report.usable()) throw NotSolved("the economy with a services reform", found.solved.report);
    return 1 + outcome(baseline, found.solved.shock, found.solved.equilibrium).real_income_pct(host) / 100;
  };
  // A tenth of the service is the affiliates'; it is 40 of 125 of what the host buys.
  const double cost = std::exp(-7.335 * 0.05 / 1.54);
  const double price = std::pow(0.9 + 0.1 * std::pow(cost, -4), -0.25);
  table.begin("T-C3 what a reform is worth to the host, full model", "ratio of real income");
  table.row("nothing changes", 1, income(0.1, 0.1));
  table.row("price to the power of minus its share", std::pow(price, -40.0 / 125), income(0.1, 0.05));
}

void purchases(ComparisonTable& table, const Json* reference) {
  const double share = 11.0 / 270;
  const FixedSpendingPurchase all = fixed_spending_purchase(share, 2 * share, 4);
  const FixedSpendingPurchase named = fixed_spending_purchase(share, 2 * share, 4, 100.0 / 270);
  table.begin("T-D1 chips worth 11 of 270 become 22 of 270", "ratio");
  table.row("cost of all suppliers' buyer", std::pow(2 * (1 - share) / (1 - 2 * share), -0.25), all.cost_hat);
  table.row("every other supplier's share", (1 - 2 * share) / (1 - share), all.others_hat);
  table.row("cost, named suppliers", std::pow(2, -0.25), named.cost_hat);
  table.row("the named suppliers' cost", std::pow(89.0 / 100, -0.25), named.named_cost_hat);
  table.row("everyone else's share, named suppliers", 1, named.others_hat);
  if (reference == nullptr) return;
  const Json& ces = reference->at("purchase_ces");
  table.row("cost, reference", ces.at("tau_hat"), all.cost_hat);
  table.row("subsidy of the outlay, reference", ces.at("subsidy"), all.subsidy / (1 + all.subsidy));
}

QuotaEconomy usable(const QuotaEconomy& economy) {
  if (!economy.report.usable()) throw NotSolved("the economy with a quota", economy.report);
  return economy;
}

void quotas(ComparisonTable& table, const Json* reference, Observer& observer) {
  const QuotaEconomy free = usable(with_quota(5, observer));
  table.begin("T-D2 a small economy with an import quota (Markusen's M44)", "rate, ratio");
  table.row("free trade, imports", 1.5 * std::pow(1.2, 2.0 / 3) * std::pow(1.4, 1.0 / 3), free.imports);
  table.row("free trade, rent", 0, free.rent);
  for (const double quota : {0.8, 1.0, 1.1, 1.25}) {
    if (reference == nullptr) break;
    const Json& theirs = reference->at(fmt::format("quota_M2={}", quota == 1.0 ? "1.0" : fmt::format("{}", quota)));
    const QuotaEconomy ours = usable(with_quota(quota, observer));
    table.row(fmt::format("quota {}, rent", quota), theirs.at("Q"), ours.rent);
    table.row(fmt::format("quota {}, welfare", quota), theirs.at("W"), ours.welfare);
  }
  table.begin("T-D3 a target above free trade", "rate");
  for (const double factor : {1.05, 1.1})
    table.row(fmt::format("{} times free trade, rent", factor), 2 * (1 / factor - 1),
              usable(with_target(factor * free.imports, observer)).rent);
}

void alternating_offers(ComparisonTable& table, const Json* reference) {
  table.begin("T-E1 Rubinstein's first mover", "share");
  table.row("0.9, 0.8", 5.0 / 7, bargaining::first_mover_share(0.9, 0.8));
  table.row("0.9, 0.9", 10.0 / 19, bargaining::first_mover_share(0.9, 0.9));
  table.row("0.95, 0.5", 20.0 / 21, bargaining::first_mover_share(0.95, 0.5));
  table.row("0.99, 0.99", 100.0 / 199, bargaining::first_mover_share(0.99, 0.99));
  table.row("impatience 0.1, 0.2 and short rounds", 2.0 / 3, bargaining::patient_share(0.1, 0.2));
  table.row("outside option 0.3 at 0.9, 0.9", 10.0 / 19,
            bargaining::first_mover_share_with_outside_option(0.9, 0.9, 0.3));
  table.row("outside option 0.6 at 0.9, 0.9", 0.4, bargaining::first_mover_share_with_outside_option(0.9, 0.9, 0.6));
  if (reference == nullptr) return;
  table.row("0.9, 0.8, five rounds", reference->at("rubinstein_finite_T5_.9_.8"),
            bargaining::first_mover_share(0.9, 0.8, 5));
  table.row("0.9, 0.8, 101 rounds", reference->at("rubinstein_finite_T101_.9_.8"),
            bargaining::first_mover_share(0.9, 0.8, 101));
}

void solutions(ComparisonTable& table) {
  bargaining::ConvexProblem pie{.points = {{1, 0}, {0, 1}}, .disagreement = {0.1, 0.3}};
  table.begin("T-E2 Nash's solution", "payoff");
  table.row("pie, threats 0.1 and 0.3", {0.4, 0.6}, bargaining::solution(bargaining::Rule::nash, pie));
  pie.first_weight = 0.6;
  table.row("the same, power 0.6", {0.46, 0.54}, bargaining::solution(bargaining::Rule::nash, pie));
  bargaining::ConvexProblem averse;
  for (int k = 0; k <= 3000; ++k) averse.points.push_back({std::sqrt(k / 3000.0), 1 - k / 3000.0});
  table.row("a pie's root and the rest", {std::sqrt(1.0 / 3), 2.0 / 3},
            bargaining::solution(bargaining::Rule::nash, averse));

  const bargaining::ConvexProblem polygon{.points = {{2, 0}, {0.8, 0.6}, {0, 0.6}, {0, 0}}};
  table.begin("T-E3 u1 + 2 u2 <= 2, u2 <= 0.6", "payoff");
  table.row("Nash", {1, 0.5}, bargaining::solution(bargaining::Rule::nash, polygon));
  table.row("Kalai-Smorodinsky", {1.25, 0.375}, bargaining::solution(bargaining::Rule::kalai_smorodinsky, polygon));
  table.row("egalitarian", {0.8, 0.6}, bargaining::solution(bargaining::Rule::egalitarian, polygon));
  table.row("utilitarian", {2, 0}, bargaining::solution(bargaining::Rule::utilitarian, polygon));

  const bargaining::ConvexProblem mine{.points = {{0.8, 0}, {0, 0.2}}};
  const bargaining::ConvexProblem theirs{.points = {{0.2, 0}, {0, 0.8}}};
  const std::optional<bargaining::PayoffPair> one = bargaining::solution(bargaining::Rule::nash, mine);
  const std::optional<bargaining::PayoffPair> other = bargaining::solution(bargaining::Rule::nash, theirs);
  table.begin("T-E4 two pies, each side caring for one", "payoff");
  if (one && other)
    table.row("each by itself", {0.5, 0.5},
              bargaining::PayoffPair{one->first + other->first, one->second + other->second});
  table.row("as one package", {0.8, 0.8},
            bargaining::solution(bargaining::Rule::nash, bargaining::linked(mine, theirs)));
}

void tariff_games(ComparisonTable& table) {
  const LinearTariffGame equal;
  const double war = best_home_tariff(equal);
  const double at_war = welfare(equal, war, war).first;
  table.begin("T-E5 two equal countries, linear demand", "tariff, welfare, discount");
  table.row("best tariff", 1.0 / 3, war);
  table.row("war less free trade", -1.0 / 36, at_war);
  table.row("welfare at tariffs 0.2 and 0.1", 0.2 / 4 - 3 * 0.04 / 8 - 0.1 / 4 + 0.01 / 8,
            welfare(equal, 0.2, 0.1).first);
  table.row("patience that holds free trade", 0.6,
            bargaining::critical_patience({.truce = 0, .betray = welfare(equal, war, 0).first, .war = at_war}));
  for (const double d : {0.2, 0.4, 0.5, 0.55, 0.6, 0.8})
    table.row(fmt::format("most cooperative tariff at {}", d), d < 0.6 ? (3 - 5 * d) / (3 * (3 - d)) : 0,
              most_cooperative_tariff(equal, d));

  const LinearTariffGame unequal{.home_gap = 1, .foreign_gap = 0.5};
  const bargaining::PayoffPair threat = welfare(unequal, best_home_tariff(unequal), best_foreign_tariff(unequal));
  table.begin("T-E6 a large and a small country: closed forms", "payoff");
  table.row("threat: both best tariffs", {7.0 / 288, -17.0 / 288}, threat);
  // With transfers the frontier is free trade's: payoffs add up to zero.
  const bargaining::ConvexProblem transfers{.points = {{1, -1}, {-1, 1}}, .disagreement = threat};
  table.row("free trade and a transfer", {1.0 / 24, -1.0 / 24},
            bargaining::solution(bargaining::Rule::nash, transfers));
  table.begin("T-E6 a large and a small country: printed digits", "payoff", 5e-7);
  table.row("Nash over tariffs and subsidies", {0.0368101, -0.0423672}, bargained(unequal, true));
  table.row("Nash over tariffs", {0.033498, -0.042123}, bargained(unequal, false));
}

void dilemma_and_gloves(ComparisonTable& table) {
  table.begin("T-E7 prisoners' dilemma 5, 3, 1, 0", "discount");
  table.row("patience, grim", 0.5, bargaining::critical_patience({.truce = 3, .betray = 5, .war = 1}));
  table.row("patience, tit for tat", 2.0 / 3, bargaining::critical_patience_tit_for_tat(5, 3, 1, 0));
  // Players by bits: one left glove, two right ones; a pair is worth one.
  strategy::CoalitionValues gloves(8);
  for (std::size_t who = 0; who < gloves.size(); ++who) gloves[who] = (who & 1) != 0 && (who & 6) != 0 ? 1 : 0;
  const std::vector<double> shares = strategy::shapley_shares(gloves);
  table.begin("T-E9 Shapley shares of a left and two right gloves", "share");
  table.row("left", 2.0 / 3, shares[0]);
  table.row("right", 1.0 / 6, shares[1]);
  table.row("the other right", 1.0 / 6, shares[2]);
}

/// All outcomes of the laptop domain with utilities sum of weight * value / largest value, and their names.
struct Laptop {
  bargaining::FiniteProblem problem{.disagreement = {0, 0}};
  std::vector<std::vector<std::string>> names;

  explicit Laptop(const Json& domain) {
    const std::array<std::string, 3> issues{"Laptop", "Harddisk", "Monitor"};
    std::array<std::size_t, 3> at{};
    const auto count = [&](std::size_t issue) { return domain.at("issues").at(issues[issue]).size(); };
    for (at[0] = 0; at[0] < count(0); ++at[0]) {
      for (at[1] = 0; at[1] < count(1); ++at[1]) {
        for (at[2] = 0; at[2] < count(2); ++at[2]) add(domain, issues, at);
      }
    }
  }

 private:
  void add(const Json& domain, const std::array<std::string, 3>& issues, const std::array<std::size_t, 3>& at) {
    bargaining::Payoff payoff;
    for (const char* party : {"party_1", "party_2"}) {
      payoff.push_back(0);
      for (std::size_t issue = 0; issue < issues.size(); ++issue) {
        const auto values = domain.at(party).at("values").at(issues[issue]).get<std::vector<double>>();
        payoff.back() += domain.at(party).at("weights").at(issues[issue]).get<double>() * values.at(at[issue]) /
                         *std::max_element(values.begin(), values.end());
      }
    }
    problem.outcomes.push_back(std::move(payoff));
    std::vector<std::string> name;
    for (std::size_t issue = 0; issue < issues.size(); ++issue)
      name.push_back(domain.at("issues").at(issues[issue]).at(at[issue]));
    names.push_back(std::move(name));
  }
};

void laptops(ComparisonTable& table, const Json& reference) {
  const Laptop laptop(reference.at("domain"));
  const auto named = [&](const Json& name) {
    const auto found = std::find(laptop.names.begin(), laptop.names.end(), name.get<std::vector<std::string>>());
    return static_cast<std::size_t>(found - laptop.names.begin());
  };
  const std::vector<std::size_t> frontier = bargaining::pareto_frontier(laptop.problem.outcomes);
  table.begin("T-E8 the laptop domain of GENIUS, 27 outcomes", "count, payoff");
  table.row("outcomes on the frontier", static_cast<double>(reference.at("pareto").size()),
            static_cast<double>(frontier.size()));
  for (const Json& row : reference.at("pareto")) {
    const std::size_t at = named(row.at(0));
    const bool is_there = std::find(frontier.begin(), frontier.end(), at) != frontier.end();
    const std::string label = fmt::format("frontier: {}", fmt::join(row.at(0).get<std::vector<std::string>>(), " "));
    table.row(
        label, {row.at(1).at(0).get<double>(), row.at(1).at(1).get<double>()},
        is_there ? std::optional(bargaining::PayoffPair{laptop.problem.outcomes[at][0], laptop.problem.outcomes[at][1]})
                 : std::nullopt);
  }
  const auto pick = [&](const char* rule, const std::string& key, std::optional<std::size_t> ours) {
    table.row(fmt::format("{}: position of the outcome", rule), static_cast<double>(named(reference.at(key))),
              ours ? static_cast<double>(*ours) : -1);
  };
  pick("Nash", "nash", bargaining::solution(bargaining::Rule::nash, laptop.problem));
  pick("egalitarian", "egalitarian", bargaining::solution(bargaining::Rule::egalitarian, laptop.problem));
  pick("utilitarian", "utilitarian", bargaining::solution(bargaining::Rule::utilitarian, laptop.problem));
  pick("Kalai-Smorodinsky", "kalai_smorodinsky_maxmin_ratio",
       bargaining::solution(bargaining::Rule::kalai_smorodinsky, laptop.problem));
}

}  // namespace

Replication replicate_bargaining(const fs::path& folder, Observer& observer) {
  Replication report{.name = "bargaining",
                     .title = "Services, purchases, quotas and bargaining: closed forms and other people's figures",
                     .side_columns = {"reference", "computed", "difference", "allowed"}};
  std::optional<Json> figures, quota, laptop;
  if (folder.empty()) {
    report.notes = {"reference/bargaining is not here: the closed forms alone"};
  } else {
    figures = text::read_json(folder / "bargaining_reference.json");
    quota = text::read_json(folder / "markusen_m44_quota_reference.json");
    laptop = text::read_json(folder / "laptop_domain_reference.json");
  }
  const auto if_there = [](const std::optional<Json>& json) { return json ? &*json : nullptr; };
  ComparisonTable table(report);
  try {
    services_costs(table);
    affiliates(table, observer);
    purchases(table, if_there(figures));
    quotas(table, if_there(quota), observer);
    alternating_offers(table, if_there(figures));
    solutions(table);
    tariff_games(table);
    dilemma_and_gloves(table);
    if (laptop) laptops(table, *laptop);
  } catch (const Json::exception& error) {
    throw InputError(Place{.file = folder.string()}, "a reference file is not in form", error.what());
  }
  return report;
}

}  // namespace parley::replicate
