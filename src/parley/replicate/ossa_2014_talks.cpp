#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "parley/bargaining/equal_gains.hpp"
#include "parley/replicate/ossa_2014_strategies.hpp"
#include "parley/study/cases/compute.hpp"

namespace parley::replicate::ossa {
namespace {

using bargaining::Treaty;
using strategy::FixedFirmsGame;
using strategy::Policy;

/// The article's three talks: from Nash, from the factual tariffs, from free trade.
struct Talks {
  std::vector<TalkBase> bases;
  std::vector<Agreement> agreements;
  Agreement loose;  ///< from the authors' loose war
};

std::vector<double> threat_of(const Figures& base) {
  std::vector<double> threat;
  for (const double level : base.government) threat.push_back(std::log(level));
  return threat;
}

Agreement agreement(const FixedFirmsGame& game, const Figures& base, Treaty treaty) {
  Agreement result{std::move(treaty), {}};
  result.change = percentages_of(relative_to(figures_of(game, result.treaty.position), base));
  return result;
}

/// From the agreement that gives whoever gains least the most.
Agreement agree_by_steps(FixedFirmsGame& game, const TalkBase& base, Observer& observer) {
  const std::vector<double> threat = threat_of(base.figures);
  Treaty treaty = bargaining::equal_gains(game, threat, base.start, {.rule = bargaining::GainRule::max_min}, observer);
  if (treaty.report.usable()) treaty = equal_gains_by_steps(game, threat, treaty, {}, observer);
  return agreement(game, base.figures, std::move(treaty));
}

Talks hold_talks(const Case& data, const Wars& wars, Tariffs tariffs, bool is_weighted, Observer& observer) {
  FixedFirmsGame game = game_of_all(data.economy, is_weighted ? data.weighted : data.unweighted, tariffs);
  Talks talks{talk_bases(data, wars, tariffs, is_weighted, observer), {}, {}};
  for (const TalkBase& base : talks.bases) {
    Agreement found = agree(game, base.figures, base.start, observer);
    for (std::size_t other = 0; other < talks.bases.size() && !found.treaty.report.usable(); ++other)
      found = agree(game, base.figures, talks.bases[other].start, observer);
    if (!found.treaty.report.usable()) found = agree_by_steps(game, base, observer);
    talks.agreements.push_back(std::move(found));
  }
  const Figures& war = wars.of(Tariffs::bilateral, is_weighted).authors.figures;
  talks.loose = agree(game, war, talks.bases.front().start, observer);
  return talks;
}

void require_agreements(const Talks& talks, const std::string& name) {
  for (std::size_t base = 0; base < talks.bases.size(); ++base) {
    if (!talks.agreements[base].treaty.report.usable())
      throw NotSolved(fmt::format("ossa-2014, {} from {}", name, talks.bases[base].name),
                      talks.agreements[base].treaty.report);
  }
  if (!talks.loose.treaty.report.usable())
    throw NotSolved(fmt::format("ossa-2014, {} from the authors' war", name), talks.loose.treaty.report);
}

/// Agreements that other starts lead to and that give everybody more.
void note_better_agreements(const Case& data, const Talks& talks, Tariffs tariffs, bool is_weighted, Observer& observer,
                            Replication& report) {
  constexpr double better = 1e-4;
  FixedFirmsGame game = game_of_all(data.economy, is_weighted ? data.weighted : data.unweighted, tariffs);
  for (std::size_t base = 0; base < talks.bases.size(); ++base) {
    const double gain = talks.agreements[base].treaty.gain_pct.front();
    for (const TalkBase& other : talks.bases) {
      const Agreement each = agree(game, talks.bases[base].figures, other.start, observer);
      if (!each.treaty.report.usable() || each.treaty.gain_pct.front() < gain + better) continue;
      report.notes.push_back(
          fmt::format("{} talks{} from {}: the article's agreement gives all {:.4f} %; one found from {} tariffs gives "
                      "all {:.4f} %",
                      name_of(tariffs), is_weighted ? " with lobbying weights" : "", talks.bases[base].name, gain,
                      other.name, each.treaty.gain_pct.front()));
    }
  }
}

/// Columns of the tables: three bases for each of four measures.
double cell_of(const Agreement& agreement, std::size_t row, std::size_t column) {
  if (!agreement.treaty.report.usable()) return std::nan("");
  const Percentages& change = agreement.change;
  return std::array{&change.government, &change.welfare, &change.wage, &change.profit}[column / 3]->at(row);
}

std::string reason_of(const Talks& talks, std::size_t row, std::size_t column, double published) {
  const int decimals = talk_decimals()[column];
  const double loose = cell_of(talks.loose, row, column);
  if (column % 3 != 0 || !prints_the_same(published, loose, decimals)) return "";
  return fmt::format("from the authors' loose war it is {:.{}f}", loose, decimals + 2);
}

Rows rows_of(const Talks& talks, bool is_loose) {
  Rows rows(talks.bases.front().figures.wage.size(), std::vector<double>(talk_columns().size()));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      const Agreement& from = is_loose && column % 3 == 0 ? talks.loose : talks.agreements[column % 3];
      rows[row][column] = cell_of(from, row, column);
    }
  }
  return rows;
}

