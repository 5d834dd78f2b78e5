#include "parley/study/cases/ranges.hpp"

#include <algorithm>
#include <cmath>

namespace parley::study {
std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::keeps_sign:
      return "keeps its sign";
    case Verdict::open:
      return "open";
    case Verdict::nothing:
      return "below what the model can tell";
  }
  return "unknown";
}

double floor_of(const HeadlineItem& item, const Baseline& baseline) {
  if (item.unit == "%") return 100 * smallest_told;
  double income = 0;
  if (!item.country.empty()) {
    income = baseline.earned_income(item.subject.country);
  } else {
    for (const Country n : baseline.economy.countries()) income += baseline.earned_income(n);
  }
  if (item.measure->unit == "a person") return smallest_told * income * 1e6 / baseline.population(item.subject.country);
  return smallest_told * income / 1000;
}

Verdict verdict_of(double central, double low, double high, double floor) {
  if (!(std::abs(central) >= floor)) return Verdict::nothing;
  return low > 0 || high < 0 ? Verdict::keeps_sign : Verdict::open;
}

const Range* HeadlineRanges::find(const HeadlineItem& item, std::size_t at) const {
  const auto found = std::ranges::find_if(items, [&](const HeadlineItem& each) {
    return each.measure == item.measure && each.country == item.country && each.subject.partner == item.subject.partner;
  });
  return found == items.end() ? nullptr : &of.at(static_cast<std::size_t>(found - items.begin())).at(at);
}

const Range* HeadlineRanges::real_income(Country n, std::size_t at) const {
  const auto found = std::ranges::find_if(items, [&](const HeadlineItem& item) {
    return item.measure->id == "real_income_pct" && item.subject.country == n;
  });
  return found == items.end() ? nullptr : &of.at(static_cast<std::size_t>(found - items.begin())).at(at);
}

std::string_view words_of(const Range& range) {
  switch (range.verdict) {
    case Verdict::keeps_sign:
      return range.central > 0 ? "gains" : "loses";
    case Verdict::open:
      return "could go either way";
    case Verdict::nothing:
      return "no change that this model can tell";
  }
  return "";
}

}  // namespace parley::study
