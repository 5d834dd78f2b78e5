#include "parley/report/words/lines_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include "parley/report/words/format.hpp"
#include "parley/text/commodity_code.hpp"
#include "parley/text/contains.hpp"

namespace parley::report {
namespace {

std::string rate_text(double fraction) { return fmt::format("{:.2f} %", 100 * fraction); }

std::string_view rent_holder(tariff::QuotaRent rent) {
  switch (rent) {
    case tariff::QuotaRent::exporters:
      return "exporters";
    case tariff::QuotaRent::government:
      return "the government";
    case tariff::QuotaRent::importers:
      break;
  }
  return "importers";
}

/// Who keeps the gap between the rates of the quotas that apply.
std::string rent_holders(const tariff::MeasureBook& book, const tariff::LineDuty& duty) {
  std::vector<std::string_view> holders;
  for (const tariff::DutyPart& part : duty.parts) {
    const std::optional<tariff::TariffQuota>& quota = book.measures[part.measure].quota;
    if (quota) holders.push_back(rent_holder(quota->rent));
  }
  return fmt::format("{}", fmt::join(holders, " and "));
}

/// Why a duty is not known whole, and what would do.
std::string missing_text(const tariff::LineDuty& duty) {
  bool has_words = false;
  std::vector<std::string> units;
  for (const tariff::DutyPart& part : duty.parts) {
    if (part.is_known) continue;
    has_words = has_words || part.rate->sums.empty();
    for (std::string& unit : tariff::units_of(*part.rate)) {
      if (!text::contains(units, unit)) units.push_back(std::move(unit));
    }
  }
  std::string text;
  if (has_words) text += ": a rate in words";
  if (!units.empty()) {
    text += fmt::format("{}'?' needs the value of a unit: --unit-value {}=2.5, or --value and --quantity",
                        has_words ? "; " : ": ", units.front());
  }
  return text;
}

std::string parts_text(const tariff::MeasureBook& book, const study::DatedLineDuty& line, bool has_amounts) {
  const tariff::LineDuty& duty = line.duty;
  const auto amount = [&](std::int64_t cents) {
    return has_amounts ? fmt::format("{:>14}", cents_text(cents)) : std::string();
  };
  std::string text;
  double least = duty.total;
  for (std::size_t at = 0; at < duty.parts.size(); ++at) {
    const tariff::DutyPart& part = duty.parts[at];
    if (!part.is_known) least += part.share * part.least;
    text += fmt::format("  {} {} {:>9}{}  {}{}\n", padded(book.measures[part.measure].title, 34),
                        padded(part.rate->text, 12), part.is_known ? rate_text(part.ad_valorem) : "?",
                        amount(line.collected.cents[at]), law_of(book, part),
                        part.note.empty() ? "" : " [" + part.note + "]");
  }
  if (duty.is_complete) {
    text +=
        fmt::format("  {:<34} {:<12} {:>9}{}\n", "duty", "", rate_text(duty.total), amount(line.collected.total_cents));
  } else {
    text += fmt::format("  {:<34} {:<12} {}{}\n", "duty", "",
                        least > 0 ? "at least " + rate_text(least) : std::string("not computable"), missing_text(duty));
  }
  if (duty.quota_rent > 0) {
    text +=
        fmt::format("  {:<47} {:>9}  kept by {}\n", "quota rent", rate_text(duty.quota_rent), rent_holders(book, duty));
  }
  return text;
}

/// "8541.40.20, 8541.40.60" or "8541.40.20 to 8541.40.95 (4 lines)".
std::string codes_text(const std::string& first, const std::string& last, std::size_t count) {
  if (count == 1) return text::dotted(first);
  if (count == 2) return text::dotted(first) + ", " + text::dotted(last);
  return fmt::format("{} to {} ({} lines)", text::dotted(first), text::dotted(last), count);
}

}  // namespace

std::string cents_text(std::int64_t cents) {
  return fmt::format("{}{}.{:02}", cents < 0 ? "-" : "", std::abs(cents) / 100, std::abs(cents) % 100);
}

const std::string& law_of(const tariff::MeasureBook& book, const tariff::DutyPart& part) {
  const tariff::Measure& measure = book.measures[part.measure];
  const std::string& own = measure.rates[part.period].law;
  return own.empty() ? measure.law : own;
}

std::string line_duties_text(const tariff::MeasureBook& book, const study::LineDuties& duties) {
  const std::vector<study::DatedLineDuty>& lines = duties.lines;
  std::string text;
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t next = first + 1;
    while (next < lines.size() && lines[next].query.day == lines[first].query.day &&
           study::have_same_parts(lines[next].duty, lines[first].duty)) {
      ++next;
    }
    const tariff::LineQuery& query = lines[first].query;
    text += fmt::format("{}  {} from {}, {}\n", codes_text(query.code, lines[next - 1].query.code, next - first),
                        query.importer, query.origin, to_string(query.day));
    text += parts_text(book, lines[first], duties.request.entry.value > 0);
    first = next;
  }
  for (const std::string& note : book.notes) text += fmt::format("note: {}\n", note);
  return text;
}