void compare_with_table(const Case& data, const Talks& talks, const std::string& name, Replication& report) {
  compare_table(
      data, {"published_TABLE" + name + ".csv", "TABLE " + name, talk_columns(), talk_decimals()},
      rows_of(talks, false),
      [&](std::size_t row, std::size_t column, double published) { return reason_of(talks, row, column, published); },
      report);
}

void add_proof(const Talks& talks, const std::string& name, Replication& report) {
  OracleComparison slope{name + ": first-order residual", "per unit of ln(1+t)", 0, 0, 1e-6, ""};
  OracleComparison spread{name + ": difference between gains", "percentage points", 0, 0, 1e-6, ""};
  for (std::size_t base = 0; base < talks.bases.size(); ++base) {
    const Treaty& treaty = talks.agreements[base].treaty;
    const std::string where = "from " + talks.bases[base].name;
    const auto [least, most] = std::minmax_element(treaty.gain_pct.begin(), treaty.gain_pct.end());
    slope.add(treaty.first_order_residual, where);
    spread.add(*most - *least, where);
  }
  report.oracles.push_back(std::move(slope));
  report.oracles.push_back(std::move(spread));
}

void compare_with_file(const Case& data, const Agreement& ours, const std::string& file, Replication& report) {
  const text::CsvTable table = text::read_csv(data.folder / "expected" / file);
  const NamedColumn named{"talks, " + file, "percentage points", 1e-4};
  compare_column(table, "gov_welfare_pct", data.economy, ours.change.government, named, report);
}

}  // namespace

/// The article's MFN talks, too, gain from the bilateral war: its Table 10 fits no other base.
std::vector<TalkBase> talk_bases(const Case& data, const Wars& wars, Tariffs tariffs, bool is_weighted,
                                 Observer& observer) {
  const auto& governments = is_weighted ? data.weighted : data.unweighted;
  FixedFirmsGame game = game_of_all(data.economy, governments, tariffs);
  const Policy none(game.instruments().size(), 0.0);
  const Figures free_trade = figures_of(game, game.move_to(none, observer));
  FixedFirmsGame mfn = game_of_all(data.economy, governments, Tariffs::mfn);
  (void)mfn.move_to(mfn.status_quo(), observer);
  return {{"Nash", wars.of(Tariffs::bilateral, is_weighted).figures,
           translated(game, wars.of(tariffs, is_weighted).tariffs)},
          {"factual", relative_to(free_trade, free_trade), translated(game, mfn.tariffs())},
          {"free trade", free_trade, none}};
}

Agreement agree(FixedFirmsGame& game, const Figures& base, const Policy& start, Observer& observer) {
  return agreement(game, base, bargaining::equal_gains(game, threat_of(base), start, {}, observer));
}

std::vector<std::string> talk_columns() {
  std::vector<std::string> columns;
  for (const char* what : {"government", "welfare", "wage", "profits"}) {
    for (const char* base : {"Nash", "factual", "free"}) columns.push_back(fmt::format("{} from {}", what, base));
  }
  return columns;
}

std::vector<int> talk_decimals() { return {1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1}; }

TalkRows talk_rows(const Case& data, const Wars& wars, Tariffs tariffs, Observer& observer) {
  const Talks talks = hold_talks(data, wars, tariffs, false, observer);
  return {rows_of(talks, false), rows_of(talks, true)};
}

void replicate_talks(const Case& data, const Wars& wars, Observer& observer, Replication& report) {
  for (const Tariffs tariffs : {Tariffs::bilateral, Tariffs::mfn}) {
    for (const bool is_weighted : {false, true}) {
      const Talks talks = hold_talks(data, wars, tariffs, is_weighted, observer);
      require_agreements(talks, fmt::format("{} talks", name_of(tariffs)));
      compare_with_table(data, talks, fmt::format("{}{}", tariffs == Tariffs::mfn ? 10 : 5, is_weighted ? 'b' : 'a'),
                         report);
      add_proof(talks, fmt::format("{} talks{}", name_of(tariffs), is_weighted ? " with lobbying weights" : ""),
                report);
      note_better_agreements(data, talks, tariffs, is_weighted, observer, report);
      if (is_weighted) continue;
      if (tariffs == Tariffs::mfn) {
        compare_with_file(data, talks.agreements[1], "coop_MFN_BAS_fact.csv", report);
        continue;
      }
      compare_with_file(data, talks.loose, "coop_BAS_nash.csv", report);
      compare_with_file(data, talks.agreements[1], "coop_BAS_fact.csv", report);
      compare_with_file(data, talks.agreements[2], "coop_BAS_free.csv", report);
    }
  }
}

}  // namespace parley::replicate::ossa
