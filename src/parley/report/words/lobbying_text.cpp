#include "parley/report/words/lobbying_text.hpp"

#include <fmt/format.h>

#include "parley/report/words/strategy_words.hpp"

namespace parley::report {
namespace {

std::string country_text(const Economy& labels, const study::CountryWeights& each) {
  const strategy::LobbyingWeights& fit = each.weights.fit;
  std::string text = fmt::format(
      "\n{}: mean tariff observed {:.3f} %, modelled {:.3f} %; the largest difference of the spreads is {:.2e} points, "
      "after {} steps\n{:<8}{:>12}{:>12}{:>14}{:>14}{:>12}{:>10}\n",
      labels.code(each.weights.government.country), 100 * each.observed_mean, 100 * each.modelled_mean,
      100 * fit.largest_difference, fit.report.iterations, "sector", "observed, %", "modelled, %", "less its mean",
      "less its mean", "difference", "weight");
  for (std::size_t k = 0; k < fit.weight.size(); ++k) {
    const study::TariffBesideMean beside = each.beside_mean(k);
    text += fmt::format("{:<8}{:>12.3f}{:>12.3f}{:>+14.3f}{:>+14.3f}{:>+12.5f}{:>10.4f}{}\n",
                        labels.code(each.weights.sectors[k]), 100 * each.weights.observed[k], 100 * fit.tariff[k],
                        beside.observed_points, beside.modelled_points, beside.difference(), fit.weight[k],
                        fit.weight[k] > 0 ? "" : "  at its bound: no weight gives so low a tariff");
  }
  if (each.unused.empty()) return text;
  text += "not used, for the country does not both make and import it:";
  for (const Sector s : each.unused) text += " " + labels.code(s);
  return text + "\n";
}

}  // namespace

std::string lobbying_title(const study::LobbyingAnswer& answer) {
  return fmt::format(
      "{}: lobbying weights that give the spread of {}", answer.world.name,
      answer.options.observed.empty() ? "the applied tariffs" : "the tariffs in " + answer.options.observed.string());
}

std::string lobbying_text(const study::LobbyingAnswer& answer) {
  std::string text = heading_text(lobbying_title(answer), answer.world);
  text += "  their mean is one; services, and goods that are not fitted, keep the weight one\n";
  for (const study::CountryWeights& each : answer.countries) text += country_text(answer.world.labels, each);
  return text;
}

}  // namespace parley::report
