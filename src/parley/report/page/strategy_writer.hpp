#pragma once

#include <fmt/format.h>

#include <cmath>

#include "parley/report/page/chart_words.hpp"
#include "parley/report/page/curves.hpp"
#include "parley/report/page/strategy_chapter.hpp"
#include "parley/report/words/format.hpp"
#include "parley/study/cases/ranges.hpp"

namespace parley::report {

/// What the charts and tables of the chapter share.
class StrategyWriter {
 public:
  StrategyWriter(const study::RunResult& result, const study::StrategyStudy& study) : result_(result), study_(study) {
    for (const Country n : study.players) names_.push_back(spoken(result, n));
  }

  [[nodiscard]] std::string introduction() const;
  [[nodiscard]] std::string escalation_chart() const;
  [[nodiscard]] std::string drawn_tree() const;
  [[nodiscard]] std::string escalation_tree() const;
  [[nodiscard]] std::string truces() const;
  [[nodiscard]] std::string curve_chart() const;
  [[nodiscard]] std::string bargaining_chart() const;
  [[nodiscard]] std::string treaties_table() const;

 private:
  [[nodiscard]] double billions(std::size_t player, double change_pct) const {
    return study::billions_of(study_, player, change_pct);
  }
  [[nodiscard]] std::string money(std::size_t player, double change_pct) const {
    return report::money(1000 * billions(player, change_pct), study_.baseline.info.currency, Sign::always);
  }
  [[nodiscard]] CurvePoint point(const std::vector<double>& change_pct) const {
    return {billions(0, change_pct[0]), billions(1, change_pct[1])};
  }
  /// "costs China 0.046 % ($5.3 bn)", or that the model cannot tell.
  [[nodiscard]] std::string effect(std::size_t player, double change_pct) const {
    if (!(std::abs(change_pct) >= 100 * study::smallest_told))
      return fmt::format("changes nothing for {} that this model can tell", names_[player]);
    return fmt::format("{} {} {} ({})", change_pct < 0 ? "costs" : "gives", names_[player],
                       percent(std::abs(change_pct), Sign::only_minus),
                       report::money(1000 * std::abs(billions(player, change_pct)), study_.baseline.info.currency));
  }
  [[nodiscard]] std::string case_words() const;
  [[nodiscard]] std::string instruments() const;
  [[nodiscard]] std::vector<std::size_t> drawn_worlds() const;
  [[nodiscard]] std::string world_note(std::size_t world) const;
  [[nodiscard]] std::string branch_row(const study::EscalationBranch& branch) const;
  [[nodiscard]] FigureTable worlds_table() const;
  [[nodiscard]] Curve bargaining_frontier() const;
  [[nodiscard]] Curve paid_line() const;
  void add_treaties(CurveChart& chart) const;

  const study::RunResult& result_;
  const study::StrategyStudy& study_;
  std::vector<std::string> names_;
};

/// "the war" -> "The war"
[[nodiscard]] std::string capital(std::string words);

/// The paragraph that stands where a figure would.
[[nodiscard]] std::string no_figure(const std::string& what, const std::string& failure);

}  // namespace parley::report
