#include <cmath>

#include "parley/report/page/html.hpp"
#include "parley/report/page/rung_bars.hpp"
#include "parley/report/page/strategy_writer.hpp"

namespace parley::report {

std::string StrategyWriter::rung_heading(const study::Rung& rung) const {
  if (!rung.mover) return capital(rung.name);
  return fmt::format("{}: {} moves and {} by this step", capital(rung.name), names_[*rung.mover],
                     rung.step_gain_pct > 0   ? "gains"
                     : rung.step_gain_pct < 0 ? "loses"
                                              : "neither gains nor loses");
}

std::string StrategyWriter::rung_note(std::size_t at) const {
  const study::Ladder& ladder = *study_.ladder.value;
  const bool is_last = at + 1 == ladder.rungs.size();
  std::vector<std::string> notes;
  if (at == ladder.ends_at_once) {
    notes.push_back(is_last ? "step by step it comes to this"
                            : fmt::format("step by step it stops here, for {} would lose by the next step",
                                          names_[*ladder.rungs[at + 1].mover]));
  }
  if (at == ladder.ends_looking_ahead)
    notes.emplace_back(is_last ? "with both looking ahead it comes to this" : "with both looking ahead it stops here");
  return notes.empty() ? "" : "▲ " + capital(fmt::format("{}", fmt::join(notes, "; ")));
}

FigureTable StrategyWriter::ladder_table() const {
  FigureTable table{{"rung, side", "real income, %", "real income, million", "share of the full war's cost",
                     "mean tariff on the other, %", "gained by its step, %"},
                    {}};
  for (const study::Rung& rung : study_.ladder.value->rungs) {
    for (std::size_t p = 0; p < 2; ++p) {
      table.rows.push_back({fmt::format("{}, {}", rung.name, names_[p]),
                            {rung.change_pct[p], 1000 * billions(p, rung.change_pct[p]), rung.share_of_war_cost[p],
                             rung.mean_tariff_pct[p], rung.mover == p ? rung.step_gain_pct : std::nan("")}});
    }
  }
  return table;
}

std::string StrategyWriter::ladder_chart() const {
  if (!study_.ladder.value) return no_figure("ladder", study_.ladder.failure);
  const study::Ladder& ladder = *study_.ladder.value;
  const std::vector<double>& war = ladder.rungs.back().change_pct;
  RungChart chart{
      .caption = {fmt::format("The full war {} and {}", effect(0, war[0]), effect(1, war[1])),
                  fmt::format(
                      "Real income on each rung against the status quo, % and {} a year; share of what the full "
                      "war costs that side (– where it costs nothing)",
                      study_.baseline.info.currency),
                  fmt::format("Every rung is a certified solution of the model. Announced: {}. Mirror: the same rises "
                              "in points, sector by sector; equivalent: these times {}, so that duties on base trade "
                              "are equal; best answer and full war: {}.",
                              case_words(), significant(ladder.equivalence, 3), instruments()),
                  source_line(result_)},
      .unit = "%",
      .parties = names_,
      .css_classes = {colour(result_, study_.players[0]), colour(result_, study_.players[1])},
      .columns = {"%", study_.baseline.info.currency, "of war"},
      .rungs = {},
      .table = ladder_table()};
  for (std::size_t at = 0; at < ladder.rungs.size(); ++at) {
    const study::Rung& rung = ladder.rungs[at];
    Rung drawn{rung_heading(rung), {}, rung_note(at)};
    for (std::size_t p = 0; p < 2; ++p) {
      const double share = rung.share_of_war_cost[p];
      drawn.bars.push_back({rung.change_pct[p],
                            {significant(rung.change_pct[p], 2, Sign::always), money(p, rung.change_pct[p]),
                             std::isnan(share) ? "–" : fixed(100 * share, 0) + " %"}});
    }
    chart.rungs.push_back(std::move(drawn));
  }
  return rung_figure(chart);
}

std::string StrategyWriter::steps_table() const {
  if (!study_.ladder.value) return "";
  std::string html =
      "<h3>Where each side would stop</h3><p>Step by step, a mover compares the next rung with the one it stands on; "
      "looking ahead, it compares stopping with where the steps after its own lead.</p><div "
      "class=\"wide\"><table><thead>"
      "<tr><th>step</th><th>who moves</th><th>gained by it</th><th>takes it, step by step</th><th>takes it, looking "
      "ahead</th></tr></thead><tbody>";
  for (const study::Rung& rung : study_.ladder.value->rungs) {
    if (!rung.mover) continue;
    html += html_format("<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", rung.name,
                        names_[*rung.mover], money(*rung.mover, rung.step_gain_pct),
                        rung.step_gain_pct > 0 ? "yes" : "no", rung.is_taken_looking_ahead ? "yes" : "no");
  }
  return html + "</tbody></table></div>" + truces();
}

std::string StrategyWriter::truces() const {
  std::string list;
  for (const study::Truce& truce : study_.ladder.value->truces) {
    for (std::size_t p = 0; p < 2; ++p) {
      list += html_format("<li>{}, at {}: breaking it gains {} in one year; it holds by itself {}.</li>", names_[p],
                          truce.name, money(p, truce.betrayal_gain_pct[p]),
                          truce.patience[p] < 1 ? fmt::format("if next year counts at least {} of this one",
                                                              significant(truce.patience[p], 2))
                                                : "at no patience");
    }
  }
  return fold(
      "Would a truce hold by itself?",
      "<p>Whoever breaks a truce gains for a year and then faces the full war for ever.</p><ul>" + list + "</ul>",
      "why");
}

}  // namespace parley::report
