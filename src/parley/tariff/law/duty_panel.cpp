#include "parley/tariff/law/duty_panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "parley/tariff/law/duty.hpp"
#include "parley/tariff/law/quota.hpp"
#include "parley/tariff/law/stack.hpp"

namespace parley::tariff {
namespace {

constexpr int always = std::numeric_limits<int>::max();

/// Half-open days, counted from the first of the panel.
struct Days {
  int from = -always;
  int until = always;
  [[nodiscard]] bool holds(int day) const { return from <= day && day < until; }
};

/// A measure of the importer with what does not depend on the line worked out.
struct Prepared {
  const Measure* measure = nullptr;
  std::size_t authority = 0;
  std::vector<Days> periods;
  std::vector<Days> exemptions;
  std::vector<bool> is_for_class;
  std::vector<std::vector<bool>> spares_class;  // by exemption and class
};

/// One entry of a list on one line, with its rate as a number.
struct Entry {
  Days days;
  double share = 1;
  std::vector<StackItem> by_period;  // kind and rate in each period of the measure
};

/// A measure as it hits one line.
struct OnLine {
  const Prepared* prepared = nullptr;
  std::vector<Entry> entries;
  std::vector<std::vector<std::pair<Days, double>>> spared;  // by exemption: when, how much of the line
};

class PanelMaker {
 public:
  PanelMaker(const MeasureBook& book, const PanelRequest& request)
      : request_(request), order_(book.stack), first_(day_number(request.from)) {
    for (const Measure& measure : book.measures) {
      if (measure.imposer != request.importer || measure.status == "proposed") continue;
      Prepared prepared{.measure = &measure, .authority = order_.position(measure.authority)};
      for (const RatePeriod& period : measure.rates) prepared.periods.push_back(days(period.validity));
      for (const LineExemption& each : measure.except) prepared.exemptions.push_back(days(each.validity));
      measures_.push_back(std::move(prepared));
    }
    std::stable_sort(measures_.begin(), measures_.end(),
                     [](const Prepared& a, const Prepared& b) { return a.authority < b.authority; });
    make_classes();
  }

  [[nodiscard]] const std::vector<std::uint32_t>& class_of() const { return class_of_; }
  [[nodiscard]] const std::vector<std::uint32_t>& class_size() const { return class_size_; }

  /// The measures that hit a line; false where a part has no ad valorem equivalent.
  bool prepare_line(const std::string& code, std::vector<OnLine>& list) const {
    bool is_complete = true;
    list.clear();
    for (const Prepared& prepared : measures_) {
      const std::vector<ListedLine>* lines = prepared.measure->lines.longest(code);
      if (lines == nullptr) continue;
      OnLine on_line{.prepared = &prepared};
      for (const ListedLine& line : *lines) on_line.entries.push_back(entry(prepared, line, is_complete));
      for (const LineExemption& each : prepared.measure->except) {
        std::vector<std::pair<Days, double>> hits;
        if (each.lines.empty()) {
          hits.push_back({Days{}, each.share});
        } else if (const std::vector<ListedLine>* spared = each.lines.longest(code)) {
          for (const ListedLine& line : *spared) hits.push_back({days(line.validity), each.share * line.share});
        }
        on_line.spared.push_back(std::move(hits));
      }
      list.push_back(std::move(on_line));
    }
    return is_complete;
  }

  /// Appends the steps of one row.
  void add_steps(const std::vector<OnLine>& line, std::size_t origin_class, int day_count,
                 std::vector<DutyPanel::Step>& steps) {
    find_breaks(line, origin_class, day_count);
    const std::size_t begin = steps.size();
    for (const int day : breaks_) {
      const double duty = duty_on(line, origin_class, day);
      if (steps.size() > begin && steps.back().duty == duty) continue;
      steps.push_back({day, duty});
    }
  }

 private:
  [[nodiscard]] Days days(const Validity& validity) const {
    Days days;
    if (validity.from) days.from = day_number(*validity.from) - first_;
    if (validity.until) days.until = day_number(*validity.until) - first_;
    return days;
  }

