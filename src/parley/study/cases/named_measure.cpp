#include "parley/study/cases/named_measure.hpp"

#include <fmt/format.h>

#include <array>

#include "parley/base/error.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/study/cases/named_parts.hpp"

namespace parley::study {
namespace {

using Kind = Measure::Kind;

constexpr std::array kinds{Kind::real_income, Kind::real_wage, Kind::tariff_revenue,
                           Kind::employment,  Kind::output,    Kind::exports};

Kind kind_of(const std::string& name) {
  for (const Kind kind : kinds) {
    if (to_string(kind) == name) return kind;
  }
  throw InputError(Place{.key = "measure"}, fmt::format("no measure '{}'", name),
                   scenario::near_or_known(name, measure_names()));
}

void check_parts(const Measure& measure) {
  const Place place{.key = "measure"};
  const bool takes_sector =
      measure.kind == Kind::employment || measure.kind == Kind::output || measure.kind == Kind::exports;
  if (measure.sector && !takes_sector)
    throw InputError(place, fmt::format("{} has no sector", to_string(measure.kind)),
                     "employment, output and exports have one");
  if (measure.partner && measure.kind != Kind::exports)
    throw InputError(place, fmt::format("{} has no partner", to_string(measure.kind)), "only exports have one");
}

}  // namespace

std::vector<std::string> measure_names() {
  std::vector<std::string> names;
  for (const Kind kind : kinds) names.emplace_back(to_string(kind));
  return names;
}

Measure measure_of(const NamedMeasure& named, const Economy& labels) {
  Measure measure{.kind = kind_of(named.measure), .country = named_country(labels, named.country, "country")};
  if (!named.sector.empty()) measure.sector = named_sector(labels, named.sector, "sector");
  if (!named.partner.empty()) measure.partner = named_country(labels, named.partner, "partner");
  check_parts(measure);
  return measure;
}

Objective objective_of(const std::vector<NamedTerm>& terms, const Economy& labels) {
  Objective objective;
  for (const NamedTerm& term : terms) {
    const Measure measure = measure_of(term.measure, labels);
    objective.terms.push_back({is_money(measure.kind) ? term.weight : 100 * term.weight, measure});
  }
  return objective;
}

double named_weight(const Objective::Term& term) {
  return is_money(term.measure.kind) ? term.weight : term.weight / 100;
}

}  // namespace parley::study
