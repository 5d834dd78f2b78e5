#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "commands.hpp"
#include "lines_commands.hpp"
#include "parley/base/error.hpp"
#include "parley/tariff/law/customs_entry.hpp"
#include "parley/tariff/law/duty.hpp"

namespace parley::cli {
namespace {

using nlohmann::ordered_json;

struct AtArguments {
  BookArguments book;
  std::string when;
  std::string origin;
  std::vector<std::string> codes;
  std::vector<std::string> unit_values;
  std::vector<std::string> quantities;
  double value = 0;
  bool as_json = false;
};

/// The duty on one line from one day on, until the next change.
struct Answer {
  tariff::LineQuery query;
  tariff::LineDuty duty;
};

/// "kg=2.5" as unit and number.
std::map<std::string, double> by_unit(const std::vector<std::string>& words) {
  std::map<std::string, double> values;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    char* end = nullptr;
    const double value = equals == std::string::npos ? 0 : std::strtod(word.c_str() + equals + 1, &end);
    if (equals == std::string::npos || *end != '\0' || !(value > 0)) {
      throw InputError({}, fmt::format("'{}' is no quantity", word), "as kg=2.5");
    }
    values[word.substr(0, equals)] = value;
  }
  return values;
}

std::string percent(double fraction) { return fmt::format("{:.2f} %", 100 * fraction); }

std::string dollars(std::int64_t cents) {
  return fmt::format("{}{}.{:02}", cents < 0 ? "-" : "", std::abs(cents) / 100, std::abs(cents) % 100);
}

std::string law_of(const tariff::Measure& measure, const tariff::DutyPart& part) {
  const std::string& own = measure.rates[part.period].law;
  return own.empty() ? measure.law : own;
}

/// Who keeps the gap between the rates of the quotas that apply.
std::string rent_holder(const tariff::MeasureBook& book, const tariff::LineDuty& duty) {
  std::vector<std::string> holders;
  for (const tariff::DutyPart& part : duty.parts) {
    const std::optional<tariff::TariffQuota>& quota = book.measures[part.measure].quota;
    if (!quota) continue;
    holders.emplace_back(quota->rent == tariff::QuotaRent::exporters    ? "exporters"
                         : quota->rent == tariff::QuotaRent::government ? "the government"
                                                                        : "importers");
  }
  return fmt::format("{}", fmt::join(holders, " and "));
}

/// What two lines must share to be printed together.
std::string signature(const Answer& answer) {
  std::string text = to_string(answer.query.day);
  for (const tariff::DutyPart& part : answer.duty.parts) {
    text += fmt::format("|{} {} {} {}", part.measure, part.rate->text, part.ad_valorem, part.note);
  }
  return text;
}

std::vector<Answer> answers(const AtArguments& arguments, const tariff::MeasureBook& book, const Date& from,
                            const std::optional<Date>& until, const tariff::UnitValues& values) {
  std::vector<Answer> list;
  for (const std::string& word : arguments.codes) {
    const std::optional<std::string> code = text::parse_code(word);
    if (!code) throw InputError({}, fmt::format("'{}' is no tariff code", word), "2 to 12 digits, as 8541.40");
    for (const std::string& line : tariff::lines_of(book, arguments.book.importer, *code)) {
      tariff::LineQuery query{arguments.book.importer, arguments.origin, line, from};
      std::vector<Date> days{from};
      if (until) {
        const std::vector<Date> changes = tariff::changes_between(book, query, *until);
        days.insert(days.end(), changes.begin(), changes.end());
      }
      std::string last;
      for (const Date& day : days) {
        query.day = day;
        Answer answer{query, tariff::duty_at(book, query, values)};
        std::string parts = signature(answer).substr(to_string(day).size());
        if (day != from && parts == last) continue;
        last = std::move(parts);
        list.push_back(std::move(answer));
      }
    }
  }
  return list;
}

void print_answer(const AtArguments& arguments, const tariff::MeasureBook& book, const Answer& answer) {
  const tariff::CustomsEntry entry{arguments.value, by_unit(arguments.quantities)};
  const tariff::EntryDuty collected = tariff::entry_duty(answer.duty, entry);
  const auto amount = [&](std::int64_t cents) {
    return arguments.value > 0 ? fmt::format("{:>14}", dollars(cents)) : std::string();
  };
  for (std::size_t at = 0; at < answer.duty.parts.size(); ++at) {
    const tariff::DutyPart& part = answer.duty.parts[at];
    const tariff::Measure& measure = book.measures[part.measure];
    fmt::print("  {:<34} {:<12} {:>9}{}  {}{}\n", measure.title, part.rate->text,
               part.is_known ? percent(part.ad_valorem) : "?", amount(collected.cents[at]), law_of(measure, part),
               part.note.empty() ? "" : " [" + part.note + "]");
  }
  fmt::print("  {:<34} {:<12} {:>9}{}{}\n", "duty", "", percent(answer.duty.total), amount(collected.total_cents),
             answer.duty.is_complete ? "" : "  and what '?' comes to: give --unit-value or --value and --quantity");
  if (answer.duty.quota_rent > 0) {
    fmt::print("  {:<47} {:>9}  kept by {}\n", "quota rent", percent(answer.duty.quota_rent),
               rent_holder(book, answer.duty));
  }
}

void print_text(const AtArguments& arguments, const tariff::MeasureBook& book, const std::vector<Answer>& list) {
  for (std::size_t first = 0; first < list.size();) {
    std::size_t next = first + 1;
    while (next < list.size() && signature(list[next]) == signature(list[first])) ++next;
    const tariff::LineQuery& query = list[first].query;
    std::string heading = text::dotted(query.code);
    if (next - first == 2) heading += ", " + text::dotted(list[next - 1].query.code);
    if (next - first > 2) {
      heading += fmt::format(" to {} ({} lines)", text::dotted(list[next - 1].query.code), next - first);
    }
    fmt::print("{}  {} from {}, {}\n", heading, query.importer, query.origin, to_string(query.day));
    print_answer(arguments, book, list[first]);
    first = next;
  }
}

ordered_json part_json(const tariff::MeasureBook& book, const tariff::DutyPart& part) {
  const tariff::Measure& measure = book.measures[part.measure];
  ordered_json json{{"measure", measure.id},
                    {"authority", measure.authority},
                    {"rate", part.rate->text},
                    {"share", part.share},
                    {"law", law_of(measure, part)}};
  json["ad_valorem_pct"] = part.is_known ? ordered_json(100 * part.ad_valorem) : ordered_json(nullptr);
  if (!part.note.empty()) json["note"] = part.note;
  return json;
}

void print_json(const AtArguments& arguments, const tariff::MeasureBook& book, const std::vector<Answer>& list) {
  ordered_json json = ordered_json::array();
  for (const Answer& answer : list) {
    ordered_json line{{"code", answer.query.code},
                      {"importer", answer.query.importer},
                      {"origin", answer.query.origin},
                      {"from", to_string(answer.query.day)},
                      {"duty_pct", 100 * answer.duty.total},
                      {"complete", answer.duty.is_complete},
                      {"quota_rent_pct", 100 * answer.duty.quota_rent}};
    const tariff::CustomsEntry entry{arguments.value, {}};
    const tariff::EntryDuty collected = tariff::entry_duty(answer.duty, entry);
    for (std::size_t at = 0; at < answer.duty.parts.size(); ++at) {
      ordered_json part = part_json(book, answer.duty.parts[at]);
      if (arguments.value > 0) part["amount"] = dollars(collected.cents[at]);
      line["parts"].push_back(std::move(part));
    }
    if (arguments.value > 0) line["amount"] = dollars(collected.total_cents);
    json.push_back(std::move(line));
  }
  fmt::print("{}\n", json.dump(2));
}

void show(const AtArguments& arguments) {
  const std::size_t dots = arguments.when.find("..");
  const Date from = day_argument(arguments.when.substr(0, dots));
  std::optional<Date> until;
  if (dots != std::string::npos) {
    until = date_of(day_number(day_argument(arguments.when.substr(dots + 2))) + 1);
    if (*until <= from) throw InputError({}, fmt::format("'{}' ends before it begins", arguments.when));
  }
  const tariff::MeasureBook book = open_book(arguments.book);
  tariff::UnitValues values = tariff::unit_values({arguments.value, by_unit(arguments.quantities)});
  for (const auto& [unit, value] : by_unit(arguments.unit_values)) values[unit] = value;
  const std::vector<Answer> list = answers(arguments, book, from, until, values);
  if (arguments.as_json) return print_json(arguments, book, list);
  print_text(arguments, book, list);
  for (const std::string& note : book.notes) fmt::print("note: {}\n", note);
}

}  // namespace

