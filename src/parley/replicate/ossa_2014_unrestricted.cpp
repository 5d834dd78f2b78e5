#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "parley/replicate/ossa_2014_strategies.hpp"
#include "parley/study/cases/compute.hpp"

namespace parley::replicate::ossa {
namespace {

/// The authors' lower bound is a tariff of -500 %, which is none: a price paid abroad cannot fall below zero. This one is
/// as good as none as long as no tariff reaches it.
constexpr double lowest_tariff = -0.99;

/// The first agreement that the searches from all bases' tariffs lead to.
Agreement first_found(strategy::FixedFirmsGame& game, const std::vector<TalkBase>& bases, std::size_t base,
                      Observer& observer) {
  Agreement found = agree(game, bases[base].figures, bases[base].start, observer);
  for (std::size_t other = 0; other < bases.size() && !found.treaty.report.usable(); ++other)
    found = agree(game, bases[base].figures, bases[other].start, observer);
  return found;
}

struct Proof {
  OracleComparison slope, spread, restriction;
};

void add(const Agreement& open, const Agreement& closed, const std::string& where, Proof& proof) {
  const auto [least, most] = std::minmax_element(open.treaty.gain_pct.begin(), open.treaty.gain_pct.end());
  proof.slope.add(open.treaty.first_order_residual, where);
  proof.spread.add(*most - *least, where);
  proof.restriction.add(std::max(closed.treaty.gain_pct.front() - open.treaty.gain_pct.front(), 0.0), where);
}

std::string comparison(const Agreement& open, const Agreement& closed, const std::string& name) {
  const strategy::Policy& policy = open.treaty.policy;
  const auto subsidies = std::count_if(policy.begin(), policy.end(), [](double each) { return each < 0; });
  return fmt::format(
      "{}: with subsidies all gain {:.4f} %, without them {:.4f} %; {} of {} tariffs are subsidies, the "
      "lowest tariff is {:.1f} %",
      name, open.treaty.gain_pct.front(), closed.treaty.gain_pct.front(), subsidies, policy.size(),
      100 * std::expm1(*std::min_element(policy.begin(), policy.end())));
}

}  // namespace

void replicate_unrestricted_talks(const Case& data, const Wars& wars, Observer& observer, Replication& report) {
  report.notes.emplace_back(
      "talks with import subsidies (the article's unrestricted ones, without lobbying weights): the case has no "
      "printed "
      "figure and no file of them; beside ours stand the restricted ones, which tables 5a and 10a print");
  for (const Tariffs tariffs : {Tariffs::bilateral, Tariffs::mfn}) {
    const std::string name = fmt::format("{} talks with subsidies", name_of(tariffs));
    Proof proof{{name + ": first-order residual", "per unit of ln(1+t)", 0, 0, 1e-6, ""},
                {name + ": difference between gains", "percentage points", 0, 0, 1e-6, ""},
                {name + ": what forbidding them would add to the gain", "percentage points", 0, 0, 1e-6, ""}};
    strategy::FixedFirmsGame open = game_of_all(data.economy, data.unweighted, tariffs, lowest_tariff);
    strategy::FixedFirmsGame closed = game_of_all(data.economy, data.unweighted, tariffs);
    const std::vector<TalkBase> bases = talk_bases(data, wars, tariffs, false, observer);
    for (std::size_t base = 0; base < bases.size(); ++base) {
      const std::string from = "from " + bases[base].name;
      const Agreement found = first_found(open, bases, base, observer);
      if (!found.treaty.report.usable()) throw NotSolved("ossa-2014, " + name + " " + from, found.treaty.report);
      const Agreement without = first_found(closed, bases, base, observer);
      add(found, without, from, proof);
      report.notes.push_back(comparison(found, without, name + " " + from));
      report.side_table.push_back({fmt::format("median tariff, {} {}, %", name, from), found.change.median_tariff});
      report.side_table.push_back({fmt::format("wage, {} {}, %", name, from), found.change.wage});
    }
    for (OracleComparison* line : {&proof.slope, &proof.spread, &proof.restriction})
      report.oracles.push_back(std::move(*line));
  }
}

}  // namespace parley::replicate::ossa