  Entry entry(const Prepared& prepared, const ListedLine& line, bool& is_complete) const {
    Entry entry{.days = days(line.validity), .share = line.share};
    for (const RatePeriod& period : prepared.measure->rates) {
      const LineRate& rate = line.rate ? *line.rate : *period.rate;
      std::optional<double> value = ad_valorem_equivalent(rate, {});
      if (value && prepared.measure->quota) {
        const std::optional<double> inside = ad_valorem_equivalent(prepared.measure->quota->in_quota, {});
        value = inside ? std::optional(quota_outcome(*inside, *value, prepared.measure->quota->fill).mean_rate)
                       : std::nullopt;
      }
      is_complete = is_complete && value.has_value();
      entry.by_period.push_back({.authority = prepared.authority, .kind = rate.kind, .rate = value.value_or(0)});
    }
    return entry;
  }

  /// Origins that no measure and no exemption tells apart share a class.
  void make_classes() {
    std::map<std::vector<bool>, std::uint32_t> known;
    for (const std::string& origin : request_.origins) {
      std::vector<bool> marks;
      for (const Prepared& each : measures_) {
        marks.push_back(is_for_origin(*each.measure, origin));
        for (const LineExemption& exemption : each.measure->except) marks.push_back(is_for_origin(exemption, origin));
      }
      const auto [at, is_new] = known.emplace(std::move(marks), static_cast<std::uint32_t>(known.size()));
      class_of_.push_back(at->second);
      if (!is_new) {
        ++class_size_[at->second];
        continue;
      }
      class_size_.push_back(1);
      for (Prepared& each : measures_) {
        each.is_for_class.push_back(is_for_origin(*each.measure, origin));
        each.spares_class.resize(each.measure->except.size());
        for (std::size_t e = 0; e < each.spares_class.size(); ++e) {
          each.spares_class[e].push_back(is_for_origin(each.measure->except[e], origin));
        }
      }
    }
  }

  void find_breaks(const std::vector<OnLine>& line, std::size_t origin_class, int day_count) {
    breaks_.assign(1, 0);
    const auto add = [&](const Days& each) {
      for (const int day : {each.from, each.until}) {
        if (day > 0 && day < day_count) breaks_.push_back(day);
      }
    };
    for (const OnLine& each : line) {
      if (!each.prepared->is_for_class[origin_class]) continue;
      for (const Days& period : each.prepared->periods) add(period);
      for (const Entry& entry : each.entries) add(entry.days);
      for (std::size_t e = 0; e < each.spared.size(); ++e) {
        if (!each.prepared->spares_class[e][origin_class]) continue;
        add(each.prepared->exemptions[e]);
        for (const auto& [when, share] : each.spared[e]) add(when);
      }
    }
    std::sort(breaks_.begin(), breaks_.end());
    breaks_.erase(std::unique(breaks_.begin(), breaks_.end()), breaks_.end());
  }

  double duty_on(const std::vector<OnLine>& line, std::size_t origin_class, int day) {
    items_.clear();
    for (const OnLine& each : line) {
      if (!each.prepared->is_for_class[origin_class]) continue;
      const auto entry = std::find_if(each.entries.begin(), each.entries.end(),
                                      [&](const Entry& candidate) { return candidate.days.holds(day); });
      const auto& periods = each.prepared->periods;
      const auto period =
          std::find_if(periods.begin(), periods.end(), [&](const Days& candidate) { return candidate.holds(day); });
      if (entry == each.entries.end() || period == periods.end()) continue;
      StackItem item = entry->by_period[static_cast<std::size_t>(period - periods.begin())];
      item.share = entry->share * (1 - spared(each, origin_class, day));
      if (item.share > 0) items_.push_back(item);
    }
    return order_.stack_up(items_);
  }

  static double spared(const OnLine& line, std::size_t origin_class, int day) {
    double spared = 0;
    for (std::size_t e = 0; e < line.spared.size(); ++e) {
      if (!line.prepared->spares_class[e][origin_class] || !line.prepared->exemptions[e].holds(day)) continue;
      for (const auto& [when, share] : line.spared[e]) {
        if (when.holds(day)) spared += share;
      }
    }
    return std::min(1.0, spared);
  }