void add_lines_at_command(Command& group, int& exit_code) {
  auto arguments = std::make_shared<AtArguments>();
  Command* command = group.add_subcommand("at", "The duty on lines at a day, as the sum of its parts with their laws");
  command->footer(
      "Examples:  parley lines at 2018-09-24 --importer USA --origin CHN 8541.40\n"
      "           parley lines at 2018-01-01..2019-12-31 --importer USA --origin CHN 8541.40.20\n"
      "           parley lines at 2019-06-01 --importer USA --origin CHN 7326.90.8688 --value 14172");
  command->add_option("when", arguments->when, "A day, 2018-09-24, or the changes of a span, 2018-01-01..2018-12-31")
      ->required();
  command->add_option("codes", arguments->codes, "Tariff codes of any length, with or without dots")->required();
  add_book_options(*command, arguments->book);
  command->add_option("--origin", arguments->origin, "The country where the goods are from, as CHN")->required();
  command->add_option("--value", arguments->value, "Customs value of an entry: prints amounts to the cent")
      ->check(positive_number());
  command->add_option("--quantity", arguments->quantities, "Quantities of the entry, as kg=120, for specific duties");
  command->add_option("--unit-value", arguments->unit_values,
                      "Value of one unit, as kg=2.5, for ad valorem equivalents");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->callback([arguments, &exit_code] {
    show(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