std::string line_panel_text(const study::LinePanel& panel, double peak_mb) {
  const tariff::DutyPanel& cells = panel.panel;
  const bool is_whole = cells.incomplete_lines() == 0;
  std::string text;
  for (const study::MeanChange& change : panel.changes) {
    text += fmt::format("{}  mean duty {}{:>9.4f} %\n", to_string(change.from), is_whole ? "" : "at least ",
                        100 * change.mean_duty);
    if (!is_whole && std::isfinite(change.mean_of_known)) {
      text += fmt::format("            {:>18} {:>9.4f} % on the {} lines of which every part is known\n", "",
                          100 * change.mean_of_known, cells.line_count() - cells.incomplete_lines());
    }
  }
  text += fmt::format("{} lines x {} origins x {} days = {} cells in {:.3f} s; {:.0f} MB at most\n", cells.line_count(),
                      cells.origin_count(), cells.day_count(), cells.cell_count(), panel.seconds, peak_mb);
  text += fmt::format("{} kinds of origins\n", cells.class_count());
  if (!is_whole) {
    text += fmt::format(
        "{} lines have a duty by quantity or in words, which is no percentage without unit values: what it adds is not "
        "in "
        "the mean\n",
        cells.incomplete_lines());
  }
  const study::UnevenRows& uneven = panel.uneven;
  if (uneven.spelt_out > 0) text += fmt::format("{} short codes were spelt out into their lines\n", uneven.spelt_out);
  if (uneven.headings > 0) text += fmt::format("{} headings were left to the lines below them\n", uneven.headings);
  if (uneven.special > 0) {
    text +=
        fmt::format("{} rows of chapters 98 and 99, which the schedule does not have, were left out\n", uneven.special);
  }
  return text;
}

std::string effective_duties_text(const study::EffectiveDuties& duties, study::EffectiveBy by) {
  const std::vector<study::EffectiveLine> lines = effective_lines(duties, by);
  std::string text;
  for (std::size_t day = 0; day < duties.by_day.size(); ++day) {
    text +=
        fmt::format("{}, effective rates of {} in percent\n{:<10}{:>14}{:>10}", to_string(duties.by_day[day].day),
                    duties.importer, by == study::EffectiveBy::partner ? "partner" : "sector", "imports $m", "rate");
    for (const std::string& authority : duties.authorities) text += fmt::format("{:>13}", authority);
    text += "\n";
    for (const study::EffectiveLine& line : lines) {
      text += fmt::format("{:<10}{:>14.1f}{:>10.3f}", line.name, line.imports_musd,
                          study::percent_of(line.total_duty_musd(day), line.imports_musd));
      for (const double each : line.duty_musd[day]) {
        text += fmt::format("{:>13.3f}", study::percent_of(each, line.imports_musd));
      }
      text += "\n";
    }
    const tariff::MatchedDollars& matched = duties.by_day[day].matched;
    text += fmt::format(
        "  of these dollars (million): {:.1f} in codes with one line, {:.1f} split evenly over the lines of their "
        "code,\n"
        "  {:.1f} on lines one of whose parts has no ad valorem equivalent (the others count), {:.1f} outside the "
        "schedule (no duty)\n",
        matched.exact_musd, matched.split_musd, matched.partial_musd, matched.missing_musd);
  }
  return text;
}

}  // namespace parley::report
