#include "parley/report/words/replication_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

namespace parley::report {
namespace {

std::string side_text(const replicate::Replication& replication) {
  if (replication.side_table.empty()) return "";
  std::string text = fmt::format("\n{:<46}", "");
  for (const std::string& column : replication.side_columns) text += fmt::format("{:>14}", column);
  text += '\n';
  for (const replicate::SideNote& line : replication.side_table) {
    text += fmt::format("{:<46}", line.label);
    for (const double value : line.values) {
      const bool is_tiny = value != 0 && std::abs(value) < 1e-5;
      text += is_tiny ? fmt::format("{:>14.1e}", value) : fmt::format("{:>14.6f}", value);
    }
    text += '\n';
  }
  return text;
}

std::string published_text(const replicate::Replication& replication, bool all_cells) {
  std::string text = fmt::format("\n{:<9} {:<22} {:<28} {:>10} {:>12}\n", "", "row", "column", "printed", "computed");
  for (const replicate::PublishedCell& cell : replication.published) {
    const bool agrees = cell.verdict == replicate::PublishedCell::Verdict::agrees;
    // The headline table and short ones are shown whole; the long ones only where there is something to see.
    const bool is_short = cell.table == "TABLE 2" || replication.published.size() <= 12;
    if (agrees && !all_cells && !is_short) continue;
    text += fmt::format("{:<9} {:<22} {:<28} {:>10.{}f} {:>12.{}f}  {}{}\n", cell.table, cell.row, cell.column,
                        cell.published, cell.decimals, cell.computed, cell.decimals + 2, verdict_text(cell.verdict),
                        cell.reason.empty() ? "" : ": " + cell.reason);
  }
  for (const replicate::TableCount& each : replicate::count_by_table(replication.published))
    text += fmt::format("{}: {} of {} printed figures agree to the printed digit, {} known exceptions, {} differ\n",
                        each.table, each.agree, each.figures, each.known_exceptions, each.differ());
  return text;
}

std::string figure(double value) { return std::isnan(value) ? "-" : fmt::format("{:.3g}", value); }

std::string estimates_text(const std::vector<replicate::PublishedEstimate>& estimates) {
  std::string text;
  std::string question;
  for (const replicate::PublishedEstimate& each : estimates) {
    if (each.question != question) {
      question = each.question;
      text += fmt::format("\n{}\n  {:<20} {:<26} {:>13} {:>8}", question, "", "", "published", "Parley");
      for (const replicate::SwitchedEstimate& by : each.switched) text += fmt::format(" {:>10}", by.name);
      text += '\n';
    }
    const std::string published = each.lowest == each.highest
                                      ? figure(each.lowest)
                                      : fmt::format("{} to {}", figure(each.lowest), figure(each.highest));
    text += fmt::format("  {:<20} {:<26} {:>13} {:>8}", each.measure, each.who, published, figure(each.computed));
    for (const replicate::SwitchedEstimate& by : each.switched) text += fmt::format(" {:>10}", figure(by.computed));
    text += fmt::format("\n      {}: {}\n", each.study, each.reason);
  }
  return text;
}

}  // namespace

std::string_view verdict_text(replicate::PublishedCell::Verdict verdict) {
  switch (verdict) {
    case replicate::PublishedCell::Verdict::agrees:
      return "agrees";
    case replicate::PublishedCell::Verdict::known_exception:
      return "known exception";
    case replicate::PublishedCell::Verdict::differs:
      return "DIFFERS";
  }
  return "unknown";
}

std::string replication_text(const replicate::Replication& replication, bool all_cells) {
  std::string text = replication.title + "\n";
  for (const std::string& note : replication.notes) text += "  " + note + "\n";
  text += side_text(replication);
  if (!replication.published.empty()) text += published_text(replication, all_cells);
  text += estimates_text(replication.estimates);
  if (replication.published.empty() && replication.oracles.empty()) return text;
  text += "\nagainst other programs' results\n";
  for (const replicate::OracleComparison& oracle : replication.oracles) {
    text +=
        fmt::format("{:<66} {:>6} cells  worst {:9.2e} {} ({}), allowed {:.0e}: {}\n", oracle.name, oracle.cells,
                    oracle.worst, oracle.unit, oracle.where, oracle.tolerance, oracle.holds() ? "agrees" : "DIFFERS");
  }
  text += replication.holds() ? "\nthe case is reproduced\n" : "\nthe case is NOT reproduced\n";
  return text;
}

std::string published_cases_text(const std::vector<replicate::PublishedCase>& cases) {
  std::string text;
  for (const replicate::PublishedCase& each : cases) {
    text += fmt::format("{:<10}{:<18} {}\n", text.empty() ? "Cases:" : "", each.name,
                        each.summary + (each.shipped_file.empty() ? "; needs the authors' package" : ""));
  }
  return text;
}

}  // namespace parley::report