  const PanelRequest& request_;
  StackOrder order_;
  int first_;
  std::vector<Prepared> measures_;
  std::vector<std::uint32_t> class_of_;
  std::vector<std::uint32_t> class_size_;
  std::vector<int> breaks_;
  std::vector<StackItem> items_;
};

void check(const MeasureBook& book, const PanelRequest& request) {
  if (request.until <= request.from) {
    throw InputError({},
                     fmt::format("no day lies between {} and {}", to_string(request.from), to_string(request.until)));
  }
  std::vector<std::string> asked = request.origins;
  asked.push_back(request.importer);
  ProblemList problems;
  for (const std::string& code : asked) {
    if (std::find(book.countries.begin(), book.countries.end(), code) != book.countries.end()) continue;
    problems.add({}, fmt::format("no country '{}'", code), did_you_mean(code, book.countries));
  }
  problems.throw_if_any();
}

}  // namespace

DutyPanel duty_panel(const MeasureBook& book, const PanelRequest& request) {
  check(book, request);
  PanelMaker maker(book, request);
  DutyPanel panel;
  panel.line_count_ = request.lines.size();
  panel.day_count_ = static_cast<std::size_t>(day_number(request.until) - day_number(request.from));
  panel.class_of_ = maker.class_of();
  panel.class_size_ = maker.class_size();
  panel.row_begin_.reserve(panel.line_count_ * panel.class_count() + 1);
  std::vector<OnLine> on_line;
  for (const std::string& line : request.lines) {
    panel.is_complete_.push_back(maker.prepare_line(line, on_line));
    if (!panel.is_complete_.back()) ++panel.incomplete_lines_;
    for (std::size_t each = 0; each < panel.class_count(); ++each) {
      panel.row_begin_.push_back(static_cast<std::uint32_t>(panel.steps_.size()));
      maker.add_steps(on_line, each, static_cast<int>(panel.day_count_), panel.steps_);
    }
  }
  panel.row_begin_.push_back(static_cast<std::uint32_t>(panel.steps_.size()));
  return panel;
}

std::span<const DutyPanel::Step> DutyPanel::row(std::size_t line, std::size_t origin_class) const {
  const std::size_t at = line * class_count() + origin_class;
  return std::span(steps_).subspan(row_begin_[at], row_begin_[at + 1] - row_begin_[at]);
}

std::span<const DutyPanel::Step> DutyPanel::steps(std::size_t line, std::size_t origin) const {
  return row(line, class_of_[origin]);
}

double DutyPanel::at(std::size_t line, std::size_t origin, std::size_t day) const {
  const std::span<const Step> row = steps(line, origin);
  const auto next = std::upper_bound(row.begin(), row.end(), static_cast<std::int32_t>(day),
                                     [](std::int32_t value, const Step& step) { return value < step.first_day; });
  return std::prev(next)->duty;
}

void DutyPanel::add_line(std::size_t line, std::vector<double>& sum) const {
  for (std::size_t each = 0; each < class_count(); ++each) {
    const std::span<const Step> steps = row(line, each);
    for (std::size_t at = 0; at < steps.size(); ++at) {
      const auto begin = static_cast<std::size_t>(steps[at].first_day);
      const std::size_t end = at + 1 < steps.size() ? static_cast<std::size_t>(steps[at + 1].first_day) : day_count_;
      const double added = class_size_[each] * steps[at].duty;
      for (std::size_t day = begin; day < end; ++day) sum[day] += added;
    }
  }
}

std::vector<double> DutyPanel::mean_by_day() const {
  std::vector<double> sum(day_count_, 0.0);
  for (std::size_t line = 0; line < line_count_; ++line) add_line(line, sum);
  const auto rows = static_cast<double>(line_count_ * class_of_.size());
  for (double& each : sum) each /= rows;
  return sum;
}

std::vector<double> DutyPanel::mean_of_known_by_day() const {
  std::vector<double> sum(day_count_, 0.0);
  for (std::size_t line = 0; line < line_count_; ++line) {
    if (is_complete_[line]) add_line(line, sum);
  }
  const auto rows = static_cast<double>((line_count_ - incomplete_lines_) * class_of_.size());
  for (double& each : sum) each /= rows;  // NaN without rows
  return sum;
}

}  // namespace parley::tariff
