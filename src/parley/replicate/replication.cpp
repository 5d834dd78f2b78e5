#include "parley/replicate/replication.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/replicate/replication_cases.hpp"

namespace parley::replicate {
namespace {

std::string_view to_string(PublishedCell::Verdict verdict) {
  switch (verdict) {
    case PublishedCell::Verdict::agrees:
      return "agrees";
    case PublishedCell::Verdict::known_exception:
      return "known exception";
    case PublishedCell::Verdict::differs:
      return "DIFFERS";
  }
  return "unknown";
}

std::string side_text(const Replication& replication) {
  if (replication.side_table.empty()) return "";
  std::string text = fmt::format("\n{:<46}", "");
  for (const std::string& column : replication.side_columns) text += fmt::format("{:>14}", column);
  text += '\n';
  for (const SideNote& line : replication.side_table) {
    text += fmt::format("{:<46}", line.label);
    for (const double value : line.values) {
      const bool is_tiny = value != 0 && std::abs(value) < 1e-5;
      text += is_tiny ? fmt::format("{:>14.1e}", value) : fmt::format("{:>14.6f}", value);
    }
    text += '\n';
  }
  return text;
}

std::string published_text(const Replication& replication, bool all_cells) {
  std::string text = fmt::format("\n{:<9} {:<22} {:<28} {:>10} {:>12}\n", "", "row", "column", "printed", "computed");
  for (const PublishedCell& cell : replication.published) {
    const bool agrees = cell.verdict == PublishedCell::Verdict::agrees;
    // The headline table and short ones are shown whole; the long ones only where there is something to see.
    const bool is_short = cell.table == "TABLE 2" || replication.published.size() <= 12;
    if (agrees && !all_cells && !is_short) continue;
    text += fmt::format("{:<9} {:<22} {:<28} {:>10.{}f} {:>12.{}f}  {}{}\n", cell.table, cell.row, cell.column,
                        cell.published, cell.decimals, cell.computed, cell.decimals + 2, to_string(cell.verdict),
                        cell.reason.empty() ? "" : ": " + cell.reason);
  }
  std::vector<std::string> tables;
  for (const PublishedCell& cell : replication.published) {
    if (std::find(tables.begin(), tables.end(), cell.table) == tables.end()) tables.push_back(cell.table);
  }
  for (const std::string& name : tables) {
    std::size_t count = 0;
    std::size_t same = 0;
    std::size_t known = 0;
    for (const PublishedCell& cell : replication.published) {
      if (cell.table != name) continue;
      ++count;
      same += cell.verdict == PublishedCell::Verdict::agrees;
      known += cell.verdict == PublishedCell::Verdict::known_exception;
    }
    text += fmt::format("{}: {} of {} printed figures agree to the printed digit, {} known exceptions, {} differ\n",
                        name, same, count, known, count - same - known);
  }
  return text;
}

}  // namespace

void OracleComparison::add(double difference, const std::string& cell) {
  // The first cell counts whatever it is; one that is no number is worse than any.
  if (cells == 0 || difference > worst || std::isnan(difference)) {
    worst = difference;
    where = cell;
  }
  ++cells;
}

bool Replication::holds() const {
  return std::none_of(published.begin(), published.end(),
                      [](const PublishedCell& c) { return c.verdict == PublishedCell::Verdict::differs; }) &&
         std::all_of(oracles.begin(), oracles.end(), [](const OracleComparison& o) { return o.holds(); });
}

bool prints_the_same(double published, double computed, int decimals) {
  const double unit = std::pow(10.0, -decimals);
  return std::abs(std::round(computed / unit) - std::round(published / unit)) < 0.5;
}

std::string to_text(const Replication& replication, bool all_cells) {
  std::string text = replication.title + "\n";
  for (const std::string& note : replication.notes) text += "  " + note + "\n";
  text += side_text(replication);
  if (!replication.published.empty()) text += published_text(replication, all_cells);
  text += "\nagainst other programs' results\n";
  for (const OracleComparison& oracle : replication.oracles) {
    text +=
        fmt::format("{:<66} {:>6} cells  worst {:9.2e} {} ({}), allowed {:.0e}: {}\n", oracle.name, oracle.cells,
                    oracle.worst, oracle.unit, oracle.where, oracle.tolerance, oracle.holds() ? "agrees" : "DIFFERS");
  }
  text += replication.holds() ? "\nthe case is reproduced\n" : "\nthe case is NOT reproduced\n";
  return text;
}

std::string to_json(const Replication& replication) {
  nlohmann::ordered_json json{{"case", replication.name}, {"holds", replication.holds()}, {"notes", replication.notes}};
  for (const SideNote& line : replication.side_table) json["side_table"][line.label] = line.values;
  for (const PublishedCell& cell : replication.published) {
    json["published"].push_back({{"table", cell.table},
                                 {"row", cell.row},
                                 {"column", cell.column},
                                 {"published", cell.published},
                                 {"decimals", cell.decimals},
                                 {"computed", cell.computed},
                                 {"verdict", to_string(cell.verdict)},
                                 {"reason", cell.reason}});
  }
  for (const OracleComparison& oracle : replication.oracles) {
    json["oracles"].push_back({{"name", oracle.name},
                               {"unit", oracle.unit},
                               {"cells", oracle.cells},
                               {"worst", oracle.worst},
                               {"tolerance", oracle.tolerance},
                               {"where", oracle.where},
                               {"holds", oracle.holds()}});
  }
  return json.dump(2) + "\n";
}

Replication replicate(const std::string& name, const std::filesystem::path& folder, Observer& observer) {
  return find_case(name).run(folder, observer);
}

}  // namespace parley::replicate
